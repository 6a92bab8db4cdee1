"""Blocks give the same index as datagrams one by one: on every capture, in blocks of any size, on made-up traffic."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from nldissect.capture import open_capture
from nldissect.columns import block as blocks
from nldissect.columns.building import Builder
from nldissect.index import MessageIndex
from tests.build import RTM_GETNEIGH, RTM_NEWNEIGH, capture, message, ndmsg

CAPTURES = sorted((Path(__file__).parents[2] / "captures").rglob("*.pcap"))
NETFILTER = 12
COLUMNS = ("length", "type", "flags", "seq", "pid", "transaction", "first_rows", "numbering")
TRANSACTIONS = ("request_frame", "request_index", "last", "replies", "errno", "state", "interrupted", "longer")


def one_by_one(path: Path) -> MessageIndex:
    with open_capture(path) as file:
        index = MessageIndex(file.source)
        for datagram in file:
            index.append(datagram)
        return index


def in_blocks(path: Path, most: int) -> MessageIndex:
    with open_capture(path) as file:
        index = MessageIndex(file.source)
        for _ in Builder(index, file, most).steps():
            pass
        return index


def same(made: MessageIndex, expected: MessageIndex) -> None:
    assert len(made) == len(expected)
    for name in COLUMNS:
        assert getattr(made, name) == getattr(expected, name), name
    for name in TRANSACTIONS:
        assert getattr(made.transactions, name) == getattr(expected.transactions, name), name
    assert list(made.offset) == list(expected.offset)
    assert list(made.times) == list(expected.times)
    assert list(made.transactions.requested) == list(expected.transactions.requested)
    for row in range(len(made)):
        assert made.origin_of(row) == expected.origin_of(row)
        entry = made.transaction[row]
        assert not entry or made.request_of(row) == expected.request_of(row)
    everything = (0, len(made.times))
    assert made.remarked(*everything) == expected.remarked(*everything)
    assert made.knowledge.changed == expected.knowledge.changed


@pytest.mark.parametrize("most", [65_536, 100])
@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_capture(path: Path, most: int) -> None:
    same(in_blocks(path, most), one_by_one(path))


@st.composite
def exchanges(draw: st.DrawFn) -> tuple[int, list[bytes]]:
    """Traffic with few sequence numbers and port ids, so that all of what can go wrong goes wrong."""
    protocol = draw(st.sampled_from([0, NETFILTER]))
    types = [RTM_NEWNEIGH, RTM_GETNEIGH, 2, 2, 3] if protocol == 0 else [16, 17, 0xA00, 0x100, 0x101, 2, 3]
    flags = [0, 1, 2, 5, 0x301, 0x305, 0x12]
    sent: list[bytes] = []
    headers: list[bytes] = []
    for _ in range(draw(st.integers(1, 40))):
        datagram = b""
        for _ in range(draw(st.integers(1, 3))):
            kind, seq = draw(st.sampled_from(types)), draw(st.integers(0, 3))
            body = ndmsg()
            if kind in (2, 3):
                echo = draw(st.sampled_from([*headers[-4:], bytes(16)]))
                body = pack("<i", draw(st.sampled_from([0, 0, -17, -22]))) + (echo if kind == 2 else b"")
            made = message(kind, body, flags=draw(st.sampled_from(flags)), seq=seq, pid=draw(st.integers(0, 2)))
            headers.append(made[:16])
            datagram += made
        if draw(st.integers(0, 20)) == 0:
            datagram = datagram[:-3]
        sent.append(datagram)
    return protocol, sent


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(exchanges(), st.sampled_from([1000, 7, 3]))
def test_any_traffic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, traffic: tuple[int, list[bytes]], most: int
) -> None:
    monkeypatch.setattr(blocks, "WORTH", 1)
    path = tmp_path / "any.pcap"
    path.write_bytes(capture(*traffic[1], protocol=traffic[0]))
    same(in_blocks(path, most), one_by_one(path))
