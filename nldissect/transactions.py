"""Which messages belong together: a request, its replies and its end, and the notifications it caused.

The kernel says it only by half. Most requests carry port id 0, so a socket's port id is learned from the first reply;
sequence numbers are reused, by several sockets at once too; a notification carries the port id and sequence number of
the request that caused it, just as a reply does. What is joined here is joined in the order of time, by protocol,
sequence number, port id as far as known, and, for errors, by the header that the kernel echoes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from enum import IntEnum
from typing import Final, NamedTuple

from nldissect import wire
from nldissect.control import (
    NLM_F_ACK,
    NLM_F_DUMP,
    NLM_F_DUMP_INTR,
    NLM_F_MULTI,
    NLM_F_REQUEST,
    NLMSG_DONE,
    NLMSG_ERROR,
    NLMSG_MIN_TYPE,
    NLMSG_NOOP,
    NLMSG_OVERRUN,
)
from nldissect.datagram import Process
from nldissect.protocols import NETFILTER, ROUTE
from nldissect.schema import Operation
from nldissect.wire import ByteOrder, Header

XFRM: Final = 6
NFNL_MSG_BATCH_BEGIN: Final = 16
NFNL_MSG_BATCH_END: Final = 17
CTNETLINK: Final = (1, 2)
"""NFNL_SUBSYS_CTNETLINK and CTNETLINK_EXP: their notifications tell the requester's port id, but no sequence number"""
_NOTIFYING: Final = (ROUTE, NETFILTER, XFRM)
"""protocols that tell listeners of a change in a message of the request's own type"""
_KEPT: Final = 16_384
"""sequence numbers that are remembered"""
_PATIENCE: Final = 1_000_000_000
"""nanoseconds that an answer may take; the kernel gives most at once"""
_ECHO: Final = 20
"""where an error's echoed nlmsghdr begins"""


class Ref(NamedTuple):
    """A message by its datagram's frame number (from 1) and its place in it (from 0)."""

    frame: int
    nth: int


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


class _Pending:
    """A request that later messages may belong to."""

    __slots__ = ("done", "header", "number", "operation", "port", "ref", "socket")

    def __init__(self, number: int, ref: Ref, header: Header, operation: Operation) -> None:
        self.number = number
        self.ref = ref
        self.header = header
        self.operation = operation
        self.port: int | None = header.nlmsg_pid or None
        self.socket: int | None = None
        self.done = False

    def causes(self, port: int) -> bool:
        """Whether what the kernel tells of `port`'s doings now can be this request's: it comes before the answer."""
        return not self.done and self.port in (None, port)

    def learn(self, port: int) -> None:
        """A reply has told the socket's port id."""
        if self.port is None and port:
            self.port = port


