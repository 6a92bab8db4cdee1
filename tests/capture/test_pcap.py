"""pcap files: stamps, byte orders, link types, and records that lie."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from struct import pack

import pytest

from nldissect.capture import CaptureFile, open_capture
from nldissect.datagram import Datagram, Direction
from tests.capture.crafted import MESSAGE, cooked, cooked2, pcap_header, pcap_record

CAPTURES = Path(__file__).parents[2] / "captures"


def read(path: Path, data: bytes) -> tuple[list[Datagram], CaptureFile]:
    path.write_bytes(data)
    with open_capture(path) as capture:
        return list(capture), capture


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("nano", [False, True])
def test_stamps_and_byte_orders(tmp_path: Path, order: str, nano: bool) -> None:
    record = pcap_record(cooked(16) + MESSAGE, order, seconds=1_700_000_000, fraction=999_999, original=100)
    [datagram], capture = read(tmp_path / "a", pcap_header(order, nano=nano) + record)
    assert datagram.time == 1_700_000_000_000_000_000 + 999_999 * (1 if nano else 1000)
    assert (datagram.number, datagram.protocol, datagram.order) == (1, 16, order)
    assert (bytes(datagram.data), datagram.wire_length, datagram.offset) == (MESSAGE, 100 - 16, 24 + 16 + 16)
    assert datagram.direction is Direction.UNKNOWN
    assert (capture.format, capture.warnings, capture.skipped) == ("pcap", [], 0)
    assert capture.interfaces[0].tsresol == (10**9 if nano else 10**6)


@pytest.mark.parametrize(
    ("packet_type", "direction"), [(4, Direction.UNKNOWN), (6, Direction.TO_USER), (7, Direction.TO_KERNEL)]
)
def test_direction_of_the_cooked_header(tmp_path: Path, packet_type: int, direction: Direction) -> None:
    data = pcap_header() + pcap_record(cooked(0, packet_type) + MESSAGE)
    assert read(tmp_path / "a", data)[0][0].direction is direction


@pytest.mark.parametrize(("linktype", "header"), [(253, cooked), (113, cooked), (276, cooked2)])
def test_other_hardware_is_skipped_and_keeps_its_frame_number(tmp_path: Path, linktype: int, header: object) -> None:
    assert callable(header)
    other = pcap_record(header(0x0800, 4, 1) + b"an IP packet")
    wanted = pcap_record(header(12, 7) + MESSAGE)
    datagrams, capture = read(tmp_path / "a", pcap_header(linktype=linktype) + other + wanted + other + wanted)
    assert [(d.number, d.protocol, d.direction) for d in datagrams] == [
        (2, 12, Direction.TO_KERNEL),
        (4, 12, Direction.TO_KERNEL),
    ]
    assert all(d.data == MESSAGE for d in datagrams)
    assert (capture.skipped, capture.frames, capture.warnings) == (2, 4, [])


def test_another_link_type_is_counted_and_told_once(tmp_path: Path) -> None:
    datagrams, capture = read(tmp_path / "a", pcap_header(linktype=1) + 3 * pcap_record(bytes(60)))
    assert (datagrams, capture.skipped) == ([], 3)
    assert capture.warnings == ["packets have link type 1, which is not netlink; they are left out"]


def test_a_record_of_megabytes_is_whole(tmp_path: Path) -> None:
    big = bytes(range(256)) * 40_000
    data = pcap_header() + pcap_record(cooked() + big) + pcap_record(cooked() + MESSAGE)
    [first, second], capture = read(tmp_path / "a", data)
    assert first.data == big
    assert second.data == MESSAGE
    assert capture.warnings == []


def test_a_partial_last_record_yields_what_is_there(tmp_path: Path) -> None:
    whole = pcap_header() + pcap_record(cooked() + MESSAGE)
    cut = pcap_record(cooked() + MESSAGE * 50)[:-990]
    [_, datagram], capture = read(tmp_path / "a", whole + cut)
    assert (len(datagram.data), datagram.wire_length) == (10, 1000)
    assert capture.warnings == [f"the file ends inside the record at byte {len(whole)}: 42 of its 1032 bytes are there"]
    assert capture.ended


def test_a_partial_record_header(tmp_path: Path) -> None:
    whole = pcap_header() + pcap_record(cooked() + MESSAGE)
    datagrams, capture = read(tmp_path / "a", whole + b"abc")
    assert len(datagrams) == 1
    assert capture.warnings == [
        f"the file ends inside the record header at byte {len(whole)}: 3 of its 16 bytes are there"
    ]


@pytest.mark.parametrize("length", [0xFFFFFFFF, 0x7FFFFFFF, 300 << 20])
def test_a_lying_length_allocates_nothing(tmp_path: Path, length: int) -> None:
    data = pcap_header() + pack("<IIII", 1, 2, length, length) + cooked() + MESSAGE
    tracemalloc.start()
    [datagram], capture = read(tmp_path / "a", data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert datagram.data == MESSAGE
    assert datagram.wire_length == length - 16
    assert "at byte 24" in capture.warnings[0]
    assert str(length + 16) in capture.warnings[0]
    assert peak < 1 << 20


def test_garbage_stops_the_reading_with_its_place(tmp_path: Path) -> None:
    good = pcap_header() + pcap_record(cooked() + MESSAGE) * 3
    for garbage in (b"\xff" * 50, bytes(64)):
        datagrams, capture = read(tmp_path / "a", good + garbage + pcap_record(cooked() + MESSAGE))
        assert len(datagrams) == 3
        assert len(capture.warnings) == 1
        assert capture.warnings[0].startswith(f"stopped at byte {len(good)}: no record begins there")


def test_a_record_too_short_for_its_link_header(tmp_path: Path) -> None:
    datagrams, capture = read(tmp_path / "a", pcap_header() + pcap_record(b"short") + pcap_record(cooked() + MESSAGE))
    assert [d.number for d in datagrams] == [2]
    assert capture.skipped == 1
    assert capture.warnings == ["frame 1: 5 bytes are too few for the 16-byte link header"]


def test_warnings_do_not_pile_up(tmp_path: Path) -> None:
    _, capture = read(tmp_path / "a", pcap_header() + pcap_record(b"short") * 5000)
    assert capture.skipped == 5000
    assert len(capture.warnings) == 101
    assert capture.warnings[-1] == "there is more that is wrong with this file"


@pytest.mark.parametrize(("name", "order", "packets"), [("rt-route.pcap", "<", 709), ("s390x/rt-route.pcap", ">", 709)])
def test_real_captures(name: str, order: str, packets: int) -> None:
    with open_capture(CAPTURES / name) as capture:
        datagrams = list(capture)
        assert len(datagrams) == packets
        assert {d.order for d in datagrams} == {order}
        assert {d.protocol for d in datagrams} == {0}
        assert all(capture.source.view(d.offset, len(d.data)) == d.data for d in datagrams)
        assert (capture.warnings, capture.skipped, capture.progress) == ([], 0, 1.0)
    assert len(bytes(datagrams[0].data)) >= 16  # still readable: the mapping goes with its last view


def test_iteration_goes_on_where_it_stopped() -> None:
    with open_capture(CAPTURES / "rt-route.pcap") as capture:
        for datagram in capture:
            if datagram.number == 10:
                break
        assert capture.progress is not None
        assert 0 < capture.progress < 0.1
        assert not capture.ended
        assert next(iter(capture)).number == 11
        assert [d.number for d in capture] == list(range(12, 710))
        assert capture.ended
        assert list(capture) == []
