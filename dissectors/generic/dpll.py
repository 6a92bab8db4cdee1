"""Digital phase-locked loops and their pins: synchronous Ethernet, GNSS, PTP clocks (linux/dpll.h)."""

from __future__ import annotations

from nldissect.schema import (
    HEX,
    OPAQUE,
    PERCENT,
    S32,
    S64,
    SINT,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Operation,
    Text,
    Unit,
)

DPLL_MODE = Enum("DPLL_MODE_", {1: "DPLL_MODE_MANUAL", 2: "DPLL_MODE_AUTOMATIC"})
DPLL_LOCK_STATUS = Enum(
    "DPLL_LOCK_STATUS_",
    {
        1: "DPLL_LOCK_STATUS_UNLOCKED",
        2: "DPLL_LOCK_STATUS_LOCKED",
        3: "DPLL_LOCK_STATUS_LOCKED_HO_ACQ",
        4: "DPLL_LOCK_STATUS_HOLDOVER",
    },
)
DPLL_LOCK_STATUS_ERROR = Enum(
    "DPLL_LOCK_STATUS_ERROR_",
    {
        1: "DPLL_LOCK_STATUS_ERROR_NONE",
        2: "DPLL_LOCK_STATUS_ERROR_UNDEFINED",
        3: "DPLL_LOCK_STATUS_ERROR_MEDIA_DOWN",
        4: "DPLL_LOCK_STATUS_ERROR_FRACTIONAL_FREQUENCY_OFFSET_TOO_HIGH",
    },
)
DPLL_CLOCK_QUALITY_LEVEL = Enum(
    "DPLL_CLOCK_QUALITY_LEVEL_",
    {
        1: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_PRC",
        2: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_SSU_A",
        3: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_SSU_B",
        4: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_EEC1",
        5: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_PRTC",
        6: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_EPRTC",
        7: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_EEEC",
        8: "DPLL_CLOCK_QUALITY_LEVEL_ITU_OPT1_EPRC",
    },
)
DPLL_TYPE = Enum("DPLL_TYPE_", {1: "DPLL_TYPE_PPS", 2: "DPLL_TYPE_EEC", 3: "DPLL_TYPE_GENERIC"})
DPLL_PIN_TYPE = Enum(
    "DPLL_PIN_TYPE_",
    {
        1: "DPLL_PIN_TYPE_MUX",
        2: "DPLL_PIN_TYPE_EXT",
        3: "DPLL_PIN_TYPE_SYNCE_ETH_PORT",
        4: "DPLL_PIN_TYPE_INT_OSCILLATOR",
        5: "DPLL_PIN_TYPE_GNSS",
        6: "DPLL_PIN_TYPE_INT_NCO",
    },
)
DPLL_PIN_DIRECTION = Enum("DPLL_PIN_DIRECTION_", {1: "DPLL_PIN_DIRECTION_INPUT", 2: "DPLL_PIN_DIRECTION_OUTPUT"})
DPLL_PIN_STATE = Enum(
    "DPLL_PIN_STATE_",
    {
        1: "DPLL_PIN_STATE_CONNECTED",
        2: "DPLL_PIN_STATE_DISCONNECTED",
        3: "DPLL_PIN_STATE_SELECTABLE",
    },
)
DPLL_PIN_OPERSTATE = Enum(
    "DPLL_PIN_OPERSTATE_",
    {
        1: "DPLL_PIN_OPERSTATE_ACTIVE",
        2: "DPLL_PIN_OPERSTATE_STANDBY",
        3: "DPLL_PIN_OPERSTATE_NO_SIGNAL",
        4: "DPLL_PIN_OPERSTATE_QUAL_FAILED",
    },
)
DPLL_PIN_CAPABILITIES = Flags(
    "DPLL_PIN_CAPABILITIES_",
    {
        0x1: "DPLL_PIN_CAPABILITIES_DIRECTION_CAN_CHANGE",
        0x2: "DPLL_PIN_CAPABILITIES_PRIORITY_CAN_CHANGE",
        0x4: "DPLL_PIN_CAPABILITIES_STATE_CAN_CHANGE",
        0x8: "DPLL_PIN_CAPABILITIES_STATE_CONNECTED_OVERRIDE",
    },
)
DPLL_FEATURE_STATE = Enum("DPLL_FEATURE_STATE_", {0: "DPLL_FEATURE_STATE_DISABLE", 1: "DPLL_FEATURE_STATE_ENABLE"})
DPLL_A_PIN_FREQUENCY_RANGE = AttributeSet(
    "DPLL_A_PIN_",
    [
        Attribute(13, "DPLL_A_PIN_FREQUENCY_MIN", U64, Unit("Hz")),
        Attribute(14, "DPLL_A_PIN_FREQUENCY_MAX", U64, Unit("Hz")),
    ],
)
DPLL_A_PIN_PARENT_DEVICE = AttributeSet(
    "DPLL_A_PIN_",
    [
        Attribute(2, "DPLL_A_PIN_PARENT_ID", U32),
        Attribute(10, "DPLL_A_PIN_DIRECTION", U32, DPLL_PIN_DIRECTION, range=(1, 2)),
        Attribute(15, "DPLL_A_PIN_PRIO", U32),
        Attribute(16, "DPLL_A_PIN_STATE", U32, DPLL_PIN_STATE, range=(1, 3)),
        Attribute(32, "DPLL_A_PIN_OPERSTATE", U32, DPLL_PIN_OPERSTATE),
        Attribute(23, "DPLL_A_PIN_PHASE_OFFSET", S64, Unit("fs")),
        Attribute(24, "DPLL_A_PIN_FRACTIONAL_FREQUENCY_OFFSET", SINT, Unit("ppm")),
        Attribute(30, "DPLL_A_PIN_FRACTIONAL_FREQUENCY_OFFSET_PPT", SINT, Unit("ppt")),
    ],
)
DPLL_A_PIN_PARENT_PIN = AttributeSet(
    "DPLL_A_PIN_",
    [
        Attribute(2, "DPLL_A_PIN_PARENT_ID", U32),
        Attribute(16, "DPLL_A_PIN_STATE", U32, DPLL_PIN_STATE, range=(1, 3)),
    ],
)
DPLL_A_PIN_REFERENCE_SYNC = AttributeSet(
    "DPLL_A_PIN_",
    [
        Attribute(1, "DPLL_A_PIN_ID", U32),
        Attribute(16, "DPLL_A_PIN_STATE", U32, DPLL_PIN_STATE, range=(1, 3)),
    ],
)
DPLL_A = AttributeSet(
    "DPLL_A_",
    [
        Attribute(1, "DPLL_A_ID", U32),
        Attribute(2, "DPLL_A_MODULE_NAME", Text(nul=True)),
        Attribute(3, "DPLL_A_PAD", OPAQUE),
        Attribute(4, "DPLL_A_CLOCK_ID", U64, HEX),
        Attribute(5, "DPLL_A_MODE", U32, DPLL_MODE, range=(1, 2)),
        Attribute(6, "DPLL_A_MODE_SUPPORTED", U32, DPLL_MODE, multiple=True),
        Attribute(7, "DPLL_A_LOCK_STATUS", U32, DPLL_LOCK_STATUS),
        Attribute(8, "DPLL_A_TEMP", S32, Unit("m°C")),
        Attribute(9, "DPLL_A_TYPE", U32, DPLL_TYPE),
        Attribute(10, "DPLL_A_LOCK_STATUS_ERROR", U32, DPLL_LOCK_STATUS_ERROR),
        Attribute(11, "DPLL_A_CLOCK_QUALITY_LEVEL", U32, DPLL_CLOCK_QUALITY_LEVEL, multiple=True),
        Attribute(12, "DPLL_A_PHASE_OFFSET_MONITOR", U32, DPLL_FEATURE_STATE, range=(0, 1)),
        Attribute(13, "DPLL_A_PHASE_OFFSET_AVG_FACTOR", U32),
        Attribute(14, "DPLL_A_FREQUENCY_MONITOR", U32, DPLL_FEATURE_STATE, range=(0, 1)),
    ],
)
DPLL_A_PIN = AttributeSet(
    "DPLL_A_PIN_",
    [
        Attribute(1, "DPLL_A_PIN_ID", U32),
        Attribute(2, "DPLL_A_PIN_PARENT_ID", U32),
        Attribute(3, "DPLL_A_PIN_MODULE_NAME", Text(nul=True)),
        Attribute(4, "DPLL_A_PIN_PAD", OPAQUE),
        Attribute(5, "DPLL_A_PIN_CLOCK_ID", U64, HEX),
        Attribute(6, "DPLL_A_PIN_BOARD_LABEL", Text(nul=True)),
        Attribute(7, "DPLL_A_PIN_PANEL_LABEL", Text(nul=True)),
        Attribute(8, "DPLL_A_PIN_PACKAGE_LABEL", Text(nul=True)),
        Attribute(9, "DPLL_A_PIN_TYPE", U32, DPLL_PIN_TYPE),
        Attribute(10, "DPLL_A_PIN_DIRECTION", U32, DPLL_PIN_DIRECTION, range=(1, 2)),
        Attribute(11, "DPLL_A_PIN_FREQUENCY", U64, Unit("Hz")),
        Attribute(12, "DPLL_A_PIN_FREQUENCY_SUPPORTED", DPLL_A_PIN_FREQUENCY_RANGE, multiple=True),
        Attribute(13, "DPLL_A_PIN_FREQUENCY_MIN", U64, Unit("Hz")),
        Attribute(14, "DPLL_A_PIN_FREQUENCY_MAX", U64, Unit("Hz")),
        Attribute(15, "DPLL_A_PIN_PRIO", U32),
        Attribute(16, "DPLL_A_PIN_STATE", U32, DPLL_PIN_STATE, range=(1, 3)),
        Attribute(17, "DPLL_A_PIN_CAPABILITIES", U32, DPLL_PIN_CAPABILITIES),
        Attribute(18, "DPLL_A_PIN_PARENT_DEVICE", DPLL_A_PIN_PARENT_DEVICE, multiple=True),
        Attribute(19, "DPLL_A_PIN_PARENT_PIN", DPLL_A_PIN_PARENT_PIN, multiple=True),
        Attribute(20, "DPLL_A_PIN_PHASE_ADJUST_MIN", S32, Unit("ps")),
        Attribute(21, "DPLL_A_PIN_PHASE_ADJUST_MAX", S32, Unit("ps")),
        Attribute(22, "DPLL_A_PIN_PHASE_ADJUST", S32, Unit("ps")),
        Attribute(23, "DPLL_A_PIN_PHASE_OFFSET", S64, Unit("fs")),
        Attribute(24, "DPLL_A_PIN_FRACTIONAL_FREQUENCY_OFFSET", SINT, Unit("ppm")),
        Attribute(25, "DPLL_A_PIN_ESYNC_FREQUENCY", U64, Unit("Hz")),
        Attribute(26, "DPLL_A_PIN_ESYNC_FREQUENCY_SUPPORTED", DPLL_A_PIN_FREQUENCY_RANGE, multiple=True),
        Attribute(27, "DPLL_A_PIN_ESYNC_PULSE", U32, PERCENT),
        Attribute(28, "DPLL_A_PIN_REFERENCE_SYNC", DPLL_A_PIN_REFERENCE_SYNC, multiple=True),
        Attribute(29, "DPLL_A_PIN_PHASE_ADJUST_GRAN", U32, Unit("ps")),
        Attribute(30, "DPLL_A_PIN_FRACTIONAL_FREQUENCY_OFFSET_PPT", SINT, Unit("ppt")),
        Attribute(31, "DPLL_A_PIN_MEASURED_FREQUENCY", U64, Unit("mHz")),
        Attribute(32, "DPLL_A_PIN_OPERSTATE", U32, DPLL_PIN_OPERSTATE),
    ],
)

