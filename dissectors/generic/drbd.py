"""DRBD, disks mirrored over the network: resources, devices, connections (linux/drbd_genl.h, linux/drbd.h)."""

from __future__ import annotations

from dissectors.generic.drbd_constants import (
    CONNECTION,
    DISCARD,
    DISK_STATE,
    DRBD_GENL_F,
    DRBD_PROT,
    DRBD_RET,
    FENCING,
    IO_ERROR,
    MD_INDEX,
    MDF,
    NOTIFY,
    ON_CONGESTION,
    ON_NO_DATA,
    READ_BALANCING,
    ROLE,
    SIB,
    TIMEOUT,
    WRITE_ORDERING,
)
from dissectors.sock_diag.sockaddr import SOCKADDR
from nldissect.schema import (
    BOOL,
    BYTES,
    HEX,
    S32,
    SECONDS,
    TEXT,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Bits,
    Command,
    GenericFamily,
    Meaning,
    Member,
    Names,
    Operation,
    Sequence,
    Struct,
    Text,
    Unit,
)

NOTIFY_CONTINUES = 0x8000
DECISECONDS = Unit("× 0.1 s")
SECTORS = Unit("sectors")
KIB_PER_SECOND = Unit("KiB/s")
NAME = Text(longest=127, nul=True)
ALGORITHM = Text(longest=63, nul=True)

REQUEST_HEADER = Struct("drbd_genlmsghdr", [Member("minor", U32), Member("flags", U32, DRBD_GENL_F)])
REPLY_HEADER = Struct("drbd_genlmsghdr", [Member("minor", U32), Member("ret_code", S32, DRBD_RET)])

STATE = Struct(
    "drbd_state",
    [
        Bits(
            U32,
            (
                ("role", 2, ROLE),
                ("peer", 2, ROLE),
                ("conn", 5, CONNECTION),
                ("disk", 4, DISK_STATE),
                ("pdsk", 4, DISK_STATE),
                ("susp", 1, None),
                ("aftr_isp", 1, None),
                ("peer_isp", 1, None),
                ("user_isp", 1, None),
                ("susp_nod", 1, None),
                ("susp_fen", 1, None),
                ("_pad", 9, None),
            ),
        )
    ],
    text="{role}/{peer} {conn} {disk}/{pdsk}",
)

CFG_REPLY = AttributeSet(
    "DRBD_A_DRBD_CFG_REPLY_",
    [
        Attribute(1, "DRBD_A_DRBD_CFG_REPLY_INFO_TEXT", TEXT, multiple=True),
    ],
)

CFG_CONTEXT = AttributeSet(
    "DRBD_A_DRBD_CFG_CONTEXT_",
    [
        Attribute(1, "DRBD_A_DRBD_CFG_CONTEXT_CTX_VOLUME", U32),
        Attribute(2, "DRBD_A_DRBD_CFG_CONTEXT_CTX_RESOURCE_NAME", NAME),
        Attribute(3, "DRBD_A_DRBD_CFG_CONTEXT_CTX_MY_ADDR", SOCKADDR),
        Attribute(4, "DRBD_A_DRBD_CFG_CONTEXT_CTX_PEER_ADDR", SOCKADDR),
    ],
)

