"""What ipset's commands carry (linux/netfilter/ipset/ip_set.h).

The same numbers mean different things in a command, in its IPSET_ATTR_DATA where that describes a set ("create"), and
where that is an element ("adt": add, delete, test); 1 to 16 are common to the last two. The kernel sets
NLA_F_NET_BYTEORDER on what is big-endian, and wants it.
"""

from __future__ import annotations

from dissectors.netfilter.common import NFPROTO
from dissectors.netfilter.nftables_data import L4PROTO, Options
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    BYTES,
    IPV4,
    IPV6,
    MAC,
    OPAQUE,
    SECONDS,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Names,
    Shape,
    Text,
)

NAME = Text(longest=31, nul=True)
"""IPSET_MAXNAMELEN less its NUL"""

IPSET_FLAG = Options(
    "IPSET_FLAG_",
    {
        0x001: "IPSET_FLAG_EXIST",
        0x002: "IPSET_FLAG_LIST_SETNAME",
        0x004: "IPSET_FLAG_LIST_HEADER",
        0x008: "IPSET_FLAG_SKIP_COUNTER_UPDATE",
        0x010: "IPSET_FLAG_SKIP_SUBCOUNTER_UPDATE",
        0x020: "IPSET_FLAG_MATCH_COUNTERS",
        0x080: "IPSET_FLAG_RETURN_NOMATCH",
        0x100: "IPSET_FLAG_MAP_SKBMARK",
        0x200: "IPSET_FLAG_MAP_SKBPRIO",
        0x400: "IPSET_FLAG_MAP_SKBQUEUE",
    },
)
"""enum ipset_cmd_flags"""
IPSET_CADT_FLAG = Options(
    "IPSET_FLAG_",
    {
        0x01: "IPSET_FLAG_BEFORE",
        0x02: "IPSET_FLAG_PHYSDEV",
        0x04: "IPSET_FLAG_NOMATCH",
        0x08: "IPSET_FLAG_WITH_COUNTERS",
        0x10: "IPSET_FLAG_WITH_COMMENT",
        0x20: "IPSET_FLAG_WITH_FORCEADD",
        0x40: "IPSET_FLAG_WITH_SKBINFO",
        0x80: "IPSET_FLAG_IFACE_WILDCARD",
    },
)
"""enum ipset_cadt_flags"""

IPSET_ATTR_IPADDR = AttributeSet(
    "IPSET_ATTR_IPADDR_",
    [
        Attribute(1, "IPSET_ATTR_IPADDR_IPV4", IPV4),
        Attribute(2, "IPSET_ATTR_IPADDR_IPV6", IPV6),
    ],
)
ADDRESS = IPSET_ATTR_IPADDR


