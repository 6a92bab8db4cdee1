"""What `nldissect show` loads: whoever asks for one line should not wait for a UI toolkit."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {
    "textual",
    "rich",
    "scapy",
    "numpy",
    "pyarrow",
    "pyshark",
    "yaml",
    "asyncio",
    "importlib.metadata",
    "multiprocessing",
}


def imported(*arguments: str) -> set[str]:
    """The modules that a run of nldissect imports, and the packages they lie in."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "nldissect", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    names = set(re.findall(r"^import time:[^|]+\|[^|]+\|\s*([\w.]+)$", result.stderr, flags=re.MULTILINE))
    assert "nldissect.cli" in names
    return names


@pytest.mark.parametrize("options", [(), ("-V",), ("-x",), ("-T", "json"), ("-Y", "error")])
def test_show_is_light(options: tuple[str, ...]) -> None:
    assert sorted(imported("show", "captures/rt-route.pcap", *options) & HEAVY) == []
