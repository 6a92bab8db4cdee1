"""Neighbour awareness networking, Wi-Fi Aware (NL80211_NAN_*).

What the Wi-Fi Aware specification lays out stays in hex.
"""

from __future__ import annotations

from dissectors.generic.nl80211.capabilities import HE_MCS_SET, HT_CAP, MCS_INFO, VHT_CAP, VHT_MCS_INFO
from dissectors.generic.nl80211.constants import BAND
from dissectors.generic.nl80211.elements import ELEMENTS
from dissectors.generic.nl80211.units import DBM, MHZ, TIME_UNITS
from nldissect.schema import (
    FLAG,
    HEX,
    LINK_ADDRESS,
    MICROSECONDS,
    OPAQUE,
    S8,
    SECONDS,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Indexed,
    Sequence,
    Unit,
)

TIME_SLOTS = Sequence(U8, Unit("", {255: "NL80211_NAN_SCHED_NOT_AVAIL_SLOT"}))
"""for each of 32 slots the channel, counted in the order of NL80211_ATTR_NAN_CHANNEL"""
NAN_FUNC_TYPE = Enum(
    "NL80211_NAN_FUNC_",
    {
        0: "NL80211_NAN_FUNC_PUBLISH",
        1: "NL80211_NAN_FUNC_SUBSCRIBE",
        2: "NL80211_NAN_FUNC_FOLLOW_UP",
    },
)
NAN_PUBLISH = Flags(
    "NL80211_NAN_",
    {
        0x1: "NL80211_NAN_SOLICITED_PUBLISH",
        0x2: "NL80211_NAN_UNSOLICITED_PUBLISH",
    },
)
NAN_TERM_REASON = Enum(
    "NL80211_NAN_FUNC_TERM_REASON_",
    {
        0: "NL80211_NAN_FUNC_TERM_REASON_USER_REQUEST",
        1: "NL80211_NAN_FUNC_TERM_REASON_TTL_EXPIRED",
        2: "NL80211_NAN_FUNC_TERM_REASON_ERROR",
    },
)
NAN_SRF = AttributeSet(
    "NL80211_NAN_SRF_",
    [
        Attribute(1, "NL80211_NAN_SRF_INCLUDE", FLAG),
        Attribute(2, "NL80211_NAN_SRF_BF", OPAQUE),
        Attribute(3, "NL80211_NAN_SRF_BF_IDX", U8),
        Attribute(4, "NL80211_NAN_SRF_MAC_ADDRS", Indexed(LINK_ADDRESS)),
    ],
)
NAN_FUNC = AttributeSet(
    "NL80211_NAN_FUNC_",
    [
        Attribute(1, "NL80211_NAN_FUNC_TYPE", U8, NAN_FUNC_TYPE, range=(0, 2)),
        Attribute(2, "NL80211_NAN_FUNC_SERVICE_ID", OPAQUE),
        Attribute(3, "NL80211_NAN_FUNC_PUBLISH_TYPE", U8, NAN_PUBLISH),
        Attribute(4, "NL80211_NAN_FUNC_PUBLISH_BCAST", FLAG),
        Attribute(5, "NL80211_NAN_FUNC_SUBSCRIBE_ACTIVE", FLAG),
        Attribute(6, "NL80211_NAN_FUNC_FOLLOW_UP_ID", U8),
        Attribute(7, "NL80211_NAN_FUNC_FOLLOW_UP_REQ_ID", U8),
        Attribute(8, "NL80211_NAN_FUNC_FOLLOW_UP_DEST", LINK_ADDRESS),
        Attribute(9, "NL80211_NAN_FUNC_CLOSE_RANGE", FLAG),
        Attribute(10, "NL80211_NAN_FUNC_TTL", U32),
        Attribute(11, "NL80211_NAN_FUNC_SERVICE_INFO", OPAQUE),
        Attribute(12, "NL80211_NAN_FUNC_SRF", NAN_SRF),
        Attribute(13, "NL80211_NAN_FUNC_RX_MATCH_FILTER", Indexed(OPAQUE)),
        Attribute(14, "NL80211_NAN_FUNC_TX_MATCH_FILTER", Indexed(OPAQUE)),
        Attribute(15, "NL80211_NAN_FUNC_INSTANCE_ID", U8),
        Attribute(16, "NL80211_NAN_FUNC_TERM_REASON", U8, NAN_TERM_REASON),
    ],
)
NAN_MATCH = AttributeSet(
    "NL80211_NAN_MATCH_",
    [
        Attribute(1, "NL80211_NAN_MATCH_FUNC_LOCAL", NAN_FUNC),
        Attribute(2, "NL80211_NAN_MATCH_FUNC_PEER", NAN_FUNC),
    ],
)
NAN_BAND_CONF = AttributeSet(
    "NL80211_NAN_BAND_CONF_",
    [
        Attribute(1, "NL80211_NAN_BAND_CONF_BAND", U8, BAND, range=(0, 5)),
        Attribute(2, "NL80211_NAN_BAND_CONF_FREQ", U16, MHZ),
        Attribute(3, "NL80211_NAN_BAND_CONF_RSSI_CLOSE", S8, DBM, range=(-59, 127)),
        Attribute(4, "NL80211_NAN_BAND_CONF_RSSI_MIDDLE", S8, DBM, range=(-74, 127)),
        Attribute(5, "NL80211_NAN_BAND_CONF_WAKE_DW", U8, range=(0, 5)),
        Attribute(6, "NL80211_NAN_BAND_CONF_DISABLE_SCAN", FLAG),
    ],
)
NAN_CONF = AttributeSet(
    "NL80211_NAN_CONF_",
    [
        Attribute(1, "NL80211_NAN_CONF_CLUSTER_ID", LINK_ADDRESS),
        Attribute(2, "NL80211_NAN_CONF_EXTRA_ATTRS", OPAQUE),
        Attribute(3, "NL80211_NAN_CONF_VENDOR_ELEMS", ELEMENTS),
        Attribute(4, "NL80211_NAN_CONF_BAND_CONFIGS", Indexed(NAN_BAND_CONF)),
        Attribute(5, "NL80211_NAN_CONF_SCAN_PERIOD", U16, SECONDS),
        Attribute(6, "NL80211_NAN_CONF_SCAN_DWELL_TIME", U16, TIME_UNITS, range=(50, 512)),
        Attribute(7, "NL80211_NAN_CONF_DISCOVERY_BEACON_INTERVAL", U8, TIME_UNITS, range=(50, 200)),
        Attribute(8, "NL80211_NAN_CONF_NOTIFY_DW", FLAG),
    ],
)
NAN_PHY_CAP = AttributeSet(
    "NL80211_NAN_PHY_CAP_ATTR_",
    [
        Attribute(1, "NL80211_NAN_PHY_CAP_ATTR_HT_MCS_SET", MCS_INFO),
        Attribute(2, "NL80211_NAN_PHY_CAP_ATTR_HT_CAPA", U16, HT_CAP),
        Attribute(3, "NL80211_NAN_PHY_CAP_ATTR_HT_AMPDU_FACTOR", U8),
        Attribute(4, "NL80211_NAN_PHY_CAP_ATTR_HT_AMPDU_DENSITY", U8),
        Attribute(5, "NL80211_NAN_PHY_CAP_ATTR_VHT_MCS_SET", VHT_MCS_INFO),
        Attribute(6, "NL80211_NAN_PHY_CAP_ATTR_VHT_CAPA", U32, VHT_CAP),
        Attribute(7, "NL80211_NAN_PHY_CAP_ATTR_HE_MAC", OPAQUE),
        Attribute(8, "NL80211_NAN_PHY_CAP_ATTR_HE_PHY", OPAQUE),
        Attribute(9, "NL80211_NAN_PHY_CAP_ATTR_HE_MCS_SET", HE_MCS_SET),
        Attribute(10, "NL80211_NAN_PHY_CAP_ATTR_HE_PPE", OPAQUE),
    ],
)
NAN_CAPABILITIES = AttributeSet(
    "NL80211_NAN_CAPA_",
    [
        Attribute(1, "NL80211_NAN_CAPA_CONFIGURABLE_SYNC", FLAG),
        Attribute(2, "NL80211_NAN_CAPA_USERSPACE_DE", FLAG),
        Attribute(3, "NL80211_NAN_CAPA_OP_MODE", U8, HEX),
        Attribute(4, "NL80211_NAN_CAPA_NUM_ANTENNAS", U8, HEX),
        Attribute(5, "NL80211_NAN_CAPA_MAX_CHANNEL_SWITCH_TIME", U16, MICROSECONDS),
        Attribute(6, "NL80211_NAN_CAPA_CAPABILITIES", U8, HEX),
        Attribute(7, "NL80211_NAN_CAPA_PHY", NAN_PHY_CAP),
    ],
)
NAN_PEER_MAP = AttributeSet(
    "NL80211_NAN_PEER_MAP_ATTR_",
    [
        Attribute(1, "NL80211_NAN_PEER_MAP_ATTR_MAP_ID", U8, range=(0, 15)),
        Attribute(2, "NL80211_NAN_PEER_MAP_ATTR_TIME_SLOTS", TIME_SLOTS),
    ],
)
