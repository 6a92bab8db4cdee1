"""The tree of the selected message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from nldissect.message import Message
from nldissect.output.text import NOTE_SIGNS
from nldissect.tree import Level, Node
from nldissect.tui.cells import safe
from nldissect.tui.lines import LinePane
from nldissect.tui.outline import Line, Outline, Path, path_of, told
from nldissect.tui.verdict import Remark

if TYPE_CHECKING:
    from textual import events

_WORST: Final = (Level.ERROR, Level.WARNING, Level.INFO)


class TreePane(LinePane):
    """The nodes of a message as an outline. What is open and where the cursor is stays so from message to message."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "open", "Open the nest, or go into it", show=False, id="tree.open"),
        Binding("left,h", "close", "Close the nest, or go out of it", show=False, id="tree.close"),
        Binding("enter,space", "flip", "Open or close the nest", show=False, id="tree.flip"),
        Binding("shift+right,L", "open_all", "Open it with all that is in it", show=False, id="tree.open_all"),
        Binding("shift+left,H", "close_all", "Close it with all that is in it", show=False, id="tree.close_all"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tree--guides", "tree--name", "tree--value", "tree--faint", "tree--error", "tree--warning", "tree--info",
        "tree--cursor-cursor", "tree--cursor-focused", "tree--blamed", "tree--blamed-cursor", "tree--blamed-focused",
    }  # fmt: skip
    DEFAULT_CSS = """
    TreePane {
        width: 1fr;
        height: 1fr;
        & > .tree--guides { color: $text-disabled; }
        & > .tree--name { color: $text-primary; }
        & > .tree--value { color: $foreground; }
        & > .tree--faint { color: $text-muted; }
        & > .tree--error { color: $text-error; text-style: bold; }
        & > .tree--warning { color: $text-warning; }
        & > .tree--info { color: $text-muted; }
        & > .tree--blamed { background: $error 25%; }
        & > .tree--blamed-cursor { background: $error 50%; }
        & > .tree--blamed-focused { background: $error; color: $text; }
        & > .tree--cursor-cursor { background: $primary 30%; }
        & > .tree--cursor-focused { background: $primary; color: $text; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="tree")
        self._outline = Outline()
        self._lines: list[Line] = []
        self._message: Message | None = None
        self._wanted: Path = ()
        self._at: Node | None = None
        self._remarks: dict[int, list[Remark]] = {}
        """by the id of their node"""

    @property
    def line_count(self) -> int:
        return len(self._lines)

    @property
    def node(self) -> Node | None:
        """The node under the cursor."""
        return self._lines[self.cursor_line].node if self.cursor_line < len(self._lines) else None

    def show(self, message: Message | None) -> None:
        """Show a message; the cursor goes to the node that is what the last chosen one was."""
        self._message = message
        self._at = None
        self._remarks = {}
        self._lines = [] if message is None else self._outline.lines(message)
        self.cursor_line = 0
        if self._wanted:
            wanted = self._wanted
            for place, line in enumerate(self._lines):
                if line.node.name == wanted[-1].partition(" ")[0] and path_of(line.node) == wanted:
                    self.cursor_line = place
                    break
        self.lines_changed()
        self.show_line(self.cursor_line)

    def remark(self, remarks: Sequence[Remark], at: Node | None) -> None:
        """Put remarks behind their nodes; `at`, the node that the kernel objects to, is brought into view."""
        self._at = at
        self._remarks = {}
        for remark in remarks:
            self._remarks.setdefault(id(remark.node), []).append(remark)
        place = None if at is None else self._place(at)
        if place is not None:
            self.show_line(place)
        self.refresh()

    def select(self, node: Node) -> None:
        """Put the cursor on `node`, opening what it is in."""
        if self._place(node) is None:
            above = node.parent
            while above is not None:
                if above.parent is not None or above.transparent:
                    self._outline.set_open(above, True)
                above = above.parent
            self._rebuild()
        place = self._place(node)
        if place is not None:
            self._wanted = path_of(node)
            self.go(place, quiet=True)

    def lines_from_cursor(self, step: int) -> list[tuple[int, str]]:
        """Every line's place and text, in the order in which a search should look, the cursor's own last."""
        count = len(self._lines)
        places = [(self.cursor_line + step * distance) % count for distance in range(1, count + 1)]
        return [(place, self._text(self._lines[place])) for place in places]

    def nodes(self) -> list[Node]:
        """All nodes of the message, open or not, in the order of their bytes."""
        if self._message is None:
            return []
        head = self._message.header_node
        return [*([] if head is None else [head, *head.walk()]), *self._message.tree.walk()]

    def _place(self, node: Node) -> int | None:
        return next((place for place, line in enumerate(self._lines) if line.node is node), None)

    def _rebuild(self) -> None:
        if self._message is not None:
            self._lines = self._outline.lines(self._message)
            self.lines_changed()

    def _text(self, line: Line) -> str:
        return f"{line.name} {line.node.text}"

    # Keys.

    def cursor_moved(self) -> None:
        if self.node is not None:
            self._wanted = path_of(self.node)
        super().cursor_moved()

    def _set(self, nodes: list[Node], is_open: bool) -> None:
        node = self.node
        for each in nodes:
            self._outline.set_open(each, is_open)
        self._rebuild()
        place = None if node is None else self._place(node)
        if place is not None:
            self.go(place)

    def action_open(self) -> None:
        """Open the node; where it is open, go to its first child."""
        if self.cursor_line >= len(self._lines):
            return
        line = self._lines[self.cursor_line]
        if line.can_open and not line.is_open:
            self._set([line.node], True)
        elif line.can_open:
            self.go(self.cursor_line + 1)

    def action_close(self) -> None:
        """Close the node; where it is closed, go to what it is in."""
        if self.cursor_line >= len(self._lines):
            return
        line = self._lines[self.cursor_line]
        if line.is_open:
            self._set([line.node], False)
            return
        for place in range(self.cursor_line - 1, -1, -1):
            if self._lines[place].depth < line.depth:
                self.go(place)
                return

    def action_flip(self) -> None:
        """Open the node or close it."""
        if self.cursor_line < len(self._lines):
            line = self._lines[self.cursor_line]
            if line.can_open:
                self._set([line.node], not line.is_open)

    def action_open_all(self) -> None:
        """Open the node and all that is in it."""
        if self.node is not None:
            self._set([self.node, *(below for below in self.node.walk() if below.children)], True)

    def action_close_all(self) -> None:
        """Close the node and all that is in it."""
        if self.node is not None:
            self._set([self.node, *(below for below in self.node.walk() if below.children)], False)

    def clicked(self, line: int, x: int, event: events.Click) -> None:
        self.go(line)
        if event.chain > 1 or x < len(self._lines[line].guides):
            self.action_flip()

    # Drawing.

    def draw(self, line: int, width: int) -> Strip:
        entry = self._lines[line]
        node = entry.node
        cursor = self.style("tree--blamed") if node is self._at else None
        if line == self.cursor_line:
            kind = "blamed" if node is self._at else "cursor"
            cursor = self.style(f"tree--{kind}-focused" if self.has_focus else f"tree--{kind}-cursor")
        guides = f"▶{entry.guides[1:]}" if node is self._at and entry.guides.startswith(" ") else entry.guides
        pieces: list[tuple[str, str]] = [
            ("tree--error" if node is self._at else "tree--guides", guides),
        ]
        value = "" if self._message is None else told(self._message, node)
        name = entry.name.ljust(entry.name_width) if value else entry.name
        pieces.append(("tree--error" if node is self._at else "tree--name", name))
        if value:
            pieces.append(("tree--faint" if node.raw or node.children else "tree--value", f"  {value}"))
        notes = sorted(node.notes, key=lambda note: _WORST.index(note.level))
        pieces.extend((f"tree--{note.level}", f"  {NOTE_SIGNS[note.level]} {note.text}") for note in notes)
        remarks = self._remarks.get(id(node), ())
        pieces.extend((f"tree--{remark.level}", f"  {NOTE_SIGNS[remark.level]} {remark.text}") for remark in remarks)
        segments = []
        for style_name, text in pieces:
            style = self.style(style_name)
            segments.append(Segment(safe(text), style if cursor is None else style + cursor))
        return Strip(segments).adjust_cell_length(width, cursor).crop(0, width)
