"""Rates: how fast a frame was sent, and what may be chosen (NL80211_RATE_INFO_*, NL80211_TXRATE_*)."""

from __future__ import annotations

from dissectors.generic.nl80211.constants import per_band
from dissectors.generic.nl80211.units import RATE, RATE_100K
from nldissect.schema import FLAG, HEX, U8, U16, U32, Attribute, AttributeSet, Enum, Member, Sequence, Struct

HE_GI = Enum(
    "NL80211_RATE_INFO_HE_GI_",
    {
        0: "NL80211_RATE_INFO_HE_GI_0_8",
        1: "NL80211_RATE_INFO_HE_GI_1_6",
        2: "NL80211_RATE_INFO_HE_GI_3_2",
    },
)
HE_LTF = Enum(
    "NL80211_RATE_INFO_HE_",
    {
        0: "NL80211_RATE_INFO_HE_1XLTF",
        1: "NL80211_RATE_INFO_HE_2XLTF",
        2: "NL80211_RATE_INFO_HE_4XLTF",
    },
)
HE_RU_ALLOC = Enum(
    "NL80211_RATE_INFO_HE_RU_ALLOC_",
    {
        0: "NL80211_RATE_INFO_HE_RU_ALLOC_26",
        1: "NL80211_RATE_INFO_HE_RU_ALLOC_52",
        2: "NL80211_RATE_INFO_HE_RU_ALLOC_106",
        3: "NL80211_RATE_INFO_HE_RU_ALLOC_242",
        4: "NL80211_RATE_INFO_HE_RU_ALLOC_484",
        5: "NL80211_RATE_INFO_HE_RU_ALLOC_996",
        6: "NL80211_RATE_INFO_HE_RU_ALLOC_2x996",
    },
)
EHT_GI = Enum(
    "NL80211_RATE_INFO_EHT_GI_",
    {
        0: "NL80211_RATE_INFO_EHT_GI_0_8",
        1: "NL80211_RATE_INFO_EHT_GI_1_6",
        2: "NL80211_RATE_INFO_EHT_GI_3_2",
    },
)
EHT_LTF = Enum(
    "NL80211_RATE_INFO_EHT_",
    {
        0: "NL80211_RATE_INFO_EHT_1XLTF",
        1: "NL80211_RATE_INFO_EHT_2XLTF",
        2: "NL80211_RATE_INFO_EHT_4XLTF",
        3: "NL80211_RATE_INFO_EHT_6XLTF",
        4: "NL80211_RATE_INFO_EHT_8XLTF",
    },
)
EHT_RU_ALLOC = Enum(
    "NL80211_RATE_INFO_EHT_RU_ALLOC_",
    {
        0: "NL80211_RATE_INFO_EHT_RU_ALLOC_26",
        1: "NL80211_RATE_INFO_EHT_RU_ALLOC_52",
        2: "NL80211_RATE_INFO_EHT_RU_ALLOC_52P26",
        3: "NL80211_RATE_INFO_EHT_RU_ALLOC_106",
        4: "NL80211_RATE_INFO_EHT_RU_ALLOC_106P26",
        5: "NL80211_RATE_INFO_EHT_RU_ALLOC_242",
        6: "NL80211_RATE_INFO_EHT_RU_ALLOC_484",
        7: "NL80211_RATE_INFO_EHT_RU_ALLOC_484P242",
        8: "NL80211_RATE_INFO_EHT_RU_ALLOC_996",
        9: "NL80211_RATE_INFO_EHT_RU_ALLOC_996P484",
        10: "NL80211_RATE_INFO_EHT_RU_ALLOC_996P484P242",
        11: "NL80211_RATE_INFO_EHT_RU_ALLOC_2x996",
        12: "NL80211_RATE_INFO_EHT_RU_ALLOC_2x996P484",
        13: "NL80211_RATE_INFO_EHT_RU_ALLOC_3x996",
        14: "NL80211_RATE_INFO_EHT_RU_ALLOC_3x996P484",
        15: "NL80211_RATE_INFO_EHT_RU_ALLOC_4x996",
    },
)
TXRATE_GI = Enum(
    "NL80211_TXRATE_",
    {
        0: "NL80211_TXRATE_DEFAULT_GI",
        1: "NL80211_TXRATE_FORCE_SGI",
        2: "NL80211_TXRATE_FORCE_LGI",
    },
)
RATE_INFO = AttributeSet(
    "NL80211_RATE_INFO_",
    [
        Attribute(1, "NL80211_RATE_INFO_BITRATE", U16, RATE_100K),
        Attribute(2, "NL80211_RATE_INFO_MCS", U8),
        Attribute(3, "NL80211_RATE_INFO_40_MHZ_WIDTH", FLAG),
        Attribute(4, "NL80211_RATE_INFO_SHORT_GI", FLAG),
        Attribute(5, "NL80211_RATE_INFO_BITRATE32", U32, RATE_100K),
        Attribute(6, "NL80211_RATE_INFO_VHT_MCS", U8),
        Attribute(7, "NL80211_RATE_INFO_VHT_NSS", U8),
        Attribute(8, "NL80211_RATE_INFO_80_MHZ_WIDTH", FLAG),
        Attribute(9, "NL80211_RATE_INFO_80P80_MHZ_WIDTH", FLAG),
        Attribute(10, "NL80211_RATE_INFO_160_MHZ_WIDTH", FLAG),
        Attribute(11, "NL80211_RATE_INFO_10_MHZ_WIDTH", FLAG),
        Attribute(12, "NL80211_RATE_INFO_5_MHZ_WIDTH", FLAG),
        Attribute(13, "NL80211_RATE_INFO_HE_MCS", U8),
        Attribute(14, "NL80211_RATE_INFO_HE_NSS", U8),
        Attribute(15, "NL80211_RATE_INFO_HE_GI", U8, HE_GI),
        Attribute(16, "NL80211_RATE_INFO_HE_DCM", U8),
        Attribute(17, "NL80211_RATE_INFO_HE_RU_ALLOC", U8, HE_RU_ALLOC),
        Attribute(18, "NL80211_RATE_INFO_320_MHZ_WIDTH", FLAG),
        Attribute(19, "NL80211_RATE_INFO_EHT_MCS", U8),
        Attribute(20, "NL80211_RATE_INFO_EHT_NSS", U8),
        Attribute(21, "NL80211_RATE_INFO_EHT_GI", U8, EHT_GI),
        Attribute(22, "NL80211_RATE_INFO_EHT_RU_ALLOC", U8, EHT_RU_ALLOC),
        Attribute(23, "NL80211_RATE_INFO_S1G_MCS", U8),
        Attribute(24, "NL80211_RATE_INFO_S1G_NSS", U8),
        Attribute(25, "NL80211_RATE_INFO_1_MHZ_WIDTH", FLAG),
        Attribute(26, "NL80211_RATE_INFO_2_MHZ_WIDTH", FLAG),
        Attribute(27, "NL80211_RATE_INFO_4_MHZ_WIDTH", FLAG),
        Attribute(28, "NL80211_RATE_INFO_8_MHZ_WIDTH", FLAG),
        Attribute(29, "NL80211_RATE_INFO_16_MHZ_WIDTH", FLAG),
        Attribute(30, "NL80211_RATE_INFO_UHR_MCS", U8),
        Attribute(31, "NL80211_RATE_INFO_UHR_ELR", FLAG),
        Attribute(32, "NL80211_RATE_INFO_UHR_IM", FLAG),
    ],
)
TXRATE_VHT = Struct("nl80211_txrate_vht", [Member("mcs", Sequence(U16, HEX, count=8))])
"""for each number of streams, the MCS indices that may be used as bits"""
TXRATE_HE = Struct("nl80211_txrate_he", [Member("mcs", Sequence(U16, HEX, count=8))])
TXRATE_EHT = Struct("nl80211_txrate_eht", [Member("mcs", Sequence(U16, HEX, count=16))])
TXRATE = AttributeSet(
    "NL80211_TXRATE_",
    [
        Attribute(1, "NL80211_TXRATE_LEGACY", Sequence(U8, RATE)),
        Attribute(2, "NL80211_TXRATE_HT", Sequence(U8)),
        Attribute(3, "NL80211_TXRATE_VHT", TXRATE_VHT),
        Attribute(4, "NL80211_TXRATE_GI", U8, TXRATE_GI, range=(0, 2)),
        Attribute(5, "NL80211_TXRATE_HE", TXRATE_HE),
        Attribute(6, "NL80211_TXRATE_HE_GI", U8, HE_GI, range=(0, 2)),
        Attribute(7, "NL80211_TXRATE_HE_LTF", U8, HE_LTF, range=(0, 2)),
        Attribute(8, "NL80211_TXRATE_EHT", TXRATE_EHT),
        Attribute(9, "NL80211_TXRATE_EHT_GI", U8, EHT_GI, range=(0, 2)),
        Attribute(10, "NL80211_TXRATE_EHT_LTF", U8, EHT_LTF, range=(0, 4)),
    ],
)
TX_RATES = per_band(TXRATE)
"""which rates may be used in each band"""
