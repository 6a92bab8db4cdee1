"""vxlan: Ethernet over UDP, RFC 7348 (linux/if_link.h)."""

from __future__ import annotations

from dissectors.route.link_kinds.tunnel import FLAG_OR_BYTE
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    BOOL,
    FLAG,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    SECONDS,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Member,
    Struct,
)

VXLAN_DF = Enum("VXLAN_DF_", {0: "VXLAN_DF_UNSET", 1: "VXLAN_DF_SET", 2: "VXLAN_DF_INHERIT"})
VXLAN_LABEL = Enum("VXLAN_LABEL_", {0: "VXLAN_LABEL_FIXED", 1: "VXLAN_LABEL_INHERIT"})

IFLA_VXLAN_PORT_RANGE = Struct(
    "ifla_vxlan_port_range", [Member("low", BE16), Member("high", BE16)], text="{low}-{high}"
)

IFLA_VXLAN = AttributeSet(
    "IFLA_VXLAN_",
    [
        Attribute(1, "IFLA_VXLAN_ID", U32, range=(0, 0xFFFFFF)),
        Attribute(2, "IFLA_VXLAN_GROUP", IPV4),
        Attribute(3, "IFLA_VXLAN_LINK", U32, INTERFACE),
        Attribute(4, "IFLA_VXLAN_LOCAL", IPV4),
        Attribute(5, "IFLA_VXLAN_TTL", U8),
        Attribute(6, "IFLA_VXLAN_TOS", U8, HEX),
        Attribute(7, "IFLA_VXLAN_LEARNING", U8, BOOL),
        Attribute(8, "IFLA_VXLAN_AGEING", U32, SECONDS),
        Attribute(9, "IFLA_VXLAN_LIMIT", U32),
        Attribute(10, "IFLA_VXLAN_PORT_RANGE", IFLA_VXLAN_PORT_RANGE),
        Attribute(11, "IFLA_VXLAN_PROXY", U8, BOOL),
        Attribute(12, "IFLA_VXLAN_RSC", U8, BOOL),
        Attribute(13, "IFLA_VXLAN_L2MISS", U8, BOOL),
        Attribute(14, "IFLA_VXLAN_L3MISS", U8, BOOL),
        Attribute(15, "IFLA_VXLAN_PORT", BE16),
        Attribute(16, "IFLA_VXLAN_GROUP6", IPV6),
        Attribute(17, "IFLA_VXLAN_LOCAL6", IPV6),
        Attribute(18, "IFLA_VXLAN_UDP_CSUM", U8, BOOL),
        Attribute(19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX", U8, BOOL),
        Attribute(20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX", U8, BOOL),
        Attribute(21, "IFLA_VXLAN_REMCSUM_TX", U8, BOOL),
        Attribute(22, "IFLA_VXLAN_REMCSUM_RX", U8, BOOL),
        Attribute(23, "IFLA_VXLAN_GBP", FLAG),
        Attribute(24, "IFLA_VXLAN_REMCSUM_NOPARTIAL", FLAG),
        Attribute(25, "IFLA_VXLAN_COLLECT_METADATA", U8, BOOL),
        Attribute(26, "IFLA_VXLAN_LABEL", BE32, HEX),
        Attribute(27, "IFLA_VXLAN_GPE", FLAG),
        # A flag in requests, a byte in the kernel's replies.
        Attribute(28, "IFLA_VXLAN_TTL_INHERIT", FLAG_OR_BYTE),
        Attribute(29, "IFLA_VXLAN_DF", U8, VXLAN_DF, range=(0, 2)),
        Attribute(30, "IFLA_VXLAN_VNIFILTER", U8, BOOL),
        Attribute(31, "IFLA_VXLAN_LOCALBYPASS", U8, BOOL, range=(0, 1)),
        Attribute(32, "IFLA_VXLAN_LABEL_POLICY", U32, VXLAN_LABEL, range=(0, 1)),
        # As the VXLAN header itself: the first 32 bits hold the flags, the others the VNI.
        Attribute(33, "IFLA_VXLAN_RESERVED_BITS", BE64, HEX),
        Attribute(34, "IFLA_VXLAN_MC_ROUTE", U8, BOOL, range=(0, 1)),
    ],
)
