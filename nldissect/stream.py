"""What a stream teaches, in order: generic netlink ids, interface names. Datagrams in, messages out."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from nldissect import protocols, wire
from nldissect.control import NLM_F_MULTI, NLM_F_REQUEST, NLMSG_MIN_TYPE
from nldissect.datagram import Datagram, Direction
from nldissect.message import GENL_ID_CTRL, Membership, Message, Passage, direction_of
from nldissect.pairing import Ref, Seen
from nldissect.registry import Registry, default_registry
from nldissect.schema import Operation
from nldissect.transactions import Role, Step, Transactions
from nldissect.tree import Level, Note
from nldissect.wire import ByteOrder, MessageSpan

RTM_NEWLINK = 16
IFINFOMSG_SIZE = 16
IFLA_IFNAME = 3
CTRL_CMD_NEWFAMILY = 1
CTRL_ATTR_FAMILY_ID = 1
CTRL_ATTR_FAMILY_NAME = 2
GENLMSGHDR_SIZE = 4


_REQUESTS_KEPT = 4096
_AT_ONCE = 10_000_000
"""nanoseconds within which the kernel hands a notification to all its listeners"""


class History:
    """Number → name, as it changes along a stream."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: dict[int, tuple[list[int], list[str]]] = {}

    def learn(self, position: int, number: int, name: str) -> bool:
        """From message `position` on, `number` is called `name`; False where it was called so already."""
        positions, names = self._names.setdefault(number, ([], []))
        if names and names[-1] == name:
            return False
        positions.append(position)
        names.append(name)
        return True

    def at(self, position: int, number: int) -> str | None:
        """What `number` was called when message `position` went by."""
        known = self._names.get(number)
        if known is None:
            return None
        found = bisect_right(known[0], position) - 1
        return known[1][found] if found >= 0 else None


class Knowledge:
    """What the stream has taught so far. Positions count messages from 0; what was known before is at -1."""

    def __init__(self, families: Mapping[int, str] | None = None) -> None:
        self.interfaces = History()
        self.families = History()
        self.changed = array("I")
        """the positions of messages that taught something new"""
        self.families.learn(-1, GENL_ID_CTRL, "nlctrl")
        for number, name in (families or {}).items():
            self.families.learn(-1, number, name)

    def at(self, position: int) -> View:
        """The knowledge as it was when message `position` had gone by."""
        return View(self, position)

    def learn(self, position: int, protocol: int, data: memoryview, span: MessageSpan, order: ByteOrder) -> None:
        """Take from one message what later ones need. `data` is the datagram's."""
        header = span.header
        if header is None or header.nlmsg_flags & NLM_F_REQUEST:
            return
        if protocol == protocols.ROUTE and header.nlmsg_type == RTM_NEWLINK:
            self._learn_interface(position, data, span, order)
        elif protocol == protocols.GENERIC and header.nlmsg_type == GENL_ID_CTRL:
            self._learn_family(position, data, span, order)

    def _learn_interface(self, position: int, data: memoryview, span: MessageSpan, order: ByteOrder) -> None:
        start = span.offset + wire.NLMSG_HDRLEN
        end = span.offset + span.length
        if end - start < IFINFOMSG_SIZE:
            return
        index = int.from_bytes(data[start + 4 : start + 8], "little" if order == "<" else "big", signed=True)
        for attribute in wire.attributes(data, start + IFINFOMSG_SIZE, end, order):
            if attribute.type == IFLA_IFNAME:
                name = _text(data, attribute.offset + 4, attribute.length - 4)
                if self.interfaces.learn(position, index, name):
                    self.changed.append(position)
                return

    def _learn_family(self, position: int, data: memoryview, span: MessageSpan, order: ByteOrder) -> None:
        start = span.offset + wire.NLMSG_HDRLEN
        end = span.offset + span.length
        if end - start < GENLMSGHDR_SIZE or data[start] != CTRL_CMD_NEWFAMILY:
            return
        number: int | None = None
        name: str | None = None
        for attribute in wire.attributes(data, start + GENLMSGHDR_SIZE, end, order):
            payload = data[attribute.offset + 4 : attribute.offset + attribute.length]
            if attribute.type == CTRL_ATTR_FAMILY_ID and len(payload) == 2:
                number = int.from_bytes(payload, "little" if order == "<" else "big")
            elif attribute.type == CTRL_ATTR_FAMILY_NAME:
                name = _text(data, attribute.offset + 4, attribute.length - 4)
        if number is not None and name and self.families.learn(position, number, name):
            self.changed.append(position)


