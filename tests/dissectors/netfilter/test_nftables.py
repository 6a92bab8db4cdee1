"""nf_tables as nft and the kernel spoke it, on both byte orders, and what neither had reason to say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import pack
from typing import Any

import pytest

from nldissect.capture import open_capture
from nldissect.message import Message
from nldissect.schema import render
from nldissect.stream import Stream
from tests.build import NETFILTER, attribute, decoded, message, nest
from tests.dissectors.route.link_samples import at, says

CAPTURES = Path(__file__).parents[3] / "captures"
NF_TABLES = {0, 10, 11, 12}
"""the subsystems served here; 0 is that of batches"""


@cache
def messages(name: str) -> tuple[Message, ...]:
    with open_capture(CAPTURES / name) as capture:
        found = Stream().all(capture)
        return tuple(m for m in found if m.protocol == NETFILTER and m.header and m.header.nlmsg_type >> 8 in NF_TABLES)


@pytest.mark.parametrize("name", ["nft.pcap", "s390x/nft.pcap"])
def test_nothing_is_unknown(name: str) -> None:
    heard = [m for m in messages(name) if m.header and m.header.nlmsg_type >= 16]
    assert len(heard) > 200
    unknown = [(m, node.name) for m in heard for node in m.tree.walk() if node.raw]
    assert unknown == []
    # nft 1.0.6 does not clear the padding of its requests
    codes = {note.code for m in heard for node in m.tree.walk() for note in node.notes}
    assert codes <= {"padding"}


# As `nft -j list ruleset` printed them.
LISTED = """
{"table": {"family": "inet", "name": "f", "handle": 1}}
{"chain": {"family": "inet", "table": "f", "name": "sub", "handle": 13}}
{"chain": {"family": "inet", "table": "f", "name": "pre", "handle": 30, "type": "filter", "hook": "prerouting",
 "prio": -300, "policy": "accept"}}
{"chain": {"family": "inet", "table": "f", "name": "inp", "handle": 31, "type": "filter", "hook": "input",
 "prio": -5, "policy": "drop"}}
{"chain": {"family": "inet", "table": "f", "name": "outp", "handle": 33, "type": "route", "hook": "output",
 "prio": 0, "policy": "accept"}}
{"set": {"family": "inet", "table": "f", "name": "s_if", "handle": 1, "type": "ifname", "flags": "interval"}}
{"set": {"family": "inet", "table": "f", "name": "s4", "handle": 2, "type": "ipv4_addr", "flags": "interval"}}
{"set": {"family": "inet", "table": "f", "name": "s6", "handle": 3, "type": "ipv6_addr"}}
{"counter": {"family": "inet", "table": "f", "name": "c1", "handle": 17, "packets": 7, "bytes": 77}}
{"quota": {"family": "inet", "table": "f", "name": "q1", "handle": 19, "bytes": 104857600, "used": 5120,
 "flags": "inv"}}
{"limit": {"family": "inet", "table": "f", "name": "l2", "handle": 21, "rate": 400, "per": 60, "burst": 5}}
{"ct helper": {"family": "inet", "table": "f", "name": "ftp-std", "handle": 22, "type": "ftp", "protocol": "tcp",
 "l3proto": "inet"}}
{"ct timeout": {"family": "inet", "table": "f", "name": "aggr", "handle": 23, "protocol": "tcp", "l3proto": "ip",
 "established": 100, "close_wait": 4, "close": 4}}
{"ct expectation": {"family": "inet", "table": "f", "name": "e1", "handle": 25, "protocol": "tcp", "dport": 9876,
 "timeout": 60000, "size": 12, "l3proto": "ip"}}
{"synproxy": {"family": "inet", "table": "f", "name": "sp1", "handle": 26, "mss": 1460, "wscale": 7}}
"""
COMMON = ("family", "table", "name", "handle")
PATHS = {
    "table": ("NEWTABLE", "nfgen_family", "", "NFTA_TABLE_NAME", "NFTA_TABLE_HANDLE"),
    "chain": ("NEWCHAIN", "nfgen_family", "NFTA_CHAIN_TABLE", "NFTA_CHAIN_NAME", "NFTA_CHAIN_HANDLE"),
    "set": ("NEWSET", "nfgen_family", "NFTA_SET_TABLE", "NFTA_SET_NAME", "NFTA_SET_HANDLE"),
    "object": ("NEWOBJ", "nfgen_family", "NFTA_OBJ_TABLE", "NFTA_OBJ_NAME", "NFTA_OBJ_HANDLE"),
}
FIELDS = {
    ("chain", "type"): "NFTA_CHAIN_TYPE",
    ("chain", "hook"): "NFTA_CHAIN_HOOK.NFTA_HOOK_HOOKNUM",
    ("chain", "prio"): "NFTA_CHAIN_HOOK.NFTA_HOOK_PRIORITY",
    ("chain", "policy"): "NFTA_CHAIN_POLICY",
    ("set", "type"): "NFTA_SET_KEY_TYPE",
    ("set", "flags"): "NFTA_SET_FLAGS",
    ("counter", "packets"): "NFTA_OBJ_DATA.NFTA_COUNTER_PACKETS",
    ("counter", "bytes"): "NFTA_OBJ_DATA.NFTA_COUNTER_BYTES",
    ("quota", "bytes"): "NFTA_OBJ_DATA.NFTA_QUOTA_BYTES",
    ("quota", "used"): "NFTA_OBJ_DATA.NFTA_QUOTA_CONSUMED",
    ("quota", "flags"): "NFTA_OBJ_DATA.NFTA_QUOTA_FLAGS",
    ("limit", "rate"): "NFTA_OBJ_DATA.NFTA_LIMIT_RATE",
    ("limit", "per"): "NFTA_OBJ_DATA.NFTA_LIMIT_UNIT",
    ("limit", "burst"): "NFTA_OBJ_DATA.NFTA_LIMIT_BURST",
    ("ct helper", "type"): "NFTA_OBJ_DATA.NFTA_CT_HELPER_NAME",
    ("ct helper", "protocol"): "NFTA_OBJ_DATA.NFTA_CT_HELPER_L4PROTO",
    ("ct helper", "l3proto"): "NFTA_OBJ_DATA.NFTA_CT_HELPER_L3PROTO",
    ("ct timeout", "protocol"): "NFTA_OBJ_DATA.NFTA_CT_TIMEOUT_L4PROTO",
    ("ct timeout", "l3proto"): "NFTA_OBJ_DATA.NFTA_CT_TIMEOUT_L3PROTO",
    ("ct timeout", "established"): "NFTA_OBJ_DATA.NFTA_CT_TIMEOUT_DATA.CTA_TIMEOUT_TCP_ESTABLISHED",
    ("ct timeout", "close_wait"): "NFTA_OBJ_DATA.NFTA_CT_TIMEOUT_DATA.CTA_TIMEOUT_TCP_CLOSE_WAIT",
    ("ct timeout", "close"): "NFTA_OBJ_DATA.NFTA_CT_TIMEOUT_DATA.CTA_TIMEOUT_TCP_CLOSE",
    ("ct expectation", "protocol"): "NFTA_OBJ_DATA.NFTA_CT_EXPECT_L4PROTO",
    ("ct expectation", "dport"): "NFTA_OBJ_DATA.NFTA_CT_EXPECT_DPORT",
    ("ct expectation", "timeout"): "NFTA_OBJ_DATA.NFTA_CT_EXPECT_TIMEOUT",
    ("ct expectation", "size"): "NFTA_OBJ_DATA.NFTA_CT_EXPECT_SIZE",
    ("ct expectation", "l3proto"): "NFTA_OBJ_DATA.NFTA_CT_EXPECT_L3PROTO",
    ("synproxy", "mss"): "NFTA_OBJ_DATA.NFTA_SYNPROXY_MSS",
    ("synproxy", "wscale"): "NFTA_OBJ_DATA.NFTA_SYNPROXY_WSCALE",
}


def listed() -> Iterator[tuple[str, dict[str, Any]]]:
    for line in LISTED.replace("\n ", " ").strip().splitlines():
        yield from json.loads(line).items()


@pytest.mark.parametrize("capture", ["nft.pcap", "s390x/nft.pcap"])
@pytest.mark.parametrize(("kind", "wanted"), list(listed()))
def test_equals_what_nft_lists(capture: str, kind: str, wanted: dict[str, Any]) -> None:
    verb, *paths = PATHS.get(kind, PATHS["object"])
    paths_of = {name: path for name, path in zip(COMMON, paths, strict=True) if path}
    paths_of |= {field: path for (of, field), path in FIELDS.items() if of == kind and field in wanted}
    seen = [
        {name: short(m, path) for name, path in paths_of.items()}
        for m in messages(capture)
        if m.type_name == f"NFT_MSG_{verb}" and at_or_none(m, paths[-1]) is not None
    ]
    assert {name: str(value) for name, value in wanted.items()} in seen


def at_or_none(m: Message, path: str) -> object:
    try:
        return at(m, path).value
    except KeyError:
        return None


def short(m: Message, path: str) -> str | None:
    return None if at_or_none(m, path) is None else render(f"{{{path}}}", m.tree, m.context)


SUMMARIES = """
NFNL_MSG_BATCH_BEGIN nftables
NFT_MSG_NEWSET inet f vm type ipv4_addr : verdict flags map
NFT_MSG_NEWSET inet f dyn handle 4 type ipv4_addr . inet_service flags timeout,eval
NFT_MSG_NEWSETELEM inet f vm { 0x01010101 : accept, 0x02020202 : drop, 0x03030303 : jump sub, 0x04040404 : goto sub }
NFT_MSG_NEWSETELEM inet f objm { 0x01020304 : c1 }
NFT_MSG_NEWCHAIN inet f inp type filter hook input priority -5 policy drop
NFT_MSG_NEWRULE inet f pre: ct_timeout name aggr
NFT_MSG_NEWRULE inet f inp: quota 5242880 bytes used 3 flags inv · drop
NFT_MSG_NEWRULE inet f inp: reject icmpx_unreach code port_unreach
NFT_MSG_NEWRULE inet f inp: queue num 3 total 1 flags bypass
NFT_MSG_NEWRULE inet f forw: goto sub
NFT_MSG_NEWRULE inet f forw: meta load nfproto => reg 1 · cmp reg 1 == ip · payload load 1b @ network_header + 9 =>\
 reg 1 · cmp reg 1 == tcp · flow add ft2
