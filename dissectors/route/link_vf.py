"""Virtual functions of a network card, and port profiles (IFLA_VFINFO_LIST, IFLA_VF_PORTS; linux/if_link.h)."""

from __future__ import annotations

from collections.abc import Sequence as AbstractSequence

from dissectors.constants import ETH_P
from dissectors.wide_values import UUID
from nldissect.schema import (
    BE16,
    BYTES,
    HEX,
    OPAQUE,
    PACKETS,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Bytes,
    Enum,
    Look,
    Member,
    Pad,
    Parsed,
    Part,
    Struct,
    Unit,
)

_MBIT_PER_SECOND = Unit("Mbit/s", {0: "unlimited"})
_SWITCH = Unit("", {0: "off", 1: "on", 0xFFFFFFFF: "not supported"})
"""the kernel starts with -1 and lets the driver overwrite that"""


def _hardware_address(payload: memoryview, order: str, look: Look) -> AbstractSequence[Part]:
    """MAX_ADDR_LEN bytes without a length: Ethernet's six, or InfiniBand's twenty."""
    length = 20 if any(payload[6:20]) else 6
    return [Part("", 0, len(payload), payload[:length].hex(":"))]


_ADDRESS = Parsed(_hardware_address, length=32)

IFLA_VF_MAC = Struct(
    "ifla_vf_mac",
    [
        Member("vf", U32),
        Member("mac", _ADDRESS),
    ],
)
IFLA_VF_BROADCAST = Struct(
    "ifla_vf_broadcast",
    [
        Member("broadcast", _ADDRESS),
    ],
)
IFLA_VF_VLAN = Struct(
    "ifla_vf_vlan",
    [
        Member("vf", U32),
        Member("vlan", U32, range=(0, 4095)),
        Member("qos", U32, range=(0, 7)),
    ],
)
IFLA_VF_VLAN_INFO_STRUCT = Struct(
    "ifla_vf_vlan_info",
    [
        Member("vf", U32),
        Member("vlan", U32, range=(0, 4095)),
        Member("qos", U32, range=(0, 7)),
        Member("vlan_proto", BE16, ETH_P),
        Pad(2),
    ],
)
IFLA_VF_TX_RATE = Struct(
    "ifla_vf_tx_rate",
    [
        Member("vf", U32),
        Member("rate", U32, _MBIT_PER_SECOND),
    ],
)
IFLA_VF_RATE = Struct(
    "ifla_vf_rate",
    [
        Member("vf", U32),
        Member("min_tx_rate", U32, _MBIT_PER_SECOND),
        Member("max_tx_rate", U32, _MBIT_PER_SECOND),
    ],
)
IFLA_VF_SPOOFCHK = Struct(
    "ifla_vf_spoofchk",
    [
        Member("vf", U32),
        Member("setting", U32, _SWITCH),
    ],
)
IFLA_VF_GUID = Struct(
    "ifla_vf_guid",
    [
        Member("vf", U32),
        Pad(4),
        Member("guid", U64, HEX),
    ],
)
IFLA_VF_LINK_STATE_ENUM = Enum(
    "IFLA_VF_LINK_STATE_",
    {
        0: "IFLA_VF_LINK_STATE_AUTO",
        1: "IFLA_VF_LINK_STATE_ENABLE",
        2: "IFLA_VF_LINK_STATE_DISABLE",
    },
)
IFLA_VF_LINK_STATE = Struct(
    "ifla_vf_link_state",
    [
        Member("vf", U32),
        Member("link_state", U32, IFLA_VF_LINK_STATE_ENUM),
    ],
)
IFLA_VF_RSS_QUERY_EN = Struct(
    "ifla_vf_rss_query_en",
    [
        Member("vf", U32),
        Member("setting", U32, _SWITCH),
    ],
)
IFLA_VF_TRUST = Struct(
    "ifla_vf_trust",
    [
        Member("vf", U32),
        Member("setting", U32, _SWITCH),
    ],
)

IFLA_VF_STATS = AttributeSet(
    "IFLA_VF_STATS_",
    [
        Attribute(0, "IFLA_VF_STATS_RX_PACKETS", U64, PACKETS),
        Attribute(1, "IFLA_VF_STATS_TX_PACKETS", U64, PACKETS),
        Attribute(2, "IFLA_VF_STATS_RX_BYTES", U64, BYTES),
        Attribute(3, "IFLA_VF_STATS_TX_BYTES", U64, BYTES),
        Attribute(4, "IFLA_VF_STATS_BROADCAST", U64, PACKETS),
        Attribute(5, "IFLA_VF_STATS_MULTICAST", U64, PACKETS),
        Attribute(6, "IFLA_VF_STATS_PAD", OPAQUE),
        Attribute(7, "IFLA_VF_STATS_RX_DROPPED", U64, PACKETS),
        Attribute(8, "IFLA_VF_STATS_TX_DROPPED", U64, PACKETS),
    ],
)
IFLA_VF_VLAN_LIST = AttributeSet(
    "IFLA_VF_VLAN_",
    [
        Attribute(1, "IFLA_VF_VLAN_INFO", IFLA_VF_VLAN_INFO_STRUCT, multiple=True),
    ],
)

