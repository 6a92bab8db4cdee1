"""sniff() on a monitor yields the layers, once nldissect.scapy is imported."""

from __future__ import annotations

import subprocess
import time
from typing import Any

import pytest

pytestmark = pytest.mark.live


def test_sniffed_packets_have_layers() -> None:
    from scapy.sendrecv import AsyncSniffer

    from nldissect.scapy import NetlinkListenSocket, layer

    subprocess.run("ip link add mon type nlmon; ip link set mon up", shell=True, check=True)
    try:
        with NetlinkListenSocket("mon") as tap:
            sniffer: Any = AsyncSniffer(opened_socket=tap)
            sniffer.start()
            time.sleep(0.2)
            subprocess.run("ip link add d7 type dummy; ip link del d7", shell=True, check=True)
            time.sleep(0.2)
            packets = sniffer.stop()
    finally:
        subprocess.run("ip link del mon", shell=True, check=False)
    links = [packet[layer("RTM_NEWLINK")] for packet in packets if layer("RTM_NEWLINK") in packet]
    assert {one.get("IFLA_IFNAME").value for one in links if one.get("IFLA_IFNAME")} >= {"d7"}
