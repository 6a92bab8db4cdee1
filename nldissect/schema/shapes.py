"""How a value lies in bytes."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence as AbstractSequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from nldissect.schema.meaning import Meaning
from nldissect.tree import Value

if TYPE_CHECKING:
    from nldissect.schema.structure import Member

Look = Callable[[str], Value]
"""Asks for the value of the nearest member or attribute of that name; None where there is none."""


class Shape:
    """Any way for a value to lie in bytes. `size` is None where the payload's length decides."""

    __slots__ = ()

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Integer(Shape):
    """A number of 1, 2, 4 or 8 bytes. `order` is None for the host's byte order, ">" or "<" where it is fixed."""

    width: int
    signed: bool = False
    order: str | None = None
    unpack: dict[str, Callable[..., tuple[int]]] = field(init=False, repr=False)
    """host byte order → struct's unpack_from"""

    def __post_init__(self) -> None:
        code = {1: "b", 2: "h", 4: "i", 8: "q"}[self.width]
        code = code if self.signed else code.upper()
        orders = {host: struct.Struct((self.order or host) + code).unpack_from for host in "<>"}
        object.__setattr__(self, "unpack", orders)

    @property
    def size(self) -> int:
        """Bytes."""
        return self.width


@dataclass(frozen=True, slots=True, eq=False)
class VariableInteger(Shape):
    """NLA_UINT and NLA_SINT: four or eight bytes, as few as hold the number."""

    signed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Text(Shape):
    """A string up to its NUL or the end of the payload. `length` is the array's size in a struct.

    `longest` is how many bytes the kernel accepts, a NUL at the end not counted. `nul` says that one must be there
    (NLA_NUL_STRING).
    """

    length: int | None = None
    longest: int | None = None
    nul: bool = False

    @property
    def size(self) -> int | None:
        """Bytes, where it stands in a struct."""
        return self.length


@dataclass(frozen=True, slots=True, eq=False)
class Bytes(Shape):
    """Bytes whose meaning is nobody's but the sender's (cookies, keys, user data). They are known, though not read."""

    length: int | None = None

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        return self.length


@dataclass(frozen=True, slots=True, eq=False)
class Packet(Bytes):
    """A packet of the network, known as bytes; its layers are taken apart when somebody looks inside.

    `link` is what it begins with: "ethernet", "ip" (either version), "arp", "vlan", "mpls", "802.11", "802.15.4",
    "icmp", "icmpv6", "tcp", "udp" or "sctp"; or a function of the bytes and a `Look` that says it, None where nobody
    can know.
    """

    link: str | Callable[[memoryview, Look], str | None] = "ethernet"


@dataclass(frozen=True, slots=True, eq=False)
class Unknown(Shape):
    """Bytes that mean something the schema does not say: shown in hex and marked `raw`."""

    length: int | None = None

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        return self.length


@dataclass(frozen=True, slots=True, eq=False)
class Flag(Shape):
    """NLA_FLAG: true by being there; no payload."""


@dataclass(frozen=True, slots=True, eq=False)
class Address(Shape):
    """A network address.

    `family` is an AF_* number, or the name of the member or attribute that holds it; without it the payload's length
    tells IPv4 from IPv6. `prefix` names the member with the prefix length, written behind the address in texts.
    `length` is the size of the field in a struct, where an IPv4 address leaves the rest unused.
    """

    family: int | str | None = None
    prefix: str | None = None
    length: int | None = None

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        return self.length


@dataclass(frozen=True, slots=True, eq=False)
class LinkAddress(Shape):
    """A hardware address: colon-separated hex; four and sixteen bytes are a tunnel's IPv4 or IPv6 address."""

    length: int | None = None

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        return self.length


@dataclass(frozen=True, slots=True, eq=False)
class Sequence(Shape):
    """Elements of one fixed-size shape side by side: a C array. `count` is None where the payload's length decides.

    Where an enumeration is the array's index, `members` are its first elements; kernels may send fewer, or more.
    """

    element: Shape
    meaning: Meaning | None = None
    count: int | None = None
    members: tuple[Member, ...] = ()

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        each = self.element.size
        return None if self.count is None or each is None else self.count * each


