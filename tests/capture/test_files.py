"""Opening: what is no capture, gzip, pipes and standard input, and files that are still growing."""

from __future__ import annotations

import errno
import gzip
import os
import re
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nldissect.capture import CaptureFile, open_capture
from nldissect.errors import UserError
from tests.capture.crafted import MESSAGE, cooked, interface, packet, pcap_header, pcap_record, section

CAPTURE = Path(__file__).parents[2] / "captures" / "rt-route.pcap"
EXPECTED = "; expected is a pcap or pcapng file, plain or gzip-compressed"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"# a script\necho hello\n", "looks like text"),
        ("nur Wörter".encode()[:-5], "looks like text"),
        (b"\x1b[31mred\x1b[0m", "looks like text"),
        (b"\x7fELF\x02\x01\x01", "looks like an ELF program"),
        (b"\xfd7zXZ\0\0", "looks like xz-compressed data (unpack it first)"),
        (b"\x28\xb5\x2f\xfd\0\0", "looks like zstd-compressed data (unpack it first)"),
        (b"\x89PNG\r\n\x1a\n", "looks like unknown binary data (it begins with 89 50 4e 47)"),
        (gzip.compress(b"words\n"), "looks like text"),
        (gzip.compress(b""), "is empty"),
        (gzip.compress(gzip.compress(b"x")), "looks like gzip-compressed data inside gzip-compressed data"),
    ],
)
def test_what_is_no_capture(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)
    with pytest.raises(UserError) as error:
        open_capture(path)
    assert str(error.value) == f"{path} is no capture: it {words}{EXPECTED}"


def test_what_can_not_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=re.escape(f"cannot open {tmp_path}/none: No such file or directory")):
        open_capture(tmp_path / "none")
    with pytest.raises(UserError, match="is a directory; name a capture file in it"):
        open_capture(tmp_path)
    with pytest.raises(UserError, match="cannot open"):
        open_capture("a\0b")
    with pytest.raises(UserError, match=r"cannot open a\\x1b\[2J: No such file"):
        open_capture("a\x1b[2J")
    master, slave = os.openpty()
    with pytest.raises(UserError, match="is a terminal"):
        open_capture(f"/dev/fd/{slave}")
    os.close(master)
    os.close(slave)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> int:  # root, as whom tests may run, may read everything
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", deny)
    with pytest.raises(UserError, match=r"cannot open .*: Permission denied"):
        open_capture(tmp_path / "closed")


def test_ten_gigabytes_open_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    path.write_bytes(pcap_header() + pcap_record(cooked() + MESSAGE))
    os.truncate(path, 10 << 30)
    tracemalloc.start()
    with open_capture(path) as capture:
        assert len(list(capture)) == 1
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()
    assert "only zeros" in capture.warnings[0]


def test_a_file_header_that_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "short"
    path.write_bytes(pcap_header()[:20])
    with pytest.raises(UserError, match="it ends inside its file header, after 20 bytes"):
        open_capture(path)


def test_nothing_stays_open(tmp_path: Path) -> None:
    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))

    packed, text = tmp_path / "a.gz", tmp_path / "text.gz"
    packed.write_bytes(gzip.compress(CAPTURE.read_bytes()))
    text.write_bytes(gzip.compress(b"words"))
    before = descriptors()
    for path in (CAPTURE, packed):
        with open_capture(path) as capture:
            assert len(list(capture)) == 709
        with open_capture(path, follow=True) as capture:
            next(iter(capture))
    for wrong in (text, tmp_path, Path(__file__)):
        with pytest.raises(UserError):
            open_capture(wrong)
    assert descriptors() == before


# gzip


def everything(capture: CaptureFile) -> list[tuple[int, int, int, bytes]]:
    return [(d.number, d.time, d.offset, bytes(d.data)) for d in capture]


