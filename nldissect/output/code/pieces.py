"""A message as the pieces that code is written from: numbers, data and nests, side by side, none left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nldissect.encode import EncodeError, encode, resolve
from nldissect.message import Message
from nldissect.schema import Address, Attribute, Bytes, Flag, Flags, Integer, LinkAddress, Member, Parsed, Text
from nldissect.schema.meaning import HEX
from nldissect.schema.shapes import VariableInteger
from nldissect.tree import Names, Node
from nldissect.wire import NLMSG_HDRLEN, ByteOrder, align4


class Spelling(StrEnum):
    """How data is best written."""

    TEXT = "text"
    """a string with its NUL, in an array with more of them"""
    ADDRESS = "address"
    """IPv4 or IPv6; zeros fill up the place that an IPv6 address would need"""
    LINK_ADDRESS = "link address"
    LABELS = "labels"
    """an MPLS label stack"""
    ZEROS = "zeros"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Number:
    """Integers of one kind side by side. `order` is None for the host's own."""

    name: str
    text: str
    values: tuple[int, ...]
    width: int
    signed: bool = False
    order: str | None = None
    interface: str | None = None
    """the name of the interface that the number is the index of"""
    hexadecimal: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes that are no numbers, or none that are known. `foreign`: another host's may look different."""

    name: str
    text: str
    data: bytes
    spelling: Spelling = Spelling.BYTES
    told: str = ""
    """the value in the spelling"""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A struct, or an element of an array."""

    name: str
    items: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Nest:
    """An attribute with what is inside. `padding` follows it where that is not zeros up to four bytes."""

    name: str
    number: int
    flags: int
    items: tuple[Piece, ...]
    padding: bytes | None = None


Piece = Number | Data | Group | Nest


def pieces(message: Message) -> tuple[Piece, ...]:
    """What follows the nlmsghdr. Secrets are zeros, unless the message shows them."""
    return _Pieces(message).between(message.tree.children, NLMSG_HDRLEN, len(message.data))


class _Pieces:
    """Makes one message's pieces."""

    def __init__(self, message: Message) -> None:
        self.data = memoryview(message.shown)
        self.order: ByteOrder = message.order
        self.names: Names = message.context
        self.show_secrets = message.show_secrets

    def between(self, nodes: list[Node], start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of data[start:end], whatever of it `nodes` explain."""
        found: list[Piece] = []
        at = start
        index = 0
        while index < len(nodes):
            node = nodes[index]
            if node.offset < at or node.end > end:
                # Parts that lie over each other: bytes are the only way to write them once.
                return (self._raw("", "", start, end),)
            if node.offset > at:
                found.append(self._raw("", "padding", at, node.offset))
            fields = 1
            while index + fields < len(nodes) and nodes[index + fields].offset == node.offset and node.length:
                fields += 1
            if fields > 1:
                found.append(self._bits(nodes[index : index + fields]))
            elif node.type is None:
                found.append(self._field(node))
            else:
                found.append(self._attribute(node, end))
            at = node.end if node.type is None else min(node.offset + align4(node.length), end)
            index += fields
        if at < end:
            found.append(self._raw("", "padding", at, end))
        return tuple(found)

    def _attribute(self, node: Node, end: int) -> Nest | Data:
        claimed = int.from_bytes(self.data[node.offset : node.offset + 2], "little" if self.order == "<" else "big")
        if claimed != node.length:
            return self._raw(node.name, "damaged", node.offset, min(node.offset + align4(node.length), end))
        padding = bytes(self.data[node.end : min(node.offset + align4(node.length), end)])
        items = tuple(self._inside(node))
        standard = padding == bytes(-node.length % 4)
        return Nest(node.name, node.type or 0, node.flags, items, None if standard else padding)

    def _inside(self, node: Node) -> Iterator[Piece]:
        if node.start == node.end:
            return
        if self._secret(node):
            yield self._hidden("", node)
        elif not node.packet and node.children:
            yield from self.between(node.children, node.start, node.end)
        else:
            yield self._leaf(node, "")

    def _field(self, node: Node) -> Piece:
        if self._secret(node):
            return self._hidden(node.name, node)
        if not node.packet and node.children:
            return Group(node.name, self.between(node.children, node.offset, node.end))
        return self._leaf(node, node.name)

    def _secret(self, node: Node) -> bool:
        return isinstance(node.spec, (Attribute, Member)) and node.spec.secret and not self.show_secrets

    def _hidden(self, name: str, node: Node) -> Data:
        size = node.end - node.start
        return Data(name, f"a secret of {size} bytes, left out", bytes(size), Spelling.ZEROS)

    def _leaf(self, node: Node, name: str) -> Number | Data:
        value, text = node.value, node.text
        payload = self.data[node.start : node.end]
        row = node.spec
        assert isinstance(row, (Attribute, Member))
        shape = resolve(row.shape, node.lookup, payload, self.order)
        size = len(payload)
        if isinstance(value, list):
            element = getattr(shape, "element", None)
            if isinstance(element, Integer) and all(isinstance(item, int) for item in value):
                return Number(name, text, tuple(map(int, value)), element.width, element.signed, element.order)
        if isinstance(shape, (Integer, VariableInteger)) and isinstance(value, int) and size in (1, 2, 4, 8):
            order = shape.order if isinstance(shape, Integer) else None
            if not isinstance(shape, Integer) or shape.width == size:
                interface = self._interface(row.meaning, value)
                hexadecimal = isinstance(row.meaning, Flags) or row.meaning is HEX
                return Number(name, text, (value,), size, shape.signed, order, interface, hexadecimal)
        whole = int.from_bytes(payload, "little" if self.order == "<" else "big")
        if isinstance(shape, Parsed) and size in (1, 2, 4, 8) and value == whole:
            return Number(name, text, (int(value),), size, hexadecimal=True, foreign=True)
        if isinstance(value, str) and isinstance(shape, (Text, Address, LinkAddress)):
            try:
                exact = encode(shape, value, self.order) == payload
            except EncodeError:
                exact = False
            if exact and size:
                return Data(name, text, bytes(payload), _spelling(shape, value, size), value)
        foreign = not isinstance(shape, (Bytes, Flag, Text, Address, LinkAddress))
        return self._raw(name, text, node.start, node.end, foreign=foreign)

    def _bits(self, nodes: list[Node]) -> Piece:
        first = nodes[0]
        shape = getattr(first.spec, "shape", None)
        name = ", ".join(node.name for node in nodes)
        text = ", ".join(node.text for node in nodes)
        if not isinstance(shape, Integer) or shape.width != first.length:
            return self._raw(name, text, first.offset, first.end, foreign=True)
        (whole,) = shape.unpack[self.order](self.data, first.offset)
        return Number(name, text, (whole,), shape.width, shape.signed, shape.order, hexadecimal=True)

    def _raw(self, name: str, text: str, start: int, end: int, *, foreign: bool = False) -> Data:
        data = bytes(self.data[start:end])
        if not any(data):
            return Data(name, text, data, Spelling.ZEROS)
        return Data(name, text, data, Spelling.BYTES, data.hex(), foreign)

    def _interface(self, meaning: Any, value: int) -> str | None:
        """The interface's name, where the number's meaning asks for one."""
        if meaning is None or value <= 0:
            return None
        asked = _Asked()
        meaning.text(value, asked)
        return self.names.interface(value) if asked.asked else None


class _Asked:
    """Learns whether a meaning is an interface's: only those ask for names."""

    asked = False

    def interface(self, index: int) -> str | None:
        self.asked = True
        return None


def _spelling(shape: Text | Address | LinkAddress, value: str, size: int) -> Spelling:
    if isinstance(shape, Text):
        # What fills an array to its last byte has no NUL.
        return Spelling.TEXT if size > len(value.encode()) and value.isprintable() else Spelling.BYTES
    if ":" not in value and "." not in value:
        return Spelling.LABELS if isinstance(shape, Address) else Spelling.LINK_ADDRESS
    if isinstance(shape, Address) or size in (4, 16):
        return Spelling.ADDRESS
    return Spelling.LINK_ADDRESS
