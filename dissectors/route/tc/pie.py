"""Proportional integral controllers: pie, fq_pie, dualpi2 (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.units import PROBABILITY, Fraction
from nldissect.schema import (
    BOOL,
    BYTES,
    BYTES_PER_SECOND,
    MICROSECONDS,
    OPAQUE,
    PACKETS,
    PERCENT,
    S32,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Member,
    Struct,
)

PIE = AttributeSet(
    "TCA_PIE_",
    [
        Attribute(1, "TCA_PIE_TARGET", U32, MICROSECONDS),
        Attribute(2, "TCA_PIE_LIMIT", U32, PACKETS),
        Attribute(3, "TCA_PIE_TUPDATE", U32, MICROSECONDS),
        Attribute(4, "TCA_PIE_ALPHA", U32),
        Attribute(5, "TCA_PIE_BETA", U32),
        Attribute(6, "TCA_PIE_ECN", U32, BOOL),
        Attribute(7, "TCA_PIE_BYTEMODE", U32, BOOL),
        Attribute(8, "TCA_PIE_DQ_RATE_ESTIMATOR", U32, BOOL),
    ],
)
PIE_XSTATS = Struct(
    "tc_pie_xstats",
    [
        Member("prob", U64, Fraction(0xFFFFFFFFFFFFFFFF)),
        Member("delay", U32, MICROSECONDS),
        Member("avg_dq_rate", U32, BYTES_PER_SECOND),
        Member("dq_rate_estimating", U32, BOOL),
        Member("packets_in", U32, PACKETS),
        Member("dropped", U32, PACKETS),
        Member("overlimit", U32, PACKETS),
        Member("maxq", U32, PACKETS),
        Member("ecn_mark", U32, PACKETS),
    ],
)

FQ_PIE = AttributeSet(
    "TCA_FQ_PIE_",
    [
        Attribute(1, "TCA_FQ_PIE_LIMIT", U32, PACKETS),
        Attribute(2, "TCA_FQ_PIE_FLOWS", U32),
        Attribute(3, "TCA_FQ_PIE_TARGET", U32, MICROSECONDS),
        Attribute(4, "TCA_FQ_PIE_TUPDATE", U32, MICROSECONDS),
        Attribute(5, "TCA_FQ_PIE_ALPHA", U32),
        Attribute(6, "TCA_FQ_PIE_BETA", U32),
        Attribute(7, "TCA_FQ_PIE_QUANTUM", U32, BYTES),
        Attribute(8, "TCA_FQ_PIE_MEMORY_LIMIT", U32, BYTES),
        Attribute(9, "TCA_FQ_PIE_ECN_PROB", U32, PERCENT),
        Attribute(10, "TCA_FQ_PIE_ECN", U32, BOOL),
        Attribute(11, "TCA_FQ_PIE_BYTEMODE", U32, BOOL),
        Attribute(12, "TCA_FQ_PIE_DQ_RATE_ESTIMATOR", U32, BOOL),
    ],
    strict_from=0,
)
FQ_PIE_XSTATS = Struct(
    "tc_fq_pie_xstats",
    [
        Member("packets_in", U32, PACKETS),
        Member("dropped", U32, PACKETS),
        Member("overlimit", U32, PACKETS),
        Member("overmemory", U32, PACKETS),
        Member("ecn_mark", U32, PACKETS),
        Member("new_flow_count", U32),
        Member("new_flows_len", U32),
        Member("old_flows_len", U32),
        Member("memory_usage", U32, BYTES),
    ],
)

TC_DUALPI2_DROP_OVERLOAD = Enum(
    "TC_DUALPI2_DROP_OVERLOAD_",
    {
        0: "TC_DUALPI2_DROP_OVERLOAD_OVERFLOW",
        1: "TC_DUALPI2_DROP_OVERLOAD_DROP",
    },
)
TC_DUALPI2_DROP_EARLY = Enum(
    "TC_DUALPI2_DROP_EARLY_",
    {
        0: "TC_DUALPI2_DROP_EARLY_DROP_DEQUEUE",
        1: "TC_DUALPI2_DROP_EARLY_DROP_ENQUEUE",
    },
)
TC_DUALPI2_ECN_MASK = Enum(
    "TC_DUALPI2_ECN_MASK_",
    {
        1: "TC_DUALPI2_ECN_MASK_L4S_ECT",
        2: "TC_DUALPI2_ECN_MASK_CLA_ECT",
        3: "TC_DUALPI2_ECN_MASK_ANY_ECT",
    },
)
TC_DUALPI2_SPLIT_GSO = Enum(
    "TC_DUALPI2_SPLIT_GSO_",
    {
        0: "TC_DUALPI2_SPLIT_GSO_NO_SPLIT_GSO",
        1: "TC_DUALPI2_SPLIT_GSO_SPLIT_GSO",
    },
)
DUALPI2 = AttributeSet(
    "TCA_DUALPI2_",
    [
        Attribute(1, "TCA_DUALPI2_LIMIT", U32, PACKETS),
        Attribute(2, "TCA_DUALPI2_MEMORY_LIMIT", U32, BYTES),
        Attribute(3, "TCA_DUALPI2_TARGET", U32, MICROSECONDS),
        Attribute(4, "TCA_DUALPI2_TUPDATE", U32, MICROSECONDS),
        # in units of 1/256 Hz
        Attribute(5, "TCA_DUALPI2_ALPHA", U32),
        Attribute(6, "TCA_DUALPI2_BETA", U32),
        Attribute(7, "TCA_DUALPI2_STEP_THRESH_PKTS", U32, PACKETS),
        Attribute(8, "TCA_DUALPI2_STEP_THRESH_US", U32, MICROSECONDS),
        Attribute(9, "TCA_DUALPI2_MIN_QLEN_STEP", U32, PACKETS),
        Attribute(10, "TCA_DUALPI2_COUPLING", U8),
        Attribute(11, "TCA_DUALPI2_DROP_OVERLOAD", U8, TC_DUALPI2_DROP_OVERLOAD),
        Attribute(12, "TCA_DUALPI2_DROP_EARLY", U8, TC_DUALPI2_DROP_EARLY),
        Attribute(13, "TCA_DUALPI2_C_PROTECTION", U8, PERCENT, range=(0, 100)),
        Attribute(14, "TCA_DUALPI2_ECN_MASK", U8, TC_DUALPI2_ECN_MASK),
        Attribute(15, "TCA_DUALPI2_SPLIT_GSO", U8, TC_DUALPI2_SPLIT_GSO),
        Attribute(16, "TCA_DUALPI2_PAD", OPAQUE),
    ],
)
DUALPI2_XSTATS = Struct(
    "tc_dualpi2_xstats",
    [
        Member("prob", U32, PROBABILITY),
        Member("delay_c", U32, MICROSECONDS),
        Member("delay_l", U32, MICROSECONDS),
        Member("packets_in_c", U32, PACKETS),
        Member("packets_in_l", U32, PACKETS),
        Member("maxq", U32, PACKETS),
        Member("ecn_mark", U32, PACKETS),
        Member("step_marks", U32, PACKETS),
        Member("credit", S32),
        Member("memory_used", U32, BYTES),
        Member("max_memory_used", U32, BYTES),
        Member("memory_limit", U32, BYTES),
    ],
)
