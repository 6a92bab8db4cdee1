"""What a route or nexthop wraps its packets in: lightweight tunnels (linux/lwtunnel.h and the *_iptunnel.h headers)."""

from __future__ import annotations

from dissectors.constants import IPPROTO
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    OPAQUE,
    S32,
    TEXT,
    U8,
    U32,
    U64,
    Address,
    Attribute,
    AttributeSet,
    Bits,
    Enum,
    Flags,
    Integer,
    Look,
    Member,
    Names,
    Node,
    Pad,
    Parsed,
    Part,
    Select,
    Sequence,
    Struct,
    render,
    short,
)

LWTUNNEL_ENCAP = Enum(
    "LWTUNNEL_ENCAP_",
    {
        0: "LWTUNNEL_ENCAP_NONE",
        1: "LWTUNNEL_ENCAP_MPLS",
        2: "LWTUNNEL_ENCAP_IP",
        3: "LWTUNNEL_ENCAP_ILA",
        4: "LWTUNNEL_ENCAP_IP6",
        5: "LWTUNNEL_ENCAP_SEG6",
        6: "LWTUNNEL_ENCAP_BPF",
        7: "LWTUNNEL_ENCAP_SEG6_LOCAL",
        8: "LWTUNNEL_ENCAP_RPL",
        9: "LWTUNNEL_ENCAP_IOAM6",
        10: "LWTUNNEL_ENCAP_XFRM",
    },
)

# MPLS (linux/mpls_iptunnel.h).

MPLS_IPTUNNEL = AttributeSet(
    "MPLS_IPTUNNEL_",
    [
        Attribute(1, "MPLS_IPTUNNEL_DST", Address(28)),
        Attribute(2, "MPLS_IPTUNNEL_TTL", U8),
    ],
)

# IP tunnels with the metadata of "external" devices.

TUNNEL = Flags(
    "TUNNEL_",
    {
        0x0001: "TUNNEL_CSUM",
        0x0002: "TUNNEL_ROUTING",
        0x0004: "TUNNEL_KEY",
        0x0008: "TUNNEL_SEQ",
        0x0010: "TUNNEL_STRICT",
        0x0020: "TUNNEL_REC",
        0x0040: "TUNNEL_VERSION",
        0x0080: "TUNNEL_NO_KEY",
        0x0100: "TUNNEL_DONT_FRAGMENT",
        0x0200: "TUNNEL_OAM",
        0x0400: "TUNNEL_CRIT_OPT",
        0x0800: "TUNNEL_GENEVE_OPT",
        0x1000: "TUNNEL_VXLAN_OPT",
        0x2000: "TUNNEL_NOCACHE",
        0x4000: "TUNNEL_ERSPAN_OPT",
        0x8000: "TUNNEL_GTP_OPT",
    },
)
"""linux/if_tunnel.h has them as __be16"""

