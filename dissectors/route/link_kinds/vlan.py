"""vlan: 802.1Q and 802.1ad interfaces (linux/if_link.h, linux/if_vlan.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from nldissect.schema import BE16, HEX, U16, U32, Attribute, AttributeSet, Flags, Member, Struct

VLAN_FLAG = Flags(
    "VLAN_FLAG_",
    {
        0x1: "VLAN_FLAG_REORDER_HDR",
        0x2: "VLAN_FLAG_GVRP",
        0x4: "VLAN_FLAG_LOOSE_BINDING",
        0x8: "VLAN_FLAG_MVRP",
        0x10: "VLAN_FLAG_BRIDGE_BINDING",
    },
)
# The kernel replies with a mask of all 32 bits.
IFLA_VLAN_FLAGS = Struct(
    "ifla_vlan_flags",
    [Member("flags", U32, VLAN_FLAG), Member("mask", U32, HEX)],
    text="{flags} mask {mask}",
)

IFLA_VLAN_QOS_MAPPING = Struct("ifla_vlan_qos_mapping", [Member("from", U32), Member("to", U32)], text="{from}:{to}")
IFLA_VLAN_QOS = AttributeSet(
    "IFLA_VLAN_QOS_",
    [
        Attribute(1, "IFLA_VLAN_QOS_MAPPING", IFLA_VLAN_QOS_MAPPING, multiple=True),
    ],
)

IFLA_VLAN = AttributeSet(
    "IFLA_VLAN_",
    [
        Attribute(1, "IFLA_VLAN_ID", U16, range=(0, 4094)),
        Attribute(2, "IFLA_VLAN_FLAGS", IFLA_VLAN_FLAGS),
        Attribute(3, "IFLA_VLAN_EGRESS_QOS", IFLA_VLAN_QOS),
        Attribute(4, "IFLA_VLAN_INGRESS_QOS", IFLA_VLAN_QOS),
        Attribute(5, "IFLA_VLAN_PROTOCOL", BE16, ETH_P),
    ],
)
