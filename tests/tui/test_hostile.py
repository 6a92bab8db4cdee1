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
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nldissect.datagram import Process
from tests.tui.ui import ROOT, ROUTES, MadeFeed, attribute, newlink, running

HOSTILE = [
    b"\x1b]0;owned\x07",
    b"\x1b[2J\x1b[31m",
    b"[bold red]x[/]",
    b"[@click=app.quit]y[/]",
    "\u202eabc".encode(),
    b"\x9b1m",
]
IFLA_IFALIAS = 20
PROGRAM = "import sys; from nldissect.tui import run_file; sys.exit(run_file(sys.argv[1]))"


def capture_file(path: Path) -> Path:
    """A pcap file with hostile names in it."""
    content = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 0xFFFF, 253)
    for number, name in enumerate(HOSTILE):
        data = newlink(name[:15], extra=attribute(IFLA_IFALIAS, name * 3 + b"\0"))
        cooked = struct.pack(">HHHQH", 4, 824, 0, 0, 0)
        content += struct.pack("<IIII", 1_700_000_000, number, 16 + len(data), 16 + len(data)) + cooked + data
    path.write_bytes(content)
    return path


async def test_no_control_character_reaches_a_cell_and_markup_is_text() -> None:
    feed = MadeFeed(name="made")
    for name in HOSTILE:
        feed.add(newlink(name), process=Process(1, name.decode("utf-8", "replace")), interface=name.decode("latin-1"))
    feed.add(newlink(b"d0", extra=attribute(1, b"\x01") * 200))
    async with running(feed, size=(160, 60)) as ui:
        shown = []
        for _ in range(len(HOSTILE) + 1):
            for keys in (("tab", "down", "right"), ("down", "c"), ("escape", "tab", "tab", "f8")):
                await ui.press(*keys)
                text = ui.text
                assert all(line.isprintable() for line in text)
                shown += text
        assert any("[bold red]x[/]" in line for line in shown)
        assert any("[@click=app.quit]y[/]" in line for line in shown)
        assert any("\\x1b[2J" in line for line in shown)
        assert any("\\u202eabc" in line for line in shown)
        await ui.press("s")
        await ui.type("zzz[/]")
        await ui.press("enter")
        assert ui.shows("zzz[/]")


async def test_pasted_text_is_made_safe() -> None:
    from textual.events import Paste

    async with running() as ui:
        await ui.press("slash")
        ui.screen.filter_bar.input.post_message(Paste("err\x1b[2J\nor"))
        await ui.settled()
        assert ui.screen.filter_bar.input.value == "err\\x1b[2J or"


async def test_deep_and_wide_messages_stay_quick() -> None:
    deep = b""
    for _ in range(2000):
        deep = attribute(18 | 0x8000, deep)
    wide = attribute(1, b"\x01") * 4000
    async with running(MadeFeed([newlink(b"deep", extra=deep), newlink(b"wide", extra=wide)]), size=(80, 24)) as ui:
        began = time.monotonic()
        await ui.press("tab", "end", "home", "shift+right", "f8", "end", "tab", "end", "down")
        assert time.monotonic() - began < 5
        assert ui.screen.outline.line_count > 4000


async def test_the_picture_is_an_svg_with_the_text() -> None:
    async with running(ROUTES) as ui:
        svg = ui.app.export_screenshot()
        root = ElementTree.fromstring(svg)
        assert root.tag.endswith("svg")
        assert "RTM_NEWLINK" in svg


def in_terminal(path: Path, keys: bytes) -> tuple[bytes, int]:
    """Run the UI in a pseudo-terminal; what it wrote, and its exit status."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    home = path.parent
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)],
        cwd=ROOT,
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
        env=os.environ | {"TERM": "xterm-256color", "HOME": str(home), "XDG_STATE_HOME": str(home / "state")},
    )  # fmt: skip
    os.close(terminal)
    written = b""
    sent = False
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if select.select([controller], [], [], 0.1)[0]:
            try:
                written += os.read(controller, 1 << 16)
            except OSError:
                break
        elif process.poll() is not None:
            break
        if not sent and b"RTM_NEWLINK" in written and b"Bytes" in written:
            sent = True
            os.write(controller, keys)
    else:
        process.send_signal(signal.SIGKILL)
    status = process.wait(5)
    os.close(controller)
    return written, status


def test_in_a_terminal(tmp_path: Path) -> None:
    written, status = in_terminal(capture_file(tmp_path / "hostile.pcap"), b"jj\tjj\t\tGq")
    assert status == 0
    assert b"RTM_NEWLINK" in written
    for sequence in (b"\x1b]0;", b"\x1b[2J\x1b[31m", "\u202e".encode()):
        assert sequence not in written
    assert b"\x1b[?1049l" in written, "the terminal is given back"


@pytest.mark.parametrize("content", [b"", b"no capture at all\n"])
def test_no_capture(tmp_path: Path, content: bytes) -> None:
    from nldissect.errors import UserError
    from nldissect.tui import run_file

    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UserError, match="is no capture"):
        run_file(str(path))
