"""The interface of our own is there while it is wanted, and never after."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from nldissect.capture.kernel import NETLINK_ROUTE, KernelSocket
from nldissect.capture.nlmon import own_nlmon

pytestmark = pytest.mark.live

OWN = """
import os, signal, sys, threading, time
from nldissect.capture.kernel import NETLINK_ROUTE, KernelSocket
from nldissect.capture.nlmon import own_nlmon
def say(text): print(text, file=sys.stderr, flush=True)
own = own_nlmon(KernelSocket(NETLINK_ROUTE))
"""
HOLD = (
    OWN
    + """
with own as device:
    say(device.name)
    """
)
# left open in a thread that never ends
THREAD = (
    OWN
    + """
ready = threading.Event()
def hold():
    with own as device:
        say(device.name)
        ready.set()
        time.sleep(60)
threading.Thread(target=hold, daemon=True).start()
ready.wait()
"""
)

Start = Callable[[str], Any]


def nlmon_links() -> list[str]:
    """Names of the nlmon interfaces, by the kernel's own tool."""
    text = subprocess.run(["ip", "-o", "link", "show", "type", "nlmon"], capture_output=True, text=True, check=True)
    return re.findall(r"^\d+: (\S+):", text.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, -2), (signal.SIGTERM, 128 + 15), (signal.SIGHUP, 128 + 1)]
)
def test_signals_remove_it(start: Start, number: signal.Signals, status: int) -> None:
    process = start(HOLD + "time.sleep(60)").process
    assert nlmon_links() == ["nldissect0"]
    process.send_signal(number)
    assert process.wait(10) == status
    assert nlmon_links() == []


@pytest.mark.parametrize(
    ("source", "status"),
    [
        (HOLD + "pass", 0),
        (HOLD + "raise ValueError", 1),
        (HOLD + "sys.exit(3)", 3),
        (OWN + "say(own.__enter__().name); sys.exit(4)", 4),
        (THREAD, 0),
    ],
    ids=["end", "exception", "exit", "interpreter's exit", "thread"],
)
def test_every_way_out_removes_it(start: Start, source: str, status: int) -> None:
    child = start(source)
    assert child.said == "nldissect0"
    assert child.process.wait(10) == status
    assert nlmon_links() == []


def test_handlers_of_the_program_are_left_alone(start: Start) -> None:
    child = start(
        "import signal\nsignal.signal(15, lambda *_: print('handled'))" + HOLD + "sys.stdin.read(); print('on')"
    )
    child.process.terminate()
    out, _ = child.process.communicate(timeout=10)
    assert out.split() == ["handled", "on"]
    assert child.process.returncode == 0


def test_removed_by_someone_else_is_no_error(start: Start) -> None:
    child = start(HOLD + "sys.stdin.read()")
    subprocess.run(["ip", "link", "del", "nldissect0"], check=True)
    child.process.communicate(timeout=10)
    assert child.process.returncode == 0


def test_renamed_by_someone_else_it_is_removed_still(start: Start) -> None:
    child = start(HOLD + "sys.stdin.read()")
    subprocess.run("ip link set nldissect0 down; ip link set nldissect0 name other0", shell=True, check=True)
    child.process.communicate(timeout=10)
    assert child.process.returncode == 0
    assert nlmon_links() == []


def test_what_a_killed_one_left_is_removed_at_the_next_start_and_others_are_not(start: Start) -> None:
    killed, living = (start(HOLD + "time.sleep(60)").process for _ in range(2))
    assert nlmon_links() == ["nldissect0", "nldissect1"]
    killed.kill()
    killed.wait()
    subprocess.run("ip link add nldissect7 type nlmon; ip link add mine type nlmon", shell=True, check=True)
    with KernelSocket(NETLINK_ROUTE) as route, own_nlmon(route) as device:
        assert device.name == "nldissect0"
        assert sorted(nlmon_links()) == ["mine", "nldissect0", "nldissect1", "nldissect7"]
    assert sorted(nlmon_links()) == ["mine", "nldissect1", "nldissect7"]
    living.terminate()
    assert living.wait(10) == 143
    subprocess.run("ip link del nldissect7; ip link del mine", shell=True, check=True)


def test_a_pid_that_is_someone_elses_now_is_stale_too() -> None:
    subprocess.run("ip link add nldissect0 type nlmon", shell=True, check=True)
    namespace = subprocess.check_output(["stat", "-Lc", "%i", "/proc/self/ns/pid"], text=True).strip()
    for alias, stays in [
        (f"nldissect: pid 1 of pid namespace {namespace}, started 999999999", False),
        ("nldissect: pid 1 of pid namespace 1, started 999999999", True),
        ("someone's note", True),
    ]:
        subprocess.run(["ip", "link", "add", "nldissect5", "type", "nlmon"], check=True)
        subprocess.run(["ip", "link", "set", "nldissect5", "alias", alias], check=True)
        with KernelSocket(NETLINK_ROUTE) as route, own_nlmon(route) as device:
            assert device.name == "nldissect1"
            assert ("nldissect5" in nlmon_links()) is stays
        if stays:
            subprocess.run(["ip", "link", "del", "nldissect5"], check=True)
    subprocess.run("ip link del nldissect0", shell=True, check=True)