class Transactions:
    """All transactions of a stream, numbered from 1, in columns indexed by number (entry 0 is nobody's).

    `state` is a State; times are nanoseconds since 1970, 0 where there is none yet.
    """

    def __init__(self) -> None:
        self.request_frame = array("I", [0])
        self.request_index = array("I", [0])
        self.requested = array("q", [0])
        self.first_reply = array("q", [0])
        self.ended = array("q", [0])
        self.replies = array("I", [0])
        self.errno = array("H", [0])
        self.state = bytearray(1)
        self.interrupted: set[int] = set()
        """those whose dump the kernel marked NLM_F_DUMP_INTR"""
        self._process = array("I", [0])
        self._processes: list[Process | None] = [None]
        self._process_numbers: dict[Process, int] = {}
        self._pending: dict[tuple[int, int], list[_Pending]] = {}
        self._batch: int | None = None
        self._changing: dict[int, _Pending] = {}
        """the newest request for a change in each of CTNETLINK"""
        self._now = 0
        self.complete = False
        """the stream has ended: what has no answer now gets none"""

    def __len__(self) -> int:
        return len(self.state) - 1

    def feed(
        self,
        ref: Ref,
        time: int,
        protocol: int,
        header: Header,
        operation: Operation,
        *,
        to_kernel: bool,
        data: memoryview,
        order: ByteOrder,
        process: Process | None = None,
        guessed: bool = True,
    ) -> Step | None:
        """Take the next message (`data` begins with its nlmsghdr); None where it belongs to no transaction.

        `process` is the user's end of the socket, where the source knows it. `guessed` says that the direction was
        not captured but told by the header alone.
        """
        self._now = time
        if to_kernel:
            cause = self._repeated(ref, protocol, header) if guessed else None
            if cause is not None:
                return self._answer(cause, time, protocol, header, data, order)
            return self._request(ref, time, protocol, header, operation, process)
        if header.nlmsg_type in (NLMSG_NOOP, NLMSG_OVERRUN):
            return None
        found = self._find(protocol, header, data, order, None if process is None else process.socket)
        if found is None:
            return None
        return self._answer(found, time, protocol, header, data, order)

    def _repeated(self, ref: Ref, protocol: int, header: Header) -> _Pending | None:
        """The request that this answers or tells of, although it has NLM_F_REQUEST itself.

        Some of the kernel's messages (nexthops, tc filters, chains, actions) repeat the request's flags. They tell its
        port id, and come before its acknowledgement.
        """
        if not header.nlmsg_pid or protocol != ROUTE:
            return None
        for pending in self._pending.get((protocol, header.nlmsg_seq), ()):
            asked = pending.header
            if (
                asked.nlmsg_type & ~3 == header.nlmsg_type & ~3
                and asked.nlmsg_flags == header.nlmsg_flags
                and pending.port in (None, header.nlmsg_pid)
                and pending.ref.frame != ref.frame
                and not pending.done
            ):
                return pending
        return None

    # Requests.

    def _request(
        self, ref: Ref, time: int, protocol: int, header: Header, operation: Operation, process: Process | None
    ) -> Step:
        in_batch = self._batch is not None and protocol == NETFILTER
        if in_batch and self._batch is not None and self.request_frame[self._batch] == ref.frame:
            number = self._batch
            if header.nlmsg_flags & NLM_F_ACK and self.state[number] == State.QUIET:
                self.state[number] = State.OPEN
        else:
            number = self._new(ref, time, header, operation)
        if protocol == NETFILTER:
            if header.nlmsg_type == NFNL_MSG_BATCH_BEGIN:
                self._batch = number
            elif header.nlmsg_type == NFNL_MSG_BATCH_END or not in_batch:
                self._batch = None
        pending = _Pending(number, ref, header, operation)
        if process is not None:
            pending.learn(process.port or 0)
            pending.socket = process.socket
        self._remember(protocol, header.nlmsg_seq, pending)
        if protocol == NETFILTER and header.nlmsg_type >> 8 in CTNETLINK and operation is not Operation.GET:
            self._changing[header.nlmsg_type >> 8] = pending
        return Step(number, Role.REQUEST, ref)

    def _new(self, ref: Ref, time: int, header: Header, operation: Operation) -> int:
        self.request_frame.append(ref.frame)
        self.request_index.append(ref.nth)
        self.requested.append(time)
        self.first_reply.append(0)
        self.ended.append(0)
        self.replies.append(0)
        self.errno.append(0)
        self._process.append(0)
        flags = header.nlmsg_flags
        dump = operation is Operation.OTHER and flags & NLM_F_DUMP == NLM_F_DUMP
        due = flags & NLM_F_ACK or (flags & NLM_F_REQUEST and (dump or operation is Operation.GET))
        self.state.append(State.OPEN if due and header.nlmsg_type >= NLMSG_MIN_TYPE else State.QUIET)
        return len(self.state) - 1

    def _remember(self, protocol: int, seq: int, pending: _Pending) -> None:
        key = (protocol, seq)
        others = self._pending.pop(key, None)
        if others is None:
            self._pending[key] = [pending]
            if len(self._pending) > _KEPT:
                del self._pending[next(iter(self._pending))]
            return
        # The same number again: what is answered can not be meant any more by what comes now.
        kept = [other for other in others if not other.done][-7:]
        kept.append(pending)
        self._pending[key] = kept

    # Answers.

    def _find(
        self, protocol: int, header: Header, data: memoryview, order: ByteOrder, socket: int | None
    ) -> _Pending | None:
        if header.nlmsg_seq == 0 and header.nlmsg_pid == 0:
            return None
        if header.nlmsg_seq == 0 and protocol == NETFILTER and header.nlmsg_type >> 8 in CTNETLINK:
            cause = self._changing.get(header.nlmsg_type >> 8)
            if not header.nlmsg_flags & NLM_F_MULTI:  # which answers have
                return cause if cause is not None and cause.causes(header.nlmsg_pid) else None
        candidates = self._pending.get((protocol, header.nlmsg_seq))
        if candidates:
            found = _choose(candidates, header, data, order, socket)
            if found is not None:
                return found
        return self._by_echo(protocol, data, order) if header.nlmsg_type == NLMSG_ERROR else None

    def _by_echo(self, protocol: int, data: memoryview, order: ByteOrder) -> _Pending | None:
        """An error whose sequence number is not its request's: the header it echoes has the right one."""
        echo = echoed(data, order)
        if echo is None:
            return None
        for pending in self._pending.get((protocol, echo.nlmsg_seq), ()):
            if pending.header == echo and not pending.done:
                return pending
        return None

    def _answer(
        self, found: _Pending, time: int, protocol: int, header: Header, data: memoryview, order: ByteOrder
    ) -> Step:
        number = found.number
        found.learn(header.nlmsg_pid)
        if header.nlmsg_type >= NLMSG_MIN_TYPE and _is_notification(protocol, found, header):
            return Step(number, Role.NOTIFICATION, found.ref)
        self.replies[number] += 1
        if not self.first_reply[number]:
            self.first_reply[number] = time
        self.ended[number] = time
        if header.nlmsg_flags & NLM_F_DUMP_INTR:
            self.interrupted.add(number)
        if header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE):
            found.done = True
            code = _code(data, order)
            if code:
                self.errno[number] = min(code, 0xFFFF)
                self.state[number] = State.FAILED
            elif self.state[number] != State.FAILED:
                self.state[number] = State.ANSWERED
            return Step(number, Role.END, found.ref)
        if not header.nlmsg_flags & NLM_F_MULTI and not found.header.nlmsg_flags & NLM_F_ACK:
            found.done = True
            if self.state[number] != State.FAILED:
                self.state[number] = State.ANSWERED
        return Step(number, Role.REPLY, found.ref)

    def attribute(self, step: Step, process: Process) -> None:
        """A message of the transaction has told whose it is. A notification tells its listener, or nothing sure."""
        if step.role is Role.NOTIFICATION or self._process[step.number]:
            return
        number = self._process_numbers.get(process)
        if number is None:
            number = self._process_numbers[process] = len(self._processes)
            self._processes.append(process)
        self._process[step.number] = number

    # Afterwards.

    def process(self, number: int) -> Process | None:
        """Who asked, as soon as one of its messages has told."""
        return self._processes[self._process[number]]

    def latency(self, number: int) -> int | None:
        """Nanoseconds from the request to the last answer so far."""
        return self.ended[number] - self.requested[number] if self.ended[number] else None

    def first_latency(self, number: int) -> int | None:
        """Nanoseconds from the request to the first answer."""
        return self.first_reply[number] - self.requested[number] if self.first_reply[number] else None

    def unanswered(self, number: int) -> bool:
        """Whether an answer was due and none has come: by the stream's end, or within a second."""
        if self.state[number] != State.OPEN or self.replies[number]:
            return False
        return self.complete or self._now - self.requested[number] > _PATIENCE

    def request(self, number: int) -> Ref:
        """The message that began it."""
        return Ref(self.request_frame[number], self.request_index[number])


