"""The bytes of a capture, wherever they are: a mapped file, or one that is still growing.

A parser asks for windows and never for the whole; what it hands out is read again later through `view`.
"""

from __future__ import annotations

import mmap
import os
import time
from abc import ABC, abstractmethod
from typing import Final, NamedTuple

WINDOW: Final = 4 << 20
"""bytes of a window, where the parser does not need more"""


class Window(NamedTuple):
    """Bytes from the offset that was asked for; `final` where the source ends with them and nothing can follow."""

    view: memoryview
    final: bool


class Source(ABC):
    """Bytes by offset.

    `window` belongs to the one thread that parses; `view` may be called from any thread.
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        """what went wrong with the bytes themselves (damaged gzip data …), a sentence each"""

    @abstractmethod
    def view(self, offset: int, length: int) -> memoryview:
        """The bytes at `offset`, shorter where the source (as far as it has been read) ends before `length`."""

    @abstractmethod
    def window(self, offset: int, need: int) -> Window:
        """At least `need` bytes from `offset` on if they can be had (a pipe is waited for), and more if at hand."""

    def wait(self, timeout: float) -> None:  # noqa: B027 - most sources never wait
        """Sleep until there may be more, at most `timeout` seconds; returns at once where nothing more can come."""

    def finish(self) -> None:  # noqa: B027 - most sources are finished from the start
        """Say that a file which was followed will not grow any more."""

    def forget(self) -> None:  # noqa: B027 - only mapped pages count as memory
        """Give back the memory of what was read through `view`; it is read again when someone looks."""

    @abstractmethod
    def progress(self, offset: int) -> float | None:
        """How much of the whole lies before `offset`, 0 to 1; None where the whole is not known."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file. Views handed out before stay readable."""


class MappedBytes(Source):
    """What mapped sources share: windows over a mapping, whose pages are given back when the parser has passed them."""

    def __init__(self) -> None:
        super().__init__()
        self._map: mmap.mmap | None = None
        self._bytes = memoryview(b"")
        self._size = 0
        self._passed = 0

    def _map_file(self, fd: int, length: int) -> None:
        # The former mapping is not closed but dropped: it goes with the last view into it.
        self._map = mmap.mmap(fd, length, access=mmap.ACCESS_READ)
        self._bytes = memoryview(self._map)

    def view(self, offset: int, length: int) -> memoryview:
        return self._bytes[offset : min(offset + length, self._size)]

    def _window(self, offset: int, need: int) -> memoryview:
        if self._map is not None and offset - self._passed >= WINDOW:
            # Else every page that was ever read would count as this process's memory.
            start = self._passed - self._passed % mmap.PAGESIZE
            self._map.madvise(mmap.MADV_DONTNEED, start, offset - offset % mmap.PAGESIZE - start)
            self._passed = offset
        return self.view(offset, max(need, WINDOW))

    def forget(self) -> None:
        mapping = self._map
        if mapping is not None:
            mapping.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        self._map = None
        self._bytes = memoryview(b"")
        self._size = 0


class Mapped(MappedBytes):
    """A regular file, mapped: opening costs the same for a kilobyte and for 10 GB."""

    def __init__(self, fd: int) -> None:
        """Map the file behind `fd`, which is then closed; OSError where it can not be mapped."""
        super().__init__()
        self._size = os.fstat(fd).st_size
        if self._size:
            self._map_file(fd, self._size)
        os.close(fd)

    def window(self, offset: int, need: int) -> Window:
        view = self._window(offset, need)
        return Window(view, offset + len(view) >= self._size)

    def progress(self, offset: int) -> float | None:
        return offset / self._size if self._size else 1.0


class Followed(Source):
    """A regular file that someone is still writing: a window is what is there, final only after `finish`.

    It is read, not mapped: a mapping of a file that its writer cuts short would kill this process.
    """

    def __init__(self, fd: int) -> None:
        """Follow the file behind `fd`, which is closed by `close`."""
        super().__init__()
        self._fd = fd
        self._finished = False

    def view(self, offset: int, length: int) -> memoryview:
        if self._fd < 0:
            return memoryview(b"")
        there = os.fstat(self._fd).st_size - offset  # a length that lies must not be allocated
        return memoryview(os.pread(self._fd, max(0, min(length, there)), offset))

    def window(self, offset: int, need: int) -> Window:
        finished = self._finished  # before looking: what was written before `finish` is then seen
        view = self.view(offset, max(need, WINDOW))
        return Window(view, finished and len(view) < max(need, WINDOW))

    def progress(self, offset: int) -> float | None:
        return None

    def wait(self, timeout: float) -> None:
        if not self._finished:
            time.sleep(timeout)

    def finish(self) -> None:
        self._finished = True

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
