"""A dissector package from elsewhere: built, installed, found by its entry point, and used."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
FAMILY_ID = 40
NLM_F_REQUEST, NLM_F_ACK, NLA_F_NESTED = 0x1, 0x4, 0x8000


def attribute(number: int, payload: bytes) -> bytes:
    return struct.pack("<HH", 4 + len(payload), number) + payload + bytes(-len(payload) % 4)


def message(command: int, flags: int, *attributes: bytes) -> bytes:
    body = struct.pack("<BBH", command, 1, 0) + b"".join(attributes)
    return struct.pack("<IHHII", 16 + len(body), FAMILY_ID, flags, 7, 0) + body


def capture(path: Path, *datagrams: bytes) -> Path:
    """A pcap file of generic netlink datagrams (link type 253)."""
    records = [struct.pack(">HHH8xH", 4, 824, 0, 16) + datagram for datagram in datagrams]
    path.write_bytes(
        struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 253)
        + b"".join(struct.pack("<IIII", 1700000000, n, len(r), len(r)) + r for n, r in enumerate(records))
    )
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, installed where PYTHONPATH can find it."""
    target = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--target", str(target)]
    subprocess.run([*pip, "install", *options, str(ROOT / "tests" / "example_dissector")], check=True)
    return target


@pytest.fixture
def demo_capture(tmp_path: Path) -> Path:
    """One request of each of the family's commands."""
    limits = attribute(1, struct.pack("<i", -5000)) + attribute(2, struct.pack("<i", 30000))
    readings = attribute(0, struct.pack("<iI", 21500, 3)) + attribute(1, struct.pack("<iI", 21400, 63))
    return capture(
        tmp_path / "demo.pcap",
        message(1, NLM_F_REQUEST, attribute(1, b"attic\0"), attribute(2, b"\1"), attribute(4 | NLA_F_NESTED, readings)),
        message(
            2,
            NLM_F_REQUEST | NLM_F_ACK,
            attribute(1, b"attic\0"),
            attribute(3, struct.pack("<I", 3)),
            attribute(5 | NLA_F_NESTED, limits),
            attribute(6, bytes([192, 0, 2, 1])),
        ),
    )


def show(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`nldissect show`, with `path` searched for installed packages too."""
    search = [str(ROOT), *([str(path)] if path else [])]
    result = subprocess.run(
        [sys.executable, "-m", "nldissect", "show", *arguments, "--genl", f"{FAMILY_ID}=nldissect_demo"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(search)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    return result


def messages(*arguments: str, path: Path | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in show(*arguments, "-T", "json", path=path).stdout.splitlines()]


def test_names_and_values_come_from_the_installed_package(installed: Path, demo_capture: Path) -> None:
    get, set_ = messages(str(demo_capture), path=installed)
    assert get["genl"] == {"family": "nldissect_demo", "cmd": 1, "command": "DEMO_CMD_GET", "version": 1}
    assert set_["genl"]["command"] == "DEMO_CMD_SET"
    assert "NLM_F_ACK" in set_["header"]["flags"]

    nodes = {node["name"]: node for node in get["tree"]}
    assert nodes["DEMO_ATTR_NAME"]["value"] == "attic"
    assert nodes["DEMO_ATTR_STATE"]["text"] == "DEMO_STATE_MEASURING"
    first, second = nodes["DEMO_ATTR_READINGS"]["children"]
    assert [first["name"], second["name"]] == ["[0]", "[1]"]
    assert {child["name"]: child["text"] for child in first["children"]} == {"value": "21500 m°C", "age": "3 s"}

    nodes = {node["name"]: node for node in set_["tree"]}
    assert nodes["DEMO_ATTR_FLAGS"]["text"] == "DEMO_FLAG_INDOOR|DEMO_FLAG_ALARM"
    assert nodes["DEMO_ATTR_SERVER"]["value"] == "192.0.2.1"
    low, high = nodes["DEMO_ATTR_LIMITS"]["children"]
    assert (low["name"], low["value"], low["type"], low["offset"], low["length"]) == (
        "DEMO_LIMIT_ATTR_LOW",
        -5000,
        1,
        nodes["DEMO_ATTR_LIMITS"]["offset"] + 4,
        8,
    )
    assert high["value"] == 30000


def test_summary_and_filter(installed: Path, demo_capture: Path) -> None:
    first, second = show(str(demo_capture), path=installed).stdout.splitlines()
    assert "DEMO_CMD_GET" in first
    assert "attic measuring" in first
    assert "attic above -5000 server 192.0.2.1" in second

    (only,) = messages(str(demo_capture), "-Y", "DEMO_LIMIT_ATTR_HIGH > 20000", path=installed)
    assert only["frame"] == 2


def test_without_the_package_the_attributes_are_numbers(demo_capture: Path) -> None:
    get, _ = messages(str(demo_capture))
    assert get["genl"]["family"] == "nldissect_demo"
    attributes = [node for node in get["tree"] if node.get("type") is not None]
    assert [(node["name"], node["type"]) for node in attributes] == [("UNKNOWN", 1), ("UNKNOWN", 2), ("UNKNOWN", 4)]


def test_a_package_that_fails_to_load_does_not_stop_the_decode(tmp_path: Path, demo_capture: Path) -> None:
    information = tmp_path / "path" / "broken-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[nldissect.dissectors]\nbroken = no_such_module\n")
    assert len(messages(str(demo_capture), path=tmp_path / "path")) == 2
