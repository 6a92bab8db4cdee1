"""Options as tshark spells them, and the counts at the end. What record() does is in tests/live."""

from __future__ import annotations

import pytest

from nldissect import __version__
from nldissect.capture.record import RecordCounts, RecordOptions, recording
from nldissect.capture.recorder import Rotation
from nldissect.errors import UserError


def test_options_as_tshark_spells_them() -> None:
    about = f"nldissect {__version__}"
    assert recording("f", None, None, [], []) == RecordOptions("f", application=about)
    assert recording("f", "nl0", 3, ["duration:1.5"], ["filesize:10", "files:2"]) == RecordOptions(
        "f", "nl0", 3, 1.5, Rotation(10, 2), application=about
    )
    assert recording("f", None, None, [], ["filesize:10"]).rotation == Rotation(10)
    assert recording("f", None, None, [], ["duration:0.5", "files:3"]).rotation == Rotation(None, 3, 0.5)


@pytest.mark.parametrize(
    "word", ["duration", "duration:", "duration:x", "duration:-1", "duration:inf", "files:1", "\x1b"]
)
def test_wrong_stop_conditions_are_told(word: str) -> None:
    with pytest.raises(UserError, match=r"^-a takes duration:NUMBER, not ") as info:
        recording("f", None, None, [word], [])
    assert "\x1b" not in str(info.value)


@pytest.mark.parametrize("word", ["filesize:0", "filesize:1.5", "files:nan", "size:3"])
def test_wrong_rotations_are_told(word: str) -> None:
    with pytest.raises(UserError, match=r"^-b takes filesize:NUMBER or files:NUMBER or duration:NUMBER, not "):
        recording("f", None, None, [], [word])


def test_files_without_a_reason_to_begin_another() -> None:
    with pytest.raises(UserError, match="-b filesize:KB or -b duration:S"):
        recording("f", None, None, [], ["files:3"])


def test_counts_in_words() -> None:
    counts = RecordCounts("nldissect0", 12, 5, 1, ("a.pcapng",), "nldissect0 was taken down or removed")
    assert str(counts) == (
        "12 datagrams captured on nldissect0 in a.pcapng (and 5 of nldissect's own), 1 dropped by the kernel;"
        " nldissect0 was taken down or removed"
    )
    assert " in 2 files up to b" in str(RecordCounts("nldissect0", 1, 1, 0, ("a", "b")))
