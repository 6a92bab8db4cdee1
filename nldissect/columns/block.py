"""The datagrams of a stretch of a capture file, in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from struct import Struct
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nldissect.capture.capturefile import CaptureFile, Interface
from nldissect.capture.link import ARPHRD_NETLINK, LINKTYPE_LINUX_SLL2, PACKET_KERNEL, PACKET_USER
from nldissect.capture.pcap import PcapFile
from nldissect.datagram import Datagram, Direction
from nldissect.wire import ByteOrder

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

RECORDS: Final = 65_536
"""the most datagrams of one block"""
WORTH: Final = 64
"""datagrams that make a block worth its cost"""
_ODD: Final = 1024
_HEADER: Final = 16
_DIRECTIONS: Final = {PACKET_USER: Direction.TO_USER, PACKET_KERNEL: Direction.TO_KERNEL}
DIRECTIONS: Final = (Direction.UNKNOWN, Direction.TO_USER, Direction.TO_KERNEL)
"""by the number that a block's `direction` has for them"""
_SECOND: Final = 1_000_000_000


@dataclass(slots=True)
class Block:
    """Datagrams one behind the other in the file, one entry of each column a datagram."""

    data: NDArray[np.uint8]
    """the bytes of the file that they are in"""
    base: int
    """where these begin in the file"""
    frame: int
    """the first datagram's number; the others follow without a gap"""
    interface: Interface
    order: ByteOrder
    time: Ints
    """nanoseconds since 1970"""
    offset: Ints
    """of the first nlmsghdr in `data`"""
    length: Ints
    """bytes of it that were captured"""
    original: Ints
    """bytes of it on the wire"""
    protocol: Ints
    direction: Ints
    """places in DIRECTIONS"""

    def __len__(self) -> int:
        return len(self.time)

    def bytes(self, start: int, length: int) -> memoryview:
        """Bytes of `data`."""
        return self.data[start : start + length].data

    def datagram(self, place: int) -> Datagram:
        """One of them as an object."""
        start, length = int(self.offset[place]), int(self.length[place])
        return Datagram(
            self.frame + place,
            int(self.time[place]),
            int(self.protocol[place]),
            self.bytes(start, length),
            self.order,
            int(self.original[place]),
            self.base + start,
            DIRECTIONS[int(self.direction[place])],
            None,
            self.interface.name,
        )


def gather(data: NDArray[np.uint8], offsets: Ints, width: int) -> NDArray[np.uint8]:
    """`width` bytes from each offset, one row each; the caller has seen to it that they are there."""
    window: NDArray[Any] = np.ndarray((max(len(data) - width + 1, 0),), f"V{width}", data, 0, (1,))
    return window[offsets].view(np.uint8).reshape(len(offsets), width)


def numbers(data: NDArray[np.uint8], offsets: Ints, kind: str) -> Ints:
    """The number of numpy's type `kind` at each offset."""
    return gather(data, offsets, np.dtype(kind).itemsize).view(kind).ravel().astype(np.int64)


def blocks(capture: CaptureFile, most: int = RECORDS) -> Iterator[Block | Datagram]:
    """A capture's datagrams from where it stands: blocks of plain ones, and one by one what is out of the ordinary."""
    while not capture.ended:
        block = _pcap_block(capture, most) if isinstance(capture, PcapFile) else None
        if block is not None:
            yield block
            if len(block) >= WORTH:
                continue
        # Where one is odd, more are near: looking for a block at each of them would cost more than it saves.
        one_by_one = list(islice(capture, _ODD))
        yield from one_by_one
        if len(one_by_one) < _ODD:
            return


def _pcap_block(capture: PcapFile, most: int) -> Block | None:
    """The plain records that come next, None where the next one is not: the capture's iterator reads that."""
    interface = capture.section.interfaces[0]
    link = interface.link
    if link is None:
        return None
    base = capture.position
    view = capture.source.window(base, 0).view
    order = capture.section.order
    lengths = np.frombuffer(view, np.uint8)
    starts = _record_starts(view, order, link.length, most)
    if not starts:
        return None
    at = np.array(starts, np.int64)
    record = gather(lengths, at, _HEADER).view(f"{order}u4").astype(np.int64)
    seconds, fraction, captured, original = record.T
    cooked = gather(lengths, at + _HEADER, link.length)
    if interface.linktype == LINKTYPE_LINUX_SLL2:
        protocol, hardware = (_be16(cooked, place) for place in (0, 8))
        packet = cooked[:, 10].astype(np.int64)
    else:
        packet, hardware, protocol = (_be16(cooked, place) for place in (0, 2, 14))
    plain = (fraction < interface.tsresol) & (hardware == ARPHRD_NETLINK) & ((seconds | fraction) != 0)
    count = len(at) if plain.all() else int(np.argmin(plain))
    if not count:
        return None
    direction = np.zeros(count, np.int64)
    for number, meaning in _DIRECTIONS.items():
        direction[packet[:count] == number] = DIRECTIONS.index(meaning)
    block = Block(
        lengths,
        base,
        capture.frames + 1,
        interface,
        order,
        seconds[:count] * _SECOND + fraction[:count] * (_SECOND // interface.tsresol),
        at[:count] + _HEADER + link.length,
        captured[:count] - link.length,
        np.maximum(original[:count], captured[:count]) - link.length,
        protocol[:count],
        direction,
    )
    capture.skip(base + int(at[count - 1]) + _HEADER + int(captured[count - 1]), count)
    return block


def _be16(rows: NDArray[np.uint8], place: int) -> Ints:
    return rows[:, place].astype(np.int64) << 8 | rows[:, place + 1]


def _record_starts(view: memoryview, order: ByteOrder, link: int, most: int) -> list[int]:
    """Where the next records begin that are whole in `view` and not too short for their link header."""
    found: list[int] = []
    captured_at = Struct(f"{order}8xI4x").unpack_from
    at, end = 0, len(view)
    while at + _HEADER <= end and len(found) < most:
        after = at + _HEADER + captured_at(view, at)[0]
        if after - at - _HEADER < link or after > end:
            break
        found.append(at)
        at = after
    return found
