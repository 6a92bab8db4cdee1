"""Transactions: a request, its replies and its end, and the notifications it caused, in columns.

Which request a message belongs to is found by `nldissect.pairing`; here stands what came of it.
"""

from __future__ import annotations

from array import array
from enum import IntEnum
from typing import Final, NamedTuple

from nldissect import wire
from nldissect.control import (
    NLM_F_ACK,
    NLM_F_DUMP,
    NLM_F_DUMP_INTR,
    NLM_F_REQUEST,
    NLMSG_DONE,
    NLMSG_ERROR,
    NLMSG_MIN_TYPE,
    NLMSG_NOOP,
    NLMSG_OVERRUN,
)
from nldissect.datagram import Process
from nldissect.pairing import (
    NFNL_MSG_BATCH_BEGIN,
    NFNL_MSG_BATCH_END,
    Pairing,
    Pending,
    Ref,
    Seen,
    tells,
)
from nldissect.protocols import NETFILTER
from nldissect.schema import Operation
from nldissect.wide import Wide
from nldissect.wire import ByteOrder, Header

PATIENCE: Final = 1_000_000_000
"""nanoseconds that an answer may take; the kernel gives most at once"""
LONG: Final = 0xFFFFFFFF
"""of a column of nanoseconds: it took longer than fits, see `Transactions.longer`"""


class Role(IntEnum):
    """What a message is in its transaction."""

    REQUEST = 0
    REPLY = 1
    """one of its answers, not the last word"""
    END = 2
    """the acknowledgement, error or done that ends it"""
    NOTIFICATION = 3
    """told to listeners because of it"""


class State(IntEnum):
    """How a transaction stands."""

    OPEN = 0
    """waiting for an answer that must come"""
    QUIET = 1
    """no answer is due: success is silent"""
    ANSWERED = 2
    FAILED = 3


class Step(NamedTuple):
    """What one message is: its transaction's number, its role there, and the request it belongs to."""

    number: int
    role: Role
    request: Ref


