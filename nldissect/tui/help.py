"""The help: every key as it is bound now, and what the signs mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from nldissect.tui.keymap import KeyRow, shown
from nldissect.tui.signs import FOLDS, MEANINGS, SIGNS

if TYPE_CHECKING:
    from textual.app import ComposeResult

_TITLES: Final = {
    "app": "Everywhere",
    "view": "View",
    "message": "Messages",
    "list": "In the list of messages",
    "transaction": "Transactions",
    "explain": "What went wrong",
    "opinion": "tshark's reading beside ours",
    "reference": "Reference: what families, messages and attributes are",
    "statistics": "Statistics",
    "filter": "Filter",
    "search": "Search",
    "capture": "Reading and capturing",
    "move": "Moving in a pane",
    "tree": "In the tree",
    "bytes": "In the bytes",
}


class Help(ModalScreen[None]):
    """Any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss(None)", "Close the help", show=False, id="help.close"),
        Binding("j,down", "scroll(1)", "Down", show=False, id="help.down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="help.up"),
        Binding("pagedown,space", "scroll(20)", "A page down", show=False, id="help.page_down"),
        Binding("pageup", "scroll(-20)", "A page up", show=False, id="help.page_up"),
        Binding("i", "names", "Show the actions' names for the keys file", show=False, id="help.names"),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        background: $background 40%;
        & > VerticalScroll {
            width: 78;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            border: round $primary;
            background: $surface;
            padding: 0 1;
            & > Static { height: auto; }
        }
    }
    """

    def __init__(self, groups: Mapping[str, Sequence[KeyRow]], keys_file: str) -> None:
        super().__init__()
        self._groups = groups
        self._keys_file = keys_file
        self._named = False
        self._told = Static(self._text(), markup=False)

    def compose(self) -> ComposeResult:
        with VerticalScroll() as scroll:
            scroll.border_title = "Keys"
            scroll.border_subtitle = "↑↓ more   i names for the keys file   esc closes"
            yield self._told

    def _text(self) -> Text:
        text = Text()
        order = [*_TITLES, *(group for group in self._groups if group not in (*_TITLES, "menu", "help"))]
        for group in order:
            if group not in self._groups:
                continue
            text.append(f"{_TITLES.get(group, group)}\n", "bold")
            for row in self._groups[group]:
                keys = " ".join(shown(key) for key in row.keys)
                text.append(f"  {keys:<16}", "cyan")
                text.append(f" {row.description}\n" if not self._named else f" {row.id}\n")
        text.append("Signs\n", "bold")
        for kind, sign in SIGNS.items():
            text.append(f"  {sign:<16}", "cyan")
            text.append(f" {MEANINGS[kind]}\n")
        for sign, meaning in FOLDS.items():
            text.append(f"  {sign:<16}", "cyan")
            text.append(f" {meaning}\n")
        text.append("Mouse\n", "bold")
        text.append("  click            select a message, a node, or the node of a byte; wheel scrolls\n")
        text.append("  click on ▸ ▾     open or fold a bundle, a nest (or twice on its line)\n")
        text.append("  click on a note  go where it points, as b does\n")
        text.append(f'\nOther keys go into {self._keys_file}, for example  filter.open = "slash,f"\n', "dim")
        text.append("i shows the names of all actions instead of their words.\n", "dim")
        return text

    def action_names(self) -> None:
        """Show words instead of names, or names instead of words."""
        self._named = not self._named
        self._told.update(self._text())

    def action_scroll(self, lines: int) -> None:
        """Scroll the help."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
