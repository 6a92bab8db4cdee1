"""Devices: bands, channels, rates, combinations of interfaces, radios (NL80211_BAND_ATTR_* and the like)."""

from __future__ import annotations

from dissectors.generic.nl80211.capabilities import HE_MCS_SET, HT_CAP, MCS_INFO, VHT_CAP, VHT_MCS_INFO
from dissectors.generic.nl80211.constants import CHAN_WIDTHS, DFS_REGIONS, IFTYPES, per_band
from dissectors.generic.nl80211.elements import ELEMENTS
from dissectors.generic.nl80211.units import (
    DBM_PER_MHZ,
    KHZ,
    KHZ_AS_MHZ,
    MBM,
    MHZ,
    ORGANIZATION,
    QUARTER_DBM,
    RATE_100K,
    THRESHOLD,
)
from nldissect.schema import (
    FLAG,
    HEX,
    LE16,
    MICROSECONDS,
    MILLISECONDS,
    NANOSECONDS,
    OPAQUE,
    S8,
    S32,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Indexed,
    Member,
    Struct,
)

DFS_STATE = Enum(
    "NL80211_DFS_",
    {
        0: "NL80211_DFS_USABLE",
        1: "NL80211_DFS_UNAVAILABLE",
        2: "NL80211_DFS_AVAILABLE",
    },
)
RADAR_EVENT = Enum(
    "NL80211_RADAR_",
    {
        0: "NL80211_RADAR_DETECTED",
        1: "NL80211_RADAR_CAC_FINISHED",
        2: "NL80211_RADAR_CAC_ABORTED",
        3: "NL80211_RADAR_NOP_FINISHED",
        4: "NL80211_RADAR_PRE_CAC_EXPIRED",
        5: "NL80211_RADAR_CAC_STARTED",
    },
)
SMPS = Enum(
    "NL80211_SMPS_",
    {
        0: "NL80211_SMPS_OFF",
        1: "NL80211_SMPS_STATIC",
        2: "NL80211_SMPS_DYNAMIC",
    },
)
PS_STATE = Enum(
    "NL80211_PS_",
    {
        0: "NL80211_PS_DISABLED",
        1: "NL80211_PS_ENABLED",
    },
)
TX_POWER = Enum(
    "NL80211_TX_POWER_",
    {
        0: "NL80211_TX_POWER_AUTOMATIC",
        1: "NL80211_TX_POWER_LIMITED",
        2: "NL80211_TX_POWER_FIXED",
    },
)
WMMR = AttributeSet(
    "NL80211_WMMR_",
    [
        Attribute(1, "NL80211_WMMR_CW_MIN", U16),
        Attribute(2, "NL80211_WMMR_CW_MAX", U16),
        Attribute(3, "NL80211_WMMR_AIFSN", U8),
        Attribute(4, "NL80211_WMMR_TXOP", U16, MICROSECONDS),
    ],
)
FREQUENCY = AttributeSet(
    "NL80211_FREQUENCY_ATTR_",
    [
        Attribute(1, "NL80211_FREQUENCY_ATTR_FREQ", U32, MHZ),
        Attribute(2, "NL80211_FREQUENCY_ATTR_DISABLED", FLAG),
        Attribute(3, "NL80211_FREQUENCY_ATTR_NO_IR", FLAG),
        Attribute(4, "__NL80211_FREQUENCY_ATTR_NO_IBSS", FLAG),
        Attribute(5, "NL80211_FREQUENCY_ATTR_RADAR", FLAG),
        Attribute(6, "NL80211_FREQUENCY_ATTR_MAX_TX_POWER", U32, MBM),
        Attribute(7, "NL80211_FREQUENCY_ATTR_DFS_STATE", U32, DFS_STATE),
        Attribute(8, "NL80211_FREQUENCY_ATTR_DFS_TIME", U32, MILLISECONDS),
        Attribute(9, "NL80211_FREQUENCY_ATTR_NO_HT40_MINUS", FLAG),
        Attribute(10, "NL80211_FREQUENCY_ATTR_NO_HT40_PLUS", FLAG),
        Attribute(11, "NL80211_FREQUENCY_ATTR_NO_80MHZ", FLAG),
        Attribute(12, "NL80211_FREQUENCY_ATTR_NO_160MHZ", FLAG),
        Attribute(13, "NL80211_FREQUENCY_ATTR_DFS_CAC_TIME", U32, MILLISECONDS),
        Attribute(14, "NL80211_FREQUENCY_ATTR_INDOOR_ONLY", FLAG),
        Attribute(15, "NL80211_FREQUENCY_ATTR_IR_CONCURRENT", FLAG),
        Attribute(16, "NL80211_FREQUENCY_ATTR_NO_20MHZ", FLAG),
        Attribute(17, "NL80211_FREQUENCY_ATTR_NO_10MHZ", FLAG),
        Attribute(18, "NL80211_FREQUENCY_ATTR_WMM", Indexed(WMMR)),
        Attribute(19, "NL80211_FREQUENCY_ATTR_NO_HE", FLAG),
        Attribute(20, "NL80211_FREQUENCY_ATTR_OFFSET", U32, KHZ),
        Attribute(21, "NL80211_FREQUENCY_ATTR_1MHZ", FLAG),
        Attribute(22, "NL80211_FREQUENCY_ATTR_2MHZ", FLAG),
        Attribute(23, "NL80211_FREQUENCY_ATTR_4MHZ", FLAG),
        Attribute(24, "NL80211_FREQUENCY_ATTR_8MHZ", FLAG),
        Attribute(25, "NL80211_FREQUENCY_ATTR_16MHZ", FLAG),
        Attribute(26, "NL80211_FREQUENCY_ATTR_NO_320MHZ", FLAG),
        Attribute(27, "NL80211_FREQUENCY_ATTR_NO_EHT", FLAG),
        Attribute(28, "NL80211_FREQUENCY_ATTR_PSD", S8, DBM_PER_MHZ),
        Attribute(29, "NL80211_FREQUENCY_ATTR_DFS_CONCURRENT", FLAG),
        Attribute(30, "NL80211_FREQUENCY_ATTR_NO_6GHZ_VLP_CLIENT", FLAG),
        Attribute(31, "NL80211_FREQUENCY_ATTR_NO_6GHZ_AFC_CLIENT", FLAG),
        Attribute(32, "NL80211_FREQUENCY_ATTR_CAN_MONITOR", FLAG),
        Attribute(33, "NL80211_FREQUENCY_ATTR_ALLOW_6GHZ_VLP_AP", FLAG),
        Attribute(34, "NL80211_FREQUENCY_ATTR_ALLOW_20MHZ_ACTIVITY", FLAG),
        Attribute(35, "NL80211_FREQUENCY_ATTR_NO_4MHZ", FLAG),
        Attribute(36, "NL80211_FREQUENCY_ATTR_NO_8MHZ", FLAG),
        Attribute(37, "NL80211_FREQUENCY_ATTR_NO_16MHZ", FLAG),
        Attribute(38, "NL80211_FREQUENCY_ATTR_S1G_NO_PRIMARY", FLAG),
        Attribute(39, "NL80211_FREQUENCY_ATTR_NO_UHR", FLAG),
        Attribute(40, "NL80211_FREQUENCY_ATTR_CAC_START_TIME", U64, NANOSECONDS),
        Attribute(41, "NL80211_FREQUENCY_ATTR_PAD", OPAQUE),
    ],
)
BITRATE = AttributeSet(
    "NL80211_BITRATE_ATTR_",
    [
        Attribute(1, "NL80211_BITRATE_ATTR_RATE", U32, RATE_100K),
        Attribute(2, "NL80211_BITRATE_ATTR_2GHZ_SHORTPREAMBLE", FLAG),
    ],
)
BAND_IFTYPE = AttributeSet(
    "NL80211_BAND_IFTYPE_ATTR_",
    [
        Attribute(1, "NL80211_BAND_IFTYPE_ATTR_IFTYPES", IFTYPES),
        Attribute(2, "NL80211_BAND_IFTYPE_ATTR_HE_CAP_MAC", OPAQUE),
        Attribute(3, "NL80211_BAND_IFTYPE_ATTR_HE_CAP_PHY", OPAQUE),
        Attribute(4, "NL80211_BAND_IFTYPE_ATTR_HE_CAP_MCS_SET", HE_MCS_SET),
        Attribute(5, "NL80211_BAND_IFTYPE_ATTR_HE_CAP_PPE", OPAQUE),
        Attribute(6, "NL80211_BAND_IFTYPE_ATTR_HE_6GHZ_CAPA", LE16, HEX),
        Attribute(7, "NL80211_BAND_IFTYPE_ATTR_VENDOR_ELEMS", ELEMENTS),
        Attribute(8, "NL80211_BAND_IFTYPE_ATTR_EHT_CAP_MAC", OPAQUE),
        Attribute(9, "NL80211_BAND_IFTYPE_ATTR_EHT_CAP_PHY", OPAQUE),
        Attribute(10, "NL80211_BAND_IFTYPE_ATTR_EHT_CAP_MCS_SET", OPAQUE),
        Attribute(11, "NL80211_BAND_IFTYPE_ATTR_EHT_CAP_PPE", OPAQUE),
        Attribute(12, "NL80211_BAND_IFTYPE_ATTR_UHR_CAP_MAC", OPAQUE),
        Attribute(13, "NL80211_BAND_IFTYPE_ATTR_UHR_CAP_PHY", OPAQUE),
    ],
)
BAND_ATTR = AttributeSet(
    "NL80211_BAND_ATTR_",
    [
        Attribute(1, "NL80211_BAND_ATTR_FREQS", Indexed(FREQUENCY)),
        Attribute(2, "NL80211_BAND_ATTR_RATES", Indexed(BITRATE)),
        Attribute(3, "NL80211_BAND_ATTR_HT_MCS_SET", MCS_INFO),
        Attribute(4, "NL80211_BAND_ATTR_HT_CAPA", U16, HT_CAP),
        Attribute(5, "NL80211_BAND_ATTR_HT_AMPDU_FACTOR", U8),
        Attribute(6, "NL80211_BAND_ATTR_HT_AMPDU_DENSITY", U8),
        Attribute(7, "NL80211_BAND_ATTR_VHT_MCS_SET", VHT_MCS_INFO),
        Attribute(8, "NL80211_BAND_ATTR_VHT_CAPA", U32, VHT_CAP),
        Attribute(9, "NL80211_BAND_ATTR_IFTYPE_DATA", Indexed(BAND_IFTYPE)),
        Attribute(10, "NL80211_BAND_ATTR_EDMG_CHANNELS", U8, HEX),
        Attribute(11, "NL80211_BAND_ATTR_EDMG_BW_CONFIG", U8),
        Attribute(12, "NL80211_BAND_ATTR_S1G_MCS_NSS_SET", OPAQUE),
        Attribute(13, "NL80211_BAND_ATTR_S1G_CAPA", OPAQUE),
    ],
)
WIPHY_BANDS = per_band(BAND_ATTR)
IFACE_LIMIT = AttributeSet(
    "NL80211_IFACE_LIMIT_",
    [
        Attribute(1, "NL80211_IFACE_LIMIT_MAX", U32),
        Attribute(2, "NL80211_IFACE_LIMIT_TYPES", IFTYPES),
    ],
)
IFACE_COMB = AttributeSet(
    "NL80211_IFACE_COMB_",
    [
        Attribute(1, "NL80211_IFACE_COMB_LIMITS", Indexed(IFACE_LIMIT)),
        Attribute(2, "NL80211_IFACE_COMB_MAXNUM", U32),
        Attribute(3, "NL80211_IFACE_COMB_STA_AP_BI_MATCH", FLAG),
        Attribute(4, "NL80211_IFACE_COMB_NUM_CHANNELS", U32),
        Attribute(5, "NL80211_IFACE_COMB_RADAR_DETECT_WIDTHS", U32, CHAN_WIDTHS),
        Attribute(6, "NL80211_IFACE_COMB_RADAR_DETECT_REGIONS", U32, DFS_REGIONS),
        Attribute(7, "NL80211_IFACE_COMB_BI_MIN_GCD", U32),
    ],
)
WIPHY_RADIO_FREQ = AttributeSet(
    "NL80211_WIPHY_RADIO_FREQ_ATTR_",
    [
        Attribute(1, "NL80211_WIPHY_RADIO_FREQ_ATTR_START", U32, KHZ_AS_MHZ),
        Attribute(2, "NL80211_WIPHY_RADIO_FREQ_ATTR_END", U32, KHZ_AS_MHZ),
    ],
)
WIPHY_RADIO = AttributeSet(
    "NL80211_WIPHY_RADIO_ATTR_",
    [
        Attribute(1, "NL80211_WIPHY_RADIO_ATTR_INDEX", U32),
        Attribute(2, "NL80211_WIPHY_RADIO_ATTR_FREQ_RANGE", WIPHY_RADIO_FREQ, multiple=True),
        Attribute(3, "NL80211_WIPHY_RADIO_ATTR_INTERFACE_COMBINATION", IFACE_COMB, multiple=True),
        Attribute(4, "NL80211_WIPHY_RADIO_ATTR_ANTENNA_MASK", U32, HEX),
        Attribute(5, "NL80211_WIPHY_RADIO_ATTR_RTS_THRESHOLD", U32, THRESHOLD),
    ],
)
SAR_TYPE = Enum(
    "NL80211_SAR_TYPE_",
    {
        0: "NL80211_SAR_TYPE_POWER",
    },
)
SAR_SPECS = AttributeSet(
    "NL80211_SAR_ATTR_SPECS_",
    [
        Attribute(1, "NL80211_SAR_ATTR_SPECS_POWER", S32, QUARTER_DBM),
        Attribute(2, "NL80211_SAR_ATTR_SPECS_RANGE_INDEX", U32),
        Attribute(3, "NL80211_SAR_ATTR_SPECS_START_FREQ", U32, KHZ_AS_MHZ),
        Attribute(4, "NL80211_SAR_ATTR_SPECS_END_FREQ", U32, KHZ_AS_MHZ),
    ],
)
SAR = AttributeSet(
    "NL80211_SAR_ATTR_",
    [
        Attribute(1, "NL80211_SAR_ATTR_TYPE", U32, SAR_TYPE, range=(0, 1)),
        Attribute(2, "NL80211_SAR_ATTR_SPECS", Indexed(SAR_SPECS)),
    ],
)
VENDOR_CMD_INFO = Struct(
    "nl80211_vendor_cmd_info",
    [
        Member("vendor_id", U32, ORGANIZATION),
        Member("subcmd", U32),
    ],
    text="{vendor_id} {subcmd}",
)
"""a command or event of the device's maker"""
MNTR_FLAGS = AttributeSet(
    "NL80211_MNTR_FLAG_",
    [
        Attribute(1, "NL80211_MNTR_FLAG_FCSFAIL", FLAG),
        Attribute(2, "NL80211_MNTR_FLAG_PLCPFAIL", FLAG),
        Attribute(3, "NL80211_MNTR_FLAG_CONTROL", FLAG),
        Attribute(4, "NL80211_MNTR_FLAG_OTHER_BSS", FLAG),
        Attribute(5, "NL80211_MNTR_FLAG_COOK_FRAMES", FLAG),
        Attribute(6, "NL80211_MNTR_FLAG_ACTIVE", FLAG),
        Attribute(7, "NL80211_MNTR_FLAG_SKIP_TX", FLAG),
    ],
)