class Transactions:
    """All transactions of a stream, numbered from 1, in columns indexed by number (entry 0 is nobody's).

    `requested` is in nanoseconds since 1970, `last` (when the last answer came) in nanoseconds after that, LONG where
    it does not fit; a transaction with no answer has 0 `replies`. `state` is a State.
    """

    def __init__(self) -> None:
        self.request_frame = array("I", [0])
        self.request_index = array("I", [0])
        self.requested = Wide([0])
        self.last = array("I", [0])
        self.longer: dict[int, int] = {}
        """by number: what does not fit `last`"""
        self.replies = array("I", [0])
        self.errno = array("H", [0])
        self.state = bytearray(1)
        self.interrupted: set[int] = set()
        """those whose dump the kernel marked NLM_F_DUMP_INTR"""
        self.pairing = Pairing()
        self.process_numbers = array("H", [0])
        self._processes: list[Process | None] = [None]
        self._process_numbers: dict[Process, int] = {}
        self.batch: int | None = None
        """the transaction of the nftables batch that is being sent"""
        self.now = 0
        """when the newest message went by"""
        self.complete = False
        """the stream has ended: what has no answer now gets none"""

    def __len__(self) -> int:
        return len(self.state) - 1

    def feed(self, seen: Seen, time: int, *, to_kernel: bool, guessed: bool = True) -> Step | None:
        """Take the next message; None where it belongs to no transaction.

        `guessed` says that the direction was not captured but told by the header alone.
        """
        if to_kernel:
            cause = self.pairing.repeated(seen) if guessed else None
            return self._request(seen, time) if cause is None else self._answer(cause, seen, time)
        if seen.header.nlmsg_type in (NLMSG_NOOP, NLMSG_OVERRUN):
            return None
        found = self.pairing.find(seen)
        return None if found is None else self._answer(found, seen, time)

    def _request(self, seen: Seen, time: int) -> Step:
        header = seen.header
        in_batch = self.batch is not None and seen.protocol == NETFILTER
        if in_batch and self.batch is not None and self.request_frame[self.batch] == seen.ref.frame:
            number = self.batch
            if header.nlmsg_flags & NLM_F_ACK and self.state[number] == State.QUIET:
                self.state[number] = State.OPEN
        else:
            number = self._new(seen, time)
        if seen.protocol == NETFILTER:
            if header.nlmsg_type == NFNL_MSG_BATCH_BEGIN:
                self.batch = number
            elif header.nlmsg_type == NFNL_MSG_BATCH_END or not in_batch:
                self.batch = None
        self.pairing.remember(number, seen)
        return Step(number, Role.REQUEST, seen.ref)

    def _new(self, seen: Seen, time: int) -> int:
        self.request_frame.append(seen.ref.frame)
        self.request_index.append(seen.ref.nth)
        self.requested.append(time)
        for column in (self.last, self.replies, self.errno, self.process_numbers):
            column.append(0)
        self.state.append(State.OPEN if answer_due(seen.header, seen.operation) else State.QUIET)
        return len(self.state) - 1

    def _answer(self, found: Pending, seen: Seen, time: int) -> Step:
        number, header = found.number, seen.header
        found.touch(seen)
        if tells(seen.protocol, found, header):
            return Step(number, Role.NOTIFICATION, found.ref)
        self.replied(number, time)
        if header.nlmsg_flags & NLM_F_DUMP_INTR:
            self.interrupted.add(number)
        ends = header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE)
        if found.end(header) and (ends or self.state[number] != State.FAILED):
            code = errno_of(seen.data, seen.order) if ends else 0
            if code:
                self.errno[number] = min(code, 0xFFFF)
                self.state[number] = State.FAILED
            elif self.state[number] != State.FAILED:
                self.state[number] = State.ANSWERED
        return Step(number, Role.END if ends else Role.REPLY, found.ref)

    def replied(self, number: int, time: int) -> None:
        """An answer has come."""
        after = time - self.requested[number]
        if 0 <= after < LONG:
            self.last[number] = after
        else:
            self.last[number] = LONG
            self.longer[number] = after
        self.replies[number] += 1

    def attribute(self, step: Step, process: Process) -> None:
        """A message of the transaction has told whose it is. A notification tells its listener, or nothing sure."""
        if step.role is not Role.NOTIFICATION and not self.process_numbers[step.number]:
            self.process_numbers[step.number] = self.process_number(process)

    def process_number(self, process: Process) -> int:
        """The number by which `process_numbers` has a process; 0, nobody's, where there are too many."""
        number = self._process_numbers.get(process)
        if number is None:
            if len(self._processes) > 0xFFFF:
                return 0
            number = self._process_numbers[process] = len(self._processes)
            self._processes.append(process)
        return number

    # Afterwards.

    def process(self, number: int) -> Process | None:
        """Who asked, as soon as one of its messages has told."""
        return self._processes[self.process_numbers[number]]

    def latency(self, number: int) -> int | None:
        """Nanoseconds from the request to the last answer so far."""
        if not self.replies[number]:
            return None
        after = self.last[number]
        return self.longer[number] if after == LONG else after

    def unanswered(self, number: int) -> bool:
        """Whether an answer was due and none has come: by the stream's end, or within a second."""
        if self.state[number] != State.OPEN or self.replies[number]:
            return False
        return self.complete or self.now - self.requested[number] > PATIENCE

    def request(self, number: int) -> Ref:
        """The message that began it."""
        return Ref(self.request_frame[number], self.request_index[number])


def answer_due(header: Header, operation: Operation) -> bool:
    """Whether the kernel says something also where a request succeeds."""
    flags = header.nlmsg_flags
    dump = operation is Operation.OTHER and flags & NLM_F_DUMP == NLM_F_DUMP
    asks = flags & NLM_F_ACK or (flags & NLM_F_REQUEST and (dump or operation is Operation.GET))
    return bool(asks) and header.nlmsg_type >= NLMSG_MIN_TYPE


def errno_of(data: memoryview, order: ByteOrder) -> int:
    """The errno in an error or done message, positive; 0 where it is success."""
    if len(data) < wire.NLMSG_HDRLEN + 4:
        return 0
    code = int.from_bytes(data[16:20], "little" if order == "<" else "big", signed=True)
    return -code if code < 0 else 0
