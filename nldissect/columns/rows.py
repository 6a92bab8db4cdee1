"""What joining looks at, in columns: the requests that earlier blocks left, then a block's messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Self

import numpy as np

from nldissect.columns.block import DIRECTIONS, Block, Bools, Ints
from nldissect.columns.messages import Messages
from nldissect.control import (
    NLM_F_REQUEST,
    NLMSG_DONE,
    NLMSG_ERROR,
    NLMSG_NOOP,
    NLMSG_OVERRUN,
)
from nldissect.datagram import Direction
from nldissect.message import ALIKE
from nldissect.pairing import Key, Pairing, Pending, Ref, Seen
from nldissect.protocols import GENERIC
from nldissect.registry import Registry
from nldissect.schema import Operation
from nldissect.wire import NLMSG_HDRLEN, Header

OPERATIONS: Final = tuple(Operation)
"""by the number that `Rows.operation` has for them"""
OTHER, GET = OPERATIONS.index(Operation.OTHER), OPERATIONS.index(Operation.GET)
_TO_USER, _TO_KERNEL = DIRECTIONS.index(Direction.TO_USER), DIRECTIONS.index(Direction.TO_KERNEL)


@dataclass(slots=True)
class Rows:
    """One entry of each column a message that can belong to others, by position."""

    row: Ints
    """its place in the block's messages, -1 where it came before the block"""
    number: Ints
    """its transaction, for what came before"""
    netns: Ints
    """by number, 0 where it is not known"""
    protocol: Ints
    position: Ints
    """its number in the stream"""
    touched: Ints
    """the position of the last message that belongs to it; its own at first"""
    frame: Ints
    nth: Ints
    length: Ints
    """nlmsg_len"""
    type: Ints
    flags: Ints
    seq: Ints
    pid: Ints
    port: Ints
    """of the user's socket, 0 where it is not known"""
    socket: Ints
    """the user's socket, -1 where it is not known"""
    operation: Ints
    asks: Bools
    """it goes to the kernel"""
    guessed: Bools
    """its direction was told by its header alone"""
    done: Bools
    """its answer has come"""

    def __len__(self) -> int:
        return len(self.row)

    def take(self, which: Ints | Bools) -> Self:
        """Some of them."""
        return type(self)(*(getattr(self, field.name)[which] for field in fields(self)))

    @classmethod
    def joined(cls, parts: Iterable[Self]) -> Self:
        """All of several, one behind the other."""
        parts = list(parts)
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    @property
    def key(self) -> Ints:
        """The same number for what has the same pairing.Key."""
        return self.netns << 48 | self.protocol << 32 | self.seq

    def header(self, at: int) -> Header:
        """The nlmsghdr of one of them."""
        columns = (self.length, self.type, self.flags, self.seq, self.pid)
        return Header._make(int(column[at]) for column in columns)

    def seen(self, at: int, netns: int | None, data: memoryview, order: str) -> Seen:
        """One of them as pairing wants it."""
        return Seen(
            int(self.position[at]),
            Ref(int(self.frame[at]), int(self.nth[at])),
            netns,
            int(self.protocol[at]),
            self.header(at),
            OPERATIONS[int(self.operation[at])],
            data,
            order,  # type: ignore[arg-type]
        )


def nothing() -> Rows:
    """No rows."""
    return _rows(np.zeros((len(fields(Rows)), 0), np.int64))


def _rows(columns: Sequence[Ints] | Ints) -> Rows:
    """Rows of columns that are all numbers so far."""
    typed: list[Any] = [
        column.astype(np.bool_) if field.type == "Bools" else np.ascontiguousarray(column)
        for field, column in zip(fields(Rows), columns, strict=True)
    ]
    return Rows(*typed)


