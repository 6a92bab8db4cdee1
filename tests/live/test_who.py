"""Whose messages they are, live: tools that come and go, a daemon with several sockets, the file read again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from struct import unpack_from
from typing import Any

import pytest

from nldissect.capture.live import LiveCapture
from nldissect.capture.record import RecordCounts, RecordOptions, record
from nldissect.datagram import Datagram

pytestmark = pytest.mark.live

DAEMON = """
import socket, struct, sys, time
sockets = [socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol) for protocol in (0, 0, 0, 16)]
print("up", file=sys.stderr, flush=True)
sys.stdin.readline()
for number in range(5):
    time.sleep(0.02)
    for one in sockets[:3]:
        one.send(struct.pack("=IHHII", 32, 18, 5, number, 0) + struct.pack("=BxHiII", 0, 0, 1, 0, 0))
        one.recv(65536), one.recv(65536)
    sockets[3].send(struct.pack("=IHHII", 28, 16, 5, number, 0) + bytes([3, 1, 0, 0, 6, 0, 1, 0, 16, 0, 0, 0]))
    sockets[3].recv(65536), sockets[3].recv(65536)
print("done", file=sys.stderr, flush=True)
sys.stdin.read()
"""
"""asks by four sockets"""


def captured(act: Callable[[], object]) -> list[Datagram]:
    """What others sent and got while `act` was done beside the reader."""
    with LiveCapture() as capture:

        def beside() -> None:
            act()
            capture.stop()

        thread = threading.Thread(target=beside)
        thread.start()
        rows = [row for row in capture if not row.own]
        thread.join()
        assert capture.dropped == 0
    return rows


def names(rows: list[Datagram]) -> Counter[tuple[bool, str | None]]:
    """How many messages of whom; requests are True."""
    return Counter(
        (bool(unpack_from("=H", row.data, 6)[0] & 1), row.process.comm if row.process else None) for row in rows
    )


def sh(command: str) -> None:
    subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, check=False)


def test_a_daemon_with_several_sockets_is_known_by_all_of_them(start: Callable[[str], Any]) -> None:
    child = start(DAEMON).process

    def ask() -> None:
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.stderr.readline() == "done\n"

    rows = captured(ask)
    processes = {row.process for row in rows if row.process}
    assert {process.pid for process in processes} == {child.pid}
    assert len({process.port for process in processes}) >= 3
    answers = [row for row in rows if not unpack_from("=H", row.data, 6)[0] & 1]
    assert len(answers) >= 40
    assert sum(row.process is None for row in answers) <= 6, "but for the first moment of each socket"
    assert sum(row.process is None for row in rows) <= 10, "requests are known by their answers, captured together"


def test_a_storm_of_short_lives(record_property: Callable[[str, object], None]) -> None:
    """Where tracefs tells who has ended all are known; where it does not (as in the lab), most."""
    rows = captured(lambda: sh("for i in $(seq 200); do ip link show; done"))
    found = names(rows)
    known = found[False, "ip"] / sum(count for (request, _), count in found.items() if not request)
    record_property("known", known)
    assert {name for _, name in found} <= {"ip", None}
    assert sum(found.values()) >= 1000
    assert known > (0.999 if Path("/sys/kernel/tracing/instances").exists() else 0.6), found


def test_in_a_user_namespace_it_goes_as_far_as_it_may() -> None:
    source = (
        "import json, subprocess, threading\nfrom nldissect.capture.live import LiveCapture\n"
        "with LiveCapture() as c:\n"
        " def act(): subprocess.run('for i in $(seq 20); do ip link; done', shell=True, stdout=-3); c.stop()\n"
        " threading.Thread(target=act).start()\n"
        " print(json.dumps([d.process and d.process.comm for d in c if not d.own]))"
    )
    done = subprocess.run(
        ["unshare", "-Urn", sys.executable, "-c", source], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    found = Counter(json.loads(done.stdout))
    assert set(found) <= {"ip", None}
    assert found["ip"] > found[None]


def test_the_file_tells_it_too(tmp_path: Path) -> None:
    path = str(tmp_path / "who.pcapng")
    asking = threading.Thread(target=sh, args=["for i in $(seq 30); do ip link; done"])

    def begun(_: RecordCounts) -> None:
        if asking.ident is None:
            asking.start()

    counts = record(RecordOptions(path, seconds=2.5), begun)
    asking.join()
    assert counts.notice is None
    told = subprocess.run(
        [sys.executable, "-m", "nldissect", "show", "-T", "json", "-Y", 'process == "ip"', path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stderr == ""
    messages = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(messages) > 50
    assert {message["process"]["comm"] for message in messages} == {"ip"}
    assert all(message["process"]["pid"] > 1 for message in messages)
    assert {message["direction"] for message in messages} == {"to-kernel", "to-user"}


def test_refusals_have_the_kernels_words_or_a_notice_says_why_not(start: Callable[[str], Any]) -> None:
    """In the lab's kernel, which has no tracefs, the latter; where both are there, the former."""
    bare = (
        "import socket, struct\n"
        "s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)\n"
        "body = struct.pack('=BxHiII', 0, 0, 1, 0, 0) + struct.pack('=HHH2x', 6, 4, 7)\n"
        "s.send(struct.pack('=IHHII', 16 + len(body), 16, 5, 77, 0) + body)\n"
        "s.recv(4096)\n"
    )
    tracefs = os.path.isdir("/sys/kernel/tracing/instances")
    with LiveCapture() as capture:
        assert capture.notice is None
        subprocess.run([sys.executable, "-c", bare], check=True)
        capture.stop()
        rows = [row for row in capture if not row.own and row.data[4] == 2]
        assert {row.words for row in rows} == ({"Attribute failed policy validation"} if tracefs else {None})
        notice: str | None = capture.notice  # it changes: mypy does not see that
        assert ("tracefs" in (notice or "")) is not tracefs
    if tracefs:
        assert [name for name in os.listdir("/sys/kernel/tracing/instances") if "nldissect" in name] == []
