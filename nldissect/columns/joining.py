"""Which messages of a block belong together: the twin of `nldissect.pairing`, for all of them at once.

Messages fall into groups of the same network namespace, protocol and sequence number. Within a group each request
begins an epoch, and what follows belongs to it, as long as the group is easy: no request comes before the last one was
answered, port ids agree, errors echo their epoch's request. Groups that are not easy are told apart one message at a
time, by the code that live traffic goes through; that gives the same, as groups know nothing of each other.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nldissect import wire
from nldissect.columns.block import Block, Bools, Ints, gather
from nldissect.columns.booking import Booking
from nldissect.columns.messages import Messages
from nldissect.columns.rows import GET, OTHER, Operations, Rows, nothing, remember, rows_from, rows_of
from nldissect.control import NLM_F_ACK, NLM_F_DUMP, NLM_F_MULTI, NLMSG_DONE, NLMSG_ERROR, NLMSG_MIN_TYPE
from nldissect.pairing import (
    CTNETLINK,
    ECHO,
    KEPT,
    NFNL_MSG_BATCH_BEGIN,
    NFNL_MSG_BATCH_END,
    NOTIFYING,
    Pending,
    tells,
)
from nldissect.protocols import NETFILTER
from nldissect.registry import Registry
from nldissect.transactions import Role, Transactions

_NO_PORT: Final = 1 << 40
_SEQ: Final = (1 << 32) - 1


class Joining:
    """Joins block after block into `transactions`."""

    def __init__(self, transactions: Transactions, registry: Registry) -> None:
        self._transactions = transactions
        self._operations = Operations(registry)
        self._netns: list[int | None] = [None]
        self._left = nothing()

    def settle(self) -> None:
        """Before messages are fed one by one: give back what blocks left."""
        remember(self._transactions.pairing, self._left, self._netns)
        self._left = nothing()

    def join(self, block: Block, found: Messages, first: int) -> tuple[Ints, Ints]:
        """Book a block's messages, the first of which has position `first`.

        Returns the index's transaction column (number << 2 | role, 0 where it belongs to none), and, for those that
        belong to a request that is not their transaction's first, that request's position (else -1).
        """
        pairing = self._transactions.pairing
        if pairing.pending:
            self._left = Rows.joined([self._left, rows_from(pairing, self._netns)])
        rows = Rows.joined([self._left, rows_of(block, found, first, 0, self._operations)])
        groups = _Groups(block, found, rows)
        hard = groups.hard_rows()
        if hard.any():
            _one_by_one(self._transactions, self._netns, block, found, rows, groups, np.flatnonzero(hard))
        booking = Booking(self._transactions, block, found, rows, groups.asks)
        result = booking.book(groups.partner, groups.role)
        self._change(rows, groups, hard, booking.number)
        always = np.array([one.position for one in pairing.changing.values()], np.int64)
        self._left = _left(rows, groups, booking.number, first + len(found), always)
        if hard.any():
            told_apart = rows_from(pairing, self._netns)
            new = told_apart.number < 0
            told_apart.number[new] = booking.number[-1 - told_apart.number[new]]
            self._left = Rows.joined([self._left, told_apart])
            self._left = self._left.take(np.argsort(self._left.position, kind="stable"))
        return result

    def _change(self, rows: Rows, groups: _Groups, hard: Bools, number: Ints) -> None:
        """Remember the newest request for a change in each of CTNETLINK."""
        pairing = self._transactions.pairing
        for one in pairing.changing.values():
            if one.number < 0:
                one.number = int(number[-1 - one.number])
        for subsystem in CTNETLINK:
            asks = groups.asks & (rows.row >= 0) & (rows.protocol == NETFILTER) & (rows.type >> 8 == subsystem)
            found = np.flatnonzero(asks & (rows.operation != GET))
            if len(found) and not hard[found[-1]]:
                at = int(found[-1])
                space = self._netns[int(rows.netns[at])]
                pairing.changing[space, subsystem] = Pending(
                    int(number[at]), rows.seen(at, space, memoryview(b""), "<")
                )


class _Groups:
    """The rows by groups, what easy groups come to, and which are hard."""

    def __init__(self, block: Block, found: Messages, rows: Rows) -> None:
        self.rows = rows
        keys = rows.key
        self.order = order = np.argsort(keys, kind="stable")
        """rows by group, in a group by position; all other columns but the results are in this order"""
        key = keys[order]
        begins = np.ones(len(key), np.bool_)
        begins[1:] = key[1:] != key[:-1]
        self.keys = key[begins]
        self.group = np.cumsum(begins) - 1
        self.hard = np.zeros(len(self.keys), np.bool_)
        asks = rows.asks[order]
        here = np.arange(len(key))
        epoch = np.maximum.accumulate(np.where(asks, here, -1))
        starts = np.flatnonzero(begins)
        self.epoch = np.where(epoch >= starts[self.group], epoch, -1) if len(key) else epoch
        """where the request stands that it belongs to in an easy group, itself for a request; -1 for none"""
        self.partner = np.full(len(rows), -1)
        """the row of the request that each row belongs to"""
        self.role = np.zeros(len(rows), np.int64)
        self.asks = rows.asks.copy()
        """which are requests: some are found to be answers, although they look like one"""
        self.done = rows.done[order].copy()
        """of requests: answered"""
        self._answers(block, found, asks)
        self._ports(begins | asks, asks)
        self._odd(found, asks)
        self._spread()
        self.partner[order] = np.where(self.epoch >= 0, order[self.epoch], -1)

    def hard_rows(self) -> Bools:
        """Which rows are to be told apart one by one."""
        found = np.zeros(len(self.rows), np.bool_)
        found[self.order] = self.hard[self.group]
        return found

    def _answers(self, block: Block, found: Messages, asks: Bools) -> None:
        rows, order = self.rows, self.order
        kind, flags, protocol = rows.type[order], rows.flags[order], rows.protocol[order]
        asked = np.maximum(self.epoch, 0)
        answers = ~asks & (self.epoch >= 0)
        operation, asked_kind, asked_flags = rows.operation[order][asked], kind[asked], flags[asked]
        ends = answers & ((kind == NLMSG_ERROR) | (kind == NLMSG_DONE))
        batch = (protocol == NETFILTER) & ((asked_kind == NFNL_MSG_BATCH_BEGIN) | (asked_kind == NFNL_MSG_BATCH_END))
        part_of_dump = (asked_flags & NLM_F_DUMP == NLM_F_DUMP) & (flags & NLM_F_MULTI != 0)
        tells = answers & (kind >= NLMSG_MIN_TYPE) & np.isin(protocol, NOTIFYING) & (operation != GET)
        tells &= (operation != OTHER) | batch | ((kind == asked_kind) & ~part_of_dump)
        self.role[order] = np.select([asks, tells, ends], [Role.REQUEST, Role.NOTIFICATION, Role.END], Role.REPLY)
        alone = answers & ~tells & (flags & NLM_F_MULTI == 0) & (asked_flags & NLM_F_ACK == 0)
        self.done[self.epoch[ends | alone]] = True
        # A request before the last one was answered; also where that has been answered since.
        before = np.full(len(order), -1)
        before[1:] = np.where(self.group[1:] == self.group[:-1], self.epoch[:-1], -1)
        old = rows.row[order] < 0
        together = asks & (before >= 0) & (~self.done[before] | (old & old[before]))
        self.hard[self.group[together]] = True
        # Too long between two.
        touched = rows.touched[order]
        late = np.zeros(len(order), np.bool_)
        late[1:] = answers[1:] & (rows.position[order][1:] - touched[:-1] > KEPT)
        self.hard[self.group[late]] = True
        self._echoes(block, found, kind, asked)

    def _echoes(self, block: Block, found: Messages, kind: Ints, asked: Ints) -> None:
        """Errors that do not echo the request of their epoch, or have none."""
        rows, order = self.rows, self.order
        at = np.flatnonzero(kind == NLMSG_ERROR)
        row = rows.row[order[at]]
        at, row = at[row >= 0], row[row >= 0]
        long = found.length[row] >= ECHO + wire.NLMSG_HDRLEN
        at, row = at[long], row[long]
        echo = gather(block.data, found.offset[row] + ECHO, wire.NLMSG_HDRLEN)
        length, seq = (echo.view(f"{block.order}u4")[:, place].astype(np.int64) for place in (0, 2))
        type_, flags = (echo.view(f"{block.order}u2")[:, place].astype(np.int64) for place in (2, 3))
        asked_row = order[asked[at]]
        same = (rows.length[asked_row] == length) & (rows.type[asked_row] == type_) & (rows.flags[asked_row] == flags)
        wrong = ~same | (self.epoch[at] < 0)
        own = self.group[at]
        self.hard[own[wrong]] = True
        meant = (self.keys[own] & ~_SEQ) | seq
        place = np.minimum(np.searchsorted(self.keys, meant), len(self.keys) - 1)
        known = self.keys[place] == meant
        self._echo = own[known], place[known]

    def _spread(self) -> None:
        """An error in a hard group may turn out to belong to the request it echoes, of whatever group that is."""
        own, meant = self._echo
        count = -1
        while count != (count := int(self.hard.sum())):
            self.hard[meant[self.hard[own]]] = True

    def _ports(self, begins: Bools, asks: Bools) -> None:
        """Learn the port id of each epoch; where there are several, its group is hard."""
        port = self.rows.port[self.order]
        starts = np.flatnonzero(begins)
        self.port = port
        if not len(starts):
            return
        most = np.maximum.reduceat(port, starts)
        least = np.minimum.reduceat(np.where(port == 0, _NO_PORT, port), starts)
        several = (least != _NO_PORT) & (least != most) & asks[starts]
        self.hard[self.group[starts[several]]] = True
        self.port = most[np.cumsum(begins) - 1]

    def _odd(self, found: Messages, asks: Bools) -> None:
        rows, order = self.rows, self.order
        row = rows.row[order]
        odd = (row >= 0) & found.is_odd[np.maximum(row, 0)] if len(found) else row >= 0
        self.hard[self.group[odd | (rows.socket[order] >= 0)]] = True
        # Conntrack's notifications of what someone with a port id did.
        nameless = (rows.seq[order] == 0) & (rows.flags[order] & NLM_F_MULTI == 0) & ~asks
        of_conntrack = (rows.protocol[order] == NETFILTER) & np.isin(rows.type[order] >> 8, CTNETLINK)
        if (nameless & of_conntrack).any():
            self.hard[self.group[of_conntrack & (nameless | (asks & (rows.operation[order] != GET)))]] = True


def _one_by_one(
    transactions: Transactions,
    netns: list[int | None],
    block: Block,
    found: Messages,
    rows: Rows,
    groups: _Groups,
    which: Ints,
) -> None:
    """Tell the rows of hard groups apart, by position."""
    pairing = transactions.pairing
    remember(pairing, rows.take(which[rows.row[which] < 0]), netns)
    row_of = {int(rows.position[at]): int(at) for at in which}
    for at in which.tolist():
        row = int(rows.row[at])
        if row < 0:
            continue
        odd = found.odd.get(int(found.place[row]))
        order = block.order if odd is None else odd.order
        start = int(found.offset[row])
        data = block.bytes(start, int(found.length[row]))
        seen = rows.seen(at, netns[int(rows.netns[at])], data, order)
        if groups.asks[at]:
            asked = pairing.repeated(seen) if rows.guessed[at] else None
            if asked is None:
                pairing.remember(-1 - at, seen)
                groups.partner[at], groups.role[at] = at, Role.REQUEST
                continue
            groups.asks[at] = False
        else:
            asked = pairing.find(seen)
        if asked is None:
            groups.partner[at] = -1
            continue
        asked.touch(seen)
        groups.partner[at] = row_of[asked.position]
        if tells(seen.protocol, asked, seen.header):
            groups.role[at] = Role.NOTIFICATION
        else:
            asked.end(seen.header)
            ends = seen.header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE)
            groups.role[at] = Role.END if ends else Role.REPLY


def _left(rows: Rows, groups: _Groups, number: Ints, end: int, always: Ints) -> Rows:
    """The requests of easy groups that later blocks may answer, as they stand before position `end`."""
    last = np.ones(len(rows), np.bool_)
    last[:-1] = groups.group[1:] != groups.group[:-1]
    at = np.flatnonzero(last)
    asked = groups.epoch[at]
    kept = (asked >= 0) & ~groups.hard[groups.group[at]]
    at, asked = at[kept], asked[kept]
    found = rows.take(groups.order[asked])
    found.number = number[groups.order[asked]]
    found.touched = rows.touched[groups.order[at]]
    found.port, found.done = groups.port[asked], groups.done[asked]
    found.row = np.full(len(at), -1)
    return found.take((found.touched >= end - KEPT) | np.isin(found.position, always))
