"""Measure the terminal UI in a real pseudo-terminal: python -m benchmarks.tui CAPTURE [MESSAGES]

CAPTURE (pcap) is repeated until it has about MESSAGES messages (1,000,000 by default). Told are: exec to first rows,
keys while the index grows, the time until all is read, memory, keys on the whole list, a filter over all of it.
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

COLUMNS, LINES = 140, 50
MESSAGES = re.compile(rb"([\d,]+) messages")
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


@contextmanager
def repeated(capture: Path, messages: int) -> Iterator[tuple[Path, int]]:
    """The capture, repeated until it has about so many messages, and how many it has."""
    from nldissect import read

    once = sum(1 for _ in read(str(capture)))
    times = max(1, round(messages / once))
    content = capture.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "many.pcap")
        with path.open("wb") as file:
            file.write(content[:24])
            for _ in range(times):
                file.write(content[24:])
        yield path, once * times


def keys(terminal: Terminal, key: bytes, count: int, pause: float = 0.05) -> tuple[float, float]:
    """Press a key many times; how long painting took: median and 95th percentile, ms."""
    times = []
    for _ in range(count):
        times.append(terminal.paint(key) * 1000)
        time.sleep(pause)
    cuts = quantiles(times, n=20)
    return cuts[9], cuts[18]


def measure(path: Path, count: int) -> dict[str, float]:
    """The figures of the UI on a capture of `count` messages: seconds, milliseconds for keys, megabytes."""
    found: dict[str, float] = {}

    def press(what: str, key: bytes, times: int) -> None:
        found[f"{what}, p50"], found[f"{what}, p95"] = keys(terminal, key, times)

    program = "import sys; from nldissect.cli import main; sys.exit(main(sys.argv[1:]))"
    terminal = Terminal([sys.executable, "-c", program, str(path)])
    try:
        terminal.wait_for(b"RTM_", 20)
        found["first rows"] = time.perf_counter() - terminal.started
        time.sleep(0.3)
        press("key to paint while reading", b"j", 60)
        press("half a page while reading", HALF_PAGE, 40)
        while terminal.messages < count:
            terminal.read(0.2)
        found["all read"] = time.perf_counter() - terminal.started
        found["resident memory"], found["its own memory"] = terminal.memory()
        terminal.quiet(0.3)
        press("key to paint", b"j", 100)
        press("half a page", HALF_PAGE, 60)
        terminal.send(b"L")
        terminal.quiet(0.5)
        press("key to paint while all bundles open", b"j", 20)
        terminal.send(b"G")
        terminal.quiet(0.3)
        press("key to paint at the end", b"k", 60)
        terminal.send(b"/error")
        terminal.quiet(0.3)
        begun = time.perf_counter()
        terminal.send(b"\r")
        press("key to paint while filtering", b"j", 60)
        while time.perf_counter() - terminal.filtering_at < 1:
            terminal.read(0.2)
        found["a filter over all"] = terminal.filtering_at - begun
        found["resident memory after a filter"], _ = terminal.memory()
    finally:
        terminal.end()
    return found


def main(arguments: list[str]) -> None:
    """Measure and print."""
    capture = Path(arguments[0] if arguments else "captures/rt-route.pcap")
    with repeated(capture, int(arguments[1]) if len(arguments) > 1 else 1_000_000) as (path, count):
        print(f"{count:,} messages")
        for what, value in measure(path, count).items():
            print(f"{what:<40} {value:10.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
