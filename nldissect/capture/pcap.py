"""pcap files (draft-ietf-opsawg-pcap): microsecond and nanosecond stamps, both byte orders."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Final

from nldissect.capture.capturefile import LONGEST, CaptureFile, Interface, Section
from nldissect.capture.source import Source
from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.wire import ByteOrder

MAGICS: Final[dict[bytes, tuple[ByteOrder, int]]] = {
    b"\xd4\xc3\xb2\xa1": ("<", 1_000_000),
    b"\xa1\xb2\xc3\xd4": (">", 1_000_000),
    b"\x4d\x3c\xb2\xa1": ("<", 1_000_000_000),
    b"\xa1\xb2\x3c\x4d": (">", 1_000_000_000),
}
"""a file's first four bytes: its byte order, and time stamp units a second"""

_FILE_HEADER: Final = 24
_RECORD_HEADER: Final = 16
_LINKTYPE_MASK: Final = 0xFFFF  # the bits above tell about frame check sequences


class PcapFile(CaptureFile):
    """A pcap file: a header, then records of (seconds, fraction, captured length, original length, bytes)."""

    format = "pcap"

    def __init__(self, source: Source, name: str) -> None:
        """Read the file header; UserError where the source ends inside it."""
        super().__init__(source, name)
        view = source.window(0, _FILE_HEADER).view
        if len(view) < _FILE_HEADER:
            raise UserError(f"{name} is no whole capture: it ends inside its file header, after {len(view)} bytes")
        order, tsresol = MAGICS[bytes(view[:4])]
        snaplen, linktype = Struct(order + "16xII").unpack_from(view)
        self._interface = Interface(None, linktype & _LINKTYPE_MASK, tsresol=tsresol, snaplen=snaplen)
        self.sections.append(Section(order, interfaces=[self._interface]))
        self._record = Struct(order + "IIII")
        self._position = _FILE_HEADER

    def __iter__(self) -> Iterator[Datagram]:
        if self.ended:
            return
        window, unpack, interface = self.source.window, self._record.unpack_from, self._interface
        tsresol = interface.tsresol
        scale = 1_000_000_000 // tsresol
        base, at = self._position, 0
        view, final = window(base, 0)
        end = len(view)
        while True:
            if end - at < _RECORD_HEADER:
                base, at = base + at, 0
                view, final = window(base, _RECORD_HEADER)
                end = len(view)
                if end < _RECORD_HEADER:
                    self._position = base
                    if final and end:
                        self._cut(base, "record header", _RECORD_HEADER, end, final=True)
                    self.ended = final
                    return
            seconds, fraction, captured, original = unpack(view, at)
            if fraction >= tsresol or not (seconds or fraction or captured or original):
                words = f"a time stamp with {fraction} of {tsresol} parts of a second" if fraction else "only zeros"
                self._stop(base + at, f"no record begins there ({words})")
                return
            start = at + _RECORD_HEADER
            stop = start + captured
            if stop > end:
                base, at, start, stop = base + at, 0, _RECORD_HEADER, _RECORD_HEADER + captured
                view, final = window(base, min(stop, LONGEST))
                end = len(view)
                if stop > end:
                    self._position = base
                    if not final and stop <= LONGEST:
                        return
                    self._cut(base, "record", stop, end, final=final)
                    stop = end
            self._position = base + stop
            # A record with an original length below the captured one is as long as it is.
            time = seconds * 1_000_000_000 + fraction * scale
            datagram = self._datagram(view, base, start, stop - start, max(captured, original), time, interface)
            if datagram is not None:
                yield datagram
            if self.ended:
                return
            at = stop
