"""A tap without a ring: the packet socket's own queue, one system call a datagram."""

from __future__ import annotations

import errno
import mmap
import socket
from struct import Struct
from typing import Final, NamedTuple

from nldissect.capture.row import Row
from nldissect.capture.tap import ETH_P_ALL, Statistics, Taken, packet_socket

QUEUE: Final = 64 << 20
"""Bytes the kernel may queue for a capture: about 50,000 small messages, each with its bookkeeping."""
LARGEST: Final = 8 << 20
"""Twice the largest datagram that the kernel can copy to a tap (kmalloc ends at 4 MiB); unused pages cost nothing."""
_SO_TIMESTAMPNS: Final = 35
_SO_RCVBUFFORCE: Final = 33
_NLMSGHDR: Final = Struct("=4xHHII")
"""without its length"""
_TIMESPEC: Final = Struct("@ll")
_ANCILLARY_SIZE: Final = socket.CMSG_SPACE(_TIMESPEC.size)
_BATCH: Final = 4096


class Captured(NamedTuple):
    """One datagram as it left the kernel's queue. Longer on the wire than `data` where it was cut."""

    data: bytes
    protocol: int
    """NETLINK_*"""
    time: int
    """nanoseconds since 1970, UTC"""
    packet_type: int
    """PACKET_*; nlmon says PACKET_OUTGOING of everything"""
    wire_length: int


class PacketQueue:
    """A packet socket on the netlink monitor `interface`, or on none before `bind`: a Tap, and what sniff() reads from.

    Raises PermissionError without CAP_NET_RAW, OSError where there is no such interface. `size` is that of the kernel's
    queue in bytes; without CAP_NET_ADMIN in the first user namespace net.core.rmem_max bounds it.
    """

    def __init__(self, interface: str | None, size: int = QUEUE) -> None:
        self.size = size
        self.down = False
        self._buffer = mmap.mmap(-1, LARGEST)
        self.socket = packet_socket()
        try:
            set_receive_buffer(self.socket, size)
            self.socket.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
            if interface is not None:
                self.bind(interface)
        except BaseException:
            self.close()
            raise
        self._statistics = Statistics(self.socket)

    def bind(self, interface: str) -> None:
        """From now on, take what passes by `interface`."""
        self.socket.bind((interface, ETH_P_ALL))

    def fileno(self) -> int:
        """The packet socket."""
        return self.socket.fileno()

    def receive(self, wait: bool = True) -> Captured:
        """The next datagram, whole up to 8 MiB; one that is longer is cut, the next of its size is not.

        Raises BlockingIOError where none is there and `wait` is false, OSError (ENETDOWN) once when the interface
        goes down or away.
        """
        flags = socket.MSG_TRUNC if wait else socket.MSG_TRUNC | socket.MSG_DONTWAIT
        length, ancillary, _, address = self.socket.recvmsg_into([self._buffer], _ANCILLARY_SIZE, flags)
        data = self._buffer[:length]
        if length > len(self._buffer):
            self._buffer = mmap.mmap(-1, length)
        seconds, nanoseconds = _TIMESPEC.unpack(ancillary[0][2])
        return Captured(data, address[1], seconds * 1_000_000_000 + nanoseconds, address[2], length)

    def take(self) -> Taken | None:
        """What is in the queue, some thousand datagrams at most."""
        parts: list[bytes] = []
        rows: list[Row] = []
        at = 0
        while len(rows) < _BATCH:
            try:
                data, protocol, time, packet, wire = self.receive(wait=False)
            except BlockingIOError:
                break
            except OSError as error:
                if error.errno != errno.ENETDOWN:
                    raise
                self.down = True
                continue  # the queue is still there
            part = _NLMSGHDR.unpack_from(data) if len(data) >= 16 else (0, 0, 0, 0)
            rows.append((at, len(data), wire, time, protocol, packet, *part))
            parts.append(data)
            at += len(data)
        return Taken(memoryview(b"".join(parts)), rows) if rows else None

    def dropped(self) -> int:
        """As the kernel counts: what did not fit the queue."""
        return self._statistics.dropped

    def close(self) -> None:
        """Close the socket."""
        self.socket.close()


def set_receive_buffer(opened: socket.socket, size: int) -> None:
    """Let the kernel queue so many bytes, or as many as we may."""
    try:
        opened.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, size)
    except PermissionError:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, size)
