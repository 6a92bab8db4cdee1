"""The command line: what it prints, how it ends."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nldissect.cli import main
from tests.build import (
    GENERIC,
    NLM_F_ACK,
    NLM_F_REQUEST,
    RTM_GETNEIGH,
    RTM_NEWNEIGH,
    attribute,
    capture,
    error,
    genl,
    link,
    message,
    ndmsg,
)

ROOT = Path(__file__).parents[1]
ROUTES = str(ROOT / "captures" / "rt-route.pcap")
Output = pytest.CaptureFixture[str]

REQUEST = message(RTM_NEWNEIGH, ndmsg() + attribute(1, bytes([10, 0, 0, 2])), flags=NLM_F_REQUEST | NLM_F_ACK)
REFUSAL = error(22, REQUEST, attribute(1, b"No\x1b[31m way\0"), attribute(2, b"\x1c\0\0\0"), pid=9)


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A link, a request and its refusal."""
    path = tmp_path / "small.pcap"
    path.write_bytes(capture(link(3, "d0"), REQUEST, REFUSAL))
    return str(path)


def nldissect(*words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "nldissect", *words], cwd=ROOT, capture_output=True, **more)


def test_a_line_for_each_message(small: str, capsys: Output) -> None:
    assert main(["show", small]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[0].split()[:4] == ["1", "0.000000", "◀", "route"]
    assert lines[1].split(maxsplit=4) == ["2", "1.000000", "▶", "route", "RTM_NEWNEIGH 10.0.0.2 dev d0 reachable"]
    assert lines[2].endswith('NLMSG_ERROR EINVAL "No\\x1b[31m way" ↩ RTM_NEWNEIGH at NDA_DST')


def test_several_messages_in_a_datagram_are_numbered(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "two.pcap"
    path.write_bytes(capture(link(3, "d0") + link(4, "d1")))
    assert main(["show", str(path)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["1", "1.1"]


def test_the_tree(small: str, capsys: Output) -> None:
    assert main(["show", "-V", small]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  nlmsghdr" in lines
    assert "    nlmsg_type: RTM_NEWNEIGH (28)" in lines
    assert "    nlmsg_flags: NLM_F_REQUEST|NLM_F_ACK (0x5)" in lines
    assert "    ndm_ifindex: 3 (d0)" in lines
    assert "  NDA_DST: 10.0.0.2" in lines
    assert "      NDA_DST: 10.0.0.2" in lines, "the echoed request is decoded too"


def test_the_bytes(small: str, capsys: Output) -> None:
    assert main(["show", "-x", small]) == 0
    out = capsys.readouterr().out
    assert "  0000  " in out
    dumped = "".join(
        line[8:57] for line in out.splitlines() if line[2:6].isalnum() and line[:2] == "  " and line[8:9] != " "
    )
    assert bytes.fromhex(dumped) == link(3, "d0") + REQUEST + REFUSAL


def test_json_lines(small: str, capsys: Output) -> None:
    assert main(["show", "-T", "json", small]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["frame"] for one in found] == [1, 2, 3]
    failed = found[2]["error"]
    assert (failed["errno"], failed["name"], failed["request"]) == (22, "EINVAL", [2, 0])
    assert failed["attribute"] == {"path": ["NDA_DST"], "types": [1], "offset": 28, "value": "10.0.0.2"}
    assert found[1]["transaction"] == found[2]["transaction"] == 1
    assert found[0]["transaction"] is None


def test_fields(small: str, capsys: Output) -> None:
    words = ["-T", "fields", "-e", "type", "-e", "NDA_DST", "-e", "ndm_state", "-e", "error"]
    assert main(["show", small, *words]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "RTM_NEWLINK\t\t\t",
        "RTM_NEWNEIGH\t10.0.0.2\tNUD_REACHABLE\t",
        "NLMSG_ERROR\t10.0.0.2\tNUD_REACHABLE\tEINVAL",
    ]


def test_a_filter_and_a_count(small: str, capsys: Output) -> None:
    assert main(["show", small, "-Y", "type == RTM_NEWNEIGH"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert main(["show", small, "-c", "2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_explain(small: str, capsys: Output) -> None:
    assert main(["explain", small]) == 0
    out = capsys.readouterr().out
    assert "message 2 → 3" in out
    assert "EINVAL" in out
    assert "NDA_DST" in out
    assert "No\\x1b[31m way" in out
    assert "3 messages, 1 requests: 1 failed (EINVAL 1)" in out
    assert main(["explain", "-T", "json", small]) == 0
    fault, totals = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert fault["trouble"] == "failed"
    assert fault["error"]["attribute"]["path"] == ["NDA_DST"]
    assert totals["totals"]["messages"] == 3


def test_generic_families_by_hand(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "genl.pcap"
    path.write_bytes(capture(genl(40, 1), protocol=GENERIC))
    assert main(["show", str(path)]) == 0
    assert "family 40 command 1" in capsys.readouterr().out
    assert main(["show", str(path), "--genl", "0x28=nlctrl"]) == 0
    assert "CTRL_CMD_NEWFAMILY" in capsys.readouterr().out


def test_no_colour_where_there_is_no_terminal(small: str) -> None:
    for words in (["show", small, "-V", "-x"], ["show", small, "-T", "json"], ["explain", small]):
        assert b"\x1b" not in nldissect(*words).stdout


def test_a_file_alone_is_shown_where_there_is_no_terminal(small: str) -> None:
    assert nldissect(small).stdout == nldissect("show", small).stdout


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input(small: str, packed: bool) -> None:
    data = Path(small).read_bytes()
    done = nldissect("show", "-", input=gzip.compress(data) if packed else data)
    assert done.stdout == nldissect("show", small).stdout
    assert (done.returncode, done.stderr) == (0, b"")


def test_messages_appear_while_the_pipe_is_still_being_written() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "nldissect", "show", "-"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(capture(link(3, "d0"), link(4, "d1")))
        process.stdin.flush()
        assert b"d0" in process.stdout.readline()
        assert b"d1" in process.stdout.readline()
        process.stdin.close()
        assert process.wait(10) == 0


def test_a_closed_pipe_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "nldissect", "show", "-V", ROUTES], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "/no/such/file"], "cannot open /no/such/file: No such file or directory"),
        (["show", __file__], "expected is a pcap"),
        (["show", str(ROOT)], "directory"),
        (["show", ROUTES, "-Y", "IFLA_MTUU > 5"], "IFLA_MTU"),
        (["show", ROUTES, "-T", "fields", "-e", "IFLA_MTUU"], "IFLA_MTU"),
        (["explain", "/no/such/\x1b[31mfile"], "\\x1b[31mfile"),
    ],
)
def test_failed_jobs(words: list[str], said: str, capsys: Output) -> None:
    status = main(words)
    captured = capsys.readouterr()
    assert status in (1, 2)
    assert captured.out == ""
    assert captured.err.startswith("nldissect: ")
    assert said in captured.err
    assert "Traceback" not in captured.err
    assert "\x1b" not in captured.err


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["show", ROUTES, "-c", "0"],
        ["show", ROUTES, "-T", "xml"],
        ["show", ROUTES, "--genl", "28"],
        ["show", ROUTES, "--genl", "x=y"],
        ["show", ROUTES, "--nonsense"],
        ["capture"],
        ["explain"],
    ],
)
def test_wrong_use_ends_with_2(words: list[str], capsys: Output) -> None:
    try:
        status: object = main(words)
    except SystemExit as ended:  # argparse's way
        status = ended.code
    assert status == 2
    assert capsys.readouterr().err.strip()


def test_a_cut_file_is_shown_as_far_as_it_goes(small: str, tmp_path: Path, capsys: Output) -> None:
    cut = tmp_path / "cut.pcap"
    cut.write_bytes(Path(small).read_bytes()[:-10])
    assert main(["show", str(cut)]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 3
    assert "EINVAL" in captured.out
    assert captured.err.startswith("nldissect: ")


def test_help_and_version(capsys: Output) -> None:
    for words in (["--help"], ["show", "--help"], ["--version"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
        assert "nldissect" in capsys.readouterr().out


def test_the_live_ui_needs_a_terminal(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert main(["live"]) == 1
    assert "nldissect capture" in capsys.readouterr().err


def test_a_dump_request_is_shown(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "dump.pcap"
    path.write_bytes(capture(message(RTM_GETNEIGH, ndmsg(index=0, state=0), flags=0x301)))
    assert main(["show", str(path)]) == 0
    assert "RTM_GETNEIGH dump" in capsys.readouterr().out
