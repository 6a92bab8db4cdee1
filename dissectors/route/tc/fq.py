"""Fair queueing with pacing: fq (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.fifo import PRIO
from nldissect.schema import (
    BOOL,
    BYTES,
    BYTES_PER_SECOND,
    HEX,
    MICROSECONDS,
    NANOSECONDS,
    PACKETS,
    S32,
    S64,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Member,
    Pad,
    Sequence,
    Struct,
    Unit,
)

FQ = AttributeSet(
    "TCA_FQ_",
    [
        Attribute(1, "TCA_FQ_PLIMIT", U32, PACKETS),
        Attribute(2, "TCA_FQ_FLOW_PLIMIT", U32, PACKETS),
        Attribute(3, "TCA_FQ_QUANTUM", U32, BYTES),
        Attribute(4, "TCA_FQ_INITIAL_QUANTUM", U32, BYTES),
        Attribute(5, "TCA_FQ_RATE_ENABLE", U32, BOOL),
        Attribute(6, "TCA_FQ_FLOW_DEFAULT_RATE", U32, BYTES_PER_SECOND),
        Attribute(7, "TCA_FQ_FLOW_MAX_RATE", U32, Unit("B/s", {0xFFFFFFFF: "unlimited"})),
        Attribute(8, "TCA_FQ_BUCKETS_LOG", U32),
        Attribute(9, "TCA_FQ_FLOW_REFILL_DELAY", U32, MICROSECONDS),
        Attribute(10, "TCA_FQ_ORPHAN_MASK", U32, HEX),
        Attribute(11, "TCA_FQ_LOW_RATE_THRESHOLD", U32, BYTES_PER_SECOND),
        Attribute(12, "TCA_FQ_CE_THRESHOLD", U32, Unit("µs", {0xFFFFFFFF: "none"})),
        Attribute(13, "TCA_FQ_TIMER_SLACK", U32, NANOSECONDS),
        Attribute(14, "TCA_FQ_HORIZON", U32, MICROSECONDS),
        Attribute(15, "TCA_FQ_HORIZON_DROP", U8, BOOL),
        Attribute(16, "TCA_FQ_PRIOMAP", PRIO),
        Attribute(17, "TCA_FQ_WEIGHTS", Sequence(S32)),
        Attribute(18, "TCA_FQ_OFFLOAD_HORIZON", U32, MICROSECONDS),
    ],
    strict_from=13,
)
FQ_XSTATS = Struct(
    "tc_fq_qd_stats",
    [
        Member("gc_flows", U64),
        Member("highprio_packets", U64, PACKETS),
        Member("tcp_retrans", U64, PACKETS),
        Member("throttled", U64),
        Member("flows_plimit", U64, PACKETS),
        Member("pkts_too_long", U64, PACKETS),
        Member("allocation_errors", U64),
        Member("time_next_delayed_flow", S64, NANOSECONDS),
        Member("flows", U32),
        Member("inactive_flows", U32),
        Member("throttled_flows", U32),
        Member("unthrottle_latency_ns", U32, NANOSECONDS),
        Member("ce_mark", U64, PACKETS),
        Member("horizon_drops", U64, PACKETS),
        Member("horizon_caps", U64, PACKETS),
        Member("fastpath_packets", U64, PACKETS),
        Member("band_drops", Sequence(U64, PACKETS, count=3)),
        Member("band_pkt_count", Sequence(U32, PACKETS, count=3)),
        Pad(4),
    ],
)
"""grew over time: 5.17 to 6.6 end at horizon_caps"""
