"""Messages of the real captures, found by what they say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nldissect
from nldissect.message import Message

CAPTURES = Path(__file__).parents[2] / "captures"


@cache
def messages(name: str) -> tuple[Message, ...]:
    """All messages of captures/NAME.pcap."""
    return tuple(nldissect.read(CAPTURES / f"{name}.pcap"))


def saying(name: str, summary: str, *, having: str = "") -> Message:
    """The first message with that summary, and with that attribute or member where one is named."""
    for message in messages(name):
        if message.summary == summary and (not having or having in message.tree):
            return message
    raise AssertionError(f"no message of {name} says {summary!r}")
