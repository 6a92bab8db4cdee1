"""TCP, UDP, SCTP, raw and other internet sockets, and the programs that filter them (linux/inet_diag.h)."""

from __future__ import annotations

from dissectors.constants import AF, IPPROTO
from dissectors.sock_diag.bytecode import BYTECODE
from dissectors.sock_diag.constants import SHUTDOWN, SK_MEMINFO, TCP_STATE, TCPF, TIMER, sockid
from dissectors.sock_diag.sockaddr import SOCKADDR_STORAGES
from dissectors.sock_diag.tcp_info import INFO, SCTP_STATE
from dissectors.sock_diag.told import ends_of, has_ports, states_of
from dissectors.sock_diag.ulp import INET_ULP_INFO
from nldissect.schema import (
    BOOL,
    BYTES,
    HEX,
    MICROSECONDS,
    MILLISECONDS,
    OPAQUE,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Address,
    Attribute,
    AttributeSet,
    Bits,
    Bytes,
    Flags,
    Headed,
    Look,
    Meant,
    Member,
    Names,
    Node,
    Pad,
    Payload,
    Select,
    Sequence,
    Struct,
    render,
    short,
)

INET_DIAG_EXT = Flags(
    "INET_DIAG_",
    {
        0x01: "INET_DIAG_MEMINFO",
        0x02: "INET_DIAG_INFO",
        0x04: "INET_DIAG_VEGASINFO",
        0x08: "INET_DIAG_CONG",
        0x10: "INET_DIAG_TOS",
        0x20: "INET_DIAG_TCLASS",
        0x40: "INET_DIAG_SKMEMINFO",
        0x80: "INET_DIAG_SHUTDOWN",
    },
)
"""the attributes that a request asks for: bit number - 1"""

# Requests.

INET_DIAG_REQ = Struct(
    "inet_diag_req",
    [
        Member("idiag_family", U8, AF),
        Member("idiag_src_len", U8),
        Member("idiag_dst_len", U8),
        Member("idiag_ext", U8, INET_DIAG_EXT),
        Member("id", sockid("idiag_family")),
        Member("idiag_states", U32, TCPF),
        Member("idiag_dbs", U32),
    ],
)
"""version 1: the message's type is the protocol"""
INET_DIAG_REQ_V2 = Struct(
    "inet_diag_req_v2",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8, IPPROTO),
        Member("idiag_ext", U8, INET_DIAG_EXT),
        Pad(1),
        Member("idiag_states", U32, TCPF),
        Member("id", sockid("sdiag_family")),
    ],
)
INET_DIAG_REQ_RAW = Struct(
    "inet_diag_req_raw",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8, IPPROTO),
        Member("idiag_ext", U8, INET_DIAG_EXT),
        Member("sdiag_raw_protocol", U8, IPPROTO),
        Member("idiag_states", U32, TCPF),
        Member("id", sockid("sdiag_family")),
    ],
)
"""the same for raw sockets (IPPROTO_RAW)"""

SK_DIAG_BPF_STORAGE_REQ = AttributeSet(
    "SK_DIAG_BPF_STORAGE_REQ_",
    [Attribute(1, "SK_DIAG_BPF_STORAGE_REQ_MAP_FD", U32, multiple=True)],
)
INET_DIAG_REQ_ATTRIBUTES = AttributeSet(
    "INET_DIAG_REQ_",
    [
        Attribute(1, "INET_DIAG_REQ_BYTECODE", BYTECODE),
        Attribute(2, "INET_DIAG_REQ_SK_BPF_STORAGES", SK_DIAG_BPF_STORAGE_REQ),
        Attribute(3, "INET_DIAG_REQ_PROTOCOL", U32, IPPROTO),
    ],
)

_IPPROTO_RAW = 255
REQUEST_V1 = Headed(INET_DIAG_REQ, INET_DIAG_REQ_ATTRIBUTES)
REQUEST = Select(
    Payload(lambda data, order: data[1] if len(data) > 1 else None),
    {_IPPROTO_RAW: Headed(INET_DIAG_REQ_RAW, INET_DIAG_REQ_ATTRIBUTES)},
    default=Headed(INET_DIAG_REQ_V2, INET_DIAG_REQ_ATTRIBUTES),
)

