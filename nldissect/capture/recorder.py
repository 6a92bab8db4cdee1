"""A live capture's file: pcapng, written as the datagrams come, in one file or several in turn."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

from nldissect.capture.batch import Batch
from nldissect.capture.writer import PcapngWriter
from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.tree import printable

STANDARD_OUTPUT: Final = "-"
_KILOBYTE: Final = 1000


@dataclass(frozen=True, slots=True)
class Rotation:
    """Several files in turn: a next one when one has `kilobytes` (of 1000 bytes) or is `seconds` old, whichever comes
    first; only the newest `files` are kept."""

    kilobytes: int | None = None
    files: int | None = None
    seconds: float | None = None


class Recorder:
    """Writes what was captured on `interface` to `path` ("-": standard output), which is made when the context begins.

    With `rotation` the files are named as tshark names them: NAME_00001_20301231235959.pcapng. The section header tells
    kernel and machine, the statistics block what was written and dropped. Raises UserError where a file can not be
    written, BrokenPipeError where nobody reads standard output any more.
    """

    def __init__(self, path: str, interface: str, *, application: str, rotation: Rotation | None = None) -> None:
        if path == STANDARD_OUTPUT and rotation is not None:
            raise UserError("standard output can not be split: give -w a file's name, or leave -b away")
        self._path = path
        self._interface = interface
        self._application = application
        self._rotation = rotation
        self._number = 0
        self.due = float("inf")
        """when `turn` will begin the next file, by time.monotonic"""
        self._names: deque[str] = deque()
        self._dropped = 0
        self._dropped_before = 0

    @property
    def files(self) -> tuple[str, ...]:
        """The files that there are, the oldest first."""
        return tuple(self._names)

    def write(self, datagram: Datagram) -> bool:
        """Append a datagram. True where the file is full by that, and the next one was begun."""
        return self.write_all((datagram,))

    def write_all(self, datagrams: Sequence[Datagram]) -> bool:
        """Append datagrams. True where a file was full by that, and a next one was begun."""
        begun = False
        room = (
            None if self._rotation is None or self._rotation.kilobytes is None else self._rotation.kilobytes * _KILOBYTE
        )
        while datagrams:
            written = len(self.append(datagrams, None if room is None else max(1, room - self._writer.size)))
            datagrams = datagrams[written:]
            if room is not None and self._writer.size >= room:
                self._next()
                begun = True
        return begun

    def append(self, datagrams: Sequence[Datagram], room: int | None = None) -> list[int]:
        """Append datagrams to the file that is being written; where in it the bytes of each begin.

        With `room` it stops behind the one that brings what it wrote to so many bytes: the list may be the shorter.
        """
        if isinstance(datagrams, Batch):
            return self._writer.write_batch(datagrams, room)
        places: list[int] = []
        begun = self._writer.size
        for datagram in datagrams:
            places.append(self._writer.write(datagram))
            if room is not None and self._writer.size - begun >= room:
                break
        return places

    def turn(self) -> bool:
        """Begin the next file where the present one is old enough; whether that was so."""
        if time.monotonic() < self.due:
            return False
        self._next()
        return True

    def flush(self, dropped: int) -> None:
        """Hand all to the operating system: from here on it survives us. `dropped` counts from the capture's start."""
        if dropped != self._dropped:
            self._dropped = dropped
            self._writer.statistics(self._interface, dropped=dropped - self._dropped_before)
        self._writer.flush()

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(value, BrokenPipeError):
            self._file.close()
        else:
            self._end()

    def _next(self) -> None:
        self._end()
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        self._file = self._open()
        about = os.uname()
        self._writer = PcapngWriter(
            self._file,
            os=f"{about.sysname} {about.release} {about.version}",
            application=self._application,
            hardware=about.machine,
        )
        self._writer.add_interface(self._interface)
        self._dropped_before = self._dropped
        if self._rotation is not None:
            if self._rotation.seconds is not None:
                self.due = time.monotonic() + self._rotation.seconds
            while self._rotation.files is not None and len(self._names) > self._rotation.files:
                Path(self._names.popleft()).unlink(missing_ok=True)

    def _end(self) -> None:
        try:
            self._writer.statistics(self._interface, dropped=self._dropped - self._dropped_before)
            self._writer.close()
        finally:
            self._file.close()

    def _open(self) -> BinaryIO:
        """The next file, unbuffered: the writer gathers blocks itself."""
        if self._path == STANDARD_OUTPUT:
            if sys.stdout.isatty():
                raise UserError("standard output is a terminal: give -w a file's name, or a pipe behind it")
            return cast("BinaryIO", open(sys.stdout.fileno(), "wb", buffering=0, closefd=False))
        name = self._path
        if self._rotation is not None:
            path = Path(name)
            name = str(path.with_name(f"{path.stem}_{self._number:05}_{time.strftime('%Y%m%d%H%M%S')}{path.suffix}"))
        try:
            file = cast("BinaryIO", open(name, "wb", buffering=0))  # noqa: SIM115 - closed by _end
        except OSError as error:
            raise UserError(f"cannot write {printable(name)}: {error.strerror}") from error
        self._names.append(name)
        return file
