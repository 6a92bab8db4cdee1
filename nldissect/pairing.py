"""Which request a message belongs to.

The kernel says it only by half. Most requests carry port id 0, so a socket's port id is learned from the first reply;
sequence numbers are reused, by several sockets at once too; a notification carries the port id and sequence number of
the request that caused it, just as a reply does. What is paired here is paired in the order of time, by network
namespace, protocol, sequence number, port id as far as known, and, for errors, by the header that the kernel echoes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from nldissect import wire
from nldissect.control import NLM_F_ACK, NLM_F_DUMP, NLM_F_MULTI, NLMSG_DONE, NLMSG_ERROR, NLMSG_MIN_TYPE
from nldissect.datagram import Process
from nldissect.protocols import NETFILTER, ROUTE
from nldissect.schema import Operation
from nldissect.wire import ByteOrder, Header

XFRM: Final = 6
NFNL_MSG_BATCH_BEGIN: Final = 16
NFNL_MSG_BATCH_END: Final = 17
CTNETLINK: Final = (1, 2)
"""NFNL_SUBSYS_CTNETLINK and CTNETLINK_EXP: their notifications tell the requester's port id, but no sequence number"""
NOTIFYING: Final = (ROUTE, NETFILTER, XFRM)
"""protocols that tell listeners of a change in a message of the request's own type"""
KEPT: Final = 32_768
"""how many messages may go by between two that belong together"""
ECHO: Final = 20
"""where an error's echoed nlmsghdr begins"""

Key = tuple[int | None, int, int]
"""what a message and its request share: network namespace, protocol, sequence number"""


class Ref(NamedTuple):
    """A message by its datagram's frame number (from 1) and its place in it (from 0)."""

    frame: int
    nth: int


class Seen(NamedTuple):
    """One message as it went by: the stream's message number `position`, from 0. `data` begins with its nlmsghdr."""

    position: int
    ref: Ref
    netns: int | None
    protocol: int
    header: Header
    operation: Operation
    data: memoryview
    order: ByteOrder
    process: Process | None = None
    """the user's end of the socket, where the source knows it"""

    @property
    def key(self) -> Key:
        """What it shares with its request."""
        return self.netns, self.protocol, self.header.nlmsg_seq

    @property
    def socket(self) -> int | None:
        """The user's socket, where the source can tell sockets apart."""
        return None if self.process is None else self.process.socket


class Pending:
    """A request that later messages may belong to. `number` is its transaction's."""

    __slots__ = ("done", "header", "number", "operation", "port", "position", "ref", "socket", "touched")

    def __init__(self, number: int, seen: Seen) -> None:
        self.number = number
        self.position = seen.position
        self.touched = seen.position
        """the position of the newest message that belongs to it"""
        self.ref = seen.ref
        self.header = seen.header
        self.operation = seen.operation
        self.port: int | None = seen.header.nlmsg_pid or (seen.process and seen.process.port) or None
        self.socket = seen.socket
        self.done = False

    def causes(self, port: int) -> bool:
        """Whether what the kernel tells of `port`'s doings now can be this request's: it comes before the answer."""
        return not self.done and self.port in (None, port)

    def touch(self, seen: Seen) -> None:
        """A message belongs to this: it tells the socket's port id."""
        self.touched = seen.position
        if self.port is None and seen.header.nlmsg_pid:
            self.port = seen.header.nlmsg_pid

    def end(self, header: Header) -> bool:
        """A message answers this; True where it is the last word."""
        last = header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE)
        alone = not header.nlmsg_flags & NLM_F_MULTI and not self.header.nlmsg_flags & NLM_F_ACK
        if last or alone:
            self.done = True
        return self.done


