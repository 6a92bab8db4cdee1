"""One line on a terminal, written over and over: how far a long job has come."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Final, Self

_EACH: Final = 0.2
"""seconds between two"""
_FIRST: Final = 0.5
"""seconds before the first: a short job needs none"""


class Progress:
    """Shows progress on standard error where no text is written between: standard output goes elsewhere, or is silent.

    `silent` says that nothing is written to standard output before the line is cleared.
    """

    def __init__(self, name: str, *, silent: bool = False) -> None:
        self._name = name
        self._shown = False
        self._next = time.monotonic() + _FIRST
        self._terminal = sys.stderr.isatty() and (silent or not sys.stdout.isatty())

    def show(self, part: float | None, told: str = "") -> None:
        """So much of the whole is done: 0 to 1, None where the whole is not known."""
        if not self._terminal or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EACH
        self._shown = True
        share = "" if part is None else f" {'█' * round(part * 20):░<20} {part:.0%}"
        sys.stderr.write(f"\r\x1b[K{self._name}{share}{told}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Give the line back, before something else is written."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.clear()
