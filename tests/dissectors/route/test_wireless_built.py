"""Events of the wireless extensions, built to the layout of linux/wireless.h: few drivers still send them."""

from __future__ import annotations

from struct import pack

import pytest

from tests.build import attribute, decoded, link
from tests.dissectors.built import assert_says, assert_whole

BSSID = bytes([2, 0, 0, 0, 1, 0])
SOCKADDR = pack("<H6s8x", 1, BSSID)


def event(command: int, value: bytes) -> bytes:
    """An event of a 64-bit kernel: what it carries begins at byte 8."""
    return pack("<HH4x", 8 + len(value), command) + value


def point(command: int, data: bytes, flags: int = 0) -> bytes:
    """An event with a struct iw_point, and the bytes that it counts behind it."""
    return event(command, pack("<HH4x", len(data), flags) + data)


BUILT: dict[str, tuple[bytes, dict[str, object]]] = {
    "name": (event(0x8B01, b"IEEE 802.11".ljust(16, b"\0")), {"cmd": "SIOCGIWNAME", "u": "IEEE 802.11"}),
    "frequency": (
        event(0x8B05, pack("<ihBB", 2437, 6, 0, 1)),
        {"cmd": "SIOCGIWFREQ", "u": "2437e6 Hz", "u.m": 2437, "u.flags": "IW_FREQ_FIXED"},
    ),
    "mode": (event(0x8B06, pack("<I", 2)), {"cmd": "SIOCSIWMODE", "u": "IW_MODE_INFRA"}),
    "network id": (event(0x8B02, pack("<iBBH", 7, 1, 0, 0)), {"u.value": 7, "u.fixed": "on", "u.disabled": "off"}),
    "quality": (
        event(0x8C01, bytes([70, 200, 161, 0x0F])),
        {
            "u.qual": 70,
            "u.updated": "IW_QUAL_QUAL_UPDATED|IW_QUAL_LEVEL_UPDATED|IW_QUAL_NOISE_UPDATED|IW_QUAL_DBM",
        },
    ),
    "key": (
        point(0x8B2A, b"12345", 0x2801),
        {"flags": "IW_ENCODE_OPEN|IW_ENCODE_NOKEY|0x1", "data.key": "‹secret, 5 bytes›"},
    ),
    "Michael MIC failure": (
        point(0x8C06, pack("<I", 0x24) + SOCKADDR + bytes(8)),
        {"data.flags": "IW_MICFAILURE_GROUP|0x20", "data.src_addr.sa_data": "02:00:00:00:01:00"},
    ),
    "PMKID candidate": (
        point(0x8C09, pack("<II", 1, 3) + SOCKADDR),
        {
            "data.flags": "IW_PMKID_CAND_PREAUTH",
            "data.index": 3,
            "data.bssid.sa_family": "ARPHRD_ETHER",
            "data.bssid.sa_data": "02:00:00:00:01:00",
        },
    ),
}


@pytest.mark.parametrize("name", BUILT)
def test_built(name: str) -> None:
    data, said = BUILT[name]
    (message,) = decoded(link(3, "wlan0", attribute(11, data)))
    assert_whole(message)
    assert_says(message.tree["IFLA_WIRELESS"], said)