# Replies.


def _association(look: Look) -> bool:
    """Whether this is an SCTP association, with states of its own, rather than a socket: only those have peers."""
    return look("INET_DIAG_PEERS") is not None


INET_DIAG_MSG = Struct(
    "inet_diag_msg",
    [
        Member("idiag_family", U8, AF),
        Member("idiag_state", Select(_association, {True: Meant(U8, SCTP_STATE)}, Meant(U8, TCP_STATE), length=1)),
        Member("idiag_timer", U8, TIMER),
        Member("idiag_retrans", U8),
        Member("id", sockid("idiag_family")),
        Member("idiag_expires", U32, MILLISECONDS),
        Member("idiag_rqueue", U32),
        Member("idiag_wqueue", U32),
        Member("idiag_uid", U32),
        Member("idiag_inode", U32),
    ],
)

INET_DIAG_MEMINFO = Struct(
    "inet_diag_meminfo",
    [
        Member("idiag_rmem", U32, BYTES),
        Member("idiag_wmem", U32, BYTES),
        Member("idiag_fmem", U32, BYTES),
        Member("idiag_tmem", U32, BYTES),
    ],
)
TCPVEGAS_INFO = Struct(
    "tcpvegas_info",
    [
        Member("tcpv_enabled", U32, BOOL),
        Member("tcpv_rttcnt", U32),
        Member("tcpv_rtt", U32),
        Member("tcpv_minrtt", U32),
    ],
)
TCP_DCTCP_INFO = Struct(
    "tcp_dctcp_info",
    [
        Member("dctcp_enabled", U16, BOOL),
        Member("dctcp_ce_state", U16),
        Member("dctcp_alpha", U32),
        Member("dctcp_ab_ecn", U32),
        Member("dctcp_ab_tot", U32),
    ],
)


def _bbr(node: Node, names: Names) -> str:
    """`800 B/s, min rtt 70 µs, pacing gain 2.89, cwnd gain 2.89`: the bandwidth in one, gains without their shift."""
    low, high, rtt, *gains = (child.value for child in node)
    assert isinstance(low, int)
    assert isinstance(high, int)
    pacing, window = (gain / 256 for gain in gains if isinstance(gain, int))
    return f"{high << 32 | low} B/s, min rtt {rtt} µs, pacing gain {pacing:.2f}, cwnd gain {window:.2f}"


TCP_BBR_INFO = Struct(
    "tcp_bbr_info",
    [
        Member("bbr_bw_lo", U32),
        Member("bbr_bw_hi", U32),
        Member("bbr_min_rtt", U32, MICROSECONDS),
        Member("bbr_pacing_gain", U32),
        Member("bbr_cwnd_gain", U32),
    ],
    text=_bbr,
)
TCP_DIAG_MD5SIG = Struct(
    "tcp_diag_md5sig",
    [
        Member("tcpm_family", U8, AF),
        Member("tcpm_prefixlen", U8),
        Member("tcpm_keylen", U16, BYTES),
        Member("tcpm_addr", Address("tcpm_family", prefix="tcpm_prefixlen", length=16)),
        Member("tcpm_key", Bytes(80), secret=True),
    ],
)
INET_DIAG_SOCKOPT = Struct(
    "inet_diag_sockopt",
    [
        Bits(
            U8,
            (
                ("recverr", 1, BOOL),
                ("is_icsk", 1, BOOL),
                ("freebind", 1, BOOL),
                ("hdrincl", 1, BOOL),
                ("mc_loop", 1, BOOL),
                ("transparent", 1, BOOL),
                ("mc_all", 1, BOOL),
                ("nodefrag", 1, BOOL),
            ),
        ),
        Bits(
            U8,
            (
                ("bind_address_no_port", 1, BOOL),
                ("recverr_rfc4884", 1, BOOL),
                ("defer_connect", 1, BOOL),
                ("unused", 5, None),
            ),
        ),
    ],
    text=lambda node, names: ",".join(child.name for child in node if child.value and child.name != "unused"),
)
SK_DIAG_BPF_STORAGE = AttributeSet(
    "SK_DIAG_BPF_STORAGE_",
    [
        Attribute(1, "SK_DIAG_BPF_STORAGE_PAD", OPAQUE),
        Attribute(2, "SK_DIAG_BPF_STORAGE_MAP_ID", U32),
        Attribute(3, "SK_DIAG_BPF_STORAGE_MAP_VALUE", OPAQUE),
    ],
)
SK_DIAG_BPF_STORAGES = AttributeSet(
    "SK_DIAG_BPF_STORAGE",
    [Attribute(1, "SK_DIAG_BPF_STORAGE", SK_DIAG_BPF_STORAGE, multiple=True)],
)

