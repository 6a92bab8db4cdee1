"""Where a live capture's bytes are kept, so that rows can be decoded when someone looks: in its capture file.

Nothing of them stays in this process: what was written lately is in the kernel's page cache, what is older on the disk.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

from nldissect import __version__
from nldissect.capture.recorder import Recorder
from nldissect.datagram import Datagram
from nldissect.errors import UserError

_OWN: Final = "nldissect-own-"
"""how the temporary file's name begins"""
_APPLICATION: Final = f"nldissect {__version__}"


class Keeper:
    """Numbers datagrams and keeps them in the file `path`; where there is none, or one that can not be read back, in
    an unlinked temporary one. That goes where TMPDIR says, else to /var/tmp (/tmp may be in memory).

    One thread keeps; any may `view`.
    """

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._files = ExitStack()
        self._recorders: list[Recorder] = []
        """the last one is read back"""
        self._fd = -1
        self._frames = 0

    def begin(self, interface: str) -> None:
        """Begin the file, where it is not begun yet; UserError where it can not be written."""
        if self._recorders:
            return
        with ExitStack() as files:
            recorders: list[Recorder] = []
            if self._path is not None:
                recorders.append(files.enter_context(Recorder(self._path, interface, application=_APPLICATION)))
                self._fd = _opened(self._path)
            if self._fd < 0:
                self._fd, own = _temporary_file()
                files.callback(self._close_file)
                try:
                    recorders.append(files.enter_context(Recorder(own, interface, application=_APPLICATION)))
                finally:
                    os.unlink(own)  # gone when it is closed
            else:
                files.callback(self._close_file)
            self._recorders = recorders
            self._files = files.pop_all()

    def keep(self, datagrams: Sequence[Datagram], dropped: int) -> list[Datagram]:
        """Keep what was captured together: one write for all. They come back with their numbers and offsets.

        `dropped` is what the capture has lost since its start.
        """
        places: list[int] = []
        with self._explained():
            for recorder in self._recorders:
                places = recorder.append(datagrams)
        self.flush(dropped)
        kept = list(datagrams)
        for datagram, place in zip(kept, places, strict=True):
            self._frames += 1
            datagram.number = self._frames
            datagram.offset = place
        return kept

    def flush(self, dropped: int) -> None:
        """Let the file have all that was kept, and know what was lost."""
        with self._explained():
            for recorder in self._recorders:
                recorder.flush(dropped)

    def view(self, offset: int, length: int) -> memoryview:
        """The bytes at `offset`."""
        return memoryview(os.pread(self._fd, length, offset))

    def close(self) -> None:
        """Finish the file."""
        self._recorders = []
        self._files.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except UserError as error:
            if _OWN not in str(error):
                raise
            reason = str(error).rpartition(": ")[2]
            raise UserError(
                f"cannot keep the capture in a temporary file: {reason}; set TMPDIR to a folder with more room"
            ) from error

    def _close_file(self) -> None:
        os.close(self._fd)
        self._fd = -1


def _opened(path: str) -> int:
    """A descriptor to read what is written to `path`; -1 where that can not be."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return -1
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # it may be written and not read
        return -1


def _temporary_file() -> tuple[int, str]:
    """A descriptor of a new file, and its name."""
    folder = None if "TMPDIR" in os.environ or not os.access("/var/tmp", os.W_OK) else "/var/tmp"
    try:
        return tempfile.mkstemp(dir=folder, prefix=_OWN)
    except OSError as error:
        raise UserError(f"cannot make a temporary file: {error.strerror}; set TMPDIR to another folder") from error
