"""Which messages the list shows, in order: those that pass, without what is folded."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from time import monotonic, thread_time
from typing import Final

from nldissect.tui.bundles import FEW, Bundles

Passes = Callable[[int, int], Sequence[int]]
"""tells of a stretch of the index, from one row to before another, which rows are shown"""
_FIRST: Final = FEW - 1
_MOST: Final = 16_384
"""rows that are judged or placed between two looks at the clock"""
_BRISK: Final = 0.02
_SLOW: Final = 0.05
"""seconds of the processor: what took less, or more, is followed by more, or less, at once"""


class Passing:
    """The rows of the index that pass, found so far: all of them where nothing is asked."""

    def __init__(self, bundles: Bundles, passes: Passes | None = None) -> None:
        self._bundles = bundles
        self._index = bundles.index
        self._passes = passes
        self._found = array("I")
        self._at_once = _FIRST
        self.looked = 0
        """how many rows of the index have been judged"""

    def __len__(self) -> int:
        return self.looked if self._passes is None else len(self._found)

    @property
    def rows(self) -> Sequence[int]:
        """The rows themselves."""
        return range(self.looked) if self._passes is None else self._found

    @property
    def complete(self) -> bool:
        """Whether every row that there is has been judged."""
        return self.looked >= len(self._index)

    def has(self, row: int) -> bool:
        """Whether a row passes, as far as it has been judged."""
        rows = self.rows
        place = bisect_left(rows, row)
        return place < len(rows) and rows[place] == row

    def look(self, until: float) -> bool:
        """Judge rows until the clock (time.monotonic) says `until`; False where there was nothing to judge."""
        end = len(self._index)
        if self.looked >= end:
            return False
        while self.looked < end:
            begun = thread_time()
            row, stop = self.looked, min(end, self.looked + self._at_once)
            self._bundles.learn(stop)
            if self._passes is not None:
                self._found.extend(self._passes(row, stop))
            self.looked = stop
            taken = thread_time() - begun
            if taken > _SLOW:
                self._at_once = max(1, self._at_once // 2)
            elif taken < _BRISK:
                self._at_once = min(_MOST, self._at_once * 4)
            if monotonic() >= until:
                break
        return True


class Rows:
    """Lines 0, 1, 2 … of the list, each a row of the index.

    One thread looks (`look`), another may read: a line is there once `len` says so. What is folded does not change:
    `turned` and `all_turned` make other rows. `flat`: nothing is folded.
    """

    def __init__(
        self, bundles: Bundles, passing: Passing | None = None, *, folded: bool = True, flat: bool = False
    ) -> None:
        self.passing = Passing(bundles) if passing is None else passing
        self.folded = folded
        """whether bundles are folded that nobody has touched"""
        self.flat = flat
        self._bundles = bundles
        self._touched: frozenset[int] = frozenset()
        self._shown = array("I")
        self._placed = 0
        """how many of those that pass have a line, or are folded"""

    def __len__(self) -> int:
        return len(self._shown)

    def __getitem__(self, line: int) -> int:
        return self._shown[line]

    @property
    def complete(self) -> bool:
        """Whether every row that there is has its place."""
        return self.passing.complete and self._placed >= len(self.passing)

    @property
    def looked(self) -> int:
        """How many rows of the index have been judged."""
        return self.passing.looked

    def reached(self, row: int) -> bool:
        """Whether `row` has been judged, and has its place."""
        rows = self.passing.rows
        return self.passing.looked > row and (self._placed >= len(rows) or rows[self._placed] > row)

    def line_of(self, row: int) -> int:
        """The line of `row`, or of the next one behind it that is shown."""
        return bisect_left(self._shown, row)

    def shows(self, row: int) -> bool:
        """Whether the row has a line."""
        line = self.line_of(row)
        return line < len(self) and self[line] == row

    def visible(self, row: int) -> int:
        """The row itself, or the one that it is folded under."""
        number = self._bundles.of(row)
        return self._bundles.head(number) if number and self._is_hidden(row) else row

    def look(self, until: float) -> bool:
        """Judge and place rows until the clock (time.monotonic) says `until`; False where there was nothing to do."""
        judged = self.passing.look(until)
        return self.place(until) or judged

    def place(self, until: float) -> bool:
        """Place rows that have been judged; False where there was nothing to do."""
        rows = self.passing.rows
        end = len(rows)
        if self._placed >= end:
            return False
        while self._placed < end:
            stop = min(end, self._placed + _MOST)
            self._shown.extend(self._in_sight(rows, self._placed, stop))
            self._placed = stop
            if monotonic() >= until:
                break
        return True

    def _in_sight(self, rows: Sequence[int], start: int, end: int) -> Sequence[int]:
        if self.flat:
            return rows[start:end]
        if end - start < FEW:
            return [row for row in rows[start:end] if not self._is_hidden(row)]
        from nldissect.columns.listing import in_sight

        return in_sight(
            self._bundles.index, self._bundles.folds, rows, start, end, folded=self.folded, touched=self._touched
        )

    # Folding.

    def _is_hidden(self, row: int) -> bool:
        number = self._bundles.of(row)
        return number != 0 and self.is_folded(number) and self.passing.has(self._bundles.head(number))

    def is_folded(self, number: int) -> bool:
        """Whether what belongs to a transaction is folded under its first row."""
        return not self.flat and self.folded != (number in self._touched)

    def turned(self, number: int) -> Rows:
        """These rows with one bundle opened, or folded; those up to its first row are there already."""
        head = self._bundles.head(number)
        other = Rows(self._bundles, self.passing, folded=self.folded, flat=self.flat)
        other._touched = self._touched ^ {number}
        line = self.line_of(head)
        if line < len(self):
            other._shown = self._shown[: line + 1]
            other._placed = bisect_left(self.passing.rows, self._shown[line]) + 1
        return other

    def all_turned(self, *, folded: bool) -> Rows:
        """These rows with all bundles open, or folded."""
        return Rows(self._bundles, self.passing, folded=folded, flat=self.flat)
