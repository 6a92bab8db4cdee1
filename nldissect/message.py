"""One netlink message, decoded as far as someone looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from nldissect import wire
from nldissect.bodies import Bodies, Context, Kind, identify
from nldissect.control import (
    NLM_F,
    NLM_F_DUMP,
    NLM_F_DUMP_INTR,
    NLM_F_REQUEST,
    NLMSG_DONE,
    NLMSG_ERROR,
    NLMSG_MIN_TYPE,
    NLMSG_OVERRUN,
)
from nldissect.datagram import Direction, Process
from nldissect.decode import UNKNOWN_ROW, Decoder
from nldissect.errno_names import errno_name
from nldissect.extack import Blame, blame
from nldissect.pairing import Ref, echoed
from nldissect.protocols import CONNECTOR, FIB_LOOKUP, GENERIC, ISCSI, USERSOCK, alias, protocol_name
from nldissect.registry import Registry
from nldissect.schema import S32, Message as Schema, Operation
from nldissect.template import render, short
from nldissect.transactions import Role, Transactions
from nldissect.tree import Level, Node, Note, printable
from nldissect.wire import ByteOrder, Header

GENL_ID_CTRL = 16
ALIKE = frozenset({USERSOCK, ISCSI, FIB_LOOKUP, CONNECTOR})
"""protocols whose headers are the same both ways"""
_LONGEST = 400
"""characters of a summary"""


@dataclass(frozen=True, slots=True)
class Passage:
    """How a message went by: when, where, between whom. `frame` counts from 1, `index` within the datagram from 0."""

    frame: int
    index: int
    time: int
    """nanoseconds since 1970, UTC"""
    protocol: int
    order: ByteOrder
    direction: Direction = Direction.UNKNOWN
    process: Process | None = None
    interface: str | None = None
    netns: int | None = None
    own: bool = False
    comments: tuple[str, ...] = ()
    words: str | None = None
    """what the kernel said of the failure to its tracepoint"""
    notes: tuple[Note, ...] = ()
    """remarks on the datagram, told with its last message"""


@dataclass(frozen=True, slots=True)
class Membership:
    """A message's place among those it belongs with."""

    transactions: Transactions
    number: int
    role: Role
    request: Ref
    """the request it answers or was caused by; of a batch, the command"""
    fetch: Callable[[], Message | None]
    """reads the request, where it is still to be had"""

    @property
    def caused_by(self) -> Ref | None:
        """For a notification: the request that caused it."""
        return self.request if self.role is Role.NOTIFICATION else None

    @property
    def latency(self) -> int | None:
        """Nanoseconds that the whole transaction took, as far as it has come."""
        return self.transactions.latency(self.number)

    @property
    def unanswered(self) -> bool:
        """Whether this is a request that should have been answered and was not."""
        return self.role is Role.REQUEST and self.transactions.unanswered(self.number)


@dataclass(frozen=True, slots=True)
class Generic:
    """The genlmsghdr in words; family and command are None where unknown."""

    family: str | None
    cmd: int
    command: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Error:
    """A reply that says no: `errno` is positive. `words` are the kernel's own, where it gave any (extack)."""

    errno: int
    name: str
    words: str | None
    words_from: str | None = None
    """ "extack" where the program was told them, "tracepoint" where it did not ask and only the tracepoint was """


