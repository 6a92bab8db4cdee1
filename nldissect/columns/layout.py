"""Messages of one structure: what is the same in all of them is worked out once, the rest is filled in.

A layout is made of one message, decoded and written as always. Its bytes are held to be fixed but for those of leaves
(numbers, addresses, texts) that nothing else in the tree was decoded by. A message whose fixed bytes are the same has
the same nodes, and differs only in what these leaves say; what is written of it is the layout's text with other
pieces in the gaps. A piece is worked out once for each value that it depends on, by the same code as always, on the
layout's own message with the other's bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from nldissect import addresses
from nldissect.columns.alike import Alike, Which, together
from nldissect.columns.marks import LONGEST, Mark, Piece, filled, marked_length, piece
from nldissect.message import Message
from nldissect.parts import OfNode, OfNumber, OfPlace, OfTree, Part, Parts, Place
from nldissect.schema import (
    Address,
    Bytes,
    Integer,
    LinkAddress,
    Meant,
    Packet,
    Parsed,
    Payload,
    Records,
    Select,
    Sequence as Elements,
    Shape,
    Text,
)
from nldissect.schema.messages import sent_unasked
from nldissect.schema.shapes import Lazy, Look, VariableInteger
from nldissect.stream import Knowledge, View
from nldissect.tree import HeaderNode, Node, Value
from nldissect.wire import ByteOrder

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIXED_HEAD: Final = 20
"""bytes that say what a message is: its nlmsghdr (but for sequence number and port id), and what stands first behind"""
_FIXED_ERROR: Final = 28
"""in an error, the errno and the type of the request too"""
_PLAIN: Final = (Integer, VariableInteger, Address, LinkAddress, Bytes, Text)
_ROOM: Final = 300
"""characters of a text with marks, from which on nobody knows whether it is cut"""
_REMEMBERED: Final = 1 << 12
"""values whose pieces a gap remembers"""


class UnsuitableError(Exception):
    """Messages like this one must be written one by one."""


class _Watch:
    """Remembers which nodes somebody looks at, and whether names were asked for."""

    def __init__(self) -> None:
        self.nodes: set[Node] = set()
        self.names = False

    def clear(self) -> None:
        self.nodes.clear()
        self.names = False


_WATCH: Final = _Watch()
"""one for all layouts: one thread at a time writes with them"""


class _Watched(Node):
    """A node that tells when somebody looks at it. A layout's nodes become such before they are filled in."""

    __slots__ = ()

    @property
    def value(self) -> Value:
        _WATCH.nodes.add(self)
        self._load()
        return self._value

    @property
    def text(self) -> str:
        _WATCH.nodes.add(self)
        return super().text

    def _nearest(self, name: str) -> Node | None:
        found = super()._nearest(name)
        if found is not None:
            _WATCH.nodes.add(found)
        return found


class _WatchedHeader(_Watched):
    """A fixed header."""

    __slots__ = ()

    @property
    def transparent(self) -> bool:
        return True


class _Names(View):
    """A view that tells when it is asked."""

    __slots__ = ()

    def interface(self, index: int) -> str | None:
        _WATCH.names = True
        return super().interface(index)

    def family(self, number: int) -> str | None:
        _WATCH.names = True
        return super().family(number)


class _Leaf(NamedTuple):
    """A node whose bytes, from `start` to `end`, may differ.

    `read` gives its value from them, where no more is needed; `copied` says that this is text that is never empty.
    """

    start: int
    end: int
    read: Callable[[memoryview], Value] | None
    copied: bool


