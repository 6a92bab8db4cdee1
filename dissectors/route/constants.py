"""Numbers that several rtnetlink families share (linux/rtnetlink.h)."""

from __future__ import annotations

from nldissect.schema import Enum, Flags

RTN = Enum(
    "RTN_",
    {
        0: "RTN_UNSPEC",
        1: "RTN_UNICAST",
        2: "RTN_LOCAL",
        3: "RTN_BROADCAST",
        4: "RTN_ANYCAST",
        5: "RTN_MULTICAST",
        6: "RTN_BLACKHOLE",
        7: "RTN_UNREACHABLE",
        8: "RTN_PROHIBIT",
        9: "RTN_THROW",
        10: "RTN_NAT",
        11: "RTN_XRESOLVE",
    },
)
RTPROT = Enum(
    "RTPROT_",
    {
        0: "RTPROT_UNSPEC",
        1: "RTPROT_REDIRECT",
        2: "RTPROT_KERNEL",
        3: "RTPROT_BOOT",
        4: "RTPROT_STATIC",
        8: "RTPROT_GATED",
        9: "RTPROT_RA",
        10: "RTPROT_MRT",
        11: "RTPROT_ZEBRA",
        12: "RTPROT_BIRD",
        13: "RTPROT_DNROUTED",
        14: "RTPROT_XORP",
        15: "RTPROT_NTK",
        16: "RTPROT_DHCP",
        17: "RTPROT_MROUTED",
        18: "RTPROT_KEEPALIVED",
        42: "RTPROT_BABEL",
        84: "RTPROT_OVN",
        99: "RTPROT_OPENR",
        186: "RTPROT_BGP",
        187: "RTPROT_ISIS",
        188: "RTPROT_OSPF",
        189: "RTPROT_RIP",
        192: "RTPROT_EIGRP",
    },
)
RT_SCOPE = Enum(
    "RT_SCOPE_",
    {
        0: "RT_SCOPE_UNIVERSE",
        200: "RT_SCOPE_SITE",
        253: "RT_SCOPE_LINK",
        254: "RT_SCOPE_HOST",
        255: "RT_SCOPE_NOWHERE",
    },
)
RT_TABLE = Enum(
    "RT_TABLE_",
    {
        0: "RT_TABLE_UNSPEC",
        252: "RT_TABLE_COMPAT",
        253: "RT_TABLE_DEFAULT",
        254: "RT_TABLE_MAIN",
        255: "RT_TABLE_LOCAL",
    },
)
RTM_F = Flags(
    "RTM_F_",
    {
        0x100: "RTM_F_NOTIFY",
        0x200: "RTM_F_CLONED",
        0x400: "RTM_F_EQUALIZE",
        0x800: "RTM_F_PREFIX",
        0x1000: "RTM_F_LOOKUP_TABLE",
        0x2000: "RTM_F_FIB_MATCH",
        0x4000: "RTM_F_OFFLOAD",
        0x8000: "RTM_F_TRAP",
        0x20000000: "RTM_F_OFFLOAD_FAILED",
    },
)
RTNH_F = Flags(
    "RTNH_F_",
    {
        0x1: "RTNH_F_DEAD",
        0x2: "RTNH_F_PERVASIVE",
        0x4: "RTNH_F_ONLINK",
        0x8: "RTNH_F_OFFLOAD",
        0x10: "RTNH_F_LINKDOWN",
        0x20: "RTNH_F_UNRESOLVED",
        0x40: "RTNH_F_TRAP",
    },
)
