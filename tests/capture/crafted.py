"""Capture files built by hand, field by field, so that the readers are not tested by the writer alone."""

from __future__ import annotations

from struct import pack

MESSAGE = bytes.fromhex("14000000 10000503 01000000 00000000 00000000")
"""one nlmsghdr and four bytes, little-endian"""


def cooked(protocol: int = 0, packet_type: int = 4, hardware: int = 824) -> bytes:
    return pack(">HHH8xH", packet_type, hardware, 0, protocol)


def cooked2(protocol: int = 0, packet_type: int = 4, hardware: int = 824) -> bytes:
    return pack(">HHIHBB8x", protocol, 0, 3, hardware, packet_type, 0)


def pcap_header(order: str = "<", *, nano: bool = False, linktype: int = 253) -> bytes:
    return pack(order + "IHHiIII", 0xA1B23C4D if nano else 0xA1B2C3D4, 2, 4, 0, 0, 262144, linktype)


def pcap_record(data: bytes, order: str = "<", *, seconds: int = 1, fraction: int = 2, original: int = -1) -> bytes:
    return pack(order + "IIII", seconds, fraction, len(data), len(data) if original < 0 else original) + data


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def options(items: list[tuple[int, bytes]], order: str = "<") -> bytes:
    raw = b"".join(pack(order + "HH", code, len(value)) + padded(value) for code, value in items)
    return raw + bytes(4) if items else b""


def block(kind: int, body: bytes, order: str = "<") -> bytes:
    length = 12 + len(body)
    return pack(order + "II", kind, length) + body + pack(order + "I", length)


def section(order: str = "<", items: list[tuple[int, bytes]] | None = None) -> bytes:
    return block(0x0A0D0D0A, pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1) + options(items or [], order), order)


def interface(
    order: str = "<", items: list[tuple[int, bytes]] | None = None, *, linktype: int = 253, snaplen: int = 0
) -> bytes:
    return block(1, pack(order + "HHI", linktype, 0, snaplen) + options(items or [], order), order)


def packet(
    data: bytes,
    order: str = "<",
    items: list[tuple[int, bytes]] | None = None,
    *,
    number: int = 0,
    stamp: int = 5,
    captured: int = -1,
    original: int = -1,
) -> bytes:
    captured = len(data) if captured < 0 else captured
    original = captured if original < 0 else original
    fixed = pack(order + "IIIII", number, stamp >> 32, stamp & 0xFFFFFFFF, captured, original)
    return block(6, fixed + padded(data) + options(items or [], order), order)
