"""What the kernel's headers have, the program's tables have: each constant and each struct, but for fact_omissions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from nldissect.schema import Member, Struct
from tests.fact_omissions import OMITTED, OMITTED_MACROS, OTHER_HEADERS, OTHER_STRUCTS
from tests.kernel_facts import ConstantsFact, StructFact, groups, structs
from tests.our_tables import claims, everything

FURNITURE = re.compile(r"__\w+|\w+_(UNSPEC|MAX|PAD|PAD\d+|UNUSED\w*)")
"""of every enum: the end, the number 0 that is no attribute's, alignment"""

FURNITURE_REASON = "the frame of an enum: UNSPEC, MAX, PAD, counts"
ALIAS_REASON = "another name of the same number in the same enum"


@cache
def ours() -> frozenset[str]:
    """The constants that some table has; those that number the elements of an array are its members' names."""
    members = {thing.name for _, thing in everything() if isinstance(thing, Member)}
    return frozenset(name for _, name, _ in claims()) | members


def why(name: str, *tables: dict[str, str]) -> str | None:
    """The reason for which the tables of omissions have a name; None where they do not."""
    return next(
        (why for table in tables for why, patterns in table.items() if re.fullmatch("|".join(patterns.split()), name)),
        None,
    )


def reason(group: ConstantsFact, name: str) -> str | None:
    """Why a constant need not be in a table; None where it must."""
    enum = group.enum != "#define"
    if FURNITURE.fullmatch(name):
        return FURNITURE_REASON
    if enum and any(value == group.values[name] and other in ours() for other, value in group.values.items()):
        return ALIAS_REASON
    return why(name, OMITTED) if enum else why(name, OMITTED, OMITTED_MACROS)


def wanted(group: ConstantsFact) -> bool:
    """Whether the tables must have it: all of netlink's headers, of others the enums that they have something of."""
    if why(group.header, OTHER_HEADERS) is None:
        return True
    return group.enum != "#define" and not ours().isdisjoint(group.values)


def missing() -> Iterator[tuple[ConstantsFact, str]]:
    """The constants that no table has."""
    for group in filter(wanted, groups()):
        yield from ((group, name) for name in group.values if name not in ours())


def test_every_constant_is_in_a_table() -> None:
    lacking = [
        f"{group.header}: {group.enum or 'enum'} {name} ({group.values[name]})"
        for group, name in missing()
        if reason(group, name) is None
    ]
    assert not lacking, "\n".join([f"{len(lacking)} constants are in no table:", *lacking])


def wanted_structs() -> dict[str, StructFact]:
    """The structs that the tables must have."""
    return {name: fact for name, fact in structs().items() if why(fact.header, OTHER_HEADERS) is None}


def our_structs() -> dict[str, list[Struct]]:
    """The structs of the tables."""
    found: dict[str, list[Struct]] = {}
    for _, thing in everything():
        if isinstance(thing, Struct):
            found.setdefault(thing.name, []).append(thing)
    return found


def test_every_struct_is_in_a_table() -> None:
    lacking = [
        f"{fact.header}: struct {name}"
        for name, fact in wanted_structs().items()
        if name not in our_structs() and why(name, OTHER_STRUCTS) is None
    ]
    assert not lacking, "\n".join([f"{len(lacking)} structs are in no table:", *lacking])


def test_the_omissions_are_needed() -> None:
    """One that nothing needs would hide what the next headers bring."""
    names = {name for _, name in missing() if not FURNITURE.fullmatch(name)}
    macros = {name for group, name in missing() if group.enum == "#define"}
    headers = {group.header for group in groups()} | {fact.header for fact in structs().values()}
    uses = [
        (OTHER_HEADERS, headers),
        (OMITTED, names),
        (OMITTED_MACROS, macros),
        (OTHER_STRUCTS, wanted_structs().keys() - our_structs().keys()),
    ]
    unused = [
        pattern
        for table, used in uses
        for patterns in table.values()
        for pattern in patterns.split()
        if not any(re.fullmatch(pattern, use) for use in used)
    ]
    assert not unused


def figures() -> Iterator[str]:
    """How much of the headers the tables have, and why the rest is not there."""
    total = sum(len(group.values) for group in groups())
    of_netlink = [group for group in groups() if wanted(group)]
    netlink = sum(len(group.values) for group in of_netlink)
    reasons = Counter(reason(group, name) or "MISSING" for group, name in missing())
    yield f"{total} constants in {len({group.header for group in groups()})} headers"
    yield f"{netlink} of them must be in a table or omitted with a reason: {netlink - reasons.total()} are"
    yield from (f"{count:6} {why}" for why, count in reasons.most_common())
    needed, there = wanted_structs().keys(), our_structs().keys()
    yield f"{len(structs())} structs, {len(needed)} of netlink's headers: {len(needed & there)} are in a table"
    reasons = Counter(why(name, OTHER_STRUCTS) or "MISSING" for name in needed - there)
    yield from (f"{count:6} {reason}" for reason, count in reasons.most_common())


if __name__ == "__main__":
    print("\n".join(figures()))
