"""Each capture decodes as its goldens say; a wanted change is made by `make golden`, reviewed by eye, and committed."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from tests.golden import CAPTURES, WHOLE, captures, decoded, stored


@pytest.mark.parametrize("capture", captures(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_golden(capture: Path) -> None:
    for name, old, new in zip(("txt", "jsonl"), stored(capture), decoded(capture), strict=True):
        if old == new:
            continue
        assert new is not None, f"{capture} has a text golden that is not meant to be"
        path = capture.with_suffix(f".golden.{name}").relative_to(CAPTURES.parent)
        if old is None:
            pytest.fail(f"{path} is missing: run `make golden` and review it", pytrace=False)
        diff = unified_diff(old.splitlines(), new.splitlines(), "golden", "now", n=1, lineterm="")
        told = "\n".join(line[:200] for line in islice(diff, 60))
        pytest.fail(f"{path} differs; if that is wanted: `make golden`, and review the diff\n{told}", pytrace=False)


def test_nothing_is_left_over() -> None:
    """Every golden and every script belongs to a capture, every capture to a line of the README."""
    names = {path.with_suffix("") for path in captures()}
    readme = (CAPTURES / "README.md").read_text("utf-8")
    for path in CAPTURES.rglob("*"):
        if ".golden." in path.name:
            assert path.with_name(path.name.partition(".golden.")[0]) in names, path
        elif path.suffix == ".sh":
            assert path.with_suffix("") in names or path.with_suffix(".pcapng").exists(), path
    for path in CAPTURES.rglob("*.pcap"):
        assert f"`{path.relative_to(CAPTURES)}`" in readme, path
        assert path.stem == WHOLE or (CAPTURES / f"{path.stem}.sh").exists(), path
