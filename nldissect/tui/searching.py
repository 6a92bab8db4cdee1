"""Searching in whichever pane has the focus."""

from __future__ import annotations

from bisect import bisect_left
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message as Event

from nldissect.tree import Node
from nldissect.tui import copying
from nldissect.tui.engine import Engine, Search
from nldissect.tui.history import History
from nldissect.tui.lines import LinePane
from nldissect.tui.search_bar import SearchBar
from nldissect.tui.settling import Settling


class Searching(Settling):
    """Rows by their text, in the engine's thread; nodes by name and value; bytes by hex digits or text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "open_search", "Search in this pane", show=False, priority=True, id="search.open"),
        Binding("n", "search(1)", "The next place where it is found", show=False, id="search.next"),
        Binding("N", "search(-1)", "The place before where it is found", show=False, id="search.previous"),
    ]

    class Found(Event):
        """A search in the list ended, at a row of the index or nowhere."""

        def __init__(self, row: int | None) -> None:
            super().__init__()
            self.row = row

    def __init__(self, engine: Engine, history: History) -> None:
        super().__init__(engine, history)
        self._needle = ""
        self._pane_searched = "messages"

    def action_open_search(self) -> None:
        """Ask what to look for in the pane that has the focus."""
        self._pane_searched = self.focused_pane
        self.search_bar.open(self._pane_searched)

    def action_leave_search(self) -> None:
        """Do not search."""
        self.search_bar.close()
        self._pane(self._pane_searched).focus()

    @on(SearchBar.Asked)
    def _search_asked(self, event: SearchBar.Asked) -> None:
        self._needle = event.text
        self._pane(self._pane_searched).focus()
        if event.text:
            self._search(self._pane_searched, 1)

    def _pane(self, name: str) -> LinePane:
        return {"messages": self.messages, "tree": self.outline, "bytes": self.bytes}[name]

    def action_search(self, step: int) -> None:
        """Go to the next place, or the one before, where the text is found."""
        if not self._needle:
            self.action_open_search()
            return
        self._search(self.focused_pane, step)

    def _search(self, pane: str, step: int) -> None:
        needle = self._needle.lower()
        if pane == "messages":
            self._search_messages(needle, step)
        elif pane == "tree":
            node = _next_node(self.outline.nodes(), self.outline.node, needle, step)
            if node is None:
                self._not_found()
            else:
                self.select_node(node)
        else:
            found = next(
                (at for wanted in _as_bytes(self._needle) if (at := self.bytes.find(wanted, step)) is not None), None
            )
            if found is None:
                self._not_found()
            else:
                self.bytes.select_byte(found)

    def _search_messages(self, needle: str, step: int) -> None:
        rows, index, here = self.messages.rows.passing.rows, self.index, self.messages.row
        if not rows or here is None:
            self._not_found()
            return

        def matches(row: int) -> bool:
            return needle in copying.as_row(index.message(row), 0).lower()

        def told(row: int | None) -> None:
            self.post_message(self.Found(row))

        self.engine.search = Search(rows, bisect_left(rows, here), step, matches, told)

    @on(Found)
    def _found(self, event: Found) -> None:
        """The engine found something, or nothing."""
        if event.row is None:
            self._not_found()
        else:
            self.reveal(event.row)

    def _not_found(self) -> None:
        self.say(f"“{self._needle}” is not there")


def _next_node(nodes: list[Node], current: Node | None, needle: str, step: int) -> Node | None:
    """The next node whose name, value or text has `needle` in it, once around."""
    if step < 0:
        nodes = nodes[::-1]
    place = next((place for place, node in enumerate(nodes) if node is current), -1)
    for node in [*nodes[place + 1 :], *nodes[: place + 1]]:
        if needle in node.name.lower() or needle in node.text.lower():
            return node
    return None


def _as_bytes(text: str) -> list[bytes]:
    """What may be meant where bytes are looked for: hex digits in pairs, then the text itself."""
    digits = text.replace(" ", "").replace(":", "").removeprefix("0x")
    try:
        return [bytes.fromhex(digits), text.encode()]
    except ValueError:
        return [text.encode()]
