"""nldissect.wireshark: tshark through pyshark, in its own thread, with its traps disarmed."""

from __future__ import annotations

import asyncio
import struct
import sys
from pathlib import Path

import pytest

from nldissect.errors import UserError
from nldissect.wire import ByteOrder
from nldissect.wireshark import Reading, datagram_readings, readings
from tests.build import RTM_NEWNEIGH, attribute, capture, link, message, ndmsg

pytestmark = pytest.mark.tshark


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.pcap"
    path.write_bytes(capture(link(3, "d0") + link(4, "d1"), message(RTM_NEWNEIGH, ndmsg() + attribute(1, b"\n\0\0\2"))))
    return path


def test_frames_and_fields(small: Path) -> None:
    first, second = readings(small)
    assert (first.number, second.number) == (1, 2)
    names = [(reading.offset, reading.raw) for reading in first.readings if reading.name == "netlink-route.ifla_ifname"]
    assert names == [(36, "643000"), (76, "643100")], "both messages of the datagram, placed in it"
    family = next(reading for reading in second.readings if reading.name == "netlink.family")
    assert family == Reading("netlink.family", -2, 2, "0000", False, "0x0000", "Family: Route (0x0000)")
    flag = next(reading for reading in second.readings if reading.name == "netlink.hdr_flags.request")
    assert flag.masked


def test_it_may_be_left_early_and_used_again(small: Path) -> None:
    for _ in range(2):
        frames = readings(small)
        assert next(frames).number == 1
        frames.close()
    assert len(list(readings(small))) == 2


def test_it_works_inside_and_after_an_event_loop(small: Path) -> None:
    async def inside() -> int:
        return len(list(readings(small)))

    assert asyncio.run(inside()) == 2
    assert len(list(readings(small))) == 2


def test_what_it_can_not_read_is_said_in_one_sentence(tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish"
    rubbish.write_text("this is no capture\n")
    with pytest.raises(UserError, match="tshark could not read"):
        list(readings(rubbish))
    with pytest.raises(UserError, match="No such file"):
        list(readings(tmp_path / "missing"))


def test_missing_parts_are_named_with_their_command(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pyshark", None)
        with pytest.raises(UserError, match=r"pip install 'nldissect\[wireshark\]'"):
            list(readings(small))
    with monkeypatch.context() as without:
        without.setenv("PATH", "/nowhere")
        without.setattr("pyshark.tshark.tshark.os.path.exists", lambda path: False)
        with pytest.raises(UserError, match="sudo apt install tshark"):
            list(readings(small))


@pytest.mark.parametrize("order", ["<", ">"])
def test_one_datagram_in_either_byte_order(order: ByteOrder) -> None:
    body = struct.pack(order + "BxHiII", 0, 1, 3, 0, 0) + struct.pack(order + "HHI", 8, 4, 1500)
    data = struct.pack(order + "IHHII", 16 + len(body), 16, 0, 9, 0) + body
    found = {reading.name: reading for reading in datagram_readings(memoryview(data), 0, order)}
    assert found["netlink-route.ifla_mtu"].show == "1500"
    assert found["netlink-route.ifla_mtu"].offset == 36


def test_tshark_is_told_the_name_of_a_family() -> None:
    data = struct.pack("<IHHIIBBxx", 20, 77, 1, 1, 0, 1, 1)
    found = datagram_readings(memoryview(data), 16, "<", (77, "nl80211"))
    assert "nl80211" in next(reading for reading in found if reading.name == "genl.family_id").showname


def test_it_can_be_given_up(small: Path) -> None:
    with pytest.raises(UserError, match="was given up"):
        list(readings(small, lambda: True))
    assert len(list(readings(small))) == 2, "and works again"


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff" * 40, b"\x10\0\0\0" + b"\xff" * 12], ids=bytes.hex)
def test_rubbish_is_read_or_not_and_never_more(data: bytes) -> None:
    for protocol in (0, 12, 16):
        for reading in datagram_readings(memoryview(data), protocol, "<"):
            assert reading.offset >= -16
