from __future__ import annotations

import time
from typing import ClassVar

import pytest

from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.tui import live_feed as feeds
from nldissect.tui.live_feed import LiveFeed
from tests.tui.ui import MadeFeed, arrived, getlink, newlink, running


class FakeCapture:
    """As LiveCapture, of what the test says."""

    made: ClassVar[list[FakeCapture]] = []
    refusal: str | None = None

    def __init__(self, interface: str | None = None) -> None:
        self.interface = interface or "nldissect0"
        self.dropped = 0
        self.notice: str | None = None
        self.ended: str | None = None
        self.stopped = False
        self.left = False
        self.waiting: list[bytes] = []
        self._count = 0
        FakeCapture.made.append(self)

    @property
    def finished(self) -> bool:
        return self.stopped or self.ended is not None

    def __enter__(self) -> FakeCapture:
        if FakeCapture.refusal is not None:
            raise UserError(FakeCapture.refusal)
        return self

    def __exit__(self, *_: object) -> None:
        self.left = True

    def stop(self) -> None:
        self.stopped = True

    def read(self, timeout: float | None = None) -> list[Datagram]:
        if timeout and not self.waiting:
            time.sleep(min(timeout, 0.01))
        batch = []
        while self.waiting:
            data = self.waiting.pop(0)
            self._count += 1
            batch.append(Datagram(self._count, time.time_ns(), 0, memoryview(data), "<", len(data)))
        return batch


@pytest.fixture
def capture(monkeypatch: pytest.MonkeyPatch) -> type[FakeCapture]:
    FakeCapture.made = []
    FakeCapture.refusal = None
    monkeypatch.setattr(feeds, "live_source", lambda interface, groups, tap: FakeCapture(interface))
    return FakeCapture


async def test_follows_until_scrolled() -> None:
    feed = MadeFeed([getlink(n) for n in range(100)], live=True)
    async with running(feed, size=(80, 24)) as ui:
        await arrived(ui, 100)
        messages = ui.screen.messages
        assert messages.cursor_line == 99
        assert ui.shows("follow")
        await ui.press("k")
        assert not ui.shows("follow")
        feed.add(newlink(b"later"))
        await arrived(ui, 101)
        assert messages.cursor_line == 98
        await ui.press("G")
        feed.add(newlink(b"again"))
        await arrived(ui, 102)
        assert messages.cursor_line == 101
        assert ui.shows("again")
        messages.scroll_to(y=0, animate=False)
        feed.add(newlink(b"unseen"))
        await arrived(ui, 103)
        assert round(messages.scroll_y) == 0
        await ui.press("f")
        assert messages.cursor_line == 102


async def test_pause() -> None:
    feed = MadeFeed([getlink()], live=True)
    async with running(feed) as ui:
        await arrived(ui, 1)
        await ui.press("p")
        feed.add(newlink(b"later"))
        await arrived(ui, 2)
        assert ui.shows("‖ paused")
        assert ui.screen.messages.line_count == 1
        assert ui.shows("2 messages")
        await ui.press("p")
        assert ui.screen.messages.line_count == 2


async def test_rate_drops_and_counts() -> None:
    feed = MadeFeed(live=True)
    feed.dropped = 0
    async with running(feed, size=(140, 30)) as ui:
        assert ui.shows("drops 0")
        for n in range(300):
            feed.add(getlink(n) if n % 3 else newlink(b"d0"))
        feed.dropped = 17
        await arrived(ui, 300)
        assert ui.shows("drops 17")
        assert ui.shows("300 messages")
        assert any(" msg/s" in line and " 0 msg/s" not in line for line in ui.text)
        await ui.filter("type == RTM_NEWLINK")
        assert ui.shows("100 shown")


async def test_stop_and_start(capture: type[FakeCapture]) -> None:
    feed = LiveFeed(None, None)
    feed.start()
    (first,) = capture.made
    first.waiting += [getlink(1), getlink(2)]
    first.dropped = 3
    async with running(feed, size=(160, 30)) as ui:
        await arrived(ui, 2)
        assert ui.shows("nldissect0 (live, this netns)")
        assert ui.shows("● running")
        first.waiting.append(getlink(3))
        await ui.press("ctrl+e")
        await arrived(ui, 3)
        assert ui.shows("■ stopped")
        assert first.left, "the interface is removed when the capture is stopped"
        await ui.press("ctrl+e")
        assert ui.shows("● running")
        _, second = capture.made
        second.waiting.append(newlink(b"anew"))
        second.dropped = 4
        await arrived(ui, 4)
        assert ui.shows("anew")
        assert [ui.engine.index.frame_of(row) for row in range(4)] == [1, 2, 3, 4]
        assert ui.shows("drops 7")
        second.ended = "nldissect0 was taken down or removed"
        await ui.pilot.pause(0.2)
        await ui.settled()
        assert ui.shows("■ stopped")
        assert ui.shows("nldissect0 was taken down or removed")
        capture.refusal = "no rights for it"
        await ui.press("ctrl+e")
        assert ui.shows("no rights for it")
    feed.close()


def test_closing_removes_the_interface(capture: type[FakeCapture]) -> None:
    feed = LiveFeed("nlmon7", None)
    feed.start()
    assert feed.running
    feed.close()
    assert capture.made[0].left
    feed.close()


async def test_ctrl_e_on_a_file_says_that_it_is_one() -> None:
    async with running() as ui:
        await ui.press("ctrl+e")
        assert ui.shows("this is a file")