DEVICE = (
    "[dpll {DPLL_A_ID}][ {DPLL_A_MODULE_NAME}][ {DPLL_A_TYPE}][ {DPLL_A_MODE}][ {DPLL_A_LOCK_STATUS}]"
    "[ monitor phase {DPLL_A_PHASE_OFFSET_MONITOR}][ average {DPLL_A_PHASE_OFFSET_AVG_FACTOR}]"
)
PIN = (
    "[pin {DPLL_A_PIN_ID}][ {DPLL_A_PIN_BOARD_LABEL}][ {DPLL_A_PIN_PANEL_LABEL}][ {DPLL_A_PIN_PACKAGE_LABEL}]"
    "[ {DPLL_A_PIN_TYPE}][ {DPLL_A_PIN_FREQUENCY} Hz][ adjust {DPLL_A_PIN_PHASE_ADJUST} ps]"
    "[ device {DPLL_A_PIN_PARENT_DEVICE.DPLL_A_PIN_PARENT_ID}][ {DPLL_A_PIN_PARENT_DEVICE.DPLL_A_PIN_DIRECTION}]"
    "[ prio {DPLL_A_PIN_PARENT_DEVICE.DPLL_A_PIN_PRIO}][ {DPLL_A_PIN_PARENT_DEVICE.DPLL_A_PIN_STATE}]"
)

