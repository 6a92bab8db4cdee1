"""Connections and expectations in one line, as conntrack(8) writes them."""

from __future__ import annotations

from collections.abc import Iterator

from dissectors.netfilter.conntrack_constants import IPS_ASSURED, IPS_HW_OFFLOAD, IPS_OFFLOAD, IPS_SEEN_REPLY
from nldissect.schema import Names, Node, render

IPPROTO_GRE = 47
_ICMP = "[type={{CTA_PROTO_{0}_TYPE}}][ code={{CTA_PROTO_{0}_CODE}}][ id={{CTA_PROTO_{0}_ID}}]"
_PROTO = "[sport={CTA_PROTO_SRC_PORT}][ dport={CTA_PROTO_DST_PORT}]", _ICMP.format("ICMP"), _ICMP.format("ICMPV6")
_ADDRESSES = (
    "[{0}src={{CTA_IP_V4_SRC}}][{0}src={{CTA_IP_V6_SRC}}][ {0}dst={{CTA_IP_V4_DST}}][ {0}dst={{CTA_IP_V6_DST}}]"
)
_COUNTERS = (
    "[packets={CTA_COUNTERS_PACKETS}][packets={CTA_COUNTERS32_PACKETS}]"
    "[ bytes={CTA_COUNTERS_BYTES}][ bytes={CTA_COUNTERS32_BYTES}]"
)
_STATES = (
    "{CTA_PROTOINFO.CTA_PROTOINFO_TCP.CTA_PROTOINFO_TCP_STATE}",
    "{CTA_PROTOINFO.CTA_PROTOINFO_SCTP.CTA_PROTOINFO_SCTP_STATE}",
    "{CTA_PROTOINFO.CTA_PROTOINFO_DCCP.CTA_PROTOINFO_DCCP_STATE}",
)
_REST = (
    "[mark={CTA_MARK}][/{CTA_MARK_MASK}][ secctx={CTA_SECCTX.CTA_SECCTX_NAME}][ zone={CTA_ZONE}]"
    "[ helper={CTA_HELP.CTA_HELP_NAME}][ use={CTA_USE}][ id={CTA_ID}][ labels={CTA_LABELS}]"
)


def connection(tree: Node, names: Names) -> str:
    """`tcp 6 431999 ESTABLISHED src=… dst=… sport=… dport=… src=… [ASSURED] mark=7 use=1 id=5`."""
    return " ".join(part for part in _connection(tree, names) if part)


def _connection(tree: Node, names: Names) -> Iterator[str]:
    original, reply = tree.get("CTA_TUPLE_ORIG"), tree.get("CTA_TUPLE_REPLY")
    if original is None and reply is None:
        yield render("{nfgen_family}", tree, names)
    first = original if original is not None else reply
    protocol = None if first is None else first.get("CTA_TUPLE_PROTO")
    if protocol is not None and "CTA_PROTO_NUM" in protocol:
        yield render("{CTA_PROTO_NUM}", protocol, names)
        yield str(_number(protocol, "CTA_PROTO_NUM"))
    yield render("{CTA_TIMEOUT}", tree, names)
    yield from (render(state, tree, names).upper() for state in _STATES)
    yield render("[status={CTA_STATUS}/{CTA_STATUS_MASK}]", tree, names)
    status = None if "CTA_STATUS_MASK" in tree else tree.get("CTA_STATUS")
    bits = status.value if status is not None and isinstance(status.value, int) else None
    if original is not None:
        yield tuple_(original, names)
        yield _counters(tree, "CTA_COUNTERS_ORIG", names)
    if bits is not None and not bits & IPS_SEEN_REPLY:
        yield "[UNREPLIED]"
    if reply is not None:
        yield tuple_(reply, names)
        yield _counters(tree, "CTA_COUNTERS_REPLY", names)
    yield _marked(bits or 0)
    yield render(_REST, tree, names)


def _marked(bits: int) -> str:
    """What conntrack says of the status: the best of three."""
    if bits & IPS_HW_OFFLOAD:
        return "[HW_OFFLOAD]"
    if bits & IPS_OFFLOAD:
        return "[OFFLOAD]"
    return "[ASSURED]" if bits & IPS_ASSURED else ""


def _counters(tree: Node, name: str, names: Names) -> str:
    counters = tree.get(name)
    return "" if counters is None else render(_COUNTERS, counters, names)


def expectation(tree: Node, names: Names) -> str:
    """`299 proto=6 src=… dst=… sport=0 dport=51213 mask-src=… master-src=… class=0 helper=ftp`."""
    return " ".join(part for part in _expectation(tree, names) if part)


def _expectation(tree: Node, names: Names) -> Iterator[str]:
    expected = tree.get("CTA_EXPECT_TUPLE")
    if expected is None and tree.get("CTA_EXPECT_MASTER") is None:
        yield render("{nfgen_family}", tree, names)
    yield render("{CTA_EXPECT_TIMEOUT}", tree, names)
    if expected is not None:
        protocol = expected.get("CTA_TUPLE_PROTO")
        yield f"proto={_number(protocol, 'CTA_PROTO_NUM')}" if protocol is not None else ""
        yield tuple_(expected, names)
    for name, prefix in (("CTA_EXPECT_MASK", "mask-"), ("CTA_EXPECT_MASTER", "master-")):
        other = tree.get(name)
        yield "" if other is None else tuple_(other, names, prefix)
    yield render(
        "[zone={CTA_EXPECT_ZONE}][ class={CTA_EXPECT_CLASS}][ {CTA_EXPECT_FLAGS}][ helper={CTA_EXPECT_HELP_NAME}]",
        tree,
        names,
    )


def _keys(proto: Node) -> list[str]:
    """What GRE has in the place of ports."""
    if _number(proto, "CTA_PROTO_NUM") != IPPROTO_GRE:
        return []
    ends = (("srckey", "CTA_PROTO_SRC_PORT"), ("dstkey", "CTA_PROTO_DST_PORT"))
    return [f"{key}={_number(proto, name):#x}" for key, name in ends if name in proto]


def _number(node: Node | None, name: str) -> int:
    found = None if node is None else node.get(name)
    return found.value if found is not None and isinstance(found.value, int) else 0


def tuple_(node: Node, names: Names, prefix: str = "") -> str:
    """`src=127.0.0.1 dst=127.0.0.1 sport=36162 dport=21`; `prefix` goes before the addresses' names."""
    addresses, proto = node.get("CTA_TUPLE_IP"), node.get("CTA_TUPLE_PROTO")
    told = [] if addresses is None else [render(_ADDRESSES.format(prefix), addresses, names)]
    if proto is not None:
        told += _keys(proto) or [render(template, proto, names) for template in _PROTO]
    told.append(render("[zone={CTA_TUPLE_ZONE}]", node, names))
    return " ".join(part for part in told if part)
