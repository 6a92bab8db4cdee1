"""A second opinion: the same bytes read by Wireshark, aligned by their place with what nldissect says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from nldissect.capture import CaptureFile
from nldissect.message import Message
from nldissect.stream import Stream
from nldissect.tree import Node, Value
from nldissect.wireshark import Reading, readings

UNKNOWN_THERE: Final = frozenset(
    {"netlink.attr_data", "data", "data.data", "data.len", "nflog.tlv_value"}
    | {f"nl80211.attr_value{width}" for width in ("", "16", "32", "64")}
)
"""what Wireshark calls bytes that it does not know, or knows by their length alone"""

Place = tuple[int, int]
"""offset in the datagram, and size"""


class Difference(NamedTuple):
    """A field that both read, and differently."""

    wireshark: str
    """Wireshark's name of it"""
    ours: str
    frame: int
    place: Place
    show: str
    """Wireshark's value"""
    value: Value


@dataclass(slots=True)
class Opinion:
    """What both say of one message type, in numbers of fields."""

    agree: int = 0
    only_ours: int = 0
    only_wireshark: int = 0
    differences: list[Difference] = field(default_factory=list)
    fields: dict[str, int] = field(default_factory=dict)
    """Wireshark's field → how often both agreed on it"""

    def take(self, other: Opinion) -> None:
        """Add another's numbers."""
        self.agree += other.agree
        self.only_ours += other.only_ours
        self.only_wireshark += other.only_wireshark
        self.differences.extend(other.differences)
        for name, count in other.fields.items():
            self.fields[name] = self.fields.get(name, 0) + count

    def agreed(self, name: str) -> None:
        """Count a field on which both agree."""
        self.agree += 1
        self.fields[name] = self.fields.get(name, 0) + 1


def check(path: str, capture: CaptureFile, stream: Stream) -> dict[str, Opinion]:
    """Compare a capture file message by message; the opinions by message name, in the order of their first messages.

    Raises UserError where tshark or pyshark is missing, or tshark can not read the file.
    """
    found: dict[str, Opinion] = {}
    with closing(readings(path)) as frames:
        frame = next(frames, None)
        for datagram in capture:
            messages = list(stream.messages(datagram))
            while frame is not None and frame.number < datagram.number:
                frame = next(frames, None)
            theirs = frame.readings if frame is not None and frame.number == datagram.number else []
            for message, opinion in _opinions(messages, theirs):
                found.setdefault(message.name, Opinion()).take(opinion)
        for _ in frames:
            pass  # to tshark's own end: it is not to be killed
    return found


def _opinions(messages: list[Message], readings_there: list[Reading]) -> Iterator[tuple[Message, Opinion]]:
    """Each message of a datagram with what both say of it."""
    at = 0
    for message in messages:
        end = at + (len(message.data) + 3 & ~3)
        theirs = [reading for reading in readings_there if at <= reading.offset < end]
        yield message, _opinion(message, at, theirs)
        at = end


def _opinion(message: Message, base: int, theirs: list[Reading]) -> Opinion:
    opinion = Opinion()
    ours: dict[Place, list[tuple[str, Value]]] = defaultdict(list)
    for place, name, value in _known(message, base):
        ours[place].append((name, value))
    seen: set[Place] = set()
    for reading in theirs:
        place = (reading.offset, reading.size)
        if reading.masked or not reading.name or reading.name in UNKNOWN_THERE:
            continue
        known = ours.get(place)
        if known is None:
            opinion.only_wireshark += 1
            continue
        seen.add(place)
        if not reading.show and all(value != "" for _, value in known):
            continue  # it has the bytes, and says nothing of them
        if any(_agree(value, reading) for _, value in known):
            opinion.agreed(reading.name)
        else:
            name, value = known[-1]
            opinion.differences.append(Difference(reading.name, name, message.frame, place, reading.show, value))
    opinion.only_ours = len(ours.keys() - seen)
    return opinion


def _known(message: Message, base: int) -> Iterator[tuple[Place, str, Value]]:
    """What the nodes say of which bytes; an attribute's header is a length and a type, with its flags and without."""
    header = message.header_node
    for node in [*(header.walk() if header is not None else ()), *message.tree.walk()]:
        start = base + node.offset
        if node.type is not None:
            if not any(note.code == "truncated" for note in node.notes):
                yield (start, 2), "nla_len", node.length
            yield (start + 2, 2), "nla_type", node.type | node.flags
            yield (start + 2, 2), "nla_type", node.type
            start += 4
        if _says_something(node):
            yield (start, base + node.end - start), node.name, node.value


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
