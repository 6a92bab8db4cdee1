"""What is known: families, messages, attributes, types, as `nldissect families` and docs/families.md tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nldissect.protocols import alias, protocol_name
from nldissect.registry import Registry
from nldissect.schema import (
    Address,
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Enum,
    Flag,
    Flags,
    GenericFamily,
    Headed,
    Indexed,
    Integer,
    Lazy,
    LinkAddress,
    Meaning,
    Meant,
    Member,
    Message,
    Packet,
    Pad,
    Parsed,
    Records,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
    Unit,
)
from nldissect.schema.shapes import Unknown, VariableInteger


@dataclass(frozen=True, slots=True)
class Entry:
    """One dissector module or YNL spec: a family, or one kind of object of a protocol."""

    protocol: str
    """NETLINK_ROUTE"""
    name: str
    """what it is asked for by: generic family or module"""
    title: str
    """its module's docstring, first line"""
    messages: tuple[Message, ...] = ()
    family: GenericFamily | None = None

    @property
    def names(self) -> list[str]:
        """The names of its messages or commands."""
        if self.family is None:
            return [message.name for message in self.messages]
        return list(dict.fromkeys(command.name for command in self.family.all_commands))


def entries(registry: Registry) -> list[Entry]:
    """All there is, by protocol and name. Imports every dissector and reads every spec."""
    found: list[Entry] = []
    for module in registry.modules():
        title = (module.__doc__ or "").strip().partition("\n")[0]
        parts = module.__name__.split(".")
        found.extend(_entries(registry, module, parts[-2] if parts[-1] == "messages" else parts[-1], title))
    for spec in registry.specs():
        found.extend(_entries(registry, spec, spec.name, spec.title))
    return sorted(found, key=lambda entry: (entry.protocol, entry.name.lower()))


def _entries(registry: Registry, source: object, name: str, title: str) -> Iterator[Entry]:
    """What a module or spec serves; not what another one serves in its place."""
    given: tuple[Message, ...] = tuple(getattr(source, "MESSAGES", ()))
    messages = tuple(message for message in given if registry.message(message.protocol, message.type) is message)
    if messages:
        yield Entry(protocol_name(messages[0].protocol), name, title, messages)
    families: tuple[GenericFamily, ...] = tuple(getattr(source, "FAMILIES", ()))
    for family in (family for family in families if registry.family(family.name) is family):
        yield Entry("NETLINK_GENERIC", family.name, title, family=family)
    for unframed in getattr(source, "UNFRAMED", ()):
        yield Entry(protocol_name(unframed.protocol), alias(unframed.protocol), title)


def matching(known: Iterable[Entry], name: str) -> list[Entry]:
    """The entries that `name` means: a protocol, a family, a message, an attribute or part of these, any case."""
    wanted = name.lower()
    listed = list(known)
    for exact in (
        [entry for entry in listed if wanted == entry.name.lower()],
        [entry for entry in listed if wanted in (entry.protocol.lower(), entry.protocol[8:].lower())],
        [entry for entry in listed if wanted in (one.lower() for one in entry.names)],
        [entry for entry in listed if any(wanted == row.name.lower() for row in rows(entry))],
        [entry for entry in listed if any(wanted in one.lower() for one in (entry.name, *entry.names))],
    ):
        if exact:
            return exact
    return []


def rows(entry: Entry) -> Iterator[Attribute | Member]:
    """Every attribute and struct member of an entry, once."""
    for row, _ in walk(entry):
        if isinstance(row, (Attribute, Member)):
            yield row


Line = tuple[Attribute | Member | Struct | AttributeSet, int]


def walk(entry: Entry) -> Iterator[Line]:
    """(row, depth) of everything an entry's messages carry, outermost first; a set is opened where it first stands."""
    seen: set[int] = set()
    for shape in _tops(entry):
        yield from _walk(shape, 0, seen)


def _tops(entry: Entry) -> Iterator[Shape]:
    if entry.family is not None:
        if entry.family.header is not None:
            yield entry.family.header
        yield entry.family.attributes
        if entry.family.reply_header is not None:
            yield entry.family.reply_header
        for command in entry.family.all_commands:
            if command.attributes is not None:
                yield command.attributes
    for message in entry.messages:
        for shape in (message.header, message.body, message.reply):
            if shape is not None:
                yield shape


