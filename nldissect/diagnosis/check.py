"""A second opinion: the same bytes read by Wireshark, aligned by their place with what nldissect says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

from nldissect.capture import CaptureFile
from nldissect.diagnosis.aligning import Aligned, Place, Standing, align
from nldissect.message import Message
from nldissect.stream import Stream
from nldissect.tree import Value
from nldissect.wireshark import Reading, datagram_readings, readings


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
    for pair in align(message, base, theirs):
        reading = pair.reading
        if pair.standing is Standing.OURS:
            opinion.only_ours += 1
        elif pair.standing is Standing.THEIRS:
            opinion.only_wireshark += 1
        elif pair.standing is Standing.AGREE and reading is not None:
            opinion.agreed(reading.name)
        elif pair.standing is Standing.DIFFER and reading is not None:
            opinion.differences.append(
                Difference(reading.name, pair.name, message.frame, pair.place, reading.show, pair.value)
            )
    return opinion


def second_opinion(
    message: Message, base: int, datagram: memoryview, cancelled: Callable[[], bool] = lambda: False
) -> list[Aligned]:
    """One message set beside what tshark says of it; `base` is where it begins in its `datagram`.

    Raises UserError where tshark or pyshark is missing, or tshark gives no answer.
    """
    asked = message if message.generic is not None else message.request
    family = None
    if asked is not None and asked.header is not None and asked.generic is not None and asked.generic.family:
        family = asked.header.nlmsg_type, asked.generic.family
    found = datagram_readings(datagram, message.protocol, message.order, family, cancelled)
    end = base + (len(message.data) + 3 & ~3)
    return align(message, base, [reading for reading in found if base <= reading.offset < end])
