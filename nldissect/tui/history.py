"""Filters that were applied, the newest last, kept from run to run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_KEPT: Final = 200


def default_path() -> Path:
    """Where the filters are kept: $XDG_STATE_HOME/nldissect/filters."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "nldissect" / "filters"


class History:
    """Entries with a place among them, behind the last one until someone goes back. `path` None: kept nowhere."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._entries = self._read()
        self._place = len(self._entries)
        self._draft = ""

    def add(self, text: str) -> None:
        """`text` is the newest from now on."""
        if text in self._entries:
            self._entries.remove(text)
        self._entries.append(text)
        del self._entries[:-_KEPT]
        self._place = len(self._entries)
        self._write()

    def back(self, current: str) -> str:
        """The entry before; what is being written now is not lost."""
        if self._place == len(self._entries):
            self._draft = current
        self._place = max(0, self._place - 1)
        return self._here()

    def forth(self, current: str) -> str:
        """The entry behind; at the end what was being written."""
        if self._place == len(self._entries):
            return current
        self._place += 1
        return self._here()

    def _here(self) -> str:
        return self._draft if self._place == len(self._entries) else self._entries[self._place]

    def _read(self) -> list[str]:
        if self._path is None:
            return []
        try:
            lines = self._path.read_text("utf-8", "replace").splitlines()
        except OSError:  # there is none yet
            return []
        return [line for line in lines if line.isprintable() and line.strip()][-_KEPT:]

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text("".join(f"{entry}\n" for entry in self._entries), "utf-8")
        except OSError:  # a home that can not be written to is no reason to refuse a filter
            self._path = None
