"""Schema + bytes → tree: each shape whole, short, long and odd, in both byte orders."""

from __future__ import annotations

import struct
from collections.abc import Sequence as AbstractSequence
from struct import pack
from typing import Any

import pytest

from nldissect.decode import MAX_DEPTH, Decoder
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    BYTES,
    FLAG,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    LE16,
    LE32,
    LINK_ADDRESS,
    MAC,
    MILLISECONDS,
    OPAQUE,
    S8,
    S16,
    S32,
    S64,
    SINT,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    UINT,
    UNKNOWN,
    Address,
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Enum,
    Flags,
    Headed,
    Indexed,
    Lazy,
    Look,
    Meaning,
    Meant,
    Member,
    Pad,
    Parsed,
    Part,
    Payload,
    Records,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
)
from nldissect.tree import Level, Node, Value
from nldissect.wire import ByteOrder
from tests.build import NLA_F_NESTED, attribute, nest

both_orders = pytest.mark.parametrize("order", ["<", ">"])


class Interfaces:
    """Knows one interface."""

    def interface(self, index: int) -> str | None:
        return "eth7" if index == 7 else None


def decode(shape: Shape, payload: bytes, order: ByteOrder = "<", meaning: Meaning | None = None, **more: Any) -> Node:
    """The node of attribute X (number 1), whose payload is `payload`."""
    return tree(
        AttributeSet("", [Attribute(1, "X", shape, meaning, **more)]), attribute(1, payload, order=order), order
    )["X"]


def tree(shape: Shape, data: bytes, order: ByteOrder = "<", *, show_secrets: bool = False) -> Node:
    root = Node("root", 0, len(data))
    Decoder(memoryview(data), order, Interfaces(), show_secrets=show_secrets).fill(root, shape, 0, len(data))
    return root


def codes(node: Node) -> list[tuple[Level, str]]:
    return [(note.level, note.code) for note in node.notes]


def shown(node: Node) -> list[tuple[str, int, int, Value]]:
    return [(child.name, child.offset, child.length, child.value) for child in node.children]


# Values.


@pytest.mark.parametrize(
    ("shape", "code", "value"),
    [
        (U8, "=B", 200), (U16, "H", 0x1234), (U32, "I", 0x12345678), (U64, "Q", 2**64 - 2),
        (S8, "=b", -3), (S16, "h", -300), (S32, "i", -70000), (S64, "q", -(2**40)),
        (BE16, ">H", 0x1234), (BE32, ">I", 0x12345678), (BE64, ">Q", 0x123456789ABCDEF0),
        (LE16, "<H", 0x1234), (LE32, "<I", 0x12345678),
        (UINT, "I", 5), (UINT, "Q", 2**33), (SINT, "i", -5), (SINT, "q", -(2**33)),
    ],
)  # fmt: skip
@both_orders
def test_integers(shape: Shape, code: str, value: int, order: ByteOrder) -> None:
    node = decode(shape, pack(code if code[0] in "<>=" else order + code, value), order)
    assert (node.value, node.text, node.raw, node.notes) == (value, str(value), False, [])


@pytest.mark.parametrize(
    ("shape", "payload", "value"),
    [
        (U8, b"\5\0\0\0", 5),
        (U16, b"\5\0\0\0", 5),
        (U32, b"\5\0", 5),
        (U32, b"\5", 5),
        (U64, b"\5\0\0\0", 5),
        (S32, b"\xfe\xff", -2),
        (BE32, b"\0\5", 5),
        (U32, b"\5\0\0\0\6\0\0\0", 5),
    ],
)
def test_integers_of_another_length_are_read_and_remarked_on(shape: Shape, payload: bytes, value: int) -> None:
    node = decode(shape, payload)
    assert node.value == value
    assert codes(node) == [(Level.WARNING, "length")]


@pytest.mark.parametrize(
    ("shape", "payload"), [(U32, b""), (U32, b"abc"), (UINT, b"ab"), (UINT, b""), (SINT, b"abcde")]
)
def test_what_can_be_no_integer_is_raw(shape: Shape, payload: bytes) -> None:
    node = decode(shape, payload)
    assert (node.value, node.raw) == (payload.hex(), True)
    assert codes(node) == [(Level.WARNING, "length")]


