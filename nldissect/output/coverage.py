"""`stats --coverage` as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from nldissect.diagnosis.coverage import Coverage, total
from nldissect.output.style import Paint, plain
from nldissect.tree import printable

_WORST = 3


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "       –"


def coverage_lines(counts: Mapping[str, Coverage], paint: Paint = plain) -> Iterator[str]:
    """A row for each message type, the paths of what is not understood below it; the total last."""
    width = max([len(name) for name in counts] + [len("message")])
    yield f"{'message':<{width}}  {'count':>7}  {'attributes':>10}  {'named':>8}  {'bytes':>10}  {'known':>8}"
    for name in sorted(counts):
        counted = counts[name]
        yield _row(printable(name), width, counted)
        worst = sorted(counted.raw.items(), key=lambda item: -item[1])[:_WORST]
        for path, length in worst:
            yield paint("faint", f"  {length} bytes not understood: {printable(path)}")
    yield _row("total", width, total(counts.values()))


def _row(name: str, width: int, counted: Coverage) -> str:
    named = _share(counted.named, counted.attributes)
    known = _share(counted.known, counted.payload)
    return (
        f"{name:<{width}}  {counted.messages:>7}  {counted.attributes:>10}  {named}  {counted.payload:>10}  {known}"
    )  # fmt: skip


def coverage_to_line(name: str, counted: Coverage) -> str:
    """One message type as a JSON object."""
    return json.dumps({"message": name, **asdict(counted)}, separators=(",", ":"))
