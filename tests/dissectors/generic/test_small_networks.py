"""TIPC, NFC and IEEE 802.15.4: real messages and what the tools said of them, and by hand what no capture has."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, attribute, decoded, family, genl, nest
from tests.dissectors.captured import saying
from tests.dissectors.route.link_samples import says

TIPC, NEAR = "tipc", "nfc-ieee802154"

SEEN: dict[str, tuple[str, str, dict[str, object]]] = {
    "tipc bearer set tolerance 2000 media udp name U1": (
        TIPC,
        "TIPC_NL_BEARER_SET udp:U1 tolerance 2000",
        {"TIPC_NLA_BEARER.TIPC_NLA_BEARER_PROP.TIPC_NLA_PROP_TOL": "2000 ms (2 s)"},
    ),
    "tipc bearer get": (
        TIPC,
        "TIPC_NL_BEARER_GET udp:U1 priority 10 tolerance 1500 window 50 mtu 14000",
        {"TIPC_NLA_BEARER.TIPC_NLA_BEARER_UDP_OPTS.TIPC_NLA_UDP_LOCAL.sin_addr": "127.0.0.1"},
    ),
    "tipc link statistics show": (
        TIPC,
        "TIPC_NL_LINK_GET broadcast-link window 50",
        {
            "TIPC_NLA_LINK.TIPC_NLA_LINK_UP": True,
            "TIPC_NLA_LINK.TIPC_NLA_LINK_STATS.TIPC_NLA_STATS_MAX_QUEUE": 0,
            "TIPC_NLA_LINK.TIPC_NLA_LINK_PROP.TIPC_NLA_PROP_BROADCAST": "0",
        },
    ),
    "tipc nametable show": (
        TIPC,
        "TIPC_NL_NAME_TABLE_GET type 1 1-1 node_scope port 3657673531 node 0x0",
        {"TIPC_NLA_NAME_TABLE.TIPC_NLA_NAME_TABLE_PUBL.TIPC_NLA_PUBL_SCOPE": "TIPC_NODE_SCOPE"},
    ),
    "tipc node set key rekeying 10": (
        TIPC,
        "TIPC_NL_KEY_SET rekeying 10",
        {"TIPC_NLA_NODE.TIPC_NLA_NODE_REKEYING": 10},
    ),
    "an NFC device": (
        NEAR,
        "NFC_CMD_GET_DEVICE device 0 nfc0 powered off nfc_dep_mask none",
        {"NFC_ATTR_PROTOCOLS": "NFC_PROTO_NFC_DEP_MASK", "NFC_ATTR_RF_MODE": "NFC_RF_NONE"},
    ),
    "iwpan dev": (
        NEAR,
        "NL802154_CMD_NEW_INTERFACE phy#1 dev if18 wpan1 type node pan_id 0xffff short_addr 0xffff",
        {
            "NL802154_ATTR_EXTENDED_ADDR": "0x9e042fdfcb43bdf8",
            "NL802154_ATTR_WPAN_DEV": "0x100000001",
            "NL802154_ATTR_MAX_FRAME_RETRIES": 3,
            "NL802154_ATTR_MIN_BE": 3,
            "NL802154_ATTR_MAX_CSMA_BACKOFFS": 4,
        },
    ),
    "iwpan phy": (
        NEAR,
        "NL802154_CMD_NEW_WPAN_PHY phy#1 phy1 page 0 channel 13",
        {
            "NL802154_ATTR_CHANNELS_SUPPORTED.NL802154_ATTR_SUPPORTED_CHANNEL": "0x7ffffff",
            "NL802154_ATTR_WPAN_PHY_CAPS.NL802154_CAP_ATTR_IFTYPES.NL802154_IFTYPE_COORD": True,
            "NL802154_ATTR_WPAN_PHY_CAPS.NL802154_CAP_ATTR_CHANNELS.[0].[26]": True,
            "NL802154_ATTR_WPAN_PHY_CAPS.NL802154_CAP_ATTR_LBT": "NL802154_SUPPORTED_BOOL_FALSE",
        },
    ),
    "iwpan dev wpan0 set short_addr 0x1234": (
        NEAR,
        "NL802154_CMD_SET_SHORT_ADDR dev if17 short_addr 0x1234",
        {"NL802154_ATTR_SHORT_ADDR": "0x1234"},
    ),
    "simulated radios": (NEAR, "MAC802154_HWSIM_CMD_GET_RADIO radio 0", {"MAC802154_HWSIM_ATTR_RADIO_ID": 0}),
}


@pytest.mark.parametrize("case", SEEN)
def test_seen(case: str) -> None:
    capture, summary, expected = SEEN[case]
    says(saying(capture, summary, having=next(iter(expected)).partition(".")[0]), expected)


def built(name: str, command: int, *body: bytes) -> Message:
    """A message of that family, built to the header's layout."""
    stream = Stream()
    decoded(family(40, name), stream=stream, protocol=GENERIC)
    (message,) = decoded(genl(40, command, *body), stream=stream, protocol=GENERIC)
    return message


