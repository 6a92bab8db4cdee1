"""The cooked header that stands before the netlink bytes of a captured record; all of its fields are big-endian.

LINKTYPE_NETLINK (253) and LINKTYPE_LINUX_SLL (113) have the same 16 bytes, LINKTYPE_LINUX_SLL2 (276) has 20. Packet
types are those of linux/if_packet.h, the hardware type is that of linux/if_arp.h.
"""

from __future__ import annotations

from collections.abc import Callable
from struct import Struct
from typing import Final, NamedTuple

from nldissect.datagram import Direction

LINKTYPE_LINUX_SLL: Final = 113
LINKTYPE_NETLINK: Final = 253
LINKTYPE_LINUX_SLL2: Final = 276

ARPHRD_NETLINK: Final = 824

PACKET_OUTGOING: Final = 4
PACKET_USER: Final = 6
PACKET_KERNEL: Final = 7

_SLL: Final = Struct(">HH10xH")
_SLL2: Final = Struct(">H6xHB9x")
_SLL_WRITTEN: Final = Struct(">HHH8xH")

_DIRECTIONS: Final = {PACKET_USER: Direction.TO_USER, PACKET_KERNEL: Direction.TO_KERNEL}
_PACKET_TYPES: Final = {direction: number for number, direction in _DIRECTIONS.items()}


class Link(NamedTuple):
    """How a link type's records begin: `length` of the header, `read` gives NETLINK_* and direction.

    `read(view, offset)` returns None where the hardware type is not netlink; the caller sees to it that the header is
    there.
    """

    length: int
    read: Callable[[memoryview, int], tuple[int, Direction] | None]


def _read_sll(view: memoryview, offset: int) -> tuple[int, Direction] | None:
    packet_type, hardware, protocol = _SLL.unpack_from(view, offset)
    if hardware != ARPHRD_NETLINK:
        return None
    return protocol, direction_of(packet_type)


def _read_sll2(view: memoryview, offset: int) -> tuple[int, Direction] | None:
    protocol, hardware, packet_type = _SLL2.unpack_from(view, offset)
    if hardware != ARPHRD_NETLINK:
        return None
    return protocol, direction_of(packet_type)


LINKS: Final = {
    LINKTYPE_NETLINK: Link(_SLL.size, _read_sll),
    LINKTYPE_LINUX_SLL: Link(_SLL.size, _read_sll),
    LINKTYPE_LINUX_SLL2: Link(_SLL2.size, _read_sll2),
}
"""the link types that can carry netlink"""


def direction_of(packet_type: int) -> Direction:
    """What a PACKET_* says of the way that a datagram went."""
    return _DIRECTIONS.get(packet_type, Direction.UNKNOWN)


def netlink_header(protocol: int, direction: Direction) -> bytes:
    """The 16 bytes of LINKTYPE_NETLINK for a datagram of NETLINK_* `protocol`."""
    return _SLL_WRITTEN.pack(_PACKET_TYPES.get(direction, PACKET_OUTGOING), ARPHRD_NETLINK, 0, protocol)
