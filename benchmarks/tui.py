"""Measure the terminal UI in a real pseudo-terminal: python -m benchmarks.tui [MESSAGES | CAPTURE]

The capture is made (see benchmarks.generate) of 1,000,000 messages, or as many as asked for, unless one is given. Told
are, some with their goals: exec to first rows, the time until all is read and listed, keys while it is read, memory,
keys on the whole list, filters over all of it.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median, quantiles

from benchmarks.generate import generate
from nldissect.capture import open_capture
from nldissect.columns.building import Builder
from nldissect.index import MessageIndex

COLUMNS, LINES = 140, 50
READINGS = 5
"""times that the capture is read for one figure: a million messages are read while few keys are pressed"""
GOALS = {
    "first rows": 0.4,
    "all read": 1.5,
    "key to paint while reading, p95": 20,
    "half a page while reading, p95": 20,
    "resident memory": 150,
}
MESSAGES = re.compile(rb"([\d,]+) messages")
BACKSPACE = b"\x7f"
HALF_PAGE = b"\x04"
"""ctrl+d"""


class Terminal:
    """A program in a pseudo-terminal, and what it drew."""

    def __init__(self, arguments: list[str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(arguments[0], arguments)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.drawn = b""
        self.messages = 0
        """the most messages that were told: the status line counts them all"""
        self.filtering_at = 0.0
        """when it told last that a filter is at work"""

    def read(self, timeout: float) -> bytes:
        """What is drawn within `timeout` seconds; returns with the first of it."""
        if not select.select([self._fd], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self._fd, 1 << 20)
        except OSError:
            return b""
        self.drawn = self.drawn[-200_000:] + data
        for count in MESSAGES.findall(data):
            self.messages = max(self.messages, int(count.replace(b",", b"")))
        if b"filtering" in data:
            self.filtering_at = time.perf_counter()
        return data

    def wait_for(self, text: bytes, timeout: float) -> float:
        """Seconds until `text` is drawn."""
        begun = time.perf_counter()
        while text not in self.drawn:
            if time.perf_counter() - begun > timeout:
                raise SystemExit(f"{text!r} was not drawn within {timeout} s; the last was {self.drawn[-400:]!r}")
            self.read(0.05)
        return time.perf_counter() - begun

    def quiet(self, seconds: float) -> None:
        """Wait until nothing has been drawn for some time, at most for two seconds."""
        end = time.perf_counter() + 2
        while self.read(seconds) and time.perf_counter() < end:
            pass

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._fd, keys)

    def write_filter(self, before: bytes, wanted: bytes) -> None:
        """Write a filter in the place of what stands there."""
        for keys in (b"/", BACKSPACE * len(before), wanted):
            self.send(keys)
            self.quiet(0.3)

    def paint(self, key: bytes) -> float:
        """Seconds from a key to the first thing that is drawn after it."""
        self.quiet(0.03)
        begun = time.perf_counter()
        self.send(key)
        self.read(1)
        return time.perf_counter() - begun

    def memory(self) -> tuple[float, float]:
        """Resident memory, and how much of it is the program's own (not pages of the mapped file), MB."""
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines())
        return int(lines["VmRSS"].split()[0]) / 1024, int(lines["RssAnon"].split()[0]) / 1024

    def end(self) -> None:
        """Leave the program."""
        self.send(b"q")
        time.sleep(0.3)
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)


def keys(terminal: Terminal, key: bytes, count: int, pause: float = 0.05) -> list[float]:
    """Press a key many times; how long painting took, ms."""
    times = []
    for _ in range(count):
        times.append(terminal.paint(key) * 1000)
        time.sleep(pause)
    return times


def opened(path: Path) -> Terminal:
    """The UI on a capture, as soon as it shows rows."""
    program = "import sys; from nldissect.cli import main; sys.exit(main(sys.argv[1:]))"
    terminal = Terminal([sys.executable, "-c", program, str(path)])
    terminal.wait_for(b"RTM_", 20)
    return terminal


def while_reading(path: Path, count: int, key: bytes) -> list[float]:
    """Press a key again and again until all is read; how long painting took, ms."""
    times = []
    terminal = opened(path)
    try:
        while terminal.messages < count:
            times.append(terminal.paint(key) * 1000)
    finally:
        terminal.end()
    return times


def counted(path: Path) -> int:
    """The messages of a capture."""
    with open_capture(path) as capture:
        index = MessageIndex(capture.source)
        for _ in Builder(index, capture).steps():
            pass
        return len(index)


def measure(path: Path) -> dict[str, float]:
    """The figures of the UI on a capture: seconds, milliseconds for keys, megabytes."""
    count = counted(path)
    found: dict[str, float] = {}

    def tell(what: str, times: list[float]) -> None:
        cuts = quantiles(times, n=20)
        found[f"{what}, p50"], found[f"{what}, p95"] = cuts[9], cuts[18]

    def press(what: str, key: bytes, times: int) -> None:
        tell(what, keys(terminal, key, times))

    for what, key in (("key to paint while reading", b"j"), ("half a page while reading", HALF_PAGE)):
        tell(what, [time for _ in range(READINGS) for time in while_reading(path, count, key)])
    firsts, wholes = [], []
    for _ in range(READINGS):
        terminal = opened(path)
        firsts.append(time.perf_counter() - terminal.started)
        while terminal.messages < count:
            terminal.read(0.2)
        wholes.append(time.perf_counter() - terminal.started)
        terminal.end()
    found["first rows"], found["all read"] = median(firsts), median(wholes)
    terminal = opened(path)
    try:
        while terminal.messages < count:
            terminal.read(0.2)
        terminal.quiet(0.3)
        found["resident memory"], found["its own memory"] = terminal.memory()
        press("key to paint", b"j", 100)
        press("half a page", HALF_PAGE, 60)
        terminal.send(b"L")
        terminal.quiet(0.5)
        press("key to paint while all bundles open", b"j", 20)
        terminal.send(b"G")
        terminal.quiet(0.3)
        press("key to paint at the end", b"k", 60)
        text = b""
        for what, wanted in (("a filter over all", b"RTA_GATEWAY == 10.0.0.2"), ("another filter", b"error")):
            terminal.write_filter(text, wanted)
            text = wanted
            begun = terminal.filtering_at = time.perf_counter()
            terminal.send(b"\r")
            while time.perf_counter() - terminal.filtering_at < 1:
                terminal.read(0.05)
            found[what] = terminal.filtering_at - begun
        terminal.write_filter(text, b'summary contains "10.0.0"')
        terminal.send(b"\r")
        press("key to paint while filtering", b"j", 20)
        found["resident memory after filters"], _ = terminal.memory()
    finally:
        terminal.end()
    return found


def main(arguments: list[str]) -> None:
    """Measure and print."""
    asked = arguments[0] if arguments else "1000000"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(asked)
        if asked.isdigit():
            path = Path(folder, "many.pcap")
            generate(int(asked), path)
        for what, value in measure(path).items():
            goal = GOALS.get(what)
            verdict = "" if goal is None else f"   goal {goal:g}: {'met' if value <= goal else 'missed'}"
            print(f"{what:<40} {value:10.2f}{verdict}")


if __name__ == "__main__":
    main(sys.argv[1:])
