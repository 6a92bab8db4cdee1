"""The faults of a whole capture file: `diagnosis.explain` of those messages alone that can be part of one.

Which these are is told by columns: more of them than necessary, never fewer. Only lint has to know requests better.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from nldissect.columns.block import Bools, Ints
from nldissect.columns.headers import claimed, refusing
from nldissect.columns.storage import datagrams, look, some
from nldissect.columns.whole import Whole
from nldissect.columns.writing import Writer
from nldissect.control import NLM_F_DUMP_INTR, NLM_F_REQUEST, NLMSG_DONE, NLMSG_ERROR, NLMSG_OVERRUN
from nldissect.datagram import Direction
from nldissect.diagnosis.explain import Fault, Totals, explain
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

_AT_ONCE: Final = 1 << 20
"""messages that are looked through for answers at once"""
_ENDING: Final = NLMSG_HDRLEN + 4
"""bytes of an NLMSG_DONE that says nothing more"""
_ACKNOWLEDGEMENT: Final = _ENDING + NLMSG_HDRLEN
"""bytes of an NLMSG_ERROR that says nothing more"""
_FORGETTING: Final = 1 << 10
"""messages after which the memory of those that were read again is given back"""


def faults(
    whole: Whole, totals: Totals, *, worth: Level | None = None, wanted: Filter | None = None, own: bool = False
) -> Iterator[Fault]:
    """As `nldissect.diagnosis.explain.explain`; the totals have the messages before the first fault comes."""
    index = whole.index
    policies = _policies(index)
    likely = _Likely(whole, policies, worth)
    rows, suspects = [], []
    for part in whole.each(likely.stretch):
        totals.messages += part.messages
        totals.requests += part.requests
        rows.append(part.rows)
        suspects.append(part.suspects)
    totals.start = _start(whole)
    asked = np.concatenate([*suspects, np.zeros(0, np.int64)])
    found = np.unique(np.concatenate([*rows, asked, *_answers(index, asked)]))
    messages = _messages(whole, found.astype(np.int64))
    matches = None if wanted is None else wanted.matches
    yield from explain(messages, totals, policies=policies, worth=worth, wanted=matches, own=own, counted=True)


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


def _messages(whole: Whole, rows: Ints) -> Iterator[Message]:
    for count, row in enumerate(rows.tolist(), 1):
        yield whole.index.message(row)
        if not count % _FORGETTING:
            whole.forget()


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
