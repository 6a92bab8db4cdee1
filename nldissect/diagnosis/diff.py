"""What two programs say differently: the requests of two captures, paired and compared as trees, by name.

Set aside is what differs from run to run: sequence numbers, port ids, lengths that follow from the contents, the ids
of generic netlink families, and interface indexes whose names are known, which are compared by name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, TypeVar

from nldissect.datagram import Direction
from nldissect.message import Message
from nldissect.tree import Names, Node

_VOLATILE = ("nlmsg_len", "nlmsg_seq", "nlmsg_pid")
Inside = tuple[tuple[Node, Node], ...]
"""the nodes, left and right, that a difference is inside of, outermost first"""


class Kind(StrEnum):
    """How two nodes differ."""

    MISSING = "missing"
    """only in the first"""
    EXTRA = "extra"
    """only in the second"""
    VALUE = "value"
    LENGTH = "length"
    """the same value in another number of bytes: a string without its NUL, a u32 for a u8"""
    FLAGS = "flags"
    """other NLA_F_ bits on the attribute"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two messages differ; the node is None on the side that does not have it."""

    kind: Kind
    left: Node | None
    right: Node | None
    inside: Inside = ()

    @property
    def node(self) -> Node:
        """The node, of whichever side has one."""
        node = self.left or self.right
        assert node is not None
        return node

    @property
    def path(self) -> tuple[str, ...]:
        """Names from the top level down to it."""
        return (*(left.name for left, _ in self.inside), self.node.name)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two messages that do the same job, or one that the other side does not send."""

    left: Message | None
    right: Message | None
    differences: tuple[Difference, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether both are there and say the same."""
        return self.left is not None and self.right is not None and not self.differences


class _Side:
    """Something to be paired: `content` is equal where two say the same, `kind` where comparing them makes sense."""

    __slots__ = ("content", "kind")
    content: Hashable
    kind: Hashable


S = TypeVar("S", bound=_Side)


def requests(messages: Iterable[Message]) -> Iterator[Message]:
    """What the programs sent."""
    return (message for message in messages if message.direction is Direction.TO_KERNEL)


def diff(left: Sequence[Message], right: Sequence[Message]) -> Iterator[Pair]:
    """All pairs, equal ones too, in the order of both sides."""
    for one, other in align([_View(m) for m in left], [_View(m) for m in right]):
        if one is None or other is None:
            yield Pair(None if one is None else one.message, None if other is None else other.message)
        else:
            yield compare(one.message, other.message)


def compare(left: Message, right: Message) -> Pair:
    """Two messages, whatever they are."""
    names = left.context, right.context
    found: list[Difference] = []
    one, other = left.header_node, right.header_node
    if one is not None and other is not None:
        for name in ("nlmsg_type", "nlmsg_flags"):
            a, b = one[name], other[name]
            generic = left.generic is not None and right.generic is not None and left.generic.family is not None
            if name == "nlmsg_type" and generic and left.type_name == right.type_name:
                continue
            if a.value != b.value:
                found.append(Difference(Kind.VALUE, a, b))
    _children(left.tree, right.tree, names, (), found)
    return Pair(left, right, tuple(found))


def align(left: Sequence[S], right: Sequence[S]) -> Iterator[tuple[S | None, S | None]]:
    """Pair two sequences in order: first what says the same, then, between those, what is of the same kind."""
    for a, b, equal in _blocks([side.content for side in left], [side.content for side in right]):
        if equal:
            yield from zip(left[a], right[b], strict=True)
        else:
            yield from _align_kinds(left[a], right[b])


def _align_kinds(left: Sequence[S], right: Sequence[S]) -> Iterator[tuple[S | None, S | None]]:
    for a, b, equal in _blocks([side.kind for side in left], [side.kind for side in right]):
        if equal:
            yield from zip(left[a], right[b], strict=True)
        else:
            yield from ((side, None) for side in left[a])
            yield from ((None, side) for side in right[b])


def _blocks(left: Sequence[Hashable], right: Sequence[Hashable]) -> Iterator[tuple[slice, slice, bool]]:
    for tag, a, b, c, d in SequenceMatcher(None, left, right).get_opcodes():
        yield slice(a, b), slice(c, d), tag == "equal"


class _View(_Side):
    """A message."""

    __slots__ = ("message",)

    def __init__(self, message: Message) -> None:
        self.message = message
        header = message.header
        flags = 0 if header is None else header.nlmsg_flags
        self.kind = (message.protocol, message.name, flags & 0x300)
        inside = _content_of_children(message.tree, message.context)
        self.content = (message.protocol, message.name, flags, inside)


