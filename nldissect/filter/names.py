"""The names that dissectors know: attributes, struct members, their constants, message types, commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Protocol

from nldissect.bodies import NFGENMSG, genlmsghdr
from nldissect.control import CONTROL, ERROR_CODE, NLMSGERR_ATTR, nlmsghdr
from nldissect.filter.kinds import Kind, kinds_of
from nldissect.protocols import PROTOCOLS, alias
from nldissect.registry import Registry, default_registry
from nldissect.schema import (
    Attribute,
    AttributeSet,
    Bits,
    Enum,
    Flags,
    Headed,
    Indexed,
    Lazy,
    Meaning,
    Meant,
    Member,
    Parsed,
    Records,
    Select,
    Sequence,
    Shape,
    Struct,
    Unit,
)
from nldissect.schema.shapes import Unknown


@dataclass(slots=True)
class FieldInfo:
    """What is known of a name in the tree; one name may stand in several places with different meanings."""

    name: str
    """as the tree spells it"""
    kinds: frozenset[Kind]
    constants: dict[str, int] = field(default_factory=dict)
    """the names of its values, in full (RTPROT_STATIC) and short (static)"""
    open: bool = False
    """whether there are names inside that only the bytes tell (uevent.ACTION)"""
    outer: str = ""
    """what the node around those is called, where that is not `name`"""


class NameIndex(Protocol):
    """Knows the names that can stand in a filter beside those of nldissect.filter.fields."""

    def known(self, name: str) -> FieldInfo | None:
        """The attribute or struct member of that name; in another case too, where nothing is spelled just so."""

    def names(self) -> Iterable[str]:
        """The names of all attributes and struct members."""

    def constants(self, name: str) -> Mapping[str, int]:
        """The names of a field's values: of one in the tree, or of nlmsg_type, cmd, family and error (not errnos)."""


class Catalogue:
    """The names in all dissectors of a registry; imports them all when it is made."""

    def __init__(self, registry: Registry) -> None:
        registry.load_all()
        self._fields: dict[str, FieldInfo] = {}
        self._types: dict[str, int] = {name: number for number, name in CONTROL.constants.items()}
        self._commands: dict[str, int] = {}
        self._families: dict[str, int] = {}
        self._errors: dict[str, int] = {}
        pending: list[Shape] = [NLMSGERR_ATTR]
        rows = _common_rows()
        for _, message in registry.messages():
            self._types.setdefault(message.name, message.type)
            for number, spelled in message.errors.items():
                self._errors.update(dict.fromkeys(spelled.split("|"), number))
            if message.header is not None:
                rows.append(Member(message.header.name, message.header))
            pending.extend(body for body in (message.body, message.reply) if body is not None)
        for family in registry.families():
            self._families[family.name] = 0
            pending.append(family.attributes)
            if family.header is not None:
                rows.append(Member(family.header.name, family.header))
        for _, command in registry.commands():
            self._commands.setdefault(command.name, command.number)
            if command.attributes is not None:
                pending.append(command.attributes)
        self._walk(rows, pending)
        self._fields["nlmsg_type"].constants.update(self._types)  # of the request that an error echoes
        self._fields["cmd"].constants.update(self._commands)
        for number, name in PROTOCOLS.items():
            if registry.unframed(number) is not None:
                outer = name.removeprefix("NETLINK_")
                self._fields[alias(number)] = FieldInfo(alias(number), frozenset({Kind.TEXT}), open=True, outer=outer)
        self._folded = {name.lower(): info for name, info in self._fields.items()}
        self._folded.update({name.lower(): info for name, info in self._fields.items() if name.isupper()})

    def known(self, name: str) -> FieldInfo | None:
        """The attribute or struct member of that name; in another case too, where nothing is spelled just so."""
        return self._fields.get(name) or self._folded.get(name.lower())

    def names(self) -> Iterable[str]:
        """The names of all attributes and struct members."""
        return (info.name for info in self._fields.values())

    def constants(self, name: str) -> Mapping[str, int]:
        """The names of a field's values: of one in the tree, or of nlmsg_type, cmd, family and error (not errnos)."""
        listed = {
            "nlmsg_type": self._types, "cmd": self._commands, "family": self._families, "error": self._errors,
        }.get(name)  # fmt: skip
        if listed is not None:
            return listed
        info = self.known(name)
        return {} if info is None else info.constants

    def _walk(self, rows: list[Attribute | Member], shapes: list[Shape]) -> None:
        seen: set[int] = set()
        while rows or shapes:
            if rows:
                row = rows.pop()
                self._add(row.name, row.shape, row.meaning)
                shapes.append(row.shape)
                continue
            shape = shapes.pop()
            if id(shape) not in seen:
                seen.add(id(shape))
                _open(shape, rows, shapes)

    def _add(self, name: str, shape: Shape, meaning: Meaning | None) -> None:
        kinds = kinds_of(shape, meaning)
        info = self._fields.get(name)
        if info is None:
            info = self._fields[name] = FieldInfo(name, kinds)
        else:
            info.kinds |= kinds
        info.open |= isinstance(shape, Parsed)
        if isinstance(shape, Sequence):
            meaning = shape.meaning or meaning
        for spelling, value in chain(_spelled(meaning), *map(_spelled, _meanings(shape))):
            info.constants.setdefault(spelling, value)


