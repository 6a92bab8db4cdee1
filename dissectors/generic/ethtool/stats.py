"""Counters that IEEE 802.3 and RFC 2819 (RMON) define, by group (linux/ethtool_netlink.h)."""

from __future__ import annotations

from dissectors.generic.ethtool.header import ETHTOOL_A_HEADER, bitset
from dissectors.generic.ethtool.link import ETHTOOL_MAC_STATS_SRC
from dissectors.generic.ethtool.strings import ETH_SS
from nldissect.schema import (
    BYTES,
    OPAQUE,
    PACKETS,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Select,
)

ETHTOOL_STATS = Enum(
    "ETHTOOL_STATS_",
    {
        0: "ETHTOOL_STATS_ETH_PHY",
        1: "ETHTOOL_STATS_ETH_MAC",
        2: "ETHTOOL_STATS_ETH_CTRL",
        3: "ETHTOOL_STATS_RMON",
        4: "ETHTOOL_STATS_PHY",
    },
)
ETHTOOL_A_STATS_ETH_PHY = AttributeSet(
    "ETHTOOL_A_STATS_ETH_PHY_",
    [
        Attribute(0, "ETHTOOL_A_STATS_ETH_PHY_5_SYM_ERR", U64, PACKETS),
    ],
)
ETHTOOL_A_STATS_ETH_MAC = AttributeSet(
    "ETHTOOL_A_STATS_ETH_MAC_",
    [
        Attribute(0, "ETHTOOL_A_STATS_ETH_MAC_2_TX_PKT", U64, PACKETS),
        Attribute(1, "ETHTOOL_A_STATS_ETH_MAC_3_SINGLE_COL", U64, PACKETS),
        Attribute(2, "ETHTOOL_A_STATS_ETH_MAC_4_MULTI_COL", U64, PACKETS),
        Attribute(3, "ETHTOOL_A_STATS_ETH_MAC_5_RX_PKT", U64, PACKETS),
        Attribute(4, "ETHTOOL_A_STATS_ETH_MAC_6_FCS_ERR", U64, PACKETS),
        Attribute(5, "ETHTOOL_A_STATS_ETH_MAC_7_ALIGN_ERR", U64, PACKETS),
        Attribute(6, "ETHTOOL_A_STATS_ETH_MAC_8_TX_BYTES", U64, BYTES),
        Attribute(7, "ETHTOOL_A_STATS_ETH_MAC_9_TX_DEFER", U64, PACKETS),
        Attribute(8, "ETHTOOL_A_STATS_ETH_MAC_10_LATE_COL", U64, PACKETS),
        Attribute(9, "ETHTOOL_A_STATS_ETH_MAC_11_XS_COL", U64, PACKETS),
        Attribute(10, "ETHTOOL_A_STATS_ETH_MAC_12_TX_INT_ERR", U64, PACKETS),
        Attribute(11, "ETHTOOL_A_STATS_ETH_MAC_13_CS_ERR", U64, PACKETS),
        Attribute(12, "ETHTOOL_A_STATS_ETH_MAC_14_RX_BYTES", U64, BYTES),
        Attribute(13, "ETHTOOL_A_STATS_ETH_MAC_15_RX_INT_ERR", U64, PACKETS),
        Attribute(14, "ETHTOOL_A_STATS_ETH_MAC_18_TX_MCAST", U64, PACKETS),
        Attribute(15, "ETHTOOL_A_STATS_ETH_MAC_19_TX_BCAST", U64, PACKETS),
        Attribute(16, "ETHTOOL_A_STATS_ETH_MAC_20_XS_DEFER", U64, PACKETS),
        Attribute(17, "ETHTOOL_A_STATS_ETH_MAC_21_RX_MCAST", U64, PACKETS),
        Attribute(18, "ETHTOOL_A_STATS_ETH_MAC_22_RX_BCAST", U64, PACKETS),
        Attribute(19, "ETHTOOL_A_STATS_ETH_MAC_23_IR_LEN_ERR", U64, PACKETS),
        Attribute(20, "ETHTOOL_A_STATS_ETH_MAC_24_OOR_LEN", U64, PACKETS),
        Attribute(21, "ETHTOOL_A_STATS_ETH_MAC_25_TOO_LONG_ERR", U64, PACKETS),
    ],
)
ETHTOOL_A_STATS_ETH_CTRL = AttributeSet(
    "ETHTOOL_A_STATS_ETH_CTRL_",
    [
        Attribute(0, "ETHTOOL_A_STATS_ETH_CTRL_3_TX", U64, PACKETS),
        Attribute(1, "ETHTOOL_A_STATS_ETH_CTRL_4_RX", U64, PACKETS),
        Attribute(2, "ETHTOOL_A_STATS_ETH_CTRL_5_RX_UNSUP", U64, PACKETS),
    ],
)
ETHTOOL_A_STATS_RMON = AttributeSet(
    "ETHTOOL_A_STATS_RMON_",
    [
        Attribute(0, "ETHTOOL_A_STATS_RMON_UNDERSIZE", U64, PACKETS),
        Attribute(1, "ETHTOOL_A_STATS_RMON_OVERSIZE", U64, PACKETS),
        Attribute(2, "ETHTOOL_A_STATS_RMON_FRAG", U64, PACKETS),
        Attribute(3, "ETHTOOL_A_STATS_RMON_JABBER", U64, PACKETS),
    ],
)
ETHTOOL_A_STATS_PHY = AttributeSet(
    "ETHTOOL_A_STATS_PHY_",
    [
        Attribute(0, "ETHTOOL_A_STATS_PHY_RX_PKTS", U64, PACKETS),
        Attribute(1, "ETHTOOL_A_STATS_PHY_RX_BYTES", U64, BYTES),
        Attribute(2, "ETHTOOL_A_STATS_PHY_RX_ERRORS", U64, PACKETS),
        Attribute(3, "ETHTOOL_A_STATS_PHY_TX_PKTS", U64, PACKETS),
        Attribute(4, "ETHTOOL_A_STATS_PHY_TX_BYTES", U64, BYTES),
        Attribute(5, "ETHTOOL_A_STATS_PHY_TX_ERRORS", U64, PACKETS),
    ],
)
STAT = Select(
    "ETHTOOL_A_STATS_GRP_ID",
    {
        0: ETHTOOL_A_STATS_ETH_PHY,
        1: ETHTOOL_A_STATS_ETH_MAC,
        2: ETHTOOL_A_STATS_ETH_CTRL,
        3: ETHTOOL_A_STATS_RMON,
        4: ETHTOOL_A_STATS_PHY,
    },
)
"""one counter; its number is within the group"""
ETHTOOL_A_STATS_GRP_HIST = AttributeSet(
    "ETHTOOL_A_STATS_GRP_",
    [
        Attribute(7, "ETHTOOL_A_STATS_GRP_HIST_BKT_LOW", U32, BYTES),
        Attribute(8, "ETHTOOL_A_STATS_GRP_HIST_BKT_HI", U32, BYTES),
        Attribute(9, "ETHTOOL_A_STATS_GRP_HIST_VAL", U64, PACKETS),
    ],
)
ETHTOOL_A_STATS_GRP = AttributeSet(
    "ETHTOOL_A_STATS_GRP_",
    [
        Attribute(1, "ETHTOOL_A_STATS_GRP_PAD", OPAQUE),
        Attribute(2, "ETHTOOL_A_STATS_GRP_ID", U32, ETHTOOL_STATS),
        Attribute(3, "ETHTOOL_A_STATS_GRP_SS_ID", U32, ETH_SS),
        Attribute(4, "ETHTOOL_A_STATS_GRP_STAT", STAT, multiple=True),
        Attribute(5, "ETHTOOL_A_STATS_GRP_HIST_RX", ETHTOOL_A_STATS_GRP_HIST, multiple=True),
        Attribute(6, "ETHTOOL_A_STATS_GRP_HIST_TX", ETHTOOL_A_STATS_GRP_HIST, multiple=True),
        Attribute(7, "ETHTOOL_A_STATS_GRP_HIST_BKT_LOW", U32, BYTES),
        Attribute(8, "ETHTOOL_A_STATS_GRP_HIST_BKT_HI", U32, BYTES),
        Attribute(9, "ETHTOOL_A_STATS_GRP_HIST_VAL", U64, PACKETS),
    ],
)
ETHTOOL_A_STATS = AttributeSet(
    "ETHTOOL_A_STATS_",
    [
        Attribute(1, "ETHTOOL_A_STATS_PAD", OPAQUE),
        Attribute(2, "ETHTOOL_A_STATS_HEADER", ETHTOOL_A_HEADER),
        Attribute(3, "ETHTOOL_A_STATS_GROUPS", bitset(ETHTOOL_STATS)),
        Attribute(4, "ETHTOOL_A_STATS_GRP", ETHTOOL_A_STATS_GRP, multiple=True),
        Attribute(5, "ETHTOOL_A_STATS_SRC", U32, ETHTOOL_MAC_STATS_SRC, range=(0, 2)),
    ],
)
