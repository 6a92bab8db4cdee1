"""Wireshark and nldissect on the same bytes: every field that both know, aligned by its place, has the same value."""

from __future__ import annotations

import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.diagnosis.check import Opinion, check
from nldissect.stream import Stream

pytestmark = pytest.mark.tshark

CAPTURES = sorted((Path(__file__).parents[2] / "captures").rglob("*.pcap"))
FAULTS = {
    ("netlink-route.ifla_hwaddr", "IFLA_ADDRESS"): "a tunnel's end is an IP address; Wireshark writes it as a MAC",
    ("netlink-route.ifla_broadcast", "IFLA_BROADCAST"): "the same",
    ("netlink-sock_diag.inet_states", "idiag_states"): "the states are in the host's byte order, not in the network's",
    **{
        (
            "netlink-sock_diag.cookie",
            f"{kind}diag_cookie",
        ): "two words of the host's; Wireshark reads little-endian always"
        for kind in ("i", "n", "p", "u")
    },
    **{
        (f"netlink-netfilter.queue.config.{name}", f"NFQA_CFG_{ours}"): "in network order; Wireshark reads the host's"
        for name, ours in (("queue_maxlen", "QUEUE_MAXLEN"), ("mask", "MASK"), ("flags", "FLAGS"))
    },
    **{
        (f"wlan.wfa.ie.wme.acp.cw.{name}", "cw"): "half of the byte: Wireshark shows what 2 to its power comes to"
        for name in ("min", "max")
    },
    ("genl.family_id", "nlmsg_type"): "a family's id has 16 bits; Wireshark shows eight (0x3ff as 0xff)",
}
"""known faults of Wireshark, and where it shows something else, by its field and ours"""

LEAST = {"netlink": 50_000, "netlink-route": 20_000, "netlink-netfilter": 100, "netlink-sock_diag": 300, "genl": 1_000}
"""dissector → how many values must have been compared; fewer means that the test has lost its sense"""


@cache
def compared(path: Path) -> dict[str, Opinion]:
    with open_capture(path) as capture:
        return check(str(path), capture, Stream())


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_agreement(path: Path) -> None:
    differences = [found for opinion in compared(path).values() for found in opinion.differences]
    assert [found for found in differences if (found.wireshark, found.ours) not in FAULTS] == []


def test_how_much_was_compared(capsys: pytest.CaptureFixture[str]) -> None:
    fields: Counter[str] = Counter()
    for path in CAPTURES:
        for opinion in compared(path).values():
            fields.update(opinion.fields)
    dissectors: Counter[str] = Counter()
    for field, count in fields.items():
        dissectors[field.partition(".")[0]] += count
    version = subprocess.run(["tshark", "--version"], capture_output=True, text=True).stdout.split("(")[0].strip()
    told = ", ".join(f"{dissector} {count}" for dissector, count in dissectors.most_common())
    with capsys.disabled():
        print(f"\n{version}: {dissectors.total()} values of {len(fields)} fields agree: {told}")
    for dissector, least in LEAST.items():
        assert dissectors[dissector] >= least, f"{dissector}: {dissectors[dissector]} values compared, {least} expected"
