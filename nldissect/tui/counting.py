"""The statistics: a table that is sorted by any column; each line leads to its messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from nldissect.tui.cells import fit, safe
from nldissect.tui.choosing import Choosing
from nldissect.tui.lines import LinePane
from nldissect.tui.statistics import By, Line, Statistics
from nldissect.tui.story import duration

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_TICK: Final = 0.1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers, and how it is written."""

    title: str
    width: int
    value: Callable[[Line], int | None]
    text: Callable[[int], str]


def _size(count: int) -> str:
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return str(count)


COLUMNS: Final = (
    Column("messages", 9, lambda line: line.messages, lambda count: f"{count:,}"),
    Column("bytes", 9, lambda line: line.bytes, _size),
    Column("requests", 9, lambda line: line.requests, lambda count: f"{count:,}" if count else ""),
    Column("errors", 7, lambda line: line.errors, lambda count: f"{count:,}" if count else ""),
    Column("median", 7, lambda line: line.median, duration),
    Column("95 %", 7, lambda line: line.late, duration),
    Column("longest", 8, lambda line: line.longest, duration),
)
_NAME_LEAST: Final = 18


class Table(LinePane):
    """The lines under their titles. `by_column` -1 sorts by name."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--errors", "table--faint", "table--cursor", "table--total"}
    DEFAULT_CSS = """
    Table {
        height: 1fr;
        border: none;
        &:focus { border: none; }
        padding: 0 1;
        & > .table--errors { color: $text-error; }
        & > .table--faint { color: $text-muted; }
        & > .table--total { color: $text-primary; text-style: bold; }
        & > .table--cursor { background: $primary 45%; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="table")
        self.lines: list[Line] = []
        self._given: list[Line] = []
        self.by_column = 0
        self.ascending = False
        self.title = ""

    @property
    def line_count(self) -> int:
        return len(self.lines)

    @property
    def line(self) -> Line | None:
        """The one under the cursor."""
        return self.lines[self.cursor_line] if self.lines else None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that there is room for, from the left."""
        width = self.scrollable_content_region.width
        fitting: tuple[Column, ...] = COLUMNS
        while len(fitting) > 2 and _NAME_LEAST + sum(column.width + 1 for column in fitting) > width:
            fitting = fitting[:-1]
        return fitting

    def show(self, lines: list[Line]) -> None:
        """Show these, sorted as the user wants them; the cursor stays on its line."""
        self._given = lines
        before = self.line
        if self.by_column < 0:
            self.lines = sorted(lines, key=lambda line: line.name, reverse=self.ascending)
        else:
            value = COLUMNS[self.by_column].value
            self.lines = sorted(lines, key=lambda line: (value(line) or 0, line.messages), reverse=not self.ascending)
        names = [line.name for line in self.lines]
        self.cursor_line = names.index(before.name) if before is not None and before.name in names else 0
        self.lines_changed()
        self.show_line(self.cursor_line)

    def sort(self, column: int, *, ascending: bool) -> None:
        """Sort by another column; the cursor goes to what is first then."""
        self.by_column, self.ascending = column, ascending
        self.show(self._given)
        self.go(0)

    @property
    def titles(self) -> str:
        """The line above the table."""
        width = self.scrollable_content_region.width
        arrow = "▲" if self.ascending else "▼"
        cells = [
            fit(f"{arrow if place == self.by_column else ''}{column.title}", column.width, right=True)
            for place, column in enumerate(self.columns)
        ]
        rest = " ".join(cells)
        name = f"{self.title}{arrow}" if self.by_column < 0 else self.title
        return f"{fit(name, width - len(rest) - 1)} {rest}"

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        self.go(line)
        if event.chain > 1:
            self.call_later(self.run_action, "screen.filter")

    def draw(self, line: int, width: int) -> Strip:
        entry = self.lines[line]
        cursor = self.style("table--cursor") if line == self.cursor_line else None
        cells: list[Segment] = []
        for column in self.columns:
            value = column.value(entry)
            text = "" if value is None else column.text(value)
            style = self.style("table--errors") if column.title == "errors" and value else None
            cells.append(Segment(" " + fit(text, column.width, right=True), style))
        room = width - sum(len(cell.text) for cell in cells)
        whole = [Segment(fit(entry.name, room)), *cells]
        if cursor is not None:
            whole = [Segment(cell.text, cell.style + cursor if cell.style else cursor) for cell in whole]
        return Strip(whole).adjust_cell_length(width)


class StatisticsScreen(ModalScreen[str | None]):
    """Gives back the filter of the line that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "filter", "Show these messages alone", show=False, id="statistics.filter"),
        Binding("tab", "group", "By message, by family, by process", show=False, id="statistics.group"),
        Binding("right,l", "column(1)", "Sort by the next column", show=False, id="statistics.right"),
        Binding("left,h", "column(-1)", "Sort by the column before", show=False, id="statistics.left"),
        Binding("r", "reverse", "Sort the other way round", show=False, id="statistics.reverse"),
        Binding("escape,q,S", "leave", "Back to the messages", show=False, id="statistics.close"),
    ]
    DEFAULT_CSS = """
    StatisticsScreen {
        & > #titles-of-table { height: 1; background: $panel; color: $text-muted; text-style: bold; padding: 0 2 0 1; }
        & > #about { height: auto; max-height: 2; background: $primary-background; color: $text; padding: 0 1; }
        & > #hints { height: auto; max-height: 2; background: $panel; padding: 0 1; }
    }
    """

    def __init__(self, statistics: Statistics, of: str) -> None:
        super().__init__()
        self._statistics = statistics
        self._of = of
        self._by = By.TYPE
        self._table = Table()
        self._about = Static("", id="about", markup=False)
        self._titles = Static("", id="titles-of-table", markup=False)
        self._shown: list[Line] | None = None

    def compose(self) -> ComposeResult:
        yield self._about
        yield self._titles
        yield self._table
        yield Static("↵ filter to it   ↹ message, family, process   ←→ sort   r reverse   esc back", id="hints")

    def on_mount(self) -> None:
        """Show what is counted as it is counted."""
        self._table.focus()
        self.call_after_refresh(self._tick)
        self.set_interval(_TICK, self._tick)

    def on_resize(self) -> None:
        """Other columns fit."""
        self.call_after_refresh(self._tell_titles)

    def _tick(self) -> None:
        statistics = self._statistics
        if statistics.failure is not None:
            raise statistics.failure
        lines = statistics.lines[self._by]
        if lines is self._shown:
            return
        self._shown = lines
        self._table.show(lines)
        total = statistics.total
        counting = "" if statistics.done else f"counting {statistics.progress:.0%}   "
        latency = "" if total.median is None else f"   median {duration(total.median)}"
        self._about.update(
            f"{counting}Statistics of {self._of}: {total.messages:,} messages   {_size(total.bytes)}   "
            f"{total.requests:,} requests   {total.errors:,} errors{latency}"
        )
        self._tell_titles()

    def _tell_titles(self) -> None:
        self._table.title = self._by.value
        self._titles.update(Text(safe(self._table.titles), no_wrap=True, overflow="crop"))

    def action_group(self) -> None:
        """Count by something else."""
        self._by = self._by.next
        self._shown = None
        self._tick()

    def action_column(self, step: int) -> None:
        """Sort by the column beside; the names are the first one."""
        count = len(self._table.columns) + 1
        self._sort((self._table.by_column + 1 + step) % count - 1, ascending=False)

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self._sort(self._table.by_column, ascending=not self._table.ascending)

    def _sort(self, column: int, *, ascending: bool) -> None:
        self._table.sort(column, ascending=ascending)
        self._tell_titles()

    def on_click(self, event: events.Click) -> None:
        """A click on a title sorts by it, a second one the other way round."""
        if event.widget is not self._titles:
            return
        right = self._table.scrollable_content_region.width + 1
        chosen = -1
        for place, column in reversed(list(enumerate(self._table.columns))):
            right -= column.width + 1
            if event.x > right:
                chosen = place
                break
        again = chosen == self._table.by_column
        self._sort(chosen, ascending=again and not self._table.ascending)

    def action_filter(self) -> None:
        """Give back the filter for the line."""
        line = self._table.line
        if line is not None and line.filter:
            self._leave(line.filter)

    def action_leave(self) -> None:
        """Back to the messages."""
        self._leave(None)

    def _leave(self, text: str | None) -> None:
        self._statistics.stop()
        _ = self.dismiss(text)


class Counting(Choosing):
    """The key that opens the statistics."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("S", "statistics", "Counts, errors and latencies of what is shown", show=False, id="statistics.open"),
    ]

    def action_statistics(self) -> None:
        """Count what is shown."""
        applied = self.filter_bar.applied if self.filter_bar.enabled else None
        before = "" if applied is None else applied.text.strip()
        passing, feed = self.messages.rows.passing, self.engine.feed

        def reading() -> bool:
            return not feed.live and not (feed.ended and passing.complete)

        statistics = Statistics(self.engine.bundles, lambda: passing.rows, reading)

        def counted(text: str | None) -> None:
            if text is not None:
                self.filter_bar.write(f"({before}) && {text}" if before else text)
                self.filter_bar.apply()
                self.messages.focus()
                off, back = self.key("filter.toggle"), self.key("statistics.open")
                self.say(f"filtered from the statistics: {off} switches it off, {back} goes back there")

        _ = self.app.push_screen(StatisticsScreen(statistics, before or "all"), counted)
