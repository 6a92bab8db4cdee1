"""Every number and layout that the program's tables claim, for tests to hold against the kernel's."""

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
from nldissect.schema import Attribute, AttributeSet, Bits, Command, Enum, Flags, Member, Message, Struct
from tests.fact_exceptions import BIT_NUMBERS, BIT_NUMBERS_FROM_1
from tests.kernel_facts import constants

# Not light, and without tables of the kernel's.
_SKIPPED_MODULES = ("nldissect.__main__", "nldissect.cli", "nldissect.tui", "nldissect.scapy.tap")


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
            if _is_number_to_name(value):
                found.append((where, value))
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
            visit(where, value)
    return found


def _is_number_to_name(table: Mapping[Any, Any]) -> bool:
    return bool(table) and all(
        isinstance(key, int) and isinstance(value, str) and re.fullmatch(r"[A-Z][A-Z0-9_]+|RTNLGRP_\w+", value)
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


def member_names(struct: Struct) -> Iterator[str]:
    for member in struct.members:
        match member:
            case Member(name=name):
                yield name
            case Bits(fields=fields):
                yield from (name for name, _, _ in fields)
