"""Chosen fields of a message, tab-separated: `show -T fields -e …`. The names are those of the filter language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from nldissect.errors import UsageError
from nldissect.filter.fields import Field
from nldissect.filter.names import default_names
from nldissect.filter.nodes import picker
from nldissect.filter.subject import find, unknown
from nldissect.message import Message
from nldissect.parts import OfMessage, OfNode, OfNumber, OfTree, Part, written
from nldissect.schema import Enum, Flags
from nldissect.tree import Node, Value, printable

Column = Callable[[Message], list[Part]]
"""what is written of a field"""


def columns(names: Iterable[str]) -> list[Column]:
    """A function for each field. Raises UsageError on a name that nobody knows."""
    return [_column(name) for name in names]


def row(message: Message, wanted: Sequence[Column]) -> str:
    """The fields, tab-separated; several values of one are separated by commas, a field that is not there is empty."""
    return written(row_parts(message, wanted), message)


def row_parts(message: Message, wanted: Sequence[Column]) -> list[Part]:
    """The row in parts."""
    out: list[Part] = []
    for column in wanted:
        if out:
            out.append("\t")
        out += column(message) or [""]
    return out


def _column(name: str) -> Column:
    subject = find(name, default_names)
    if subject is None:
        said, _, _ = unknown(name, default_names)
        raise UsageError(f"{printable(said)}{'' if '?' in said else '; `nldissect families` lists what there is'}")
    source = subject.source
    if isinstance(source, Field):
        return _of_field(source)
    pick = picker(source)
    return lambda message: _joined(node for node in message.tree.walk() if pick(node))


def _joined(nodes: Iterable[Node]) -> list[Part]:
    out: list[Part] = []
    for node in nodes:
        if out:
            out.append(",")
        out.append(OfNode(_told, node, "%d", copies=True))
    return out


_NUMBERS: Final[dict[str, list[Part]]] = {
    "frame": [OfNumber("frame")],
    "index": [OfNumber("nth")],
    "time": [OfNumber("seconds"), ".", OfNumber("microseconds", "%06d")],
    "nlmsg_seq": [OfNumber("seq")],
    "nlmsg_pid": [OfNumber("pid")],
    "transaction": [OfNumber("transaction")],
}
_WITH_HEADER: Final = ("nlmsg_seq", "nlmsg_pid")
_HEADERS: Final[dict[str, Callable[[Message], str]]] = {
    "nlmsg_type": lambda message: (
        message.type_name if message.type_name != "UNKNOWN" else _plain(message.header and message.header.nlmsg_type)
    ),
    "nlmsg_flags": lambda message: "|".join(message.flags),
    "protocol": lambda message: message.protocol_alias,
    "error": lambda message: "" if message.error is None else message.error.name,
}


def _of_field(field: Field) -> Column:
    numbers = _NUMBERS.get(field.name)
    if numbers is not None:
        return lambda message: numbers if _has(message, field.name) else []
    get = _HEADERS.get(field.name) or _plain_of(field)

    def tell(message: Message) -> str:
        return printable(get(message))

    part = OfMessage(tell) if field.varies else OfTree(tell)
    return lambda message: [part]


def _has(message: Message, name: str) -> bool:
    if name == "transaction":
        return message.membership is not None
    return message.header is not None or name not in _WITH_HEADER


def _plain_of(field: Field) -> Callable[[Message], str]:
    return lambda message: _plain(field.get(message))


def _plain(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, (list, tuple)):
        return ",".join(_plain(item) for item in value)
    return "1" if value is True else str(value)


def _told(node: Node) -> str:
    """Constants by name; all else as the plain value, for programs to read."""
    value: Value = node.value
    if isinstance(getattr(node.spec, "meaning", None), (Enum, Flags)) or isinstance(value, list):
        return printable(node.text)
    return printable(_plain(value))
