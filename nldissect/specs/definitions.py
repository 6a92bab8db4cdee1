"""A spec's definitions (constants, enumerations, flags, structs) and its scalar types."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from nldissect.schema import (
    FLAG,
    HEX,
    IPV4,
    IPV6,
    LINK_ADDRESS,
    OPAQUE,
    SINT,
    TEXT,
    U32,
    UINT,
    UNKNOWN,
    Address,
    Bytes,
    Enum,
    Flags,
    Integer,
    LinkAddress,
    Meaning,
    Member,
    Pad,
    Shape,
    Struct,
    Text,
)
from nldissect.specs.reading import Budget, SpecError, Yaml, constant, named, prefix_of, word

HINTS: Final[dict[str, Shape]] = {
    "ipv4": IPV4,
    "ipv6": IPV6,
    "ipv4-or-v6": Address(),
    "mac": LINK_ADDRESS,
    "fddi": LINK_ADDRESS,
}
_SIMPLE: Final[dict[str, Shape]] = {
    "flag": FLAG,
    "string": TEXT,
    "uint": UINT,
    "sint": SINT,
    "pad": OPAQUE,
    "unused": UNKNOWN,
}
_INTEGERS: Final = {f"{sign}{bits}": (bits // 8, sign == "s") for sign in "us" for bits in (8, 16, 32, 64)}
_ORDERS: Final = {"big-endian": ">", "little-endian": "<", None: None}
_LIMITS: Final = {
    f"{name}-{end}": (-(1 << 8 * width - 1) if end == "min" else (1 << 8 * width - 1) - 1)
    if signed
    else (0 if end == "min" else (1 << 8 * width) - 1)
    for name, (width, signed) in (_INTEGERS | {"uint": (8, False), "sint": (8, True)}).items()
    for end in ("min", "max")
}
"""u8-min, s32-max …: what a check may name as its limit"""


@cache
def _integer(width: int, signed: bool, order: str | None) -> Integer:
    return Integer(width, signed, order)


def scalar(row: Yaml, kind: str) -> Shape:
    """The shape of a value that is no nest and no binary. Raises SpecError for a type that nobody knows."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind not in _INTEGERS:
        raise SpecError(f"{ascii(kind)[:60]} of {word(row['name'])} is no type")
    if kind == "u32" and row.get("display-hint") == "ipv4":
        return IPV4
    return _integer(*_INTEGERS[kind], _ORDERS[row.get("byte-order")])


def is_integer(kind: str) -> bool:
    """Whether a type is a number, which may have a check of its limits."""
    return kind in _INTEGERS or kind in ("uint", "sint")


def _laid_out(name: str, members: list[Member | Pad]) -> Struct:
    """The struct as the compiler lays it out: specs leave out most of the padding between members and at the end."""
    laid: list[Member | Pad] = []
    offset, widest = 0, 1
    for member in members:
        alignment = _alignment(member.shape) if isinstance(member, Member) else 1
        if offset % alignment:
            laid.append(Pad(-offset % alignment))
            offset += -offset % alignment
        laid.append(member)
        offset += member.length if isinstance(member, Pad) else member.shape.size or 0
        widest = max(widest, alignment)
    whole = isinstance(members[-1], Pad) or members[-1].shape.size is not None
    if offset % widest and whole:
        laid.append(Pad(-offset % widest))
        return Struct(name, laid, grows=True)  # what is at the end not every architecture has
    return Struct(name, laid)


def _alignment(shape: Shape) -> int:
    """What the compiler aligns a value to, on a 64-bit machine."""
    if isinstance(shape, Struct):
        return max((_alignment(member.shape) for member in shape.members if isinstance(member, Member)), default=1)
    return shape.width if isinstance(shape, Integer) else 4 if shape is IPV4 else 1