COLOUR = Enum("COLOUR_", {0: "COLOUR_NONE", 1: "COLOUR_RED"})
STATE = Flags("ST_", {0: "ST_NONE", 3: "ST_BOTH", 1: "ST_A", 2: "ST_B", 8: "ST_D"})


@pytest.mark.parametrize(
    ("meaning", "value", "text"),
    [
        (COLOUR, 1, "COLOUR_RED"), (COLOUR, 0, "COLOUR_NONE"), (COLOUR, 9, "9"),
        (STATE, 0, "ST_NONE"), (STATE, 3, "ST_BOTH"), (STATE, 1, "ST_A"), (STATE, 11, "ST_BOTH|ST_D"),
        (STATE, 0x14, "0x14"), (STATE, 0x15, "ST_A|0x14"),
        (HEX, 255, "0xff"), (BYTES, 1500, "1500 bytes"), (INTERFACE, 7, "7 (eth7)"), (INTERFACE, 8, "8"),
        (MILLISECONDS, 999, "999 ms"), (MILLISECONDS, 30000, "30000 ms (30 s)"),
        (MILLISECONDS, 1234, "1234 ms (1.234 s)"),
    ],
)  # fmt: skip
def test_meanings_make_the_text_and_leave_the_value(meaning: Meaning, value: int, text: str) -> None:
    node = decode(U32, pack("<I", value), meaning=meaning)
    assert (node.value, node.text) == (value, text)


@pytest.mark.parametrize(
    ("payload", "value", "text"),
    [
        (b"eth0\0", "eth0", "eth0"),
        (b"eth0", "eth0", "eth0"),
        (b"eth0\0junk", "eth0", "eth0"),
        (b"", "", ""),
        ("Grün\0".encode(), "Grün", "Grün"),
        (b"\xff\xfe\0", "\\xff\\xfe", "\\xff\\xfe"),
        (b"a\x1b[2Jb\0", "a\x1b[2Jb", "a\\x1b[2Jb"),
    ],
)
def test_text(payload: bytes, value: str, text: str) -> None:
    node = decode(TEXT, payload)
    assert (node.value, node.text, node.raw) == (value, text, False)


@pytest.mark.parametrize(
    ("shape", "payload", "value", "raw"),
    [
        (OPAQUE, b"\x01\xff", "01ff", False),
        (OPAQUE, b"", "", False),
        (UNKNOWN, b"\x01\xff", "01ff", True),
        (IPV4, bytes([192, 0, 2, 1]), "192.0.2.1", False),
        (IPV6, bytes(15) + b"\1", "::1", False),
        (MAC, b"\x02\0\0\0\0\7", "02:00:00:00:00:07", False),
        (LINK_ADDRESS, b"\x0a\0\0\1", "10.0.0.1", False),
        (LINK_ADDRESS, b"", "", False),
        (LINK_ADDRESS, bytes(8), "00:00:00:00:00:00:00:00", False),
    ],
)
def test_bytes_and_addresses(shape: Shape, payload: bytes, value: str, raw: bool) -> None:
    node = decode(shape, payload)
    assert (node.value, node.text, node.raw, node.notes) == (value, value, raw, [])


def test_an_address_of_no_known_length_is_raw() -> None:
    node = decode(IPV4, b"abc")
    assert (node.value, node.raw, codes(node)) == ("616263", True, [(Level.WARNING, "length")])
    assert decode(IPV4, b"").raw is False, "an address that was left out is nothing unknown"


@pytest.mark.parametrize(
    ("family", "payload", "text"),
    [(2, b"\x0a\0\0\0", "10.0.0.0/8"), (10, b"\xfd" + bytes(15), "fd00::/8"), (28, b"\0\6\x41\0", "100/8"),
     (99, b"\x0a\0\0\0", "10.0.0.0/8")],
)  # fmt: skip
def test_an_address_asks_the_header_for_its_family_and_prefix(family: int, payload: bytes, text: str) -> None:
    header = Struct("hdr", [Member("family", U8), Member("plen", U8), Pad(2)])
    dst = AttributeSet("", [Attribute(1, "DST", Address("family", prefix="plen"))])
    root = tree(Headed(header, dst), bytes([family, 8, 0, 0]) + attribute(1, payload))
    assert root["DST"].text == text
    assert root["DST"].value == text.partition("/")[0]


