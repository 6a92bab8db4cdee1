"""Attributes of devlink: devices, ports, buffers, pipelines, parameters, regions, health, traps (linux/devlink.h)."""

from __future__ import annotations

from typing import Any

from dissectors.generic.devlink.constants import (
    DEVLINK_DPIPE_ACTION_TYPE,
    DEVLINK_DPIPE_FIELD_ETHERNET,
    DEVLINK_DPIPE_FIELD_IPV4,
    DEVLINK_DPIPE_FIELD_IPV6,
    DEVLINK_DPIPE_FIELD_MAPPING_TYPE,
    DEVLINK_DPIPE_HEADER,
    DEVLINK_DPIPE_MATCH_TYPE,
    DEVLINK_ESWITCH_ENCAP_MODE,
    DEVLINK_ESWITCH_INLINE_MODE,
    DEVLINK_ESWITCH_MODE,
    DEVLINK_FLASH_OVERWRITE,
    DEVLINK_HEALTH_REPORTER_STATE,
    DEVLINK_LINECARD_STATE,
    DEVLINK_PARAM_CMODE,
    DEVLINK_PARAM_FW_LOAD_POLICY_VALUE,
    DEVLINK_PARAM_RESET_DEV_ON_DRV_PROBE_VALUE,
    DEVLINK_PORT_FLAVOUR,
    DEVLINK_PORT_FN_CAP,
    DEVLINK_PORT_FN_OPSTATE,
    DEVLINK_PORT_FN_STATE,
    DEVLINK_PORT_TYPE,
    DEVLINK_RATE_TYPE,
    DEVLINK_RELOAD_ACTION,
    DEVLINK_RELOAD_ACTIONS,
    DEVLINK_RELOAD_LIMIT,
    DEVLINK_RELOAD_LIMITS,
    DEVLINK_RESOURCE_SCOPE,
    DEVLINK_RESOURCE_UNIT,
    DEVLINK_SB_POOL_TYPE,
    DEVLINK_SB_THRESHOLD_TYPE,
    DEVLINK_SELFTEST_STATUS,
    DEVLINK_TRAP_ACTION,
    DEVLINK_TRAP_TYPE,
    DEVLINK_VAR_ATTR_TYPE,
)
from dissectors.route.tc_action import bitfield32
from nldissect.schema import (
    BOOL,
    BYTES,
    BYTES_PER_SECOND,
    FLAG,
    HEX,
    INTERFACE,
    LINK_ADDRESS,
    MILLISECONDS,
    NANOSECONDS,
    NETNSID,
    OPAQUE,
    PACKETS,
    SECONDS,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    UINT,
    Attribute,
    AttributeSet,
    Enum,
    Lazy,
    Look,
    Meant,
    Payload,
    Select,
    Shape,
    Text,
    Unit,
)

NAME = Text(nul=True)
SIZE = Unit("", {0xFFFFFFFFFFFFFFFF: "unlimited"})
HERE = Lazy(lambda: DEVLINK_ATTR)
"""most nests have attributes of the same set"""

