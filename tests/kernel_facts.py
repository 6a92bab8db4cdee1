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
def enums() -> list[dict[str, int]]:
    """The enums, in the headers' order; unnamed neighbours are told apart by their numbers starting again."""
    found: list[dict[str, int]] = []
    last_key, last_value = ("", ""), 0
    rows = chain(_rows("uapi-constants-7.2.tsv.gz"), _rows("other-constants.tsv.gz"))
    for header, enum, name, text in rows:
        if enum == "#define":
            continue
        key, value = (header, enum), int(text)
        if key != last_key or (not enum and value < last_value and value in (0, 1)):
            found.append({})
        found[-1][name] = value
        last_key, last_value = key, value
    return found


@cache
def structs() -> dict[str, StructFact]:
    """Name → layout, members by name without their array bounds."""
    found: dict[str, StructFact] = {}
    rows = chain(_rows("uapi-structs-7.2.tsv.gz"), _rows("other-structs.tsv.gz"))
    for _, name, member, type_, offset, size in rows:
        if not member:
            found[name] = StructFact(int(size))
            continue
        bare = re.sub(r"\[.*", "", member)
        found[name].members.setdefault(bare, []).append(MemberFact(type_, int(offset), int(size)))
    return found
