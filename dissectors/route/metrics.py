"""Metrics of a route, each a number for TCP or the path to start from (linux/rtnetlink.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    MILLISECONDS,
    PACKETS,
    TEXT,
    U32,
    Attribute,
    AttributeSet,
    Flags,
    Names,
)


class _PartOfMillisecond:
    """Times that are carried in fractions of a millisecond."""

    def __init__(self, parts: int) -> None:
        self.parts = parts

    def text(self, value: int, names: Names) -> str:
        """800 (100 ms)"""
        return f"{value} ({value / self.parts:g} ms)"

    def short(self, value: int, names: Names) -> str:
        """100ms"""
        return f"{value / self.parts:g}ms"


RTAX_FEATURE = Flags(
    "RTAX_FEATURE_",
    {
        0x01: "RTAX_FEATURE_ECN",
        0x02: "RTAX_FEATURE_SACK",
        0x04: "RTAX_FEATURE_TIMESTAMP",
        0x08: "RTAX_FEATURE_ALLFRAG",
        0x10: "RTAX_FEATURE_TCP_USEC_TS",
    },
)
_METRICS = [
    Attribute(2, "RTAX_MTU", U32, BYTES),
    Attribute(3, "RTAX_WINDOW", U32, BYTES),
    Attribute(4, "RTAX_RTT", U32, _PartOfMillisecond(8)),
    Attribute(5, "RTAX_RTTVAR", U32, _PartOfMillisecond(4)),
    Attribute(6, "RTAX_SSTHRESH", U32, PACKETS),
    Attribute(7, "RTAX_CWND", U32, PACKETS),
    Attribute(8, "RTAX_ADVMSS", U32, BYTES),
    Attribute(9, "RTAX_REORDERING", U32, PACKETS),
    Attribute(10, "RTAX_HOPLIMIT", U32),
    Attribute(11, "RTAX_INITCWND", U32, PACKETS),
    Attribute(12, "RTAX_FEATURES", U32, RTAX_FEATURE),
    Attribute(13, "RTAX_RTO_MIN", U32, MILLISECONDS),
    Attribute(14, "RTAX_INITRWND", U32, PACKETS),
    Attribute(15, "RTAX_QUICKACK", U32, BOOL),
    Attribute(16, "RTAX_CC_ALGO", TEXT),
    Attribute(17, "RTAX_FASTOPEN_NO_COOKIE", U32, BOOL),
]
RTAX = AttributeSet(
    "RTAX_",
    [
        # a bit for each metric that TCP is not to change
        Attribute(1, "RTAX_LOCK", U32, Flags("RTAX_", {1 << metric.number: metric.name for metric in _METRICS})),
        *_METRICS,
    ],
    closed=True,
)
