"""What one part of a filter asks, with every name and value looked up: the leaves of a resolved syntax tree.

This is what `evaluate` compiles, and what anything faster (columns of an index) has to understand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from nldissect.filter.fields import Field
from nldissect.filter.kinds import Kind
from nldissect.filter.syntax import Operator, Quantifier, Slice
from nldissect.filter.values import Value


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes called `names[-1]`, inside nodes called by the other names, at any depth."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """All nodes whose value is of that kind."""

    kind: Kind


Source = Field | Path | Everywhere


class View(Enum):
    """What of a field is looked at."""

    VALUE = "its value"
    NAMES = "the constant, interface or protocol that its number stands for in this message"
    TEXT = "what a person reads"
    PAYLOAD = "its bytes on the wire"


@dataclass(frozen=True, slots=True)
class Mask:
    """Bits taken out of a number. Bare, `every` bit must be set (a constant was named) or any (a number was)."""

    bits: int
    every: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """One question to a message.

    Without `operator`: whether the field is there, or, with a mask, whether its bits are. `values` are alternatives:
    the members of a set, or what one literal means to the several kinds a field may have.
    """

    source: Source
    view: View = View.VALUE
    operator: Operator | None = None
    values: tuple[Value, ...] = ()
    quantifier: Quantifier = Quantifier.ANY
    mask: Mask | None = None
    slices: tuple[Slice, ...] = ()

    @property
    def cost(self) -> int:
        """0 where it reads headers only, 1 where something is worked out, 2 where a tree is made; see Field."""
        return self.source.cost if isinstance(self.source, Field) else 2
