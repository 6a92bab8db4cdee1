"""The scapy layers: captures read and written back byte for byte, messages built by name."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from struct import pack
from types import SimpleNamespace
from typing import Any

import pytest
from scapy.packet import Packet, Raw

from nldissect.encode import EncodeError
from nldissect.registry import default_registry
from nldissect.scapy import (
    NLMSG_DONE,
    NLMSG_ERROR,
    CookedNetlink,
    Netlink,
    NetlinkAttribute,
    NetlinkMessage,
    layer,
    learn_family,
    rdpcap,
)
from nldissect.schema import TEXT, Attribute, AttributeSet, Command, GenericFamily
from tests.build import GENERIC, attribute, capture, done, error, family, genl, link, message, ndmsg, nest

CAPTURES = sorted((Path(__file__).parents[2] / "captures").glob("**/*.pcap"))
pytestmark = pytest.mark.skipif(sys.byteorder != "little", reason="the bytes here are little-endian")


def uncached(packet: Packet) -> bytes:
    """Built anew from its fields."""
    packet = packet.copy()
    packet.clear_cache()
    return bytes(packet)


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_captures_are_written_back_byte_for_byte(path: Path) -> None:
    for packet in rdpcap(str(path)):
        assert uncached(packet) == packet.original


def test_most_messages_have_a_layer_of_their_own() -> None:
    path = next(path for path in CAPTURES if path.stem == "rt-route")
    messages = [one for packet in rdpcap(str(path)) for one in packet.messages]
    assert len(messages) > 1000
    assert not [one for one in messages if isinstance(one.payload, Raw)]


def dissected(*messages: bytes, protocol: int = 0) -> list[Any]:
    packet = CookedNetlink(bytes(CookedNetlink(protocol=protocol)) + b"".join(messages))
    return list(packet.messages)


def test_a_message_by_name() -> None:
    from nldissect.scapy import RTM_NEWLINK

    made = NetlinkMessage(nlmsg_flags="NLM_F_REQUEST|NLM_F_CREATE", nlmsg_seq=7) / RTM_NEWLINK(
        ifi_index=3,
        ifi_flags="IFF_UP",
        attributes={
            "IFLA_IFNAME": "d0",
            "IFLA_ADDRESS": "02:00:00:00:00:01",
            "IFLA_LINKINFO": {"IFLA_INFO_KIND": "vlan", "IFLA_INFO_DATA": {"IFLA_VLAN_ID": 5}},
        },
    )
    body = pack("<BxHiII", 0, 0, 3, 1, 0)
    attributes = (
        attribute(3, b"d0\0"),
        attribute(1, b"\2\0\0\0\0\1"),
        nest(18, attribute(1, b"vlan\0"), nest(2, attribute(1, b"\5\0"))),
    )
    assert bytes(made) == message(16, body, *attributes, flags=0x401, seq=7)


def test_dissected_fields() -> None:
    (one,) = dissected(message(28, ndmsg(index=900), attribute(1, b"\n\0\0\2"), attribute(5, b"\7\0"), seq=9))
    assert (one.nlmsg_seq, one.nlmsg_len, one.ndm_ifindex, one.ndm_state) == (9, 44, 900, 2)
    assert type(one.payload) is layer("RTM_NEWNEIGH")
    assert [(found.name, found.value) for found in one.attributes] == [("NDA_DST", "10.0.0.2"), ("NDA_VLAN", 7)]
    assert one.get("NDA_VLAN").value == 7
    assert one.get("NDA_MASTER") is None
    assert one.summary() == "RTM_NEWNEIGH 10.0.0.2 dev if900 vlan 7 reachable"
    assert "ndm_state=2 (NUD_REACHABLE)" in repr(one)


def test_a_changed_message_counts_its_lengths_anew() -> None:
    (one,) = dissected(link(3, "d0"))
    one.get("IFLA_IFNAME").value = "longer-name"
    del one.nlmsg_len
    assert bytes(one) == link(3, "longer-name")
    one.attributes.append(NetlinkAttribute(type="IFLA_MTU", value=1400))
    assert bytes(one) == link(3, "longer-name", attribute(4, pack("<I", 1400)))


def test_a_datagram_of_several() -> None:
    one, other = link(3, "d0"), link(4, "d1")
    packet = CookedNetlink() / Netlink(messages=[NetlinkMessage(one), NetlinkMessage(other)])
    assert bytes(packet)[16:] == one + other
    assert packet[layer("RTM_NEWLINK")].ifi_index == 3
    assert [found.ifi_index for found in packet.messages] == [3, 4]


def test_errors_and_dones() -> None:
    request = message(28, ndmsg(), attribute(1, b"\n\0\0\2"))
    refused, ended = dissected(error(22, request, attribute(1, b"no\0"), pid=5), done(4))
    assert isinstance(refused.payload, NLMSG_ERROR)
    assert (refused.error, refused.get("NLMSGERR_ATTR_MSG").value) == (-22, "no")
    assert refused.request[0].get("NDA_DST").value == "10.0.0.2"
    assert isinstance(ended.payload, NLMSG_DONE)
    assert ended.error == -4
    assert uncached(refused) == error(22, request, attribute(1, b"no\0"), pid=5)
    assert bytes(NetlinkMessage(nlmsg_seq=1) / NLMSG_DONE(error=-4)) == done(4)


def test_generic_families_by_name() -> None:
    from nldissect.scapy import nlctrl

    made = NetlinkMessage() / nlctrl(
        cmd="CTRL_CMD_GETFAMILY", version=2, attributes={"CTRL_ATTR_FAMILY_NAME": "nl80211"}
    )
    assert bytes(made) == genl(16, 3, attribute(2, b"nl80211\0"), version=2, flags=5, seq=0)
    (one,) = dissected(bytes(made), protocol=GENERIC)
    assert one.get("CTRL_ATTR_FAMILY_NAME").value == "nl80211"


def test_the_ids_of_families_are_learnt() -> None:
    attributes = AttributeSet("DEMO_A_", [Attribute(1, "DEMO_A_NAME", TEXT)])
    for name in ("demo_one", "demo_two"):
        told = GenericFamily(name, attributes, (Command(1, "DEMO_CMD_GET"),))
        default_registry().add(SimpleNamespace(FAMILIES=(told,)))
    asked = NetlinkMessage() / layer("demo_one")(cmd="DEMO_CMD_GET", attributes={"DEMO_A_NAME": "x"})
    with pytest.raises(ValueError, match="family demo_one is not known"):
        bytes(asked)
    dissected(family(700, "demo_one"), protocol=GENERIC)
    assert bytes(asked) == genl(700, 1, attribute(1, b"x\0"), version=0, flags=5, seq=0)
    learn_family(701, "demo_two")
    assert bytes(NetlinkMessage() / layer("demo_two")(cmd=1))[4:6] == pack("<H", 701)


def test_big_endian() -> None:
    wire = link(3, "d0", order=">")
    (one,) = dissected(wire)
    assert (one.ifi_index, one.get("IFLA_IFNAME").value) == (3, "d0")
    del one.nlmsg_len
    assert uncached(one) == wire


def test_damage_is_kept() -> None:
    cut = link(3, "d0")[:-1]
    odd = link(3, "d0", attribute(4, b"\0\0\0\0", length=60))
    padded = message(16, pack("<BxHiII", 0, 0, 1, 0, 0), attribute(3, b"d\0"))[:-2] + b"xx"
    for data in (cut, odd, padded, b"\1", odd + b"\0\0\0", link(3, "d0") + b"\x07\0\0\0" + bytes(20)):
        packet = CookedNetlink(bytes(CookedNetlink()) + data)
        assert uncached(packet)[16:] == data


def test_mistakes_are_told_by_name() -> None:
    new: Any = layer("RTM_NEWNEIGH")
    with pytest.raises(EncodeError, match="NDA_VLAN: 65536 does not fit 16 bits"):
        bytes(NetlinkMessage() / new(attributes={"NDA_VLAN": 65536}))
    with pytest.raises(EncodeError, match="IFLA_MTU is no attribute of NDA_"):
        bytes(NetlinkMessage() / new(attributes={"IFLA_MTU": 1}))
    with pytest.raises(ValueError, match="NLM_F_FAST"):
        NetlinkMessage(nlmsg_flags="NLM_F_FAST")
    with pytest.raises(KeyError, match="RTM_NEWTHING"):
        layer("RTM_NEWTHING")
    with pytest.raises(ImportError, match="RTM_NEWTHING"):
        from nldissect.scapy import RTM_NEWTHING  # noqa: F401


def test_the_kernel_understands_what_is_built() -> None:
    get: Any = layer("RTM_GETLINK")
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as sock:
        sock.send(bytes(NetlinkMessage(nlmsg_flags="NLM_F_REQUEST") / get(attributes={"IFLA_IFNAME": "lo"})))
        reply: Any = NetlinkMessage(sock.recv(65536))
    assert reply.get("IFLA_IFNAME").value == "lo"


def test_uevents_stay_bytes(tmp_path: Path) -> None:
    path = tmp_path / "uevent.pcap"
    path.write_bytes(capture(b"add@/x\0ACTION=add\0", protocol=15))
    (packet,) = rdpcap(str(path))
    assert isinstance(packet.payload, Raw)


def test_the_command_line_does_not_load_scapy() -> None:
    code = (
        "import sys, nldissect.cli.show, nldissect.cli.diff, nldissect.output.code; assert 'scapy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
