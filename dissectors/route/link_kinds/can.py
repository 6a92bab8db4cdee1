"""can: CAN controllers: CC, FD and XL (linux/can/netlink.h)."""

from __future__ import annotations

from nldissect.schema import (
    BITS_PER_SECOND,
    MILLISECONDS,
    NANOSECONDS,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Sequence,
    Struct,
    Text,
    Unit,
)

CAN_STATE = Enum(
    "CAN_STATE_",
    {
        0: "CAN_STATE_ERROR_ACTIVE",
        1: "CAN_STATE_ERROR_WARNING",
        2: "CAN_STATE_ERROR_PASSIVE",
        3: "CAN_STATE_BUS_OFF",
        4: "CAN_STATE_STOPPED",
        5: "CAN_STATE_SLEEPING",
    },
)
CAN_CTRLMODE = Flags(
    "CAN_CTRLMODE_",
    {
        0x1: "CAN_CTRLMODE_LOOPBACK",
        0x2: "CAN_CTRLMODE_LISTENONLY",
        0x4: "CAN_CTRLMODE_3_SAMPLES",
        0x8: "CAN_CTRLMODE_ONE_SHOT",
        0x10: "CAN_CTRLMODE_BERR_REPORTING",
        0x20: "CAN_CTRLMODE_FD",
        0x40: "CAN_CTRLMODE_PRESUME_ACK",
        0x80: "CAN_CTRLMODE_FD_NON_ISO",
        0x100: "CAN_CTRLMODE_CC_LEN8_DLC",
        0x200: "CAN_CTRLMODE_TDC_AUTO",
        0x400: "CAN_CTRLMODE_TDC_MANUAL",
        0x800: "CAN_CTRLMODE_RESTRICTED",
        0x1000: "CAN_CTRLMODE_XL",
        0x2000: "CAN_CTRLMODE_XL_TDC_AUTO",
        0x4000: "CAN_CTRLMODE_XL_TDC_MANUAL",
        0x8000: "CAN_CTRLMODE_XL_TMS",
    },
)
HERTZ = Unit("Hz")
OHM = Unit("Ω", {0: "CAN_TERMINATION_DISABLED"})
TIME_QUANTA = Unit("tq")
CLOCK_PERIODS = Unit("clock periods")

CAN_BITTIMING = Struct(
    "can_bittiming",
    [
        Member("bitrate", U32, BITS_PER_SECOND),
        Member("sample_point", U32, Unit("‰")),
        Member("tq", U32, NANOSECONDS),
        Member("prop_seg", U32, TIME_QUANTA),
        Member("phase_seg1", U32, TIME_QUANTA),
        Member("phase_seg2", U32, TIME_QUANTA),
        Member("sjw", U32, TIME_QUANTA),
        Member("brp", U32),
    ],
    text="bitrate {bitrate} sample-point {sample_point}‰",
)
CAN_BITTIMING_CONST = Struct(
    "can_bittiming_const",
    [
        Member("name", Text(16)),
        Member("tseg1_min", U32, TIME_QUANTA),
        Member("tseg1_max", U32, TIME_QUANTA),
        Member("tseg2_min", U32, TIME_QUANTA),
        Member("tseg2_max", U32, TIME_QUANTA),
        Member("sjw_max", U32, TIME_QUANTA),
        Member("brp_min", U32),
        Member("brp_max", U32),
        Member("brp_inc", U32),
    ],
    text="{name}",
)
CAN_CLOCK = Struct("can_clock", [Member("freq", U32, HERTZ)], text="{freq} Hz")
CAN_BERR_COUNTER = Struct(
    "can_berr_counter", [Member("txerr", U16), Member("rxerr", U16)], text="tx {txerr} rx {rxerr}"
)
CAN_CTRLMODES = Struct(
    "can_ctrlmode",
    [Member("mask", U32, CAN_CTRLMODE), Member("flags", U32, CAN_CTRLMODE)],
    text="{flags} mask {mask}",
)
CAN_DEVICE_STATS = Struct(
    "can_device_stats",
    [
        Member("bus_error", U32),
        Member("error_warning", U32),
        Member("error_passive", U32),
        Member("bus_off", U32),
        Member("arbitration_lost", U32),
        Member("restarts", U32),
    ],
)
"""IFLA_INFO_XSTATS"""

