"""Writing many rows of an index: those of one structure together, what is out of the ordinary one by one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np

from nldissect.columns.block import Bools, Ints, gather
from nldissect.columns.layout import Bytes2D, Layout, UnsuitableError
from nldissect.columns.storage import some, wide_some
from nldissect.control import NLMSG_DONE, NLMSG_ERROR
from nldissect.index import MessageIndex
from nldissect.pairing import Ref
from nldissect.parts import Parts, Place, written
from nldissect.protocols import GENERIC, SOCK_DIAG
from nldissect.transactions import Role, State
from nldissect.wire import NLMSG_HDRLEN

ROWS: Final = 16_384
"""rows written at once"""
_SPAN: Final = 64 << 20
"""bytes of the source that these may lie in"""
FEW: Final = 16
"""messages of a family, from which on a layout is worth its making"""
TRIES: Final = 8
"""layouts of a family, from which on they must have been worth it"""


_BY_REQUEST: Final = (GENERIC, SOCK_DIAG)
"""protocols whose requests are not known by their nlmsg_type alone, which is all that an acknowledgement echoes"""


class _Family:
    """Messages that what is known beside their bytes does not tell apart."""

    __slots__ = ("layouts", "seen", "shared", "singly")

    def __init__(self) -> None:
        self.layouts: list[Layout] = []
        self.seen = 0
        self.shared = 0
        """how many were written by a layout made of another"""
        self.singly = False
        """layouts are of no use here"""

    @property
    def worth(self) -> bool:
        """Whether another layout is worth its making."""
        if self.singly or self.seen < FEW:
            return False
        return len(self.layouts) < TRIES or self.shared > 16 * len(self.layouts)


class Writer:
    """Writes rows of `index` as `parts` says."""

    def __init__(self, index: MessageIndex, parts: Parts) -> None:
        self.index = index
        self.parts = parts
        self._families: dict[tuple[int, ...], _Family] = {}
        self.mistaken = 0
        """layouts that did not write what is written one by one: there should be none"""

    def texts(self, rows: Ints) -> list[str]:
        """What is written of these rows, which ascend."""
        found: list[str] = []
        for start in range(0, len(rows), ROWS):
            part = rows[start : start + ROWS]
            offsets = wide_some(self.index.offset, part)
            while len(part):
                count = max(1, int(np.searchsorted(offsets, offsets[0] + _SPAN)))
                found += _Batch(self, part[:count], offsets[:count]).texts()
                part, offsets = part[count:], offsets[count:]
        return found

    def one(self, row: int) -> str:
        """What is written of one row, by itself."""
        message = self.index.message(row)
        return written(self.parts(message), message)

    def family(self, key: tuple[int, ...]) -> _Family:
        """The family with that key."""
        return self._families.setdefault(key, _Family())

    def layout(self, family: _Family, row: int) -> Layout | None:
        """A layout made of a row; None where its family must be written one by one."""
        try:
            found = Layout(self.index.message(row), self.parts, self.index.knowledge, row)
        except UnsuitableError:
            family.singly = True
            return None
        family.layouts.append(found)
        return found


class _Batch:
    """Rows that are written at once."""

    def __init__(self, writer: Writer, rows: Ints, offsets: Ints) -> None:
        index = writer.index
        self._writer = writer
        self._rows = rows
        self._length = some(index.length, rows)
        self._type = some(index.type, rows)
        entry = some(index.transaction, rows)
        self._number, self._role = entry >> 2, entry & 3
        first_rows = np.frombuffer(index.first_rows, "I")
        self._datagram = np.searchsorted(first_rows, rows, side="right") - 1
        self._nth = rows - first_rows[self._datagram]
        del first_rows
        self._origin = some(index.origins, self._datagram)
        base = int(offsets[0])
        view = index.source.view(base, int(offsets[-1] + self._length[-1]) - base)
        self._data = np.frombuffer(view, np.uint8)
        self._offset = offsets - base
        self._epoch = np.searchsorted(np.array(index.knowledge.changed, np.int64), rows, side="right")

    def texts(self) -> list[str]:
        """What is written of them."""
        found = [""] * len(self._rows)
        singly = self._singly()
        for key, members in self._families(np.flatnonzero(~singly)):
            family = self._writer.family(key)
            family.seen += len(members)
            for at, text in self._family(family, members):
                found[at] = text
        for at in np.flatnonzero(singly).tolist():
            found[at] = self._writer.one(int(self._rows[at]))
        return found

    def _singly(self) -> Bools:
        """What is told by more than is looked at here."""
        index = self._writer.index
        odd = np.array(index.remarked(int(self._datagram[0]), int(self._datagram[-1])), np.int64)
        singly: Bools = np.isin(self._datagram, odd) | (self._length < NLMSG_HDRLEN + 4) | (self._type == 0)
        control = (self._type == NLMSG_ERROR) | (self._type == NLMSG_DONE)
        at = np.flatnonzero(control & ~singly)
        code = gather(self._data, self._offset[at] + NLMSG_HDRLEN, 4).any(axis=1)
        singly[at[code]] = True  # an error may be told by the request too
        protocols = np.array([origin.protocol for origin in index.known_origins], np.int64)
        singly |= control & np.isin(protocols[self._origin], _BY_REQUEST)
        return singly

    def _families(self, at: Ints) -> Iterator[tuple[tuple[int, ...], Ints]]:
        """The rows by what tells them apart beside their bytes."""
        if not len(at):
            return
        index, rows = self._writer.index, self._rows[at]
        number = self._number[at]
        transactions = index.transactions
        process = some(transactions.process_numbers, number)
        open_request = (number > 0) & (self._role[at] == Role.REQUEST)
        open_request &= (some(transactions.state, number) == State.OPEN) & (some(transactions.replies, number) == 0)
        open_request[open_request] = [transactions.unanswered(int(each)) for each in number[open_request]]
        first = self._type[at] << 48 | some(index.flags, rows) << 32 | self._length[at]
        second = self._origin[at] << 32 | process << 8
        second |= (number > 0) << 5 | self._role[at] << 3 | open_request << 2
        second |= (some(index.seq, rows) == 0) << 1 | (some(index.pid, rows) == 0)
        protocols = np.array([origin.protocol for origin in index.known_origins], np.int64)
        third = np.where(protocols[self._origin[at]] == GENERIC, self._epoch[at], 0)
        order = np.lexsort((third, second, first))
        changes = np.zeros(len(at), np.bool_)
        for column in (first, second, third):
            sorted_column = column[order]
            changes[1:] |= sorted_column[1:] != sorted_column[:-1]
        starts = [0, *np.flatnonzero(changes).tolist(), len(at)]
        for start, end in pairwise(starts):
            one = order[start]
            yield (int(first[one]), int(second[one]), int(third[one])), np.sort(at[order[start:end]])

    def _family(self, family: _Family, at: Ints) -> Iterator[tuple[int, str]]:
        """The texts of rows of one family, by their places."""
        data = gather(self._data, self._offset[at], int(self._length[at[0]]))
        left = np.arange(len(at))
        for layout in family.layouts:
            left = yield from self._fitting(family, layout, at, data, left)
            if not len(left):
                return
        while len(left) and family.worth:
            made = self._writer.layout(family, int(self._rows[at[left[0]]]))
            if made is not None:
                left = yield from self._fitting(family, made, at, data, left)
        for each in at[left].tolist():
            yield each, self._writer.one(int(self._rows[each]))

    def _fitting(
        self, family: _Family, layout: Layout, at: Ints, data: Bytes2D, left: Ints
    ) -> Generator[tuple[int, str], None, Ints]:
        """The texts of those that fit the layout; returns the others."""
        fits = layout.fits(data[left])
        which = left[fits]
        if not len(which):
            return left
        places = at[which]
        texts = layout.texts(data[which], self._rows[places].tolist(), self._epoch[places].tolist(), self._of(places))
        last = int(self._rows[places[-1]])
        if not layout.trusted and last != layout.row:
            layout.trusted = texts[-1] == self._writer.one(last)
            if not layout.trusted:
                self._writer.mistaken += 1
                family.singly = True
                family.layouts.clear()
                return left
        family.shared += len(which)
        yield from zip(places.tolist(), texts, strict=True)
        return left[~fits]

    def _of(self, at: Ints) -> Callable[[], Sequence[Place]]:
        """The places of some rows, worked out once."""
        return cache(lambda: self._places(at))

    def _places(self, at: Ints) -> Sequence[Place]:
        index, rows, datagram = self._writer.index, self._rows[at], self._datagram[at]
        starts, differences = (np.array(column, np.int64) for column in index.numbering)
        frame = datagram + differences[np.searchsorted(starts, datagram, side="right") - 1]
        tells = self._role[at] == Role.NOTIFICATION
        causes: list[Ref | None] = [None] * len(at)
        for each in np.flatnonzero(tells & (self._number[at] > 0)).tolist():
            causes[each] = index.request_of(int(rows[each]))
        columns = (
            frame, self._nth[at], wide_some(index.times, datagram), some(index.seq, rows), some(index.pid, rows),
            self._number[at],
        )  # fmt: skip
        return list(map(Place, *(column.tolist() for column in columns), causes))
