"""What `check` found, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from nldissect.diagnosis.check import Opinion
from nldissect.output.style import Paint, plain
from nldissect.tree import printable

_SHOWN = 5


def opinion_lines(found: Mapping[str, Opinion], paint: Paint = plain) -> Iterator[str]:
    """A row for each message type, the first differences below it with both values; the total last."""
    width = max([len(printable(name)) for name in found] + [len("message")])
    yield f"{'message':<{width}}  {'agree':>8}  {'differ':>7}  {'only nldissect':>14}  {'only tshark':>11}"
    for name, opinion in sorted(found.items()):
        yield _row(printable(name), width, opinion)
        for one in opinion.differences[:_SHOWN]:
            said = f"frame {one.frame}: {one.ours} {one.value} here, {one.wireshark} {one.show} there"
            yield paint("warning", f"  {printable(said)}")
        rest = len(opinion.differences) - _SHOWN
        if rest > 0:
            yield paint("faint", f"  and {rest} more")
    total = Opinion()
    for opinion in found.values():
        total.take(opinion)
    yield _row("total", width, total)


def _row(name: str, width: int, opinion: Opinion) -> str:
    return (
        f"{name:<{width}}  {opinion.agree:>8}  {len(opinion.differences):>7}  {opinion.only_ours:>14}"
        f"  {opinion.only_wireshark:>11}"
    )


def opinion_to_line(name: str, opinion: Opinion) -> str:
    """One message type as a JSON object, ASCII only."""
    found = {
        "message": name,
        "agree": opinion.agree,
        "only_nldissect": opinion.only_ours,
        "only_tshark": opinion.only_wireshark,
        "differ": [
            {"frame": one.frame, "name": one.ours, "value": one.value, "tshark_name": one.wireshark, "tshark": one.show}
            for one in opinion.differences
        ],
    }
    return json.dumps(found, separators=(",", ":"))
