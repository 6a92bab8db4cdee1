"""The headless capture job, ended in every way there is."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nldissect.capture import open_capture
from nldissect.capture.record import RecordCounts, RecordOptions, record
from nldissect.capture.recorder import Rotation
from nldissect.datagram import Datagram
from nldissect.errors import UserError

pytestmark = pytest.mark.live

Recording = Callable[[RecordOptions], subprocess.Popen[str]]


def sh(command: str) -> str:
    return subprocess.run(command, shell=True, capture_output=True, text=True, check=False).stdout


@pytest.fixture
def recording(start: Callable[[str], Any]) -> Callable[..., subprocess.Popen[str]]:
    """Starts a process that records, and waits until it does; its counts go to standard error."""

    def recording(options: RecordOptions) -> subprocess.Popen[str]:
        child = start(
            "import sys\n"
            "from nldissect.capture.record import RecordCounts, RecordOptions, record\n"
            "from nldissect.capture.recorder import Rotation\n"
            "begun = []\n"
            "def progress(counts):\n"
            "    if not begun: print(counts.interface, file=sys.stderr, flush=True)\n"
            "    begun.append(counts)\n"
            f"print(repr(record({options!r}, progress)), file=sys.stderr)"
        )
        assert child.said == "nldissect0"
        process: subprocess.Popen[str] = child.process
        return process

    return recording


def read(path: Path | str) -> list[Datagram]:
    with open_capture(str(path)) as capture:
        rows = list(capture)
        assert capture.warnings == []
    return rows


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_a_whole_file_and_counts(
    recording: Recording, tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "a.pcapng"
    process = recording(RecordOptions(str(path), application="nldissect 9.9"))
    sh("ip link add d5 type dummy; ip link del d5")
    process.send_signal(number)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "nldissect" not in sh("ip link")
    with open_capture(str(path)) as capture:
        rows = list(capture)
        assert capture.section.application == "nldissect 9.9"
        assert os.uname().release in (capture.section.os or "")
        assert capture.section.hardware == os.uname().machine
        (interface,) = capture.interfaces
    assert (interface.name, interface.received, interface.dropped) == ("nldissect0", len(rows), 0)
    own = sum(row.own for row in rows)
    assert 0 < own < len(rows)
    assert f"received={len(rows) - own}, own={own}, dropped=0" in said
    assert any(b"d5\0" in bytes(row.data) for row in rows if not row.own)


def test_killed_it_leaves_a_file_that_can_be_read(recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "a.pcapng"
    process = recording(RecordOptions(str(path)))
    sh("ip link add d5 type dummy; ip link del d5")
    time.sleep(1.2)
    process.kill()
    process.communicate()
    assert any(b"d5\0" in bytes(row.data) for row in read(path) if not row.own)
    sh("ip link del nldissect0")


def test_count_and_time_end_it(recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "a.pcapng"
    process = recording(RecordOptions(str(path), count=3))
    sh("ip link; ip link")
    process.communicate(timeout=10)
    assert sum(not row.own for row in read(path)) == 3
    began = time.monotonic()
    counts = record(RecordOptions(str(path), seconds=0.5))
    assert 0.5 <= time.monotonic() - began < 5
    assert counts.received == 0
    assert counts.own == len(read(path)) > 0
    assert counts.ended is None


def test_files_in_turn_each_to_be_read_by_itself(recording: Recording, tmp_path: Path) -> None:
    process = recording(RecordOptions(str(tmp_path / "a.pcapng"), rotation=Rotation(20, 2)))
    for _ in range(10):
        sh("ip route show table all; ip link")
    process.terminate()
    _, said = process.communicate(timeout=10)
    files = sorted(tmp_path.iterdir())
    assert len(files) == 2
    assert all(str(file) in said for file in files)
    assert all(file.name.startswith("a_000") and file.suffix == ".pcapng" for file in files)
    for file in files:
        assert file.stat().st_size < 30_000
    assert files[0].stat().st_size >= 20_000
    assert any(b"nlctrl\0" in bytes(row.data) for row in read(files[0]) if row.own)


def test_files_in_turn_by_their_age(tmp_path: Path) -> None:
    counts = record(RecordOptions(str(tmp_path / "a.pcapng"), seconds=1.8, rotation=Rotation(files=2, seconds=0.5)))
    files = sorted(str(path) for path in tmp_path.iterdir())
    assert tuple(files) == counts.files
    assert len(files) == 2
    assert [Path(name).name[:7] for name in files] == ["a_00003", "a_00004"]
    for name in files:
        assert any(b"nlctrl\0" in bytes(row.data) for row in read(name) if row.own)


def test_a_pipe_that_nobody_reads_any_more_ends_it(recording: Recording, tmp_path: Path) -> None:
    process = recording(RecordOptions("-"))
    assert process.stdout is not None
    process.stdout.close()
    sh("ip link")
    assert process.stderr is not None
    assert "BrokenPipe" not in process.stderr.read()
    assert process.wait(10) == 0
    assert "nldissect" not in sh("ip link")


def test_a_file_that_can_not_be_written() -> None:
    with pytest.raises(UserError, match=r"^cannot write /nowhere/a: No such file or directory$"):
        record(RecordOptions("/nowhere/a", seconds=0.1))
    assert "nldissect" not in sh("ip link")


def test_a_vanished_interface_ends_it_with_a_reason(tmp_path: Path) -> None:
    def remove(_: RecordCounts) -> None:
        sh("ip link del nldissect0")

    counts = record(RecordOptions(str(tmp_path / "a")), remove)
    assert counts.ended == "nldissect0 was taken down or removed"
    assert len(read(tmp_path / "a")) == counts.received + counts.own


def test_twenty_thousand_routes_are_written_without_a_drop(recording: Recording, tmp_path: Path) -> None:
    sh("ip link add d7 type dummy; ip link set d7 up")
    batch, path = tmp_path / "routes", tmp_path / "a.pcapng"
    batch.write_text("".join(f"route add 10.{n >> 16}.{n >> 8 & 255}.{n & 255}/32 dev d7\n" for n in range(20_000)))
    process = recording(RecordOptions(str(path)))
    sh(f"ip -batch {batch}")
    process.terminate()
    _, said = process.communicate(timeout=30)
    sh("ip link del d7")
    assert "dropped=0" in said
    assert sum(row.data[4] == 24 for row in read(path)) >= 20_000
