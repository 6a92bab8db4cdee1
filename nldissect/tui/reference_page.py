"""The reference as lines: what a search found, and everything about one family. No terminal here, only text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nldissect.output.reference import limits_words
from nldissect.reference import Entry, Item, Kind, constants, entries, items, type_words, walk
from nldissect.registry import Registry
from nldissect.schema import Attribute, AttributeSet, Member, Struct

MOST: Final = 1_000
"""found items that are listed"""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a family's page: `item` is what a filter can be made of, `row` what nodes of a tree are made from."""

    text: str
    about: str = ""
    depth: int = 0
    item: Item | None = None
    row: Attribute | Member | Struct | AttributeSet | None = None
    values: int = 0
    """how many constants it has, which can be opened"""
    is_open: bool = False


class Reference:
    """All that is known, ready to be searched: some 20,000 names. Making it imports every dissector."""

    def __init__(self, registry: Registry) -> None:
        self.entries = entries(registry)
        self.items = list(items(self.entries))
        self._folded = [item.name.lower() for item in self.items]

    def search(self, text: str) -> tuple[list[Item], int]:
        """The items that every word of `text` stands in (family names count too), best first; and how many there are.

        Without a text, the families.
        """
        words = text.lower().split()
        if not words:
            families = [item for item in self.items if item.kind is Kind.FAMILY]
            return families, len(families)
        found = []
        for place, name in enumerate(self._folded):
            item = self.items[place]
            family = item.entry.name.lower()
            if all(word in name or word in family for word in words):
                named = [_rank(name, word) for word in words if word in name]
                if named:
                    found.append((min(named), _ORDER[item.kind], len(name), place))
        found.sort()
        return [self.items[place] for *_, place in found[:MOST]], len(found)


_ORDER: Final = {kind: order for order, kind in enumerate(Kind)}


def _rank(name: str, word: str) -> int:
    """0 the name itself or its end (mtu: IFLA_MTU), 1 its beginning, 2 the beginning of a word in it, 3 anywhere."""
    if name == word or name.endswith(f"_{word}"):
        return 0
    if name.startswith(word):
        return 1
    return 2 if name[name.find(word) - 1] in "_-. " else 3


def result_about(item: Item) -> str:
    """What a found item is: its kind, its number or type, and where it belongs."""
    where = f"{item.entry.protocol.removeprefix('NETLINK_').lower()} / {item.entry.name}"
    if item.kind is Kind.FAMILY:
        return f"{item.entry.protocol}  {item.entry.title}"
    if item.kind is Kind.CONSTANT and item.row is not None:
        return f"constant {item.number}, {hex(item.number or 0)}, of {item.row.name} in {where}"
    typed = "" if item.row is None else f", {type_words(item.row.shape, item.row.meaning)}"
    number = "" if item.number is None else f" {item.number}"
    return f"{item.kind}{number}{typed} in {where}"


def page(entry: Entry, opened: frozenset[int] = frozenset()) -> list[PageLine]:
    """A family: its messages, then what they carry; the constants of the rows (by their id) that are `opened`."""
    return list(_page(entry, opened))


def _page(entry: Entry, opened: frozenset[int]) -> Iterator[PageLine]:
    yield PageLine(entry.name, f"{entry.protocol}  {entry.title}", item=Item(Kind.FAMILY, entry.name, entry))
    for name, number, told in _messages(entry):
        yield PageLine(name, f"{number}{told}", 1, Item(Kind.MESSAGE, name, entry, number=number))
    if entry.family is not None and entry.family.groups:
        yield PageLine("multicast groups", ", ".join(entry.family.groups), 1)
    for row, depth in walk(entry):
        if isinstance(row, Struct):
            yield PageLine(f"struct {row.name}", f"{row.fixed_size} bytes", depth, row=row)
        elif isinstance(row, AttributeSet):
            yield PageLine(f"{row.prefix}*", "attributes", depth, row=row)
        else:
            yield from _row(entry, row, depth, is_open=id(row) in opened)


def _messages(entry: Entry) -> Iterator[tuple[str, int, str]]:
    for message in entry.messages:
        yield message.name, message.type, ""
    if entry.family is not None:
        for told, commands in (
            ("", entry.family.commands),
            ("  from the kernel", entry.family.replies or ()),
            ("  notification", entry.family.events),
        ):
            yield from ((command.name, command.number, told) for command in commands)


def _row(entry: Entry, row: Attribute | Member, depth: int, *, is_open: bool) -> Iterator[PageLine]:
    values = constants(row)
    about = type_words(row.shape, row.meaning)
    if isinstance(row, Attribute):
        kind, about, number = Kind.ATTRIBUTE, f"{row.number}  {about}{limits_words(row)}", row.number
    else:
        kind, number = Kind.MEMBER, None
        about += "  secret" if row.secret else ""
    item = Item(kind, row.name, entry, row, number)
    yield PageLine(row.name, about, depth, item, row, len(values), is_open)
    if is_open:
        for value, name in values.items():
            told = f"{value}  {hex(value)}" if value > 9 else str(value)
            yield PageLine(name, told, depth + 2, Item(Kind.CONSTANT, name, entry, row, value))


def line_of(lines: Sequence[PageLine], item: Item) -> int:
    """Where an item stands on its family's page; of a constant, the row whose value it is. 0 where it does not."""
    if item.kind is Kind.FAMILY:
        return 0
    named = item.row.name if item.kind is Kind.CONSTANT and item.row is not None else item.name
    best, place_found = 0, 0
    for place, line in enumerate(lines):
        if line.item is None:
            if not best and line.text == f"struct {item.name}":
                best, place_found = 1, place
            continue
        if line.row is not None and line.row is item.row and item.kind is not Kind.CONSTANT:
            return place
        same = line.item.name == item.name
        match = 3 if same and line.item.kind is item.kind else 2 if same else 1 if line.item.name == named else 0
        if match > best:
            best, place_found = match, place
    return place_found


def opened_for(item: Item) -> frozenset[int]:
    """The rows that must be open on a page for an item to be seen there."""
    return frozenset([id(item.row)]) if item.kind is Kind.CONSTANT and item.row is not None else frozenset()
