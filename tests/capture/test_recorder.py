"""The file of a live capture, without a live capture."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.capture.kernel import HOST_ORDER
from nldissect.capture.recorder import Recorder, Rotation
from nldissect.datagram import Datagram
from nldissect.errors import UserError


def datagram(number: int, size: int = 100) -> Datagram:
    data = memoryview(size.to_bytes(4, sys.byteorder) + bytes(size - 4))
    return Datagram(number, 1_700_000_000_000_000_000 + number, 0, data, HOST_ORDER, size, interface="nl0")


def test_one_file_tells_host_interface_and_drops(tmp_path: Path) -> None:
    path = tmp_path / "a.pcapng"
    with Recorder(str(path), "nl0", application="nldissect 1") as recorder:
        assert not any(recorder.write(datagram(number)) for number in range(5))
        recorder.flush(dropped=0)
        with open_capture(path) as early:
            assert len(list(early)) == 5
        recorder.flush(dropped=7)
    assert recorder.files == (str(path),)
    with open_capture(path) as capture:
        assert [row.time for row in capture] == [datagram(number).time for number in range(5)]
        (interface,) = capture.interfaces
        assert (interface.name, interface.received, interface.dropped) == ("nl0", 5, 7)
        assert (capture.section.application, capture.section.hardware) == ("nldissect 1", os.uname().machine)
        assert os.uname().release in (capture.section.os or "")
        assert capture.warnings == []


def test_files_in_turn_keep_the_newest_and_count_drops_each(tmp_path: Path) -> None:
    begun = []
    with Recorder(str(tmp_path / "a.b.pcapng"), "nl0", application="x", rotation=Rotation(2, 3)) as recorder:
        for number in range(100):
            begun.append(recorder.write(datagram(number)))
            recorder.flush(dropped=number)
    assert sum(begun) > 3
    names = [Path(name).name for name in recorder.files]
    assert len(names) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    last = sum(begun) + 1
    assert [name[:10] for name in names] == [f"a.b_{last - 2 + n:05}_" for n in range(3)]
    rows, drops = [], []
    for name in recorder.files[:-1]:
        assert 2000 <= Path(name).stat().st_size < 2700
    for name in recorder.files:
        with open_capture(name) as capture:
            rows += [row.time % 1000 for row in capture]
            drops.append(capture.interfaces[0].dropped)
    assert rows == list(range(100))[-len(rows) :]
    assert sum(drop or 0 for drop in drops) <= 99
    assert all(drops)


def test_a_file_that_is_old_enough_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    with Recorder(str(tmp_path / "a"), "nl0", application="x", rotation=Rotation(seconds=5)) as recorder:
        assert recorder.due == 105
        assert not recorder.write(datagram(1))
        assert not recorder.turn()
        now = 105.0
        assert recorder.turn()
        assert not recorder.turn()
        assert recorder.due == 110
    assert len(recorder.files) == 2
    with Recorder(str(tmp_path / "b"), "nl0", application="x", rotation=Rotation(1)) as recorder:
        now = 1e9
        assert not recorder.turn()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "cannot write /: Is a directory"),
        ("/nowhere/\x1b", r"cannot write /nowhere/\x1b: No such file or directory"),
    ],
)
def test_what_can_not_be_written(path: str, words: str) -> None:
    with pytest.raises(UserError) as info, Recorder(path, "x", application=""):
        pass
    assert str(info.value) == words


def test_standard_output_is_one_file() -> None:
    with pytest.raises(UserError, match="can not be split"):
        Recorder("-", "x", application="", rotation=Rotation(1))


def test_a_terminal_is_no_place_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(UserError, match="standard output is a terminal"), Recorder("-", "x", application=""):
        pass
