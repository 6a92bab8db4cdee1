from __future__ import annotations

import pytest
from textual.widgets import Input

from nldissect.tui.outline import node_at
from tests.tui.ui import MadeFeed, getlink, newlink, running


async def test_first_message_is_shown_in_all_panes() -> None:
    async with running() as ui:
        assert ui.screen.messages.row == 0
        assert ui.shows("RTM_NEWLINK")
        assert ui.shows("IFLA_INFO_KIND  dummy")
        assert ui.shows("0020  07 00 03 00 64 30 00 00  ····d0··")


async def test_a_node_marks_its_bytes() -> None:
    async with running() as ui:
        await ui.press("tab", "down", "down")
        node = ui.screen.outline.node
        assert node is not None
        assert node.name == "IFLA_IFNAME"
        assert ui.screen.bytes.byte == node.offset
        assert ui.screen.bytes.marked == range(32, 39)
        assert ui.shows("IFLA_IFNAME  bytes 32–38  d0")


async def test_a_byte_selects_the_deepest_node() -> None:
    async with running() as ui:
        pane = ui.screen.bytes
        # 0x34 is in IFLA_INFO_KIND's string: line 6, column 4 of eight bytes a line; below the border.
        await ui.pilot.click(pane, offset=(6 + 3 * 4, 1 + 6))
        await ui.settled()
        assert pane.byte == 0x34
        node = ui.screen.outline.node
        assert node is not None
        assert node.name == "IFLA_INFO_KIND"
        assert pane.marked == range(node.offset, node.end)


async def test_a_click_on_the_characters_is_a_click_on_the_byte() -> None:
    async with running() as ui:
        pane = ui.screen.bytes
        await ui.pilot.click(pane, offset=(6 + 3 * 8 + 1 + 5, 1 + 4))
        await ui.settled()
        assert pane.byte == 0x25
        assert ui.screen.outline.node is not None
        assert ui.screen.outline.node.name == "IFLA_IFNAME"


async def test_every_byte_leads_to_the_node_it_is_in_even_in_a_closed_one() -> None:
    async with running() as ui:
        message = ui.screen.message
        assert message is not None
        await ui.press("tab", "tab")
        for byte in range(1, len(message.data)):
            await ui.press("right")
            assert ui.screen.bytes.byte == byte
            expected = node_at(message, byte)
            if expected is not None:
                assert ui.screen.outline.node is expected
        await ui.press("up", "h", "j")
        assert ui.screen.bytes.byte == len(message.data) - 2


async def test_the_header_is_found_by_its_bytes() -> None:
    async with running() as ui:
        await ui.press("tab", "tab", *["right"] * 4)
        assert ui.screen.outline.node is not None
        assert ui.screen.outline.node.name == "nlmsg_type"


async def test_tree_opens_and_closes_and_remembers() -> None:
    async with running() as ui:
        await ui.press("tab", "right")
        assert ui.shows("nlmsg_seq")
        await ui.press("f8")
        assert ui.shows("nlmsg_seq"), "what is open stays open in the next message"
        await ui.press("left")
        assert not ui.shows("nlmsg_seq")
        await ui.press("down", "l", "l", "l")
        assert ui.screen.outline.node is not None
        await ui.press("H")
        await ui.press("shift+right")


async def test_the_cursor_stays_on_the_same_attribute_from_message_to_message() -> None:
    async with running() as ui:
        await ui.filter("type == RTM_NEWROUTE && RTA_GATEWAY")
        await ui.press("tab")
        while ui.screen.outline.node is None or ui.screen.outline.node.name != "RTA_GATEWAY":
            await ui.press("down")
        first = ui.screen.message
        for _ in range(5):
            await ui.press("f8")
            await ui.pilot.pause(0.05)
            message, node = ui.screen.message, ui.screen.outline.node
            assert message is not None
            assert node is not None
            if "RTA_GATEWAY" in message.tree:
                assert node is message.tree["RTA_GATEWAY"]
        assert ui.screen.message is not first


async def test_malformed_nodes_say_so() -> None:
    lying = newlink(b"d0", extra=b"\xff\x00\x04\x00\x01\x02\x03\x04")
    async with running(MadeFeed([lying])) as ui:
        assert ui.shows("✗ nla_len 255, but only 8 bytes are there")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50), (60, 16), (30, 8)])
async def test_sizes(size: tuple[int, int]) -> None:
    async with running(size=size) as ui:
        lines = ui.text
        assert len(lines) == size[1]
        assert all(len(line) == size[0] for line in lines)
        assert ui.screen.bytes.display is (size[0] >= 72)
        assert ("Protocol" in lines[2]) is (size[0] >= 120)
        if size[0] >= 60:
            assert "Summary" in lines[2]
        if size[0] >= 200:
            assert ui.shows("0010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  ")


async def test_zoom_and_layouts() -> None:
    async with running() as ui:
        screen = ui.screen
        await ui.press("tab", "backslash")
        assert screen.outline.region.height > 30
        assert not screen.messages.region.area
        assert not screen.bytes.region.area
        await ui.press("backslash", "vertical_line")
        assert screen.outline.region.width == screen.bytes.region.width == 120
        await ui.press("vertical_line")
        assert screen.messages.region.width == screen.outline.region.width == 60
        await ui.press("vertical_line")
        assert screen.messages.region.width == 120


async def test_search_in_the_tree_and_bytes() -> None:
    async with running() as ui:
        await ui.press("tab", "s")
        await ui.type("ifi_index")
        await ui.press("enter")
        assert ui.screen.outline.node is not None
        assert ui.screen.outline.node.name == "ifi_index", "found in a closed header"
        await ui.press("tab", "s")
        ui.screen.search_bar.query_one(Input).value = "6d 6d"
        await ui.press("enter")
        assert ui.screen.bytes.byte == 0x32
        ui.screen.search_bar.query_one(Input).value = ""
        await ui.press("s")
        await ui.type("d0")
        await ui.press("enter")
        assert ui.screen.bytes.byte == 0x24
        await ui.press("N", "n")
        assert ui.screen.bytes.byte == 0x24


async def test_a_kept_processes_column() -> None:
    from nldissect.datagram import Process

    feed = MadeFeed([newlink(b"d0")])
    feed.add(getlink(), process=Process(4242, "ip"))
    feed.ended = False
    async with running(feed, size=(140, 30)) as ui:
        assert ui.shows("Process")
        assert ui.shows("ip[4242]")
