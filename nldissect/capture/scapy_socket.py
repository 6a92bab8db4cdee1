"""The one door to scapy: a capture socket for netlink monitors, and the frame that capture files keep (linktype 253).

scapy's own listening socket loses the netlink protocol, which AF_PACKET tells only in `sockaddr_ll.sll_protocol`, and
cuts messages at 65,535 bytes. This one keeps both, and works with scapy's own tools:

    sniff(opened_socket=NetlinkListenSocket("nlmon0"))
"""

from __future__ import annotations

import mmap
import socket
from struct import Struct
from typing import Final, NamedTuple

from scapy.arch.linux import L2ListenSocket
from scapy.config import conf
from scapy.data import DLT_NETLINK
from scapy.fields import ShortEnumField, ShortField, StrFixedLenField
from scapy.packet import Packet
from scapy.utils import EDecimal

from nldissect.capture.link import ARPHRD_NETLINK

_ETH_P_ALL: Final = 3
_SO_TIMESTAMPNS: Final = 35
_SO_RCVBUFFORCE: Final = 33
_SOL_PACKET: Final = 263
_PACKET_STATISTICS: Final = 6
_TIMESPEC: Final = Struct("@ll")
_ANCILLARY_SIZE: Final = socket.CMSG_SPACE(_TIMESPEC.size)
_TPACKET_STATS: Final = Struct("=II")
_COOKED_HEADER: Final = Struct(">HHH8xH")

_FIRST_BUFFER: Final = 8 << 20
"""Twice the largest datagram that the kernel can copy to a tap (kmalloc ends at 4 MiB); unused pages cost nothing."""
RECEIVE_BUFFER: Final = 64 << 20
"""Bytes the kernel may queue for a capture: about 50,000 small messages, each with its bookkeeping."""


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


class CookedNetlink(Packet):
    """The 16 bytes before each datagram in a LINKTYPE_NETLINK file, all big-endian; the payload is the host's order."""

    name = "netlink cooked header"
    fields_desc = [  # noqa: RUF012 - so scapy declares fields
        ShortEnumField("packet_type", 4, {0: "host", 4: "outgoing", 6: "to-user", 7: "to-kernel"}),
        ShortField("hardware_type", ARPHRD_NETLINK),
        ShortField("address_length", 0),
        StrFixedLenField("address", bytes(8), 8),
        ShortField("protocol", 0),
    ]


conf.l2types.register(DLT_NETLINK, CookedNetlink)


class NetlinkListenSocket(L2ListenSocket):
    """An AF_PACKET socket on the netlink monitor `iface`, for scapy's sniff() and, by `recv_datagram`, for nldissect.

    Raises PermissionError without CAP_NET_RAW, OSError where there is no such interface. `buffer` is the size of the
    kernel's queue in bytes; without CAP_NET_ADMIN in the first user namespace net.core.rmem_max bounds it.
    """

    desc = "read netlink datagrams from an nlmon interface"
    # Read by scapy. The stock __init__ is not run: it fills in scapy's interface list and a smaller queue.
    promisc = False
    outs = None  # type: ignore[assignment] # scapy's own listening socket does the same
    lvl = 2
    LL = CookedNetlink

    def __init__(self, iface: str, buffer: int = RECEIVE_BUFFER) -> None:
        self.iface = iface
        self.type = _ETH_P_ALL
        self._buffer = mmap.mmap(-1, _FIRST_BUFFER)
        self._dropped = 0
        # Protocol 0 until bound: nothing of other interfaces gets in.
        self.ins = socket.socket(socket.AF_PACKET, socket.SOCK_RAW | socket.SOCK_CLOEXEC, 0)
        try:
            try:
                self.ins.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, buffer)
            except PermissionError:
                self.ins.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
            self.ins.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
            self.ins.bind((iface, _ETH_P_ALL))
        except BaseException:
            self.close()
            raise

    def recv_datagram(self, wait: bool = True) -> Captured:
        """The next datagram, whole up to 8 MiB; one that is longer is cut, the next of its size is not.

        Raises BlockingIOError where none is there and `wait` is false, OSError (ENETDOWN) once when the interface
        goes down or away.
        """
        flags = socket.MSG_TRUNC if wait else socket.MSG_TRUNC | socket.MSG_DONTWAIT
        length, ancillary, _, address = self.ins.recvmsg_into([self._buffer], _ANCILLARY_SIZE, flags)
        data = self._buffer[:length]
        if length > len(self._buffer):
            self._buffer = mmap.mmap(-1, length)
        seconds, nanoseconds = _TIMESPEC.unpack(ancillary[0][2])
        return Captured(data, address[1], seconds * 1_000_000_000 + nanoseconds, address[2], length)

    def dropped(self) -> int:
        """Datagrams that did not fit the kernel's queue, since the socket was opened."""
        # The kernel's counter starts anew with each reading.
        statistics = self.ins.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, _TPACKET_STATS.size)
        self._dropped += _TPACKET_STATS.unpack(statistics)[1]
        return self._dropped

    def recv_raw(self, x: int = 0) -> tuple[type[Packet] | None, bytes | None, float | None]:
        """scapy's way to read: class, bytes with the cooked header before them, time. `x` is of no use here."""
        datagram = self.recv_datagram()
        header = _COOKED_HEADER.pack(datagram.packet_type, ARPHRD_NETLINK, 0, datagram.protocol)
        # A float of this size is good for 200 ns only; scapy writes its EDecimal to the nanosecond.
        time = EDecimal(datagram.time).scaleb(-9)
        return CookedNetlink, header + datagram.data, EDecimal(time)  # type: ignore[return-value]
