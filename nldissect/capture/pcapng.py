"""pcapng files (draft-ietf-opsawg-pcapng): sections of either byte order, each with interfaces of its own."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Final

from nldissect.capture.blocks import (
    ENHANCED_PACKET,
    EPB_FLAGS,
    IF_DESCRIPTION,
    IF_NAME,
    IF_TSOFFSET,
    IF_TSRESOL,
    INTERFACE_DESCRIPTION,
    INTERFACE_STATISTICS,
    ISB_IFDROP,
    ISB_IFRECV,
    ISB_OSDROP,
    OPT_COMMENT,
    PACKET,
    SECTION_HEADER,
    SECTION_ORDERS,
    SHB_HARDWARE,
    SHB_OS,
    SHB_USERAPPL,
    SIMPLE_PACKET,
    options,
    ticks_per_second,
)
from nldissect.capture.capturefile import LONGEST, CaptureFile, Interface, Section
from nldissect.capture.metadata import apply_comments
from nldissect.capture.source import Source
from nldissect.datagram import Datagram, Direction
from nldissect.errors import UserError
from nldissect.wire import ByteOrder

_BLOCK_HEADER: Final = 12
"""type and length, and a section header's byte order magic or any other block's closing length"""

_SHORTEST: Final = {
    SECTION_HEADER: 28,
    INTERFACE_DESCRIPTION: 20,
    PACKET: 32,
    SIMPLE_PACKET: 16,
    INTERFACE_STATISTICS: 24,
    ENHANCED_PACKET: 32,
}
_PACKETS: Final = {PACKET, SIMPLE_PACKET, ENHANCED_PACKET}
_DESCRIPTIONS: Final = 65_536
"""sections and interfaces that a file may declare: a hostile one could fill the memory with them"""

_DIRECTIONS: Final = {1: Direction.TO_USER, 2: Direction.TO_KERNEL}  # EPB_FLAGS: inbound, outbound


class PcapngFile(CaptureFile):
    """A pcapng file: blocks of (type, length, body, length again)."""

    format = "pcapng"

    def __init__(self, source: Source, name: str) -> None:
        """Read the first section header; UserError where there is none."""
        super().__init__(source, name)
        self._descriptions = 0
        view = source.window(0, _BLOCK_HEADER).view
        order = SECTION_ORDERS.get(bytes(view[8:12]))
        if order is None:
            raise UserError(f"{name} is no capture: it begins like pcapng, but has no byte order magic at byte 8")
        self._set_order(order)
        (length,) = self._u32.unpack_from(view, 4)
        view = source.window(0, min(length, LONGEST)).view
        whole = _SHORTEST[SECTION_HEADER] <= length <= len(view) and length % 4 == 0
        if whole and self._u32.unpack_from(view, length - 4) == (length,):
            self._begin_section(view, 0, length - 4)
            self._position = length
        else:  # not all there yet, or damaged: known when the blocks are read
            self.sections.append(Section(order))

    def _set_order(self, order: ByteOrder) -> None:
        self._order: ByteOrder = order
        self._u32 = Struct(order + "I")
        self._block = Struct(order + "II")
        self._enhanced = Struct(order + "IIIII")
        self._obsolete = Struct(order + "HHIIII")

    def __iter__(self) -> Iterator[Datagram]:
        if self.ended:
            return
        window = self.source.window
        base, at = self._position, 0
        view, final = window(base, 0)
        end = len(view)
        while True:
            if end - at < _BLOCK_HEADER:
                base, at = base + at, 0
                view, final = window(base, _BLOCK_HEADER)
                end = len(view)
                if end < _BLOCK_HEADER:
                    self._position = base
                    if final and end:
                        self._cut(base, "block header", _BLOCK_HEADER, end, final=True)
                    self.ended = final
                    return
            kind, length = self._block.unpack_from(view, at)
            if kind == SECTION_HEADER:
                order = SECTION_ORDERS.get(bytes(view[at + 8 : at + 12]))
                if order is None:
                    self._stop(base + at, "a section header without byte order magic")
                    return
                self._set_order(order)
                (length,) = self._u32.unpack_from(view, at + 4)
            if length < _SHORTEST.get(kind, _BLOCK_HEADER) or length % 4:
                self._stop(base + at, f"no block of type {kind:#x} is {length} bytes long")
                return
            stop = at + length
            if stop > end:
                base, at, stop = base + at, 0, length
                view, final = window(base, min(length, LONGEST))
                end = len(view)
                if stop > end:
                    self._position = base
                    if not final and length <= LONGEST:
                        return
                    self._cut(base, f"block of type {kind:#x}", length, end, final=final)
                    if kind in _PACKETS and (datagram := self._packet(kind, view, base, 0, end)) is not None:
                        yield datagram
                    return
            if self._u32.unpack_from(view, stop - 4)[0] != length:
                self._stop(base + at, f"a block of type {kind:#x} whose two lengths differ")
                return
            if not self._position:
                self.sections.clear()  # the first section header was not whole when the file was opened
            self._position = base + stop
            if kind in _PACKETS:
                datagram = self._packet(kind, view, base, at, stop - 4)
                if datagram is not None:
                    yield datagram
            elif kind == SECTION_HEADER:
                self._begin_section(view, at, stop - 4)
            elif kind == INTERFACE_DESCRIPTION:
                self._add_interface(view, at, stop - 4)
            elif kind == INTERFACE_STATISTICS:
                self._add_statistics(view, at, stop - 4)
            if self._descriptions > _DESCRIPTIONS:
                self._stop(base + at, f"more than {_DESCRIPTIONS} sections and interfaces")
            if self.ended:
                return
            at = stop

    # Blocks: `view[at]` is where one begins, `end` where its body ends (before the closing length, or where it is cut).

    def _packet(self, kind: int, view: memoryview, base: int, at: int, end: int) -> Datagram | None:
        """The datagram of a packet block; None where it has none, or is cut before its data."""
        interfaces = self.sections[-1].interfaces
        time = 0
        if kind == SIMPLE_PACKET:
            data = at + 12
            if data > end:
                return None
            number, original = 0, self._u32.unpack_from(view, at + 8)[0]
            captured = min(original, interfaces[0].snaplen or original) if interfaces else 0
            self._warn("packets without time stamps (simple packet blocks) get the time 0")
        else:
            data = at + 28
            if data > end:
                return None
            if kind == ENHANCED_PACKET:
                number, high, low, captured, original = self._enhanced.unpack_from(view, at + 8)
            else:
                number, _, high, low, captured, original = self._obsolete.unpack_from(view, at + 8)
        if number >= len(interfaces):
            self.frames += 1
            self.skipped += 1
            self._warn(f"frame {self.frames} is of interface {number}, which its section does not describe")
            return None
        interface = interfaces[number]
        if kind != SIMPLE_PACKET:
            time = interface.nanoseconds(high << 32 | low)
        if captured > end - data:
            if not self.ended:
                self._warn(f"frame {self.frames + 1} says it has {captured} bytes, its block has {end - data}")
            original = max(captured, original)
            captured = end - data
        datagram = self._datagram(view, base, data, captured, original, time, interface)
        rest = data + (captured + 3 & ~3)
        if datagram is not None and kind != SIMPLE_PACKET and rest < end:
            self._packet_options(datagram, view, rest, end)
        return datagram

    def _packet_options(self, datagram: Datagram, view: memoryview, at: int, end: int) -> None:
        comments: list[str] = []
        for code, value in options(view, at, end, self._order):
            if code == OPT_COMMENT:
                comments.append(_text(value))
            elif code == EPB_FLAGS and len(value) == 4 and datagram.direction is Direction.UNKNOWN:
                (flags,) = self._u32.unpack(value)
                datagram.direction = _DIRECTIONS.get(flags & 3, Direction.UNKNOWN)
        if comments:
            apply_comments(datagram, comments)

    def _begin_section(self, view: memoryview, at: int, end: int) -> None:
        section = Section(self._order)
        comments: list[str] = []
        for code, value in options(view, at + 24, end, self._order):
            if code == SHB_HARDWARE:
                section.hardware = _text(value)
            elif code == SHB_OS:
                section.os = _text(value)
            elif code == SHB_USERAPPL:
                section.application = _text(value)
            elif code == OPT_COMMENT:
                comments.append(_text(value))
        section.comments = tuple(comments)
        self.sections.append(section)
        self._descriptions += 1

    def _add_interface(self, view: memoryview, at: int, end: int) -> None:
        linktype, snaplen = Struct(self._order + "H2xI").unpack_from(view, at + 8)
        name, description, tsresol, tsoffset = None, None, ticks_per_second(6), 0
        for code, value in options(view, at + 16, end, self._order):
            if code == IF_NAME:
                name = _text(value)
            elif code == IF_DESCRIPTION:
                description = _text(value)
            elif code == IF_TSRESOL and len(value) == 1:
                tsresol = ticks_per_second(value[0])
            elif code == IF_TSOFFSET and len(value) == 8:
                (tsoffset,) = Struct(self._order + "q").unpack(value)
        self.sections[-1].interfaces.append(Interface(name, linktype, description, tsresol, tsoffset, snaplen))
        self._descriptions += 1

    def _add_statistics(self, view: memoryview, at: int, end: int) -> None:
        (number,) = self._u32.unpack_from(view, at + 8)
        interfaces = self.sections[-1].interfaces
        if number >= len(interfaces):
            self._warn(f"statistics at byte {self._position} are of interface {number}, which is not described")
            return
        counts: dict[int, int] = {}
        for code, value in options(view, at + 20, end, self._order):
            if len(value) == 8:
                (counts[code],) = Struct(self._order + "Q").unpack(value)
        interface = interfaces[number]
        interface.received = counts.get(ISB_IFRECV, interface.received)
        if ISB_IFDROP in counts or ISB_OSDROP in counts:
            interface.dropped = counts.get(ISB_IFDROP, 0) + counts.get(ISB_OSDROP, 0)


def _text(value: memoryview) -> str:
    return bytes(value).rstrip(b"\0").decode("utf-8", "replace")
