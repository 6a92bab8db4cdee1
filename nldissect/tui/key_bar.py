"""The line at the bottom: the keys worth knowing, the most important first, as many as fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.text import Text
from textual.widgets import Static

from nldissect.tui.keymap import shown

WORTH: Final = (
    ("app.quit", "quit"),
    ("app.help", "keys"),
    ("filter.open", "filter"),
    ("message.details", "tree"),
    ("explain.open", "explain"),
    ("reference.open", "what is it"),
    ("opinion.open", "tshark"),
    ("transaction.follow", "transaction"),
    ("transaction.partner", "reply"),
    ("transaction.blame", "blame"),
    ("filter.apply", "as filter"),
    ("statistics.open", "statistics"),
    ("search.open", "search"),
    ("message.copy", "copy"),
    ("message.mark", "mark"),
    ("view.time", "time"),
    ("view.zoom", "zoom"),
    ("view.layout", "layout"),
)
"""action id → what it is called here; what stands first is never left out"""


class KeyBar(Static):
    """One line; a click on a key does what the key does."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__("", id="keys", markup=False)
        self._keys: Mapping[str, tuple[str, str]] = {}

    def know(self, keys: Mapping[str, tuple[str, str]]) -> None:
        """These are the first key and the action of every action id."""
        self._keys = keys
        self.on_resize()

    def on_resize(self) -> None:
        """Show what fits."""
        self.update(line(self._keys, self.size.width), layout=False)


def line(keys: Mapping[str, tuple[str, str]], width: int) -> Text:
    """The keys in at most `width` cells, none of them cut."""
    told = Text(no_wrap=True, overflow="crop")
    for name, words in WORTH:
        if name not in keys:
            continue
        key, action = keys[name]
        said = Text.assemble((f" {shown(key)}", "bold"), f" {words} ")
        if told.cell_len + said.cell_len > width:
            break
        said.apply_meta({"@click": action})
        told.append_text(said)
    return told
