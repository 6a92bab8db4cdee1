"""Schema + bytes + context → tree. Each node is filled when someone looks at it; nothing here raises on input."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from nldissect import addresses, wire
from nldissect.packets import dissect
from nldissect.schema import (
    Address,
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Flag,
    Headed,
    Indexed,
    Integer,
    Lazy,
    LinkAddress,
    Meant,
    Member,
    Names,
    Packet,
    Pad,
    Parsed,
    Part,
    Payload,
    Records,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
)
from nldissect.schema.secrecy import may_hold_secret
from nldissect.schema.shapes import Unknown, VariableInteger
from nldissect.template import render
from nldissect.tree import HeaderNode, Level, Node
from nldissect.wire import ByteOrder

MAX_DEPTH = 32
"""Levels of nesting that are opened. The kernel itself validates ten (MAX_POLICY_RECURSION_DEPTH)."""

MAX_ATTRIBUTES = 1 << 16
"""attributes of one nest that are told apart: a dump's datagram holds some hundred, a nest of 64 KB at most 16,384"""

_LEAVES = frozenset({Text, Bytes, Address, LinkAddress})
"""shapes that never have children, whatever their bytes"""

Row = Attribute | Member
UNKNOWN_ROW = Member("UNKNOWN", Unknown())
NO_ATTRIBUTES = AttributeSet("", ())
"""the nest of which the schema knows no attribute"""
_ODD_INTEGERS = {(width, signed): Integer(width, signed) for width in (1, 2, 4, 8) for signed in (False, True)}


class Body(Protocol):
    """Decodes the body of a message embedded in another (the echoed request of an error)."""

    def __call__(self, node: Node, header: wire.Header, start: int, end: int) -> None: ...


