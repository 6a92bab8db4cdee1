"""One value against what is known of it: the schema's row, or the kernel's own policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from nldissect.diagnosis.kernel_policy import AttributePolicy
from nldissect.diagnosis.policy import WIDTHS, schema_words
from nldissect.schema import Address, Attribute, Lazy, Meant, Member, Shape, Text
from nldissect.tree import Level, Node, Value
from nldissect.wire import ByteOrder

ADDRESS_BITS: Final = {2: 32, 10: 128}
"""address family → bits of an address"""


class Remark(NamedTuple):
    """A finding on one node; `text` goes on behind the node's path."""

    level: Level
    code: str
    text: str


def resolved(node: Node | None) -> Shape | None:
    """The shape behind a node; a Select is still one."""
    row = None if node is None else node.spec
    shape = row.shape if isinstance(row, (Attribute, Member)) else None
    while isinstance(shape, (Lazy, Meant)):
        shape = shape.resolve() if isinstance(shape, Lazy) else shape.shape
    return shape


def number(value: Value) -> int:
    """The value where it is a number, else 0."""
    return value if isinstance(value, int) else 0


def by_schema(node: Node, data: memoryview) -> Iterator[Remark]:
    """A value against the schema's row. `data` is the message."""
    row = node.spec
    if not isinstance(row, (Attribute, Member)):
        return
    if row.range is not None:
        value = node.value
        if isinstance(value, int) and not row.range[0] <= value <= row.range[1]:
            yield Remark(Level.ERROR, "range", f"is {value}, valid is {schema_words(row)}")
    if node.type is None:
        return
    shape = resolved(node)
    if isinstance(shape, Text) and (shape.nul or shape.longest is not None):
        _ = node.value  # so that whoever watches what is looked at knows
        yield from _string(data[node.start : node.end], shape.longest, shape.nul)
    elif isinstance(shape, Address) and isinstance(shape.family, str):
        bits, length = ADDRESS_BITS.get(number(node.lookup(shape.family)), 0), (node.end - node.start) * 8
        # Other lengths are no address at all, and noted by the decoder.
        if length in (32, 128) and bits not in (0, length):
            yield Remark(Level.ERROR, "length", f"has {length // 8} bytes, but {shape.family} says {bits // 8}")


def by_policy(policy: AttributePolicy, payload: memoryview, order: ByteOrder, strict: bool) -> Iterator[Remark]:
    """A payload against the kernel's own policy for it."""
    length, said = len(payload), f"the kernel's policy is {policy.words}"
    wrong_length = Remark(Level.ERROR, "length", f"has {length} bytes, {said}")
    widths = WIDTHS.get(policy.kind)
    if widths is not None:
        if length not in widths:
            yield wrong_length if strict or length < widths[0] else wrong_length._replace(level=Level.WARNING)
        if length >= widths[0]:
            width = length if length in widths else widths[0]
            value = _integer(payload[:width], order, signed=policy.kind.startswith("S"))
            yield from _integer_remarks(policy, value, said)
    elif policy.kind == "FLAG":
        if length:
            yield wrong_length
    elif policy.kind in ("STRING", "NUL_STRING"):
        yield from _string(payload, policy.longest, policy.kind == "NUL_STRING")
    elif policy.kind == "BINARY":
        if length < (policy.shortest or 0) or (policy.longest is not None and length > policy.longest):
            yield wrong_length
    elif policy.kind == "BITFIELD32":
        if length == 8:
            yield from _bitfield(policy, _integer(payload[:4], order), _integer(payload[4:], order), said)
        else:
            yield wrong_length


def _integer(payload: memoryview, order: ByteOrder, *, signed: bool = False) -> int:
    return int.from_bytes(payload, "little" if order == "<" else "big", signed=signed)


def _integer_remarks(policy: AttributePolicy, value: int, said: str) -> Iterator[Remark]:
    low, high = policy.low, policy.high
    if (low is not None and value < low) or (high is not None and value > high):
        yield Remark(Level.ERROR, "range", f"is {value}, {said}")
    elif policy.mask is not None and value & ~policy.mask:
        yield Remark(Level.ERROR, "mask", f"is {value:#x}, {said}")


def _bitfield(policy: AttributePolicy, value: int, selector: int, said: str) -> Iterator[Remark]:
    """struct nla_bitfield32: bits, and which of them are meant."""
    if policy.mask is not None and (value | selector) & ~policy.mask:
        yield Remark(Level.ERROR, "mask", f"is {value:#x} of {selector:#x}, {said}")
    elif value & ~selector:
        yield Remark(Level.ERROR, "mask", f"sets bits {value:#x}, which its selector {selector:#x} does not have")


def _string(payload: memoryview, longest: int | None, nul: bool) -> Iterator[Remark]:
    if bytes(payload[: (len(payload) if longest is None else longest) + 1]).find(0) >= 0:
        return
    if longest is not None and len(payload) > longest:
        yield Remark(Level.ERROR, "string-long", f"has {len(payload)} bytes, where {longest} are the most")
    elif nul:
        yield Remark(Level.ERROR, "string-end", "has no NUL at its end, where the kernel wants one")
