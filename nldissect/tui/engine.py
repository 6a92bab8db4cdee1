"""The one background thread: reads datagrams into the index, judges rows for the filter, searches.

It works in slices of a few milliseconds and sleeps between them, as keys are answered by another thread that needs the
interpreter too. The UI looks at its counters when it likes; nothing is sent for each message.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from nldissect.errors import UserError
from nldissect.filter.names import default_names
from nldissect.index import MessageIndex
from nldissect.tui.bundles import Bundles
from nldissect.tui.feed import Feed, FileFeed
from nldissect.tui.rows import Rows

if TYPE_CHECKING:
    from nldissect.columns.building import Builder

SLICE: Final = 0.010
"""seconds of work"""
BREATH: Final = 0.002
"""seconds of sleep after a slice"""
_FORGETTING: Final = 64
"""slices of work after which the pages of the mapped file that were read are given back"""
BLOCK: Final = 16_384
"""datagrams of a file that are indexed together"""
_AT_ONCE: Final = 16
"""datagrams that are indexed between two looks at the clock"""
IDLE: Final = 0.05
"""seconds that a wait for datagrams takes at most: so long may a new filter wait"""


class Search:
    """A walk over rows for one that matches, from place `start` in steps of 1 or -1, once around.

    `told` is called from the engine's thread with the row, or with None where there is none.
    """

    def __init__(
        self,
        rows: Sequence[int],
        start: int,
        step: int,
        matches: Callable[[int], bool],
        told: Callable[[int | None], None],
    ) -> None:
        self._rows = rows
        self._count = len(rows)
        self._place = start
        self._step = step
        self._matches = matches
        self._told = told
        self._left = self._count
        self.done = False

    def look(self, until: float) -> None:
        """Go on until the clock says `until`."""
        while self._left > 0:
            self._left -= 1
            self._place = (self._place + self._step) % self._count
            row = self._rows[self._place]
            if self._matches(row):
                self._finish(row)
                return
            if monotonic() >= until:
                return
        self._finish(None)

    def _finish(self, row: int | None) -> None:
        self.done = True
        self._told(row)


class Engine(threading.Thread):
    """Feeds the index and the rows. `trouble` is what ended reading, a sentence; `failure` what must not happen."""

    def __init__(self, feed: Feed, index: MessageIndex) -> None:
        super().__init__(name="engine", daemon=True)
        self.feed = feed
        self.index = index
        self.trouble: str | None = None
        self.failure: BaseException | None = None
        self.has_processes = False
        """whether any datagram said whose it is"""
        self.bundles = Bundles(index)
        self._rows = Rows(self.bundles)
        self._builder: Builder | None = None
        self._steps: Iterator[None] | None = None
        """of a file that is read in blocks"""
        self._origins = 0
        """how many origins have been asked for a process"""
        self._slices = 0
        """slices of work since the source was told to give memory back"""
        self._search: Search | None = None
        self._wake = threading.Event()
        self._closed = False

    @property
    def rows(self) -> Rows:
        """The rows that are being looked through; those before are given up."""
        return self._rows

    @rows.setter
    def rows(self, rows: Rows) -> None:
        self._rows = rows
        self._search = None
        self._wake.set()

    @property
    def search(self) -> Search | None:
        """The search that is under way; a new one takes its place, None ends it."""
        return self._search

    @search.setter
    def search(self, search: Search | None) -> None:
        self._search = search
        self._wake.set()

    def begin(self) -> None:
        """Read and list something to show at once, in the caller's thread, before the engine is started."""
        self._load(self._datagrams())
        self._rows.look(0)

    def wake(self) -> None:
        """There is something to do (the feed was started again)."""
        self._wake.set()

    def close(self) -> None:
        """End the thread; returns when it has ended."""
        self._closed = True
        self._wake.set()
        if self.is_alive():
            self.join(timeout=5)

    def run(self) -> None:
        try:
            while not self._closed:
                self._step()
        except BaseException as error:  # noqa: BLE001 - raised again in the UI's thread
            self.failure = error

    def _step(self) -> None:
        busy = self._load()
        busy |= self._rows.look(monotonic() + SLICE)
        search = self._search
        if search is not None:
            search.look(monotonic() + SLICE)
            if search.done and self._search is search:
                self._search = None
            busy = True
        if busy:
            self._slices += 1
            if self._slices % _FORGETTING == 0:
                self.feed.forget()
            sleep(BREATH)
            return
        if self._slices:
            self._slices = 0
            self.feed.forget()
            default_names()  # they take a moment, and whoever begins to type a filter should not wait for them
        if self.feed.ended:
            self._wake.wait()
            self._wake.clear()
        else:
            self.feed.wait(IDLE)

    def _load(self, steps: Iterator[None] | None = None) -> bool:
        """Index what the feed has, for one slice; False where it had nothing."""
        if self.feed.ended:
            return False
        until = monotonic() + SLICE
        before = len(self.index)
        try:
            for _ in self._reading() if steps is None else steps:
                if monotonic() >= until:
                    break
            else:
                self._steps = None
        except UserError as error:
            self.trouble = str(error)
            self.feed.stop()
        known = self.index.known_origins
        self.has_processes |= any(origin.process is not None for origin in known[self._origins :])
        self._origins = len(known)
        if self.feed.ended and not self.feed.endless:
            self.index.transactions.complete = True
        return len(self.index) > before

    def _reading(self) -> Iterator[None]:
        """The rest of what the feed has, in steps that index it."""
        whole = self.feed.whole if isinstance(self.feed, FileFeed) else None
        if whole is None:
            return self._datagrams()
        if self._builder is None:
            from nldissect.columns.building import Builder

            self._builder = Builder(self.index, whole, BLOCK)
        if self._steps is None:
            self._steps = self._builder.steps()
        return self._steps

    def _datagrams(self) -> Iterator[None]:
        for count, datagram in enumerate(self.feed.datagrams()):
            self.index.append(datagram)
            if not count % _AT_ONCE:
                yield
