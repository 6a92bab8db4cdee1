"""ipvlan and ipvtap: interfaces by IP address on one lower interface (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import U16, Attribute, AttributeSet, Enum, Flags

IPVLAN_MODE = Enum("IPVLAN_MODE_", {0: "IPVLAN_MODE_L2", 1: "IPVLAN_MODE_L3", 2: "IPVLAN_MODE_L3S"})
IPVLAN_F = Flags("IPVLAN_F_", {0x1: "IPVLAN_F_PRIVATE", 0x2: "IPVLAN_F_VEPA"})

IFLA_IPVLAN = AttributeSet(
    "IFLA_IPVLAN_",
    [
        Attribute(1, "IFLA_IPVLAN_MODE", U16, IPVLAN_MODE, range=(0, 2)),
        Attribute(2, "IFLA_IPVLAN_FLAGS", U16, IPVLAN_F),
    ],
)
