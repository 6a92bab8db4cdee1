"""Summary templates: `{RTA_DST}[ via {RTA_GATEWAY}]` on a tree; see nldissect.schema.Summary for the language."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from nldissect.tree import Names, Node, printable

_FIELD = re.compile(r"\{([\w.\[\]]+)\}")
_PART = re.compile(r"\[((?:[^\[\]{}]|\{[^}]*\})*)\]|((?:[^\[\]{}]|\{[^}]*\})+)")

Piece = tuple[bool, tuple[str, ...], tuple[str, ...]]


@cache
def _parse(template: str) -> tuple[Piece, ...]:
    """(optional, literals, fields): literals[0] fields[0] literals[1] …"""
    pieces = []
    for match in _PART.finditer(template):
        optional = match.group(1) is not None
        split = _FIELD.split(match.group(1) if optional else match.group(2))
        pieces.append((optional, tuple(split[::2]), tuple(split[1::2])))
    return tuple(pieces)


def render(template: str, node: Node, names: Names) -> str:
    """The template filled in from `node`'s children; a field that is not there leaves nothing behind."""
    out = []
    for optional, literals, fields in _parse(template):
        values = [_field(node, path, names) for path in fields]
        if optional and any(value is None or value == "" for value in values):
            continue
        out.append(literals[0])
        for literal, value in zip(literals[1:], values, strict=True):
            out.append(value or "")
            out.append(literal)
    return "".join(out).strip()


def _field(node: Node, path: str, names: Names) -> str | None:
    found: Node | None = node
    for name in path.split("."):
        if found is None:
            return None
        found = found.get(name)
    return None if found is None else short(found, names)


def short(node: Node, names: Names) -> str:
    """A node's value as summary lines write it: constants without prefix, interfaces by name."""
    value = node.value  # first: it may settle the meaning
    meaning: Any = getattr(node.spec, "meaning", None)
    if meaning is not None and isinstance(value, int):
        return printable(str(meaning.short(value, names)))
    return node.text
