"""Work on a whole capture file: indexed to its end first, then looked at in stretches, by all processors."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeVar

import numpy as np

from nldissect.capture.capturefile import CaptureFile
from nldissect.columns.block import Ints
from nldissect.columns.building import Builder
from nldissect.columns.crew import Crew, Result, processors
from nldissect.columns.sieve import Sieve
from nldissect.columns.storage import look
from nldissect.filter import Filter
from nldissect.index import MessageIndex
from nldissect.message import Message

T = TypeVar("T")
R = TypeVar("R")
Show = Callable[[float | None, str], None]
"""is told how much of something is done, 0 to 1, and of what"""

STRETCH: Final = 16_384
"""messages of a stretch, at least"""
_FORGETTING: Final = 1 << 10
"""messages after which the memory of those that were read again is given back"""


class Whole:
    """The messages of a capture file that has been read to its end, and which of them count.

    Those that are `wanted` do, and with `own` what nldissect itself caused. Raises UserError where the file can not be
    read.
    """

    def __init__(
        self,
        capture: CaptureFile,
        families: Mapping[int, str] | None = None,
        *,
        wanted: Filter | None = None,
        own: bool = False,
        show_secrets: bool = False,
        show: Show = lambda part, told: None,
    ) -> None:
        self.index = MessageIndex(capture.source, families, show_secrets=show_secrets)
        self._source = capture.source
        self._own = own
        self._show = show
        for _ in Builder(self.index, capture).steps():
            show(capture.progress, " read")
        self.index.transactions.complete = True
        self._sieve = None if wanted is None else Sieve(self.index, wanted.expression)

    def chosen(self, rows: Ints) -> Ints:
        """Those of the rows, which ascend, that count."""
        rows = self.known(rows)
        return rows if self._sieve is None else self._sieve.passing(rows)

    def known(self, rows: Ints) -> Ints:
        """Those of the rows that count where all messages are wanted."""
        if self._own or not self.index.own_rows:
            return rows
        return rows[[not self.index.own_of(row) for row in rows.tolist()]]

    def messages(self, rows: Ints) -> Iterator[Message]:
        """These rows' messages, one by one; the memory of those gone by is given back."""
        for count, row in enumerate(rows.tolist(), 1):
            yield self.index.message(row)
            if not count % _FORGETTING:
                self._source.forget()

    def each(self, do: Callable[[Ints], R]) -> Iterator[R]:
        """What `do` returns for the rows of each stretch, in their order; datagrams are not torn apart.

        It runs in other processes, where there are processors for them: what it returns must be possible to pickle,
        and what else it changes stays there.
        """
        return self.spread(list(pairwise(self._ends())), lambda stretch: do(np.arange(*stretch)))

    def spread(self, tasks: Sequence[T], do: Callable[[T], R]) -> Iterator[R]:
        """The same for tasks of another kind."""
        count = max(1, min(processors(), len(tasks)))

        def work(share: int, count: int) -> Iterator[Result]:
            for number in range(share, len(tasks), count):
                yield Result([pickle.dumps(do(tasks[number]))], (number + 1) / len(tasks))
                self._source.forget()

        for result in Crew(work, lambda: None, count).results():
            self._show(result.progress, "")
            yield pickle.loads(b"".join(result.pieces))

    def _ends(self) -> list[int]:
        """Where stretches begin, and where the last one ends."""
        rows = len(self.index)
        first = look(self.index.first_rows)
        places = np.searchsorted(first, np.arange(0, rows, STRETCH))
        starts = np.unique(first[places[places < len(first)]])
        return [*starts.tolist(), rows]
