"""The rows of one message: plain tuples, in the order of the columns in `nldissect.export.tables`.

`rows` looks at nothing but the message, and what it returns can be sent to another process.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from nldissect.datagram import Process
from nldissect.extack import Place
from nldissect.message import Message
from nldissect.schema import Attribute, Enum, Flags, Member
from nldissect.transactions import Role
from nldissect.tree import Node, Note, Value, printable

_ROLES: Final = {role: role.name.lower() for role in Role}
_SMALLEST, _LARGEST, _U64 = -(1 << 63), (1 << 63) - 1, (1 << 64) - 1


class Path(NamedTuple):
    """Names from the top level of a message down."""

    names: tuple[str, ...]
    text: str


class Fault(NamedTuple):
    """What the kernel refused, and why; all None for a message that refuses nothing."""

    errno: int | None = None
    error: str | None = None
    error_words: str | None = None
    error_words_from: str | None = None
    error_path: str | None = None
    error_names: tuple[str, ...] | None = None
    error_offset: int | None = None
    missing_path: str | None = None
    missing_names: tuple[str, ...] | None = None


class Told(NamedTuple):
    """A process as the tables have it."""

    pid: int | None = None
    comm: str | None = None


class Rows(NamedTuple):
    """One message's row, those of its attributes, and where both belong: its protocol and time (ns)."""

    protocol: str
    time: int
    message: tuple[object, ...]
    attributes: list[tuple[object, ...]]
    size: int
    """bytes of the message: how much the rows weigh, roughly"""


NO_FAULT: Final = Fault()
_NOBODY: Final = Told()
_TOP: Final = Path((), "")


def rows(message: Message) -> Rows:
    """The rows of `message`; raises nothing."""
    name = printable(message.name)
    return Rows(
        message.protocol_name,
        message.time,
        _message(message, name),
        list(_attributes(message, name)),
        len(message.data),
    )


def fault(message: Message) -> Fault:
    """What a reply refuses; empty where it refuses nothing."""
    error = message.error
    if error is None:
        return NO_FAULT
    at, missing = message.blame.attribute, message.blame.missing
    refused, lacking = _place(at), _place(missing)
    return Fault(
        error.errno,
        error.name,
        None if error.words is None else printable(error.words),
        error.words_from,
        None if refused is None else refused.text,
        None if refused is None else refused.names,
        None if at is None else at.offset,
        None if lacking is None else lacking.text,
        None if lacking is None else lacking.names,
    )


def told(process: Process | None) -> Told:
    """A process, its name safe to print."""
    return _NOBODY if process is None else Told(process.pid, printable(process.comm))


def _place(place: Place | None) -> Path | None:
    if place is None:
        return None
    names = tuple(map(printable, place.path))
    return Path(names, ".".join(names))


def _message(message: Message, name: str) -> tuple[object, ...]:
    header, generic, membership = message.header, message.generic, message.membership
    caused_by = None if membership is None else membership.caused_by
    interface = message.interface
    return (
        message.frame,
        message.index,
        message.time,
        message.direction.value,
        message.netns,
        *told(message.process),
        None if interface is None else printable(interface),
        *((None,) * 5 if header is None else header),
        printable(message.type_name),
        name,
        tuple(message.flags),
        *(
            (None,) * 4
            if generic is None
            else (
                None if generic.family is None else printable(generic.family),
                generic.cmd,
                generic.command,
                generic.version,
            )
        ),
        message.summary,
        message.own,
        *((None, None) if membership is None else (membership.number, _ROLES[membership.role])),
        *((None, None) if caused_by is None else caused_by),
        *fault(message),
        tuple(map(_note, message.notes)),
    )


def _note(note: Note) -> tuple[str, str, str]:
    return note.level.value, note.code, printable(note.text)


def _attributes(message: Message, name: str) -> Iterator[tuple[object, ...]]:
    """Depth first, in the order of the bytes; the layers of packets inside are left out."""
    frame, index, time, data = message.frame, message.index, message.time, message.data
    shows_secrets = message.show_secrets
    number = 0
    waiting: list[tuple[Node, int | None, int, Path]] = [
        (node, None, 0, _TOP) for node in reversed(message.tree.children)
    ]
    while waiting:
        node, parent, depth, above = waiting.pop()
        path = _below(above, node.name)
        value, row = node.value, node.spec
        children = () if node.packet else node.children
        secret = isinstance(row, (Attribute, Member)) and row.secret
        plain, text = _texts(node, value)
        whole = int(value) if isinstance(value, int) else None
        yield (
            frame,
            index,
            time,
            name,
            number,
            parent,
            depth,
            path.text,
            path.names,
            path.names[-1],
            node.type,
            node.offset,
            node.length,
            plain,
            text,
            whole if whole is not None and _SMALLEST <= whole <= _LARGEST else None,
            whole if whole is not None and _LARGEST < whole <= _U64 else None,
            None if children or (secret and not shows_secrets) else bytes(data[node.start : node.end]),
            secret,
        )
        if children:
            waiting.extend((child, number, depth + 1, path) for child in reversed(children))
        number += 1


def _texts(node: Node, value: Value) -> tuple[str | None, str | None]:
    """The columns `value` and `text` of a node."""
    kind = type(value)
    if kind is str:
        plain = printable(value)  # type: ignore[arg-type]  # as its type says
    elif value is None:
        return None, node.text or None
    elif kind is bool:
        plain = "true" if value else "false"
    elif kind is list or isinstance(getattr(node.spec, "meaning", None), (Enum, Flags)):
        return node.text, None
    else:
        plain = str(value)
    text = node.text
    return plain, None if text == plain else text


@lru_cache(maxsize=1 << 14)
def _below(above: Path, name: str) -> Path:
    """The path of what is called `name` there: one object for all nodes of that path."""
    name = printable(name)
    return Path((*above.names, name), f"{above.text}.{name}" if above.text else name)
