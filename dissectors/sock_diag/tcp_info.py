"""What TCP, MPTCP and SCTP tell of a socket in INET_DIAG_INFO (linux/tcp.h, mptcp.h, sctp.h)."""

from __future__ import annotations

from dissectors.sock_diag.constants import TCP_STATE
from dissectors.sock_diag.sockaddr import SOCKADDR_STORAGE
from nldissect.schema import (
    BOOL,
    BYTES,
    BYTES_PER_SECOND,
    HEX,
    MICROSECONDS,
    MILLISECONDS,
    S32,
    U8,
    U16,
    U32,
    U64,
    Bits,
    Enum,
    Flags,
    Member,
    Pad,
    Payload,
    Select,
    Struct,
    Unit,
)

TCP_CA = Enum(
    "TCP_CA_",
    {0: "TCP_CA_Open", 1: "TCP_CA_Disorder", 2: "TCP_CA_CWR", 3: "TCP_CA_Recovery", 4: "TCP_CA_Loss"},
)
TCPI_OPT = Flags(
    "TCPI_OPT_",
    {
        0x01: "TCPI_OPT_TIMESTAMPS",
        0x02: "TCPI_OPT_SACK",
        0x04: "TCPI_OPT_WSCALE",
        0x08: "TCPI_OPT_ECN",
        0x10: "TCPI_OPT_ECN_SEEN",
        0x20: "TCPI_OPT_SYN_DATA",
        0x40: "TCPI_OPT_USEC_TS",
        0x80: "TCPI_OPT_TFO_CHILD",
    },
)
TCPI_ECN_MODE = Enum(
    "TCPI_ECN_MODE_",
    {
        0: "TCPI_ECN_MODE_DISABLED",
        1: "TCPI_ECN_MODE_RFC3168",
        2: "TCPI_ECN_MODE_ACCECN",
        3: "TCPI_ECN_MODE_PENDING",
    },
)
TCP_ACCECN_OPT = Enum(
    "TCP_ACCECN_OPT_",
    {
        0: "TCP_ACCECN_OPT_NOT_SEEN",
        1: "TCP_ACCECN_OPT_EMPTY_SEEN",
        2: "TCP_ACCECN_OPT_COUNTER_SEEN",
        3: "TCP_ACCECN_OPT_FAIL_SEEN",
    },
)
TCP_ACCECN_FAIL = Flags(
    "TCP_ACCECN_",
    {
        0x1: "TCP_ACCECN_ACE_FAIL_SEND",
        0x2: "TCP_ACCECN_ACE_FAIL_RECV",
        0x4: "TCP_ACCECN_OPT_FAIL_SEND",
        0x8: "TCP_ACCECN_OPT_FAIL_RECV",
    },
)
TCP_FASTOPEN_FAIL = Enum(
    "TFO_",
    {
        0: "TFO_STATUS_UNSPEC",
        1: "TFO_COOKIE_UNAVAILABLE",
        2: "TFO_DATA_NOT_ACKED",
        3: "TFO_SYN_RETRANSMITTED",
    },
)
SEGMENTS = Unit("segments")
NOT_LIMITED = Unit("segments", {0x7FFFFFFF: "infinite"})
PACING = Unit("B/s", {0xFFFFFFFFFFFFFFFF: "unlimited", 0xFFFFFFFF: "unlimited"})

