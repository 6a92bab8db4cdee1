"""Sources that can only be read once (a pipe, gzip-compressed data), kept in an unlinked temporary file."""

from __future__ import annotations

import os
import select
import stat
import zlib
from typing import Final, Protocol

from nldissect.capture.source import MappedBytes, Window
from nldissect.errors import UserError

GZIP_MAGIC: Final = b"\x1f\x8b"
CHUNK: Final = 256 << 10


class Stream(Protocol):
    """Bytes in order."""

    warnings: list[str]

    def read(self, *, wait: bool) -> bytes | None:
        """The next bytes; b"" at the end; None where there are none yet and `wait` is false."""

    def poll(self, timeout: float) -> None:
        """Sleep until there may be more, at most `timeout` seconds."""

    def progress(self) -> float | None:
        """How much of the whole has been read, 0 to 1; None where the whole is not known."""

    def close(self) -> None:
        """Let go of the file."""


class Descriptor:
    """A file descriptor as a stream. `name` is for messages; `close` closes the descriptor."""

    def __init__(self, fd: int, name: str) -> None:
        self.warnings: list[str] = []
        self._fd = fd
        self._name = name
        self._read = 0
        status = os.fstat(fd)
        self._total = status.st_size if stat.S_ISREG(status.st_mode) else None
        self._poll = select.poll()
        self._poll.register(fd, select.POLLIN)

    def read(self, *, wait: bool) -> bytes | None:
        if not wait and self._total is None and not self._poll.poll(0):
            return None
        try:
            while True:
                try:
                    chunk = os.read(self._fd, CHUNK)
                    break
                except BlockingIOError:  # whoever made the pipe may have set O_NONBLOCK
                    if not wait:
                        return None
                    self._poll.poll()
        except OSError as error:
            raise UserError(f"cannot read {self._name}: {error.strerror}") from error
        self._read += len(chunk)
        return chunk

    def poll(self, timeout: float) -> None:
        if self._total is None:
            self._poll.poll(timeout * 1000)

    def progress(self) -> float | None:
        return None if self._total is None else min(1.0, self._read / max(1, self._total))

    def close(self) -> None:
        os.close(self._fd)


class Gunzip:
    """A gzip stream unpacked, all members of it; data that is cut short or damaged ends it with a warning."""

    def __init__(self, packed: Stream) -> None:
        self.warnings: list[str] = []
        self._packed = packed
        self._member = zlib.decompressobj(wbits=31)
        self._started = False
        self._input = b""
        self._unpacked = 0
        self._ended = False

    def read(self, *, wait: bool) -> bytes | None:
        while True:
            if self._ended:
                return b""
            if not self._input:
                chunk = self._packed.read(wait=wait)
                if chunk is None:
                    return None
                if not chunk:
                    if self._started:
                        self._warn("ends too early")
                    return b""
                self._input = chunk
            if not self._started:
                self._input = self._input.lstrip(b"\0")  # padding behind a member
                if not self._input:
                    continue
                self._started = True
            before = self._member.copy()
            try:
                data = self._member.decompress(self._input, CHUNK)
            except zlib.error:
                data = _salvaged(before, self._input)
                self._unpacked += len(data)
                self._warn("is damaged")
                return data
            self._input = self._member.unconsumed_tail
            if self._member.eof:
                self._input = self._member.unused_data
                self._member = zlib.decompressobj(wbits=31)
                self._started = False
            self._unpacked += len(data)
            if data:
                return data

    def _warn(self, what: str) -> None:
        self.warnings.append(f"the gzip data {what} after {self._unpacked} unpacked bytes; what came before is shown")
        self._ended = True

    def poll(self, timeout: float) -> None:
        self._packed.poll(timeout)

    def progress(self) -> float | None:
        return self._packed.progress()

    def close(self) -> None:
        self._packed.close()


def _salvaged(member: zlib._Decompress, packed: bytes) -> bytes:
    """What comes out before the damage: zlib itself gives back nothing of a piece in which it finds some."""
    data = bytearray()
    try:
        for at in range(len(packed)):
            data += member.decompress(packed[at : at + 1])
    except zlib.error:
        pass  # the damage that is told about
    return bytes(data)


class _Ahead:
    """A stream whose first bytes were read already."""

    def __init__(self, first: bytes, rest: Stream) -> None:
        self.warnings = rest.warnings
        self._first = first
        self._rest = rest
        self.poll = rest.poll
        self.progress = rest.progress
        self.close = rest.close

    def read(self, *, wait: bool) -> bytes | None:
        first, self._first = self._first, b""
        return first or self._rest.read(wait=wait)


def unpacked(stream: Stream) -> Stream:
    """`stream`, or what it holds where it begins like a gzip file; waits for the first bytes."""
    first = b""
    while len(first) < len(GZIP_MAGIC):
        chunk = stream.read(wait=True)
        if not chunk:
            break
        first += chunk
    whole = _Ahead(first, stream)
    return Gunzip(whole) if first.startswith(GZIP_MAGIC) else whole


class Spooled(MappedBytes):
    """A stream, read as far as someone asks, kept on disk and mapped from there.

    `wait` false makes a window what is there now instead of waiting for the stream.
    The temporary file goes where TMPDIR says, else to /var/tmp (/tmp may be in memory).
    """

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self.blocking = True
        self._stream = stream
        self._ended = False
        self.warnings = stream.warnings
        self._fd = -1
        try:
            self._fd = _temporary_file()
            self._reserve(1 << 20)
        except OSError as error:
            self._release()
            raise UserError(f"cannot make a temporary file: {error.strerror}; set TMPDIR to another folder") from error

    def _reserve(self, capacity: int) -> None:
        # The file is made longer (sparse) than its content, so that it need not be mapped anew for each chunk.
        os.ftruncate(self._fd, capacity)
        self._map_file(self._fd, capacity)
        self._capacity = capacity

    def _fill(self, target: int) -> None:
        while self._size < target and not self._ended:
            chunk = self._stream.read(wait=self.blocking)
            if chunk is None:
                return
            self._ended = not chunk
            try:
                if self._size + len(chunk) > self._capacity:
                    self._reserve(2 * (self._size + len(chunk)))
                rest = memoryview(chunk)
                while rest:
                    rest = rest[os.pwrite(self._fd, rest, self._size + len(chunk) - len(rest)) :]
            except OSError as error:
                reason = f"cannot keep the stream in a temporary file: {error.strerror}"
                raise UserError(f"{reason}; set TMPDIR to a folder with more room") from error
            self._size += len(chunk)

    def window(self, offset: int, need: int) -> Window:
        self._fill(offset + need)
        view = self._window(offset, need)
        return Window(view, self._ended and offset + len(view) >= self._size)

    def progress(self, offset: int) -> float | None:
        return self._stream.progress()

    def wait(self, timeout: float) -> None:
        if not self._ended:
            self._stream.poll(timeout)

    def close(self) -> None:
        if self._fd >= 0:
            self._release()
            self._stream.close()

    def _release(self) -> None:
        super().close()
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def _temporary_file() -> int:
    """A descriptor of a new file that is gone when it is closed."""
    import tempfile  # half of what this package costs at start, and most captures need none

    folder = None if "TMPDIR" in os.environ or not os.access("/var/tmp", os.W_OK) else "/var/tmp"
    with tempfile.TemporaryFile(dir=folder, prefix="nldissect-") as file:
        return os.dup(file.fileno())