DISK_CONF = AttributeSet(
    "DRBD_A_DISK_CONF_",
    [
        Attribute(1, "DRBD_A_DISK_CONF_BACKING_DEV", NAME),
        Attribute(2, "DRBD_A_DISK_CONF_META_DEV", NAME),
        Attribute(3, "DRBD_A_DISK_CONF_META_DEV_IDX", S32, MD_INDEX),
        Attribute(4, "DRBD_A_DISK_CONF_DISK_SIZE", U64, SECTORS),
        Attribute(5, "DRBD_A_DISK_CONF_MAX_BIO_BVECS", U32),
        Attribute(6, "DRBD_A_DISK_CONF_ON_IO_ERROR", U32, IO_ERROR),
        Attribute(7, "DRBD_A_DISK_CONF_FENCING", U32, FENCING),
        Attribute(8, "DRBD_A_DISK_CONF_RESYNC_RATE", U32, KIB_PER_SECOND),
        Attribute(9, "DRBD_A_DISK_CONF_RESYNC_AFTER", S32),
        Attribute(10, "DRBD_A_DISK_CONF_AL_EXTENTS", U32),
        Attribute(11, "DRBD_A_DISK_CONF_C_PLAN_AHEAD", U32, DECISECONDS),
        Attribute(12, "DRBD_A_DISK_CONF_C_DELAY_TARGET", U32, DECISECONDS),
        Attribute(13, "DRBD_A_DISK_CONF_C_FILL_TARGET", U32, SECTORS),
        Attribute(14, "DRBD_A_DISK_CONF_C_MAX_RATE", U32, KIB_PER_SECOND),
        Attribute(15, "DRBD_A_DISK_CONF_C_MIN_RATE", U32, KIB_PER_SECOND),
        Attribute(16, "DRBD_A_DISK_CONF_DISK_BARRIER", U8, BOOL),
        Attribute(17, "DRBD_A_DISK_CONF_DISK_FLUSHES", U8, BOOL),
        Attribute(18, "DRBD_A_DISK_CONF_DISK_DRAIN", U8, BOOL),
        Attribute(19, "DRBD_A_DISK_CONF_MD_FLUSHES", U8, BOOL),
        Attribute(20, "DRBD_A_DISK_CONF_DISK_TIMEOUT", U32, DECISECONDS),
        Attribute(21, "DRBD_A_DISK_CONF_READ_BALANCING", U32, READ_BALANCING),
        Attribute(23, "DRBD_A_DISK_CONF_AL_UPDATES", U8, BOOL),
        Attribute(24, "DRBD_A_DISK_CONF_DISCARD_ZEROES_IF_ALIGNED", U8, BOOL),
        Attribute(25, "DRBD_A_DISK_CONF_RS_DISCARD_GRANULARITY", U32, BYTES),
        Attribute(26, "DRBD_A_DISK_CONF_DISABLE_WRITE_SAME", U8, BOOL),
    ],
)

RES_OPTS = AttributeSet(
    "DRBD_A_RES_OPTS_",
    [
        Attribute(1, "DRBD_A_RES_OPTS_CPU_MASK", Text(longest=31, nul=True)),
        Attribute(2, "DRBD_A_RES_OPTS_ON_NO_DATA", U32, ON_NO_DATA),
    ],
)

