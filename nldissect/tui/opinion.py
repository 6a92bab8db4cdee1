"""tshark's reading of the selected message beside ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from nldissect.diagnosis.aligning import Standing
from nldissect.diagnosis.check import second_opinion
from nldissect.index import MessageIndex
from nldissect.tui.cells import fit, safe
from nldissect.tui.errand import Errand
from nldissect.tui.lines import LinePane
from nldissect.tui.outline import Path, path_of
from nldissect.tui.panes import Panes
from nldissect.tui.side_by_side import Row, rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_TICK: Final = 0.05
_SIGNS: Final = {
    Standing.AGREE: ("=", "agree"),
    Standing.DIFFER: ("≠", "differ"),
    Standing.OURS: ("◁", "ours"),
    Standing.THEIRS: ("▷", "theirs"),
    Standing.SILENT: ("◁", "ours"),
    Standing.ASIDE: ("·", "aside"),
}
"""standing → sign, style"""
_PLACE: Final = 9
"""cells of the bytes' place"""
_ROOM: Final = 72
"""cells from which on the place is shown"""


class OpinionList(LinePane):
    """The two readings, row by row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "opinion--agree", "opinion--differ", "opinion--ours", "opinion--theirs", "opinion--aside", "opinion--heading",
        "opinion--place", "opinion--cursor",
    }  # fmt: skip
    DEFAULT_CSS = """
    OpinionList {
        height: 1fr;
        border: round $primary;
        &:focus { border: round $primary; }
        padding: 0 1;
        & > .opinion--agree { color: $text-muted; }
        & > .opinion--differ { color: $text-error; text-style: bold; }
        & > .opinion--ours { color: $text-success; }
        & > .opinion--theirs { color: $text-warning; text-style: bold; }
        & > .opinion--aside { color: $text-disabled; }
        & > .opinion--heading { color: $text-primary; }
        & > .opinion--place { color: $text-muted; }
        & > .opinion--cursor { background: $primary 35%; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="opinion")
        self.rows: list[Row] = []

    @property
    def line_count(self) -> int:
        return len(self.rows)

    @property
    def row(self) -> Row | None:
        """The one under the cursor."""
        return self.rows[self.cursor_line] if self.rows else None

    def show(self, found: list[Row]) -> None:
        """Show the readings."""
        self.rows = found
        self.lines_changed()
        self.cursor_moved()

    def find(self, step: int) -> int | None:
        """The next row where the two are not of one mind, once around."""
        count = len(self.rows)
        for distance in range(1, count + 1):
            line = (self.cursor_line + step * distance) % count
            if self.rows[line].standing in (Standing.DIFFER, Standing.THEIRS):
                return line
        return None

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        self.go(line)
        if event.chain > 1:
            self.call_later(self.run_action, "screen.jump")

    def draw(self, line: int, width: int) -> Strip:
        row = self.rows[line]
        sign, name = (" ", "heading") if row.standing is None else _SIGNS[row.standing]
        style = self.style(f"opinion--{name}")
        segments = [Segment(f"{sign} ", style)]
        room = width - 2
        if width >= _ROOM:
            segments.append(Segment(fit(_where(row), _PLACE) + " ", self.style("opinion--place")))
            room -= _PLACE + 1
        left = (room - 3) // 2
        segments.append(Segment(fit("  " * min(row.depth, 8) + row.ours, left), style))
        segments.append(Segment(" │ ", self.style("opinion--aside")))
        segments.append(Segment(fit(row.theirs, room - 3 - left), style))
        if line == self.cursor_line:
            cursor = self.style("opinion--cursor")
            segments = [Segment(each.text, each.style + cursor if each.style else cursor) for each in segments]
        return Strip(segments).adjust_cell_length(width)


def _where(row: Row) -> str:
    offset, size = row.place
    return f"{offset}" if size <= 1 else f"{offset}–{offset + size - 1}"


class Opinion(NamedTuple):
    """What both say of the message in a row of the index."""

    rows: list[Row]
    counts: Counter[Standing]


def ask(index: MessageIndex, row: int, cancelled: Callable[[], bool]) -> Opinion:
    """Have tshark read the datagram that a row is in, and set its reading of the row beside ours.

    Raises UserError where tshark or pyshark is missing, or tshark gives no answer.
    """
    message = index.message(row)  # the reader's own: nodes fill themselves, and the screen's are read in its thread
    first = last = row
    while first > 0 and index.frame_of(first - 1) == message.frame:
        first -= 1
    while last + 1 < len(index) and index.frame_of(last + 1) == message.frame:
        last += 1
    begin = index.offset[first]
    datagram = index.source.view(begin, index.offset[last] + index.length[last] - begin)
    base = index.offset[row] - begin
    pairs = second_opinion(message, base, datagram, cancelled)
    return Opinion(rows(message, base, pairs), Counter(pair.standing for pair in pairs))


class OpinionScreen(ModalScreen[Path | None]):
    """Both readings; gives back the node to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "jump", "Go to this attribute in the tree", show=False, id="opinion.jump"),
        Binding("n", "next(1)", "The next one that the two do not agree on", show=False, id="opinion.next"),
        Binding("N", "next(-1)", "The one before that they do not agree on", show=False, id="opinion.previous"),
        Binding("escape,q,w", "leave", "Back to where you were", show=False, id="opinion.close"),
    ]
    DEFAULT_CSS = """
    OpinionScreen {
        & > Static { height: auto; max-height: 6; background: $panel; padding: 0 2; }
    }
    """

    def __init__(self, title: str, asking: Errand[Opinion]) -> None:
        super().__init__()
        self._title = title
        self._asking = asking
        self._list = OpinionList()
        self._line = Static("asking tshark …", markup=False)
        self._counts = ""
        self._shown = False

    def compose(self) -> ComposeResult:
        self._list.border_title = self._title
        self._list.border_subtitle = "n N differences   ↵ to the tree   esc back"
        yield self._list
        yield self._line

    def on_mount(self) -> None:
        """Wait for tshark."""
        self._list.focus()
        self._tick()
        self.set_interval(_TICK, self._tick)

    def _tick(self) -> None:
        asking = self._asking
        if not asking.done or self._shown:
            return
        self._shown = True
        if asking.failure is not None:
            raise asking.failure
        if asking.result is None:
            self._line.update(Text(safe(str(asking.refusal)), "bold red"))
            return
        counts = asking.result.counts
        ours = counts[Standing.OURS] + counts[Standing.SILENT]
        self._counts = (
            f"= {counts[Standing.AGREE]} agree   ≠ {counts[Standing.DIFFER]} differ   "
            f"◁ {ours} only nldissect   ▷ {counts[Standing.THEIRS]} only tshark   (attribute headers included)"
        )
        self._list.show(asking.result.rows)

    def on_line_pane_cursor_moved(self) -> None:
        """Tell the row under the cursor in full."""
        row = self._list.row
        told = Text(self._counts, "bold")
        if row is not None:
            ours = f"nldissect  {row.ours}" if row.ours else ""
            theirs = f"tshark     {row.field}{': ' if row.field else ''}{row.theirs}" if row.theirs else ""
            told.append("".join(f"\n{safe(text)}" for text in (ours, theirs) if text), "not bold")
        self._line.update(told)

    def action_next(self, step: int) -> None:
        """Go to where the two do not agree."""
        line = self._list.find(step) if self._list.rows else None
        if line is not None:
            self._list.go(line, centre=True)

    def action_jump(self) -> None:
        """Go to the node."""
        row = self._list.row
        self._leave(None if row is None else row.path)

    def action_leave(self) -> None:
        """Back to the messages."""
        self._leave(None)

    def _leave(self, path: Path | None) -> None:
        self._asking.cancel()
        _ = self.dismiss(path)


class Opining(Panes):
    """The key that asks tshark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "opinion", "tshark's reading of this message beside ours", show=False, id="opinion.open"),
    ]

    def action_opinion(self) -> None:
        """Show how tshark reads the message."""
        row = self.messages.row
        if row is None:
            return
        index = self.index
        asking = Errand("opinion", lambda cancelled: ask(index, row, cancelled))
        title = f"Message {index.number_of(row)}: nldissect │ tshark"
        _ = self.app.push_screen(OpinionScreen(title, asking), self._opined)

    def _opined(self, path: Path | None) -> None:
        self.show_current()
        node = next((node for node in self.outline.nodes() if path and path_of(node) == path), None)
        if node is not None:
            self.select_node(node)
            self.outline.focus()
