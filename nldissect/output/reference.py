"""`nldissect families` as text, and docs/families.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nldissect.output.style import Paint, plain
from nldissect.reference import Entry, Item, Kind, constants, paths, rows, type_words, walk
from nldissect.schema import Attribute, AttributeSet, Struct

_SHOWN = 4
_VALUES = 40
"""constants of one value that are listed"""


def overview_lines(known: Iterable[Entry], paint: Paint = plain) -> Iterator[str]:
    """A paragraph for each protocol, a line for each family in it."""
    protocol = ""
    for entry in known:
        if entry.protocol != protocol:
            if protocol:
                yield ""
            protocol = entry.protocol
            yield paint("name", protocol)
        attributes = sum(1 for row in rows(entry) if isinstance(row, Attribute))
        yield f"  {entry.name:<20} {len(entry.names):>4} messages {attributes:>5} attributes  {entry.title}"


def entry_lines(entry: Entry, paint: Paint = plain) -> Iterator[str]:
    """One family: its messages, then all that they carry."""
    yield f"{paint('name', entry.name)}  {entry.protocol}  {entry.title}"
    if entry.family is not None:
        for command in entry.family.commands:
            yield f"  {command.number:>5}  {command.name}"
        for command in entry.family.replies or ():
            yield f"  {command.number:>5}  {command.name}  (from the kernel)"
        for command in entry.family.events:
            yield f"  {command.number:>5}  {command.name}  (notification)"
        if entry.family.groups:
            yield f"  multicast groups: {', '.join(entry.family.groups)}"
    for message in entry.messages:
        yield f"  {message.type:>5}  {message.name}"
    yield ""
    for row, depth in walk(entry):
        indent = "  " * (depth + 1)
        if isinstance(row, Struct):
            yield f"{indent}{paint('name', f'struct {row.name}')}, {row.fixed_size} bytes"
        elif isinstance(row, AttributeSet):
            yield f"{indent}{paint('name', f'{row.prefix}*')}"
        elif isinstance(row, Attribute):
            yield f"{indent}{row.number:>4}  {row.name}  {type_words(row.shape, row.meaning)}{limits_words(row)}"
        else:
            yield f"{indent}      {row.name}  {type_words(row.shape, row.meaning)}{'  secret' if row.secret else ''}"


def item_lines(found: Iterable[Item], paint: Paint = plain) -> Iterator[str]:
    """Attributes, members, messages and constants of one name: what they are, and where they stand."""
    for item in found:
        row = item.row
        place = f"{item.entry.name} ({item.entry.protocol})"
        if item.kind is Kind.CONSTANT and row is not None:
            yield f"{paint('name', item.name)} = {item.number}, a value of {row.name} in {place}"
            continue
        if row is None:
            yield f"{paint('name', item.name)}  {item.kind.value} {item.number} of {place}  {item.entry.title}"
            continue
        number = f" {row.number}" if isinstance(row, Attribute) else ""
        more = limits_words(row) if isinstance(row, Attribute) else "  secret" if row.secret else ""
        yield f"{paint('name', item.name)}  {item.kind.value}{number}  {type_words(row.shape, row.meaning)}{more}"
        for path in paths(item):
            yield f"  in {place}: {' / '.join(path)}"
        for value, name in list(constants(row).items())[:_VALUES]:
            yield paint("faint", f"    {value:>6}  {name}")
        if len(constants(row)) > _VALUES:
            yield paint("faint", f"            and {len(constants(row)) - _VALUES} more")


def limits_words(row: Attribute) -> str:
    """What else is known of an attribute: its range, that it may come several times, that it is secret."""
    said = ""
    if row.range is not None:
        said += f"  {row.range[0]} to {row.range[1]}"
    if row.multiple:
        said += "  several"
    return said + ("  secret" if row.secret else "")


def markdown(known: Iterable[Entry]) -> Iterator[str]:
    """docs/families.md: made from the registry, by `make docs`."""
    yield "# What nldissect knows"
    yield ""
    yield "Made from the registry by `make docs`; `nldissect families NAME` shows each family's attributes and types."
    protocol = ""
    for entry in known:
        if entry.protocol != protocol:
            protocol = entry.protocol
            yield ""
            yield f"## {protocol}"
            yield ""
            yield "| family | what it is | messages | attributes |"
            yield "|---|---|---|---|"
        names = entry.names
        shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        attributes = sum(1 for row in rows(entry) if isinstance(row, Attribute))
        yield f"| {entry.name} | {entry.title.replace('|', '/')} | {shown}{more} | {attributes} |"