LWTUNNEL_IP_OPT_GENEVE = AttributeSet(
    "LWTUNNEL_IP_OPT_GENEVE_",
    [
        # the kernel dumps several options as class, type, data, class, type, data … in one nest
        Attribute(1, "LWTUNNEL_IP_OPT_GENEVE_CLASS", BE16, HEX, multiple=True),
        Attribute(2, "LWTUNNEL_IP_OPT_GENEVE_TYPE", U8, HEX, multiple=True),
        Attribute(3, "LWTUNNEL_IP_OPT_GENEVE_DATA", OPAQUE, multiple=True),
    ],
)
LWTUNNEL_IP_OPT_VXLAN = AttributeSet(
    "LWTUNNEL_IP_OPT_VXLAN_",
    [
        Attribute(1, "LWTUNNEL_IP_OPT_VXLAN_GBP", U32),
    ],
)
LWTUNNEL_IP_OPT_ERSPAN = AttributeSet(
    "LWTUNNEL_IP_OPT_ERSPAN_",
    [
        Attribute(1, "LWTUNNEL_IP_OPT_ERSPAN_VER", U8),
        Attribute(2, "LWTUNNEL_IP_OPT_ERSPAN_INDEX", BE32),
        Attribute(3, "LWTUNNEL_IP_OPT_ERSPAN_DIR", U8),
        Attribute(4, "LWTUNNEL_IP_OPT_ERSPAN_HWID", U8),
    ],
)
LWTUNNEL_IP_OPTS = AttributeSet(
    "LWTUNNEL_IP_OPTS_",
    [
        Attribute(1, "LWTUNNEL_IP_OPTS_GENEVE", LWTUNNEL_IP_OPT_GENEVE, multiple=True),
        Attribute(2, "LWTUNNEL_IP_OPTS_VXLAN", LWTUNNEL_IP_OPT_VXLAN),
        Attribute(3, "LWTUNNEL_IP_OPTS_ERSPAN", LWTUNNEL_IP_OPT_ERSPAN),
    ],
)
LWTUNNEL_IP = AttributeSet(
    "LWTUNNEL_IP_",
    [
        Attribute(1, "LWTUNNEL_IP_ID", BE64),
        Attribute(2, "LWTUNNEL_IP_DST", IPV4),
        Attribute(3, "LWTUNNEL_IP_SRC", IPV4),
        Attribute(4, "LWTUNNEL_IP_TTL", U8),
        Attribute(5, "LWTUNNEL_IP_TOS", U8, HEX),
        Attribute(6, "LWTUNNEL_IP_FLAGS", BE16, TUNNEL),
        Attribute(7, "LWTUNNEL_IP_PAD", OPAQUE),
        Attribute(8, "LWTUNNEL_IP_OPTS", LWTUNNEL_IP_OPTS),
    ],
)
LWTUNNEL_IP6 = AttributeSet(
    "LWTUNNEL_IP6_",
    [
        Attribute(1, "LWTUNNEL_IP6_ID", BE64),
        Attribute(2, "LWTUNNEL_IP6_DST", IPV6),
        Attribute(3, "LWTUNNEL_IP6_SRC", IPV6),
        Attribute(4, "LWTUNNEL_IP6_HOPLIMIT", U8),
        Attribute(5, "LWTUNNEL_IP6_TC", U8, HEX),
        Attribute(6, "LWTUNNEL_IP6_FLAGS", BE16, TUNNEL),
        Attribute(7, "LWTUNNEL_IP6_PAD", OPAQUE),
        Attribute(8, "LWTUNNEL_IP6_OPTS", LWTUNNEL_IP_OPTS),
    ],
)

# Identifier locator addressing (linux/ila.h); the generic netlink family "ila" has the same attributes.


class _Locator:
    """An ILA locator or identifier: half an IPv6 address."""

    def text(self, value: int, names: Names) -> str:
        """1:1:1:1"""
        return ":".join(f"{value >> shift & 0xFFFF:x}" for shift in (48, 32, 16, 0))

    short = text


ILA_CSUM = Enum(
    "ILA_CSUM_",
    {
        0: "ILA_CSUM_ADJUST_TRANSPORT",
        1: "ILA_CSUM_NEUTRAL_MAP",
        2: "ILA_CSUM_NO_ACTION",
        3: "ILA_CSUM_NEUTRAL_MAP_AUTO",
    },
)
ILA_ATYPE = Enum(
    "ILA_ATYPE_",
    {
        0: "ILA_ATYPE_IID",
        1: "ILA_ATYPE_LUID",
        2: "ILA_ATYPE_VIRT_V4",
        3: "ILA_ATYPE_VIRT_UNI_V6",
        4: "ILA_ATYPE_VIRT_MULTI_V6",
        5: "ILA_ATYPE_NONLOCAL_ADDR",
        6: "ILA_ATYPE_RSVD_1",
        7: "ILA_ATYPE_RSVD_2",
        32: "ILA_ATYPE_USE_FORMAT",
    },
)
ILA_HOOK = Enum("ILA_HOOK_", {0: "ILA_HOOK_ROUTE_OUTPUT", 1: "ILA_HOOK_ROUTE_INPUT"})
ILA_DIR = Flags("ILA_DIR_", {0x1: "ILA_DIR_IN", 0x2: "ILA_DIR_OUT"})

ILA_ATTR = AttributeSet(
    "ILA_ATTR_",
    [
        Attribute(1, "ILA_ATTR_LOCATOR", BE64, _Locator()),
        Attribute(2, "ILA_ATTR_IDENTIFIER", BE64, _Locator()),
        Attribute(3, "ILA_ATTR_LOCATOR_MATCH", BE64, _Locator()),
        Attribute(4, "ILA_ATTR_IFINDEX", S32, INTERFACE),
        Attribute(5, "ILA_ATTR_DIR", U32, ILA_DIR),
        Attribute(6, "ILA_ATTR_PAD", OPAQUE),
        Attribute(7, "ILA_ATTR_CSUM_MODE", U8, ILA_CSUM),
        Attribute(8, "ILA_ATTR_IDENT_TYPE", U8, ILA_ATYPE),
        Attribute(9, "ILA_ATTR_HOOK_TYPE", U8, ILA_HOOK),
    ],
)

