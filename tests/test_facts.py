"""Every number and layout in the program's tables equals the kernel's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nldissect.schema import (
    Attribute,
    AttributeSet,
    Bits,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Integer,
    Lazy,
    Member,
    Message,
    Pad,
    Shape,
    Struct,
)
from tests.fact_exceptions import (
    ABSENT_CONSTANTS,
    ABSENT_MEMBERS,
    ABSENT_STRUCTS,
    BIT_NUMBERS,
    BIT_NUMBERS_FROM_1,
    INCOMPLETE,
    SHORTER,
)
from tests.kernel_facts import MemberFact, StructFact, constants, enums, newer_constants, structs
from tests.our_tables import claims, everything, excused, loaded, member_names, same

_ENUM_FURNITURE = re.compile(r"__.*|.*_(UNSPEC|UNDEFINED|NONE|MAX|PAD|PAD\d+|INVALID|UNUSED\w*|NUM)")
_UNSIGNED = re.compile(r"unsigned .*|.* unsigned int|__u(8|16|32|64)|unsigned int")
_SIGNED = re.compile(r"int|short|short int|long long int|signed char|__s(8|16|32|64)")
_BIG_ENDIAN = re.compile(r"__be(16|32|64)|__sum16")
_LITTLE_ENDIAN = re.compile(r"__le(16|32|64)")


def report(differences: list[str]) -> str:
    return "\n".join([f"{len(differences)} differences from the kernel's headers:", *sorted(set(differences))])


def test_every_module_can_be_imported() -> None:
    """The tests below look at what can be."""
    assert not loaded()[1]


def test_constants() -> None:
    wrong = []
    for where, name, numbers in claims():
        value = constants().get(name, newer_constants().get(name))
        if value is None:
            if not excused(name, ABSENT_CONSTANTS):
                wrong.append(f"{where}: {name} ({numbers[0]}) is in no UAPI header")
            continue
        if not any(same(number, value) for number in numbers):
            wrong.append(f"{where}: {name} is {value}, not {numbers[0]}")
    assert not wrong, report(wrong)


def test_structs() -> None:
    wrong = []
    for where, thing in everything():
        if isinstance(thing, Struct):
            fact = structs().get(thing.name)
            if fact is not None:
                wrong += [f"{where}: struct {thing.name}{told}" for told in layout(thing, fact)]
            elif not excused(thing.name, ABSENT_STRUCTS):
                wrong.append(f"{where}: struct {thing.name} is in no UAPI header")
    assert not wrong, report(wrong)


def layout(ours: Struct, fact: StructFact) -> Iterator[str]:
    """What is wrong with a struct's layout, but for ABSENT_MEMBERS."""
    longer = ours.grows or not excused(ours.name, SHORTER)
    if ours.size is not None and ours.size != fact.size and (longer if ours.size < fact.size else not ours.grows):
        yield f" has {fact.size} bytes, not {ours.size}"
    offset = 0
    for member in ours.members:
        match member:
            case Pad(length=length):
                offset += length
            case Bits(shape=shape, fields=fields):
                size = shape.size or 0
                if sum(width for _, width, _ in fields) != size * 8:
                    yield f": the bit fields at {offset} do not fill their {size} bytes"
                for name, _, _ in fields:
                    known = fact.members.get(name, [])
                    if excused(f"{ours.name}.{name}", ABSENT_MEMBERS):
                        continue
                    if not any(offset <= candidate.offset < offset + size for candidate in known):
                        yield f".{name} is no bit field at offset {offset}"
                offset += size
            case Member(name=name, shape=shape):
                known = fact.members.get(name, [])
                if excused(f"{ours.name}.{name}", ABSENT_MEMBERS):
                    pass
                elif not known:
                    yield f".{name} does not exist"
                elif not any(fits(shape, offset, candidate) for candidate in known):
                    there = " or ".join(f"{k.type} at {k.offset}, {k.size} bytes" for k in known)
                    yield f".{name} is {there}, not {shape} at {offset}"
                offset += shape.size or 0


def fits(shape: Shape, offset: int, fact: MemberFact) -> bool:
    """Whether a member's offset, size, sign and byte order are those of the C member."""
    if offset != fact.offset or (shape.size is not None and shape.size != fact.size):
        return False
    if not isinstance(shape, Integer):
        return True
    if _BIG_ENDIAN.fullmatch(fact.type) or _LITTLE_ENDIAN.fullmatch(fact.type):
        return shape.width == 1 or shape.order == (">" if _BIG_ENDIAN.fullmatch(fact.type) else "<")
    if _UNSIGNED.fullmatch(fact.type):
        return not shape.signed
    return shape.signed or not _SIGNED.fullmatch(fact.type)


def test_tables_are_complete() -> None:
    """Where a table has one attribute, command or message type of an enum, the tables have all of them."""
    ours = {thing.name for _, thing in everything() if isinstance(thing, Attribute | Command | Message)}
    missing = []
    for enum in enums():
        if ours.isdisjoint(enum):
            continue
        numbers = {value for name, value in enum.items() if name in ours}
        missing += [
            f"{name} ({value}) is in no table, {next(known for known in enum if known in ours)} of the same enum is"
            for name, value in enum.items()
            if value not in numbers and not _ENUM_FURNITURE.fullmatch(name) and not excused(name, INCOMPLETE)
        ]
    assert not missing, report(missing)


def test_lazy_shapes_resolve() -> None:
    wrong = []
    for where, thing in everything():
        if isinstance(thing, Lazy):
            try:
                thing.resolve()
            except (AssertionError, AttributeError, ImportError) as error:
                wrong.append(f"{where}: {thing.target}: {error!r}")
    assert not wrong, report(wrong)


def test_the_exceptions_are_needed() -> None:
    """An exception that nothing needs any more would hide the next mistake."""
    ours = [thing for _, thing in everything() if isinstance(thing, Struct)]
    names = {name for _, name, _ in claims()}
    needed = [
        (ABSENT_CONSTANTS, names - constants().keys() - newer_constants().keys()),
        (BIT_NUMBERS, names),
        (BIT_NUMBERS_FROM_1, names),
        (ABSENT_STRUCTS, {struct.name for struct in ours} - structs().keys()),
        (ABSENT_MEMBERS, {f"{struct.name}.{name}" for struct in ours for name in member_names(struct)}),
        (SHORTER, {struct.name for struct in ours}),
        (INCOMPLETE, {name for enum in enums() for name in enum}),
    ]
    unused = [
        pattern for table, uses in needed for pattern in table if not any(re.fullmatch(pattern, use) for use in uses)
    ]
    assert not unused


def test_the_walk_finds_the_tables() -> None:
    """Guards the tests above against looking at nothing."""
    found = {type(thing) for _, thing in everything()}
    assert {Enum, Flags, Struct, AttributeSet, Attribute, Message, GenericFamily, Command} <= found
    assert len(list(claims())) > 1000
