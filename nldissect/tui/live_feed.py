"""What happens now: an nlmon interface, or one command under strace. Kept on disk, and in a capture file if wanted."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from nldissect.capture.beside import Capture, live_source
from nldissect.capture.groups import Wanted
from nldissect.capture.trace import INTERFACE, TracedCommand
from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.index import Bytes
from nldissect.tree import printable
from nldissect.tui.keeper import Keeper

_PATIENCE: Final = 4.0
"""seconds in which the thread that reads a command's traffic ends"""


class LiveFeed:
    """Live traffic, captured as often as it is started: an nlmon interface, multicast groups, or both.

    `start`, `leave` and `close` belong to the main thread, for signals' sake.
    """

    live = True
    endless = True
    progress: float | None = None

    def __init__(
        self, interface: str | None, path: str | None, groups: Sequence[Wanted] = (), *, tap: bool = False
    ) -> None:
        self.name = "live"
        self.warnings: list[str] = []
        self._open: Callable[[], Capture] = partial(live_source, interface, list(groups), tap=tap)
        self._keeper = Keeper(path)
        self.source: Bytes = self._keeper
        self._capture: Capture | None = None
        self._batch: Sequence[Datagram] = ()
        """captured, not kept yet"""
        self._kept: Iterator[Datagram] = iter(())
        """kept, not handed out yet"""
        self._dropped_before = 0
        self._drained = True

    @property
    def running(self) -> bool:
        """Whether it captures."""
        return self._capture is not None and not self._capture.finished

    @property
    def ended(self) -> bool:
        return self._drained

    @property
    def dropped(self) -> int:
        return self._dropped_before + (0 if self._capture is None else self._capture.dropped)

    def start(self) -> None:
        self.leave()
        capture = self._open()
        capture.__enter__()
        self._capture = capture
        self.name = f"{printable(capture.interface)} (live, this netns)"
        try:
            self._keeper.begin(capture.interface)
        except UserError:
            self.leave()
            raise
        self._drained = False

    def datagrams(self) -> Iterator[Datagram]:
        while True:
            yield from self._kept
            capture = self._capture
            if capture is None:
                return
            finished = capture.finished
            batch, self._batch = self._batch or capture.read(0), ()
            if capture.notice is not None and capture.notice not in self.warnings:
                self.warnings.append(capture.notice)
            if not batch:
                self._keeper.flush(self.dropped)
                self._drained = finished
                return
            self._kept = iter(self._keeper.keep(batch, self.dropped))

    def wait(self, timeout: float) -> None:
        if self._capture is not None:
            self._batch = self._capture.read(timeout)

    def stop(self) -> None:
        if self._capture is not None:
            self._capture.stop()

    def leave(self) -> None:
        """Remove the interface, once all that was captured has been read."""
        capture, self._capture = self._capture, None
        if capture is not None:
            if capture.ended is not None:
                self.warnings.append(printable(capture.ended))
            self._dropped_before += capture.dropped
            self._drained = True
            capture.__exit__(None, None, None)

    def forget(self) -> None:
        """Its bytes are read, not mapped."""

    def close(self) -> None:
        """Remove the interface and finish the file, whatever is still unread."""
        self.leave()
        self._keeper.close()


class TraceFeed:
    """A command under strace, or with `pid` a running process, until it ends. Its own output goes nowhere.

    `start` and `close` belong to the main thread. A thread of its own reads what strace says.
    """

    live = True
    endless = False
    progress: float | None = None
    dropped: int | None = None

    def __init__(self, command: Sequence[str], pid: int | None, path: str | None) -> None:
        self.name = printable(" ".join(command)) if command else f"process {pid}"
        self.warnings: list[str] = []
        self.ended = False
        self._traced = TracedCommand(command, pid=pid, quiet=True)
        self._keeper = Keeper(path)
        self.source: Bytes = self._keeper
        self._queue: deque[Datagram] = deque()
        self._kept: Iterator[Datagram] = iter(())
        self._came = threading.Event()
        self._over = False
        self._refusal: BaseException | None = None
        self._thread = threading.Thread(target=self._read, name="trace", daemon=True)

    @property
    def status(self) -> int:
        """The command's exit status, as a shell would tell it; 0 where it has not ended."""
        return self._traced.status or 0

    def start(self) -> None:
        if self._thread.ident is not None:
            raise UserError("the command is over: start nldissect again to run it again")
        self._traced.__enter__()
        self._keeper.begin(INTERFACE)
        self._thread.start()

    def _read(self) -> None:
        try:
            for datagram in self._traced:
                self._queue.append(datagram)
                self._came.set()
        except BaseException as error:  # noqa: BLE001 - raised again where the datagrams are asked for
            self._refusal = error
        finally:
            self._over = True
            self._came.set()

    def datagrams(self) -> Iterator[Datagram]:
        over = self._over
        yield from self._kept
        while self._queue:
            some = [self._queue.popleft() for _ in range(len(self._queue))]
            self._kept = iter(self._keeper.keep(some, 0))
            yield from self._kept
        notice = self._traced.notice
        if notice is not None and notice not in self.warnings:
            self.warnings.append(notice)
        if over and not self.ended:
            self.ended = True
            if self._refusal is not None:
                raise self._refusal
            if self._traced.pid is None:
                self.warnings.append(f"{self.name} ended with exit status {self.status}")

    def wait(self, timeout: float) -> None:
        self._came.wait(timeout)
        self._came.clear()

    def stop(self) -> None:
        self._traced.stop()

    def leave(self) -> None:
        """All there is to let go of goes with `close`."""

    def forget(self) -> None:
        """Its bytes are read, not mapped."""

    def close(self) -> None:
        """End the command and finish the file."""
        if self._thread.ident is not None:
            self._traced.end()
            self._thread.join(_PATIENCE)
            self._traced.__exit__(None, None, None)
        self._keeper.close()
