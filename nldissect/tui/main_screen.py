"""The screen: what the engine has read, which of it is shown, the state of reading and capturing."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import replace
from time import monotonic
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType

from nldissect.errors import UserError
from nldissect.filter import Filter
from nldissect.tui import passes
from nldissect.tui.counting import Counting
from nldissect.tui.engine import Engine
from nldissect.tui.explaining import Explaining
from nldissect.tui.filter_bar import FilterBar
from nldissect.tui.history import History
from nldissect.tui.keymap import first_keys
from nldissect.tui.message_list import MessageList
from nldissect.tui.opinion import Opining
from nldissect.tui.referring import Referring
from nldissect.tui.rows import Passing, Rows
from nldissect.tui.searching import Searching
from nldissect.tui.status import Status
from nldissect.tui.transacting import Transacting

TICK: Final = 0.1
"""seconds between two looks at what the engine has done"""


class MainScreen(Transacting, Explaining, Opining, Referring, Counting, Searching):
    """The panes with what fills them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "open_filter", "Type a filter", show=False, priority=True, id="filter.open"),
        Binding(
            "ctrl+f",
            "toggle_filter",
            "Switch the filter off, or on again",
            show=False,
            priority=True,
            id="filter.toggle",
        ),
        Binding("o", "own", "Show or hide what nldissect itself caused", show=False, id="message.own"),
        Binding("f", "follow", "Stay at the end while messages come, or not", show=False, id="capture.follow"),
        Binding("p", "pause", "Let the list rest while reading goes on", show=False, id="capture.pause"),
        Binding("ctrl+e", "capture", "Stop capturing, or start again", show=False, id="capture.switch"),
        Binding("escape", "stop", "Stop reading or searching; else go back", show=False, id="capture.cancel"),
        Binding("question_mark", "app.keys", "Show the keys", show=False, id="app.help"),
        Binding("q,ctrl+q", "app.quit", "Quit", show=False, id="app.quit"),
    ]

    def __init__(
        self, engine: Engine, *, filter_text: str, own: bool, history: History, keys: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(engine, history)
        self.keys = first_keys(type(self), keys or {})
        self.paused = False
        self.follow = engine.feed.live
        self._first_filter = filter_text
        self._own = own
        self._filter: Filter | None = None
        self._rates: list[tuple[float, int]] = []
        self._warned = 0

    def on_mount(self) -> None:
        """Begin."""
        self.outline.border_title = "Message"
        self.bytes.border_title = "Bytes"
        self.key_bar.know(self.keys)
        if self._first_filter:
            self.filter_bar.begin_with(self._first_filter)
            self._filter = self.filter_bar.applied
        self.choose_rows()
        if not self.engine.is_alive():
            self.engine.begin()
            self.tick()
        self.set_interval(TICK, self.tick)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        # What is there now stays: a collector that looks through it again and again makes keys wait for 40 ms.
        gc.freeze()
        gc.set_threshold(5_000, 20, 200)
        if not self.engine.is_alive():
            self.engine.start()

    # What the engine has done.

    def tick(self) -> None:
        """Take over what has come since the last look."""
        engine, messages, feed = self.engine, self.messages, self.engine.feed
        if engine.failure is not None:
            raise engine.failure
        if feed.ended:
            feed.leave()
        at_end = messages.scroll_y >= messages.max_scroll_y
        if self.follow and self.settled and not at_end and messages.line_count > messages.page:
            self.follow = False
        if not self.paused and messages.grow() and self.follow and self.settled:
            messages.go(messages.line_count - 1, quiet=True)
            self.home = messages.row
        if self.follow and feed.ended and not feed.endless and messages.rows.complete:
            self.follow = False
        if not self.settled:
            self.settle()
        messages.freshen()
        if engine.has_processes and not messages.processes:
            messages.show_processes()
            self.titles.refresh()
        self.show_current()
        self._tell_status()
        for warning in feed.warnings[self._warned :]:
            self.say(warning, severity="warning")
        self._warned = len(feed.warnings)

    def list_moved(self) -> None:
        super().list_moved()
        self.follow = self.engine.feed.live and self.messages.cursor_line >= self.messages.line_count - 1

    @on(MessageList.LastAsked)
    def _last_asked(self) -> None:
        """The last message is wanted: also of those that are still being read."""
        self.follow = not self.engine.feed.ended

    def _tell_status(self) -> None:
        now, feed, rows = monotonic(), self.engine.feed, self.messages.rows
        count = len(self.index)
        self._rates = [(when, seen) for when, seen in self._rates if now - when < 1.5] or [(now - TICK, count)]
        self._rates.append((now, count))
        (since, before), *_ = self._rates
        live = None
        if feed.live:
            live = "stopped" if feed.ended else "paused" if self.paused else "running"
        status = Status(
            name=feed.name,
            messages=count,
            shown=len(rows.passing),
            filtered=self._filter is not None,
            looking=None if rows.complete or self._filter is None else rows.looked / max(1, count),
            progress=feed.progress,
            reading=not feed.ended,
            live=live,
            follow=self.follow,
            rate=(count - before) / max(TICK, now - since),
            dropped=feed.dropped,
            own_hidden=0 if self._own else self.index.own_rows,
            trouble=self.engine.trouble,
            search=self.engine.search is not None,
            followed=self.followed,
        )
        if live == "running" and status.looking is not None and rows.looked > count - 1000:
            status = replace(status, looking=None)
        self.status.tell(status)

    # Which rows.

    def choose_rows(self) -> None:
        """Look through the index for what is to be shown now."""
        bundles, followed = self.engine.bundles, self.followed
        if followed is None:
            passing = Passing(bundles, passes.of_filter(self.index, self._filter, own=self._own))
            self.take_rows(Rows(bundles, passing, folded=self.messages.rows.folded))
        else:
            self.take_rows(Rows(bundles, Passing(bundles, passes.of_transaction(self.index, followed)), flat=True))
        self.tick()

    def uncover(self, row: int) -> None:
        number = self.index.transaction[row] >> 2
        if self.followed is not None:
            self.followed = None
        elif number:
            self.followed = number
        elif self.index.own_of(row) and not self._own:
            self._own = True
        else:
            self.filter_bar.toggle()
            return
        self.choose_rows()

    @on(FilterBar.Applied)
    def _filter_applied(self, event: FilterBar.Applied) -> None:
        self._filter = event.filter
        self.followed = None
        self.choose_rows()
        if self.filter_bar.input.has_focus:
            self.messages.focus()

    def action_own(self) -> None:
        """Show or hide the rows that nldissect itself caused."""
        self._own = not self._own
        self.choose_rows()

    # The filter's line.

    def action_open_filter(self) -> None:
        """Type a filter."""
        self.set_focus(self.filter_bar.input)

    def action_leave_filter(self) -> None:
        """Back to the messages; what was typed stays."""
        self.messages.focus()

    def action_toggle_filter(self) -> None:
        """Switch the filter off or on."""
        self.filter_bar.toggle()

    def action_complete(self, step: int) -> None:
        """Complete the word that is being typed."""
        self.filter_bar.complete(step)

    def action_history(self, step: int) -> None:
        """Bring back a filter that was applied before."""
        self.filter_bar.recall(step)

    # Reading and capturing.

    def action_follow(self) -> None:
        """Stay at the end while messages come, or stay here."""
        self.follow = not self.follow
        if self.follow and self.messages.line_count:
            self.messages.grow()
            self.messages.go(self.messages.line_count - 1)

    def action_pause(self) -> None:
        """Let the list rest while reading goes on, or let it catch up."""
        self.paused = not self.paused
        self.tick()

    def action_capture(self) -> None:
        """Stop capturing, or start again."""
        feed = self.engine.feed
        if feed.live and not feed.ended:
            feed.stop()
        else:
            try:
                feed.start()
            except UserError as error:
                self.say(str(error), severity="error")
            self.engine.wake()
        self.tick()

    def action_stop(self) -> None:
        """Stop what takes long: a search, the reading of a file; else go back: to the messages, to all of them."""
        if self.engine.search is not None:
            self.engine.search = None
        elif not self.engine.feed.ended and not self.engine.feed.live:
            self.engine.feed.stop()
            self.say(f"stopped: {len(self.index):,} messages were read")
        elif self.followed is not None and self.messages.has_focus:
            self.followed = None
            self.choose_rows()
        else:
            self.messages.focus()
        self.tick()