class View:
    """Knowledge up to one message: what texts are made with."""

    __slots__ = ("knowledge", "position")

    def __init__(self, knowledge: Knowledge, position: int) -> None:
        self.knowledge = knowledge
        self.position = position

    def interface(self, index: int) -> str | None:
        """The name of the interface with that index."""
        return self.knowledge.interfaces.at(self.position, index)

    def family(self, number: int) -> str | None:
        """The generic netlink family with that message type."""
        return self.knowledge.families.at(self.position, number)


class Stream:
    """Turns datagrams into messages and remembers what they teach."""

    def __init__(
        self,
        families: Mapping[int, str] | None = None,
        *,
        registry: Registry | None = None,
        show_secrets: bool = False,
    ) -> None:
        self.knowledge = Knowledge(families)
        self.registry = registry or default_registry()
        self.show_secrets = show_secrets
        self.transactions = Transactions()
        self._copies = Copies()
        self._requests: dict[Ref, Message] = {}
        self.position = 0
        """how many messages have gone by"""

    def all(self, datagrams: Iterable[Datagram]) -> Iterator[Message]:
        """The messages of all datagrams, in order."""
        for datagram in datagrams:
            yield from self.messages(datagram)
        self.transactions.complete = True

    def messages(self, datagram: Datagram) -> Iterator[Message]:
        """The messages of one datagram."""
        data = datagram.data
        order, spans = framing(self.registry, datagram)
        last = len(spans) - 1
        original = self._copies.original(datagram, spans[0])
        for index, span in enumerate(spans):
            self.knowledge.learn(self.position, datagram.protocol, data, span, order)
            notes = datagram_notes(datagram, span, original) if index == last else ()
            passage = Passage(
                datagram.number, index, datagram.time, datagram.protocol, order, datagram.direction,
                datagram.process, datagram.interface, datagram.netns, datagram.own, datagram.comments, datagram.words,
                notes,
            )  # fmt: skip
            view = self.knowledge.at(self.position)
            part = data[span.offset : span.offset + span.length]
            message = Message(
                part, passage, self.registry, view,
                membership=self._membership(datagram, order, index, span), show_secrets=self.show_secrets,
            )  # fmt: skip
            if message.membership is not None and message.membership.role is Role.REQUEST:
                self._remember(message.membership.request, message)
            yield message
            self.position += 1

    def _membership(self, datagram: Datagram, order: ByteOrder, index: int, span: MessageSpan) -> Membership | None:
        step = join(self.transactions, self.registry, datagram, order, index, span, self.position)
        if step is None:
            return None
        request = step.request
        return Membership(self.transactions, step.number, step.role, request, lambda: self._requests.get(request))

    def _remember(self, ref: Ref, message: Message) -> None:
        self._requests[ref] = message
        if len(self._requests) > _REQUESTS_KEPT:
            del self._requests[next(iter(self._requests))]


