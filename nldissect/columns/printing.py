"""Printing a whole capture file: indexed in blocks, filtered and written in stretches, by all processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from nldissect.capture import open_capture
from nldissect.capture.source import Mapped
from nldissect.columns.block import Ints
from nldissect.columns.building import Builder
from nldissect.columns.crew import Crew, Result, processors
from nldissect.columns.sieve import Sieve
from nldissect.columns.writing import Writer
from nldissect.filter import Filter
from nldissect.index import MessageIndex
from nldissect.parts import Parts
from nldissect.transactions import PATIENCE

STRETCH: Final = 8_192
"""messages of a stretch"""
_PIECE: Final = 256
"""messages that become bytes at once: larger pieces of memory are asked of the kernel anew each time"""
_AHEAD: Final = 4 * STRETCH
"""messages that are indexed before a stretch is written: their replies may say more of it"""


@dataclass(slots=True)
class Printed:
    """What is to be printed of a capture file, and how."""

    path: str
    parts: Callable[[int], Parts]
    """a writer, given when the capture began (nanoseconds since 1970)"""
    end: str
    """what follows each message"""
    families: Mapping[int, str]
    wanted: Filter | None = None
    own: bool = False
    """what nldissect itself caused, too"""
    show_secrets: bool = False
    singly: bool = False
    """each message is a piece of its own"""

    def crew(self, count: int | None = None) -> Crew[list[str]]:
        """The workers; in the end they tell what is wrong with the file."""
        job = _Job(self)
        return Crew(job.stretches, job.warnings, processors() if count is None else count)


class _Job:
    """What one worker does."""

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self._warnings: list[str] = []
        # Opened once, so that all workers see the same file, even if it grows.
        self._capture = open_capture(printed.path)

    def warnings(self) -> list[str]:
        """What is wrong with the file."""
        return self._warnings

    def stretches(self, share: int, count: int) -> Iterator[Result]:
        """Every `count`-th stretch from number `share` on."""
        printed = self._printed
        mapped = isinstance(self._capture.source, Mapped)
        with self._capture if mapped else open_capture(printed.path) as capture:
            index = MessageIndex(capture.source, printed.families, show_secrets=printed.show_secrets)
            sieve = None if printed.wanted is None else Sieve(index, printed.wanted.expression)
            writer: Writer | None = None
            number, done = 0, 0
            for complete in _indexed(index, Builder(index, capture), hindsight=self._hindsight):
                while done < len(index) and (complete or _settled(index, done)):
                    end = min(done + STRETCH, len(index))
                    if number % count == share:
                        writer = writer or Writer(index, printed.parts(index.time_of(0)))
                        pieces = self._pieces(index, writer, sieve, np.arange(done, end))
                        yield Result(pieces, capture.source.progress(index.offset[end - 1]))
                        capture.source.forget()
                    number, done = number + 1, end
            self._warnings = capture.warnings

    @property
    def _hindsight(self) -> bool:
        return self._printed.wanted is not None and self._printed.wanted.hindsight

    def _pieces(self, index: MessageIndex, writer: Writer, sieve: Sieve | None, rows: Ints) -> list[bytes]:
        if not self._printed.own and index.own_rows:
            rows = rows[[not index.own_of(row) for row in rows.tolist()]]
        if sieve is not None:
            rows = sieve.passing(rows)
        end = self._printed.end
        texts = writer.texts(rows)
        size = 1 if self._printed.singly else _PIECE
        parts = (texts[start : start + size] for start in range(0, len(texts), size))
        return [f"{end.join(part)}{end}".encode(errors="backslashreplace") for part in parts]


def _indexed(index: MessageIndex, builder: Builder, *, hindsight: bool) -> Iterator[bool]:
    """Index step by step; says after each whether that was all."""
    for _ in builder.steps():
        if not hindsight:
            yield False
    index.transactions.complete = True
    yield True


def _settled(index: MessageIndex, first: int) -> bool:
    """Whether enough of what follows a stretch is known to write it."""
    last = first + STRETCH - 1
    if len(index) <= last + _AHEAD:
        return False
    return index.transactions.now - index.time_of(last) > PATIENCE or len(index) > last + 64 * _AHEAD
