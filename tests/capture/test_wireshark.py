"""Wireshark's own tools as judges: what they write is read here, what is written here they read."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from nldissect.capture import PcapngWriter, open_capture
from nldissect.datagram import Datagram, Direction, Process

pytestmark = pytest.mark.tshark

CAPTURES = Path(__file__).parents[2] / "captures"
NAMES = ["rt-route.pcap", "s390x/rt-route.pcap"]
FRAME = ["frame.number", "frame.time_epoch", "frame.cap_len", "frame.len", "netlink.family"]
MESSAGES = ["netlink.hdr_type", "netlink.hdr_flags", "netlink.hdr_seq", "netlink.hdr_pid"]


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def fields(path: Path, *names: str) -> list[list[str]]:
    arguments = [argument for name in names for argument in ("-e", name)]
    return [line.split("\t") for line in run("tshark", "-r", path, "-T", "fields", *arguments).splitlines()]


def as_tshark_says(datagrams: Iterable[Datagram]) -> list[list[str]]:
    return [
        [
            str(d.number),
            f"{d.time // 10**9}.{d.time % 10**9:09d}",
            str(16 + len(d.data)),
            str(16 + d.wire_length),
            f"0x{d.protocol:04x}",
        ]
        for d in datagrams
    ]


def contents(path: Path) -> list[tuple[int, int, int, bytes]]:
    with open_capture(path) as capture:
        found = [(d.time, d.protocol, d.wire_length, bytes(d.data)) for d in capture]
        assert capture.warnings == []
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["pcap", "nsecpcap", "pcapng"])
@pytest.mark.parametrize("packed", [False, True])
def test_what_editcap_writes(tmp_path: Path, name: str, kind: str, packed: bool) -> None:
    variant = tmp_path / "variant"
    run("editcap", "-F", kind, CAPTURES / name, variant)
    if packed:
        run("gzip", variant)
        variant = variant.with_suffix(".gz")
    assert contents(variant) == contents(CAPTURES / name)
    with open_capture(variant) as capture:
        assert as_tshark_says(capture) == fields(variant, *FRAME)


def test_what_editcap_cuts(tmp_path: Path) -> None:
    run("editcap", "-F", "pcapng", "-s", "100", CAPTURES / NAMES[0], tmp_path / "cut")
    with open_capture(tmp_path / "cut") as cut, open_capture(CAPTURES / NAMES[0]) as whole:
        for short, full in zip(cut, whole, strict=True):
            assert short.data == full.data[:84]
            assert short.wire_length == len(full.data)


def test_comments_of_editcap(tmp_path: Path) -> None:
    run("editcap", "-F", "pcapng", "-a", "2:zwei Wörter", CAPTURES / NAMES[0], tmp_path / "a")
    with open_capture(tmp_path / "a") as capture:
        assert {d.number: d.comments for d in capture if d.comments} == {2: ("zwei Wörter",)}


def test_what_mergecap_writes(tmp_path: Path) -> None:
    first, second = (CAPTURES / name for name in NAMES)
    run("mergecap", "-F", "pcapng", "-I", "none", "-w", tmp_path / "merged", first, second)
    assert sorted(contents(tmp_path / "merged")) == sorted(contents(first) + contents(second))
    with open_capture(tmp_path / "merged") as capture:
        list(capture)
        assert len(capture.interfaces) == 2


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_here(tmp_path: Path, name: str) -> None:
    path = tmp_path / "written.pcapng"
    with open_capture(CAPTURES / name) as capture:
        datagrams = list(capture)
    ways = [Direction.UNKNOWN, Direction.TO_USER, Direction.TO_KERNEL]
    with path.open("wb") as file, PcapngWriter(file, os="Linux 7.2", application="nldissect") as writer:
        for datagram in datagrams:
            datagram.interface = "nldissect0"
            datagram.direction = ways[datagram.number % 3]
            datagram.process = Process(datagram.number, "ip é")
            datagram.comments = ("seen",)
            writer.write(datagram)
    assert fields(path, *FRAME) == as_tshark_says(datagrams)
    assert fields(path, *MESSAGES) == fields(CAPTURES / name, *MESSAGES)
    of_the_file = fields(path, "frame.interface_name", "sll.pkttype", "frame.packet_flags_direction", "frame.comment")
    for datagram, (interface, packet_type, flags, comment) in zip(datagrams, of_the_file, strict=True):
        assert interface == "nldissect0"
        kind = datagram.number % 3
        assert packet_type in ("", str([4, 6, 7][kind]))
        assert flags == ["", "0x00000001", "0x00000002"][kind]
        assert comment == f'nldissect: pid={datagram.number} comm="ip \\xc3\\xa9",seen'
    about = run("capinfos", path)
    assert "Capture oper-sys:    Linux 7.2" in about
    assert "Capture application: nldissect" in about
    assert "Number of packets = 709" in about
