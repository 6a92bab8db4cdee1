from __future__ import annotations

from pathlib import Path

from nldissect.tui.history import History
from tests.tui.ui import running


async def test_it_is_judged_while_it_is_typed() -> None:
    async with running() as ui:
        bar = ui.screen.filter_bar
        await ui.press("slash")
        await ui.type("IFLA_MTU > 1500 &&")
        assert bar.input.has_class("invalid")
        assert not bar.input.has_class("valid")
        assert ui.shows("✗")
        await ui.type(" error")
        assert bar.input.has_class("valid")
        assert ui.shows("✓")
        assert ui.screen.messages.line_count == len(ui.engine.index), "not applied yet"


async def test_a_caret_stands_under_the_place() -> None:
    async with running() as ui:
        await ui.press("slash")
        await ui.type("type == RTM_NEWLINK && IFLA_MUT > 3")
        above, below = ui.text[1], ui.text[2]
        assert below.strip() == "^" * len("IFLA_MUT")
        assert below.index("^") == above.index("IFLA_MUT")
        assert ui.shows("did you mean IFLA_MTU")
        await ui.press("enter")
        assert ui.screen.filter_bar.input.has_focus, "what is wrong is not applied"
        assert ui.screen.messages.line_count == len(ui.engine.index)


async def test_completion() -> None:
    async with running() as ui:
        await ui.press("slash")
        await ui.type("RTA_GATE")
        assert ui.shows("RTA_GATEWAY")
        await ui.press("tab")
        assert ui.screen.filter_bar.input.value == "RTA_GATEWAY"
        await ui.type(" == 10.0.0.2 && type == rtm_newro")
        await ui.press("tab")
        assert ui.screen.filter_bar.input.value == "RTA_GATEWAY == 10.0.0.2 && type == RTM_NEWROUTE"
        await ui.press("enter")
        assert ui.screen.messages.has_focus
        assert 0 < ui.screen.messages.line_count < len(ui.engine.index)


async def test_completions_in_turn() -> None:
    async with running() as ui:
        await ui.press("slash")
        await ui.type("RTA_PREF")
        await ui.press("tab")
        first = ui.screen.filter_bar.input.value
        await ui.press("tab")
        assert ui.screen.filter_bar.input.value != first
        await ui.press("shift+tab")
        assert ui.screen.filter_bar.input.value == first


async def test_selection_is_kept_when_a_filter_comes_and_goes() -> None:
    async with running() as ui:
        messages = ui.screen.messages
        await ui.press(*["pagedown"] * 20)
        row = messages.row
        assert row is not None
        here = ui.engine.index.message(row)
        await ui.filter(f"type == {here.type_name}")
        assert messages.row == row
        assert messages.rows.line_of(row) == messages.cursor_line
        await ui.filter("")
        assert messages.row == row
        top = round(messages.scroll_y)
        assert top <= messages.cursor_line < top + messages.page, "and it is seen"


async def test_a_hidden_selection_comes_back() -> None:
    async with running() as ui:
        messages = ui.screen.messages
        await ui.press(*["pagedown"] * 20)
        row = messages.row
        assert row is not None
        await ui.filter(f"frame != {ui.engine.index.frame_of(row)}")
        assert messages.row is not None
        assert messages.row > row, "the next one that is shown"
        await ui.filter("")
        assert messages.row == row
        await ui.filter("frame == 100000")
        assert messages.line_count == 0
        assert ui.screen.message is None
        await ui.filter("")
        assert messages.row == row


async def test_off_and_on() -> None:
    async with running() as ui:
        await ui.filter("error")
        few = ui.screen.messages.line_count
        await ui.press("ctrl+f")
        assert ui.screen.messages.line_count == len(ui.engine.index)
        assert ui.screen.filter_bar.input.value == "error", "the text stays"
        assert ui.shows(" off")
        await ui.press("ctrl+f")
        assert ui.screen.messages.line_count == few
        assert ui.shows(f"{few} shown")


async def test_text_stays_when_the_bar_is_left_and_reopened() -> None:
    async with running() as ui:
        await ui.press("slash")
        await ui.type("error == ")
        await ui.press("escape")
        assert ui.screen.messages.has_focus
        await ui.press("slash")
        assert ui.screen.filter_bar.input.value == "error == "


async def test_history_is_kept_from_run_to_run(tmp_path: Path) -> None:
    path = tmp_path / "state" / "filters"
    async with running(history=History(path)) as ui:
        await ui.filter("error")
        await ui.filter("type == RTM_NEWLINK")
    async with running(history=History(path)) as ui:
        await ui.press("slash")
        await ui.type("x")
        await ui.press("up")
        assert ui.screen.filter_bar.input.value == "type == RTM_NEWLINK"
        await ui.press("up", "up")
        assert ui.screen.filter_bar.input.value == "error"
        await ui.press("down", "down")
        assert ui.screen.filter_bar.input.value == "x", "what was being typed is not lost"


def test_a_history_that_can_not_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "below")
    history.add("error")
    assert history.back("") == "error"


def test_a_hostile_history_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "filters"
    path.write_bytes(b"error\n\x1b]0;x\x07\n\xff\xfe\n")
    assert History(path).back("") != "\x1b]0;x\x07"


async def test_started_with_a_filter() -> None:
    async with running(filter_text="error") as ui:
        assert 0 < ui.screen.messages.line_count < len(ui.engine.index)
        assert ui.screen.message is not None
        assert ui.screen.message.error is not None


async def test_as_filter_from_a_node() -> None:
    async with running() as ui:
        await ui.press("tab", "down", "down", "a", "=")
        assert ui.screen.filter_bar.input.value == 'IFLA_IFNAME == "d0"'
        first = ui.screen.messages.line_count
        assert 0 < first < len(ui.engine.index)
        await ui.press("g", "g", "down", "down", "down", "down", "a", "-")
        assert ui.screen.filter_bar.input.value.startswith('(IFLA_IFNAME == "d0") && !(')


async def test_prepare_as_filter() -> None:
    async with running() as ui:
        await ui.press("A", "!")
        assert ui.screen.filter_bar.input.value == "!(type == RTM_NEWLINK)"
        assert ui.screen.filter_bar.input.has_focus
        assert ui.screen.messages.line_count == len(ui.engine.index)


async def test_a_rejected_filter_does_not_look_applied() -> None:
    async with running(size=(100, 30)) as ui:
        await ui.filter("error")
        count = ui.screen.messages.line_count
        await ui.press("slash")
        ui.screen.filter_bar.write("typ == x")
        await ui.press("enter")
        assert ui.shows("Not applied: there is no field")
        assert ui.screen.filter_bar.input.has_focus
        await ui.press("escape")
        assert ui.shows("✗ not applied; shown: error")
        assert ui.screen.filter_bar.input.has_class("draft")
        assert ui.screen.messages.line_count == count
        await ui.press("slash")
        ui.screen.filter_bar.write("ack")
        await ui.press("escape")
        assert ui.shows("not applied; shown: error")
        assert not ui.shows("✗ not applied")
        await ui.filter("type == RTM_NEWLINK")
        assert not ui.shows("not applied")
        assert not ui.screen.filter_bar.input.has_class("draft")