class Operations:
    """What messages are for, looked up once for each type."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[int, int] = {}

    def of(self, protocol: Ints, type: Ints) -> Ints:  # noqa: A002 - nlmsghdr's word
        """Places in OPERATIONS."""
        kinds, which = np.unique(protocol << 16 | type, return_inverse=True)
        return np.array([self._of(int(kind)) for kind in kinds], np.int64)[which]

    def _of(self, kind: int) -> int:
        found = self._known.get(kind)
        if found is None:
            schema = None if kind >> 16 == GENERIC else self._registry.message(kind >> 16, kind & 0xFFFF)
            found = OTHER if schema is None else OPERATIONS.index(schema.operation)
            self._known[kind] = found
        return found


def rows_of(block: Block, found: Messages, first: int, netns: int, operations: Operations) -> Rows:
    """A block's messages that can belong to a transaction; the first message of the block has position `first`."""
    protocol, captured = block.protocol[found.place], block.direction[found.place]
    control = np.isin(found.type, (NLMSG_ERROR, NLMSG_DONE, NLMSG_OVERRUN))
    told = np.where(control | (found.flags & NLM_F_REQUEST == 0), _TO_USER, _TO_KERNEL)
    told[np.isin(protocol, list(ALIKE))] = 0
    guessed = captured == 0
    direction = np.where(guessed, told, captured)
    asks = direction == _TO_KERNEL
    wanted = (found.nlmsg_len >= NLMSG_HDRLEN) & (direction != 0)
    wanted &= asks | ((found.seq != 0) | (found.pid != 0))
    wanted &= asks | ((found.type != NLMSG_NOOP) & (found.type != NLMSG_OVERRUN))
    for at, odd in found.odd.items():
        if odd.datagram.wire_length <= len(odd.datagram.data):
            damaged = [span.damage is not None for span in odd.spans]
            which = np.flatnonzero(found.place == at)[np.array(damaged, np.bool_)]
            wanted[which] &= ~asks[which]  # the kernel drops it; an answer that only its receiver cut is an answer
    row: Ints = np.flatnonzero(wanted)
    place: Ints = found.place[row]
    position: Ints = row + first
    pid = found.pid[row]
    none: Ints = np.zeros(len(row), np.int64)
    frame: Ints = place + block.frame
    return Rows(
        row, none, np.full(len(row), netns), protocol[row], position, position, frame, found.nth[row],
        found.nlmsg_len[row], found.type[row], found.flags[row], found.seq[row], pid, pid, none - 1,
        operations.of(protocol[row], found.type[row]), asks[row], guessed[row], none != 0,
    )  # fmt: skip


def rows_from(pairing: Pairing, netns: list[int | None]) -> Rows:
    """What pairing remembers, which it forgets. `netns` has the namespaces by their numbers, and may grow."""
    kept = [(key, one) for key, pending in pairing.pending.items() for one in pending]
    kept.sort(key=lambda entry: entry[1].position)
    pairing.pending.clear()
    rows = nothing()
    if not kept:
        return rows
    entries = [
        (
            -1, one.number, _number(netns, key[0]), key[1], one.position, one.touched, *one.ref, *one.header,
            one.port or 0, -1 if one.socket is None else one.socket, OPERATIONS.index(one.operation), 1, 1, one.done,
        )
        for key, one in kept
    ]  # fmt: skip
    return _rows(np.array(entries, np.int64).T)


def _number(netns: list[int | None], one: int | None) -> int:
    if one not in netns:
        netns.append(one)
    return netns.index(one)


def remember(pairing: Pairing, rows: Rows, netns: list[int | None]) -> None:
    """Let pairing have these requests."""
    changing = {one.position: one for one in pairing.changing.values()}
    for at in range(len(rows)):
        space = netns[int(rows.netns[at])]
        seen = rows.seen(at, space, memoryview(b""), "<")
        found = changing.get(seen.position) or Pending(0, seen)
        found.number, found.touched = int(rows.number[at]), int(rows.touched[at])
        found.port, found.done = int(rows.port[at]) or None, bool(rows.done[at])
        found.socket = None if rows.socket[at] < 0 else int(rows.socket[at])
        key: Key = seen.key
        pairing.pending.setdefault(key, []).append(found)
