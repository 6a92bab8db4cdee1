"""The list of messages: one line each, decoded when seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.message import Message as Event
from textual.strip import Strip
from textual.widget import Widget

from nldissect.message import Message
from nldissect.tui import columns, story, times
from nldissect.tui.bundles import Bundles
from nldissect.tui.cells import fit
from nldissect.tui.lines import LinePane
from nldissect.tui.rows import Rows
from nldissect.tui.times import TimeFormat

if TYPE_CHECKING:
    from textual import events

_CACHED: Final = 1024
"""lines that are kept drawn"""


class MessageList(LinePane):
    """Shows `rows` as far as they were there at the last `grow`. Its title is a line of column names."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "screen.fold(False)", "Open a dump or a batch", show=False, id="list.open"),
        Binding("left,h", "screen.fold(True)", "Fold it", show=False, id="list.fold"),
        Binding(
            "shift+right,L", "screen.fold_all(False)", "Open all dumps and batches", show=False, id="list.open_all"
        ),
        Binding("shift+left,H", "screen.fold_all(True)", "Fold all of them", show=False, id="list.fold_all"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--request", "list--reply", "list--notification", "list--error", "list--acknowledgement", "list--done",
        "list--faint", "list--cursor", "list--cursor-focused", "list--marked", "list--own",
    }  # fmt: skip
    DEFAULT_CSS = """
    MessageList {
        height: 1fr;
        border: none;
        &:focus { border: none; }
        & > .list--request { color: $text-primary; }
        & > .list--reply { color: $foreground; }
        & > .list--notification { color: $text-accent; }
        & > .list--error { color: $text-error; text-style: bold; }
        & > .list--acknowledgement { color: $text-success; }
        & > .list--done { color: $text-muted; }
        & > .list--faint { color: $text-muted; }
        & > .list--marked { text-style: bold reverse; }
        & > .list--own { text-style: italic; }
        & > .list--cursor { background: $primary 30%; }
        & > .list--cursor-focused { background: $primary; color: $text; }
    }
    """

    class LastAsked(Event):
        """The user went to the last message."""

    def __init__(self, bundles: Bundles, rows: Rows) -> None:
        super().__init__(id="messages")
        self._bundles = bundles
        self._index = bundles.index
        self._rows = rows
        self._count = 0
        self._strips: LRUCache[tuple[int, str, story.Fingerprint], Strip] = LRUCache(_CACHED)
        self._seen: list[story.Fingerprint] = []
        self._drawn_width = 0
        self._layout: columns.Layout = []
        self.processes = False
        """whether there is a column for them"""
        self.marks: set[int] = set()
        """rows of the index that the user marked"""
        self.time_format = TimeFormat.RELATIVE

    # What it shows.

    @property
    def line_count(self) -> int:
        return self._count

    @property
    def rows(self) -> Rows:
        """What the lines are."""
        return self._rows

    @rows.setter
    def rows(self, rows: Rows) -> None:
        self._rows = rows
        self._count = 0
        self.cursor_line = 0
        self.redraw()
        self.grow()
        self.scroll_to(y=0, animate=False)

    def refold(self, rows: Rows, row: int) -> None:
        """Show other rows that are the same up to `row`; the cursor goes there."""
        self._rows = rows
        self._count = len(rows)
        self.cursor_line = rows.line_of(row)
        self.redraw()
        self.show_line(self.cursor_line)

    def freshen(self) -> None:
        """Draw the lines anew whose transactions have gone on since they were drawn."""
        top = round(self.scroll_y)
        lines = range(top, min(top + self.page, self._count))
        seen = [story.fingerprint(self._bundles, self._rows[line]) for line in lines]
        if seen != self._seen:
            self._seen = seen
            self.refresh()

    def grow(self) -> bool:
        """Show the lines that have come since; True where there are any."""
        count = len(self._rows)
        if count == self._count:
            return False
        seen = self._count <= round(self.scroll_y) + self.page
        self._count = count
        if seen:
            self.lines_changed()
        else:
            self.virtual_size = self.virtual_size.with_height(count)
        return True

    @property
    def row(self) -> int | None:
        """The row of the index under the cursor."""
        return self._rows[self.cursor_line] if self.cursor_line < self._count else None

    @property
    def titles(self) -> str:
        """The names of the columns, as wide as they are."""
        shown = self._columns(self.scrollable_content_region.width)
        return " ".join(fit(self._title(column), width, right=column.right) for column, width in shown)

    def _title(self, column: columns.Column) -> str:
        return self.time_format.value if column.title == "Time" else column.title

    def set_time_format(self, time_format: TimeFormat) -> None:
        """Tell time in another way."""
        self.time_format = time_format
        self.redraw()

    def show_processes(self) -> None:
        """There are processes to be shown from now on."""
        self.processes = True
        self.redraw()

    def toggle_mark(self, row: int) -> None:
        """Mark a row, or take its mark away."""
        self.marks ^= {row}
        self.redraw()

    def action_last(self) -> None:
        super().action_last()
        self.post_message(self.LastAsked())

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        self.go(line)
        if x == 0 or event.chain > 1:
            self.call_later(self.run_action, "screen.turn")

    # Drawing.

    def redraw(self) -> None:
        """Draw every line anew."""
        self._strips.clear()
        self._layout = []
        self.lines_changed()

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def _columns(self, width: int) -> columns.Layout:
        if width != self._drawn_width or not self._layout:
            self._strips.clear()
            self._drawn_width = width
            self._layout = columns.layout(
                width, processes=self.processes, clock=self.time_format is TimeFormat.ABSOLUTE
            )
        return self._layout

    def draw(self, line: int, width: int) -> Strip:
        shown = self._columns(width)
        cursor = ""
        if line == self.cursor_line:
            cursor = "list--cursor-focused" if self.has_focus else "list--cursor"
        key = (line, cursor, story.fingerprint(self._bundles, self._rows[line]))
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(line, shown, cursor)
        return strip

    def _draw(self, line: int, shown: columns.Layout, cursor: str) -> Strip:
        number = self._rows[line]
        message = self._index.message(number)
        marked = number in self.marks
        row = columns.Row.of(
            self._index.number_of(number),
            message,
            self._time(line, message),
            marked=marked,
            fold=story.fold_sign(self._rows, self._bundles, number),
            contents=story.contents(self._bundles, number, message),
            latency=story.latency(self._bundles, number, message),
        )
        style = self.style(f"list--{row.kind}")
        if message.own:
            style += self.style("list--own")
        faint = style + self.style("list--faint")
        if cursor:
            style += self.style(cursor)
            faint = style
        segments: list[Segment] = []
        for column, width in shown:
            if segments:
                segments.append(Segment(" ", style))
            own = style if column.style is None else faint
            if marked and column.title == "№":
                own += self.style("list--marked")
            segments.append(Segment(fit(column.text(row), width, right=column.right), own))
        return Strip(segments, sum(width for _, width in shown) + len(shown) - 1)

    def _time(self, line: int, message: Message) -> str:
        previous = None
        if self.time_format is TimeFormat.DELTA and line > 0:
            previous = self._index.time_of(self._rows[line - 1])
        return times.told(self.time_format, message.time, self._index.time_of(0), previous)


class ColumnTitles(Widget):
    """The line above the list."""

    DEFAULT_CSS = """
    ColumnTitles { height: 1; background: $panel; color: $text-muted; text-style: bold; }
    """

    def __init__(self, messages: MessageList) -> None:
        super().__init__(id="titles")
        self._messages = messages

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self._messages.titles)]).adjust_cell_length(self.size.width).apply_style(self.rich_style)
