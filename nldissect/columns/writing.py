"""Writing many rows of an index: those of one structure together, what is out of the ordinary one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from nldissect.columns.alike import Alike
from nldissect.columns.block import Bools, Ints, gather
from nldissect.columns.layout import Layout, UnsuitableError
from nldissect.columns.storage import datagrams, frames, some, wide_some
from nldissect.control import NLMSG_DONE, NLMSG_ERROR
from nldissect.index import MessageIndex
from nldissect.pairing import ECHO
from nldissect.parts import Parts, Place, written
from nldissect.protocols import GENERIC, SOCK_DIAG
from nldissect.transactions import Role, State
from nldissect.wire import NLMSG_HDRLEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

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


LAYOUTS: Final = 1024
"""layouts, of some 80 KB each, before all are forgotten: a file can be made to need any number"""


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
        self._layouts = 0
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
        self._layouts += 1
        if self._layouts > LAYOUTS:
            self._layouts = 1
            self._families.clear()
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
        self._datagram = datagrams(index, rows)
        self._nth = rows - some(index.first_rows, self._datagram)
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
            self._family(family, members, found)
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
        error = self._type == NLMSG_ERROR
        singly |= error & np.isin(protocols[self._origin], _BY_REQUEST)
        singly |= error & (self._length < ECHO + NLMSG_HDRLEN)  # only the request itself says what it was
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

    def _family(self, family: _Family, at: Ints, found: list[str]) -> None:
        """Write the rows of one family to their places."""
        data = gather(self._data, self._offset[at], int(self._length[at[0]]))
        left = np.arange(len(at))
        for layout in family.layouts:
            left = self._fitting(family, layout, at, data, left, found)
            if not len(left):
                return
        while len(left) and family.worth:
            made = self._writer.layout(family, int(self._rows[at[left[0]]]))
            if made is not None:
                left = self._fitting(family, made, at, data, left, found)
        for each in at[left].tolist():
            found[each] = self._writer.one(int(self._rows[each]))

    def _fitting(
        self, family: _Family, layout: Layout, at: Ints, data: NDArray[np.uint8], left: Ints, found: list[str]
    ) -> Ints:
        """Write those that fit the layout; return the others."""
        fits = layout.fits(data[left])
        which = left[fits]
        if not len(which):
            return left
        places = at[which]
        positions, epochs = self._rows[places].tolist(), self._epoch[places].tolist()
        texts = layout.texts(Alike(data[which]), positions, epochs, *self._of(places))
        last = int(self._rows[places[-1]])
        if not layout.trusted and last != layout.row:
            layout.trusted = texts[-1] == self._writer.one(last)
            if not layout.trusted:
                self._writer.mistaken += 1
                family.singly = True
                family.layouts.clear()
                return left
        family.shared += len(which)
        for place, text in zip(places.tolist(), texts, strict=True):
            found[place] = text
        return left[~fits]

    def _of(self, at: Ints) -> tuple[Callable[[], Sequence[Place]], Callable[[str], Sequence[int]]]:
        """The places of some rows, worked out once, and what gives one number of each."""
        return cache(lambda: self._places(at)), lambda name: _NUMBERS[name](self, at).tolist()

    def frame(self, at: Ints) -> Ints:
        """The frame numbers of some rows."""
        return frames(self._writer.index, self._datagram[at])

    def nth(self, at: Ints) -> Ints:
        """Their places in the frame."""
        return self._nth[at]

    def time(self, at: Ints) -> Ints:
        """Nanoseconds since 1970."""
        return wide_some(self._writer.index.times, self._datagram[at])

    def seq(self, at: Ints) -> Ints:
        """nlmsg_seq"""
        return some(self._writer.index.seq, self._rows[at])

    def pid(self, at: Ints) -> Ints:
        """nlmsg_pid"""
        return some(self._writer.index.pid, self._rows[at])

    def transaction(self, at: Ints) -> Ints:
        """Their transactions' numbers."""
        return self._number[at]

    def cause(self, at: Ints) -> Ints:
        """Frame and place of the requests that they belong to, in two columns."""
        index = self._writer.index
        number, rows = self._number[at], self._rows[at]
        found = np.column_stack(
            (some(index.transactions.request_frame, number), some(index.transactions.request_index, number))
        )
        for each in index.batched(int(rows[0]), int(rows[-1])):
            place = int(np.searchsorted(rows, each))
            if rows[place] == each:
                found[place] = index.request_of(each)
        return found

    def _places(self, at: Ints) -> Sequence[Place]:
        index, rows = self._writer.index, self._rows[at]
        tells = (self._role[at] == Role.NOTIFICATION) & (self._number[at] > 0)
        causes = [
            index.request_of(row) if told else None for row, told in zip(rows.tolist(), tells.tolist(), strict=True)
        ]
        columns = (self.frame(at), self.nth(at), self.time(at), self.seq(at), self.pid(at), self.transaction(at))
        return list(map(Place, *(column.tolist() for column in columns), causes))


_NUMBERS: Final[dict[str, Callable[[_Batch, Ints], Ints]]] = {
    "frame": _Batch.frame,
    "nth": _Batch.nth,
    "seconds": lambda batch, at: batch.time(at) // 1_000_000_000,
    "nanoseconds": lambda batch, at: batch.time(at) % 1_000_000_000,
    "microseconds": lambda batch, at: batch.time(at) // 1_000 % 1_000_000,
    "seq": _Batch.seq,
    "pid": _Batch.pid,
    "transaction": _Batch.transaction,
    "cause_frame": lambda batch, at: batch.cause(at)[:, 0],
    "cause_nth": lambda batch, at: batch.cause(at)[:, 1],
}
"""the numbers of a Place, for many rows"""
