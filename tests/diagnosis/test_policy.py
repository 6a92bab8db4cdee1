"""Policies in words: the kernel's, and the schema's."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.decode import Decoder
from nldissect.diagnosis.policy import policy_words, schema_words
from nldissect.schema import (
    BE16,
    FLAG,
    IPV4,
    LINK_ADDRESS,
    OPAQUE,
    S32,
    TEXT,
    U8,
    U16,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Indexed,
    Member,
    Struct,
)
from nldissect.schema.policy import NL_POLICY_TYPE_ATTR
from nldissect.tree import Node
from tests.build import attribute


class Nobody:
    """Knows no interface."""

    def interface(self, index: int) -> str | None:
        return None


def policy(*attributes: tuple[int, str, int]) -> Node:
    data = b"".join(attribute(number, pack("<" + code, value)) for number, code, value in attributes)
    node = Node("NLMSGERR_ATTR_POLICY", 0, len(data))
    Decoder(memoryview(data), "<", Nobody()).fill(node, NL_POLICY_TYPE_ATTR, 0, len(data))
    return node


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ((), "any type"),
        (((1, "I", 4),), "u32"),
        (((1, "I", 3), (4, "Q", 1), (5, "Q", 4094)), "u16, 1 to 4094"),
        (((1, "I", 8), (2, "q", -5), (3, "q", 5)), "s32, -5 to 5"),
        (((1, "I", 4), (4, "Q", 0), (5, "Q", 0xFFFFFFFF)), "u32"),
        (((1, "I", 4), (4, "Q", 1), (5, "Q", 0xFFFFFFFF)), "u32, at least 1"),
        (((1, "I", 7), (2, "q", -0x8000), (3, "q", 0x7FFF)), "s16"),
        (((1, "I", 2), (5, "Q", 7)), "u8, at most 7"),
        (((1, "I", 2), (4, "Q", 7)), "u8, at least 7"),
        (((1, "I", 12), (7, "I", 15)), "nul string, at most 15 bytes"),
        (((1, "I", 10), (6, "I", 16), (7, "I", 16)), "binary, 16 bytes"),
        (((1, "I", 4), (12, "Q", 7)), "u32, bits 0x7"),
        (((1, "I", 99),), "99"),
    ],
)
def test_the_kernels(attributes: tuple[tuple[int, str, int], ...], words: str) -> None:
    assert policy_words(policy(*attributes)) == words


COLOUR = Enum("C_", {0: "C_RED", 1: "C_BLUE"})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Attribute(1, "A", U16), "u16"),
        (Attribute(1, "A", S32), "s32"),
        (Attribute(1, "A", BE16), "u16be"),
        (Attribute(1, "A", U16, range=(1, 4094)), "u16, 1 to 4094"),
        (Member("m", U8, COLOUR), "u8: C_RED, C_BLUE"),
        (Member("m", U8, Flags("F_", {1: "F_A", 2: "F_B"})), "u8, flags F_A|F_B"),
        (Attribute(1, "A", TEXT), "string"),
        (Attribute(1, "A", FLAG), "flag (no payload)"),
        (Attribute(1, "A", IPV4), "IP address"),
        (Attribute(1, "A", LINK_ADDRESS), "link-layer address"),
        (Attribute(1, "A", Struct("s", [Member("x", U16)])), "struct s, 2 bytes"),
        (Attribute(1, "A", AttributeSet("", ())), "nested attributes"),
        (Attribute(1, "A", Indexed(U8)), "nested attributes"),
        (Attribute(1, "A", OPAQUE), None),
        (None, None),
    ],
)
def test_the_schemas(row: object, words: str | None) -> None:
    assert schema_words(row) == words
