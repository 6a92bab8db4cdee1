"""Prefixes that routers advertise (RTM_NEWPREFIX; linux/rtnetlink.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    INTERFACE,
    S32,
    U8,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Pad,
    Struct,
    Unit,
    rtnetlink,
)

_LIFETIME = Unit("s", {0xFFFFFFFF: "forever"})

ND_OPT = Enum("ND_OPT_", {3: "ND_OPT_PREFIX_INFORMATION"})
"""the neighbour discovery option that a prefix comes in (netinet/icmp6.h of the C library; RFC 4861)"""

IF_PREFIX = Flags(
    "IF_PREFIX_",
    {
        0x1: "IF_PREFIX_ONLINK",
        0x2: "IF_PREFIX_AUTOCONF",
        0x40: "ND_OPT_PI_FLAG_AUTO",
        0x80: "ND_OPT_PI_FLAG_ONLINK",
    },
)
"""The first two are the kernel's include/net/if_inet6.h; no UAPI header has them. Since Linux 6.8 the byte is the one
in the advertisement: the others (netinet/icmp6.h)."""

PREFIXMSG = Struct(
    "prefixmsg",
    [
        Member("prefix_family", U8, AF),
        Pad(1, "prefix_pad1"),
        Pad(2, "prefix_pad2"),
        Member("prefix_ifindex", S32, INTERFACE),
        Member("prefix_type", U8, ND_OPT),
        Member("prefix_len", U8),
        Member("prefix_flags", U8, IF_PREFIX),
        Pad(1, "prefix_pad3"),
    ],
)

PREFIX_CACHEINFO = Struct(
    "prefix_cacheinfo",
    [
        Member("preferred_time", U32, _LIFETIME),
        Member("valid_time", U32, _LIFETIME),
    ],
    text="preferred {preferred_time}, valid {valid_time}",
)

PREFIX = AttributeSet(
    "PREFIX_",
    [
        Attribute(1, "PREFIX_ADDRESS", Address("prefix_family", prefix="prefix_len")),
        Attribute(2, "PREFIX_CACHEINFO", PREFIX_CACHEINFO),
    ],
)

MESSAGES = rtnetlink(
    "PREFIX",
    PREFIXMSG,
    PREFIX,
    new=52,
    summary="{PREFIX_ADDRESS} dev {prefix_ifindex} {prefix_flags}[ valid {PREFIX_CACHEINFO.valid_time}]",
)
