"""Wireshark's reading of a capture, for a second opinion: the one door to pyshark, which drives tshark.

pyshark's XML reader is used because it keeps where a field's bytes are; it flattens the tree, so readings come as a
list. It runs in a thread of its own: its event loop must not meet the caller's.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from nldissect.errors import UserError

COOKED_HEADER = 16
"""bytes before the datagram in LINKTYPE_NETLINK and LINKTYPE_LINUX_SLL records"""


class Reading(NamedTuple):
    """One field as Wireshark reads it. `offset` counts from the datagram's first byte, negative before it."""

    name: str
    """netlink-route.ifla_mtu; some are empty: headings, and attributes without a field of their own"""
    offset: int
    size: int
    raw: str | None
    """the bytes in hex; None where Wireshark made the field up"""
    masked: bool
    """whether it is some bits of the bytes, not all of them"""
    show: str
    """the value, as a filter would write it"""
    showname: str
    """name and value for people"""


class Frame(NamedTuple):
    """One packet: its number, from 1, and the fields in it, in Wireshark's order of first names."""

    number: int
    readings: list[Reading]


def readings(path: str | os.PathLike[str]) -> Generator[Frame, None, None]:
    """The frames of a capture file as tshark dissects them.

    Raises UserError where pyshark or tshark is missing, or tshark can not read the file.
    """
    with ThreadPoolExecutor(1, "wireshark") as own_thread:
        frames = _frames(os.fspath(path))
        try:
            while (frame := own_thread.submit(next, frames, None).result()) is not None:
                yield frame
        finally:
            own_thread.submit(frames.close).result()


def _frames(path: str) -> Generator[Frame, None, None]:
    try:
        import pyshark
        from pyshark.capture.capture import TSharkCrashException
        from pyshark.tshark.tshark import TSharkNotFoundException
    except ImportError as error:
        raise UserError("Wireshark's opinion needs pyshark: pip install 'nldissect[wireshark]'") from error
    import asyncio

    class Capture(pyshark.FileCapture):  # type: ignore[misc]  # pyshark ships no types
        async def _cleanup_subprocess(self, process: asyncio.subprocess.Process) -> None:
            if self._eof_reached:  # it is about to end: pyshark would kill it, and take what comes of that for a crash
                await process.wait()
            await super()._cleanup_subprocess(process)

    loop = asyncio.new_event_loop()
    try:
        capture = Capture(path, keep_packets=False, eventloop=loop)
        try:
            for packet in capture:
                yield Frame(int(packet.number), [reading for layer in packet.layers for reading in _layer(layer)])
        finally:
            try:
                capture.close()
            finally:
                capture._running_processes.clear()  # else its __del__ closes it again, on a loop that is gone
    except TSharkNotFoundException as error:
        raise UserError("Wireshark's opinion needs tshark: sudo apt install tshark") from error
    except TSharkCrashException as error:
        raise UserError(f"tshark could not read {path}: it gave up with an error") from error
    except OSError as error:
        raise UserError(f"tshark can not be asked about {path}: {error.strerror or error}") from error
    finally:
        loop.close()


def _layer(layer: Any) -> Iterator[Reading]:
    for name, container in layer._all_fields.items():  # its public look-ups lose all but one field of a name
        for field in container.fields:
            if field.pos is None:
                continue
            yield Reading(
                name,
                int(field.pos) - COOKED_HEADER,
                int(field.size or 0),
                field.unmaskedvalue or field.raw_value,
                field.unmaskedvalue is not None,
                field.show or "",
                field.showname or "",
            )
