"""Menus on what is selected: copy it, make a filter of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from nldissect.message import Message
from nldissect.output import code
from nldissect.tree import Node
from nldissect.tui import copying
from nldissect.tui.menu import Entry
from nldissect.tui.panes import Panes


class Choosing(Panes):
    """What can be done with a message or a node of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "as_filter(True)", "Make a filter of what is selected", show=False, id="filter.apply"),
        Binding(
            "A", "as_filter(False)", "The same, to be changed before it is applied", show=False, id="filter.prepare"
        ),
        Binding("c", "copy", "Copy value, bytes, JSON, script … from a menu", show=False, id="message.copy"),
    ]

    def action_as_filter(self, apply: bool) -> None:
        """Make a filter of what is selected."""
        if self.message is None:
            return
        node = None if self.messages.has_focus else self.outline.node
        self.offer_filter(copying.as_filter(self.message, node), apply=apply)

    def offer_filter(self, condition: str, *, apply: bool) -> None:
        """Let the user say how a condition goes with the filter that is there."""
        before = self.filter_bar.input.value.strip()
        texts = {"=": condition, "!": f"!({condition})"}
        if before:
            texts |= {
                "&": f"({before}) && {condition}",
                "|": f"({before}) || {condition}",
                "-": f"({before}) && !({condition})",
            }
        labels = {"=": "this", "!": "not this", "&": "and this", "|": "or this", "-": "and not this"}
        entries = [Entry(key, labels[key], key, text) for key, text in texts.items()]
        self.choose("Apply as filter" if apply else "Prepare as filter", entries, partial(self._write, texts, apply))

    def _write(self, texts: dict[str, str], apply: bool, chosen: str) -> None:
        self.filter_bar.write(texts[chosen])
        if apply:
            self.filter_bar.apply()
        else:
            self.filter_bar.input.focus()

    def action_copy(self) -> None:
        """Copy something of the message or the node."""
        message, node = self.message, self.outline.node
        if message is None:
            return
        offers = self._copies(message, node)
        entries = [Entry(key, label, key, "" if key in "sC" else make()) for key, (label, make) in offers.items()]
        self.choose("Copy", entries, lambda key: self._copy(offers[key][0], offers[key][1]()))

    def _copies(self, message: Message, node: Node | None) -> dict[str, tuple[str, Callable[[], str]]]:
        whole = message.shown
        offers: dict[str, tuple[str, Callable[[], str]]] = {}
        if node is not None:
            part = whole[node.offset : node.end]
            offers |= {
                "v": ("value", partial(copying.value_of, node)),
                "n": ("name and value", partial(copying.named_value_of, node)),
                "x": ("bytes as hex", partial(copying.as_hex, part)),
                "i": ("bytes as C array", partial(copying.as_c, part, node.name)),
                "p": ("bytes as Python", partial(copying.as_python, part)),
                "f": ("as filter", partial(copying.as_filter, message, node)),
                "o": ("node as JSON", partial(copying.node_as_json, node)),
            }
        if code.sendable(message):
            offers["s"] = ("message as Python script that sends it", partial(code.python, message))
        if message.header is not None:
            offers["C"] = ("message as C definition", partial(code.c, message))
        return offers | {
            "r": ("message as row", partial(copying.as_row, message, self.index.time_of(0))),
            "X": ("message as hex", partial(copying.as_hex, whole)),
            "I": ("message as C array", partial(copying.as_c, whole, message.name)),
            "P": ("message as Python", partial(copying.as_python, whole)),
            "J": ("message as JSON", partial(copying.as_json, message)),
            "F": ("message's type as filter", partial(copying.as_filter, message, None)),
        }

    def _copy(self, what: str, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.say(f"copied: {what} ({len(text)} characters)")
