"""A tap: an AF_PACKET socket on a netlink monitor (packet(7), linux/if_packet.h), as a receive ring or as a queue."""

from __future__ import annotations

import socket
from struct import Struct
from typing import Final, NamedTuple, Protocol

from nldissect.capture.row import Row

ETH_P_ALL: Final = 3
SOL_PACKET: Final = 263
_PACKET_STATISTICS: Final = 6
_TPACKET_STATS: Final = Struct("=II")


class Taken(NamedTuple):
    """Datagrams taken out of the kernel at once: their bytes, ours to keep, and a row for each."""

    data: memoryview
    rows: list[Row]


class Tap(Protocol):
    """An open tap; `size` is how many bytes the kernel keeps for it."""

    size: int
    down: bool
    """the interface went down or away: nothing more will come"""

    def bind(self, interface: str) -> None:
        """From now on, take what passes by `interface`."""

    def fileno(self) -> int:
        """For poll: readable where `take` gives something."""

    def take(self) -> Taken | None:
        """Datagrams that have arrived, in order; None where none can be had now."""

    def dropped(self) -> int:
        """Datagrams that found no room, since the tap was opened."""

    def close(self) -> None:
        """Let go of the socket."""


class Statistics:
    """A packet socket's count of drops, which the kernel sets back to 0 with each reading."""

    def __init__(self, packets: socket.socket) -> None:
        self._socket = packets
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """Up to now."""
        statistics = self._socket.getsockopt(SOL_PACKET, _PACKET_STATISTICS, _TPACKET_STATS.size)
        self._dropped += _TPACKET_STATS.unpack(statistics)[1]
        return self._dropped


def packet_socket() -> socket.socket:
    """A packet socket that gets nothing before it is bound; PermissionError without CAP_NET_RAW."""
    return socket.socket(socket.AF_PACKET, socket.SOCK_RAW | socket.SOCK_CLOEXEC, 0)
