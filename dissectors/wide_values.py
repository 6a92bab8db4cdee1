"""Values that are wider than any integer shape: sets of bits, counters of odd length, UUIDs."""

from __future__ import annotations

import uuid

from nldissect.schema import Look, Parsed, Part


def _bits(data: memoryview, order: str, look: Look) -> list[Part]:
    """The numbers of the bits that are set; bit 0 is the lowest of the first byte."""
    value = int.from_bytes(data, "little")
    return [Part("", 0, len(data), [bit for bit in range(value.bit_length()) if value >> bit & 1])]


def _counter(data: memoryview, order: str, look: Look) -> list[Part]:
    return [Part("", 0, len(data), int.from_bytes(data, "little"))]


def _uuid(data: memoryview, order: str, look: Look) -> list[Part]:
    return [Part("", 0, len(data), str(uuid.UUID(bytes=bytes(data))))]


BIT_NUMBERS = Parsed(_bits)
"""a bitmap of bytes"""
BIT_NUMBERS_8 = Parsed(_bits, length=8)
"""one of eight bytes, in a struct"""
LITTLE_ENDIAN = Parsed(_counter)
"""a number of as many bytes as there are, the lowest first"""
UUID = Parsed(_uuid, length=16)
"""RFC 9562, the bytes in the order in which they are written"""
