"""Traffic classes of a card: mqprio (linux/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES_PER_SECOND,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Headed,
    Member,
    Sequence,
    Struct,
)

TC_MQPRIO_HW_OFFLOAD = Enum(
    "TC_MQPRIO_HW_OFFLOAD_",
    {
        0: "TC_MQPRIO_HW_OFFLOAD_NONE",
        1: "TC_MQPRIO_HW_OFFLOAD_TCS",
    },
)
TC_MQPRIO_MODE = Enum(
    "TC_MQPRIO_MODE_",
    {
        0: "TC_MQPRIO_MODE_DCB",
        1: "TC_MQPRIO_MODE_CHANNEL",
    },
)
TC_MQPRIO_SHAPER = Enum(
    "TC_MQPRIO_SHAPER_",
    {
        0: "TC_MQPRIO_SHAPER_DCB",
        1: "TC_MQPRIO_SHAPER_BW_RATE",
    },
)
TC_FP = Enum(
    "TC_FP_",
    {
        1: "TC_FP_EXPRESS",
        2: "TC_FP_PREEMPTIBLE",
    },
)
TC_MQPRIO_QOPT = Struct(
    "tc_mqprio_qopt",
    [
        Member("num_tc", U8),
        Member("prio_tc_map", Sequence(U8, count=16)),
        Member("hw", U8, TC_MQPRIO_HW_OFFLOAD),
        Member("count", Sequence(U16, count=16)),
        Member("offset", Sequence(U16, count=16)),
    ],
)
"""the traffic class of each priority; how many queues each traffic class has, and from which on"""
TC_ENTRY = AttributeSet(
    "TCA_MQPRIO_TC_ENTRY_",
    [
        Attribute(1, "TCA_MQPRIO_TC_ENTRY_INDEX", U32, range=(0, 16)),
        Attribute(2, "TCA_MQPRIO_TC_ENTRY_FP", U32, TC_FP, range=(1, 2)),
    ],
    strict_from=0,
)
_MIN_RATE = Attribute(3, "TCA_MQPRIO_MIN_RATE64", U64, BYTES_PER_SECOND, multiple=True)
_MAX_RATE = Attribute(4, "TCA_MQPRIO_MAX_RATE64", U64, BYTES_PER_SECOND, multiple=True)
MQPRIO = Headed(
    TC_MQPRIO_QOPT,
    AttributeSet(
        "TCA_MQPRIO_",
        [
            Attribute(1, "TCA_MQPRIO_MODE", U16, TC_MQPRIO_MODE),
            Attribute(2, "TCA_MQPRIO_SHAPER", U16, TC_MQPRIO_SHAPER),
            # nests of attributes of the same name, one a traffic class
            Attribute(3, "TCA_MQPRIO_MIN_RATE64", AttributeSet("TCA_MQPRIO_", [_MIN_RATE])),
            Attribute(4, "TCA_MQPRIO_MAX_RATE64", AttributeSet("TCA_MQPRIO_", [_MAX_RATE])),
            Attribute(5, "TCA_MQPRIO_TC_ENTRY", TC_ENTRY, multiple=True),
        ],
    ),
)
