"""bond: link aggregation, and its members (linux/if_link.h, linux/if_bonding.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    INTERFACE,
    IPV4,
    IPV6,
    LINK_ADDRESS,
    MAC,
    MILLISECONDS,
    S32,
    SECONDS,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Indexed,
    Unit,
)

BOND_MODE = Enum(
    "BOND_MODE_",
    {
        0: "BOND_MODE_ROUNDROBIN",
        1: "BOND_MODE_ACTIVEBACKUP",
        2: "BOND_MODE_XOR",
        3: "BOND_MODE_BROADCAST",
        4: "BOND_MODE_8023AD",
        5: "BOND_MODE_TLB",
        6: "BOND_MODE_ALB",
    },
)
BOND_XMIT_POLICY = Enum(
    "BOND_XMIT_POLICY_",
    {
        0: "BOND_XMIT_POLICY_LAYER2",
        1: "BOND_XMIT_POLICY_LAYER34",
        2: "BOND_XMIT_POLICY_LAYER23",
        3: "BOND_XMIT_POLICY_ENCAP23",
        4: "BOND_XMIT_POLICY_ENCAP34",
        5: "BOND_XMIT_POLICY_VLAN_SRCMAC",
    },
)
BOND_STATE = Enum("BOND_STATE_", {0: "BOND_STATE_ACTIVE", 1: "BOND_STATE_BACKUP"})
BOND_LINK = Enum(
    "BOND_LINK_",
    {0: "BOND_LINK_UP", 1: "BOND_LINK_FAIL", 2: "BOND_LINK_DOWN", 3: "BOND_LINK_BACK"},
)
LACP_STATE = Flags(
    "LACP_STATE_",
    {
        0x1: "LACP_STATE_LACP_ACTIVITY",
        0x2: "LACP_STATE_LACP_TIMEOUT",
        0x4: "LACP_STATE_AGGREGATION",
        0x8: "LACP_STATE_SYNCHRONIZATION",
        0x10: "LACP_STATE_COLLECTING",
        0x20: "LACP_STATE_DISTRIBUTING",
        0x40: "LACP_STATE_DEFAULTED",
        0x80: "LACP_STATE_EXPIRED",
    },
)

# These have names only inside the kernel (include/net/bonding.h, include/net/bond_3ad.h): the words are those that the
# driver takes and shows in sysfs and /proc/net/bonding.
ARP_VALIDATE = Unit(
    "",
    {0: "none", 1: "active", 2: "backup", 3: "all", 4: "filter", 5: "filter_active", 6: "filter_backup"},
)
ARP_ALL_TARGETS = Unit("", {0: "any", 1: "all"})
PRIMARY_RESELECT = Unit("", {0: "always", 1: "better", 2: "failure"})
FAIL_OVER_MAC = Unit("", {0: "none", 1: "active", 2: "follow"})
AD_LACP_RATE = Unit("", {0: "slow", 1: "fast"})
AD_SELECT = Unit("", {0: "stable", 1: "bandwidth", 2: "count", 3: "actor_port_prio"})
CHURN_STATE = Unit("", {0: "monitoring", 1: "churned", 2: "none"})

IFLA_BOND_AD_INFO = AttributeSet(
    "IFLA_BOND_AD_INFO_",
    [
        Attribute(1, "IFLA_BOND_AD_INFO_AGGREGATOR", U16),
        Attribute(2, "IFLA_BOND_AD_INFO_NUM_PORTS", U16),
        Attribute(3, "IFLA_BOND_AD_INFO_ACTOR_KEY", U16),
        Attribute(4, "IFLA_BOND_AD_INFO_PARTNER_KEY", U16),
        Attribute(5, "IFLA_BOND_AD_INFO_PARTNER_MAC", MAC),
    ],
)

IFLA_BOND = AttributeSet(
    "IFLA_BOND_",
    [
        Attribute(1, "IFLA_BOND_MODE", U8, BOND_MODE, range=(0, 6)),
        Attribute(2, "IFLA_BOND_ACTIVE_SLAVE", U32, INTERFACE),
        Attribute(3, "IFLA_BOND_MIIMON", U32, MILLISECONDS),
        Attribute(4, "IFLA_BOND_UPDELAY", U32, MILLISECONDS),
        Attribute(5, "IFLA_BOND_DOWNDELAY", U32, MILLISECONDS),
        Attribute(6, "IFLA_BOND_USE_CARRIER", U8, BOOL, range=(1, 1)),
        Attribute(7, "IFLA_BOND_ARP_INTERVAL", U32, MILLISECONDS),
        Attribute(8, "IFLA_BOND_ARP_IP_TARGET", Indexed(IPV4)),
        Attribute(9, "IFLA_BOND_ARP_VALIDATE", U32, ARP_VALIDATE, range=(0, 6)),
        Attribute(10, "IFLA_BOND_ARP_ALL_TARGETS", U32, ARP_ALL_TARGETS, range=(0, 1)),
        Attribute(11, "IFLA_BOND_PRIMARY", U32, INTERFACE),
        Attribute(12, "IFLA_BOND_PRIMARY_RESELECT", U8, PRIMARY_RESELECT, range=(0, 2)),
        Attribute(13, "IFLA_BOND_FAIL_OVER_MAC", U8, FAIL_OVER_MAC, range=(0, 2)),
        Attribute(14, "IFLA_BOND_XMIT_HASH_POLICY", U8, BOND_XMIT_POLICY, range=(0, 5)),
        Attribute(15, "IFLA_BOND_RESEND_IGMP", U32, range=(0, 255)),
        Attribute(16, "IFLA_BOND_NUM_PEER_NOTIF", U8),
        Attribute(17, "IFLA_BOND_ALL_SLAVES_ACTIVE", U8, BOOL, range=(0, 1)),
        Attribute(18, "IFLA_BOND_MIN_LINKS", U32),
        Attribute(19, "IFLA_BOND_LP_INTERVAL", U32, SECONDS, range=(1, 0x7FFFFFFF)),
        Attribute(20, "IFLA_BOND_PACKETS_PER_SLAVE", U32, range=(0, 65535)),
        Attribute(21, "IFLA_BOND_AD_LACP_RATE", U8, AD_LACP_RATE, range=(0, 1)),
        Attribute(22, "IFLA_BOND_AD_SELECT", U8, AD_SELECT, range=(0, 3)),
        Attribute(23, "IFLA_BOND_AD_INFO", IFLA_BOND_AD_INFO),
        Attribute(24, "IFLA_BOND_AD_ACTOR_SYS_PRIO", U16, range=(1, 65535)),
        Attribute(25, "IFLA_BOND_AD_USER_PORT_KEY", U16, range=(0, 1023)),
        Attribute(26, "IFLA_BOND_AD_ACTOR_SYSTEM", MAC),
        Attribute(27, "IFLA_BOND_TLB_DYNAMIC_LB", U8, BOOL, range=(0, 1)),
        Attribute(28, "IFLA_BOND_PEER_NOTIF_DELAY", U32, MILLISECONDS, range=(0, 300_000)),
        Attribute(29, "IFLA_BOND_AD_LACP_ACTIVE", U8, BOOL, range=(0, 1)),
        Attribute(30, "IFLA_BOND_MISSED_MAX", U8, range=(1, 255)),
        Attribute(31, "IFLA_BOND_NS_IP6_TARGET", Indexed(IPV6)),
        Attribute(32, "IFLA_BOND_COUPLED_CONTROL", U8, BOOL, range=(0, 1)),
        Attribute(33, "IFLA_BOND_BROADCAST_NEIGH", U8, BOOL, range=(0, 1)),
        Attribute(34, "IFLA_BOND_LACP_STRICT", U8, BOOL, range=(0, 1)),
    ],
)

IFLA_BOND_SLAVE = AttributeSet(
    "IFLA_BOND_SLAVE_",
    [
        Attribute(1, "IFLA_BOND_SLAVE_STATE", U8, BOND_STATE),
        Attribute(2, "IFLA_BOND_SLAVE_MII_STATUS", U8, BOND_LINK),
        Attribute(3, "IFLA_BOND_SLAVE_LINK_FAILURE_COUNT", U32),
        Attribute(4, "IFLA_BOND_SLAVE_PERM_HWADDR", LINK_ADDRESS),
        Attribute(5, "IFLA_BOND_SLAVE_QUEUE_ID", U16),
        Attribute(6, "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID", U16),
        Attribute(7, "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE", U8, LACP_STATE),
        Attribute(8, "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE", U16, LACP_STATE),
        Attribute(9, "IFLA_BOND_SLAVE_PRIO", S32),
        Attribute(10, "IFLA_BOND_SLAVE_ACTOR_PORT_PRIO", U16),
        Attribute(11, "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE", U8, CHURN_STATE),
        Attribute(12, "IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE", U8, CHURN_STATE),
    ],
)
