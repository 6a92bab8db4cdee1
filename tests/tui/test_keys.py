from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.events import Key

from nldissect.errors import UserError
from nldissect.tui import keymap
from nldissect.tui.app import WITH_KEYS, action_ids
from nldissect.tui.help import Help
from nldissect.tui.key_bar import WORTH
from tests.tui.ui import running


def test_every_action_has_an_id_of_its_own_and_words() -> None:
    ids = []
    for each in WITH_KEYS:
        for binding in each.__dict__["BINDINGS"]:
            assert isinstance(binding, Binding)
            assert binding.id is not None, binding
            assert binding.description
            assert all(key.strip() for key in binding.key.split(","))
            ids.append(binding.id)
    assert len(ids) == len(set(ids))
    assert {"move.down", "filter.open", "message.copy", "capture.follow", "app.palette"} <= action_ids()


async def test_help_says_in_plain_words_what_every_key_does() -> None:
    async with running(size=(90, 250)) as ui:
        await ui.press("question_mark")
        assert isinstance(ui.app.screen, Help)
        shown = "\n".join(ui.text)
        listed = [
            row for group, rows in keymap.rows(WITH_KEYS, {}).items() if group not in ("menu", "help") for row in rows
        ]
        for row in listed:
            assert row.description in shown
            assert row.id == "filter.open" or row.id not in shown, "but for the example of a keys file"
        assert "error reply" in shown
        await ui.press("i")
        named = "\n".join(ui.text)
        assert all(row.id in named for row in listed), "the names, for the keys file"
        await ui.press("escape")
        assert not isinstance(ui.app.screen, Help)


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
async def test_the_keys_at_the_bottom_are_whole_and_the_first_are_always_there(width: int) -> None:
    async with running(size=(width, 24)) as ui:
        bottom = ui.text[-1]
        assert len(bottom) == width
        places = [bottom.find(words) for words in ("q quit", "? keys")]
        assert places == [1, 9]
        if width >= 40:
            assert "/ filter" in bottom
        words = [words for _, words in WORTH]
        assert all(any(said.endswith(one) for one in words) for said in bottom.strip().split("  ") if said)


async def test_the_keys_at_the_bottom_are_those_of_the_user() -> None:
    async with running(size=(80, 24), keys={"app.quit": "x", "filter.open": "f2"}) as ui:
        assert ui.text[-1].startswith(" x quit  ? keys  F2 filter")


async def test_a_click_on_a_key_does_what_the_key_does() -> None:
    async with running(size=(80, 24)) as ui:
        await ui.pilot.click(ui.screen.key_bar, offset=(10, 0))
        await ui.settled()
        assert isinstance(ui.app.screen, Help)


@pytest.mark.parametrize("keys", [(), ("slash",), ("e",), ("question_mark",), ("i",)], ids=str)
async def test_control_c_quits_wherever_one_is(keys: tuple[str, ...]) -> None:
    async with running() as ui:
        await ui.press(*keys)
        await ui.press("ctrl+c")
        assert not ui.app.is_running or ui.app._exit


async def test_what_is_said_covers_nothing() -> None:
    async with running(size=(80, 24)) as ui:
        before = {pane.id: pane.region for pane in (ui.screen.messages, ui.screen.outline, ui.screen.bytes)}
        ui.screen.say("something \x1b[31m happened")
        await ui.settled()
        said = ui.screen.notice.region
        assert ui.shows("something \\x1b[31m happened")
        assert not ui.app._notifications
        for pane in (ui.screen.messages, ui.screen.outline, ui.screen.bytes, ui.screen.key_bar, ui.screen.node_bar):
            assert not pane.region.overlaps(said)
        ui.screen.notice.fall_silent()
        await ui.settled()
        assert before == {pane.id: pane.region for pane in (ui.screen.messages, ui.screen.outline, ui.screen.bytes)}


async def test_keys_can_be_remapped(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text('filter.open = "ctrl+l"\n[move]\ndown = "x,down"\n')
    keys = keymap.load(path, action_ids())
    async with running(keys=keys) as ui:
        await ui.press("x", "down", "j")
        assert ui.screen.messages.cursor_line == 2
        await ui.press("slash")
        assert not ui.screen.filter_bar.input.has_focus
        await ui.press("ctrl+l")
        assert ui.screen.filter_bar.input.has_focus
        await ui.press("escape", "question_mark")
        assert ui.shows("^L ")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('filter.opne = "x"', "did you mean filter.open"),
        ('filter.open = "nokey"', "needs keys such as"),
        ("filter.open = 3", "needs keys such as"),
        ("filter.open", "is not TOML"),
        ('"\\u001b[2J" = "x"', "there is no action"),
    ],
)
def test_a_wrong_keys_file_is_told(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(text)
    with pytest.raises(UserError, match=complaint) as caught:
        keymap.load(path, action_ids())
    assert str(path) in str(caught.value)
    assert str(caught.value).isprintable()


def test_no_keys_file_is_fine(tmp_path: Path) -> None:
    assert keymap.load(tmp_path / "none.toml", action_ids()) == {}


async def test_palette_runs_an_action() -> None:
    async with running() as ui:
        await ui.press("ctrl+p")
        await ui.type("mark the message")
        await ui.pilot.pause(0.4)
        await ui.press("enter")
        await ui.pilot.pause(0.1)
        assert ui.screen.messages.marks == {0}


async def test_panes_in_turn() -> None:
    async with running() as ui:
        order = []
        for _ in range(4):
            assert ui.screen.focused is not None
            order.append(ui.screen.focused.id)
            await ui.press("tab")
        assert order == ["messages", "tree", "bytes", "messages"]
        await ui.press("shift+tab", "enter")


async def test_what_is_typed_in_one_breath_arrives() -> None:
    async with running() as ui:
        for key in ("slash", *"error", "enter"):
            ui.app.post_message(Key(key, "/" if key == "slash" else key if len(key) == 1 else None))
        await ui.settled()
        await ui.settled()
        assert ui.screen.filter_bar.applied is not None
        assert ui.screen.filter_bar.applied.text == "error"


async def test_letters_are_text_in_an_input() -> None:
    async with running() as ui:
        await ui.press("slash")
        await ui.type("/sacAqn")
        assert ui.screen.filter_bar.input.value == "/sacAqn"


async def test_q_leaves() -> None:
    async with running() as ui:
        await ui.press("q")
        assert ui.app.return_value is None
        assert not ui.app.is_running or ui.app._exit
