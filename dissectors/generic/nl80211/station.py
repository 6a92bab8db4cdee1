"""Stations: what is known of a peer, and its queues (NL80211_STA_INFO_*, NL80211_TID_STATS_*, NL80211_TXQ_STATS_*)."""

from __future__ import annotations

from dissectors.generic.nl80211.constants import MESH_POWER, PLINK_STATE, STA_FLAG_UPDATE
from dissectors.generic.nl80211.rates import RATE_INFO, TXRATE
from dissectors.generic.nl80211.units import DBM, KBPS, TIME_UNITS
from nldissect.schema import (
    BOOL,
    BYTES,
    FLAG,
    HEX,
    MICROSECONDS,
    MILLISECONDS,
    NANOSECONDS,
    OPAQUE,
    PACKETS,
    S8,
    S64,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Indexed,
)

CHAIN_SIGNAL = Indexed(S8, DBM)
"""the strength that each antenna's chain measured"""
TXQ_STATS = AttributeSet(
    "NL80211_TXQ_STATS_",
    [
        Attribute(1, "NL80211_TXQ_STATS_BACKLOG_BYTES", U32, BYTES),
        Attribute(2, "NL80211_TXQ_STATS_BACKLOG_PACKETS", U32, PACKETS),
        Attribute(3, "NL80211_TXQ_STATS_FLOWS", U32),
        Attribute(4, "NL80211_TXQ_STATS_DROPS", U32, PACKETS),
        Attribute(5, "NL80211_TXQ_STATS_ECN_MARKS", U32),
        Attribute(6, "NL80211_TXQ_STATS_OVERLIMIT", U32),
        Attribute(7, "NL80211_TXQ_STATS_OVERMEMORY", U32),
        Attribute(8, "NL80211_TXQ_STATS_COLLISIONS", U32),
        Attribute(9, "NL80211_TXQ_STATS_TX_BYTES", U32, BYTES),
        Attribute(10, "NL80211_TXQ_STATS_TX_PACKETS", U32, PACKETS),
        Attribute(11, "NL80211_TXQ_STATS_MAX_FLOWS", U32),
    ],
)
TID_STATS = AttributeSet(
    "NL80211_TID_STATS_",
    [
        Attribute(1, "NL80211_TID_STATS_RX_MSDU", U64),
        Attribute(2, "NL80211_TID_STATS_TX_MSDU", U64),
        Attribute(3, "NL80211_TID_STATS_TX_MSDU_RETRIES", U64),
        Attribute(4, "NL80211_TID_STATS_TX_MSDU_FAILED", U64),
        Attribute(5, "NL80211_TID_STATS_PAD", OPAQUE),
        Attribute(6, "NL80211_TID_STATS_TXQ_STATS", TXQ_STATS),
    ],
)
STA_BSS_PARAM = AttributeSet(
    "NL80211_STA_BSS_PARAM_",
    [
        Attribute(1, "NL80211_STA_BSS_PARAM_CTS_PROT", FLAG),
        Attribute(2, "NL80211_STA_BSS_PARAM_SHORT_PREAMBLE", FLAG),
        Attribute(3, "NL80211_STA_BSS_PARAM_SHORT_SLOT_TIME", FLAG),
        Attribute(4, "NL80211_STA_BSS_PARAM_DTIM_PERIOD", U8),
        Attribute(5, "NL80211_STA_BSS_PARAM_BEACON_INTERVAL", U16, TIME_UNITS),
    ],
)
STA_INFO = AttributeSet(
    "NL80211_STA_INFO_",
    [
        Attribute(1, "NL80211_STA_INFO_INACTIVE_TIME", U32, MILLISECONDS),
        Attribute(2, "NL80211_STA_INFO_RX_BYTES", U32, BYTES),
        Attribute(3, "NL80211_STA_INFO_TX_BYTES", U32, BYTES),
        Attribute(4, "NL80211_STA_INFO_LLID", U16),
        Attribute(5, "NL80211_STA_INFO_PLID", U16),
        Attribute(6, "NL80211_STA_INFO_PLINK_STATE", U8, PLINK_STATE),
        Attribute(7, "NL80211_STA_INFO_SIGNAL", S8, DBM),
        Attribute(8, "NL80211_STA_INFO_TX_BITRATE", RATE_INFO),
        Attribute(9, "NL80211_STA_INFO_RX_PACKETS", U32, PACKETS),
        Attribute(10, "NL80211_STA_INFO_TX_PACKETS", U32, PACKETS),
        Attribute(11, "NL80211_STA_INFO_TX_RETRIES", U32),
        Attribute(12, "NL80211_STA_INFO_TX_FAILED", U32, PACKETS),
        Attribute(13, "NL80211_STA_INFO_SIGNAL_AVG", S8, DBM),
        Attribute(14, "NL80211_STA_INFO_RX_BITRATE", RATE_INFO),
        Attribute(15, "NL80211_STA_INFO_BSS_PARAM", STA_BSS_PARAM),
        Attribute(16, "NL80211_STA_INFO_CONNECTED_TIME", U32, SECONDS),
        Attribute(17, "NL80211_STA_INFO_STA_FLAGS", STA_FLAG_UPDATE),
        Attribute(18, "NL80211_STA_INFO_BEACON_LOSS", U32),
        Attribute(19, "NL80211_STA_INFO_T_OFFSET", S64, MICROSECONDS),
        Attribute(20, "NL80211_STA_INFO_LOCAL_PM", U32, MESH_POWER),
        Attribute(21, "NL80211_STA_INFO_PEER_PM", U32, MESH_POWER),
        Attribute(22, "NL80211_STA_INFO_NONPEER_PM", U32, MESH_POWER),
        Attribute(23, "NL80211_STA_INFO_RX_BYTES64", U64, BYTES),
        Attribute(24, "NL80211_STA_INFO_TX_BYTES64", U64, BYTES),
        Attribute(25, "NL80211_STA_INFO_CHAIN_SIGNAL", CHAIN_SIGNAL),
        Attribute(26, "NL80211_STA_INFO_CHAIN_SIGNAL_AVG", CHAIN_SIGNAL),
        Attribute(27, "NL80211_STA_INFO_EXPECTED_THROUGHPUT", U32, KBPS),
        Attribute(28, "NL80211_STA_INFO_RX_DROP_MISC", U64, PACKETS),
        Attribute(29, "NL80211_STA_INFO_BEACON_RX", U64),
        Attribute(30, "NL80211_STA_INFO_BEACON_SIGNAL_AVG", S8, DBM),
        Attribute(31, "NL80211_STA_INFO_TID_STATS", Indexed(TID_STATS)),
        Attribute(32, "NL80211_STA_INFO_RX_DURATION", U64, MICROSECONDS),
        Attribute(33, "NL80211_STA_INFO_PAD", OPAQUE),
        Attribute(34, "NL80211_STA_INFO_ACK_SIGNAL", S8, DBM),
        Attribute(35, "NL80211_STA_INFO_ACK_SIGNAL_AVG", S8, DBM),
        Attribute(36, "NL80211_STA_INFO_RX_MPDUS", U32),
        Attribute(37, "NL80211_STA_INFO_FCS_ERROR_COUNT", U32),
        Attribute(38, "NL80211_STA_INFO_CONNECTED_TO_GATE", U8, BOOL),
        Attribute(39, "NL80211_STA_INFO_TX_DURATION", U64, MICROSECONDS),
        Attribute(40, "NL80211_STA_INFO_AIRTIME_WEIGHT", U16),
        Attribute(41, "NL80211_STA_INFO_AIRTIME_LINK_METRIC", U32),
        Attribute(42, "NL80211_STA_INFO_ASSOC_AT_BOOTTIME", U64, NANOSECONDS),
        Attribute(43, "NL80211_STA_INFO_CONNECTED_TO_AS", U8, BOOL),
    ],
)
STA_FLAGS = AttributeSet(
    "NL80211_STA_FLAG_",
    [
        Attribute(1, "NL80211_STA_FLAG_AUTHORIZED", FLAG),
        Attribute(2, "NL80211_STA_FLAG_SHORT_PREAMBLE", FLAG),
        Attribute(3, "NL80211_STA_FLAG_WME", FLAG),
        Attribute(4, "NL80211_STA_FLAG_MFP", FLAG),
        Attribute(5, "NL80211_STA_FLAG_AUTHENTICATED", FLAG),
        Attribute(6, "NL80211_STA_FLAG_TDLS_PEER", FLAG),
        Attribute(7, "NL80211_STA_FLAG_ASSOCIATED", FLAG),
        Attribute(8, "NL80211_STA_FLAG_SPP_AMSDU", FLAG),
    ],
)
STA_WME = AttributeSet(
    "NL80211_STA_WME_",
    [
        Attribute(1, "NL80211_STA_WME_UAPSD_QUEUES", U8, HEX),
        Attribute(2, "NL80211_STA_WME_MAX_SP", U8),
    ],
)
P2P_PS = Enum(
    "NL80211_P2P_PS_",
    {
        0: "NL80211_P2P_PS_UNSUPPORTED",
        1: "NL80211_P2P_PS_SUPPORTED",
    },
)
TDLS_PEER = Flags(
    "NL80211_TDLS_PEER_",
    {
        0x1: "NL80211_TDLS_PEER_HT",
        0x2: "NL80211_TDLS_PEER_VHT",
        0x4: "NL80211_TDLS_PEER_WMM",
        0x8: "NL80211_TDLS_PEER_HE",
    },
)
TDLS_OPERATION = Enum(
    "NL80211_TDLS_",
    {
        0: "NL80211_TDLS_DISCOVERY_REQ",
        1: "NL80211_TDLS_SETUP",
        2: "NL80211_TDLS_TEARDOWN",
        3: "NL80211_TDLS_ENABLE_LINK",
        4: "NL80211_TDLS_DISABLE_LINK",
    },
)
TID_CONFIG_SETTING = Enum(
    "NL80211_TID_CONFIG_",
    {
        0: "NL80211_TID_CONFIG_ENABLE",
        1: "NL80211_TID_CONFIG_DISABLE",
    },
)
TX_RATE_SETTING = Enum(
    "NL80211_TX_RATE_",
    {
        0: "NL80211_TX_RATE_AUTOMATIC",
        1: "NL80211_TX_RATE_LIMITED",
        2: "NL80211_TX_RATE_FIXED",
    },
)
TID_CONFIGS = Flags(
    "NL80211_TID_CONFIG_ATTR_",
    {
        0x2: "NL80211_TID_CONFIG_ATTR_PAD",
        0x4: "NL80211_TID_CONFIG_ATTR_VIF_SUPP",
        0x8: "NL80211_TID_CONFIG_ATTR_PEER_SUPP",
        0x10: "NL80211_TID_CONFIG_ATTR_OVERRIDE",
        0x20: "NL80211_TID_CONFIG_ATTR_TIDS",
        0x40: "NL80211_TID_CONFIG_ATTR_NOACK",
        0x80: "NL80211_TID_CONFIG_ATTR_RETRY_SHORT",
        0x100: "NL80211_TID_CONFIG_ATTR_RETRY_LONG",
        0x200: "NL80211_TID_CONFIG_ATTR_AMPDU_CTRL",
        0x400: "NL80211_TID_CONFIG_ATTR_RTSCTS_CTRL",
        0x800: "NL80211_TID_CONFIG_ATTR_AMSDU_CTRL",
        0x1000: "NL80211_TID_CONFIG_ATTR_TX_RATE_TYPE",
        0x2000: "NL80211_TID_CONFIG_ATTR_TX_RATE",
    },
)
TID_CONFIG = AttributeSet(
    "NL80211_TID_CONFIG_ATTR_",
    [
        Attribute(1, "NL80211_TID_CONFIG_ATTR_PAD", OPAQUE),
        Attribute(2, "NL80211_TID_CONFIG_ATTR_VIF_SUPP", U64, TID_CONFIGS),
        Attribute(3, "NL80211_TID_CONFIG_ATTR_PEER_SUPP", U64, TID_CONFIGS),
        Attribute(4, "NL80211_TID_CONFIG_ATTR_OVERRIDE", FLAG),
        Attribute(5, "NL80211_TID_CONFIG_ATTR_TIDS", U16, HEX, range=(1, 255)),
        Attribute(6, "NL80211_TID_CONFIG_ATTR_NOACK", U8, TID_CONFIG_SETTING, range=(0, 1)),
        Attribute(7, "NL80211_TID_CONFIG_ATTR_RETRY_SHORT", U8, range=(1, 255)),
        Attribute(8, "NL80211_TID_CONFIG_ATTR_RETRY_LONG", U8, range=(1, 255)),
        Attribute(9, "NL80211_TID_CONFIG_ATTR_AMPDU_CTRL", U8, TID_CONFIG_SETTING, range=(0, 1)),
        Attribute(10, "NL80211_TID_CONFIG_ATTR_RTSCTS_CTRL", U8, TID_CONFIG_SETTING, range=(0, 1)),
        Attribute(11, "NL80211_TID_CONFIG_ATTR_AMSDU_CTRL", U8, TID_CONFIG_SETTING, range=(0, 1)),
        Attribute(12, "NL80211_TID_CONFIG_ATTR_TX_RATE_TYPE", U8, TX_RATE_SETTING, range=(0, 2)),
        Attribute(13, "NL80211_TID_CONFIG_ATTR_TX_RATE", TXRATE),
    ],
)
