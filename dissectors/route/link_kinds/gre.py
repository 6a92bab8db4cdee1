"""gre, gretap, erspan, ip6gre, ip6gretap, ip6erspan: GRE, RFC 2784 and 2890, and ERSPAN (linux/if_tunnel.h)."""

from __future__ import annotations

from dissectors.route.link_kinds.tunnel import IP6_TNL_F, TUNNEL_ENCAP, TUNNEL_ENCAP_FLAG, TUNNEL_END
from nldissect.schema import (
    BE16,
    BE32,
    BOOL,
    FLAG,
    HEX,
    INTERFACE,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Flags,
    Unit,
)

# The numbers are those of the GRE header; its recursion control, flags and version fields are never set here.
GRE = Flags(
    "GRE_",
    {
        0x8000: "GRE_CSUM",
        0x4000: "GRE_ROUTING",
        0x2000: "GRE_KEY",
        0x1000: "GRE_SEQ",
        0x800: "GRE_STRICT",
        0x80: "GRE_ACK",
    },
)
ERSPAN_DIR = Unit("", {0: "ingress", 1: "egress"})

IFLA_GRE = AttributeSet(
    "IFLA_GRE_",
    [
        Attribute(1, "IFLA_GRE_LINK", U32, INTERFACE),
        Attribute(2, "IFLA_GRE_IFLAGS", BE16, GRE),
        Attribute(3, "IFLA_GRE_OFLAGS", BE16, GRE),
        Attribute(4, "IFLA_GRE_IKEY", BE32),
        Attribute(5, "IFLA_GRE_OKEY", BE32),
        Attribute(6, "IFLA_GRE_LOCAL", TUNNEL_END),
        Attribute(7, "IFLA_GRE_REMOTE", TUNNEL_END),
        Attribute(8, "IFLA_GRE_TTL", U8),
        Attribute(9, "IFLA_GRE_TOS", U8, HEX),
        Attribute(10, "IFLA_GRE_PMTUDISC", U8, BOOL),
        Attribute(11, "IFLA_GRE_ENCAP_LIMIT", U8),
        Attribute(12, "IFLA_GRE_FLOWINFO", BE32, HEX),
        Attribute(13, "IFLA_GRE_FLAGS", U32, IP6_TNL_F),
        Attribute(14, "IFLA_GRE_ENCAP_TYPE", U16, TUNNEL_ENCAP),
        Attribute(15, "IFLA_GRE_ENCAP_FLAGS", U16, TUNNEL_ENCAP_FLAG),
        Attribute(16, "IFLA_GRE_ENCAP_SPORT", BE16),
        Attribute(17, "IFLA_GRE_ENCAP_DPORT", BE16),
        Attribute(18, "IFLA_GRE_COLLECT_METADATA", FLAG),
        Attribute(19, "IFLA_GRE_IGNORE_DF", U8, BOOL),
        Attribute(20, "IFLA_GRE_FWMARK", U32, HEX),
        Attribute(21, "IFLA_GRE_ERSPAN_INDEX", U32, range=(0, 0xFFFFF)),
        Attribute(22, "IFLA_GRE_ERSPAN_VER", U8, range=(0, 2)),
        Attribute(23, "IFLA_GRE_ERSPAN_DIR", U8, ERSPAN_DIR, range=(0, 1)),
        Attribute(24, "IFLA_GRE_ERSPAN_HWID", U16, range=(0, 63)),
    ],
)