class Decoder:
    """Fills nodes from one message's bytes."""

    __slots__ = ("data", "load", "names", "order", "show_secrets")

    def __init__(self, data: memoryview, order: ByteOrder, names: Names, *, show_secrets: bool = False) -> None:
        self.data = data
        self.order: ByteOrder = order
        self.names = names
        self.show_secrets = show_secrets
        self.load: Callable[[Node], None] = self._load

    def header(self, parent: Node, header: Struct, start: int, end: int) -> int:
        """Add the fixed header as a node; return where what follows it begins (aligned to four, never past `end`)."""
        size = header.size
        length = end - start if size is None else min(size, end - start)
        row = Member(header.name, header)
        if length or not header.fixed_size:
            parent.append(HeaderNode(header.name, start, length, spec=row, loader=self.load))
        if length < header.fixed_size:
            text = f"{length} bytes, where struct {header.name} has {header.fixed_size}"
            parent.note(Level.WARNING, "header-short", text)
        return min(wire.align4(start + length), end)

    def fill(self, node: Node, shape: Shape, start: int, end: int, row: Row | None = None) -> None:
        """Decode data[start:end] as `shape` into `node`: its value, or its children."""
        node.start = start
        _HANDLERS[type(shape)](self, node, shape, start, end, row or UNKNOWN_ROW)

    def _load(self, node: Node) -> None:
        row = node.spec
        assert isinstance(row, (Attribute, Member))
        start, end = node.start, node.offset + node.length
        _HANDLERS[type(row.shape)](self, node, row.shape, start, end, row)
        if row.secret and not self.show_secrets:
            _hide(node, start, end)

    # Values.

    def integer(self, node: Node, shape: Integer, start: int, end: int, row: Row) -> None:
        if end - start == shape.width:
            self._number(node, shape.unpack[self.order](self.data, start)[0], row)
            return
        self._odd_integer(node, shape, start, end, row)

    def variable_integer(self, node: Node, shape: VariableInteger, start: int, end: int, row: Row) -> None:
        odd = _ODD_INTEGERS.get((end - start, shape.signed))
        if odd is None or end - start < 4:
            self.unknown(node, shape, start, end, row)
            node.note(Level.WARNING, "length", f"{end - start} bytes, where 4 or 8 are expected")
        else:
            self._number(node, odd.unpack[self.order](self.data, start)[0], row)

    def _odd_integer(self, node: Node, shape: Integer, start: int, end: int, row: Row) -> None:
        length = end - start
        if length > shape.width:
            self._number(node, shape.unpack[self.order](self.data, start)[0], row)
        elif (length, shape.signed) in _ODD_INTEGERS:
            odd = Integer(length, shape.signed, shape.order)
            self._number(node, odd.unpack[self.order](self.data, start)[0], row)
        else:
            self.unknown(node, shape, start, end, row)
        node.note(Level.WARNING, "length", f"{length} bytes, where {shape.width} are expected")

    def _number(self, node: Node, value: int, row: Row) -> None:
        meaning = row.meaning
        node.set(value, None if meaning is None else partial(_meaning_text, meaning, self.names))

    def text(self, node: Node, shape: Text, start: int, end: int, row: Row) -> None:
        raw = bytes(self.data[start:end])
        node.set(raw.partition(b"\0")[0].decode("utf-8", "backslashreplace"))

    def bytes(self, node: Node, shape: Bytes, start: int, end: int, row: Row) -> None:
        node.set(self.data[start:end].hex())

    def packet(self, node: Node, shape: Packet, start: int, end: int, row: Row) -> None:
        node.set(self.data[start:end].hex())
        if end > start:
            node.hold_packet(partial(self._dissect, shape, start, end))

    def _dissect(self, shape: Packet, start: int, end: int, node: Node) -> None:
        data = self.data[start:end]
        link = shape.link if isinstance(shape.link, str) else shape.link(data, node.lookup)
        if link is not None:
            self._layers(node, dissect(bytes(data), link), start)

    def _layers(self, node: Node, parts: Iterable[Part], start: int) -> None:
        """Add what was found in a packet. Unlike those of `_parts`, its pieces may share bytes."""
        for part in parts:
            child = Node(part.name, start + part.start, part.length, spec=Member(part.name, Bytes()))
            child.set(part.value, part.text)
            node.append(child)
            self._layers(child, part.parts, child.offset)

    def unknown(self, node: Node, shape: Shape, start: int, end: int, row: Row) -> None:
        if node.flags & wire.NLA_F_NESTED and self._is_nest(node, start, end):
            self.nest(node, NO_ATTRIBUTES, start, end, row)
            node.set(None, raw=True)
        else:
            self._unread(node, row, start, end, secret=may_hold_secret(shape))

    def _unread(self, node: Node, row: Row, start: int, end: int, *, secret: bool) -> None:
        """Bytes as hex, unless there may be a `secret` among them."""
        if secret:
            node.spec = replace(row, secret=True)
        if secret and not self.show_secrets:
            _hide(node, start, end, raw=True)
        else:
            node.set(self.data[start:end].hex(), raw=True)

    def _is_nest(self, node: Node, start: int, end: int) -> bool:
        spans = list(wire.attributes(self.data, start, end, self.order))
        return bool(spans) and not any(span.damage for span in spans) and _depth(node) < MAX_DEPTH

    def flag(self, node: Node, shape: Flag, start: int, end: int, row: Row) -> None:
        node.set(True)
        if end > start:
            node.append(self.trailing(start, end, f"{end - start} bytes in a flag, which has no payload"))

    def address(self, node: Node, shape: Address, start: int, end: int, row: Row) -> None:
        family = node.lookup(shape.family) if isinstance(shape.family, str) else shape.family
        text = addresses.network(self.data[start:end], family if isinstance(family, int) else None)
        if text is None:
            node.set(self.data[start:end].hex(), raw=end > start)
            if end > start:
                node.note(Level.WARNING, "length", f"{end - start} bytes are no address of family {family}")
        elif shape.prefix is None:
            node.set(text)
        else:
            node.set(text, partial(_prefixed, node, shape.prefix))

    def link_address(self, node: Node, shape: LinkAddress, start: int, end: int, row: Row) -> None:
        node.set(addresses.link(self.data[start:end]))

    # What has parts.

    def struct(self, node: Node, shape: Struct, start: int, end: int, row: Row) -> None:
        offset = start
        for member in shape.members:
            size = member.length if isinstance(member, Pad) else member.shape.size
            if size is None:
                size = end - offset
            if offset + size > end:
                break
            if isinstance(member, Member):
                leaf = type(member.shape) is Integer
                node.append(Node(member.name, offset, size, spec=member, loader=self.load, leaf=leaf))
            elif isinstance(member, Bits):
                self._bits(node, member, offset, size)
            elif any(self.data[offset : offset + size]):
                node.note(Level.WARNING, "padding", f"padding at {offset} is not zero")
            offset += size
        if offset < end:
            short = offset - start < shape.fixed_size
            node.append(self.trailing(offset, end, None, secret=short and may_hold_secret(shape)))
            if short:
                node.note(
                    Level.WARNING, "short", f"{end - start} bytes, where struct {shape.name} has {shape.fixed_size}"
                )
            else:
                node.note(Level.INFO, "longer", f"{end - offset} bytes more than struct {shape.name} has here")
        elif offset - start < shape.fixed_size and node.type is not None and not shape.grows:
            node.note(Level.INFO, "short", f"{end - start} bytes, where struct {shape.name} has {shape.fixed_size}")
        if shape.text is None:
            node.set(None)
        else:
            node.set(None, partial(_struct_text, node, shape.text, self.names))

    def _bits(self, node: Node, bits: Bits, offset: int, size: int) -> None:
        assert isinstance(bits.shape, Integer)
        order = bits.shape.order or self.order
        whole = bits.shape.unpack[self.order](self.data, offset)[0]
        position = 0
        for name, width, meaning in bits.fields:
            shift = position if order == "<" else size * 8 - position - width
            value = whole >> shift & ((1 << width) - 1)
            position += width
            child = Node(name, offset, size, spec=Member(name, bits.shape, meaning))
            self._number(child, value, Member(name, bits.shape, meaning))
            node.append(child)

    def nest(self, node: Node, shape: AttributeSet, start: int, end: int, row: Row) -> None:
        if self._too_deep(node, shape, start, end, row):
            return
        node.open(shape)
        self._attributes(node, shape, start, end, shape.by_number.get)

    def _too_deep(self, node: Node, shape: Shape, start: int, end: int, row: Row) -> bool:
        if _depth(node) < MAX_DEPTH:
            return False
        self._unread(node, row, start, end, secret=may_hold_secret(shape))
        node.note(Level.ERROR, "depth", f"nested deeper than {MAX_DEPTH} levels: not opened")
        return True

    def indexed(self, node: Node, shape: Indexed, start: int, end: int, row: Row) -> None:
        if self._too_deep(node, shape, start, end, row):
            return
        self._attributes(node, shape, start, end, lambda number: Member(f"[{number}]", shape.element, shape.meaning))

    def _attributes(self, node: Node, shape: Shape, start: int, end: int, row_of: Callable[[int], Row | None]) -> None:
        data, load = self.data, self.load
        left = MAX_ATTRIBUTES
        for offset, length, number, flags, damage in wire.attributes(data, start, end, self.order):
            left -= 1
            if left < 0:
                node.append(self._rest(shape, offset, end, None))
                node.note(
                    Level.ERROR, "many", f"more than {MAX_ATTRIBUTES} attributes side by side: the rest is not opened"
                )
                return
            if number is None:
                node.append(self._rest(shape, offset, offset + length, damage))
                return
            row = row_of(number) or UNKNOWN_ROW
            inside = row.shape
            leaf = inside.width + 4 == length if type(inside) is Integer else type(inside) in _LEAVES
            child = Node(
                row.name, offset, length, type=number, start=offset + 4, flags=flags, spec=row, loader=load, leaf=leaf
            )  # fmt: skip
            node.append(child)
            if damage is not None:
                child.note(Level.ERROR, "truncated", damage)
            elif length & 3:
                stop = offset + length
                if any(data[stop : min(stop + (-length & 3), end)]):
                    child.note(Level.INFO, "padding", "the padding behind this attribute is not zero")

    def headed(self, node: Node, shape: Headed, start: int, end: int, row: Row) -> None:
        if self._too_deep(node, shape, start, end, row):
            return
        rest = self.header(node, shape.header, start, end)
        if rest < end:
            _HANDLERS[type(shape.attributes)](self, node, shape.attributes, rest, end, row)

    def sequence(self, node: Node, shape: Sequence, start: int, end: int, row: Row) -> None:
        element = shape.element
        size = element.size
        assert size, f"{row.name}: the elements of a sequence have a fixed size"
        stop = start + (end - start) // size * size
        if isinstance(element, Integer) and not shape.members:
            unpack = element.unpack[self.order]
            values = [unpack(self.data, offset)[0] for offset in range(start, stop, size)]
            meaning = shape.meaning
            node.set(list(values), None if meaning is None else partial(_list_text, meaning, self.names))
        else:
            for index, offset in enumerate(range(start, stop, size)):
                named = index < len(shape.members)
                spec = shape.members[index] if named else Member(f"[{index}]", element, shape.meaning)
                node.append(Node(spec.name, offset, size, spec=spec, loader=self.load))
        if stop < end:
            node.append(self._rest(element, stop, end, f"{end - stop} bytes behind the last whole element"))

    def records(self, node: Node, shape: Records, start: int, end: int, row: Row) -> None:
        if self._too_deep(node, shape, start, end, row):
            return
        header = shape.record.header if isinstance(shape.record, Headed) else shape.record
        assert isinstance(header, Struct)
        at, counter = _member_offset(header, shape.length)
        offset, index = start, 0
        while offset < end:
            if end - offset < header.fixed_size:
                node.append(self._rest(shape, offset, end, f"{end - offset} bytes behind the last whole record"))
                return
            length = counter.unpack[self.order](self.data, offset + at)[0]
            if length < header.fixed_size or length > end - offset:
                text = f"{shape.length} {length}, where {header.fixed_size} to {end - offset} is possible"
                node.append(self._rest(shape, offset, end, text))
                return
            spec = Member(f"[{index}]", shape.record)
            node.append(Node(spec.name, offset, length, spec=spec, loader=self.load))
            offset += wire.align4(length)
            index += 1

    def select(self, node: Node, shape: Select, start: int, end: int, row: Row) -> None:
        selector = shape.selector
        if isinstance(selector, str):
            key = node.lookup(selector)
        elif isinstance(selector, Payload):
            key = selector.function(self.data[start:end], self.order)
        else:
            key = selector(node.lookup)
        try:
            chosen = shape.cases.get(key, shape.default)
        except TypeError:  # a list is no key
            chosen = shape.default
        if chosen is None:
            self.unknown(node, shape, start, end, row)
        else:
            size = chosen.size
            if shape.length is not None and size is not None and size < end - start:
                end = start + size
            _HANDLERS[type(chosen)](self, node, chosen, start, end, row)

    def meant(self, node: Node, shape: Meant, start: int, end: int, row: Row) -> None:
        node.spec = row = replace(row, shape=shape.shape, meaning=shape.meaning)
        _HANDLERS[type(shape.shape)](self, node, shape.shape, start, end, row)

    def lazy(self, node: Node, shape: Lazy, start: int, end: int, row: Row) -> None:
        target = shape.resolve()
        _HANDLERS[type(target)](self, node, target, start, end, row)

    def parsed(self, node: Node, shape: Parsed, start: int, end: int, row: Row) -> None:
        try:
            parts = list(shape.function(self.data[start:end], self.order, node.lookup))
        except (ValueError, struct.error) as error:
            self._unread(node, row, start, end, secret=may_hold_secret(shape))
            node.note(Level.WARNING, "malformed", f"{row.name}: {error}")
            return
        if len(parts) == 1 and parts[0].name == "" and parts[0].shape is None:
            whole = parts[0]
            node.set(whole.value, whole.text)
            if whole.parts:
                self._parts(node, whole.parts, start, end)
        else:
            self._parts(node, parts, start, end)

    def _parts(self, node: Node, parts: Any, start: int, end: int) -> None:
        offset = start
        for part in parts:
            begin = min(max(start + part.start, offset), end)
            stop = min(begin + part.length, end)
            if begin > offset:
                node.append(self.trailing(offset, begin, None))
            if part.name or part.shape is None:
                node.append(self._part(part, begin, stop))
            else:
                _HANDLERS[type(part.shape)](self, node, part.shape, begin, stop, UNKNOWN_ROW)
            offset = max(offset, stop)
        if offset < end:
            node.append(self.trailing(offset, end, None))

    def _part(self, part: Part, begin: int, stop: int) -> Node:
        if part.shape is not None:
            return Node(
                part.name, begin, stop - begin, spec=Member(part.name, part.shape, part.meaning), loader=self.load
            )
        child = Node(part.name, begin, stop - begin, spec=Member(part.name, UNKNOWN_ROW.shape, part.meaning))
        if part.meaning is not None and part.text is None:
            child.set(part.value, partial(_meaning_text, part.meaning, self.names))
        else:
            child.set(part.value, part.text)
        if part.parts:
            self._parts(child, part.parts, begin, stop)
        return child

    def trailing(self, start: int, end: int, damage: str | None, *, secret: bool = False) -> Node:
        """Bytes that are not what should be there; `secret` if a key may be among them."""
        node = Node("UNKNOWN", start, end - start, spec=UNKNOWN_ROW)
        self._unread(node, UNKNOWN_ROW, start, end, secret=secret)
        if damage is not None:
            node.note(Level.ERROR if any(self.data[start:end]) else Level.WARNING, "trailing", damage)
        return node

    def _rest(self, shape: Shape, start: int, end: int, damage: str | None) -> Node:
        """Bytes that could not be read as a part of `shape`."""
        return self.trailing(start, end, damage, secret=may_hold_secret(shape))


