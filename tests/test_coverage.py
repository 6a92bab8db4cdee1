"""How much of captures/ is understood: the figures, and a reason for every rest."""

from __future__ import annotations

from nldissect.diagnosis.coverage import total
from tests.coverage import DOCUMENT, document, measured, pattern_for_raw, reason_for_opaque, reason_for_raw
from tests.coverage_rests import OPAQUE, RAW


def test_every_raw_node_is_explained() -> None:
    assert measured().raw
    assert [place for place in measured().raw if reason_for_raw(place) is None] == []


def test_everything_shown_as_bytes_is_explained() -> None:
    assert len(measured().opaque) > 100
    assert [place for place in measured().opaque if reason_for_opaque(place) is None] == []


def test_no_reason_is_out_of_date() -> None:
    assert set(RAW) - {pattern_for_raw(place) for place in measured().raw} == set()
    found = {reason_for_opaque(place) for place in measured().opaque}
    assert set(OPAQUE) - found == set()


def test_the_figures() -> None:
    whole = total(measured().counts.values())
    assert whole.messages > 9000
    assert whole.known / whole.payload >= 0.995
    assert whole.named / whole.attributes >= 0.998


def test_the_document_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run `make docs`"