NET_CONF = AttributeSet(
    "DRBD_A_NET_CONF_",
    [
        Attribute(1, "DRBD_A_NET_CONF_SHARED_SECRET", ALGORITHM, secret=True),
        Attribute(2, "DRBD_A_NET_CONF_CRAM_HMAC_ALG", ALGORITHM),
        Attribute(3, "DRBD_A_NET_CONF_INTEGRITY_ALG", ALGORITHM),
        Attribute(4, "DRBD_A_NET_CONF_VERIFY_ALG", ALGORITHM),
        Attribute(5, "DRBD_A_NET_CONF_CSUMS_ALG", ALGORITHM),
        Attribute(6, "DRBD_A_NET_CONF_WIRE_PROTOCOL", U32, DRBD_PROT),
        Attribute(7, "DRBD_A_NET_CONF_CONNECT_INT", U32, SECONDS),
        Attribute(8, "DRBD_A_NET_CONF_TIMEOUT", U32, DECISECONDS),
        Attribute(9, "DRBD_A_NET_CONF_PING_INT", U32, SECONDS),
        Attribute(10, "DRBD_A_NET_CONF_PING_TIMEO", U32, DECISECONDS),
        Attribute(11, "DRBD_A_NET_CONF_SNDBUF_SIZE", U32, BYTES),
        Attribute(12, "DRBD_A_NET_CONF_RCVBUF_SIZE", U32, BYTES),
        Attribute(13, "DRBD_A_NET_CONF_KO_COUNT", U32),
        Attribute(14, "DRBD_A_NET_CONF_MAX_BUFFERS", U32),
        Attribute(15, "DRBD_A_NET_CONF_MAX_EPOCH_SIZE", U32),
        Attribute(16, "DRBD_A_NET_CONF_UNPLUG_WATERMARK", U32),
        Attribute(17, "DRBD_A_NET_CONF_AFTER_SB_0P", U32, DISCARD),
        Attribute(18, "DRBD_A_NET_CONF_AFTER_SB_1P", U32, DISCARD),
        Attribute(19, "DRBD_A_NET_CONF_AFTER_SB_2P", U32, DISCARD),
        Attribute(20, "DRBD_A_NET_CONF_RR_CONFLICT", U32, DISCARD),
        Attribute(21, "DRBD_A_NET_CONF_ON_CONGESTION", U32, ON_CONGESTION),
        Attribute(22, "DRBD_A_NET_CONF_CONG_FILL", U32, SECTORS),
        Attribute(23, "DRBD_A_NET_CONF_CONG_EXTENTS", U32),
        Attribute(24, "DRBD_A_NET_CONF_TWO_PRIMARIES", U8, BOOL),
        Attribute(25, "DRBD_A_NET_CONF_DISCARD_MY_DATA", U8, BOOL),
        Attribute(26, "DRBD_A_NET_CONF_TCP_CORK", U8, BOOL),
        Attribute(27, "DRBD_A_NET_CONF_ALWAYS_ASBP", U8, BOOL),
        Attribute(28, "DRBD_A_NET_CONF_TENTATIVE", U8, BOOL),
        Attribute(29, "DRBD_A_NET_CONF_USE_RLE", U8, BOOL),
        Attribute(33, "DRBD_A_NET_CONF_CSUMS_AFTER_CRASH_ONLY", U8, BOOL),
        Attribute(34, "DRBD_A_NET_CONF_SOCK_CHECK_TIMEO", U32, DECISECONDS),
    ],
)

SET_ROLE_PARMS = AttributeSet(
    "DRBD_A_SET_ROLE_PARMS_",
    [
        Attribute(1, "DRBD_A_SET_ROLE_PARMS_ASSUME_UPTODATE", U8, BOOL),
    ],
)

RESIZE_PARMS = AttributeSet(
    "DRBD_A_RESIZE_PARMS_",
    [
        Attribute(1, "DRBD_A_RESIZE_PARMS_RESIZE_SIZE", U64, SECTORS),
        Attribute(2, "DRBD_A_RESIZE_PARMS_RESIZE_FORCE", U8, BOOL),
        Attribute(3, "DRBD_A_RESIZE_PARMS_NO_RESYNC", U8, BOOL),
        Attribute(4, "DRBD_A_RESIZE_PARMS_AL_STRIPES", U32),
        Attribute(5, "DRBD_A_RESIZE_PARMS_AL_STRIPE_SIZE", U32, BYTES),
    ],
)

STATE_INFO = AttributeSet(
    "DRBD_A_STATE_INFO_",
    [
        Attribute(1, "DRBD_A_STATE_INFO_SIB_REASON", U32, SIB),
        Attribute(2, "DRBD_A_STATE_INFO_CURRENT_STATE", STATE),
        Attribute(3, "DRBD_A_STATE_INFO_CAPACITY", U64, SECTORS),
        Attribute(4, "DRBD_A_STATE_INFO_ED_UUID", U64, HEX),
        Attribute(5, "DRBD_A_STATE_INFO_PREV_STATE", STATE),
        Attribute(6, "DRBD_A_STATE_INFO_NEW_STATE", STATE),
        Attribute(7, "DRBD_A_STATE_INFO_UUIDS", Sequence(U64, HEX)),
        Attribute(8, "DRBD_A_STATE_INFO_DISK_FLAGS", U32, MDF),
        Attribute(9, "DRBD_A_STATE_INFO_BITS_TOTAL", U64),
        Attribute(10, "DRBD_A_STATE_INFO_BITS_OOS", U64),
        Attribute(11, "DRBD_A_STATE_INFO_BITS_RS_TOTAL", U64),
        Attribute(12, "DRBD_A_STATE_INFO_BITS_RS_FAILED", U64),
        Attribute(13, "DRBD_A_STATE_INFO_HELPER", Text(longest=31, nul=True)),
        Attribute(14, "DRBD_A_STATE_INFO_HELPER_EXIT_CODE", U32),
        Attribute(15, "DRBD_A_STATE_INFO_SEND_CNT", U64),
        Attribute(16, "DRBD_A_STATE_INFO_RECV_CNT", U64),
        Attribute(17, "DRBD_A_STATE_INFO_READ_CNT", U64),
        Attribute(18, "DRBD_A_STATE_INFO_WRIT_CNT", U64),
        Attribute(19, "DRBD_A_STATE_INFO_AL_WRIT_CNT", U64),
        Attribute(20, "DRBD_A_STATE_INFO_BM_WRIT_CNT", U64),
        Attribute(21, "DRBD_A_STATE_INFO_AP_BIO_CNT", U32),
        Attribute(22, "DRBD_A_STATE_INFO_AP_PENDING_CNT", U32),
        Attribute(23, "DRBD_A_STATE_INFO_RS_PENDING_CNT", U32),
    ],
)

