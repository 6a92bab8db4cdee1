"""Fields of the packets inside messages, by scapy's names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nldissect.capture.files import open_capture
from nldissect.errors import UserError
from nldissect.filter import FilterError, compile as compiled
from nldissect.filter.layers import fields_of, layer_names
from nldissect.message import Message
from nldissect.output.fields import columns, row
from nldissect.packets import USUAL_LAYERS, layers
from nldissect.stream import Stream
from nldissect.tree import Node

ROOT = Path(__file__).parents[2]


def messages(name: str) -> list[Message]:
    return list(Stream().all(open_capture(ROOT / "captures" / f"{name}.pcap")))


def in_packets(message: Message) -> list[Node]:
    return [node for node in message.tree.walk(packets=True) if any(above.packet for above in node.path[:-1])]


def test_the_usual_layers_are_scapys() -> None:
    assert set(layer_names()) <= set(layers())
    assert len(set(USUAL_LAYERS)) == len(USUAL_LAYERS)
    assert fields_of("tcp") == layers()["TCP"]
    assert fields_of("nothing") == {}


@pytest.mark.parametrize(
    ("capture", "text", "layer", "field", "wanted"),
    [
        ("nfqueue", "IP.src == 127.0.0.1", "IP", "src", lambda node: node.value == "127.0.0.1"),
        ("nfqueue", "ip.src in 127.0.0.0/8", "IP", "src", lambda node: node.value.startswith("127.")),
        ("nfqueue", "TCP.dport < 1024", "TCP", "dport", lambda node: node.value < 1024),
        ("nfqueue", "TCP.flags & S", "TCP", "flags", lambda node: node.value & 2),
        ("nfqueue", "ICMP.type == echo-request", "ICMP", "type", lambda node: node.value == 8),
        ("nfqueue", "IP.proto == icmp", "IP", "proto", lambda node: node.value == 1),
        ("nfqueue", "IP.flags matches DF", "IP", "flags", lambda node: "DF" in node.text),
        ("nfqueue", "NFQA_PAYLOAD.IP.ttl == 64", "IP", "ttl", lambda n: n.path[0].name == "NFQA_PAYLOAD"),
        ("openvswitch", "Ether.dst == ff:ff:ff:ff:ff:ff", "Ether", "dst", lambda n: n.value == "ff:ff:ff:ff:ff:ff"),
        ("nl80211", "Dot11.addr1 == 02:00:00:00:01:00", "Dot11", "addr1", lambda n: n.value == "02:00:00:00:01:00"),
    ],
)
def test_a_filter_finds_what_a_walk_finds(capture: str, text: str, layer: str, field: str, wanted: object) -> None:
    assert callable(wanted)
    by_hand = [
        message.frame
        for message in messages(capture)
        if any(node.name == field and node.parent and node.parent.name == layer and wanted(node)
               for node in in_packets(message))
    ]  # fmt: skip
    found = compiled(text).matches
    assert by_hand
    assert [message.frame for message in messages(capture) if found(message)] == by_hand


def test_a_layer_alone_asks_whether_it_is_there() -> None:
    by_hand = [m.frame for m in messages("nfqueue") if any(node.name == "ICMP" for node in in_packets(m))]
    assert by_hand
    assert [m.frame for m in messages("nfqueue") if compiled("ICMP").matches(m)] == by_hand
    assert not any(compiled("NFULA_PAYLOAD.ARP").matches(m) for m in messages("nfqueue"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("IP.scr == 1.2.3.4", 'no field "scr"; did you mean src?'),
        ("TCP.dprot", 'no field "dprot"; did you mean dport?'),
        ("ICPM.type", 'no field "ICPM"; did you mean ICMP?'),
        ("TCP.dport.IP.nothing", "no field"),
        ("IP.src[0] == 1", "no bytes to take a slice of"),
        ("RTM_NEWROUTE", "did you mean type == RTM_NEWROUTE?"),
        ("rtm_newroute", "did you mean type == RTM_NEWROUTE?"),
        ("CTRL_CMD_GETFAMILY", "did you mean cmd == CTRL_CMD_GETFAMILY?"),
        ("NLM_F_DUMP", "did you mean flags & NLM_F_DUMP?"),
        ("EINVAL", "did you mean error == EINVAL?"),
        ("nl80211", "did you mean family == nl80211?"),
        ("RTPROT_STATIC", "== RTPROT_STATIC?"),
    ],
)
def test_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(FilterError) as caught:
        compiled(text)
    assert said in str(caught.value)


def test_columns() -> None:
    wanted = columns(["IP.src", "TCP.dport", "NFQA_PAYLOAD.ICMP.type"])
    rows = {row(message, wanted) for message in messages("nfqueue")}
    assert "127.0.0.1\t\t8" in rows
    with pytest.raises(UserError, match="did you mean src"):
        columns(["IP.scr"])


@pytest.mark.parametrize(
    ("text", "loaded"), [("IFLA_MTU > 3 || NFQA_MARK", False), ("error == EINVAL", False), ("IP.src", True)]
)
def test_scapy_is_loaded_when_a_filter_names_a_layer(text: str, loaded: bool) -> None:
    program = "import sys; from nldissect.cli import main; main(sys.argv[1:]); print('scapy' in sys.modules)"
    arguments = [sys.executable, "-c", program, "show", "captures/route.pcap", "-Y", text]
    result = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout.splitlines()[-1] == str(loaded)
