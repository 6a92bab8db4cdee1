"""What is written of a message, in parts: text that follows from the message's structure, and what its values fill in.

A writer says for one message what it is made of. Written at once that is the message's text; and whoever has many
messages of the same structure (nldissect.columns) writes them all from the parts of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from nldissect.message import Message
from nldissect.pairing import Ref
from nldissect.tree import Node


class Place(NamedTuple):
    """Where a message stands among others, and the numbers that tell it from others like it."""

    frame: int
    nth: int
    time: int
    """nanoseconds since 1970"""
    seq: int | None
    """nlmsg_seq, None without nlmsghdr"""
    pid: int | None
    transaction: int
    """0 where it belongs to none"""
    cause: Ref | None
    """for a notification: the request that caused it"""

    @property
    def seconds(self) -> int:
        """Whole seconds since 1970."""
        return self.time // 1_000_000_000

    @property
    def nanoseconds(self) -> int:
        """Nanoseconds behind these."""
        return self.time % 1_000_000_000

    @property
    def microseconds(self) -> int:
        """Microseconds behind the whole seconds."""
        return self.time // 1_000 % 1_000_000

    @property
    def cause_frame(self) -> int | None:
        """The frame of what caused it."""
        return None if self.cause is None else self.cause.frame

    @property
    def cause_nth(self) -> int | None:
        """The place of what caused it in its frame."""
        return None if self.cause is None else self.cause.nth


class OfPlace(NamedTuple):
    """Told from a message's place."""

    tell: Callable[[Place], str]


class OfNumber(NamedTuple):
    """One of a place's numbers, where it is known that it has it, in a %-format."""

    name: str
    format: str = "%d"


class OfNode(NamedTuple):
    """Told from the value of one node. `number` is the format of a node that is a number without a meaning.

    `copies` is as in OfTree.
    """

    tell: Callable[[Node], str]
    node: Node
    number: str = ""
    copies: bool = False


class OfTree(NamedTuple):
    """Told from names and values in the message's tree, in nothing else that differs between messages alike.

    `copies` says that addresses are only copied into what is told, or asked for what they are, before anything else.
    """

    tell: Callable[[Message], str]
    copies: bool = False


class OfMessage(NamedTuple):
    """Told from anything that is known of the message."""

    tell: Callable[[Message], str]


Part = str | OfPlace | OfNumber | OfNode | OfTree | OfMessage
Parts = Callable[[Message], list[Part]]
"""a writer: what is to be written of a message"""


def place_of(message: Message) -> Place:
    """The place of a message."""
    header, membership = message.header, message.membership
    return Place(
        message.frame,
        message.index,
        message.time,
        None if header is None else header.nlmsg_seq,
        None if header is None else header.nlmsg_pid,
        0 if membership is None else membership.number,
        None if membership is None else membership.caused_by,
    )


def written(parts: Iterable[Part], message: Message) -> str:
    """The text that the parts come to."""
    place = place_of(message)
    out: list[str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, OfNode):
            out.append(part.tell(part.node))
        elif isinstance(part, OfPlace):
            out.append(part.tell(place))
        elif isinstance(part, OfNumber):
            out.append(part.format % getattr(place, part.name))
        else:
            out.append(part.tell(message))
    return "".join(out)
