"""Writing pcapng files: LINKTYPE_NETLINK records with nanosecond stamps, whole blocks at a time."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from struct import Struct
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from nldissect.capture.blocks import (
    ENHANCED_PACKET,
    EPB_FLAGS,
    IF_DESCRIPTION,
    IF_NAME,
    IF_TSRESOL,
    INTERFACE_DESCRIPTION,
    INTERFACE_STATISTICS,
    ISB_ENDTIME,
    ISB_IFDROP,
    ISB_IFRECV,
    ISB_STARTTIME,
    OPT_COMMENT,
    OPT_ENDOFOPT,
    SECTION_HEADER,
    SECTION_MAGIC,
    SHB_HARDWARE,
    SHB_OS,
    SHB_USERAPPL,
    option,
)
from nldissect.capture.link import LINKTYPE_NETLINK, netlink_header
from nldissect.capture.metadata import metadata_comment
from nldissect.capture.row import TIME
from nldissect.datagram import Datagram, Direction
from nldissect.errors import UserError
from nldissect.tree import printable
from nldissect.wire import ByteOrder

if TYPE_CHECKING:
    from nldissect.capture.batch import Batch

HOST_ORDER: Final[ByteOrder] = "<" if sys.byteorder == "little" else ">"

_BUFFER: Final = 64 << 10
_PACKET: Final = Struct("=7I16s")
"""in the host's order: an enhanced packet block up to its bytes, with the cooked header: type, length, interface, time
(high and low half), captured and original length"""
_NANOSECONDS: Final = bytes([9])  # if_tsresol: 10 to the power of -9
_OPTION_LIMIT: Final = 0xFFFF
_FLAGS: Final = {Direction.TO_USER: 1, Direction.TO_KERNEL: 2}  # EPB_FLAGS: inbound, outbound


_Shape = tuple[int, bytes, bytes]
"""a block's length, the cooked header, what stands behind the bytes"""


@dataclass(slots=True)
class _Interface:
    number: int
    description: str
    written: int = 0
    start: int | None = None
    end: int | None = None
    received: int | None = None
    dropped: int | None = None

    def count(self, datagrams: int, first: int, last: int) -> None:
        """So many more were written, captured between these times."""
        self.written += datagrams
        self.start = first if self.start is None else min(self.start, first)
        self.end = last if self.end is None else max(self.end, last)