def join(
    transactions: Transactions,
    registry: Registry,
    datagram: Datagram,
    order: ByteOrder,
    index: int,
    span: MessageSpan,
    position: int,
) -> Step | None:
    """Find the transaction of message `index` of a datagram, the stream's message number `position` (from 0).

    None where it belongs to none.
    """
    transactions.now = datagram.time
    header = span.header
    if header is None or header.nlmsg_len < wire.NLMSG_HDRLEN or datagram.failure is not None:
        return None
    protocol = datagram.protocol
    direction = datagram.direction
    guessed = direction is Direction.UNKNOWN
    if guessed:
        direction = direction_of(protocol, header)
        if direction is Direction.UNKNOWN:
            return None
    whole = span.damage is None or datagram.wire_length > len(datagram.data)
    if direction is Direction.TO_KERNEL and not whole:
        return None  # the kernel drops it; an answer that only its receiver cut is an answer
    schema = None if protocol == protocols.GENERIC else registry.message(protocol, header.nlmsg_type)
    seen = Seen(
        position,
        Ref(datagram.number, index),
        datagram.netns,
        protocol,
        header,
        Operation.OTHER if schema is None else schema.operation,
        datagram.data[span.offset : span.offset + span.length],
        order,
        datagram.process,
    )
    step = transactions.feed(seen, datagram.time, to_kernel=direction is Direction.TO_KERNEL, guessed=guessed)
    if step is not None and datagram.process is not None:
        transactions.attribute(step, datagram.process)
    return step


def framing(registry: Registry, datagram: Datagram) -> tuple[ByteOrder, list[MessageSpan]]:
    """A datagram's byte order and its messages; one that is no nlmsghdr chain is one span without header."""
    if registry.unframed(datagram.protocol) is not None:
        return datagram.order, [MessageSpan(0, len(datagram.data), None, None)]
    order = wire.byte_order(datagram.data, datagram.order)
    data = datagram.data
    if datagram.protocol == protocols.AUDIT and len(data) >= wire.NLMSG_HDRLEN:
        # The kernel's audit records do not count the header in nlmsg_len (audit_log_end).
        header = wire.header(data, 0, order)
        if header.nlmsg_len + wire.NLMSG_HDRLEN == len(data):
            return order, [MessageSpan(0, len(data), header, None)]
    return order, list(wire.messages(datagram.data, order)) or [MessageSpan(0, 0, None, "an empty datagram")]


class Copies:
    """Finds the copies of a notification: the tap shows one for each listener, one behind the other."""

    def __init__(self) -> None:
        self._data = memoryview(b"")
        self._protocol = -1
        self._number = 0
        self._interface: str | None = None
        self._time = 0

    def original(self, datagram: Datagram, first: MessageSpan) -> int | None:
        """The frame that this datagram is a copy of, None where it is none."""
        header, data = first.header, datagram.data
        if (
            len(data) == len(self._data)
            and header is not None
            and not header.nlmsg_flags & (NLM_F_REQUEST | NLM_F_MULTI)
            and header.nlmsg_type >= NLMSG_MIN_TYPE
            and datagram.protocol == self._protocol
            and datagram.interface == self._interface
            and datagram.time - self._time < _AT_ONCE
            and data == self._data
        ):
            return self._number
        self._data, self._protocol, self._number = data, datagram.protocol, datagram.number
        self._interface, self._time = datagram.interface, datagram.time
        return None


def datagram_notes(datagram: Datagram, last: MessageSpan, original: int | None = None) -> tuple[Note, ...]:
    """What is to be said of a whole datagram, told with its last message; `original` is the frame it is a copy of."""
    notes = []
    if original is not None:
        notes.append(Note(Level.INFO, "copy", f"the same notification as frame {original}, for another listener"))
    if datagram.failure is not None and datagram.direction is Direction.TO_USER:
        text = f"messages for this listener were lost: it was too slow, receiving failed with {datagram.failure}"
        notes.append(Note(Level.ERROR, "overrun", text))
    elif datagram.failure is not None:
        text = f"the kernel did not take this datagram: sending it failed with {datagram.failure}"
        notes.append(Note(Level.ERROR, "send-failed", text))
    missing = datagram.wire_length - len(datagram.data)
    if missing > 0:
        text = f"the capture holds {len(datagram.data)} of the datagram's {datagram.wire_length} bytes"
        notes.append(Note(Level.WARNING, "cut", text))
    tail = len(datagram.data) - wire.align4(last.offset + last.length)
    if tail > 0:
        notes.append(Note(Level.INFO, "tail", f"{tail} zero bytes behind the last message"))
    return tuple(notes)


def _text(data: memoryview, start: int, length: int) -> str:
    return bytes(data[start : start + length]).partition(b"\0")[0].decode("utf-8", "backslashreplace")
