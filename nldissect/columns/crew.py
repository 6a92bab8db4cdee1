"""A whole file's work done by several processes, its results in order.

Each worker indexes the file for itself, which is quick, and does every n-th stretch of it; nothing is shared, and what
a stretch comes to goes through a pipe while the next is being worked on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, NamedTuple, TypeVar

from nldissect.errors import UserError

T = TypeVar("T")


class Result(NamedTuple):
    """What a stretch came to, in pieces, and how much of the file lies before its end: 0 to 1."""

    pieces: Sequence[bytes]
    progress: float | None


class Crew(Generic[T]):
    """`count` workers. `work(share, count)` yields the results of each stretch whose number is `share` modulo `count`.

    A worker returns what it has to tell in the end; what the first one told is kept in `told`.
    """

    def __init__(self, work: Callable[[int, int], Iterator[Result]], tell: Callable[[], T], count: int) -> None:
        self._work = work
        self._tell = tell
        self._count = count
        self.told: T | None = None

    def results(self) -> Iterator[Result]:
        """The results of all stretches in order. Raises UserError as the workers do."""
        if self._count == 1:
            yield from self._work(0, 1)
            self.told = self._tell()
            return
        sys.stdout.flush()  # else each worker would have what is in the buffer
        context = get_context("fork")
        pipes: list[Connection] = []
        workers = []
        try:
            for share in range(self._count):
                ours, theirs = context.Pipe(duplex=False)
                worker = context.Process(target=self._serve, args=(share, theirs, [*pipes, ours]), daemon=True)
                worker.start()
                theirs.close()
                pipes.append(ours)
                workers.append(worker)
            yield from self._gathered(pipes)
        finally:
            for worker in workers:
                worker.terminate()
                worker.join()

    def _gathered(self, pipes: list[Connection]) -> Iterator[Result]:
        while pipes:
            for pipe in list(pipes):
                try:
                    found = pipe.recv()
                    pieces = [pipe.recv_bytes() for _ in range(found[0])] if isinstance(found, tuple) else []
                except (EOFError, OSError):
                    raise UserError("a worker process ended before its work was done; is there memory left?") from None
                if isinstance(found, BaseException):
                    raise found
                if isinstance(found, _Told):
                    self.told = found.what if self.told is None else self.told
                    pipes.remove(pipe)
                else:
                    yield Result(pieces, found[1])

    def _serve(self, share: int, pipe: Connection, others: list[Connection]) -> None:
        for other in others:  # else nobody would notice that the reader is gone
            other.close()
        with suppress(BrokenPipeError, KeyboardInterrupt):  # nobody wants the rest
            try:
                for result in self._work(share, self._count):
                    pipe.send((len(result.pieces), result.progress))
                    for piece in result.pieces:
                        pipe.send_bytes(piece)
                pipe.send(_Told(self._tell()))
            except MemoryError:
                pipe.send(UserError("there is not enough memory for this file; close other programs and try again"))
            except Exception as error:  # noqa: BLE001 - raised again in the parent
                pipe.send(error)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a worker tells in the end."""

    what: Any


def processors() -> int:
    """How many workers make sense: the processors that this process may use."""
    return len(os.sched_getaffinity(0))
