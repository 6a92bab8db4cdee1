"""Every failed or odd transaction of what has been read, found beside the UI: in a thread that yields to the others."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Final

from nldissect.diagnosis.explain import Totals, Trouble, explain
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.output.explanation import fault_lines, totals_line

MOST: Final = 10_000
"""faults that are listed"""
_SLICE: Final = 0.005
_BREATH: Final = 0.005
"""seconds of work, and of sleep between"""
_LONG_BREATH: Final = 0.03
"""seconds of sleep while the engine works too"""
_AT_ONCE: Final = 16_384
"""rows that are looked through at once for what may be part of a fault"""


@dataclass(frozen=True, slots=True)
class Found:
    """One fault as it is listed: its lines, and the row of the index to go to."""

    lines: tuple[str, ...]
    row: int
    refusal: bool


class Faults:
    """Looks through an index as far as it has come; `found` grows meanwhile. `done` is set at the end.

    While `reading` says that a file is still being read, it waits for the rest.
    """

    def __init__(self, index: MessageIndex, reading: Callable[[], bool] = lambda: False) -> None:
        self.found: list[Found] = []
        self.done = False
        self.failure: BaseException | None = None
        self._index = index
        self._reading = reading
        self._looked = 0
        self._totals = Totals()
        self._stopped = False
        self._requests = 0
        self._until = 0.0
        """when it is time to sleep"""
        self._thread = threading.Thread(target=self._look, name="faults", daemon=True)
        self._thread.start()

    @property
    def progress(self) -> float:
        """How much has been looked through, 0 to 1."""
        return self._looked / len(self._index) if len(self._index) else 1.0

    @property
    def whole(self) -> bool:
        """Whether all of the index, as it is now, has been looked through."""
        return self.done and self._looked == len(self._index)

    @property
    def totals(self) -> str:
        """What was seen in all, in one line."""
        totals = self._totals
        totals.messages, totals.requests = self._looked, self._requests  # most of them were not decoded
        more = "" if len(self.found) < MOST else f"; the first {MOST:,} are listed"
        return totals_line(totals) + more

    def stop(self) -> None:
        """Look no further."""
        self._stopped = True
        self._thread.join()

    def _look(self) -> None:
        index = self._index
        try:
            for fault in explain(self._messages(), self._totals):
                first = fault.request or fault.message
                row = index.row_of(first.frame, first.index)
                if row is not None and len(self.found) < MOST:
                    head, *more = fault_lines(fault, index.time_of(0))
                    lines = (_by_rows(head, index, row, fault.message), *more)
                    self.found.append(Found(lines, row, fault.trouble in (Trouble.FAILED, Trouble.WARNED)))
        except BaseException as error:  # noqa: BLE001 - raised again in the UI's thread
            self.failure = error
        finally:
            self.done = True

    def _messages(self) -> Iterator[Message]:
        from nldissect.columns.telling import telling

        while not self._stopped:
            more = self._reading()  # asked before the length, lest the last rows be missed
            end = len(self._index)
            while self._looked < end:
                stop = min(end, self._looked + _AT_ONCE)
                rows, requests = telling(self._index, self._looked, stop)
                for row in rows:
                    yield self._index.message(row)
                    self._looked = row + 1
                    self._rest(more)
                    if self._stopped:
                        return
                self._looked = stop
                self._requests += requests
                self._rest(more)
                if self._stopped:
                    return
            if not more:
                return
            sleep(_LONG_BREATH)

    def _rest(self, more: bool) -> None:
        """Sleep for a moment if enough has been worked."""
        if monotonic() >= self._until:
            sleep(_LONG_BREATH if more else _BREATH)
            self._until = monotonic() + _SLICE


def _by_rows(head: str, index: MessageIndex, first: int, last: Message) -> str:
    """The first line with the numbers that the list of messages has."""
    row = index.row_of(last.frame, last.index)
    number = index.number_of(first)
    where = number if row is None or row == first else f"{number} → {index.number_of(row)}"
    return re.sub(r"message \d+( → \d+)?", f"message {where}", head, count=1)
