"""The list's rows: many at once are the same as one by one, on every capture, whatever is folded, whatever passes."""

from __future__ import annotations

from pathlib import Path
from struct import pack
from time import monotonic, thread_time

import pytest

from nldissect.datagram import Datagram
from nldissect.filter import compile as compile_filter
from nldissect.index import MessageIndex
from nldissect.tui import bundles as bundling, passes, rows as listing
from nldissect.tui.bundles import Bundles
from nldissect.tui.rows import Passes, Passing, Rows
from tests.columns.test_writing import indexed
from tests.tui.ui import Kept, newlink

CAPTURES = Path(__file__).parents[2] / "captures"
ONE_BY_ONE, MANY = 1 << 30, 1


def few(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Take so many rows one by one."""
    monkeypatch.setattr(bundling, "FEW", count)
    monkeypatch.setattr(listing, "FEW", count)


def learned(index: MessageIndex, step: int) -> Bundles:
    bundles = Bundles(index)
    for end in range(0, len(index) + step, step):
        bundles.learn(min(end, len(index)))
    return bundles


def looked(rows: Rows) -> list[int]:
    while rows.look(monotonic()):
        pass
    assert rows.complete
    return [rows[line] for line in range(len(rows))]


def every_third(start: int, end: int) -> list[int]:
    """Passes some heads without what is folded under them, and some members without their heads."""
    return [row for row in range(start, end) if row % 3]


def variants(bundles: Bundles) -> list[list[int]]:
    """The list in all ways: folded, open, some bundles turned, flat, and with rows that do not pass."""
    found = []
    heads = [number for number in range(1, len(bundles.index.transactions) + 1) if bundles.members(number)]
    choices: list[Passes | None] = [None, every_third]
    for passing in choices:
        for folded in (True, False):
            rows = Rows(bundles, Passing(bundles, passing), folded=folded)
            found.append(looked(rows))
            for number in heads[::2][:5]:
                rows = rows.turned(number)
            found.append(looked(rows))
    found.append(looked(Rows(bundles, flat=True)))
    return found


@pytest.mark.parametrize("path", sorted(CAPTURES.rglob("*.pcap*")), ids=lambda path: path.stem)
def test_many_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed(path)
    few(monkeypatch, ONE_BY_ONE)
    expected = learned(index, len(index))
    lists = variants(expected)
    few(monkeypatch, MANY)
    for step in (7, len(index)):
        bundles = learned(index, step)
        assert bundles.folds == expected.folds
        assert [bundles.answer(row) for row in range(len(index))] == [expected.answer(row) for row in range(len(index))]
        assert [bundles.of(row) for row in range(len(index))] == [expected.of(row) for row in range(len(index))]
        assert variants(bundles) == lists


def test_captures_have_what_is_folded() -> None:
    """Else the comparison above would say nothing."""
    dumps, batches = (learned(indexed(CAPTURES / f"{name}.pcap"), 50) for name in ("rt-route", "nft"))
    assert max(dumps.folds.members) > 5
    assert sum(batches.folds.batch) > 5
    assert max(batches.folds.commands) > 1
    assert any(batches.answer(row) is not None for row in range(len(batches.index)))


@pytest.mark.parametrize("text", ["type == RTM_NEWROUTE", "error", "RTA_GATEWAY", "latency > 1ms", "frame == 3"])
def test_a_filter_passes_what_it_passes_one_by_one(text: str) -> None:
    index, wanted = indexed(CAPTURES / "rt-route.pcap"), compile_filter(text)
    passing = Passing(Bundles(index), passes.of_filter(index, wanted, own=True))
    while not passing.complete:
        passing.look(monotonic())
    assert list(passing.rows) == [row for row in range(len(index)) if wanted.matches(index.message(row))]


def test_a_transaction_alone() -> None:
    index = indexed(CAPTURES / "rt-route.pcap")
    for number in (1, 2, len(index.transactions)):
        passing = Passing(Bundles(index), passes.of_transaction(index, number))
        passing.look(monotonic() + 60)
        assert list(passing.rows) == [row for row in range(len(index)) if index.transaction[row] >> 2 == number]


@pytest.mark.parametrize("wanted", [None, compile_filter('IFLA_IFNAME contains "a"')])
def test_what_nldissect_caused_is_left_out(wanted: object) -> None:
    kept = Kept()
    index = MessageIndex(kept)
    for number in range(1, 300):
        data = newlink(b"a%d" % number if number % 2 else b"b%d" % number)
        datagram = Datagram(number, number, 0, memoryview(data), "<", len(data), len(kept.bytes), own=number % 7 == 0)
        kept.bytes += data
        index.append(datagram)
    filtered = wanted is not None
    for own in (False, True):
        passing = Passing(Bundles(index), passes.of_filter(index, wanted, own=own))  # type: ignore[arg-type]
        passing.look(monotonic() + 60)
        expected = [row for row in range(len(index)) if (own or (row + 1) % 7) and (row % 2 == 0 or not filtered)]
        assert list(passing.rows) == expected


def test_a_slow_filter_takes_fewer_rows_at_once() -> None:
    index = indexed(CAPTURES / "rt-route.pcap")
    asked: list[int] = []

    def passes_slowly(start: int, end: int) -> range:
        asked.append(end - start)
        until = thread_time() + (end - start) * 0.003
        while thread_time() < until:
            pass
        return range(start, end)

    passing = Passing(Bundles(index), passes_slowly)
    passing.look(monotonic() + 1)
    assert max(asked) == asked[0] < 64
    assert min(asked) <= 15


def test_a_refusal_in_either_byte_order_stays_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    few(monkeypatch, MANY)
    for order in ("<", ">"):
        kept = Kept()
        index = MessageIndex(kept)
        for number, code in enumerate((0, -95), 1):
            request = pack(f"{order}IHHII", 32, 18, 0x301, number, 0) + bytes(16)
            done = pack(f"{order}IHHIIi", 20, 3, 2, number, 9, code)
            for data in (request, done):
                at = len(kept.bytes)
                kept.bytes += data
                index.append(Datagram(len(index) + 1, 1, 0, memoryview(data), order, len(data), at))
        assert looked(Rows(learned(index, 4))) == [0, 2, 3]
