"""What a capture holds, counted: per message type, and in all."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from nldissect.control import NLM_F_DUMP, NLMSG_OVERRUN
from nldissect.diagnosis.coverage import name_of
from nldissect.message import Membership, Message
from nldissect.pairing import Ref
from nldissect.schema import Operation
from nldissect.transactions import Role


@dataclass(slots=True)
class Count:
    """One message type.

    `errors` and `dumps` count its requests that failed, and those that asked for a dump. `latencies` are what its
    requests took up to the last answer, in nanoseconds; none for a request that got no answer.
    """

    messages: int = 0
    bytes: int = 0
    requests: int = 0
    errors: int = 0
    dumps: int = 0
    latencies: array[int] = field(default_factory=lambda: array("q"))

    @property
    def median(self) -> int | None:
        """Half of the requests were answered within this, nanoseconds; None where none was answered."""
        return self._within(10)

    @property
    def late(self) -> int | None:
        """19 of 20 were."""
        return self._within(19)

    def _within(self, twentieths: int) -> int | None:
        taken = sorted(self.latencies)
        return taken[(len(taken) - 1) * twentieths // 20] if taken else None

    def merge(self, other: Count) -> None:
        """Take another count in."""
        self.messages += other.messages
        self.bytes += other.bytes
        self.requests += other.requests
        self.errors += other.errors
        self.dumps += other.dumps
        self.latencies.extend(other.latencies)


@dataclass(slots=True)
class Statistics:
    """Counts by "protocol message name", in the order in which the names first appear.

    `losses` counts the places where messages are missing (NLMSG_OVERRUN, a receive that failed for want of room);
    `dropped` the datagrams that the capturing program said it lost, None where it did not count.
    """

    types: dict[str, Count] = field(default_factory=dict)
    datagrams: int = 0
    losses: int = 0
    dropped: int | None = None
    duration: int = 0
    """nanoseconds from the first to the last message, of several captures the sum"""

    @property
    def total(self) -> Count:
        """All types together."""
        whole = Count()
        for count in self.types.values():
            whole.merge(count)
        return whole

    def merge(self, other: Statistics) -> None:
        """Take what another capture holds in."""
        for name, count in other.types.items():
            self.types.setdefault(name, Count()).merge(count)
        self.datagrams += other.datagrams
        self.losses += other.losses
        self.duration += other.duration

    def take(self, messages: Iterable[Message], wanted: Callable[[Message], bool] | None = None) -> None:
        """Count the messages of a capture; those only that are `wanted`, and of their requests what became of them."""
        asked: dict[Ref, Count] = {}
        begun: dict[int, tuple[Count, Membership]] = {}
        frame = 0
        first: int | None = None
        last = 0
        for message in messages:
            membership = message.membership
            if message.error is not None and membership is not None:
                failed = asked.pop(membership.request, None)
                if failed is not None:
                    failed.errors += 1
            if wanted is not None and not wanted(message):
                continue
            first = message.time if first is None else min(first, message.time)
            last = max(last, message.time)
            self.datagrams += message.frame != frame
            frame = message.frame
            count = self._count(message)
            if membership is not None and membership.role is Role.REQUEST:
                count.requests += 1
                count.dumps += is_dump(message)
                asked[membership.request] = count
                begun.setdefault(membership.number, (count, membership))  # a batch's time is its beginning's
        self.duration += 0 if first is None else last - first
        for count, membership in begun.values():
            latency = membership.latency
            if latency is not None:
                count.latencies.append(latency)

    def _count(self, message: Message) -> Count:
        count = self.types.setdefault(name_of(message), Count())
        count.messages += 1
        count.bytes += len(message.data)
        self.losses += is_loss(message)
        return count


def is_loss(message: Message) -> bool:
    """Whether messages are missing here."""
    lost = message.header is not None and message.header.nlmsg_type == NLMSG_OVERRUN
    return lost or any(note.code == "overrun" for note in message.passage.notes)


def is_dump(message: Message) -> bool:
    """Whether it asks for a dump, if it is a request."""
    header = message.header
    if header is None or message.operation is not Operation.GET:
        return False
    return header.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP
