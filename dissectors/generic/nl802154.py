"""IEEE 802.15.4 devices and interfaces, as iwpan sets them up (include/net/nl802154.h, which is not UAPI)."""

from __future__ import annotations

from dissectors.generic.nl802154_security import (
    DEV_ADDR_ATTR,
    DEV_ATTR,
    DEVKEY_ATTR,
    KEY_ATTR,
    KEY_ID_ATTR,
    SECLEVEL,
    SECLEVEL_ATTR,
)
from nldissect.schema import (
    BE32,
    BOOL,
    FLAG,
    HEX,
    IFNAME,
    INTERFACE,
    LE16,
    LE64,
    OPAQUE,
    S8,
    S32,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Indexed,
    Operation,
    Payload,
    Select,
    Text,
    Unit,
)

MBM = Unit("mBm")
"""a hundredth of a dBm"""
_COMMANDS = (
    "NL802154_CMD_GET_WPAN_PHY",
    "NL802154_CMD_SET_WPAN_PHY",
    "NL802154_CMD_NEW_WPAN_PHY",
    "NL802154_CMD_DEL_WPAN_PHY",
    "NL802154_CMD_GET_INTERFACE",
    "NL802154_CMD_SET_INTERFACE",
    "NL802154_CMD_NEW_INTERFACE",
    "NL802154_CMD_DEL_INTERFACE",
    "NL802154_CMD_SET_CHANNEL",
    "NL802154_CMD_SET_PAN_ID",
    "NL802154_CMD_SET_SHORT_ADDR",
    "NL802154_CMD_SET_TX_POWER",
    "NL802154_CMD_SET_CCA_MODE",
    "NL802154_CMD_SET_CCA_ED_LEVEL",
    "NL802154_CMD_SET_MAX_FRAME_RETRIES",
    "NL802154_CMD_SET_BACKOFF_EXPONENT",
    "NL802154_CMD_SET_MAX_CSMA_BACKOFFS",
    "NL802154_CMD_SET_LBT_MODE",
    "NL802154_CMD_SET_ACKREQ_DEFAULT",
    "NL802154_CMD_SET_WPAN_PHY_NETNS",
    "NL802154_CMD_SET_SEC_PARAMS",
    "NL802154_CMD_GET_SEC_KEY",
    "NL802154_CMD_NEW_SEC_KEY",
    "NL802154_CMD_DEL_SEC_KEY",
    "NL802154_CMD_GET_SEC_DEV",
    "NL802154_CMD_NEW_SEC_DEV",
    "NL802154_CMD_DEL_SEC_DEV",
    "NL802154_CMD_GET_SEC_DEVKEY",
    "NL802154_CMD_NEW_SEC_DEVKEY",
    "NL802154_CMD_DEL_SEC_DEVKEY",
    "NL802154_CMD_GET_SEC_LEVEL",
    "NL802154_CMD_NEW_SEC_LEVEL",
    "NL802154_CMD_DEL_SEC_LEVEL",
    "NL802154_CMD_SCAN_EVENT",
    "NL802154_CMD_TRIGGER_SCAN",
    "NL802154_CMD_ABORT_SCAN",
    "NL802154_CMD_SCAN_DONE",
    "NL802154_CMD_SEND_BEACONS",
    "NL802154_CMD_STOP_BEACONS",
    "NL802154_CMD_ASSOCIATE",
    "NL802154_CMD_DISASSOCIATE",
    "NL802154_CMD_SET_MAX_ASSOCIATIONS",
    "NL802154_CMD_LIST_ASSOCIATIONS",
)
CMD = Enum("NL802154_CMD_", dict(enumerate(_COMMANDS, 1)))
IFTYPE = Enum(
    "NL802154_IFTYPE_",
    {
        0: "NL802154_IFTYPE_NODE",
        1: "NL802154_IFTYPE_MONITOR",
        2: "NL802154_IFTYPE_COORD",
    },
)
SCAN = Enum(
    "NL802154_SCAN_",
    {
        1: "NL802154_SCAN_ED",
        2: "NL802154_SCAN_ACTIVE",
        3: "NL802154_SCAN_PASSIVE",
        4: "NL802154_SCAN_ORPHAN",
        5: "NL802154_SCAN_ENHANCED_ACTIVE",
        6: "NL802154_SCAN_RIT_PASSIVE",
    },
)
SCAN_DONE_REASON = Enum(
    "NL802154_SCAN_DONE_REASON_",
    {
        1: "NL802154_SCAN_DONE_REASON_FINISHED",
        2: "NL802154_SCAN_DONE_REASON_ABORTED",
    },
)
CCA = Enum(
    "NL802154_CCA_",
    {
        1: "NL802154_CCA_ENERGY",
        2: "NL802154_CCA_CARRIER",
        3: "NL802154_CCA_ENERGY_CARRIER",
        4: "NL802154_CCA_ALOHA",
        5: "NL802154_CCA_UWB_SHR",
        6: "NL802154_CCA_UWB_MULTIPLEXED",
    },
)
CCA_OPT = Enum(
    "NL802154_CCA_OPT_",
    {
        0: "NL802154_CCA_OPT_ENERGY_CARRIER_AND",
        1: "NL802154_CCA_OPT_ENERGY_CARRIER_OR",
    },
)
SUPPORTED_BOOL = Enum(
    "NL802154_SUPPORTED_BOOL_",
    {
        0: "NL802154_SUPPORTED_BOOL_FALSE",
        1: "NL802154_SUPPORTED_BOOL_TRUE",
        3: "NL802154_SUPPORTED_BOOL_BOTH",
    },
)