DEVLINK_PORT_FN_ATTR = AttributeSet(
    "DEVLINK_PORT_FN_ATTR_",
    [
        Attribute(1, "DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR", LINK_ADDRESS),
        Attribute(2, "DEVLINK_PORT_FN_ATTR_STATE", U8, DEVLINK_PORT_FN_STATE),
        Attribute(3, "DEVLINK_PORT_FN_ATTR_OPSTATE", U8, DEVLINK_PORT_FN_OPSTATE),
        Attribute(4, "DEVLINK_PORT_FN_ATTR_CAPS", bitfield32(DEVLINK_PORT_FN_CAP)),
        Attribute(5, "DEVLINK_PORT_FN_ATTR_DEVLINK", HERE),
        Attribute(6, "DEVLINK_PORT_FN_ATTR_MAX_IO_EQS", U32),
    ],
)
DEVLINK_ATTR_STATS = AttributeSet(
    "DEVLINK_ATTR_STATS_",
    [
        Attribute(0, "DEVLINK_ATTR_STATS_RX_PACKETS", U64, PACKETS),
        Attribute(1, "DEVLINK_ATTR_STATS_RX_BYTES", U64, BYTES),
        Attribute(2, "DEVLINK_ATTR_STATS_RX_DROPPED", U64, PACKETS),
        Attribute(61, "DEVLINK_ATTR_PAD", OPAQUE),
    ],
)
DEVLINK_ATTR_TRAP_METADATA = AttributeSet(
    "DEVLINK_ATTR_TRAP_METADATA_",
    [
        Attribute(0, "DEVLINK_ATTR_TRAP_METADATA_TYPE_IN_PORT", FLAG),
        Attribute(1, "DEVLINK_ATTR_TRAP_METADATA_TYPE_FA_COOKIE", FLAG),
    ],
)
DEVLINK_RATE_TC_ATTR = AttributeSet(
    "DEVLINK_RATE_TC_ATTR_",
    [
        Attribute(1, "DEVLINK_RATE_TC_ATTR_INDEX", U8, range=(0, 7)),
        Attribute(2, "DEVLINK_RATE_TC_ATTR_BW", U32, Unit("shares")),
    ],
)
DEVLINK_ATTR_SELFTEST_ID = AttributeSet(
    "DEVLINK_ATTR_SELFTEST_ID_",
    [
        Attribute(1, "DEVLINK_ATTR_SELFTEST_ID_FLASH", FLAG),
    ],
)
DEVLINK_SELFTEST_ID = Enum("DEVLINK_ATTR_SELFTEST_ID_", {1: "DEVLINK_ATTR_SELFTEST_ID_FLASH"})
DEVLINK_ATTR_SELFTEST_RESULT = AttributeSet(
    "DEVLINK_ATTR_SELFTEST_RESULT_",
    [
        Attribute(2, "DEVLINK_ATTR_SELFTEST_RESULT_ID", U32, DEVLINK_SELFTEST_ID),
        Attribute(3, "DEVLINK_ATTR_SELFTEST_RESULT_STATUS", U8, DEVLINK_SELFTEST_STATUS),
    ],
)
DEVLINK_ATTR_SELFTEST_RESULTS = AttributeSet(
    "DEVLINK_ATTR_SELFTEST_RESULT",
    [
        Attribute(1, "DEVLINK_ATTR_SELFTEST_RESULT", DEVLINK_ATTR_SELFTEST_RESULT, multiple=True),
    ],
)


def _first_length(data: memoryview, order: str) -> int:
    """nla_len of the first attribute: a flag has 4."""
    return int.from_bytes(data[:2], "little" if order == "<" else "big")


SELFTESTS = Select(
    Payload(_first_length),
    {4: DEVLINK_ATTR_SELFTEST_ID},
    default=DEVLINK_ATTR_SELFTEST_RESULTS,
)
"""flags for the tests that there are, or shall run; results are nests of the same number"""


def _header(look: Look) -> Any:
    """Which header a field is of: only those common to all drivers have known numbers."""
    return look("DEVLINK_ATTR_DPIPE_HEADER_ID") if look("DEVLINK_ATTR_DPIPE_HEADER_GLOBAL") else None


DPIPE_HEADER = Select("DEVLINK_ATTR_DPIPE_HEADER_GLOBAL", {1: Meant(U32, DEVLINK_DPIPE_HEADER)}, default=U32)
DPIPE_FIELD = Select(
    _header,
    {
        0: Meant(U32, DEVLINK_DPIPE_FIELD_ETHERNET),
        1: Meant(U32, DEVLINK_DPIPE_FIELD_IPV4),
        2: Meant(U32, DEVLINK_DPIPE_FIELD_IPV6),
    },
    default=U32,
)
DPIPE_VALUE = Select(Payload(lambda data, order: len(data)), {1: U8, 2: U16, 4: U32, 8: U64}, default=OPAQUE)
"""a field's value, as wide as the field: numbers in the host's byte order"""
VALUES: dict[Any, Shape] = {
    1: U8,
    2: U16,
    3: U32,
    4: U64,
    5: TEXT,
    6: FLAG,
    10: TEXT,
    11: OPAQUE,
    129: UINT,
}
"""by DEVLINK_VAR_ATTR_TYPE"""
PARAMS: dict[Any, Shape] = {
    "fw_load_policy": Meant(U8, DEVLINK_PARAM_FW_LOAD_POLICY_VALUE),
    "reset_dev_on_drv_probe": Meant(U8, DEVLINK_PARAM_RESET_DEV_ON_DRV_PROBE_VALUE),
}
"""generic parameters whose values have names"""


def _param(look: Look) -> Any:
    """The parameter's name where its values have names, else its type."""
    name = look("DEVLINK_ATTR_PARAM_NAME")
    kind = look("DEVLINK_ATTR_PARAM_TYPE")
    return name if name in PARAMS and kind == 1 and look("DEVLINK_ATTR_PARAM_GENERIC") else kind


