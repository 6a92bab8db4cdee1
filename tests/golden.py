"""The goldens of captures/: `python -m tests.golden` (`make golden`) writes them anew; tests/test_golden.py compares.

NAME.golden.txt is `show -V` without colours, NAME.golden.jsonl is `show -T json`, packed where it is large. The
big-endian captures have no text: theirs would say the same as their little-endian twins'.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from nldissect.capture import open_capture
from nldissect.output.json_lines import to_line
from nldissect.output.text import summary_line, tree_lines
from nldissect.stream import Stream

CAPTURES = Path(__file__).parents[1] / "captures"
LARGE = 100_000
"""bytes from which on JSON is packed"""
WHOLE = "rt-route"
"""name of the long captures that others are chosen from: their goldens would only be long"""


def captures() -> list[Path]:
    """The capture files that have goldens."""
    return sorted(path for path in CAPTURES.rglob("*.pcap") if path.stem != WHOLE)


def decoded(capture: Path) -> tuple[str | None, str]:
    """The capture as text, where it has such a golden, and as JSON Lines."""
    text: list[str] = []
    json: list[str] = []
    start: int | None = None
    # What scapy finds inside a packet depends on its version: tests/test_packets.py looks there.
    with patch("nldissect.decode.dissect", return_value=[]), open_capture(capture) as file:
        for message in Stream().all(file):
            start = message.time if start is None else start
            text += [summary_line(message, start), *tree_lines(message), ""]
            json.append(to_line(message))
    told = "".join(f"{line}\n" for line in text) if capture.parent == CAPTURES else None
    return told, "".join(f"{line}\n" for line in json)


def stored(capture: Path) -> tuple[str | None, str | None]:
    """The goldens as they lie there; None for what is not there."""
    text, json, packed = (capture.with_suffix(f".golden.{kind}") for kind in ("txt", "jsonl", "jsonl.gz"))
    return (
        text.read_text("utf-8") if text.exists() else None,
        json.read_text("utf-8")
        if json.exists()
        else gzip.decompress(packed.read_bytes()).decode()
        if packed.exists()
        else None,
    )


def write(capture: Path) -> Iterator[Path]:
    """Write a capture's goldens where they changed; yield what was written."""
    text, json = decoded(capture)
    old_text, old_json = stored(capture)
    if text is not None and text != old_text:
        path = capture.with_suffix(".golden.txt")
        path.write_text(text, "utf-8")
        yield path
    if json != old_json:
        plain, packed = capture.with_suffix(".golden.jsonl"), capture.with_suffix(".golden.jsonl.gz")
        plain.unlink(missing_ok=True)
        packed.unlink(missing_ok=True)
        large = len(json) > LARGE
        path = packed if large else plain
        # No time of day in it: the same JSON gives the same bytes.
        path.write_bytes(gzip.compress(json.encode(), mtime=0) if large else json.encode())
        yield path


def main() -> None:
    """Write all goldens."""
    for capture in captures():
        for path in write(capture):
            print(path.relative_to(CAPTURES.parent))


if __name__ == "__main__":
    main()
