"""Texts that stand for others: what is only copied into a longer text need not be known to make that.

A `Mark` takes the place of a node's value while something is told of the node. Whoever looks into it (compares it with
something, measures or cuts it) is noticed; where nobody does, the same text with another value in the mark's place is
what would be told of that.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

_NONCE: Final = secrets.token_hex(8)
"""so that no text of a capture can be taken for a mark"""
_MARK: Final = re.compile(f"M{_NONCE}_(\\d+)_")


LONGEST: Final = 60
"""characters of a text that a mark may stand for: an InfiniBand address has 59"""


class Mark(str):
    """A text that stands for another one, of which is known only that it is not empty and printable ASCII."""

    number: int
    looked_into: bool

    @classmethod
    def numbered(cls, number: int) -> Mark:
        """The mark with that number."""
        mark = cls(f"M{_NONCE}_{number}_")
        mark.number = number
        mark.looked_into = False
        return mark

    # What is known of it.

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if other == "" or not isinstance(other, str) or other is self:
            return other is self
        self.looked_into = True
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        self.looked_into = True
        return str.__hash__(self)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def isascii(self) -> bool:
        return True

    def isprintable(self) -> bool:
        return True

    # What copies it.

    def __str__(self) -> str:
        return self

    def __format__(self, spec: str) -> str:
        if spec:
            self.looked_into = True
        return str.__format__(self, spec)


def _noticing(name: str) -> Callable[..., Any]:
    plain = getattr(str, name)

    def method(self: Mark, *args: Any, **more: Any) -> Any:
        self.looked_into = True
        return plain(self, *args, **more)

    return method


_COPYING: Final = {
    "__new__", "__init__", "__class__", "__getattribute__", "__add__", "__str__", "__repr__", "__doc__",
    "__init_subclass__", "__subclasshook__", "__setattr__", "__delattr__", "__dir__", "__sizeof__", "__reduce__",
    "__reduce_ex__", "__getnewargs__", "__getstate__", "join",
}  # fmt: skip
for _name in dir(str):
    if _name not in _COPYING and _name not in vars(Mark):
        setattr(Mark, _name, _noticing(_name))


class Piece(NamedTuple):
    """A text with gaps: a %-format, and the numbers of the marks that fill it. Without marks it is the text itself."""

    text: str
    marks: tuple[int, ...]


def piece(told: str) -> Piece:
    """The text with gaps where marks stand."""
    parts = _MARK.split(told)
    if len(parts) == 1:
        return Piece(told, ())
    return Piece("%s".join(part.replace("%", "%%") for part in parts[::2]), tuple(int(part) for part in parts[1::2]))


def marked_length(told: str) -> int:
    """How many characters a text with marks can come to."""
    return len(told) + LONGEST * told.count(_NONCE)


def filled(pieces: Sequence[Piece], marked: Sequence[Sequence[str]]) -> list[str]:
    """The texts; `marked` has for each mark the text that stands there, for each of the pieces."""
    orders = {piece.marks for piece in pieces}
    if orders == {()}:
        return [piece.text for piece in pieces]
    if len(orders) == 1:
        (order,) = orders
        columns = zip(*(marked[number] for number in order), strict=True)
        return [piece.text % texts for piece, texts in zip(pieces, columns, strict=True)]
    return [
        piece.text % tuple(marked[number][at] for number in piece.marks) if piece.marks else piece.text
        for at, piece in enumerate(pieces)
    ]