DPLL = GenericFamily(
    "dpll",
    DPLL_A,
    commands=(
        Command(1, "DPLL_CMD_DEVICE_ID_GET", operation=Operation.GET, summary=DEVICE),
        Command(2, "DPLL_CMD_DEVICE_GET", operation=Operation.GET, summary=DEVICE),
        Command(3, "DPLL_CMD_DEVICE_SET", operation=Operation.NEW, summary=DEVICE),
        Command(4, "DPLL_CMD_DEVICE_CREATE_NTF", operation=Operation.NEW, summary=DEVICE),
        Command(5, "DPLL_CMD_DEVICE_DELETE_NTF", operation=Operation.DELETE, summary=DEVICE),
        Command(6, "DPLL_CMD_DEVICE_CHANGE_NTF", operation=Operation.NEW, summary=DEVICE),
        Command(7, "DPLL_CMD_PIN_ID_GET", DPLL_A_PIN, operation=Operation.GET, summary=PIN),
        Command(8, "DPLL_CMD_PIN_GET", DPLL_A_PIN, operation=Operation.GET, summary=PIN),
        Command(9, "DPLL_CMD_PIN_SET", DPLL_A_PIN, operation=Operation.NEW, summary=PIN),
        Command(10, "DPLL_CMD_PIN_CREATE_NTF", DPLL_A_PIN, operation=Operation.NEW, summary=PIN),
        Command(11, "DPLL_CMD_PIN_DELETE_NTF", DPLL_A_PIN, operation=Operation.DELETE, summary=PIN),
        Command(12, "DPLL_CMD_PIN_CHANGE_NTF", DPLL_A_PIN, operation=Operation.NEW, summary=PIN),
    ),
    groups=("monitor",),
    strict=True,
)
FAMILIES = (DPLL,)
