"""Values → bytes: the decoder's way back, by the same schema.

A value is what the decoder would show, in Python's own types: a number (or the constant's name, `"AF_INET"`,
`"NLM_F_REQUEST|NLM_F_ACK"`, an interface's name), text, an address as text, a list for an array. A struct is a mapping
from members' names, what is left out is zero. A nest is a mapping from attributes' names, or a list of `Attr` where
order, repetition or flag bits matter. A struct with attributes behind it is a pair of both. Bytes stand for themselves
wherever a value can stand.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from struct import pack
from typing import Any

from nldissect.schema import (
    INTERFACE,
    U8,
    U16,
    U32,
    U64,
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
    Look,
    Meaning,
    Meant,
    Member,
    Packet,
    Pad,
    Parsed,
    Payload,
    Records,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
)
from nldissect.schema.shapes import UNKNOWN, Unknown, VariableInteger
from nldissect.wire import NLA_F_NESTED, NLA_HDRLEN, ByteOrder

_UNSIGNED = {shape.width: shape for shape in (U8, U16, U32, U64)}
_NO_ATTRIBUTES = AttributeSet("", ())


class EncodeError(ValueError):
    """A value that its shape can not carry; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Attr:
    """One attribute to be written.

    `name` is the constant (IFLA_MTU), `[N]` in an indexed array, or the bare number. `flags` of None sets NLA_F_NESTED
    on nests; `padding` of None fills up to four bytes with zeros.
    """

    name: str | int
    value: Any = True
    flags: int | None = None
    padding: bytes | None = None


class Scope:
    """The values that a `Select` or an address may ask for: those at this level, then outward."""

    __slots__ = ("outer", "values")

    def __init__(self, outer: Look | None = None) -> None:
        self.outer = outer
        self.values: dict[str, Any] = {}

    def __call__(self, name: str) -> Any:
        if name in self.values:
            return self.values[name]
        return None if self.outer is None else self.outer(name)


def encode(
    shape: Shape, value: Any, order: ByteOrder, *, meaning: Meaning | None = None, look: Look | None = None
) -> bytes:
    """The bytes of `value` in `shape`, in a host of byte order `order`. Raises EncodeError."""
    if isinstance(value, bytes):
        return value
    try:
        return _HANDLERS[type(shape)](_Encoder(order), shape, value, meaning, Scope(look))
    except (OverflowError, TypeError, AttributeError, OSError, ValueError) as error:
        if isinstance(error, EncodeError):
            raise
        raise EncodeError(f"{value!r} can not be written here: {error}") from error


def encode_body(
    headers: Iterable[Struct], body: Shape | None, values: Mapping[str, Any], inside: Any, order: ByteOrder
) -> bytes:
    """What follows a nlmsghdr: the fixed headers, each padded to four, then `inside` as `body`.

    `values` are the members of all headers by name.
    """
    scope = Scope()
    told = b""
    for header in headers:
        scope.values.update(_scalars(header.members, values))
        written = encode(header, values, order)
        told += written if header.open else written + bytes(-len(written) % 4)
    return told if body is None else told + encode(body, inside, order, look=scope)


def resolve(shape: Shape, look: Look, payload: memoryview, order: ByteOrder) -> Shape:
    """The shape that decides in the end: a Select's case, what is behind a Lazy or a Meant."""
    while True:
        if isinstance(shape, Lazy):
            shape = shape.resolve()
        elif isinstance(shape, Meant):
            shape = shape.shape
        elif isinstance(shape, Select):
            if isinstance(shape.selector, Payload):
                key = shape.selector.function(payload, order)
            else:
                key = _key(shape, look)
            shape = _case(shape, key) or UNKNOWN
        else:
            return shape


def header_bytes(length: int, number: int, order: ByteOrder) -> bytes:
    """struct nlattr; `number` with its flag bits."""
    return pack(order + "HH", length, number)


def number(value: Any, meaning: Meaning | None) -> int:
    """The number behind a value: itself, or the constants that are named. Raises EncodeError."""
    if isinstance(value, int):
        return int(value)
    if not isinstance(value, str):
        raise EncodeError(f"{value!r} is no number")
    constants: Mapping[int, str] = getattr(meaning, "constants", {})
    known = {name: constant for constant, name in constants.items()}
    total = 0
    for word in value.split("|"):
        if word in known:
            total |= known[word]
            continue
        try:
            total |= int(word, 0)
        except ValueError:
            if meaning is not INTERFACE:
                raise EncodeError(f"{word!r} is no constant known here") from None
            total |= _interface(word)
    return total


def _interface(name: str) -> int:
    try:
        return socket.if_nametoindex(name)
    except OSError:
        raise EncodeError(f"there is no interface {name!r} here") from None


def _scalar(row: Attribute | Member, value: Any) -> Any:
    """A value as the decoder would hand it to a selector; what is wrong with it is told when it is written."""
    if isinstance(row.shape, Integer) and isinstance(value, str):
        try:
            return number(value, row.meaning)
        except EncodeError:
            return value
    if isinstance(row.shape, Text) and isinstance(value, bytes):
        return value.partition(b"\0")[0].decode("utf-8", "backslashreplace")
    return value


