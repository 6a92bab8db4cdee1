"""Where the UI's datagrams come from. Read by the engine's thread; live_feed.py has those that happen now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from nldissect.capture import CaptureFile
from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.index import Bytes


class Feed(Protocol):
    """A source of datagrams that never blocks in `datagrams`."""

    name: str
    """safe to print"""
    source: Bytes
    endless: bool
    """it can go on after it has ended: its end says nothing about what is still to come"""

    @property
    def ended(self) -> bool:
        """Nothing more will come."""

    @property
    def live(self) -> bool:
        """What comes is happening now."""

    @property
    def progress(self) -> float | None:
        """How much has been read, 0 to 1; None where the whole is not known."""

    @property
    def dropped(self) -> int | None:
        """Datagrams that were lost on the way; None where nobody counts them."""

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the source, a sentence each, safe to print."""

    def datagrams(self) -> Iterator[Datagram]:
        """What is there now."""

    def wait(self, timeout: float) -> None:
        """Sleep until there may be more, at most `timeout` seconds."""

    def stop(self) -> None:
        """Let no more come."""

    def start(self) -> None:
        """Let more come again; UserError where that can not be. For the main thread, as is `leave`."""

    def leave(self) -> None:
        """After the end: let go of what is needed only while more can come."""

    def forget(self) -> None:
        """Give back the memory of bytes that were read only in passing."""


class FileFeed:
    """A capture file; with `follow` one that is still being written (a pipe)."""

    endless = False

    def __init__(self, capture: CaptureFile, *, follow: bool) -> None:
        self.name = capture.name
        self.source: Bytes = capture.source
        self.live = follow
        self._capture = capture
        self._rest = iter(capture)
        self._stopped = False

    @property
    def whole(self) -> CaptureFile | None:
        """The file, where it may be read in blocks: nobody is waiting for each datagram of it."""
        return None if self.live else self._capture

    @property
    def ended(self) -> bool:
        return self._stopped or self._capture.ended

    @property
    def progress(self) -> float | None:
        return self._capture.progress

    @property
    def dropped(self) -> int | None:
        """As the capturing program counted."""
        counts = [interface.dropped for interface in self._capture.interfaces if interface.dropped is not None]
        return sum(counts) if counts else None

    @property
    def warnings(self) -> list[str]:
        return self._capture.warnings

    def datagrams(self) -> Iterator[Datagram]:
        while not self.ended:
            datagram = next(self._rest, None)
            if datagram is None:
                self._rest = iter(self._capture)
                return
            yield datagram

    def wait(self, timeout: float) -> None:
        self._capture.wait(timeout)

    def stop(self) -> None:
        self._stopped = True

    def start(self) -> None:
        raise UserError("this is a file: there is nothing to capture")

    def leave(self) -> None:
        """A file is closed by who opened it."""

    def forget(self) -> None:
        self._capture.source.forget()