KEY = nest(
    48,
    nest(1, attribute(1, pack("<I", 3)), attribute(2, b"\5"), attribute(5, pack("<Q", 0x1122334455667788))),
    attribute(2, b"\x0a"),
    attribute(4, b"k" * 16),
)
BUILT: dict[str, tuple[str, int, bytes, dict[str, object]]] = {
    "a key of TIPC": (
        "TIPCv2",
        23,
        nest(6, attribute(4, b"gcm(aes)".ljust(32, b"\0") + pack("<I", 20) + b"k" * 20)),
        {
            "TIPC_NLA_NODE.TIPC_NLA_NODE_KEY.alg_name": "gcm(aes)",
            "TIPC_NLA_NODE.TIPC_NLA_NODE_KEY.key": "‹secret, 20 bytes›",
        },
    ),
    "a peer's domain": (
        "TIPCv2",
        19,
        nest(10, attribute(1, pack("<I", 0x1001001)), attribute(5, pack("<II", 0x1001002, 0x1001003))),
        {"TIPC_NLA_MON_PEER.TIPC_NLA_MON_PEER_MEMBERS": "0x1001002 0x1001003"},
    ),
    "tipc-config": (
        "TIPC",
        1,
        pack("<IHH", 0, 0x4101, 0) + pack(">HHII", 44, 23, 10, 0) + b"eth:eth0".ljust(32, b"\0"),
        {
            "tipc_genlmsghdr.cmd": "TIPC_CMD_ENABLE_BEARER",
            "tlv.[0].tlv_type": "TIPC_TLV_BEARER_CONFIG",
            "tlv.[0].data.name": "eth:eth0",
            "tlv.[0].data.priority": 10,
        },
    ),
    "tipc-config's text": (
        "TIPC",
        1,
        pack("<IHH", 0, 5, 0) + pack(">HH", 8, 5) + b"Type 1\n\0",
        {"tlv.[0].data": "Type 1\\n"},
    ),
    "a secure element": (
        "nfc",
        25,
        attribute(21, pack("<I", 1)) + attribute(22, b"\2") + attribute(23, b"\xa0\0\0"),
        {"NFC_ATTR_SE_TYPE": "NFC_SE_EMBEDDED", "NFC_ATTR_SE_AID": "a00000"},
    ),
    "services found": (
        "nfc",
        20,
        nest(19, nest(1, attribute(2, b"\x10"), attribute(1, b"urn:nfc:sn:snep\0"))),
        {"NFC_ATTR_LLC_SDP.[1].NFC_SDP_ATTR_URI": "urn:nfc:sn:snep", "NFC_ATTR_LLC_SDP.[1].NFC_SDP_ATTR_SAP": 16},
    ),
    "a key of 802.15.4": (
        "nl802154",
        23,
        KEY,
        {
            "NL802154_ATTR_SEC_KEY.NL802154_KEY_ATTR_ID.NL802154_KEY_ID_ATTR_SOURCE_EXTENDED": "0x1122334455667788",
            "NL802154_ATTR_SEC_KEY.NL802154_KEY_ATTR_USAGE_FRAMES": "NL802154_FRAME_DATA|NL802154_FRAME_CMD",
            "NL802154_ATTR_SEC_KEY.NL802154_KEY_ATTR_BYTES": "‹secret, 16 bytes›",
        },
    ),
    "a coordinator": (
        "nl802154",
        34,
        nest(30, attribute(1, pack("<H", 0xBEEF)), attribute(2, pack("<Q", 0x1122334455667788)), attribute(8, b"\xff")),
        {
            "NL802154_ATTR_COORDINATOR.NL802154_COORD_PANID": "0xbeef",
            "NL802154_ATTR_COORDINATOR.NL802154_COORD_ADDR": "0x1122334455667788",
        },
    ),
    "a peer": (
        "nl802154",
        43,
        nest(40, attribute(6, b"\2"), attribute(2, b"\3"), attribute(4, pack("<Q", 1))),
        {
            "NL802154_ATTR_PEER.NL802154_DEV_ADDR_ATTR_PEER_TYPE": "NL802154_PEER_TYPE_CHILD",
            "NL802154_ATTR_PEER.NL802154_DEV_ADDR_ATTR_MODE": "NL802154_DEV_ADDR_EXTENDED",
        },
    ),
    "the first family": (
        "802.15.4 MAC",
        32,
        attribute(31, b"phy0\0") + attribute(5, bytes(range(8))) + attribute(48, b"k" * 16),
        {
            "IEEE802154_ATTR_PHY_NAME": "phy0",
            "IEEE802154_ATTR_HW_ADDR": "00:01:02:03:04:05:06:07",
            "IEEE802154_ATTR_LLSEC_KEY_BYTES": "‹secret, 16 bytes›",
        },
    ),
    "who hears whom": (
        "MAC802154_HWSIM",
        3,
        attribute(1, pack("<I", 0)) + nest(3, nest(2, attribute(1, pack("<I", 1)), attribute(2, b"\xff"))),
        {
            "MAC802154_HWSIM_ATTR_RADIO_EDGES.MAC802154_HWSIM_ATTR_RADIO_EDGE.MAC802154_HWSIM_EDGE_ATTR_LQI": 255,
        },
    ),
}


@pytest.mark.parametrize("case", BUILT)
def test_built(case: str) -> None:
    name, command, body, expected = BUILT[case]
    says(built(name, command, body), expected)
