"""Every table reads what is built to it: each attribute of each set, and each struct, to its last byte and by name.

This covers what no machine at hand makes a kernel send. What is chosen by another value (a Select) is built for each
choice; what only a function reads (Parsed) has tests of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from struct import pack

import pytest

from nldissect.decode import Decoder
from nldissect.reference import Entry, entries
from nldissect.registry import Registry
from nldissect.schema import (
    Address,
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Flag,
    GenericFamily,
    Headed,
    Indexed,
    Integer,
    Lazy,
    LinkAddress,
    Meant,
    Member,
    Message,
    Pad,
    Parsed,
    Records,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
)
from nldissect.schema.shapes import Unknown, VariableInteger
from nldissect.tree import Node

PACKED = 5
"""levels of nests that are filled"""


class _Nobody:
    def interface(self, index: int) -> str | None:
        return None


def plain(shape: Shape) -> Shape:
    while isinstance(shape, (Lazy, Meant)):
        shape = shape.resolve() if isinstance(shape, Lazy) else shape.shape
    return shape


def rows(shape: Shape) -> Iterator[Attribute | Member]:
    if isinstance(shape, AttributeSet):
        yield from shape.attributes
    elif isinstance(shape, Struct):
        yield from (member for member in shape.members if isinstance(member, Member))


def inside(shape: Shape) -> Iterator[Shape]:
    yield from (row.shape for row in rows(shape))
    if isinstance(shape, Headed):
        yield from (shape.header, shape.attributes)
    elif isinstance(shape, (Indexed, Sequence)):
        yield shape.element
    elif isinstance(shape, Records):
        yield shape.record
    elif isinstance(shape, Select):
        yield from shape.cases.values()
        if shape.default is not None:
            yield shape.default


def reachable(roots: list[Shape]) -> list[Shape]:
    found: dict[int, Shape] = {}
    waiting = [plain(root) for root in roots]
    while waiting:
        shape = waiting.pop()
        if id(shape) not in found:
            found[id(shape)] = shape
            waiting += [plain(one) for one in inside(shape)]
    return list(found.values())


def roots(entry: Entry) -> list[Shape]:
    found: list[Shape | None] = []
    for thing in (entry.family, *entry.messages):
        if isinstance(thing, GenericFamily):
            found += [thing.attributes, thing.header, thing.reply_header]
            found += [command.attributes for command in thing.commands]
        elif isinstance(thing, Message):
            found += [thing.header, thing.body, thing.reply]
    return [shape for shape in found if shape is not None]


@cache
def families() -> tuple[Entry, ...]:
    return tuple(entries(Registry()))


def payload(shape: Shape, depth: int = PACKED) -> bytes | None:
    """Bytes of that shape; None for what only its reader could make, or what another value decides."""
    shape = plain(shape)
    if isinstance(shape, Integer):
        return bytes(shape.width)
    if isinstance(shape, VariableInteger):
        return bytes(4)
    if isinstance(shape, Text):
        return b"x".ljust(shape.length or 2, b"\0")
    if isinstance(shape, Flag):
        return b""
    if isinstance(shape, Address):
        return bytes(shape.length or (16 if shape.family == 10 else 4))
    if isinstance(shape, LinkAddress):
        return bytes(shape.length or 6)
    if isinstance(shape, (Bytes, Unknown)):
        return bytes(shape.length or 4)
    if isinstance(shape, Struct):
        return struct_payload(shape, depth)
    if isinstance(shape, AttributeSet):
        return b"".join(attributes(shape, depth)) if depth else b""
    if isinstance(shape, Headed):
        header, rest = payload(shape.header, depth), payload(shape.attributes, depth)
        return None if header is None or rest is None else header.ljust(len(header) + 3 & ~3, b"\0") + rest
    if isinstance(shape, Indexed):
        element = payload(shape.element, depth - 1) if depth else None
        return b"" if element is None else attribute(1, element)
    if isinstance(shape, Sequence):
        element = payload(shape.element, depth)
        return None if element is None else element * (shape.count or 1)
    return None


def struct_payload(shape: Struct, depth: int) -> bytes | None:
    data = b""
    for member in shape.members:
        if isinstance(member, Pad):
            data += bytes(member.length)
            continue
        size = member.shape.size
        if size is not None and isinstance(plain(member.shape), (Select, Parsed)):
            data += bytes(size)
        else:
            part = payload(member.shape, depth)
            if part is None:
                return None
            data += part
    return data


def attribute(number: int, data: bytes) -> bytes:
    return pack("<HH", 4 + len(data), number) + data.ljust(len(data) + 3 & ~3, b"\0")


def attributes(shape: AttributeSet, depth: int) -> Iterator[bytes]:
    for row in shape.attributes:
        inner = plain(row.shape)
        if isinstance(inner, AttributeSet) and depth > 1 and inner is shape:
            continue
        data = payload(row.shape, depth - 1)
        if data is not None and len(data) < 1 << 15:
            yield attribute(row.number, data)


def decided(node: Node) -> bool:
    """Whether another value says what it is: it is built by itself."""
    outer: Node | None = node
    while outer is not None:
        shape = getattr(outer.spec, "shape", None)
        if shape is not None and isinstance(plain(shape), (Select, Parsed, Records)):
            return True
        outer = outer.parent
    return False


@pytest.mark.parametrize("name", [entry.name for entry in families()])
def test_what_is_built_to_the_tables_is_read(name: str) -> None:
    entry = next(one for one in families() if one.name == name)
    wrong = []
    for shape in reachable(roots(entry)):
        if isinstance(shape, (AttributeSet, Struct)):
            data = payload(shape, 2)
            if data is None:
                continue
            root = Node("root", 0, len(data), spec=Member("root", shape))
            Decoder(memoryview(data), "<", _Nobody(), show_secrets=True).fill(root, shape, 0, len(data))
            for node in root.walk():
                lost = node.raw or node.name == "UNKNOWN"
                unknown = isinstance(plain(getattr(node.spec, "shape", shape)), Unknown)
                if (lost or node.notes) and not unknown and not decided(node):
                    wrong.append(f"{shape}: {'.'.join(step.name for step in node.path)} {node.notes}")
    assert not wrong, "\n".join(wrong[:20])


def test_bits_fill_their_integers() -> None:
    wrong = []
    for entry in families():
        for shape in reachable(roots(entry)):
            for member in shape.members if isinstance(shape, Struct) else ():
                if isinstance(member, Bits):
                    width = sum(field[1] for field in member.fields)
                    if width != 8 * (member.shape.size or 0):
                        wrong.append(f"{shape}: {width} bits")
    assert wrong == []