class Message:
    """One netlink message (or one datagram of a protocol without nlmsghdr).

    `data` holds the message's bytes as far as they were captured. Everything decoded is worked out when asked for.
    """

    def __init__(
        self,
        data: memoryview,
        passage: Passage,
        registry: Registry,
        context: Context,
        *,
        membership: Membership | None = None,
        show_secrets: bool = False,
    ) -> None:
        self.data = data
        self.passage = passage
        self.membership = membership
        self.frame = passage.frame
        self.index = passage.index
        self.time = passage.time
        self.protocol = passage.protocol
        self.order: ByteOrder = passage.order
        self.interface = passage.interface
        self.netns = passage.netns
        self.own = passage.own
        self.comments = passage.comments
        self.context = context
        self.show_secrets = show_secrets
        self._registry = registry
        self._unframed = registry.unframed(passage.protocol)
        whole = self._unframed is None and len(data) >= wire.NLMSG_HDRLEN
        self.header: Header | None = wire.header(data, 0, passage.order) if whole else None

    @property
    def process(self) -> Process | None:
        """The program at the user's end: as captured, else as another message of the transaction tells."""
        known, membership = self.passage.process, self.membership
        if known is not None or membership is None or membership.role is Role.NOTIFICATION:
            return known
        return membership.transactions.process(membership.number)

    @property
    def request(self) -> Message | None:
        """For an answer or a notification: the request it belongs to, where that was captured."""
        membership = self.membership
        return None if membership is None or membership.role is Role.REQUEST else membership.fetch()

    # The header in words.

    @property
    def protocol_name(self) -> str:
        """NETLINK_ROUTE"""
        return protocol_name(self.protocol)

    @property
    def protocol_alias(self) -> str:
        """route"""
        return alias(self.protocol)

    @cached_property
    def direction(self) -> Direction:
        """As captured, else as the header tells: nlmon itself does not say."""
        if self.passage.direction is not Direction.UNKNOWN or self.header is None:
            return self.passage.direction
        if self.membership is not None and self.membership.role is not Role.REQUEST:
            return Direction.TO_USER
        return direction_of(self.protocol, self.header)

    @cached_property
    def kind(self) -> Kind | None:
        """What the message is; None for a datagram without nlmsghdr."""
        if self.header is None:
            return None
        body = self.data[wire.NLMSG_HDRLEN :]
        reply = self.direction is Direction.TO_USER
        return identify(self._registry, self.context, self.protocol, self.header, body, reply=reply)

    @property
    def schema(self) -> Schema | None:
        """The registry's entry for this message's type; None where there is none, and for generic netlink."""
        return None if self.kind is None else self.kind.schema

    @property
    def type_name(self) -> str:
        """RTM_NEWLINK; for generic netlink the family; UNKNOWN where nobody knows it."""
        return self.protocol_name.removeprefix("NETLINK_") if self.kind is None else self.kind.name

    @property
    def operation(self) -> Operation:
        """What the message is for, as far as the flags' meaning depends on it."""
        return Operation.OTHER if self.kind is None else self.kind.operation

    @property
    def own_flag(self) -> bool:
        """Whether the bit of NLA_F_NET_BYTEORDER is the family's own in this message."""
        return self.kind is not None and self.kind.family is not None and self.kind.family.own_flag

    @property
    def strict(self) -> bool:
        """Whether the kernel parses it with NL_VALIDATE_STRICT, as far as the schema knows."""
        return self.kind is not None and self.kind.strict

    @property
    def flags(self) -> list[str]:
        """The names of nlmsg_flags that apply to this kind of message; what has none is written in hex."""
        return [] if self.header is None else NLM_F[self.operation].names_of(self.header.nlmsg_flags)

    @cached_property
    def generic(self) -> Generic | None:
        """The genlmsghdr, for generic netlink messages that have one."""
        header = self.header
        if self.protocol != GENERIC or header is None or header.nlmsg_type < NLMSG_MIN_TYPE or len(self.data) < 18:
            return None
        command = None if self.kind is None else self.kind.command
        name = None if command is None else command.name
        return Generic(self.context.family(header.nlmsg_type), self.data[16], name, self.data[17])

    @property
    def name(self) -> str:
        """What a person calls this message: its type, or its generic netlink command."""
        generic, header = self.generic, self.header
        if header is None or (generic is None and self.type_name != "UNKNOWN"):
            return self.type_name
        if generic is None:
            return f"type {header.nlmsg_type}"
        family = self.type_name if generic.family else f"family {header.nlmsg_type}"
        return generic.command or f"{family} command {generic.cmd}"

    # The tree.

    @cached_property
    def _decoder(self) -> Decoder:
        return Decoder(self.data, self.order, self.context, show_secrets=self.show_secrets)

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self._decoder, self._registry, self.context, self.protocol)

    @cached_property
    def header_node(self) -> Node | None:
        """The nlmsghdr as a node; None for a datagram that has none."""
        if self.header is None or self.kind is None:
            return None
        return self._bodies.header_node(0, self.header, self.kind)

    @cached_property
    def tree(self) -> Node:
        """The root: its children are the top level, the fixed header as a struct and then the attributes."""
        end = len(self.data)
        root = Node(self.name, 0, end, spec=UNKNOWN_ROW)
        if self.header is None or self.kind is None:
            self._without_header(root, end)
            return root
        claimed = self.header.nlmsg_len
        if claimed < wire.NLMSG_HDRLEN:
            text = f"nlmsg_len {claimed} is less than the header's 16 bytes"
            root.note(Level.ERROR, "length", text)
            if end > wire.NLMSG_HDRLEN:
                root.append(self._decoder.trailing(wire.NLMSG_HDRLEN, end, None, secret=self.kind.secret))
            return root
        if claimed > end:
            root.note(Level.ERROR, "truncated", f"nlmsg_len {claimed}, but only {end} bytes are there")
        reply = self.direction is Direction.TO_USER
        self._bodies.fill(root, self.header, self.kind, wire.NLMSG_HDRLEN, end, reply=reply)
        return root

    def _without_header(self, root: Node, end: int) -> None:
        if self._unframed is not None:
            self._decoder.fill(root, self._unframed.body, 0, end)
        elif end:
            damage = f"{end} bytes are too few for an nlmsghdr (16 bytes)"
            root.append(self._decoder.trailing(0, end, damage))

    @property
    def hidden(self) -> list[range]:
        """Where the secrets are that are not to be shown."""
        if self.show_secrets:
            return []
        return [range(node.start, node.end) for node in self.tree.walk() if getattr(node.spec, "secret", False)]

    @property
    def shown(self) -> bytes:
        """The bytes, zeros in place of secrets that are not to be shown."""
        data = bytearray(self.data)
        for place in self.hidden:
            data[place.start : place.stop] = bytes(len(place))
        return bytes(data)

    def load(self, node: Node) -> None:
        """Fill in one of the tree's nodes."""
        self._decoder.load(node)

    def rebind(self, data: memoryview) -> None:
        """Take the bytes of another message with the same structure: nodes that are renewed have its values."""
        self.data = self._decoder.data = data
        self.__dict__.pop("summary", None)

    # What follows from the tree.

    @cached_property
    def summary(self) -> str:
        """The message in one line, as `ip monitor` would say it, its name first."""
        told = printable(f"{self.name} {self._told()}".rstrip())
        return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"

    def _told(self) -> str:
        header = self.header
        if header is None:
            lost = [note.text for note in self.passage.notes if note.code == "overrun"]
            if lost:
                return lost[0]
            return f"malformed: {len(self.data)} bytes" if self._unframed is None else self._told_body()
        if header.nlmsg_type == NLMSG_ERROR and self.schema is None:
            return self._error_summary()
        if header.nlmsg_type == NLMSG_DONE and self.schema is None:
            error = self.error
            return "" if error is None else f"{_told_error(error)} {self._about()}".rstrip()
        told = self._told_body()
        dump = self.operation is Operation.GET and header.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP
        return f"dump {told}" if dump else told

    def _told_body(self) -> str:
        kind = self.kind
        told_by = (self._unframed,) if kind is None else (kind.schema, kind.command, kind.family)
        template = next((one.summary for one in told_by if one is not None and one.summary is not None), None)
        if template is None:
            return self._default_summary()
        if isinstance(template, str):
            return render(template, self.tree, self.context)
        return template(self.tree, self.context)

    def _error_summary(self) -> str:
        error = self.error
        told = "ACK" if error is None else _told_error(error)
        if error is None and len(self.data) >= 20 and (code := S32.unpack[self.order](self.data, 16)[0]):
            told = f"ACK {code}"
        return f"{told} {self._about()}".rstrip()

    def _about(self) -> str:
        """Which request is answered, and which of its attributes is at fault or missing."""
        name = self._request_name()
        if name is None:
            return ""
        at = self.blame
        if at.attribute is not None:
            return f"↩ {name} at {at.attribute.steps[-1]}"
        return f"↩ {name}" if at.missing is None else f"↩ {name} without {at.missing.steps[-1]}"

    def _request_name(self) -> str | None:
        """The name of the request that this answers: as captured, else as far as it is echoed."""
        if self.request is not None:
            return self.request.name
        error = self.tree.get("nlmsgerr")
        echoed = None if error is None else error.get("msg")
        if echoed is None:
            return None
        command = echoed.get("cmd")
        if self.protocol == GENERIC and command is not None and command.text != str(command.value):
            return command.text
        return echoed.text

    def _default_summary(self) -> str:
        """The first few plain values of the top level."""
        told = []
        for node in self.tree.children:
            if node.transparent or node.raw or node.value is None or node.packet or node.children:
                continue
            told.append(f"{node.name}={_clipped(short(node, self.context))}")
            if len(told) == 4:
                break
        return " ".join(told)

    @cached_property
    def error(self) -> Error | None:
        """For NLMSG_ERROR and NLMSG_DONE with an errno other than 0: what the kernel said."""
        header = self.header
        if header is None or header.nlmsg_type not in (NLMSG_ERROR, NLMSG_DONE) or self.schema is not None:
            return None
        if len(self.data) < 20:
            return None
        (code,) = S32.unpack[self.order](self.data, 16)
        if code >= 0:  # above 0 it is an answer: the number of the radio that HWSIM_CMD_NEW_RADIO made
            return None
        name = self._error_name(abs(code))
        told = self.tree.get("NLMSGERR_ATTR_MSG")
        if told is not None:
            return Error(abs(code), name, str(told.value), "extack")
        words = self.passage.words
        return Error(abs(code), name, words, None if words is None else "tracepoint")

    def _error_name(self, number: int) -> str:
        """The name of an errno, or of an error of the request's family."""
        request = echoed(self.data, self.order)
        if request is not None:
            own = self._bodies.errors(request)
            if number in own:
                return own[number]
        return errno_name(number)

    @cached_property
    def blame(self) -> Blame:
        """For an error or done reply with extended acks: the request's attribute that they point at."""
        request = self.request
        return blame(self.tree, None if request is None else request.tree)

    @cached_property
    def notes(self) -> list[Note]:
        """All remarks: on the datagram, the message, and every node in it. Decodes the whole message."""
        found = [*self.passage.notes, *self.tree.notes, *self._transaction_notes()]
        for node in self.tree.walk():
            found.extend(node.notes)
        return found

    def _transaction_notes(self) -> Iterator[Note]:
        header, membership = self.header, self.membership
        if header is None:
            return
        if header.nlmsg_type == NLMSG_OVERRUN:
            yield Note(Level.ERROR, "overrun", "messages were lost before this one (NLMSG_OVERRUN)")
        if header.nlmsg_flags & NLM_F_DUMP_INTR and self.direction is Direction.TO_USER:
            yield Note(Level.WARNING, "dump-interrupted", "the dump is not one consistent picture (NLM_F_DUMP_INTR)")
        if membership is not None and membership.unanswered:
            yield Note(Level.WARNING, "unanswered", "an answer was due, and none was captured")
        # What ends a batch of packets from nfnetlink_log has neither number, and answers nobody.
        answers = header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE) and (header.nlmsg_seq or header.nlmsg_pid)
        if membership is None and answers and self.schema is None:
            yield Note(Level.WARNING, "orphan", "the request that this answers was not captured")

    def __repr__(self) -> str:
        return f"<Message {self.frame}.{self.index} {self.summary}>"


def direction_of(protocol: int, header: Header) -> Direction:
    """Which way a message went, as far as its header tells: only requests have NLM_F_REQUEST."""
    if protocol in ALIKE:
        return Direction.UNKNOWN
    if header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE, NLMSG_OVERRUN):
        return Direction.TO_USER
    return Direction.TO_KERNEL if header.nlmsg_flags & NLM_F_REQUEST else Direction.TO_USER


def _told_error(error: Error) -> str:
    if error.words is None:
        return error.name
    unasked = " (the program did not ask)" if error.words_from == "tracepoint" else ""
    return f'{error.name} "{printable(error.words)}"{unasked}'


def _clipped(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
