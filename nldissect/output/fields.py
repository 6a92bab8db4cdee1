"""Chosen fields of a message, tab-separated: `show -T fields -e …`. The names are those of the filter language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from nldissect.errors import UsageError
from nldissect.filter.fields import FIELDS, Field, canonical
from nldissect.filter.names import default_names
from nldissect.message import Message
from nldissect.output.text import seconds
from nldissect.schema import Enum, Flags
from nldissect.tree import Node, Value, printable

Column = Callable[[Message], str]


def columns(names: Iterable[str]) -> list[Column]:
    """A function for each field. Raises UsageError on a name that nobody knows."""
    return [_column(name) for name in names]


def row(message: Message, wanted: Sequence[Column]) -> str:
    """The fields, tab-separated; several values of one are separated by commas, a field that is not there is empty."""
    return "\t".join(printable(column(message)) for column in wanted)


def _column(name: str) -> Column:
    own = canonical(name)
    field = FIELDS.get(own.lower())
    if field is not None:
        return _header_column(field)
    known = default_names().known(own.rsplit(".", 1)[-1])
    if known is None:
        close = get_close_matches(own.upper(), [*FIELDS, *default_names().names()], n=1)
        hint = f"; did you mean {close[0]}?" if close else "; `nldissect families` lists what there is"
        raise UsageError(f"no field is called {printable(name)}{hint}")
    path = [*own.split(".")[:-1], known.name]
    return lambda message: ",".join(_told(node) for node in _find(message, path))


def _header_column(field: Field) -> Column:
    if field.name == "nlmsg_type":
        return lambda message: message.type_name if message.type_name != "UNKNOWN" else _plain(field.get(message))
    if field.name == "nlmsg_flags":
        return lambda message: "|".join(message.flags)
    if field.name == "protocol":
        return lambda message: message.protocol_alias
    if field.name == "time":
        return lambda message: seconds(message.time)
    if field.name == "error":
        return lambda message: "" if message.error is None else message.error.name
    return lambda message: _plain(field.get(message))


def _plain(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, (list, tuple)):
        return ",".join(_plain(item) for item in value)
    return "1" if value is True else str(value)


def _find(message: Message, path: list[str]) -> Iterable[Node]:
    wanted = [name.lower() for name in path]
    for node in message.tree.walk():
        if node.name.lower() == wanted[-1]:
            above = [step.name.lower() for step in node.path]
            if len(wanted) == 1 or _in_order(wanted[:-1], above):
                yield node


def _in_order(wanted: list[str], above: list[str]) -> bool:
    steps = iter(above)
    return all(name in steps for name in wanted)


def _told(node: Node) -> str:
    """Constants by name; all else as the plain value, for programs to read."""
    value: Value = node.value
    if isinstance(getattr(node.spec, "meaning", None), (Enum, Flags)) or isinstance(value, list):
        return node.text
    return _plain(value)