INET_DIAG = AttributeSet(
    "INET_DIAG_",
    [
        Attribute(1, "INET_DIAG_MEMINFO", INET_DIAG_MEMINFO),
        Attribute(2, "INET_DIAG_INFO", INFO),
        Attribute(3, "INET_DIAG_VEGASINFO", TCPVEGAS_INFO),
        Attribute(4, "INET_DIAG_CONG", TEXT),
        Attribute(5, "INET_DIAG_TOS", U8, HEX),
        Attribute(6, "INET_DIAG_TCLASS", U8, HEX),
        Attribute(7, "INET_DIAG_SKMEMINFO", SK_MEMINFO),
        Attribute(8, "INET_DIAG_SHUTDOWN", U8, SHUTDOWN),
        Attribute(9, "INET_DIAG_DCTCPINFO", TCP_DCTCP_INFO),
        Attribute(10, "INET_DIAG_PROTOCOL", U8, IPPROTO),
        Attribute(11, "INET_DIAG_SKV6ONLY", U8, BOOL),
        Attribute(12, "INET_DIAG_LOCALS", SOCKADDR_STORAGES),
        Attribute(13, "INET_DIAG_PEERS", SOCKADDR_STORAGES),
        Attribute(14, "INET_DIAG_PAD", OPAQUE),
        Attribute(15, "INET_DIAG_MARK", U32, HEX),
        Attribute(16, "INET_DIAG_BBRINFO", TCP_BBR_INFO),
        Attribute(17, "INET_DIAG_CLASS_ID", U32, HEX),
        Attribute(18, "INET_DIAG_MD5SIG", Sequence(TCP_DIAG_MD5SIG)),
        Attribute(19, "INET_DIAG_ULP_INFO", INET_ULP_INFO),
        Attribute(20, "INET_DIAG_SK_BPF_STORAGES", SK_DIAG_BPF_STORAGES),
        Attribute(21, "INET_DIAG_CGROUP_ID", U64),
        Attribute(22, "INET_DIAG_SOCKOPT", INET_DIAG_SOCKOPT),
    ],
)
REPLY = Headed(INET_DIAG_MSG, INET_DIAG)

# Summaries.


def request_summary(tree: Node, names: Names) -> str:
    """`inet tcp established,listen sport = :80`; of one socket, its addresses."""
    protocol = tree.get("INET_DIAG_REQ_PROTOCOL") or tree.get("sdiag_protocol")
    words = [
        render("[{sdiag_family}][{idiag_family}]", tree, names),
        "" if protocol is None else short(protocol, names),
        states_of(tree, "idiag_states", names),
        ends_of(tree) if has_ports(tree) else "",
        render("[{INET_DIAG_REQ_BYTECODE}]", tree, names),
    ]
    return " ".join(filter(None, words))


def reply_summary(tree: Node, names: Names) -> str:
    """`inet established 127.0.0.1:80 127.0.0.1:40000 uid 1000 ino 2209`."""
    state = tree.get("idiag_state")
    words = [
        render("[{idiag_family}][ {INET_DIAG_PROTOCOL}]", tree, names),
        "" if state is None else short(state, names),
        ends_of(tree),
        render("[dev {id.idiag_if}]", tree, names),
        render("[uid {idiag_uid}][ ino {idiag_inode}]", tree, names),
        render("[{INET_DIAG_CONG}]", tree, names),
    ]
    return " ".join(filter(None, words))
