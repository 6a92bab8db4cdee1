"""What two dissectors say of the same bytes, set side by side by the bytes' place: ours and Wireshark's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from nldissect.message import Message
from nldissect.tree import Node, Value
from nldissect.wireshark import Reading

UNKNOWN_THERE: Final = frozenset(
    {"netlink.attr_data", "data", "data.data", "data.len", "nflog.tlv_value"}
    | {f"nl80211.attr_value{width}" for width in ("", "16", "32", "64")}
)
"""what Wireshark calls bytes that it does not know, or knows by their length alone"""

Place = tuple[int, int]
"""offset in the datagram, and size"""


class Standing(StrEnum):
    """How the two readings of some bytes stand to each other."""

    AGREE = "agree"
    DIFFER = "differ"
    OURS = "only nldissect"
    THEIRS = "only tshark"
    ASIDE = "not compared"
    """Wireshark's alone, and no reading of the whole bytes: some bits, a heading, bytes that it does not know"""
    SILENT = "tshark has no value"


@dataclass(frozen=True, slots=True)
class Aligned:
    """Some bytes with what each says of them. `name` and `value` are ours, where we say something."""

    place: Place
    standing: Standing
    name: str = ""
    value: Value = None
    node: Node | None = None
    """the node that says it; for `nla_len` and `nla_type` the attribute"""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a node says of bytes."""

    name: str
    value: Value
    node: Node


def align(message: Message, base: int, theirs: Iterable[Reading]) -> list[Aligned]:
    """Every reading with ours of the same bytes, in their order; then what only we read, in the order of the tree.

    `base` is where the message begins in its datagram. The message is decoded whole.
    """
    ours: dict[Place, list[_Said]] = defaultdict(list)
    for place, said in _known(message, base):
        ours[place].append(said)
    found: list[Aligned] = []
    seen: set[Place] = set()
    for reading in theirs:
        place = (reading.offset, reading.size)
        known = ours.get(place)
        if reading.masked or not reading.name or reading.name in UNKNOWN_THERE:
            found.append(Aligned(place, Standing.ASIDE, reading=reading))
        elif known is None:
            found.append(Aligned(place, Standing.THEIRS, reading=reading))
        else:
            seen.add(place)
            found.append(_compare(place, known, reading))
    for place, known in ours.items():
        if place not in seen:
            said = known[-1]
            found.append(Aligned(place, Standing.OURS, said.name, said.value, said.node))
    return found


def _compare(place: Place, known: list[_Said], reading: Reading) -> Aligned:
    agreeing = next((said for said in known if _agree(said.value, reading)), None)
    said = agreeing or known[-1]
    if not reading.show and all(one.value != "" for one in known):
        standing = Standing.SILENT  # it has the bytes, and says nothing of them
    else:
        standing = Standing.DIFFER if agreeing is None else Standing.AGREE
    return Aligned(place, standing, said.name, said.value, said.node, reading)


def _known(message: Message, base: int) -> Iterator[tuple[Place, _Said]]:
    """What the nodes say of which bytes; an attribute's header is a length and a type, with its flags and without."""
    header = message.header_node
    for node in [*(header.walk() if header is not None else ()), *message.tree.walk()]:
        start = base + node.offset
        if node.type is not None:
            if not any(note.code == "truncated" for note in node.notes):
                yield (start, 2), _Said("nla_len", node.length, node)
            yield (start + 2, 2), _Said("nla_type", node.type | node.flags, node)
            yield (start + 2, 2), _Said("nla_type", node.type, node)
            start += 4
        if _says_something(node):
            yield (start, base + node.end - start), _Said(node.name, node.value, node)


def _says_something(node: Node) -> bool:
    return not node.raw and node.value is not None and (node.packet or not node.children)


def _agree(value: Value, reading: Reading) -> bool:
    """Whether the two mean the same number, text or address."""
    show = reading.show
    if isinstance(value, int):
        if show in ("True", "False"):
            return (show == "True") == bool(value)
        try:
            return (int(show, 0) - value) % (1 << 8 * max(reading.size, 1)) == 0
        except ValueError:  # a date, say: then it is the bytes that count
            raw = bytes.fromhex(reading.raw or "")
            return value in (int.from_bytes(raw, "little"), int.from_bytes(raw, "big"))
    if isinstance(value, list):
        return _agree_whole(value, reading)
    if isinstance(value, str):
        return show == value or show.replace(":", "") == value.replace(":", "")
    return False


def _agree_whole(values: list[object], reading: Reading) -> bool:
    """An array of numbers here (a cookie: __u32[2]) may be one number there."""
    numbers = [value for value in values if isinstance(value, int)]
    width = reading.size // max(len(values), 1)
    if len(numbers) < len(values) or not reading.show[:1].isdigit():
        return False
    orders: tuple[Literal["little", "big"], ...] = ("little", "big")
    joined = [(order, b"".join((n & (1 << 8 * width) - 1).to_bytes(width, order) for n in numbers)) for order in orders]
    try:
        shown = int(reading.show, 0)
    except ValueError:
        return False
    return shown in [int.from_bytes(data, order) for order, data in joined]
