"""The reference: search it as you type, open what is found, come to it from a message or an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, Static

from nldissect.filter import FilterError, compile as compile_filter
from nldissect.message import Message
from nldissect.reference import Entry, Item, Kind, condition, inner
from nldissect.schema import Attribute, AttributeSet, Member, Struct
from nldissect.tree import Node
from nldissect.tui.cells import fit, safe
from nldissect.tui.choosing import Choosing
from nldissect.tui.errand import Errand
from nldissect.tui.lines import LinePane
from nldissect.tui.reference_page import PageLine, Reference, line_of, opened_for, page, result_about

if TYPE_CHECKING:
    from textual.app import ComposeResult

_TICK: Final = 0.05
_NAME: Final = 38
"""cells of a name, at least"""


class ReferenceInput(Input):
    """What is looked for; keys that move the cursor move it in the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.move(1)", "Next line", show=False, id="reference.down"),
        Binding("up", "screen.move(-1)", "Previous line", show=False, id="reference.up"),
        Binding("pagedown", "screen.page(1)", "Next page", show=False, id="reference.page_down"),
        Binding("pageup", "screen.page(-1)", "Previous page", show=False, id="reference.page_up"),
        Binding("tab", "screen.into_list", "Into the list, where letters are keys", show=False, id="reference.list"),
    ]

    def __init__(self) -> None:
        super().__init__(
            id="reference-input", compact=True, placeholder="a family, message, attribute or constant, or parts of it"
        )
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.text = safe(" ".join(event.text.split()))


