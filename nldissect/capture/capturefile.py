"""What every format of capture file offers: datagrams in order, and what the file says of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import gcd
from typing import ClassVar, Final, Self

from nldissect.capture.link import LINKS, Link
from nldissect.capture.source import Source
from nldissect.datagram import Datagram
from nldissect.tree import printable
from nldissect.wire import ByteOrder

LONGEST: Final = 32 << 20
"""bytes that a record can have: far above what the kernel lets through, far below what a wrong length says"""

_SECOND: Final = 1_000_000_000  # nanoseconds
_LATEST: Final = (1 << 63) - 1  # nanoseconds; the year 2262
_WARNINGS: Final = 100


@dataclass(slots=True)
class Interface:
    """An interface that the file says it was captured on."""

    name: str | None
    linktype: int
    description: str | None = None
    tsresol: int = 1_000_000
    """time stamp units a second"""
    tsoffset: int = 0
    """seconds to add to each time stamp"""
    snaplen: int = 0
    """the most bytes captured of a packet; 0 where there was no limit"""
    received: int | None = None
    """packets that the interface saw, as the capturing program counted"""
    dropped: int | None = None
    """packets lost by the interface or the kernel, as the capturing program counted"""
    link: Link | None = field(init=False, repr=False)
    """how its records begin; None where they are no netlink"""
    reported: bool = field(default=False, init=False, repr=False)
    """its records that are not netlink were mentioned"""
    _multiply: int = field(init=False, repr=False)
    _divide: int = field(init=False, repr=False)
    _add: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.link = LINKS.get(self.linktype)
        common = gcd(_SECOND, self.tsresol)
        self._multiply, self._divide = _SECOND // common, self.tsresol // common
        self._add = self.tsoffset * _SECOND

    def nanoseconds(self, stamp: int) -> int:
        """A time stamp of this interface as nanoseconds since 1970."""
        return stamp * self._multiply // self._divide + self._add


@dataclass(slots=True)
class Section:
    """A part of a file with a header of its own; a pcap file is one section that says nothing of its host."""

    order: ByteOrder
    hardware: str | None = None
    os: str | None = None
    application: str | None = None
    comments: tuple[str, ...] = ()
    interfaces: list[Interface] = field(default_factory=list)


class CaptureFile(ABC):
    """An open capture file: iterate over it for its datagrams.

    Like a text file it has one position: iteration goes on where the last one stopped. It stops at the end (`ended`
    is then true) or, on a file that is followed, where nothing more is there for now.

    Text that comes from the file (names, comments) is as it stands there: not safe to print as it is. `warnings` are.
    """

    format: ClassVar[str]
    """ "pcap" or "pcapng" """

    def __init__(self, source: Source, name: str) -> None:
        self.source = source
        self.name = name
        """the file's name as messages show it"""
        self.frames = 0
        """records read so far, those that are no netlink among them"""
        self.skipped = 0
        """records that are no netlink: of other link types or hardware types"""
        self.ended = False
        """there is nothing left to read"""
        self.sections: list[Section] = []
        self._position = 0
        self._warnings: list[str] = []

    @abstractmethod
    def __iter__(self) -> Iterator[Datagram]:
        """The datagrams from the current position on; UserError where a stream can not be read or kept."""

    @property
    def section(self) -> Section:
        """The section that was read last."""
        return self.sections[-1]

    @property
    def interfaces(self) -> list[Interface]:
        """The interfaces of all sections read so far."""
        return [interface for section in self.sections for interface in section.interfaces]

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the file, a sentence each, safe to print."""
        return self.source.warnings + self._warnings

    @property
    def progress(self) -> float | None:
        """How much of the file has been read, 0 to 1; None where its size is not known (a pipe)."""
        return self.source.progress(self._position)

    @property
    def position(self) -> int:
        """Where in the file the next record begins."""
        return self._position

    def skip(self, position: int, frames: int) -> None:
        """Go on at `position`: the `frames` records before it have been read by someone else."""
        self._position = position
        self.frames += frames

    def wait(self, timeout: float) -> None:
        """On a file that is followed: sleep until there may be more, at most `timeout` seconds."""
        self.source.wait(timeout)

    def finish(self) -> None:
        """On a file that is followed: say that it will not grow any more, so that iteration can come to its end."""
        self.source.finish()

    def close(self) -> None:
        """Let go of the file. Datagrams handed out before stay readable."""
        self.ended = True
        self.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # For the formats.

    def _warn(self, text: str) -> None:
        if text in self._warnings:
            return
        if len(self._warnings) < _WARNINGS:
            self._warnings.append(text)
        elif len(self._warnings) == _WARNINGS:
            self._warnings.append("there is more that is wrong with this file")

    def _stop(self, offset: int, reason: str) -> None:
        """End the reading at bytes that can not be what should be there."""
        self._position = offset
        self.ended = True
        self._warn(f"stopped at byte {offset}: {reason}; what follows is not read")

    def _cut(self, offset: int, what: str, says: int, there: int, *, final: bool) -> None:
        """End the reading at a record that is longer than what is there of it."""
        self.ended = True
        if final:
            self._warn(f"the file ends inside the {what} at byte {offset}: {there} of its {says} bytes are there")
        else:
            self._warn(f"the {what} at byte {offset} says it has {says} bytes, more than any can have; reading stopped")

    def _datagram(
        self, view: memoryview, base: int, at: int, captured: int, original: int, time: int, interface: Interface
    ) -> Datagram | None:
        """The datagram of the next record, whose `captured` bytes stand at view[at]; `view` begins at byte `base`.

        None, counted as skipped, where the record is no netlink.
        """
        self.frames += 1
        link = interface.link
        if link is None:
            self._skip(interface)
            return None
        if captured < link.length:
            self.skipped += 1
            self._warn(f"frame {self.frames}: {captured} bytes are too few for the {link.length}-byte link header")
            return None
        cooked = link.read(view, at)
        if cooked is None:
            self.skipped += 1
            return None
        if not 0 <= time <= _LATEST:
            self._warn(f"frame {self.frames}: its time stamp is out of range")
            time = min(max(time, 0), _LATEST)
        start = at + link.length
        return Datagram(
            self.frames,
            time,
            cooked[0],
            view[start : at + captured],
            self.sections[-1].order,
            (original if original > captured else captured) - link.length,
            base + start,
            cooked[1],
            None,
            interface.name,
        )

    def _skip(self, interface: Interface) -> None:
        self.skipped += 1
        if not interface.reported:
            interface.reported = True
            where = f" of interface {printable(interface.name)}" if interface.name else ""
            self._warn(f"packets{where} have link type {interface.linktype}, which is not netlink; they are left out")