START_OV_PARMS = AttributeSet(
    "DRBD_A_START_OV_PARMS_",
    [
        Attribute(1, "DRBD_A_START_OV_PARMS_OV_START_SECTOR", U64),
        Attribute(2, "DRBD_A_START_OV_PARMS_OV_STOP_SECTOR", U64),
    ],
)

NEW_C_UUID_PARMS = AttributeSet(
    "DRBD_A_NEW_C_UUID_PARMS_",
    [
        Attribute(1, "DRBD_A_NEW_C_UUID_PARMS_CLEAR_BM", U8, BOOL),
    ],
)

TIMEOUT_PARMS = AttributeSet(
    "DRBD_A_TIMEOUT_PARMS_",
    [
        Attribute(1, "DRBD_A_TIMEOUT_PARMS_TIMEOUT_TYPE", U32, TIMEOUT),
    ],
)

DISCONNECT_PARMS = AttributeSet(
    "DRBD_A_DISCONNECT_PARMS_",
    [
        Attribute(1, "DRBD_A_DISCONNECT_PARMS_FORCE_DISCONNECT", U8, BOOL),
    ],
)

DETACH_PARMS = AttributeSet(
    "DRBD_A_DETACH_PARMS_",
    [
        Attribute(1, "DRBD_A_DETACH_PARMS_FORCE_DETACH", U8, BOOL),
    ],
)

RESOURCE_INFO = AttributeSet(
    "DRBD_A_RESOURCE_INFO_",
    [
        Attribute(1, "DRBD_A_RESOURCE_INFO_RES_ROLE", U32, ROLE),
        Attribute(2, "DRBD_A_RESOURCE_INFO_RES_SUSP", U8, BOOL),
        Attribute(3, "DRBD_A_RESOURCE_INFO_RES_SUSP_NOD", U8, BOOL),
        Attribute(4, "DRBD_A_RESOURCE_INFO_RES_SUSP_FEN", U8, BOOL),
    ],
)

DEVICE_INFO = AttributeSet(
    "DRBD_A_DEVICE_INFO_",
    [
        Attribute(1, "DRBD_A_DEVICE_INFO_DEV_DISK_STATE", U32, DISK_STATE),
    ],
)

CONNECTION_INFO = AttributeSet(
    "DRBD_A_CONNECTION_INFO_",
    [
        Attribute(1, "DRBD_A_CONNECTION_INFO_CONN_CONNECTION_STATE", U32, CONNECTION),
        Attribute(2, "DRBD_A_CONNECTION_INFO_CONN_ROLE", U32, ROLE),
    ],
)

PEER_DEVICE_INFO = AttributeSet(
    "DRBD_A_PEER_DEVICE_INFO_",
    [
        Attribute(1, "DRBD_A_PEER_DEVICE_INFO_PEER_REPL_STATE", U32, CONNECTION),
        Attribute(2, "DRBD_A_PEER_DEVICE_INFO_PEER_DISK_STATE", U32, DISK_STATE),
        Attribute(3, "DRBD_A_PEER_DEVICE_INFO_PEER_RESYNC_SUSP_USER", U32, BOOL),
        Attribute(4, "DRBD_A_PEER_DEVICE_INFO_PEER_RESYNC_SUSP_PEER", U32, BOOL),
        Attribute(5, "DRBD_A_PEER_DEVICE_INFO_PEER_RESYNC_SUSP_DEPENDENCY", U32, BOOL),
    ],
)

