"""The application: one screen, its keys, the command palette."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType

from nldissect.tui import keymap
from nldissect.tui.bytes_pane import BytesPane
from nldissect.tui.choosing import Choosing
from nldissect.tui.counting import Counting, StatisticsScreen
from nldissect.tui.engine import Engine
from nldissect.tui.explaining import Explaining, FaultsScreen
from nldissect.tui.filter_bar import FilterInput
from nldissect.tui.help import Help
from nldissect.tui.history import History
from nldissect.tui.lines import LinePane
from nldissect.tui.main_screen import MainScreen
from nldissect.tui.menu import Menu
from nldissect.tui.message_list import MessageList
from nldissect.tui.opinion import Opining, OpinionScreen
from nldissect.tui.panes import Panes
from nldissect.tui.referring import ReferenceInput, ReferenceScreen, Referring
from nldissect.tui.search_bar import SearchInput
from nldissect.tui.searching import Searching
from nldissect.tui.transacting import Transacting
from nldissect.tui.tree_pane import TreePane

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen


class NldissectApp(App[None]):
    """Shows what an engine reads. The engine and its feed are closed by whoever made them."""

    TITLE = "nldissect"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+p", "command_palette", "Find any command by its words", show=False, priority=True, id="app.palette"
        ),
        Binding("ctrl+c", "quit", "Quit, whatever is open", show=False, priority=True, id="app.interrupt"),
    ]

    def __init__(
        self,
        engine: Engine,
        *,
        filter_text: str = "",
        own: bool = False,
        history: History | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.engine = engine
        self.keys = dict(keys or {})
        self.main = MainScreen(engine, filter_text=filter_text, own=own, history=history or History(), keys=self.keys)

    def get_default_screen(self) -> Screen[None]:
        return self.main

    def on_mount(self) -> None:
        """Take the user's keys; end in order when told to from outside."""
        self.set_keymap(self.keys)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                loop.add_signal_handler(number, self.exit)
            except (ValueError, RuntimeError, NotImplementedError):  # not in the main thread (tests)
                return

    def action_keys(self) -> None:
        """Show the keys."""
        _ = self.push_screen(Help(keymap.rows(WITH_KEYS, self.keys), str(keymap.default_path())))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield from super().get_system_commands(screen)
        main = self.main
        owners: list[tuple[type[DOMNode], DOMNode]] = [
            *((each, main) for each in SCREENS),
            (LinePane, main.messages), (MessageList, main.messages), (TreePane, main.outline), (BytesPane, main.bytes),
        ]  # fmt: skip
        for each, owner in owners:
            for binding in keymap.bindings(each):
                if binding.id != "app.quit":
                    keys = " ".join(keymap.shown(key) for key in keymap.keys_of(binding, self.keys))
                    said = binding.description
                    yield SystemCommand(said, keys, partial(self.run_action, binding.action, owner))


SCREENS: Final[tuple[type[DOMNode], ...]] = (
    Panes, Transacting, Explaining, Opining, Referring, Counting, Searching, Choosing, MainScreen,
)  # fmt: skip
"""what the main screen is made of"""
WITH_KEYS: Final[tuple[type[DOMNode], ...]] = (
    NldissectApp, *SCREENS, FilterInput, SearchInput, LinePane, MessageList, TreePane, BytesPane, Menu, Help,
    FaultsScreen, OpinionScreen, ReferenceInput, ReferenceScreen,
    StatisticsScreen,
)  # fmt: skip
"""the classes whose actions have keys"""


def action_ids() -> set[str]:
    """Every action that can be bound to other keys."""
    return {row.id for group in keymap.rows(WITH_KEYS, {}).values() for row in group}
