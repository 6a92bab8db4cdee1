"""What the tests of the UI share: datagrams made by hand, feeds, the running application, what is on its screen."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.keys import _character_to_key

from nldissect.capture import open_capture
from nldissect.datagram import Datagram, Process
from nldissect.errors import UserError
from nldissect.index import Bytes, MessageIndex
from nldissect.tui.app import NldissectApp
from nldissect.tui.engine import Engine
from nldissect.tui.feed import Feed, FileFeed
from nldissect.tui.history import History
from nldissect.tui.main_screen import MainScreen
from nldissect.tui.rows import Rows

if TYPE_CHECKING:
    from textual.pilot import Pilot

ROOT = Path(__file__).parent.parent.parent
ROUTES = ROOT / "captures" / "rt-route.pcap"
START = 1_700_000_000_000_000_000  # ns
NEWLINK = 16
_CHARACTERS = {"slash": "/", "backslash": "\\", "vertical_line": "|", "question_mark": "?", "space": " "}
IFNAME = 3


def attribute(number: int, payload: bytes) -> bytes:
    length = 4 + len(payload)
    return struct.pack("=HH", length, number) + payload + bytes(-length % 4)


def newlink(name: bytes, *, index: int = 7, extra: bytes = b"") -> bytes:
    """An RTM_NEWLINK notification."""
    body = struct.pack("=BxHiII", 0, 1, index, 0, 0) + attribute(IFNAME, name + b"\0") + extra
    return struct.pack("=IHHII", 16 + len(body), NEWLINK, 0, 0, 0) + body


def getlink(seq: int = 1) -> bytes:
    """An RTM_GETLINK request."""
    return struct.pack("=IHHII", 32, 18, 1, seq, 0) + bytes(16)


class Kept:
    """Bytes by offset, as a capture file has them."""

    def __init__(self) -> None:
        self.bytes = bytearray()

    def view(self, offset: int, length: int) -> memoryview:
        return memoryview(bytes(self.bytes[offset : offset + length]))


class MadeFeed:
    """A feed of what the test says, when the test says it."""

    def __init__(self, messages: Sequence[bytes] = (), *, name: str = "made", live: bool = False) -> None:
        self.name = name
        self.live = live
        self.endless = live
        self.dropped: int | None = None
        self.warnings: list[str] = []
        self.ended = False
        self.progress: float | None = None
        self.kept = Kept()
        self.source: Bytes = self.kept
        self._frames = 0
        self._waiting: list[Datagram] = []
        for message in messages:
            self.add(message)

    def add(self, data: bytes, *, own: bool = False, process: Process | None = None, interface: str = "nlmon0") -> None:
        self._frames += 1
        offset = len(self.kept.bytes)
        self.kept.bytes += data
        self._waiting.append(
            Datagram(
                self._frames, START + self._frames * 1_000_000, 0, memoryview(data), "<", len(data), offset,
                own=own, process=process, interface=interface,
            )
        )  # fmt: skip

    def datagrams(self) -> Iterator[Datagram]:
        while self._waiting:
            yield self._waiting.pop(0)
        self.ended = self.ended or not self.endless

    def wait(self, timeout: float) -> None:
        import time

        time.sleep(min(timeout, 0.01))

    def stop(self) -> None:
        self.ended = True

    def start(self) -> None:
        raise UserError("this is a file: there is nothing to capture")

    def leave(self) -> None: ...

    def forget(self) -> None: ...


@dataclass
class Running:
    """The application under test."""

    app: NldissectApp
    pilot: Pilot[None]
    engine: Engine

    @property
    def screen(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def text(self) -> list[str]:
        """The lines of the terminal as they are now."""
        chops: Any = self.app.screen._compositor.render_full_update().strips
        return ["".join(segment.text for strip in chop for segment in strip) for chop in chops]

    def shows(self, text: str) -> bool:
        return any(text in line for line in self.text)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all that follows has happened."""
        for key in keys:
            await self._send(key)
        await self.settled()

    async def type(self, text: str) -> None:
        for character in text:
            await self._send(character)
        await self.settled()

    async def _send(self, key: str) -> None:
        # As Pilot.press does, but without its waiting for an idle processor, some 50 ms a key.
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = key if len(key) == 1 else _CHARACTERS.get(key)
        self.app.post_message(Key(name, character))
        await self._processed()

    async def _processed(self) -> None:
        """Wait until every widget has worked through its messages."""
        for _ in range(2):
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0)

    async def settled(self) -> None:
        """Wait until nothing is left to be read, judged or looked for, and the panes show it."""
        await self._processed()
        feed = self.engine.feed
        for _ in range(2000):
            reading = not feed.ended and not getattr(feed, "endless", feed.live)
            if not reading and self.screen.messages.rows.complete and self.engine.search is None:
                break
            await asyncio.sleep(0.003)
        await self._processed()
        self.screen.tick()
        await self._processed()
        await self.pilot.pause(0.001)

    async def filter(self, text: str) -> None:
        await self._send("slash")
        self.screen.filter_bar.write(text)
        await self.press("enter")


@asynccontextmanager
async def running(
    source: Path | Feed = ROUTES,
    *,
    size: tuple[int, int] = (120, 40),
    history: History | None = None,
    folded: bool = False,
    **options: Any,
) -> AsyncIterator[Running]:
    """The application on a capture file or a feed."""
    capture = None
    if isinstance(source, Path):
        capture = open_capture(source)
        source = FileFeed(capture, follow=False)
    index = MessageIndex(source.source)
    engine = Engine(source, index)
    engine.rows = Rows(engine.bundles, folded=folded)
    app = NldissectApp(engine, history=history, **options)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            found = Running(app, pilot, engine)
            await found.settled()
            yield found
    finally:
        engine.close()
        if capture is not None:
            capture.close()


async def arrived(ui: Running, count: int) -> None:
    for _ in range(200):
        await asyncio.sleep(0.01)
        if len(ui.engine.index) >= count and ui.engine.rows.complete:
            break
    await ui.settled()
