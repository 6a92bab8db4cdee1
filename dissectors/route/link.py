"""Links: network interfaces (linux/if_link.h, linux/if.h, linux/rtnetlink.h)."""

from __future__ import annotations

from dissectors.constants import AF, ARPHRD
from dissectors.route.link_af_spec import IFLA_AF_SPEC, IFLA_PROTINFO
from dissectors.route.link_counters import RTNL_LINK_IFMAP, RTNL_LINK_STATS, RTNL_LINK_STATS64
from dissectors.route.link_kinds import DATA, SLAVE_DATA, XSTATS, slave_kind
from dissectors.route.link_summary import summary
from dissectors.route.link_vf import IFLA_PORT, IFLA_VF_PORTS, IFLA_VFINFO_LIST
from dissectors.route.link_wireless import IW_EVENTS
from nldissect.schema import (
    BOOL,
    BYTES,
    HEX,
    IFNAME,
    INTERFACE,
    LINK_ADDRESS,
    NANOSECONDS,
    NETNSID,
    OPAQUE,
    S32,
    TEXT,
    U8,
    U16,
    U32,
    UINT,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Meant,
    Member,
    Pad,
    Question,
    Select,
    Struct,
    Text,
    rtnetlink,
)

IFF = Flags(
    "IFF_",
    {
        0x1: "IFF_UP",
        0x2: "IFF_BROADCAST",
        0x4: "IFF_DEBUG",
        0x8: "IFF_LOOPBACK",
        0x10: "IFF_POINTOPOINT",
        0x20: "IFF_NOTRAILERS",
        0x40: "IFF_RUNNING",
        0x80: "IFF_NOARP",
        0x100: "IFF_PROMISC",
        0x200: "IFF_ALLMULTI",
        0x400: "IFF_MASTER",
        0x800: "IFF_SLAVE",
        0x1000: "IFF_MULTICAST",
        0x2000: "IFF_PORTSEL",
        0x4000: "IFF_AUTOMEDIA",
        0x8000: "IFF_DYNAMIC",
        0x10000: "IFF_LOWER_UP",
        0x20000: "IFF_DORMANT",
        0x40000: "IFF_ECHO",
    },
)

IFINFOMSG = Struct(
    "ifinfomsg",
    [
        Member("ifi_family", U8, AF),
        Pad(1, "__ifi_pad"),
        Member("ifi_type", U16, ARPHRD),
        Member("ifi_index", S32, INTERFACE),
        Member("ifi_flags", U32, IFF),
        Member("ifi_change", U32, IFF),
    ],
)

IF_OPER = Enum(
    "IF_OPER_",
    {
        0: "IF_OPER_UNKNOWN",
        1: "IF_OPER_NOTPRESENT",
        2: "IF_OPER_DOWN",
        3: "IF_OPER_LOWERLAYERDOWN",
        4: "IF_OPER_TESTING",
        5: "IF_OPER_DORMANT",
        6: "IF_OPER_UP",
    },
)
"""operational states of RFC 2863"""

IF_LINK_MODE = Enum(
    "IF_LINK_MODE_",
    {0: "IF_LINK_MODE_DEFAULT", 1: "IF_LINK_MODE_DORMANT", 2: "IF_LINK_MODE_TESTING"},
)

IFLA_EVENT = Enum(
    "IFLA_EVENT_",
    {
        0: "IFLA_EVENT_NONE",
        1: "IFLA_EVENT_REBOOT",
        2: "IFLA_EVENT_FEATURES",
        3: "IFLA_EVENT_BONDING_FAILOVER",
        4: "IFLA_EVENT_NOTIFY_PEERS",
        5: "IFLA_EVENT_IGMP_RESEND",
        6: "IFLA_EVENT_BONDING_OPTIONS",
    },
)

RTEXT_FILTER = Flags(
    "RTEXT_FILTER_",
    {
        0x1: "RTEXT_FILTER_VF",
        0x2: "RTEXT_FILTER_BRVLAN",
        0x4: "RTEXT_FILTER_BRVLAN_COMPRESSED",
        0x8: "RTEXT_FILTER_SKIP_STATS",
        0x10: "RTEXT_FILTER_MRP",
        0x20: "RTEXT_FILTER_CFM_CONFIG",
        0x40: "RTEXT_FILTER_CFM_STATUS",
        0x80: "RTEXT_FILTER_MST",
        0x100: "RTEXT_FILTER_NAME_ONLY",
    },
)
"""what a dump shall hold more, or less"""

