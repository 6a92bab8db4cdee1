"""The values of a filter, and how a field's value is held against each of them.

A field's value is a number, text, truth, or bytes (as bytes, or in hex with or without colons, as nodes hold them).
What can not be compared is unequal, and neither greater nor less.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from operator import ge, gt, le, lt
from socket import AF_INET, AF_INET6, inet_pton
from typing import Any, Final

from nldissect.filter.syntax import Operator

Test = Callable[[Any], bool]
"""Whether one value of a field passes"""

_ORDER: Final[dict[Operator, Callable[[Any, Any], bool]]] = {
    Operator.GREATER: gt,
    Operator.LESS: lt,
    Operator.GREATER_EQUAL: ge,
    Operator.LESS_EQUAL: le,
}
ORDERINGS: Final = frozenset(_ORDER)


@dataclass(frozen=True, slots=True)
class Number:
    """A number; times are nanoseconds."""

    value: int

    def read(self, value: object) -> int | None:
        """A field's value as a number, None where it is none."""
        return value if isinstance(value, int) else None

    def equals(self, value: object) -> bool:
        """Whether a field's value is this one."""
        return isinstance(value, int) and value == self.value


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    value: bool

    def read(self, value: object) -> bool | None:
        """A field's value as truth; numbers count as in C."""
        return bool(value) if isinstance(value, int) else None

    def equals(self, value: object) -> bool:
        """Whether a field's value is this one."""
        return self.read(value) is self.value


@dataclass(frozen=True, slots=True)
class Characters:
    """Text, compared with regard to case."""

    value: str

    def read(self, value: object) -> str | None:
        """A field's value as text, None where it is none."""
        return value if isinstance(value, str) else None

    def equals(self, value: object) -> bool:
        """Whether a field's value is this one."""
        return value == self.value


@dataclass(frozen=True, slots=True)
class Octets:
    """Bytes, compared from the first on."""

    value: bytes

    def read(self, value: object) -> bytes | None:
        """A field's value as bytes, None where it is none."""
        return octets(value)

    def equals(self, value: object) -> bool:
        """Whether a field's value is this one."""
        return octets(value) == self.value


@dataclass(frozen=True, slots=True)
class Network:
    """An address, or all of a prefix: equal is what lies inside."""

    value: IPv4Network | IPv6Network

    def read(self, value: object) -> IPv4Address | IPv6Address | None:
        """A field's value as an address of this version, None where it is none."""
        address = _address(value) if isinstance(value, str) else None
        return address if address is not None and address.version == self.value.version else None

    def equals(self, value: object) -> bool:
        """Whether a field's value is this address, or inside this prefix."""
        if not isinstance(value, str):
            return False
        version = self.value.version
        try:
            packed = inet_pton(AF_INET if version == 4 else AF_INET6, value)
        except (OSError, ValueError):
            return False  # it is no address, or none of this version
        first = int(self.value.network_address)
        return int.from_bytes(packed) & int(self.value.netmask) == first


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, found anywhere in the text."""

    value: re.Pattern[str]

    def equals(self, value: object) -> bool:
        """Whether it is found in a field's text, or in its bytes as Latin-1."""
        if isinstance(value, bytes):
            value = value.decode("latin-1")
        return isinstance(value, str) and self.value.search(value) is not None


Single = Number | Truth | Characters | Octets | Network


@dataclass(frozen=True, slots=True)
class Interval:
    """Everything between two values of one kind, both included."""

    low: Single
    high: Single

    @property
    def sound(self) -> bool:
        """Whether the ends can be compared, and the lower one comes first."""
        if isinstance(self.low, Network) and isinstance(self.high, Network):
            return self.low.value.version == self.high.value.version and _first(self.low) <= _last(self.high)
        low: Any = self.low.value
        return bool(low <= self.high.value)

    def equals(self, value: object) -> bool:
        """Whether a field's value lies inside."""
        read: Any = self.low.read(value)
        return read is not None and _first(self.low) <= read <= _last(self.high)


Value = Single | Interval | Pattern


def test(operator: Operator, values: tuple[Value, ...]) -> Test:
    """What tells whether a value passes `operator` with any of `values` (with UNEQUAL: with none of them equal)."""
    if operator in (Operator.EQUAL, Operator.IN, Operator.MATCHES):
        return _any([value.equals for value in values])
    if operator is Operator.UNEQUAL:
        equal = _any([value.equals for value in values])
        return lambda value: not equal(value)
    if operator is Operator.CONTAINS:
        return _any([_containing(value) for value in values])
    return _any([_ordered(operator, value) for value in values])


def _any(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def passes(value: object) -> bool:
        for one in tests:  # noqa: SIM110 - any() costs a generator a value
            if one(value):
                return True
        return False

    return passes


def _containing(wanted: Value) -> Test:
    if isinstance(wanted, Octets):
        inner_bytes = wanted.value
        return lambda value: (found := octets(value)) is not None and inner_bytes in found
    assert isinstance(wanted, Characters), wanted
    inner = wanted.value
    return lambda value: isinstance(value, str) and inner in value


def _ordered(operator: Operator, wanted: Value) -> Test:
    assert isinstance(wanted, (Number, Characters, Octets, Network)), wanted
    compare = _ORDER[operator]
    bound: Any = _last(wanted) if operator in (Operator.GREATER, Operator.LESS_EQUAL) else _first(wanted)
    read: Callable[[object], Any] = wanted.read
    return lambda value: (found := read(value)) is not None and compare(found, bound)


def _first(value: Single) -> Any:
    return value.value.network_address if isinstance(value, Network) else value.value


def _last(value: Single) -> Any:
    return value.value.broadcast_address if isinstance(value, Network) else value.value


def octets(value: object) -> bytes | None:
    """The bytes that a node's value stands for, None where it stands for none."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        try:
            return bytes.fromhex(value.replace(":", ""))
        except ValueError:
            return None
    return None


@lru_cache(maxsize=4096)
def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_address(value: object) -> bool:
    """Whether a node's value is an IPv4 or IPv6 address."""
    return isinstance(value, str) and _address(value) is not None
