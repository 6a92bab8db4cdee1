"""Statistics of qdiscs, classes and actions (linux/gen_stats.h, linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc import XSTATS
from nldissect.schema import (
    BYTES,
    BYTES_PER_SECOND,
    OPAQUE,
    PACKETS,
    S8,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Member,
    Names,
    Pad,
    Select,
    Struct,
    Unit,
)

PACKETS_PER_SECOND = Unit("packets/s")

TC_STATS = Struct(
    "tc_stats",
    [
        Member("bytes", U64, BYTES),
        Member("packets", U32, PACKETS),
        Member("drops", U32, PACKETS),
        Member("overlimits", U32),
        Member("bps", U32, BYTES_PER_SECOND),
        Member("pps", U32, PACKETS_PER_SECOND),
        Member("qlen", U32, PACKETS),
        Member("backlog", U32, BYTES),
        Pad(4),
    ],
)
GNET_STATS_BASIC = Struct(
    "gnet_stats_basic",
    [Member("bytes", U64, BYTES), Member("packets", U32, PACKETS), Pad(4)],
)
GNET_STATS_RATE_EST = Struct(
    "gnet_stats_rate_est",
    [Member("bps", U32, BYTES_PER_SECOND), Member("pps", U32, PACKETS_PER_SECOND)],
)
GNET_STATS_RATE_EST64 = Struct(
    "gnet_stats_rate_est64",
    [Member("bps", U64, BYTES_PER_SECOND), Member("pps", U64, PACKETS_PER_SECOND)],
)
GNET_STATS_QUEUE = Struct(
    "gnet_stats_queue",
    [
        Member("qlen", U32, PACKETS),
        Member("backlog", U32, BYTES),
        Member("drops", U32, PACKETS),
        Member("requeues", U32),
        Member("overlimits", U32),
    ],
)


class _Interval:
    """The time between two estimates of a rate, as a power of two seconds: -2 is 250 ms, 3 is 8 s."""

    def text(self, value: int, names: Names) -> str:
        """-2 (0.25 s)"""
        return f"{value} ({2.0**value:g} s)"

    short = text


GNET_ESTIMATOR = Struct("gnet_estimator", [Member("interval", S8, _Interval()), Member("ewma_log", U8)])


TCA_STATS = AttributeSet(
    "TCA_STATS_",
    [
        Attribute(1, "TCA_STATS_BASIC", GNET_STATS_BASIC),
        Attribute(2, "TCA_STATS_RATE_EST", GNET_STATS_RATE_EST),
        Attribute(3, "TCA_STATS_QUEUE", GNET_STATS_QUEUE),
        Attribute(4, "TCA_STATS_APP", Select(lambda look: look("TCA_ACT_KIND") or look("TCA_KIND"), XSTATS)),
        Attribute(5, "TCA_STATS_RATE_EST64", GNET_STATS_RATE_EST64),
        Attribute(6, "TCA_STATS_PAD", OPAQUE),
        Attribute(7, "TCA_STATS_BASIC_HW", GNET_STATS_BASIC),
        Attribute(8, "TCA_STATS_PKT64", U64, PACKETS),
    ],
)
