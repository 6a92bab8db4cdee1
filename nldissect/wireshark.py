"""Wireshark's reading of a capture, for a second opinion: the one door to pyshark, which drives tshark.

pyshark's XML reader is used because it keeps where a field's bytes are; it flattens the tree, so readings come as a
list. It runs in a thread of its own: its event loop must not meet the caller's.
"""

from __future__ import annotations

import os
import signal
import struct
import tempfile
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import Any, Final, NamedTuple

from nldissect.errors import UserError
from nldissect.wire import ByteOrder

COOKED_HEADER: Final = 16
"""bytes before the datagram in LINKTYPE_NETLINK and LINKTYPE_LINUX_SLL records"""
PATIENCE: Final = 20.0
"""seconds that tshark may take for one datagram"""
_LINKTYPE_NETLINK: Final = 253
_ARPHRD_NETLINK: Final = 824
_GENL_ID_CTRL: Final = 16
_CTRL_CMD_NEWFAMILY: Final = 1
_GLANCE: Final = 0.1
"""seconds between two looks whether to give up"""


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


def readings(path: str | os.PathLike[str], give_up: Callable[[], bool] = lambda: False) -> Generator[Frame, None, None]:
    """The frames of a capture file as tshark dissects them.

    tshark is ended as soon as `give_up` says so, which is asked ten times a second.

    Raises UserError where pyshark or tshark is missing, tshark can not read the file, or was given up.
    """
    with ThreadPoolExecutor(1, "wireshark") as own_thread:
        captures: list[Any] = []
        frames = _frames(os.fspath(path), captures)
        try:
            while (frame := _wait(own_thread.submit(next, frames, None), captures, give_up)) is not None:
                yield frame
        finally:
            own_thread.submit(frames.close).result()


def datagram_readings(
    data: memoryview,
    protocol: int,
    order: ByteOrder,
    family: tuple[int, str] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Reading]:
    """What tshark says of one datagram of a protocol, alone in a capture file of its own.

    `family` is the id and name of the generic netlink family, which tshark would not know: it is told as the kernel
    tells it. Raises UserError as `readings` does, and where tshark takes longer than PATIENCE.
    """
    until = monotonic() + PATIENCE
    before = [] if family is None else [(16, _introduction(order, *family))]
    records = b"".join(_record(order, *each) for each in [*before, (protocol, bytes(data))])
    header = struct.pack(order + "IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 0x40000, _LINKTYPE_NETLINK)
    with tempfile.TemporaryDirectory(prefix="nldissect-") as folder:
        path = os.path.join(folder, "datagram.pcap")
        with open(path, "wb") as file:
            file.write(header + records)
        frames = list(readings(path, lambda: cancelled() or monotonic() > until))
    return frames[-1].readings if len(frames) > len(before) else []


def _record(order: ByteOrder, protocol: int, data: bytes) -> bytes:
    """A pcap record with the cooked header of LINKTYPE_NETLINK (big-endian always) before the datagram."""
    cooked = struct.pack(">HH10xH", 0, _ARPHRD_NETLINK, protocol)
    length = len(cooked) + len(data)
    return struct.pack(order + "IIII", 0, 0, length, length) + cooked + data


def _introduction(order: ByteOrder, number: int, name: str) -> bytes:
    """CTRL_CMD_NEWFAMILY with id and name (linux/genetlink.h)."""
    text = name.encode() + b"\0"
    attributes = struct.pack(order + "HHHxx", 6, 1, number) + struct.pack(order + "HH", 4 + len(text), 2) + text
    attributes += bytes(-len(attributes) % 4)
    body = struct.pack(order + "BBxx", _CTRL_CMD_NEWFAMILY, 2) + attributes
    return struct.pack(order + "IHHII", 16 + len(body), _GENL_ID_CTRL, 0, 0, 0) + body


def _wait(coming: Future[Frame | None], captures: list[Any], give_up: Callable[[], bool]) -> Frame | None:
    while True:
        try:
            return coming.result(_GLANCE)
        except TimeoutError:
            if coming.done():
                raise
            if not give_up():
                continue
        for capture in captures:
            for process in capture._running_processes:
                os.kill(process.pid, signal.SIGKILL)
        coming.exception()
        raise UserError(f"tshark was given up: it had not answered within {PATIENCE:.0f} seconds")


def _frames(path: str, captures: list[Any]) -> Generator[Frame, None, None]:
    """`captures` gets what pyshark runs, so that it can be ended from outside."""
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
        captures.append(capture)
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