IFLA_VF = AttributeSet(
    "IFLA_VF_",
    [
        Attribute(1, "IFLA_VF_MAC", IFLA_VF_MAC),
        Attribute(2, "IFLA_VF_VLAN", IFLA_VF_VLAN),
        Attribute(3, "IFLA_VF_TX_RATE", IFLA_VF_TX_RATE),
        Attribute(4, "IFLA_VF_SPOOFCHK", IFLA_VF_SPOOFCHK),
        Attribute(5, "IFLA_VF_LINK_STATE", IFLA_VF_LINK_STATE),
        Attribute(6, "IFLA_VF_RATE", IFLA_VF_RATE),
        Attribute(7, "IFLA_VF_RSS_QUERY_EN", IFLA_VF_RSS_QUERY_EN),
        Attribute(8, "IFLA_VF_STATS", IFLA_VF_STATS),
        Attribute(9, "IFLA_VF_TRUST", IFLA_VF_TRUST),
        Attribute(10, "IFLA_VF_IB_NODE_GUID", IFLA_VF_GUID),
        Attribute(11, "IFLA_VF_IB_PORT_GUID", IFLA_VF_GUID),
        Attribute(12, "IFLA_VF_VLAN_LIST", IFLA_VF_VLAN_LIST),
        Attribute(13, "IFLA_VF_BROADCAST", IFLA_VF_BROADCAST),
    ],
)
IFLA_VFINFO_LIST = AttributeSet(
    "IFLA_VF_",
    [
        Attribute(1, "IFLA_VF_INFO", IFLA_VF, multiple=True),
    ],
)

PORT_REQUEST = Enum(
    "PORT_REQUEST_",
    {
        0: "PORT_REQUEST_PREASSOCIATE",
        1: "PORT_REQUEST_PREASSOCIATE_RR",
        2: "PORT_REQUEST_ASSOCIATE",
        3: "PORT_REQUEST_DISASSOCIATE",
    },
)
PORT_RESPONSE = Enum(
    "PORT_",
    {
        0: "PORT_VDP_RESPONSE_SUCCESS",
        1: "PORT_VDP_RESPONSE_INVALID_FORMAT",
        2: "PORT_VDP_RESPONSE_INSUFFICIENT_RESOURCES",
        3: "PORT_VDP_RESPONSE_UNUSED_VTID",
        4: "PORT_VDP_RESPONSE_VTID_VIOLATION",
        5: "PORT_VDP_RESPONSE_VTID_VERSION_VIOALTION",
        6: "PORT_VDP_RESPONSE_OUT_OF_SYNC",
        256: "PORT_PROFILE_RESPONSE_SUCCESS",
        257: "PORT_PROFILE_RESPONSE_INPROGRESS",
        258: "PORT_PROFILE_RESPONSE_INVALID",
        259: "PORT_PROFILE_RESPONSE_BADSTATE",
        260: "PORT_PROFILE_RESPONSE_INSUFFICIENT_RESOURCES",
        261: "PORT_PROFILE_RESPONSE_ERROR",
    },
)
IFLA_PORT_VSI = Struct(
    "ifla_port_vsi",
    [
        Member("vsi_mgr_id", U8),
        Member("vsi_type_id", Bytes(3)),
        Member("vsi_type_version", U8),
        Pad(3),
    ],
)
IFLA_PORT = AttributeSet(
    "IFLA_PORT_",
    [
        Attribute(1, "IFLA_PORT_VF", U32),
        Attribute(2, "IFLA_PORT_PROFILE", TEXT),
        Attribute(3, "IFLA_PORT_VSI_TYPE", IFLA_PORT_VSI),
        Attribute(4, "IFLA_PORT_INSTANCE_UUID", UUID),
        Attribute(5, "IFLA_PORT_HOST_UUID", UUID),
        Attribute(6, "IFLA_PORT_REQUEST", U8, PORT_REQUEST),
        Attribute(7, "IFLA_PORT_RESPONSE", U16, PORT_RESPONSE),
    ],
)
IFLA_VF_PORTS = AttributeSet(
    "IFLA_VF_",
    [
        Attribute(1, "IFLA_VF_PORT", IFLA_PORT, multiple=True),
    ],
)