XDP_ATTACHED = Enum(
    "XDP_ATTACHED_",
    {
        0: "XDP_ATTACHED_NONE",
        1: "XDP_ATTACHED_DRV",
        2: "XDP_ATTACHED_SKB",
        3: "XDP_ATTACHED_HW",
        4: "XDP_ATTACHED_MULTI",
    },
)
XDP_FLAGS = Flags(
    "XDP_FLAGS_",
    {
        0x1: "XDP_FLAGS_UPDATE_IF_NOEXIST",
        0x2: "XDP_FLAGS_SKB_MODE",
        0x4: "XDP_FLAGS_DRV_MODE",
        0x8: "XDP_FLAGS_HW_MODE",
        0x10: "XDP_FLAGS_REPLACE",
    },
)
IFLA_XDP = AttributeSet(
    "IFLA_XDP_",
    [
        Attribute(1, "IFLA_XDP_FD", S32),
        Attribute(2, "IFLA_XDP_ATTACHED", U8, XDP_ATTACHED),
        Attribute(3, "IFLA_XDP_FLAGS", U32, XDP_FLAGS),
        Attribute(4, "IFLA_XDP_PROG_ID", U32),
        Attribute(5, "IFLA_XDP_DRV_PROG_ID", U32),
        Attribute(6, "IFLA_XDP_SKB_PROG_ID", U32),
        Attribute(7, "IFLA_XDP_HW_PROG_ID", U32),
        Attribute(8, "IFLA_XDP_EXPECTED_FD", S32),
    ],
)

IFLA_INFO = AttributeSet(
    "IFLA_INFO_",
    [
        Attribute(1, "IFLA_INFO_KIND", TEXT),
        Attribute(2, "IFLA_INFO_DATA", Select("IFLA_INFO_KIND", DATA, default=AttributeSet("", ()))),
        Attribute(3, "IFLA_INFO_XSTATS", Select("IFLA_INFO_KIND", XSTATS)),
        Attribute(4, "IFLA_INFO_SLAVE_KIND", TEXT),
        Attribute(5, "IFLA_INFO_SLAVE_DATA", Select(slave_kind, SLAVE_DATA, default=AttributeSet("", ()))),
    ],
)

IFLA_PROTO_DOWN_REASON = AttributeSet(
    "IFLA_PROTO_DOWN_REASON_",
    [
        Attribute(1, "IFLA_PROTO_DOWN_REASON_MASK", U32, HEX),
        Attribute(2, "IFLA_PROTO_DOWN_REASON_VALUE", U32, HEX),
    ],
)

IFLA_PROPERTY = AttributeSet(
    "IFLA_",
    [
        Attribute(53, "IFLA_ALT_IFNAME", Text(longest=127), multiple=True),
    ],
)
"""what a link may have several of"""

IFLA_DEVLINK_PORT = AttributeSet(
    "DEVLINK_ATTR_",
    [
        Attribute(1, "DEVLINK_ATTR_BUS_NAME", TEXT),
        Attribute(2, "DEVLINK_ATTR_DEV_NAME", TEXT),
        Attribute(3, "DEVLINK_ATTR_PORT_INDEX", U32),
        Attribute(184, "DEVLINK_ATTR_INDEX", UINT),
    ],
)
"""a devlink port's handle (linux/devlink.h); devlink itself says the rest"""

IFLA_DPLL_PIN = AttributeSet(
    "DPLL_A_PIN_",
    [
        Attribute(1, "DPLL_A_PIN_ID", U32),
    ],
)
"""a pin's handle (linux/dpll.h); dpll itself says the rest"""

