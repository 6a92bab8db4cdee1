"""The decoded message: a tree of nodes, each with the bytes it stands for.

Nodes fill themselves when someone looks: a node is made with its name and byte range, and its value, children and
notes are worked out by its loader on the first access to any of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol

_CROWD = 32
"""children from which on they are looked up by their names, not one after the other"""

Value = int | str | bool | list[Any] | None
"""What a node stands for: a number, text, truth, a list of these, or nothing (a nest, a struct)."""


class Names(Protocol):
    """What the stream has taught so far, for texts."""

    def interface(self, index: int) -> str | None:
        """The name of the interface with that index, if it has been seen."""


class Level(StrEnum):
    """How bad a note is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a node or message: a stable code for programs, a sentence for people."""

    level: Level
    code: str
    text: str


def printable(text: str) -> str:
    """`text` with every character that could move a cursor, hide or reorder other text written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


class Node:
    """One attribute, struct, struct member or run of bytes.

    `offset` counts from the message's nlmsghdr. `length` is nla_len for an attribute (padding not counted), the size
    for everything else. `type` is the attribute's number without flag bits, None for what is no attribute. `start` is
    where the payload begins.
    """

    __slots__ = (
        "_by_name", "_children", "_dissect", "_leaf", "_loader", "_notes", "_raw", "_renderer", "_space", "_text",
        "_value", "flags", "length", "name", "offset", "parent", "spec", "start", "type",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        offset: int,
        length: int,
        *,
        type: int | None = None,  # noqa: A002 - the contract's name
        start: int | None = None,
        flags: int = 0,
        parent: Node | None = None,
        spec: object = None,
        loader: Callable[[Node], None] | None = None,
        leaf: bool = False,
    ) -> None:
        self.name = name
        self.offset = offset
        self.length = length
        self.type = type
        self.start = offset if start is None else start
        self.flags = flags
        """NLA_F_NESTED and NLA_F_NET_BYTEORDER as they stand on the wire"""
        self.parent = parent
        self.spec = spec
        """the schema row (Attribute, Member, Struct …) this node was made from"""
        self._loader = loader
        self._leaf = leaf
        """surely without children: whoever walks the tree need not fill it in to know"""
        self._value: Value = None
        self._text: str | None = None
        self._renderer: Callable[[Value], str] | None = None
        self._children: list[Node] | None = None
        self._dissect: Callable[[Node], None] | None = None
        self._by_name: dict[str, Node] | None = None
        self._notes: list[Note] | None = None
        self._raw = False
        self._space: object = None

    # Filling in, by the decoder.

    def set(
        self,
        value: Value,
        text: str | Callable[[Value], str] | None = None,
        *,
        raw: bool = False,
    ) -> None:
        """Give the node its value, and its text (or what makes the text of the value when it is asked for)."""
        self._value = value
        self._raw = raw
        self._renderer = text if callable(text) else None
        self._text = None if text is None or callable(text) else printable(text)

    def append(self, child: Node) -> None:
        """Add a child; its parent becomes this node."""
        child.parent = self
        self._by_name = None
        if self._children is None:
            self._children = [child]
        else:
            self._children.append(child)

    def close(self) -> None:
        """Take the children away again: what they say must not be shown."""
        self._children = self._by_name = self._dissect = None

    def hold_packet(self, dissect: Callable[[Node], None]) -> None:
        """Say that this is a packet of the network, to which `dissect` appends its layers when they are asked for."""
        self._dissect = dissect

    def open(self, space: object) -> None:
        """Say of which attribute set the children are."""
        self._space = space

    def note(self, level: Level, code: str, text: str) -> None:
        """Attach a remark."""
        if self._notes is None:
            self._notes = []
        self._notes.append(Note(level, code, text))

    def _load(self) -> None:
        loader = self._loader
        if loader is not None:
            self._loader = None
            loader(self)

    # For whoever uses a tree again with other bytes (nldissect.columns).

    @property
    def unread(self) -> bool:
        """Whether it still has to be filled in."""
        return self._loader is not None

    def read(self) -> None:
        """Fill it in, if it is not."""
        self._load()

    @property
    def parts(self) -> list[Node]:
        """The children that it has been filled with; the layers of a packet are not made for this."""
        return self._children or []

    @property
    def bare(self) -> bool:
        """Whether it is nothing but a value: no children, no remarks, its meaning known."""
        return not (self._children or self._dissect or self._raw or self._notes)

    def renew(self, loader: Callable[[Node], None] | None) -> None:
        """Let its text be worked out again, and its value too where there is a loader."""
        if loader is not None:
            self._loader = loader
            self._text = None
        elif self._renderer is not None:
            self._text = None

    def put(self, value: Value) -> None:
        """Take another value; its text is told as before."""
        self._loader = None
        self._value = value
        self._text = None

    # Looking.

    @property
    def value(self) -> Value:
        """Number, string, truth, list or None; binary is a lowercase hex string."""
        self._load()
        return self._value

    @property
    def text(self) -> str:
        """The value as a person would write it: one line, safe to print."""
        self._load()
        if self._text is None:
            self._text = printable(self._renderer(self._value) if self._renderer else _plain(self._value))
        return self._text

    @property
    def children(self) -> list[Node]:
        """The nodes inside, in the order of their bytes."""
        if self._loader is not None and not self._leaf:
            self._load()
        if self._dissect is not None and self._children is None:
            self._children = []
            self._dissect(self)
        return self._children or []

    @property
    def packet(self) -> bool:
        """Whether this is a packet of the network: its children are layers, made when they are first asked for."""
        self._load()
        return self._dissect is not None

    @property
    def notes(self) -> list[Note]:
        """What is remarkable about this node alone."""
        self._load()
        return self._notes or []

    @property
    def raw(self) -> bool:
        """True where the schema does not know what the payload means."""
        self._load()
        return self._raw

    @property
    def space(self) -> object:
        """The schema's AttributeSet that the children belong to, for a nest or a message's body."""
        self._load()
        return self._space

    @property
    def end(self) -> int:
        """Where the node's bytes end (padding not counted)."""
        return self.offset + self.length

    @property
    def path(self) -> list[Node]:
        """The nodes from the top level down to this one; the tree's root is not among them."""
        nodes: list[Node] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            nodes.append(node)
            node = node.parent
        nodes.reverse()
        return nodes

    def get(self, name: str) -> Node | None:
        """The first child called `name`, also inside the fixed header (a struct that is no attribute)."""
        return self._names().get(name)

    def _names(self) -> dict[str, Node]:
        if self._by_name is None:
            found: dict[str, Node] = {}
            for child in self.children:
                found.setdefault(child.name, child)
                if child.transparent:
                    for name, inner in child._names().items():
                        found.setdefault(name, inner)
            self._by_name = found
        return self._by_name

    def __getitem__(self, name: str) -> Node:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __iter__(self) -> Iterator[Node]:
        return iter(self.children)

    def lookup(self, name: str) -> Value:
        """The value of the nearest node called `name`: in its own header, beside it, then outward; None if none is.

        Of several beside it, where the schema allows several, the last one before it counts; else the first.
        `sel.family` is the member family of the nearest sel.
        """
        first, *rest = name.split(".")
        found = self._nearest(first)
        for inner in rest:
            found = None if found is None else found.get(inner)
        return None if found is None else found.value

    def _nearest(self, name: str) -> Node | None:
        for child in self._children or ():
            found = child.get(name) if child.transparent else None
            if found is not None:
                return found
        inner: Node = self
        outer = self.parent
        while outer is not None:
            siblings = outer._children or []
            if len(siblings) > _CROWD:
                found = outer._names().get(name)
                if found is not None and found is not inner:
                    return _closest(outer, inner, found)
                siblings = [] if found is None else siblings
            for sibling in siblings:
                if sibling is inner:
                    continue
                if sibling.name == name:
                    return _closest(outer, inner, sibling)
                if sibling.transparent:
                    found = sibling.get(name)
                    if found is not None:
                        return found
            inner, outer = outer, outer.parent
        return None

    @property
    def transparent(self) -> bool:
        """A fixed header: a struct at its message's own level, whose members are found as if they stood beside it."""
        return False

    def walk(self, *, packets: bool = False) -> Iterator[Node]:
        """All nodes below this one, depth first, in the order of their bytes; this one is not among them.

        The layers of packets inside are left out, unless `packets` asks for them: that costs the loading of scapy.
        """
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            if not node._leaf and (packets or not node.packet):
                stack.extend(reversed(node.children))

    def at(self, offset: int) -> Node | None:
        """The deepest node whose bytes include `offset`."""
        found: Node | None = None
        nodes = self.children
        while True:
            for node in nodes:
                if node.offset <= offset < node.offset + node.length:
                    found, nodes = node, node.children
                    break
            else:
                return found

    def __repr__(self) -> str:
        return f"<Node {self.name} [{self.offset}:{self.end}]>"


class HeaderNode(Node):
    """A fixed header; see Node.transparent."""

    __slots__ = ()

    @property
    def transparent(self) -> bool:
        return True


def _closest(outer: Node, inner: Node, first: Node) -> Node:
    """The last of the children called as `first` before `inner`, where the schema allows several."""
    if not getattr(first.spec, "multiple", False):
        return first
    offsets, nodes = _called(outer, first.name, len(outer.children))
    place = bisect_left(offsets, inner.offset)
    return nodes[place - 1] if place else first


@lru_cache(maxsize=2)
def _called(parent: Node, name: str, count: int) -> tuple[list[int], list[Node]]:
    """The children of that name, with their offsets; remembered, for there may be thousands to ask for the same."""
    nodes = [child for child in parent.children if child.name == name]
    return [child.offset for child in nodes], nodes


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(_plain(item) for item in value)
    return str(value)