def _flags(prefix: str, enum: Enum) -> AttributeSet:
    """A nest of flags, each with the number of a constant: what of it there is."""
    return AttributeSet(prefix, [Attribute(number, name, FLAG) for number, name in enum.constants.items()])


CAP_ATTR = AttributeSet(
    "NL802154_CAP_ATTR_",
    [
        Attribute(1, "NL802154_CAP_ATTR_IFTYPES", _flags("NL802154_IFTYPE_", IFTYPE)),
        Attribute(2, "NL802154_CAP_ATTR_CHANNELS", Indexed(Indexed(FLAG))),
        Attribute(3, "NL802154_CAP_ATTR_TX_POWERS", Indexed(S32, MBM)),
        Attribute(4, "NL802154_CAP_ATTR_CCA_ED_LEVELS", Indexed(S32, MBM)),
        Attribute(5, "NL802154_CAP_ATTR_CCA_MODES", _flags("NL802154_CCA_", CCA)),
        Attribute(6, "NL802154_CAP_ATTR_CCA_OPTS", _flags("NL802154_CCA_OPT_", CCA_OPT)),
        Attribute(7, "NL802154_CAP_ATTR_MIN_MINBE", U8),
        Attribute(8, "NL802154_CAP_ATTR_MAX_MINBE", U8),
        Attribute(9, "NL802154_CAP_ATTR_MIN_MAXBE", U8),
        Attribute(10, "NL802154_CAP_ATTR_MAX_MAXBE", U8),
        Attribute(11, "NL802154_CAP_ATTR_MIN_CSMA_BACKOFFS", U8),
        Attribute(12, "NL802154_CAP_ATTR_MAX_CSMA_BACKOFFS", U8),
        Attribute(13, "NL802154_CAP_ATTR_MIN_FRAME_RETRIES", S8),
        Attribute(14, "NL802154_CAP_ATTR_MAX_FRAME_RETRIES", S8),
        Attribute(15, "NL802154_CAP_ATTR_LBT", U32, SUPPORTED_BOOL),
    ],
)
"""channels by page, then by channel"""
COORD = AttributeSet(
    "NL802154_COORD_",
    [
        Attribute(1, "NL802154_COORD_PANID", LE16, HEX),
        Attribute(2, "NL802154_COORD_ADDR", Select(Payload(lambda data, order: len(data)), {2: LE16, 8: LE64}), HEX),
        Attribute(3, "NL802154_COORD_CHANNEL", U8),
        Attribute(4, "NL802154_COORD_PAGE", U8),
        Attribute(5, "NL802154_COORD_PREAMBLE_CODE", U8),
        Attribute(6, "NL802154_COORD_MEAN_PRF", U8),
        Attribute(7, "NL802154_COORD_SUPERFRAME_SPEC", U16, HEX),
        Attribute(8, "NL802154_COORD_LINK_QUALITY", U8),
        Attribute(9, "NL802154_COORD_GTS_PERMIT", FLAG),
        Attribute(10, "NL802154_COORD_PAYLOAD_DATA", OPAQUE),
        Attribute(11, "NL802154_COORD_PAD", OPAQUE),
    ],
)
_SUPPORTED = AttributeSet("NL802154_ATTR_", [Attribute(22, "NL802154_ATTR_SUPPORTED_CHANNEL", U32, HEX, multiple=True)])
"""for each page in turn, its channels as bits"""
ATTR = AttributeSet(
    "NL802154_ATTR_",
    [
        Attribute(1, "NL802154_ATTR_WPAN_PHY", U32),
        Attribute(2, "NL802154_ATTR_WPAN_PHY_NAME", Text(longest=19, nul=True)),
        Attribute(3, "NL802154_ATTR_IFINDEX", U32, INTERFACE),
        Attribute(4, "NL802154_ATTR_IFNAME", IFNAME),
        Attribute(5, "NL802154_ATTR_IFTYPE", U32, IFTYPE),
        Attribute(6, "NL802154_ATTR_WPAN_DEV", U64, HEX),
        Attribute(7, "NL802154_ATTR_PAGE", U8, range=(0, 31)),
        Attribute(8, "NL802154_ATTR_CHANNEL", U8, range=(0, 26)),
        Attribute(9, "NL802154_ATTR_PAN_ID", LE16, HEX),
        Attribute(10, "NL802154_ATTR_SHORT_ADDR", LE16, HEX),
        Attribute(11, "NL802154_ATTR_TX_POWER", S32, MBM),
        Attribute(12, "NL802154_ATTR_CCA_MODE", U32, CCA),
        Attribute(13, "NL802154_ATTR_CCA_OPT", U32, CCA_OPT),
        Attribute(14, "NL802154_ATTR_CCA_ED_LEVEL", S32, MBM),
        Attribute(15, "NL802154_ATTR_MAX_FRAME_RETRIES", S8),
        Attribute(16, "NL802154_ATTR_MAX_BE", U8),
        Attribute(17, "NL802154_ATTR_MIN_BE", U8),
        Attribute(18, "NL802154_ATTR_MAX_CSMA_BACKOFFS", U8),
        Attribute(19, "NL802154_ATTR_LBT_MODE", U8, BOOL),
        Attribute(20, "NL802154_ATTR_GENERATION", U32),
        Attribute(21, "NL802154_ATTR_CHANNELS_SUPPORTED", _SUPPORTED),
        Attribute(22, "NL802154_ATTR_SUPPORTED_CHANNEL", U32, HEX),
        Attribute(23, "NL802154_ATTR_EXTENDED_ADDR", LE64, HEX),
        Attribute(24, "NL802154_ATTR_WPAN_PHY_CAPS", CAP_ATTR),
        Attribute(25, "NL802154_ATTR_SUPPORTED_COMMANDS", Indexed(U32, CMD)),
        Attribute(26, "NL802154_ATTR_ACKREQ_DEFAULT", U8, BOOL),
        Attribute(27, "NL802154_ATTR_PAD", OPAQUE),
        Attribute(28, "NL802154_ATTR_PID", U32),
        Attribute(29, "NL802154_ATTR_NETNS_FD", U32),
        Attribute(30, "NL802154_ATTR_COORDINATOR", COORD),
        Attribute(31, "NL802154_ATTR_SCAN_TYPE", U8, SCAN, range=(1, 6)),
        Attribute(32, "NL802154_ATTR_SCAN_FLAGS", U32, HEX),
        Attribute(33, "NL802154_ATTR_SCAN_CHANNELS", U32, HEX),
        Attribute(34, "NL802154_ATTR_SCAN_PREAMBLE_CODES", U64, HEX),
        Attribute(35, "NL802154_ATTR_SCAN_MEAN_PRF", U8),
        Attribute(36, "NL802154_ATTR_SCAN_DURATION", U8, range=(0, 14)),
        Attribute(37, "NL802154_ATTR_SCAN_DONE_REASON", U8, SCAN_DONE_REASON, range=(1, 2)),
        Attribute(38, "NL802154_ATTR_BEACON_INTERVAL", U8, range=(0, 15)),
        Attribute(39, "NL802154_ATTR_MAX_ASSOCIATIONS", U32),
        Attribute(40, "NL802154_ATTR_PEER", DEV_ADDR_ATTR),
        Attribute(41, "NL802154_ATTR_SEC_ENABLED", U8, BOOL),
        Attribute(42, "NL802154_ATTR_SEC_OUT_LEVEL", U32, SECLEVEL),
        Attribute(43, "NL802154_ATTR_SEC_OUT_KEY_ID", KEY_ID_ATTR),
        Attribute(44, "NL802154_ATTR_SEC_FRAME_COUNTER", BE32),
        Attribute(45, "NL802154_ATTR_SEC_LEVEL", SECLEVEL_ATTR),
        Attribute(46, "NL802154_ATTR_SEC_DEVICE", DEV_ATTR),
        Attribute(47, "NL802154_ATTR_SEC_DEVKEY", DEVKEY_ATTR),
        Attribute(48, "NL802154_ATTR_SEC_KEY", KEY_ATTR),
    ],
)
"""durations are exponents of the superframe"""