class ReferenceList(LinePane):
    """What was found, or a family's page."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reference--family", "reference--message", "reference--attribute", "reference--member", "reference--constant",
        "reference--heading", "reference--about", "reference--cursor",
    }  # fmt: skip
    DEFAULT_CSS = """
    ReferenceList {
        height: 1fr;
        border: round $primary;
        &:focus { border: round $primary; }
        padding: 0 1;
        & > .reference--family { color: $text-primary; text-style: bold; }
        & > .reference--message { color: $text-accent; }
        & > .reference--attribute { color: $text-success; }
        & > .reference--member { color: $foreground; }
        & > .reference--constant { color: $text-warning; }
        & > .reference--heading { color: $text-primary; text-style: bold; }
        & > .reference--about { color: $text-muted; }
        & > .reference--cursor { background: $primary 45%; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="reference")
        self.lines: list[PageLine] = []

    @property
    def line_count(self) -> int:
        return len(self.lines)

    @property
    def line(self) -> PageLine | None:
        """The one under the cursor."""
        return self.lines[self.cursor_line] if self.lines else None

    def show(self, lines: list[PageLine], at: int = 0, *, centre: bool = True) -> None:
        """Show other lines, the cursor on one of them."""
        self.lines = lines
        self.cursor_line = at
        self.lines_changed()
        if lines:
            self.show_line(at, centre=centre)

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        self.go(line)
        if event.chain > 1:
            self.call_later(self.run_action, "screen.open")

    def draw(self, line: int, width: int) -> Strip:
        entry = self.lines[line]
        name = entry.item.kind if entry.item is not None else "heading"
        sign = "  " if not entry.values else "▾ " if entry.is_open else "▸ "
        text = "  " * min(entry.depth, 10) + sign + entry.text
        style, about = self.style(f"reference--{name}"), self.style("reference--about")
        if line == self.cursor_line:
            cursor = self.style("reference--cursor")
            style, about = style + cursor, about + cursor
        named = fit(text, min(width, max(_NAME, len(text) + 1)))
        rest = max(0, width - len(named))
        return Strip([Segment(named, style), Segment(fit(entry.about, rest), about)]).adjust_cell_length(width)


class ReferenceScreen(ModalScreen[str | None]):
    """Gives back a filter that was asked for, or None. `start` finds the place to begin at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,l", "open", "Open what is found; a value's constants", show=False, id="reference.enter"),
        Binding("a", "as_filter", "Make a filter of it", show=False, id="reference.filter"),
        Binding("slash,s", "search", "Back to the search", show=False, id="reference.search"),
        Binding(
            "escape,backspace,left",
            "back",
            "From a family to the search; from there out",
            show=False,
            id="reference.back",
        ),
        Binding("q,i", "leave", "Close the reference", show=False, id="reference.close"),
    ]
    AUTO_FOCUS = "#reference-input"
    DEFAULT_CSS = """
    ReferenceScreen {
        & > ReferenceInput { background: $boost; height: 1; padding: 0 1; }
        & > Static { height: 1; background: $panel; padding: 0 2; }
    }
    """

    def __init__(self, making: Errand[Reference], message: Message | None, node: Node | None) -> None:
        super().__init__()
        self._making = making
        self._start = (message, node)
        self._input = ReferenceInput()
        self._list = ReferenceList()
        self._line = Static("reading what is known …", markup=False)
        self._reference: Reference | None = None
        self._entry: Entry | None = None
        """the family whose page is shown; None: what was found"""
        self._opened: frozenset[int] = frozenset()
        self._found_at = 0

    def compose(self) -> ComposeResult:
        self._list.border_title = "Reference"
        yield self._input
        yield self._list
        yield self._line

    def on_mount(self) -> None:
        """Wait for the reference, which is there at once but for the first time."""
        self.set_interval(_TICK, self._tick)
        self.call_after_refresh(self._tick)

    def _tick(self) -> None:
        making = self._making
        if self._reference is not None or not making.done:
            return
        if making.failure is not None:
            raise making.failure
        self._reference = making.result
        self._search()
        place = None if making.result is None else find(making.result, *self._start)
        if place is not None:
            self._open(place)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._search()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def _search(self, at: int = 0) -> None:
        if self._reference is None:
            return
        self._entry = None
        found, count = self._reference.search(self._input.value)
        self._list.show([PageLine(item.name, result_about(item), item=item) for item in found], at)
        self._list.border_title = "Reference"
        more = "" if count == len(found) else f", the first {len(found):,} are listed"
        self._line.update(f"{count:,} found{more}   ↑↓ choose   ↵ open   ↹ then a: filter   esc closes")

    def _open(self, item: Item) -> None:
        self._entry = item.entry
        self._opened = opened_for(item)
        lines = page(item.entry, self._opened)
        self._list.focus()
        self._list.show(lines, line_of(lines, item))
        self._list.border_title = f"{item.entry.protocol} / {item.entry.name}"
        self._line.update("↵ constants, or where a nest is told   a filter   / search   esc back")

    # Keys.

    def action_move(self, lines: int) -> None:
        """Move the cursor of the list."""
        self._list.action_move(lines)

    def action_page(self, pages: float) -> None:
        """Move the cursor of the list by pages."""
        self._list.action_page(pages)

    def action_into_list(self) -> None:
        """Give the list the focus."""
        self._list.focus()

    def action_open(self) -> None:
        """Open a found item's page; on a page the constants of a value, or what a nest or message carries."""
        line, entry = self._list.line, self._entry
        if line is None:
            return
        if entry is None:
            if line.item is not None:
                self._found_at = self._list.cursor_line
                self._open(line.item)
        elif line.values and line.row is not None:
            self._opened ^= {id(line.row)}
            self._list.show(page(entry, self._opened), self._list.cursor_line, centre=False)
        else:
            place = self._inside(line)
            if place is not None:
                self._list.go(place)

    def _inside(self, line: PageLine) -> int | None:
        """Where the page tells what a nest, or a message, carries."""
        lines = self._list.lines
        if isinstance(line.row, (Attribute, Member)):
            wanted = parts(line.row)
            return next((place for place, each in enumerate(lines) if any(each.row is one for one in wanted)), None)
        if line.item is not None and line.item.kind in (Kind.FAMILY, Kind.MESSAGE):
            return next((place for place, each in enumerate(lines) if each.row is not None), None)
        return None

    def action_as_filter(self) -> None:
        """Give back a filter for what is under the cursor."""
        line = self._list.line
        if line is None or line.item is None:
            self._line.update("no filter can be made of a heading: choose a message, an attribute or a constant")
            return
        text = condition(line.item)
        try:
            compile_filter(text)
        except FilterError:
            self._line.update(f"filters do not know {line.item.name}")
            return
        _ = self.dismiss(text)

    def action_search(self) -> None:
        """Search for something else."""
        if self._entry is not None:
            self._search(self._found_at)
        self._input.focus()

    def action_back(self) -> None:
        """From a page to what was found, from there out."""
        if self._entry is None:
            _ = self.dismiss(None)
        else:
            self.action_search()

    def action_leave(self) -> None:
        """Back to the messages."""
        _ = self.dismiss(None)


def parts(row: Attribute | Member) -> list[Struct | AttributeSet]:
    """The structs and sets right inside a row."""
    return [shape for shape in inner(row.shape) if isinstance(shape, (Struct, AttributeSet))]


def find(reference: Reference, message: Message | None, node: Node | None) -> Item | None:
    """The item that a node, or else its message, is made from; of an answer without content, its request."""
    if message is None:
        return None
    family = None if message.generic is None else message.generic.family
    name = message.name
    for entry in reference.entries:
        own = entry.family is not None and entry.family.name == family if family else name in entry.names
        if not own and not (message.header is None and entry.name == message.protocol_alias):
            continue
        if node is None or node is message.header_node:
            return Item(
                Kind.MESSAGE if name in entry.names else Kind.FAMILY, name if name in entry.names else entry.name, entry
            )
        while node.name.startswith("[") and node.parent is not None:  # an entry of an array: the array has the name
            node = node.parent
        row = node.spec if isinstance(node.spec, (Attribute, Member)) else None
        return Item(Kind.MEMBER if node.type is None else Kind.ATTRIBUTE, node.name, entry, row)
    return find(reference, message.request, None)


class Referring(Choosing):
    """The key that opens the reference."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "reference", "What this message or attribute is; search all", show=False, id="reference.open"),
    ]
    _reference: Errand[Reference] | None = None

    def action_reference(self) -> None:
        """Open the reference at what is selected."""
        registry = self.index.registry
        if self._reference is None:
            self._reference = Errand("reference", lambda _: Reference(registry))
        node = None if self.messages.has_focus else self.outline.node
        _ = self.app.push_screen(ReferenceScreen(self._reference, self.message, node), self._referred)

    def _referred(self, text: str | None) -> None:
        if text is not None:
            self.offer_filter(text, apply=True)