RESOURCE_STATISTICS = AttributeSet(
    "DRBD_A_RESOURCE_STATISTICS_",
    [
        Attribute(1, "DRBD_A_RESOURCE_STATISTICS_RES_STAT_WRITE_ORDERING", U32, WRITE_ORDERING),
    ],
)

DEVICE_STATISTICS = AttributeSet(
    "DRBD_A_DEVICE_STATISTICS_",
    [
        Attribute(1, "DRBD_A_DEVICE_STATISTICS_DEV_SIZE", U64, SECTORS),
        Attribute(2, "DRBD_A_DEVICE_STATISTICS_DEV_READ", U64, SECTORS),
        Attribute(3, "DRBD_A_DEVICE_STATISTICS_DEV_WRITE", U64, SECTORS),
        Attribute(4, "DRBD_A_DEVICE_STATISTICS_DEV_AL_WRITES", U64),
        Attribute(5, "DRBD_A_DEVICE_STATISTICS_DEV_BM_WRITES", U64),
        Attribute(6, "DRBD_A_DEVICE_STATISTICS_DEV_UPPER_PENDING", U32),
        Attribute(7, "DRBD_A_DEVICE_STATISTICS_DEV_LOWER_PENDING", U32),
        Attribute(8, "DRBD_A_DEVICE_STATISTICS_DEV_UPPER_BLOCKED", U8, BOOL),
        Attribute(9, "DRBD_A_DEVICE_STATISTICS_DEV_LOWER_BLOCKED", U8, BOOL),
        Attribute(10, "DRBD_A_DEVICE_STATISTICS_DEV_AL_SUSPENDED", U8, BOOL),
        Attribute(11, "DRBD_A_DEVICE_STATISTICS_DEV_EXPOSED_DATA_UUID", U64, HEX),
        Attribute(12, "DRBD_A_DEVICE_STATISTICS_DEV_CURRENT_UUID", U64, HEX),
        Attribute(13, "DRBD_A_DEVICE_STATISTICS_DEV_DISK_FLAGS", U32, MDF),
        Attribute(14, "DRBD_A_DEVICE_STATISTICS_HISTORY_UUIDS", Sequence(U64, HEX)),
    ],
)

CONNECTION_STATISTICS = AttributeSet(
    "DRBD_A_CONNECTION_STATISTICS_",
    [
        Attribute(1, "DRBD_A_CONNECTION_STATISTICS_CONN_CONGESTED", U8, BOOL),
    ],
)

