from __future__ import annotations

import ast
import json
import re

from nldissect.filter import compile as compile_filter
from nldissect.tui import copying
from tests.tui.ui import MadeFeed, newlink, running

NODE = bytes.fromhex("07 00 03 00 64 30 00")


async def test_copies() -> None:
    async with running() as ui:
        await ui.press("tab", "down", "down")
        for key, text in {
            "v": "d0",
            "n": "IFLA_IFNAME: d0",
            "x": NODE.hex(" "),
            "p": f'bytes.fromhex("{NODE.hex()}")',
            "f": 'IFLA_IFNAME == "d0"',
            "F": "type == RTM_NEWLINK",
        }.items():
            await ui.press("c", key)
            assert ui.app.clipboard == text
        assert ui.shows("copied")


async def test_copies_of_the_whole_message() -> None:
    async with running() as ui:
        message = ui.screen.message
        assert message is not None
        await ui.press("c", "J")
        assert json.loads(ui.app.clipboard)["header"]["type"] == "RTM_NEWLINK"
        await ui.press("c", "P")
        assert bytes.fromhex(ast.literal_eval(ui.app.clipboard.removeprefix("bytes.fromhex(")[:-1])) == message.data
        await ui.press("c", "I")
        assert bytes(int(byte, 16) for byte in re.findall(r"0x(..)", ui.app.clipboard)) == message.data
        assert f"[{len(message.data)}] = {{" in ui.app.clipboard
        await ui.press("c", "r")
        assert "RTM_NEWLINK d0" in ui.app.clipboard
        await ui.press("tab", "down", "down", "c", "o")
        assert json.loads(ui.app.clipboard)["name"] == "IFLA_IFNAME"
        await ui.press("c", "escape")


async def test_menu_by_arrows() -> None:
    async with running() as ui:
        await ui.press("tab", "down", "down", "c", "j", "k", "j", "enter")
        assert ui.app.clipboard == "IFLA_IFNAME: d0"


async def test_every_node_gives_a_filter_that_its_message_passes() -> None:
    async with running() as ui:
        for row in range(0, len(ui.engine.index), 40):
            message = ui.engine.index.message(row)
            for node in message.tree.walk():
                text = copying.as_filter(message, node)
                assert compile_filter(text).matches(message), text


async def test_hostile_values_as_filter() -> None:
    names = [b'"', b"\\", b"\x1b[2J", b"a b", b"[bold]", "\u202ex".encode(), b"\xff\xfe", b"'\"\\\\"]
    async with running(MadeFeed([newlink(name) for name in names])) as ui:
        for row in range(len(names)):
            message = ui.engine.index.message(row)
            text = copying.as_filter(message, message.tree["IFLA_IFNAME"])
            assert text.isprintable()
            assert compile_filter(text).matches(message), text
