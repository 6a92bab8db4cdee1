"""A filter made of what is on the screen: the condition that finds a node's like."""

from __future__ import annotations

from typing import Final

from nldissect.filter import literals
from nldissect.filter.fields import ALIASES, EVERYWHERE, FIELDS
from nldissect.filter.kinds import Kind, kinds_of
from nldissect.filter.names import NameIndex, default_names
from nldissect.filter.values import is_address
from nldissect.protocols import PROTOCOLS, alias
from nldissect.schema import Attribute, Bytes, Enum, Member, Parsed
from nldissect.tree import Node

_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_HEADERS: Final = ("nlmsghdr", "genlmsghdr")
_ROOTS: Final = {name.removeprefix("NETLINK_"): alias(number) for number, name in PROTOCOLS.items()}
_AT_TOP: Final = {"error": "errno"}
"""NLMSG_DONE's, which the field `error` shows only where it is a failure"""
_TAKEN: Final = frozenset({*FIELDS, *ALIASES, *EVERYWHERE})
_ENOUGH: Final = 64
"""characters or bytes of a long value that are compared"""


def condition(node: Node, names: NameIndex | None = None) -> str:
    """The filter that is true for messages with a node of this name and value: `IFLA_MTU == 1500`.

    A node without a value of its own (a nest, a list) is asked for by name alone, an entry of an array by the array's;
    of a long value only the beginning is compared. `names` as for `compile`.
    """
    named = node
    while named.name.startswith("[") and named.parent is not None:
        named = named.parent
    name = _name(named)
    value = node.value
    if named is not node or value is None or value == "" or isinstance(value, list):
        return name
    row = node.spec if isinstance(node.spec, (Attribute, Member)) else None
    if not isinstance(value, str):
        return f"{name} == {_number(node.name, value, row, names or default_names())}"
    kinds = frozenset({Kind.TEXT}) if row is None else kinds_of(row.shape, row.meaning)
    if node.raw:
        return _octets(name, value, sliced=Kind.BYTES not in kinds)
    if kinds == {Kind.LINK_ADDRESS} or (Kind.ADDRESS in kinds and is_address(value)):
        return f"{name} == {value}"
    if row is not None and isinstance(row.shape, Bytes):
        return _octets(name, value, sliced=False)
    if len(value) > _ENOUGH:
        return f"{name} contains {quoted(value[:_ENOUGH])}"
    return f"{name} == {quoted(value)}"


def quoted(text: str) -> str:
    """`text` as a string in a filter."""
    return f'"{text.translate(_ESCAPES)}"'


def _name(node: Node) -> str:
    """By what path a filter finds the node: most are known by their name alone."""
    name, outer = node.name, node.parent
    if outer is None:
        return name
    if outer.parent is None:
        unframed = _ROOTS.get(outer.name)
        return _AT_TOP.get(name, name) if node.raw or unframed in (None, name) else f"{unframed}.{name}"
    own_header = outer.name in _HEADERS and outer.parent.parent is None
    taken = name.lower() in _TAKEN and not own_header
    parsed = isinstance(getattr(outer.spec, "shape", None), Parsed)
    return f"{outer.name}.{name}" if taken or parsed else name


def _number(name: str, value: int, row: Attribute | Member | None, names: NameIndex) -> str:
    """By the constant's name, where a filter reads the same number in it."""
    if value is True or value is False:
        return str(value).lower()
    meaning = None if row is None else row.meaning
    constant = meaning.constants.get(value) if isinstance(meaning, Enum) else None
    if constant is not None and literals.constant(constant, names.constants(name)) == value:
        return constant
    return str(value)


def _octets(name: str, value: str, *, sliced: bool) -> str:
    """A slice can be held against bytes whatever the field is meant to be, and holds the start of a long value."""
    shown = value[: 2 * _ENOUGH]
    text = ":".join(shown[at : at + 2] for at in range(0, len(shown), 2))
    if shown != value:
        return f"{name}[0:{_ENOUGH}] == {text}"
    return f"{name}[0:] == {text}" if sliced else f"{name} == {text}"
