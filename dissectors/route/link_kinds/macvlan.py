"""macvlan and macvtap: interfaces by MAC address on one lower interface (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import MAC, S32, U16, U32, Attribute, AttributeSet, Enum, Flags

MACVLAN_MODE = Enum(
    "MACVLAN_MODE_",
    {
        1: "MACVLAN_MODE_PRIVATE",
        2: "MACVLAN_MODE_VEPA",
        4: "MACVLAN_MODE_BRIDGE",
        8: "MACVLAN_MODE_PASSTHRU",
        16: "MACVLAN_MODE_SOURCE",
    },
)
MACVLAN_FLAG = Flags("MACVLAN_FLAG_", {0x1: "MACVLAN_FLAG_NOPROMISC", 0x2: "MACVLAN_FLAG_NODST"})
MACVLAN_MACADDR = Enum(
    "MACVLAN_MACADDR_",
    {
        0: "MACVLAN_MACADDR_ADD",
        1: "MACVLAN_MACADDR_DEL",
        2: "MACVLAN_MACADDR_FLUSH",
        3: "MACVLAN_MACADDR_SET",
    },
)

# The list's entries are IFLA_MACVLAN_MACADDR again.
MACADDR_DATA = AttributeSet("IFLA_MACVLAN_", [Attribute(4, "IFLA_MACVLAN_MACADDR", MAC, multiple=True)])

IFLA_MACVLAN = AttributeSet(
    "IFLA_MACVLAN_",
    [
        Attribute(1, "IFLA_MACVLAN_MODE", U32, MACVLAN_MODE),
        Attribute(2, "IFLA_MACVLAN_FLAGS", U16, MACVLAN_FLAG),
        Attribute(3, "IFLA_MACVLAN_MACADDR_MODE", U32, MACVLAN_MACADDR, range=(0, 3)),
        Attribute(4, "IFLA_MACVLAN_MACADDR", MAC),
        Attribute(5, "IFLA_MACVLAN_MACADDR_DATA", MACADDR_DATA),
        Attribute(6, "IFLA_MACVLAN_MACADDR_COUNT", U32),
        Attribute(7, "IFLA_MACVLAN_BC_QUEUE_LEN", U32),
        Attribute(8, "IFLA_MACVLAN_BC_QUEUE_LEN_USED", U32),
        Attribute(9, "IFLA_MACVLAN_BC_CUTOFF", S32),
    ],
)
