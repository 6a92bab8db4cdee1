"""What goes wrong without being refused, what is easily joined wrong, and what `run` follows: real programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.proof import programs
from tests.proof.oddities import ODDITIES, Oddity, Seen, codes, program
from tests.proof.verdict import ROOT, nldissect, tools_missing

NLDISSECT = [sys.executable, "-m", "nldissect"]


@pytest.fixture(autouse=True, scope="module")
def tools() -> None:
    if (reason := tools_missing()) is not None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@dataclass(frozen=True)
class Run(Seen):
    """With what the command itself printed."""

    printed: list[str]


def _seen(output: str, capture: Path) -> Run:
    """What `run` printed, and its file, which must tell the same."""
    lines = output.splitlines()
    messages = [json.loads(line) for line in lines if line.startswith("{")]
    again = map(json.loads, nldissect("show", "-T", "json", str(capture)).splitlines())
    # what is known only afterwards (that there was no answer) is known to the file alone
    assert [found | {"notes": ()} for found in again] == [found | {"notes": ()} for found in messages]
    *faults, _ = map(json.loads, nldissect("explain", "-T", "json", str(capture)).splitlines())
    return Run(messages, faults, [line for line in lines if not line.startswith("{")])


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Run]:
    """Run a command, in a network namespace of its own, under `nldissect run`."""

    def run(*command: str, namespace: bool = True, status: int = 0) -> Run:
        capture = tmp_path / "run.pcapng"
        around = ["unshare", "-n" if os.geteuid() == 0 else "-Urn"] if namespace else []
        done = subprocess.run(
            [*NLDISSECT, "run", "-T", "json", "-w", str(capture), "--", *around, *command],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == status, done.stderr
        return _seen(done.stdout, capture)

    return run


@pytest.fixture
def python(run: Callable[..., Run]) -> Callable[..., Run]:
    """Run one of the programs so."""

    def python(source: str, **more: Any) -> Run:
        return run(*program(source), **more)

    return python


Python = Callable[..., Run]


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda oddity: oddity.check.__name__)
def test_oddity(run: Callable[..., Run], oddity: Oddity) -> None:
    oddity.check(run(*oddity.command, status=oddity.status))


def test_a_listener_that_was_too_slow(python: Python) -> None:
    seen = python(programs.OVERRUN)
    (lost,) = (found for found in seen.messages if found["header"] is None)
    assert codes(lost) == ["overrun"]
    assert (lost["direction"], lost["protocol"], lost["transaction"]) == ("to-user", "NETLINK_ROUTE", None)
    assert "messages for this listener were lost" in lost["summary"]
    (fault,) = seen.faults
    assert (fault["trouble"], fault["message"]) == ("lost", [lost["frame"], lost["index"]])


def test_a_request_that_nobody_waited_for(python: Python) -> None:
    seen = python(programs.UNANSWERED)
    (request,) = seen.asked()
    (fault,) = seen.faults
    assert (fault["trouble"], fault["request"]) == ("unanswered", [request["frame"], 0])


def test_a_message_that_is_no_request(python: Python) -> None:
    """The kernel does nothing, but acknowledges it where it is asked to."""
    seen = python(programs.NO_REQUEST)
    assert [fault["trouble"] for fault in seen.faults] == ["suspect"] * 2
    assert [fault["message"] for fault in seen.faults] == [[found["frame"], 0] for found in seen.asked()[:2]]
    assert all("no-request" in [note["code"] for note in fault["lint"]] for fault in seen.faults)


def test_what_the_kernel_did_not_take(python: Python) -> None:
    """Nothing answers it, and it takes no other's answer, whose sequence number is the same."""
    seen = python(programs.UNSENT, namespace=False)
    group, nobody, request, *_ = seen.messages
    assert (nobody["protocol"], nobody["direction"]) == ("NETLINK_USERSOCK", "unknown")
    assert codes(group) == codes(nobody) == ["send-failed"]
    assert (group["transaction"], nobody["transaction"]) == (None, None)
    assert "EPERM" in group["notes"][0]["text"]
    assert "ECONNREFUSED" in nobody["notes"][0]["text"]
    assert len(seen.answers(request)) == 2
    assert [(fault["trouble"], fault["message"][0]) for fault in seen.faults] == [
        ("unsent", group["frame"]), ("unsent", nobody["frame"]),
    ]  # fmt: skip
    assert seen.printed == ["1", "111"], "the program's own errnos"


def test_a_buffer_too_small(python: Python) -> None:
    seen = python(programs.CUT)
    (reply,) = seen.answers(seen.asked()[0])
    assert reply["header"]["nlmsg_len"] > 100
    assert "truncated" in codes(reply)


def test_uevents_are_followed_too(python: Python) -> None:
    seen = python(programs.UEVENT)
    told = [found for found in seen.messages if found["protocol"] == "NETLINK_KOBJECT_UEVENT"]
    assert len(told) == 2
    assert all(found["header"] is None and found["direction"] == "to-user" for found in told)
    assert all("/devices/virtual/net/b8" in found["summary"] for found in told)
    assert {found["process"]["comm"] for found in told} < {
        "python",
        "python3",
        "python3.11",
        "python3.12",
        "python3.13",
    }


def test_a_socket_that_a_child_inherits(python: Python) -> None:
    seen = python(programs.FORKED)
    child, parent = seen.asked()
    assert child["process"]["pid"] != parent["process"]["pid"]
    assert [found["header"]["type"] for found in seen.answers(child)] == ["RTM_NEWLINK"]
    assert [found["error"]["name"] for found in seen.answers(parent)] == ["ENODEV"]


def test_children_are_followed_and_the_status_is_the_commands(run: Callable[..., Run]) -> None:
    seen = run("sh", "-c", "ip link show lo; (ip route show) & wait; exit 7", status=7)
    pids = {found["process"]["pid"] for found in seen.messages}
    assert {found["process"]["comm"] for found in seen.messages} == {"ip"}
    assert len(pids) == 2
    assert "LOOPBACK" in seen.printed[0]
    assert run("sh", "-c", "kill -KILL $$", status=137).messages == []


def test_a_process_that_runs_already() -> None:
    child = subprocess.Popen(program(programs.WAITING), cwd=ROOT, stdin=-1, stdout=-1, text=True)
    assert child.stdin is not None
    assert child.stdout is not None
    assert int(child.stdout.readline()) == child.pid
    traced = subprocess.Popen([*NLDISSECT, "run", "-T", "json", "-p", str(child.pid)], cwd=ROOT, stdout=-1, stderr=-1)
    until = time.monotonic() + 20
    while "TracerPid:\t0\n" in Path(f"/proc/{child.pid}/status").read_text():
        assert time.monotonic() < until
        time.sleep(0.02)
    child.communicate("\n", timeout=20)
    out, said = traced.communicate(timeout=20)
    messages = [json.loads(line) for line in out.splitlines()]
    assert traced.returncode == 0, said
    asked = [found for found in messages if found["direction"] == "to-kernel"]
    assert [found["header"]["nlmsg_seq"] for found in asked] == [2, 3, 4, 5, 6, 7]
    assert {found["process"]["pid"] for found in messages} == {child.pid}
    assert [found["error"]["name"] for found in messages if "error" in found] == ["ENODEV"]


def test_nobody_has_this_pid() -> None:
    done = subprocess.run([*NLDISSECT, "run", "-p", "4194303"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "nldissect: there is no process 4194303\n")
