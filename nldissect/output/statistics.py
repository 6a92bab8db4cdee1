"""`stats` as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nldissect.diagnosis.statistics import Count, Statistics
from nldissect.output.style import Paint, plain
from nldissect.tree import printable

_TITLES = ("messages", "bytes", "requests", "errors", "dumps", "median", "p95")
_WIDTHS = (8, 11, 8, 6, 6, 9, 9)
_UNITS = ((1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"))


def duration(nanoseconds: int | None) -> str:
    """1.23 ms; empty for None."""
    if nanoseconds is None:
        return ""
    scale, unit = next((each for each in _UNITS if nanoseconds >= each[0]), (1, "ns"))
    value = nanoseconds / scale
    return f"{value:.3g} {unit}" if value < 1000 else f"{value:.0f} {unit}"


def statistics_lines(found: Statistics, paint: Paint = plain) -> Iterator[str]:
    """A row for each message type by name, the total, then what was lost and how long it took."""
    width = max([len(name) for name in map(printable, found.types)] + [len("message")])
    yield paint("name", _joined("message", width, _TITLES))
    for name in sorted(found.types):
        line = _row(printable(name), width, found.types[name])
        yield paint("error", line) if found.types[name].errors else line
    yield _row("total", width, found.total)
    yield ""
    yield f"{found.datagrams} datagrams in {duration(found.duration) or '0 s'}, {_lost(found)}"


def _row(name: str, width: int, count: Count) -> str:
    counts = (count.messages, count.bytes, count.requests, count.errors, count.dumps)
    return _joined(name, width, [*map(str, counts), duration(count.median), duration(count.late)])


def _joined(name: str, width: int, cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return "  ".join([f"{name:<{width}}", *(f"{cell:>{w}}" for cell, w in zip(cells, _WIDTHS, strict=True))]).rstrip()


def _lost(found: Statistics) -> str:
    places = f"messages lost {found.losses} times" if found.losses > 1 else "messages lost once"
    places = places if found.losses else "no loss seen"
    if found.dropped is None:
        return places
    return f"{places}, {found.dropped} datagrams dropped by the capture"


def statistics_to_lines(found: Statistics) -> Iterator[str]:
    """An object for each message type, then one for the whole (its "message" is null); times in nanoseconds."""
    for name, count in found.types.items():
        yield _to_line({"message": name, **_counts(count)})
    yield _to_line(
        {
            "message": None, **_counts(found.total), "datagrams": found.datagrams, "duration": found.duration,
            "losses": found.losses, "dropped": found.dropped,
        }
    )  # fmt: skip


def _counts(count: Count) -> dict[str, object]:
    return {
        "messages": count.messages,
        "bytes": count.bytes,
        "requests": count.requests,
        "errors": count.errors,
        "dumps": count.dumps,
        "median": count.median,
        "p95": count.late,
    }


def _to_line(found: dict[str, object]) -> str:
    return json.dumps(found, separators=(",", ":"))
