"""Settings of network devices, as ethtool shows and changes them (linux/ethtool_netlink_generated.h)."""

from __future__ import annotations

from dissectors.generic.ethtool.cable import (
    ETHTOOL_A_CABLE_TEST,
    ETHTOOL_A_CABLE_TEST_NTF,
    ETHTOOL_A_CABLE_TEST_TDR,
    ETHTOOL_A_CABLE_TEST_TDR_NTF,
)
from dissectors.generic.ethtool.link import (
    ETHTOOL_A_DEBUG,
    ETHTOOL_A_EEE,
    ETHTOOL_A_FEC,
    ETHTOOL_A_LINKINFO,
    ETHTOOL_A_LINKMODES,
    ETHTOOL_A_LINKSTATE,
    ETHTOOL_A_PAUSE,
    ETHTOOL_A_WOL,
)
from dissectors.generic.ethtool.module import ETHTOOL_A_MODULE, ETHTOOL_A_MODULE_EEPROM, ETHTOOL_A_MODULE_FW_FLASH
from dissectors.generic.ethtool.phy import ETHTOOL_A_MM, ETHTOOL_A_MSE, ETHTOOL_A_PHY, ETHTOOL_A_PLCA
from dissectors.generic.ethtool.power import ETHTOOL_A_PSE, ETHTOOL_A_PSE_NTF
from dissectors.generic.ethtool.queues import (
    ETHTOOL_A_CHANNELS,
    ETHTOOL_A_COALESCE,
    ETHTOOL_A_RINGS,
    ETHTOOL_A_RSS,
    ETHTOOL_A_TUNNEL_INFO,
)
from dissectors.generic.ethtool.stats import ETHTOOL_A_STATS
from dissectors.generic.ethtool.strings import ETHTOOL_A_FEATURES, ETHTOOL_A_PRIVFLAGS, ETHTOOL_A_STRSET
from dissectors.generic.ethtool.summary import summary
from dissectors.generic.ethtool.timestamps import ETHTOOL_A_PHC_VCLOCKS, ETHTOOL_A_TSCONFIG, ETHTOOL_A_TSINFO
from nldissect.schema import (
    Command,
    GenericFamily,
    Operation,
)

