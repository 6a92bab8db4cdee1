"""What is shown as hex has a reason: a meaning that the headers give must not hide behind bytes."""

from __future__ import annotations

import re
from functools import cache

from nldissect.reference import entries, rows
from nldissect.registry import Registry
from nldissect.schema import Attribute, Bytes, Lazy, Meant, Member, Packet, Shape
from nldissect.schema.shapes import Unknown
from tests.fact_opaque import OPAQUE


def _shape(row: Attribute | Member) -> Shape:
    shape = row.shape
    while isinstance(shape, (Lazy, Meant)):
        shape = shape.resolve() if isinstance(shape, Lazy) else shape.shape
    return shape


@cache
def opaque() -> frozenset[str]:
    """`FAMILY NAME` of all that is bytes and nothing more: no packet, no secret."""
    found = set()
    for family in entries(Registry()):
        for row in rows(family):
            shape = _shape(row)
            if isinstance(shape, (Bytes, Unknown)) and not isinstance(shape, Packet) and not row.secret:
                found.add(f"{family.name} {row.name}")
    return frozenset(found)


def _patterns() -> list[tuple[str, str]]:
    """(reason, expression for `FAMILY NAME`); the table has both words, and what stands between them, in a row."""
    found = []
    for why, text in OPAQUE.items():
        words = text.split()
        assert len(words) % 2 == 0, why
        found += [(why, f"{family} {name}") for family, name in zip(words[::2], words[1::2], strict=True)]
    return found


def test_every_run_of_bytes_has_a_reason() -> None:
    known = [pattern for _, pattern in _patterns()]
    assert sorted(one for one in opaque() if not any(re.fullmatch(pattern, one) for pattern in known)) == []


def test_every_reason_is_needed() -> None:
    assert [pattern for _, pattern in _patterns() if not any(re.fullmatch(pattern, one) for one in opaque())] == []
