"""The list of what went wrong: nothing clipped, a way there and a way back."""

from __future__ import annotations

import asyncio

import pytest

from nldissect.tui.cells import wrapped
from nldissect.tui.explaining import FaultsScreen
from tests.tui.ui import ROOT, Running, running

ERRORS = ROOT / "captures" / "errors.pcap"


async def explained(ui: Running) -> FaultsScreen:
    await ui.press("e")
    screen = ui.app.screen
    assert isinstance(screen, FaultsScreen)
    for _ in range(1000):
        if screen._faults.done:
            break
        await asyncio.sleep(0.01)
    await ui.pilot.pause(0.15)
    return screen


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_no_word_of_a_fault_is_clipped(width: int) -> None:
    async with running(ERRORS, size=(width, 30)) as ui:
        screen = await explained(ui)
        faults = screen._list
        assert len(screen._faults.found) > 100
        for found, lines in zip(screen._faults.found, faults._drawn, strict=True):
            drawn = "".join(line.label + line.text for line in lines).replace(" ", "")
            assert drawn == "".join(found.lines).replace(" ", "")
        room = faults.scrollable_content_region.width
        assert all(len(line.label + line.text) <= room for lines in faults._drawn for line in lines)


async def test_enter_says_where_one_came_and_e_goes_back() -> None:
    async with running(ERRORS, size=(100, 30)) as ui:
        screen = await explained(ui)
        await ui.press("down", "down", "down")
        chosen = screen._list.fault
        assert chosen is not None
        await ui.press("enter")
        assert ui.app.screen is ui.screen
        assert ui.screen.messages.row == chosen.row
        assert ui.shows(f"message {chosen.row + 1}: fault 4 of ")
        assert ui.shows("e goes back to the list")
        again = await explained(ui)
        assert again._list.fault == chosen


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 13, ["one two three"]),
        ("one two three", 10, ["one two", "three"]),
        ("x" * 20, 8, ["x" * 8, "x" * 8, "x" * 4]),
        ("\x1b[31m", 20, ["\\x1b[31m"]),
        ("日本語日本語", 8, ["日本語日", "本語"]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
