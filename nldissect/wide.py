"""A column of large numbers that lie close together, in 32 bits each: offsets in a file, times."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

SPAN: Final = 1 << 32
"""how far apart numbers with the same base may lie"""


class Wide:
    """Numbers of 64 bits, appended at the end and read by position.

    Each is kept as its distance from a base that many share; a new base begins where one is too far from the last.
    """

    __slots__ = ("bases", "low", "starts")

    def __init__(self, values: Iterable[int] = ()) -> None:
        self.low = array("I")
        self.starts = array("I", [0])
        """positions from which on the base is another"""
        self.bases = array("q", [0])
        for value in values:
            self.append(value)

    def __len__(self) -> int:
        return len(self.low)

    def __iter__(self) -> Iterator[int]:
        return (self[position] for position in range(len(self)))

    def append(self, value: int) -> None:
        """Add a number from 0 to 2^63 - 1."""
        distance = value - self.bases[-1]
        if not 0 <= distance < SPAN:
            self.rebase(value)
            distance = value - self.bases[-1]
        self.low.append(distance)

    def rebase(self, value: int) -> None:
        """Begin a base that suits `value`, and numbers somewhat below it too."""
        base = max(0, value - SPAN // 4)
        if self.starts[-1] == len(self.low):
            self.bases[-1] = base
        else:
            # low first: a reader beside the writer finds the start only with its base
            self.bases.append(base)
            self.starts.append(len(self.low))

    def __getitem__(self, position: int) -> int:
        low = self.low[position]
        if len(self.starts) == 1:
            return self.bases[0] + low
        if position < 0:
            position += len(self.low)
        return self.bases[bisect_right(self.starts, position) - 1] + low