PARAM_DATA = Select(_param, VALUES | PARAMS, default=OPAQUE)
# As a default and in formatted messages, truth has a byte.
PARAM_DEFAULT = Select(_param, VALUES | PARAMS | {6: Meant(U8, BOOL)}, default=OPAQUE)
FMSG_DATA = Select("DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE", VALUES | {6: Meant(U8, BOOL)}, default=OPAQUE)

DEVLINK_ATTR: AttributeSet = AttributeSet(
    "DEVLINK_ATTR_",
    [
        Attribute(1, "DEVLINK_ATTR_BUS_NAME", NAME),
        Attribute(2, "DEVLINK_ATTR_DEV_NAME", NAME),
        Attribute(3, "DEVLINK_ATTR_PORT_INDEX", U32),
        Attribute(4, "DEVLINK_ATTR_PORT_TYPE", U16, DEVLINK_PORT_TYPE, range=(0, 3)),
        Attribute(5, "DEVLINK_ATTR_PORT_DESIRED_TYPE", U16, DEVLINK_PORT_TYPE),
        Attribute(6, "DEVLINK_ATTR_PORT_NETDEV_IFINDEX", U32, INTERFACE),
        Attribute(7, "DEVLINK_ATTR_PORT_NETDEV_NAME", TEXT),
        Attribute(8, "DEVLINK_ATTR_PORT_IBDEV_NAME", TEXT),
        Attribute(9, "DEVLINK_ATTR_PORT_SPLIT_COUNT", U32),
        Attribute(10, "DEVLINK_ATTR_PORT_SPLIT_GROUP", U32),
        Attribute(11, "DEVLINK_ATTR_SB_INDEX", U32),
        Attribute(12, "DEVLINK_ATTR_SB_SIZE", U32, BYTES),
        Attribute(13, "DEVLINK_ATTR_SB_INGRESS_POOL_COUNT", U16),
        Attribute(14, "DEVLINK_ATTR_SB_EGRESS_POOL_COUNT", U16),
        Attribute(15, "DEVLINK_ATTR_SB_INGRESS_TC_COUNT", U16),
        Attribute(16, "DEVLINK_ATTR_SB_EGRESS_TC_COUNT", U16),
        Attribute(17, "DEVLINK_ATTR_SB_POOL_INDEX", U16),
        Attribute(18, "DEVLINK_ATTR_SB_POOL_TYPE", U8, DEVLINK_SB_POOL_TYPE, range=(0, 1)),
        Attribute(19, "DEVLINK_ATTR_SB_POOL_SIZE", U32, BYTES),
        Attribute(20, "DEVLINK_ATTR_SB_POOL_THRESHOLD_TYPE", U8, DEVLINK_SB_THRESHOLD_TYPE, range=(0, 1)),
        Attribute(21, "DEVLINK_ATTR_SB_THRESHOLD", U32),
        Attribute(22, "DEVLINK_ATTR_SB_TC_INDEX", U16),
        Attribute(23, "DEVLINK_ATTR_SB_OCC_CUR", U32, BYTES),
        Attribute(24, "DEVLINK_ATTR_SB_OCC_MAX", U32, BYTES),
        Attribute(25, "DEVLINK_ATTR_ESWITCH_MODE", U16, DEVLINK_ESWITCH_MODE, range=(0, 2)),
        Attribute(26, "DEVLINK_ATTR_ESWITCH_INLINE_MODE", U8, DEVLINK_ESWITCH_INLINE_MODE, range=(0, 3)),
        Attribute(27, "DEVLINK_ATTR_DPIPE_TABLES", HERE),
        Attribute(28, "DEVLINK_ATTR_DPIPE_TABLE", HERE, multiple=True),
        Attribute(29, "DEVLINK_ATTR_DPIPE_TABLE_NAME", NAME),
        Attribute(30, "DEVLINK_ATTR_DPIPE_TABLE_SIZE", U64),
        Attribute(31, "DEVLINK_ATTR_DPIPE_TABLE_MATCHES", HERE),
        Attribute(32, "DEVLINK_ATTR_DPIPE_TABLE_ACTIONS", HERE),
        Attribute(33, "DEVLINK_ATTR_DPIPE_TABLE_COUNTERS_ENABLED", U8, BOOL),
        Attribute(34, "DEVLINK_ATTR_DPIPE_ENTRIES", HERE),
        Attribute(35, "DEVLINK_ATTR_DPIPE_ENTRY", HERE, multiple=True),
        Attribute(36, "DEVLINK_ATTR_DPIPE_ENTRY_INDEX", U64),
        Attribute(37, "DEVLINK_ATTR_DPIPE_ENTRY_MATCH_VALUES", HERE),
        Attribute(38, "DEVLINK_ATTR_DPIPE_ENTRY_ACTION_VALUES", HERE),
        Attribute(39, "DEVLINK_ATTR_DPIPE_ENTRY_COUNTER", U64),
        Attribute(40, "DEVLINK_ATTR_DPIPE_MATCH", HERE, multiple=True),
        Attribute(41, "DEVLINK_ATTR_DPIPE_MATCH_VALUE", HERE, multiple=True),
        Attribute(42, "DEVLINK_ATTR_DPIPE_MATCH_TYPE", U32, DEVLINK_DPIPE_MATCH_TYPE),
        Attribute(43, "DEVLINK_ATTR_DPIPE_ACTION", HERE, multiple=True),
        Attribute(44, "DEVLINK_ATTR_DPIPE_ACTION_VALUE", HERE, multiple=True),
        Attribute(45, "DEVLINK_ATTR_DPIPE_ACTION_TYPE", U32, DEVLINK_DPIPE_ACTION_TYPE),
        Attribute(46, "DEVLINK_ATTR_DPIPE_VALUE", DPIPE_VALUE),
        Attribute(47, "DEVLINK_ATTR_DPIPE_VALUE_MASK", DPIPE_VALUE),
        Attribute(48, "DEVLINK_ATTR_DPIPE_VALUE_MAPPING", U32),
        Attribute(49, "DEVLINK_ATTR_DPIPE_HEADERS", HERE),
        Attribute(50, "DEVLINK_ATTR_DPIPE_HEADER", HERE, multiple=True),
        Attribute(51, "DEVLINK_ATTR_DPIPE_HEADER_NAME", TEXT),
        Attribute(52, "DEVLINK_ATTR_DPIPE_HEADER_ID", DPIPE_HEADER),
        Attribute(53, "DEVLINK_ATTR_DPIPE_HEADER_FIELDS", HERE),
        Attribute(54, "DEVLINK_ATTR_DPIPE_HEADER_GLOBAL", U8, BOOL),
        Attribute(55, "DEVLINK_ATTR_DPIPE_HEADER_INDEX", U32),
        Attribute(56, "DEVLINK_ATTR_DPIPE_FIELD", HERE, multiple=True),
        Attribute(57, "DEVLINK_ATTR_DPIPE_FIELD_NAME", TEXT),
        Attribute(58, "DEVLINK_ATTR_DPIPE_FIELD_ID", DPIPE_FIELD),
        Attribute(59, "DEVLINK_ATTR_DPIPE_FIELD_BITWIDTH", U32, Unit("bits")),
        Attribute(60, "DEVLINK_ATTR_DPIPE_FIELD_MAPPING_TYPE", U32, DEVLINK_DPIPE_FIELD_MAPPING_TYPE),
        Attribute(61, "DEVLINK_ATTR_PAD", OPAQUE),
        Attribute(62, "DEVLINK_ATTR_ESWITCH_ENCAP_MODE", U8, DEVLINK_ESWITCH_ENCAP_MODE, range=(0, 1)),
        Attribute(63, "DEVLINK_ATTR_RESOURCE_LIST", HERE),
        Attribute(64, "DEVLINK_ATTR_RESOURCE", HERE, multiple=True),
        Attribute(65, "DEVLINK_ATTR_RESOURCE_NAME", NAME),
        Attribute(66, "DEVLINK_ATTR_RESOURCE_ID", U64),
        Attribute(67, "DEVLINK_ATTR_RESOURCE_SIZE", U64, SIZE),
        Attribute(68, "DEVLINK_ATTR_RESOURCE_SIZE_NEW", U64, SIZE),
        Attribute(69, "DEVLINK_ATTR_RESOURCE_SIZE_VALID", U8, BOOL),
        Attribute(70, "DEVLINK_ATTR_RESOURCE_SIZE_MIN", U64, SIZE),
        Attribute(71, "DEVLINK_ATTR_RESOURCE_SIZE_MAX", U64, SIZE),
        Attribute(72, "DEVLINK_ATTR_RESOURCE_SIZE_GRAN", U64),
        Attribute(73, "DEVLINK_ATTR_RESOURCE_UNIT", U8, DEVLINK_RESOURCE_UNIT),
        Attribute(74, "DEVLINK_ATTR_RESOURCE_OCC", U64),
        Attribute(75, "DEVLINK_ATTR_DPIPE_TABLE_RESOURCE_ID", U64),
        Attribute(76, "DEVLINK_ATTR_DPIPE_TABLE_RESOURCE_UNITS", U64),
        Attribute(77, "DEVLINK_ATTR_PORT_FLAVOUR", U16, DEVLINK_PORT_FLAVOUR),
        Attribute(78, "DEVLINK_ATTR_PORT_NUMBER", U32),
        Attribute(79, "DEVLINK_ATTR_PORT_SPLIT_SUBPORT_NUMBER", U32),
        Attribute(80, "DEVLINK_ATTR_PARAM", HERE),
        Attribute(81, "DEVLINK_ATTR_PARAM_NAME", NAME),
        Attribute(82, "DEVLINK_ATTR_PARAM_GENERIC", FLAG),
        Attribute(83, "DEVLINK_ATTR_PARAM_TYPE", U8, DEVLINK_VAR_ATTR_TYPE),
        Attribute(84, "DEVLINK_ATTR_PARAM_VALUES_LIST", HERE),
        Attribute(85, "DEVLINK_ATTR_PARAM_VALUE", HERE),
        Attribute(86, "DEVLINK_ATTR_PARAM_VALUE_DATA", PARAM_DATA, multiple=True),
        Attribute(87, "DEVLINK_ATTR_PARAM_VALUE_CMODE", U8, DEVLINK_PARAM_CMODE, range=(0, 2)),
        Attribute(88, "DEVLINK_ATTR_REGION_NAME", NAME),
        Attribute(89, "DEVLINK_ATTR_REGION_SIZE", U64, BYTES),
        Attribute(90, "DEVLINK_ATTR_REGION_SNAPSHOTS", HERE),
        Attribute(91, "DEVLINK_ATTR_REGION_SNAPSHOT", HERE, multiple=True),
        Attribute(92, "DEVLINK_ATTR_REGION_SNAPSHOT_ID", U32),
        Attribute(93, "DEVLINK_ATTR_REGION_CHUNKS", HERE),
        Attribute(94, "DEVLINK_ATTR_REGION_CHUNK", HERE, multiple=True),
        Attribute(95, "DEVLINK_ATTR_REGION_CHUNK_DATA", OPAQUE),
        Attribute(96, "DEVLINK_ATTR_REGION_CHUNK_ADDR", U64, HEX),
        Attribute(97, "DEVLINK_ATTR_REGION_CHUNK_LEN", U64, BYTES),
        Attribute(98, "DEVLINK_ATTR_INFO_DRIVER_NAME", TEXT),
        Attribute(99, "DEVLINK_ATTR_INFO_SERIAL_NUMBER", TEXT),
        Attribute(100, "DEVLINK_ATTR_INFO_VERSION_FIXED", HERE, multiple=True),
        Attribute(101, "DEVLINK_ATTR_INFO_VERSION_RUNNING", HERE, multiple=True),
        Attribute(102, "DEVLINK_ATTR_INFO_VERSION_STORED", HERE, multiple=True),
        Attribute(103, "DEVLINK_ATTR_INFO_VERSION_NAME", TEXT),
        Attribute(104, "DEVLINK_ATTR_INFO_VERSION_VALUE", TEXT),
        Attribute(105, "DEVLINK_ATTR_SB_POOL_CELL_SIZE", U32, BYTES),
        Attribute(106, "DEVLINK_ATTR_FMSG", HERE),
        Attribute(107, "DEVLINK_ATTR_FMSG_OBJ_NEST_START", FLAG, multiple=True),
        Attribute(108, "DEVLINK_ATTR_FMSG_PAIR_NEST_START", FLAG, multiple=True),
        Attribute(109, "DEVLINK_ATTR_FMSG_ARR_NEST_START", FLAG, multiple=True),
        Attribute(110, "DEVLINK_ATTR_FMSG_NEST_END", FLAG, multiple=True),
        Attribute(111, "DEVLINK_ATTR_FMSG_OBJ_NAME", TEXT, multiple=True),
        Attribute(112, "DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE", U8, DEVLINK_VAR_ATTR_TYPE, multiple=True),
        Attribute(113, "DEVLINK_ATTR_FMSG_OBJ_VALUE_DATA", FMSG_DATA, multiple=True),
        Attribute(114, "DEVLINK_ATTR_HEALTH_REPORTER", HERE),
        Attribute(115, "DEVLINK_ATTR_HEALTH_REPORTER_NAME", NAME),
        Attribute(116, "DEVLINK_ATTR_HEALTH_REPORTER_STATE", U8, DEVLINK_HEALTH_REPORTER_STATE),
        Attribute(117, "DEVLINK_ATTR_HEALTH_REPORTER_ERR_COUNT", U64),
        Attribute(118, "DEVLINK_ATTR_HEALTH_REPORTER_RECOVER_COUNT", U64),
        Attribute(119, "DEVLINK_ATTR_HEALTH_REPORTER_DUMP_TS", U64, Unit("jiffies")),
        Attribute(120, "DEVLINK_ATTR_HEALTH_REPORTER_GRACEFUL_PERIOD", U64, MILLISECONDS),
        Attribute(121, "DEVLINK_ATTR_HEALTH_REPORTER_AUTO_RECOVER", U8, BOOL),
        Attribute(122, "DEVLINK_ATTR_FLASH_UPDATE_FILE_NAME", NAME),
        Attribute(123, "DEVLINK_ATTR_FLASH_UPDATE_COMPONENT", NAME),
        Attribute(124, "DEVLINK_ATTR_FLASH_UPDATE_STATUS_MSG", TEXT),
        Attribute(125, "DEVLINK_ATTR_FLASH_UPDATE_STATUS_DONE", U64),
        Attribute(126, "DEVLINK_ATTR_FLASH_UPDATE_STATUS_TOTAL", U64),
        Attribute(127, "DEVLINK_ATTR_PORT_PCI_PF_NUMBER", U16),
        Attribute(128, "DEVLINK_ATTR_PORT_PCI_VF_NUMBER", U16),
        Attribute(129, "DEVLINK_ATTR_STATS", DEVLINK_ATTR_STATS),
        Attribute(130, "DEVLINK_ATTR_TRAP_NAME", NAME),
        Attribute(131, "DEVLINK_ATTR_TRAP_ACTION", U8, DEVLINK_TRAP_ACTION, range=(0, 2)),
        Attribute(132, "DEVLINK_ATTR_TRAP_TYPE", U8, DEVLINK_TRAP_TYPE),
        Attribute(133, "DEVLINK_ATTR_TRAP_GENERIC", FLAG),
        Attribute(134, "DEVLINK_ATTR_TRAP_METADATA", DEVLINK_ATTR_TRAP_METADATA),
        Attribute(135, "DEVLINK_ATTR_TRAP_GROUP_NAME", NAME),
        Attribute(136, "DEVLINK_ATTR_RELOAD_FAILED", U8, BOOL),
        Attribute(137, "DEVLINK_ATTR_HEALTH_REPORTER_DUMP_TS_NS", U64, NANOSECONDS),
        Attribute(138, "DEVLINK_ATTR_NETNS_FD", U32),
        Attribute(139, "DEVLINK_ATTR_NETNS_PID", U32),
        Attribute(140, "DEVLINK_ATTR_NETNS_ID", U32, NETNSID),
        Attribute(141, "DEVLINK_ATTR_HEALTH_REPORTER_AUTO_DUMP", U8, BOOL),
        Attribute(142, "DEVLINK_ATTR_TRAP_POLICER_ID", U32),
        Attribute(143, "DEVLINK_ATTR_TRAP_POLICER_RATE", U64, Unit("packets/s")),
        Attribute(144, "DEVLINK_ATTR_TRAP_POLICER_BURST", U64, PACKETS),
        Attribute(145, "DEVLINK_ATTR_PORT_FUNCTION", DEVLINK_PORT_FN_ATTR),
        Attribute(146, "DEVLINK_ATTR_INFO_BOARD_SERIAL_NUMBER", TEXT),
        Attribute(147, "DEVLINK_ATTR_PORT_LANES", U32),
        Attribute(148, "DEVLINK_ATTR_PORT_SPLITTABLE", U8, BOOL),
        Attribute(149, "DEVLINK_ATTR_PORT_EXTERNAL", U8, BOOL),
        Attribute(150, "DEVLINK_ATTR_PORT_CONTROLLER_NUMBER", U32),
        Attribute(151, "DEVLINK_ATTR_FLASH_UPDATE_STATUS_TIMEOUT", U64, SECONDS),
        Attribute(152, "DEVLINK_ATTR_FLASH_UPDATE_OVERWRITE_MASK", bitfield32(DEVLINK_FLASH_OVERWRITE)),
        Attribute(153, "DEVLINK_ATTR_RELOAD_ACTION", U8, DEVLINK_RELOAD_ACTION, range=(1, 2)),
        Attribute(154, "DEVLINK_ATTR_RELOAD_ACTIONS_PERFORMED", bitfield32(DEVLINK_RELOAD_ACTIONS)),
        Attribute(155, "DEVLINK_ATTR_RELOAD_LIMITS", bitfield32(DEVLINK_RELOAD_LIMITS)),
        Attribute(156, "DEVLINK_ATTR_DEV_STATS", HERE),
        Attribute(157, "DEVLINK_ATTR_RELOAD_STATS", HERE),
        Attribute(158, "DEVLINK_ATTR_RELOAD_STATS_ENTRY", HERE, multiple=True),
        Attribute(159, "DEVLINK_ATTR_RELOAD_STATS_LIMIT", U8, DEVLINK_RELOAD_LIMIT),
        Attribute(160, "DEVLINK_ATTR_RELOAD_STATS_VALUE", U32),
        Attribute(161, "DEVLINK_ATTR_REMOTE_RELOAD_STATS", HERE),
        Attribute(162, "DEVLINK_ATTR_RELOAD_ACTION_INFO", HERE, multiple=True),
        Attribute(163, "DEVLINK_ATTR_RELOAD_ACTION_STATS", HERE, multiple=True),
        Attribute(164, "DEVLINK_ATTR_PORT_PCI_SF_NUMBER", U32),
        Attribute(165, "DEVLINK_ATTR_RATE_TYPE", U16, DEVLINK_RATE_TYPE, range=(0, 1)),
        Attribute(166, "DEVLINK_ATTR_RATE_TX_SHARE", U64, BYTES_PER_SECOND),
        Attribute(167, "DEVLINK_ATTR_RATE_TX_MAX", U64, BYTES_PER_SECOND),
        Attribute(168, "DEVLINK_ATTR_RATE_NODE_NAME", NAME),
        Attribute(169, "DEVLINK_ATTR_RATE_PARENT_NODE_NAME", NAME),
        Attribute(170, "DEVLINK_ATTR_REGION_MAX_SNAPSHOTS", U32),
        Attribute(171, "DEVLINK_ATTR_LINECARD_INDEX", U32),
        Attribute(172, "DEVLINK_ATTR_LINECARD_STATE", U8, DEVLINK_LINECARD_STATE),
        Attribute(173, "DEVLINK_ATTR_LINECARD_TYPE", NAME, multiple=True),
        Attribute(174, "DEVLINK_ATTR_LINECARD_SUPPORTED_TYPES", HERE),
        Attribute(175, "DEVLINK_ATTR_NESTED_DEVLINK", HERE),
        Attribute(176, "DEVLINK_ATTR_SELFTESTS", SELFTESTS),
        Attribute(177, "DEVLINK_ATTR_RATE_TX_PRIORITY", U32),
        Attribute(178, "DEVLINK_ATTR_RATE_TX_WEIGHT", U32),
        Attribute(179, "DEVLINK_ATTR_REGION_DIRECT", FLAG),
        Attribute(180, "DEVLINK_ATTR_RATE_TC_BWS", DEVLINK_RATE_TC_ATTR, multiple=True),
        Attribute(181, "DEVLINK_ATTR_HEALTH_REPORTER_BURST_PERIOD", U64, MILLISECONDS),
        Attribute(182, "DEVLINK_ATTR_PARAM_VALUE_DEFAULT", PARAM_DEFAULT, multiple=True),
        Attribute(183, "DEVLINK_ATTR_PARAM_RESET_DEFAULT", FLAG),
        Attribute(184, "DEVLINK_ATTR_INDEX", UINT, range=(0, 0xFFFFFFFF)),
        Attribute(185, "DEVLINK_ATTR_RESOURCE_SCOPE_MASK", U32, DEVLINK_RESOURCE_SCOPE),
        Attribute(186, "DEVLINK_ATTR_PARENT_DEV", HERE),
    ],
)