class _Gap:
    """A piece of text that depends on values, and the pieces that these came to so far.

    Addresses that are only copied into the piece are not among the values: they stand in it as marks.
    """

    __slots__ = ("_pieces", "_tell", "by_names", "inputs", "layout", "marked", "nodes", "which")

    def __init__(self, layout: Layout, tell: Callable[[], str], *, copies: bool) -> None:
        self.layout = layout
        self.nodes: set[Node] = set()
        """what has been looked at for it"""
        self.inputs: set[Node] = set()
        """the leaves among them whose values decide"""
        self.marked: dict[Node, Mark] | None = {} if copies else None
        """the leaves among them that are only copied; None where what is told looks into them"""
        self.by_names = False
        """whether names that the stream teaches are in it"""
        self._tell = tell
        self._pieces: dict[Any, Piece] = {}
        self.which: Which = together([])
        """the bytes that it depends on"""

    def work_out(self) -> Piece | None:
        """The piece for the layout's message as it stands; None where it came to depend on something else."""
        load, marked = self.layout.load, self.marked or {}
        for node in self.nodes:
            node.renew(load if node in self.inputs else None)
        for node, mark in marked.items():
            mark.looked_into = False
            node.put(mark)
        _WATCH.clear()
        told = self._tell()
        leaves = self.layout.leaves
        fresh = _WATCH.nodes - self.nodes
        seen_through = [node for node, mark in marked.items() if mark.looked_into or marked_length(told) > _ROOM]
        if not fresh and not seen_through and (self.by_names or not _WATCH.names):
            return piece(told)
        self.nodes |= fresh
        self.by_names |= _WATCH.names
        if seen_through:
            self.inputs.update(marked)
            self.marked = None
        for node in fresh & leaves.keys():
            if self.marked is not None and leaves[node].copied:
                self.marked[node] = Mark.numbered(len(self.marked))
            else:
                self.inputs.add(node)
        self._pieces.clear()
        self.which = together([(leaves[node].start, leaves[node].end) for node in self.inputs])
        return None

    def settle(self) -> Piece:
        """The piece for the layout's message as it stands; what it depends on is found out on the way."""
        while True:
            found = self.work_out()
            if found is not None:
                return found

    @property
    def fixed(self) -> bool:
        """Whether the piece is the same for all messages."""
        return not (self.inputs or self.marked or self.by_names)

    def column(self, data: Alike, positions: Sequence[int], epochs: Sequence[int]) -> list[str]:
        """The piece for each message."""
        pieces = None
        while pieces is None:
            pieces = self._column(data, positions, epochs)
        if not self.marked:
            return [piece.text for piece in pieces]
        return filled(pieces, [self.layout.read(node, data) for node in self.marked])

    def _column(self, data: Alike, positions: Sequence[int], epochs: Sequence[int]) -> list[Piece] | None:
        keys: list[Any] = data.bytes(self.which)
        if self.by_names:
            keys = list(zip(keys, epochs, strict=True))
        pieces = self._pieces
        found = list(map(pieces.get, keys))
        if None in found:
            for at, key in enumerate(keys):
                if found[at] is None and key not in pieces:
                    self.layout.bind(data.of(at), positions[at])
                    new = self.work_out()
                    if new is None:
                        return None
                    if len(pieces) >= _REMEMBERED:
                        pieces.clear()
                    pieces[key] = new
                if found[at] is None:
                    found[at] = pieces[key]
        return found  # type: ignore[return-value]  # none is None now


class _Copy:
    """What is told of one leaf that is nothing but its value."""

    __slots__ = ("_leaf", "_node", "_pieces", "_tell")

    def __init__(self, node: Node, leaf: _Leaf, tell: Callable[[Node], str]) -> None:
        self._node = node
        self._leaf = leaf
        self._tell = tell
        self._pieces: dict[bytes, str] = {}

    def column(self, data: Alike) -> list[str]:
        """It for each message."""
        keys = data.bytes(slice(self._leaf.start, self._leaf.end))
        pieces = self._pieces
        found = list(map(pieces.get, keys))
        if None in found:
            read, node, tell = self._leaf.read, self._node, self._tell
            assert read is not None
            for at, key in enumerate(keys):
                if found[at] is None:
                    if key not in pieces:
                        if len(pieces) >= _REMEMBERED:
                            pieces.clear()
                        node.put(read(memoryview(key)))
                        pieces[key] = tell(node)
                    found[at] = pieces[key]
        return found  # type: ignore[return-value]  # none is None now