# BPF programs.

LWT_BPF_PROG = AttributeSet(
    "LWT_BPF_PROG_",
    [
        Attribute(1, "LWT_BPF_PROG_FD", U32),
        Attribute(2, "LWT_BPF_PROG_NAME", TEXT),
    ],
)
LWT_BPF = AttributeSet(
    "LWT_BPF_",
    [
        Attribute(1, "LWT_BPF_IN", LWT_BPF_PROG),
        Attribute(2, "LWT_BPF_OUT", LWT_BPF_PROG),
        Attribute(3, "LWT_BPF_XMIT", LWT_BPF_PROG),
        Attribute(4, "LWT_BPF_XMIT_HEADROOM", U32, range=(0, 256)),
    ],
)

# Segment routing over IPv6: the header that is put in (linux/seg6.h, linux/seg6_iptunnel.h, RFC 8754).

SEG6_IPTUN_MODE = Enum(
    "SEG6_IPTUN_MODE_",
    {
        0: "SEG6_IPTUN_MODE_INLINE",
        1: "SEG6_IPTUN_MODE_ENCAP",
        2: "SEG6_IPTUN_MODE_L2ENCAP",
        3: "SEG6_IPTUN_MODE_ENCAP_RED",
        4: "SEG6_IPTUN_MODE_L2ENCAP_RED",
    },
)
SR6_FLAG1 = Flags(
    "SR6_FLAG1_",
    {0x40: "SR6_FLAG1_PROTECTED", 0x20: "SR6_FLAG1_OAM", 0x10: "SR6_FLAG1_ALERT", 0x08: "SR6_FLAG1_HMAC"},
)
SR6_TLV_TYPE = Enum(
    "SR6_TLV_",
    {
        1: "SR6_TLV_INGRESS",
        2: "SR6_TLV_EGRESS",
        3: "SR6_TLV_OPAQUE",
        4: "SR6_TLV_PADDING",
        5: "SR6_TLV_HMAC",
    },
)
SR6_TLV_MEMBERS = [Member("type", U8, SR6_TLV_TYPE), Member("len", U8)]
SR6_TLV = Struct("sr6_tlv", [*SR6_TLV_MEMBERS, Member("data", OPAQUE)])
SR6_TLV_HMAC = Struct(
    "sr6_tlv_hmac",
    [*SR6_TLV_MEMBERS, Pad(2, "reserved"), Member("hmackeyid", BE32), Member("hmac", OPAQUE)],
)


