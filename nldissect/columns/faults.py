"""The faults of a whole capture file: `diagnosis.explain` of those messages alone that can be part of one.

Which these are is told by columns: more of them than necessary, never fewer. Only lint has to know requests better.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

import numpy as np

from nldissect.columns.block import Bools, Ints
from nldissect.columns.headers import claimed, refusing
from nldissect.columns.storage import datagrams, look, some
from nldissect.columns.whole import Whole
from nldissect.columns.writing import Writer
from nldissect.control import NLM_F_DUMP_INTR, NLM_F_REQUEST, NLMSG_DONE, NLMSG_ERROR, NLMSG_OVERRUN
from nldissect.datagram import Direction
from nldissect.diagnosis.explain import Fault, Totals, Trouble, fault, troubles
from nldissect.diagnosis.kernel_policy import Policies
from nldissect.diagnosis.suspects import notes_on, worth_telling
from nldissect.filter import Filter
from nldissect.index import MessageIndex
from nldissect.message import GENL_ID_CTRL, Message
from nldissect.parts import OfMessage, OfTree, Part, Parts
from nldissect.protocols import GENERIC, ROUTE
from nldissect.transactions import Role, State
from nldissect.tree import Level
from nldissect.wire import NLMSG_HDRLEN

T = TypeVar("T")

_AT_ONCE: Final = 1 << 20
"""messages that are looked through for answers at once"""
_ENDING: Final = NLMSG_HDRLEN + 4
"""bytes of an NLMSG_DONE that says nothing more"""
_ACKNOWLEDGEMENT: Final = _ENDING + NLMSG_HDRLEN
"""bytes of an NLMSG_ERROR that says nothing more"""
_TOGETHER: Final = 256
"""faults that are described together"""
_TROUBLES: Final = tuple(Trouble)


def faults(
    whole: Whole,
    totals: Totals,
    tell: Callable[[Fault, int], T],
    *,
    worth: Level | None = None,
    wanted: Filter | None = None,
    own: bool = False,
) -> Iterator[T]:
    """What `tell` says of each fault, in the order of `nldissect.diagnosis.explain.explain`; it is as said there.

    `tell` is given the fault and when the first message went by, in another process; what it says must be possible to
    pickle. The totals are complete when the last one has come.
    """
    policies = _policies(whole.index)
    rows, suspects = _found(whole, totals, policies, worth)
    totals.start = _start(whole)
    describe = _Describing(whole.index, policies, wanted, tell, totals.start)
    for one in whole.spread(list(_shown(whole, rows, suspects, own=own)), describe.told):
        yield from one.told
        totals.troubles.update(one.troubles)
        totals.errnos.update(one.errnos)


def _found(whole: Whole, totals: Totals, policies: Policies, worth: Level | None) -> tuple[Ints, Ints]:
    """The rows that may be part of a fault, and those of them that lint suspects."""
    likely = _Likely(whole, policies, worth)
    rows, suspects = [], [np.zeros(0, np.int64)]
    for part in whole.each(likely.stretch):
        totals.messages += part.messages
        totals.requests += part.requests
        rows.append(part.rows)
        suspects.append(part.suspects)
    asked = np.concatenate(suspects)
    return np.unique(np.concatenate([*rows, asked, *_answers(whole.index, asked)])), asked


def _shown(whole: Whole, rows: Ints, suspects: Ints, *, own: bool) -> Iterator[_Shown]:
    """The faults, a few at a time."""
    index = whole.index

    def row_of(message: Message) -> int:
        row = index.row_of(message.frame, message.index)
        assert row is not None
        return row

    def suspicious(message: Message) -> bool:
        row = row_of(message)
        place = int(np.searchsorted(suspects, row))
        return place < len(suspects) and int(suspects[place]) == row

    found = troubles(whole.messages(rows if own else whole.known(rows)), suspicious if len(suspects) else None)
    while together := [(_TROUBLES.index(trouble), row_of(message)) for trouble, message in islice(found, _TOGETHER)]:
        yield _Shown(bytes(trouble for trouble, _ in together), array("I", (row for _, row in together)))


class _Shown(NamedTuple):
    """Some faults: what is wrong, and the rows in which it shows."""

    troubles: bytes
    """places in _TROUBLES"""
    rows: array[int]


class _Told(NamedTuple, Generic[T]):
    """What is said of some faults, and how many of which there are."""

    told: list[T]
    troubles: Counter[Trouble]
    errnos: Counter[str]


class _Describing(Generic[T]):
    """Says all there is to be said of faults."""

    def __init__(
        self,
        index: MessageIndex,
        policies: Policies,
        wanted: Filter | None,
        tell: Callable[[Fault, int], T],
        start: int,
    ) -> None:
        self._index = index
        self._policies = policies
        self._wanted = wanted
        self._tell = tell
        self._start = start

    def told(self, shown: _Shown) -> _Told[T]:
        """It of those that are wanted."""
        totals = Totals()
        told = []
        for trouble, row in zip(shown.troubles, shown.rows, strict=True):
            found = fault(_TROUBLES[trouble], self._index.message(row), self._policies)
            if self._wanted is None or self._wanted.matches(found.request or found.message):
                totals.add(found)
                told.append(self._tell(found, self._start))
        return _Told(told, totals.troubles, totals.errnos)


def _policies(index: MessageIndex) -> Policies:
    """All that the kernel tells of its policies in the whole file."""
    policies = Policies()
    if any(origin.protocol == GENERIC for origin in index.known_origins):
        for row in np.flatnonzero(look(index.type) == GENL_ID_CTRL).tolist():
            policies.learn(index.message(row))
    return policies


def _start(whole: Whole) -> int:
    """When the first message went by."""
    index = whole.index
    return next((index.time_of(row) for row in range(len(index)) if len(whole.known(np.array([row])))), 0)


class _Part(NamedTuple):
    """What a stretch comes to: how much of it counts, and the rows that may be part of a fault."""

    messages: int
    requests: int
    rows: Ints
    suspects: Ints
    """wanted requests that lint has found something in"""


class _Likely:
    """Finds the messages that may be part of a fault."""

    def __init__(self, whole: Whole, policies: Policies, worth: Level | None) -> None:
        self._whole = whole
        self._index = whole.index
        self._lint = None if worth is None else Writer(whole.index, _verdict(policies, worth))
        origins = whole.index.known_origins
        self._to_kernel = np.array([origin.direction is Direction.TO_KERNEL for origin in origins], np.bool_)
        self._route = np.array([origin.protocol == ROUTE for origin in origins], np.bool_)

    def stretch(self, rows: Ints) -> _Part:
        """Those of one stretch."""
        entry = some(self._index.transaction, rows)
        asks = (entry >= 4) & (entry & 3 == Role.REQUEST)
        chosen = self._whole.chosen(rows)
        requests = chosen[asks[chosen - rows[0]]]
        suspects = rows[:0]
        if self._lint is not None and len(requests):
            suspects = requests[[text == "1" for text in self._lint.texts(requests)]]
        return _Part(len(chosen), len(requests), rows[self._likely(rows, entry, asks)], suspects)

    def _likely(self, rows: Ints, entry: Ints, asks: Bools) -> Bools:
        index = self._index
        datagram = datagrams(index, rows)
        remarked = np.array(index.remarked(int(datagram[0]), int(datagram[-1])), np.int64)
        found: Bools = np.isin(datagram, remarked)
        kind, flags, length = (some(column, rows) for column in (index.type, index.flags, index.length))
        found |= (kind == NLMSG_OVERRUN) | (flags & NLM_F_DUMP_INTR != 0)
        # An acknowledgement is this long, a DONE message shorter: what is longer says something.
        found |= np.isin(kind, (NLMSG_ERROR, NLMSG_DONE)) & (length > _ACKNOWLEDGEMENT)
        found |= (kind == NLMSG_DONE) & (length > _ENDING)
        found |= refusing(index, rows)
        whole = (length >= NLMSG_HDRLEN) & (kind != 0)
        says = claimed(index, rows[whole])
        found |= ~whole
        found[whole] |= (says < NLMSG_HDRLEN) | (says > length[whole])
        origin = some(index.origins, datagram)
        unmarked = flags & NLM_F_REQUEST == 0
        found |= unmarked & self._to_kernel[origin]
        found |= unmarked & self._route[origin] & (some(index.seq, rows) != 0) & (some(index.pid, rows) == 0)
        number = entry >> 2
        transactions = index.transactions
        waiting = (some(transactions.state, number) == State.OPEN) & (some(transactions.replies, number) == 0)
        found |= asks & waiting
        return found


def _verdict(policies: Policies, worth: Level) -> Parts:
    """Tells "1" of requests that lint finds something in."""

    def tell(message: Message) -> str:
        return "1" if worth_telling(notes_on(message, policies), worth) else ""

    def parts(message: Message) -> list[Part]:
        # The kernel's policy is held against bytes, and what is secret has no value to be told by.
        alone = policies.of(message) is not None or (message.kind is not None and message.kind.secret)
        return [OfMessage(tell) if alone else OfTree(tell)]

    return parts


def _answers(index: MessageIndex, requests: Ints) -> Iterator[Ints]:
    """Of each of these requests the first answer, at least."""
    if not len(requests):
        return
    asked = np.zeros(len(index.transactions) + 1, np.bool_)
    asked[some(index.transaction, requests) >> 2] = True
    for start in range(0, len(index), _AT_ONCE):
        rows = np.arange(start, min(start + _AT_ONCE, len(index)))
        entry = some(index.transaction, rows)
        number, role = entry >> 2, entry & 3
        answers = asked[number] & ((role == Role.REPLY) | (role == Role.END))
        batched = np.isin(rows, np.array(index.batched(int(rows[0]), int(rows[-1])), np.int64))
        yield rows[answers & batched]
        rest = answers & ~batched
        answered, first = np.unique(number[rest], return_index=True)
        yield rows[rest][first]
        # Nothing but the first is needed, and a batch goes on: only what is in no batch is done with.
        asked[answered[~np.isin(answered, number[batched])]] = False
