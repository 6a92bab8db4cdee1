"""PHYs, their signal quality, collision avoidance (PLCA), and frame preemption (MAC merge) (linux/ethtool.h)."""

from __future__ import annotations

from dissectors.generic.ethtool.header import ETHTOOL_A_HEADER
from nldissect.schema import (
    BOOL,
    BYTES,
    HEX,
    MILLISECONDS,
    OPAQUE,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    UINT,
    Attribute,
    AttributeSet,
    Enum,
    Unit,
)

PHY_UPSTREAM = Enum("PHY_UPSTREAM_", {0: "PHY_UPSTREAM_MAC", 1: "PHY_UPSTREAM_PHY"})
ETHTOOL_MM_VERIFY_STATUS = Enum(
    "ETHTOOL_MM_VERIFY_STATUS_",
    {
        0: "ETHTOOL_MM_VERIFY_STATUS_UNKNOWN",
        1: "ETHTOOL_MM_VERIFY_STATUS_INITIAL",
        2: "ETHTOOL_MM_VERIFY_STATUS_VERIFYING",
        3: "ETHTOOL_MM_VERIFY_STATUS_SUCCEEDED",
        4: "ETHTOOL_MM_VERIFY_STATUS_FAILED",
        5: "ETHTOOL_MM_VERIFY_STATUS_DISABLED",
    },
)
ETHTOOL_A_PHY = AttributeSet(
    "ETHTOOL_A_PHY_",
    [
        Attribute(1, "ETHTOOL_A_PHY_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_PHY_INDEX", U32),
        Attribute(3, "ETHTOOL_A_PHY_DRVNAME", TEXT),
        Attribute(4, "ETHTOOL_A_PHY_NAME", TEXT),
        Attribute(5, "ETHTOOL_A_PHY_UPSTREAM_TYPE", U32, PHY_UPSTREAM),
        Attribute(6, "ETHTOOL_A_PHY_UPSTREAM_INDEX", U32),
        Attribute(7, "ETHTOOL_A_PHY_UPSTREAM_SFP_NAME", TEXT),
        Attribute(8, "ETHTOOL_A_PHY_DOWNSTREAM_SFP_NAME", TEXT),
    ],
)
ETHTOOL_A_MSE_CAPABILITIES = AttributeSet(
    "ETHTOOL_A_MSE_CAPABILITIES_",
    [
        Attribute(1, "ETHTOOL_A_MSE_CAPABILITIES_MAX_AVERAGE_MSE", UINT),
        Attribute(2, "ETHTOOL_A_MSE_CAPABILITIES_MAX_PEAK_MSE", UINT),
        Attribute(3, "ETHTOOL_A_MSE_CAPABILITIES_REFRESH_RATE_PS", UINT, Unit("ps")),
        Attribute(4, "ETHTOOL_A_MSE_CAPABILITIES_NUM_SYMBOLS", UINT),
    ],
)
ETHTOOL_A_MSE_SNAPSHOT = AttributeSet(
    "ETHTOOL_A_MSE_SNAPSHOT_",
    [
        Attribute(1, "ETHTOOL_A_MSE_SNAPSHOT_AVERAGE_MSE", UINT),
        Attribute(2, "ETHTOOL_A_MSE_SNAPSHOT_PEAK_MSE", UINT),
        Attribute(3, "ETHTOOL_A_MSE_SNAPSHOT_WORST_PEAK_MSE", UINT),
    ],
)
ETHTOOL_A_MSE = AttributeSet(
    "ETHTOOL_A_MSE_",
    [
        Attribute(1, "ETHTOOL_A_MSE_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_MSE_CAPABILITIES", ETHTOOL_A_MSE_CAPABILITIES),
        Attribute(3, "ETHTOOL_A_MSE_CHANNEL_A", ETHTOOL_A_MSE_SNAPSHOT),
        Attribute(4, "ETHTOOL_A_MSE_CHANNEL_B", ETHTOOL_A_MSE_SNAPSHOT),
        Attribute(5, "ETHTOOL_A_MSE_CHANNEL_C", ETHTOOL_A_MSE_SNAPSHOT),
        Attribute(6, "ETHTOOL_A_MSE_CHANNEL_D", ETHTOOL_A_MSE_SNAPSHOT),
        Attribute(7, "ETHTOOL_A_MSE_WORST_CHANNEL", ETHTOOL_A_MSE_SNAPSHOT),
        Attribute(8, "ETHTOOL_A_MSE_LINK", ETHTOOL_A_MSE_SNAPSHOT),
    ],
)
ETHTOOL_A_PLCA = AttributeSet(
    "ETHTOOL_A_PLCA_",
    [
        Attribute(1, "ETHTOOL_A_PLCA_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_PLCA_VERSION", U16, HEX),
        Attribute(3, "ETHTOOL_A_PLCA_ENABLED", U8, BOOL, range=(0, 1)),
        Attribute(4, "ETHTOOL_A_PLCA_STATUS", U8, BOOL),
        Attribute(5, "ETHTOOL_A_PLCA_NODE_CNT", U32, range=(1, 255)),
        Attribute(6, "ETHTOOL_A_PLCA_NODE_ID", U32, range=(0, 255)),
        Attribute(7, "ETHTOOL_A_PLCA_TO_TMR", U32, Unit("bit times"), range=(0, 255)),
        Attribute(8, "ETHTOOL_A_PLCA_BURST_CNT", U32, range=(0, 255)),
        Attribute(9, "ETHTOOL_A_PLCA_BURST_TMR", U32, Unit("bit times"), range=(0, 255)),
    ],
)
ETHTOOL_A_MM_STAT = AttributeSet(
    "ETHTOOL_A_MM_STAT_",
    [
        Attribute(1, "ETHTOOL_A_MM_STAT_PAD", OPAQUE),
        Attribute(2, "ETHTOOL_A_MM_STAT_REASSEMBLY_ERRORS", U64),
        Attribute(3, "ETHTOOL_A_MM_STAT_SMD_ERRORS", U64),
        Attribute(4, "ETHTOOL_A_MM_STAT_REASSEMBLY_OK", U64),
        Attribute(5, "ETHTOOL_A_MM_STAT_RX_FRAG_COUNT", U64),
        Attribute(6, "ETHTOOL_A_MM_STAT_TX_FRAG_COUNT", U64),
        Attribute(7, "ETHTOOL_A_MM_STAT_HOLD_COUNT", U64),
    ],
)
ETHTOOL_A_MM = AttributeSet(
    "ETHTOOL_A_MM_",
    [
        Attribute(1, "ETHTOOL_A_MM_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_MM_PMAC_ENABLED", U8, BOOL, range=(0, 1)),
        Attribute(3, "ETHTOOL_A_MM_TX_ENABLED", U8, BOOL, range=(0, 1)),
        Attribute(4, "ETHTOOL_A_MM_TX_ACTIVE", U8, BOOL),
        Attribute(5, "ETHTOOL_A_MM_TX_MIN_FRAG_SIZE", U32, BYTES, range=(60, 252)),
        Attribute(6, "ETHTOOL_A_MM_RX_MIN_FRAG_SIZE", U32, BYTES),
        Attribute(7, "ETHTOOL_A_MM_VERIFY_ENABLED", U8, BOOL, range=(0, 1)),
        Attribute(8, "ETHTOOL_A_MM_VERIFY_STATUS", U8, ETHTOOL_MM_VERIFY_STATUS),
        Attribute(9, "ETHTOOL_A_MM_VERIFY_TIME", U32, MILLISECONDS, range=(1, 128)),
        Attribute(10, "ETHTOOL_A_MM_MAX_VERIFY_TIME", U32, MILLISECONDS),
        Attribute(11, "ETHTOOL_A_MM_STATS", ETHTOOL_A_MM_STAT),
    ],
)