def _walk(shape: Shape, depth: int, seen: set[int]) -> Iterator[Line]:
    shape = _plain(shape)
    if isinstance(shape, (Struct, AttributeSet)):
        if id(shape) in seen:
            return
        seen.add(id(shape))
        yield shape, depth
        listed = shape.members if isinstance(shape, Struct) else shape.attributes
        for row in listed:
            if isinstance(row, (Attribute, Member)):
                yield row, depth + 1
                yield from _walk(row.shape, depth + 2, seen)
            elif isinstance(row, Bits):
                for name, _, meaning in row.fields:
                    yield Member(name, row.shape, meaning), depth + 1
        return
    if isinstance(shape, Parsed):
        if id(shape) not in seen:
            seen.add(id(shape))
            for row in shape.members:
                yield row, depth
                yield from _walk(row.shape, depth + 1, seen)
        return
    if isinstance(shape, Sequence) and shape.members and id(shape) not in seen:
        seen.add(id(shape))
        for member in shape.members:
            yield member, depth
    for part in _inside(shape):
        yield from _walk(part, depth, seen)


def inner(shape: Shape) -> Iterator[Shape]:
    """The shape itself, without what is wrapped around it, and what stands right inside."""
    shape = _plain(shape)
    yield shape
    for part in _inside(shape):
        yield from inner(part)


def _inside(shape: Shape) -> Iterator[Shape]:
    if isinstance(shape, Headed):
        yield shape.header
        yield shape.attributes
    elif isinstance(shape, (Indexed, Sequence)):
        yield shape.element
    elif isinstance(shape, Records):
        yield shape.record
    elif isinstance(shape, Select):
        yield from shape.cases.values()
        if shape.default is not None:
            yield shape.default


def _plain(shape: Shape) -> Shape:
    while isinstance(shape, (Lazy, Meant)):
        shape = shape.resolve() if isinstance(shape, Lazy) else shape.shape
    return shape