def _segments(data: memoryview, order: str, look: Look) -> list[Part]:
    """The segments, last one first, and behind them the TLVs."""
    last = look("first_segment")
    count = min(last + 1 if isinstance(last, int) else 0, len(data) // 16)
    parts = [Part(f"[{index}]", index * 16, 16, shape=IPV6) for index in range(count)]
    offset = count * 16
    while offset + 2 <= len(data):
        kind, length = data[offset], data[offset + 1] + 2
        parts.append(Part("sr6_tlv", offset, length, shape=SR6_TLV_HMAC if kind == 5 else SR6_TLV))
        offset += length
    return parts


IPV6_SR_HDR_MEMBERS = [
    Member("nexthdr", U8, IPPROTO),
    Member("hdrlen", U8),
    Member("type", U8),
    Member("segments_left", U8),
    Member("first_segment", U8),
    Member("flags", U8, SR6_FLAG1),
    Member("tag", BE16),
    Member("segments", Parsed(_segments)),
]
IPV6_SR_HDR = Struct("ipv6_sr_hdr", IPV6_SR_HDR_MEMBERS)
SEG6_IPTUNNEL_ENCAP = Struct(
    "seg6_iptunnel_encap",
    [Member("mode", S32, SEG6_IPTUN_MODE), Member("srh", IPV6_SR_HDR)],
)
SEG6_IPTUNNEL = AttributeSet(
    "SEG6_IPTUNNEL_",
    [
        Attribute(1, "SEG6_IPTUNNEL_SRH", SEG6_IPTUNNEL_ENCAP),
        Attribute(2, "SEG6_IPTUNNEL_SRC", IPV6),
    ],
)

# Segment routing over IPv6: what a segment does here (linux/seg6_local.h, RFC 8986).

SEG6_LOCAL_ACTION = Enum(
    "SEG6_LOCAL_ACTION_",
    {
        0: "SEG6_LOCAL_ACTION_UNSPEC",
        1: "SEG6_LOCAL_ACTION_END",
        2: "SEG6_LOCAL_ACTION_END_X",
        3: "SEG6_LOCAL_ACTION_END_T",
        4: "SEG6_LOCAL_ACTION_END_DX2",
        5: "SEG6_LOCAL_ACTION_END_DX6",
        6: "SEG6_LOCAL_ACTION_END_DX4",
        7: "SEG6_LOCAL_ACTION_END_DT6",
        8: "SEG6_LOCAL_ACTION_END_DT4",
        9: "SEG6_LOCAL_ACTION_END_B6",
        10: "SEG6_LOCAL_ACTION_END_B6_ENCAP",
        11: "SEG6_LOCAL_ACTION_END_BM",
        12: "SEG6_LOCAL_ACTION_END_S",
        13: "SEG6_LOCAL_ACTION_END_AS",
        14: "SEG6_LOCAL_ACTION_END_AM",
        15: "SEG6_LOCAL_ACTION_END_BPF",
        16: "SEG6_LOCAL_ACTION_END_DT46",
    },
)
SEG6_LOCAL_BPF_PROG = AttributeSet(
    "SEG6_LOCAL_BPF_PROG_",
    [
        Attribute(1, "SEG6_LOCAL_BPF_PROG", U32),
        Attribute(2, "SEG6_LOCAL_BPF_PROG_NAME", TEXT),
    ],
)
SEG6_LOCAL_CNT = AttributeSet(
    "SEG6_LOCAL_CNT_",
    [
        Attribute(1, "SEG6_LOCAL_CNT_PAD", OPAQUE),
        Attribute(2, "SEG6_LOCAL_CNT_PACKETS", U64),
        Attribute(3, "SEG6_LOCAL_CNT_BYTES", U64),
        Attribute(4, "SEG6_LOCAL_CNT_ERRORS", U64),
    ],
)
SEG6_LOCAL_FLV_OP = Flags(
    "SEG6_LOCAL_FLV_OP_",
    {
        1 << 1: "SEG6_LOCAL_FLV_OP_PSP",
        1 << 2: "SEG6_LOCAL_FLV_OP_USP",
        1 << 3: "SEG6_LOCAL_FLV_OP_USD",
        1 << 4: "SEG6_LOCAL_FLV_OP_NEXT_CSID",
    },
)
SEG6_LOCAL_FLV = AttributeSet(
    "SEG6_LOCAL_FLV_",
    [
        Attribute(1, "SEG6_LOCAL_FLV_OPERATION", U32, SEG6_LOCAL_FLV_OP),
        Attribute(2, "SEG6_LOCAL_FLV_LCBLOCK_BITS", U8),
        Attribute(3, "SEG6_LOCAL_FLV_LCNODE_FN_BITS", U8),
    ],
)
SEG6_LOCAL = AttributeSet(
    "SEG6_LOCAL_",
    [
        Attribute(1, "SEG6_LOCAL_ACTION", U32, SEG6_LOCAL_ACTION),
        Attribute(2, "SEG6_LOCAL_SRH", IPV6_SR_HDR),
        Attribute(3, "SEG6_LOCAL_TABLE", U32),
        Attribute(4, "SEG6_LOCAL_NH4", IPV4),
        Attribute(5, "SEG6_LOCAL_NH6", IPV6),
        Attribute(6, "SEG6_LOCAL_IIF", U32, INTERFACE),
        Attribute(7, "SEG6_LOCAL_OIF", U32, INTERFACE),
        Attribute(8, "SEG6_LOCAL_BPF", SEG6_LOCAL_BPF_PROG),
        Attribute(9, "SEG6_LOCAL_VRFTABLE", U32),
        Attribute(10, "SEG6_LOCAL_COUNTERS", SEG6_LOCAL_CNT),
        Attribute(11, "SEG6_LOCAL_FLAVORS", SEG6_LOCAL_FLV),
    ],
)

# RPL source routing (linux/rpl.h, linux/rpl_iptunnel.h, RFC 6554). The header lies as on the wire, whatever the host.

_WIRE_BYTE = Integer(1, order="<")

IPV6_RPL_SR_HDR = Struct(
    "ipv6_rpl_sr_hdr",
    [
        Member("nexthdr", U8, IPPROTO),
        Member("hdrlen", U8),
        Member("type", U8),
        Member("segments_left", U8),
        Bits(_WIRE_BYTE, (("cmpre", 4, None), ("cmpri", 4, None))),
        Bits(_WIRE_BYTE, (("reserved", 4, None), ("pad", 4, None))),
        Pad(2, "reserved1"),
        # compressed, an address is only what it does not share with the destination
        Member("segments", Select(lambda look: bool(look("cmpre") or look("cmpri")), {False: Sequence(IPV6)}, OPAQUE)),
    ],
)
RPL_IPTUNNEL = AttributeSet("RPL_IPTUNNEL_", [Attribute(1, "RPL_IPTUNNEL_SRH", IPV6_RPL_SR_HDR)])

# In-situ OAM over IPv6 (linux/ioam6.h, linux/ioam6_iptunnel.h, RFC 9197).

IOAM6_IPTUNNEL_MODE = Enum(
    "IOAM6_IPTUNNEL_MODE_",
    {1: "IOAM6_IPTUNNEL_MODE_INLINE", 2: "IOAM6_IPTUNNEL_MODE_ENCAP", 3: "IOAM6_IPTUNNEL_MODE_AUTO"},
)
IOAM6_TRACE_HDR = Struct(
    "ioam6_trace_hdr",
    [
        Member("namespace_id", BE16),
        Bits(_WIRE_BYTE, (("unused", 2, None), ("overflow", 1, None), ("nodelen", 5, None))),
        Bits(_WIRE_BYTE, (("remlen", 7, None), ("unused", 1, None))),
        Member("type_be32", BE32, HEX),
        Member("data", OPAQUE),
    ],
)
IOAM6_IPTUNNEL = AttributeSet(
    "IOAM6_IPTUNNEL_",
    [
        Attribute(1, "IOAM6_IPTUNNEL_MODE", U8, IOAM6_IPTUNNEL_MODE, range=(1, 3)),
        Attribute(2, "IOAM6_IPTUNNEL_DST", IPV6),
        Attribute(3, "IOAM6_IPTUNNEL_TRACE", IOAM6_TRACE_HDR),
        Attribute(4, "IOAM6_IPTUNNEL_FREQ_K", U32, range=(1, 1_000_000)),
        Attribute(5, "IOAM6_IPTUNNEL_FREQ_N", U32, range=(1, 1_000_000)),
        Attribute(6, "IOAM6_IPTUNNEL_SRC", IPV6),
    ],
)

# IPsec.

LWT_XFRM = AttributeSet(
    "LWT_XFRM_",
    [
        Attribute(1, "LWT_XFRM_IF_ID", U32, range=(1, 0xFFFFFFFF)),
        Attribute(2, "LWT_XFRM_LINK", U32, INTERFACE, range=(1, 0xFFFFFFFF)),
    ],
)


def encapsulation(selector: str) -> Select:
    """The payload of RTA_ENCAP or NHA_ENCAP; `selector` names the attribute with its LWTUNNEL_ENCAP_* number."""
    return Select(
        selector,
        {
            1: MPLS_IPTUNNEL,
            2: LWTUNNEL_IP,
            3: ILA_ATTR,
            4: LWTUNNEL_IP6,
            5: SEG6_IPTUNNEL,
            6: LWT_BPF,
            7: SEG6_LOCAL,
            8: RPL_IPTUNNEL,
            9: IOAM6_IPTUNNEL,
            10: LWT_XFRM,
        },
    )


_TELLING = {
    "MPLS_IPTUNNEL_DST": "",
    "LWTUNNEL_IP_ID": "id ",
    "LWTUNNEL_IP6_ID": "id ",
    "ILA_ATTR_LOCATOR": "",
    "SEG6_LOCAL_ACTION": "action ",
    "LWT_XFRM_IF_ID": "if_id ",
}


def told(kind: Node, encap: Node | None, names: Names) -> str:
    """An encapsulation in a few words: `encap mpls 100/200`; `kind` is the node of its LWTUNNEL_ENCAP_* number."""
    words = ["encap", short(kind, names)]
    for child in encap or ():
        if child.name in _TELLING:
            words.append(_TELLING[child.name] + short(child, names))
        elif child.name == "SEG6_IPTUNNEL_SRH":
            words.append(_told_segments(child, names))
    return " ".join(words)


def _told_segments(node: Node, names: Names) -> str:
    """In the order in which they are visited, which is not the order of the bytes."""
    segments = node["srh"].get("segments") if "srh" in node else None
    hops = [hop.text for hop in segments or () if hop.name != "sr6_tlv"]
    return render("mode {mode} segs ", node, names) + " " + ",".join(reversed(hops))