ETHTOOL = GenericFamily(
    "ethtool",
    ETHTOOL_A_STRSET,
    commands=(
        Command(1, "ETHTOOL_MSG_STRSET_GET", ETHTOOL_A_STRSET, operation=Operation.GET, summary=summary),
        Command(2, "ETHTOOL_MSG_LINKINFO_GET", ETHTOOL_A_LINKINFO, operation=Operation.GET, summary=summary),
        Command(3, "ETHTOOL_MSG_LINKINFO_SET", ETHTOOL_A_LINKINFO, operation=Operation.NEW, summary=summary),
        Command(4, "ETHTOOL_MSG_LINKMODES_GET", ETHTOOL_A_LINKMODES, operation=Operation.GET, summary=summary),
        Command(5, "ETHTOOL_MSG_LINKMODES_SET", ETHTOOL_A_LINKMODES, operation=Operation.NEW, summary=summary),
        Command(6, "ETHTOOL_MSG_LINKSTATE_GET", ETHTOOL_A_LINKSTATE, operation=Operation.GET, summary=summary),
        Command(7, "ETHTOOL_MSG_DEBUG_GET", ETHTOOL_A_DEBUG, operation=Operation.GET, summary=summary),
        Command(8, "ETHTOOL_MSG_DEBUG_SET", ETHTOOL_A_DEBUG, operation=Operation.NEW, summary=summary),
        Command(9, "ETHTOOL_MSG_WOL_GET", ETHTOOL_A_WOL, operation=Operation.GET, summary=summary),
        Command(10, "ETHTOOL_MSG_WOL_SET", ETHTOOL_A_WOL, operation=Operation.NEW, summary=summary),
        Command(11, "ETHTOOL_MSG_FEATURES_GET", ETHTOOL_A_FEATURES, operation=Operation.GET, summary=summary),
        Command(12, "ETHTOOL_MSG_FEATURES_SET", ETHTOOL_A_FEATURES, operation=Operation.NEW, summary=summary),
        Command(13, "ETHTOOL_MSG_PRIVFLAGS_GET", ETHTOOL_A_PRIVFLAGS, operation=Operation.GET, summary=summary),
        Command(14, "ETHTOOL_MSG_PRIVFLAGS_SET", ETHTOOL_A_PRIVFLAGS, operation=Operation.NEW, summary=summary),
        Command(15, "ETHTOOL_MSG_RINGS_GET", ETHTOOL_A_RINGS, operation=Operation.GET, summary=summary),
        Command(16, "ETHTOOL_MSG_RINGS_SET", ETHTOOL_A_RINGS, operation=Operation.NEW, summary=summary),
        Command(17, "ETHTOOL_MSG_CHANNELS_GET", ETHTOOL_A_CHANNELS, operation=Operation.GET, summary=summary),
        Command(18, "ETHTOOL_MSG_CHANNELS_SET", ETHTOOL_A_CHANNELS, operation=Operation.NEW, summary=summary),
        Command(19, "ETHTOOL_MSG_COALESCE_GET", ETHTOOL_A_COALESCE, operation=Operation.GET, summary=summary),
        Command(20, "ETHTOOL_MSG_COALESCE_SET", ETHTOOL_A_COALESCE, operation=Operation.NEW, summary=summary),
        Command(21, "ETHTOOL_MSG_PAUSE_GET", ETHTOOL_A_PAUSE, operation=Operation.GET, summary=summary),
        Command(22, "ETHTOOL_MSG_PAUSE_SET", ETHTOOL_A_PAUSE, operation=Operation.NEW, summary=summary),
        Command(23, "ETHTOOL_MSG_EEE_GET", ETHTOOL_A_EEE, operation=Operation.GET, summary=summary),
        Command(24, "ETHTOOL_MSG_EEE_SET", ETHTOOL_A_EEE, operation=Operation.NEW, summary=summary),
        Command(25, "ETHTOOL_MSG_TSINFO_GET", ETHTOOL_A_TSINFO, operation=Operation.GET, summary=summary),
        Command(26, "ETHTOOL_MSG_CABLE_TEST_ACT", ETHTOOL_A_CABLE_TEST, summary=summary),
        Command(27, "ETHTOOL_MSG_CABLE_TEST_TDR_ACT", ETHTOOL_A_CABLE_TEST_TDR, summary=summary),
        Command(28, "ETHTOOL_MSG_TUNNEL_INFO_GET", ETHTOOL_A_TUNNEL_INFO, operation=Operation.GET, summary=summary),
        Command(29, "ETHTOOL_MSG_FEC_GET", ETHTOOL_A_FEC, operation=Operation.GET, summary=summary),
        Command(30, "ETHTOOL_MSG_FEC_SET", ETHTOOL_A_FEC, operation=Operation.NEW, summary=summary),
        Command(31, "ETHTOOL_MSG_MODULE_EEPROM_GET", ETHTOOL_A_MODULE_EEPROM, operation=Operation.GET, summary=summary),
        Command(32, "ETHTOOL_MSG_STATS_GET", ETHTOOL_A_STATS, operation=Operation.GET, summary=summary),
        Command(33, "ETHTOOL_MSG_PHC_VCLOCKS_GET", ETHTOOL_A_PHC_VCLOCKS, operation=Operation.GET, summary=summary),
        Command(34, "ETHTOOL_MSG_MODULE_GET", ETHTOOL_A_MODULE, operation=Operation.GET, summary=summary),
        Command(35, "ETHTOOL_MSG_MODULE_SET", ETHTOOL_A_MODULE, operation=Operation.NEW, summary=summary),
        Command(36, "ETHTOOL_MSG_PSE_GET", ETHTOOL_A_PSE, operation=Operation.GET, summary=summary),
        Command(37, "ETHTOOL_MSG_PSE_SET", ETHTOOL_A_PSE, operation=Operation.NEW, summary=summary),
        Command(38, "ETHTOOL_MSG_RSS_GET", ETHTOOL_A_RSS, operation=Operation.GET, summary=summary),
        Command(39, "ETHTOOL_MSG_PLCA_GET_CFG", ETHTOOL_A_PLCA, operation=Operation.GET, summary=summary),
        Command(40, "ETHTOOL_MSG_PLCA_SET_CFG", ETHTOOL_A_PLCA, operation=Operation.NEW, summary=summary),
        Command(41, "ETHTOOL_MSG_PLCA_GET_STATUS", ETHTOOL_A_PLCA, operation=Operation.GET, summary=summary),
        Command(42, "ETHTOOL_MSG_MM_GET", ETHTOOL_A_MM, operation=Operation.GET, summary=summary),
        Command(43, "ETHTOOL_MSG_MM_SET", ETHTOOL_A_MM, operation=Operation.NEW, summary=summary),
        Command(44, "ETHTOOL_MSG_MODULE_FW_FLASH_ACT", ETHTOOL_A_MODULE_FW_FLASH, summary=summary),
        Command(45, "ETHTOOL_MSG_PHY_GET", ETHTOOL_A_PHY, operation=Operation.GET, summary=summary),
        Command(46, "ETHTOOL_MSG_TSCONFIG_GET", ETHTOOL_A_TSCONFIG, operation=Operation.GET, summary=summary),
        Command(47, "ETHTOOL_MSG_TSCONFIG_SET", ETHTOOL_A_TSCONFIG, operation=Operation.NEW, summary=summary),
        Command(48, "ETHTOOL_MSG_RSS_SET", ETHTOOL_A_RSS, operation=Operation.NEW, summary=summary),
        Command(49, "ETHTOOL_MSG_RSS_CREATE_ACT", ETHTOOL_A_RSS, operation=Operation.NEW, summary=summary),
        Command(50, "ETHTOOL_MSG_RSS_DELETE_ACT", ETHTOOL_A_RSS, operation=Operation.DELETE, summary=summary),
        Command(51, "ETHTOOL_MSG_MSE_GET", ETHTOOL_A_MSE, operation=Operation.GET, summary=summary),
    ),
    replies=(
        Command(1, "ETHTOOL_MSG_STRSET_GET_REPLY", ETHTOOL_A_STRSET, operation=Operation.NEW, summary=summary),
        Command(2, "ETHTOOL_MSG_LINKINFO_GET_REPLY", ETHTOOL_A_LINKINFO, operation=Operation.NEW, summary=summary),
        Command(3, "ETHTOOL_MSG_LINKINFO_NTF", ETHTOOL_A_LINKINFO, operation=Operation.NEW, summary=summary),
        Command(4, "ETHTOOL_MSG_LINKMODES_GET_REPLY", ETHTOOL_A_LINKMODES, operation=Operation.NEW, summary=summary),
        Command(5, "ETHTOOL_MSG_LINKMODES_NTF", ETHTOOL_A_LINKMODES, operation=Operation.NEW, summary=summary),
        Command(6, "ETHTOOL_MSG_LINKSTATE_GET_REPLY", ETHTOOL_A_LINKSTATE, operation=Operation.NEW, summary=summary),
        Command(7, "ETHTOOL_MSG_DEBUG_GET_REPLY", ETHTOOL_A_DEBUG, operation=Operation.NEW, summary=summary),
        Command(8, "ETHTOOL_MSG_DEBUG_NTF", ETHTOOL_A_DEBUG, operation=Operation.NEW, summary=summary),
        Command(9, "ETHTOOL_MSG_WOL_GET_REPLY", ETHTOOL_A_WOL, operation=Operation.NEW, summary=summary),
        Command(10, "ETHTOOL_MSG_WOL_NTF", ETHTOOL_A_WOL, operation=Operation.NEW, summary=summary),
        Command(11, "ETHTOOL_MSG_FEATURES_GET_REPLY", ETHTOOL_A_FEATURES, operation=Operation.NEW, summary=summary),
        Command(12, "ETHTOOL_MSG_FEATURES_SET_REPLY", ETHTOOL_A_FEATURES, operation=Operation.NEW, summary=summary),
        Command(13, "ETHTOOL_MSG_FEATURES_NTF", ETHTOOL_A_FEATURES, operation=Operation.NEW, summary=summary),
        Command(14, "ETHTOOL_MSG_PRIVFLAGS_GET_REPLY", ETHTOOL_A_PRIVFLAGS, operation=Operation.NEW, summary=summary),
        Command(15, "ETHTOOL_MSG_PRIVFLAGS_NTF", ETHTOOL_A_PRIVFLAGS, operation=Operation.NEW, summary=summary),
        Command(16, "ETHTOOL_MSG_RINGS_GET_REPLY", ETHTOOL_A_RINGS, operation=Operation.NEW, summary=summary),
        Command(17, "ETHTOOL_MSG_RINGS_NTF", ETHTOOL_A_RINGS, operation=Operation.NEW, summary=summary),
        Command(18, "ETHTOOL_MSG_CHANNELS_GET_REPLY", ETHTOOL_A_CHANNELS, operation=Operation.NEW, summary=summary),
        Command(19, "ETHTOOL_MSG_CHANNELS_NTF", ETHTOOL_A_CHANNELS, operation=Operation.NEW, summary=summary),
        Command(20, "ETHTOOL_MSG_COALESCE_GET_REPLY", ETHTOOL_A_COALESCE, operation=Operation.NEW, summary=summary),
        Command(21, "ETHTOOL_MSG_COALESCE_NTF", ETHTOOL_A_COALESCE, operation=Operation.NEW, summary=summary),
        Command(22, "ETHTOOL_MSG_PAUSE_GET_REPLY", ETHTOOL_A_PAUSE, operation=Operation.NEW, summary=summary),
        Command(23, "ETHTOOL_MSG_PAUSE_NTF", ETHTOOL_A_PAUSE, operation=Operation.NEW, summary=summary),
        Command(24, "ETHTOOL_MSG_EEE_GET_REPLY", ETHTOOL_A_EEE, operation=Operation.NEW, summary=summary),
        Command(25, "ETHTOOL_MSG_EEE_NTF", ETHTOOL_A_EEE, operation=Operation.NEW, summary=summary),
        Command(26, "ETHTOOL_MSG_TSINFO_GET_REPLY", ETHTOOL_A_TSINFO, operation=Operation.NEW, summary=summary),
        Command(27, "ETHTOOL_MSG_CABLE_TEST_NTF", ETHTOOL_A_CABLE_TEST_NTF, operation=Operation.NEW, summary=summary),
        Command(
            28, "ETHTOOL_MSG_CABLE_TEST_TDR_NTF", ETHTOOL_A_CABLE_TEST_TDR_NTF, operation=Operation.NEW, summary=summary
        ),
        Command(
            29, "ETHTOOL_MSG_TUNNEL_INFO_GET_REPLY", ETHTOOL_A_TUNNEL_INFO, operation=Operation.NEW, summary=summary
        ),
        Command(30, "ETHTOOL_MSG_FEC_GET_REPLY", ETHTOOL_A_FEC, operation=Operation.NEW, summary=summary),
        Command(31, "ETHTOOL_MSG_FEC_NTF", ETHTOOL_A_FEC, operation=Operation.NEW, summary=summary),
        Command(
            32, "ETHTOOL_MSG_MODULE_EEPROM_GET_REPLY", ETHTOOL_A_MODULE_EEPROM, operation=Operation.NEW, summary=summary
        ),
        Command(33, "ETHTOOL_MSG_STATS_GET_REPLY", ETHTOOL_A_STATS, operation=Operation.NEW, summary=summary),
        Command(
            34, "ETHTOOL_MSG_PHC_VCLOCKS_GET_REPLY", ETHTOOL_A_PHC_VCLOCKS, operation=Operation.NEW, summary=summary
        ),
        Command(35, "ETHTOOL_MSG_MODULE_GET_REPLY", ETHTOOL_A_MODULE, operation=Operation.NEW, summary=summary),
        Command(36, "ETHTOOL_MSG_MODULE_NTF", ETHTOOL_A_MODULE, operation=Operation.NEW, summary=summary),
        Command(37, "ETHTOOL_MSG_PSE_GET_REPLY", ETHTOOL_A_PSE, operation=Operation.NEW, summary=summary),
        Command(38, "ETHTOOL_MSG_RSS_GET_REPLY", ETHTOOL_A_RSS, operation=Operation.NEW, summary=summary),
        Command(39, "ETHTOOL_MSG_PLCA_GET_CFG_REPLY", ETHTOOL_A_PLCA, operation=Operation.NEW, summary=summary),
        Command(40, "ETHTOOL_MSG_PLCA_GET_STATUS_REPLY", ETHTOOL_A_PLCA, operation=Operation.NEW, summary=summary),
        Command(41, "ETHTOOL_MSG_PLCA_NTF", ETHTOOL_A_PLCA, operation=Operation.NEW, summary=summary),
        Command(42, "ETHTOOL_MSG_MM_GET_REPLY", ETHTOOL_A_MM, operation=Operation.NEW, summary=summary),
        Command(43, "ETHTOOL_MSG_MM_NTF", ETHTOOL_A_MM, operation=Operation.NEW, summary=summary),
        Command(
            44, "ETHTOOL_MSG_MODULE_FW_FLASH_NTF", ETHTOOL_A_MODULE_FW_FLASH, operation=Operation.NEW, summary=summary
        ),
        Command(45, "ETHTOOL_MSG_PHY_GET_REPLY", ETHTOOL_A_PHY, operation=Operation.NEW, summary=summary),
        Command(46, "ETHTOOL_MSG_PHY_NTF", ETHTOOL_A_PHY, operation=Operation.NEW, summary=summary),
        Command(47, "ETHTOOL_MSG_TSCONFIG_GET_REPLY", ETHTOOL_A_TSCONFIG, operation=Operation.NEW, summary=summary),
        Command(48, "ETHTOOL_MSG_TSCONFIG_SET_REPLY", ETHTOOL_A_TSCONFIG, operation=Operation.NEW, summary=summary),
        Command(49, "ETHTOOL_MSG_PSE_NTF", ETHTOOL_A_PSE_NTF, operation=Operation.NEW, summary=summary),
        Command(50, "ETHTOOL_MSG_RSS_NTF", ETHTOOL_A_RSS, operation=Operation.NEW, summary=summary),
        Command(51, "ETHTOOL_MSG_RSS_CREATE_ACT_REPLY", ETHTOOL_A_RSS, operation=Operation.NEW, summary=summary),
        Command(52, "ETHTOOL_MSG_RSS_CREATE_NTF", ETHTOOL_A_RSS, operation=Operation.NEW, summary=summary),
        Command(53, "ETHTOOL_MSG_RSS_DELETE_NTF", ETHTOOL_A_RSS, operation=Operation.DELETE, summary=summary),
        Command(54, "ETHTOOL_MSG_MSE_GET_REPLY", ETHTOOL_A_MSE, operation=Operation.NEW, summary=summary),
    ),
    groups=("monitor",),
    strict=True,
)
FAMILIES = (ETHTOOL,)
