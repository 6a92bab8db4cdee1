"""`make bench`: the figures that nldissect holds itself to, measured here, beside tshark where it has a peer.

    python -m benchmarks [MESSAGES]

MESSAGES (1,000,000) is the size of the large capture; its tenth, hundredth and tenfold show how the cost grows. Prints
a table with its verdicts and writes it to benchmarks/RESULTS.md. TSHARK names another tshark than the one in PATH, as
the words of a command. The lab kernel (`make lab`) is used for the live figures if it is there.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.generate import generate
from benchmarks.tui import measure
from nldissect.capture import open_capture
from nldissect.columns.building import Builder
from nldissect.index import MessageIndex

ROOT = Path(__file__).parents[1]
NLDISSECT = [sys.executable, "-m", "nldissect"]
SMALL = ROOT / "captures" / "rt-route.pcap"
RUNS = 5
TSHARK = os.environ.get("TSHARK", "tshark").split()


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it should be."""

    what: str
    measured: str
    goal: str
    met: bool | None

    @property
    def row(self) -> str:
        """As a row of the table."""
        verdict = {True: "yes", False: "no", None: "–"}[self.met]
        return f"| {self.what} | {self.measured} | {self.goal} | {verdict} |"


def timed(command: Sequence[str]) -> tuple[float, int]:
    """Seconds of wall time, and peak memory in KiB, of a command run once."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with status {process.returncode}")
    return time.perf_counter() - begun, usage.ru_maxrss


def start_up() -> Iterator[Figure]:
    """`nldissect show` of a small file."""
    command = [*NLDISSECT, "show", "-c", "50", str(SMALL)]
    timed(command)
    seconds = median(timed(command)[0] for _ in range(2 * RUNS))
    yield Figure("show a small file, whole process", f"{seconds * 1000:.0f} ms", "< 150 ms", seconds < 0.15)


def terminal(path: Path, count: int) -> Iterator[Figure]:
    """The UI on the large capture."""
    found = measure(path)
    for name, unit, goal in (
        ("first rows", "s", 0.4),
        ("resident memory", "MB", 150),
        ("key to paint while reading, p95", "ms", None),
        ("key to paint, p95", "ms", 20),
        ("all read", "s", 1.5),
    ):
        value = found[name]
        met = None if goal is None else value < goal
        yield Figure(f"UI, {count:,} messages: {name}", f"{value:.3g} {unit}", f"< {goal} {unit}" if goal else "–", met)


JOBS = (
    ("filter on an attribute", ["show", "-Y", "RTA_GATEWAY == 10.0.0.9"], ["-Y", "netlink-route.rta_gateway"], 1 / 3),
    (
        "four columns",
        ["show", "-T", "fields", "-e", "frame", "-e", "type", "-e", "seq", "-e", "len"],
        ["-T", "fields", "-e", "frame.number", "-e", "netlink.hdr_type", "-e", "netlink.hdr_seq", "-e", "frame.len"],
        1 / 5,
    ),
    ("full text tree", ["show", "-V"], ["-V"], 1 / 2),
    ("full JSON", ["show", "-T", "json"], ["-T", "json"], 1 / 5),
)
"""name, our words, tshark's words, the goal as a ratio of times"""


def peers(path: Path, count: int) -> Iterator[Figure]:
    """The same job by nldissect and by tshark, in turn."""
    if shutil.which(TSHARK[0]) is None:
        return
    for name, ours, theirs, goal in JOBS:
        if name.startswith("filter"):
            theirs = ["-Y", "netlink.hdr_seq == 77"]  # tshark has no field for the gateway: the cheapest it can do
        pairs = []
        for _ in range(3):
            mine = timed([*NLDISSECT, *ours, str(path)])
            other = timed([*TSHARK, "-r", str(path), *theirs])
            pairs.append((mine[0], other[0], mine[1] / other[1]))
        ratio = median(mine / other for mine, other, _ in pairs)
        memory = median(one[2] for one in pairs)
        told = f"{median(p[0] for p in pairs):.2f} s to {median(p[1] for p in pairs):.2f} s: {ratio:.2f}"
        yield Figure(f"{name}, {count:,} messages, to tshark", told, f"≤ {goal:.2f}", ratio <= goal)
        yield Figure(f"{name}: peak memory, to tshark", f"{memory:.2f}", "≤ 0.50", memory <= 0.5)


