"""What the UI's list can fold, in columns. Without numpy: the first rows are on the screen before that is loaded."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field


def _column() -> array[int]:
    return array("I", [0])


@dataclass(slots=True)
class Folds:
    """Columns by a transaction's number (entry 0 is nobody's), and one by row."""

    head: array[int] = field(default_factory=_column)
    """the row that a transaction begins with"""
    batch: bytearray = field(default_factory=lambda: bytearray(1))
    """whether it is an nfnetlink batch"""
    commands: array[int] = field(default_factory=_column)
    """how many requests it has behind its first one"""
    members: array[int] = field(default_factory=_column)
    """how many of its rows can be folded under the first one; what is here is in the columns above too"""
    member: bytearray = field(default_factory=bytearray)
    """by row: whether it is one of them"""
