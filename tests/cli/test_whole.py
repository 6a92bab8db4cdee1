"""Large files are worked on whole, by all processors: the commands say the same as of small ones."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest

from nldissect.cli import main, progress, whole
from nldissect.columns import whole as columns

CAPTURES = Path(__file__).parents[2] / "captures"


def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], large: int) -> str:
    monkeypatch.setattr(whole, "LARGE", large)
    assert main(words) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", ["errors", "rt-route", "genl-ctrl", "s390x/route"])
@pytest.mark.parametrize(
    "words",
    [
        ["stats"],
        ["stats", "-T", "json"],
        ["stats", "--coverage"],
        ["stats", "--coverage", "-T", "json"],
        ["explain"],
        ["explain", "-T", "json"],
        ["explain", "--lint"],
        ["explain", "--lint", "--lint", "-T", "json"],
    ],
    ids=" ".join,
)
def test_large_and_small(
    name: str, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(columns, "STRETCH", 100)
    path = str(CAPTURES / f"{name}.pcap")
    filters: tuple[list[str], ...] = (
        [],
        ["-Y", "error || RTA_DST"],
        ["-Y", "latency > 100us"],
        ["-Y", "!(frame < 9)"],
        ["-Y", "unanswered"],
    )
    for more in filters:
        command = [words[0], path, *words[1:], *more]
        small = said(monkeypatch, capsys, command, 1 << 30)
        assert said(monkeypatch, capsys, command, 0) == small
        assert small


def test_statistics_of_several_files(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["stats", *(str(CAPTURES / f"{name}.pcap") for name in ("errors", "nft", "errors")), "-T", "json"]
    assert said(monkeypatch, capsys, words, 0) == said(monkeypatch, capsys, words, 1 << 30)


def test_scrub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = []
    for large in (0, 1 << 30):
        monkeypatch.setattr(whole, "LARGE", large)
        target = tmp_path / str(large)
        assert main(["scrub", str(CAPTURES / "xfrm.pcap"), str(target)]) == 0
        outputs.append(target.read_bytes())
    assert outputs[0] == outputs[1] != (CAPTURES / "xfrm.pcap").read_bytes()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_FIRST", 0.0)
    monkeypatch.setattr(progress, "_EACH", 0.0)
    monkeypatch.setattr(whole, "LARGE", 0)
    for words in (["stats"], ["explain"]):
        screen = Terminal()
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setattr(sys, "stdout", screen)  # the terminal is both
        assert main([*words, str(CAPTURES / "errors.pcap")]) == 0
        lines, _, rest = screen.getvalue().rpartition("\r\x1b[K")
        assert "100%" in lines
        assert "errors.pcap" in lines
        assert rest
        assert "%" not in rest


def test_a_pipe_is_no_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGE", 0)
    assert whole.is_large(str(CAPTURES / "errors.pcap"))
    assert not whole.is_large("-")
    assert not whole.is_large("/dev/null")
    assert not whole.is_large(str(tmp_path / "missing"))
