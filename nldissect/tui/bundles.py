"""Bundles: the rows of the index that can be folded under the request they belong to. Learned as the index grows.

A dump's messages and its end are folded under the request for it, and so are an nfnetlink batch's commands, its end and
its acknowledgements under its beginning. Refusals stay in sight, and so do notifications: they are events of their own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from nldissect.control import NLM_F_MULTI, NLMSG_DONE, NLMSG_ERROR
from nldissect.index import MessageIndex
from nldissect.pairing import NFNL_MSG_BATCH_BEGIN
from nldissect.protocols import NETFILTER
from nldissect.transactions import Role

_CODE: Final = slice(16, 20)
"""where the errno of an error or done message is"""


class Bundles:
    """For each transaction, by number: the row it begins with, and how many rows can be folded under it.

    One thread learns; others may ask about rows that were learned.
    """

    def __init__(self, index: MessageIndex) -> None:
        self.index = index
        self.learned = 0
        """how many rows of the index are known"""
        self._head = array("I", [0])
        self._members = array("I", [0])
        self._commands = array("I", [0])
        self._answers: dict[int, int] = {}

    def learn(self, row: int) -> None:
        """Learn all rows up to this one, if they are not known."""
        entries, heads, members = self.index.transaction, self._head, self._members
        while self.learned <= row:
            number = entries[self.learned] >> 2
            if number:
                while len(heads) <= number:
                    heads.append(self.learned)
                    members.append(0)
                    self._commands.append(0)
                if entries[self.learned] & 3 == Role.END and self.is_batch(number):
                    self._learn_answer(self.learned)
                if heads[number] != self.learned and self._is_member(self.learned, number):
                    members[number] += 1
                    if entries[self.learned] & 3 == Role.REQUEST:
                        self._commands[number] += 1
            self.learned += 1

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
        number = self.index.transaction[row] >> 2
        return number if number and self._head[number] != row and self._is_member(row, number) else 0

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
        code = self.index.source.view(self.index.offset[row], self.index.length[row])[_CODE]
        return int.from_bytes(code, "little" if self.index.origin_of(row).order == "<" else "big", signed=True) < 0

    def is_batch(self, number: int) -> bool:
        """Whether the transaction is an nfnetlink batch."""
        head = self._head[number]
        return self.index.type[head] == NFNL_MSG_BATCH_BEGIN and self.index.protocol_of(head) == NETFILTER

    def head(self, number: int) -> int:
        """The row that a transaction begins with."""
        return self._head[number]

    def members(self, number: int) -> int:
        """How many rows can be folded under it, as far as they are known."""
        return self._members[number] if number < len(self._members) else 0

    def commands(self, number: int) -> int:
        """How many requests a batch has behind its first one (its end among them)."""
        return self._commands[number]

    def headed_by(self, row: int) -> int:
        """The transaction whose foldable rows are folded under `row`; 0 where there are none."""
        number = self.index.transaction[row] >> 2
        return number if number and self.members(number) and self._head[number] == row else 0


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
