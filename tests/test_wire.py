"""Framing: what fits is cut right, what lies is cut to the bytes there and named."""

from __future__ import annotations

from struct import pack

import pytest
from hypothesis import given, strategies as st

from nldissect import wire
from nldissect.wire import ByteOrder
from tests.build import attribute, message

ORDERS: tuple[ByteOrder, ...] = ("<", ">")
both_orders = pytest.mark.parametrize("order", ORDERS)


def spans(data: bytes, order: ByteOrder = "<") -> list[tuple[int, int, str | None]]:
    return [(span.offset, span.length, span.damage) for span in wire.messages(memoryview(data), order)]


def attributes(data: bytes, order: ByteOrder = "<") -> list[tuple[int, int, int | None, int]]:
    found = wire.attributes(memoryview(data), 0, len(data), order)
    return [(span.offset, span.length, span.type, span.flags) for span in found]


@pytest.mark.parametrize(("length", "aligned"), [(0, 0), (1, 4), (3, 4), (4, 4), (5, 8), (65535, 65536)])
def test_align4(length: int, aligned: int) -> None:
    assert wire.align4(length) == aligned


@both_orders
def test_the_header(order: ByteOrder) -> None:
    data = b"\xff" * 4 + message(0x0110, b"abcde", flags=0x0305, seq=0x01020304, pid=0xFFFFFFFE, order=order)
    assert wire.header(memoryview(data), 4, order) == (21, 0x0110, 0x0305, 0x01020304, 0xFFFFFFFE)


@both_orders
def test_messages_follow_each_other_aligned(order: ByteOrder) -> None:
    data = message(16, b"abcde", order=order) + message(3, order=order)
    assert spans(data, order) == [(0, 21, None), (24, 16, None)]


@both_orders
def test_the_last_message_may_lack_its_padding(order: ByteOrder) -> None:
    assert spans(message(16, b"abcde", order=order)[:21], order) == [(0, 21, None)]


@pytest.mark.parametrize("zeros", [1, 3, 4, 15, 16, 17, 128])
def test_a_tail_of_zeros_is_no_message(zeros: int) -> None:
    data = message(16, bytes(8)) + bytes(zeros)
    assert spans(data) == [(0, 24, None)]


def test_an_empty_datagram_has_no_messages() -> None:
    assert spans(b"") == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (bytes(4), (0, 4, "4 bytes are too few for an nlmsghdr (16 bytes)")),
        (bytes(16), (0, 16, "nlmsg_len 0 is less than the header's 16 bytes")),
        (message(16, bytes(8), length=15), (0, 24, "nlmsg_len 15 is less than the header's 16 bytes")),
        (message(16, bytes(8), length=25), (0, 24, "nlmsg_len 25, but only 24 bytes are there")),
        (message(16, length=0xFFFFFFFF), (0, 16, "nlmsg_len 4294967295, but only 16 bytes are there")),
    ],
)
def test_damage_ends_the_walk_with_one_last_span(data: bytes, expected: tuple[int, int, str]) -> None:
    assert spans(data) == [expected]
    before = message(3, bytes(4))
    offset, length, damage = expected
    if any(data):
        assert spans(before + data) == [(0, 20, None), (offset + 20, length, damage)]
    else:
        assert spans(before + data) == [(0, 20, None)]


def test_rubbish_behind_a_message_is_named() -> None:
    assert spans(message(3) + b"\0\0\1") == [
        (0, 16, None),
        (16, 3, "3 bytes are too few for an nlmsghdr (16 bytes)"),
    ]
    assert spans(message(3) + bytes(19) + b"\1")[1] == (16, 20, "nlmsg_len 0 is less than the header's 16 bytes")


def test_a_damaged_header_is_told_as_far_as_it_is_there() -> None:
    short, lying = wire.messages(memoryview(message(3) + message(16, length=99)), "<")
    assert short.header is not None
    assert lying.header == (99, 16, 1, 1, 0)
    (tiny,) = wire.messages(memoryview(b"abc"), "<")
    assert tiny.header is None


@both_orders
def test_attributes(order: ByteOrder) -> None:
    data = (
        attribute(1, b"abc", order=order)
        + attribute(2, order=order)
        + attribute(3 | wire.NLA_F_NESTED, b"12345678", order=order)
        + attribute(4 | wire.NLA_F_NET_BYTEORDER, b"1", order=order)
    )
    assert attributes(data, order) == [(0, 7, 1, 0), (8, 4, 2, 0), (12, 12, 3, 0x8000), (24, 5, 4, 0x4000)]


@pytest.mark.parametrize(
    ("data", "span", "damage"),
    [
        (b"\1", (0, 1, None, 0), "1 bytes behind the last attribute"),
        (b"\1\0\1", (0, 3, None, 0), "3 bytes behind the last attribute"),
        (pack("<HH", 0, 1), (0, 4, None, 0), "nla_len 0 is less than the attribute header's 4 bytes"),
        (pack("<HH", 3, 1) + b"abcd", (0, 8, None, 0), "nla_len 3 is less than the attribute header's 4 bytes"),
        (pack("<HH", 9, 1) + b"abcd", (0, 8, 1, 0), "nla_len 9, but only 8 bytes are there"),
        (pack("<HH", 0xFFFF, 0xFFFF), (0, 4, 0x3FFF, 0xC000), "nla_len 65535, but only 4 bytes are there"),
    ],
)
def test_damaged_attributes(data: bytes, span: tuple[int, int, int | None, int], damage: str) -> None:
    before = attribute(7, b"x")
    found = list(wire.attributes(memoryview(before + data), 0, 8 + len(data), "<"))
    assert found[0] == (0, 5, 7, 0, None)
    assert found[1:] == [(span[0] + 8, *span[1:], damage)]


def test_the_range_given_is_not_left() -> None:
    data = memoryview(attribute(1, b"abcd") + attribute(2, b"abcd"))
    assert [span[:4] for span in wire.attributes(data, 0, 12, "<")] == [(0, 8, 1, 0), (8, 4, 2, 0)]


@both_orders
@pytest.mark.parametrize("hint", ORDERS)
def test_the_chain_of_lengths_tells_the_byte_order(order: ByteOrder, hint: ByteOrder) -> None:
    one = message(16, b"abcde", order=order)
    for data in (one, one[:21], one + message(3, order=order), one + bytes(64)):
        assert wire.byte_order(memoryview(data), hint) == order


@pytest.mark.parametrize("data", [b"", b"abc", bytes(16), b"\xff" * 32, message(16, length=99)])
@pytest.mark.parametrize("hint", ORDERS)
def test_where_no_order_closes_the_chain_the_hint_stands(data: bytes, hint: ByteOrder) -> None:
    assert wire.byte_order(memoryview(data), hint) == hint


@given(st.binary(max_size=200), st.sampled_from(ORDERS))
def test_no_span_leaves_the_bytes_and_none_overlap(data: bytes, order: ByteOrder) -> None:
    view = memoryview(data)
    for found in (list(wire.messages(view, order)), list(wire.attributes(view, 0, len(data), order))):
        end = 0
        for span in found:
            assert span.offset == wire.align4(end)
            assert span.length > 0
            end = span.offset + span.length
        assert end <= len(data)
    covered = list(wire.attributes(view, 0, len(data), order))
    assert not data or wire.align4(covered[-1].offset + covered[-1].length) >= len(data)
