"""pcapng files: sections, interfaces, stamps, options, and blocks that lie."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest

from nldissect.capture import CaptureFile, open_capture
from nldissect.datagram import Datagram, Direction, Process
from nldissect.errors import UserError
from tests.capture.crafted import MESSAGE, block, cooked, interface, packet, padded, section


def read(path: Path, data: bytes) -> tuple[list[Datagram], CaptureFile]:
    path.write_bytes(data)
    with open_capture(path) as capture:
        return list(capture), capture


@pytest.mark.parametrize("order", ["<", ">"])
def test_everything_a_section_tells(tmp_path: Path, order: str) -> None:
    about = [(2, b"s390x"), (3, b"Linux 6.1"), (4, b"dumpcap"), (1, b"one"), (1, "zwölf".encode())]
    data = (
        section(order, about)
        + interface(order, [(2, b"nlmon0"), (3, b"the tap"), (9, b"\x09"), (14, pack(order + "q", -3))], snaplen=99)
        + packet(cooked(4) + MESSAGE, order, [(1, b"look"), (1, b"here")], stamp=7_000_000_001, original=400)
        + block(5, pack(order + "III", 0, 0, 0) + pack(order + "HHQHHQHHQ", 4, 8, 70, 5, 8, 2, 7, 8, 3), order)
    )
    [datagram], capture = read(tmp_path / "a", data)
    assert (datagram.time, datagram.protocol, datagram.order) == (4_000_000_001, 4, order)
    assert (bytes(datagram.data), datagram.wire_length) == (MESSAGE, 384)
    assert (datagram.interface, datagram.comments) == ("nlmon0", ("look", "here"))
    found = capture.section
    assert (found.order, found.hardware, found.os, found.application) == (order, "s390x", "Linux 6.1", "dumpcap")
    assert found.comments == ("one", "zwölf")
    [tap] = capture.interfaces
    assert (tap.name, tap.description, tap.linktype, tap.snaplen) == ("nlmon0", "the tap", 253, 99)
    assert (tap.tsresol, tap.tsoffset, tap.received, tap.dropped) == (10**9, -3, 70, 5)
    assert (capture.format, capture.warnings) == ("pcapng", [])


@pytest.mark.parametrize(
    ("tsresol", "stamp", "time"),
    [
        (None, 1_234_567, 1_234_567_000),
        (0, 12, 12_000_000_000),
        (3, 1_001, 1_001_000_000),
        (12, 1_234_567, 1_234),
        (0x80 | 10, 1536, 1_500_000_000),
        (0x80 | 32, 1 << 31, 500_000_000),
        (0xFF, 1 << 63, 0),
        (127, 1 << 63, 0),
    ],
)
def test_time_stamp_resolutions(tmp_path: Path, tsresol: int | None, stamp: int, time: int) -> None:
    items = [] if tsresol is None else [(9, bytes([tsresol]))]
    data = section() + interface("<", items) + packet(cooked() + MESSAGE, stamp=stamp)
    assert read(tmp_path / "a", data)[0][0].time == time


def test_impossible_times_are_kept_in_range(tmp_path: Path) -> None:
    early = interface("<", [(14, pack("<q", -(1 << 63)))])
    late = interface("<", [(14, pack("<q", (1 << 63) - 1))])
    data = section() + early + late + packet(cooked(), number=0) + packet(cooked(), number=1)
    datagrams, capture = read(tmp_path / "a", data)
    assert [d.time for d in datagrams] == [0, (1 << 63) - 1]
    assert capture.warnings == [f"frame {n}: its time stamp is out of range" for n in (1, 2)]


def test_sections_have_interfaces_of_their_own(tmp_path: Path) -> None:
    data = (
        section("<")
        + interface("<", [(2, b"eth0")], linktype=1)
        + interface("<", [(2, b"nl0")])
        + packet(bytes(60), number=0)
        + packet(cooked() + MESSAGE, number=1)
        + section(">")
        + packet(cooked() + MESSAGE, ">", number=1)
        + interface(">", [(2, b"nl1")])
        + packet(cooked() + MESSAGE, ">", number=0)
    )
    datagrams, capture = read(tmp_path / "a", data)
    assert [(d.number, d.interface, d.order) for d in datagrams] == [(2, "nl0", "<"), (4, "nl1", ">")]
    assert capture.skipped == 2
    assert [i.name for i in capture.interfaces] == ["eth0", "nl0", "nl1"]
    assert [s.order for s in capture.sections] == ["<", ">"]
    assert capture.warnings == [
        "packets of interface eth0 have link type 1, which is not netlink; they are left out",
        "frame 3 is of interface 1, which its section does not describe",
    ]


@pytest.mark.parametrize(("flags", "direction"), [(0, "unknown"), (1, "to-user"), (2, "to-kernel"), (3, "unknown")])
def test_direction_by_packet_flags(tmp_path: Path, flags: int, direction: str) -> None:
    items = [(2, pack("<I", flags | 0x100))]
    data = section() + interface() + packet(cooked() + MESSAGE, "<", items) + packet(cooked(0, 7) + MESSAGE, "<", items)
    [flagged, cooked_says], _ = read(tmp_path / "a", data)
    assert flagged.direction == direction
    assert cooked_says.direction is Direction.TO_KERNEL


def test_simple_obsolete_and_unknown_blocks(tmp_path: Path) -> None:
    raw = cooked() + MESSAGE
    simple = block(3, pack("<I", len(raw) + 100) + raw)
    obsolete = block(2, pack("<HHIIII", 0, 0, 0, 9, len(raw), len(raw)) + padded(raw) + pack("<HH4s", 1, 2, b"hi"))
    unknown = block(0xBAD, b"PEN.") + block(4, bytes(8)) + block(0x80000001, b"")
    data = section() + interface(snaplen=len(raw)) + unknown + simple + unknown + obsolete + unknown
    [first, second], capture = read(tmp_path / "a", data)
    assert (bytes(first.data), first.time, first.wire_length) == (MESSAGE, 0, len(MESSAGE) + 100)
    assert (bytes(second.data), second.time, second.comments) == (MESSAGE, 9000, ("hi",))
    assert capture.warnings == ["packets without time stamps (simple packet blocks) get the time 0"]


def test_metadata_becomes_fields(tmp_path: Path) -> None:
    line = rb'nldissect: own=1 pid=4242 comm="a \"'.replace(rb"\"", rb"\x22") + rb'\x1b\xff" netns=7 later="x"'
    items = [(1, b"before"), (1, line), (1, b"nldissect: is nice"), (1, b"nldissect: pid=1 comm=x")]
    data = section() + interface() + packet(cooked() + MESSAGE, "<", items)
    [datagram], _ = read(tmp_path / "a", data)
    assert datagram.own is True
    assert datagram.process == Process(4242, 'a "\x1b\udcff')
    assert datagram.netns == 7
    assert datagram.comments == ("before", "nldissect: is nice", "nldissect: pid=1 comm=x")


def test_a_partial_last_block_yields_what_is_there(tmp_path: Path) -> None:
    whole = section() + interface() + packet(cooked() + MESSAGE)
    cut = packet(cooked() + MESSAGE * 10)
    [_, datagram], capture = read(tmp_path / "a", whole + cut[: 28 + 16 + 50])
    assert (bytes(datagram.data), datagram.wire_length) == ((MESSAGE * 10)[:50], 200)
    assert capture.warnings == [
        f"the file ends inside the block of type 0x6 at byte {len(whole)}: 94 of its {len(cut)} bytes are there"
    ]
    for length in range(1, 28 + 16):
        datagrams, capture = read(tmp_path / "a", whole + cut[:length])
        assert len(datagrams) == 1
        assert len(capture.warnings) >= 1


def test_a_packet_longer_than_its_block(tmp_path: Path) -> None:
    lying = packet(cooked() + MESSAGE, captured=0xFFFFFFFF)
    [first, second], capture = read(tmp_path / "a", section() + interface() + lying + packet(cooked() + MESSAGE))
    assert (bytes(first.data), first.wire_length) == (MESSAGE, 0xFFFFFFFF - 16)
    assert second.data == MESSAGE
    assert capture.warnings == ["frame 1 says it has 4294967295 bytes, its block has 36"]


@pytest.mark.parametrize(
    ("garbage", "words"),
    [
        (b"\xff" * 40, "no block of type 0xffffffff is 4294967295 bytes long"),
        (bytes(40), "no block of type 0x0 is 0 bytes long"),
        (pack("<II", 6, 20) + bytes(8) + pack("<I", 20), "no block of type 0x6 is 20 bytes long"),
        (pack("<III", 7, 16, 0) + pack("<I", 12), "a block of type 0x7 whose two lengths differ"),
        (b"\n\r\r\n" + bytes(40), "a section header without byte order magic"),
    ],
)
def test_garbage_stops_the_reading_with_its_place(tmp_path: Path, garbage: bytes, words: str) -> None:
    good = section() + interface() + packet(cooked() + MESSAGE)
    datagrams, capture = read(tmp_path / "a", good + garbage + packet(cooked() + MESSAGE))
    assert len(datagrams) == 1
    assert capture.warnings == [f"stopped at byte {len(good)}: {words}; what follows is not read"]


def test_a_block_of_4_gigabytes(tmp_path: Path) -> None:
    good = section() + interface()
    lying = pack("<IIIIIII", 6, 0xFFFFFFFC, 0, 0, 5, 0xFFFFFF00, 0xFFFFFF00) + cooked() + MESSAGE
    [datagram], capture = read(tmp_path / "a", good + lying)
    assert datagram.data == MESSAGE
    assert "64 of its 4294967292 bytes are there" in capture.warnings[0]


def test_a_damaged_first_section_header(tmp_path: Path) -> None:
    path = tmp_path / "a"
    datagrams, capture = read(path, section("<", [(3, b"Linux")])[:30])
    assert datagrams == []
    assert "the file ends inside the block of type 0xa0d0d0a at byte 0" in capture.warnings[0]
    path.write_bytes(b"\n\r\r\n" + bytes(30))
    with pytest.raises(UserError, match="no byte order magic"):
        open_capture(path)


def test_a_flood_of_interfaces_is_stopped(tmp_path: Path) -> None:
    _, capture = read(tmp_path / "a", section() + interface() * 70_000)
    assert len(capture.interfaces) <= 65_536
    assert "more than 65536 sections and interfaces" in capture.warnings[0]