"""


@pytest.mark.parametrize("capture", ["nft.pcap", "s390x/nft.pcap"])
def test_summaries(capture: str) -> None:
    said = {m.summary for m in messages(capture)}
    assert {line for line in SUMMARIES.strip().splitlines() if line not in said} == set()


# By hand: what the captures lack.


def told(number: int, *attributes: bytes, family: int = 2) -> Message:
    return decoded(message(0x0A00 | number, pack(">BBH", family, 0, 0), *attributes), protocol=NETFILTER)[0]


def be32(number: int, value: int) -> bytes:
    return attribute(number, pack(">i", value))


def text(number: int, value: str) -> bytes:
    return attribute(number, value.encode() + b"\0")


def rule(*expressions: tuple[str, bytes], family: int = 2) -> Message:
    listed = [nest(1, text(1, name), nest(2, data)) for name, data in expressions]
    return told(6, text(1, "t"), text(2, "c"), nest(4, *listed), family=family)


def data_value(number: int, value: bytes) -> bytes:
    return nest(number, attribute(1, value))


EXPRESSION = "NFTA_RULE_EXPRESSIONS.NFTA_LIST_ELEM.NFTA_EXPR_DATA"


def _recent() -> bytes:
    """struct xt_recent_mtinfo_v1: the list ssh, by source."""
    return pack("<IIBB200sBx16s4x", 60, 4, 0x24, 0, b"ssh", 0, b"\xff\xff" + bytes(14))


BY_HAND: dict[str, tuple[Message, str, dict[str, object]]] = {
    "interface name": (
        rule(
            ("meta", be32(2, 6) + be32(1, 1)),
            ("cmp", be32(1, 1) + be32(2, 0) + data_value(3, b"lo".ljust(16, b"\0"))),
            ("counter", attribute(1, pack(">Q", 84)) + attribute(2, pack(">Q", 1))),
            ("immediate", be32(1, 0) + nest(2, nest(2, be32(1, -3) + text(2, "sub")))),
        ),
        'ip t c: meta load iifname => reg 1 · cmp reg 1 == "lo" · counter packets 1 bytes 84 · jump sub',
        {f"{EXPRESSION}.NFTA_META_KEY": "NFT_META_IIFNAME", f"{EXPRESSION}.NFTA_META_DREG": "NFT_REG_1"},
    ),
    "addresses and ports": (
        rule(
            ("payload", be32(1, 1) + be32(2, 1) + be32(3, 16) + be32(4, 4)),
            ("cmp", be32(1, 8) + be32(2, 1) + data_value(3, bytes([10, 0, 0, 1]))),
            ("payload", be32(1, 9) + be32(2, 2) + be32(3, 2) + be32(4, 2)),
            ("range", be32(1, 9) + be32(2, 0) + data_value(3, pack(">H", 80)) + data_value(4, pack(">H", 90))),
        ),
        "ip t c: payload load 4b @ network_header + 16 => reg 1 · cmp reg 8 != 10.0.0.1 · payload load 2b @"
        " transport_header + 2 => reg 9 · range reg 9 == 80-90",
        {},
    ),
    "reject in IPv6": (
        rule(("reject", be32(1, 0) + attribute(2, b"\x04")), family=10),
        "ip6 t c: reject icmp_unreach code port_unreach",
        {f"{EXPRESSION}.NFTA_REJECT_ICMP_CODE": "ICMPV6_PORT_UNREACH"},
    ),
    "nat": (
        rule(("nat", be32(1, 1) + be32(2, 2) + be32(3, 1) + be32(7, 0x9))),
        "ip t c: dnat ip addr reg 1 flags map_ips,persistent",
        {f"{EXPRESSION}.NFTA_NAT_FLAGS": "NF_NAT_RANGE_MAP_IPS|NF_NAT_RANGE_PERSISTENT"},
    ),
    "inner": (
        rule(("inner", be32(2, 1) + nest(5, text(1, "meta"), nest(2, be32(2, 16), be32(1, 1))))),
        "ip t c: inner vxlan meta load l4proto => reg 1",
        {f"{EXPRESSION}.NFTA_INNER_EXPR.NFTA_EXPR_DATA.NFTA_META_KEY": "NFT_META_L4PROTO"},
    ),
    "iptables' match": (
        rule(("match", text(1, "mark") + be32(2, 1) + attribute(3, pack("<IIB3x4x", 5, 255, 1)))),
        "ip t c: match mark rev 1",
        {f"{EXPRESSION}.NFTA_MATCH_INFO.mark": "0x5", f"{EXPRESSION}.NFTA_MATCH_INFO.padding": "00000000000000"},
    ),
    "iptables' target in IPv6": (
        rule(("target", text(1, "REJECT") + be32(2, 0) + attribute(3, pack("<I4x", 4))), family=10),
        "ip6 t c: target REJECT rev 0",
        {f"{EXPRESSION}.NFTA_TARGET_INFO.with": "IP6T_ICMP6_PORT_UNREACH"},
    ),
    "iptables' match as containers use it": (
        rule(("match", text(1, "addrtype") + be32(2, 1) + attribute(3, pack("<HHI", 0, 4, 2)))),
        "ip t c: match addrtype rev 1",
        {
            f"{EXPRESSION}.NFTA_MATCH_INFO.dest": "XT_ADDRTYPE_LOCAL",
            f"{EXPRESSION}.NFTA_MATCH_INFO.flags": "XT_ADDRTYPE_INVERT_DEST",
        },
    ),
    "iptables' match with a set": (
        rule(("match", text(1, "set") + be32(2, 4) + attribute(3, pack("<HBB4xQB7xQB7xI4x", 7, 1, 2, 5, 1, 0, 0, 2)))),
        "ip t c: match set rev 4",
        {
            f"{EXPRESSION}.NFTA_MATCH_INFO.match_set.index": 7,
            f"{EXPRESSION}.NFTA_MATCH_INFO.match_set.flags": "IPSET_DIM_ONE_SRC",
            f"{EXPRESSION}.NFTA_MATCH_INFO.packets.value": 5,
            f"{EXPRESSION}.NFTA_MATCH_INFO.packets.op": "IPSET_COUNTER_EQ",
            f"{EXPRESSION}.NFTA_MATCH_INFO.flags": "IPSET_FLAG_LIST_SETNAME",
        },
    ),
    "iptables' match in both families": (
        rule(("match", text(1, "recent") + be32(2, 1) + attribute(3, _recent())), family=10),
        "ip6 t c: match recent rev 1",
        {
            f"{EXPRESSION}.NFTA_MATCH_INFO.check_set": "XT_RECENT_UPDATE|XT_RECENT_REAP",
            f"{EXPRESSION}.NFTA_MATCH_INFO.name": "ssh",
            f"{EXPRESSION}.NFTA_MATCH_INFO.mask": "ffff::",
        },
    ),
    "iptables' target that sets a zone": (
        rule(("target", text(1, "CT") + be32(2, 2) + attribute(3, pack("<HHII16s32s4xQ", 1, 5, 0, 0, b"ftp", b"", 0)))),
        "ip t c: target CT rev 2",
        {
            f"{EXPRESSION}.NFTA_TARGET_INFO.flags": "XT_CT_NOTRACK",
            f"{EXPRESSION}.NFTA_TARGET_INFO.helper": "ftp",
        },
    ),
    "the element for all others": (
        told(12, text(1, "t"), text(2, "s"), nest(3, nest(1, be32(3, 2), nest(2, nest(2, be32(1, 0)))))),
        "ip t s { * : drop }",
        {"NFTA_SET_ELEM_LIST_ELEMENTS.[1].NFTA_SET_ELEM_FLAGS": "NFT_SET_ELEM_CATCHALL"},
    ),
    "a tunnel": (
        told(
            18,
            text(1, "t"),
            text(2, "tun"),
            be32(3, 6),
            nest(
                4,
                be32(1, 10),
                nest(2, attribute(1, bytes([1, 1, 1, 1])), attribute(2, bytes([2, 2, 2, 2]))),
                attribute(8, pack(">H", 4789)),
                nest(9, nest(3, attribute(1, pack(">H", 0x102)), attribute(2, b"\x80"), attribute(3, b"abcd"))),
            ),
        ),
        "ip t tunnel tun",
        {
            "NFTA_OBJ_DATA.NFTA_TUNNEL_KEY_IP.NFTA_TUNNEL_KEY_IP_DST": "2.2.2.2",
            "NFTA_OBJ_DATA.NFTA_TUNNEL_KEY_DPORT": 4789,
            "NFTA_OBJ_DATA.NFTA_TUNNEL_KEY_OPTS.NFTA_TUNNEL_KEY_OPTS_GENEVE.NFTA_TUNNEL_KEY_GENEVE_CLASS": "0x102",
        },
    ),
    "ARP's hooks": (
        told(3, text(1, "t"), text(3, "o"), nest(4, be32(1, 1), be32(2, -10)), be32(5, 0), family=3),
        "arp t o hook output priority -10 policy drop",
        {"NFTA_CHAIN_HOOK.NFTA_HOOK_HOOKNUM": "NF_ARP_OUT", "NFTA_CHAIN_HOOK.NFTA_HOOK_PRIORITY": -10},
    ),
    "a comment": (
        told(6, text(1, "t"), attribute(7, b"\0\3hi\0")),
        "ip t",
        {"NFTA_RULE_USERDATA.NFTNL_UDATA_RULE_COMMENT.value": "hi"},
    ),
    "user data of someone else": (
        told(6, text(1, "t"), attribute(7, b"\0\xffhi")),
        "ip t",
        {"NFTA_RULE_USERDATA": b"\0\xffhi".hex()},
    ),
    "a trace": (
        told(
            17,
            attribute(6, pack(">I", 0x5769EB3A)),
            be32(15, 2),
            text(1, "m"),
            text(2, "c"),
            be32(4, 1),
            be32(16, 1),
            be32(18, 199610309),
            attribute(19, b"\0"),
            be32(20, 8),
            be32(21, 8),
        ),
        "id 0x5769eb3a ip m c policy accept",
        {"NFTA_TRACE_CT_ID": 199610309, "NFTA_TRACE_CT_STATUS": "IPS_CONFIRMED", "NFTA_TRACE_CT_STATE": "new"},
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(name: str) -> None:
    heard, summary, expected = BY_HAND[name]
    assert heard.summary == f"{heard.type_name} {summary}"
    says(heard, expected)


def test_an_extension_of_iptables_that_nobody_described_is_shown_raw() -> None:
    heard = rule(("match", text(1, "nosuch") + be32(2, 7) + attribute(3, b"abcdefgh")))
    assert heard.summary == "NFT_MSG_NEWRULE ip t c: match nosuch rev 7"
    info = at(heard, f"{EXPRESSION}.NFTA_MATCH_INFO")
    assert info.raw
    assert info.value == b"abcdefgh".hex()


def test_an_expression_nobody_knows_is_shown_raw() -> None:
    heard = rule(("nosuch", be32(1, 5)))
    assert heard.summary == "NFT_MSG_NEWRULE ip t c: nosuch"
    assert at(heard, EXPRESSION).raw


@pytest.mark.parametrize("size", range(0, 60, 3))
def test_a_rule_cut_anywhere_still_has_a_summary(size: int) -> None:
    whole = bytes(rule(("cmp", be32(1, 1) + be32(2, 0) + data_value(3, b"x" * 16))).data)
    cut = decoded(whole[: 20 + size], protocol=NETFILTER)[0]
    assert cut.summary.startswith("NFT_MSG_NEWRULE ip")


def test_the_hook_that_a_chain_hangs_on() -> None:
    chain = nest(6, nest(1, text(1, "f"), attribute(2, b"\1"), text(3, "inp")), be32(2, 1))
    body = (
        pack(">BBH", 1, 0, 0) + be32(1, 1) + be32(2, -5) + text(4, "nft_do_chain_inet") + text(5, "nf_tables") + chain
    )
    heard = decoded(message(0x0C00, body), protocol=NETFILTER)[0]
    assert heard.summary == (
        "NFNL_MSG_HOOK_GET inet hook input priority -5 nft_do_chain_inet chain inet f inp module nf_tables"
    )
    says(heard, {"NFNLA_HOOK_CHAIN_INFO.NFNLA_HOOK_INFO_TYPE": "NFNL_HOOK_TYPE_NFTABLES"})
