"""The kernel's NFS server: threads, versions, listeners, exports, running calls (linux/nfsd_netlink.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.sock_diag.sockaddr import SIZE, SOCKADDR_STORAGE
from dissectors.wide_values import UUID
from nldissect.schema import (
    BE16,
    BE32,
    BYTES,
    FLAG,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    MICROSECONDS,
    OPAQUE,
    S32,
    S64,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Bytes,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Member,
    Names,
    Node,
    Operation,
    Pad,
    Payload,
    Select,
    Struct,
    Text,
    Unit,
    render,
)

NFSD_CACHE_TYPE = Flags("NFSD_CACHE_TYPE_", {0x1: "NFSD_CACHE_TYPE_SVC_EXPORT", 0x2: "NFSD_CACHE_TYPE_EXPKEY"})
NFSD_EXPORT_FLAGS = Flags(
    "NFSD_EXPORT_FLAGS_",
    {
        0x1: "NFSD_EXPORT_FLAGS_READONLY",
        0x2: "NFSD_EXPORT_FLAGS_INSECURE_PORT",
        0x4: "NFSD_EXPORT_FLAGS_ROOTSQUASH",
        0x8: "NFSD_EXPORT_FLAGS_ALLSQUASH",
        0x10: "NFSD_EXPORT_FLAGS_ASYNC",
        0x20: "NFSD_EXPORT_FLAGS_GATHERED_WRITES",
        0x40: "NFSD_EXPORT_FLAGS_NOREADDIRPLUS",
        0x80: "NFSD_EXPORT_FLAGS_SECURITY_LABEL",
        0x100: "NFSD_EXPORT_FLAGS_SIGN_FH",
        0x200: "NFSD_EXPORT_FLAGS_NOHIDE",
        0x400: "NFSD_EXPORT_FLAGS_NOSUBTREECHECK",
        0x800: "NFSD_EXPORT_FLAGS_NOAUTHNLM",
        0x1000: "NFSD_EXPORT_FLAGS_MSNFS",
        0x2000: "NFSD_EXPORT_FLAGS_FSID",
        0x4000: "NFSD_EXPORT_FLAGS_CROSSMOUNT",
        0x8000: "NFSD_EXPORT_FLAGS_NOACL",
        0x10000: "NFSD_EXPORT_FLAGS_V4ROOT",
        0x20000: "NFSD_EXPORT_FLAGS_PNFS",
    },
)
NFSD_XPRTSEC_MODE = Flags(
    "NFSD_XPRTSEC_MODE_",
    {
        0x1: "NFSD_XPRTSEC_MODE_NONE",
        0x2: "NFSD_XPRTSEC_MODE_TLS",
        0x4: "NFSD_XPRTSEC_MODE_MTLS",
    },
)

NFS4_OP = Enum(
    "OP_",
    {
        3: "OP_ACCESS",
        4: "OP_CLOSE",
        5: "OP_COMMIT",
        6: "OP_CREATE",
        7: "OP_DELEGPURGE",
        8: "OP_DELEGRETURN",
        9: "OP_GETATTR",
        10: "OP_GETFH",
        11: "OP_LINK",
        12: "OP_LOCK",
        13: "OP_LOCKT",
        14: "OP_LOCKU",
        15: "OP_LOOKUP",
        16: "OP_LOOKUPP",
        17: "OP_NVERIFY",
        18: "OP_OPEN",
        19: "OP_OPENATTR",
        20: "OP_OPEN_CONFIRM",
        21: "OP_OPEN_DOWNGRADE",
        22: "OP_PUTFH",
        23: "OP_PUTPUBFH",
        24: "OP_PUTROOTFH",
        25: "OP_READ",
        26: "OP_READDIR",
        27: "OP_READLINK",
        28: "OP_REMOVE",
        29: "OP_RENAME",
        30: "OP_RENEW",
        31: "OP_RESTOREFH",
        32: "OP_SAVEFH",
        33: "OP_SECINFO",
        34: "OP_SETATTR",
        35: "OP_SETCLIENTID",
        36: "OP_SETCLIENTID_CONFIRM",
        37: "OP_VERIFY",
        38: "OP_WRITE",
        39: "OP_RELEASE_LOCKOWNER",
        40: "OP_BACKCHANNEL_CTL",
        41: "OP_BIND_CONN_TO_SESSION",
        42: "OP_EXCHANGE_ID",
        43: "OP_CREATE_SESSION",
        44: "OP_DESTROY_SESSION",
        45: "OP_FREE_STATEID",
        46: "OP_GET_DIR_DELEGATION",
        47: "OP_GETDEVICEINFO",
        48: "OP_GETDEVICELIST",
        49: "OP_LAYOUTCOMMIT",
        50: "OP_LAYOUTGET",
        51: "OP_LAYOUTRETURN",
        52: "OP_SECINFO_NO_NAME",
        53: "OP_SEQUENCE",
        54: "OP_SET_SSV",
        55: "OP_TEST_STATEID",
        56: "OP_WANT_DELEGATION",
        57: "OP_DESTROY_CLIENTID",
        58: "OP_RECLAIM_COMPLETE",
        59: "OP_ALLOCATE",
        60: "OP_COPY",
        61: "OP_COPY_NOTIFY",
        62: "OP_DEALLOCATE",
        63: "OP_IO_ADVISE",
        64: "OP_LAYOUTERROR",
        65: "OP_LAYOUTSTATS",
        66: "OP_OFFLOAD_CANCEL",
        67: "OP_OFFLOAD_STATUS",
        68: "OP_READ_PLUS",
        69: "OP_SEEK",
        70: "OP_WRITE_SAME",
        71: "OP_CLONE",
        72: "OP_GETXATTR",
        73: "OP_SETXATTR",
        74: "OP_LISTXATTRS",
        75: "OP_REMOVEXATTR",
        10044: "OP_ILLEGAL",
    },
)
"""operations of a compound of version 4 (RFC 8881, RFC 7862, RFC 8276)"""
RPC_PROGRAM = Enum("", {100003: "NFS_PROGRAM", 100021: "NLM_PROGRAM", 100227: "NFS_ACL_PROGRAM"})
RPC_AUTH = Enum(
    "RPC_AUTH_",
    {
        0: "RPC_AUTH_NULL",
        1: "RPC_AUTH_UNIX",
        2: "RPC_AUTH_SHORT",
        3: "RPC_AUTH_DES",
        4: "RPC_AUTH_KRB",
        6: "RPC_AUTH_GSS",
        7: "RPC_AUTH_TLS",
        390003: "RPC_AUTH_GSS_KRB5",
        390004: "RPC_AUTH_GSS_KRB5I",
        390005: "RPC_AUTH_GSS_KRB5P",
    },
)
"""authentication flavours (include/linux/sunrpc/msg_prot.h)"""
FSID = Enum(
    "FSID_",
    {
        0: "FSID_DEV",
        1: "FSID_NUM",
        2: "FSID_MAJOR_MINOR",
        3: "FSID_ENCODE_DEV",
        4: "FSID_UUID4_INUM",
        5: "FSID_UUID8",
        6: "FSID_UUID16",
        7: "FSID_UUID16_INUM",
    },
)
"""how a file handle tells its file system (fs/nfsd/nfsfh.h)"""
EXPIRY = Unit("s since 1970")

SOCKADDR_IN = Struct(
    "sockaddr_in",
    [
        Member("sin_family", U16, AF),
        Member("sin_port", BE16),
        Member("sin_addr", IPV4),
        Pad(8, "__pad"),
    ],
    text="{sin_addr}",
)
SOCKADDR_IN6 = Struct(
    "sockaddr_in6",
    [
        Member("sin6_family", U16, AF),
        Member("sin6_port", BE16),
        Member("sin6_flowinfo", BE32, HEX),
        Member("sin6_addr", IPV6),
        Member("sin6_scope_id", U32, INTERFACE),
    ],
    text="{sin6_addr}",
)


def _kind(data: memoryview, order: str) -> int | str:
    """Which socket address it is: the kernel takes the short ones too."""
    if len(data) == SIZE or len(data) < 2:
        return "sockaddr_storage"
    return int.from_bytes(data[:2], "little" if order == "<" else "big")


SOCKADDR = Select(
    Payload(_kind), {"sockaddr_storage": SOCKADDR_STORAGE, 2: SOCKADDR_IN, 10: SOCKADDR_IN6}, default=OPAQUE
)

NFSD_A_CACHE_NOTIFY = AttributeSet(
    "NFSD_A_CACHE_NOTIFY_",
    [
        Attribute(1, "NFSD_A_CACHE_NOTIFY_CACHE_TYPE", U32, NFSD_CACHE_TYPE),
    ],
)
NFSD_A_RPC_STATUS = AttributeSet(
    "NFSD_A_RPC_STATUS_",
    [
        Attribute(1, "NFSD_A_RPC_STATUS_XID", BE32, HEX),
        Attribute(2, "NFSD_A_RPC_STATUS_FLAGS", U32, HEX),
        Attribute(3, "NFSD_A_RPC_STATUS_PROG", U32, RPC_PROGRAM),
        Attribute(4, "NFSD_A_RPC_STATUS_VERSION", U8),
        Attribute(5, "NFSD_A_RPC_STATUS_PROC", U32),
        Attribute(6, "NFSD_A_RPC_STATUS_SERVICE_TIME", S64, MICROSECONDS),
        Attribute(7, "NFSD_A_RPC_STATUS_PAD", OPAQUE),
        Attribute(8, "NFSD_A_RPC_STATUS_SADDR4", IPV4),
        Attribute(9, "NFSD_A_RPC_STATUS_DADDR4", IPV4),
        Attribute(10, "NFSD_A_RPC_STATUS_SADDR6", IPV6),
        Attribute(11, "NFSD_A_RPC_STATUS_DADDR6", IPV6),
        Attribute(12, "NFSD_A_RPC_STATUS_SPORT", BE16),
        Attribute(13, "NFSD_A_RPC_STATUS_DPORT", BE16),
        Attribute(14, "NFSD_A_RPC_STATUS_COMPOUND_OPS", U32, NFS4_OP, multiple=True),
    ],
)
NFSD_A_SERVER = AttributeSet(
    "NFSD_A_SERVER_",
    [
        Attribute(1, "NFSD_A_SERVER_THREADS", U32, multiple=True),
        Attribute(2, "NFSD_A_SERVER_GRACETIME", U32, SECONDS),
        Attribute(3, "NFSD_A_SERVER_LEASETIME", U32, SECONDS),
        Attribute(4, "NFSD_A_SERVER_SCOPE", Text(nul=True)),
        Attribute(5, "NFSD_A_SERVER_MIN_THREADS", U32),
        Attribute(6, "NFSD_A_SERVER_FH_KEY", Bytes(16), secret=True),
    ],
)
NFSD_A_VERSION = AttributeSet(
    "NFSD_A_VERSION_",
    [
        Attribute(1, "NFSD_A_VERSION_MAJOR", U32),
        Attribute(2, "NFSD_A_VERSION_MINOR", U32),
        Attribute(3, "NFSD_A_VERSION_ENABLED", FLAG),
    ],
)
NFSD_A_SERVER_PROTO = AttributeSet(
    "NFSD_A_SERVER_PROTO_",
    [
        Attribute(1, "NFSD_A_SERVER_PROTO_VERSION", NFSD_A_VERSION, multiple=True),
    ],
)
NFSD_A_SOCK = AttributeSet(
    "NFSD_A_SOCK_",
    [
        Attribute(1, "NFSD_A_SOCK_ADDR", SOCKADDR_STORAGE),
        Attribute(2, "NFSD_A_SOCK_TRANSPORT_NAME", Text(nul=True)),
    ],
)
NFSD_A_SERVER_SOCK = AttributeSet(
    "NFSD_A_SERVER_SOCK_",
    [
        Attribute(1, "NFSD_A_SERVER_SOCK_ADDR", NFSD_A_SOCK, multiple=True),
    ],
)
NFSD_A_POOL_MODE = AttributeSet(
    "NFSD_A_POOL_MODE_",
    [
        Attribute(1, "NFSD_A_POOL_MODE_MODE", Text(nul=True)),
        Attribute(2, "NFSD_A_POOL_MODE_NPOOLS", U32),
    ],
)
NFSD_A_FSLOCATION = AttributeSet(
    "NFSD_A_FSLOCATION_",
    [
        Attribute(1, "NFSD_A_FSLOCATION_HOST", Text(nul=True)),
        Attribute(2, "NFSD_A_FSLOCATION_PATH", Text(nul=True)),
    ],
)
NFSD_A_FSLOCATIONS = AttributeSet(
    "NFSD_A_FSLOCATIONS_",
    [
        Attribute(1, "NFSD_A_FSLOCATIONS_LOCATION", NFSD_A_FSLOCATION, multiple=True),
    ],
)
NFSD_A_AUTH_FLAVOR = AttributeSet(
    "NFSD_A_AUTH_FLAVOR_",
    [
        Attribute(1, "NFSD_A_AUTH_FLAVOR_PSEUDOFLAVOR", U32, RPC_AUTH),
        Attribute(2, "NFSD_A_AUTH_FLAVOR_FLAGS", U32, NFSD_EXPORT_FLAGS),
    ],
)
NFSD_A_SVC_EXPORT = AttributeSet(
    "NFSD_A_SVC_EXPORT_",
    [
        Attribute(1, "NFSD_A_SVC_EXPORT_SEQNO", U64),
        Attribute(2, "NFSD_A_SVC_EXPORT_CLIENT", Text(nul=True)),
        Attribute(3, "NFSD_A_SVC_EXPORT_PATH", Text(nul=True)),
        Attribute(4, "NFSD_A_SVC_EXPORT_NEGATIVE", FLAG),
        Attribute(5, "NFSD_A_SVC_EXPORT_EXPIRY", U64, EXPIRY),
        Attribute(6, "NFSD_A_SVC_EXPORT_ANON_UID", U32),
        Attribute(7, "NFSD_A_SVC_EXPORT_ANON_GID", U32),
        Attribute(8, "NFSD_A_SVC_EXPORT_FSLOCATIONS", NFSD_A_FSLOCATIONS),
        Attribute(9, "NFSD_A_SVC_EXPORT_UUID", UUID),
        Attribute(10, "NFSD_A_SVC_EXPORT_SECINFO", NFSD_A_AUTH_FLAVOR, multiple=True),
        Attribute(11, "NFSD_A_SVC_EXPORT_XPRTSEC", U32, NFSD_XPRTSEC_MODE, multiple=True),
        Attribute(12, "NFSD_A_SVC_EXPORT_FLAGS", U32, NFSD_EXPORT_FLAGS),
        Attribute(13, "NFSD_A_SVC_EXPORT_FSID", S32),
    ],
)
NFSD_A_SVC_EXPORT_REQS = AttributeSet(
    "NFSD_A_SVC_EXPORT_REQS_",
    [
        Attribute(1, "NFSD_A_SVC_EXPORT_REQS_REQUESTS", NFSD_A_SVC_EXPORT, multiple=True),
    ],
)
NFSD_A_EXPKEY = AttributeSet(
    "NFSD_A_EXPKEY_",
    [
        Attribute(1, "NFSD_A_EXPKEY_SEQNO", U64),
        Attribute(2, "NFSD_A_EXPKEY_CLIENT", Text(nul=True)),
        Attribute(3, "NFSD_A_EXPKEY_FSIDTYPE", U8, FSID),
        Attribute(4, "NFSD_A_EXPKEY_FSID", OPAQUE),
        Attribute(5, "NFSD_A_EXPKEY_NEGATIVE", FLAG),
        Attribute(6, "NFSD_A_EXPKEY_EXPIRY", U64, EXPIRY),
        Attribute(7, "NFSD_A_EXPKEY_PATH", Text(nul=True)),
    ],
)
NFSD_A_EXPKEY_REQS = AttributeSet(
    "NFSD_A_EXPKEY_REQS_",
    [
        Attribute(1, "NFSD_A_EXPKEY_REQS_REQUESTS", NFSD_A_EXPKEY, multiple=True),
    ],
)
NFSD_A_CACHE_FLUSH = AttributeSet(
    "NFSD_A_CACHE_FLUSH_",
    [
        Attribute(1, "NFSD_A_CACHE_FLUSH_MASK", U32, NFSD_CACHE_TYPE),
    ],
)
NFSD_A_UNLOCK_IP = AttributeSet(
    "NFSD_A_UNLOCK_IP_",
    [
        Attribute(1, "NFSD_A_UNLOCK_IP_ADDRESS", SOCKADDR),
    ],
)
NFSD_A_UNLOCK_FILESYSTEM = AttributeSet(
    "NFSD_A_UNLOCK_FILESYSTEM_",
    [
        Attribute(1, "NFSD_A_UNLOCK_FILESYSTEM_PATH", Text(nul=True)),
    ],
)
NFSD_A_UNLOCK_EXPORT = AttributeSet(
    "NFSD_A_UNLOCK_EXPORT_",
    [
        Attribute(1, "NFSD_A_UNLOCK_EXPORT_PATH", Text(nul=True)),
    ],
)
NFSD_A_SERVER_PROC_ENTRY = AttributeSet(
    "NFSD_A_SERVER_PROC_ENTRY_",
    [
        Attribute(1, "NFSD_A_SERVER_PROC_ENTRY_OP", U32),
        Attribute(2, "NFSD_A_SERVER_PROC_ENTRY_COUNT", U64),
        Attribute(3, "NFSD_A_SERVER_PROC_ENTRY_PAD", OPAQUE),
    ],
)
NFSD_A_SERVER_STATS = AttributeSet(
    "NFSD_A_SERVER_STATS_",
    [
        Attribute(1, "NFSD_A_SERVER_STATS_RC_HITS", U64),
        Attribute(2, "NFSD_A_SERVER_STATS_RC_MISSES", U64),
        Attribute(3, "NFSD_A_SERVER_STATS_RC_NOCACHE", U64),
        Attribute(4, "NFSD_A_SERVER_STATS_PAD", OPAQUE),
        Attribute(5, "NFSD_A_SERVER_STATS_FH_STALE", U64),
        Attribute(6, "NFSD_A_SERVER_STATS_IO_READ", U64, BYTES),
        Attribute(7, "NFSD_A_SERVER_STATS_IO_WRITE", U64, BYTES),
        Attribute(8, "NFSD_A_SERVER_STATS_NETCNT", U32),
        Attribute(9, "NFSD_A_SERVER_STATS_NETUDPCNT", U32),
        Attribute(10, "NFSD_A_SERVER_STATS_NETTCPCNT", U32),
        Attribute(11, "NFSD_A_SERVER_STATS_NETTCPCONN", U32),
        Attribute(12, "NFSD_A_SERVER_STATS_RPCCNT", U32),
        Attribute(13, "NFSD_A_SERVER_STATS_RPCBADFMT", U32),
        Attribute(14, "NFSD_A_SERVER_STATS_RPCBADAUTH", U32),
        Attribute(15, "NFSD_A_SERVER_STATS_RPCBADCLNT", U32),
        Attribute(16, "NFSD_A_SERVER_STATS_PROC2_OPS", NFSD_A_SERVER_PROC_ENTRY, multiple=True),
        Attribute(17, "NFSD_A_SERVER_STATS_PROC3_OPS", NFSD_A_SERVER_PROC_ENTRY, multiple=True),
        Attribute(18, "NFSD_A_SERVER_STATS_PROC4_OPS", NFSD_A_SERVER_PROC_ENTRY, multiple=True),
        Attribute(19, "NFSD_A_SERVER_STATS_PROC4OPS_OPS", NFSD_A_SERVER_PROC_ENTRY, multiple=True),
        Attribute(20, "NFSD_A_SERVER_STATS_PROC4CB_OPS", NFSD_A_SERVER_PROC_ENTRY, multiple=True),
    ],
)

RPC_STATUS = (
    "[xid {NFSD_A_RPC_STATUS_XID}][ {NFSD_A_RPC_STATUS_PROG}][ version {NFSD_A_RPC_STATUS_VERSION}]"
    "[ procedure {NFSD_A_RPC_STATUS_PROC}][ from {NFSD_A_RPC_STATUS_SADDR4}][ from {NFSD_A_RPC_STATUS_SADDR6}]"
)
SERVER = (
    "[threads {NFSD_A_SERVER_THREADS}][ at least {NFSD_A_SERVER_MIN_THREADS}][ grace {NFSD_A_SERVER_GRACETIME} s]"
    "[ lease {NFSD_A_SERVER_LEASETIME} s][ scope {NFSD_A_SERVER_SCOPE}]"
)
POOL_MODE = "[{NFSD_A_POOL_MODE_MODE}][ {NFSD_A_POOL_MODE_NPOOLS} pools]"
CACHE = "{NFSD_A_CACHE_NOTIFY_CACHE_TYPE}"
FLUSH = "{NFSD_A_CACHE_FLUSH_MASK}"
UNLOCK = "[{NFSD_A_UNLOCK_IP_ADDRESS}][{NFSD_A_UNLOCK_FILESYSTEM_PATH}][{NFSD_A_UNLOCK_EXPORT_PATH}]"

_ENTRIES = {
    "NFSD_A_SERVER_PROTO_VERSION": "{NFSD_A_VERSION_MAJOR}.{NFSD_A_VERSION_MINOR}",
    "NFSD_A_SERVER_SOCK_ADDR": (
        "[{NFSD_A_SOCK_TRANSPORT_NAME} ][{NFSD_A_SOCK_ADDR}]"
        "[:{NFSD_A_SOCK_ADDR.sin_port}][:{NFSD_A_SOCK_ADDR.sin6_port}]"
    ),
    "NFSD_A_SVC_EXPORT_REQS_REQUESTS": "{NFSD_A_SVC_EXPORT_PATH} for {NFSD_A_SVC_EXPORT_CLIENT}",
    "NFSD_A_EXPKEY_REQS_REQUESTS": "{NFSD_A_EXPKEY_FSIDTYPE} {NFSD_A_EXPKEY_FSID}[ {NFSD_A_EXPKEY_PATH}]",
}


def summary(tree: Node, names: Names) -> str:
    """`-3.0 4.2`, `tcp 127.0.0.1:2049`: what the message lists; a version that is off has a minus."""
    words = []
    for node in tree:
        if node.name not in _ENTRIES:
            continue
        entry = render(_ENTRIES[node.name], node, names)
        off = node.name == "NFSD_A_SERVER_PROTO_VERSION" and "NFSD_A_VERSION_ENABLED" not in node
        words.append(f"-{entry}" if off else entry)
    return ", ".join(words)


NFSD = GenericFamily(
    "nfsd",
    NFSD_A_SERVER,
    commands=(
        Command(1, "NFSD_CMD_RPC_STATUS_GET", NFSD_A_RPC_STATUS, operation=Operation.GET, summary=RPC_STATUS),
        Command(2, "NFSD_CMD_THREADS_SET", operation=Operation.NEW, summary=SERVER),
        Command(3, "NFSD_CMD_THREADS_GET", operation=Operation.GET, summary=SERVER),
        Command(4, "NFSD_CMD_VERSION_SET", NFSD_A_SERVER_PROTO, operation=Operation.NEW, summary=summary),
        Command(5, "NFSD_CMD_VERSION_GET", NFSD_A_SERVER_PROTO, operation=Operation.GET, summary=summary),
        Command(6, "NFSD_CMD_LISTENER_SET", NFSD_A_SERVER_SOCK, operation=Operation.NEW, summary=summary),
        Command(7, "NFSD_CMD_LISTENER_GET", NFSD_A_SERVER_SOCK, operation=Operation.GET, summary=summary),
        Command(8, "NFSD_CMD_POOL_MODE_SET", NFSD_A_POOL_MODE, operation=Operation.NEW, summary=POOL_MODE),
        Command(9, "NFSD_CMD_POOL_MODE_GET", NFSD_A_POOL_MODE, operation=Operation.GET, summary=POOL_MODE),
        Command(10, "NFSD_CMD_CACHE_NOTIFY", NFSD_A_CACHE_NOTIFY, summary=CACHE),
        Command(11, "NFSD_CMD_SVC_EXPORT_GET_REQS", NFSD_A_SVC_EXPORT_REQS, operation=Operation.GET, summary=summary),
        Command(12, "NFSD_CMD_SVC_EXPORT_SET_REQS", NFSD_A_SVC_EXPORT_REQS, operation=Operation.NEW, summary=summary),
        Command(13, "NFSD_CMD_EXPKEY_GET_REQS", NFSD_A_EXPKEY_REQS, operation=Operation.GET, summary=summary),
        Command(14, "NFSD_CMD_EXPKEY_SET_REQS", NFSD_A_EXPKEY_REQS, operation=Operation.NEW, summary=summary),
        Command(15, "NFSD_CMD_CACHE_FLUSH", NFSD_A_CACHE_FLUSH, summary=FLUSH),
        Command(16, "NFSD_CMD_UNLOCK_IP", NFSD_A_UNLOCK_IP, summary=UNLOCK),
        Command(17, "NFSD_CMD_UNLOCK_FILESYSTEM", NFSD_A_UNLOCK_FILESYSTEM, summary=UNLOCK),
        Command(18, "NFSD_CMD_UNLOCK_EXPORT", NFSD_A_UNLOCK_EXPORT, summary=UNLOCK),
        Command(19, "NFSD_CMD_SERVER_STATS_GET", NFSD_A_SERVER_STATS, operation=Operation.GET),
    ),
    groups=("none", "exportd"),
    strict=True,
)
FAMILIES = (NFSD,)