def test_flags_have_no_payload() -> None:
    node = decode(FLAG, b"")
    assert (node.value, node.text, node.children) == (True, "yes", [])
    longer = decode(FLAG, b"\1")
    assert longer.value is True
    assert shown(longer) == [("UNKNOWN", 4, 1, "01")]


def test_secrets_are_hidden_unless_asked_for() -> None:
    keys = AttributeSet("", [Attribute(1, "KEY", OPAQUE, secret=True)])
    data = attribute(1, b"\xde\xad\xbe\xef")
    hidden = tree(keys, data)["KEY"]
    assert hidden.value is None
    assert "dead" not in hidden.text
    assert "secret, 4 bytes" in hidden.text
    assert tree(keys, data, show_secrets=True)["KEY"].value == "deadbeef"


def test_a_secret_struct_gives_nothing_away() -> None:
    key = Struct("key", [Member("k1", U16), Member("k2", U16)])
    hidden = tree(AttributeSet("", [Attribute(1, "KEY", key, secret=True)]), attribute(1, b"abcd"))["KEY"]
    assert (hidden.value, hidden.children) == (None, [])


# Structs.

POINT = Struct("point", [Member("x", U16), Pad(2), Member("y", S32)])


@both_orders
def test_a_struct(order: ByteOrder) -> None:
    node = decode(POINT, pack(order + "HxxI", 5, 6), order)
    assert shown(node) == [("x", 4, 2, 5), ("y", 8, 4, 6)]
    assert (node.value, node.raw, node.notes) == (None, False, [])


@pytest.mark.parametrize(
    ("payload", "children", "notes"),
    [
        (b"\5\0\0\0", [("x", 4, 2, 5)], [(Level.INFO, "short")]),
        (b"\5\0\0\0\6\0", [("x", 4, 2, 5), ("UNKNOWN", 8, 2, "0600")], [(Level.WARNING, "short")]),
        (b"\5", [("UNKNOWN", 4, 1, "05")], [(Level.WARNING, "short")]),
        (b"\5\0\0\0\6\0\0\0\7", [("x", 4, 2, 5), ("y", 8, 4, 6), ("UNKNOWN", 12, 1, "07")], [(Level.INFO, "longer")]),
        (b"\5\0\0\1\6\0\0\0", [("x", 4, 2, 5), ("y", 8, 4, 6)], [(Level.WARNING, "padding")]),
        (b"", [], [(Level.INFO, "short")]),
    ],
)
def test_structs_of_another_length(
    payload: bytes, children: list[tuple[str, int, int, Value]], notes: list[tuple[Level, str]]
) -> None:
    node = decode(POINT, payload)
    assert shown(node) == children
    assert codes(node) == notes


def test_the_last_member_may_take_the_rest() -> None:
    named = Struct("named", [Member("n", U16), Member("name", TEXT)])
    assert named.size is None
    assert named.fixed_size == 2
    assert shown(decode(named, b"\1\0abc")) == [("n", 4, 2, 1), ("name", 6, 3, "abc")]
    assert shown(decode(named, b"\1\0"))[0] == ("n", 4, 2, 1)


def test_text_in_a_struct_has_the_arrays_length() -> None:
    named = Struct("named", [Member("name", Text(8)), Member("n", U8)])
    assert shown(decode(named, b"ab\0\0\0\0\0\0\7")) == [("name", 4, 8, "ab"), ("n", 12, 1, 7)]


@both_orders
def test_bits_lie_as_the_compiler_lays_them(order: ByteOrder) -> None:
    bits = Struct("flow", [Bits(U8, (("low", 3, None), ("state", 1, COLOUR), ("high", 4, None)))])
    byte = 0b1010_1_011 if order == "<" else 0b011_1_1010
    node = decode(bits, bytes([byte]), order)
    assert shown(node) == [("low", 4, 1, 3), ("state", 4, 1, 1), ("high", 4, 1, 10)]
    assert node["state"].text == "COLOUR_RED"


@both_orders
def test_bits_of_a_fixed_order_lie_the_same_everywhere(order: ByteOrder) -> None:
    bits = Struct("b", [Bits(BE16, (("first", 4, None), ("rest", 12, None)))])
    assert [child.value for child in decode(bits, b"\xa1\x23", order).children] == [0xA, 0x123]


