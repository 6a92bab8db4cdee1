"""The bytes of messages of one length, side by side: few of them are cut by Python, many by numpy."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

_FEW: Final = 48
"""messages, below which numpy's fixed cost is the higher one"""

Which = slice | NDArray[np.int64]


class Alike:
    """Messages of one length, a row of bytes each."""

    def __init__(self, rows: NDArray[np.uint8]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _whole(self) -> list[bytes]:
        return [row.tobytes() for row in self.rows]

    def of(self, at: int) -> bytes:
        """All bytes of one message."""
        found: bytes = self.rows[at].tobytes()
        return found

    def bytes(self, which: Which) -> list[bytes]:
        """Some bytes of each."""
        if isinstance(which, slice) and len(self.rows) < _FEW:
            return [whole[which] for whole in self._whole]
        part = np.ascontiguousarray(self.rows[:, which])
        if not part.shape[1]:
            return [b""] * len(self.rows)
        found: list[bytes] = part.view(f"V{part.shape[1]}").ravel().tolist()
        return found

    def numbers(self, which: slice, kind: str) -> list[int]:
        """A number of each; `kind` is numpy's name of its type."""
        if len(self.rows) < _FEW:
            order, signed = "little" if kind[0] == "<" else "big", kind[1] == "i"
            return [int.from_bytes(whole[which], order, signed=signed) for whole in self._whole]  # type: ignore[arg-type]
        found: list[int] = np.ascontiguousarray(self.rows[:, which]).view(kind).ravel().tolist()
        return found


def together(places: list[tuple[int, int]]) -> Which:
    """Ranges of bytes as what `Alike.bytes` takes; those that touch are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and joined[-1][1] >= start:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    if len(joined) == 1:
        return slice(*joined[0])
    return np.array([at for start, end in joined for at in range(start, end)], np.int64)