class Pairing:
    """Remembers requests, and finds the one that a message belongs to."""

    def __init__(self) -> None:
        self.pending: dict[Key, list[Pending]] = {}
        """by when a request with that key last came"""
        self.changing: dict[tuple[int | None, int], Pending] = {}
        """the newest request for a change, by network namespace, in each of CTNETLINK"""

    def remember(self, number: int, seen: Seen) -> Pending:
        """Take a request of transaction `number`."""
        found = Pending(number, seen)
        key = seen.key
        others = self.pending.pop(key, None)
        if others is None:
            self.pending[key] = [found]
            self._forget(seen.position - KEPT)
        else:
            # The same number again: what is answered can not be meant any more by what comes now.
            kept = [other for other in others if not other.done][-7:]
            kept.append(found)
            self.pending[key] = kept
        subsystem = seen.header.nlmsg_type >> 8
        if seen.protocol == NETFILTER and subsystem in CTNETLINK and seen.operation is not Operation.GET:
            self.changing[seen.netns, subsystem] = found
        return found

    def _forget(self, oldest: int) -> None:
        """Look at the two keys that were looked at longest ago, and let go of those that nothing can belong to now."""
        for _ in range(2):
            key = next(iter(self.pending))
            pending = self.pending.pop(key)
            if max(one.touched for one in pending) >= oldest:
                self.pending[key] = pending

    def _candidates(self, key: Key, position: int) -> list[Pending]:
        return [pending for pending in self.pending.get(key, ()) if position - pending.touched <= KEPT]

    def repeated(self, seen: Seen) -> Pending | None:
        """The request that this answers or tells of, although it has NLM_F_REQUEST itself.

        Some of the kernel's messages (nexthops, tc filters, chains, actions) repeat the request's flags. They tell its
        port id, and come before its acknowledgement.
        """
        header = seen.header
        if not header.nlmsg_pid or seen.protocol != ROUTE:
            return None
        for pending in self._candidates(seen.key, seen.position):
            asked = pending.header
            if (
                asked.nlmsg_type & ~3 == header.nlmsg_type & ~3
                and asked.nlmsg_flags == header.nlmsg_flags
                and pending.port in (None, header.nlmsg_pid)
                and pending.ref.frame != seen.ref.frame
                and not pending.done
            ):
                return pending
        return None

    def find(self, seen: Seen) -> Pending | None:
        """The request that a message to the user belongs to, None where it is nobody's."""
        header = seen.header
        if header.nlmsg_seq == 0 and header.nlmsg_pid == 0:
            return None
        subsystem = header.nlmsg_type >> 8
        if header.nlmsg_seq == 0 and seen.protocol == NETFILTER and subsystem in CTNETLINK:
            cause = self.changing.get((seen.netns, subsystem))
            if not header.nlmsg_flags & NLM_F_MULTI:  # which answers have
                return cause if cause is not None and cause.causes(header.nlmsg_pid) else None
        candidates = self._candidates(seen.key, seen.position)
        if candidates:
            found = _choose(candidates, seen)
            if found is not None:
                return found
        return self._by_echo(seen) if header.nlmsg_type == NLMSG_ERROR else None

    def _by_echo(self, seen: Seen) -> Pending | None:
        """An error whose sequence number is not its request's: the header it echoes has the right one."""
        echo = echoed(seen.data, seen.order)
        if echo is None:
            return None
        for pending in self._candidates((seen.netns, seen.protocol, echo.nlmsg_seq), seen.position):
            if pending.header == echo and not pending.done:
                return pending
        return None


def echoed(data: memoryview, order: ByteOrder) -> Header | None:
    """The request's nlmsghdr that an error reply holds, where it is all there."""
    return wire.header(data, ECHO, order) if len(data) >= ECHO + wire.NLMSG_HDRLEN else None


def tells(protocol: int, request: Pending, header: Header) -> bool:
    """Whether a message that belongs to `request` is no answer but a notification that it caused."""
    if header.nlmsg_type < NLMSG_MIN_TYPE or protocol not in NOTIFYING or request.operation is Operation.GET:
        return False
    if request.operation is Operation.OTHER:
        is_batch = protocol == NETFILTER and request.header.nlmsg_type in (NFNL_MSG_BATCH_BEGIN, NFNL_MSG_BATCH_END)
        dump = request.header.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP and header.nlmsg_flags & NLM_F_MULTI
        return is_batch or (header.nlmsg_type == request.header.nlmsg_type and not dump)
    return True


def _choose(candidates: Iterable[Pending], seen: Seen) -> Pending | None:
    """The request that a message with their sequence number belongs to: the likeliest, of equals the oldest."""
    echo = echoed(seen.data, seen.order) if seen.header.nlmsg_type == NLMSG_ERROR else None
    best: Pending | None = None
    best_rank: tuple[int, ...] = ()
    for candidate in candidates:
        if _possible(candidate, seen, echo):
            rank = _rank(candidate, seen)
            if rank > best_rank:
                best, best_rank = candidate, rank
    return best


def _possible(candidate: Pending, seen: Seen, echo: Header | None) -> bool:
    header, socket = seen.header, seen.socket
    port = header.nlmsg_pid
    if candidate.socket is not None and socket is not None:
        # Answers come back on the request's own socket; on another one it can only be a notification.
        if candidate.socket != socket and (header.nlmsg_type < NLMSG_MIN_TYPE or candidate.port != port):
            return False
    elif candidate.port is not None and port and candidate.port != port:
        return False
    asked = candidate.header
    return echo is None or echo[:3] == asked[:3]  # length, type and flags as they were sent


def _rank(candidate: Pending, seen: Seen) -> tuple[int, ...]:
    """How likely, the weightiest reason first.

    The kernel answers before it takes the next request, so the newest datagram's are meant; only dumps take longer.
    """
    header, asked = seen.header, candidate.header
    is_dump = asked.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP
    wants_dump = header.nlmsg_flags & NLM_F_MULTI != 0 or header.nlmsg_type == NLMSG_DONE
    same_object = asked.nlmsg_type & ~3 == header.nlmsg_type & ~3
    return (
        seen.socket is not None and candidate.socket == seen.socket,
        wants_dump and is_dump and not candidate.done,
        not candidate.done,
        same_object,
        candidate.ref.frame,
        candidate.port == header.nlmsg_pid,
    )
