"""What kinds of value a field can have: decides what it may be compared with."""

from __future__ import annotations

from enum import Enum
from typing import Final

from nldissect.schema import (
    INTERFACE,
    Address,
    Bytes,
    Flag,
    Integer,
    Lazy,
    LinkAddress,
    Meaning,
    Meant,
    Packet,
    Parsed,
    Select,
    Sequence,
    Shape,
    Text,
)
from nldissect.schema.shapes import Unknown, VariableInteger


class Kind(Enum):
    """The values say what can be compared with such a field, in the user's words."""

    NUMBER = "a number"
    INTERFACE = "an interface's index or name"
    TEXT = "text"
    TRUTH = "true or false"
    ADDRESS = "an address or prefix such as 10.0.0.0/8"
    LINK_ADDRESS = "a MAC address such as 00:11:22:33:44:55"
    BYTES = "bytes such as 00:1f:aa"
    TIME = 'seconds since 1970, or a time such as "2026-01-31 12:00:00"'
    DURATION = "a duration such as 1.5ms"
    ERRNO = "an errno such as EINVAL or 22"
    NEST = "nothing, as it has no value of its own"


NUMBERS: Final = frozenset({Kind.NUMBER, Kind.INTERFACE})
ANYTHING: Final = frozenset({Kind.NUMBER, Kind.TEXT, Kind.TRUTH, Kind.ADDRESS, Kind.LINK_ADDRESS, Kind.BYTES})
"""what a field may be whose schema does not say"""

_BY_SHAPE: Final[dict[type[Shape], Kind]] = {
    Integer: Kind.NUMBER,
    VariableInteger: Kind.NUMBER,
    Text: Kind.TEXT,
    Bytes: Kind.BYTES,
    Packet: Kind.BYTES,
    Unknown: Kind.BYTES,
    Flag: Kind.TRUTH,
    Address: Kind.ADDRESS,
    LinkAddress: Kind.LINK_ADDRESS,
}


def kinds_of(shape: Shape, meaning: Meaning | None) -> frozenset[Kind]:
    """What values of that shape can be; several where another value decides."""
    if isinstance(shape, Lazy):
        return kinds_of(shape.resolve(), meaning)
    if isinstance(shape, Meant):
        return kinds_of(shape.shape, shape.meaning)
    if isinstance(shape, Parsed):
        return ANYTHING
    if isinstance(shape, Select):
        found = frozenset[Kind]().union(*(kinds_of(case, meaning) for case in shape.cases.values()))
        return found | (kinds_of(shape.default, meaning) if shape.default else {Kind.BYTES})
    if isinstance(shape, Sequence) and isinstance(shape.element, Integer) and not shape.members:
        return kinds_of(shape.element, shape.meaning or meaning)
    kind = _BY_SHAPE.get(type(shape), Kind.NEST)
    if kind is Kind.NUMBER and meaning is INTERFACE:
        kind = Kind.INTERFACE
    return frozenset({kind})
