"""What the numbers of traffic control count (linux/pkt_sched.h, include/net/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import Enum, Names, Unit

CLOCK = Enum(
    "CLOCK_",
    {
        0: "CLOCK_REALTIME",
        1: "CLOCK_MONOTONIC",
        2: "CLOCK_PROCESS_CPUTIME_ID",
        3: "CLOCK_THREAD_CPUTIME_ID",
        4: "CLOCK_MONOTONIC_RAW",
        5: "CLOCK_REALTIME_COARSE",
        6: "CLOCK_MONOTONIC_COARSE",
        7: "CLOCK_BOOTTIME",
        8: "CLOCK_REALTIME_ALARM",
        9: "CLOCK_BOOTTIME_ALARM",
        11: "CLOCK_TAI",
    },
)
"""clock ids (linux/time.h)"""

_NANOSECONDS_PER_TICK = 64


class _PschedTicks:
    """A time in the packet scheduler's ticks: 64 ns on every kernel since 2.6.31 (PSCHED_SHIFT)."""

    def text(self, value: int, names: Names) -> str:
        """15625 ticks (1 ms)"""
        nanoseconds = value * _NANOSECONDS_PER_TICK
        for unit, size in (("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000)):
            if abs(nanoseconds) >= size:
                return f"{value} ticks ({nanoseconds / size:.6g} {unit})"
        return f"{value} ticks ({nanoseconds} ns)" if value else "0 ticks"

    def short(self, value: int, names: Names) -> str:
        """15625"""
        return str(value)


PSCHED_TICKS = _PschedTicks()


class Fraction:
    """A part of one: `whole` is 100 %."""

    def __init__(self, whole: int) -> None:
        self.whole = whole

    def text(self, value: int, names: Names) -> str:
        """1073741824 (25 %)"""
        return f"{value} ({100 * value / self.whole:.4g} %)"

    def short(self, value: int, names: Names) -> str:
        """25 %"""
        return f"{100 * value / self.whole:.4g}%"


PROBABILITY = Fraction(0xFFFFFFFF)
"""32 bits: all of them set are certainty"""
RATE = Unit("B/s", {0xFFFFFFFF: "4294967295 or more"})
"""32 bits of a rate; where it needs more, the rate in 64 bits is in an attribute of its own"""
