"""The search line: what is looked for, in whichever pane it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message as Event
from textual.widgets import Input, Static

from nldissect.tui.cells import safe

if TYPE_CHECKING:
    from textual.app import ComposeResult

TITLES = {"messages": "find in messages", "tree": "find in the tree", "bytes": "find bytes (hex or text)"}


class SearchInput(Input):
    """The text that is looked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.leave_search", "Do not search", show=False, id="search.leave"),
    ]

    def __init__(self) -> None:
        super().__init__(id="search", compact=True)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.text = safe(" ".join(event.text.split()))


class SearchBar(Horizontal):
    """Stands above the keys while someone types a search."""

    DEFAULT_CSS = """
    SearchBar {
        height: 1;
        display: none;
        background: $panel;
        &.shown { display: block; }
        & > #searched { width: auto; padding: 0 1; color: $text-accent; }
        & > SearchInput { width: 1fr; background: $boost; }
    }
    """

    class Asked(Event):
        """Look for this text from now on."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="search-bar")
        self._title = Static("", id="searched", markup=False)
        self.input = SearchInput()

    def compose(self) -> ComposeResult:
        yield self._title
        yield self.input

    def open(self, pane: str) -> None:
        """Ask what to look for in a pane."""
        self._title.update(TITLES[pane])
        self.add_class("shown")
        self.screen.set_focus(self.input)

    def close(self) -> None:
        """Go out of the way."""
        self.remove_class("shown")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(self.Asked(self.input.value))
