"""The kernel's tracing: its lines, and an instance that is there while it is wanted and never after.

The tests of the instance need root and mount tracefs for themselves alone, where this kernel has one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nldissect.capture.tracing import KernelTrace, Remark

BARE = """
import socket, struct
socket_ = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
{before}
body = struct.pack("=BxHiII", 0, 0, 1, 0, 0) + struct.pack("=HHH2x", 6, 4, 7)  # IFLA_MTU of two bytes
socket_.send(struct.pack("=IHHII", 16 + len(body), 16, 5, 77, 0) + body)
socket_.recv(4096)
"""
"""a program that does not ask for extended acks; an RTM_NEWLINK that the policy refuses"""


def lines(*text: bytes) -> tuple[list[Remark], KernelTrace]:
    """What is understood of a text that the kernel's pipe gives in pieces of 50 bytes."""
    trace = KernelTrace()
    read, write = os.pipe()
    os.set_blocking(read, False)
    trace._pipe = read
    data = b"\n".join(text) + b"\n"
    for start in range(0, len(data), 50):
        os.write(write, data[start : start + 50])
        trace.read()
    os.close(write)
    os.close(read)
    trace._pipe = -1
    return trace.remarks, trace


def test_lines_of_the_kernel() -> None:
    now = time.monotonic_ns()
    seconds, micro = divmod(now // 1000, 1_000_000)
    stamp = f"{seconds}.{micro:06}".encode()
    said, trace = lines(
        b"              ip-5972    [001] ..... " + stamp + b": netlink_extack: msg=Unknown device type",
        b"CPU:1 [LOST 12 EVENTS]",
        b"           <...>-17      [000] d..1. " + stamp + b": netlink_extack: msg=",
        b"           a b-1-99      (    99) [000] ..... " + stamp + b": netlink_extack: msg=x: y-1 [000] z",
        b"              ip-5972    [001] ..... " + stamp + b": sched_process_exit: comm=ip pid=5972 prio=120",
        b"            a b-7       [001] ..... " + stamp + b": sched_process_exit: comm=a b pid=7 prio=-1 dead=true",
    )
    assert [(remark.thread, remark.text) for remark in said] == [
        (5972, "Unknown device type"), (17, ""), (99, "x: y-1 [000] z"),
    ]  # fmt: skip
    assert all(abs(remark.time - time.time_ns()) < 1_000_000_000 for remark in said)
    trace.comparable = True
    assert [trace.ended(pid) for pid in (5972, 7, 8)] == ["ip", "a b", None]
    trace.comparable = False
    assert trace.ended(7) is None


def test_a_program_can_not_write_a_line_by_its_name() -> None:
    """A comm is fifteen bytes, newlines among them."""
    said, trace = lines(
        b"    x",
        b"-1 [0] . 1.1: -9872    [001] ..... 1.000000: netlink_extack: msg=No",
        b"    y",
        b"sched_process_-9    [001] ..... 1.000000: sched_process_exit: comm=y",
        b"sched_process_ pid=9 prio=120",
    )
    assert [(remark.thread, remark.text) for remark in said] == [(9872, "No")]
    trace.comparable = True
    assert trace.ended(9) is None


# The instance itself.


def traced(source: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program as root with tracefs mounted for it alone; BARE, HERE and `sh` are there."""
    if os.geteuid() != 0:
        pytest.skip("tracing needs root")
    if "tracefs" not in Path("/proc/filesystems").read_text():
        pytest.skip("this kernel has no tracefs")
    before = (
        "import os, signal, subprocess, sys, time\n"
        "from pathlib import Path\n"
        "from nldissect.capture.trace import TracedCommand\n"
        "from nldissect.capture.tracing import KernelTrace\n"
        "HERE = Path('/sys/kernel/tracing/instances')\n"
        f"BARE = {BARE!r}\n"
        "def ours(): return [path.name for path in HERE.iterdir() if path.name.startswith('nldissect-')]\n"
        "def words(*command):\n"
        "    with TracedCommand(command) as trace:\n"
        "        assert len(ours()) == 1\n"
        "        found = [row.words for row in trace]\n"
        "        assert trace.notice is None, trace.notice\n"
        "    return found\n"
    )
    mount = "test -e /sys/kernel/tracing/instances || mount -t tracefs tracefs /sys/kernel/tracing || exit 77; "
    done = subprocess.run(
        ["unshare", "-m", "--propagation", "private", "sh", "-c", mount + 'exec "$@"', "sh", sys.executable, "-c",
         before + source],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if done.returncode == 77:
        pytest.skip(f"tracefs can not be mounted here: {done.stderr.strip()}")
    return done


def check(source: str) -> None:
    done = traced(source)
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_program_that_did_not_ask_is_traced_with_the_kernels_words() -> None:
    check(
        "found = words(sys.executable, '-c', BARE.format(before=''))\n"
        "assert found == [None, 'Attribute failed policy validation'], found\n"
        "assert ours() == []"
    )


def test_a_program_that_asked_has_its_own() -> None:
    check(
        "found = words(sys.executable, '-c', BARE.format(before='socket_.setsockopt(270, 11, 1)'))\n"
        "assert found == [None, None], found"
    )


def test_the_thread_that_asked_is_meant() -> None:
    check(
        "bare = BARE.format(before='')\n"
        "threads = 'import threading\\nfor _ in range(8): threading.Thread(target=exec, args=(SOURCE, {})).start()'\n"
        "found = words(sys.executable, '-c', f'SOURCE = {bare!r}\\n' + threads)\n"
        "assert sorted(found, key=str) == ['Attribute failed policy validation'] * 8 + [None] * 8, found"
    )


@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_signals_remove_the_instance(number: str) -> None:
    done = traced(
        "pid = os.fork()\n"
        "if not pid:\n"
        "    with KernelTrace(): time.sleep(30)\n"
        "while not ours(): time.sleep(0.01)\n"
        "time.sleep(0.1)\n"
        f"os.kill(pid, signal.{number})\n"
        "os.waitpid(pid, 0)\n"
        "print(ours())"
    )
    assert done.stdout.endswith("[]\n")


def test_what_a_killed_one_left_is_removed_at_the_next_start_and_others_are_not() -> None:
    check(
        "(HERE / 'someone').mkdir()\n"
        "pid = os.fork()\n"
        "if not pid:\n"
        "    with KernelTrace(): time.sleep(30)\n"
        "while not ours(): time.sleep(0.01)\n"
        "time.sleep(0.1)\n"
        "os.kill(pid, signal.SIGKILL)\n"
        "os.waitpid(pid, 0)\n"
        "left = ours()\n"
        "assert len(left) == 1\n"
        "with KernelTrace() as one, KernelTrace() as two:\n"
        "    assert one.notice is two.notice is None\n"
        "    assert len(ours()) == 2 and left[0] not in ours(), ours()\n"
        "assert ours() == []\n"
        "(HERE / 'someone').rmdir()"
    )


def test_the_name_of_a_process_that_has_gone() -> None:
    check(
        "with KernelTrace() as trace:\n"
        "    child = subprocess.Popen(['true'])\n"
        "    child.wait()\n"
        "    assert trace.ended(child.pid) == 'true'"
    )


def test_where_there_is_no_tracing_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("nldissect.capture.tracing._PLACES", (tmp_path, tmp_path / "none"))
    with KernelTrace() as trace:
        assert "`sudo mount -t tracefs tracefs /sys/kernel/tracing`" in (trace.notice or "")
        trace.read()
        assert trace.remarks == []
    monkeypatch.setattr("nldissect.capture.tracing._PLACES", (tmp_path / "none",))
    with KernelTrace() as trace:
        assert (trace.notice or "").endswith("this kernel has no tracefs")


def test_without_rights_a_sentence_says_so() -> None:
    done = traced("os.setresuid(65534, 65534, 65534)\nwith KernelTrace() as trace: print(trace.notice)")
    assert done.stdout.endswith("the kernel's tracing (tracefs) needs root\n")
