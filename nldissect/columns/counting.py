"""What a whole capture file holds, counted: the twins of `diagnosis.coverage` and `diagnosis.statistics`."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from nldissect.columns.block import Ints
from nldissect.columns.headers import refusing
from nldissect.columns.storage import datagrams, look, some, wide_some
from nldissect.columns.whole import Whole
from nldissect.columns.writing import Writer
from nldissect.diagnosis.coverage import Coverage, name_of
from nldissect.diagnosis.statistics import Count, Statistics, is_dump, is_loss
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.parts import Part
from nldissect.transactions import LONG, Role


def coverage(whole: Whole) -> dict[str, Coverage]:
    """Coverage by "protocol message name", in the order in which the names first appear."""
    writer = Writer(whole.index, _covered)
    counts: dict[str, Coverage] = {}
    for found in whole.each(lambda rows: Counter(writer.texts(whole.chosen(rows)))):
        for text, times in found.items():
            name, *numbers = json.loads(text)
            counts.setdefault(name, Coverage()).merge(Coverage(*numbers), times)
    return counts


def _covered(message: Message) -> list[Part]:
    """Its coverage, which is the same for all messages of its structure."""
    one = Coverage()
    one.add(message)
    return [json.dumps((name_of(message), one.messages, one.attributes, one.named, one.payload, one.known, one.raw))]


def statistics(whole: Whole) -> Statistics:
    """Counts by "protocol message name", in the order in which the names first appear."""
    counting = _Counting(whole)
    found = Statistics()
    failed = np.zeros(len(whole.index), np.bool_)
    first: int | None = None
    last = 0
    for part in whole.each(counting.stretch):
        for name, count in part.types.items():
            found.types.setdefault(name, Count()).merge(count)
        for name, rows in part.failed.items():
            found.types.setdefault(name, Count()).errors += int((~failed[rows]).sum())
            failed[rows] = True
        found.datagrams += part.datagrams
        found.losses += part.losses
        if part.datagrams:
            first = part.first if first is None else min(first, part.first)
            last = max(last, part.last)
    found.duration = 0 if first is None else last - first
    return found


@dataclass(slots=True)
class _Part:
    """What a stretch comes to."""

    types: dict[str, Count] = field(default_factory=dict)
    failed: dict[str, Ints] = field(default_factory=dict)
    """the rows of requests that a message of this stretch refuses"""
    datagrams: int = 0
    losses: int = 0
    first: int = 0
    """time of the first message, nanoseconds since 1970"""
    last: int = 0


class _Counting:
    """Counts the messages of stretches."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._index = whole.index
        self._writer = Writer(whole.index, _told)

    def stretch(self, rows: Ints) -> _Part:
        """Count one."""
        found = _Part()
        self._failed(rows, found)
        rows = self._whole.chosen(rows)
        if not len(rows):
            return found
        index = self._index
        kinds, kind = self._kinds(rows)
        length = some(index.length, rows)
        entry = some(index.transaction, rows)
        asks = (entry >= 4) & (entry & 3 == Role.REQUEST)
        of_latency, latency = self._latencies(entry[asks] >> 2, kind[asks])
        for number, told in enumerate(kinds):
            dump, loss, name = told[0] == "1", told[1] == "1", told[2:]
            members = kind == number
            count = found.types.setdefault(name, Count())
            messages, requests = int(members.sum()), int((members & asks).sum())
            taken = array("q", latency[of_latency == number].tobytes())
            count.merge(Count(messages, int(length[members].sum()), requests, 0, requests * dump, taken))
            found.losses += messages * loss
        position = datagrams(index, rows)
        time = wide_some(index.times, position)
        found.datagrams = len(np.unique(position))
        found.first, found.last = int(time.min()), int(time.max())
        return found

    def _kinds(self, rows: Ints) -> tuple[list[str], Ints]:
        """What is told of some rows, and for each row which of it."""
        numbers: dict[str, int] = {}
        kind = np.array([numbers.setdefault(text, len(numbers)) for text in self._writer.texts(rows)], np.int64)
        return list(numbers), kind

    def _latencies(self, number: Ints, kind: Ints) -> tuple[Ints, Ints]:
        """The kind of each transaction's first request, and what the transaction took; none where nothing came."""
        transactions = self._index.transactions
        number, first = np.unique(number, return_index=True)
        replied = look(transactions.replies)[number] > 0
        number, kind = number[replied], kind[first[replied]]
        taken = some(transactions.last, number)
        for at in np.flatnonzero(taken == LONG).tolist():
            taken[at] = transactions.longer[int(number[at])]
        return kind, taken

    def _failed(self, rows: Ints, found: _Part) -> None:
        refused = [_request(self._index, row) for row in rows[refusing(self._index, rows)].tolist()]
        asked = self._whole.chosen(np.unique([row for row in refused if row is not None]).astype(np.int64))
        if len(asked):
            kinds, kind = self._kinds(asked)
            for number, told in enumerate(kinds):
                known = found.failed.get(told[2:], asked[:0])
                found.failed[told[2:]] = np.concatenate((known, asked[kind == number]))


def _told(message: Message) -> list[Part]:
    """Whether it is a dump's request, whether messages were lost, and what it is counted by."""
    return [f"{is_dump(message):d}{is_loss(message):d}{name_of(message)}"]


def _request(index: MessageIndex, row: int) -> int | None:
    """The row of the request that an error belongs to."""
    entry = index.transaction[row]
    if not entry or entry & 3 == Role.REQUEST or index.message(row).error is None:
        return None
    return index.row_of(*index.request_of(row))