def _scalars(members: Iterable[Member | Pad | Bits], values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        member.name: _scalar(member, values.get(member.name, 0)) for member in members if isinstance(member, Member)
    }


def _key(shape: Select, look: Look) -> Any:
    selector = shape.selector
    assert not isinstance(selector, Payload)
    return look(selector) if isinstance(selector, str) else selector(look)


def _case(shape: Select, key: Any) -> Shape | None:
    try:
        return shape.cases.get(key, shape.default)
    except TypeError:  # a list is no key
        return shape.default


class _Encoder:
    """One method a shape; each is handed the value, its row's meaning and the scope it stands in."""

    __slots__ = ("order",)

    def __init__(self, order: ByteOrder) -> None:
        self.order: ByteOrder = order

    def value(self, shape: Shape, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        if isinstance(value, bytes):
            return value
        return _HANDLERS[type(shape)](self, shape, value, meaning, scope)

    # Values.

    def integer(self, shape: Integer, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        little = (shape.order or self.order) == "<"
        whole = number(value, meaning)
        try:
            return whole.to_bytes(shape.width, "little" if little else "big", signed=shape.signed)
        except OverflowError:
            kind = "signed" if shape.signed else "unsigned"
            raise EncodeError(f"{whole} does not fit {shape.width * 8} bits, {kind}") from None

    def variable_integer(self, shape: VariableInteger, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        whole = number(value, meaning)
        small = -(1 << 31) <= whole < 1 << 31 if shape.signed else 0 <= whole < 1 << 32
        return self.integer(Integer(4 if small else 8, shape.signed), whole, None, scope)

    def text(self, shape: Text, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        told = str(value).encode("utf-8", "surrogateescape")
        if shape.length is None:
            return told + b"\0"
        if len(told) > shape.length:
            raise EncodeError(f"{value!r} is longer than {shape.length} bytes")
        return told.ljust(shape.length, b"\0")

    def octets(self, shape: Bytes | Unknown, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        if isinstance(value, str):
            return bytes.fromhex(value)
        if isinstance(value, (list, Mapping)):
            return self.nest(_NO_ATTRIBUTES, value, meaning, scope)
        raise EncodeError(f"{value!r}: bytes are wanted")

    def flag(self, shape: Flag, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        return b""

    def address(self, shape: Address, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        told = _address(str(value))
        return told if shape.length is None else told.ljust(shape.length, b"\0")

    def link_address(self, shape: LinkAddress, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        groups = str(value).split(":")
        if all(len(group) == 2 for group in groups):
            told = bytes.fromhex("".join(groups))
        else:
            told = _address(str(value)) if value else b""
        return told if shape.length is None else told.ljust(shape.length, b"\0")

    # What has parts.

    def struct(self, shape: Struct, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        inner = Scope(scope)
        inner.values = _scalars(shape.members, value)
        told = b""
        for member in shape.members:
            if isinstance(member, Pad):
                told += bytes(member.length)
            elif isinstance(member, Bits):
                told += self._bits(member, value)
            elif member.name in value:
                told += self._named(member.name, member.shape, value[member.name], member.meaning, inner)
            else:
                told += bytes(member.shape.size or 0)
        return told

    def _named(self, name: str, shape: Shape, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        try:
            return self.value(shape, value, meaning, scope)
        except EncodeError as error:
            raise EncodeError(f"{name}: {error}") from error

    def _bits(self, bits: Bits, values: Mapping[str, Any]) -> bytes:
        shape = bits.shape
        assert isinstance(shape, Integer)
        whole = position = 0
        for name, width, meaning in bits.fields:
            first = (shape.order or self.order) == "<"
            shift = position if first else shape.width * 8 - position - width
            whole |= (number(values.get(name, 0), meaning) & ((1 << width) - 1)) << shift
            position += width
        return self.integer(Integer(shape.width, order=shape.order), whole, None, Scope())

    def nest(self, shape: AttributeSet, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        items = _items(value)
        inner = Scope(scope)
        for item in items:
            if isinstance(item, Attr):
                row = _row(shape, item.name)
                if isinstance(row, Attribute):
                    inner.values.setdefault(row.name, _scalar(row, item.value))
        return b"".join(
            item if isinstance(item, bytes) else self.attribute(_row(shape, item.name), item, inner) for item in items
        )

    def indexed(self, shape: Indexed, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        items = _items(value, first=1)
        told = b""
        for item in items:
            if isinstance(item, bytes):
                told += item
                continue
            index = item.name if isinstance(item.name, int) else int(item.name.strip("[]"))
            told += self.attribute(Attribute(index, f"[{index}]", shape.element, shape.meaning), item, scope)
        return told

    def attribute(self, row: Attribute, item: Attr, scope: Scope) -> bytes:
        payload = self._named(row.name, row.shape, item.value, row.meaning, scope)
        flags = item.flags
        if flags is None:
            final = resolve(row.shape, scope, memoryview(payload), self.order)
            flags = NLA_F_NESTED if isinstance(final, (AttributeSet, Indexed)) else 0
        length = NLA_HDRLEN + len(payload)
        if length > 0xFFFF:
            raise EncodeError(f"{row.name}: {len(payload)} bytes are more than an attribute can hold")
        padding = bytes(-length % 4) if item.padding is None else item.padding
        return header_bytes(length, row.number | flags, self.order) + payload + padding

    def headed(self, shape: Headed, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        header, inside = value
        told = self.value(shape.header, header, None, scope)
        inner = Scope(scope)
        if isinstance(header, Mapping):
            inner.values = _scalars(shape.header.members, header)
        rest = self.value(shape.attributes, inside, meaning, inner)
        return told + bytes(-len(told) % 4) + rest if rest else told

    def sequence(self, shape: Sequence, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        element_meaning = shape.meaning or meaning
        values = list(value.values()) if isinstance(value, Mapping) else value
        return b"".join(self.value(shape.element, item, element_meaning, scope) for item in values)

    def records(self, shape: Records, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        told = b""
        for item in value:
            told += bytes(-len(told) % 4)
            if not isinstance(item, bytes):
                size = len(self.value(shape.record, item, None, scope))
                item = self.value(shape.record, _with_length(item, shape.length, size), None, scope)
            told += item
        return told

    def select(self, shape: Select, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        if isinstance(shape.selector, Payload):
            return self._by_payload(shape, shape.selector, value, meaning, scope)
        told = self.value(_case(shape, _key(shape, scope)) or UNKNOWN, value, meaning, scope)
        return told if shape.length is None else told.ljust(shape.length, b"\0")

    def _by_payload(self, shape: Select, selector: Payload, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        """The bytes decide the case: the one whose bytes choose it."""
        for case in (*shape.cases.values(), shape.default):
            if case is None:
                continue
            try:
                told = self.value(case, value, meaning, scope)
            except (EncodeError, TypeError, ValueError):
                continue
            if _case(shape, selector.function(memoryview(told), self.order)) is case:
                return told
        raise EncodeError(f"{value!r} fits none of the forms that it can have here")

    def meant(self, shape: Meant, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        return self.value(shape.shape, value, shape.meaning, scope)

    def lazy(self, shape: Lazy, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        return self.value(shape.resolve(), value, meaning, scope)

    def parsed(self, shape: Parsed, value: Any, meaning: Meaning | None, scope: Scope) -> bytes:
        whole = _UNSIGNED.get(shape.length or 0)
        if whole is None or not isinstance(value, int):
            raise EncodeError(f"{value!r}: bytes are wanted")
        return self.integer(whole, value, meaning, scope)


def _items(value: Any, first: int | None = None) -> list[Attr | bytes]:
    """A nest's attributes, in any of the forms that they can be written in; plain values are numbered from `first`."""
    if isinstance(value, Mapping):
        return [Attr(name, inside) for name, inside in value.items()]
    found: list[Attr | bytes] = []
    for item in value:
        if isinstance(item, (Attr, bytes)):
            found.append(item)
        elif first is not None and not (isinstance(item, tuple) and isinstance(item[0], int)):
            found.append(Attr(first + len(found), item))
        else:
            found.append(Attr(*item))
    return found


def _row(shape: AttributeSet, name: str | int) -> Attribute:
    if isinstance(name, int):
        return shape.by_number.get(name) or Attribute(name, "UNKNOWN", UNKNOWN)
    if name not in shape.by_name:
        raise EncodeError(f"{name} is no attribute of {shape.prefix}…")
    return shape.by_name[name]


def _with_length(item: Any, name: str, size: int) -> Any:
    if isinstance(item, tuple):
        return {**item[0], name: size}, item[1]
    return {**item, name: size}


def _address(text: str) -> bytes:
    """An IPv4 or IPv6 address, or an MPLS label stack (100/200)."""
    if ":" in text:
        return socket.inet_pton(socket.AF_INET6, text)
    if "." in text:
        return socket.inet_pton(socket.AF_INET, text)
    labels = [int(label) for label in text.split("/")]
    last = len(labels) - 1
    return b"".join((label << 12 | (0x100 if n == last else 0)).to_bytes(4, "big") for n, label in enumerate(labels))


_HANDLERS: dict[type[Shape], Callable[[_Encoder, Any, Any, Meaning | None, Scope], bytes]] = {
    Integer: _Encoder.integer,
    VariableInteger: _Encoder.variable_integer,
    Text: _Encoder.text,
    Bytes: _Encoder.octets,
    Packet: _Encoder.octets,
    Unknown: _Encoder.octets,
    Flag: _Encoder.flag,
    Address: _Encoder.address,
    LinkAddress: _Encoder.link_address,
    Struct: _Encoder.struct,
    AttributeSet: _Encoder.nest,
    Headed: _Encoder.headed,
    Indexed: _Encoder.indexed,
    Sequence: _Encoder.sequence,
    Records: _Encoder.records,
    Select: _Encoder.select,
    Meant: _Encoder.meant,
    Lazy: _Encoder.lazy,
    Parsed: _Encoder.parsed,
}