class _Hex32:
    """Four bytes in hex, as ipset writes them."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        """0x000000ff"""
        return f"{value:#010x}"

    short = text


HEX32 = _Hex32()


class _Marking:
    """A packet mark in the upper half, its mask in the lower."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        """0x5/0xff"""
        return f"{value >> 32:#x}/{value & 0xFFFFFFFF:#x}"

    short = text


def _both(first: str, port: str, markmask: Shape = BE32) -> list[Attribute]:
    """What sets and elements have in common; the first address and port are a range's begin, or an element's own."""
    return [
        Attribute(1, first, ADDRESS),
        Attribute(2, "IPSET_ATTR_IP_TO", ADDRESS),
        Attribute(3, "IPSET_ATTR_CIDR", U8),
        Attribute(4, port, BE16),
        Attribute(5, "IPSET_ATTR_PORT_TO", BE16),
        Attribute(6, "IPSET_ATTR_TIMEOUT", BE32, SECONDS),
        Attribute(7, "IPSET_ATTR_PROTO", U8, L4PROTO),
        Attribute(8, "IPSET_ATTR_CADT_FLAGS", BE32, IPSET_CADT_FLAG),
        Attribute(9, "IPSET_ATTR_CADT_LINENO", BE32),
        Attribute(10, "IPSET_ATTR_MARK", BE32, HEX32),
        Attribute(11, "IPSET_ATTR_MARKMASK", markmask, HEX32),
        Attribute(12, "IPSET_ATTR_BITMASK", ADDRESS),
    ]


def _set(markmask: Shape) -> AttributeSet:
    return AttributeSet(
        "IPSET_ATTR_",
        [
            *_both("IPSET_ATTR_IP_FROM", "IPSET_ATTR_PORT_FROM", markmask),
            Attribute(17, "IPSET_ATTR_INITVAL", BE32, HEX32),
            Attribute(18, "IPSET_ATTR_HASHSIZE", BE32),
            Attribute(19, "IPSET_ATTR_MAXELEM", BE32),
            Attribute(20, "IPSET_ATTR_NETMASK", U8),
            Attribute(21, "IPSET_ATTR_BUCKETSIZE", U8),
            Attribute(22, "IPSET_ATTR_RESIZE", U8),
            Attribute(23, "IPSET_ATTR_SIZE", BE32),
            Attribute(24, "IPSET_ATTR_ELEMENTS", BE32),
            Attribute(25, "IPSET_ATTR_REFERENCES", BE32),
            Attribute(26, "IPSET_ATTR_MEMSIZE", BE32, BYTES),
        ],
    )


CREATED = _set(BE32)
"""IPSET_ATTR_DATA that describes the set that is wanted"""
LISTED = _set(U32)
"""IPSET_ATTR_DATA that describes a set that there is: the kernel tells the markmask in its own byte order"""
ELEMENT = AttributeSet(
    "IPSET_ATTR_",
    [
        *_both("IPSET_ATTR_IP", "IPSET_ATTR_PORT"),
        Attribute(17, "IPSET_ATTR_ETHER", MAC),
        Attribute(18, "IPSET_ATTR_NAME", Text(longest=32)),
        Attribute(19, "IPSET_ATTR_NAMEREF", Text(longest=32)),
        Attribute(20, "IPSET_ATTR_IP2", ADDRESS),
        Attribute(21, "IPSET_ATTR_CIDR2", U8),
        Attribute(22, "IPSET_ATTR_IP2_TO", ADDRESS),
        Attribute(23, "IPSET_ATTR_IFACE", Text(longest=15, nul=True)),
        Attribute(24, "IPSET_ATTR_BYTES", BE64),
        Attribute(25, "IPSET_ATTR_PACKETS", BE64),
        Attribute(26, "IPSET_ATTR_COMMENT", Text(longest=255, nul=True)),
        Attribute(27, "IPSET_ATTR_SKBMARK", BE64, _Marking()),
        Attribute(28, "IPSET_ATTR_SKBPRIO", BE32, HANDLE),
        Attribute(29, "IPSET_ATTR_SKBQUEUE", BE16),
        Attribute(30, "IPSET_ATTR_PAD", OPAQUE),
    ],
)
"""IPSET_ATTR_DATA that is an element"""
ELEMENTS = AttributeSet("IPSET_ATTR_", [Attribute(7, "IPSET_ATTR_DATA", ELEMENT, multiple=True)])
"""IPSET_ATTR_ADT"""


def command(
    third: str = "IPSET_ATTR_TYPENAME", tenth: str = "IPSET_ATTR_PROTOCOL_MIN", data: Shape = LISTED
) -> AttributeSet:
    """A command's own attributes; what 3 and 10 are, and what IPSET_ATTR_DATA describes, depends on the command."""
    return AttributeSet(
        "IPSET_ATTR_",
        [
            Attribute(1, "IPSET_ATTR_PROTOCOL", U8),
            Attribute(2, "IPSET_ATTR_SETNAME", NAME),
            Attribute(3, third, NAME),
            Attribute(4, "IPSET_ATTR_REVISION", U8),
            Attribute(5, "IPSET_ATTR_FAMILY", U8, NFPROTO),
            Attribute(6, "IPSET_ATTR_FLAGS", BE32, IPSET_FLAG),
            Attribute(7, "IPSET_ATTR_DATA", data),
            Attribute(8, "IPSET_ATTR_ADT", ELEMENTS),
            Attribute(9, "IPSET_ATTR_LINENO", BE32),
            Attribute(10, tenth, U8),
            Attribute(11, "IPSET_ATTR_INDEX", BE16),
        ],
    )


ABOUT_SETS = command()
ABOUT_NEW_SET = command(data=CREATED)
ABOUT_TYPE = command(tenth="IPSET_ATTR_REVISION_MIN")
ABOUT_TWO_SETS = command("IPSET_ATTR_SETNAME2")
ABOUT_ELEMENTS = command(data=ELEMENT)