def echoed(data: memoryview, order: ByteOrder) -> Header | None:
    """The request's nlmsghdr that an error reply holds, where it is all there."""
    return wire.header(data, _ECHO, order) if len(data) >= _ECHO + wire.NLMSG_HDRLEN else None


def _choose(
    candidates: Iterable[_Pending], header: Header, data: memoryview, order: ByteOrder, socket: int | None
) -> _Pending | None:
    """The request that a message with their sequence number belongs to: the likeliest, of equals the oldest."""
    echo: Header | None = None
    if header.nlmsg_type == NLMSG_ERROR:
        echo = echoed(data, order)
    best: _Pending | None = None
    best_rank: tuple[int, ...] = ()
    for candidate in candidates:
        if _possible(candidate, header, echo, socket):
            rank = _rank(candidate, header, socket)
            if rank > best_rank:
                best, best_rank = candidate, rank
    return best


def _possible(candidate: _Pending, header: Header, echo: Header | None, socket: int | None) -> bool:
    port = header.nlmsg_pid
    if candidate.socket is not None and socket is not None:
        # Answers come back on the request's own socket; on another one it can only be a notification.
        if candidate.socket != socket and (header.nlmsg_type < NLMSG_MIN_TYPE or candidate.port != port):
            return False
    elif candidate.port is not None and port and candidate.port != port:
        return False
    asked = candidate.header
    return echo is None or echo[:3] == asked[:3]  # length, type and flags as they were sent


def _rank(candidate: _Pending, header: Header, socket: int | None) -> tuple[int, ...]:
    """How likely, the weightiest reason first.

    The kernel answers before it takes the next request, so the newest datagram's are meant; only dumps take longer.
    """
    asked = candidate.header
    is_dump = asked.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP
    wants_dump = header.nlmsg_flags & NLM_F_MULTI != 0 or header.nlmsg_type == NLMSG_DONE
    same_object = asked.nlmsg_type & ~3 == header.nlmsg_type & ~3
    return (
        socket is not None and candidate.socket == socket,
        wants_dump and is_dump and not candidate.done,
        not candidate.done,
        same_object,
        candidate.ref.frame,
        candidate.port == header.nlmsg_pid,
    )


def _is_notification(protocol: int, request: _Pending, header: Header) -> bool:
    if protocol not in _NOTIFYING:
        return False
    if request.operation is Operation.GET:
        return False
    if request.operation is Operation.OTHER:
        is_batch = protocol == NETFILTER and request.header.nlmsg_type in (NFNL_MSG_BATCH_BEGIN, NFNL_MSG_BATCH_END)
        dump = request.header.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP and header.nlmsg_flags & NLM_F_MULTI
        return is_batch or (header.nlmsg_type == request.header.nlmsg_type and not dump)
    return True


def _code(data: memoryview, order: ByteOrder) -> int:
    """The errno in an error or done message, positive; 0 where it is success."""
    if len(data) < wire.NLMSG_HDRLEN + 4:
        return 0
    code = int.from_bytes(data[16:20], "little" if order == "<" else "big", signed=True)
    return -code if code < 0 else 0
