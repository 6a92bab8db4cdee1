"""The line at the top: the source, what has come, is shown, was lost; and the line about the selected node."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual.widgets import Static

from nldissect.message import Message
from nldissect.output.text import NOTE_SIGNS, node_name
from nldissect.tree import Level, Node
from nldissect.tui.cells import fit, safe
from nldissect.tui.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Status:
    """All that the line at the top tells."""

    name: str
    messages: int
    shown: int
    filtered: bool = False
    looking: float | None = None
    """how much of the messages the filter has seen, where it is not done"""
    progress: float | None = None
    """how much of the file has been read, where it is not done"""
    reading: bool = False
    live: str | None = None
    """running, stopped or paused; None where it is a file"""
    follow: bool = False
    rate: float = 0.0
    """messages a second"""
    dropped: int | None = None
    own_hidden: int = 0
    trouble: str | None = None
    search: bool = False
    followed: int | None = None
    """the number of the transaction that alone is shown"""


class StatusBar(Static):
    """What is at the left goes last where room is short."""

    DEFAULT_CSS = """
    StatusBar { height: 1; background: $primary-background; color: $text; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__("", id="status", markup=False)
        self._told: tuple[Status, int] | None = None

    def tell(self, status: Status) -> None:
        """Show a status."""
        width = self.content_size.width
        if (status, width) != self._told:
            self._told = (status, width)
            self.update(line(status, width), layout=False)


def line(status: Status, width: int) -> Text:
    """The status in `width` cells; the least important parts are left out first."""
    parts = _parts(status)
    while True:
        length = sum(len(text) for _, text, _ in parts) + 2 * (len(parts) - 1)
        if length + 22 <= width or len(parts) == 1:
            break
        parts.remove(min(parts, key=lambda part: part[0]))
    room = max(8, width - length - 2)
    told = Text(fit(f"nldissect ▸ {status.name}", room), "bold", no_wrap=True, overflow="crop")
    for _, text, style in parts:
        told.append("  ")
        told.append(text, style)
    return told


def _parts(status: Status) -> list[tuple[int, str, str]]:
    """(importance, text, style)"""
    parts: list[tuple[int, str, str]] = []
    if status.trouble:
        parts.append((9, f"✗ {safe(status.trouble)}", "bold red"))
    if status.reading and status.live is None:
        done = "" if status.progress is None else f" {status.progress:.0%}"
        parts.append((8, f"reading{done} (esc stops)", "yellow"))
        if status.follow:
            parts.append((2, "▼ follow", "green"))
    if status.live is not None:
        sign, style = {"running": ("●", "green"), "paused": ("‖", "yellow"), "stopped": ("■", "red")}[status.live]
        parts.append((8, f"{sign} {status.live}", style))
        if status.follow and status.live == "running":
            parts.append((2, "▼ follow", "green"))
        if status.live != "stopped":
            parts.append((4, f"{status.rate:,.0f} msg/s", ""))
    if status.followed is not None:
        parts.append((8, f"transaction {status.followed} alone (F: all)", "bold yellow"))
    if status.search:
        parts.append((7, "searching (esc stops)", "yellow"))
    if status.looking is not None:
        parts.append((6, f"filtering {status.looking:.0%}", "yellow"))
    parts.append((5, f"{status.messages:,} messages", ""))
    if status.filtered or status.followed is not None:
        parts.append((6, f"{status.shown:,} shown", ""))
    if status.dropped is not None:
        parts.append((7 if status.dropped else 1, f"drops {status.dropped:,}", "bold red" if status.dropped else ""))
    if status.own_hidden:
        parts.append((0, f"nldissect hidden: {status.own_hidden:,}", ""))
    return parts


class VerdictBar(Static):
    """What the kernel said about the message that is shown; a click leads to the message that it speaks of."""

    DEFAULT_CSS = """
    VerdictBar {
        height: auto;
        max-height: 6;
        display: none;
        padding: 0 1;
        background: $panel;
        &.error { background: $error 25%; color: $text-error; }
        &.warning { background: $warning 20%; color: $text-warning; }
        &.shown { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", id="verdict-bar", markup=False)

    def tell(self, said: Verdict | None) -> None:
        """Show a verdict; none takes no room."""
        self.set_class(said is not None and bool(said.text), "shown")
        if said is not None:
            self.set_class(said.level is Level.ERROR, "error")
            self.set_class(said.level is Level.WARNING, "warning")
            self.update(Text(safe(said.text)))

    async def on_click(self) -> None:
        """Go where it points."""
        await self.run_action("screen.blame")


class NodeBar(Static):
    """Where the selected node is: path, bytes, whole value, remarks."""

    DEFAULT_CSS = """
    NodeBar { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__("", id="node", markup=False)

    def tell(self, message: Message | None, node: Node | None) -> None:
        """Show a node of a message."""
        if message is None:
            self.update("", layout=False)
            return
        told = Text(no_wrap=True, overflow="ellipsis")
        notes = message.passage.notes
        if node is not None:
            names = [node_name(above) for above in node.path] or [node_name(node)]
            told.append(safe(" / ".join(names[-6:])), "bold")
            last = f"–{node.end - 1}" if node.length > 1 else ""
            told.append(f"  {'byte' if node.length == 1 else 'bytes'} {node.offset}{last}", "dim")
            if node.text:
                told.append(f"  {safe(node.text[:400])}")
            notes = (*notes, *node.notes)
        for note in notes:
            style = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.INFO: "dim"}[note.level]
            told.append(f"  {NOTE_SIGNS[note.level]} {safe(note.text)}", style)
        for comment in message.comments:
            told.append(f"  “{safe(comment)}”", "italic")
        self.update(told, layout=False)
