"""Points in time: as a number, as structs (linux/time_types.h)."""

from __future__ import annotations

import time

from nldissect.schema import NANOSECONDS, S64, SECONDS, Meaning, Member, Names, Node, Struct


class _Moment:
    """Nanoseconds since 1970; 0 is never."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        """1795190662123456789 (2026-11-20 16:04:22.123456789 UTC)"""
        told = self.short(value, names)
        return told if told == str(value) else f"{value} ({told})"

    def short(self, value: int, names: Names) -> str:
        """2026-11-20 16:04:22.123456789 UTC"""
        if not 0 < value < 1 << 63:
            return str(value)
        seconds, rest = divmod(value, 1_000_000_000)
        return f"{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(seconds))}.{rest:09d} UTC"


MOMENT: Meaning = _Moment()


def _told(node: Node, names: Names) -> str:
    seconds, rest = (part.value if (part := node.get(name)) is not None else None for name in ("tv_sec", "tv_nsec"))
    if not isinstance(seconds, int) or not isinstance(rest, int):
        return ""
    return MOMENT.short(seconds * 1_000_000_000 + rest, names) if seconds or rest else "never"


KERNEL_TIMESPEC = Struct(
    "__kernel_timespec", [Member("tv_sec", S64, SECONDS), Member("tv_nsec", S64, NANOSECONDS)], text=_told
)
"""seconds and nanoseconds since 1970, all zero for never"""
