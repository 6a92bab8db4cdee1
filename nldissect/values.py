"""What was decoded as the values that `encode` takes, such that it makes exactly the same bytes of them."""

from __future__ import annotations

from typing import Any

from nldissect.encode import Attr, EncodeError, encode, header_bytes, resolve
from nldissect.schema import (
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Headed,
    Indexed,
    Meaning,
    Member,
    Parsed,
    Records,
    Sequence,
    Shape,
    Struct,
)
from nldissect.schema.shapes import Unknown
from nldissect.tree import Node
from nldissect.wire import NLA_HDRLEN, ByteOrder, align4


def value_of(node: Node, data: memoryview, order: ByteOrder) -> Any:
    """The value that `encode` makes exactly the node's bytes of; the bytes themselves where no other does.

    `data` is the message's. Raises nothing.
    """
    node.value  # noqa: B018 - it settles the shape
    row = node.spec
    assert isinstance(row, (Attribute, Member))
    return value_as(row.shape, node, data, order, row.meaning)


def value_as(shape: Shape, node: Node, data: memoryview, order: ByteOrder, meaning: Meaning | None = None) -> Any:
    """`value_of` for a node that was decoded as `shape`, whatever its row says: a message's body."""
    payload = data[node.start : node.end]
    found = _candidate(node, resolve(shape, node.lookup, payload, order), node.value, data, order)
    try:
        exact = encode(shape, found, order, meaning=meaning, look=node.lookup) == payload
    except EncodeError:
        exact = False
    return found if exact else bytes(payload)


def attributes_of(node: Node, data: memoryview, order: ByteOrder) -> list[Attr | bytes]:
    """The attributes inside a nest or at a message's top level; what is damaged as bytes."""
    found: list[Attr | bytes] = []
    for child in node.children:
        if child.transparent or child.offset < node.start:
            continue
        stop = min(child.offset + align4(child.length), node.end)
        whole = bytes(data[child.offset : stop])
        if child.type is None:
            found.append(whole)
            continue
        padding = whole[child.length :]
        name = child.type if child.name == "UNKNOWN" else child.name
        standard = padding == bytes(-child.length % 4)
        value = value_of(child, data, order)
        attr = Attr(name, value, child.flags, None if standard else padding)
        head = header_bytes(child.length, child.type | child.flags, order)
        # The value is known to be exact; a length that lies is left.
        found.append(attr if whole[:NLA_HDRLEN] == head else whole)
    return found


def members_of(node: Node, struct: Struct, data: memoryview, order: ByteOrder) -> dict[str, Any]:
    """The members of a struct by name."""
    bits = {name for member in struct.members if isinstance(member, Bits) for name, _, _ in member.fields}
    return {child.name: child.value if child.name in bits else value_of(child, data, order) for child in node.children}


def _candidate(node: Node, shape: Shape, value: Any, data: memoryview, order: ByteOrder) -> Any:
    if isinstance(shape, Struct):
        return members_of(node, shape, data, order)
    if isinstance(shape, Headed):
        header = members_of(node.children[0], shape.header, data, order) if node.children else {}
        return header, attributes_of(node, data, order)
    if isinstance(shape, (AttributeSet, Indexed)) or (isinstance(shape, Unknown) and node.children):
        return attributes_of(node, data, order)
    if isinstance(shape, (Sequence, Records)) and node.children:
        return [value_of(child, data, order) for child in node.children]
    if isinstance(shape, (Bytes, Unknown)) or (isinstance(shape, Parsed) and shape.length is None):
        return bytes(data[node.start : node.end])
    return value
