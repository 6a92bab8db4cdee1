"""Transactions of a whole block, entered into their columns at once: the twin of `Transactions.feed`."""

from __future__ import annotations

from array import array

import numpy as np

from nldissect.columns.block import Block, Bools, Ints, numbers
from nldissect.columns.messages import Messages
from nldissect.columns.rows import GET, OTHER, Rows
from nldissect.columns.storage import extend, extend_wide, look, wide_some
from nldissect.control import NLM_F_ACK, NLM_F_DUMP, NLM_F_DUMP_INTR, NLM_F_MULTI, NLM_F_REQUEST, NLMSG_MIN_TYPE
from nldissect.pairing import NFNL_MSG_BATCH_BEGIN, NFNL_MSG_BATCH_END
from nldissect.protocols import NETFILTER
from nldissect.transactions import LONG, Role, State, Transactions, errno_of
from nldissect.wire import NLMSG_HDRLEN


class Booking:
    """Opens a transaction for each request that begins one, and enters the answers."""

    def __init__(self, transactions: Transactions, block: Block, found: Messages, rows: Rows, asks: Bools) -> None:
        self._transactions = transactions
        self._block = block
        self._found = found
        self._rows = rows
        new = np.flatnonzero(asks & (rows.row >= 0))
        head = self._heads(new)
        opens = new[head == np.arange(len(new))]
        self.number = rows.number.copy()
        """each request's transaction"""
        self.number[opens] = len(transactions) + 1 + np.arange(len(opens))
        self.number[new] = self.number[new[head]] if len(new) else self.number[new]
        self._open(opens)
        joins = new[head != np.arange(len(new))]  # what opens a transaction has said by itself whether an answer is due
        wants = joins[(rows.flags[joins] & NLM_F_ACK != 0) & (self.number[joins] > 0)]
        state = look(transactions.state)
        wanted = self.number[wants]
        state[wanted[state[wanted] == State.QUIET]] = State.OPEN
        self._opener = np.zeros(len(rows), np.bool_)
        self._opener[opens] = True

    def _heads(self, new: Ints) -> Ints:
        """For each request, the place among them of the one that opened its transaction: itself, or a batch's begin."""
        rows = self._rows
        here = np.arange(len(new))
        kind, frame = rows.type[new], rows.frame[new]
        filtering = rows.protocol[new] == NETFILTER
        begin, end = filtering & (kind == NFNL_MSG_BATCH_BEGIN), filtering & (kind == NFNL_MSG_BATCH_END)
        if not begin.any():
            return here
        mark = np.maximum.accumulate(np.where(begin | end, here, -1))
        before = np.full(len(new), -1)
        before[1:] = mark[:-1]
        inside = filtering & (before >= 0) & begin[before] & (frame[before] == frame)
        return np.where(inside, np.maximum.accumulate(np.where(inside, -1, here)), here)

    def _open(self, opens: Ints) -> None:
        rows, transactions = self._rows, self._transactions
        flags, operation = rows.flags[opens], rows.operation[opens]
        dump = (operation == OTHER) & (flags & NLM_F_DUMP == NLM_F_DUMP)
        due = (flags & NLM_F_ACK != 0) | ((flags & NLM_F_REQUEST != 0) & (dump | (operation == GET)))
        due &= rows.type[opens] >= NLMSG_MIN_TYPE
        extend(transactions.request_frame, rows.frame[opens])
        extend(transactions.request_index, rows.nth[opens])
        extend_wide(transactions.requested, self._time(opens))
        nothing = np.zeros(len(opens), np.int64)
        columns: tuple[array[int], ...] = (
            transactions.last, transactions.replies, transactions.errno, transactions.process_numbers,
        )  # fmt: skip
        for column in columns:
            extend(column, nothing)
        transactions.state += np.where(due, State.OPEN, State.QUIET).astype(np.uint8).tobytes()

    def _time(self, rows: Ints) -> Ints:
        return self._block.time[self._found.place[self._rows.row[rows]]]

    def book(self, partner: Ints, role: Ints) -> tuple[Ints, Ints]:
        """Enter the answers; see `Joining.join` for what is returned."""
        rows, found = self._rows, self._found
        joined = np.flatnonzero((partner >= 0) & (rows.row >= 0))
        number = self.number[partner[joined]]
        entry = np.zeros(len(found), np.int64)
        entry[rows.row[joined]] = number << 2 | role[joined]
        request = np.full(len(found), -1)
        asked = partner[joined]
        first_of_all = self._opener[asked] | self._begins(asked, number)
        request[rows.row[joined]] = np.where(first_of_all, -1, rows.position[asked])
        answers = (role[joined] == Role.REPLY) | (role[joined] == Role.END)
        self._answers(joined[answers], asked[answers], number[answers], role[joined][answers] == Role.END)
        return entry, request

    def _begins(self, asked: Ints, number: Ints) -> Bools:
        """Which requests are their transaction's first, those of earlier blocks too."""
        transactions, rows = self._transactions, self._rows
        frame, nth = look(transactions.request_frame), look(transactions.request_index)
        same: Bools = (frame[number] == rows.frame[asked]) & (nth[number] == rows.nth[asked])
        return same

    def _answers(self, at: Ints, asked: Ints, number: Ints, ends: Bools) -> None:
        """Rows `at` answer rows `asked` of transactions `number`, in the order of time."""
        if not len(at):
            return
        rows, transactions = self._rows, self._transactions
        np.add.at(look(transactions.replies), number, 1)
        self._last(number, self._time(at))
        transactions.interrupted.update(np.unique(number[rows.flags[at] & NLM_F_DUMP_INTR != 0]).tolist())
        code = np.zeros(len(at), np.int64)
        code[ends] = self._codes(rows.row[at[ends]])
        alone = (rows.flags[at] & NLM_F_MULTI == 0) & (rows.flags[asked] & NLM_F_ACK == 0)
        state = look(transactions.state)
        answered = number[(ends | alone) & (code == 0)]
        state[answered[state[answered] != State.FAILED]] = State.ANSWERED
        state[number[code > 0]] = State.FAILED
        look(transactions.errno)[number[code > 0]] = np.minimum(code[code > 0], 0xFFFF)

    def _last(self, number: Ints, time: Ints) -> None:
        transactions = self._transactions
        kept, place = np.unique(number[::-1], return_index=True)
        after = time[::-1][place] - wide_some(transactions.requested, kept)
        fits = (after >= 0) & (after < LONG)
        look(transactions.last)[kept] = np.where(fits, after, LONG)
        transactions.longer.update(zip(kept[~fits].tolist(), after[~fits].tolist(), strict=True))

    def _codes(self, row: Ints) -> Ints:
        """The errno in errors and done messages, positive; 0 for success."""
        found = self._found
        code = np.zeros(len(row), np.int64)
        there = found.length[row] >= NLMSG_HDRLEN + 4
        code[there] = numbers(self._block.data, found.offset[row[there]] + NLMSG_HDRLEN, f"{self._block.order}i4")
        for at in np.flatnonzero(found.is_odd[row]).tolist():
            odd, start = found.odd[int(found.place[row[at]])], int(found.offset[row[at]])
            data = self._block.bytes(start, int(found.length[row[at]]))
            code[at] = -errno_of(data, odd.order)
        return np.maximum(-code, 0)
