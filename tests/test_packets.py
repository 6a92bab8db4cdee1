"""Packets inside messages: layers with their bytes, whatever is done to the packet."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from nldissect.output.json_lines import to_json
from nldissect.output.text import tree_lines
from nldissect.packets import LINKS, MAX_LAYERS, dissect
from nldissect.schema import Part
from nldissect.tree import Node
from tests.dissectors.captured import messages

ROOT = Path(__file__).parent.parent
PAYLOADS = ("NFQA_PAYLOAD", "NFULA_PAYLOAD", "OVS_PACKET_ATTR_PACKET", "NET_DM_ATTR_PAYLOAD", "PSAMPLE_ATTR_DATA")

IP = bytes.fromhex("450000540000400040013ca77f0000017f000001")
PING = bytes.fromhex("0800000002350001") + b"0123456789"
UNREACHABLE = bytes.fromhex("0301000000000000")
HOP_BY_HOP = bytes.fromhex("6000000000240001" + "fe80" + "00" * 14 + "ff02" + "00" * 14 + "3a00050200000100") + bytes(
    28
)
BEACON = bytes.fromhex("80000000ffffffffffff020000000001020000000001" + "0000" + "00" * 8 + "64000100" + "00036e6574")


def packets(name: str) -> list[Node]:
    """The packets of a capture."""
    return [
        node
        for message in messages(name)
        for attribute in PAYLOADS
        if (node := message.tree.get(attribute)) is not None
    ]


def names(parts: list[Part]) -> list[str]:
    return [part.name for part in parts]


def covered(parts: list[Part], size: int) -> None:
    """Layers lie side by side and are everything; what is in them lies in them."""
    position = 0
    for part in parts:
        assert part.start == position
        position += part.length
        inside(part)
    assert position == size


def inside(part: Part) -> None:
    for piece in part.parts:
        assert piece.start >= 0
        assert piece.start + piece.length <= part.length
        inside(piece)


@pytest.mark.parametrize(
    ("link", "data", "layers"),
    [
        ("ip", IP + PING, ["IP", "ICMP", "payload"]),
        ("ip", IP + UNREACHABLE + IP + PING, ["IP", "ICMP", "IPerror", "ICMPerror", "payload"]),
        ("ethernet", bytes(12) + b"\x08\x00" + IP + PING, ["Ether", "IP", "ICMP", "payload"]),
        ("vlan", b"\x00\x05\x08\x00" + IP + PING, ["Dot1Q", "IP", "ICMP", "payload"]),
        ("ip", HOP_BY_HOP, ["IPv6", "IPv6ExtHdrHopByHop", "payload"]),
        ("802.11", BEACON, ["Dot11", "Dot11Beacon", "Dot11Elt"]),
        ("ip", b"\x10 no version of IP", ["payload"]),
        ("ip", IP[:7], ["payload"]),
        ("ethernet", b"cut", ["payload"]),
        ("ethernet", b"", []),
    ],
)
def test_layers(link: str, data: bytes, layers: list[str]) -> None:
    found = dissect(data, link)
    assert names(found)[: len(layers)] == layers
    covered(found, len(data))


def test_fields_have_their_bytes_also_where_they_share_them() -> None:
    ip, icmp, payload = dissect(IP + PING, "ip")
    assert [(part.name, part.start, part.length, part.value) for part in ip.parts[:4]] == [
        ("version", 0, 1, 4), ("ihl", 0, 1, 5), ("tos", 1, 1, 0), ("len", 2, 2, 84),
    ]  # fmt: skip
    assert ip.text == "127.0.0.1 → 127.0.0.1"
    flags = next(part for part in ip.parts if part.name == "flags")
    assert (flags.start, flags.length, flags.value, flags.text) == (6, 2, 2, "DF")
    kind = icmp.parts[0]
    assert (kind.name, kind.value, kind.text) == ("type", 8, "echo-request")
    assert payload.value == b"0123456789".hex()


def test_a_packet_in_the_tree() -> None:
    node = packets("nfqueue")[0]
    assert node.packet
    assert not node.raw
    assert node.value == node.text == bytes.fromhex(str(node.value)).hex()
    assert [child.name for child in node] == ["IP", "ICMP", "payload"]
    assert node["IP"]["dst"].value == "127.0.0.5"
    assert node["IP"]["dst"].offset == node.start + 16
    assert node.children[-1].end == node.end
    assert node.children is node.children


@pytest.mark.parametrize("capture", ["nfqueue", "openvswitch", "drops"])
def test_real_packets_are_understood(capture: str) -> None:
    found = packets(capture)
    assert len(found) >= 2
    for node in found:
        assert node.children[0].name in {"IP", "IPv6", "Ether"}
        assert "rest" not in node
        assert sum(child.length for child in node.children) == node.end - node.start


def test_walking_stays_outside_unless_asked() -> None:
    message = next(message for message in messages("nfqueue") if "NFQA_PAYLOAD" in message.tree)
    assert "IP" not in {node.name for node in message.tree.walk()}
    assert {"IP", "ICMP", "ttl"} <= {node.name for node in message.tree.walk(packets=True)}
    assert any(line.strip() == "ttl: 64" for line in tree_lines(message))
    payload = next(node for node in to_json(message)["tree"] if node["name"] == "NFQA_PAYLOAD")
    assert [child["name"] for child in payload["children"]] == ["IP", "ICMP", "payload"]
    assert "raw" not in payload


def test_damaged_packets_are_never_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(1)
    seeds = [bytes.fromhex(str(node.value)) for name in ("nfqueue", "openvswitch", "drops") for node in packets(name)]
    for _ in range(2000):
        data = bytearray(chance.choice(seeds))
        del data[chance.randrange(1, len(data) + 1) :]
        for _ in range(chance.randrange(5)):
            data[chance.randrange(len(data))] = chance.choice((0, 1, 4, 6, 17, 41, 47, 58, 255))
        covered(dissect(bytes(data), chance.choice(LINKS)), len(data))
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize(
    "unit", [bytes.fromhex("4500ffff00000000400400000102030405060708"), b"\x60\0\0\0\xff\xff\x29\x40" + bytes(32)]
)
def test_a_packet_in_a_packet_in_a_packet(link: str, unit: bytes) -> None:
    data = unit * (60_000 // len(unit))
    found = dissect(data, link)
    covered(found, len(data))
    assert len(found) <= MAX_LAYERS + 1


@pytest.mark.parametrize(
    ("options", "loaded"),
    [((), False), (("-Y", "error"), False), (("-e", "NFQA_MARK", "-T", "fields"), False), (("-V",), True)],
)
def test_scapy_is_loaded_when_a_packet_is_opened(options: tuple[str, ...], loaded: bool) -> None:
    program = "import sys; from nldissect.cli import main; main(sys.argv[1:]); print('scapy' in sys.modules)"
    arguments = [sys.executable, "-c", program, "show", "captures/nfqueue.pcap", *options]
    result = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout.splitlines()[-1] == str(loaded)
    assert result.stderr == ""
