"""Scans: what was found, what to look for, and how busy the channels are (NL80211_BSS_*, NL80211_SURVEY_INFO_* …)."""

from __future__ import annotations

from dissectors.generic.nl80211.capabilities import WLAN_CAPABILITY
from dissectors.generic.nl80211.constants import BAND, per_band
from dissectors.generic.nl80211.elements import ELEMENTS, RATES, SSID
from dissectors.generic.nl80211.station import CHAIN_SIGNAL
from dissectors.generic.nl80211.units import DB, DBM, KHZ, MBM, MHZ, TIME_UNITS
from nldissect.schema import (
    FLAG,
    LINK_ADDRESS,
    MICROSECONDS,
    MILLISECONDS,
    NANOSECONDS,
    OPAQUE,
    PACKETS,
    PERCENT,
    S8,
    S32,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Meant,
    Member,
    Payload,
    Select,
    Sequence,
    Struct,
)

SCAN_FLAG = Flags(
    "NL80211_SCAN_FLAG_",
    {
        0x1: "NL80211_SCAN_FLAG_LOW_PRIORITY",
        0x2: "NL80211_SCAN_FLAG_FLUSH",
        0x4: "NL80211_SCAN_FLAG_AP",
        0x8: "NL80211_SCAN_FLAG_RANDOM_ADDR",
        0x10: "NL80211_SCAN_FLAG_FILS_MAX_CHANNEL_TIME",
        0x20: "NL80211_SCAN_FLAG_ACCEPT_BCAST_PROBE_RESP",
        0x40: "NL80211_SCAN_FLAG_OCE_PROBE_REQ_HIGH_TX_RATE",
        0x80: "NL80211_SCAN_FLAG_OCE_PROBE_REQ_DEFERRAL_SUPPRESSION",
        0x100: "NL80211_SCAN_FLAG_LOW_SPAN",
        0x200: "NL80211_SCAN_FLAG_LOW_POWER",
        0x400: "NL80211_SCAN_FLAG_HIGH_ACCURACY",
        0x800: "NL80211_SCAN_FLAG_RANDOM_SN",
        0x1000: "NL80211_SCAN_FLAG_MIN_PREQ_CONTENT",
        0x2000: "NL80211_SCAN_FLAG_FREQ_KHZ",
        0x4000: "NL80211_SCAN_FLAG_COLOCATED_6GHZ",
    },
)
BSS_SCAN_WIDTH = Enum(
    "NL80211_BSS_CHAN_WIDTH_",
    {
        0: "NL80211_BSS_CHAN_WIDTH_20",
        1: "NL80211_BSS_CHAN_WIDTH_10",
        2: "NL80211_BSS_CHAN_WIDTH_5",
        3: "NL80211_BSS_CHAN_WIDTH_1",
        4: "NL80211_BSS_CHAN_WIDTH_2",
    },
)
BSS_STATUS = Enum(
    "NL80211_BSS_STATUS_",
    {
        0: "NL80211_BSS_STATUS_AUTHENTICATED",
        1: "NL80211_BSS_STATUS_ASSOCIATED",
        2: "NL80211_BSS_STATUS_IBSS_JOINED",
    },
)
BSS_USE_FOR = Flags(
    "NL80211_BSS_USE_FOR_",
    {
        0x1: "NL80211_BSS_USE_FOR_NORMAL",
        0x2: "NL80211_BSS_USE_FOR_MLD_LINK",
    },
)
BSS_CANNOT_USE = Flags(
    "NL80211_BSS_CANNOT_USE_",
    {
        0x1: "NL80211_BSS_CANNOT_USE_NSTR_NONPRIMARY",
        0x2: "NL80211_BSS_CANNOT_USE_6GHZ_PWR_MISMATCH",
    },
)
TIMEOUT_REASON = Enum(
    "NL80211_TIMEOUT_",
    {
        0: "NL80211_TIMEOUT_UNSPECIFIED",
        1: "NL80211_TIMEOUT_SCAN",
        2: "NL80211_TIMEOUT_AUTH",
        3: "NL80211_TIMEOUT_ASSOC",
    },
)
BSS = AttributeSet(
    "NL80211_BSS_",
    [
        Attribute(1, "NL80211_BSS_BSSID", LINK_ADDRESS),
        Attribute(2, "NL80211_BSS_FREQUENCY", U32, MHZ),
        Attribute(3, "NL80211_BSS_TSF", U64, MICROSECONDS),
        Attribute(4, "NL80211_BSS_BEACON_INTERVAL", U16, TIME_UNITS),
        Attribute(5, "NL80211_BSS_CAPABILITY", U16, WLAN_CAPABILITY),
        Attribute(6, "NL80211_BSS_INFORMATION_ELEMENTS", ELEMENTS),
        Attribute(7, "NL80211_BSS_SIGNAL_MBM", S32, MBM),
        Attribute(8, "NL80211_BSS_SIGNAL_UNSPEC", U8),
        Attribute(9, "NL80211_BSS_STATUS", U32, BSS_STATUS),
        Attribute(10, "NL80211_BSS_SEEN_MS_AGO", U32, MILLISECONDS),
        Attribute(11, "NL80211_BSS_BEACON_IES", ELEMENTS),
        Attribute(12, "NL80211_BSS_CHAN_WIDTH", U32, BSS_SCAN_WIDTH),
        Attribute(13, "NL80211_BSS_BEACON_TSF", U64, MICROSECONDS),
        Attribute(14, "NL80211_BSS_PRESP_DATA", FLAG),
        Attribute(15, "NL80211_BSS_LAST_SEEN_BOOTTIME", U64, NANOSECONDS),
        Attribute(16, "NL80211_BSS_PAD", OPAQUE),
        Attribute(17, "NL80211_BSS_PARENT_TSF", U64, MICROSECONDS),
        Attribute(18, "NL80211_BSS_PARENT_BSSID", LINK_ADDRESS),
        Attribute(19, "NL80211_BSS_CHAIN_SIGNAL", CHAIN_SIGNAL),
        Attribute(20, "NL80211_BSS_FREQUENCY_OFFSET", U32, KHZ),
        Attribute(21, "NL80211_BSS_MLO_LINK_ID", U8),
        Attribute(22, "NL80211_BSS_MLD_ADDR", LINK_ADDRESS),
        Attribute(23, "NL80211_BSS_USE_FOR", U32, BSS_USE_FOR),
        Attribute(24, "NL80211_BSS_CANNOT_USE_REASONS", U64, BSS_CANNOT_USE),
    ],
)
SURVEY_INFO = AttributeSet(
    "NL80211_SURVEY_INFO_",
    [
        Attribute(1, "NL80211_SURVEY_INFO_FREQUENCY", U32, MHZ),
        Attribute(2, "NL80211_SURVEY_INFO_NOISE", S8, DBM),
        Attribute(3, "NL80211_SURVEY_INFO_IN_USE", FLAG),
        Attribute(4, "NL80211_SURVEY_INFO_TIME", U64, MILLISECONDS),
        Attribute(5, "NL80211_SURVEY_INFO_TIME_BUSY", U64, MILLISECONDS),
        Attribute(6, "NL80211_SURVEY_INFO_TIME_EXT_BUSY", U64, MILLISECONDS),
        Attribute(7, "NL80211_SURVEY_INFO_TIME_RX", U64, MILLISECONDS),
        Attribute(8, "NL80211_SURVEY_INFO_TIME_TX", U64, MILLISECONDS),
        Attribute(9, "NL80211_SURVEY_INFO_TIME_SCAN", U64, MILLISECONDS),
        Attribute(10, "NL80211_SURVEY_INFO_PAD", OPAQUE),
        Attribute(11, "NL80211_SURVEY_INFO_TIME_BSS_RX", U64, MILLISECONDS),
        Attribute(12, "NL80211_SURVEY_INFO_FREQUENCY_OFFSET", U32, KHZ),
    ],
)
RSSI_ADJUST = Struct(
    "nl80211_bss_select_rssi_adjust",
    [
        Member("band", U8, BAND),
        Member("delta", S8, DB),
    ],
    text="{band} {delta} dB",
)
SCAN_SUPP_RATES = per_band(RATES)
SCHED_SCAN_MATCH = AttributeSet(
    "NL80211_SCHED_SCAN_MATCH_",
    [
        Attribute(1, "NL80211_SCHED_SCAN_MATCH_ATTR_SSID", SSID),
        Attribute(2, "NL80211_SCHED_SCAN_MATCH_ATTR_RSSI", S32, DBM),
        Attribute(3, "NL80211_SCHED_SCAN_MATCH_ATTR_RELATIVE_RSSI", FLAG),
        Attribute(4, "NL80211_SCHED_SCAN_MATCH_ATTR_RSSI_ADJUST", RSSI_ADJUST),
        Attribute(5, "NL80211_SCHED_SCAN_MATCH_ATTR_BSSID", LINK_ADDRESS),
        Attribute(6, "NL80211_SCHED_SCAN_MATCH_PER_BAND_RSSI", per_band(Meant(S32, DBM))),
    ],
)
SCHED_SCAN_PLAN = AttributeSet(
    "NL80211_SCHED_SCAN_PLAN_",
    [
        Attribute(1, "NL80211_SCHED_SCAN_PLAN_INTERVAL", U32, SECONDS),
        Attribute(2, "NL80211_SCHED_SCAN_PLAN_ITERATIONS", U32),
    ],
)
_CAN_BE_EMPTY = Payload(lambda data, order: len(data) > 0)
"""a device tells what it can do by the attributes without their values"""
BSS_SELECT = AttributeSet(
    "NL80211_BSS_SELECT_ATTR_",
    [
        Attribute(1, "NL80211_BSS_SELECT_ATTR_RSSI", FLAG),
        Attribute(2, "NL80211_BSS_SELECT_ATTR_BAND_PREF", Select(_CAN_BE_EMPTY, {True: Meant(U32, BAND)}, FLAG)),
        Attribute(3, "NL80211_BSS_SELECT_ATTR_RSSI_ADJUST", Select(_CAN_BE_EMPTY, {True: RSSI_ADJUST}, FLAG)),
    ],
)
CQM_RSSI_EVENT = Enum(
    "NL80211_CQM_RSSI_",
    {
        0: "NL80211_CQM_RSSI_THRESHOLD_EVENT_LOW",
        1: "NL80211_CQM_RSSI_THRESHOLD_EVENT_HIGH",
        2: "NL80211_CQM_RSSI_BEACON_LOSS_EVENT",
    },
)
_THRESHOLDS = Select(Payload(lambda data, order: len(data)), {4: Meant(S32, DBM)}, Sequence(S32, DBM))
CQM = AttributeSet(
    "NL80211_ATTR_CQM_",
    [
        Attribute(1, "NL80211_ATTR_CQM_RSSI_THOLD", _THRESHOLDS),
        Attribute(2, "NL80211_ATTR_CQM_RSSI_HYST", U32, DB),
        Attribute(3, "NL80211_ATTR_CQM_RSSI_THRESHOLD_EVENT", U32, CQM_RSSI_EVENT),
        Attribute(4, "NL80211_ATTR_CQM_PKT_LOSS_EVENT", U32, PACKETS),
        Attribute(5, "NL80211_ATTR_CQM_TXE_RATE", U32, PERCENT),
        Attribute(6, "NL80211_ATTR_CQM_TXE_PKTS", U32, PACKETS),
        Attribute(7, "NL80211_ATTR_CQM_TXE_INTVL", U32, SECONDS),
        Attribute(8, "NL80211_ATTR_CQM_BEACON_LOSS_EVENT", FLAG),
        Attribute(9, "NL80211_ATTR_CQM_RSSI_LEVEL", S32, DBM),
    ],
)
