"""The filter's line: judged while it is typed, completed, remembered, switched off and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message as Event
from textual.widgets import Input, Static

from nldissect.filter import Filter, FilterError, compile as compile_filter
from nldissect.filter.completion import Completion, complete
from nldissect.tui.cells import fit, safe
from nldissect.tui.history import History

if TYPE_CHECKING:
    from textual.app import ComposeResult

_OFFERED = 8
"""completions that are shown at once"""


class FilterInput(Input):
    """The text of the filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "screen.complete(1)", "Complete the word; the next completion", show=False, id="filter.complete"
        ),
        Binding("shift+tab", "screen.complete(-1)", "The completion before", show=False, id="filter.complete_back"),
        Binding("up", "screen.history(-1)", "An earlier filter", show=False, id="filter.earlier"),
        Binding("down", "screen.history(1)", "A later filter", show=False, id="filter.later"),
        Binding("escape", "screen.leave_filter", "Leave the filter as it was", show=False, id="filter.leave"),
    ]

    def __init__(self) -> None:
        super().__init__(id="filter", compact=True, select_on_focus=False, placeholder="filter: / to type one")
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.text = safe(" ".join(event.text.split()))


class FilterPopup(Static):
    """What is wrong, and what could come next: hangs below the filter's line while it has the focus."""

    DEFAULT_CSS = """
    FilterPopup {
        layer: popup;
        dock: top;
        margin: 2 0 0 0;
        height: auto;
        width: 100%;
        max-height: 14;
        padding: 0 1 0 3;
        background: $panel;
        color: $foreground;
        display: none;
        &.shown { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", id="popup", markup=False)


class FilterBar(Horizontal):
    """The filter's input with what became of it: ✓ it is applied, ↵ it could be, ✗ it can not, or it is off."""

    DEFAULT_CSS = """
    FilterBar {
        height: 1;
        background: $panel;
        & > #prompt { width: 3; color: $text-muted; }
        & > #verdict { width: auto; min-width: 7; padding: 0 1; content-align: right middle; color: $text-muted; }
        & > FilterInput {
            width: 1fr;
            background: $panel;
            &:focus { background: $boost; }
            &.valid { color: $text-success; }
            &.invalid { color: $text-error; }
            &.off { color: $text-muted; text-style: strike; }
            &.draft { color: $text-muted; text-style: italic; }
        }
    }
    """

    class Applied(Event):
        """This is the filter from now on; None: everything is shown."""

        def __init__(self, wanted: Filter | None) -> None:
            super().__init__()
            self.filter = wanted

    def __init__(self, history: History) -> None:
        super().__init__(id="filter-bar")
        self._history = history
        self.input = FilterInput()
        self._verdict = Static("", id="verdict", markup=False)
        self.popup = FilterPopup()
        self.applied: Filter | None = None
        """the filter as it was applied last, be it on or off"""
        self.enabled = True
        self.error: FilterError | None = None
        """what is wrong with the text as it stands"""
        self._offers: list[Completion] = []
        self._chosen: int | None = None
        self._before = ""
        self._completing = False
        self._rejected = False
        """somebody tried to apply the text as it stands, and it can not be understood"""

    def compose(self) -> ComposeResult:
        yield Static(" / ", id="prompt", markup=False)
        yield self.input
        yield self._verdict

    def begin_with(self, text: str) -> None:
        """Have `text`, which can be understood, as the applied filter from the start."""
        self.applied = compile_filter(text)
        self.write(text)
        self._judge()

    # Judging.

    def _judge(self) -> None:
        text = self.input.value
        self.error = None
        if text.strip():
            try:
                compile_filter(text)
            except FilterError as error:
                self.error = error
        self._tell()

    def _tell(self) -> None:
        text = self.input.value.strip()
        off = not self.enabled and self.applied is not None and text == self.applied.text.strip()
        self.input.set_class(bool(text) and self.error is None and not off, "valid")
        self.input.set_class(self.error is not None, "invalid")
        self.input.set_class(off, "off")
        in_effect = "" if self.applied is None or not self.enabled else self.applied.text.strip()
        draft = not off and text != ("" if self.applied is None else self.applied.text.strip())
        self.input.set_class(draft and not self.input.has_focus, "draft")
        if draft and not self.input.has_focus:
            sign = f"{'✗ ' if self.error else ''}not applied; shown: {fit(in_effect or 'all', 20).rstrip()}"
        else:
            sign = "" if not text else "✗" if self.error else "off" if off else "✓ ↵ applies" if draft else "✓"
        self._verdict.update(sign)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._rejected = False
        self._judge()
        if not self._completing:
            self._offer()
        self._completing = False

    # Completing.

    def _offer(self) -> None:
        self._chosen = None
        self._before = self.input.value
        self._offers = complete(self.input.value, self.input.cursor_position)
        self._show_popup()

    def complete(self, step: int) -> None:
        """Put the next completion in the place of the word before the cursor."""
        if not self._offers or (self._chosen is None and self._before != self.input.value):
            self._offer()
        if not self._offers:
            return
        if self._chosen is None:
            self._chosen = 0 if step > 0 else len(self._offers) - 1
        else:
            self._chosen = (self._chosen + step) % len(self._offers)
        offer = self._offers[self._chosen]
        self._completing = True
        self.input.value = self._before[: offer.start] + offer.text + self._before[offer.end :]
        self.input.cursor_position = offer.start + len(offer.text)
        self._show_popup()

    def _show_popup(self) -> None:
        lines: list[Text] = []
        if self.error is not None and self._chosen is None:
            said, carets = self.error.pointer()
            if said != self.error.text:
                lines.append(Text(said))
            lines.append(Text(carets, "bold red"))
            message, expected = safe(self.error.message), safe(self.error.expected)
            if expected:
                message += f" Expected {expected}" if message.endswith("?") else f"; expected {expected}"
            lines.append(Text(f"Not applied: {message}" if self._rejected else message, "red"))
        first = max(0, min((self._chosen or 0) - _OFFERED // 2, len(self._offers) - _OFFERED))
        for place, offer in enumerate(self._offers[first : first + _OFFERED], first):
            line = Text(f"{offer.text:<28} ", "reverse" if place == self._chosen else "")
            line.append(safe(offer.description), "dim")
            line.truncate(max(8, self.size.width - 5), overflow="ellipsis")
            lines.append(line)
        if len(self._offers) > _OFFERED:
            lines.append(Text(f"… {len(self._offers)} in all", "dim"))
        lines.append(Text("↹ complete  ↑↓ earlier filters  ↵ apply  esc back", "dim"))
        self.popup.update(Text("\n").join(lines))
        self.popup.set_class(self.input.has_focus, "shown")

    def recall(self, step: int) -> None:
        """An earlier filter, or a later one."""
        text = self._history.back(self.input.value) if step < 0 else self._history.forth(self.input.value)
        self.write(text)

    def write(self, text: str) -> None:
        """Put a text into the input, the cursor behind it."""
        self.input.value = text
        self.input.cursor_position = len(text)

    # Applying.

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.apply()

    def apply(self) -> bool:
        """Apply the text as it stands; False where it can not be understood."""
        self._judge()
        text = self.input.value.strip()
        if self.error is not None:
            self._rejected = True
            self._chosen = None
            self._show_popup()
            self.app.bell()
            return False
        self.enabled = True
        self.applied = compile_filter(text) if text else None
        if text:
            self._history.add(text)
        self._tell()
        self.post_message(self.Applied(self.applied))
        return True

    def toggle(self) -> None:
        """Switch the filter off, or on again; its text stays."""
        if self.applied is None:
            return
        self.enabled = not self.enabled
        if not self.input.value.strip():
            self.write(self.applied.text)
        self._tell()
        self.post_message(self.Applied(self.applied if self.enabled else None))

    def on_descendant_focus(self) -> None:
        """Show what could be typed."""
        self._tell()
        self._offer()

    def on_descendant_blur(self) -> None:
        """Hide it."""
        self.popup.remove_class("shown")
        self._tell()
