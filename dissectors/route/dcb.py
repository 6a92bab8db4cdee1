"""Data center bridging: what a port does by IEEE 802.1Q and by the older CEE (linux/dcbnl.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    BOOL,
    BYTES,
    ERRNO,
    FLAG,
    HEX,
    LINK_ADDRESS,
    PERCENT,
    S8,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Pad,
    Sequence,
    Struct,
    Unit,
    rtnetlink,
)

DCB_CMD = Enum(
    "DCB_CMD_",
    {
        0: "DCB_CMD_UNDEFINED",
        1: "DCB_CMD_GSTATE",
        2: "DCB_CMD_SSTATE",
        3: "DCB_CMD_PGTX_GCFG",
        4: "DCB_CMD_PGTX_SCFG",
        5: "DCB_CMD_PGRX_GCFG",
        6: "DCB_CMD_PGRX_SCFG",
        7: "DCB_CMD_PFC_GCFG",
        8: "DCB_CMD_PFC_SCFG",
        9: "DCB_CMD_SET_ALL",
        10: "DCB_CMD_GPERM_HWADDR",
        11: "DCB_CMD_GCAP",
        12: "DCB_CMD_GNUMTCS",
        13: "DCB_CMD_SNUMTCS",
        14: "DCB_CMD_PFC_GSTATE",
        15: "DCB_CMD_PFC_SSTATE",
        16: "DCB_CMD_BCN_GCFG",
        17: "DCB_CMD_BCN_SCFG",
        18: "DCB_CMD_GAPP",
        19: "DCB_CMD_SAPP",
        20: "DCB_CMD_IEEE_SET",
        21: "DCB_CMD_IEEE_GET",
        22: "DCB_CMD_GDCBX",
        23: "DCB_CMD_SDCBX",
        24: "DCB_CMD_GFEATCFG",
        25: "DCB_CMD_SFEATCFG",
        26: "DCB_CMD_CEE_GET",
        27: "DCB_CMD_IEEE_DEL",
    },
)
DCBMSG = Struct("dcbmsg", [Member("dcb_family", U8, AF), Member("cmd", U8, DCB_CMD), Pad(2, "dcb_pad")])

# IEEE 802.1Q. Arrays of eight have an element for each traffic class or priority.

TSA = Enum(
    "IEEE_8021QAZ_TSA_",
    {
        0: "IEEE_8021QAZ_TSA_STRICT",
        1: "IEEE_8021QAZ_TSA_CB_SHAPER",
        2: "IEEE_8021QAZ_TSA_ETS",
        255: "IEEE_8021QAZ_TSA_VENDOR",
    },
)
CNDD = Enum(
    "DCB_CNDD_",
    {0: "DCB_CNDD_RESET", 1: "DCB_CNDD_EDGE", 2: "DCB_CNDD_INTERIOR", 3: "DCB_CNDD_INTERIOR_READY"},
)
APP_SEL = Enum(
    "IEEE_8021QAZ_APP_SEL_",
    {
        1: "IEEE_8021QAZ_APP_SEL_ETHERTYPE",
        2: "IEEE_8021QAZ_APP_SEL_STREAM",
        3: "IEEE_8021QAZ_APP_SEL_DGRAM",
        4: "IEEE_8021QAZ_APP_SEL_ANY",
        5: "IEEE_8021QAZ_APP_SEL_DSCP",
        255: "DCB_APP_SEL_PCP",
    },
)
MEGABITS_PER_SECOND = Unit("Mbit/s")

IEEE_ETS = Struct(
    "ieee_ets",
    [
        Member("willing", U8, BOOL),
        Member("ets_cap", U8),
        Member("cbs", U8, BOOL),
        Member("tc_tx_bw", Sequence(U8, PERCENT, 8)),
        Member("tc_rx_bw", Sequence(U8, PERCENT, 8)),
        Member("tc_tsa", Sequence(U8, TSA, 8)),
        Member("prio_tc", Sequence(U8, count=8)),
        Member("tc_reco_bw", Sequence(U8, PERCENT, 8)),
        Member("tc_reco_tsa", Sequence(U8, TSA, 8)),
        Member("reco_prio_tc", Sequence(U8, count=8)),
    ],
)
IEEE_MAXRATE = Struct("ieee_maxrate", [Member("tc_maxrate", Sequence(U64, Unit("kbit/s"), 8))])
IEEE_QCN = Struct(
    "ieee_qcn",
    [
        Member("rpg_enable", Sequence(U8, BOOL, 8)),
        Member("rppp_max_rps", Sequence(U32, count=8)),
        Member("rpg_time_reset", Sequence(U32, count=8)),
        Member("rpg_byte_reset", Sequence(U32, count=8)),
        Member("rpg_threshold", Sequence(U32, count=8)),
        Member("rpg_max_rate", Sequence(U32, MEGABITS_PER_SECOND, 8)),
        Member("rpg_ai_rate", Sequence(U32, MEGABITS_PER_SECOND, 8)),
        Member("rpg_hai_rate", Sequence(U32, MEGABITS_PER_SECOND, 8)),
        Member("rpg_gd", Sequence(U32, count=8)),
        Member("rpg_min_dec_fac", Sequence(U32, count=8)),
        Member("rpg_min_rate", Sequence(U32, MEGABITS_PER_SECOND, 8)),
        Member("cndd_state_machine", Sequence(U32, CNDD, 8)),
    ],
)
IEEE_QCN_STATS = Struct(
    "ieee_qcn_stats",
    [
        Member("rppp_rp_centiseconds", Sequence(U64, Unit("cs"), 8)),
        Member("rppp_created_rps", Sequence(U32, count=8)),
    ],
)
IEEE_PFC = Struct(
    "ieee_pfc",
    [
        Member("pfc_cap", U8),
        # a bit for each priority
        Member("pfc_en", U8, HEX),
        Member("mbc", U8),
        Pad(1),
        Member("delay", U16),
        Pad(2),
        Member("requests", Sequence(U64, count=8)),
        Member("indications", Sequence(U64, count=8)),
    ],
)
DCBNL_BUFFER = Struct(
    "dcbnl_buffer",
    [
        Member("prio2buffer", Sequence(U8, count=8)),
        Member("buffer_size", Sequence(U32, BYTES, 8)),
        Member("total_size", U32, BYTES),
    ],
)
DCB_APP = Struct(
    "dcb_app",
    [Member("selector", U8, APP_SEL), Member("priority", U8), Member("protocol", U16)],
    text="{selector} {protocol} priority {priority}",
)
DCB_PEER_APP_INFO = Struct("dcb_peer_app_info", [Member("willing", U8, BOOL), Member("error", U8)])

DCB_APP_TABLE = AttributeSet(
    "DCB_ATTR_",
    [
        Attribute(1, "DCB_ATTR_IEEE_APP", DCB_APP, multiple=True),
        Attribute(2, "DCB_ATTR_DCB_APP", DCB_APP, multiple=True),
    ],
)
DCB_APP_TRUST_TABLE = AttributeSet(
    "DCB_ATTR_",
    [
        Attribute(1, "DCB_ATTR_IEEE_APP", U8, APP_SEL, multiple=True),
        Attribute(2, "DCB_ATTR_DCB_APP", U8, APP_SEL, multiple=True),
    ],
)
DCB_IEEE_PEER_APP = AttributeSet(
    "DCB_ATTR_IEEE_APP_",
    [
        Attribute(0, "DCB_ATTR_IEEE_APP_UNSPEC", DCB_PEER_APP_INFO),
        Attribute(1, "DCB_ATTR_IEEE_APP", DCB_APP, multiple=True),
    ],
)
DCB_IEEE = AttributeSet(
    "DCB_ATTR_IEEE_",
    [
        Attribute(1, "DCB_ATTR_IEEE_ETS", IEEE_ETS),
        Attribute(2, "DCB_ATTR_IEEE_PFC", IEEE_PFC),
        Attribute(3, "DCB_ATTR_IEEE_APP_TABLE", DCB_APP_TABLE),
        Attribute(4, "DCB_ATTR_IEEE_PEER_ETS", IEEE_ETS),
        Attribute(5, "DCB_ATTR_IEEE_PEER_PFC", IEEE_PFC),
        Attribute(6, "DCB_ATTR_IEEE_PEER_APP", DCB_IEEE_PEER_APP),
        Attribute(7, "DCB_ATTR_IEEE_MAXRATE", IEEE_MAXRATE),
        Attribute(8, "DCB_ATTR_IEEE_QCN", IEEE_QCN),
        Attribute(9, "DCB_ATTR_IEEE_QCN_STATS", IEEE_QCN_STATS),
        Attribute(10, "DCB_ATTR_DCB_BUFFER", DCBNL_BUFFER),
        Attribute(11, "DCB_ATTR_DCB_APP_TRUST_TABLE", DCB_APP_TRUST_TABLE),
        Attribute(12, "DCB_ATTR_DCB_REWR_TABLE", DCB_APP_TABLE),
    ],
)

# CEE.

DCB_CAP_DCBX = Flags(
    "DCB_CAP_DCBX_",
    {
        0x01: "DCB_CAP_DCBX_HOST",
        0x02: "DCB_CAP_DCBX_LLD_MANAGED",
        0x04: "DCB_CAP_DCBX_VER_CEE",
        0x08: "DCB_CAP_DCBX_VER_IEEE",
        0x10: "DCB_CAP_DCBX_STATIC",
    },
)
DCB_FEATCFG = Flags(
    "DCB_FEATCFG_",
    {
        0x1: "DCB_FEATCFG_ERROR",
        0x2: "DCB_FEATCFG_ENABLE",
        0x4: "DCB_FEATCFG_WILLING",
        0x8: "DCB_FEATCFG_ADVERTISE",
    },
)
DCB_APP_IDTYPE = Enum("DCB_APP_IDTYPE_", {0: "DCB_APP_IDTYPE_ETHTYPE", 1: "DCB_APP_IDTYPE_PORTNUM"})
UNDEFINED = Unit("", {255: "undefined"})
"""DCB_ATTR_VALUE_UNDEFINED: the parameter is not to be changed"""

CEE_PG = Struct(
    "cee_pg",
    [
        Member("willing", U8, BOOL),
        Member("error", U8),
        Member("pg_en", U8, HEX),
        Member("tcs_supported", U8),
        Member("pg_bw", Sequence(U8, PERCENT, 8)),
        Member("prio_pg", Sequence(U8, count=8)),
    ],
)
CEE_PFC = Struct(
    "cee_pfc",
    [
        Member("willing", U8, BOOL),
        Member("error", U8),
        Member("pfc_en", U8, HEX),
        Member("tcs_supported", U8),
    ],
)
DCB_PFC_UP = AttributeSet(
    "DCB_PFC_UP_ATTR_",
    [
        *(Attribute(number + 1, f"DCB_PFC_UP_ATTR_{number}", U8) for number in range(8)),
        Attribute(9, "DCB_PFC_UP_ATTR_ALL", FLAG),
    ],
)
DCB_TC = AttributeSet(
    "DCB_TC_ATTR_PARAM_",
    [
        Attribute(1, "DCB_TC_ATTR_PARAM_PGID", U8, UNDEFINED),
        Attribute(2, "DCB_TC_ATTR_PARAM_UP_MAPPING", U8, HEX),
        Attribute(3, "DCB_TC_ATTR_PARAM_STRICT_PRIO", U8, UNDEFINED),
        Attribute(4, "DCB_TC_ATTR_PARAM_BW_PCT", U8, Unit("%", {255: "undefined"})),
        Attribute(5, "DCB_TC_ATTR_PARAM_ALL", FLAG),
    ],
)
DCB_PG = AttributeSet(
    "DCB_PG_ATTR_",
    [
        *(Attribute(number + 1, f"DCB_PG_ATTR_TC_{number}", DCB_TC) for number in range(8)),
        Attribute(10, "DCB_PG_ATTR_TC_ALL", DCB_TC),
        *(Attribute(number + 11, f"DCB_PG_ATTR_BW_ID_{number}", U8, PERCENT) for number in range(8)),
        Attribute(20, "DCB_PG_ATTR_BW_ID_ALL", FLAG),
    ],
)
DCB_CAP = AttributeSet(
    "DCB_CAP_ATTR_",
    [
        Attribute(1, "DCB_CAP_ATTR_ALL", FLAG),
        Attribute(2, "DCB_CAP_ATTR_PG", U8, BOOL),
        Attribute(3, "DCB_CAP_ATTR_PFC", U8, BOOL),
        Attribute(4, "DCB_CAP_ATTR_UP2TC", U8, BOOL),
        # bit n: 2 to the n traffic classes are possible
        Attribute(5, "DCB_CAP_ATTR_PG_TCS", U8, HEX),
        Attribute(6, "DCB_CAP_ATTR_PFC_TCS", U8, HEX),
        Attribute(7, "DCB_CAP_ATTR_GSP", U8, BOOL),
        Attribute(8, "DCB_CAP_ATTR_BCN", U8, BOOL),
        Attribute(9, "DCB_CAP_ATTR_DCBX", U8, DCB_CAP_DCBX),
    ],
)
DCB_NUMTCS = AttributeSet(
    "DCB_NUMTCS_ATTR_",
    [
        Attribute(1, "DCB_NUMTCS_ATTR_ALL", FLAG),
        Attribute(2, "DCB_NUMTCS_ATTR_PG", U8),
        Attribute(3, "DCB_NUMTCS_ATTR_PFC", U8),
    ],
)
DCB_BCN = AttributeSet(
    "DCB_BCN_ATTR_",
    [
        *(Attribute(number + 1, f"DCB_BCN_ATTR_RP_{number}", U8, BOOL) for number in range(8)),
        Attribute(9, "DCB_BCN_ATTR_RP_ALL", FLAG),
        Attribute(10, "DCB_BCN_ATTR_BCNA_0", U32),
        Attribute(11, "DCB_BCN_ATTR_BCNA_1", U32),
        Attribute(12, "DCB_BCN_ATTR_ALPHA", U32),
        Attribute(13, "DCB_BCN_ATTR_BETA", U32),
        Attribute(14, "DCB_BCN_ATTR_GD", U32),
        Attribute(15, "DCB_BCN_ATTR_GI", U32),
        Attribute(16, "DCB_BCN_ATTR_TMAX", U32),
        Attribute(17, "DCB_BCN_ATTR_TD", U32),
        Attribute(18, "DCB_BCN_ATTR_RMIN", U32),
        Attribute(19, "DCB_BCN_ATTR_W", U32),
        Attribute(20, "DCB_BCN_ATTR_RD", U32),
        Attribute(21, "DCB_BCN_ATTR_RU", U32),
        Attribute(22, "DCB_BCN_ATTR_WRTT", U32),
        Attribute(23, "DCB_BCN_ATTR_RI", U32),
        Attribute(24, "DCB_BCN_ATTR_C", U32),
        Attribute(25, "DCB_BCN_ATTR_ALL", FLAG),
    ],
)
DCB_CEE_APP = AttributeSet(
    "DCB_APP_ATTR_",
    [
        Attribute(1, "DCB_APP_ATTR_IDTYPE", U8, DCB_APP_IDTYPE),
        Attribute(2, "DCB_APP_ATTR_ID", U16),
        Attribute(3, "DCB_APP_ATTR_PRIORITY", U8),
    ],
)
DCB_FEATCFG_ATTR = AttributeSet(
    "DCB_FEATCFG_ATTR_",
    [
        Attribute(1, "DCB_FEATCFG_ATTR_ALL", FLAG),
        Attribute(2, "DCB_FEATCFG_ATTR_PG", U8, DCB_FEATCFG),
        Attribute(3, "DCB_FEATCFG_ATTR_PFC", U8, DCB_FEATCFG),
        Attribute(4, "DCB_FEATCFG_ATTR_APP", U8, DCB_FEATCFG),
    ],
)
DCB_CEE_PEER_APP = AttributeSet(
    "DCB_ATTR_CEE_PEER_APP_",
    [
        Attribute(1, "DCB_ATTR_CEE_PEER_APP_INFO", DCB_PEER_APP_INFO),
        Attribute(2, "DCB_ATTR_CEE_PEER_APP", DCB_APP, multiple=True),
    ],
)
DCB_CEE_APP_TABLE = AttributeSet(
    "DCB_ATTR_",
    [
        Attribute(1, "DCB_ATTR_CEE_APP", DCB_CEE_APP, multiple=True),
        # what the kernel writes, whatever the header has for this place
        Attribute(12, "DCB_ATTR_APP", DCB_CEE_APP, multiple=True),
    ],
)
DCB_CEE = AttributeSet(
    "DCB_ATTR_CEE_",
    [
        Attribute(1, "DCB_ATTR_CEE_PEER_PG", CEE_PG),
        Attribute(2, "DCB_ATTR_CEE_PEER_PFC", CEE_PFC),
        Attribute(3, "DCB_ATTR_CEE_PEER_APP_TABLE", DCB_CEE_PEER_APP),
        Attribute(4, "DCB_ATTR_CEE_TX_PG", DCB_PG),
        Attribute(5, "DCB_ATTR_CEE_RX_PG", DCB_PG),
        Attribute(6, "DCB_ATTR_CEE_PFC", DCB_PFC_UP),
        Attribute(7, "DCB_ATTR_CEE_APP_TABLE", DCB_CEE_APP_TABLE),
        Attribute(8, "DCB_ATTR_CEE_FEAT", DCB_FEATCFG_ATTR),
    ],
)

DCB_ATTR = AttributeSet(
    "DCB_ATTR_",
    [
        Attribute(1, "DCB_ATTR_IFNAME", TEXT),
        Attribute(2, "DCB_ATTR_STATE", U8, BOOL),
        Attribute(3, "DCB_ATTR_PFC_STATE", U8, BOOL),
        Attribute(4, "DCB_ATTR_PFC_CFG", DCB_PFC_UP),
        Attribute(5, "DCB_ATTR_NUM_TC", U8),
        Attribute(6, "DCB_ATTR_PG_CFG", DCB_PG),
        Attribute(7, "DCB_ATTR_SET_ALL", U8),
        Attribute(8, "DCB_ATTR_PERM_HWADDR", LINK_ADDRESS),
        Attribute(9, "DCB_ATTR_CAP", DCB_CAP),
        Attribute(10, "DCB_ATTR_NUMTCS", DCB_NUMTCS),
        Attribute(11, "DCB_ATTR_BCN", DCB_BCN),
        Attribute(12, "DCB_ATTR_APP", DCB_CEE_APP),
        Attribute(13, "DCB_ATTR_IEEE", DCB_IEEE),
        Attribute(14, "DCB_ATTR_DCBX", U8, DCB_CAP_DCBX),
        Attribute(15, "DCB_ATTR_FEATCFG", DCB_FEATCFG_ATTR),
        Attribute(16, "DCB_ATTR_CEE", DCB_CEE),
    ],
)
DCB_RESULT = AttributeSet(
    "DCB_ATTR_",
    [
        Attribute(1, "DCB_ATTR_IFNAME", TEXT),
        *(Attribute(row.number, row.name, S8, ERRNO) for row in DCB_ATTR.attributes[1:]),
    ],
)
"""answers to RTM_SETDCB: instead of what was set, how that went"""

SUMMARY = "{cmd}[ dev {DCB_ATTR_IFNAME}]"
MESSAGES = (
    *rtnetlink("DCB", DCBMSG, DCB_ATTR, get=78, summary=SUMMARY),
    *rtnetlink("DCB", DCBMSG, DCB_ATTR, set=79, summary=SUMMARY, reply=DCB_RESULT),
)
