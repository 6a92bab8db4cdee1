"""What went wrong: the list of all faults, each leading to its message."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from nldissect.tui.cells import fit
from nldissect.tui.faults import Faults, Found
from nldissect.tui.lines import LinePane
from nldissect.tui.panes import Panes

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_TICK: Final = 0.1


class FaultList(LinePane):
    """Faults as small paragraphs; the cursor is on a whole one."""

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

    def __init__(self) -> None:
        super().__init__(id="faults")
        self._found: list[Found] = []
        self._begins: list[int] = [0]
        """the line each fault begins at, and the one behind the last"""

    @property
    def line_count(self) -> int:
        return self._begins[-1]

    @property
    def fault(self) -> Found | None:
        """The one under the cursor."""
        return self._found[self._at(self.cursor_line)] if self._found else None

    def grow(self, found: list[Found]) -> None:
        """Show faults that have been found since."""
        new = found[len(self._found) :]
        if new:
            self._found.extend(new)
            ends = list(accumulate((len(one.lines) + 1 for one in new), initial=self._begins[-1]))
            self._begins.extend(ends[1:])
            self.lines_changed()

    def _at(self, line: int) -> int:
        return min(bisect_right(self._begins, line) - 1, len(self._found) - 1)

    def action_move(self, lines: int) -> None:
        here = self._at(self.cursor_line) + lines
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

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        self.go(line)
        if event.chain > 1:
            self.call_later(self.run_action, "screen.jump")

    def draw(self, line: int, width: int) -> Strip:
        place = self._at(line)
        nth = line - self._begins[place]
        lines = self._found[place].lines
        text = lines[nth] if nth < len(lines) else ""
        on_it = nth < len(lines) and self._at(self.cursor_line) == place
        cursor = self.style("faults--cursor") if on_it else None
        label, rest = (text, "") if not nth else (text[:11], text[11:])
        label_style = self.style("faults--label" if nth else "faults--head")
        style = self.style("faults--at") if label.strip() in ("at", "missing", "errno") else None
        segments = [Segment(label, label_style + cursor if cursor else label_style)]
        room = width - len(label)
        if room > 0:
            segments.append(Segment(fit(rest, room), style + cursor if style and cursor else style or cursor))
        return Strip(segments).adjust_cell_length(width, cursor).crop(0, width)


class FaultsScreen(ModalScreen[Found | None]):
    """All faults; gives back the one to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,b", "jump", "Go to the message", show=False, id="explain.jump"),
        Binding("escape,q,e", "leave", "Close", show=False, id="explain.close"),
    ]
    DEFAULT_CSS = """
    FaultsScreen {
        align: center middle;
        background: $background 40%;
        & > FaultList { width: 94%; height: 86%; border: round $primary; padding: 0 1; }
        & > FaultList:focus { border: round $primary; }
        & > Static { width: 94%; height: auto; max-height: 2; background: $panel; padding: 0 2; }
    }
    """

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self._faults = faults
        self._list = FaultList()
        self._totals = Static("", markup=False)

    def compose(self) -> ComposeResult:
        self._list.border_title = "What went wrong"
        yield self._list
        yield self._totals

    def on_mount(self) -> None:
        """Show what is found as it is found."""
        self._list.focus()
        self._tick()
        self.set_interval(_TICK, self._tick)

    def _tick(self) -> None:
        faults = self._faults
        if faults.failure is not None:
            raise faults.failure
        self._list.grow(faults.found)
        looking = "" if faults.done else f"looking {faults.progress:.0%}  "
        keys = "↵ goes to the message  esc closes"
        self._totals.update(f"{looking}{faults.totals}   {keys}")

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
    """The key that opens the list of faults."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "explain", "Explain", tooltip="Explain what went wrong", id="explain.open"),
    ]

    def action_explain(self) -> None:
        """List what went wrong."""
        _ = self.app.push_screen(FaultsScreen(Faults(self.index)), self._explained)

    def _explained(self, found: Found | None) -> None:
        if found is not None:
            self.reveal(found.row, blame=found.refusal)
