"""The numbers of pcapng (draft-ietf-opsawg-pcapng): block types, option codes, and how options are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Final

from nldissect.wire import ByteOrder

SECTION_HEADER: Final = 0x0A0D0D0A
INTERFACE_DESCRIPTION: Final = 1
PACKET: Final = 2
"""obsolete; before the enhanced one"""
SIMPLE_PACKET: Final = 3
INTERFACE_STATISTICS: Final = 5
ENHANCED_PACKET: Final = 6

SECTION_MAGIC: Final = 0x1A2B3C4D
SECTION_ORDERS: Final[dict[bytes, ByteOrder]] = {
    SECTION_MAGIC.to_bytes(4, "little"): "<",
    SECTION_MAGIC.to_bytes(4, "big"): ">",
}

OPT_ENDOFOPT: Final = 0
OPT_COMMENT: Final = 1
SHB_HARDWARE: Final = 2
SHB_OS: Final = 3
SHB_USERAPPL: Final = 4
IF_NAME: Final = 2
IF_DESCRIPTION: Final = 3
IF_TSRESOL: Final = 9
IF_TSOFFSET: Final = 14
EPB_FLAGS: Final = 2
ISB_STARTTIME: Final = 2
ISB_ENDTIME: Final = 3
ISB_IFRECV: Final = 4
ISB_IFDROP: Final = 5
ISB_OSDROP: Final = 7

_OPTION: Final = {"<": Struct("<HH"), ">": Struct(">HH")}


def options(view: memoryview, at: int, end: int, order: ByteOrder) -> Iterator[tuple[int, memoryview]]:
    """The options in view[at:end] as (code, value); one that says it is longer than the rest is cut there."""
    unpack = _OPTION[order].unpack_from
    while end - at >= 4:
        code, length = unpack(view, at)
        if code == OPT_ENDOFOPT:
            return
        at += 4
        yield code, view[at : min(at + length, end)]
        at += (length + 3) & ~3


def option(code: int, value: bytes, order: ByteOrder) -> bytes:
    """One option, padded; `value` has at most 65,535 bytes."""
    return _OPTION[order].pack(code, len(value)) + value + bytes(-len(value) % 4)


def ticks_per_second(tsresol: int) -> int:
    """An if_tsresol byte as time stamp units a second: a negative power of 10, or of 2 where the top bit is set."""
    power: int = 2 ** (tsresol & 0x7F) if tsresol & 0x80 else 10**tsresol
    return power