IFLA = AttributeSet(
    "IFLA_",
    [
        Attribute(1, "IFLA_ADDRESS", LINK_ADDRESS),
        Attribute(2, "IFLA_BROADCAST", LINK_ADDRESS),
        Attribute(3, "IFLA_IFNAME", IFNAME),
        Attribute(4, "IFLA_MTU", U32, BYTES),
        # In another namespace the index is one of that namespace.
        Attribute(5, "IFLA_LINK", Select("IFLA_LINK_NETNSID", {None: Meant(U32, INTERFACE)}, default=U32)),
        Attribute(6, "IFLA_QDISC", TEXT),
        Attribute(7, "IFLA_STATS", RTNL_LINK_STATS),
        Attribute(8, "IFLA_COST", U32),
        Attribute(9, "IFLA_PRIORITY", U32),
        Attribute(10, "IFLA_MASTER", U32, INTERFACE),
        Attribute(11, "IFLA_WIRELESS", IW_EVENTS),
        Attribute(12, "IFLA_PROTINFO", IFLA_PROTINFO),
        Attribute(13, "IFLA_TXQLEN", U32),
        Attribute(14, "IFLA_MAP", RTNL_LINK_IFMAP),
        Attribute(15, "IFLA_WEIGHT", U32),
        Attribute(16, "IFLA_OPERSTATE", U8, IF_OPER),
        Attribute(17, "IFLA_LINKMODE", U8, IF_LINK_MODE),
        Attribute(18, "IFLA_LINKINFO", IFLA_INFO),
        Attribute(19, "IFLA_NET_NS_PID", U32),
        Attribute(20, "IFLA_IFALIAS", Text(longest=255)),
        Attribute(21, "IFLA_NUM_VF", U32),
        Attribute(22, "IFLA_VFINFO_LIST", IFLA_VFINFO_LIST),
        Attribute(23, "IFLA_STATS64", RTNL_LINK_STATS64),
        Attribute(24, "IFLA_VF_PORTS", IFLA_VF_PORTS),
        Attribute(25, "IFLA_PORT_SELF", IFLA_PORT),
        Attribute(26, "IFLA_AF_SPEC", IFLA_AF_SPEC),
        Attribute(27, "IFLA_GROUP", U32),
        Attribute(28, "IFLA_NET_NS_FD", U32),
        Attribute(29, "IFLA_EXT_MASK", U32, RTEXT_FILTER),
        Attribute(30, "IFLA_PROMISCUITY", U32),
        Attribute(31, "IFLA_NUM_TX_QUEUES", U32),
        Attribute(32, "IFLA_NUM_RX_QUEUES", U32),
        Attribute(33, "IFLA_CARRIER", U8, BOOL),
        Attribute(34, "IFLA_PHYS_PORT_ID", OPAQUE),
        Attribute(35, "IFLA_CARRIER_CHANGES", U32),
        Attribute(36, "IFLA_PHYS_SWITCH_ID", OPAQUE),
        Attribute(37, "IFLA_LINK_NETNSID", S32, NETNSID),
        Attribute(38, "IFLA_PHYS_PORT_NAME", TEXT),
        Attribute(39, "IFLA_PROTO_DOWN", U8, BOOL),
        Attribute(40, "IFLA_GSO_MAX_SEGS", U32),
        Attribute(41, "IFLA_GSO_MAX_SIZE", U32, BYTES),
        Attribute(42, "IFLA_PAD", OPAQUE),
        Attribute(43, "IFLA_XDP", IFLA_XDP),
        Attribute(44, "IFLA_EVENT", U32, IFLA_EVENT),
        Attribute(45, "IFLA_NEW_NETNSID", S32, NETNSID),
        Attribute(46, "IFLA_TARGET_NETNSID", S32, NETNSID),
        Attribute(47, "IFLA_CARRIER_UP_COUNT", U32),
        Attribute(48, "IFLA_CARRIER_DOWN_COUNT", U32),
        Attribute(49, "IFLA_NEW_IFINDEX", S32),
        Attribute(50, "IFLA_MIN_MTU", U32, BYTES),
        Attribute(51, "IFLA_MAX_MTU", U32, BYTES),
        Attribute(52, "IFLA_PROP_LIST", IFLA_PROPERTY),
        Attribute(53, "IFLA_ALT_IFNAME", Text(longest=127)),
        Attribute(54, "IFLA_PERM_ADDRESS", LINK_ADDRESS),
        Attribute(55, "IFLA_PROTO_DOWN_REASON", IFLA_PROTO_DOWN_REASON),
        Attribute(56, "IFLA_PARENT_DEV_NAME", TEXT),
        Attribute(57, "IFLA_PARENT_DEV_BUS_NAME", TEXT),
        Attribute(58, "IFLA_GRO_MAX_SIZE", U32, BYTES),
        Attribute(59, "IFLA_TSO_MAX_SIZE", U32, BYTES),
        Attribute(60, "IFLA_TSO_MAX_SEGS", U32),
        Attribute(61, "IFLA_ALLMULTI", U32),
        Attribute(62, "IFLA_DEVLINK_PORT", IFLA_DEVLINK_PORT),
        Attribute(63, "IFLA_GSO_IPV4_MAX_SIZE", U32, BYTES),
        Attribute(64, "IFLA_GRO_IPV4_MAX_SIZE", U32, BYTES),
        Attribute(65, "IFLA_DPLL_PIN", IFLA_DPLL_PIN),
        Attribute(66, "IFLA_MAX_PACING_OFFLOAD_HORIZON", UINT, NANOSECONDS),
        Attribute(67, "IFLA_NETNS_IMMUTABLE", U8, BOOL),
        Attribute(68, "IFLA_HEADROOM", U16, BYTES),
        Attribute(69, "IFLA_TAILROOM", U16, BYTES),
    ],
    strict_from=65,
)

MESSAGES = (
    *rtnetlink(
        "LINK",
        IFINFOMSG,
        IFLA,
        new=16,
        delete=17,
        get=18,
        set=19,
        summary=summary,
        single=Question(
            {"ifi_type": 0, "ifi_flags": 0, "ifi_change": 0},
            ("IFLA_IFNAME", "IFLA_ALT_IFNAME", "IFLA_EXT_MASK", "IFLA_TARGET_NETNSID"),
        ),
        dump=Question(
            {"ifi_type": 0, "ifi_index": 0, "ifi_flags": 0, "ifi_change": 0},
            ("IFLA_EXT_MASK", "IFLA_MASTER", "IFLA_LINKINFO", "IFLA_TARGET_NETNSID"),
        ),
    ),
    *rtnetlink("LINKPROP", IFINFOMSG, IFLA, new=108, delete=109, get=110, summary=summary, strict=True),
)
