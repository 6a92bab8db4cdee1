"""The reference in the UI: found as one types, opened at the right place, made a filter of."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic

import pytest

from nldissect.filter import FilterError, compile as compile_filter
from nldissect.reference import Item, Kind, condition
from nldissect.registry import default_registry
from nldissect.tui.reference_page import Reference, line_of, opened_for, page
from nldissect.tui.referring import ReferenceScreen, find
from tests.tui.test_transactions import indexed
from tests.tui.ui import ROOT, ROUTES, Running, running

ETHTOOL = ROOT / "captures" / "ethtool.pcap"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(default_registry())


async def opened(ui: Running, key: str = "i") -> ReferenceScreen:
    await ui.press(key)
    screen = ui.app.screen
    assert isinstance(screen, ReferenceScreen)
    for _ in range(500):
        if screen._reference is not None:
            break
        await asyncio.sleep(0.01)
    await ui.settled()
    return screen


def test_every_constant_of_the_facts_kind_is_there_and_pages_hold_what_is_found(reference: Reference) -> None:
    assert len(reference.items) > 20_000
    pages = {id(entry): page(entry) for entry in reference.entries}
    for item in reference.items:
        lines = pages[id(item.entry)]
        if item.kind is Kind.CONSTANT:
            continue
        line = lines[line_of(lines, item)]
        assert line.item is not None
        assert (line.item.name, line.item.kind) == (item.name, item.kind)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("IFLA_MTU", "IFLA_MTU"),
        ("ifla_mtu", "IFLA_MTU"),
        ("rtm_newroute", "RTM_NEWROUTE"),
        ("nl80211", "nl80211"),
        ("rtprot_static", "RTPROT_STATIC"),
        ("mtu link max", "IFLA_MAX_MTU"),
    ],
)
def test_what_is_meant_comes_first(reference: Reference, text: str, first: str) -> None:
    found, count = reference.search(text)
    assert found[0].name == first
    assert count >= len(found)


def test_searching_is_quick(reference: Reference) -> None:
    begin = monotonic()
    for text in ("a", "at", "att", "attr", "attr_mtu x"):
        reference.search(text)
    assert monotonic() - begin < 1


def test_nothing_is_found_of_rubbish(reference: Reference) -> None:
    assert reference.search("\x1b[2Jqqq") == ([], 0)


def test_filters_are_made_of_nearly_everything(reference: Reference) -> None:
    refused = [item for item in reference.items if not _compiles(condition(item))]
    assert len(refused) < len(reference.items) / 15
    assert {item.kind for item in refused} <= {Kind.CONSTANT, Kind.MEMBER}


def _compiles(text: str) -> bool:
    try:
        compile_filter(text)
    except FilterError:
        return False
    return True


@pytest.mark.parametrize("path", [ROUTES, ETHTOOL], ids=lambda path: path.stem)
def test_every_node_leads_to_its_line(reference: Reference, path: Path) -> None:
    index, seen = indexed(path), 0
    for row in range(0, len(index), 7):
        message = index.message(row)
        if find(reference, message, None) is None:
            continue
        for node in message.tree.walk():
            if node.name.startswith("["):
                continue
            item = find(reference, message, node)
            assert item is not None
            if item.row is None:
                continue
            lines = page(item.entry)
            line = lines[line_of(lines, item)]
            if line is lines[0]:
                assert "genlmsghdr" in (node.name, node.parent.name if node.parent is not None else "")
            else:
                assert node.name in (line.text, line.text.removeprefix("struct "))
            seen += line.row is node.spec
    assert seen > 500


def test_a_constant_is_seen_on_its_page(reference: Reference) -> None:
    found, _ = reference.search("RTPROT_STATIC")
    lines = page(found[0].entry, opened_for(found[0]))
    line = lines[line_of(lines, found[0])]
    assert line.text == "RTPROT_STATIC"
    assert line.about == "4"


async def test_it_opens_at_the_message_and_at_the_attribute() -> None:
    async with running(ROUTES) as ui:
        begin = monotonic()
        screen = await opened(ui)
        assert monotonic() - begin < 2, "goal: a second, on a machine that does nothing else"
        assert screen._list.line is not None
        assert screen._list.line.text == "RTM_NEWLINK"
        assert ui.shows("NETLINK_ROUTE / link")
        await ui.press("q")
        assert ui.app.screen is ui.screen
        await ui.press("tab", "down", "down")
        node = ui.screen.outline.node
        assert node is not None
        screen = await opened(ui)
        assert screen._list.line is not None
        assert screen._list.line.text == node.name == "IFLA_IFNAME"


async def test_search_as_one_types_open_and_back() -> None:
    async with running(ROUTES, size=(100, 30)) as ui:
        screen = await opened(ui)
        await ui.press("slash")
        await ui.type("rtn_blackh")
        assert ui.shows("RTN_BLACKHOLE")
        await ui.press("enter")
        assert screen._list.line is not None
        assert screen._list.line.text == "RTN_BLACKHOLE"
        await ui.press("escape")
        assert ui.shows(" found   ")
        await ui.press("escape")
        assert ui.app.screen is ui.screen


async def test_an_attribute_becomes_a_filter() -> None:
    async with running(ROUTES) as ui:
        await opened(ui)
        await ui.press("slash")
        await ui.type("IFLA_MTU")
        await ui.press("tab", "a", "=")
        assert ui.app.screen is ui.screen
        assert ui.screen.filter_bar.applied is not None
        assert ui.screen.filter_bar.applied.text == "IFLA_MTU"
        assert 0 < ui.screen.messages.line_count < len(ui.engine.index)


async def test_constants_open_and_a_nest_leads_to_its_attributes() -> None:
    async with running(ROUTES, size=(120, 60)) as ui:
        screen = await opened(ui)
        entry = screen._entry
        assert entry is not None
        lines = screen._list.lines
        screen._list.go(next(at for at, line in enumerate(lines) if line.text == "ifi_flags"))
        await ui.press("enter")
        assert any(line.text == "IFF_UP" for line in screen._list.lines)
        await ui.press("enter")
        assert not any(line.text == "IFF_UP" for line in screen._list.lines)
        screen._list.go(next(at for at, line in enumerate(screen._list.lines) if line.text == "IFLA_LINKINFO"))
        await ui.press("enter")
        assert screen._list.line is not None
        assert screen._list.line.text == "IFLA_INFO_*"


def test_a_family_of_two_words_is_quoted(reference: Reference) -> None:
    entry = next(entry for entry in reference.entries if " " in entry.name and entry.family is not None)
    assert condition(Item(Kind.FAMILY, entry.name, entry)) == f'family == "{entry.name}"'
