"""What the three panes share: virtual lines with a cursor, drawn only where they are seen; keys and mouse."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message as Event
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual import events

_TWICE = 0.8
"""seconds in which the second g of gg must come"""


class LinePane(ScrollView, can_focus=True):
    """Lines from 0 on, one of them the cursor's. Subclasses draw a line and say what moving the cursor means."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next line", show=False, id="move.down"),
        Binding("up,k", "move(-1)", "Previous line", show=False, id="move.up"),
        Binding("pagedown,space", "page(1)", "Next page", show=False, id="move.page_down"),
        Binding("pageup,backspace", "page(-1)", "Previous page", show=False, id="move.page_up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="move.half_down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="move.half_up"),
        Binding("home", "first", "First line", show=False, id="move.first"),
        Binding("g", "first_twice", "First line (g twice)", show=False, id="move.first_twice"),
        Binding("end,G", "last", "Last line", show=False, id="move.last"),
    ]
    DEFAULT_CSS = """
    LinePane {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        scrollbar-color: $panel-lighten-2;
        border-top: solid $panel-lighten-2;
        border-title-color: $text-muted;
        border-title-background: $surface;
        &:focus { border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold; }
    }
    """

    class CursorMoved(Event):
        """The user moved the cursor of a pane."""

        def __init__(self, pane: LinePane) -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> LinePane:
            return self.pane

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.cursor_line = 0
        self._styles: dict[str, Style] = {}
        self._g_at = float("-inf")

    # For subclasses.

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def draw(self, line: int, width: int) -> Strip:
        """One line, exactly `width` cells wide."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """The user moved the cursor: tell who wants to know."""
        self.post_message(self.CursorMoved(self))

    def style(self, name: str) -> Style:
        """The component class `name` as a rich style, without what it does not set."""
        style = self._styles.get(name)
        if style is None:
            style = self.get_component_rich_style(name, partial=True)
            # Colours that mix with the background ($text-muted, $primary 30%) are right only in the whole.
            whole = self.get_component_rich_style(name)
            style += Style(color=style.color and whole.color, bgcolor=style.bgcolor and whole.bgcolor)
            self._styles[name] = style
        return style

    def lines_changed(self) -> None:
        """There are other lines, or more, or fewer."""
        self.virtual_size = Size(max(1, self.size.width), self.line_count)
        self.refresh()

    # Drawing.

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        strip = self.draw(line, width) if line < self.line_count else Strip.blank(width)
        return strip.apply_style(self.rich_style)

    # Moving.

    @property
    def page(self) -> int:
        """Lines that are seen at once."""
        return max(1, self.scrollable_content_region.height)

    def go(self, line: int, *, centre: bool = False, quiet: bool = False) -> None:
        """Put the cursor on `line` (the nearest there is) and bring it into view; `quiet`: the user did not do it."""
        line = max(0, min(line, self.line_count - 1))
        before, self.cursor_line = self.cursor_line, line
        self.refresh_line(before)
        self.refresh_line(line)
        self.show_line(line, centre=centre)
        if not quiet:
            self.cursor_moved()

    def show_line(self, line: int, *, centre: bool = False) -> None:
        """Scroll so that `line` is seen."""
        top, page = round(self.scroll_y), self.page
        if top <= line < top + page:
            return
        if centre or line < top - page or line > top + 2 * page:
            target = line - page // 2
        else:
            target = line if line < top else line - page + 1
        self.scroll_to(y=max(0, target), animate=False)

    def action_move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self.go(self.cursor_line + lines)

    def action_page(self, pages: float) -> None:
        """Move the cursor and what is seen by pages."""
        lines = round(self.page * pages)
        self.scroll_to(y=self.scroll_y + lines, animate=False)
        self.go(self.cursor_line + lines)

    def action_first(self) -> None:
        """Go to the first line."""
        self.go(0)

    def action_first_twice(self) -> None:
        """Go to the first line when asked a second time."""
        now = monotonic()
        if now - self._g_at < _TWICE:
            self._g_at = float("-inf")
            self.action_first()
        else:
            self._g_at = now

    def action_last(self) -> None:
        """Go to the last line."""
        self.go(self.line_count - 1)

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        """The mouse was clicked on a line, at cell `x`."""
        self.go(line)

    def on_click(self, event: events.Click) -> None:
        """Go where the mouse points."""
        place = event.get_content_offset(self)
        if place is not None:
            line = place.y + self.scroll_offset.y
            if line < self.line_count:
                self.clicked(line, place.x, event)

    def on_focus(self) -> None:
        """The cursor looks different."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor looks different."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(max(1, self.size.width), self.line_count)
        self.show_line(self.cursor_line)
