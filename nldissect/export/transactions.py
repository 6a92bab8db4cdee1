"""The rows of transactions: what a request asked, gathered with what came of it.

A stream is read once, so a row is finished when its transaction is old enough that nothing more is to be expected of
it, or when the stream ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from nldissect.export.rows import NO_FAULT, Fault, fault, told
from nldissect.message import Message
from nldissect.transactions import Role, State, Transactions
from nldissect.tree import printable

KEPT: Final = 16_384
"""transactions that are waited for at a time; what comes later than that of an older one is not in its row"""

_STATES: Final = {State.QUIET: "quiet", State.ANSWERED: "answered", State.FAILED: "failed"}


class TransactionRow(NamedTuple):
    """A finished row, and where it belongs."""

    protocol: str
    time: int
    row: tuple[object, ...]


@dataclass(slots=True)
class _Asked:
    """A transaction that more may come of."""

    protocol: str
    place: tuple[int, int, int]
    """frame, index and time of the request"""
    netns: int | None
    about: tuple[object, ...]
    """from the request's type to whether it is our own"""
    transactions: Transactions
    wanted: bool
    requests: int = 0
    notifications: int = 0
    refusals: int = 0
    refused: str | None = None
    fault: Fault = NO_FAULT


class Gathering:
    """Takes messages in order and gives rows. A transaction without any message that was `wanted` gives none."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._asked: dict[int, _Asked] = {}

    def see(self, message: Message, *, wanted: bool = True) -> TransactionRow | None:
        """Take the next message; give the row that had to be finished to make room for it."""
        membership = message.membership
        if membership is None:
            return None
        number, role = membership.number, membership.role
        asked = self._asked.get(number)
        if asked is None:
            if role is not Role.REQUEST:
                return None  # its row is finished
            asked = self._asked[number] = _asked(message, membership.transactions)
        asked.wanted |= wanted
        if role is Role.REQUEST:
            asked.requests += 1
        elif role is Role.NOTIFICATION:
            asked.notifications += 1
        elif role is Role.END:
            _refuse(asked, message)
        return self._finish(next(iter(self._asked))) if len(self._asked) > self._kept else None

    def rest(self) -> Iterator[TransactionRow]:
        """The rows that are left when the stream has ended."""
        for number in list(self._asked):
            row = self._finish(number)
            if row is not None:
                yield row

    def _finish(self, number: int) -> TransactionRow | None:
        asked = self._asked.pop(number)
        if not asked.wanted:
            return None
        transactions = asked.transactions
        row = (
            number,
            *asked.place,
            asked.netns,
            *told(transactions.process(number)),
            *asked.about,
            _state(transactions, number),
            transactions.latency(number),
            asked.requests,
            transactions.replies[number],
            asked.notifications,
            number in transactions.interrupted,
            asked.refusals,
            asked.refused,
            *asked.fault,
        )
        return TransactionRow(asked.protocol, asked.place[2], row)


def _asked(message: Message, transactions: Transactions) -> _Asked:
    header, generic = message.header, message.generic
    family = None if generic is None or generic.family is None else printable(generic.family)
    about = (
        None if header is None else header.nlmsg_type,
        None if header is None else header.nlmsg_flags,
        printable(message.type_name),
        printable(message.name),
        tuple(message.flags),
        family,
        None if generic is None else generic.cmd,
        None if generic is None else generic.command,
        message.summary,
        message.own,
    )
    place = (message.frame, message.index, message.time)
    return _Asked(message.protocol_name, place, message.netns, about, transactions, wanted=False)


def _refuse(asked: _Asked, message: Message) -> None:
    """Keep what the first refusal says."""
    if message.error is None:
        return
    asked.refusals += 1
    if asked.refusals == 1:
        asked.fault = fault(message)
        request = message.request
        asked.refused = None if request is None else printable(request.name)


def _state(transactions: Transactions, number: int) -> str:
    state = State(transactions.state[number])
    if state is not State.OPEN:
        return _STATES[state]
    return "unanswered" if transactions.unanswered(number) else "open"