def _meanings(shape: Shape) -> Iterable[Meaning]:
    """What values mean where another value decides that."""
    if isinstance(shape, Select):
        for case in (*shape.cases.values(), shape.default):
            if isinstance(case, Meant):
                yield case.meaning


def _common_rows() -> list[Attribute | Member]:
    """What messages of all families have in their trees."""
    header = nlmsghdr(Flags("NLM_F_", {}), CONTROL)
    generic = genlmsghdr(Enum("", {}))
    rows: list[Attribute | Member] = [ERROR_CODE, Member("UNKNOWN", Unknown())]
    rows.extend(Member(struct.name, struct) for struct in (header, generic, NFGENMSG))
    rows.extend(Member(name, header) for name in ("nlmsgerr", "msg"))
    return rows


def _open(shape: Shape, rows: list[Attribute | Member], shapes: list[Shape]) -> None:
    """Put what is inside a shape on the lists of what is still to be seen."""
    if isinstance(shape, AttributeSet):
        rows.extend(shape.attributes)
    elif isinstance(shape, Struct):
        for member in shape.members:
            if isinstance(member, Member):
                rows.append(member)
            elif isinstance(member, Bits):
                rows.extend(Member(name, member.shape, meaning) for name, _, meaning in member.fields)
    elif isinstance(shape, Headed):
        rows.append(Member(shape.header.name, shape.header))
        shapes.append(shape.attributes)
    elif isinstance(shape, (Indexed, Sequence)):
        shapes.append(shape.element)
        if isinstance(shape, Sequence):
            rows.extend(shape.members)
    elif isinstance(shape, Records):
        shapes.append(shape.record)
    elif isinstance(shape, Parsed):
        rows.extend(shape.members)
    elif isinstance(shape, Select):
        shapes.extend(shape.cases.values())
        if shape.default is not None:
            shapes.append(shape.default)
    elif isinstance(shape, Lazy):
        shapes.append(shape.resolve())


def _spelled(meaning: object) -> Iterable[tuple[str, int]]:
    """The constants of a meaning: in full, and without their prefix in lower case.

    A family's own kind of meaning may have `constants`, too, as Enum and Flags have.
    """
    constants: Mapping[int, str] | None = getattr(meaning, "constants", None)
    if constants is not None:
        prefix: str = getattr(meaning, "prefix", "")
        for value, name in constants.items():
            yield name, value
            short = name.removeprefix(prefix).lower()
            if short != name.lower():
                yield short, value
    elif isinstance(meaning, Unit):
        for value, name in meaning.special.items():
            if " " not in name:
                yield name, value


@cache
def default_names() -> NameIndex:
    """The names in all dissectors; made on the first call, which imports them all."""
    return Catalogue(default_registry())
