"""Enumerations that several of nl80211's subjects share (linux/nl80211.h)."""

from __future__ import annotations

from nldissect.schema import FLAG, U32, Attribute, AttributeSet, Enum, Flags, Lazy, Member, Shape, Struct

IFTYPE = Enum(
    "NL80211_IFTYPE_",
    {
        0: "NL80211_IFTYPE_UNSPECIFIED",
        1: "NL80211_IFTYPE_ADHOC",
        2: "NL80211_IFTYPE_STATION",
        3: "NL80211_IFTYPE_AP",
        4: "NL80211_IFTYPE_AP_VLAN",
        5: "NL80211_IFTYPE_WDS",
        6: "NL80211_IFTYPE_MONITOR",
        7: "NL80211_IFTYPE_MESH_POINT",
        8: "NL80211_IFTYPE_P2P_CLIENT",
        9: "NL80211_IFTYPE_P2P_GO",
        10: "NL80211_IFTYPE_P2P_DEVICE",
        11: "NL80211_IFTYPE_OCB",
        12: "NL80211_IFTYPE_NAN",
        13: "NL80211_IFTYPE_NAN_DATA",
        14: "NL80211_IFTYPE_PD",
    },
)
BAND = Enum(
    "NL80211_BAND_",
    {
        0: "NL80211_BAND_2GHZ",
        1: "NL80211_BAND_5GHZ",
        2: "NL80211_BAND_60GHZ",
        3: "NL80211_BAND_6GHZ",
        4: "NL80211_BAND_S1GHZ",
        5: "NL80211_BAND_LC",
    },
)
BANDS = Flags(
    "NL80211_BAND_",
    {
        0x1: "NL80211_BAND_2GHZ",
        0x2: "NL80211_BAND_5GHZ",
        0x4: "NL80211_BAND_60GHZ",
        0x8: "NL80211_BAND_6GHZ",
        0x10: "NL80211_BAND_S1GHZ",
        0x20: "NL80211_BAND_LC",
    },
)
CHANNEL_TYPE = Enum(
    "NL80211_CHAN_",
    {
        0: "NL80211_CHAN_NO_HT",
        1: "NL80211_CHAN_HT20",
        2: "NL80211_CHAN_HT40MINUS",
        3: "NL80211_CHAN_HT40PLUS",
    },
)
CHAN_WIDTH = Enum(
    "NL80211_CHAN_WIDTH_",
    {
        0: "NL80211_CHAN_WIDTH_20_NOHT",
        1: "NL80211_CHAN_WIDTH_20",
        2: "NL80211_CHAN_WIDTH_40",
        3: "NL80211_CHAN_WIDTH_80",
        4: "NL80211_CHAN_WIDTH_80P80",
        5: "NL80211_CHAN_WIDTH_160",
        6: "NL80211_CHAN_WIDTH_5",
        7: "NL80211_CHAN_WIDTH_10",
        8: "NL80211_CHAN_WIDTH_1",
        9: "NL80211_CHAN_WIDTH_2",
        10: "NL80211_CHAN_WIDTH_4",
        11: "NL80211_CHAN_WIDTH_8",
        12: "NL80211_CHAN_WIDTH_16",
        13: "NL80211_CHAN_WIDTH_320",
    },
)
CHAN_WIDTHS = Flags(
    "NL80211_CHAN_WIDTH_",
    {
        0x1: "NL80211_CHAN_WIDTH_20_NOHT",
        0x2: "NL80211_CHAN_WIDTH_20",
        0x4: "NL80211_CHAN_WIDTH_40",
        0x8: "NL80211_CHAN_WIDTH_80",
        0x10: "NL80211_CHAN_WIDTH_80P80",
        0x20: "NL80211_CHAN_WIDTH_160",
        0x40: "NL80211_CHAN_WIDTH_5",
        0x80: "NL80211_CHAN_WIDTH_10",
        0x100: "NL80211_CHAN_WIDTH_1",
        0x200: "NL80211_CHAN_WIDTH_2",
        0x400: "NL80211_CHAN_WIDTH_4",
        0x800: "NL80211_CHAN_WIDTH_8",
        0x1000: "NL80211_CHAN_WIDTH_16",
        0x2000: "NL80211_CHAN_WIDTH_320",
    },
)
AC = Enum(
    "NL80211_AC_",
    {
        0: "NL80211_AC_VO",
        1: "NL80211_AC_VI",
        2: "NL80211_AC_BE",
        3: "NL80211_AC_BK",
    },
)
DFS_REGION = Enum(
    "NL80211_DFS_",
    {
        0: "NL80211_DFS_UNSET",
        1: "NL80211_DFS_FCC",
        2: "NL80211_DFS_ETSI",
        3: "NL80211_DFS_JP",
    },
)
DFS_REGIONS = Flags(
    "NL80211_DFS_",
    {
        0x1: "NL80211_DFS_UNSET",
        0x2: "NL80211_DFS_FCC",
        0x4: "NL80211_DFS_ETSI",
        0x8: "NL80211_DFS_JP",
    },
)
MESH_POWER = Enum(
    "NL80211_MESH_POWER_",
    {
        0: "NL80211_MESH_POWER_UNKNOWN",
        1: "NL80211_MESH_POWER_ACTIVE",
        2: "NL80211_MESH_POWER_LIGHT_SLEEP",
        3: "NL80211_MESH_POWER_DEEP_SLEEP",
    },
)
PLINK_STATE = Enum(
    "NL80211_PLINK_",
    {
        0: "NL80211_PLINK_LISTEN",
        1: "NL80211_PLINK_OPN_SNT",
        2: "NL80211_PLINK_OPN_RCVD",
        3: "NL80211_PLINK_CNF_RCVD",
        4: "NL80211_PLINK_ESTAB",
        5: "NL80211_PLINK_HOLDING",
        6: "NL80211_PLINK_BLOCKED",
    },
)
PLINK_ACTION = Enum(
    "NL80211_PLINK_ACTION_",
    {
        0: "NL80211_PLINK_ACTION_NO_ACTION",
        1: "NL80211_PLINK_ACTION_OPEN",
        2: "NL80211_PLINK_ACTION_BLOCK",
    },
)
STA_FLAG = Flags(
    "NL80211_STA_FLAG_",
    {
        0x2: "NL80211_STA_FLAG_AUTHORIZED",
        0x4: "NL80211_STA_FLAG_SHORT_PREAMBLE",
        0x8: "NL80211_STA_FLAG_WME",
        0x10: "NL80211_STA_FLAG_MFP",
        0x20: "NL80211_STA_FLAG_AUTHENTICATED",
        0x40: "NL80211_STA_FLAG_TDLS_PEER",
        0x80: "NL80211_STA_FLAG_ASSOCIATED",
        0x100: "NL80211_STA_FLAG_SPP_AMSDU",
    },
)
STA_FLAG_UPDATE = Struct(
    "nl80211_sta_flag_update",
    [
        Member("mask", U32, STA_FLAG),
        Member("set", U32, STA_FLAG),
    ],
    text="{set} of {mask}",
)


def per_iftype(shape: Shape) -> AttributeSet:
    """The nest with an attribute for each interface type."""
    return AttributeSet(
        "NL80211_IFTYPE_", [Attribute(number, name, shape) for number, name in IFTYPE.constants.items()]
    )


def per_band(shape: Shape) -> AttributeSet:
    """The nest with an attribute for each band."""
    return AttributeSet("NL80211_BAND_", [Attribute(number, name, shape) for number, name in BAND.constants.items()])


IFTYPES = per_iftype(FLAG)
NESTED = Lazy("dissectors.generic.nl80211.attributes:NL80211_ATTR")
"""the attributes of the top level, as they stand inside some of them"""
