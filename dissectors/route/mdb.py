"""Multicast databases of bridges and of VXLAN devices (linux/if_bridge.h)."""

from __future__ import annotations

from dissectors.constants import AF, ETH_P
from dissectors.route.constants import RTPROT
from nldissect.schema import (
    BE16,
    CLOCK_TICKS,
    INTERFACE,
    IPV4,
    IPV6,
    MAC,
    U8,
    U16,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Headed,
    Look,
    Member,
    Names,
    Node,
    Pad,
    Parsed,
    Part,
    Question,
    Select,
    Struct,
    render,
    rtnetlink,
)

BR_PORT_MSG = Struct("br_port_msg", [Member("family", U8, AF), Pad(3), Member("ifindex", U32, INTERFACE)])

MDB_STATE = Enum("MDB_", {0: "MDB_TEMPORARY", 1: "MDB_PERMANENT"})
MDB_FLAGS = Flags(
    "MDB_FLAGS_",
    {
        0x01: "MDB_FLAGS_OFFLOAD",
        0x02: "MDB_FLAGS_FAST_LEAVE",
        0x04: "MDB_FLAGS_STAR_EXCL",
        0x08: "MDB_FLAGS_BLOCKED",
        0x10: "MDB_FLAGS_OFFLOAD_FAILED",
    },
)
MDB_RTR_TYPE = Enum(
    "MDB_RTR_TYPE_",
    {
        0: "MDB_RTR_TYPE_DISABLED",
        1: "MDB_RTR_TYPE_TEMP_QUERY",
        2: "MDB_RTR_TYPE_PERM",
        3: "MDB_RTR_TYPE_TEMP",
    },
)
MCAST = Enum("MCAST_", {0: "MCAST_EXCLUDE", 1: "MCAST_INCLUDE"})
"""filter modes (linux/in.h)"""
ETH_P_IP, ETH_P_IPV6 = 0x800, 0x86DD

BR_MDB_ENTRY = Struct(
    "br_mdb_entry",
    [
        Member("ifindex", U32, INTERFACE),
        Member("state", U8, MDB_STATE),
        Member("flags", U8, MDB_FLAGS),
        Member("vid", U16),
        Member("u", Select("proto", {ETH_P_IP: IPV4, ETH_P_IPV6: IPV6, 0: MAC}, length=16)),
        Member("proto", BE16, ETH_P),
        Pad(2),
    ],
)

# As the kernel tells it.

MDBA_MDB_SRCATTR = AttributeSet(
    "MDBA_MDB_SRCATTR_",
    [
        Attribute(1, "MDBA_MDB_SRCATTR_ADDRESS", Address()),
        Attribute(2, "MDBA_MDB_SRCATTR_TIMER", U32, CLOCK_TICKS),
    ],
)
MDBA_MDB_SRCLIST = AttributeSet(
    "MDBA_MDB_SRCLIST_",
    [Attribute(1, "MDBA_MDB_SRCLIST_ENTRY", MDBA_MDB_SRCATTR, multiple=True)],
)
MDBA_MDB_EATTR = AttributeSet(
    "MDBA_MDB_EATTR_",
    [
        Attribute(1, "MDBA_MDB_EATTR_TIMER", U32, CLOCK_TICKS),
        Attribute(2, "MDBA_MDB_EATTR_SRC_LIST", MDBA_MDB_SRCLIST),
        Attribute(3, "MDBA_MDB_EATTR_GROUP_MODE", U8, MCAST),
        Attribute(4, "MDBA_MDB_EATTR_SOURCE", Address()),
        Attribute(5, "MDBA_MDB_EATTR_RTPROT", U8, RTPROT),
        Attribute(6, "MDBA_MDB_EATTR_DST", Address()),
        Attribute(7, "MDBA_MDB_EATTR_DST_PORT", U16),
        Attribute(8, "MDBA_MDB_EATTR_VNI", U32),
        Attribute(9, "MDBA_MDB_EATTR_IFINDEX", U32, INTERFACE),
        Attribute(10, "MDBA_MDB_EATTR_SRC_VNI", U32),
    ],
)
MDBA_MDB_ENTRY = AttributeSet(
    "MDBA_MDB_ENTRY_",
    [Attribute(1, "MDBA_MDB_ENTRY_INFO", Headed(BR_MDB_ENTRY, MDBA_MDB_EATTR), multiple=True)],
)
MDBA_MDB = AttributeSet("MDBA_MDB_", [Attribute(1, "MDBA_MDB_ENTRY", MDBA_MDB_ENTRY, multiple=True)])
MDBA_ROUTER_PATTR = AttributeSet(
    "MDBA_ROUTER_PATTR_",
    [
        Attribute(1, "MDBA_ROUTER_PATTR_TIMER", U32, CLOCK_TICKS),
        Attribute(2, "MDBA_ROUTER_PATTR_TYPE", U8, MDB_RTR_TYPE),
        Attribute(3, "MDBA_ROUTER_PATTR_INET_TIMER", U32, CLOCK_TICKS),
        Attribute(4, "MDBA_ROUTER_PATTR_INET6_TIMER", U32, CLOCK_TICKS),
        Attribute(5, "MDBA_ROUTER_PATTR_VID", U16),
    ],
)


