"""What most of ethtool's messages have: the device they are about, and bitsets (linux/ethtool_netlink_generated.h)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from struct import unpack

from nldissect.schema import (
    FLAG,
    INTERFACE,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Look,
    Names,
    Parsed,
    Part,
    Text,
)

ETHTOOL_FLAG = Flags(
    "ETHTOOL_FLAG_",
    {
        0x1: "ETHTOOL_FLAG_COMPACT_BITSETS",
        0x2: "ETHTOOL_FLAG_OMIT_REPLY",
        0x4: "ETHTOOL_FLAG_STATS",
    },
)
ETHTOOL_A_HEADER = AttributeSet(
    "ETHTOOL_A_HEADER_",
    [
        Attribute(1, "ETHTOOL_A_HEADER_DEV_INDEX", U32, INTERFACE),
        Attribute(2, "ETHTOOL_A_HEADER_DEV_NAME", Text(longest=127, nul=True)),
        Attribute(3, "ETHTOOL_A_HEADER_FLAGS", U32, ETHTOOL_FLAG),
        Attribute(4, "ETHTOOL_A_HEADER_PHY_INDEX", U32, range=(1, 0xFFFFFFFF)),
    ],
)


class BitNumber:
    """The number of a bit, as the constant that is the mask of it."""

    def __init__(self, masks: Flags) -> None:
        self.prefix = masks.prefix
        self.constants = {mask.bit_length() - 1: name for mask, name in masks.constants.items()}

    def text(self, value: int, names: Names) -> str:
        """The constant, or the number where it has none."""
        return self.constants.get(value) or str(value)

    def short(self, value: int, names: Names) -> str:
        """The constant without what all of them share."""
        return self.text(value, names).removeprefix(self.prefix).lower()


def bitset(constants: Enum | Flags | None = None) -> AttributeSet:
    """A bitset in either form, a nest for each bit or compact; the constants are numbers of bits (Enum) or masks.

    Without constants the bits have names that only the running kernel, or the driver, can tell: ETHTOOL_MSG_STRSET_GET.
    """
    number = BitNumber(constants) if isinstance(constants, Flags) else constants
    bitmap = Parsed(partial(_bitmap, {} if number is None else number.constants))
    bit = AttributeSet(
        "ETHTOOL_A_BITSET_BIT_",
        [
            Attribute(1, "ETHTOOL_A_BITSET_BIT_INDEX", U32, number),
            Attribute(2, "ETHTOOL_A_BITSET_BIT_NAME", Text(nul=True)),
            Attribute(3, "ETHTOOL_A_BITSET_BIT_VALUE", FLAG),
        ],
    )
    bits = AttributeSet(
        "ETHTOOL_A_BITSET_BITS_",
        [
            Attribute(1, "ETHTOOL_A_BITSET_BITS_BIT", bit, multiple=True),
        ],
    )
    return AttributeSet(
        "ETHTOOL_A_BITSET_",
        [
            Attribute(1, "ETHTOOL_A_BITSET_NOMASK", FLAG),
            Attribute(2, "ETHTOOL_A_BITSET_SIZE", U32),
            Attribute(3, "ETHTOOL_A_BITSET_BITS", bits),
            Attribute(4, "ETHTOOL_A_BITSET_VALUE", bitmap),
            Attribute(5, "ETHTOOL_A_BITSET_MASK", bitmap),
        ],
    )


def _bitmap(constants: Mapping[int, str], data: memoryview, order: str, look: Look) -> Sequence[Part]:
    """Words of 32 bits, the lowest first; the value is the list of them."""
    if len(data) % 4:
        raise ValueError(f"{len(data)} bytes are no whole words of 32 bits")
    words = unpack(f"{order}{len(data) // 4}I", data)
    bits = [32 * index + bit for index, word in enumerate(words) for bit in range(32) if word >> bit & 1]
    if bits and look("ETHTOOL_A_BITSET_SIZE") == len(bits) == bits[-1] + 1:
        text = f"all {len(bits)}"
    elif constants:
        text = "|".join(constants.get(bit, str(bit)) for bit in bits)
    else:
        text = " ".join(_runs(bits))
    return [Part("", 0, len(data), list(words), text or "0")]


def _runs(bits: list[int]) -> Iterator[str]:
    """`0`, `5-8`: runs of bits that are set."""
    start = 0
    for at, bit in enumerate(bits):
        if at + 1 == len(bits) or bits[at + 1] != bit + 1:
            yield str(bit) if start == at else f"{bits[start]}-{bit}"
            start = at + 1
