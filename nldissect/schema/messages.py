"""Messages: what a type, or a generic netlink command, carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nldissect.schema.meaning import Enum
from nldissect.schema.shapes import Shape
from nldissect.schema.structure import AttributeSet, Struct
from nldissect.tree import Names, Node
from nldissect.wire import Header

Summary = str | Callable[[Node, Names], str] | None
"""What a message says in one line, without its name: a template, a function of the tree, or nothing special.

In a template `{RTA_OIF}` stands for a value in short form, `{IFLA_LINKINFO.IFLA_INFO_KIND}` for a nested one. A part
in brackets is left out when one of its fields is not there: `{RTA_DST}[ via {RTA_GATEWAY}][ dev {RTA_OIF}]`.
"""


NETLINK_ROUTE = 0
NETLINK_NETFILTER = 12


class Operation(StrEnum):
    """What a message is for; decides which names its upper flag bits have (linux/netlink.h)."""

    GET = "get"
    NEW = "new"
    DELETE = "delete"
    ACK = "ack"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What a GET request may carry where the kernel looks closely (NETLINK_GET_STRICT_CHK).

    `bits` are the fixed header's members that are not free: name → the bits that may be set (0: it must be zero).
    `attributes` are the names of those it may have; None where any may stand.
    """

    bits: Mapping[str, int] = field(default_factory=dict)
    attributes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """What one message type of a protocol carries: a fixed header, then `body` (usually an attribute set).

    `reply` is the body as the kernel sends it, where that has other attributes than a program's. `strict` says that
    the kernel parses it with NL_VALIDATE_STRICT: exact lengths, known attributes only, nests with NLA_F_NESTED.
    `single` and `dump` are what a GET request for one object, and one with NLM_F_DUMP, may carry. `by_family` has what
    is laid out altogether differently under the same type, by the address family in the body's first byte. `errors` are
    those of the family's own, past all errnos, that may answer it: number → name. `last` is for types that differ in
    number only: from `type` to `last`, the others are called by their distance from it (AUDIT_FIRST_USER_MSG+50).
    """

    protocol: int
    type: int
    name: str
    header: Struct | None = None
    body: Shape | None = None
    operation: Operation = Operation.OTHER
    summary: Summary = None
    reply: Shape | None = None
    strict: bool = False
    single: Question | None = None
    dump: Question | None = None
    by_family: Mapping[int, Message] = field(default_factory=dict)
    errors: Mapping[int, str] = field(default_factory=dict)
    last: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Unframed:
    """A protocol whose datagrams have no nlmsghdr, and the shape that they have instead."""

    protocol: int
    body: Shape
    summary: Summary = None


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """One command of a generic netlink family. None of `attributes`, and of `strict`, means the family's."""

    number: int
    name: str
    attributes: AttributeSet | None = None
    operation: Operation = Operation.OTHER
    summary: Summary = None
    strict: bool | None = None


def sent_unasked(header: Header, body: memoryview) -> bool:
    """Whether a message of the kernel's answers nobody: it has neither a port id nor a sequence number."""
    return not header.nlmsg_pid and not header.nlmsg_seq


@dataclass(frozen=True, slots=True, eq=False)
class GenericFamily:
    """A generic netlink family.

    `commands` are those of both directions where they share one numbering; where the kernel numbers its replies and
    notifications apart, those are in `replies`. Where even notifications have a numbering of their own, they are in
    `events`; `is_event` tells them from replies by the nlmsghdr and what follows it. `header` is the family's own
    struct behind genlmsghdr, if it has one, and `reply_header` the same as the kernel sends it, where that differs.
    `strict` says that its requests are parsed with NL_VALIDATE_STRICT (no GENL_DONT_VALIDATE_STRICT).
    """

    name: str
    attributes: AttributeSet
    commands: Iterable[Command] = ()
    replies: Iterable[Command] | None = None
    header: Struct | None = None
    version: int = 1
    groups: tuple[str, ...] = ()
    summary: Summary = None
    strict: bool = False
    events: Iterable[Command] = ()
    is_event: Callable[[Header, memoryview], bool] = sent_unasked
    reply_header: Struct | None = None
    own_flag: bool = False
    """the family uses the bit of NLA_F_NET_BYTEORDER for a mark of its own (drbd: "mandatory")"""
    _by_number: dict[bool, dict[int, Command]] = field(init=False, repr=False)
    _events: dict[int, Command] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        requests = {command.number: command for command in self.commands}
        replies = requests if self.replies is None else {command.number: command for command in self.replies}
        object.__setattr__(self, "_by_number", {False: requests, True: replies})
        object.__setattr__(self, "_events", {command.number: command for command in self.events})

    @property
    def all_commands(self) -> tuple[Command, ...]:
        """The commands of both directions, and the events."""
        return (*self.commands, *(self.replies or ()), *self.events)

    def event(self, number: int, header: Header, body: memoryview) -> Command | None:
        """The event with that number, if this message of the kernel's is one."""
        found = self._events.get(number)
        return found if found is not None and self.is_event(header, body) else None

    def command(self, number: int, *, reply: bool) -> Command | None:
        """The command with that number, as the kernel (`reply`) or a program sends it."""
        return self._by_number[reply].get(number)


def commands(enum: Enum, summary: Summary = None) -> tuple[Command, ...]:
    """A command for each constant, for families in which all carry the same attributes."""
    return tuple(Command(number, name, summary=summary) for number, name in enum.constants.items())


def rtnetlink(
    name: str,
    header: Struct,
    attributes: Shape,
    *,
    new: int | None = None,
    delete: int | None = None,
    get: int | None = None,
    set: int | None = None,  # noqa: A002 - RTM_SETLINK's own word
    summary: Summary = None,
    reply: Shape | None = None,
    strict: bool = False,
    single: Question | None = None,
    dump: Question | None = None,
) -> tuple[Message, ...]:
    """The messages of one rtnetlink object: RTM_NEWx, RTM_DELx, RTM_GETx and RTM_SETx, as far as they have numbers."""
    kinds = (
        (new, "NEW", Operation.NEW),
        (delete, "DEL", Operation.DELETE),
        (get, "GET", Operation.GET),
        (set, "SET", Operation.NEW),
    )
    return tuple(
        Message(
            NETLINK_ROUTE,
            number,
            f"RTM_{verb}{name}",
            header,
            attributes,
            operation,
            summary,
            reply,
            strict,
            *((single, dump) if operation is Operation.GET else ()),
        )
        for number, verb, operation in kinds
        if number is not None
    )


def netfilter(
    subsystem: int,
    header: Struct,
    messages: Mapping[int, tuple[str, Shape | None, Operation, Summary]],
) -> tuple[Message, ...]:
    """The messages of one nfnetlink subsystem; the type is subsystem << 8 | number."""
    return tuple(
        Message(NETLINK_NETFILTER, subsystem << 8 | number, name, header, body, operation, summary)
        for number, (name, body, operation, summary) in messages.items()
    )
