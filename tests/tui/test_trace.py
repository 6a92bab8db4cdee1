"""One command's traffic in the UI, and what all feeds keep."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from nldissect.errors import UserError
from nldissect.index import MessageIndex
from nldissect.tui.engine import Engine
from nldissect.tui.live_feed import TraceFeed
from tests.tui.ui import running

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="no strace: sudo apt install strace")

ASK = """
import socket
s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
s.send(bytes.fromhex("140000001200010007000000000000000000000000000000")[:20])
s.recv(65536)
print("to nobody")
"""


async def test_a_commands_traffic_and_its_status(tmp_path: Path) -> None:
    saved = tmp_path / "saved.pcapng"
    feed = TraceFeed([sys.executable, "-c", ASK + "raise SystemExit(3)"], None, str(saved))
    feed.start()
    try:
        async with running(feed, size=(140, 30)) as ui:
            for _ in range(300):
                if feed.ended:
                    break
                await ui.pilot.pause(0.03)
            await ui.settled()
            assert ui.shows("RTM_GETLINK")
            assert ui.shows("[")
            assert ui.shows("■ stopped")
            assert ui.shows("ended with exit status 3")
            await ui.press("ctrl+e")
            assert ui.shows("start nldissect again")
    finally:
        feed.close()
    assert feed.status == 3
    assert saved.stat().st_size > 200


def test_leaving_ends_the_command() -> None:
    feed = TraceFeed(["sleep", "60"], None, None)
    feed.start()
    engine = Engine(feed, MessageIndex(feed.source))
    engine.start()
    begun = time.monotonic()
    engine.close()
    feed.close()
    assert time.monotonic() - begun < 5
    assert feed.status == 130


def test_a_command_that_is_not_there() -> None:
    feed = TraceFeed(["no-such-command-anywhere"], None, None)
    with pytest.raises(UserError, match="no command is called"):
        feed.start()
    feed.close()