IFLA_CAN_TDC = AttributeSet(
    "IFLA_CAN_TDC_",
    [
        Attribute(1, "IFLA_CAN_TDC_TDCV_MIN", U32, CLOCK_PERIODS),
        Attribute(2, "IFLA_CAN_TDC_TDCV_MAX", U32, CLOCK_PERIODS),
        Attribute(3, "IFLA_CAN_TDC_TDCO_MIN", U32, CLOCK_PERIODS),
        Attribute(4, "IFLA_CAN_TDC_TDCO_MAX", U32, CLOCK_PERIODS),
        Attribute(5, "IFLA_CAN_TDC_TDCF_MIN", U32, CLOCK_PERIODS),
        Attribute(6, "IFLA_CAN_TDC_TDCF_MAX", U32, CLOCK_PERIODS),
        Attribute(7, "IFLA_CAN_TDC_TDCV", U32, CLOCK_PERIODS),
        Attribute(8, "IFLA_CAN_TDC_TDCO", U32, CLOCK_PERIODS),
        Attribute(9, "IFLA_CAN_TDC_TDCF", U32, CLOCK_PERIODS),
    ],
)
IFLA_CAN_PWM = AttributeSet(
    "IFLA_CAN_PWM_",
    [
        Attribute(1, "IFLA_CAN_PWM_PWMS_MIN", U32, CLOCK_PERIODS),
        Attribute(2, "IFLA_CAN_PWM_PWMS_MAX", U32, CLOCK_PERIODS),
        Attribute(3, "IFLA_CAN_PWM_PWML_MIN", U32, CLOCK_PERIODS),
        Attribute(4, "IFLA_CAN_PWM_PWML_MAX", U32, CLOCK_PERIODS),
        Attribute(5, "IFLA_CAN_PWM_PWMO_MIN", U32, CLOCK_PERIODS),
        Attribute(6, "IFLA_CAN_PWM_PWMO_MAX", U32, CLOCK_PERIODS),
        Attribute(7, "IFLA_CAN_PWM_PWMS", U32, CLOCK_PERIODS),
        Attribute(8, "IFLA_CAN_PWM_PWML", U32, CLOCK_PERIODS),
        Attribute(9, "IFLA_CAN_PWM_PWMO", U32, CLOCK_PERIODS),
    ],
)
IFLA_CAN_CTRLMODE = AttributeSet("IFLA_CAN_CTRLMODE_", [Attribute(1, "IFLA_CAN_CTRLMODE_SUPPORTED", U32, CAN_CTRLMODE)])

IFLA_CAN = AttributeSet(
    "IFLA_CAN_",
    [
        Attribute(1, "IFLA_CAN_BITTIMING", CAN_BITTIMING),
        Attribute(2, "IFLA_CAN_BITTIMING_CONST", CAN_BITTIMING_CONST),
        Attribute(3, "IFLA_CAN_CLOCK", CAN_CLOCK),
        Attribute(4, "IFLA_CAN_STATE", U32, CAN_STATE),
        Attribute(5, "IFLA_CAN_CTRLMODE", CAN_CTRLMODES),
        Attribute(6, "IFLA_CAN_RESTART_MS", U32, MILLISECONDS),
        Attribute(7, "IFLA_CAN_RESTART", U32),
        Attribute(8, "IFLA_CAN_BERR_COUNTER", CAN_BERR_COUNTER),
        Attribute(9, "IFLA_CAN_DATA_BITTIMING", CAN_BITTIMING),
        Attribute(10, "IFLA_CAN_DATA_BITTIMING_CONST", CAN_BITTIMING_CONST),
        Attribute(11, "IFLA_CAN_TERMINATION", U16, OHM),
        Attribute(12, "IFLA_CAN_TERMINATION_CONST", Sequence(U16, OHM)),
        Attribute(13, "IFLA_CAN_BITRATE_CONST", Sequence(U32, BITS_PER_SECOND)),
        Attribute(14, "IFLA_CAN_DATA_BITRATE_CONST", Sequence(U32, BITS_PER_SECOND)),
        Attribute(15, "IFLA_CAN_BITRATE_MAX", U32, BITS_PER_SECOND),
        Attribute(16, "IFLA_CAN_TDC", IFLA_CAN_TDC),
        Attribute(17, "IFLA_CAN_CTRLMODE_EXT", IFLA_CAN_CTRLMODE),
        Attribute(18, "IFLA_CAN_XL_DATA_BITTIMING", CAN_BITTIMING),
        Attribute(19, "IFLA_CAN_XL_DATA_BITTIMING_CONST", CAN_BITTIMING_CONST),
        Attribute(20, "IFLA_CAN_XL_DATA_BITRATE_CONST", Sequence(U32, BITS_PER_SECOND)),
        Attribute(21, "IFLA_CAN_XL_TDC", IFLA_CAN_TDC),
        Attribute(22, "IFLA_CAN_XL_PWM", IFLA_CAN_PWM),
    ],
)
