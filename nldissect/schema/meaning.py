"""What a number means to a person: enumerations, flags, units, interfaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from nldissect.errno_names import ERRNO as ERRNO_NAMES
from nldissect.tree import Names


class Meaning(Protocol):
    """Turns a value into text."""

    def text(self, value: int, names: Names) -> str:
        """The value in full, as the tree shows it."""

    def short(self, value: int, names: Names) -> str:
        """The value in a summary line."""


class Enum:
    """Numbers that each stand for one constant.

    `prefix` is what the constants share; it is left away in summary lines, where `RTPROT_STATIC` reads `static`.
    """

    __slots__ = ("_short", "constants", "prefix")

    def __init__(self, prefix: str, constants: Mapping[int, str]) -> None:
        self.prefix = prefix
        self.constants = dict(constants)
        self._short: dict[int, str] = {}

    def text(self, value: int, names: Names) -> str:
        """The constant's name, or the number where it has none."""
        return self.constants.get(value) or str(value)

    def short(self, value: int, names: Names) -> str:
        """The constant without its prefix, in lower case."""
        name = self.constants.get(value)
        return str(value) if name is None else name.removeprefix(self.prefix).lower()

    def __repr__(self) -> str:
        return f"Enum({self.prefix!r}, {len(self.constants)} constants)"


class Flags:
    """A number whose bits (or groups of bits) each stand for a constant; the keys are masks."""

    __slots__ = ("constants", "prefix")

    def __init__(self, prefix: str, constants: Mapping[int, str]) -> None:
        self.prefix = prefix
        self.constants = dict(constants)

    def names_of(self, value: int) -> list[str]:
        """The constants set in `value`, a mask of several bits before its bits alone; the rest comes last, in hex."""
        found = []
        rest = value
        for mask, name in self.constants.items():
            if mask and rest & mask == mask:
                found.append(name)
                rest &= ~mask
        if rest:
            found.append(hex(rest))
        return found

    def text(self, value: int, names: Names) -> str:
        """The constants joined by |, 0 where none is set."""
        return "|".join(self.names_of(value)) or self.constants.get(0, "0")

    def short(self, value: int, names: Names) -> str:
        """The constants without their prefix, joined by commas."""
        return ",".join(name.removeprefix(self.prefix).lower() for name in self.names_of(value)) or "0"

    def __repr__(self) -> str:
        return f"Flags({self.prefix!r}, {len(self.constants)} constants)"


class Unit:
    """A plain number with its unit; `special` names values that stand for something else (0xffffffff: "forever")."""

    __slots__ = ("special", "unit")

    def __init__(self, unit: str, special: Mapping[int, str] | None = None) -> None:
        self.unit = unit
        self.special = dict(special or {})

    def text(self, value: int, names: Names) -> str:
        """The number and its unit."""
        named = self.special.get(value)
        return named if named is not None else f"{value} {self.unit}" if self.unit else str(value)

    def short(self, value: int, names: Names) -> str:
        """The number alone: summary lines name the field."""
        return self.special.get(value) or str(value)


class _Time(Unit):
    """A time; `per_second` of it make one second."""

    __slots__ = ("per_second",)

    def __init__(self, unit: str, per_second: int, special: Mapping[int, str] | None = None) -> None:
        super().__init__(unit, special)
        self.per_second = per_second

    def text(self, value: int, names: Names) -> str:
        """In the unit it is carried in; in seconds too where that is easier to read."""
        named = self.special.get(value)
        if named is not None:
            return named
        if self.per_second == 1 or abs(value) < self.per_second:
            return f"{value} {self.unit}"
        seconds = f"{value / self.per_second:.9f}".rstrip("0").rstrip(".")
        return f"{value} {self.unit} ({seconds} s)"


class _Hex:
    """A number read bit by bit."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        return hex(value)

    short = text


class _Decimal:
    """A number and nothing else."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        return str(value)

    short = text


class _Interface:
    """An interface index; 0 is none."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        name = names.interface(value)
        return f"{value} ({name})" if name else str(value)

    def short(self, value: int, names: Names) -> str:
        return names.interface(value) or (f"if{value}" if value else "")


class _Errno:
    """An errno of either sign, also where it went through an unsigned field; 0 is none."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        short = self.short(value, names)
        return short if value == 0 or short.lstrip("-").isdigit() else f"{value} ({short})"

    def short(self, value: int, names: Names) -> str:
        return ERRNO_NAMES.get(abs(value) if value < 1 << 31 else (1 << 32) - value) or str(value)


class _NetnsId:
    """A network namespace's id in the receiver's namespace; -1 is none (NETNSA_NSID_NOT_ASSIGNED)."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        return "NETNSA_NSID_NOT_ASSIGNED" if value == -1 else str(value)

    short = text


DECIMAL: Meaning = _Decimal()
ERRNO: Meaning = _Errno()
HEX: Meaning = _Hex()
INTERFACE: Meaning = _Interface()
NETNSID: Meaning = _NetnsId()
BOOL: Meaning = Unit("", {0: "off", 1: "on"})
BYTES: Meaning = Unit("bytes")
PACKETS: Meaning = Unit("packets")
PERCENT: Meaning = Unit("%")
BITS_PER_SECOND: Meaning = Unit("bit/s")
BYTES_PER_SECOND: Meaning = Unit("B/s")
SECONDS: Meaning = _Time("s", 1)
MILLISECONDS: Meaning = _Time("ms", 1_000)
MICROSECONDS: Meaning = _Time("µs", 1_000_000)
NANOSECONDS: Meaning = _Time("ns", 1_000_000_000)
CLOCK_TICKS: Meaning = _Time("ticks", 100)
"""clock_t to user space: USER_HZ, 100 a second on every Linux architecture but alpha and ia64"""