def test_a_struct_may_say_itself_in_one_line() -> None:
    node = decode(Struct("pair", [Member("a", U8), Member("b", U8, COLOUR)], text="{a} and {b}"), b"\2\1")
    assert node.text == "2 and red"


# Nests.

INNER = AttributeSet("IN_", [Attribute(1, "IN_A", U8), Attribute(2, "IN_B", TEXT)])


@both_orders
def test_a_nest(order: ByteOrder) -> None:
    node = decode(INNER, attribute(1, b"\5", order=order) + attribute(2, b"x\0", order=order), order)
    assert shown(node) == [("IN_A", 4, 5, 5), ("IN_B", 12, 6, "x")]
    assert node.space is INNER
    assert [child.type for child in node.children] == [1, 2]
    assert (node.value, node.raw) == (None, False)


def test_an_attribute_nobody_knows() -> None:
    node = decode(INNER, attribute(9, b"\5") + attribute(1, b"\6"))
    assert shown(node) == [("UNKNOWN", 4, 5, "05"), ("IN_A", 12, 5, 6)]
    assert (node.children[0].type, node.children[0].raw) == (9, True)


def test_an_unknown_nest_is_opened_where_its_flag_says_so() -> None:
    inside = attribute(1, b"\5") + attribute(2, b"\6\0")
    node = decode(INNER, nest(9, inside) + attribute(9, inside)).children
    assert shown(node[0]) == [("UNKNOWN", 8, 5, "05"), ("UNKNOWN", 16, 6, "0600")]
    assert (node[0].raw, node[0].value) == (True, None)
    assert (node[1].children, node[1].value) == ([], inside.hex()), "without the flag it is bytes"


@pytest.mark.parametrize("payload", [b"", b"abc", b"\1\0\1\0", attribute(1, b"x") + b"\1"])
def test_a_flag_that_lies_makes_no_nest(payload: bytes) -> None:
    node = decode(INNER, attribute(9 | NLA_F_NESTED, payload)).children[0]
    assert (node.raw, node.children, node.value) == (True, [], payload.hex())


def test_damage_in_a_nest_is_shown_with_all_that_could_be_read() -> None:
    node = decode(INNER, attribute(1, b"\5") + attribute(2, b"abc", length=99))
    assert shown(node) == [("IN_A", 4, 5, 5), ("IN_B", 12, 8, "abc")]
    assert codes(node.children[1]) == [(Level.ERROR, "truncated")]
    trailing = decode(INNER, attribute(1, b"\5") + b"\1\0").children[-1]
    assert (trailing.name, trailing.type, trailing.value, trailing.raw) == ("UNKNOWN", None, "0100", True)
    assert codes(trailing) == [(Level.ERROR, "trailing")]
    zeros = decode(INNER, attribute(1, b"\5") + bytes(4)).children[-1]
    assert codes(zeros) == [(Level.WARNING, "trailing")]


def test_padding_that_is_not_zero_is_remarked_on() -> None:
    data = bytearray(attribute(1, b"\5") + attribute(1, b"\6"))
    data[6] = 1
    assert [codes(child) for child in decode(INNER, bytes(data)).children] == [[(Level.INFO, "padding")], []]


def recursive() -> dict[str, Shape]:
    return {"nest": RECURSIVE_NEST, "indexed": RECURSIVE_INDEXED, "headed": RECURSIVE_HEADED, "unknown": UNKNOWN}


RECURSIVE_NEST = AttributeSet("", [Attribute(1, "R", Lazy(f"{__name__}:RECURSIVE_NEST"))])
RECURSIVE_INDEXED = Indexed(Lazy(f"{__name__}:RECURSIVE_INDEXED"))
RECURSIVE_HEADED = Headed(Struct("hdr", [Member("n", U16)]), Indexed(Lazy(f"{__name__}:RECURSIVE_HEADED")))


@pytest.mark.parametrize("name", recursive())
@pytest.mark.parametrize("whole", [True, False])
def test_nests_without_end_are_opened_to_the_limit(name: str, whole: bool) -> None:
    """64 KB of attributes each inside the other: the deepest is left as bytes, with all of them."""
    data = b""
    while len(data) < 0xFFF0:
        data = pack("<HH", len(data) + 4, 1 | NLA_F_NESTED) + data if whole else data + pack("<HH", 0xFFFF, 0x8001)
    root = tree(AttributeSet("", [Attribute(1, "R", recursive()[name])]), data)
    nodes = list(root.walk())
    assert len(nodes) <= 3 * (MAX_DEPTH + 1)
    deepest = nodes[-1]
    assert deepest.children == []
    assert deepest.raw
    assert isinstance(deepest.value, str)
    assert len(deepest.value) == 2 * (deepest.end - deepest.start)


