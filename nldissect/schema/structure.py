"""Shapes with parts: structs and attribute sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from nldissect.schema.meaning import Meaning
from nldissect.schema.shapes import Shape
from nldissect.tree import Names, Node


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One member of a struct. `range` is what the kernel accepts, `secret` marks keys and passwords."""

    name: str
    shape: Shape
    meaning: Meaning | None = None
    range: tuple[int, int] | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pad:
    """Bytes in a struct that must be zero and mean nothing."""

    length: int
    name: str = "pad"


@dataclass(frozen=True, slots=True, eq=False)
class Bits:
    """C bit fields sharing one integer: (name, width, meaning) from the least significant bit on a little-endian host.

    A big-endian compiler lays the first of them at the most significant end; where the shape's byte order is fixed, so
    is theirs.
    """

    shape: Shape
    fields: tuple[tuple[str, int, Meaning | None], ...]


class Struct(Shape):
    """A C struct. Only the last member may be of no fixed size: it takes the rest.

    `text` is a template or a function (see Summary) for the whole struct in one line. `grows` says that newer kernels
    have appended members, so that a struct that ends early is no news.
    """

    __slots__ = ("_size", "grows", "members", "name", "text")

    def __init__(
        self,
        name: str,
        members: Iterable[Member | Pad | Bits],
        text: str | Callable[[Node, Names], str] | None = None,
        *,
        grows: bool = False,
    ) -> None:
        self.name = name
        self.members = tuple(members)
        self.text = text
        self.grows = grows
        total = 0
        for member in self.members:
            if isinstance(member, Pad):
                total += member.length
            else:
                size = member.shape.size
                if size is None:
                    assert member is self.members[-1], f"struct {name}: {member} has no fixed size"
                    break
                total += size
        self._size = total

    @property
    def size(self) -> int | None:
        """Bytes; None where the last member takes the rest."""
        return None if self.open else self._size

    @property
    def fixed_size(self) -> int:
        """Bytes of the members that have a fixed size."""
        return self._size

    @property
    def open(self) -> bool:
        """Whether the last member takes what is left."""
        last = self.members[-1]
        return not isinstance(last, Pad) and last.shape.size is None

    def __repr__(self) -> str:
        return f"Struct({self.name!r})"


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """One attribute of a set.

    `range` is what the kernel accepts (inclusive), `secret` marks keys and passwords, `multiple` says that it may
    stand more than once in one message.
    """

    number: int
    name: str
    shape: Shape
    meaning: Meaning | None = None
    range: tuple[int, int] | None = None
    secret: bool = False
    multiple: bool = False


class AttributeSet(Shape):
    """An attribute space: number → Attribute. As a shape it is the nest of these attributes.

    `prefix` is what the names share (IFLA_VLAN_), for people and for summary lines. `strict_from` is the number from
    which on the kernel parses with NL_VALIDATE_STRICT, whatever it does with the rest of the message: its policy's
    strict_start_type, or 0 for a nest that it reads with nla_parse_nested(). `closed` says that it refuses what is not
    in the set, also where it is not strict.
    """

    __slots__ = ("attributes", "by_name", "by_number", "closed", "prefix", "strict_from")

    def __init__(
        self, prefix: str, attributes: Iterable[Attribute], strict_from: int | None = None, *, closed: bool = False
    ) -> None:
        self.prefix = prefix
        self.attributes = tuple(attributes)
        self.strict_from = strict_from
        self.closed = closed
        self.by_number = {attribute.number: attribute for attribute in self.attributes}
        self.by_name = {attribute.name: attribute for attribute in self.attributes}
        assert len(self.by_number) == len(self.attributes), f"{prefix}: a number stands twice"

    def __repr__(self) -> str:
        return f"AttributeSet({self.prefix!r}, {len(self.attributes)} attributes)"


@dataclass(frozen=True, slots=True, eq=False)
class Headed(Shape):
    """A struct followed by attributes (after padding to four), as in every message, and in some attributes."""

    header: Struct
    attributes: Shape
    align: bool = field(default=True)
