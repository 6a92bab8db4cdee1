"""What the program says in passing: a line of its own above the keys while there is something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.widgets import Static

from nldissect.tui.cells import safe

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.timer import Timer

_SECONDS: Final = {"information": 5.0, "warning": 15.0, "error": 15.0}
"""how long each is shown"""


class Notice(Static):
    """Covers nothing: the panes give way to it. A click takes it away."""

    DEFAULT_CSS = """
    Notice {
        height: auto;
        max-height: 6;
        display: none;
        padding: 0 1;
        background: $boost;
        color: $text;
        &.warning { background: $warning 25%; color: $text-warning; }
        &.error { background: $error 25%; color: $text-error; }
        &.shown { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", id="notice", markup=False)
        self._timer: Timer | None = None

    def tell(self, text: str, severity: SeverityLevel = "information") -> None:
        """Say something; what was said before gives way."""
        if self._timer is not None:
            self._timer.stop()
        self.set_class(severity == "warning", "warning")
        self.set_class(severity == "error", "error")
        self.update(Text(safe(text)))
        self.add_class("shown")
        self._timer = self.set_timer(_SECONDS[severity], self.fall_silent)

    def fall_silent(self) -> None:
        """Take it away."""
        self.remove_class("shown")

    def on_click(self) -> None:
        """It has been read."""
        self.fall_silent()
