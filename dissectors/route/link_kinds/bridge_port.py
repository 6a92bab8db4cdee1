"""Ports of bridges: IFLA_INFO_SLAVE_DATA, and IFLA_PROTINFO of AF_BRIDGE messages (linux/if_link.h)."""

from __future__ import annotations

from dissectors.route.link_kinds.bridge import IFLA_BRIDGE_ID, MDB_RTR_TYPE
from nldissect.schema import (
    BOOL,
    CLOCK_TICKS,
    FLAG,
    HEX,
    INTERFACE,
    OPAQUE,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
)

BR_STATE = Enum(
    "BR_STATE_",
    {
        0: "BR_STATE_DISABLED",
        1: "BR_STATE_LISTENING",
        2: "BR_STATE_LEARNING",
        3: "BR_STATE_FORWARDING",
        4: "BR_STATE_BLOCKING",
    },
)
"""a port's spanning tree state (linux/if_bridge.h)"""
BRIDGE_MODE = Enum("BRIDGE_MODE_", {0: "BRIDGE_MODE_UNSPEC", 1: "BRIDGE_MODE_HAIRPIN"})

IFLA_BRPORT = AttributeSet(
    "IFLA_BRPORT_",
    [
        Attribute(1, "IFLA_BRPORT_STATE", U8, BR_STATE, range=(0, 4)),
        Attribute(2, "IFLA_BRPORT_PRIORITY", U16, range=(0, 63)),
        Attribute(3, "IFLA_BRPORT_COST", U32, range=(1, 65535)),
        Attribute(4, "IFLA_BRPORT_MODE", U8, BRIDGE_MODE),
        Attribute(5, "IFLA_BRPORT_GUARD", U8, BOOL),
        Attribute(6, "IFLA_BRPORT_PROTECT", U8, BOOL),
        Attribute(7, "IFLA_BRPORT_FAST_LEAVE", U8, BOOL),
        Attribute(8, "IFLA_BRPORT_LEARNING", U8, BOOL),
        Attribute(9, "IFLA_BRPORT_UNICAST_FLOOD", U8, BOOL),
        Attribute(10, "IFLA_BRPORT_PROXYARP", U8, BOOL),
        Attribute(11, "IFLA_BRPORT_LEARNING_SYNC", U8, BOOL),
        Attribute(12, "IFLA_BRPORT_PROXYARP_WIFI", U8, BOOL),
        Attribute(13, "IFLA_BRPORT_ROOT_ID", IFLA_BRIDGE_ID),
        Attribute(14, "IFLA_BRPORT_BRIDGE_ID", IFLA_BRIDGE_ID),
        Attribute(15, "IFLA_BRPORT_DESIGNATED_PORT", U16, HEX),
        Attribute(16, "IFLA_BRPORT_DESIGNATED_COST", U16),
        Attribute(17, "IFLA_BRPORT_ID", U16, HEX),
        Attribute(18, "IFLA_BRPORT_NO", U16, HEX),
        Attribute(19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK", U8, BOOL),
        Attribute(20, "IFLA_BRPORT_CONFIG_PENDING", U8, BOOL),
        Attribute(21, "IFLA_BRPORT_MESSAGE_AGE_TIMER", U64, CLOCK_TICKS),
        Attribute(22, "IFLA_BRPORT_FORWARD_DELAY_TIMER", U64, CLOCK_TICKS),
        Attribute(23, "IFLA_BRPORT_HOLD_TIMER", U64, CLOCK_TICKS),
        Attribute(24, "IFLA_BRPORT_FLUSH", FLAG),
        Attribute(25, "IFLA_BRPORT_MULTICAST_ROUTER", U8, MDB_RTR_TYPE),
        Attribute(26, "IFLA_BRPORT_PAD", OPAQUE),
        Attribute(27, "IFLA_BRPORT_MCAST_FLOOD", U8, BOOL),
        Attribute(28, "IFLA_BRPORT_MCAST_TO_UCAST", U8, BOOL),
        Attribute(29, "IFLA_BRPORT_VLAN_TUNNEL", U8, BOOL),
        Attribute(30, "IFLA_BRPORT_BCAST_FLOOD", U8, BOOL),
        Attribute(31, "IFLA_BRPORT_GROUP_FWD_MASK", U16, HEX),
        Attribute(32, "IFLA_BRPORT_NEIGH_SUPPRESS", U8, BOOL),
        Attribute(33, "IFLA_BRPORT_ISOLATED", U8, BOOL),
        Attribute(34, "IFLA_BRPORT_BACKUP_PORT", U32, INTERFACE),
        Attribute(35, "IFLA_BRPORT_MRP_RING_OPEN", U8, BOOL),
        Attribute(36, "IFLA_BRPORT_MRP_IN_OPEN", U8, BOOL),
        Attribute(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT", U32),
        Attribute(38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT", U32),
        Attribute(39, "IFLA_BRPORT_LOCKED", U8, BOOL),
        Attribute(40, "IFLA_BRPORT_MAB", U8, BOOL),
        Attribute(41, "IFLA_BRPORT_MCAST_N_GROUPS", U32),
        Attribute(42, "IFLA_BRPORT_MCAST_MAX_GROUPS", U32),
        Attribute(43, "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS", U8, BOOL, range=(0, 1)),
        Attribute(44, "IFLA_BRPORT_BACKUP_NHID", U32),
        Attribute(45, "IFLA_BRPORT_NEIGH_FORWARD_GRAT", U8, BOOL, range=(0, 1)),
    ],
)
