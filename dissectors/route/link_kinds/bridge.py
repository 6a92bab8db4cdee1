"""bridge: Ethernet bridges (linux/if_link.h, linux/if_bridge.h). Their ports: bridge_port.py."""

from __future__ import annotations

from dissectors.constants import ETH_P
from nldissect.schema import (
    BE16,
    BOOL,
    CLOCK_TICKS,
    FLAG,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    MAC,
    OPAQUE,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Names,
    Struct,
    Unit,
)


class _Priority:
    """A bridge's priority as it stands before its address in a bridge id: four hex digits."""

    def text(self, value: int, names: Names) -> str:
        return f"{value:04x}"

    short = text


IFLA_BRIDGE_ID = Struct(
    "ifla_bridge_id",
    [Member("prio", BE16, _Priority()), Member("addr", MAC)],
    text="{prio}.{addr}",
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

# The kernel's BR_NO_STP, BR_KERNEL_STP and BR_USER_STP (net/bridge/br_private.h), which no UAPI header has.
STP_STATE = Unit("", {0: "off", 1: "on", 2: "on, in user space"})
BR_STP_MODE = Enum("BR_STP_MODE_", {0: "BR_STP_MODE_AUTO", 1: "BR_STP_MODE_USER", 2: "BR_STP_MODE_KERNEL"})

# enum br_boolopt_id numbers the bits.
BR_BOOLOPT = Flags(
    "BR_BOOLOPT_",
    {
        1 << 0: "BR_BOOLOPT_NO_LL_LEARN",
        1 << 1: "BR_BOOLOPT_MCAST_VLAN_SNOOPING",
        1 << 2: "BR_BOOLOPT_MST_ENABLE",
        1 << 3: "BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION",
        1 << 4: "BR_BOOLOPT_FDB_LOCAL_VLAN_0",
    },
)
BR_BOOLOPT_MULTI = Struct(
    "br_boolopt_multi",
    [Member("optval", U32, BR_BOOLOPT), Member("optmask", U32, BR_BOOLOPT)],
    text="{optval} mask {optmask}",
)

BRIDGE_QUERIER = AttributeSet(
    "BRIDGE_QUERIER_",
    [
        Attribute(1, "BRIDGE_QUERIER_IP_ADDRESS", IPV4),
        Attribute(2, "BRIDGE_QUERIER_IP_PORT", U32, INTERFACE),
        Attribute(3, "BRIDGE_QUERIER_IP_OTHER_TIMER", U64, CLOCK_TICKS),
        Attribute(4, "BRIDGE_QUERIER_PAD", OPAQUE),
        Attribute(5, "BRIDGE_QUERIER_IPV6_ADDRESS", IPV6),
        Attribute(6, "BRIDGE_QUERIER_IPV6_PORT", U32, INTERFACE),
        Attribute(7, "BRIDGE_QUERIER_IPV6_OTHER_TIMER", U64, CLOCK_TICKS),
    ],
)

IFLA_BR = AttributeSet(
    "IFLA_BR_",
    [
        Attribute(1, "IFLA_BR_FORWARD_DELAY", U32, CLOCK_TICKS),
        Attribute(2, "IFLA_BR_HELLO_TIME", U32, CLOCK_TICKS),
        Attribute(3, "IFLA_BR_MAX_AGE", U32, CLOCK_TICKS),
        Attribute(4, "IFLA_BR_AGEING_TIME", U32, CLOCK_TICKS),
        Attribute(5, "IFLA_BR_STP_STATE", U32, STP_STATE),
        Attribute(6, "IFLA_BR_PRIORITY", U16),
        Attribute(7, "IFLA_BR_VLAN_FILTERING", U8, BOOL),
        Attribute(8, "IFLA_BR_VLAN_PROTOCOL", BE16, ETH_P),
        Attribute(9, "IFLA_BR_GROUP_FWD_MASK", U16, HEX),
        Attribute(10, "IFLA_BR_ROOT_ID", IFLA_BRIDGE_ID),
        Attribute(11, "IFLA_BR_BRIDGE_ID", IFLA_BRIDGE_ID),
        Attribute(12, "IFLA_BR_ROOT_PORT", U16),
        Attribute(13, "IFLA_BR_ROOT_PATH_COST", U32),
        Attribute(14, "IFLA_BR_TOPOLOGY_CHANGE", U8, BOOL),
        Attribute(15, "IFLA_BR_TOPOLOGY_CHANGE_DETECTED", U8, BOOL),
        Attribute(16, "IFLA_BR_HELLO_TIMER", U64, CLOCK_TICKS),
        Attribute(17, "IFLA_BR_TCN_TIMER", U64, CLOCK_TICKS),
        Attribute(18, "IFLA_BR_TOPOLOGY_CHANGE_TIMER", U64, CLOCK_TICKS),
        Attribute(19, "IFLA_BR_GC_TIMER", U64, CLOCK_TICKS),
        Attribute(20, "IFLA_BR_GROUP_ADDR", MAC),
        Attribute(21, "IFLA_BR_FDB_FLUSH", FLAG),
        Attribute(22, "IFLA_BR_MCAST_ROUTER", U8, MDB_RTR_TYPE),
        Attribute(23, "IFLA_BR_MCAST_SNOOPING", U8, BOOL),
        Attribute(24, "IFLA_BR_MCAST_QUERY_USE_IFADDR", U8, BOOL),
        Attribute(25, "IFLA_BR_MCAST_QUERIER", U8, BOOL),
        Attribute(26, "IFLA_BR_MCAST_HASH_ELASTICITY", U32),
        Attribute(27, "IFLA_BR_MCAST_HASH_MAX", U32),
        Attribute(28, "IFLA_BR_MCAST_LAST_MEMBER_CNT", U32),
        Attribute(29, "IFLA_BR_MCAST_STARTUP_QUERY_CNT", U32),
        Attribute(30, "IFLA_BR_MCAST_LAST_MEMBER_INTVL", U64, CLOCK_TICKS),
        Attribute(31, "IFLA_BR_MCAST_MEMBERSHIP_INTVL", U64, CLOCK_TICKS),
        Attribute(32, "IFLA_BR_MCAST_QUERIER_INTVL", U64, CLOCK_TICKS),
        Attribute(33, "IFLA_BR_MCAST_QUERY_INTVL", U64, CLOCK_TICKS),
        Attribute(34, "IFLA_BR_MCAST_QUERY_RESPONSE_INTVL", U64, CLOCK_TICKS),
        Attribute(35, "IFLA_BR_MCAST_STARTUP_QUERY_INTVL", U64, CLOCK_TICKS),
        Attribute(36, "IFLA_BR_NF_CALL_IPTABLES", U8, BOOL),
        Attribute(37, "IFLA_BR_NF_CALL_IP6TABLES", U8, BOOL),
        Attribute(38, "IFLA_BR_NF_CALL_ARPTABLES", U8, BOOL),
        Attribute(39, "IFLA_BR_VLAN_DEFAULT_PVID", U16, range=(0, 4094)),
        Attribute(40, "IFLA_BR_PAD", OPAQUE),
        Attribute(41, "IFLA_BR_VLAN_STATS_ENABLED", U8, BOOL, range=(0, 1)),
        Attribute(42, "IFLA_BR_MCAST_STATS_ENABLED", U8, BOOL),
        Attribute(43, "IFLA_BR_MCAST_IGMP_VERSION", U8, range=(2, 3)),
        Attribute(44, "IFLA_BR_MCAST_MLD_VERSION", U8, range=(1, 2)),
        Attribute(45, "IFLA_BR_VLAN_STATS_PER_PORT", U8, BOOL, range=(0, 1)),
        Attribute(46, "IFLA_BR_MULTI_BOOLOPT", BR_BOOLOPT_MULTI),
        Attribute(47, "IFLA_BR_MCAST_QUERIER_STATE", BRIDGE_QUERIER),
        Attribute(48, "IFLA_BR_FDB_N_LEARNED", U32),
        Attribute(49, "IFLA_BR_FDB_MAX_LEARNED", U32),
        Attribute(50, "IFLA_BR_STP_MODE", U32, BR_STP_MODE, range=(0, 2)),
    ],
)
