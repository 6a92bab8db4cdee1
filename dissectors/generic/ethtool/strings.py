"""Sets of strings, and bits that only a driver, or the running kernel, can name (linux/ethtool_netlink_generated.h)."""

from __future__ import annotations

from dissectors.generic.ethtool.header import ETHTOOL_A_HEADER, bitset
from nldissect.schema import (
    FLAG,
    TEXT,
    U32,
    Attribute,
    AttributeSet,
    Enum,
)

ETH_SS = Enum(
    "ETH_SS_",
    {
        0: "ETH_SS_TEST",
        1: "ETH_SS_STATS",
        2: "ETH_SS_PRIV_FLAGS",
        3: "ETH_SS_NTUPLE_FILTERS",
        4: "ETH_SS_FEATURES",
        5: "ETH_SS_RSS_HASH_FUNCS",
        6: "ETH_SS_TUNABLES",
        7: "ETH_SS_PHY_STATS",
        8: "ETH_SS_PHY_TUNABLES",
        9: "ETH_SS_LINK_MODES",
        10: "ETH_SS_MSG_CLASSES",
        11: "ETH_SS_WOL_MODES",
        12: "ETH_SS_SOF_TIMESTAMPING",
        13: "ETH_SS_TS_TX_TYPES",
        14: "ETH_SS_TS_RX_FILTERS",
        15: "ETH_SS_UDP_TUNNEL_TYPES",
        16: "ETH_SS_STATS_STD",
        17: "ETH_SS_STATS_ETH_PHY",
        18: "ETH_SS_STATS_ETH_MAC",
        19: "ETH_SS_STATS_ETH_CTRL",
        20: "ETH_SS_STATS_RMON",
        21: "ETH_SS_STATS_PHY",
        22: "ETH_SS_TS_FLAGS",
    },
)
ETHTOOL_A_STRING = AttributeSet(
    "ETHTOOL_A_STRING_",
    [
        Attribute(1, "ETHTOOL_A_STRING_INDEX", U32),
        Attribute(2, "ETHTOOL_A_STRING_VALUE", TEXT),
    ],
)
ETHTOOL_A_STRINGS = AttributeSet(
    "ETHTOOL_A_STRINGS_",
    [
        Attribute(1, "ETHTOOL_A_STRINGS_STRING", ETHTOOL_A_STRING, multiple=True),
    ],
)
ETHTOOL_A_STRINGSET = AttributeSet(
    "ETHTOOL_A_STRINGSET_",
    [
        Attribute(1, "ETHTOOL_A_STRINGSET_ID", U32, ETH_SS),
        Attribute(2, "ETHTOOL_A_STRINGSET_COUNT", U32),
        Attribute(3, "ETHTOOL_A_STRINGSET_STRINGS", ETHTOOL_A_STRINGS, multiple=True),
    ],
)
ETHTOOL_A_STRINGSETS = AttributeSet(
    "ETHTOOL_A_STRINGSETS_",
    [
        Attribute(1, "ETHTOOL_A_STRINGSETS_STRINGSET", ETHTOOL_A_STRINGSET, multiple=True),
    ],
)
ETHTOOL_A_STRSET = AttributeSet(
    "ETHTOOL_A_STRSET_",
    [
        Attribute(1, "ETHTOOL_A_STRSET_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_STRSET_STRINGSETS", ETHTOOL_A_STRINGSETS),
        Attribute(3, "ETHTOOL_A_STRSET_COUNTS_ONLY", FLAG),
    ],
)
ETHTOOL_A_PRIVFLAGS = AttributeSet(
    "ETHTOOL_A_PRIVFLAGS_",
    [
        Attribute(1, "ETHTOOL_A_PRIVFLAGS_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_PRIVFLAGS_FLAGS", bitset()),
    ],
)
ETHTOOL_A_FEATURES = AttributeSet(
    "ETHTOOL_A_FEATURES_",
    [
        Attribute(1, "ETHTOOL_A_FEATURES_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_FEATURES_HW", bitset()),
        Attribute(3, "ETHTOOL_A_FEATURES_WANTED", bitset()),
        Attribute(4, "ETHTOOL_A_FEATURES_ACTIVE", bitset()),
        Attribute(5, "ETHTOOL_A_FEATURES_NOCHANGE", bitset()),
    ],
)
