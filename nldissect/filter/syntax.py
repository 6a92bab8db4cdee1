"""The syntax tree of a filter.

The parser makes `Expression[Relation]`: names and values as they are written, nothing looked up. `resolve` makes
`Expression[Predicate]` of it. What joins the leaves is the same in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar, Union

Leaf = TypeVar("Leaf")


class Connective(StrEnum):
    """What joins conditions; ^^ is true where an odd number of them is."""

    AND = "&&"
    XOR = "^^"
    OR = "||"


class Operator(StrEnum):
    """What a field is held against a value by."""

    EQUAL = "=="
    UNEQUAL = "!="
    GREATER = ">"
    LESS = "<"
    GREATER_EQUAL = ">="
    LESS_EQUAL = "<="
    CONTAINS = "contains"
    MATCHES = "matches"
    IN = "in"


class Quantifier(StrEnum):
    """How many of a field's values must pass; with ALL there must be at least one."""

    ANY = "any"
    ALL = "all"


class Place(NamedTuple):
    """Which characters of the filter something was read from."""

    position: int
    length: int


@dataclass(frozen=True, slots=True)
class Word:
    """A value without quotes: a number, an address, bytes, a constant or several joined by |."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Quoted:
    """A value in quotes: text, whatever it looks like."""

    text: str
    place: Place


Literal = Word | Quoted


@dataclass(frozen=True, slots=True)
class Range:
    """`low..high` in a set, both ends included."""

    low: Literal
    high: Literal


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of a value's bytes: `start` counts from the end where it is negative, `length` None is up to the end."""

    start: int
    length: int | None

    def of(self, data: bytes) -> bytes:
        """The bytes it stands for; fewer, or none, where `data` is too short."""
        start = self.start if self.start >= 0 else max(0, len(data) + self.start)
        return data[start:] if self.length is None else data[start : start + self.length]


@dataclass(frozen=True, slots=True)
class Operand:
    """A field; perhaps some bytes of it, perhaps some bits of it."""

    path: Word
    place: Place
    """of the whole"""
    slices: tuple[Slice, ...] = ()
    mask: Literal | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """One field and what is asked of it; without an operator, that it is there (or that a bit of the mask is set)."""

    operand: Operand
    operator: Operator | None = None
    values: tuple[Literal | Range, ...] = ()
    quantifier: Quantifier = Quantifier.ANY


@dataclass(frozen=True, slots=True)
class Not(Generic[Leaf]):
    """True where the inner one is not."""

    inner: Expression[Leaf]


@dataclass(frozen=True, slots=True)
class Join(Generic[Leaf]):
    """Two or more conditions joined by one connective."""

    connective: Connective
    parts: tuple[Expression[Leaf], ...]


Expression = Union[Join[Leaf], Not[Leaf], Leaf]  # noqa: UP007 - | can not name what is defined above it
