"""One capture into a dataset: messages in, rows out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.export.dataset import Identity, Incoming
from nldissect.export.rows import Rows, rows
from nldissect.export.tables import ATTRIBUTES, MESSAGES, TRANSACTIONS
from nldissect.export.transactions import Gathering, TransactionRow
from nldissect.message import Message
from nldissect.tree import printable

_ENDINGS = (".gz", ".pcap", ".pcapng", ".cap")


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows and files a capture became."""

    messages: int
    attributes: int
    transactions: int
    files: int
    problem: UserError | None
    """why the capture could not be read to its end"""


def identity(path: str, host: str | None, first: Datagram | None) -> Identity:
    """What a capture is called: by its file's name, its host's, and its first datagram, which is there to stay."""
    name = printable("standard input" if path == "-" else Path(path).name)
    stem = name
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    host = printable(host or stem or name)
    digest = hashlib.sha256("\0".join((host, name.removesuffix(".gz"))).encode())
    if first is not None:
        digest.update(b"%d %d " % (first.time, first.protocol))
        digest.update(first.data)
    return Identity(host, name, digest.hexdigest()[:16])


def export(
    messages: Iterable[Message],
    incoming: Incoming,
    *,
    wanted: Callable[[Message], bool] = lambda message: True,
    progress: Callable[[int], None] = lambda count: None,
) -> Exported:
    """Write the messages that are `wanted`, and the transactions they are of; `progress` is told how many went by.

    What comes before an error of the capture is written all the same. Raises CannotWrite, and UserError where the
    capture can not be laid out.
    """
    gathering = Gathering()
    problems: list[UserError] = []
    for count, message in enumerate(_as_far_as_it_goes(messages, problems), 1):
        chosen = wanted(message)
        if chosen:
            _add(incoming, rows(message))
        finished = gathering.see(message, wanted=chosen)
        if finished is not None:
            _add_transaction(incoming, finished)
        if not count & 0x3FF:
            progress(count)
    for finished in gathering.rest():
        _add_transaction(incoming, finished)
    incoming.commit()
    counts = incoming.rows
    return Exported(
        counts[MESSAGES], counts[ATTRIBUTES], counts[TRANSACTIONS], incoming.files, next(iter(problems), None)
    )


def _as_far_as_it_goes(messages: Iterable[Message], problems: list[UserError]) -> Iterator[Message]:
    try:
        yield from messages
    except UserError as error:
        problems.append(error)


def _add(incoming: Incoming, made: Rows) -> None:
    incoming.add(MESSAGES, made.protocol, made.time, [made.message], made.size)
    incoming.add(ATTRIBUTES, made.protocol, made.time, made.attributes, made.size)


def _add_transaction(incoming: Incoming, finished: TransactionRow) -> None:
    incoming.add(TRANSACTIONS, finished.protocol, finished.time, [finished.row])