class PcapngWriter:
    """Writes datagrams to `file`, which stays the caller's to close.

    A section's byte order is that of the datagrams in it, as LINKTYPE_NETLINK has no mark of its own: a new section is
    begun where the next datagram is of the other order. Blocks are gathered and handed to the file whole, so that the
    file ends between two blocks at any time; what was written before a `flush` survives whatever happens after it.

    Every method that writes raises UserError where the file can not be written, and BrokenPipeError where nobody reads.
    """

    def __init__(self, file: BinaryIO, *, os: str, application: str, hardware: str = "") -> None:
        self._file = file
        self._about = ((SHB_HARDWARE, hardware), (SHB_OS, os), (SHB_USERAPPL, application))
        self._pending = bytearray()
        self._handed = 0
        self._interfaces: dict[str | None, _Interface] = {}
        self._order: ByteOrder | None = None

    def add_interface(self, name: str | None, description: str = "") -> None:
        """Declare an interface, beginning the file in the host's order where it is not begun.

        `write` does this for an interface that is new to it; call it to have it in the file before the first packet.
        """
        if self._order is None:
            self._begin(HOST_ORDER)
        if name not in self._interfaces:
            self._declare(name, description)

    @property
    def size(self) -> int:
        """Bytes of all that was written, handed to the file or still gathered."""
        return self._handed + len(self._pending)

    def write(self, datagram: Datagram) -> int:
        """Append one datagram; where in the file its bytes begin."""
        if self._order != datagram.order:
            self._begin(datagram.order)
        interface = self._interfaces.get(datagram.interface) or self._declare(datagram.interface, "")
        time = max(0, datagram.time)
        interface.count(1, time, time)
        cooked = netlink_header(datagram.protocol, datagram.direction)
        captured = len(cooked) + len(datagram.data)
        original = max(captured, len(cooked) + datagram.wire_length)
        fixed = self._pack("IIIII", interface.number, time >> 32, time & 0xFFFFFFFF, captured, original)
        at = self.size + _PACKET.size
        options = self._options(self._remarks(datagram))
        self._block(ENHANCED_PACKET, fixed, cooked, datagram.data, bytes(-captured % 4), options)
        self._flush_full()
        return at

    def write_batch(self, batch: Batch, room: int | None = None) -> list[int]:
        """Append a batch's datagrams, in one piece; where in the file the bytes of each begin.

        With `room` it stops behind the one that brings what it wrote to so many bytes: the list may be the shorter.
        """
        if self._order != HOST_ORDER:
            self._begin(HOST_ORDER)
        interface = self._interfaces.get(batch.interface) or self._declare(batch.interface, "")
        number, base, data, objects = interface.number, self.size + _PACKET.size, batch.data, batch.objects
        shapes: dict[tuple[int, int, int, int], _Shape] = {}
        places: list[int] = []
        parts: list[bytes | memoryview] = []
        add, found, pack = parts.append, places.append, _PACKET.pack
        size, end = 0, float("inf") if room is None else room
        for place, (at, length, wire, time, protocol, packet, _, _, _, pid) in enumerate(batch.rows):
            shape = shapes.get((protocol, packet, pid, length))
            if shape is None or place in objects:
                shape = self._shape(batch[place])
                if place not in objects:
                    shapes[protocol, packet, pid, length] = shape
            total, cooked, tail = shape
            add(pack(ENHANCED_PACKET, total, number, time >> 32, time & 0xFFFFFFFF, length + 16, wire + 16, cooked))
            add(data[at : at + length])
            add(tail)
            found(base + size)
            size += total
            if size >= end:
                break
        if places:
            times = [row[TIME] for row in batch.rows[: len(places)]]
            interface.count(len(places), min(times), max(times))
        self._pending += b"".join(parts)
        self._flush_full()
        return places

    def _shape(self, datagram: Datagram) -> _Shape:
        """What is the same for all datagrams of this length of which the same is known."""
        length = len(datagram.data)
        padding = bytes(-length % 4)
        options = self._options(self._remarks(datagram))
        total = _PACKET.size + length + len(padding) + len(options) + 4
        cooked = netlink_header(datagram.protocol, datagram.direction)
        return total, cooked, padding + options + self._pack("I", total)

    def _remarks(self, datagram: Datagram) -> list[tuple[int, bytes]]:
        """The options that tell what is known of a datagram beside its bytes."""
        comments = [comment for comment in (metadata_comment(datagram), *datagram.comments) if comment is not None]
        items = [(OPT_COMMENT, _text(comment)) for comment in comments]
        if datagram.direction in _FLAGS:
            items.insert(0, (EPB_FLAGS, self._pack("I", _FLAGS[datagram.direction])))
        return items

    def statistics(self, interface: str | None, *, received: int | None = None, dropped: int | None = None) -> None:
        """Append an interface's counts so far: packets that it saw and that were lost; `close` repeats the last ones.

        What is not given stays as it was; at first `received` is the number of datagrams written, `dropped` unknown.
        """
        self.add_interface(interface)
        counts = self._interfaces[interface]
        counts.received = counts.received if received is None else received
        counts.dropped = counts.dropped if dropped is None else dropped
        self._write_statistics(counts)

    def flush(self) -> None:
        """Hand everything to the operating system."""
        rest = memoryview(self._pending)
        self._pending = bytearray()
        try:
            while rest:
                written = self._file.write(rest)
                self._handed += written
                rest = rest[written:]
            self._file.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            self._pending += rest  # there may be room later
            name = printable(str(getattr(self._file, "name", "the capture file")))
            raise UserError(f"cannot write {name}: {error.strerror}") from error

    def close(self) -> None:
        """Append the final counts of every interface and flush; the file itself stays open."""
        if self._order is None:
            self._begin(HOST_ORDER)
        self._end()
        self.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin(self, order: ByteOrder) -> None:
        self._end()
        self._order = order
        self._interfaces.clear()
        fixed = self._pack("IHHq", SECTION_MAGIC, 1, 0, -1)  # version 1.0, section of unknown length
        self._block(SECTION_HEADER, fixed, self._options([(code, _text(text)) for code, text in self._about if text]))

    def _end(self) -> None:
        for interface in self._interfaces.values():
            self._write_statistics(interface)

    def _declare(self, name: str | None, description: str) -> _Interface:
        interface = self._interfaces[name] = _Interface(len(self._interfaces), description)
        items = [(IF_NAME, _text(name))] if name is not None else []
        if description:
            items.append((IF_DESCRIPTION, _text(description)))
        items.append((IF_TSRESOL, _NANOSECONDS))
        fixed = self._pack("HHI", LINKTYPE_NETLINK, 0, 0)  # no snap length
        self._block(INTERFACE_DESCRIPTION, fixed, self._options(items))
        return interface

    def _write_statistics(self, interface: _Interface) -> None:
        items: list[tuple[int, bytes]] = []
        if interface.start is not None and interface.end is not None:
            items.append((ISB_STARTTIME, self._pack("II", interface.start >> 32, interface.start & 0xFFFFFFFF)))
            items.append((ISB_ENDTIME, self._pack("II", interface.end >> 32, interface.end & 0xFFFFFFFF)))
        received = interface.written if interface.received is None else interface.received
        items.append((ISB_IFRECV, self._pack("Q", received)))
        if interface.dropped is not None:
            items.append((ISB_IFDROP, self._pack("Q", interface.dropped)))
        end = interface.end or 0
        fixed = self._pack("III", interface.number, end >> 32, end & 0xFFFFFFFF)
        self._block(INTERFACE_STATISTICS, fixed, self._options(items))

    def _pack(self, layout: str, *values: int) -> bytes:
        return Struct((self._order or HOST_ORDER) + layout).pack(*values)

    def _options(self, items: list[tuple[int, bytes]]) -> bytes:
        if not items:
            return b""
        order = self._order or HOST_ORDER
        return b"".join(option(code, value, order) for code, value in items) + option(OPT_ENDOFOPT, b"", order)

    def _block(self, kind: int, *body: bytes | memoryview) -> None:
        length = 12 + sum(len(part) for part in body)
        pending = self._pending
        pending += self._pack("II", kind, length)
        for part in body:
            pending += part
        pending += self._pack("I", length)

    def _flush_full(self) -> None:
        if len(self._pending) >= _BUFFER:
            self.flush()


def _text(text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if len(raw) > _OPTION_LIMIT:
        raw = raw[:_OPTION_LIMIT].decode("utf-8", "ignore").encode()
    return raw
