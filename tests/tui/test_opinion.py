"""tshark's reading beside ours: asked for one message, aligned as `nldissect check` does, never in the UI's way."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.diagnosis.aligning import Standing
from nldissect.diagnosis.check import check
from nldissect.errors import UserError
from nldissect.index import MessageIndex
from nldissect.stream import Stream
from nldissect.tui import opinion
from nldissect.tui.opinion import OpinionScreen, ask
from nldissect.tui.outline import path_of
from tests.tui.test_transactions import indexed
from tests.tui.ui import ROOT, MadeFeed, Running, attribute, newlink, running

ROUTE = ROOT / "captures" / "route.pcap"
ERRORS = ROOT / "captures" / "errors.pcap"
IFLA_MTU, IFLA_ADDRESS = 4, 1


async def answered(ui: Running) -> OpinionScreen:
    """Wait until tshark has answered."""
    screen = ui.app.screen
    assert isinstance(screen, OpinionScreen)
    for _ in range(1000):
        if screen._shown:
            break
        await asyncio.sleep(0.02)
    await ui.settled()
    return screen


@pytest.mark.tshark
@pytest.mark.parametrize("path", [ROUTE, ERRORS], ids=lambda path: path.stem)
def test_it_is_the_comparison_that_check_makes(path: Path) -> None:
    index = indexed(path)
    names = {index.message(row).name: row for row in range(len(index) - 1, -1, -1)}
    with open_capture(path) as capture:
        whole = check(str(path), capture, Stream())
    once = [name for name, row in names.items() if sum(index.message(r).name == name for r in range(len(index))) == 1]
    compared = 0
    for name in once[:6]:
        counts = ask(index, names[name], lambda: False).counts
        expected = whole[name]
        assert counts[Standing.AGREE] == expected.agree, name
        assert counts[Standing.DIFFER] == len(expected.differences), name
        assert counts[Standing.OURS] == expected.only_ours, name
        assert counts[Standing.THEIRS] == expected.only_wireshark, name
        compared += expected.agree
    assert compared > 20


@pytest.mark.tshark
def test_every_row_has_its_bytes_and_differences_are_told() -> None:
    # A tunnel's address of four bytes: Wireshark writes it as a MAC (see tests/wireshark/test_agreement.py).
    index = indexed(ERRORS)
    differing = Counter[str]()
    for row in range(0, 60, 4):
        message = index.message(row)
        found = ask(index, row, lambda: False)
        assert [one.place[0] for one in found.rows] == sorted(one.place[0] for one in found.rows)
        for one in found.rows:
            assert 0 <= one.place[0] < len(message.data)
            if one.standing is Standing.DIFFER:
                assert one.ours
                assert one.theirs
                differing[one.field] += 1
            if one.standing is Standing.OURS:
                assert not one.theirs
    assert set(differing) <= {"netlink-route.ifla_hwaddr", "netlink-route.ifla_broadcast"}


@pytest.mark.tshark
def test_one_message_of_many_in_a_datagram() -> None:
    index = indexed(ROOT / "captures" / "nft.pcap")
    row = next(row for row in range(len(index)) if index.message(row).index == 2)
    message = index.message(row)
    found = ask(index, row, lambda: False)
    assert found.counts[Standing.AGREE] > 4
    seq = next(one for one in found.rows if one.ours.startswith("nlmsg_seq"))
    assert message.header is not None
    assert seq.standing is Standing.AGREE
    assert seq.theirs == f"Sequence: {message.header.nlmsg_seq}"


@pytest.mark.tshark
def test_a_family_that_only_the_capture_knows_is_introduced_to_tshark() -> None:
    index = indexed(ROOT / "captures" / "ethtool.pcap")
    row = next(row for row in range(len(index)) if index.message(row).name == "ETHTOOL_MSG_STRSET_GET")
    found = ask(index, row, lambda: False)
    assert any("(ethtool)" in one.theirs for one in found.rows)


@pytest.mark.tshark
def test_tshark_does_not_tell_secrets() -> None:
    index = indexed(ROOT / "captures" / "wireguard-mptcp.pcap")
    key, rows = None, []
    for row in range(len(index)):
        node = next((n for n in index.message(row).tree.walk() if n.name == "WGDEVICE_A_PRIVATE_KEY"), None)
        if node is not None:
            key = bytes(index.message(row).data[node.start : node.end])
            rows = ask(index, row, lambda: False).rows
            break
    assert key is not None
    said = " ".join(one.theirs for one in rows).replace(":", "").lower()
    assert key.hex() not in said


@pytest.mark.tshark
async def test_side_by_side_and_back_to_the_tree() -> None:
    async with running(ROUTE, size=(120, 40)) as ui:
        await ui.press("w")
        screen = await answered(ui)
        assert any("IFLA_IFNAME: d0" in line and "Device name: d0" in line and "=" in line for line in ui.text)
        assert ui.shows("agree")
        line = next(at for at, row in enumerate(screen._list.rows) if row.ours.startswith("IFLA_IFNAME"))
        screen._list.go(line)
        await ui.press("enter")
        assert ui.app.screen is ui.screen
        node = ui.screen.outline.node
        assert node is not None
        assert path_of(node)[-1].startswith("IFLA_IFNAME")
        await ui.press("w")
        await answered(ui)
        await ui.press("escape")
        assert ui.app.screen is ui.screen


@pytest.mark.tshark
@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_hostile_text_on_both_sides(size: tuple[int, int]) -> None:
    name = b"\x1b[2J\xe2\x80\xae\x07"
    async with running(MadeFeed([newlink(name, extra=attribute(IFLA_MTU, b"\1"))]), size=size) as ui:
        await ui.press("w")
        await answered(ui)
        assert all(character.isprintable() for line in ui.text for character in line)


async def test_what_is_missing_is_one_sentence_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pyshark", None)
        async with running(ROUTE) as ui:
            await ui.press("w")
            await answered(ui)
            assert ui.shows("pip install 'nldissect[wireshark]'")
            await ui.press("escape")
            assert ui.app.screen is ui.screen


async def test_the_ui_goes_on_while_tshark_is_asked_and_may_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    given_up: list[bool] = []

    def slow(index: MessageIndex, row: int, cancelled: object) -> opinion.Opinion:
        import time

        while not cancelled():  # type: ignore[operator]
            time.sleep(0.005)
        given_up.append(True)
        raise UserError("given up")

    monkeypatch.setattr(opinion, "ask", slow)
    async with running(ROUTE) as ui:
        await ui.press("w")
        assert ui.shows("asking tshark")
        await ui.press("escape", "j")
        assert ui.screen.messages.cursor_line == 1
        for _ in range(100):
            if given_up:
                break
            await asyncio.sleep(0.01)
        assert given_up
