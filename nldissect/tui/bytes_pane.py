"""The bytes of the selected message, with those of the selected node marked."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from nldissect.message import Message
from nldissect.tree import Node
from nldissect.tui.lines import LinePane

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

_OFFSET: Final = 6
"""cells of the offset and the blanks behind it"""
_PRINTED: Final = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in range(256))


def cells_needed(a_line: int) -> int:
    """The width of a line of that many bytes."""
    return _OFFSET + 3 * a_line + (a_line - 1) // 8 + 1 + a_line


def bytes_a_line(width: int) -> int:
    """How many bytes fit on a line of `width` cells: a power of two, at least 4."""
    return next((count for count in (16, 8) if cells_needed(count) <= width), 4)


class BytesPane(LinePane):
    """A hexdump whose cursor is a byte."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_byte(-1)", "Previous byte", show=False, id="bytes.left"),
        Binding("right,l", "move_byte(1)", "Next byte", show=False, id="bytes.right"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bytes--offset",
        "bytes--zero",
        "bytes--range",
        "bytes--cursor",
        "bytes--blamed",
    }
    DEFAULT_CSS = """
    BytesPane {
        width: 41;
        height: 1fr;
        & > .bytes--offset { color: $text-muted; }
        & > .bytes--zero { color: $text-disabled; }
        & > .bytes--range { background: $accent 45%; color: $text; text-style: bold; }
        & > .bytes--blamed { background: $error; color: $text; text-style: bold; }
        & > .bytes--cursor { background: $accent; color: $text; text-style: bold underline; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="bytes")
        self._data = b""
        self._hidden: frozenset[int] = frozenset()
        """offsets of secrets' bytes"""
        self._a_line = 8
        self.marked = range(0)
        """offsets of the selected node's bytes"""
        self.blamed = range(0)
        """offsets of the bytes that the kernel objects to"""
        self.byte = 0
        """the offset under the cursor, from the nlmsghdr"""

    @property
    def line_count(self) -> int:
        return -(-len(self._data) // self._a_line)

    def show(self, message: Message | None) -> None:
        """Show a message's bytes."""
        self.blamed = range(0)
        self._data = b"" if message is None else message.shown
        self._hidden = frozenset() if message is None else frozenset(chain.from_iterable(message.hidden))
        self.marked = range(0)
        self.byte = 0
        self.cursor_line = 0
        self.lines_changed()
        self.scroll_to(y=0, animate=False)

    def blame(self, node: Node | None) -> None:
        """Show the bytes of the node that the kernel objects to; those of the nlmsghdr stand for the whole."""
        self.blamed = range(0) if node is None or not node.offset else range(node.offset, node.end)
        self.refresh()

    def select(self, node: Node | None) -> None:
        """Mark a node's bytes and bring them into view, their beginning before their end."""
        if node is None:
            self.refresh()
            return
        self.marked = range(node.offset, node.end)
        if self.byte not in self.marked:
            self.byte = node.offset
        self.cursor_line = self.byte // self._a_line
        self.show_line((min(node.end, len(self._data)) - 1) // self._a_line)
        self.show_line(node.offset // self._a_line)
        self.show_line(self.cursor_line)
        self.refresh()

    def select_byte(self, offset: int) -> None:
        """Put the cursor on a byte, as the user would."""
        self.byte = max(0, min(offset, len(self._data) - 1))
        self.marked = range(0)
        super().go(self.byte // self._a_line)

    def find(self, wanted: bytes, step: int) -> int | None:
        """The offset of the next occurrence from the cursor on, once around; with `step` -1 of the one before."""
        data = self._data
        if step > 0:
            found = data.find(wanted, self.byte + 1)
            found = data.find(wanted) if found < 0 else found
        else:
            found = data.rfind(wanted, 0, max(0, self.byte + len(wanted) - 1))
            found = data.rfind(wanted) if found < 0 else found
        return None if found < 0 else found

    # Moving: by bytes, so that the column stays.

    def go(self, line: int, *, centre: bool = False, quiet: bool = False) -> None:
        self.select_byte(min(line, max(0, self.line_count - 1)) * self._a_line + self.byte % self._a_line)

    def action_move_byte(self, step: int) -> None:
        """Move the cursor by bytes."""
        self.select_byte(self.byte + step)

    def action_first(self) -> None:
        self.select_byte(0)

    def action_last(self) -> None:
        self.select_byte(len(self._data) - 1)

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        column = self._column_at(x)
        if column is not None:
            self.select_byte(line * self._a_line + column)

    def _column_at(self, x: int) -> int | None:
        """Which byte of a line is drawn at cell `x`, as digits or as character."""
        for column in range(self._a_line):
            at = _OFFSET + 3 * column + column // 8
            if at <= x < at + 3:
                return column
        column = x - (cells_needed(self._a_line) - self._a_line)
        return column if 0 <= column < self._a_line else None

    # Drawing.

    def on_resize(self) -> None:
        self._a_line = bytes_a_line(self.scrollable_content_region.width)
        self.cursor_line = self.byte // self._a_line
        super().on_resize()
        self.refresh()

    def draw(self, line: int, width: int) -> Strip:
        start = line * self._a_line
        row = self._data[start : start + self._a_line]
        styles = [self._byte_style(start + column, byte) for column, byte in enumerate(row)]
        segments = [Segment(f"{start:04x}".ljust(_OFFSET), self.style("bytes--offset"))]
        for column, byte in enumerate(row):
            at = start + column
            segments.append(Segment("**" if at in self._hidden else f"{byte:02x}", styles[column]))
            blamed = at in self.blamed and at + 1 in self.blamed
            joined = column + 1 < len(row) and (blamed or (at in self.marked and at + 1 in self.marked))
            gap = "  " if column % 8 == 7 and column + 1 < self._a_line else " "
            segments.append(Segment(gap, self.style("bytes--blamed" if blamed else "bytes--range") if joined else None))
        drawn = sum(len(segment.text) for segment in segments)
        segments.append(Segment(" " * (cells_needed(self._a_line) - self._a_line - drawn)))
        segments.extend(
            Segment("*" if start + column in self._hidden else _PRINTED[byte], styles[column])
            for column, byte in enumerate(row)
        )
        return Strip(segments).adjust_cell_length(width).crop(0, width)

    def _byte_style(self, offset: int, byte: int) -> Style | None:
        if offset == self.byte and self.has_focus:
            return self.style("bytes--cursor")
        if offset in self.blamed:
            return self.style("bytes--blamed")
        if offset in self.marked:
            return self.style("bytes--range")
        return None if byte else self.style("bytes--zero")
