"""Writing: what is written reads back the same, and the file is whole at every moment."""

from __future__ import annotations

import io
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from nldissect.capture import CaptureFile, PcapngWriter, open_capture
from nldissect.datagram import Datagram, Direction, Process
from nldissect.errors import UserError
from nldissect.wire import ByteOrder
from tests.capture.crafted import MESSAGE

HOST: ByteOrder = "<" if sys.byteorder == "little" else ">"


def datagram(data: bytes = MESSAGE, **more: Any) -> Datagram:
    values: dict[str, Any] = {"number": 1, "time": 10**18 + 1, "protocol": 0, "order": HOST, "wire_length": len(data)}
    return Datagram(data=memoryview(data), **(values | more))


def written(*datagrams: Datagram) -> bytes:
    file = io.BytesIO()
    with PcapngWriter(file, os="Linux 7.2", application="nldissect", hardware="s390x") as writer:
        for each in datagrams:
            writer.write(each)
    return file.getvalue()


def read(path: Path, content: bytes) -> tuple[list[Datagram], CaptureFile]:
    path.write_bytes(content)
    with open_capture(path) as capture:
        return list(capture), capture


def known(of: Datagram) -> dict[str, Any]:
    """What a file keeps of a datagram."""
    values = {field.name: getattr(of, field.name) for field in fields(of) if field.name not in ("number", "offset")}
    return values | {"data": bytes(of.data)}


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
comm = st.binary(max_size=15).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
comments = text.map(lambda words: words.rstrip("\0")).filter(lambda words: not words.startswith("nldissect: "))
processes = st.builds(Process, st.integers(0, 2**31), comm)
datagrams = st.builds(
    lambda data, more, **rest: Datagram(data=memoryview(data), wire_length=len(data) + more, **rest),
    st.binary(max_size=100),
    st.integers(0, 1000),
    number=st.just(1),
    time=st.integers(0, 2**63 - 1),
    protocol=st.integers(0, 0xFFFF),
    order=st.sampled_from(["<", ">"]),
    direction=st.sampled_from(Direction),
    process=st.none() | processes,
    interface=st.none() | st.sampled_from(["nlmon0", "", "nl\x1b[1m1"]),
    netns=st.none() | st.integers(0, 2**32),
    own=st.booleans(),
    comments=st.lists(comments, max_size=3).map(tuple),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(datagrams, max_size=6))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, given_datagrams: list[Datagram]) -> None:
    back, capture = read(tmp_path_factory.mktemp("w") / "a", written(*given_datagrams))
    assert [known(d) for d in back] == [known(d) for d in given_datagrams]
    assert [d.number for d in back] == list(range(1, len(given_datagrams) + 1))
    assert capture.warnings == []


def test_a_section_for_each_byte_order(tmp_path: Path) -> None:
    other: ByteOrder = ">" if HOST == "<" else "<"
    big = datagram(order=other, interface="nl0")
    _, capture = read(tmp_path / "a", written(big, big, datagram(interface="nl0"), big))
    assert [s.order for s in capture.sections] == [other, HOST, other]
    assert [[(i.name, i.received) for i in s.interfaces] for s in capture.sections] == [
        [("nl0", 2)],
        [("nl0", 1)],
        [("nl0", 1)],
    ]
    assert {s.os for s in capture.sections} == {"Linux 7.2"}


def test_what_the_file_says_of_its_host_and_interfaces(tmp_path: Path) -> None:
    file = io.BytesIO()
    writer = PcapngWriter(file, os="Linux 7.2", application="nldissect 0.1", hardware="x86_64")
    writer.add_interface("nldissect0", "all netlink of this namespace")
    writer.flush()
    [], capture = read(tmp_path / "begun", file.getvalue())
    assert capture.section.order == HOST
    assert (capture.section.os, capture.section.application) == ("Linux 7.2", "nldissect 0.1")
    assert capture.section.hardware == "x86_64"
    [begun] = capture.interfaces
    assert (begun.name, begun.description) == ("nldissect0", "all netlink of this namespace")
    assert (begun.linktype, begun.tsresol, begun.snaplen, begun.received) == (253, 10**9, 0, None)
    writer.write(datagram(interface="nldissect0"))
    writer.statistics("nldissect0", received=5, dropped=3)
    writer.write(datagram(interface="nldissect0"))
    writer.flush()
    [interface] = read(tmp_path / "midway", file.getvalue())[1].interfaces
    assert (interface.received, interface.dropped) == (5, 3)
    writer.statistics("nldissect0", received=9)
    writer.close()
    [interface] = read(tmp_path / "closed", file.getvalue())[1].interfaces
    assert (interface.received, interface.dropped) == (9, 3)


def test_an_empty_file_is_a_capture(tmp_path: Path) -> None:
    back, capture = read(tmp_path / "a", written())
    assert (back, capture.warnings, capture.section.application) == ([], [], "nldissect")


def test_records_of_any_size(tmp_path: Path) -> None:
    sizes = [0, 1, 65_520, 65_536, 262_145, 5_000_001]
    back, capture = read(tmp_path / "a", written(*(datagram(b"\x5a" * size) for size in sizes)))
    assert [len(d.data) for d in back] == sizes
    assert all(set(d.data) <= {0x5A} for d in back)
    assert capture.warnings == []


def test_a_comment_too_long_for_an_option(tmp_path: Path) -> None:
    [back], _ = read(tmp_path / "a", written(datagram(comments=("ü" * 40_000, "next"))))
    assert back.comments == ("ü" * 32_767, "next")


class Log(io.RawIOBase):
    """A file that notes each write."""

    def __init__(self) -> None:
        self.writes: list[bytes] = []

    def write(self, data: Any) -> int:
        self.writes.append(bytes(data))
        return len(data)


def test_the_file_ends_between_blocks_at_any_time(tmp_path: Path) -> None:
    log = Log()
    writer = PcapngWriter(log, os="Linux", application="nldissect")  # type: ignore[arg-type]
    for size in range(3000):
        writer.write(datagram(bytes(size % 400), interface="nl0"))
    before = len(log.writes)
    assert before > 3
    content = b""
    for write in log.writes:
        content += write
        _, capture = read(tmp_path / "a", content)
        assert capture.warnings == []
    writer.flush()
    assert len(log.writes) == before + 1
    back, capture = read(tmp_path / "a", b"".join(log.writes))  # as a killed program leaves it: no `close`
    assert (len(back), capture.warnings) == (3000, [])


def test_a_disk_that_is_full() -> None:
    with open("/dev/full", "wb", buffering=0) as file:
        writer = PcapngWriter(file, os="Linux", application="nldissect")
        writer.write(datagram())
        with pytest.raises(UserError, match="cannot write /dev/full: No space left on device"):
            writer.flush()
