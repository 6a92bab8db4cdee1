"""Our values against those that the tools printed from the same messages, in recorded sessions (see record.py).

`captures/oracle` holds them: `lab` was taken in the lab's kernel, and tests/live/test_oracle.py takes it again there;
`debian` in Debian's kernel 6.1, for what the lab's was built without; `others` is out of longer captures. The tools of
the first two are iproute2 6.1, nftables 1.0.6 and ethtool 6.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.commands import pairs, problems
from tests.oracle.compare import Tally, differences
from tests.oracle.sessions import Answer, Session

ROOT = Path(__file__).parents[2]
SESSIONS = ("lab", "debian", "others")


@cache
def session(name: str) -> Session:
    return Session(ROOT / "captures/oracle" / name)


QUESTIONS = [(name, number, answer.command) for name in SESSIONS for number, answer in enumerate(session(name).answers)]
by_question = pytest.mark.parametrize(
    ("name", "number"), [row[:2] for row in QUESTIONS], ids=[f"{name}: {command}" for name, _, command in QUESTIONS]
)


@by_question
def test_values(name: str, number: int) -> None:
    """Every field that the tool printed is named by a table, and is what we say."""
    found = session(name)
    told = list(problems(found.answers[number], Tally(found.interfaces)))
    assert not told, "\n".join(told[:40])


def test_there_are_many() -> None:
    tally = Tally()
    for name in SESSIONS:
        tally.interfaces = session(name).interfaces
        assert not [problem for answer in session(name).answers for problem in problems(answer, tally)]
    assert tally.compared > 14_000
    assert all(tally.ignored.values())


@by_question
def test_a_wrong_value_is_found(name: str, number: int) -> None:
    """Each kind of field is changed once in the tool's output, and the comparison says so (but for fields left out)."""
    found = session(name)
    seen: set[str] = set()
    for row, node, table in pairs(found.answers[number], Tally(found.interfaces)):
        if node is None:
            continue
        for place, wrong in mutations(row):
            tally = Tally(found.interfaces)
            list(differences(row, node, table, tally))
            if place in seen or any(left.startswith(place) or place.startswith(left) for left in tally.ignored):
                continue
            seen.add(place)
            assert list(differences(wrong, node, table, Tally(found.interfaces))), f"{place}: {wrong}"


def test_a_new_field_is_found() -> None:
    answer = next(answer for answer in session("lab").answers if answer.command.endswith("link show"))
    row, node, table = next(iter(pairs(answer, Tally(session("lab").interfaces))))
    assert node is not None
    assert any("surprise" in problem for problem in differences(row | {"surprise": 1}, node, table, Tally()))


def test_a_wrong_rule_is_found() -> None:
    (answer,) = (answer for answer in session("debian").answers if answer.command.startswith("nft"))
    text = answer.output
    for path, value in (
        (("counter", "packets"), 13),
        (("set", "elem"), [{"prefix": {"addr": "10.0.0.0", "len": 9}}]),
        (("chain", "prio"), 6),
        (("rule", "expr"), [{"counter": {"packets": 5, "bytes": 501}}, {"return": None}]),
        (("rule", "expr"), [{"return": None}, {"counter": {"packets": 5, "bytes": 500}}]),
        (("rule", "handle"), 999),
    ):  # fmt: skip
        rows = [dict(row) for row in text["nftables"]]
        place = next(place for place, row in enumerate(rows) if path[0] in row and path[1] in row[path[0]])
        rows[place] = {path[0]: rows[place][path[0]] | {path[1]: value}}
        assert list(problems(Answer(answer.command, {"nftables": rows}, answer.messages), Tally())), path


def mutations(told: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """A tool's object with one value changed, and that value's place: each value in turn."""
    if isinstance(told, dict):
        for name, inner in told.items():
            for where, changed in mutations(inner, f"{place}.{name}"):
                yield where, told | {name: changed}
    elif isinstance(told, list) and told and isinstance(told[0], dict):
        for number, inner in enumerate(told):
            for where, changed in mutations(inner, f"{place}[{number}]" if len(told) > 1 else place):
                yield where, [*told[:number], changed, *told[number + 1 :]]
    elif isinstance(told, bool):
        yield place, not told
    elif isinstance(told, int | float):
        yield place, told + 1
    elif isinstance(told, str):
        yield place, told + "7"
    elif isinstance(told, list):
        yield place, [*told, "more"]
    else:
        yield place, "more"
