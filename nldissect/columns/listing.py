"""Stretches of an index's rows for the UI's list: what can be folded, what is shown, what passes.

Unlike the rest of `nldissect.columns`, these functions may run beside a thread that lets the index grow: they work on
copies of stretches of its columns, as an array that someone else looks into can not grow.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from nldissect.columns.block import Bools, Ints, gather
from nldissect.columns.folds import Folds
from nldissect.columns.sieve import Sieve
from nldissect.columns.storage import extend, look
from nldissect.control import NLM_F_MULTI, NLMSG_DONE, NLMSG_ERROR
from nldissect.filter import Filter
from nldissect.index import MessageIndex
from nldissect.pairing import NFNL_MSG_BATCH_BEGIN
from nldissect.protocols import NETFILTER
from nldissect.transactions import Role
from nldissect.wide import Wide
from nldissect.wire import NLMSG_HDRLEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SPAN: Final = 16 << 20
"""bytes of the source that are looked at together"""
_CODE: Final = NLMSG_HDRLEN + 4
"""where the errno of an error or done message ends"""


def piece(column: array[int] | bytearray, start: int, end: int) -> Ints:
    """A copy of a stretch of a column."""
    found: Ints = look(column[start:end]).astype(np.int64)
    return found


def packed(values: Ints) -> array[int]:
    """Numbers of 32 bits as Python's own array."""
    found = array("I")
    extend(found, values)
    return found


class Stretch:
    """Columns of some rows, at least one, which ascend."""

    def __init__(self, index: MessageIndex, rows: Ints) -> None:
        self.index = index
        self.rows = rows
        self._first, self._end = int(rows[0]), int(rows[-1]) + 1

    def of(self, column: array[int] | bytearray) -> Ints:
        """The rows' entries of a column that has one entry a row."""
        found: Ints = piece(column, self._first, self._end)[self.rows - self._first]
        return found

    def wide(self, column: Wide) -> Ints:
        """The same of a column of large numbers."""
        starts = np.array(column.starts, np.int64)
        base = np.searchsorted(starts, self.rows, side="right") - 1
        found: Ints = self.of(column.low) + np.array(column.bases, np.int64)[base]
        return found

    @cached_property
    def datagrams(self) -> Ints:
        """The positions of the datagrams that the rows are in."""
        firsts = self.index.first_rows
        low, high = bisect_right(firsts, self._first) - 1, bisect_left(firsts, self._end)
        found: Ints = low + np.searchsorted(piece(firsts, low, high), self.rows, side="right") - 1
        return found

    def origins(self) -> Ints:
        """The numbers of the rows' origins."""
        low, high = int(self.datagrams[0]), int(self.datagrams[-1]) + 1
        found: Ints = piece(self.index.origins, low, high)[self.datagrams - low]
        return found

    def protocols(self) -> Ints:
        """NETLINK_*"""
        known = np.array([origin.protocol for origin in self.index.known_origins], np.int64)
        found: Ints = known[self.origins()]
        return found

    def take(self, which: Bools) -> Stretch:
        """Some of the rows, at least one."""
        return Stretch(self.index, self.rows[which])

    def behind(self, place: int, width: int) -> NDArray[np.uint8]:
        """`width` bytes `place` bytes behind each row's beginning, a row each; all of them are so long."""
        source, offsets = self.index.source, self.wide(self.index.offset)
        found = np.zeros((len(self.rows), width), np.uint8)
        start = 0
        while start < len(self.rows):
            base = int(offsets[start])
            end = max(start + 1, int(np.searchsorted(offsets, base + _SPAN)))
            data = np.frombuffer(source.view(base, int(offsets[end - 1]) - base + place + width), np.uint8)
            found[start:end] = gather(data, offsets[start:end] - base + place, width)
            start = end
        return found

    def numbers(self, place: int) -> Ints:
        """The signed number of 32 bits that is `place` bytes behind each row's beginning; all of them are so long."""
        data = self.behind(place, 4)
        swapped = np.array([origin.order == ">" for origin in self.index.known_origins], np.bool_)[self.origins()]
        big, little = (data.view(kind).ravel() for kind in (">i4", "<i4"))
        return np.where(swapped, big, little).astype(np.int64)


# What belongs together.


