"""The kernel's constants and struct layouts (tests/facts), for tests to hold the program's tables against."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path

FACTS = Path(__file__).parent / "facts"


@dataclass(frozen=True)
class MemberFact:
    """One member of a C struct; `type` is C's, offset and size are bytes."""

    type: str
    offset: int
    size: int


@dataclass
class StructFact:
    """One C struct. A name can stand twice, in the arms of a union."""

    size: int
    header: str
    members: dict[str, list[MemberFact]] = field(default_factory=dict)


def _rows(name: str) -> Iterator[list[str]]:
    with gzip.open(FACTS / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


@cache
def constants() -> dict[str, int]:
    """Name → value. No name has two values."""
    files = ("other-constants.tsv.gz", "uapi-constants-7.2.tsv.gz")
    return {name: int(value) for file in files for _, _, name, value in _rows(file)}


@cache
def newer_constants() -> dict[str, int]:
    """Name → value of what the YNL specs of 7.3 have, and no header yet."""
    from tests.spec_comparison import all_specs
    from tests.test_specs import numbers

    return {name: value for spec in all_specs() for name, value in numbers(spec) if name not in constants()}


@dataclass
class ConstantsFact:
    """The constants of one enum, or all macros of a header; `enum` is "#define" for those, "" without a name."""

    header: str
    enum: str
    values: dict[str, int] = field(default_factory=dict)


@cache
def groups() -> list[ConstantsFact]:
    """All constants, in the headers' order; unnamed neighbours are told apart by their numbers starting again."""
    found: list[ConstantsFact] = []
    macros: dict[str, ConstantsFact] = {}
    last_key, last_value = ("", ""), 0
    for header, enum, name, text in chain(_rows("uapi-constants-7.2.tsv.gz"), _rows("other-constants.tsv.gz")):
        key, value = (header, enum), int(text)
        if enum == "#define":
            macros.setdefault(header, ConstantsFact(header, enum)).values[name] = value
            continue
        if key != last_key or (not enum and value < last_value and value in (0, 1)):
            found.append(ConstantsFact(header, enum))
        found[-1].values[name] = value
        last_key, last_value = key, value
    for group in found:  # many an enum's constants are macros too, for #ifdef
        if group.header in macros:
            for name in group.values.keys() & macros[group.header].values.keys():
                del macros[group.header].values[name]
    return [*found, *(group for group in macros.values() if group.values)]


@cache
def enums() -> list[dict[str, int]]:
    """The enums alone."""
    return [group.values for group in groups() if group.enum != "#define"]


@cache
def structs() -> dict[str, StructFact]:
    """Name → layout, members by name without their array bounds."""
    found: dict[str, StructFact] = {}
    rows = chain(_rows("uapi-structs-7.2.tsv.gz"), _rows("other-structs.tsv.gz"))
    for header, name, member, type_, offset, size in rows:
        if not member:
            found[name] = StructFact(int(size), header)
            continue
        bare = re.sub(r"\[.*", "", member)
        found[name].members.setdefault(bare, []).append(MemberFact(type_, int(offset), int(size)))
    return found
