"""What a bridge tells and is told about its ports by links of AF_BRIDGE, in IFLA_AF_SPEC (linux/if_bridge.h)."""

from __future__ import annotations

from dissectors.route.link_bridge_cfm import IFLA_BRIDGE_CFM
from dissectors.route.link_bridge_mrp import IFLA_BRIDGE_MRP
from dissectors.route.link_kinds.bridge_port import BR_STATE
from nldissect.schema import U8, U16, U32, Attribute, AttributeSet, Enum, Flags, Member, Struct

BRIDGE_FLAGS = Flags(
    "BRIDGE_FLAGS_",
    {
        0x1: "BRIDGE_FLAGS_MASTER",
        0x2: "BRIDGE_FLAGS_SELF",
    },
)
"""who is meant: the bridge a port belongs to, or the port's own hardware"""

BRIDGE_MODE = Enum(
    "BRIDGE_MODE_",
    {
        0: "BRIDGE_MODE_VEB",
        1: "BRIDGE_MODE_VEPA",
        65535: "BRIDGE_MODE_UNDEF",
    },
)
"""how hardware switches between virtual functions: itself, or by the next switch"""

BRIDGE_VLAN_INFO_FLAGS = Flags(
    "BRIDGE_VLAN_INFO_",
    {
        0x1: "BRIDGE_VLAN_INFO_MASTER",
        0x2: "BRIDGE_VLAN_INFO_PVID",
        0x4: "BRIDGE_VLAN_INFO_UNTAGGED",
        0x8: "BRIDGE_VLAN_INFO_RANGE_BEGIN",
        0x10: "BRIDGE_VLAN_INFO_RANGE_END",
        0x20: "BRIDGE_VLAN_INFO_BRENTRY",
        0x40: "BRIDGE_VLAN_INFO_ONLY_OPTS",
    },
)

BRIDGE_VLAN_INFO = Struct(
    "bridge_vlan_info",
    [
        Member("flags", U16, BRIDGE_VLAN_INFO_FLAGS),
        Member("vid", U16),
    ],
    text="vlan {vid}[ {flags}]",
)
"""a VLAN of a port; a range is two of these, marked as its begin and its end"""

IFLA_BRIDGE_VLAN_TUNNEL = AttributeSet(
    "IFLA_BRIDGE_VLAN_TUNNEL_",
    [
        Attribute(1, "IFLA_BRIDGE_VLAN_TUNNEL_ID", U32),
        Attribute(2, "IFLA_BRIDGE_VLAN_TUNNEL_VID", U16),
        Attribute(3, "IFLA_BRIDGE_VLAN_TUNNEL_FLAGS", U16, BRIDGE_VLAN_INFO_FLAGS),
    ],
)

IFLA_BRIDGE_MST_ENTRY = AttributeSet(
    "IFLA_BRIDGE_MST_ENTRY_",
    [
        Attribute(1, "IFLA_BRIDGE_MST_ENTRY_MSTI", U16, range=(1, 4094)),
        Attribute(2, "IFLA_BRIDGE_MST_ENTRY_STATE", U8, BR_STATE, range=(0, 4)),
    ],
)

IFLA_BRIDGE_MST = AttributeSet(
    "IFLA_BRIDGE_MST_",
    [
        Attribute(1, "IFLA_BRIDGE_MST_ENTRY", IFLA_BRIDGE_MST_ENTRY, multiple=True),
    ],
)

IFLA_BRIDGE = AttributeSet(
    "IFLA_BRIDGE_",
    [
        Attribute(0, "IFLA_BRIDGE_FLAGS", U16, BRIDGE_FLAGS),
        Attribute(1, "IFLA_BRIDGE_MODE", U16, BRIDGE_MODE),
        Attribute(2, "IFLA_BRIDGE_VLAN_INFO", BRIDGE_VLAN_INFO, multiple=True),
        Attribute(3, "IFLA_BRIDGE_VLAN_TUNNEL_INFO", IFLA_BRIDGE_VLAN_TUNNEL, multiple=True),
        Attribute(4, "IFLA_BRIDGE_MRP", IFLA_BRIDGE_MRP),
        Attribute(5, "IFLA_BRIDGE_CFM", IFLA_BRIDGE_CFM),
        Attribute(6, "IFLA_BRIDGE_MST", IFLA_BRIDGE_MST),
    ],
)
