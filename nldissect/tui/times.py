"""How the list tells time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from nldissect.output.text import seconds


class TimeFormat(StrEnum):
    """What the time column counts from; the values are its title."""

    RELATIVE = "Time"
    DELTA = "Delta"
    ABSOLUTE = "Clock"

    @property
    def next(self) -> TimeFormat:
        """The format that the key changes to."""
        formats = list(TimeFormat)
        return formats[(formats.index(self) + 1) % len(formats)]


def told(how: TimeFormat, time: int, first: int, previous: int | None) -> str:
    """`time` (ns since 1970, as the others) since the `first` message, the `previous` one shown, or by the clock."""
    if how is TimeFormat.RELATIVE:
        return seconds(time - first)
    if how is TimeFormat.DELTA:
        return seconds(0 if previous is None else time - previous)
    return clock(time)


def clock(time: int) -> str:
    """Local time of day with microseconds."""
    whole, rest = divmod(time, 1_000_000_000)
    try:
        return f"{datetime.fromtimestamp(whole):%H:%M:%S}.{rest // 1000:06d}"
    except (ValueError, OverflowError, OSError):  # a file may say anything
        return f"{whole}.{rest // 1000:06d}"
