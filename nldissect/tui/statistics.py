"""Counts over the rows that are shown: by type, by family, by process. Made in a thread that yields to the others."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final, NamedTuple

from nldissect.message import Message
from nldissect.tui import copying
from nldissect.tui.bundles import Bundles

if TYPE_CHECKING:
    from nldissect.columns.tally import Sort, Tally

_AT_ONCE: Final = 4096
"""rows that are counted at once"""
_BREATH: Final = 0.002
"""seconds of sleep between"""
_LONG_BREATH: Final = 0.03
"""seconds of sleep while the engine works too"""
_NEWS: Final = 0.3
"""seconds between two states of the lines"""


class By(StrEnum):
    """What makes messages one group; the values are its title."""

    TYPE = "Message"
    FAMILY = "Family"
    PROCESS = "Process"

    @property
    def next(self) -> By:
        """The one that the key changes to."""
        each = list(By)
        return each[(each.index(self) + 1) % len(each)]


@dataclass(frozen=True, slots=True)
class Line:
    """One group. Latencies are in nanoseconds, None where nothing was answered or all is not counted yet."""

    name: str
    filter: str
    """what such messages pass; empty where no filter tells them"""
    messages: int
    bytes: int
    requests: int
    errors: int
    median: int | None = None
    late: int | None = None
    """19 of 20 are as fast"""
    longest: int | None = None


@dataclass(slots=True)
class _Group:
    filter: str
    messages: int = 0
    bytes: int = 0
    requests: int = 0
    errors: int = 0
    latencies: array[int] = field(default_factory=lambda: array("q"))

    def line(self, name: str, *, whole: bool) -> Line:
        """The group as it stands."""
        counts = (name, self.filter, self.messages, self.bytes, self.requests, self.errors)
        if not whole or not self.latencies:
            return Line(*counts)
        taken = sorted(self.latencies)
        last = len(taken) - 1
        return Line(*counts, taken[last // 2], taken[last * 19 // 20], taken[last])


class _Named(NamedTuple):
    """What messages of one kind are called, and the filters for them."""

    name: str
    filter: str
    family: str
    family_filter: str


class Statistics:
    """Counts `rows` of an index, as far as they are there. `lines` grows meanwhile; `done` is set at the end.

    While `reading` says that a file is still being read or filtered, it waits for the rest.
    """

    def __init__(
        self, bundles: Bundles, rows: Callable[[], Sequence[int]], reading: Callable[[], bool] = lambda: False
    ) -> None:
        self.lines: dict[By, list[Line]] = {by: [] for by in By}
        self.total = Line("all", "", 0, 0, 0, 0)
        self.done = False
        self.failure: BaseException | None = None
        self._bundles = bundles
        self._index = bundles.index
        self._rows = rows
        self._reading = reading
        self._looked = 0
        self._groups: dict[By, dict[str, _Group]] = {by: {} for by in By}
        self._total = _Group("")
        self._names: dict[Sort, _Named] = {}
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="statistics", daemon=True)
        self._thread.start()

    @property
    def progress(self) -> float:
        """How much has been counted, 0 to 1."""
        count = len(self._rows())
        return self._looked / count if count else 1.0

    def stop(self) -> None:
        """Count no further."""
        self._stopped = True
        self._thread.join()

    def _run(self) -> None:
        try:
            self._count()
            self._tell(whole=True)
        except BaseException as error:  # noqa: BLE001 - raised again in the UI's thread
            self.failure = error
        finally:
            self.done = True

    def _count(self) -> None:
        from nldissect.columns.tally import tallies

        told = monotonic()
        while not self._stopped:
            more = self._reading()  # asked before the rows, lest the last ones be missed
            rows = self._rows()
            end = len(rows)
            while self._looked < end:
                stop = min(end, self._looked + _AT_ONCE)
                for tally in tallies(self._index, self._bundles.folds, rows, self._looked, stop):
                    self._take(tally)
                self._looked = stop
                if self._stopped:
                    return
                if monotonic() > told + _NEWS:
                    told = monotonic()
                    self._tell(whole=False)
                sleep(_LONG_BREATH if more else _BREATH)
            if not more:
                return
            sleep(_LONG_BREATH)

    def _tell(self, *, whole: bool) -> None:
        self.lines = {
            by: [group.line(name, whole=whole) for name, group in groups.items()] for by, groups in self._groups.items()
        }
        self.total = self._total.line("all", whole=whole)

    def _take(self, tally: Tally) -> None:
        named = self._names.get(tally.sort)
        if named is None:
            named = self._names[tally.sort] = _named(self._index.message(tally.row))
        process = tally.process
        who = "unknown" if process is None else process.comm
        groups = (
            self._total,
            _of(self._groups[By.TYPE], named.name, named.filter),
            _of(self._groups[By.FAMILY], named.family, named.family_filter),
            _of(self._groups[By.PROCESS], who, "" if process is None else copying.equals("process", process.comm)),
        )
        failed = tally.failed + sum(map(self._failed, tally.batched))
        for group in groups:
            group.messages += tally.messages
            group.bytes += tally.bytes
            group.requests += tally.requests
            group.errors += failed
            group.latencies += tally.latencies

    def _failed(self, row: int) -> bool:
        """Whether a command of a batch was refused."""
        answer = self._bundles.answer(row)
        return answer is not None and self._bundles.refuses(answer)


def _of(groups: dict[str, _Group], name: str, text: str) -> _Group:
    group = groups.get(name)
    if group is None:
        group = groups[name] = _Group(text)
    return group


def _named(message: Message) -> _Named:
    generic = message.generic
    if generic is None:
        family, wanted = message.protocol_alias, f"protocol == {message.protocol_alias}"
    elif generic.family is None or message.header is None:
        family = "generic ?" if message.header is None else f"generic {message.header.nlmsg_type}"
        wanted = "protocol == generic"
    else:
        family, wanted = generic.family, copying.equals("family", generic.family)
    return _Named(message.name, copying.as_filter(message, None), family, wanted)
