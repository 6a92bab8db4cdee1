"""The list of faults: what columns leave out can be part of none, on every capture."""

from __future__ import annotations

from pathlib import Path

import pytest

from nldissect.diagnosis.explain import Totals, explain
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.tui import faults as listing
from nldissect.tui.faults import Faults
from tests.columns.test_writing import indexed
from tests.tui.ui import ROOT

CAPTURES = ROOT / "captures"


def listed(index: MessageIndex) -> tuple[list[tuple[int, bool]], Totals]:
    """The rows that the list goes to, and what was counted."""
    faults = Faults(index)
    faults._thread.join()
    assert faults.failure is None
    assert faults.whole
    assert faults.totals  # counts the messages
    return [(one.row, one.refusal) for one in faults.found], faults._totals


@pytest.mark.parametrize("path", sorted(CAPTURES.rglob("*.pcap*")), ids=lambda path: path.stem)
def test_all_faults_are_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_AT_ONCE", 100)
    index = indexed(path)
    index.transactions.complete = True
    totals = Totals()
    expected = []
    for fault in explain((index.message(row) for row in range(len(index))), totals):
        first = fault.request or fault.message
        expected.append((index.row_of(first.frame, first.index), fault.trouble.value in ("failed", "warned")))
    found, counted = listed(index)
    assert sorted(found) == sorted(expected)
    assert (counted.messages, counted.requests) == (totals.messages, totals.requests)
    assert (counted.troubles, counted.errnos) == (totals.troubles, totals.errnos)


def test_few_messages_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    index = indexed(CAPTURES / "rt-route.pcap")
    decoded: list[int] = []
    plain = index.message

    def message(row: int) -> Message:
        decoded.append(row)
        return plain(row)

    monkeypatch.setattr(index, "message", message)
    listed(index)
    assert 0 < len(decoded) < len(index) / 4
