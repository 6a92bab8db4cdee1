"""What went wrong: the list of all faults, each leading to its message."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from nldissect.tui.cells import fit, wrapped
from nldissect.tui.engine import Engine
from nldissect.tui.faults import Faults, Found
from nldissect.tui.history import History
from nldissect.tui.lines import LinePane
from nldissect.tui.panes import Panes

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_TICK: Final = 0.1
_LABEL: Final = 11
"""cells of `  request  `"""
_TELLING: Final = ("at", "missing", "errno")


class _Line(NamedTuple):
    """One line of a fault as it is drawn: the label, or blanks, and what stands behind it."""

    label: str
    text: str
    telling: bool = False


class FaultList(LinePane):
    """Faults as small paragraphs, their lines never cut; the cursor is on a whole one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next fault", show=False),
        Binding("up,k", "move(-1)", "Previous fault", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"faults--head", "faults--label", "faults--at", "faults--cursor"}
    DEFAULT_CSS = """
    FaultList {
        height: 1fr;
        & > .faults--head { color: $text-error; text-style: bold; }
        & > .faults--label { color: $text-muted; }
        & > .faults--at { color: $text-primary; text-style: bold; }
        & > .faults--cursor { background: $primary 35%; }
    }
    """

    def __init__(self, at: int | None = None) -> None:
        super().__init__(id="faults")
        self._found: list[Found] = []
        self._drawn: list[list[_Line]] = []
        self._width = 0
        self._begins: list[int] = [0]
        """the line each fault begins at, and the one behind the last"""
        self._at_first = at
        """the row whose fault the cursor goes to as soon as that is found"""

    @property
    def line_count(self) -> int:
        return self._begins[-1]

    @property
    def place(self) -> int:
        """Which fault is under the cursor, from 0."""
        return self._at(self.cursor_line)

    @property
    def fault(self) -> Found | None:
        """The one under the cursor."""
        return self._found[self.place] if self._found else None

    def grow(self, found: list[Found]) -> None:
        """Show faults that have been found since."""
        new = found[len(self._found) :]
        if new:
            self._found.extend(new)
            self._lay_out(new)
            self.lines_changed()
        if self._at_first is not None and self._found and self._found[-1].row >= self._at_first:
            place = bisect_left([one.row for one in self._found], self._at_first)
            self._at_first = None
            self.go(self._begins[place])

    def _lay_out(self, new: list[Found]) -> None:
        drawn = [_lines(one, self._width) for one in new]
        self._drawn.extend(drawn)
        ends = list(accumulate((len(lines) + 1 for lines in drawn), initial=self._begins[-1]))
        self._begins.extend(ends[1:])

    def _at(self, line: int) -> int:
        return min(bisect_right(self._begins, line) - 1, len(self._found) - 1)

    def action_move(self, lines: int) -> None:
        here = self.place + lines
        if 0 <= here < len(self._found):
            self.go(self._begins[here])

    def go(self, line: int, *, centre: bool = False, quiet: bool = False) -> None:
        if not self._found:
            return
        here = self._at(max(0, min(line, self.line_count - 1)))
        self.cursor_line = self._begins[here]
        self.show_line(self._begins[here + 1] - 1)
        self.show_line(self.cursor_line)
        self.refresh()

    def on_resize(self) -> None:
        width = self.scrollable_content_region.width
        if width != self._width and width:
            self._width = width
            here = self.place
            self._drawn, self._begins = [], [0]
            self._lay_out(self._found)
            self.cursor_line = self._begins[max(0, here)]
        super().on_resize()

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        self.go(line)
        if event.chain > 1:
            self.call_later(self.run_action, "screen.jump")

    def draw(self, line: int, width: int) -> Strip:
        place = self._at(line)
        nth = line - self._begins[place]
        lines = self._drawn[place]
        entry = lines[nth] if nth < len(lines) else _Line("", "")
        on_it = nth < len(lines) and self.place == place
        cursor = self.style("faults--cursor") if on_it else None
        label_style = self.style("faults--label" if entry.label.startswith("  ") else "faults--head")
        style = self.style("faults--at") if entry.telling else None
        segments = [Segment(entry.label, label_style + cursor if cursor else label_style)]
        room = width - len(entry.label)
        if room > 0:
            segments.append(Segment(fit(entry.text, room), style + cursor if style and cursor else style or cursor))
        return Strip(segments).adjust_cell_length(width, cursor).crop(0, width)


