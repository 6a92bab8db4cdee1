"""B.A.T.M.A.N. advanced: meshes, their routes, clients and gateways (linux/batman_adv.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    FLAG,
    HEX,
    INTERFACE,
    IPV4,
    MAC,
    MILLISECONDS,
    OPAQUE,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Meaning,
    Names,
    Operation,
    Unit,
)

HUNDRED_KBIT = Unit("× 100 kbit/s")


class _VlanId:
    """A VLAN: the uppermost bit says that there is one (BATADV_VLAN_HAS_TAG)."""

    def text(self, value: int, names: Names) -> str:
        return f"{value & 0xFFF} (tagged)" if value & 0x8000 else "untagged"

    def short(self, value: int, names: Names) -> str:
        return str(value & 0xFFF) if value & 0x8000 else "-1"


VLAN_ID: Meaning = _VlanId()

BATADV_TT_CLIENT = Flags(
    "BATADV_TT_CLIENT_",
    {
        0x1: "BATADV_TT_CLIENT_DEL",
        0x2: "BATADV_TT_CLIENT_ROAM",
        0x10: "BATADV_TT_CLIENT_WIFI",
        0x20: "BATADV_TT_CLIENT_ISOLA",
        0x100: "BATADV_TT_CLIENT_NOPURGE",
        0x200: "BATADV_TT_CLIENT_NEW",
        0x400: "BATADV_TT_CLIENT_PENDING",
        0x800: "BATADV_TT_CLIENT_TEMP",
    },
)

BATADV_MCAST_FLAGS_PRIV = Flags(
    "BATADV_MCAST_FLAGS_",
    {
        0x1: "BATADV_MCAST_FLAGS_BRIDGED",
        0x2: "BATADV_MCAST_FLAGS_QUERIER_IPV4_EXISTS",
        0x4: "BATADV_MCAST_FLAGS_QUERIER_IPV6_EXISTS",
        0x8: "BATADV_MCAST_FLAGS_QUERIER_IPV4_SHADOWING",
        0x10: "BATADV_MCAST_FLAGS_QUERIER_IPV6_SHADOWING",
    },
)

# linux/batadv_packet.h
BATADV_MCAST = Flags(
    "BATADV_MCAST_",
    {
        0x01: "BATADV_MCAST_WANT_ALL_UNSNOOPABLES",
        0x02: "BATADV_MCAST_WANT_ALL_IPV4",
        0x04: "BATADV_MCAST_WANT_ALL_IPV6",
        0x08: "BATADV_MCAST_WANT_NO_RTR4",
        0x10: "BATADV_MCAST_WANT_NO_RTR6",
        0x20: "BATADV_MCAST_HAVE_MC_PTYPE_CAPA",
    },
)
BATADV_GW_MODE = Enum(
    "BATADV_GW_MODE_", {0: "BATADV_GW_MODE_OFF", 1: "BATADV_GW_MODE_CLIENT", 2: "BATADV_GW_MODE_SERVER"}
)

BATADV_TP_REASON = Enum(
    "BATADV_TP_REASON_",
    {
        3: "BATADV_TP_REASON_COMPLETE",
        4: "BATADV_TP_REASON_CANCEL",
        128: "BATADV_TP_REASON_DST_UNREACHABLE",
        129: "BATADV_TP_REASON_RESEND_LIMIT",
        130: "BATADV_TP_REASON_ALREADY_ONGOING",
        131: "BATADV_TP_REASON_MEMORY_ERROR",
        132: "BATADV_TP_REASON_CANT_SEND",
        133: "BATADV_TP_REASON_TOO_MANY",
    },
)

# net/batman-adv/log.h
BATADV_DBG = Flags(
    "BATADV_DBG_",
    {
        0x01: "BATADV_DBG_BATMAN",
        0x02: "BATADV_DBG_ROUTES",
        0x04: "BATADV_DBG_TT",
        0x08: "BATADV_DBG_BLA",
        0x10: "BATADV_DBG_DAT",
        0x20: "BATADV_DBG_NC",
        0x40: "BATADV_DBG_MCAST",
        0x80: "BATADV_DBG_TP_METER",
    },
)

BATADV_ATTR = AttributeSet(
    "BATADV_ATTR_",
    [
        Attribute(1, "BATADV_ATTR_VERSION", TEXT),
        Attribute(2, "BATADV_ATTR_ALGO_NAME", TEXT),
        Attribute(3, "BATADV_ATTR_MESH_IFINDEX", U32, INTERFACE),
        Attribute(4, "BATADV_ATTR_MESH_IFNAME", TEXT),
        Attribute(5, "BATADV_ATTR_MESH_ADDRESS", MAC),
        Attribute(6, "BATADV_ATTR_HARD_IFINDEX", U32, INTERFACE),
        Attribute(7, "BATADV_ATTR_HARD_IFNAME", TEXT),
        Attribute(8, "BATADV_ATTR_HARD_ADDRESS", MAC),
        Attribute(9, "BATADV_ATTR_ORIG_ADDRESS", MAC),
        Attribute(10, "BATADV_ATTR_TPMETER_RESULT", U8, BATADV_TP_REASON),
        Attribute(11, "BATADV_ATTR_TPMETER_TEST_TIME", U32, MILLISECONDS),
        Attribute(12, "BATADV_ATTR_TPMETER_BYTES", U64, BYTES),
        Attribute(13, "BATADV_ATTR_TPMETER_COOKIE", U32, HEX),
        Attribute(14, "BATADV_ATTR_PAD", OPAQUE),
        Attribute(15, "BATADV_ATTR_ACTIVE", FLAG),
        Attribute(16, "BATADV_ATTR_TT_ADDRESS", MAC),
        Attribute(17, "BATADV_ATTR_TT_TTVN", U8),
        Attribute(18, "BATADV_ATTR_TT_LAST_TTVN", U8),
        Attribute(19, "BATADV_ATTR_TT_CRC32", U32, HEX),
        Attribute(20, "BATADV_ATTR_TT_VID", U16, VLAN_ID),
        Attribute(21, "BATADV_ATTR_TT_FLAGS", U32, BATADV_TT_CLIENT),
        Attribute(22, "BATADV_ATTR_FLAG_BEST", FLAG),
        Attribute(23, "BATADV_ATTR_LAST_SEEN_MSECS", U32, MILLISECONDS),
        Attribute(24, "BATADV_ATTR_NEIGH_ADDRESS", MAC),
        Attribute(25, "BATADV_ATTR_TQ", U8),
        Attribute(26, "BATADV_ATTR_THROUGHPUT", U32, Unit("kbit/s")),
        Attribute(27, "BATADV_ATTR_BANDWIDTH_UP", U32, HUNDRED_KBIT),
        Attribute(28, "BATADV_ATTR_BANDWIDTH_DOWN", U32, HUNDRED_KBIT),
        Attribute(29, "BATADV_ATTR_ROUTER", MAC),
        Attribute(30, "BATADV_ATTR_BLA_OWN", FLAG),
        Attribute(31, "BATADV_ATTR_BLA_ADDRESS", MAC),
        Attribute(32, "BATADV_ATTR_BLA_VID", U16, VLAN_ID),
        Attribute(33, "BATADV_ATTR_BLA_BACKBONE", MAC),
        Attribute(34, "BATADV_ATTR_BLA_CRC", U16, HEX),
        Attribute(35, "BATADV_ATTR_DAT_CACHE_IP4ADDRESS", IPV4),
        Attribute(36, "BATADV_ATTR_DAT_CACHE_HWADDRESS", MAC),
        Attribute(37, "BATADV_ATTR_DAT_CACHE_VID", U16, VLAN_ID),
        Attribute(38, "BATADV_ATTR_MCAST_FLAGS", U32, BATADV_MCAST),
        Attribute(39, "BATADV_ATTR_MCAST_FLAGS_PRIV", U32, BATADV_MCAST_FLAGS_PRIV),
        Attribute(40, "BATADV_ATTR_VLANID", U16),
        Attribute(41, "BATADV_ATTR_AGGREGATED_OGMS_ENABLED", U8, BOOL),
        Attribute(42, "BATADV_ATTR_AP_ISOLATION_ENABLED", U8, BOOL),
        Attribute(43, "BATADV_ATTR_ISOLATION_MARK", U32, HEX),
        Attribute(44, "BATADV_ATTR_ISOLATION_MASK", U32, HEX),
        Attribute(45, "BATADV_ATTR_BONDING_ENABLED", U8, BOOL),
        Attribute(46, "BATADV_ATTR_BRIDGE_LOOP_AVOIDANCE_ENABLED", U8, BOOL),
        Attribute(47, "BATADV_ATTR_DISTRIBUTED_ARP_TABLE_ENABLED", U8, BOOL),
        Attribute(48, "BATADV_ATTR_FRAGMENTATION_ENABLED", U8, BOOL),
        Attribute(49, "BATADV_ATTR_GW_BANDWIDTH_DOWN", U32, HUNDRED_KBIT),
        Attribute(50, "BATADV_ATTR_GW_BANDWIDTH_UP", U32, HUNDRED_KBIT),
        Attribute(51, "BATADV_ATTR_GW_MODE", U8, BATADV_GW_MODE),
        Attribute(52, "BATADV_ATTR_GW_SEL_CLASS", U32),
        Attribute(53, "BATADV_ATTR_HOP_PENALTY", U8),
        Attribute(54, "BATADV_ATTR_LOG_LEVEL", U32, BATADV_DBG),
        Attribute(55, "BATADV_ATTR_MULTICAST_FORCEFLOOD_ENABLED", U8, BOOL),
        Attribute(56, "BATADV_ATTR_NETWORK_CODING_ENABLED", U8, BOOL),
        Attribute(57, "BATADV_ATTR_ORIG_INTERVAL", U32, MILLISECONDS),
        Attribute(58, "BATADV_ATTR_ELP_INTERVAL", U32, MILLISECONDS),
        Attribute(59, "BATADV_ATTR_THROUGHPUT_OVERRIDE", U32, HUNDRED_KBIT),
        Attribute(60, "BATADV_ATTR_MULTICAST_FANOUT", U32),
    ],
)

MESH = "[{BATADV_ATTR_MESH_IFINDEX}]"
TRANSLATION = (
    MESH + "[ {BATADV_ATTR_TT_ADDRESS}][ vid {BATADV_ATTR_TT_VID}][ {BATADV_ATTR_TT_FLAGS}]"
    "[ via {BATADV_ATTR_ORIG_ADDRESS}][ ttvn {BATADV_ATTR_TT_TTVN}]"
)
PEER = (
    MESH + "[ {BATADV_ATTR_ORIG_ADDRESS}][ {BATADV_ATTR_ROUTER}][ via {BATADV_ATTR_NEIGH_ADDRESS}]"
    "[ dev {BATADV_ATTR_HARD_IFINDEX}][ tq {BATADV_ATTR_TQ}][ {BATADV_ATTR_THROUGHPUT} kbit/s]"
    "[ seen {BATADV_ATTR_LAST_SEEN_MSECS} ms]"
)
METER = (
    MESH + "[ {BATADV_ATTR_ORIG_ADDRESS}][ {BATADV_ATTR_TPMETER_RESULT}][ {BATADV_ATTR_TPMETER_BYTES} bytes]"
    "[ {BATADV_ATTR_TPMETER_TEST_TIME} ms]"
)
BRIDGES = MESH + "[ {BATADV_ATTR_BLA_ADDRESS}][ vid {BATADV_ATTR_BLA_VID}][ backbone {BATADV_ATTR_BLA_BACKBONE}]"
INTERFACES = MESH + "[ hardif {BATADV_ATTR_HARD_IFNAME}]"
VLANS = MESH + "[ vid {BATADV_ATTR_VLANID}][ ap_isolation {BATADV_ATTR_AP_ISOLATION_ENABLED}]"

COMMANDS = (
    Command(
        1,
        "BATADV_CMD_GET_MESH",
        operation=Operation.GET,
        summary=MESH + "[ {BATADV_ATTR_ALGO_NAME}][ version {BATADV_ATTR_VERSION}]",
    ),
    Command(2, "BATADV_CMD_TP_METER", summary=METER),
    Command(3, "BATADV_CMD_TP_METER_CANCEL", summary=METER),
    Command(4, "BATADV_CMD_GET_ROUTING_ALGOS", operation=Operation.GET, summary="{BATADV_ATTR_ALGO_NAME}"),
    Command(5, "BATADV_CMD_GET_HARDIF", operation=Operation.GET, summary=INTERFACES),
    Command(6, "BATADV_CMD_GET_TRANSTABLE_LOCAL", operation=Operation.GET, summary=TRANSLATION),
    Command(7, "BATADV_CMD_GET_TRANSTABLE_GLOBAL", operation=Operation.GET, summary=TRANSLATION),
    Command(8, "BATADV_CMD_GET_ORIGINATORS", operation=Operation.GET, summary=PEER),
    Command(9, "BATADV_CMD_GET_NEIGHBORS", operation=Operation.GET, summary=PEER),
    Command(10, "BATADV_CMD_GET_GATEWAYS", operation=Operation.GET, summary=PEER),
    Command(11, "BATADV_CMD_GET_BLA_CLAIM", operation=Operation.GET, summary=BRIDGES),
    Command(12, "BATADV_CMD_GET_BLA_BACKBONE", operation=Operation.GET, summary=BRIDGES),
    Command(
        13,
        "BATADV_CMD_GET_DAT_CACHE",
        operation=Operation.GET,
        summary=MESH + "[ {BATADV_ATTR_DAT_CACHE_IP4ADDRESS}][ {BATADV_ATTR_DAT_CACHE_HWADDRESS}]",
    ),
    Command(
        14,
        "BATADV_CMD_GET_MCAST_FLAGS",
        operation=Operation.GET,
        summary=MESH + "[ {BATADV_ATTR_ORIG_ADDRESS}][ {BATADV_ATTR_MCAST_FLAGS}]",
    ),
    Command(15, "BATADV_CMD_SET_MESH", operation=Operation.NEW, summary=MESH),
    Command(16, "BATADV_CMD_SET_HARDIF", operation=Operation.NEW, summary=INTERFACES),
    Command(17, "BATADV_CMD_GET_VLAN", operation=Operation.GET, summary=VLANS),
    Command(18, "BATADV_CMD_SET_VLAN", operation=Operation.NEW, summary=VLANS),
)

BATADV = GenericFamily("batadv", BATADV_ATTR, commands=COMMANDS, groups=("config", "tpmeter"))
FAMILIES = (BATADV,)