PEER_DEVICE_STATISTICS = AttributeSet(
    "DRBD_A_PEER_DEVICE_STATISTICS_",
    [
        Attribute(1, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_RECEIVED", U64, SECTORS),
        Attribute(2, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_SENT", U64, SECTORS),
        Attribute(3, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_PENDING", U32),
        Attribute(4, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_UNACKED", U32),
        Attribute(5, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_OUT_OF_SYNC", U64, SECTORS),
        Attribute(6, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_RESYNC_FAILED", U64, SECTORS),
        Attribute(7, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_BITMAP_UUID", U64, HEX),
        Attribute(9, "DRBD_A_PEER_DEVICE_STATISTICS_PEER_DEV_FLAGS", U32, HEX),
    ],
)


class _Notification:
    """What happened; the uppermost of its 16 bits says that more belongs to it."""

    def text(self, value: int, names: Names) -> str:
        continues = "|NOTIFY_CONTINUES" if value & NOTIFY_CONTINUES else ""
        return NOTIFY.text(value & ~NOTIFY_CONTINUES, names) + continues

    def short(self, value: int, names: Names) -> str:
        return NOTIFY.short(value & ~NOTIFY_CONTINUES, names)


NOTIFICATION: Meaning = _Notification()

NOTIFICATION_HEADER = AttributeSet(
    "DRBD_A_DRBD_NOTIFICATION_HEADER_",
    [
        Attribute(1, "DRBD_A_DRBD_NOTIFICATION_HEADER_NH_TYPE", U32, NOTIFICATION),
    ],
)

HELPER_INFO = AttributeSet(
    "DRBD_A_DRBD_HELPER_INFO_",
    [
        Attribute(1, "DRBD_A_DRBD_HELPER_INFO_HELPER_NAME", Text(longest=31, nul=True)),
        Attribute(2, "DRBD_A_DRBD_HELPER_INFO_HELPER_STATUS", U32),
    ],
)

DRBD_NLA = AttributeSet(
    "DRBD_NLA_",
    [
        Attribute(1, "DRBD_NLA_CFG_REPLY", CFG_REPLY),
        Attribute(2, "DRBD_NLA_CFG_CONTEXT", CFG_CONTEXT),
        Attribute(3, "DRBD_NLA_DISK_CONF", DISK_CONF),
        Attribute(4, "DRBD_NLA_RESOURCE_OPTS", RES_OPTS),
        Attribute(5, "DRBD_NLA_NET_CONF", NET_CONF),
        Attribute(6, "DRBD_NLA_SET_ROLE_PARMS", SET_ROLE_PARMS),
        Attribute(7, "DRBD_NLA_RESIZE_PARMS", RESIZE_PARMS),
        Attribute(8, "DRBD_NLA_STATE_INFO", STATE_INFO),
        Attribute(9, "DRBD_NLA_START_OV_PARMS", START_OV_PARMS),
        Attribute(10, "DRBD_NLA_NEW_C_UUID_PARMS", NEW_C_UUID_PARMS),
        Attribute(11, "DRBD_NLA_TIMEOUT_PARMS", TIMEOUT_PARMS),
        Attribute(12, "DRBD_NLA_DISCONNECT_PARMS", DISCONNECT_PARMS),
        Attribute(13, "DRBD_NLA_DETACH_PARMS", DETACH_PARMS),
        Attribute(15, "DRBD_NLA_RESOURCE_INFO", RESOURCE_INFO),
        Attribute(16, "DRBD_NLA_DEVICE_INFO", DEVICE_INFO),
        Attribute(17, "DRBD_NLA_CONNECTION_INFO", CONNECTION_INFO),
        Attribute(18, "DRBD_NLA_PEER_DEVICE_INFO", PEER_DEVICE_INFO),
        Attribute(19, "DRBD_NLA_RESOURCE_STATISTICS", RESOURCE_STATISTICS),
        Attribute(20, "DRBD_NLA_DEVICE_STATISTICS", DEVICE_STATISTICS),
        Attribute(21, "DRBD_NLA_CONNECTION_STATISTICS", CONNECTION_STATISTICS),
        Attribute(22, "DRBD_NLA_PEER_DEVICE_STATISTICS", PEER_DEVICE_STATISTICS),
        Attribute(23, "DRBD_NLA_NOTIFICATION_HEADER", NOTIFICATION_HEADER),
        Attribute(24, "DRBD_NLA_HELPER", HELPER_INFO),
    ],
)

SUMMARY = (
    "[{DRBD_NLA_CFG_CONTEXT.DRBD_A_DRBD_CFG_CONTEXT_CTX_RESOURCE_NAME}]"
    "[/{DRBD_NLA_CFG_CONTEXT.DRBD_A_DRBD_CFG_CONTEXT_CTX_VOLUME}]"
    "[ {DRBD_NLA_NOTIFICATION_HEADER.DRBD_A_DRBD_NOTIFICATION_HEADER_NH_TYPE}]"
    "[ {DRBD_NLA_STATE_INFO.DRBD_A_STATE_INFO_CURRENT_STATE}][ {drbd_genlmsghdr.ret_code}]"
)

COMMANDS = (
    Command(1, "DRBD_ADM_EVENT", summary=SUMMARY),
    Command(2, "DRBD_ADM_GET_STATUS", operation=Operation.GET, summary=SUMMARY),
    Command(5, "DRBD_ADM_NEW_MINOR", operation=Operation.NEW, summary=SUMMARY),
    Command(6, "DRBD_ADM_DEL_MINOR", operation=Operation.DELETE, summary=SUMMARY),
    Command(7, "DRBD_ADM_NEW_RESOURCE", operation=Operation.NEW, summary=SUMMARY),
    Command(8, "DRBD_ADM_DEL_RESOURCE", operation=Operation.DELETE, summary=SUMMARY),
    Command(9, "DRBD_ADM_RESOURCE_OPTS", operation=Operation.NEW, summary=SUMMARY),
    Command(10, "DRBD_ADM_CONNECT", operation=Operation.NEW, summary=SUMMARY),
    Command(11, "DRBD_ADM_DISCONNECT", operation=Operation.DELETE, summary=SUMMARY),
    Command(12, "DRBD_ADM_ATTACH", operation=Operation.NEW, summary=SUMMARY),
    Command(13, "DRBD_ADM_RESIZE", operation=Operation.NEW, summary=SUMMARY),
    Command(14, "DRBD_ADM_PRIMARY", operation=Operation.NEW, summary=SUMMARY),
    Command(15, "DRBD_ADM_SECONDARY", operation=Operation.NEW, summary=SUMMARY),
    Command(16, "DRBD_ADM_NEW_C_UUID", operation=Operation.NEW, summary=SUMMARY),
    Command(17, "DRBD_ADM_START_OV", summary=SUMMARY),
    Command(18, "DRBD_ADM_DETACH", operation=Operation.DELETE, summary=SUMMARY),
    Command(19, "DRBD_ADM_INVALIDATE", summary=SUMMARY),
    Command(20, "DRBD_ADM_INVAL_PEER", summary=SUMMARY),
    Command(21, "DRBD_ADM_PAUSE_SYNC", summary=SUMMARY),
    Command(22, "DRBD_ADM_RESUME_SYNC", summary=SUMMARY),
    Command(23, "DRBD_ADM_SUSPEND_IO", summary=SUMMARY),
    Command(24, "DRBD_ADM_RESUME_IO", summary=SUMMARY),
    Command(25, "DRBD_ADM_OUTDATE", summary=SUMMARY),
    Command(26, "DRBD_ADM_GET_TIMEOUT_TYPE", operation=Operation.GET, summary=SUMMARY),
    Command(27, "DRBD_ADM_DOWN", operation=Operation.DELETE, summary=SUMMARY),
    Command(28, "DRBD_ADM_CHG_DISK_OPTS", operation=Operation.NEW, summary=SUMMARY),
    Command(29, "DRBD_ADM_CHG_NET_OPTS", operation=Operation.NEW, summary=SUMMARY),
    Command(30, "DRBD_ADM_GET_RESOURCES", operation=Operation.GET, summary=SUMMARY),
    Command(31, "DRBD_ADM_GET_DEVICES", operation=Operation.GET, summary=SUMMARY),
    Command(32, "DRBD_ADM_GET_CONNECTIONS", operation=Operation.GET, summary=SUMMARY),
    Command(33, "DRBD_ADM_GET_PEER_DEVICES", operation=Operation.GET, summary=SUMMARY),
    Command(34, "DRBD_ADM_RESOURCE_STATE", summary=SUMMARY),
    Command(35, "DRBD_ADM_DEVICE_STATE", summary=SUMMARY),
    Command(36, "DRBD_ADM_CONNECTION_STATE", summary=SUMMARY),
    Command(37, "DRBD_ADM_PEER_DEVICE_STATE", summary=SUMMARY),
    Command(38, "DRBD_ADM_GET_INITIAL_STATE", operation=Operation.GET, summary=SUMMARY),
    Command(40, "DRBD_ADM_HELPER", summary=SUMMARY),
    Command(41, "DRBD_ADM_INITIAL_STATE_DONE", summary=SUMMARY),
)

DRBD = GenericFamily(
    "drbd",
    DRBD_NLA,
    commands=COMMANDS,
    header=REQUEST_HEADER,
    reply_header=REPLY_HEADER,
    own_flag=True,
    groups=("events",),
)
FAMILIES = (DRBD,)