# Arrays.


@both_orders
def test_indexed_arrays(order: ByteOrder) -> None:
    node = decode(
        Indexed(U16, COLOUR), b"".join(attribute(n, pack(order + "H", 1), order=order) for n in (0, 7)), order
    )
    assert shown(node) == [("[0]", 4, 6, 1), ("[7]", 12, 6, 1)]
    assert [child.text for child in node.children] == ["COLOUR_RED"] * 2
    assert [child.type for child in node.children] == [0, 7]


@both_orders
def test_a_sequence_of_integers_is_a_list(order: ByteOrder) -> None:
    node = decode(Sequence(U16, COLOUR), pack(order + "HHH", 1, 0, 5), order)
    assert node.value == [1, 0, 5]
    assert node.text == "COLOUR_RED COLOUR_NONE 5"
    assert decode(Sequence(U16), b"").value == []


def test_a_sequence_of_structs_has_children() -> None:
    node = decode(Sequence(POINT), pack("<HxxiHxxi", 1, 2, 3, 4))
    assert [(child.name, child.offset, child.length) for child in node.children] == [("[0]", 4, 8), ("[1]", 12, 8)]
    assert node.children[1]["y"].value == 4


def test_a_sequence_indexed_by_an_enumeration_has_its_names() -> None:
    counters = Sequence(U32, members=(Member("RX", U32, BYTES), Member("TX", U32)))
    node = decode(counters, pack("<III", 5, 6, 7))
    assert shown(node) == [("RX", 4, 4, 5), ("TX", 8, 4, 6), ("[2]", 12, 4, 7)]
    assert node["RX"].text == "5 bytes"
    assert shown(decode(counters, pack("<I", 5))) == [("RX", 4, 4, 5)]


def test_bytes_behind_the_last_element_are_shown() -> None:
    node = decode(Sequence(U32), pack("<IH", 1, 2))
    assert node.value == [1]
    assert shown(node) == [("UNKNOWN", 8, 2, "0200")]


HOP = Headed(Struct("hop", [Member("len", U16), Member("n", U16)]), INNER)


@both_orders
def test_records(order: ByteOrder) -> None:
    inside = attribute(1, b"\5", order=order)
    data = pack(order + "HH", 12, 1) + inside + pack(order + "HH", 5, 2) + b"\1\0\0\0" + pack(order + "HH", 4, 3)
    node = decode(Records(HOP, "len"), data, order)
    assert [(child.name, child.offset, child.length) for child in node.children] == [
        ("[0]", 4, 12),
        ("[1]", 16, 5),
        ("[2]", 24, 4),
    ]
    assert [child["n"].value for child in node.children] == [1, 2, 3]
    assert node.children[0]["IN_A"].value == 5


@pytest.mark.parametrize("data", [b"\3\0\0\0", b"\0\0\0\0", b"\xff\xff\0\0", b"\4\0"])
def test_records_whose_length_lies(data: bytes) -> None:
    node = decode(Records(HOP, "len"), pack("<HH", 4, 1) + data)
    assert [child.name for child in node.children] == ["[0]", "UNKNOWN"]
    assert node.children[1].value == data.hex()
    assert [note.code for note in node.children[1].notes] == ["trailing"]


def test_a_header_before_attributes() -> None:
    header = Struct("hdr", [Member("a", U8), Member("b", U8), Member("c", U8)])
    node = decode(Headed(header, INNER), b"\1\2\3\0" + attribute(1, b"\5"))
    assert [(child.name, child.offset, child.length) for child in node.children] == [("hdr", 4, 3), ("IN_A", 8, 5)]
    assert node["c"].value == 3
    short = decode(Headed(header, INNER), b"\1\2")
    assert codes(short) == [(Level.WARNING, "header-short")]


# What depends on something else.


def selecting(selector: Any, **more: Any) -> AttributeSet:
    cases: dict[Any, Shape] = {"number": U8, 5: TEXT, True: U16}
    return AttributeSet(
        "", [Attribute(1, "KIND", TEXT), Attribute(2, "DATA", Select(selector, cases, **more)), Attribute(3, "N", U8)]
    )


