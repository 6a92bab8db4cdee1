"""Holds what a tool printed as JSON against our decode of the messages that it printed it from.

A table gives for each field of an object the path of our attribute ("IFLA_LINKINFO/IFLA_INFO_KIND"), or how to make the
tool's value from our nodes, or the table of an inner object. A field that no table names is a failure, so that a newer
tool's new field does not pass unseen; one that can not be compared is named with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nldissect.tree import Node

Make = Callable[[Node], Any]
"""makes the tool's value from the node that its object belongs to; raises KeyError where an attribute lacks"""


@dataclass(frozen=True)
class Ignored:
    """A field that nothing in the message says."""

    reason: str


@dataclass(frozen=True)
class Inside:
    """An object, or a list of objects: their nodes, by their path or found by a function, and the table for each."""

    where: str | Callable[[Node], Node | Sequence[Node]]
    table: Table | Callable[[Node], Table]


Rule = str | Make | Ignored | Inside
"""what a field says: a path, a function, nothing, or more fields"""


@dataclass(frozen=True)
class Table:
    """The fields of an object. One that `fields` does not name is the attribute called like it, after a prefix."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    """each a Rule"""
    prefixes: tuple[str, ...] = ()

    def rule(self, name: str, node: Node) -> Rule | None:
        """How to compare that field; None where the table does not tell."""
        if name in self.fields:
            found: Rule = self.fields[name]
            return found
        spelt = (prefix + name.replace("-", "_") for prefix in self.prefixes)
        for path in (found for each in spelt for found in (each, each.upper())):
            if at(node, path) is not None:
                return path
        return None

    def __or__(self, other: Table) -> Table:
        return Table({**self.fields, **other.fields}, self.prefixes + other.prefixes)


class Tally:
    """How many values were compared, which fields were left out for what reason, and the interfaces' names."""

    def __init__(self, interfaces: Mapping[str, int] | None = None) -> None:
        self.interfaces = interfaces or {}
        self.compared = 0
        self.ignored: dict[str, str] = {}


def at(node: Node, path: str) -> Node | None:
    """The node at a path below `node`; None where there is none."""
    found: Node | None = node
    for name in path.split("/"):
        if found is None:
            return None
        found = found.get(name)
    return found


def get(node: Node, path: str) -> Node:
    """The node at a path below `node`; KeyError where there is none."""
    found = at(node, path)
    if found is None:
        raise KeyError(path)
    return found


def same(node: Node, theirs: Any, interfaces: Mapping[str, int]) -> bool:
    """Whether the tool's value is our node's: the number, the truth, or the text as either of us may spell it."""
    value, text = node.value, node.text
    if isinstance(theirs, bool):
        return isinstance(value, int) and bool(value) is theirs
    if theirs is None:
        return not value
    if isinstance(theirs, int | float | list):
        return value == theirs or (isinstance(theirs, list) and text.split("|") == theirs)
    if theirs in (text, value) or interfaces.get(theirs, -1) == value:
        return True
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return int(theirs, 16 if theirs.startswith("0x") else 10) == value
        except ValueError:
            pass
    word = theirs.upper().replace("-", "_").replace(".", "_")
    return text.upper() == word or text.upper().endswith("_" + word)


def differences(theirs: Any, node: Node, table: Table, tally: Tally, where: str = "") -> Iterator[str]:
    """What a tool's object says otherwise than our node, one line each."""
    for name, value in theirs.items():
        place = f"{where}.{name}"
        rule = table.rule(name, node)
        try:
            if rule is None:
                yield f"{place} = {value!r}: no row of the table names it (at {node.name}: {names(node)})"
            elif isinstance(rule, Ignored):
                tally.ignored[place] = rule.reason
            elif isinstance(rule, Inside):
                yield from _inside(value, node, rule, tally, place)
            elif callable(rule):
                tally.compared += 1
                ours = rule(node)
                if ours != value and (not isinstance(value, str) or tally.interfaces.get(value, value) != ours):
                    yield f"{place}: tool {value!r}, we {ours!r}"
            else:
                tally.compared += 1
                found = get(node, rule)
                if not same(found, value, tally.interfaces):
                    yield f"{place}: tool {value!r}, our {rule} {found.value!r} = {found.text!r}"
        except KeyError as missing:
            yield f"{place} = {value!r}: we have no {missing} (at {node.name}: {names(node)})"


def _inside(theirs: Any, node: Node, rule: Inside, tally: Tally, where: str) -> Iterator[str]:
    found = get(node, rule.where) if isinstance(rule.where, str) else rule.where(node)
    rows = theirs if isinstance(theirs, list) else [theirs]
    nodes = list(found.children) if isinstance(found, Node) and isinstance(theirs, list) else found
    nodes = [nodes] if isinstance(nodes, Node) else list(nodes)
    if len(rows) != len(nodes):
        yield f"{where}: the tool has {len(rows)} of them, we {len(nodes)}"
        return
    for number, (row, inner) in enumerate(zip(rows, nodes, strict=True)):
        table = rule.table if isinstance(rule.table, Table) else rule.table(inner)
        yield from differences(row, inner, table, tally, where + (f"[{number}]" if len(rows) > 1 else ""))


def names(node: Node) -> str:
    """The names of what is directly below, for a failure's text."""
    return " ".join(child.name for child in node.children)


# Functions that make a tool's value, for tables.


def value(path: str) -> Make:
    """Our value as it is."""
    return lambda node: get(node, path).value


def scaled(path: str, factor: float, digits: int | None = None) -> Make:
    """Our number in the tool's unit."""

    def make(node: Node) -> Any:
        ours = get(node, path).value
        assert isinstance(ours, int)
        return round(ours * factor, digits) if digits is not None else ours * factor

    return make


def there(path: str) -> Make:
    """True where the attribute is there."""
    return lambda node: at(node, path) is not None


def bit(path: str, name: str) -> Make:
    """Whether a flag is set."""
    return lambda node: name in get(node, path).text.split("|")


def constant(told: Any) -> Make:
    """What a tool prints where nothing is to be said."""
    return lambda node: told


def flags(path: str, prefix: str) -> Make:
    """The names of the bits that are set, in their order, without their prefix."""

    def make(node: Node) -> list[str]:
        text = get(node, path).text
        return [] if text == "0" else [word.removeprefix(prefix) for word in text.split("|")]

    return make


def words(path: str, spelt: Mapping[Any, Any]) -> Make:
    """The tool's word for our text (or value)."""

    def make(node: Node) -> Any:
        found = get(node, path)
        return spelt[found.text] if found.text in spelt else spelt[found.value]

    return make


def all_of(name: str, *, inside: str = "") -> Make:
    """The values of all attributes of that name, in order."""

    def make(node: Node) -> list[Any]:
        nest = get(node, inside) if inside else node
        return [child.value for child in nest.children if child.name == name]

    return make