FAMILIES = (
    GenericFamily(
        "nl802154",
        ATTR,
        commands=(
            Command(1, "NL802154_CMD_GET_WPAN_PHY", operation=Operation.GET),
            Command(2, "NL802154_CMD_SET_WPAN_PHY", operation=Operation.NEW),
            Command(3, "NL802154_CMD_NEW_WPAN_PHY", operation=Operation.NEW),
            Command(4, "NL802154_CMD_DEL_WPAN_PHY", operation=Operation.DELETE),
            Command(5, "NL802154_CMD_GET_INTERFACE", operation=Operation.GET),
            Command(6, "NL802154_CMD_SET_INTERFACE", operation=Operation.NEW),
            Command(7, "NL802154_CMD_NEW_INTERFACE", operation=Operation.NEW),
            Command(8, "NL802154_CMD_DEL_INTERFACE", operation=Operation.DELETE),
            Command(9, "NL802154_CMD_SET_CHANNEL", operation=Operation.NEW),
            Command(10, "NL802154_CMD_SET_PAN_ID", operation=Operation.NEW),
            Command(11, "NL802154_CMD_SET_SHORT_ADDR", operation=Operation.NEW),
            Command(12, "NL802154_CMD_SET_TX_POWER", operation=Operation.NEW),
            Command(13, "NL802154_CMD_SET_CCA_MODE", operation=Operation.NEW),
            Command(14, "NL802154_CMD_SET_CCA_ED_LEVEL", operation=Operation.NEW),
            Command(15, "NL802154_CMD_SET_MAX_FRAME_RETRIES", operation=Operation.NEW),
            Command(16, "NL802154_CMD_SET_BACKOFF_EXPONENT", operation=Operation.NEW),
            Command(17, "NL802154_CMD_SET_MAX_CSMA_BACKOFFS", operation=Operation.NEW),
            Command(18, "NL802154_CMD_SET_LBT_MODE", operation=Operation.NEW),
            Command(19, "NL802154_CMD_SET_ACKREQ_DEFAULT", operation=Operation.NEW),
            Command(20, "NL802154_CMD_SET_WPAN_PHY_NETNS", operation=Operation.NEW),
            Command(21, "NL802154_CMD_SET_SEC_PARAMS", operation=Operation.NEW),
            Command(22, "NL802154_CMD_GET_SEC_KEY", operation=Operation.GET),
            Command(23, "NL802154_CMD_NEW_SEC_KEY", operation=Operation.NEW),
            Command(24, "NL802154_CMD_DEL_SEC_KEY", operation=Operation.DELETE),
            Command(25, "NL802154_CMD_GET_SEC_DEV", operation=Operation.GET),
            Command(26, "NL802154_CMD_NEW_SEC_DEV", operation=Operation.NEW),
            Command(27, "NL802154_CMD_DEL_SEC_DEV", operation=Operation.DELETE),
            Command(28, "NL802154_CMD_GET_SEC_DEVKEY", operation=Operation.GET),
            Command(29, "NL802154_CMD_NEW_SEC_DEVKEY", operation=Operation.NEW),
            Command(30, "NL802154_CMD_DEL_SEC_DEVKEY", operation=Operation.DELETE),
            Command(31, "NL802154_CMD_GET_SEC_LEVEL", operation=Operation.GET),
            Command(32, "NL802154_CMD_NEW_SEC_LEVEL", operation=Operation.NEW),
            Command(33, "NL802154_CMD_DEL_SEC_LEVEL", operation=Operation.DELETE),
            Command(34, "NL802154_CMD_SCAN_EVENT"),
            Command(35, "NL802154_CMD_TRIGGER_SCAN"),
            Command(36, "NL802154_CMD_ABORT_SCAN"),
            Command(37, "NL802154_CMD_SCAN_DONE"),
            Command(38, "NL802154_CMD_SEND_BEACONS"),
            Command(39, "NL802154_CMD_STOP_BEACONS"),
            Command(40, "NL802154_CMD_ASSOCIATE"),
            Command(41, "NL802154_CMD_DISASSOCIATE"),
            Command(42, "NL802154_CMD_SET_MAX_ASSOCIATIONS", operation=Operation.NEW),
            Command(43, "NL802154_CMD_LIST_ASSOCIATIONS", operation=Operation.GET),
        ),
        groups=("config", "scan"),
        summary="[phy#{NL802154_ATTR_WPAN_PHY}][ {NL802154_ATTR_WPAN_PHY_NAME}][ dev {NL802154_ATTR_IFINDEX}]"
        "[ {NL802154_ATTR_IFNAME}][ type {NL802154_ATTR_IFTYPE}][ page {NL802154_ATTR_PAGE}]"
        "[ channel {NL802154_ATTR_CHANNEL}][ pan_id {NL802154_ATTR_PAN_ID}][ short_addr {NL802154_ATTR_SHORT_ADDR}]",
    ),
)
