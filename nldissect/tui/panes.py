"""The three panes on a screen: how they are arranged, and how list, tree and bytes follow each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import Input

from nldissect.message import Message
from nldissect.tree import Node
from nldissect.tui.bytes_pane import BytesPane
from nldissect.tui.engine import Engine
from nldissect.tui.filter_bar import FilterBar
from nldissect.tui.history import History
from nldissect.tui.key_bar import KeyBar
from nldissect.tui.keymap import shown
from nldissect.tui.lines import LinePane
from nldissect.tui.menu import Entry, Menu
from nldissect.tui.message_list import ColumnTitles, MessageList
from nldissect.tui.notice import Notice
from nldissect.tui.outline import node_at
from nldissect.tui.search_bar import SearchBar
from nldissect.tui.status import NodeBar, StatusBar, VerdictBar
from nldissect.tui.story import Fingerprint, fingerprint
from nldissect.tui.tree_pane import TreePane
from nldissect.tui.verdict import Verdict, verdict

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.notifications import SeverityLevel
    from textual.timer import Timer

SETTLE: Final = 0.025
"""seconds that the cursor must rest before tree and bytes follow it"""
LAYOUTS: Final = ("rows", "stack", "side")


class Panes(Screen[None]):
    """All widgets of the screen; the panes linked."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (128, "-wide")]
    AUTO_FOCUS = "#messages"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "step(-1)", "The message before, from any pane", show=False, id="message.previous"),
        Binding("f8", "step(1)", "The next message, from any pane", show=False, id="message.next"),
        Binding("enter", "details", "Open what is folded; go into the tree", show=False, id="message.details"),
        Binding("m", "mark", "Mark the message, or take its mark away", show=False, id="message.mark"),
        Binding("M", "next_mark", "Go to the next marked message", show=False, id="message.next_mark"),
        Binding("t", "time", "Tell time since the start, the row above, by the clock", show=False, id="view.time"),
        Binding("backslash", "zoom", "The whole room for this pane, or as before", show=False, id="view.zoom"),
        Binding("vertical_line", "layout", "Arrange the panes in another way", show=False, id="view.layout"),
        Binding("tab", "pane(1)", "Go to the next pane", show=False, id="view.next_pane"),
        Binding("shift+tab", "pane(-1)", "Go to the pane before", show=False, id="view.previous_pane"),
    ]
    DEFAULT_CSS = """
    Panes {
        layers: base popup;
        & > #panes { height: 1fr; layout: vertical; }
        #list-part { height: 11fr; }
        #lower { height: 9fr; }
        #details { height: 1fr; layout: horizontal; }
        &.-wide BytesPane { width: 74; }
        &.-narrow BytesPane { display: none; }
        &.layout-stack #lower { height: 12fr; }
        &.layout-stack #details { layout: vertical; }
        &.layout-stack BytesPane { width: 1fr; }
        &.layout-side #panes { layout: horizontal; }
        &.layout-side #list-part { width: 1fr; height: 1fr; }
        &.layout-side #lower { width: 1fr; height: 1fr; }
        &.layout-side #details { layout: vertical; }
        &.layout-side BytesPane { width: 1fr; }
        &.zoom-messages #lower { display: none; }
        &.zoom-tree #list-part, &.zoom-bytes #list-part { display: none; }
        &.zoom-tree #lower, &.zoom-bytes #lower { height: 1fr; }
        &.zoom-tree BytesPane { display: none; }
        &.zoom-bytes TreePane { display: none; }
        &.zoom-bytes BytesPane { width: 1fr; display: block; }
    }
    """

    def __init__(self, engine: Engine, history: History) -> None:
        super().__init__()
        self.keys: Mapping[str, tuple[str, str]] = {}
        """action id → its first key, as it is bound now, and the action"""
        self.engine = engine
        self.index = engine.index
        self.messages = MessageList(engine.bundles, engine.rows)
        self.titles = ColumnTitles(self.messages)
        self.outline = TreePane()
        self.bytes = BytesPane()
        self.filter_bar = FilterBar(history)
        self.search_bar = SearchBar()
        self.status = StatusBar()
        self.verdict_bar = VerdictBar()
        self.node_bar = NodeBar()
        self.notice = Notice()
        self.key_bar = KeyBar()
        self.message: Message | None = None
        """what tree and bytes show"""
        self.verdict: Verdict | None = None
        """what there is to say about it"""
        self._shown: tuple[int, Fingerprint] | None = None
        self._timer: Timer | None = None
        self._arrangement = 0

    def compose(self) -> ComposeResult:
        yield self.status
        yield self.filter_bar
        with Container(id="panes"):
            with Vertical(id="list-part"):
                yield self.titles
                yield self.messages
            with Vertical(id="lower"):
                with Container(id="details"):
                    yield self.outline
                    yield self.bytes
                yield self.verdict_bar
        yield self.node_bar
        yield self.notice
        yield self.search_bar
        yield self.key_bar
        yield self.filter_bar.popup

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # These have priority so that what is typed behind them, be it in the same breath, goes where they lead. In an
        # input their keys are text.
        if action in ("open_filter", "open_search") and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def say(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Tell the user something in passing."""
        self.notice.tell(text, severity)

    def key(self, action: str) -> str:
        """The key of an action, as it is written for people."""
        return shown(self.keys[action][0])

    def choose(self, title: str, entries: Sequence[Entry], then: Callable[[str], None]) -> None:
        """Have the user choose from a menu; `then` gets the entry's id."""

        def chosen(entry: str | None) -> None:
            if entry is not None:
                then(entry)

        _ = self.app.push_screen(Menu(title, entries), chosen)

    @property
    def focused_pane(self) -> str:
        """The id of the pane that has the focus; the list's where none has."""
        focused = self.focused
        return focused.id if isinstance(focused, LinePane) and focused.id else "messages"

    # The linked panes.

    def list_moved(self) -> None:
        """The user moved the list's cursor."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SETTLE, self.show_current)

    @on(LinePane.CursorMoved)
    def _cursor_moved(self, event: LinePane.CursorMoved) -> None:
        event.stop()
        if event.pane is self.messages:
            self.list_moved()
        elif event.pane is self.outline:
            self._show_node(self.outline.node)
        elif self.message is not None:
            node = node_at(self.message, self.bytes.byte)
            if node is not None:
                self.outline.select(node)
            self._show_node(node)

    def show_current(self) -> None:
        """Let tree and bytes show the message under the list's cursor."""
        row = self.messages.row
        now = None if row is None else (row, fingerprint(self.engine.bundles, row))
        if now == self._shown:
            return
        before, self._shown = self._shown, now
        if row is not None and before is not None and before[0] == row:
            self._tell_verdict(row)  # the answer has come since
            return
        message = self.message = None if row is None else self.index.message(row)
        self.outline.show(message)
        self.bytes.show(message)
        if message is not None and row is not None:
            self.outline.border_title = f"Message {self.index.number_of(row)}"
            self.bytes.border_title = f"Bytes: {len(message.data)}"
        self._tell_verdict(row)
        self._show_node(self.outline.node)

    def _tell_verdict(self, row: int | None) -> None:
        said = None if row is None or self.message is None else verdict(self.index, row, self.message)
        self.verdict = said
        self.outline.remark(() if said is None else said.remarks, None if said is None else said.at)
        self.bytes.blame(None if said is None else said.at)
        self.verdict_bar.tell(said)

    def _show_node(self, node: Node | None) -> None:
        self.bytes.select(node)
        self.node_bar.tell(self.message, node)

    def select_node(self, node: Node) -> None:
        """Jump to a node of the message that is shown."""
        self.outline.select(node)
        self._show_node(node)

    def action_step(self, lines: int) -> None:
        """The next message, or the one before, from any pane."""
        self.messages.action_move(lines)

    def action_details(self) -> None:
        """From the list into the tree."""
        self.remove_class("zoom-messages")
        self.outline.focus()

    def action_mark(self) -> None:
        """Mark the message, or take its mark away."""
        if self.messages.row is not None:
            self.messages.toggle_mark(self.messages.row)

    def action_next_mark(self) -> None:
        """Go to the next marked message that is shown, once around."""
        passing, here = self.messages.rows.passing, self.messages.row
        marks = sorted(self.messages.marks)
        for row in [mark for mark in marks if here is not None and mark > here] + marks:
            if passing.has(row):
                self.reveal(row)
                return
        self.say("no marked message is shown: m marks one")

    def reveal(self, row: int, *, blame: bool = False) -> None:
        """Go to a row of the index, wherever it is: folded, or not shown at all.

        With `blame` the attribute that the kernel objects to is selected there.
        """
        raise NotImplementedError

    # Looking in other ways.

    def action_time(self) -> None:
        """Tell time in another way."""
        self.messages.set_time_format(self.messages.time_format.next)
        self.titles.refresh()

    def action_zoom(self) -> None:
        """Give the whole room to the pane that has the focus, or take it back."""
        zoomed = [name for name in self.classes if name.startswith("zoom-")]
        self.remove_class(*zoomed)
        focused = self.focused
        if not zoomed and isinstance(focused, LinePane):
            self.add_class(f"zoom-{focused.id}")

    def action_layout(self) -> None:
        """Arrange the panes in another way."""
        self.remove_class(f"layout-{LAYOUTS[self._arrangement]}")
        self._arrangement = (self._arrangement + 1) % len(LAYOUTS)
        self.add_class(f"layout-{LAYOUTS[self._arrangement]}")

    def action_pane(self, step: int) -> None:
        """Go to the next pane that is seen."""
        panes: list[LinePane] = [self.messages, self.outline, self.bytes]
        seen = [pane for pane in panes if pane.region.area]
        focused = self.focused
        place = seen.index(focused) + step if isinstance(focused, LinePane) and focused in seen else 0
        if seen:
            seen[place % len(seen)].focus()
