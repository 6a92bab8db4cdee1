"""The message list's columns: what they show, how wide they are, which go first where room is short.

A new column is one line in COLUMNS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from nldissect.message import Message
from nldissect.tui import story
from nldissect.tui.signs import SIGNS, kind_of

SUMMARY_LEAST: Final = 30
"""cells that the summary keeps while other columns can be dropped"""


@dataclass(frozen=True, slots=True)
class Row:
    """All that a column may look at."""

    number: str
    """of the message in the capture, from 1"""
    message: Message
    kind: str
    time: str
    marked: bool
    fold: str
    """the sign before a row that is a bundle, or belongs to one"""
    contents: str
    """what is folded under it, in brief"""
    latency: str
    """how it ended, and when"""

    @classmethod
    def of(
        cls,
        number: str,
        message: Message,
        time: str,
        *,
        marked: bool,
        fold: str = " ",
        contents: str = "",
        latency: str = "",
    ) -> Row:
        """The row of a message."""
        return cls(number, message, kind_of(message), time, marked, fold, contents, latency)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in cells; the one with 0 takes what is left. `keep`: the lowest is dropped first."""

    title: str
    width: int
    keep: int
    text: Callable[[Row], str]
    right: bool = False
    style: str | None = None
    """the style of its cells where it is not the row's"""
    roomy: int | None = None
    """its width on a wide screen"""


def _number(row: Row) -> str:
    return f"{'*' if row.marked else ''}{row.number}"


def _process(row: Row) -> str:
    process = row.message.process
    return "" if process is None else f"{process.comm}[{process.pid}]"


def _summary(row: Row) -> str:
    message = row.message
    told = message.summary.removeprefix(message.name).lstrip()
    if row.contents:
        told = f"{told}  {row.contents}".lstrip()
    trouble = [note.text for note in (*message.passage.notes, *message.tree.notes) if note.level != "info"]
    return f"{told}  ✗ {'; '.join(trouble)}".lstrip() if trouble else told


COLUMNS: Final = (
    Column("", 1, 8, lambda row: row.fold),
    Column("№", 7, 5, _number, right=True, style="faint"),
    Column("Time", 12, 4, lambda row: row.time, right=True, style="faint", roomy=15),
    Column("Process", 16, 3, _process),
    Column("", 1, 7, lambda row: SIGNS[row.kind]),
    Column("Protocol", 9, 2, lambda row: row.message.protocol_alias),
    Column("Message", 18, 6, lambda row: row.message.name, roomy=28),
    Column("Summary", 0, 9, _summary),
    Column("Tr.", 6, 0, lambda row: story.transaction(row.message), right=True, style="faint"),
    Column("Latency", 8, 1, lambda row: row.latency, right=True),
)
WIDE: Final = 140
"""cells from which on columns take their roomy width"""

Layout = list[tuple[Column, int]]


def layout(width: int, *, processes: bool, clock: bool) -> Layout:
    """The columns that fit into `width` cells, and how wide each is.

    A process column only where there are any; with `clock` room for the time of day.
    """
    shown = [column for column in COLUMNS if processes or column.title != "Process"]
    roomy = {column for column in shown if column.roomy and (width >= WIDE or (clock and column.title == "Time"))}
    widths = {column: column.roomy or 0 if column in roomy else column.width for column in shown}
    while True:
        left = width - sum(widths[column] for column in shown) - (len(shown) - 1)
        if left >= SUMMARY_LEAST or len(shown) == 1:
            return [(column, widths[column] or max(0, left)) for column in shown]
        shown.remove(min(shown, key=lambda column: column.keep))