def _lines(found: Found, width: int) -> list[_Line]:
    head, *more = found.lines
    lines = [_Line(part if not nth else f"  {part}", "") for nth, part in enumerate(wrapped(head, max(8, width - 2)))]
    for line in more:
        label, text = line[:_LABEL], line[_LABEL:]
        for nth, part in enumerate(wrapped(text, width - _LABEL)):
            lines.append(_Line(" " * _LABEL if nth else label, part, label.strip() in _TELLING))
    return lines


class FaultsScreen(ModalScreen[Found | None]):
    """All faults; gives back the one to go to. `at` is the row to begin with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,b", "jump", "Go to the message that it is about", show=False, id="explain.jump"),
        Binding("escape,q,e", "leave", "Back to where you were", show=False, id="explain.close"),
    ]
    DEFAULT_CSS = """
    FaultsScreen {
        & > FaultList { height: 1fr; border: round $primary; padding: 0 1; }
        & > FaultList:focus { border: round $primary; }
        & > Static { height: auto; max-height: 4; background: $panel; padding: 0 2; }
    }
    """

    def __init__(self, faults: Faults, at: int | None = None) -> None:
        super().__init__()
        self._faults = faults
        self._list = FaultList(at)
        self._totals = Static("", markup=False)

    @property
    def words(self) -> str:
        """Which fault is chosen: fault 3 of 116."""
        return f"fault {self._list.place + 1} of {len(self._faults.found)}"

    def compose(self) -> ComposeResult:
        self._list.border_title = "What went wrong"
        self._list.border_subtitle = "↵ goes to the message   esc back"
        yield self._list
        yield self._totals

    def on_mount(self) -> None:
        """Show what is found as it is found."""
        self._list.focus()
        self.call_after_refresh(self._tick)
        self.set_interval(_TICK, self._tick)

    def _tick(self) -> None:
        faults = self._faults
        if faults.failure is not None:
            raise faults.failure
        self._list.grow(faults.found)
        looking = "" if faults.done else f"looking {faults.progress:.0%}  "
        self._totals.update(f"{looking}{faults.totals}")

    def action_jump(self) -> None:
        """Go to the message that the fault is about."""
        self._leave(self._list.fault)

    def action_leave(self) -> None:
        """Back to the messages."""
        self._leave(None)

    def _leave(self, found: Found | None) -> None:
        self._faults.stop()
        _ = self.dismiss(found)


class Explaining(Panes):
    """The key that opens the list of faults, and brings back to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "explain", "List everything that went wrong, and back to it", show=False, id="explain.open"),
    ]

    def __init__(self, engine: Engine, history: History) -> None:
        super().__init__(engine, history)
        self._faults: Faults | None = None
        self._fault_at: int | None = None

    def action_explain(self) -> None:
        """List what went wrong, beginning at the fault that was left last."""
        if self._faults is None or not self._faults.whole:
            feed = self.engine.feed
            self._faults = Faults(self.index, lambda: not feed.live and not feed.ended)
        screen = FaultsScreen(self._faults, self._fault_at)

        def explained(found: Found | None) -> None:
            if found is not None:
                self._fault_at = found.row
                self.messages.focus()
                self.reveal(found.row, blame=found.refusal)
                where = f"message {self.index.number_of(found.row)}: {screen.words}"
                self.say(f"{where}; {self.key('explain.open')} goes back to the list")

        _ = self.app.push_screen(screen, explained)
