from __future__ import annotations

from time import monotonic

from nldissect.capture import open_capture
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.tui.rows import Rows
from nldissect.tui.times import TimeFormat
from tests.tui.ui import ROUTES, MadeFeed, arrived, getlink, newlink, running

MILLION = 1_000_000


class ManyRows(Rows):
    """A million lines of a small index."""

    def __len__(self) -> int:
        return MILLION

    def __getitem__(self, line: int) -> int:
        return line % 1000

    @property
    def complete(self) -> bool:
        return True

    def line_of(self, row: int) -> int:
        return row


async def test_a_million_rows_are_decoded_only_where_they_are_seen() -> None:
    async with running(size=(100, 30)) as ui:
        messages = ui.screen.messages
        decoded = 0
        message = ui.engine.index.message

        def counted(row: int) -> Message:
            nonlocal decoded
            decoded += 1
            return message(row)

        messages._index.message = counted  # type: ignore[method-assign]
        began = monotonic()
        messages.rows = ManyRows(ui.engine.bundles)
        await ui.press("G")
        await ui.pilot.pause()
        assert messages.cursor_line == MILLION - 1
        assert monotonic() - began < 1
        await ui.press("g", "g", "pagedown")
        await ui.pilot.pause()
        assert decoded < 300


async def test_moving() -> None:
    async with running(size=(80, 24)) as ui:
        messages = ui.screen.messages
        page = messages.page
        for keys, line in (
            (["j", "down", "j"], 3), (["k"], 2), (["pagedown"], 2 + page), (["ctrl+d"], 2 + page + page // 2),
            (["ctrl+u", "pageup"], 2), (["G"], len(ui.engine.index) - 1), (["g", "g"], 0), (["end"], 1180),
            (["home"], 0), (["f8", "f8"], 2), (["f7"], 1), (["g"], 1),
        ):  # fmt: skip
            await ui.press(*keys)
            assert messages.cursor_line == line, keys
            top = round(messages.scroll_y)
            assert top <= line < top + page


async def test_steps_from_every_pane() -> None:
    async with running() as ui:
        for _ in range(3):
            before = ui.screen.messages.cursor_line
            await ui.press("f8")
            assert ui.screen.messages.cursor_line == before + 1
            await ui.press("f7", "f8", "tab")


async def test_the_panes_follow_when_the_cursor_rests() -> None:
    async with running() as ui:
        await ui.press(*["j"] * 8)
        await ui.pilot.pause(0.06)
        assert ui.screen.message is not None
        assert ui.screen.message.frame == ui.engine.index.frame_of(8)
        assert ui.shows("Message 9")


async def test_mouse() -> None:
    async with running() as ui:
        await ui.pilot.click(ui.screen.messages, offset=(30, 5))
        await ui.settled()
        assert ui.screen.messages.cursor_line == 5
        await ui.pilot.click(ui.screen.outline, offset=(0, 1))
        await ui.settled()
        assert ui.shows("nlmsg_seq")


async def test_kinds_are_told_by_sign() -> None:
    async with running(ROUTES, size=(100, 60)) as ui:
        await ui.press("vertical_line", "backslash")
        assert ui.shows("▶ route     RTM_GETLINK")
        assert ui.shows("✓ route     NLMSG_ERROR        ACK ↩ RTM_NEWLINK")
        assert ui.shows("◀ route     RTM_NEWLINK")
        await ui.filter("error")
        assert ui.shows("✗ route     NLMSG_ERROR")
    async with running(MadeFeed([newlink(b"d0")])) as ui:
        assert ui.shows("◆ route     RTM_NEWLINK")


async def test_time_formats() -> None:
    async with running(MadeFeed([newlink(b"d0"), getlink(), getlink()])) as ui:
        assert ui.shows("     3     0.002000 ▶")
        await ui.press("t")
        assert ui.shows("Delta")
        assert ui.shows("     3     0.001000 ▶")
        await ui.press("t")
        assert ui.screen.messages.time_format is TimeFormat.ABSOLUTE
        assert ui.shows(":20.003000 ▶")
        await ui.press("t")
        assert ui.shows("     3     0.002000 ▶")


async def test_marks() -> None:
    async with running() as ui:
        await ui.press("j", "j", "m", "G", "m", "M")
        assert ui.screen.messages.cursor_line == 2
        assert ui.shows("*3 ")
        await ui.press("M")
        assert ui.screen.messages.cursor_line == 1180
        await ui.press("m", "M", "m", "M")
        assert ui.screen.messages.marks == set()


async def test_search() -> None:
    async with running() as ui:
        with open_capture(ROUTES) as capture:
            index = MessageIndex(capture.source)
            for datagram in capture:
                index.append(datagram)
            expected = [row for row in range(len(index)) if "ehostunreach" in index.message(row).summary.lower()]
        await ui.press("s")
        await ui.type("EHOSTunreach")
        await ui.press("enter")
        assert ui.screen.messages.has_focus
        found = [ui.screen.messages.cursor_line]
        for _ in expected[1:]:
            await ui.press("n")
            found.append(ui.screen.messages.cursor_line)
        assert found == expected
        await ui.press("n")
        assert ui.screen.messages.cursor_line == expected[0], "once around"
        await ui.press("N")
        assert ui.screen.messages.cursor_line == expected[-1]
        await ui.press("s")
        ui.screen.search_bar.input.value = "nowhere at all"
        await ui.press("enter")
        assert ui.screen.messages.cursor_line == expected[-1]
        assert ui.shows("is not there")


async def test_rows_are_there_while_a_capture_is_being_read_and_reading_can_be_stopped() -> None:
    feed = MadeFeed([newlink(b"d0"), getlink()])
    feed.endless = True
    feed.progress = 0.43
    async with running(feed) as ui:
        await arrived(ui, 2)
        assert ui.shows("reading 43% (esc stops)")
        assert ui.screen.messages.line_count == 2
        await ui.press("j")
        feed.add(getlink())
        await arrived(ui, 3)
        assert ui.screen.messages.line_count == 3
        assert ui.screen.messages.cursor_line == 1
        await ui.press("escape")
        assert feed.ended
        assert not ui.shows("reading")
        assert ui.shows("3 messages")


async def test_own_messages_are_hidden_and_counted() -> None:
    feed = MadeFeed()
    for count in range(5):
        feed.add(getlink(count), own=count % 2 == 0)
    async with running(feed) as ui:
        assert ui.screen.messages.line_count == 2
        assert ui.shows("nldissect hidden: 3")
        await ui.press("o")
        assert ui.screen.messages.line_count == 5
        assert not ui.shows("hidden")
        await ui.filter("own")
        assert ui.screen.messages.line_count == 3
        await ui.press("o")
        assert ui.screen.messages.line_count == 0


async def test_g_goes_with_the_end_while_a_file_is_read() -> None:
    feed = MadeFeed([getlink(n) for n in range(100)])
    feed.endless = True  # until the test says that it has ended
    async with running(feed, size=(80, 24)) as ui:
        await arrived(ui, 100)
        assert ui.screen.messages.cursor_line == 0
        await ui.press("G")
        for n in range(100):
            feed.add(getlink(n))
        await arrived(ui, 200)
        assert ui.screen.messages.cursor_line == 199
        await ui.press("k")
        feed.add(getlink(7))
        await arrived(ui, 201)
        assert ui.screen.messages.cursor_line == 198, "who goes elsewhere stays there"
        feed.endless = False
        feed.ended = True
        await ui.press("G")
        assert ui.screen.messages.cursor_line == 200
        assert not ui.screen.follow
