"""The terminal UI on live traffic, in a real terminal of a real kernel: rows come, pause, nothing is left."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.live


class Terminal:
    """nldissect in a pseudo-terminal, and what it has drawn."""

    def __init__(self, *words: str) -> None:
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUNBUFFERED": "1"}
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "nldissect", *words], environment)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
        self.drawn = b""
        self.status: int | None = None

    def wait_for(self, text: str, seconds: float = 40) -> None:
        end = time.monotonic() + seconds
        while text.encode() not in self.drawn:
            assert time.monotonic() < end, f"{text!r} was not drawn: {self.drawn[-1500:]!r}"
            self.read(0.2)

    def read(self, seconds: float) -> None:
        if select.select([self._fd], [], [], seconds)[0]:
            try:
                self.drawn += os.read(self._fd, 1 << 16)
            except OSError:
                time.sleep(seconds)

    def press(self, keys: str) -> None:
        self.drawn = b""
        os.write(self._fd, keys.encode())

    def ended(self, seconds: float = 20) -> int:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.1)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
        raise AssertionError(f"it did not end: {self.drawn[-1500:]!r}")

    def close(self) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)


@contextmanager
def terminal(*words: str) -> Iterator[Terminal]:
    opened = Terminal(*words)
    try:
        yield opened
    finally:
        opened.close()


def sh(command: str) -> None:
    subprocess.run(command, shell=True, check=True, capture_output=True)


def taps() -> list[str]:
    return [path.name for path in Path("/sys/class/net").iterdir() if path.name.startswith("nldissect")]


def test_rows_come_pause_resume_and_q_leaves_nothing() -> None:
    with terminal("live") as ui:
        ui.wait_for("running")
        assert taps() == ["nldissect0"]
        sh("ip link add uione type dummy")
        ui.wait_for("uione")
        ui.wait_for("RTM_NEWLINK")
        ui.press("p")
        ui.wait_for("paused")
        ui.drawn = b""
        sh("ip link add uitwo type dummy")
        for _ in range(10):
            ui.read(0.1)
        assert b"uitwo" not in ui.drawn, "the list rests"
        ui.press("p")
        ui.wait_for("uitwo")
        ui.press("q")
        assert ui.ended() == 0
    assert taps() == []
    sh("ip link del uione; ip link del uitwo")


def test_capturing_stops_and_starts_again() -> None:
    with terminal("live") as ui:
        ui.wait_for("running")
        ui.press("\x05")
        ui.wait_for("stopped")
        assert taps() == []
        ui.press("\x05")
        ui.wait_for("running")
        sh("ip link add uithree type dummy && ip link del uithree")
        ui.wait_for("uithree")
        ui.press("q")
        assert ui.ended() == 0
    assert taps() == []


def test_sigterm_leaves_nothing(tmp_path: Path) -> None:
    saved = tmp_path / "saved.pcapng"
    with terminal("live", "-w", str(saved)) as ui:
        ui.wait_for("running")
        sh("ip link add uifour type dummy && ip link del uifour")
        ui.wait_for("uifour")
        os.kill(ui.pid, signal.SIGTERM)
        assert ui.ended() == 0
        assert b"\x1b[?1049l" in ui.drawn, "the terminal is given back"
    assert taps() == []
    assert b"uifour" in saved.read_bytes()
