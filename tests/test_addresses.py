"""Addresses as text."""

from __future__ import annotations

from struct import pack

import pytest
from hypothesis import given, strategies as st

from nldissect import addresses

V4 = bytes([192, 0, 2, 1])
V6 = bytes.fromhex("20010db8000000000000000000000001")


@pytest.mark.parametrize(
    ("data", "family", "text"),
    [
        (V4, 2, "192.0.2.1"),
        (V6, 10, "2001:db8::1"),
        (V4, None, "192.0.2.1"),
        (V6, None, "2001:db8::1"),
        (V4, 0, "192.0.2.1"),
        (V6, 7, "2001:db8::1"),
        (V4 + bytes(12), 2, "192.0.2.1"),
        (V4 + bytes(4), 2, "192.0.2.1"),
        (V6 + bytes(4), 10, "2001:db8::1"),
        (V4, 10, "192.0.2.1"),
        (bytes(10) + b"\xff\xff" + V4, 10, "::ffff:192.0.2.1"),
        (b"", 2, None),
        (b"abc", 2, None),
        (b"abcdef", None, None),
        (V6[:15], 10, None),
        (pack(">I", 100 << 12 | 0x100), 28, "100"),
        (b"abc", 28, None),
    ],
)
def test_network(data: bytes, family: int | None, text: str | None) -> None:
    assert addresses.network(memoryview(data), family) == text


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ([16 << 12 | 0x1FF], "16"),
        ([100 << 12, 200 << 12 | 0x100], "100/200"),
        ([100 << 12 | 0x100, 200 << 12], "100"),
        ([0xFFFFF << 12], "1048575"),
    ],
)
def test_mpls(entries: list[int], text: str) -> None:
    assert addresses.mpls(memoryview(b"".join(pack(">I", entry) for entry in entries))) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\x02\0\0\0\0\xff", "02:00:00:00:00:ff"),
        (V4, "192.0.2.1"),
        (V6, "2001:db8::1"),
        (bytes(20), ":".join(["00"] * 20)),
    ],
)
def test_link(data: bytes, text: str) -> None:
    assert addresses.link(memoryview(data)) == text


@given(st.binary(max_size=40), st.one_of(st.none(), st.integers(-5, 300)))
def test_any_bytes_are_an_address_or_none(data: bytes, family: int | None) -> None:
    found = addresses.network(memoryview(data), family)
    assert found is None or found.isprintable()
    assert addresses.link(memoryview(data)).isprintable()