def learn(index: MessageIndex, folds: Folds, end: int) -> list[int]:
    """Learn what rows up to `end` are; the ends of batches' commands among them come back.

    Only the thread that lets `folds` grow calls this; others may read.
    """
    start = len(folds.member)
    at = Stretch(index, np.arange(start, end))
    entry, kind = at.of(index.transaction), at.of(index.type)
    number, role = entry >> 2, entry & 3
    top, known = int(number.max()), len(folds.members)
    if top >= known:
        # A number may be above all before it by more than one: those between begin there too.
        head = np.searchsorted(np.maximum.accumulate(number), np.arange(known, top + 1))
        batch = kind[head] == NFNL_MSG_BATCH_BEGIN
        if batch.any():
            batch &= at.protocols()[head] == NETFILTER
        none = np.zeros(len(head), np.int64)
        extend(folds.head, start + head)
        folds.batch += batch.astype(np.uint8).tobytes()
        extend(folds.commands, none)
        extend(folds.members, none)
    low = int(number.min())
    head, batch = piece(folds.head, low, top + 1)[number - low], piece(folds.batch, low, top + 1)[number - low] > 0
    follows = (number > 0) & (head != at.rows)
    ends = follows & (role == Role.END) & ((kind == NLMSG_DONE) | ((kind == NLMSG_ERROR) & batch))
    if ends.any():
        ends[ends] = ~refusing(at.take(ends))
    asks = follows & (role == Role.REQUEST)
    replies = follows & (role == Role.REPLY)
    if replies.any():
        replies &= batch | (at.of(index.flags) & NLM_F_MULTI != 0)
    member = ends | asks | replies
    np.add.at(look(folds.members), number[member], 1)
    np.add.at(look(folds.commands), number[asks], 1)
    folds.member += member.astype(np.uint8).tobytes()
    answers: list[int] = at.rows[batch & (number > 0) & (role == Role.END)].tolist()
    return answers


def refusing(at: Stretch) -> Bools:
    """Which of some error and done messages have an errno."""
    whole = at.of(at.index.length) >= _CODE
    found = np.zeros(len(whole), np.bool_)
    if whole.any():
        found[whole] = at.take(whole).numbers(NLMSG_HDRLEN) < 0
    return found


def in_sight(
    index: MessageIndex,
    folds: Folds,
    passing: Sequence[int],
    start: int,
    end: int,
    *,
    folded: bool,
    touched: Collection[int],
) -> array[int]:
    """Those of passing[start:end] that are not folded under a row that passes too.

    All bundles are `folded`, or none, but for those `touched`, by their transactions' numbers.
    """
    rows = rows_of(passing, start, end)
    at = Stretch(index, rows)
    hidden = at.of(folds.member) > 0
    if not folded and not touched:
        return packed(rows)
    if hidden.any() and (touched or not isinstance(passing, range)):
        under = at.take(hidden)
        number = under.of(index.transaction) >> 2
        least, most = int(number.min()), int(number.max())
        head: Ints = piece(folds.head, least, most + 1)[number - least]
        hidden[hidden] = (np.isin(number, list(touched)) != folded) & _has(passing, head, end)
    return packed(rows[~hidden])


def rows_of(passing: Sequence[int], start: int, end: int) -> Ints:
    """A copy of a stretch of rows, which are an array or a range without gaps."""
    if isinstance(passing, array):
        return piece(passing, start, end)
    return np.arange(passing[start], passing[end - 1] + 1)


def _has(passing: Sequence[int], rows: Ints, end: int) -> Bools:
    """Which of some rows, all before passing[end], pass."""
    if not isinstance(passing, array):
        return np.ones(len(rows), np.bool_)
    those = piece(passing, bisect_left(passing, int(rows.min())), end)
    place = np.minimum(np.searchsorted(those, rows), len(those) - 1)
    found: Bools = those[place] == rows
    return found


# What passes.


def foreign(index: MessageIndex, start: int, end: int) -> array[int]:
    """The rows of a stretch that nldissect itself did not cause."""
    at = Stretch(index, np.arange(start, end))
    own = np.array([origin.own for origin in index.known_origins], np.bool_)
    return packed(at.rows[~own[at.origins()]])


def of_transaction(index: MessageIndex, number: int, start: int, end: int) -> array[int]:
    """The rows of a stretch that belong to a transaction."""
    return packed(start + np.flatnonzero(piece(index.transaction, start, end) >> 2 == number))


class Sifter:
    """Tells which rows pass a filter. For the thread that lets the index grow, or for when it has grown."""

    def __init__(self, index: MessageIndex, wanted: Filter, *, own: bool) -> None:
        self._index = index
        self._sieve = Sieve(index, wanted.expression)
        self._own = own

    def rows(self, start: int, end: int) -> array[int]:
        """The rows of a stretch that pass; what nldissect itself caused only with `own`."""
        index = self._index
        rows = np.arange(start, end) if self._own or not index.own_rows else piece(foreign(index, start, end), 0, end)
        return packed(self._sieve.passing(rows)) if len(rows) else array("I")
