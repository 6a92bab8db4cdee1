"""Time-aware scheduling: taprio (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.mqprio import TC_FP, TC_MQPRIO_QOPT
from dissectors.route.tc.units import CLOCK
from nldissect.schema import (
    BYTES,
    HEX,
    NANOSECONDS,
    OPAQUE,
    PACKETS,
    S32,
    S64,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Lazy,
)

TC_TAPRIO_CMD = Enum(
    "TC_TAPRIO_CMD_",
    {
        0: "TC_TAPRIO_CMD_SET_GATES",
        1: "TC_TAPRIO_CMD_SET_AND_HOLD",
        2: "TC_TAPRIO_CMD_SET_AND_RELEASE",
    },
)
TCA_TAPRIO_ATTR_FLAG = Flags(
    "TCA_TAPRIO_ATTR_FLAG_",
    {
        0x1: "TCA_TAPRIO_ATTR_FLAG_TXTIME_ASSIST",
        0x2: "TCA_TAPRIO_ATTR_FLAG_FULL_OFFLOAD",
    },
)
SCHED_ENTRY = AttributeSet(
    "TCA_TAPRIO_SCHED_ENTRY_",
    [
        Attribute(1, "TCA_TAPRIO_SCHED_ENTRY_INDEX", U32),
        Attribute(2, "TCA_TAPRIO_SCHED_ENTRY_CMD", U8, TC_TAPRIO_CMD),
        Attribute(3, "TCA_TAPRIO_SCHED_ENTRY_GATE_MASK", U32, HEX),
        Attribute(4, "TCA_TAPRIO_SCHED_ENTRY_INTERVAL", U32, NANOSECONDS),
    ],
)
SCHED = AttributeSet("TCA_TAPRIO_SCHED_", [Attribute(1, "TCA_TAPRIO_SCHED_ENTRY", SCHED_ENTRY, multiple=True)])
TC_ENTRY = AttributeSet(
    "TCA_TAPRIO_TC_ENTRY_",
    [
        Attribute(1, "TCA_TAPRIO_TC_ENTRY_INDEX", U32, range=(0, 16)),
        Attribute(2, "TCA_TAPRIO_TC_ENTRY_MAX_SDU", U32, BYTES),
        Attribute(3, "TCA_TAPRIO_TC_ENTRY_FP", U32, TC_FP, range=(1, 2)),
    ],
    strict_from=0,
)
TAPRIO = AttributeSet(
    "TCA_TAPRIO_ATTR_",
    [
        Attribute(1, "TCA_TAPRIO_ATTR_PRIOMAP", TC_MQPRIO_QOPT),
        Attribute(2, "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST", SCHED),
        Attribute(3, "TCA_TAPRIO_ATTR_SCHED_BASE_TIME", S64, NANOSECONDS),
        Attribute(4, "TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY", SCHED),
        Attribute(5, "TCA_TAPRIO_ATTR_SCHED_CLOCKID", S32, CLOCK),
        Attribute(6, "TCA_TAPRIO_ATTR_PAD", OPAQUE),
        # the schedule that is yet to come: these attributes again
        Attribute(7, "TCA_TAPRIO_ATTR_ADMIN_SCHED", Lazy("dissectors.route.tc.taprio:TAPRIO")),
        Attribute(8, "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME", S64, NANOSECONDS),
        Attribute(9, "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION", S64, NANOSECONDS),
        Attribute(10, "TCA_TAPRIO_ATTR_FLAGS", U32, TCA_TAPRIO_ATTR_FLAG),
        Attribute(11, "TCA_TAPRIO_ATTR_TXTIME_DELAY", U32, NANOSECONDS),
        Attribute(12, "TCA_TAPRIO_ATTR_TC_ENTRY", TC_ENTRY, multiple=True),
    ],
)
TAPRIO_XSTATS = AttributeSet(
    "TCA_TAPRIO_OFFLOAD_STATS_",
    [
        Attribute(1, "TCA_TAPRIO_OFFLOAD_STATS_PAD", OPAQUE),
        Attribute(2, "TCA_TAPRIO_OFFLOAD_STATS_WINDOW_DROPS", U64, PACKETS),
        Attribute(3, "TCA_TAPRIO_OFFLOAD_STATS_TX_OVERRUNS", U64, PACKETS),
    ],
)