def _router_port(data: memoryview, order: str, look: Look) -> list[Part]:
    """The port, then attributes."""
    parts = [Part("ifindex", 0, 4, shape=U32, meaning=INTERFACE)]
    if len(data) > 4:
        parts.append(Part("", 4, len(data) - 4, shape=MDBA_ROUTER_PATTR))
    return parts


MDBA_ROUTER = AttributeSet(
    "MDBA_ROUTER_",
    [Attribute(1, "MDBA_ROUTER_PORT", Parsed(_router_port), multiple=True)],
)
MDBA = AttributeSet(
    "MDBA_",
    [
        Attribute(1, "MDBA_MDB", MDBA_MDB),
        Attribute(2, "MDBA_ROUTER", MDBA_ROUTER),
    ],
)

# As it is told to the kernel: MDBA_SET_ENTRY and MDBA_GET_ENTRY have the numbers of MDBA_MDB.

MDBE_SRCATTR = AttributeSet("MDBE_SRCATTR_", [Attribute(1, "MDBE_SRCATTR_ADDRESS", Address())])
MDBE_SRC_LIST = AttributeSet("MDBE_SRC_LIST_", [Attribute(1, "MDBE_SRC_LIST_ENTRY", MDBE_SRCATTR, multiple=True)])
MDBE_ATTR = AttributeSet(
    "MDBE_ATTR_",
    [
        Attribute(1, "MDBE_ATTR_SOURCE", Address()),
        Attribute(2, "MDBE_ATTR_SRC_LIST", MDBE_SRC_LIST),
        Attribute(3, "MDBE_ATTR_GROUP_MODE", U8, MCAST, range=(0, 1)),
        Attribute(4, "MDBE_ATTR_RTPROT", U8, RTPROT, range=(4, 255)),
        Attribute(5, "MDBE_ATTR_DST", Address()),
        Attribute(6, "MDBE_ATTR_DST_PORT", U16, range=(1, 65535)),
        Attribute(7, "MDBE_ATTR_VNI", U32, range=(0, 0xFFFFFF)),
        Attribute(8, "MDBE_ATTR_IFINDEX", U32, INTERFACE, range=(1, 0x7FFFFFFF)),
        Attribute(9, "MDBE_ATTR_SRC_VNI", U32, range=(0, 0xFFFFFF)),
        Attribute(10, "MDBE_ATTR_STATE_MASK", U8, MDB_STATE),
    ],
    strict_from=0,
)
MDBA_SET_ENTRY = AttributeSet(
    "MDBA_SET_ENTRY_",
    [
        Attribute(1, "MDBA_SET_ENTRY", BR_MDB_ENTRY),
        Attribute(2, "MDBA_SET_ENTRY_ATTRS", MDBE_ATTR),
    ],
)
MDBA_GET_ENTRY = AttributeSet(
    "MDBA_GET_ENTRY_",
    [
        Attribute(1, "MDBA_GET_ENTRY", BR_MDB_ENTRY),
        Attribute(2, "MDBA_GET_ENTRY_ATTRS", MDBE_ATTR),
    ],
)

_ENTRY = "[port {ifindex} ]grp {u}[ src {MDBA_MDB_EATTR_SOURCE}] {state}"


def summary(tree: Node, names: Names) -> str:
    """`dev br0 port v0 grp 239.1.1.1 permanent vid 10`, and how many more there are."""
    words = [render("[dev {ifindex}]", tree, names)]
    asked = tree.get("MDBA_SET_ENTRY") or tree.get("MDBA_GET_ENTRY")
    told = [info for entry in tree.get("MDBA_MDB") or () for info in entry]
    for entry in [asked] if asked is not None else told[:1]:
        words.append(render(_ENTRY, entry, names))
        vid = entry.get("vid")
        words.append(f"vid {vid.value}" if vid is not None and vid.value else "")
    words.append(f"and {len(told) - 1} more" if len(told) > 1 else "")
    words += [
        render("router {ifindex}[ {MDBA_ROUTER_PATTR_TYPE}]", port, names) for port in tree.get("MDBA_ROUTER") or ()
    ]
    return " ".join(filter(None, words))


DUMP = Question({"ifindex": 0}, ())

MESSAGES = (
    *rtnetlink("MDB", BR_PORT_MSG, MDBA_SET_ENTRY, new=84, delete=85, summary=summary, reply=MDBA),
    *rtnetlink("MDB", BR_PORT_MSG, MDBA_GET_ENTRY, get=86, summary=summary, reply=MDBA, dump=DUMP),
)
