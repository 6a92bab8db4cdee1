"""Bundles: the rows of the index that can be folded under the request they belong to. Learned as the index grows.

A dump's messages and its end are folded under the request for it, and so are an nfnetlink batch's commands, its end and
its acknowledgements under its beginning. Refusals stay in sight, and so do notifications: they are events of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from nldissect.columns.folds import Folds
from nldissect.control import NLM_F_MULTI, NLMSG_DONE, NLMSG_ERROR
from nldissect.index import MessageIndex
from nldissect.pairing import NFNL_MSG_BATCH_BEGIN
from nldissect.protocols import NETFILTER
from nldissect.transactions import Role, errno_of

FEW: Final = 64
"""rows that are learned one by one"""
_AT_ONCE: Final = 16_384
"""rows that are learned at once"""


class Bundles:
    """For each transaction, by number: the row it begins with, and how many rows can be folded under it.

    One thread learns; others may ask about rows that were learned.
    """

    def __init__(self, index: MessageIndex) -> None:
        self.index = index
        self.folds = Folds()
        self._answers: dict[int, int] = {}

    @property
    def learned(self) -> int:
        """How many rows of the index are known."""
        return len(self.folds.member)

    def learn(self, end: int) -> None:
        """Learn all rows before this one, if they are not known."""
        while self.learned < end:
            stop = min(end, self.learned + _AT_ONCE)
            if stop - self.learned < FEW:
                self._learn(self.learned)
                continue
            from nldissect.columns.listing import learn

            for row in learn(self.index, self.folds, stop):
                self._learn_answer(row)

    def _learn(self, row: int) -> None:
        folds, entry = self.folds, self.index.transaction[row]
        number, role, member = entry >> 2, entry & 3, False
        if number:
            while len(folds.members) <= number:
                folds.head.append(row)
                folds.batch.append(self._begins_batch(row))
                folds.commands.append(0)
                folds.members.append(0)
            if role == Role.END and self.is_batch(number):
                self._learn_answer(row)
            member = self.head(number) != row and self._is_member(row, number)
            folds.members[number] += member
            folds.commands[number] += member and role == Role.REQUEST
        folds.member.append(member)

    def _begins_batch(self, row: int) -> bool:
        return self.index.type[row] == NFNL_MSG_BATCH_BEGIN and self.index.protocol_of(row) == NETFILTER

    def _learn_answer(self, row: int) -> None:
        membership = self.index.membership_of(row)
        command = None if membership is None else self.index.row_of(*membership.request)
        if command is not None and (command not in self._answers or self.refuses(row)):
            self._answers[command] = row

    def answer(self, row: int) -> int | None:
        """The acknowledgement or error that a batch's command in `row` got; None where it got none of its own."""
        return self._answers.get(row)

    def of(self, row: int) -> int:
        """The transaction that `row` can be folded under; 0 where it stands for itself."""
        return self.index.transaction[row] >> 2 if self.folds.member[row] else 0

    def _is_member(self, row: int, number: int) -> bool:
        index = self.index
        role = index.transaction[row] & 3
        if role == Role.NOTIFICATION:
            return False
        if role == Role.REPLY:
            return index.flags[row] & NLM_F_MULTI != 0 or self.is_batch(number)
        if role == Role.REQUEST:
            return True
        kind = index.type[row]
        return (kind == NLMSG_DONE or (kind == NLMSG_ERROR and self.is_batch(number))) and not self.refuses(row)

    def refuses(self, row: int) -> bool:
        """Whether an error or done message has an errno."""
        data = self.index.source.view(self.index.offset[row], self.index.length[row])
        return errno_of(data, self.index.origin_of(row).order) > 0

    def is_batch(self, number: int) -> bool:
        """Whether the transaction is an nfnetlink batch."""
        return self.folds.batch[number] != 0

    def head(self, number: int) -> int:
        """The row that a transaction begins with."""
        return self.folds.head[number]

    def members(self, number: int) -> int:
        """How many rows can be folded under it, as far as they are known."""
        members = self.folds.members
        return members[number] if number < len(members) else 0

    def commands(self, number: int) -> int:
        """How many requests a batch has behind its first one (its end among them)."""
        return self.folds.commands[number]

    def headed_by(self, row: int) -> int:
        """The transaction whose foldable rows are folded under `row`; 0 where there are none."""
        number = self.index.transaction[row] >> 2
        return number if number and self.members(number) and self.head(number) == row else 0


def rows_of(
    index: MessageIndex, number: int, roles: Iterable[Role], start: int, *, back: bool = False
) -> Iterator[int]:
    """The rows of a transaction in these roles, from `start` on (`back`: from before it, backwards).

    The column is searched in pieces that grow, at the speed of memory: what belongs together is rarely far apart.
    """
    column, wanted = index.transaction, [number << 2 | role for role in roles]
    piece = 1024
    low, high = start, start
    end = len(index)
    while (low > 0) if back else (high < end):
        if back:
            low, high = max(0, low - piece), low
        else:
            low, high = high, min(end, high + piece)
        part = column[low:high]
        found: list[int] = []
        for entry in wanted:
            at = -1
            try:
                while True:
                    at = part.index(entry, at + 1)
                    found.append(low + at)
            except ValueError:
                continue  # there are no more of them here
        yield from sorted(found, reverse=back)
        piece = min(piece * 4, 1 << 20)
