"""Which nodes of a tree a filter's field stands for, and what it looks at in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from nldissect.filter.kinds import Kind
from nldissect.filter.predicate import Everywhere, Path, View
from nldissect.filter.values import is_address, octets
from nldissect.message import Message
from nldissect.schema import INTERFACE, Address, Lazy, LinkAddress, Parsed, Select, Shape, Text
from nldissect.schema.shapes import Unknown
from nldissect.tree import Node

Pick = Callable[[Node], bool]
"""whether a node is one of those a field stands for"""
Values = Callable[[Node, Message], Sequence[Any]]
"""what of such a node is compared"""


def picker(source: Path | Everywhere) -> Pick:
    """What tells whether a node is one of those that a filter's field stands for."""
    if isinstance(source, Everywhere):
        return _EVERYWHERE[source.kind]
    *outer, name = source.names
    if not outer:
        return lambda node: node.name == name
    return lambda node: node.name == name and _inside(node, outer)


def _inside(node: Node, names: list[str]) -> bool:
    """Whether nodes of these names are around `node`, the last of them innermost."""
    left = len(names)
    around = node.parent
    while around is not None and left:
        if around.name == names[left - 1]:
            left -= 1
        around = around.parent
    return not left


_OPEN: Final = (Select, Lazy, Parsed, Unknown)
"""shapes that do not say themselves what their values are (parts of what a function parsed are of shape Unknown)"""
_MAC = re.compile(r"[0-9a-f]{2}(?::[0-9a-f]{2})+")


def _shape(node: Node) -> Shape | None:
    return getattr(node.spec, "shape", None)


def _is_tunnel_end(node: Node) -> bool:
    return node.end - node.start in (4, 16)


def _holds_address(node: Node) -> bool:
    shape = _shape(node)
    if isinstance(shape, LinkAddress):
        return _is_tunnel_end(node)
    return isinstance(shape, (Address, *_OPEN)) and not node.raw and is_address(node.value)


def _holds_link_address(node: Node) -> bool:
    shape = _shape(node)
    if isinstance(shape, LinkAddress):
        return not _is_tunnel_end(node)
    if not isinstance(shape, _OPEN) or node.raw:
        return False
    return isinstance(node.value, str) and _MAC.fullmatch(node.value) is not None


def _holds_text(node: Node) -> bool:
    shape = _shape(node)
    return isinstance(shape, Text) or (isinstance(shape, _OPEN) and isinstance(node.value, str) and not node.raw)


def _holds_interface(node: Node) -> bool:
    if node.value is None:  # asked first: it may settle the meaning
        return False
    return getattr(node.spec, "meaning", None) is INTERFACE or getattr(_shape(node), "meaning", None) is INTERFACE


_EVERYWHERE: Final[dict[Kind, Pick]] = {
    Kind.ADDRESS: _holds_address,
    Kind.LINK_ADDRESS: _holds_link_address,
    Kind.TEXT: _holds_text,
    Kind.INTERFACE: _holds_interface,
}


def _node_value(node: Node, message: Message) -> Sequence[Any]:
    value = node.value
    if isinstance(value, list):
        return value
    if value is None:
        return ()
    return (octets(value),) if node.raw else (value,)


def _node_names(node: Node, message: Message) -> Sequence[Any]:
    """Interface names; None for one that has not been seen, which is unequal to every name."""
    return [message.context.interface(value) for value in _node_value(node, message) if isinstance(value, int)]


def _node_text(node: Node, message: Message) -> Sequence[Any]:
    value = node.value
    if value is None or node.raw:
        return ()
    return (value,) if isinstance(value, str) else (node.text,)


def _node_payload(node: Node, message: Message) -> Sequence[Any]:
    if getattr(node.spec, "secret", False) and not message.show_secrets:
        return ()
    return (bytes(message.data[node.start : node.end]),)


VIEWS: Final[dict[View, Values]] = {
    View.VALUE: _node_value,
    View.NAMES: _node_names,
    View.TEXT: _node_text,
    View.PAYLOAD: _node_payload,
}