@dataclass(frozen=True, slots=True, eq=False)
class Indexed(Shape):
    """Nested attributes whose number is an index, all with payloads of one shape; shown as `[N]`."""

    element: Shape
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Records(Shape):
    """Records of varying length side by side: a struct, one member of which is the record's length, then the rest.

    `length` names that member (it counts from the record's start and is padded to four), as in struct rtnexthop.
    """

    record: Shape
    length: str


@dataclass(frozen=True, slots=True, eq=False)
class Payload:
    """A selector that asks the payload itself: handed the bytes and the host's byte order, it returns the key."""

    function: Callable[[memoryview, str], Value]


@dataclass(frozen=True, slots=True, eq=False)
class Select(Shape):
    """A shape that depends on another value.

    `selector` names the member or attribute that decides (looked for beside this one, then outward), or is a function
    that is handed a `Look` and returns the key, or a `Payload`. `default` is for keys that `cases` does not have.
    """

    selector: str | Callable[[Look], Value] | Payload
    cases: Mapping[Any, Shape]
    default: Shape | None = None
    length: int | None = None

    @property
    def size(self) -> int | None:
        """Bytes, where it is a union in a struct."""
        return self.length


@dataclass(slots=True, eq=False)
class Lazy(Shape):
    """A shape worked out when first needed: "package.module:NAME" is imported, a function called. For recursion too."""

    target: str | Callable[[], Shape]
    _shape: Shape | None = field(default=None, init=False, repr=False)

    def resolve(self) -> Shape:
        """The shape itself."""
        if self._shape is None:
            if callable(self.target):
                self._shape = self.target()
                return self._shape
            module, _, name = self.target.partition(":")
            found = getattr(import_module(module), name)
            assert isinstance(found, Shape), self.target
            self._shape = found
        return self._shape


@dataclass(frozen=True, slots=True, eq=False)
class Meant(Shape):
    """A shape with its own meaning instead of the row's: for the cases of a `Select`."""

    shape: Shape
    meaning: Meaning

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        return self.shape.size


class Part(NamedTuple):
    """A piece that a `Parsed` shape found: `start` and `length` count in the payload's bytes."""

    name: str
    start: int
    length: int
    value: Value = None
    text: str | None = None
    parts: AbstractSequence[Part] = ()
    shape: Shape | None = None
    """instead of a value: decode these bytes by this shape; without a name, as if they were the payload's own"""
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Parsed(Shape):
    """A payload that only a function can read. It gets the payload, the host's byte order and a `Look`.

    It returns its parts in the order of their bytes; what they leave out is shown as unknown. A single part without a
    name is the payload itself: its value and text, and its parts if it has any. The function may raise
    `ValueError` or `struct.error` on damage: the payload is then shown raw, with the error as a note.
    """

    function: Callable[[memoryview, str, Look], AbstractSequence[Part]]
    length: int | None = None
    members: tuple[Member, ...] = ()
    """what parts may be called and are, as far as that is known without the bytes: for filters and the reference"""

    @property
    def size(self) -> int | None:
        """Bytes, where that is fixed."""
        return self.length


U8, U16, U32, U64 = Integer(1), Integer(2), Integer(4), Integer(8)
S8, S16, S32, S64 = (Integer(size, signed=True) for size in (1, 2, 4, 8))
BE16, BE32, BE64 = (Integer(size, order=">") for size in (2, 4, 8))
LE16, LE32, LE64 = (Integer(size, order="<") for size in (2, 4, 8))
UINT, SINT = VariableInteger(), VariableInteger(signed=True)
FLAG = Flag()
TEXT = Text()
IFNAME = Text(longest=15)
"""an interface's name: IFNAMSIZ less its NUL"""
OPAQUE = Bytes()
UNKNOWN = Unknown()
IPV4 = Address(2, length=4)
IPV6 = Address(10, length=16)
MAC = LinkAddress(6)
LINK_ADDRESS = LinkAddress()
