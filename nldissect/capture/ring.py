"""A receive ring (PACKET_RX_RING, TPACKET_V2; linux/if_packet.h): the kernel writes datagrams into shared memory.

As long as we are behind, no system call is needed to read. Version 2 gives each datagram the moment it is there. The
blocks of version 3 are handed over tens of milliseconds later, and by then the program that sent is mostly gone, and
nobody can tell any more which it was; besides, what does not fit a block is cut there.
"""

from __future__ import annotations

import errno
import mmap
import socket
from struct import Struct
from typing import Final

from nldissect.capture.packet_queue import LARGEST, set_receive_buffer
from nldissect.capture.row import Row
from nldissect.capture.tap import ETH_P_ALL, SOL_PACKET, Statistics, Taken, packet_socket

RING: Final = 32 << 20
"""bytes: 131,072 datagrams. It is memory that the kernel sets aside; making it ready takes long where that is slow."""
_FRAME: Final = 256
"""Bytes for a datagram and its header. One that does not fit is queued whole at the socket, as if there were no ring:
links and dumps are, for which a system call each is little, but not what comes in storms (routes, neighbours)."""
_BLOCK: Final = 1 << 20
"""bytes that the kernel allocates in one piece, where it can"""
_FEW: Final = 64
_MOST: Final = 512
"""Frames that are looked at next, and at most. More at once is slower: fresh memory costs more than used one."""

_PACKET_RX_RING: Final = 5
_PACKET_COPY_THRESH: Final = 7
_PACKET_VERSION: Final = 10
_TPACKET_V2: Final = 1
_TP_STATUS_KERNEL: Final = 0
_TP_STATUS_COPY: Final = 2
_TPACKET_REQ: Final = Struct("=4I")
_WORD: Final = 4
_MAC: Final = Struct("=12xH")
"""tp_mac of a tpacket2_hdr: where the datagram begins in the frame"""
_HEADER: Final = "=IIIH2xII8x3xB6xB"
"""tpacket2_hdr (tp_status, tp_len, tp_snaplen, tp_mac, tp_sec, tp_nsec), then of sockaddr_ll the low byte of
sll_protocol (NETLINK_* are below 32, in network order) and sll_pkttype"""
_NLMSGHDR: Final = "4xHHII"
"""all but its length"""
_NLMSG_HDRLEN: Final = 16
_SECOND: Final = 1_000_000_000


class Ring:
    """A receive ring on the netlink monitor `interface`, or on none before `bind`: a Tap. OSError where there is none.

    `size` in bytes is that of the ring, and of the queue for what does not fit its frames.
    """

    def __init__(self, interface: str | None, size: int = RING) -> None:
        block = min(_BLOCK, max(mmap.PAGESIZE, size & -mmap.PAGESIZE))
        blocks = max(1, size // block)
        self.size = block * blocks
        self.down = False
        self._frames = self.size // _FRAME
        self._next = 0
        self._layout: Struct | None = None
        self._large: mmap.mmap | None = None
        self._socket = packet_socket()
        try:
            set_receive_buffer(self._socket, size)
            self._socket.setsockopt(SOL_PACKET, _PACKET_VERSION, _TPACKET_V2)
            self._socket.setsockopt(SOL_PACKET, _PACKET_COPY_THRESH, 1)
            self._socket.setsockopt(SOL_PACKET, _PACKET_RX_RING, _TPACKET_REQ.pack(block, blocks, _FRAME, self._frames))
            self._map = mmap.mmap(self._socket.fileno(), self.size)
            # Write to each page once (its frame is the kernel's and stays so): in a storm there is no time to have
            # it mapped.
            for page in range(0, self.size, mmap.PAGESIZE):
                self._map[page] = 0
            if interface is not None:
                self.bind(interface)
        except BaseException:
            self._socket.close()
            raise
        self._bytes = memoryview(self._map)
        self._words = self._bytes.cast("I")
        self._statistics = Statistics(self._socket)

    def bind(self, interface: str) -> None:
        """From now on, take what passes by `interface`."""
        self._socket.bind((interface, ETH_P_ALL))

    def fileno(self) -> int:
        """The packet socket."""
        return self._socket.fileno()

    def take(self) -> Taken | None:
        """What is in the ring from where we stand, some thousand datagrams at most."""
        count = self._ready()
        if not count:
            self.down |= self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == errno.ENETDOWN
            return None
        start, end = self._next * _FRAME, (self._next + count) * _FRAME
        taken = self._read(self._bytes[start:end])
        # From here on the kernel may write there again.
        self._words[start // _WORD : end // _WORD : _FRAME // _WORD] = memoryview(bytes(count * _WORD)).cast("I")
        self._next = (self._next + count) % self._frames
        return taken

    def _ready(self) -> int:
        """How many frames from the next one on are ours, before the ring's end."""
        found = 0
        for most in (1, _FEW, _MOST):
            first = self._next + found
            last = min(first + most, self._frames)
            statuses = self._words[first * _FRAME // _WORD : last * _FRAME // _WORD : _FRAME // _WORD].tolist()
            if _TP_STATUS_KERNEL in statuses:
                return found + statuses.index(_TP_STATUS_KERNEL)
            found += len(statuses)
        return found

    def _read(self, frames: memoryview) -> Taken:
        """Copy the datagrams out of frames."""
        if self._layout is None:
            # The same for all of an interface: its frames begin with a header of one length.
            (mac,) = _MAC.unpack_from(frames)
            before = Struct(_HEADER).size
            rest = _FRAME - mac - _NLMSG_HDRLEN
            self._layout = Struct(f"{_HEADER}{mac - before}x{_NLMSGHDR}{rest}x")
        rows: list[Row] = []
        parts: list[bytes | memoryview] = []
        append, add = rows.append, parts.append
        frame = at = 0
        for status, wire, length, mac, seconds, nanoseconds, protocol, packet, kind, flags, seq, pid in (
            self._layout.iter_unpack(frames)
        ):  # fmt: skip
            part: bytes | memoryview = frames[frame + mac : frame + mac + length]
            if status & _TP_STATUS_COPY:
                part = self._receive_large()
                length = len(part)
            if length < _NLMSG_HDRLEN:
                kind = flags = seq = pid = 0
            add(part)
            append((at, length, wire, seconds * _SECOND + nanoseconds, protocol, packet, kind, flags, seq, pid))
            at += length
            frame += _FRAME
        return Taken(memoryview(b"".join(parts)), rows)

    def _receive_large(self) -> bytes:
        """The next datagram in the socket's queue, whole."""
        if self._large is None:
            self._large = mmap.mmap(-1, LARGEST)
        while True:
            try:
                return self._large[: self._socket.recv_into(self._large)]
            except OSError as error:
                if error.errno != errno.ENETDOWN:  # told once, and the queue is still there
                    raise
                self.down = True

    def dropped(self) -> int:
        """As the kernel counts: what came while no frame was free."""
        return self._statistics.dropped

    def close(self) -> None:
        """Give the memory back."""
        self._words.release()
        self._bytes.release()
        self._map.close()
        self._socket.close()
