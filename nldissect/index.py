"""One row per message, in columns: a million messages in some 50 bytes each, decoded when someone looks.

The index is fed datagrams in order (by a loader thread, or as they are captured) and read by row number from 0. Bytes
are not kept: a row is read again from the source. A reader may run beside the feeder: a row is there once `len` has it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from sys import getsizeof
from typing import NamedTuple, Protocol

from nldissect.datagram import Datagram, Direction, Process
from nldissect.message import Membership, Message, Passage
from nldissect.pairing import Ref
from nldissect.registry import Registry, default_registry
from nldissect.stream import Copies, Knowledge, datagram_notes, framing, join
from nldissect.transactions import Role, Transactions
from nldissect.tree import Note
from nldissect.wide import Wide
from nldissect.wire import ByteOrder, MessageSpan


class Bytes(Protocol):
    """Where the captured bytes are."""

    def view(self, offset: int, length: int) -> memoryview:
        """The bytes at `offset`."""


class Origin(NamedTuple):
    """Where a datagram was captured and who was its user's end: the same for many."""

    protocol: int
    order: ByteOrder
    direction: Direction
    own: bool
    interface: str | None
    netns: int | None
    process: Process | None

    @classmethod
    def of(cls, datagram: Datagram, order: ByteOrder) -> Origin:
        """Where a datagram came from; `order` is its byte order."""
        return cls(
            datagram.protocol, order, datagram.direction, datagram.own,
            datagram.interface, datagram.netns, datagram.process,
        )  # fmt: skip


