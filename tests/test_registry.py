"""Dissectors are found, and imported when first needed."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from dissectors import TABLE
from nldissect import registry as module
from nldissect.registry import Registry, default_registry
from nldissect.schema import TEXT, U32, Attribute, AttributeSet, Command, GenericFamily, Message, Unframed

ATTRIBUTES = AttributeSet("A_", [Attribute(1, "A_ONE", U32)])


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    """One that no installed package adds to."""
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: ())
    return Registry()


def test_a_module_is_imported_when_its_messages_are_first_asked_for() -> None:
    program = (
        "import sys; from nldissect.registry import Registry; r = Registry()\n"
        "assert not any(m.startswith('dissectors.') for m in sys.modules)\n"
        "assert r.message(0, 28).name == 'RTM_NEWNEIGH'\n"
        "assert 'dissectors.route.neighbour' in sys.modules\n"
        "assert r.family('nlctrl').command(3, reply=False).name == 'CTRL_CMD_GETFAMILY'\n"
        "assert 'dissectors.route.link' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("protocol", "number"), [(0, 15), (0, 3), (0, 1023), (0, 0xFFFF), (12, 0xFFFF), (31, 16), (99, 20), (16, 16)]
)
def test_what_nobody_knows(registry: Registry, protocol: int, number: int) -> None:
    assert registry.message(protocol, number) is None


def test_families_nobody_knows(registry: Registry) -> None:
    assert registry.family("no such family") is None
    assert registry.unframed(0) is None


def test_a_module_adds_what_it_has_and_changes_nothing(registry: Registry) -> None:
    mine = Message(77, 20, "MINE", body=ATTRIBUTES)
    family = GenericFamily("mine", ATTRIBUTES, [Command(1, "MINE_CMD_GET")])
    unframed = Unframed(78, TEXT)
    registry.add(SimpleNamespace(MESSAGES=(mine,), FAMILIES=(family,), UNFRAMED=(unframed,)))
    assert registry.message(77, 20) is mine
    assert registry.family("mine") is family
    assert registry.unframed(78) is unframed
    registry.add(SimpleNamespace(MESSAGES=(Message(77, 20, "OTHER"),), FAMILIES=(GenericFamily("mine", ATTRIBUTES),)))
    registry.add(SimpleNamespace())
    assert registry.message(77, 20) is mine
    assert registry.family("mine") is family


def test_types_that_differ_in_number_only(registry: Registry) -> None:
    first = Message(77, 20, "MINE_FIRST", body=ATTRIBUTES, last=29)
    registry.add(SimpleNamespace(MESSAGES=(Message(77, 25, "MINE"), first)))
    found = [registry.message(77, number) for number in (19, 20, 21, 25, 29, 30)]
    names = ["MINE_FIRST", "MINE_FIRST+1", "MINE", "MINE_FIRST+9"]
    assert [message and message.name for message in found] == [None, *names, None]
    assert found[2] is registry.message(77, 21)
    assert found[2] is not None
    assert (found[2].type, found[2].body) == (21, ATTRIBUTES)


def test_everything_can_be_loaded_and_is_where_the_table_says(registry: Registry) -> None:
    registry.load_all()
    assert registry.problems == []
    for protocol, message in registry.messages():
        assert message.protocol == protocol
        assert TABLE.module_of(protocol, message.type) is not None, message.name
    names = {family.name for family in registry.families()}
    assert names == set(TABLE.GENERIC), "a family without a line in the table is never found, and the reverse"
    assert all(command.name for _, command in registry.commands())


def test_packages_that_can_not_be_loaded_are_told_and_stop_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("broken", "no_such_module_anywhere", module.ENTRY_POINT_GROUP)
    good = EntryPoint("good", f"{__name__}", module.ENTRY_POINT_GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: (broken, good))
    registry = Registry()
    assert registry.message(0, 28) is not None
    assert registry.problems == [], "what is built in is found without looking at other packages"
    assert registry.message(77, 21) is MESSAGES[0]
    assert len(registry.problems) == 1
    assert "broken" in registry.problems[0]
    assert "no_such_module_anywhere" in registry.problems[0]


MESSAGES = (Message(77, 21, "FROM_AFAR"),)


def test_commands_of_both_directions() -> None:
    one = Command(1, "GET")
    both = GenericFamily("f", ATTRIBUTES, [one])
    assert both.command(1, reply=True) is both.command(1, reply=False) is one
    answer = Command(1, "GET_REPLY")
    apart = GenericFamily("f", ATTRIBUTES, [one], replies=[answer])
    assert (apart.command(1, reply=False), apart.command(1, reply=True)) == (one, answer)
    assert apart.command(2, reply=True) is None


def test_there_is_one_for_the_process() -> None:
    assert default_registry() is default_registry()