class Definitions:
    """Makes what the definitions say, each when it is first asked for."""

    def __init__(self, family: str, rows: list[Yaml] | None, budget: Budget) -> None:
        self._family = family
        self._rows = named(rows)
        self._budget = budget
        self._meanings: dict[tuple[str, bool], Enum | Flags | None] = {}
        self._structs: dict[str, Struct] = {}

    def number(self, value: object) -> int | None:
        """A length or limit: a number, a constant's name, that less one, u8-max …; None where a C header says it."""
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            raise SpecError(f"{ascii(value)[:60]} is no number")
        if isinstance(value, int):
            return value
        name, _, less = value.partition(" - ")
        found = _LIMITS.get(name, self._rows.get(name, {}).get("value"))
        return found - int(less or 0) if isinstance(found, int) else None

    def range(self, row: Yaml, kind: str) -> tuple[int, int] | None:
        """What the kernel accepts of a number; None for all."""
        checks = row.get("checks") or {}
        if not is_integer(kind) or not checks.keys() & {"min", "max"}:
            return None
        low, high = (self.number(checks.get(end, f"{kind}-{end}")) for end in ("min", "max"))
        return (
            _LIMITS[f"{kind}-min"] if low is None else low,
            _LIMITS[f"{kind}-max"] if high is None else high,
        )

    def meaning(self, row: Yaml, kind: str) -> Meaning | None:
        """What a number means: the enumeration it names, or that it is read in hex."""
        name = row.get("enum")
        if name is None:
            return HEX if row.get("display-hint") == "hex" and kind != "binary" else None
        key = (word(name), bool(row.get("enum-as-flags")) or kind == "bitfield32")
        if key not in self._meanings:
            self._meanings[key] = self._constants(*key)
        return self._meanings[key]

    def values(self, name: str) -> dict[str, int]:
        """The entries of an enumeration as the spec itself calls them, with their numbers."""
        definition = self._rows.get(name, {})
        start = self.number(definition.get("value-start", 0)) or 0
        found: dict[str, int] = {}
        for entry in self._budget.each(definition.get("entries")):
            row: Yaml = {"name": entry} if isinstance(entry, str) else entry
            start = self.number(row.get("value", start)) or 0
            found[word(row["name"])] = start
            start += 1
        return found

    def _constants(self, name: str, as_flags: bool) -> Enum | Flags | None:
        definition = self._rows.get(name)
        if definition is None or definition.get("type") not in ("enum", "flags"):
            return None
        prefix = definition.get("name-prefix", f"{self._family}-{name}-")
        values = self.values(name).items()
        if not as_flags and definition["type"] == "enum":
            return Enum(prefix_of(prefix), {value: constant(prefix, entry) for entry, value in values})
        if any(not 0 <= value < 64 for _, value in values):
            raise SpecError(f"{name} has flags past 64 bits")
        return Flags(prefix_of(prefix), {1 << value: constant(prefix, entry) for entry, value in values})

    def is_struct(self, name: object) -> bool:
        """Whether a struct is called so."""
        return isinstance(name, str) and name in self._rows and self._rows[name].get("type") == "struct"

    def struct(self, name: str) -> Struct:
        """The struct of that name. Raises SpecError or KeyError where there is none that could be."""
        if name not in self._structs:
            if not self.is_struct(name):
                raise SpecError(f"{ascii(name)[:60]} is no struct")
            members = [self._member(row) for row in self._budget.each(self._rows[name]["members"])]
            for member in members[:-1]:
                if isinstance(member, Member) and member.shape.size is None:
                    raise SpecError(f"{member.name} in struct {name} has no size")
            if not members:
                raise SpecError(f"struct {name} has no members")
            self._structs[name] = _laid_out(name.replace("-", "_"), members)
        return self._structs[name]

    def bitfield32(self, row: Yaml) -> Struct:
        """struct nla_bitfield32: which flags, and of which the value counts."""
        meaning = self.meaning(row, "bitfield32") or HEX
        return Struct("nla_bitfield32", [Member("value", U32, meaning), Member("selector", U32, meaning)])

    def _member(self, row: Yaml) -> Member | Pad:
        name = word(row["name"]).replace("-", "_")
        kind = row["type"]
        length = self._length(row)
        if kind == "pad":
            return Pad(length or 0, name)
        if "struct" in row:
            return Member(name, self.struct(row["struct"]))
        if kind == "string":
            return Member(name, Text(length))
        if kind == "binary":
            return Member(name, self._bytes(row, length))
        if kind in ("uint", "sint", "flag", "unused"):
            raise SpecError(f"{name} is a {kind} in a struct")
        if row.get("display-hint") in ("ipv4", "ipv6"):
            return Member(name, HINTS[row["display-hint"]])
        return Member(name, scalar(row, kind), self.meaning(row, kind))

    def _length(self, row: Yaml) -> int | None:
        length = self.number(row["len"]) if "len" in row else None
        if length is not None and not 0 <= length < 1 << 16:
            raise SpecError(f"{word(row['name'])} has a length of {length}")
        return length

    @staticmethod
    def _bytes(row: Yaml, length: int | None) -> Shape:
        hint: Any = row.get("display-hint")
        if hint in ("mac", "fddi"):
            return LinkAddress(length)
        shape = HINTS.get(hint) if isinstance(hint, str) else None
        return shape if shape is not None and shape.size == length else Bytes(length)