class MessageIndex:
    """The messages of one source.

    The columns `offset`, `length`, `type`, `flags`, `seq`, `pid` are arrays with one entry a row; a row without
    nlmsghdr has zeros in the last four.
    """

    def __init__(
        self,
        source: Bytes,
        families: Mapping[int, str] | None = None,
        *,
        registry: Registry | None = None,
        show_secrets: bool = False,
    ) -> None:
        self.source = source
        self.registry = registry or default_registry()
        self.show_secrets = show_secrets
        self.knowledge = Knowledge(families)
        self.offset = Wide()
        self.length = array("L" if array("L").itemsize == 4 else "I")
        self.type = array("H")
        self.flags = array("H")
        self.seq = array("I")
        self.pid = array("I")
        self.transaction = array("I")
        """the row's transaction and role (number << 2 | role); 0 where it belongs to none"""
        self.transactions = Transactions()
        self._batched = array("I")
        """rows that belong to a request that is not their transaction's first"""
        self._requests = array("I")
        """the rows of these requests"""
        self.first_rows = array("I")
        """by datagram: the row of its first message"""
        self.times = Wide()
        """by datagram: nanoseconds since 1970"""
        self.origins = array("I")
        """by datagram: see `origin_number`"""
        self.known_origins: list[Origin] = []
        """by the numbers in `origins`"""
        self._origin_numbers: dict[Origin, int] = {}
        self.numbering = ([0], [1])
        """from which datagram on its frame number is how much more than its position"""
        self._comments: dict[int, tuple[str, ...]] = {}
        self.copies = Copies()
        self._words: dict[int, str] = {}
        self._notes: dict[int, tuple[Note, ...]] = {}
        self._remarked = array("I")
        """the datagrams that have notes, comments or words"""
        self._rows = 0
        self.own_rows = 0
        """how many rows nldissect itself caused"""

    def __len__(self) -> int:
        return self._rows

    def append(self, datagram: Datagram) -> None:
        """Add a datagram's messages, and learn from them."""
        position = len(self.times)
        order, spans = framing(self.registry, datagram)
        row, base = self._rows, datagram.offset
        for index, span in enumerate(spans):
            header = span.header
            self.offset.append(base + span.offset)
            self.length.append(span.length)
            if header is None:
                for column in (self.type, self.flags, self.seq, self.pid):
                    column.append(0)
            else:
                self.type.append(header.nlmsg_type)
                self.flags.append(header.nlmsg_flags)
                self.seq.append(header.nlmsg_seq)
                self.pid.append(header.nlmsg_pid)
                self.knowledge.learn(row, datagram.protocol, datagram.data, span, order)
            self.transaction.append(self._join(row, datagram, order, index, span))
            row += 1
        if datagram.number - position != self.numbering[1][-1]:
            self.numbering[0].append(position)
            self.numbering[1].append(datagram.number - position)
        if datagram.comments:
            self._comments[position] = datagram.comments
        if datagram.words is not None:
            self._words[position] = datagram.words
        if datagram.comments or datagram.words is not None:
            self._remarked.append(position)
        notes = datagram_notes(datagram, spans[-1], self.copies.original(datagram, spans[0]))
        if notes:
            self.remark(position, notes)
        self.origins.append(self.origin_number(Origin.of(datagram, order)))
        self.times.append(datagram.time)
        self.first_rows.append(self._rows)
        if datagram.own:
            self.own_rows += len(spans)
        self._rows = row

    def _join(self, row: int, datagram: Datagram, order: ByteOrder, index: int, span: MessageSpan) -> int:
        step = join(self.transactions, self.registry, datagram, order, index, span, row)
        if step is None:
            return 0
        if step.request != self.transactions.request(step.number):
            frame, nth = step.request
            here = frame == datagram.number
            asked = row - index + nth if here else self.row_of(frame, nth)
            assert asked is not None, "a request is a row of the index"
            self.belong(row, asked)
        return step.number << 2 | step.role

    @property
    def bytes(self) -> int:
        """The memory that the columns take, those of the transactions among them."""
        transactions = self.transactions
        wide = (self.offset, self.times, transactions.requested)
        columns = (
            self.length, self.type, self.flags, self.seq, self.pid, self.transaction, self._batched, self._requests,
            self.first_rows, self.origins, self._remarked, *(each.low for each in wide),
            transactions.request_frame, transactions.request_index, transactions.last, transactions.replies,
            transactions.errno, transactions.process_numbers, transactions.state,
        )  # fmt: skip
        return sum(getsizeof(column) for column in columns)

    # For whoever adds many at once.

    def belong(self, row: int, request: int) -> None:
        """Say that a row belongs to a request, by its row, that is not the first of their transaction."""
        self._batched.append(row)
        self._requests.append(request)

    def remark(self, position: int, notes: tuple[Note, ...]) -> None:
        """Say what is remarkable about a datagram."""
        self._notes[position] = notes
        self._remarked.append(position)

    def grow(self, rows: int) -> None:
        """Let readers have rows whose columns are there."""
        self._rows += rows

    def origin_number(self, origin: Origin) -> int:
        """The number by which `origins` has it."""
        number = self._origin_numbers.get(origin)
        if number is None:
            number = self._origin_numbers[origin] = len(self.known_origins)
            self.known_origins.append(origin)
        return number

    # Cheap looks at a row.

    def _datagram(self, row: int) -> int:
        return bisect_right(self.first_rows, row) - 1

    def _frame(self, position: int) -> int:
        return position + self.numbering[1][bisect_right(self.numbering[0], position) - 1]

    def frame_of(self, row: int) -> int:
        """The number of the datagram the row is in, from 1."""
        return self._frame(self._datagram(row))

    def number_of(self, row: int) -> str:
        """What people call the row: its datagram's number, and its place there behind a point if it is not first."""
        position = self._datagram(row)
        nth = row - self.first_rows[position]
        return f"{self._frame(position)}.{nth}" if nth else str(self._frame(position))

    def time_of(self, row: int) -> int:
        """Nanoseconds since 1970."""
        return self.times[self._datagram(row)]

    def origin_of(self, row: int) -> Origin:
        """Protocol, direction as captured, process …"""
        return self.known_origins[self.origins[self._datagram(row)]]

    def protocol_of(self, row: int) -> int:
        """NETLINK_*"""
        return self.origin_of(row).protocol

    def own_of(self, row: int) -> bool:
        """Whether nldissect itself caused it."""
        return self.origin_of(row).own

    def membership_of(self, row: int) -> Membership | None:
        """The row's place in its transaction; None where it belongs to none."""
        entry = self.transaction[row]
        if not entry:
            return None
        number = entry >> 2
        request = self.request_of(row)
        return Membership(self.transactions, number, Role(entry & 3), request, lambda: self._request(request))

    def remarked(self, first: int, last: int) -> array[int]:
        """Of these datagrams, by their positions, those that more is known of than their bytes say."""
        return self._remarked[bisect_left(self._remarked, first) : bisect_right(self._remarked, last)]

    def batched(self, first: int, last: int) -> array[int]:
        """Of these rows, those that belong to a request that is not the first of their transaction."""
        return self._batched[bisect_left(self._batched, first) : bisect_right(self._batched, last)]

    def request_of(self, row: int) -> Ref:
        """The request that a row of a transaction belongs to."""
        place = bisect_left(self._batched, row)
        if place == len(self._batched) or self._batched[place] != row:
            return self.transactions.request(self.transaction[row] >> 2)
        asked = self._requests[place]
        position = self._datagram(asked)
        return Ref(self._frame(position), asked - self.first_rows[position])

    def _request(self, request: Ref) -> Message | None:
        row = self.row_of(*request)
        return None if row is None else self.message(row)

    def row_of(self, frame: int, index: int) -> int | None:
        """The row of message `index` in datagram `frame`; None where there is no such message."""
        low, high = 0, len(self.first_rows)
        while low < high:
            middle = (low + high) // 2
            if self._frame(middle) < frame:
                low = middle + 1
            else:
                high = middle
        if low == len(self.first_rows) or self._frame(low) != frame:
            return None
        row = self.first_rows[low] + index
        return row if row < self._rows and self._datagram(row) == low else None

    # The whole row.

    def message(self, row: int) -> Message:
        """The message, read from the source and decoded as far as it is looked at."""
        position = self._datagram(row)
        origin = self.known_origins[self.origins[position]]
        first = self.first_rows[position]
        last = row + 1 == (self.first_rows[position + 1] if position + 1 < len(self.first_rows) else self._rows)
        passage = Passage(
            self._frame(position), row - first, self.times[position], origin.protocol, origin.order, origin.direction,
            origin.process, origin.interface, origin.netns, origin.own, self._comments.get(position, ()),
            self._words.get(position), self._notes.get(position, ()) if last else (),
        )  # fmt: skip
        data = self.source.view(self.offset[row], self.length[row])
        return Message(
            data,
            passage,
            self.registry,
            self.knowledge.at(row),
            membership=self.membership_of(row),
            show_secrets=self.show_secrets,
        )