TCP_INFO = Struct(
    "tcp_info",
    [
        Member("tcpi_state", U8, TCP_STATE),
        Member("tcpi_ca_state", U8, TCP_CA),
        Member("tcpi_retransmits", U8),
        Member("tcpi_probes", U8),
        Member("tcpi_backoff", U8),
        Member("tcpi_options", U8, TCPI_OPT),
        Bits(U8, (("tcpi_snd_wscale", 4, None), ("tcpi_rcv_wscale", 4, None))),
        Bits(
            U8,
            (
                ("tcpi_delivery_rate_app_limited", 1, BOOL),
                ("tcpi_fastopen_client_fail", 2, TCP_FASTOPEN_FAIL),
                ("unused", 5, None),
            ),
        ),
        Member("tcpi_rto", U32, MICROSECONDS),
        Member("tcpi_ato", U32, MICROSECONDS),
        Member("tcpi_snd_mss", U32, BYTES),
        Member("tcpi_rcv_mss", U32, BYTES),
        Member("tcpi_unacked", U32, SEGMENTS),
        Member("tcpi_sacked", U32, SEGMENTS),
        Member("tcpi_lost", U32, SEGMENTS),
        Member("tcpi_retrans", U32, SEGMENTS),
        Member("tcpi_fackets", U32, SEGMENTS),
        Member("tcpi_last_data_sent", U32, MILLISECONDS),
        Member("tcpi_last_ack_sent", U32, MILLISECONDS),
        Member("tcpi_last_data_recv", U32, MILLISECONDS),
        Member("tcpi_last_ack_recv", U32, MILLISECONDS),
        Member("tcpi_pmtu", U32, BYTES),
        Member("tcpi_rcv_ssthresh", U32, BYTES),
        Member("tcpi_rtt", U32, MICROSECONDS),
        Member("tcpi_rttvar", U32, MICROSECONDS),
        Member("tcpi_snd_ssthresh", U32, NOT_LIMITED),
        Member("tcpi_snd_cwnd", U32, SEGMENTS),
        Member("tcpi_advmss", U32, BYTES),
        Member("tcpi_reordering", U32, SEGMENTS),
        Member("tcpi_rcv_rtt", U32, MICROSECONDS),
        Member("tcpi_rcv_space", U32, BYTES),
        Member("tcpi_total_retrans", U32, SEGMENTS),
        Member("tcpi_pacing_rate", U64, PACING),
        Member("tcpi_max_pacing_rate", U64, PACING),
        Member("tcpi_bytes_acked", U64, BYTES),
        Member("tcpi_bytes_received", U64, BYTES),
        Member("tcpi_segs_out", U32, SEGMENTS),
        Member("tcpi_segs_in", U32, SEGMENTS),
        Member("tcpi_notsent_bytes", U32, BYTES),
        Member("tcpi_min_rtt", U32, MICROSECONDS),
        Member("tcpi_data_segs_in", U32, SEGMENTS),
        Member("tcpi_data_segs_out", U32, SEGMENTS),
        Member("tcpi_delivery_rate", U64, BYTES_PER_SECOND),
        Member("tcpi_busy_time", U64, MICROSECONDS),
        Member("tcpi_rwnd_limited", U64, MICROSECONDS),
        Member("tcpi_sndbuf_limited", U64, MICROSECONDS),
        Member("tcpi_delivered", U32, SEGMENTS),
        Member("tcpi_delivered_ce", U32, SEGMENTS),
        Member("tcpi_bytes_sent", U64, BYTES),
        Member("tcpi_bytes_retrans", U64, BYTES),
        Member("tcpi_dsack_dups", U32, SEGMENTS),
        Member("tcpi_reord_seen", U32),
        Member("tcpi_rcv_ooopack", U32, SEGMENTS),
        Member("tcpi_snd_wnd", U32, BYTES),
        Member("tcpi_rcv_wnd", U32, BYTES),
        Member("tcpi_rehash", U32),
        Member("tcpi_total_rto", U16),
        Member("tcpi_total_rto_recoveries", U16),
        Member("tcpi_total_rto_time", U32, MILLISECONDS),
        Member("tcpi_received_ce", U32, SEGMENTS),
        Member("tcpi_delivered_e1_bytes", U32, BYTES),
        Member("tcpi_delivered_e0_bytes", U32, BYTES),
        Member("tcpi_delivered_ce_bytes", U32, BYTES),
        Member("tcpi_received_e1_bytes", U32, BYTES),
        Member("tcpi_received_e0_bytes", U32, BYTES),
        Member("tcpi_received_ce_bytes", U32, BYTES),
        Bits(
            U32,
            (
                ("tcpi_ecn_mode", 2, TCPI_ECN_MODE),
                ("tcpi_accecn_opt_seen", 2, TCP_ACCECN_OPT),
                ("tcpi_accecn_fail_mode", 4, TCP_ACCECN_FAIL),
                ("tcpi_options2", 24, HEX),
            ),
        ),
    ],
    text="rtt {tcpi_rtt} µs cwnd {tcpi_snd_cwnd} mss {tcpi_snd_mss}",
    grows=True,
)

MPTCP_INFO_FLAG = Flags(
    "MPTCP_INFO_FLAG_",
    {0x1: "MPTCP_INFO_FLAG_FALLBACK", 0x2: "MPTCP_INFO_FLAG_REMOTE_KEY_RECEIVED"},
)
MPTCP_INFO = Struct(
    "mptcp_info",
    [
        Member("mptcpi_subflows", U8),
        Member("mptcpi_add_addr_signal", U8),
        Member("mptcpi_add_addr_accepted", U8),
        Member("mptcpi_subflows_max", U8),
        Member("mptcpi_add_addr_signal_max", U8),
        Member("mptcpi_add_addr_accepted_max", U8),
        Pad(2),
        Member("mptcpi_flags", U32, MPTCP_INFO_FLAG),
        Member("mptcpi_token", U32, HEX),
        Member("mptcpi_write_seq", U64),
        Member("mptcpi_snd_una", U64),
        Member("mptcpi_rcv_nxt", U64),
        Member("mptcpi_local_addr_used", U8),
        Member("mptcpi_local_addr_max", U8),
        Member("mptcpi_csum_enabled", U8, BOOL),
        Pad(1),
        Member("mptcpi_retransmits", U32),
        Member("mptcpi_bytes_retrans", U64, BYTES),
        Member("mptcpi_bytes_sent", U64, BYTES),
        Member("mptcpi_bytes_received", U64, BYTES),
        Member("mptcpi_bytes_acked", U64, BYTES),
        Member("mptcpi_subflows_total", U8),
        Member("mptcpi_endp_laminar_max", U8),
        Member("mptcpi_endp_fullmesh_max", U8),
        Pad(1, "reserved"),
        Member("mptcpi_last_data_sent", U32, MILLISECONDS),
        Member("mptcpi_last_data_recv", U32, MILLISECONDS),
        Member("mptcpi_last_ack_recv", U32, MILLISECONDS),
    ],
    grows=True,
)