class Kind(StrEnum):
    """What an item of the reference is."""

    FAMILY = "family"
    MESSAGE = "message"
    ATTRIBUTE = "attribute"
    MEMBER = "member"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that has a name. `row` is the attribute or member; of a constant, the one whose value it is."""

    kind: Kind
    name: str
    entry: Entry
    row: Attribute | Member | None = field(default=None, repr=False)
    number: int | None = None


def items(known: Iterable[Entry]) -> Iterator[Item]:
    """Everything in the entries that has a name: families, then what is in them; of a kind each name once a family."""
    for entry in known:
        yield Item(Kind.FAMILY, entry.name, entry)
        for name, number in _numbered(entry):
            yield Item(Kind.MESSAGE, name, entry, number=number)
        seen: set[tuple[Kind, str]] = set()
        for row in rows(entry):
            kind = Kind.ATTRIBUTE if isinstance(row, Attribute) else Kind.MEMBER
            if (kind, row.name) not in seen:
                seen.add((kind, row.name))
                yield Item(kind, row.name, entry, row, row.number if isinstance(row, Attribute) else None)
            for value, name in constants(row).items():
                if (Kind.CONSTANT, name) not in seen:
                    seen.add((Kind.CONSTANT, name))
                    yield Item(Kind.CONSTANT, name, entry, row, value)


def named(known: Iterable[Entry], name: str) -> list[Item]:
    """The messages, attributes, members and constants called `name`, in any case."""
    wanted = name.lower()
    return [item for item in items(known) if item.kind is not Kind.FAMILY and item.name.lower() == wanted]


def paths(item: Item) -> list[list[str]]:
    """What stands around an attribute or member, outermost first, wherever its family has one of that name."""
    found: list[list[str]] = []
    around: list[str] = []
    for row, depth in walk(item.entry):
        del around[depth:]
        if isinstance(row, (Struct, AttributeSet)):
            around.extend([""] * (depth - len(around)))
            around.append(f"struct {row.name}" if isinstance(row, Struct) else f"{row.prefix}*" if row.prefix else "")
            continue
        around.extend([""] * (depth - len(around)))
        path = [step for step in around if step]
        if row.name == item.name and path not in found:
            found.append(path)
        around.append(row.name)
    return found


def _numbered(entry: Entry) -> Iterator[tuple[str, int]]:
    if entry.family is None:
        yield from ((message.name, message.type) for message in entry.messages)
    else:
        numbers = {command.name: command.number for command in reversed(entry.family.all_commands)}
        yield from ((name, numbers[name]) for name in entry.names)


def constants(row: Attribute | Member) -> Mapping[int, str]:
    """The names of the values that an attribute or member can have: of an enumeration, or of flags."""
    found: dict[int, str] = {}
    for meaning in _named_values(row):
        found = {**meaning.constants, **found}
    return found


def _named_values(row: Attribute | Member) -> Iterator[Enum | Flags]:
    shape = _plain(row.shape)
    meanings = [row.meaning]
    if isinstance(row.shape, Meant):
        meanings.append(row.shape.meaning)
    if isinstance(shape, (Sequence, Indexed)):
        meanings.append(shape.meaning)
    if isinstance(shape, Select):  # what the values mean is decided by another one
        cases = (*shape.cases.values(), shape.default)
        meanings.extend(case.meaning for case in cases if isinstance(case, Meant))
    for meaning in meanings:
        if isinstance(meaning, (Enum, Flags)):
            yield meaning


def condition(item: Item) -> str:
    """The filter for messages that have to do with an item."""
    name = item.name
    family = None if item.entry.family is None else item.entry.family.name
    if family is not None and not family.replace("_", "").isalnum():
        family = f'"{family}"'
    if item.kind is Kind.FAMILY:
        if family is not None:
            return f"family == {family}"
        types = ", ".join(message.name for message in item.entry.messages)
        return f"type in {{{types}}}" if types else f"protocol == {name}"
    if item.kind is Kind.MESSAGE:
        return f"type == {name}" if family is None else f"cmd == {name} && family == {family}"
    if item.kind is Kind.CONSTANT and item.row is not None:
        flags = [meaning for meaning in _named_values(item.row) if isinstance(meaning, Flags)]
        is_bit = item.number and any(name in meaning.constants.values() for meaning in flags)
        return f"{item.row.name} {'&' if is_bit else '=='} {name}"
    return name


def type_words(shape: Shape, meaning: Meaning | None = None) -> str:
    """A shape and its meaning in a few words: `u32 IFF_*`, `be16`, `struct ndmsg`, `list of struct rtnexthop`."""
    shape = _plain(shape)
    said = _shape_words(shape)
    inner = shape.meaning if isinstance(shape, (Sequence, Indexed)) else None
    told = meaning or inner
    if isinstance(told, (Enum, Flags)) and told.prefix:
        said += f" {told.prefix}*"
    elif isinstance(told, Unit) and told.unit:
        said += f" {told.unit}"
    return said


def _shape_words(shape: Shape) -> str:
    if isinstance(shape, Integer):
        return f"{ {'>': 'be', '<': 'le'}.get(shape.order or '', 's' if shape.signed else 'u') }{shape.width * 8}"
    if isinstance(shape, (Struct, Pad)):
        return f"struct {shape.name}"
    if isinstance(shape, AttributeSet):
        return f"nest {shape.prefix}*" if shape.prefix else "nest"
    if isinstance(shape, Headed):
        return f"struct {shape.header.name} and {_shape_words(_plain(shape.attributes))}"
    if isinstance(shape, (Indexed, Sequence)):
        return f"list of {type_words(shape.element)}"
    if isinstance(shape, Records):
        return f"list of {type_words(shape.record)}"
    if isinstance(shape, Select):
        by = shape.selector if isinstance(shape.selector, str) else "its context"
        return f"by {by}"
    return _NAMES.get(type(shape), "bytes")


_NAMES: dict[type[Shape], str] = {
    VariableInteger: "uint",
    Text: "string",
    Bytes: "bytes",
    Packet: "packet",
    Unknown: "unknown bytes",
    Flag: "flag",
    Address: "IP address",
    LinkAddress: "link-layer address",
    Parsed: "parsed",
}
