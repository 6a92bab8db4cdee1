"""`nldissect families` as text, and docs/families.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nldissect.output.style import Paint, plain
from nldissect.reference import Entry, rows, type_words, walk
from nldissect.schema import Attribute, AttributeSet, Struct

_SHOWN = 4


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
            yield f"{indent}{row.number:>4}  {row.name}  {type_words(row.shape, row.meaning)}{_more(row)}"
        else:
            yield f"{indent}      {row.name}  {type_words(row.shape, row.meaning)}{'  secret' if row.secret else ''}"


def _more(row: Attribute) -> str:
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