class _Entry(_Side):
    """An element of a list."""

    __slots__ = ("node",)

    def __init__(self, node: Node, names: Names) -> None:
        self.node = node
        self.kind = (_list_name(node), _first_text(node))
        self.content = _content(node, names)


def _content(node: Node, names: Names) -> Hashable:
    """All that two nodes must share to be equal."""
    children = node.children
    inside = _content_of_children(node, names) if children else _value(node, names)
    length = node.length if not children else None
    return (_list_name(node), node.type if node.name == "UNKNOWN" else None, node.flags, length, inside)


def _content_of_children(node: Node, names: Names) -> Hashable:
    """Attributes are a set, but for those of one name: these are a list."""
    lists: dict[Hashable, list[Hashable]] = {}
    for child in node.children:
        lists.setdefault(_key(child), []).append(_content(child, names))
    return frozenset((key, tuple(items)) for key, items in lists.items())


def _key(node: Node) -> Hashable:
    return (_list_name(node), node.type) if node.name == "UNKNOWN" else _list_name(node)


def _list_name(node: Node) -> str:
    """Array elements are told apart by their place, not by their number."""
    return "[]" if node.name.startswith("[") else node.name


def _first_text(node: Node) -> str | None:
    """What an element is, as far as its first text tells: the name of an expression, the kind of an action."""
    for child in node.children:
        if isinstance(child.value, str) and not child.raw:
            return child.value
        if child.transparent:
            return None
    return None


def _value(node: Node, names: Names) -> Hashable:
    value = node.value
    if isinstance(value, int) and value > 0:
        name = interface_of(node, names)
        if name is not None:
            return name
    return tuple(value) if isinstance(value, list) else value


def interface_of(node: Node, names: Names) -> str | None:
    """The name of the interface whose index the node holds; None where it holds none, or nobody knows the name."""
    meaning: Any = getattr(node.spec, "meaning", None)
    if meaning is None or not isinstance(node.value, int):
        return None
    asked = _Asking(names)
    meaning.text(node.value, asked)
    return asked.found


class _Asking:
    """Passes a meaning's question for an interface's name on, and keeps the answer."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.found: str | None = None

    def interface(self, index: int) -> str | None:
        self.found = self._names.interface(index)
        return self.found


def _children(left: Node, right: Node, names: tuple[Names, Names], inside: Inside, found: list[Difference]) -> None:
    """Compare what is inside two nodes, in the order of the left one's attributes."""
    ours, theirs = _by_key(left.children), _by_key(right.children)
    for key, nodes in ours.items():
        others = theirs.pop(key, [])
        if len(nodes) == len(others) == 1:
            _nodes(nodes[0], others[0], names, inside, found)
            continue
        one, other = [_Entry(node, names[0]) for node in nodes], [_Entry(node, names[1]) for node in others]
        for a, b in align(one, other):
            if a is not None and b is not None:
                _nodes(a.node, b.node, names, inside, found)
            elif a is not None:
                found.append(Difference(Kind.MISSING, a.node, None, inside))
            elif b is not None:
                found.append(Difference(Kind.EXTRA, None, b.node, inside))
    for nodes in theirs.values():
        found.extend(Difference(Kind.EXTRA, None, node, inside) for node in nodes)


def _by_key(nodes: Sequence[Node]) -> dict[Hashable, list[Node]]:
    found: dict[Hashable, list[Node]] = {}
    for node in nodes:
        if node.name not in _VOLATILE:
            found.setdefault(_key(node), []).append(node)
    return found


def _nodes(left: Node, right: Node, names: tuple[Names, Names], inside: Inside, found: list[Difference]) -> None:
    if left.flags != right.flags:
        found.append(Difference(Kind.FLAGS, left, right, inside))
    if left.children and right.children:
        _children(left, right, names, (*inside, (left, right)), found)
    elif left.children or right.children or not _same(left, right, names):
        found.append(Difference(Kind.VALUE, left, right, inside))
    elif left.length != right.length:
        found.append(Difference(Kind.LENGTH, left, right, inside))


def _same(left: Node, right: Node, names: tuple[Names, Names]) -> bool:
    if left.value is None and right.value is None and left.text != right.text:
        return False  # secrets of different lengths
    mine, its = interface_of(left, names[0]), interface_of(right, names[1])
    if mine is not None and its is not None:
        return mine == its
    return left.value == right.value
