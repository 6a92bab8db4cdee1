"""Values into bytes, by the schema; and every value of the captures back into its own bytes."""

from __future__ import annotations

from pathlib import Path
from struct import pack
from typing import Any

import pytest

import nldissect
from nldissect.encode import Attr, EncodeError, encode, encode_body
from nldissect.schema import (
    BE16,
    FLAG,
    INTERFACE,
    LINK_ADDRESS,
    MAC,
    OPAQUE,
    S32,
    SINT,
    TEXT,
    U8,
    U16,
    U32,
    UINT,
    Address,
    Attribute,
    AttributeSet,
    Bits,
    Enum,
    Flags,
    Headed,
    Indexed,
    Member,
    Pad,
    Parsed,
    Payload,
    Records,
    Select,
    Sequence,
    Struct,
    Text,
)
from nldissect.values import attributes_of
from tests.build import attribute, nest

CAPTURES = sorted((Path(__file__).parents[1] / "captures").glob("**/*.pcap"))
AF = Enum("AF_", {2: "AF_INET", 10: "AF_INET6"})
STATE = Flags("S_", {1: "S_UP", 2: "S_SEEN"})
HEADER = Struct(
    "head", [Member("family", U8, AF), Pad(1), Member("state", U16, STATE), Member("index", S32, INTERFACE)]
)
VLAN = AttributeSet("VLAN_", [Attribute(1, "VLAN_ID", U16)])
SET = AttributeSet(
    "T_",
    [
        Attribute(1, "T_KIND", TEXT),
        Attribute(2, "T_DATA", Select("T_KIND", {"vlan": VLAN, "number": U32})),
        Attribute(3, "T_ADDRESS", Address("family")),
        Attribute(4, "T_FLAG", FLAG),
        Attribute(5, "T_LIST", Indexed(U32)),
    ],
)


@pytest.mark.parametrize(
    ("shape", "value", "expected"),
    [
        (U16, 258, b"\2\1"),
        (BE16, 258, b"\1\2"),
        (S32, -1, b"\xff" * 4),
        (UINT, 1 << 31, b"\0\0\0\x80"),
        (UINT, 1 << 32, pack("<Q", 1 << 32)),
        (SINT, -(1 << 31) - 1, pack("<q", -(1 << 31) - 1)),
        (TEXT, "lo", b"lo\0"),
        (Text(8), "lo", b"lo" + bytes(6)),
        (FLAG, True, b""),
        (OPAQUE, "0aff", b"\n\xff"),
        (Address(), "10.0.0.1", b"\n\0\0\1"),
        (Address(length=16), "10.0.0.1", b"\n\0\0\1" + bytes(12)),
        (Address(), "fe80::1", b"\xfe\x80" + bytes(13) + b"\1"),
        (Address(28), "100/200", b"\0\6\x40\0\0\x0c\x81\0"),
        (MAC, "02:00:00:00:00:ff", b"\2\0\0\0\0\xff"),
        (LINK_ADDRESS, "192.0.2.1", b"\xc0\0\2\1"),
        (Sequence(U16), [1, 2], b"\1\0\2\0"),
        (U32, b"\1", b"\1"),  # bytes stand for themselves
        (Parsed(lambda data, order, look: [], length=4), 7, b"\7\0\0\0"),
    ],
)
def test_values(shape: Any, value: Any, expected: bytes) -> None:
    assert encode(shape, value, "<") == expected


def test_byte_order() -> None:
    assert encode(HEADER, {"family": 2, "index": 3}, ">") == b"\2\0\0\0\0\0\0\3"
    assert encode(SET, {"T_KIND": "x"}, ">") == attribute(1, b"x\0", order=">")


def test_constants_by_name() -> None:
    assert encode(HEADER, {"family": "AF_INET6", "state": "S_UP|S_SEEN|0x10", "index": 1}, "<") == pack(
        "<BxHi", 10, 0x13, 1
    )
    assert encode(HEADER, {"index": "lo"}, "<") == pack("<BxHi", 0, 0, 1)


def test_bit_fields() -> None:
    bits = Struct("b", [Bits(U8, (("low", 3, None), ("high", 5, None)))])
    assert encode(bits, {"low": 1, "high": 2}, "<") == b"\x11"
    assert encode(bits, {"low": 1, "high": 2}, ">") == b"\x22"


