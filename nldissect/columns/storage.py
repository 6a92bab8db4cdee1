"""Python's own arrays, filled and read by numpy."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from nldissect.columns.block import Ints
from nldissect.index import MessageIndex
from nldissect.wide import SPAN, Wide

if TYPE_CHECKING:
    from numpy.typing import NDArray


_REBASES: Final = 8


def extend(column: array[int], values: Ints) -> None:
    """Append numbers that fit the column's type."""
    column.frombytes(values.astype(f"{column.typecode}").tobytes())


def look(column: array[int] | bytearray) -> NDArray[Any]:
    """A column's own memory; it can not grow as long as someone holds this."""
    return np.frombuffer(column, "B" if isinstance(column, bytearray) else column.typecode)


def extend_wide(column: Wide, values: Ints) -> None:
    """Append numbers of 64 bits."""
    for _ in range(_REBASES):
        if not len(values):
            return
        distance = values - column.bases[-1]
        fits = (distance >= 0) & (distance < SPAN)
        count = len(fits) if fits.all() else int(np.argmin(fits))
        extend(column.low, distance[:count])
        values = values[count:]
        if len(values):
            column.rebase(int(values[0]))
    for value in values.tolist():
        column.append(value)


def some(column: array[int] | bytearray, rows: Ints) -> Ints:
    """The entries of some rows."""
    return look(column)[rows].astype(np.int64)


def wide_some(column: Wide, rows: Ints) -> Ints:
    """The numbers of some rows."""
    base = np.searchsorted(np.array(column.starts), rows, side="right") - 1
    found: Ints = some(column.low, rows) + np.array(column.bases, np.int64)[base]
    return found


def datagrams(index: MessageIndex, rows: Ints) -> Ints:
    """The positions of the datagrams that rows are in."""
    found: Ints = np.searchsorted(look(index.first_rows), rows, side="right") - 1
    return found


def frames(index: MessageIndex, positions: Ints) -> Ints:
    """The frame numbers of datagrams."""
    starts, differences = (np.array(column, np.int64) for column in index.numbering)
    found: Ints = positions + differences[np.searchsorted(starts, positions, side="right") - 1]
    return found
