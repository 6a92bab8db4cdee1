"""A large capture made of real kernel messages: routes added, dumps, nftables, sockets.

    python -m benchmarks.generate MESSAGES FILE

Nine of ten messages are route additions with notification and acknowledgement, and dumps of routes; the rest is what
`nft` and `ss` and their kernel said to each other. The messages are those of files in captures/; addresses, sequence
numbers and times go on from one to the next.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from nldissect import wire
from nldissect.capture import open_capture

CAPTURES = Path(__file__).parent.parent / "captures"
_RTM_NEWROUTE, _NLMSG_ERROR = 24, 2
_ROUTE, _NETFILTER, _SOCK_DIAG = 0, 12, 4
_ROUTES_A_DUMP = 100
_DUMP_EACH = 50
"""additions between two dumps"""
_OTHERS_EACH = 1000
"""additions between two passages of nft and ss"""
_ECHO = 20

Said = list[tuple[int, bytes, int]]
"""datagrams: NETLINK_*, bytes, messages in them"""


def main() -> None:
    """Write the file."""
    count, path = int(sys.argv[1]), sys.argv[2]
    generate(count, Path(path))


def generate(count: int, path: Path) -> None:
    """Write a pcap file (nanoseconds, little-endian) of `count` messages to `path`."""
    with path.open("wb", buffering=1 << 20) as file:
        file.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262_144, 253))
        left = count
        time = 1_700_000_000_000_000_000
        for number, said in enumerate(_said()):
            time += 20_000 + number % 7 * 1_000
            for protocol, data, size in said:
                if size > left:
                    return
                left -= size
                time += 5_000
                record = struct.pack(">HHH8sH", 4, 824, 0, bytes(8), protocol) + data
                file.write(struct.pack("<IIII", time // 10**9, time % 10**9, len(record), len(record)))
                file.write(record)
            if not left:
                return


def _said() -> Iterator[Said]:
    """What is said at once: a request, its notification and its acknowledgement; or a dump; or a whole passage."""
    request, reply, acknowledgement = _templates()
    others = [_passage("nft.pcap", _NETFILTER), _passage("sock-diag.pcap", _SOCK_DIAG)]
    number = 0
    while True:
        number += 1
        yield [
            (_ROUTE, _numbered(request, number, 0), 1),
            (_ROUTE, _numbered(reply, number, 4242), 1),
            (_ROUTE, _numbered(acknowledgement, number, 4242), 1),
        ]
        if number % _DUMP_EACH == 0:
            dump = b"".join(_numbered(reply, number * 1000 + i, 4242, seq=number) for i in range(_ROUTES_A_DUMP))
            yield [(_ROUTE, dump, _ROUTES_A_DUMP)]
        if number % _OTHERS_EACH == 0:
            for passage in others:
                yield [(protocol, _later(data, number * 1_000), size) for protocol, data, size in passage]


def _templates() -> tuple[bytearray, bytearray, bytearray]:
    """A real RTM_NEWROUTE request, an RTM_NEWROUTE from a dump, an acknowledgement; each with a /24 in RTA_DST."""
    found: dict[str, bytearray] = {}
    with open_capture(CAPTURES / "rt-route.pcap") as capture:
        for datagram in capture:
            data = bytearray(datagram.data)
            length, number, flags = struct.unpack_from("<IHH", data)
            if number == _RTM_NEWROUTE and data[17] == 24 and struct.unpack_from("<HH", data, 28) == (8, 1):
                found.setdefault("request" if flags & 1 else "reply", data[:length])
            if number == _NLMSG_ERROR and length == 36 and not any(data[16:20]) and data[24] == _RTM_NEWROUTE:
                found.setdefault("acknowledgement", data)
    reply = found.get("reply") or found["request"][:]
    reply[6:8] = struct.pack("<H", 2)
    return found["request"], reply, found["acknowledgement"]


def _passage(name: str, protocol: int) -> Said:
    """The datagrams of a protocol in a capture, as they are."""
    with open_capture(CAPTURES / name) as capture:
        return [
            (protocol, bytes(datagram.data), len(list(wire.messages(datagram.data, "<"))))
            for datagram in capture
            if datagram.protocol == protocol
        ]


def _later(data: bytes, number: int) -> bytes:
    """The same datagram with its sequence numbers moved on, also in the headers that errors echo."""
    moved = bytearray(data)
    for span in wire.messages(memoryview(data), "<"):
        places = [span.offset]
        if span.header is not None and span.header.nlmsg_type == _NLMSG_ERROR and span.length >= _ECHO + 16:
            places.append(span.offset + _ECHO)
        for place in places:
            (seq,) = struct.unpack_from("<I", moved, place + 8)
            if seq:
                struct.pack_into("<I", moved, place + 8, seq + number & 0xFFFFFFFF)
    return bytes(moved)


def _numbered(template: bytearray, number: int, port: int, seq: int | None = None) -> bytes:
    data = bytearray(template)
    struct.pack_into("<II", data, 8, number if seq is None else seq, port)
    if struct.unpack_from("<H", data, 4)[0] == _RTM_NEWROUTE:
        data[32:35] = bytes([10 + (number >> 16) % 100, number >> 8 & 0xFF, number & 0xFF])
    else:
        struct.pack_into("<I", data, 28, number)
    return bytes(data)


if __name__ == "__main__":
    main()