def test_a_select_sees_its_siblings_in_any_order() -> None:
    data = nest(2, attribute(1, b"\5\0"))
    assert encode(SET, {"T_KIND": "vlan", "T_DATA": {"VLAN_ID": 5}}, "<") == attribute(1, b"vlan\0") + data
    assert encode(SET, {"T_DATA": {"VLAN_ID": 5}, "T_KIND": b"vlan"}, "<") == data + attribute(1, b"vlan")
    assert encode(SET, {"T_KIND": "number", "T_DATA": 5}, "<") == attribute(1, b"number\0") + attribute(
        2, pack("<I", 5)
    )


def test_a_payload_selects_the_form_that_reads_back() -> None:
    shape = Select(Payload(lambda data, order: len(data)), {4: U32, 2: U16})
    assert encode(shape, 70000, "<") == pack("<I", 70000)
    with pytest.raises(EncodeError, match="fits none"):
        encode(shape, "text", "<")


def test_forms_of_a_nest() -> None:
    expected = attribute(4) + attribute(1, b"a\0")
    assert encode(SET, [("T_FLAG",), ("T_KIND", "a")], "<") == expected
    assert encode(SET, [Attr("T_FLAG"), Attr(1, "a")], "<") == expected
    assert encode(SET, [Attr(9, b"??", flags=0x4000, padding=b"!!")], "<") == b"\6\0\x09\x40??!!"
    assert encode(SET, {"T_LIST": [7, 8]}, "<") == nest(5, attribute(1, pack("<I", 7)), attribute(2, pack("<I", 8)))
    assert encode(SET, {"T_LIST": {"[3]": 7}}, "<") == nest(5, attribute(3, pack("<I", 7)))


def test_records_count_themselves() -> None:
    hop = Struct("hop", [Member("len", U16), Member("weight", U16)])
    shape = Records(Headed(hop, SET), "len")
    value = [({"weight": 1}, {"T_KIND": "a"}), ({"weight": 2}, {})]
    assert encode(shape, value, "<") == pack("<HH", 12, 1) + attribute(1, b"a\0") + pack("<HH", 4, 2)


def test_a_body_is_headers_and_attributes() -> None:
    made = encode_body([HEADER], SET, {"family": "AF_INET"}, {"T_ADDRESS": "10.0.0.1"}, "<")
    assert made == b"\2" + bytes(7) + attribute(3, b"\n\0\0\1")


@pytest.mark.parametrize(
    ("shape", "value", "words"),
    [
        (U8, 256, "256 does not fit 8 bits, unsigned"),
        (S32, "AF_INET", "'AF_INET' is no constant known here"),
        (HEADER, {"index": "no such"}, "index: there is no interface 'no such' here"),
        (Text(2), "long", "longer than 2 bytes"),
        (Address(), "nowhere", "'nowhere' can not be written here"),
        (SET, {"IFLA_MTU": 1}, "IFLA_MTU is no attribute of T_…"),
        (SET, {"T_KIND": "vlan", "T_DATA": {"VLAN_ID": 1 << 16}}, "T_DATA: VLAN_ID: 65536 does not fit"),
        (SET, {"T_KIND": "x" * 65536}, "more than an attribute can hold"),
        (SET, 5, "5 can not be written here"),
        (Parsed(lambda data, order, look: []), "x", "bytes are wanted"),
    ],
)
def test_what_can_not_be_written(shape: Any, value: Any, words: str) -> None:
    with pytest.raises(EncodeError, match=words):
        encode(shape, value, "<")


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_captured_attributes_give_their_own_bytes(path: Path) -> None:
    for message in nldissect.read(path, show_secrets=True):
        schema = message.schema
        if schema is None or not isinstance(schema.body, AttributeSet) or schema.reply is not None:
            continue
        root = message.tree
        if any(not node.transparent for node in root):
            known = {node.name: node.value for header in root if header.transparent for node in header}
            made = encode(schema.body, attributes_of(root, message.data, message.order), message.order, look=known.get)
            assert made == message.data[root.start :], message