class Layout:
    """What messages of one structure have in common; see the module's description. UnsuitableError where they must not.

    `message` is one of them, `row` of an index, not decoded so far, in a stream that teaches `knowledge`.
    """

    def __init__(self, message: Message, write: Parts, knowledge: Knowledge, row: int) -> None:
        self._message = message
        self.row = row
        self.trusted = False
        """it has been seen to write another message as that is written by itself"""
        self._names = _Names(knowledge, row)
        message.context = self._names
        self.leaves: dict[Node, _Leaf] = {}
        """the nodes whose bytes may differ, and where these are"""
        self._settled: set[Node] = set()
        """what the structure was found by"""
        self._free: list[tuple[int, int]] = [(8, 16)]
        header, kind = message.header, message.kind
        if header is None or kind is None or message.header_node is None:
            raise UnsuitableError
        if kind.family is not None and kind.family.is_event is not sent_unasked:
            raise UnsuitableError  # what it is may be told by any of its bytes
        self.load = message.load
        _WATCH.clear()
        for node in (message.header_node, *message.tree.children):
            # A body that is neither header nor attributes may have been taken apart by what stands in it.
            told = kind.schema is not None and node.type is None and not isinstance(node, HeaderNode)
            self._visit(node, closed=told)
        parts = write(message)
        self._settled |= _WATCH.nodes
        self._fix(message)
        self._texts: dict[Node, _Copy] = {}
        self._template = ""
        self._gaps: list[_Gap | _Copy | _Number | str | Callable[[Place], str]] = []
        self._fill(parts)

    def _visit(self, node: Node, *, closed: bool) -> None:
        """Fill in a node and all below it, and find the leaves. In what is closed there are none."""
        unread = node.unread
        node.__class__ = _WatchedHeader if isinstance(node, HeaderNode) else _Watched
        row = node.spec  # as it is now: filling in may put what was selected in its place
        node.read()
        start, end = node.start, node.offset + node.length
        if getattr(row, "secret", False) and not self._message.show_secrets:
            # What could not be read is hidden too, but was taken apart by its bytes.
            if unread and not closed and isinstance(getattr(row, "shape", None), _PLAIN) and node.bare:
                self._free.append((start, end))
            return
        shape, used = _settled_shape(getattr(row, "shape", None), node)
        closed = closed or isinstance(shape, Parsed | Select)
        if isinstance(shape, Records):
            lengths = (child.get(shape.length) for child in node.parts)
            self._settled.update(length for length in lengths if length is not None)
        plain = isinstance(shape, _PLAIN) and not isinstance(shape, Packet)
        listed = isinstance(shape, Elements) and not shape.members and isinstance(shape.element, Integer)
        if unread and not closed and (plain or listed) and node.bare and end > start:
            stop = end if used is None else min(end, start + used)
            self.leaves[node] = _leaf(node, shape, start, stop, self._message.order)
            _WATCH.nodes.discard(node)  # looking at it here settles nothing
        for child in node.parts:
            self._visit(child, closed=closed)

    def _fix(self, message: Message) -> None:
        """Say which bytes must be the same in all messages."""
        for node in self._settled:
            self._settle(node)
        data = np.frombuffer(message.data, np.uint8)
        mask = np.full(len(data), 0xFF, np.uint8)
        for start, end, *_ in (*self.leaves.values(), *self._free):
            mask[start:end] = 0
        for node in self._settled:
            mask[node.start : node.offset + node.length] = 0xFF
        mask[:8] = mask[16 : _FIXED_ERROR if message.type_name == "NLMSG_ERROR" else _FIXED_HEAD] = 0xFF
        for node, leaf in list(self.leaves.items()):
            if mask[leaf.start : leaf.end].any():
                mask[leaf.start : leaf.end] = 0xFF
                del self.leaves[node]
        self._fixed = np.flatnonzero(mask)
        self._expected = data[self._fixed].copy()

    def _settle(self, node: Node) -> None:
        self.leaves.pop(node, None)
        for child in node.parts:
            self._settle(child)

    def _fill(self, parts: list[Part]) -> None:
        template: list[str] = []
        for part in parts:
            if isinstance(part, str):
                template.append(part.replace("%", "%%"))
            elif isinstance(part, OfPlace):
                template.append("%s")
                self._gaps.append(part.tell)
            elif isinstance(part, OfNumber):
                template.append(part.format)
                self._gaps.append(part.name)
            elif isinstance(part, OfNode):
                number = self._number(part)
                if number is not None:
                    template.append(part.number)
                    self._gaps.append(number)
                else:
                    self._gap(template, partial(part.tell, part.node), of=part, copies=part.copies)
            elif isinstance(part, OfTree):
                self._gap(template, partial(self._anew, part.tell), copies=part.copies)
            else:
                raise UnsuitableError
        self._template = "".join(template)

    def _anew(self, tell: Callable[[Message], str]) -> str:
        self._message.__dict__.pop("summary", None)
        return tell(self._message)

    def _gap(self, template: list[str], tell: Callable[[], str], of: OfNode | None = None, *, copies: bool) -> None:
        gap = _Gap(self, tell, copies=copies)
        found = gap.settle()
        if gap.fixed:
            template.append(found.text.replace("%", "%%"))
            return
        template.append("%s")
        alone = of is not None and gap.nodes == gap.inputs == {of.node} and not gap.by_names
        if of is not None and alone and self.leaves[of.node].read is not None:
            self._gaps.append(_Copy(of.node, self.leaves[of.node], of.tell))
        else:
            self._gaps.append(gap)

    def _number(self, part: OfNode) -> _Number | None:
        """Where the number stands that is written as it is."""
        node = part.node
        shape = getattr(node.spec, "shape", None)
        if not part.number or node not in self.leaves or not isinstance(shape, Integer):
            return None
        start, end, *_ = self.leaves[node]
        if getattr(node.spec, "meaning", None) is not None or end - start != shape.width:
            return None
        return _Number(
            slice(start, end), f"{shape.order or self._message.order}{'i' if shape.signed else 'u'}{shape.width}"
        )

    # Writing.

    def fits(self, data: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Which of these messages, a row of bytes each, have this structure."""
        same: NDArray[np.bool_] = (data[:, self._fixed] == self._expected).all(axis=1)
        return same

    def bind(self, data: bytes, position: int) -> None:
        """Read the values of another message, as of `position` in the stream."""
        self._message.rebind(memoryview(data))
        self._names.position = position

    def read(self, node: Node, data: Alike) -> list[str]:
        """The text of one leaf, an address, in each of these messages."""
        found = self._texts.get(node)
        if found is None:
            found = self._texts[node] = _Copy(node, self.leaves[node], _value)
        return found.column(data)

    def texts(
        self,
        data: Alike,
        positions: Sequence[int],
        epochs: Sequence[int],
        places: Callable[[], Sequence[Place]],
        numbers: Callable[[str], Sequence[int]],
    ) -> list[str]:
        """What is written of messages that fit.

        `positions` are theirs in the stream, `epochs` say between which of the stream's lessons these lie; `places`
        gives their places, if somebody asks, `numbers` one of the numbers of a place for each.
        """
        if not self._gaps:
            return [self._template % ()] * len(data)
        columns: list[Sequence[Any]] = []
        for gap in self._gaps:
            if isinstance(gap, _Gap):
                columns.append(gap.column(data, positions, epochs))
            elif isinstance(gap, _Copy):
                columns.append(gap.column(data))
            elif isinstance(gap, str):
                columns.append(numbers(gap))
            elif isinstance(gap, _Number):
                columns.append(data.numbers(gap.which, gap.kind))
            else:
                columns.append(list(map(gap, places())))
        return list(map(self._template.__mod__, zip(*columns, strict=True)))


class _Number(NamedTuple):
    """A number that is written as it is: its bytes, and numpy's name for its type."""

    which: slice
    kind: str


def _value(node: Node) -> str:
    return str(node.value)


def _unpacked(unpack: Callable[..., tuple[int]], data: memoryview) -> int:
    return unpack(data)[0]


def _leaf(node: Node, shape: Shape | None, start: int, end: int, order: ByteOrder) -> _Leaf:
    read: Callable[[memoryview], Value] | None = None
    if isinstance(shape, Address):
        family = node.lookup(shape.family) if isinstance(shape.family, str) else shape.family
        read = partial(addresses.network, family=family if isinstance(family, int) else None)
    elif isinstance(shape, LinkAddress):
        read = addresses.link
    copied = read is not None and bool(node.value) and (end - start) * 3 <= LONGEST
    if isinstance(shape, Bytes):
        read = memoryview.hex
    if isinstance(shape, Integer) and end - start == shape.width:
        read = partial(_unpacked, shape.unpack[order])
    return _Leaf(start, end, read, copied)


def _settled_shape(shape: Shape | None, node: Node) -> tuple[Shape | None, int | None]:
    """What a row's shape comes to for a node; a Select where the node's own bytes decide.

    Of a union, how many of its bytes are used.
    """
    used = None
    while True:
        if isinstance(shape, Lazy):
            shape = shape.resolve()
        elif isinstance(shape, Meant):
            shape = shape.shape
        elif isinstance(shape, Select) and not isinstance(shape.selector, Payload):
            chosen = _chosen(shape, shape.selector, node)
            if shape.length is not None and chosen is not None:
                used = chosen.size
            shape = chosen
        else:
            return shape, used


def _chosen(shape: Select, selector: str | Callable[[Look], Value], node: Node) -> Shape | None:
    key = node.lookup(selector) if isinstance(selector, str) else selector(node.lookup)
    try:
        return shape.cases.get(key, shape.default)
    except TypeError:  # a list is no key
        return shape.default
