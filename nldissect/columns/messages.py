"""The messages of a block of datagrams, in columns: the twin of `nldissect.stream.framing`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from nldissect import wire
from nldissect.columns.block import Block, Bools, Ints, gather, numbers
from nldissect.datagram import Datagram
from nldissect.protocols import AUDIT
from nldissect.registry import Registry
from nldissect.stream import framing
from nldissect.wire import ByteOrder, Header, MessageSpan

_NO_HEADER: Final = Header(0, 0, 0, 0, 0)


class Odd(NamedTuple):
    """A datagram that was looked at by itself."""

    datagram: Datagram
    order: ByteOrder
    spans: list[MessageSpan]


@dataclass(slots=True)
class Messages:
    """One entry of each column a message, in their order. What has no nlmsghdr has zeros in the header's columns."""

    odd: dict[int, Odd]
    """by their place: datagrams that are not plain chains of whole messages in the file's byte order"""
    is_odd: Bools
    """its datagram is one of these"""
    place: Ints
    """of its datagram in the block"""
    nth: Ints
    """its number in the datagram, from 0"""
    offset: Ints
    """in the block's data"""
    length: Ints
    """of the bytes that are there"""
    nlmsg_len: Ints
    type: Ints
    flags: Ints
    seq: Ints
    pid: Ints

    def __len__(self) -> int:
        return len(self.place)


def messages(block: Block, registry: Registry) -> Messages:
    """Find all messages of a block."""
    plain = (block.original == block.length) & (block.length >= wire.NLMSG_HDRLEN) & _framed(block, registry)
    places, offsets, lengths, nths = [], [], [], []
    place = np.flatnonzero(plain)
    offset, left = block.offset[place], block.length[place]
    broken = ~plain
    nth = 0
    while len(place):
        length = numbers(block.data, offset, f"{block.order}u4")
        fits = (length >= wire.NLMSG_HDRLEN) & (length <= left)
        step = (length + 3) & ~3
        rest = left - step
        fits &= (rest <= 0) | (rest >= wire.NLMSG_HDRLEN)
        if not fits.all():
            broken[place[~fits]] = True
            place, offset, length, step, rest = (column[fits] for column in (place, offset, length, step, rest))
        places.append(place)
        offsets.append(offset)
        lengths.append(length)
        nths.append(np.full(len(place), nth))
        more = rest > 0
        place, offset, left = place[more], (offset + step)[more], rest[more]
        nth += 1
    if places:
        place, offset, length, number = (np.concatenate(column) for column in (places, offsets, lengths, nths))
    else:
        offset = length = number = place
    if broken.any():
        kept = ~broken[place]
        place, offset, length, number = (column[kept] for column in (place, offset, length, number))
    header = gather(block.data, offset, wire.NLMSG_HDRLEN)
    long = header.view(f"{block.order}u4").astype(np.int64)
    short = header.view(f"{block.order}u2").astype(np.int64)
    rows = np.column_stack((place, number, offset, length, long[:, 0], short[:, 2:4], long[:, 2:4]))
    odd = {int(each): _odd(block, registry, int(each)) for each in np.flatnonzero(broken)}
    if odd:
        added = [row for each in odd for row in _rows(block, each, odd[each])]
        rows = np.concatenate((rows, np.array(added, np.int64)))
    columns: list[Ints] = [np.ascontiguousarray(column) for column in rows[np.argsort(rows[:, 0], kind="stable")].T]
    return Messages(odd, broken[columns[0]], *columns)


def _framed(block: Block, registry: Registry) -> Bools:
    """Datagrams of protocols whose messages are plain nlmsghdr chains."""
    found = np.ones(len(block), np.bool_)
    for protocol in np.unique(block.protocol):
        if protocol == AUDIT or registry.unframed(int(protocol)) is not None:
            found[block.protocol == protocol] = False
    return found


def _odd(block: Block, registry: Registry, place: int) -> Odd:
    datagram = block.datagram(place)
    return Odd(datagram, *framing(registry, datagram))


def _rows(block: Block, place: int, odd: Odd) -> Iterator[tuple[int, ...]]:
    start = int(block.offset[place])
    for nth, span in enumerate(odd.spans):
        yield place, nth, start + span.offset, span.length, *(span.header or _NO_HEADER)
