"""A message as nldissect and as Wireshark read it, as rows: ours left, Wireshark's right, the same bytes on one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nldissect.diagnosis.aligning import UNKNOWN_THERE, Aligned, Place, Standing
from nldissect.message import Message
from nldissect.output.text import told_value
from nldissect.tree import Node
from nldissect.tui.outline import Path, path_of, top_level
from nldissect.wireshark import Reading

_SECRET = "‹secret›"


@dataclass(frozen=True, slots=True)
class Row:
    """Some bytes and what both say of them; `standing` is None for a heading."""

    place: Place
    """offset in the message, and size"""
    depth: int
    ours: str
    theirs: str
    standing: Standing | None
    field: str = ""
    """Wireshark's name of it"""
    path: Path = ()
    """which node it is"""


def rows(message: Message, base: int, pairs: Sequence[Aligned]) -> list[Row]:
    """The rows in the order of the bytes; `base` is where the message begins in its datagram.

    The length and type before an attribute's payload have rows only where the two differ. What Wireshark says of
    single bits is left out where it says something of the whole.
    """
    told = _Telling(message, base, pairs)
    found = list(dict.fromkeys(row for node in top_level(message) for row in told.of(node, 0)))
    found.extend(told.rest())
    order = sorted(range(len(found)), key=lambda at: (found[at].place[0], -found[at].place[1], at))
    return [found[at] for at in order]


class _Telling:
    def __init__(self, message: Message, base: int, pairs: Sequence[Aligned]) -> None:
        self._base = base
        self._end = base + len(message.data)
        self._of: dict[int, list[Aligned]] = {}
        self._pairs = pairs
        for pair in pairs:
            if pair.node is not None:
                self._of.setdefault(id(pair.node), []).append(pair)
        self._headings = {
            pair.place[0]: pair.reading.show for pair in reversed(pairs) if pair.reading and not pair.reading.name
        }
        self._secrets = [] if message.show_secrets else list(_secret_places(message, base))
        self._offsets: set[int] = set()

    def of(self, node: Node, depth: int) -> Iterator[Row]:
        """The rows of a node and of what is in it."""
        path, offset = path_of(node), self._base + node.offset
        self._offsets.add(offset)
        said = False
        for pair in self._of.get(id(node), ()):
            if pair.name in ("nla_len", "nla_type") and node.type is not None:
                if pair.standing is Standing.DIFFER:
                    name = f"{node.name}: {pair.name} {pair.value}"
                    yield self._row(pair.place, depth, name, pair.reading, pair.standing, path)
            else:
                said = True
                value = told_value(node)
                yield self._row(
                    pair.place,
                    depth,
                    f"{node.name}: {value}" if value else node.name,
                    pair.reading,
                    pair.standing,
                    path,
                )
        if not said:
            text = node.name if node.children else f"{node.name}: {told_value(node)}"
            place = (node.offset, node.length)
            yield Row(place, depth, text, self._headings.get(offset, ""), None, "", path)
        for child in node.children:
            yield from self.of(child, depth + 1)

    def rest(self) -> Iterator[Row]:
        """What only Wireshark says, in the bytes of this message."""
        compared = {pair.place for pair in self._pairs if pair.standing is not Standing.ASIDE}
        seen: set[tuple[Place, str, str]] = set()
        for pair in self._pairs:
            reading, (offset, size) = pair.reading, pair.place
            if reading is None or pair.node is not None or not self._base <= offset < self._end or not size:
                continue
            if pair.standing is Standing.ASIDE:
                if (reading.masked and pair.place in compared) or (not reading.name and offset in self._offsets):
                    continue
                if reading.name in UNKNOWN_THERE and offset - 4 in self._offsets:
                    continue  # an attribute's payload as bytes: its row has ours
            key = (pair.place, reading.name, reading.show)
            if key not in seen:
                seen.add(key)
                yield self._row(pair.place, 0, "", reading, pair.standing, ())

    def _row(self, place: Place, depth: int, ours: str, reading: Reading | None, standing: Standing, path: Path) -> Row:
        theirs = "" if reading is None else reading.showname or f"{reading.name} {reading.show}".strip()
        if theirs and any(place[0] < end and begin < place[0] + place[1] for begin, end in self._secrets):
            theirs = _SECRET
        field = "" if reading is None else reading.name
        return Row((place[0] - self._base, place[1]), depth, ours, theirs, standing, field, path)


def _secret_places(message: Message, base: int) -> Iterator[tuple[int, int]]:
    """Where the bytes are that are not to be shown: Wireshark knows no secrets."""
    for node in message.tree.walk():
        if getattr(node.spec, "secret", False):
            yield base + node.offset, base + node.end
