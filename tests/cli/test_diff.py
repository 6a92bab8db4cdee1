"""`nldissect diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nldissect.cli import main
from tests.build import RTM_NEWNEIGH, attribute, capture, message, ndmsg

Output = pytest.CaptureFixture[str]


def neighbour(last: int) -> bytes:
    return message(RTM_NEWNEIGH, ndmsg(), attribute(1, bytes([10, 0, 0, last])), flags=5)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    left, right = tmp_path / "a.pcap", tmp_path / "b.pcap"
    left.write_bytes(capture(neighbour(1), neighbour(2)))
    right.write_bytes(capture(neighbour(1) + neighbour(3)))
    return str(left), str(right)


def test_two_captures(files: tuple[str, str], capsys: Output) -> None:
    assert main(["diff", *files]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("--- ")
    assert lines[2:] == [
        "@@ -2 +1.1 @@ RTM_NEWNEIGH 10.0.0.2 dev if3 reachable",
        "- NDA_DST: 10.0.0.2",
        "+ NDA_DST: 10.0.0.3",
        "1 equal, 1 different, 0 only left, 0 only right",
    ]


def test_two_messages(files: tuple[str, str], capsys: Output) -> None:
    left, right = files
    assert main(["diff", f"{left}#1", f"{right}#1.1", "-T", "json"]) == 0
    pair, totals = map(json.loads, capsys.readouterr().out.splitlines())
    assert (pair["left"]["frame"], pair["right"]["index"]) == (1, 1)
    assert totals["totals"]["different"] == 1


def test_a_filter(files: tuple[str, str], capsys: Output) -> None:
    assert main(["diff", *files, "-Y", "NDA_DST == 10.0.0.1"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "no differences: 1 equal"


def test_a_message_that_is_not_there(files: tuple[str, str], capsys: Output) -> None:
    assert main(["diff", f"{files[0]}#7", files[1]]) == 1
    assert "has no message 7" in capsys.readouterr().err


def test_a_file_with_such_a_name(files: tuple[str, str], capsys: Output) -> None:
    odd = Path(files[0]).with_name("a#1")
    odd.write_bytes(Path(files[0]).read_bytes())
    assert main(["diff", files[0], str(odd)]) == 0
    assert "no differences: 2 equal" in capsys.readouterr().out


def test_wrong_use() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["diff", "one"])