def _hide(node: Node, start: int, end: int, *, raw: bool = False) -> None:
    """Show of a secret that it is there, and how long it is."""
    node.set(None, f"‹secret, {end - start} bytes›", raw=raw)
    node.close()


def _meaning_text(meaning: Any, names: Names, value: Any) -> str:
    return str(meaning.text(value, names))


def _list_text(meaning: Any, names: Names, values: Any) -> str:
    return " ".join(meaning.text(value, names) for value in values)


def _struct_text(node: Node, text: str | Callable[[Node, Names], str], names: Names, value: Any) -> str:
    return render(text, node, names) if isinstance(text, str) else text(node, names)


def _prefixed(node: Node, prefix: str, value: Any) -> str:
    length = node.lookup(prefix)
    return f"{value}/{length}" if isinstance(length, int) else str(value)


def _depth(node: Node) -> int:
    depth = 0
    outer = node.parent
    while outer is not None:
        depth += 1
        outer = outer.parent
    return depth


def _member_offset(header: Struct, name: str) -> tuple[int, Integer]:
    offset = 0
    for member in header.members:
        if isinstance(member, Member) and member.name == name:
            assert isinstance(member.shape, Integer)
            return offset, member.shape
        offset += member.length if isinstance(member, Pad) else member.shape.size or 0
    raise AssertionError(f"struct {header.name} has no member {name}")


_HANDLERS: dict[type[Shape], Callable[[Decoder, Node, Any, int, int, Row], None]] = {
    Integer: Decoder.integer,
    VariableInteger: Decoder.variable_integer,
    Text: Decoder.text,
    Bytes: Decoder.bytes,
    Packet: Decoder.packet,
    Unknown: Decoder.unknown,
    Flag: Decoder.flag,
    Address: Decoder.address,
    LinkAddress: Decoder.link_address,
    Struct: Decoder.struct,
    AttributeSet: Decoder.nest,
    Headed: Decoder.headed,
    Indexed: Decoder.indexed,
    Sequence: Decoder.sequence,
    Records: Decoder.records,
    Select: Decoder.select,
    Meant: Decoder.meant,
    Lazy: Decoder.lazy,
    Parsed: Decoder.parsed,
}