def growth(folder: Path, count: int) -> Iterator[Figure]:
    """What a message costs, by the size of the file."""
    for messages in (count // 100, count // 10, count, count * 10):
        path = folder / "grown.pcap"
        generate(messages, path)
        seconds, memory = timed([*NLDISSECT, "show", "-T", "fields", "-e", "frame", "-e", "type", str(path)])
        told = f"{seconds / messages * 1e6:.2f} µs a message, {memory / 1024:.0f} MB"
        yield Figure(f"two columns of {messages:,} messages ({path.stat().st_size >> 20} MB)", told, "–", None)
        path.unlink()


def index_size(path: Path) -> Iterator[Figure]:
    """What the index holds for each message."""
    with open_capture(path) as capture:
        index = MessageIndex(capture.source)
        begun = time.perf_counter()
        for _ in Builder(index, capture).steps():
            pass
        seconds = time.perf_counter() - begun
    each = index.bytes / len(index)
    yield Figure(f"index of {len(index):,} messages", f"{seconds:.2f} s", "–", None)
    yield Figure("index: memory", f"{each:.1f} bytes a message", "≤ 48", each <= 48)


def live() -> Iterator[Figure]:
    """20,000 routes added in the lab kernel while it is captured."""
    lab = ROOT / "tests" / "lab" / "run"
    home = Path(os.environ.get("NLDISSECT_LAB", Path.home() / ".cache" / "nldissect-lab"))
    if not (home / "linux").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder, "routes")
        batch.write_text("".join(f"route add 10.{i >> 8}.{i & 255}.0/24 dev d0\n" for i in range(20_000)))
        script = (
            f"ip link add d0 type dummy && ip link set d0 up && cd {ROOT} && "
            f"{{ {' '.join(NLDISSECT)} capture -w {folder}/routes.pcapng & sleep 3; ip -batch {batch}; sleep 1; "
            "kill -TERM $!; wait $!; }"
        )
        done = subprocess.run([str(lab), "sh", "-c", script], capture_output=True, text=True, check=False)
        said = (done.stderr or done.stdout).strip().splitlines()[-1:]
    told = said[0].strip() if said else f"failed with status {done.returncode}"
    captured = int(told.split()[0]) if told.split()[:1] and told.split()[0].isdecimal() else 0
    met = captured >= 40_000 and " 0 dropped" in told
    yield Figure("20,000 routes captured live", f"{captured:,} datagrams, {told.rpartition(', ')[2]}", "no drop", met)


def machine() -> str:
    """What it ran on, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    version = ""
    if shutil.which(TSHARK[0]):
        said = subprocess.run([*TSHARK, "--version"], capture_output=True, text=True, check=False).stdout
        version = f", {said.splitlines()[0].rstrip('.')}"
    return (
        f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, {memory} GB, "
        f"Python {platform.python_version()}{version}"
    )


def main() -> None:
    """Measure, print, write."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    count = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000
    lines = ["# Measured", "", machine(), "", "| what | measured | goal | met |", "|---|---|---|---|"]
    print("\n".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder, "large.pcap")
        generate(count, large)
        jobs = (
            start_up(), index_size(large), terminal(large, count), peers(large, count), growth(Path(folder), count),
            live(),
        )  # fmt: skip
        for figures in jobs:
            for figure in figures:
                lines.append(figure.row)
                print(figure.row, flush=True)
    (ROOT / "benchmarks" / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
