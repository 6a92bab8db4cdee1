"""A small menu: one key an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from nldissect.tui.cells import fit

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` chooses it; `preview` says what would come of it."""

    key: str
    label: str
    id: str
    preview: str = ""


class Menu(ModalScreen[str | None]):
    """Gives back the chosen entry's id, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", show=False, id="menu.close"),
        Binding("j", "down", "Next entry", show=False, id="menu.down"),
        Binding("k", "up", "Previous entry", show=False, id="menu.up"),
    ]
    DEFAULT_CSS = """
    Menu {
        align: center middle;
        background: $background 40%;
        & > OptionList {
            width: auto;
            max-width: 90%;
            height: auto;
            max-height: 90%;
            border: round $primary;
            &:focus { border: round $primary; }
            background: $surface;
        }
    }
    """

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._title = title
        self._entries = entries

    def compose(self) -> ComposeResult:
        room = min(100, self.app.size.width - 12)
        labels = max(len(entry.label) for entry in self._entries)
        options = []
        for entry in self._entries:
            text = Text(f" {entry.key} ", "bold reverse", no_wrap=True)
            text.append(f" {entry.label:<{labels}}", "not bold not reverse")
            if entry.preview:
                text.append(f"  {fit(entry.preview, max(0, room - labels - 10))}", "dim not bold not reverse")
            options.append(Option(text, id=entry.id))
        choices = OptionList(*options, markup=False)
        choices.border_title = self._title
        yield choices

    def on_key(self, event: events.Key) -> None:
        """An entry's key chooses it."""
        for entry in self._entries:
            if event.character == entry.key:
                event.stop()
                _ = self.dismiss(entry.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or the mouse chooses too."""
        _ = self.dismiss(event.option.id)

    def action_down(self) -> None:
        """Go down."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go up."""
        self.query_one(OptionList).action_cursor_up()
