"""Values of nl80211 that are wider than an integer, built to what linux/nl80211.h says of them."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, attribute, datagram, family, genl, nest
from tests.dissectors.built import assert_says, assert_whole

NUMBER = 40
NL80211_CMD_SET_WIPHY = 2


def told(*attributes: bytes) -> Message:
    stream = Stream()
    list(stream.messages(datagram(family(NUMBER, "nl80211"), protocol=GENERIC)))
    request = genl(NUMBER, NL80211_CMD_SET_WIPHY, *attributes)
    return next(iter(stream.messages(datagram(request, protocol=GENERIC))))


BUILT: dict[str, tuple[bytes, dict[str, object]]] = {
    "packet number, six bytes": (
        attribute(10, (0x010203040506).to_bytes(6, "little")),
        {"NL80211_ATTR_KEY_SEQ": 0x010203040506},
    ),
    "replay counter, big-endian": (
        nest(122, attribute(3, pack(">Q", 9))),
        {"NL80211_ATTR_REKEY_DATA.NL80211_REKEY_DATA_REPLAY_CTR": 9},
    ),
    "authentication frame, from its sequence number on": (
        attribute(156, pack("<HH", 1, 13) + b"\x13\0"),
        {
            "NL80211_ATTR_AUTH_DATA.auth_transaction": 1,
            "NL80211_ATTR_AUTH_DATA.status_code": 13,
            "NL80211_ATTR_AUTH_DATA.variable": "1300",
        },
    ),
    "groups of MU-MIMO": (
        attribute(231, bytes([0x02, 0x80]) + bytes(6) + bytes(range(16))),
        {
            "NL80211_ATTR_MU_MIMO_GROUP_DATA.membership": [1, 15],
            "NL80211_ATTR_MU_MIMO_GROUP_DATA.user_position": list(range(16)),
        },
    ),
    "transitions that are disabled": (attribute(321, b"\x05"), {"NL80211_ATTR_TD_BITMAP": [0, 2]}),
}


@pytest.mark.parametrize("name", BUILT)
def test_built(name: str) -> None:
    data, said = BUILT[name]
    message = told(data)
    assert_whole(message)
    assert_says(message.tree, said)