def test_gzip_is_told_by_its_content(tmp_path: Path) -> None:
    raw = CAPTURE.read_bytes()
    path = tmp_path / "no-such-ending"
    path.write_bytes(gzip.compress(raw[:5000]) + gzip.compress(raw[5000:]) + bytes(100))
    with open_capture(path) as packed, open_capture(CAPTURE) as plain:
        datagrams = list(packed)
        assert [(d.number, d.time, d.offset, bytes(d.data)) for d in datagrams] == everything(plain)
        assert all(packed.source.view(d.offset, len(d.data)) == d.data for d in datagrams)
        assert (packed.warnings, packed.progress) == ([], 1.0)


def test_gzip_that_is_cut_or_damaged(tmp_path: Path) -> None:
    packed = gzip.compress(CAPTURE.read_bytes())
    with open_capture(CAPTURE) as plain:
        whole = everything(plain)
    for content, least, words in [
        (packed[: len(packed) // 2], 300, "ends too early"),
        (packed[:-8] + bytes(8), 709, "is damaged"),
        (packed + b"more", 709, "is damaged"),
        (gzip.compress(CAPTURE.read_bytes()[:50_000]) + b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff\xff", 300, "is damaged"),
    ]:
        path = tmp_path / "a.gz"
        path.write_bytes(content)
        with open_capture(path) as capture:
            found = everything(capture)
            assert found[:-1] == whole[: len(found) - 1]  # the last one may be cut
            assert len(found) >= least
            assert f"the gzip data {words} after" in capture.warnings[0]


def test_a_gzip_bomb_is_not_unpacked_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    lying = pcap_record(cooked(), original=0)[:8] + b"\0\0\0\x40" * 2  # a record of 1 GiB
    path.write_bytes(gzip.compress(pcap_header() + lying + bytes(20 << 20)))
    tracemalloc.start()
    with open_capture(path) as capture:
        list(capture)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_a_stream_longer_than_its_first_spool(tmp_path: Path) -> None:
    path = tmp_path / "long.gz"
    record = pcap_record(cooked() + MESSAGE * 5000)
    path.write_bytes(gzip.compress(pcap_header() + record * 60, 1))
    with open_capture(path) as capture:
        datagrams = list(capture)
        assert len(datagrams) == 60
        assert all(d.data == MESSAGE * 5000 == capture.source.view(d.offset, len(d.data)) for d in datagrams)


# Pipes


@contextmanager
def pipe() -> Iterator[tuple[str, int]]:
    reader, writer = os.pipe()
    try:
        yield f"/dev/fd/{reader}", writer
    finally:
        os.close(reader)


@pytest.mark.parametrize("packed", [False, True])
def test_records_of_a_pipe_appear_as_they_arrive(packed: bool) -> None:
    records = [pcap_record(cooked() + MESSAGE * count) for count in range(1, 6)]
    arrived = threading.Semaphore(0)
    with pipe() as (path, writer):

        def write() -> None:
            with open(writer, "wb", buffering=0) as raw:
                file = gzip.GzipFile(fileobj=raw, mode="wb") if packed else raw
                file.write(pcap_header())
                for record in records:
                    file.write(record[:20])
                    file.flush()
                    file.write(record[20:])
                    file.flush()
                    assert arrived.acquire(timeout=10)  # the next is written only after this one was seen
                if packed:
                    file.close()

        thread = threading.Thread(target=write)
        thread.start()
        with open_capture(path) as capture:
            for count, datagram in enumerate(capture, 1):
                assert datagram.data == MESSAGE * count
                assert capture.progress is None
                arrived.release()
            assert (capture.frames, capture.ended, capture.warnings) == (5, True, [])
        thread.join()


def test_a_pipe_that_is_followed_never_blocks() -> None:
    record = pcap_record(cooked() + MESSAGE)
    with pipe() as (path, writer):
        os.write(writer, pcap_header() + record + record[:25])
        with open_capture(path, follow=True) as capture:
            assert [d.number for d in capture] == [1]
            assert list(capture) == []
            assert not capture.ended
            capture.wait(0.01)
            os.write(writer, record[25:])
            capture.wait(10)
            assert [d.number for d in capture] == [2]
            os.write(writer, record[:-2])
            os.close(writer)
            last = list(capture) + list(capture)
            assert [(d.number, bytes(d.data)) for d in last] == [(3, MESSAGE[:-2])]
            assert capture.ended
            assert "the file ends inside the record" in capture.warnings[0]


def run_on_stdin(**stdin: object) -> str:
    code = (
        "from nldissect.capture import open_capture\n"
        "from nldissect.errors import UserError\n"
        "try:\n"
        "    with open_capture('-') as capture: print(len(list(capture)), capture.name, capture.warnings)\n"
        "except UserError as error: print(error)"
    )
    root = str(Path(__file__).parents[2])
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=root, check=True, **stdin)  # type: ignore[call-overload]
    return str(result.stdout.decode()).strip()


def test_standard_input(tmp_path: Path) -> None:
    raw = CAPTURE.read_bytes()
    assert run_on_stdin(input=raw) == "709 standard input []"
    assert run_on_stdin(input=gzip.compress(raw)) == "709 standard input []"
    with CAPTURE.open("rb") as file:
        assert run_on_stdin(stdin=file) == "709 standard input []"
    behind = tmp_path / "behind"
    behind.write_bytes(b"a line before\n" + raw)
    with behind.open("rb", buffering=0) as file:
        file.read(14)
        assert run_on_stdin(stdin=file) == "709 standard input []"
    assert run_on_stdin(input=b"") == f"standard input is no capture: it is empty{EXPECTED}"
    assert run_on_stdin(input=b"hi") == f"standard input is no capture: it looks like text{EXPECTED}"


# Growing files


@pytest.mark.parametrize("step", [1, 7, 50, 1000])
def test_a_growing_file_is_read_as_it_grows(tmp_path: Path, step: int) -> None:
    head = section("<", [(3, b"Linux")])
    content = head + interface("<", [(2, b"nl0")]) + b"".join(packet(cooked() + MESSAGE * n) for n in range(1, 8))
    content += section(">") + interface(">") + packet(cooked() + MESSAGE, ">")
    path = tmp_path / "growing"
    path.write_bytes(content[:12])
    seen: list[int] = []
    with path.open("ab", buffering=0) as file, open_capture(path, follow=True) as capture:
        for at in range(12, len(content), step):
            file.write(content[at : at + step])
            for datagram in capture:
                seen.append(len(datagram.data))
                assert capture.source.view(datagram.offset, len(datagram.data)) == datagram.data
            assert not capture.ended
            assert capture.progress is None
        assert seen == [len(MESSAGE) * n for n in (1, 2, 3, 4, 5, 6, 7, 1)]
        assert [s.os for s in capture.sections] == ["Linux", None]
        capture.finish()
        assert list(capture) == []
        assert (capture.ended, capture.warnings) == (True, [])


def test_a_growing_file_that_ends_inside_a_record(tmp_path: Path) -> None:
    path = tmp_path / "growing"
    path.write_bytes(pcap_header() + pcap_record(cooked() + MESSAGE)[:-5])
    with open_capture(path, follow=True) as capture:
        assert list(capture) == []
        capture.finish()
        assert [d.data for d in capture] == [MESSAGE[:-5]]
        assert "the file ends inside the record" in capture.warnings[0]


def test_a_growing_file_that_is_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "growing"
    path.write_bytes(pcap_header() + pcap_record(cooked() + MESSAGE) * 5)
    with open_capture(path, follow=True) as capture:
        [*_, last] = capture
        os.truncate(path, 30)
        assert list(capture) == []
        assert bytes(last.data) == MESSAGE
        assert len(capture.source.view(last.offset, 20)) == 0