@pytest.mark.parametrize(
    ("shape", "data", "value"),
    [
        (selecting("KIND"), attribute(1, b"number\0") + attribute(2, b"a"), 0x61),
        (selecting("KIND"), attribute(2, b"a") + attribute(1, b"number\0"), 0x61),
        (selecting("N"), attribute(3, b"\5") + attribute(2, b"a"), "a"),
        (selecting("KIND"), attribute(1, b"other\0") + attribute(2, b"a"), "61"),
        (selecting("KIND", default=TEXT), attribute(1, b"other\0") + attribute(2, b"a"), "a"),
        (selecting("KIND"), attribute(2, b"a"), "61"),
        (selecting(lambda look: look("N") == 7), attribute(3, b"\7") + attribute(2, b"ab"), 0x6261),
        (selecting(Payload(lambda data, order: len(data) + 2)), attribute(2, b"abc"), "abc"),
        (selecting(lambda look: [1]), attribute(2, b"a"), "61"),
    ],
)
def test_select(shape: Shape, data: bytes, value: Value) -> None:
    assert tree(shape, data)["DATA"].value == value


def test_a_union_in_a_struct_keeps_its_size() -> None:
    union = Select("kind", {1: U16, 2: Bytes(8)}, length=8)
    both = Struct("both", [Member("kind", U32), Member("u", union), Member("after", U32)])
    assert both.size == 16
    node = decode(both, pack("<IHxxxxxxI", 1, 5, 6))
    assert shown(node)[1:] == [("u", 8, 8, 5), ("after", 16, 4, 6)]


def test_meant_gives_a_case_its_own_meaning() -> None:
    shape = Select("N", {1: Meant(U8, COLOUR), 2: Meant(U32, MILLISECONDS)})
    space = AttributeSet("", [Attribute(1, "N", U8), Attribute(2, "V", shape)])
    assert tree(space, attribute(1, b"\1") + attribute(2, b"\1"))["V"].text == "COLOUR_RED"
    assert tree(space, attribute(1, b"\2") + attribute(2, b"\1\0\0\0"))["V"].text == "1 ms"


# Parsed by a function.


def test_parsed_parts() -> None:
    def parse(data: memoryview, order: str, look: Look) -> AbstractSequence[Part]:
        inside = [Part("bit", 1, 1, True)]
        return [
            Part("head", 0, 2, 7, "seven", parts=inside),
            Part("", 4, 8, shape=INNER),
            Part("n", 12, 2, shape=U16, meaning=HEX),
        ]

    node = decode(Parsed(parse), b"abXX" + attribute(1, b"\5") + b"\1\1" + b"Z")
    assert shown(node) == [
        ("head", 4, 2, 7),
        ("UNKNOWN", 6, 2, "5858"),
        ("IN_A", 8, 5, 5),
        ("n", 16, 2, 257),
        ("UNKNOWN", 18, 1, "5a"),
    ]
    assert shown(node.children[0]) == [("UNKNOWN", 4, 1, "61"), ("bit", 5, 1, True)]
    assert node["n"].text == "0x101"


def test_parsed_as_one_value() -> None:
    node = decode(Parsed(lambda data, order, look: [Part("", 0, len(data), 5, "five")]), b"abc")
    assert (node.value, node.text, node.children) == (5, "five", [])


@pytest.mark.parametrize("error", [ValueError("no sense"), struct.error("too short")])
def test_what_a_function_can_not_parse_is_raw(error: Exception) -> None:
    def parse(data: memoryview, order: str, look: Look) -> AbstractSequence[Part]:
        raise error

    node = decode(Parsed(parse), b"abc")
    assert (node.value, node.raw, node.children) == ("616263", True, [])
    assert codes(node) == [(Level.WARNING, "malformed")]
    assert str(error) in node.notes[0].text


def test_parts_that_lie_stay_inside() -> None:
    def parse(data: memoryview, order: str, look: Look) -> AbstractSequence[Part]:
        return [Part("a", 0, 99, 1), Part("b", 50, 1, 2), Part("c", -5, 3, 3)]

    for child in decode(Parsed(parse), b"abcdef").children:
        assert 4 <= child.offset <= child.end <= 10
