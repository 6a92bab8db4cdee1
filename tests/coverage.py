"""What of captures/ is not understood, or only shown as bytes: `python -m tests.coverage` writes docs/coverage.md.

tests/test_coverage.py holds the document, and that every rest has a reason in tests/coverage_rests.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nldissect.capture import open_capture
from nldissect.diagnosis.coverage import Coverage, coverage, name_of, path_of, total
from nldissect.message import Message
from nldissect.schema import Address, LinkAddress, Text
from nldissect.stream import Stream
from nldissect.tree import Node
from tests.coverage_rests import OPAQUE, RAW

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "coverage.md"
_INDEX = re.compile(r"\[\d+\]")


@dataclass(slots=True)
class Rest:
    """What is left over in captures/: place → bytes."""

    counts: dict[str, Coverage] = field(default_factory=dict)
    """by protocol"""
    raw: Counter[str] = field(default_factory=Counter)
    opaque: Counter[str] = field(default_factory=Counter)


@cache
def measured() -> Rest:
    """All captures, once."""
    rest = Rest()
    for path in sorted((ROOT / "captures").rglob("*.pcap*")):
        with open_capture(path) as capture:
            messages = list(Stream(show_secrets=True).all(capture))
        for name, counted in coverage(messages).items():
            rest.counts.setdefault(name.partition(" ")[0], Coverage()).merge(counted)
            for place, length in counted.raw.items():
                rest.raw[f"{path.stem}: {name}: {place}"] += length
        for message in messages:
            for node in _opaque(message):
                place = f"{path.stem}: {name_of(message)}: {path_of(node)}"
                rest.opaque[_INDEX.sub("[N]", place)] += node.end - node.start
    return rest


def _opaque(message: Message) -> Iterator[Node]:
    """The leaves that are known, and shown as the hex of their bytes."""
    for node in message.tree.walk():
        if node.packet or node.raw or node.children or node.end == node.start:
            continue
        shape = getattr(node.spec, "shape", None)
        if (
            not isinstance(shape, (Text, Address, LinkAddress))
            and node.value == message.data[node.start : node.end].hex()
        ):
            yield node


def pattern_for_raw(place: str) -> str | None:
    """The entry of RAW that explains these bytes; None where nobody has."""
    return next((pattern for pattern in RAW if re.match(pattern, place)), None)


def reason_for_raw(place: str) -> str | None:
    """Why these bytes are not understood; None where nobody has said."""
    return RAW.get(pattern_for_raw(place) or "")


def reason_for_opaque(place: str) -> str | None:
    """Why these bytes are only shown; None where nobody has said."""
    return next((reason for reason, pattern in OPAQUE.items() if re.search(pattern, place)), None)


def document() -> str:
    """docs/coverage.md."""
    rest = measured()
    lines = [
        "# How much of netlink is understood",
        "",
        "Made by `make docs` from the captures in [captures/](../captures), which hold what the standard tools and",
        "test programs said to real kernels. `nldissect stats --coverage FILE…` tells the same of any capture.",
        "",
        "| protocol | messages | attributes | named | bytes | understood |",
        "|---|---|---|---|---|---|",
        *(_row(name, rest.counts[name]) for name in sorted(rest.counts)),
        _row("all", total(rest.counts.values())),
        "",
        "Bytes are those of values, without headers and padding. Named is an attribute that the schema knows.",
        "",
        "## What is not understood",
        "",
        "| why | bytes | where |",
        "|---|---|---|",
        *_grouped(rest.raw, reason_for_raw),
        "",
        "## What is known, and shown as bytes",
        "",
        "Their meaning is nobody's but the sender's, or told by no header.",
        "",
        "| what it is | bytes | where |",
        "|---|---|---|",
        *_grouped(rest.opaque, reason_for_opaque),
        "",
        "Packets inside messages are taken apart by scapy, and are not among these.",
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, counted: Coverage) -> str:
    return (
        f"| {name} | {counted.messages} | {counted.attributes} | {_share(counted.named, counted.attributes)} "
        f"| {counted.payload} | {_share(counted.known, counted.payload)} |"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"


def _grouped(found: Counter[str], reason: Callable[[str], str | None]) -> Iterator[str]:
    groups: dict[str, Counter[str]] = {}
    for place, length in found.items():
        groups.setdefault(reason(place) or "not explained yet", Counter())[_last(place)] += length
    for why, places in sorted(groups.items(), key=lambda group: -sum(group[1].values())):
        names = [f"`{name}`" for name, _ in places.most_common(_SHOWN)]
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        yield f"| {why} | {sum(places.values())} | {', '.join(names)}{more} |"


_SHOWN = 4


def _last(place: str) -> str:
    """The message, or where that says more the attribute: what a reader would look for."""
    _, message, path = place.split(": ", 2)
    name = path.rpartition(" / ")[2]
    return message if name.startswith("UNKNOWN") else name


def main() -> None:
    """Write the document."""
    DOCUMENT.write_text(document(), "utf-8")


if __name__ == "__main__":
    main()
