"""What a flow matches, the mask over it, and what a set action writes (linux/openvswitch.h)."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from dissectors.constants import ARPOP, ETH_P, IPPROTO
from dissectors.generic.openvswitch.tunnel import OVS_TUNNEL_KEY_ATTR
from dissectors.icmp import ICMP, ICMPV6
from nldissect.schema import (
    BE16,
    BE32,
    HEX,
    IPV4,
    IPV6,
    MAC,
    OPAQUE,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Bytes,
    Enum,
    Flags,
    Integer,
    Lazy,
    Member,
    Names,
    Pad,
    Sequence,
    Shape,
    Struct,
)

Row = TypeVar("Row", Attribute, Member)


class _TagControl:
    """802.1Q tag control: priority, and the bit in between by which Open vSwitch says that there is a tag."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        """0x1005 (vid 5, pcp 0)"""
        return f"{value:#06x} (vid {value & 0xFFF}, pcp {value >> 13}{'' if value & 0x1000 else ', no tag'})"

    def short(self, value: int, names: Names) -> str:
        """vid=5,pcp=0"""
        return f"vid={value & 0xFFF},pcp={value >> 13}"


TAG_CONTROL = _TagControl()
OVS_FRAG_TYPE = Enum(
    "OVS_FRAG_TYPE_",
    {
        0: "OVS_FRAG_TYPE_NONE",
        1: "OVS_FRAG_TYPE_FIRST",
        2: "OVS_FRAG_TYPE_LATER",
    },
)
OVS_CS_F = Flags(
    "OVS_CS_F_",
    {
        0x01: "OVS_CS_F_NEW",
        0x02: "OVS_CS_F_ESTABLISHED",
        0x04: "OVS_CS_F_RELATED",
        0x08: "OVS_CS_F_REPLY_DIR",
        0x10: "OVS_CS_F_INVALID",
        0x20: "OVS_CS_F_TRACKED",
        0x40: "OVS_CS_F_SRC_NAT",
        0x80: "OVS_CS_F_DST_NAT",
    },
)

OVS_KEY_ETHERNET = Struct("ovs_key_ethernet", [Member("eth_src", MAC), Member("eth_dst", MAC)])
OVS_KEY_IPV4 = Struct(
    "ovs_key_ipv4",
    [
        Member("ipv4_src", IPV4),
        Member("ipv4_dst", IPV4),
        Member("ipv4_proto", U8, IPPROTO),
        Member("ipv4_tos", U8, HEX),
        Member("ipv4_ttl", U8),
        Member("ipv4_frag", U8, OVS_FRAG_TYPE),
    ],
)
OVS_KEY_IPV6 = Struct(
    "ovs_key_ipv6",
    [
        Member("ipv6_src", IPV6),
        Member("ipv6_dst", IPV6),
        Member("ipv6_label", BE32, HEX),
        Member("ipv6_proto", U8, IPPROTO),
        Member("ipv6_tclass", U8, HEX),
        Member("ipv6_hlimit", U8),
        Member("ipv6_frag", U8, OVS_FRAG_TYPE),
    ],
)
OVS_KEY_ARP = Struct(
    "ovs_key_arp",
    [
        Member("arp_sip", IPV4),
        Member("arp_tip", IPV4),
        Member("arp_op", BE16, ARPOP),
        Member("arp_sha", MAC),
        Member("arp_tha", MAC),
        Pad(2),
    ],
)
OVS_KEY_ND = Struct("ovs_key_nd", [Member("nd_target", IPV6), Member("nd_sll", MAC), Member("nd_tll", MAC)])
OVS_KEY_TCP = Struct("ovs_key_tcp", [Member("tcp_src", BE16), Member("tcp_dst", BE16)])
OVS_KEY_UDP = Struct("ovs_key_udp", [Member("udp_src", BE16), Member("udp_dst", BE16)])
OVS_KEY_SCTP = Struct("ovs_key_sctp", [Member("sctp_src", BE16), Member("sctp_dst", BE16)])
OVS_KEY_ICMP = Struct("ovs_key_icmp", [Member("icmp_type", U8, ICMP), Member("icmp_code", U8)])
OVS_KEY_ICMPV6 = Struct("ovs_key_icmpv6", [Member("icmpv6_type", U8, ICMPV6), Member("icmpv6_code", U8)])
OVS_KEY_MPLS = Struct("ovs_key_mpls", [Member("mpls_lse", BE32, HEX)])
OVS_KEY_CT_LABELS = Struct("ovs_key_ct_labels", [Member("ct_labels", Bytes(16))])
OVS_KEY_CT_TUPLE_IPV4 = Struct(
    "ovs_key_ct_tuple_ipv4",
    [
        Member("ipv4_src", IPV4),
        Member("ipv4_dst", IPV4),
        Member("src_port", BE16),
        Member("dst_port", BE16),
        Member("ipv4_proto", U8, IPPROTO),
        Pad(3),
    ],
)
OVS_KEY_CT_TUPLE_IPV6 = Struct(
    "ovs_key_ct_tuple_ipv6",
    [
        Member("ipv6_src", IPV6),
        Member("ipv6_dst", IPV6),
        Member("src_port", BE16),
        Member("dst_port", BE16),
        Member("ipv6_proto", U8, IPPROTO),
        Pad(3),
    ],
)
OVS_KEY_IPV6_EXTHDRS = Struct("ovs_key_ipv6_exthdrs", [Member("hdrs", U16, HEX)])

OVS_NSH_KEY_BASE = Struct(
    "ovs_nsh_key_base",
    [
        Member("flags", U8, HEX),
        Member("ttl", U8),
        Member("mdtype", U8),
        Member("np", U8),
        Member("path_hdr", BE32, HEX),
    ],
)
OVS_NSH_KEY_MD1 = Struct("ovs_nsh_key_md1", [Member("context", Sequence(BE32, HEX, count=4))])
OVS_NSH_KEY_ATTR = AttributeSet(
    "OVS_NSH_KEY_ATTR_",
    [
        Attribute(1, "OVS_NSH_KEY_ATTR_BASE", OVS_NSH_KEY_BASE),
        Attribute(2, "OVS_NSH_KEY_ATTR_MD1", OVS_NSH_KEY_MD1),
        Attribute(3, "OVS_NSH_KEY_ATTR_MD2", OPAQUE),
    ],
)

OVS_KEY_ATTR = AttributeSet(
    "OVS_KEY_ATTR_",
    [
        Attribute(1, "OVS_KEY_ATTR_ENCAP", Lazy("dissectors.generic.openvswitch.key:OVS_KEY_ATTR")),
        Attribute(2, "OVS_KEY_ATTR_PRIORITY", U32, HEX),
        Attribute(3, "OVS_KEY_ATTR_IN_PORT", U32),
        Attribute(4, "OVS_KEY_ATTR_ETHERNET", OVS_KEY_ETHERNET),
        Attribute(5, "OVS_KEY_ATTR_VLAN", BE16, TAG_CONTROL),
        Attribute(6, "OVS_KEY_ATTR_ETHERTYPE", BE16, ETH_P),
        Attribute(7, "OVS_KEY_ATTR_IPV4", OVS_KEY_IPV4),
        Attribute(8, "OVS_KEY_ATTR_IPV6", OVS_KEY_IPV6),
        Attribute(9, "OVS_KEY_ATTR_TCP", OVS_KEY_TCP),
        Attribute(10, "OVS_KEY_ATTR_UDP", OVS_KEY_UDP),
        Attribute(11, "OVS_KEY_ATTR_ICMP", OVS_KEY_ICMP),
        Attribute(12, "OVS_KEY_ATTR_ICMPV6", OVS_KEY_ICMPV6),
        Attribute(13, "OVS_KEY_ATTR_ARP", OVS_KEY_ARP),
        Attribute(14, "OVS_KEY_ATTR_ND", OVS_KEY_ND),
        Attribute(15, "OVS_KEY_ATTR_SKB_MARK", U32, HEX),
        Attribute(16, "OVS_KEY_ATTR_TUNNEL", OVS_TUNNEL_KEY_ATTR),
        Attribute(17, "OVS_KEY_ATTR_SCTP", OVS_KEY_SCTP),
        Attribute(18, "OVS_KEY_ATTR_TCP_FLAGS", BE16, HEX),
        Attribute(19, "OVS_KEY_ATTR_DP_HASH", U32, HEX),
        Attribute(20, "OVS_KEY_ATTR_RECIRC_ID", U32, HEX),
        Attribute(21, "OVS_KEY_ATTR_MPLS", Sequence(OVS_KEY_MPLS)),
        Attribute(22, "OVS_KEY_ATTR_CT_STATE", U32, OVS_CS_F),
        Attribute(23, "OVS_KEY_ATTR_CT_ZONE", U16),
        Attribute(24, "OVS_KEY_ATTR_CT_MARK", U32, HEX),
        Attribute(25, "OVS_KEY_ATTR_CT_LABELS", OVS_KEY_CT_LABELS),
        Attribute(26, "OVS_KEY_ATTR_CT_ORIG_TUPLE_IPV4", OVS_KEY_CT_TUPLE_IPV4),
        Attribute(27, "OVS_KEY_ATTR_CT_ORIG_TUPLE_IPV6", OVS_KEY_CT_TUPLE_IPV6),
        Attribute(28, "OVS_KEY_ATTR_NSH", OVS_NSH_KEY_ATTR),
        Attribute(29, "OVS_KEY_ATTR_PACKET_TYPE", BE32, HEX),
        Attribute(30, "OVS_KEY_ATTR_ND_EXTENSIONS", OPAQUE),
        Attribute(31, "OVS_KEY_ATTR_TUNNEL_INFO", OPAQUE),
        Attribute(32, "OVS_KEY_ATTR_IPV6_EXTHDRS", OVS_KEY_IPV6_EXTHDRS),
    ],
)
"""29 and 30 belong to programs, 31 to the kernel: they never pass between them"""


def _mask(shape: Shape) -> Shape:
    """The same layout, in which numbers are bits: a mask of an Ethertype is no Ethertype."""
    if isinstance(shape, Struct):
        members = [_bits(member) if isinstance(member, Member) else member for member in shape.members]
        return Struct(shape.name, members)
    if isinstance(shape, AttributeSet):
        return AttributeSet(shape.prefix, [_bits(attribute) for attribute in shape.attributes])
    return Lazy("dissectors.generic.openvswitch.key:OVS_KEY_MASK") if isinstance(shape, Lazy) else shape


def _bits(row: Row) -> Row:
    return replace(row, shape=_mask(row.shape), meaning=HEX if isinstance(row.shape, Integer) else row.meaning)


OVS_KEY_MASK = _mask(OVS_KEY_ATTR)
"""OVS_FLOW_ATTR_MASK: which bits of the key count"""


def _with_mask(shape: AttributeSet) -> AttributeSet:
    """Each value with the mask of the bits to write behind it."""
    return AttributeSet(shape.prefix, [replace(row, shape=_pair(row)) for row in shape.attributes])


def _pair(row: Attribute) -> Shape:
    shape = row.shape.element if isinstance(row.shape, Sequence) else row.shape
    if shape is OVS_NSH_KEY_ATTR:
        return _with_mask(OVS_NSH_KEY_ATTR)
    if shape.size is None:
        return shape
    value = Member("key", shape, row.meaning)
    return Struct(row.name, [value, replace(_bits(value), name="mask")])


OVS_KEY_WITH_MASK = _with_mask(OVS_KEY_ATTR)
"""OVS_ACTION_ATTR_SET_MASKED"""