SCTP_STATE = Enum(
    "SCTP_STATE_",
    {
        0: "SCTP_STATE_CLOSED",
        1: "SCTP_STATE_COOKIE_WAIT",
        2: "SCTP_STATE_COOKIE_ECHOED",
        3: "SCTP_STATE_ESTABLISHED",
        4: "SCTP_STATE_SHUTDOWN_PENDING",
        5: "SCTP_STATE_SHUTDOWN_SENT",
        6: "SCTP_STATE_SHUTDOWN_RECEIVED",
        7: "SCTP_STATE_SHUTDOWN_ACK_SENT",
    },
)
"""states of an association (include/net/sctp/constants.h)"""
SCTP_SPINFO_STATE = Enum(
    "SCTP_",
    {0: "SCTP_INACTIVE", 1: "SCTP_PF", 2: "SCTP_ACTIVE", 3: "SCTP_UNCONFIRMED", 0xFFFF: "SCTP_UNKNOWN"},
)
CHUNKS = Unit("chunks")
SCTP_INFO = Struct(
    "sctp_info",
    [
        Member("sctpi_tag", U32, HEX),
        Member("sctpi_state", U32, SCTP_STATE),
        Member("sctpi_rwnd", U32, BYTES),
        Member("sctpi_unackdata", U16),
        Member("sctpi_penddata", U16),
        Member("sctpi_instrms", U16),
        Member("sctpi_outstrms", U16),
        Member("sctpi_fragmentation_point", U32, BYTES),
        Member("sctpi_inqueue", U32),
        Member("sctpi_outqueue", U32),
        Member("sctpi_overall_error", U32),
        Member("sctpi_max_burst", U32),
        Member("sctpi_maxseg", U32, BYTES),
        Member("sctpi_peer_rwnd", U32, BYTES),
        Member("sctpi_peer_tag", U32, HEX),
        Member("sctpi_peer_capable", U8, HEX),
        Member("sctpi_peer_sack", U8),
        Pad(2, "__reserved1"),
        Member("sctpi_isacks", U64),
        Member("sctpi_osacks", U64),
        Member("sctpi_opackets", U64),
        Member("sctpi_ipackets", U64),
        Member("sctpi_rtxchunks", U64, CHUNKS),
        Member("sctpi_outofseqtsns", U64),
        Member("sctpi_idupchunks", U64, CHUNKS),
        Member("sctpi_gapcnt", U64),
        Member("sctpi_ouodchunks", U64, CHUNKS),
        Member("sctpi_iuodchunks", U64, CHUNKS),
        Member("sctpi_oodchunks", U64, CHUNKS),
        Member("sctpi_iodchunks", U64, CHUNKS),
        Member("sctpi_octrlchunks", U64, CHUNKS),
        Member("sctpi_ictrlchunks", U64, CHUNKS),
        Member("sctpi_p_address", SOCKADDR_STORAGE),
        Member("sctpi_p_state", S32, SCTP_SPINFO_STATE),
        Member("sctpi_p_cwnd", U32, BYTES),
        Member("sctpi_p_srtt", U32, MILLISECONDS),
        Member("sctpi_p_rto", U32, MILLISECONDS),
        Member("sctpi_p_hbinterval", U32, MILLISECONDS),
        Member("sctpi_p_pathmaxrxt", U32),
        Member("sctpi_p_sackdelay", U32, MILLISECONDS),
        Member("sctpi_p_sackfreq", U32),
        Member("sctpi_p_ssthresh", U32, BYTES),
        Member("sctpi_p_partial_bytes_acked", U32, BYTES),
        Member("sctpi_p_flight_size", U32, BYTES),
        Member("sctpi_p_error", U16),
        Pad(2, "__reserved2"),
        Member("sctpi_s_autoclose", U32),
        Member("sctpi_s_adaptation_ind", U32),
        Member("sctpi_s_pd_point", U32, BYTES),
        Member("sctpi_s_nodelay", U8, BOOL),
        Member("sctpi_s_disable_fragments", U8, BOOL),
        Member("sctpi_s_v4mapped", U8, BOOL),
        Member("sctpi_s_frag_interleave", U8),
        Member("sctpi_s_type", U32),
        Pad(4, "__reserved3"),
    ],
)

_LONGEST_MPTCP_INFO = 96
_SCTP_INFO_SIZE = 368


def _kind(payload: memoryview, order: str) -> str:
    """The three protocols' structs never had the same length; the message itself does not name the protocol."""
    if len(payload) == _SCTP_INFO_SIZE:
        return "sctp"
    return "mptcp" if len(payload) <= _LONGEST_MPTCP_INFO else "tcp"


INFO = Select(Payload(_kind), {"sctp": SCTP_INFO, "mptcp": MPTCP_INFO}, default=TCP_INFO)
"""INET_DIAG_INFO: struct tcp_info (104 bytes at least), mptcp_info (96 at most) or sctp_info"""
