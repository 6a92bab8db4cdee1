"""ipip, sit and ip6tnl: IP in IP, RFC 2003, 4213, 5969 and 2473 (linux/if_tunnel.h)."""

from __future__ import annotations

from dissectors.constants import IPPROTO
from dissectors.route.link_kinds.tunnel import IP6_TNL_F, TUNNEL_ENCAP, TUNNEL_ENCAP_FLAG, TUNNEL_END
from nldissect.schema import (
    BE16,
    BE32,
    BOOL,
    FLAG,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Flags,
)

SIT = Flags("SIT_", {0x1: "SIT_ISATAP"})

_FLAGS4 = Attribute(8, "IFLA_IPTUN_FLAGS", U16, SIT)
_FLAGS6 = Attribute(8, "IFLA_IPTUN_FLAGS", U32, IP6_TNL_F)
_SHARED = (
    Attribute(1, "IFLA_IPTUN_LINK", U32, INTERFACE),
    Attribute(2, "IFLA_IPTUN_LOCAL", TUNNEL_END),
    Attribute(3, "IFLA_IPTUN_REMOTE", TUNNEL_END),
    Attribute(4, "IFLA_IPTUN_TTL", U8),
    Attribute(5, "IFLA_IPTUN_TOS", U8, HEX),
    Attribute(6, "IFLA_IPTUN_ENCAP_LIMIT", U8),
    Attribute(7, "IFLA_IPTUN_FLOWINFO", BE32, HEX),
    Attribute(9, "IFLA_IPTUN_PROTO", U8, IPPROTO),
    Attribute(10, "IFLA_IPTUN_PMTUDISC", U8, BOOL),
    Attribute(11, "IFLA_IPTUN_6RD_PREFIX", IPV6),
    Attribute(12, "IFLA_IPTUN_6RD_RELAY_PREFIX", IPV4),
    Attribute(13, "IFLA_IPTUN_6RD_PREFIXLEN", U16),
    Attribute(14, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN", U16),
    Attribute(15, "IFLA_IPTUN_ENCAP_TYPE", U16, TUNNEL_ENCAP),
    Attribute(16, "IFLA_IPTUN_ENCAP_FLAGS", U16, TUNNEL_ENCAP_FLAG),
    Attribute(17, "IFLA_IPTUN_ENCAP_SPORT", BE16),
    Attribute(18, "IFLA_IPTUN_ENCAP_DPORT", BE16),
    Attribute(19, "IFLA_IPTUN_COLLECT_METADATA", FLAG),
    Attribute(20, "IFLA_IPTUN_FWMARK", U32, HEX),
)

IFLA_IPTUN = AttributeSet("IFLA_IPTUN_", (*_SHARED, _FLAGS4))
"""over IPv4: ipip and sit"""
IFLA_IPTUN6 = AttributeSet("IFLA_IPTUN_", (*_SHARED, _FLAGS6))
"""over IPv6: ip6tnl"""
