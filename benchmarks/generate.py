"""A large capture made of real kernel messages: route additions with notification and acknowledgement, and dumps.

    python -m benchmarks.generate MESSAGES FILE

The messages are those of captures/rt-route.pcap; addresses, sequence numbers and times go on from one to the next.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from nldissect.capture import open_capture

SOURCE = Path(__file__).parent.parent / "captures" / "rt-route.pcap"
_COOKED = struct.pack(">HHH8sH", 4, 824, 0, bytes(8), 0)
_RTM_NEWROUTE, _NLMSG_ERROR = 24, 2
_ROUTES_A_DUMP = 100
_DUMP_EACH = 50


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
        for number, messages in enumerate(_datagrams()):
            time += 20_000 + number % 7 * 1_000
            for data, size in messages:
                if size > left:
                    return
                left -= size
                time += 5_000
                record = _COOKED + data
                file.write(struct.pack("<IIII", time // 10**9, time % 10**9, len(record), len(record)))
                file.write(record)
            if not left:
                return


def _datagrams() -> Iterator[list[tuple[bytes, int]]]:
    """Groups of (datagram, messages in it): a request, its notification and its acknowledgement; then a dump."""
    request, reply, acknowledgement = _templates()
    number = 0
    while True:
        number += 1
        yield [
            (_numbered(request, number, 0), 1),
            (_numbered(reply, number, 4242), 1),
            (_numbered(acknowledgement, number, 4242), 1),
        ]
        if number % _DUMP_EACH == 0:
            dump = b"".join(_numbered(reply, number * 1000 + i, 4242, seq=number) for i in range(_ROUTES_A_DUMP))
            yield [(dump, _ROUTES_A_DUMP)]


def _templates() -> tuple[bytearray, bytearray, bytearray]:
    """A real RTM_NEWROUTE request, an RTM_NEWROUTE from a dump, an acknowledgement; each with a /24 in RTA_DST."""
    found: dict[str, bytearray] = {}
    with open_capture(SOURCE) as capture:
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
