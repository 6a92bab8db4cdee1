"""Counts over stretches of an index's rows, by what the UI's statistics tell apart. The index may grow meanwhile."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from nldissect.columns.block import Bools, Ints
from nldissect.columns.folds import Folds
from nldissect.columns.listing import Stretch, piece, rows_of
from nldissect.control import NLMSG_MIN_TYPE
from nldissect.datagram import Process
from nldissect.index import MessageIndex
from nldissect.protocols import GENERIC
from nldissect.transactions import LONG, Role, State
from nldissect.wire import NLMSG_HDRLEN

_STRANGER: Final = 4
"""stands for the role of a message that belongs to no transaction"""
_GENL_CMD: Final = NLMSG_HDRLEN
"""where genlmsghdr.cmd is"""


class Sort(NamedTuple):
    """What makes messages one sort. Without nlmsghdr the type is -1, without genlmsghdr the command."""

    protocol: int
    type: int
    command: int
    role: int


class Tally(NamedTuple):
    """Messages of one sort and one process."""

    sort: Sort
    row: int
    """one of them"""
    process: Process | None
    messages: int
    bytes: int
    requests: int
    failed: int
    """how many requests were refused, but for those in batches"""
    batched: list[int]
    """the rows of requests in batches"""
    latencies: array[int]
    """nanoseconds, of transactions that begin here and were answered"""


def tallies(index: MessageIndex, folds: Folds, rows: Sequence[int], start: int, end: int) -> Iterator[Tally]:
    """Count rows[start:end], which ascend and were learned; `rows` is an array or a range."""
    at = Stretch(index, rows_of(rows, start, end))
    entry, length, origin = at.of(index.transaction), at.of(index.length), at.origins()
    number, role = entry >> 2, np.where(entry > 0, entry & 3, _STRANGER)
    known = index.known_origins
    protocol = np.array([each.protocol for each in known], np.int64)[origin]
    kind = np.where(length >= NLMSG_HDRLEN, at.of(index.type), -1)
    command = np.full(len(entry), -1)
    generic = (protocol == GENERIC) & (kind >= NLMSG_MIN_TYPE) & (length > _GENL_CMD)
    if generic.any():
        command[generic] = at.take(generic).behind(_GENL_CMD, 1)[:, 0]
    low, high = int(number.min()), int(number.max()) + 1
    number -= low
    # A process is told by the datagram, else by another one of the transaction.
    process = piece(index.transactions.process_numbers, low, high)[number]
    process[(entry == 0) | (role == Role.NOTIFICATION)] = 0
    says = np.array([each.process is not None for each in known], np.bool_)[origin]
    process = np.where(says, -1 - origin, process)
    asks = role == Role.REQUEST
    batched = asks & (piece(folds.batch, low, high)[number] > 0)
    failed = asks & ~batched & (piece(index.transactions.state, low, high)[number] == State.FAILED)
    latency, answered = _latencies(index, folds, at.rows, asks, number, low, high)
    columns = (protocol, kind, command, role, process)
    for which in _groups(columns):
        one = which[0]
        who = int(process[one])
        told = index.transactions.process(int(entry[one]) >> 2) if who else None
        yield Tally(
            Sort(*(int(column[one]) for column in columns[:4])),
            int(at.rows[one]),
            known[-1 - who].process if who < 0 else told,
            len(which),
            int(length[which].sum()),
            len(which) if role[one] == Role.REQUEST else 0,
            int(failed[which].sum()),
            at.rows[which[batched[which]]].tolist(),
            array("q", latency[which[answered[which]]].tobytes()),
        )


def _latencies(
    index: MessageIndex, folds: Folds, rows: Ints, asks: Bools, number: Ints, low: int, high: int
) -> tuple[Ints, Bools]:
    """Nanoseconds from each row to the last answer, and for which rows there is one: for transactions' first rows."""
    transactions = index.transactions
    first = asks & (piece(folds.head, low, high)[number] == rows)
    answered = first & (piece(transactions.replies, low, high)[number] > 0)
    latency = piece(transactions.last, low, high)[number]
    for each in np.flatnonzero(answered & (latency == LONG)).tolist():
        latency[each] = transactions.longer[low + int(number[each])]
    return latency, answered


def _groups(columns: Sequence[Ints]) -> Iterator[Ints]:
    """The places where all columns are alike."""
    order = np.lexsort(columns)
    changes = np.zeros(len(order), np.bool_)
    for column in columns:
        ordered = column[order]
        changes[1:] |= ordered[1:] != ordered[:-1]
    yield from np.split(order, np.flatnonzero(changes))
