"""Every number and layout in the program's tables equals the kernel's."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import dissectors
import nldissect
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
)
from tests.kernel_facts import MemberFact, StructFact, constants, enums, structs

_ENUM_FURNITURE = re.compile(r"__.*|.*_(UNSPEC|UNDEFINED|NONE|MAX|PAD|PAD\d+|INVALID|UNUSED\w*|NUM)")
_UNSIGNED = re.compile(r"unsigned .*|.* unsigned int|__u(8|16|32|64)|unsigned int")
_SIGNED = re.compile(r"int|short|short int|long long int|signed char|__s(8|16|32|64)")
_BIG_ENDIAN = re.compile(r"__be(16|32|64)|__sum16")
_LITTLE_ENDIAN = re.compile(r"__le(16|32|64)")

# Not light, and without tables of the kernel's.
_SKIPPED_MODULES = ("nldissect.__main__", "nldissect.cli", "nldissect.tui", "nldissect.capture.scapy_socket")


@cache
def loaded() -> tuple[list[ModuleType], list[str]]:
    """Every module that may hold a number of the kernel's, and what hindered those that can not be imported."""
    found: list[ModuleType] = []
    problems: list[str] = []
    for package in (nldissect, dissectors):
        found.append(package)
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + ".", onerror=lambda name: None):
            if not info.name.startswith(_SKIPPED_MODULES):
                try:
                    found.append(importlib.import_module(info.name))
                except (ImportError, NameError, AssertionError, TypeError) as error:
                    problems.append(f"{info.name}: {error!r}")
    return found, problems


@cache
def everything() -> list[tuple[str, Any]]:
    """(where, object) for every schema object there is, and for plain tables and numbers of the modules."""
    found: list[tuple[str, Any]] = []
    seen: set[int] = set()

    def visit(where: str, value: object) -> None:
        if id(value) in seen or isinstance(value, str | bytes | int):
            return
        seen.add(id(value))
        if isinstance(value, Mapping):
            for item in value.values():
                visit(where, item)
        elif isinstance(value, list | tuple | set | frozenset):
            for item in value:
                visit(where, item)
        elif type(value).__module__.startswith(("nldissect.", "dissectors.")):
            found.append((where, value))
            if isinstance(value, Struct):
                visit(f"{where} struct {value.name}", value.members)
            elif isinstance(value, AttributeSet):
                visit(f"{where} {value.prefix}", value.attributes)
            elif dataclasses.is_dataclass(value):
                for item in dataclasses.fields(value):
                    visit(where, getattr(value, item.name, None))

    for module in loaded()[0]:
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for name, value in vars(module).items():
            # only where it is made: an imported name belongs to another module
            if name.startswith("__") or not re.search(rf"^(?=[^\s#]).*?\b{name}\b[^=\n]*=", source, re.MULTILINE):
                continue
            where = f"{module.__name__}.{name}"
            if isinstance(value, int) and not isinstance(value, bool) and name in constants():
                found.append((where, (name, value)))
            elif isinstance(value, Mapping) and id(value) not in seen and _is_number_to_name(value):
                found.append((where, value))
            visit(where, value)
    return found


def _is_number_to_name(table: Mapping[Any, Any]) -> bool:
    return bool(table) and all(
        isinstance(key, int) and isinstance(value, str) and re.fullmatch(r"[A-Z][A-Z0-9_]+", value)
        for key, value in table.items()
    )


def claims() -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """(where, constant, the numbers of which one must be its value) for every constant in every table."""
    for where, thing in everything():
        match thing:
            case (str() as name, int() as value):
                yield where, name, (value,)
            case Enum(constants=table):
                yield from ((where, name, (value,)) for value, name in table.items())
            case Flags(constants=table):
                for mask, name in table.items():
                    if excused(name, BIT_NUMBERS):
                        yield where, name, (mask.bit_length() - 1,)
                    elif excused(name, BIT_NUMBERS_FROM_1):
                        yield where, name, (mask.bit_length(),)
                    else:
                        yield where, name, (mask,)
            case Mapping():
                yield from ((where, name, (value,)) for value, name in thing.items())
            case Attribute(number=number, name=name):
                # rdma's local service marks what must be understood by a bit in the number (RDMA_NLA_F_MANDATORY)
                yield where, name, (number, number & ~0x2000) if name.startswith("LS_NLA_") else (number,)
            case Command(number=number, name=name):
                yield where, name, (number,)
            case Message(type=number, name=name):
                # nfnetlink and rdma put the subsystem in the upper bits
                yield where, name, (number, number & 0xFF, number & 0x3FF)


def same(ours: int, theirs: int) -> bool:
    """Whether two numbers are equal; a negative one stands for its two's complement in 16, 32 or 64 bits."""
    if ours == theirs:
        return True
    return (ours < 0 or theirs < 0) and any((ours - theirs) % (1 << bits) == 0 for bits in (16, 32, 64))


def excused(name: str, reasons: dict[str, str]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in reasons)


def report(differences: list[str]) -> str:
    return "\n".join([f"{len(differences)} differences from the kernel's headers:", *sorted(set(differences))])


def test_every_module_can_be_imported() -> None:
    """The tests below look at what can be."""
    assert not loaded()[1]


def test_constants() -> None:
    wrong = []
    for where, name, numbers in claims():
        value = constants().get(name)
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
    if ours.size is not None and ours.size != fact.size and not (ours.grows and ours.size > fact.size):
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
        (ABSENT_CONSTANTS, names - constants().keys()),
        (BIT_NUMBERS, names),
        (BIT_NUMBERS_FROM_1, names),
        (ABSENT_STRUCTS, {struct.name for struct in ours} - structs().keys()),
        (ABSENT_MEMBERS, {f"{struct.name}.{name}" for struct in ours for name in member_names(struct)}),
        (INCOMPLETE, {name for enum in enums() for name in enum}),
    ]
    unused = [
        pattern for table, uses in needed for pattern in table if not any(re.fullmatch(pattern, use) for use in uses)
    ]
    assert not unused


def member_names(struct: Struct) -> Iterator[str]:
    for member in struct.members:
        match member:
            case Member(name=name):
                yield name
            case Bits(fields=fields):
                yield from (name for name, _, _ in fields)


def test_the_walk_finds_the_tables() -> None:
    """Guards the tests above against looking at nothing."""
    found = {type(thing) for _, thing in everything()}
    assert {Enum, Flags, Struct, AttributeSet, Attribute, Message, GenericFamily, Command} <= found
    assert len(list(claims())) > 1000
