"""The numbers of DRBD's state and configuration (linux/drbd.h)."""

from __future__ import annotations

from nldissect.schema import Enum, Flags

IO_ERROR = Enum(
    "EP_",
    {
        0: "EP_PASS_ON",
        1: "EP_CALL_HELPER",
        2: "EP_DETACH",
    },
)
FENCING = Enum(
    "FP_",
    {
        -1: "FP_NOT_AVAIL",
        0: "FP_DONT_CARE",
        1: "FP_RESOURCE",
        2: "FP_STONITH",
    },
)
DISCARD = Enum(
    "ASB_",
    {
        0: "ASB_DISCONNECT",
        1: "ASB_DISCARD_YOUNGER_PRI",
        2: "ASB_DISCARD_OLDER_PRI",
        3: "ASB_DISCARD_ZERO_CHG",
        4: "ASB_DISCARD_LEAST_CHG",
        5: "ASB_DISCARD_LOCAL",
        6: "ASB_DISCARD_REMOTE",
        7: "ASB_CONSENSUS",
        8: "ASB_DISCARD_SECONDARY",
        9: "ASB_CALL_HELPER",
        10: "ASB_VIOLENTLY",
    },
)
ON_NO_DATA = Enum(
    "OND_",
    {
        0: "OND_IO_ERROR",
        1: "OND_SUSPEND_IO",
    },
)
ON_CONGESTION = Enum(
    "OC_",
    {
        0: "OC_BLOCK",
        1: "OC_PULL_AHEAD",
        2: "OC_DISCONNECT",
    },
)
READ_BALANCING = Enum(
    "RB_",
    {
        0: "RB_PREFER_LOCAL",
        1: "RB_PREFER_REMOTE",
        2: "RB_ROUND_ROBIN",
        3: "RB_LEAST_PENDING",
        4: "RB_CONGESTED_REMOTE",
        5: "RB_32K_STRIPING",
        6: "RB_64K_STRIPING",
        7: "RB_128K_STRIPING",
        8: "RB_256K_STRIPING",
        9: "RB_512K_STRIPING",
        10: "RB_1M_STRIPING",
    },
)
ROLE = Enum(
    "R_",
    {
        0: "R_UNKNOWN",
        1: "R_PRIMARY",
        2: "R_SECONDARY",
    },
)
CONNECTION = Enum(
    "C_",
    {
        0: "C_STANDALONE",
        1: "C_DISCONNECTING",
        2: "C_UNCONNECTED",
        3: "C_TIMEOUT",
        4: "C_BROKEN_PIPE",
        5: "C_NETWORK_FAILURE",
        6: "C_PROTOCOL_ERROR",
        7: "C_TEAR_DOWN",
        8: "C_WF_CONNECTION",
        9: "C_WF_REPORT_PARAMS",
        10: "C_CONNECTED",
        11: "C_STARTING_SYNC_S",
        12: "C_STARTING_SYNC_T",
        13: "C_WF_BITMAP_S",
        14: "C_WF_BITMAP_T",
        15: "C_WF_SYNC_UUID",
        16: "C_SYNC_SOURCE",
        17: "C_SYNC_TARGET",
        18: "C_VERIFY_S",
        19: "C_VERIFY_T",
        20: "C_PAUSED_SYNC_S",
        21: "C_PAUSED_SYNC_T",
        22: "C_AHEAD",
        23: "C_BEHIND",
    },
)
DISK_STATE = Enum(
    "D_",
    {
        0: "D_DISKLESS",
        1: "D_ATTACHING",
        2: "D_FAILED",
        3: "D_NEGOTIATING",
        4: "D_INCONSISTENT",
        5: "D_OUTDATED",
        6: "D_UNKNOWN",
        7: "D_CONSISTENT",
        8: "D_UP_TO_DATE",
    },
)
TIMEOUT = Enum(
    "UT_",
    {
        0: "UT_DEFAULT",
        1: "UT_DEGRADED",
        2: "UT_PEER_OUTDATED",
    },
)
WRITE_ORDERING = Enum(
    "WO_",
    {
        0: "WO_NONE",
        1: "WO_DRAIN_IO",
        2: "WO_BDEV_FLUSH",
        3: "WO_BIO_BARRIER",
    },
)
SIB = Enum(
    "SIB_",
    {
        1: "SIB_GET_STATUS_REPLY",
        2: "SIB_STATE_CHANGE",
        3: "SIB_HELPER_PRE",
        4: "SIB_HELPER_POST",
        5: "SIB_SYNC_PROGRESS",
    },
)
DRBD_PROT = Enum(
    "DRBD_",
    {
        1: "DRBD_PROT_A",
        2: "DRBD_PROT_B",
        3: "DRBD_PROT_C",
    },
)
NOTIFY = Enum(
    "NOTIFY_",
    {
        0: "NOTIFY_EXISTS",
        1: "NOTIFY_CREATE",
        2: "NOTIFY_CHANGE",
        3: "NOTIFY_DESTROY",
        4: "NOTIFY_CALL",
        5: "NOTIFY_RESPONSE",
    },
)
DRBD_GENL_F = Flags(
    "DRBD_GENL_F_",
    {
        0x1: "DRBD_GENL_F_SET_DEFAULTS",
    },
)
MD_INDEX = Enum(
    "DRBD_MD_INDEX_",
    {-1: "DRBD_MD_INDEX_INTERNAL", -2: "DRBD_MD_INDEX_FLEX_EXT", -3: "DRBD_MD_INDEX_FLEX_INT"},
)
"""where the metadata lies, where that is no slot of a fixed size"""
MDF = Flags(
    "MDF_",
    {
        0x1: "MDF_CONSISTENT",
        0x2: "MDF_PRIMARY_IND",
        0x4: "MDF_CONNECTED_IND",
        0x8: "MDF_FULL_SYNC",
        0x10: "MDF_WAS_UP_TO_DATE",
        0x20: "MDF_PEER_OUT_DATED",
        0x40: "MDF_CRASHED_PRIMARY",
        0x80: "MDF_AL_CLEAN",
        0x100: "MDF_AL_DISABLED",
    },
)
DRBD_RET = Enum(
    "",
    {
        -21: "SS_OUTDATE_WO_CONN",
        -20: "SS_O_VOL_PEER_PRI",
        -19: "SS_CONCURRENT_ST_CHG",
        -18: "SS_IN_TRANSIENT_STATE",
        -17: "SS_NOT_SUPPORTED",
        -16: "SS_LOWER_THAN_OUTDATED",
        -15: "SS_NEED_CONNECTION",
        -14: "SS_NO_VERIFY_ALG",
        -13: "SS_NO_NET_CONFIG",
        -12: "SS_DEVICE_IN_USE",
        -11: "SS_IS_DISKLESS",
        -10: "SS_CW_FAILED_BY_PEER",
        -9: "SS_ALREADY_STANDALONE",
        -8: "SS_RESYNC_RUNNING",
        -7: "SS_PRIMARY_NOP",
        -6: "SS_CONNECTED_OUTDATES",
        -5: "SS_NO_REMOTE_DISK",
        -4: "SS_NO_LOCAL_DISK",
        -2: "SS_NO_UP_TO_DATE_DISK",
        -1: "SS_TWO_PRIMARIES",
        0: "SS_UNKNOWN_ERROR",
        1: "SS_SUCCESS",
        2: "SS_NOTHING_TO_DO",
        3: "SS_CW_SUCCESS",
        4: "SS_CW_NO_NEED",
        101: "NO_ERROR",
        102: "ERR_LOCAL_ADDR",
        103: "ERR_PEER_ADDR",
        104: "ERR_OPEN_DISK",
        105: "ERR_OPEN_MD_DISK",
        107: "ERR_DISK_NOT_BDEV",
        108: "ERR_MD_NOT_BDEV",
        111: "ERR_DISK_TOO_SMALL",
        112: "ERR_MD_DISK_TOO_SMALL",
        114: "ERR_BDCLAIM_DISK",
        115: "ERR_BDCLAIM_MD_DISK",
        116: "ERR_MD_IDX_INVALID",
        118: "ERR_IO_MD_DISK",
        119: "ERR_MD_INVALID",
        120: "ERR_AUTH_ALG",
        121: "ERR_AUTH_ALG_ND",
        122: "ERR_NOMEM",
        123: "ERR_DISCARD_IMPOSSIBLE",
        124: "ERR_DISK_CONFIGURED",
        125: "ERR_NET_CONFIGURED",
        126: "ERR_MANDATORY_TAG",
        127: "ERR_MINOR_INVALID",
        129: "ERR_INTR",
        130: "ERR_RESIZE_RESYNC",
        131: "ERR_NO_PRIMARY",
        132: "ERR_RESYNC_AFTER",
        133: "ERR_RESYNC_AFTER_CYCLE",
        134: "ERR_PAUSE_IS_SET",
        135: "ERR_PAUSE_IS_CLEAR",
        137: "ERR_PACKET_NR",
        138: "ERR_NO_DISK",
        139: "ERR_NOT_PROTO_C",
        140: "ERR_NOMEM_BITMAP",
        141: "ERR_INTEGRITY_ALG",
        142: "ERR_INTEGRITY_ALG_ND",
        143: "ERR_CPU_MASK_PARSE",
        144: "ERR_CSUMS_ALG",
        145: "ERR_CSUMS_ALG_ND",
        146: "ERR_VERIFY_ALG",
        147: "ERR_VERIFY_ALG_ND",
        148: "ERR_CSUMS_RESYNC_RUNNING",
        149: "ERR_VERIFY_RUNNING",
        150: "ERR_DATA_NOT_CURRENT",
        151: "ERR_CONNECTED",
        152: "ERR_PERM",
        153: "ERR_NEED_APV_93",
        154: "ERR_STONITH_AND_PROT_A",
        155: "ERR_CONG_NOT_PROTO_A",
        156: "ERR_PIC_AFTER_DEP",
        157: "ERR_PIC_PEER_DEP",
        158: "ERR_RES_NOT_KNOWN",
        159: "ERR_RES_IN_USE",
        160: "ERR_MINOR_CONFIGURED",
        161: "ERR_MINOR_OR_VOLUME_EXISTS",
        162: "ERR_INVALID_REQUEST",
        163: "ERR_NEED_APV_100",
        164: "ERR_NEED_ALLOW_TWO_PRI",
        165: "ERR_MD_UNCLEAN",
        166: "ERR_MD_LAYOUT_CONNECTED",
        167: "ERR_MD_LAYOUT_TOO_BIG",
        168: "ERR_MD_LAYOUT_TOO_SMALL",
        169: "ERR_MD_LAYOUT_NO_FIT",
        170: "ERR_IMPLICIT_SHRINK",
    },
)
"""an error of the request, or what came of a change of state"""
