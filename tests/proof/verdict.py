"""What nldissect made of a session: its messages by row, held against what the row says must appear."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.proof.refusal import Command, Refusal
from tests.proof.session import MARK, Row, rows

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]
UNASKED = " (the program did not ask)"


@dataclass(frozen=True)
class Session:
    """A whole session as nldissect told it: by `-T json`, as summary lines, and by explain."""

    rows: list[Row]
    results: list[Json]
    messages: list[Json]
    lines: dict[tuple[int, int], str]
    """(frame, index) → summary line"""
    faults: dict[tuple[int, int], Json]
    """(frame, index) of a refusal → explain's object"""
    explained: str
    tracefs: bool
    """whether the kernel's words are known where nobody asked for them"""

    def of(self, number: int) -> list[Json]:
        """The messages of a row."""
        marks = [at for at, found in enumerate(self.messages) if _mark(found) >= number]
        return self.messages[marks[0] + 1 : marks[1]]


def tools_missing() -> str | None:
    """Why it can not be proven here."""
    for tool, package in (("strace",) * 2, ("ip", "iproute2"), ("nft", "nftables"), ("ethtool",) * 2):
        if shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None:
            return f"no {tool}: sudo apt install {package}"
    return None


def nldissect(*words: str) -> str:
    """What `nldissect` prints; it must not complain."""
    done = subprocess.run(
        [sys.executable, "-m", "nldissect", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def session(results: Path, capture: Path, *, lab: bool, printed: str | None = None, tracefs: bool = False) -> Session:
    """Read the files of a session; `printed` is JSON Lines that were printed while it ran."""
    told = nldissect("show", "-T", "json", str(capture)) if printed is None else printed
    messages = [json.loads(line) for line in told.splitlines()]
    lines = nldissect("show", str(capture)).splitlines()
    assert len(lines) == len(messages)
    *faults, totals = (json.loads(line) for line in nldissect("explain", "-T", "json", str(capture)).splitlines())
    assert totals["totals"]["messages"] == len(messages)
    return Session(
        rows(lab=lab),
        json.loads(results.read_text()),
        messages,
        {_place(message): line for message, line in zip(messages, lines, strict=True)},
        {(fault["message"][0], fault["message"][1]): fault for fault in faults},
        nldissect("explain", str(capture)),
        tracefs,
    )


def check(told: Session, number: int) -> None:
    """All that a row demands."""
    if "lacking" in told.results[number]:
        pytest.skip(f"this kernel has no {told.results[number]['lacking']}")
    row = told.rows[number]
    refusal, options = row
    if refusal.privileged and os.geteuid() != 0:
        refusal = replace(refusal, errno="EPERM", words=None)
    requests = {_place(message): message for message in told.of(number) if _is(message, refusal)}
    errors = [
        message
        for message in told.of(number)
        if "error" in message and tuple(message["error"]["request"] or ()) in requests
    ]
    if options is not None and refusal.strict_only and not options.strict:
        assert requests
        assert errors == []
        return
    assert errors, f"no refusal of {refusal.request}; the tool said: {told.results[number]}"
    reply = errors[-1]
    error = reply["error"]
    request = requests[tuple(error["request"])]
    asked = options is None or options.extack
    assert error["name"] == refusal.errno
    words = refusal.words if asked or told.tracefs else None
    assert (error["words"], error["words_from"]) == (
        words, None if words is None else "extack" if asked else "tracepoint",
    )  # fmt: skip
    assert reply["transaction"] == request["transaction"] is not None
    _place_of(error, request, refusal, asked=asked)
    _header(reply, refusal, row)
    _text(told, reply, request, refusal, words=words, asked=asked)
    _explanation(told, reply, request, refusal, words=words, asked=asked)
    if isinstance(refusal, Command):
        assert told.results[number]["status"] != 0
        assert (words or "").rstrip(".") in told.results[number]["said"]


def _mark(message: Json) -> int:
    """The number of the row that begins here; -1 where none does."""
    header = message["header"]
    return int(header["nlmsg_seq"]) - MARK if header is not None and header["type"] == "NLMSG_NOOP" else -1


def _place(message: Json) -> tuple[int, int]:
    return message["frame"], message["index"]


def _is(message: Json, refusal: Refusal) -> bool:
    """Whether it is the request that the row speaks of."""
    if message["header"] is None or message["direction"] != "to-kernel":
        return False
    generic = message.get("genl")
    if generic is None or generic["command"] is None:
        return bool(message["header"]["type"] == refusal.request)
    return bool(generic["command"] == refusal.request)


def _place_of(error: Json, request: Json, refusal: Refusal, *, asked: bool) -> None:
    """The attribute at fault, and that it is where the error says; or the one that is missing."""
    at, missing = error["attribute"], error["missing"]
    assert (at is not None, missing is not None) == (
        asked and refusal.at is not None, asked and refusal.missing is not None,
    )  # fmt: skip
    if at is not None:
        assert refusal.at is not None
        assert list(zip(at["path"], at["types"], strict=True)) == list(refusal.at)
        node = _node(request["tree"], at["path"], at["types"], at["offset"])
        assert at["value"] == node["value"] == (refusal.value if refusal.value is not None else node["value"])
    if missing is not None:
        assert refusal.missing is not None
        assert list(zip(missing["path"], missing["types"], strict=True)) == list(refusal.missing)


def _node(tree: list[Json], path: list[str], types: list[int], offset: int) -> Json:
    """The node of that path that begins at `offset`."""
    (node,) = (
        node
        for node in tree
        if (node["name"], node["type"]) == (path[0], types[0])
        and node["offset"] <= offset < node["offset"] + max(node["length"], 1)
    )
    if len(path) == 1:
        assert node["offset"] == offset
        return node
    return _node(node["children"], path[1:], types[1:], offset)


def _header(reply: Json, refusal: Refusal, row: Row) -> None:
    """The reply's own flags follow the socket's options."""
    header = reply["header"]
    if row.options is None:
        return
    assert header["type"] == ("NLMSG_DONE" if refusal.done else "NLMSG_ERROR")
    if header["type"] == "NLMSG_ERROR":
        assert ("NLM_F_CAPPED" in header["flags"]) == row.options.cap
    tlvs = refusal.words is not None or refusal.at is not None or refusal.missing is not None
    assert ("NLM_F_ACK_TLVS" in header["flags"]) == (row.options.extack and tlvs)


def _text(told: Session, reply: Json, request: Json, refusal: Refusal, *, words: str | None, asked: bool) -> None:
    """The line says it too."""
    line = told.lines[_place(reply)]
    unasked = "" if words is None or asked else UNASKED
    said = "" if words is None else f' "{words}"{unasked}'
    assert f"{reply['header']['type']} {refusal.errno}{said} ↩ " in line
    name, _, rest = line.rpartition("↩ ")[2].partition(" at " if refusal.at is not None else " without ")
    assert request["summary"].startswith(name)
    assert refusal.request in (name, request["header"]["type"])
    path = refusal.at or refusal.missing
    last, number = ("", 0) if path is None or not asked else path[-1]
    assert rest == (f"attribute {number}" if last == "UNKNOWN" else last)


def _explanation(
    told: Session, reply: Json, request: Json, refusal: Refusal, *, words: str | None, asked: bool
) -> None:
    """Explain's JSON and text."""
    fault = told.faults[_place(reply)]
    assert fault["trouble"] == "failed"
    assert fault["request"] == list(_place(request))
    assert fault["error"] == reply["error"]
    assert fault["words"] == words
    assert fault["meaning"]
    if asked and refusal.valid is not None:
        assert fault["valid"] == refusal.valid
    heading = f"failed  message {request['frame']} → {reply['frame']} "
    (paragraph,) = (part for part in told.explained.split("\n\n") if part.startswith(heading))
    assert f"errno    {refusal.errno}: " in paragraph
    if words is not None:
        assert f"kernel   “{words}”" in paragraph
    if asked and refusal.at is not None and refusal.at[-1][0] != "UNKNOWN":
        assert f"at       {' / '.join(name for name, _ in refusal.at)}" in paragraph
    if asked and refusal.missing is not None:
        assert f"missing  {' / '.join(name for name, _ in refusal.missing)}" in paragraph
