"""Where keys and passwords may stand: bytes there that nobody can read are not shown either."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from nldissect.schema.shapes import Indexed, Lazy, Meant, Parsed, Records, Select, Sequence, Shape
from nldissect.schema.structure import Attribute, AttributeSet, Headed, Member, Struct


@cache
def may_hold_secret(shape: Shape) -> bool:
    """Whether a secret is among what bytes of this shape can be, at any depth."""
    waiting, seen = [shape], {id(shape)}
    while waiting:
        inside = waiting.pop()
        if any(row.secret for row in _rows(inside)):
            return True
        for part in _parts(inside):
            if id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)
    return False


def _rows(shape: Shape) -> Iterator[Attribute | Member]:
    if isinstance(shape, AttributeSet):
        yield from shape.attributes
    elif isinstance(shape, Struct | Parsed | Sequence):
        yield from (member for member in shape.members if isinstance(member, Member))


def _parts(shape: Shape) -> Iterator[Shape]:
    yield from (row.shape for row in _rows(shape))
    if isinstance(shape, Headed):
        yield from (shape.header, shape.attributes)
    elif isinstance(shape, Indexed | Sequence):
        yield shape.element
    elif isinstance(shape, Records):
        yield shape.record
    elif isinstance(shape, Select):
        yield from shape.cases.values()
        if shape.default is not None:
            yield shape.default
    elif isinstance(shape, Lazy):
        yield shape.resolve()
    elif isinstance(shape, Meant):
        yield shape.shape
