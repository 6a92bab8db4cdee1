"""Flows in one line, nearly as `ovs-dpctl dump-flows` writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nldissect.schema import Names, Node, short

_NAMES = {
    "ethernet": "eth",
    "ethertype": "eth_type",
    "priority": "skb_priority",
    "ct_labels": "ct_label",
}
_METADATA = frozenset(
    f"OVS_KEY_ATTR_{name}"
    for name in ("PRIORITY", "SKB_MARK", "DP_HASH", "RECIRC_ID", "CT_STATE", "CT_ZONE", "CT_MARK", "CT_LABELS")
)
"""not of the packet itself; not worth telling where it is zero and no mask says that it counts"""
_PREFIXES = ("eth_", "ipv4_", "ipv6_", "tcp_", "udp_", "sctp_", "icmp_", "icmpv6_", "arp_", "nd_", "vlan_", "mpls_")


def flow(tree: Node, names: Names) -> str:
    """in_port(2),eth(src=…,dst=…),eth_type(ipv4) packets 3 bytes 294 actions:1"""
    told = [_ufid(tree), match(tree, names)]
    stats = tree.get("OVS_FLOW_ATTR_STATS")
    if stats is not None:
        told.append(stats.text)
    actions = tree.get("OVS_FLOW_ATTR_ACTIONS")
    if actions is not None:
        told.append(f"actions:{_actions(actions, names)}")
    return " ".join(part for part in told if part)


def packet(tree: Node, names: Names) -> str:
    """in_port(2),eth(…) 98 bytes actions:1"""
    told = []
    key, data, actions = (tree.get(f"OVS_PACKET_ATTR_{name}") for name in ("KEY", "PACKET", "ACTIONS"))
    if key is not None:
        told.append(_list(key, names, _key_of(None)))
    if data is not None:
        told.append(f"{data.end - data.start} bytes")
    if actions is not None:
        told.append(f"actions:{_actions(actions, names)}")
    return " ".join(told)


def match(tree: Node, names: Names) -> str:
    """The key, without what its mask leaves free."""
    key = tree.get("OVS_FLOW_ATTR_KEY")
    return "" if key is None else _list(key, names, _key_of(tree.get("OVS_FLOW_ATTR_MASK")))


def _ufid(tree: Node) -> str:
    ufid = tree.get("OVS_FLOW_ATTR_UFID")
    return "" if ufid is None or tree.get("OVS_FLOW_ATTR_KEY") is not None else f"ufid:{ufid.text}"


Tell = Callable[[Node, Names], str]


def _list(nest: Node, names: Names, tell: Tell) -> str:
    return ",".join(part for part in (tell(node, names) for node in nest.children) if part)


def _name(node: Node) -> str:
    for prefix in ("OVS_KEY_ATTR_", "OVS_ACTION_ATTR_", "OVS_TUNNEL_KEY_ATTR_", "OVS_CT_ATTR_", "OVS_NAT_ATTR_"):
        if node.name.startswith(prefix):
            name = node.name.removeprefix(prefix).lower()
            return _NAMES.get(name, name)
    for prefix in ("OVS_USERSPACE_ATTR_", "OVS_SAMPLE_ATTR_", "OVS_CHECK_PKT_LEN_ATTR_", *_PREFIXES):
        if node.name.startswith(prefix):
            return node.name.removeprefix(prefix).lower()
    return node.name


def _key_of(mask: Node | None) -> Tell:
    """How to tell a part of the key: not at all where its mask is zero."""

    def tell(node: Node, names: Names) -> str:
        over = None if mask is None else mask.get(node.name)
        if not _counts(over) if mask is not None else node.name in _METADATA and not _counts(node):
            return ""
        if node.children:
            inside = _list(node, names, _member_of(over))
            if node.name.startswith("["):
                return inside
            return f"{_name(node)}({inside})" if inside else ""
        return f"{_name(node)}({short(node, names)})"

    return tell


def _member_of(mask: Node | None) -> Tell:
    def tell(node: Node, names: Names) -> str:
        over = None if mask is None else mask.get(node.name)
        if mask is not None and not _counts(over):
            return ""
        if node.children or node.name.startswith("OVS_KEY_ATTR_"):
            return _key_of(mask)(node, names)
        return _name(node) if node.value is True else f"{_name(node)}={short(node, names)}"

    return tell


def _counts(mask: Node | None) -> bool:
    """Whether a mask has a bit set. A nest counts by what is inside."""
    if mask is None:
        return False
    if mask.children:
        return any(_counts(child) for child in mask.children)
    value = mask.value
    return bool(value.strip("0.:/")) if isinstance(value, str) else bool(value)


def _actions(nest: Node, names: Names) -> str:
    return ",".join(_told_actions(nest, names)) or "drop"


def _told_actions(nest: Node, names: Names) -> Iterator[str]:
    for node in nest.children:
        name = _name(node)
        if name == "output":
            yield short(node, names)
        elif name == "drop" and not node.value:
            yield name
        elif node.children:
            yield f"{name}({_list(node, names, _argument)})"
        elif node.value is True:
            yield name
        else:
            yield f"{name}({short(node, names)})"


def _argument(node: Node, names: Names) -> str:
    if node.name == "OVS_USERSPACE_ATTR_USERDATA":
        return ""  # long, and the program's own
    if node.name.startswith("OVS_KEY_ATTR_"):
        return _key_of(None)(node, names)
    if "ACTION" in node.name and node.children:
        return f"{_name(node)}({_actions(node, names)})"
    if node.children:
        return f"{_name(node)}({_list(node, names, _argument)})"
    return _name(node) if node.value is True else f"{_name(node)}={short(node, names)}"
