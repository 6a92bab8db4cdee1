"""Where a live capture's bytes are kept, so that rows can be decoded when someone looks: an unlinked temporary file."""

from __future__ import annotations

import os
import tempfile

from nldissect.errors import UserError


class Store:
    """Bytes by offset, appended by one thread and read by others. The file goes where TMPDIR says, else to /var/tmp."""

    def __init__(self) -> None:
        folder = None if "TMPDIR" in os.environ or not os.access("/var/tmp", os.W_OK) else "/var/tmp"
        try:
            self._file = tempfile.TemporaryFile(dir=folder, prefix="nldissect-")  # noqa: SIM115 - closed by `close`
        except OSError as error:
            raise UserError(f"cannot make a temporary file: {error.strerror}; set TMPDIR to another folder") from error
        self._size = 0

    def append(self, data: memoryview) -> int:
        """Keep `data`; its offset."""
        offset = self._size
        rest = data
        try:
            while rest:
                rest = rest[os.pwrite(self._file.fileno(), rest, offset + len(data) - len(rest)) :]
        except OSError as error:
            reason = f"cannot keep the capture in a temporary file: {error.strerror}"
            raise UserError(f"{reason}; set TMPDIR to a folder with more room") from error
        self._size = offset + len(data)
        return offset

    def view(self, offset: int, length: int) -> memoryview:
        """The bytes at `offset`."""
        return memoryview(os.pread(self._file.fileno(), length, offset))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
