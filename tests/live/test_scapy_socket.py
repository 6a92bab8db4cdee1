"""scapy's own tools on our socket."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.live


@pytest.fixture
def monitor() -> Iterator[str]:
    subprocess.run("ip link add mon type nlmon; ip link set mon up", shell=True, check=True)
    yield "mon"
    subprocess.run("ip link del mon", shell=True, check=False)


def test_sniff_and_wrpcap(monitor: str, tmp_path: Path) -> None:
    from scapy.sendrecv import AsyncSniffer
    from scapy.utils import rdpcap, wrpcap

    from nldissect.capture.capturefile import CaptureFile  # noqa: F401 - the reader is what the file is for
    from nldissect.scapy.tap import CookedNetlink, NetlinkListenSocket

    before = time.time_ns()
    with NetlinkListenSocket(monitor) as tap:
        sniffer: Any = AsyncSniffer(opened_socket=tap)
        sniffer.start()
        time.sleep(0.2)
        subprocess.run("ip link add d6 type dummy; ip link del d6", shell=True, check=True)
        time.sleep(0.2)
        packets = sniffer.stop()
        assert tap.dropped() == 0
    assert all(isinstance(packet, CookedNetlink) for packet in packets)
    assert {packet.protocol for packet in packets} == {0}
    assert {packet.hardware_type for packet in packets} == {824}
    assert any(b"d6\0" in bytes(packet.payload) for packet in packets)
    assert all(before < int(packet.time * 1_000_000_000) < time.time_ns() for packet in packets)
    assert any(int(packet.time * 1_000_000_000) % 1000 for packet in packets)

    path = tmp_path / "scapy.pcap"
    wrpcap(str(path), packets, nano=True)
    assert path.read_bytes()[20:24] == (253).to_bytes(4, "little")
    again = rdpcap(str(path))
    assert [bytes(packet) for packet in again] == [bytes(packet) for packet in packets]
    assert [packet.time for packet in again] == [packet.time for packet in packets]


def test_opening_what_is_not_there() -> None:
    from nldissect.scapy.tap import NetlinkListenSocket

    with pytest.raises(OSError, match="No such device"):
        NetlinkListenSocket("nope")
