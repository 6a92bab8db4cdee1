"""Statistics: the numbers hold against the index, the columns sort, a line leads to its messages."""

from __future__ import annotations

import asyncio
from array import array
from collections import Counter

import pytest

from nldissect.transactions import Role, State
from nldissect.tui import statistics as statistics_module
from nldissect.tui.bundles import Bundles
from nldissect.tui.counting import StatisticsScreen
from nldissect.tui.statistics import By, Statistics
from tests.tui.test_transactions import indexed
from tests.tui.ui import ROOT, Running, running

CAPTURES = ROOT / "captures"
ERRORS = CAPTURES / "errors.pcap"


async def counted(ui: Running) -> StatisticsScreen:
    await ui.press("S")
    screen = ui.app.screen
    assert isinstance(screen, StatisticsScreen)
    for _ in range(500):
        if screen._statistics.done:
            break
        await asyncio.sleep(0.01)
    await ui.pilot.pause(0.15)
    return screen


@pytest.mark.parametrize("step", [5, 4096])
@pytest.mark.parametrize("name", ["errors.pcap", "nft.pcap", "genl-ctrl.pcap", "programs.pcapng", "s390x/nft.pcap"])
def test_the_numbers_are_those_of_the_index(name: str, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics_module, "_AT_ONCE", step)
    index = indexed(CAPTURES / name)
    bundles = Bundles(index)
    bundles.learn(len(index))
    statistics = Statistics(bundles, lambda: range(len(index)))
    statistics._thread.join()
    assert statistics.done
    assert statistics.failure is None
    messages = [index.message(row) for row in range(len(index))]
    names = Counter(message.name for message in messages)
    lines = {line.name: line for line in statistics.lines[By.TYPE]}
    assert {name: line.messages for name, line in lines.items()} == dict(names)
    sizes: Counter[str] = Counter()
    for message in messages:
        sizes[message.name] += len(message.data)
    assert {name: line.bytes for name, line in lines.items()} == dict(sizes)
    requests = Counter(m.name for m in messages if m.membership is not None and m.membership.role is Role.REQUEST)
    assert {name: line.requests for name, line in lines.items() if line.requests} == dict(requests)
    owners = Counter("unknown" if m.process is None else m.process.comm for m in messages)
    assert {line.name: line.messages for line in statistics.lines[By.PROCESS]} == dict(owners)
    for by in By:
        assert sum(line.messages for line in statistics.lines[by]) == len(index)
        assert sum(line.bytes for line in statistics.lines[by]) == statistics.total.bytes
    known = index.transactions
    single = [number for number in range(1, len(known) + 1) if not bundles.is_batch(number)]
    failed = sum(known.state[number] == State.FAILED for number in single)
    refused = sum(1 for row in range(len(index)) if (at := bundles.answer(row)) is not None and bundles.refuses(at))
    assert statistics.total.errors == failed + refused
    taken = sorted(t for number in range(1, len(known) + 1) if (t := known.latency(number)) is not None)
    assert statistics.total.longest == taken[-1]
    assert statistics.total.median == taken[(len(taken) - 1) // 2]


def test_only_rows_that_pass_are_counted() -> None:
    index = indexed(ERRORS)
    bundles = Bundles(index)
    bundles.learn(len(index))
    rows = array("I", [row for row in range(len(index)) if index.type[row] == 2])
    statistics = Statistics(bundles, lambda: rows)
    statistics._thread.join()
    assert statistics.failure is None
    assert statistics.total.messages == len(rows)
    assert {line.name for line in statistics.lines[By.TYPE]} == {index.message(row).name for row in rows}


async def test_sorting_grouping_and_filtering() -> None:
    async with running(ERRORS, size=(120, 40)) as ui:
        screen = await counted(ui)
        table = screen._table
        assert [line.messages for line in table.lines] == sorted((line.messages for line in table.lines), reverse=True)
        await ui.press("right", "right", "right")
        assert ui.shows("▼errors")
        assert table.lines[0].errors == max(line.errors for line in table.lines)
        await ui.press("r")
        assert ui.shows("▲errors")
        assert table.lines[0].errors == 0
        await ui.press("tab", "r")
        assert ui.shows("Family")
        chosen = table.lines[0]
        assert chosen.name == "route"
        await ui.press("enter")
        assert ui.app.screen is ui.screen
        assert ui.screen.filter_bar.applied is not None
        assert ui.screen.filter_bar.applied.text == "protocol == route"
        assert len(ui.screen.messages.rows.passing) == chosen.messages
        screen = await counted(ui)
        assert screen._statistics.total.messages == chosen.messages, "of what is shown"
        await ui.press("enter")
        assert ui.screen.filter_bar.applied.text.startswith("(protocol == route) && ")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_it_fits(size: tuple[int, int]) -> None:
    async with running(ERRORS, size=size) as ui:
        await counted(ui)
        assert ui.shows("RTM_NEWLINK")
        assert ui.shows("errors") is (size[0] > 60 or "errors" in "".join(ui.text))
        await ui.press("escape")
        assert ui.app.screen is ui.screen


async def test_every_line_filters_to_its_own_messages() -> None:
    async with running(CAPTURES / "nft.pcap") as ui:
        screen = await counted(ui)
        lines = list(screen._table.lines)
        await ui.press("escape")
        for line in lines[::5]:
            ui.screen.filter_bar.write(line.filter)
            assert ui.screen.filter_bar.apply()
            await ui.settled()
            assert len(ui.screen.messages.rows.passing) == line.messages, line.filter
