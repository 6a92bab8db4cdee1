"""Lint in what `explain` tells: on requests that failed, and on those that nobody complained about."""

from __future__ import annotations

import json
from pathlib import Path
from struct import pack

import pytest

from nldissect.cli import main
from nldissect.diagnosis.explain import Fault, Totals, Trouble, explain
from nldissect.diagnosis.lint_codes import CODES
from nldissect.tree import Level
from tests.build import NLM_F_ACK, NLM_F_REQUEST, attribute, capture, error, message, stream_of

ACKED = NLM_F_REQUEST | NLM_F_ACK
BODY = pack("<BxHiII", 0, 0, 1, 0, 0)
WRONG = message(16, BODY, attribute(4, b"\1\2"), flags=ACKED, seq=1)
ODD = message(16, BODY, attribute(4, bytes(4)), attribute(4, bytes(4)), flags=ACKED, seq=2)
QUIET = message(16, BODY, flags=NLM_F_REQUEST, seq=3)
UNMARKED = message(18, BODY, flags=NLM_F_ACK, seq=4)
ALL = (WRONG, error(34, WRONG, pid=9), ODD, error(0, ODD, seq=2, pid=9), QUIET, UNMARKED)


def faults(*datagrams: bytes, worth: Level | None = None) -> list[Fault]:
    return list(explain(stream_of(*datagrams), Totals(), worth=worth))


def told(found: list[Fault]) -> list[tuple[Trouble, list[str]]]:
    return [(fault.trouble, [note.code for note in fault.lint]) for fault in found]


FAILED = (Trouble.FAILED, ["length"])
UNSEEN = (Trouble.SUSPECT, ["no-request"])


def test_a_failed_request_has_its_findings_and_a_skipped_one_is_told() -> None:
    assert told(faults(*ALL)) == [FAILED, UNSEEN]


def test_requests_that_succeeded_are_told_when_asked_for() -> None:
    twice = (Trouble.SUSPECT, ["twice"])
    assert told(faults(*ALL, worth=Level.WARNING)) == [FAILED, twice, UNSEEN]
    assert told(faults(*ALL, worth=Level.INFO)) == [FAILED, twice, UNSEEN, (Trouble.SUSPECT, ["no-ack"])]


def test_an_unanswered_request_is_told_once() -> None:
    assert told(faults(ODD, worth=Level.WARNING)) == [(Trouble.UNANSWERED, ["twice"])]


@pytest.fixture
def path(tmp_path: Path) -> str:
    name = tmp_path / "wrong.pcap"
    name.write_bytes(capture(*ALL))
    return str(name)


def test_the_command_line(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", path]) == 0
    assert "lint     ✗ IFLA_MTU: 2 bytes, where 4 are expected: refused [length]" in capsys.readouterr().out
    assert main(["explain", "--lint", "-T", "json", path]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["trouble"] for row in rows[:-1]] == ["failed", "suspect", "suspect"]
    assert rows[1]["lint"] == [
        {"level": "warning", "code": "twice", "text": "IFLA_MTU stands twice, but may once: the kernel takes the last"}
    ]


def test_the_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--codes"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines if not line.startswith(" ")} == CODES.keys()
    assert main(["explain", "--codes", "-T", "json"]) == 0
    assert {json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()} == CODES.keys()


def test_without_a_file_it_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 2
    assert "capture file" in capsys.readouterr().err
