"""Where a live capture's bytes are kept for the UI."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.tui.keeper import Keeper
from tests.tui.ui import getlink, newlink

SENT = [getlink(1), newlink(b"d0"), getlink(2)]


def datagrams() -> list[Datagram]:
    return [
        Datagram(0, number, 0, memoryview(data), "<", len(data), interface="nl0") for number, data in enumerate(SENT)
    ]


def check(keeper: Keeper) -> None:
    keeper.begin("nl0")
    for turn in range(2):
        kept = keeper.keep(datagrams(), dropped=turn)
        assert [datagram.number for datagram in kept] == [3 * turn + n for n in (1, 2, 3)]
        assert [bytes(keeper.view(each.offset, len(each.data))) for each in kept] == SENT
    keeper.begin("nl0")
    assert bytes(keeper.view(kept[0].offset, 16)) == SENT[0][:16], "begun once"


def test_in_the_capture_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.pcapng"
    keeper = Keeper(str(path))
    check(keeper)
    with open_capture(path) as early:
        assert len(list(early)) == 6, "it is in the file as soon as it is kept"
    keeper.close()
    with open_capture(path) as capture:
        assert [bytes(datagram.data) for datagram in capture] == SENT * 2
        assert capture.interfaces[0].dropped == 1


def test_without_a_file_in_one_that_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    before = len(os.listdir("/proc/self/fd"))
    keeper = Keeper(None)
    check(keeper)
    assert list(tmp_path.iterdir()) == []
    keeper.close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_pipe_gets_it_and_it_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(path.read_bytes()))
    reader.start()
    keeper = Keeper(str(path))
    check(keeper)
    keeper.close()
    reader.join()
    assert all(data in came[0] for data in SENT)


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = tmp_path / "nldissect-own-full"
    full.symlink_to("/dev/full")
    made = os.open(full, os.O_WRONLY), str(full)
    monkeypatch.setattr("nldissect.tui.keeper._temporary_file", lambda: made)
    keeper = Keeper(None)
    keeper.begin("nl0")
    words = (
        "cannot keep the capture in a temporary file: No space left on device; set TMPDIR to a folder with more room"
    )
    with pytest.raises(UserError) as info:
        keeper.keep(datagrams(), 0)
    assert str(info.value) == words
    with pytest.raises(UserError):
        keeper.close()


def test_a_file_that_can_not_be_written() -> None:
    with pytest.raises(UserError, match="cannot write /nowhere/a"):
        Keeper("/nowhere/a").begin("nl0")
