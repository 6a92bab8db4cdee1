"""A capture socket for netlink monitors, and the frame that capture files keep (linktype 253), for scapy's own tools.

scapy's own listening socket loses the netlink protocol, which AF_PACKET tells only in `sockaddr_ll.sll_protocol`, and
cuts messages at 65,535 bytes. This one keeps both:

    sniff(opened_socket=NetlinkListenSocket("nlmon0"))
"""

from __future__ import annotations

from struct import Struct
from typing import Final

from scapy.arch.linux import L2ListenSocket
from scapy.config import conf
from scapy.data import DLT_NETLINK
from scapy.fields import ShortEnumField, ShortField, StrFixedLenField
from scapy.packet import Packet
from scapy.utils import EDecimal

from nldissect.capture.link import ARPHRD_NETLINK
from nldissect.capture.packet_queue import QUEUE, PacketQueue
from nldissect.capture.tap import ETH_P_ALL

_COOKED_HEADER: Final = Struct(">HHH8xH")


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
    """An AF_PACKET socket on the netlink monitor `iface`, for scapy's sniff().

    Raises PermissionError without CAP_NET_RAW, OSError where there is no such interface. `buffer` is the size of the
    kernel's queue in bytes.
    """

    desc = "read netlink datagrams from an nlmon interface"
    # Read by scapy. The stock __init__ is not run: it fills in scapy's interface list and a smaller queue.
    promisc = False
    outs = None  # type: ignore[assignment] # scapy's own listening socket does the same
    lvl = 2
    LL = CookedNetlink

    def __init__(self, iface: str, buffer: int = QUEUE) -> None:
        self.iface = iface
        self.type = ETH_P_ALL
        self._queue = PacketQueue(iface, buffer)
        self.ins = self._queue.socket

    def dropped(self) -> int:
        """Datagrams that did not fit the kernel's queue, since the socket was opened."""
        return self._queue.dropped()

    def recv_raw(self, x: int = 0) -> tuple[type[Packet] | None, bytes | None, float | None]:
        """scapy's way to read: class, bytes with the cooked header before them, time. `x` is of no use here."""
        datagram = self._queue.receive()
        header = _COOKED_HEADER.pack(datagram.packet_type, ARPHRD_NETLINK, 0, datagram.protocol)
        # A float of this size is good for 200 ns only; scapy writes its EDecimal to the nanosecond.
        time = EDecimal(datagram.time).scaleb(-9)
        return CookedNetlink, header + datagram.data, EDecimal(time)  # type: ignore[return-value]
