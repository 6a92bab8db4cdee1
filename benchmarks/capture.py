"""How fast netlink may come before something is lost, by tcpdump and by nldissect: python -m benchmarks.capture

In the lab kernel (`make lab`), which has one CPU for the sender and the capturing program, both are given the same
storms, ever faster: datagrams of the size of a route, which rtnetlink lets pass without work, so that the tap is what
is measured. A storm lasts longer than any buffer holds out that is not emptied as fast as it is filled.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAB = ROOT / "tests" / "lab" / "run"
RATES = (50_000, 100_000, 150_000, 200_000, 250_000, 300_000, 350_000, 400_000, 500_000)
"""datagrams a second; where the capturing program leaves the sender too little time for it, they are fewer"""
SECONDS = 5.0
LOSING = 2
"""storms in a row in which a program lost something: faster ones are not tried"""
SIZE = 52
"""bytes: an RTM_NEWROUTE with destination and interface"""
BURST = 64
TOOLS = ("tcpdump", "nldissect")


@dataclass(frozen=True, slots=True)
class Storm:
    """One storm, and what a program had of it."""

    tool: str
    rate: int
    """datagrams a second that were sent"""
    sent: int
    lost: int


class _Vector(ctypes.Structure):
    """struct iovec"""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Message(ctypes.Structure):
    """struct mmsghdr, with the padding behind its last two members taken into them"""

    _fields_ = (
        ("name", ctypes.c_void_p), ("name_length", ctypes.c_uint32), ("vectors", ctypes.POINTER(_Vector)),
        ("count", ctypes.c_size_t), ("control", ctypes.c_void_p), ("control_length", ctypes.c_size_t),
        ("flags", ctypes.c_long), ("sent", ctypes.c_ulong),
    )  # fmt: skip


def blow(rate: int, seconds: float) -> tuple[int, float]:
    """Send at that rate; how many were sent, and in what time."""
    send = ctypes.CDLL(None, use_errno=True).sendmmsg
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as sender:
        sender.connect((0, 0))
        content = ctypes.create_string_buffer(SIZE * BURST)
        burst = (_Message * BURST)()
        for place in range(BURST):
            # Without NLM_F_REQUEST the kernel has nothing to do with it.
            struct.pack_into("=IHHII", content, place * SIZE, SIZE, 24, 0, place, sender.getsockname()[0])
            vector = _Vector(ctypes.addressof(content) + place * SIZE, SIZE)
            burst[place].vectors, burst[place].count = ctypes.pointer(vector), 1
        total, sent, begun = int(rate * seconds), 0, time.perf_counter()
        while sent < total:
            due = min(total, int((time.perf_counter() - begun) * rate) + 1) - sent
            if due <= 0:
                time.sleep(min(0.001, BURST / rate))
                continue
            done = send(sender.fileno(), burst, min(due, BURST), 0)
            if done < 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
            sent += done
        return sent, time.perf_counter() - begun


def inside() -> None:
    """In the lab: one storm after another for both, each told as a line of JSON."""
    subprocess.run("ip link add storm type nlmon && ip link set storm up", shell=True, check=True)
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        for tool in TOOLS:
            losing = 0
            for rate in RATES:
                storm = _storm(tool, rate, f"{folder}/storm.pcap")
                print(json.dumps([storm.tool, storm.rate, storm.sent, storm.lost]), flush=True)
                losing = losing + 1 if storm.lost else 0
                if losing == LOSING:
                    break


def _storm(tool: str, rate: int, path: str) -> Storm:
    program = [sys.executable, "-m", "nldissect", "capture"] if tool == "nldissect" else ["tcpdump"]
    with subprocess.Popen(
        [*program, "-i", "storm", "-w", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        while not os.path.exists(path):
            time.sleep(0.1)
        time.sleep(0.5)
        sent, seconds = blow(rate, SECONDS)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        told = process.communicate()[1]
    os.unlink(path)
    dropped = re.search(r"(\d+) (?:packets )?dropped by (?:the )?kernel", told)
    captured = re.search(r"(\d+) (?:packets|datagrams) captured", told)
    if dropped is None or captured is None:
        raise SystemExit(f"{tool} says: {told}")
    # What the kernel counted, and what is not in the file for whatever other reason.
    return Storm(tool, round(sent / seconds), sent, max(int(dropped[1]), sent - int(captured[1])))


def storms() -> Iterator[Storm]:
    """The storms of a run in the lab, as they pass; none where there is no lab."""
    home = Path(os.environ.get("NLDISSECT_LAB", Path.home() / ".cache" / "nldissect-lab"))
    if not (home / "linux").exists():
        return
    command = [str(LAB), "-t", "600", "-m", "2G", sys.executable, "-m", "benchmarks.capture", "inside"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    for line in done.stdout.splitlines():
        yield Storm(*json.loads(line))
    if done.returncode:
        raise SystemExit(f"the storms failed with status {done.returncode}: {done.stderr.strip()[-400:]}")


def highest(found: Sequence[Storm], tool: str) -> int:
    """The highest rate at which `tool` had lost nothing, nor at any lower one."""
    best = 0
    for storm in found:
        if storm.tool == tool:
            if storm.lost:
                break
            best = max(best, storm.rate)
    return best


def rows() -> Iterator[tuple[str, str, str, bool]]:
    """What was measured, how much it is, what it should be, whether it is."""
    found = list(storms())
    if not found:
        return
    theirs, ours = (highest(found, tool) for tool in TOOLS)
    yield "capture without loss, one CPU", f"{ours:,} datagrams/s", f"≥ tcpdump's {theirs:,}", ours >= theirs * 0.99


def main(arguments: Sequence[str]) -> None:
    """Measure and print; `inside` is what runs in the lab."""
    if arguments:
        inside()
        return
    found = list(storms())
    print(f"{'program':<10} {'datagrams/s':>12} {'sent':>10} {'lost':>10}")
    for storm in found:
        print(f"{storm.tool:<10} {storm.rate:>12,} {storm.sent:>10,} {storm.lost:>10,}")
    for tool in TOOLS:
        print(f"{tool}: nothing lost up to {highest(found, tool):,} datagrams a second")


if __name__ == "__main__":
    main(sys.argv[1:])
