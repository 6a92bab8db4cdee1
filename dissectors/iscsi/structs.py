"""What iSCSI's netlink messages hold (include/scsi/iscsi_if.h, include/scsi/iscsi_proto.h)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dissectors.iscsi.constants import (
    CHAP_TYPE,
    ISCSI_CHAP_PARAM,
    ISCSI_CONN_STATE,
    ISCSI_ERR,
    ISCSI_EVENT,
    ISCSI_FLASHNODE,
    ISCSI_HOST_PARAM,
    ISCSI_IFACE_PARAM,
    ISCSI_IFACE_TYPE,
    ISCSI_NET_PARAM,
    ISCSI_OP,
    ISCSI_OP_IMMEDIATE,
    ISCSI_PARAM,
    ISCSI_PARAM_TYPE,
    ISCSI_PING,
    ISCSI_TGT_DSCVR,
    ISCSI_UEVENT,
    STOP_CONN,
)
from nldissect.schema import (
    BE32,
    BYTES,
    ERRNO,
    HEX,
    IPV4,
    IPV6,
    LINK_ADDRESS,
    MAC,
    MILLISECONDS,
    OPAQUE,
    S32,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Bytes,
    Look,
    Meaning,
    Meant,
    Member,
    Names,
    Pad,
    Parsed,
    Part,
    Payload,
    Select,
    Sequence as Array,
    Shape,
    Struct,
    Text,
)

_SID, _CID, _HOST = Member("sid", U32), Member("cid", U32), Member("host_no", U32)
_FLASHNODE: Final = Member("flashnode_idx", U32)
_SESSION_QUEUES: Final = (Member("initial_cmdsn", U32), Member("cmds_max", U16), Member("queue_depth", U16))

ASKED: Final[dict[int, Shape]] = {
    11: Struct("msg_create_session", [*_SESSION_QUEUES]),
    12: Struct("msg_destroy_session", [_SID]),
    13: Struct("msg_create_conn", [_SID, _CID]),
    14: Struct("msg_destroy_conn", [_SID, _CID]),
    15: Struct("msg_bind_conn", [_SID, _CID, Member("transport_eph", U64, HEX), Member("is_leading", U32)]),
    16: Struct("msg_set_param", [_SID, _CID, Member("param", U32, ISCSI_PARAM), Member("len", U32, BYTES)]),
    17: Struct("msg_start_conn", [_SID, _CID]),
    18: Struct("msg_stop_conn", [_SID, _CID, Member("conn_handle", U64, HEX), Member("flag", U32, STOP_CONN)]),
    19: Struct("msg_send_pdu", [_SID, _CID, Member("hdr_size", U32, BYTES), Member("data_size", U32, BYTES)]),
    20: Struct("msg_get_stats", [_SID, _CID]),
    22: Struct("msg_transport_connect", [Member("non_blocking", U32)]),
    23: Struct("msg_transport_poll", [Member("ep_handle", U64, HEX), Member("timeout_ms", U32, MILLISECONDS)]),
    24: Struct("msg_transport_disconnect", [Member("ep_handle", U64, HEX)]),
    25: Struct("msg_tgt_dscvr", [Member("type", U32, ISCSI_TGT_DSCVR), _HOST, Member("enable", U32)]),
    26: Struct("msg_set_host_param", [_HOST, Member("param", U32, ISCSI_HOST_PARAM), Member("len", U32, BYTES)]),
    27: Struct("msg_destroy_session", [_SID]),
    28: Struct("msg_create_bound_session", [Member("ep_handle", U64, HEX), *_SESSION_QUEUES]),
    29: Struct("msg_transport_connect_through_host", [_HOST, Member("non_blocking", U32)]),
    30: Struct("msg_set_path", [_HOST]),
    31: Struct("msg_set_iface_params", [_HOST, Member("count", U32)]),
    32: Struct(
        "msg_iscsi_ping",
        [
            _HOST,
            Member("iface_num", U32),
            Member("iface_type", U32, ISCSI_IFACE_TYPE),
            Member("payload_size", U32, BYTES),
            Member("pid", U32),
        ],
    ),
    33: Struct("msg_get_chap", [_HOST, Member("num_entries", U32), Member("chap_tbl_idx", U16)]),
    34: Struct("msg_delete_chap", [_HOST, Member("chap_tbl_idx", U16)]),
    35: Struct("msg_set_flashnode_param", [_HOST, _FLASHNODE, Member("count", U32)]),
    36: Struct("msg_new_flashnode", [_HOST, Member("len", U32, BYTES)]),
    37: Struct("msg_del_flashnode", [_HOST, _FLASHNODE]),
    38: Struct("msg_login_flashnode", [_HOST, _FLASHNODE]),
    39: Struct("msg_logout_flashnode", [_HOST, _FLASHNODE]),
    40: Struct("msg_logout_flashnode_sid", [_HOST, _SID]),
    41: Struct("msg_set_path", [_HOST]),
    42: Struct("msg_get_host_stats", [_HOST]),
    43: Struct("msg_destroy_session", [_SID]),
}
"""type → its part of the union u, which a program fills"""
_EP_HANDLE: Final = Struct("msg_transport_connect_ret", [Member("handle", U64, HEX)])
_SESSION_RET: Final = Struct("msg_create_session_ret", [_SID, _HOST])
ANSWERED: Final[dict[int, Shape]] = {
    11: _SESSION_RET,
    13: Struct("msg_create_conn_ret", [_SID, _CID]),
    22: _EP_HANDLE,
    28: _SESSION_RET,
    29: _EP_HANDLE,
    36: Struct("msg_new_flashnode_ret", [_FLASHNODE]),
    101: Struct("msg_recv_req", [_SID, _CID, Member("recv_handle", U64, HEX)]),
    102: Struct("msg_conn_error", [_SID, _CID, Member("error", U32, ISCSI_ERR)]),
    104: Struct("msg_session_destroyed", [_HOST, _SID]),
    105: Struct("msg_unbind_session", [_SID, _HOST]),
    106: _SESSION_RET,
    107: Struct("msg_req_path", [_HOST]),
    108: Struct("msg_notify_if_down", [_HOST]),
    109: Struct("msg_conn_login", [_SID, _CID, Member("state", U32, ISCSI_CONN_STATE)]),
    110: Struct("msg_host_event", [_HOST, Member("data_size", U32, BYTES), Member("code", U32, ISCSI_EVENT)]),
    111: Struct(
        "msg_ping_comp",
        [_HOST, Member("status", U32, ISCSI_PING), Member("pid", U32), Member("data_size", U32, BYTES)],
    ),
}
"""type → its part of the union r, which the kernel fills"""
ISCSI_UEVENT_STRUCT: Final = Struct(
    "iscsi_uevent",
    [
        Member("type", U32, ISCSI_UEVENT),
        Member("iferror", S32, ERRNO),
        Member("transport_handle", U64, HEX),
        Member("u", Select("type", ASKED, default=Struct("u", [Pad(24)]), length=24)),
        Member("r", Select("type", ANSWERED, default=Struct("r", [Member("retcode", S32, ERRNO), Pad(12)]), length=16)),
    ],
)
"""two unions, one for each direction"""

# Behind it: parameters.

PASSWORDS: Final = frozenset({24, 25})
"""ISCSI_PARAM_PASSWORD and _PASSWORD_IN"""
_VALUE: Final = Struct("value", [Member("value", TEXT)])
_SECRET: Final = Struct("value", [Member("value", TEXT, secret=True)])
_LEN: Final = Member("len", U32, BYTES)
PARAM: Final = Select("u.param", dict.fromkeys(PASSWORDS, _SECRET), default=_VALUE)


def _param(data: memoryview, order: str) -> int:
    """The number of the parameter, behind the length of its value."""
    return int.from_bytes(data[4:6], "little" if order == "<" else "big")


def _length(data: memoryview, order: str) -> int:
    return len(data)


_PLAIN: Final = Select(Payload(_length), {1: U8, 2: U16, 4: U32, 8: U64}, default=TEXT)


def _param_info(name: str, param: Meaning, secret: frozenset[int]) -> Shape:
    """struct NAME: the value's length, which parameter it is of, and the value; passwords are secret."""
    plain, hidden = (
        Struct(name, [_LEN, Member("param", U16, param), Member("value", _PLAIN, secret=secrecy)])
        for secrecy in (False, True)
    )
    return Select(Payload(_param), dict.fromkeys(secret, hidden), default=plain)


_IFACE_VALUE: Final = Select(
    lambda look: look("param") if look("param_type") == 2 else None,
    {**dict.fromkeys((1, 2, 3), IPV4), 5: LINK_ADDRESS, **dict.fromkeys((6, 7, 8), IPV6)},
    default=_PLAIN,
)
ISCSI_IFACE_PARAM_INFO: Final = Struct(
    "iscsi_iface_param_info",
    [
        Member("iface_num", U32),
        _LEN,
        Member(
            "param",
            Select("param_type", {5: Meant(U16, ISCSI_IFACE_PARAM)}, default=Meant(U16, ISCSI_NET_PARAM), length=2),
        ),
        Member("iface_type", U8, ISCSI_IFACE_TYPE),
        Member("param_type", U8, ISCSI_PARAM_TYPE),
        Member("value", _IFACE_VALUE),
    ],
)
ISCSI_FLASHNODE_PARAM_INFO: Final = _param_info("iscsi_flashnode_param_info", ISCSI_FLASHNODE, frozenset({54, 55}))
ISCSI_PARAM_INFO: Final = _param_info("iscsi_param_info", ISCSI_CHAP_PARAM, frozenset({3}))
ISCSI_CHAP_REC: Final = Struct(
    "iscsi_chap_rec",
    [
        Member("chap_tbl_idx", U16),
        Pad(2),
        Member("chap_type", U32, CHAP_TYPE),
        Member("username", Text(256)),
        Member("password", Text(256), secret=True),
        Member("password_length", U8),
        Pad(3),
    ],
)
ISCSI_PATH: Final = Struct(
    "iscsi_path",
    [
        Member("handle", U64, HEX),
        Member("mac_addr", MAC),
        Member("mac_addr_old", MAC),
        Member("ip_addr_len", U32, BYTES),
        Member("src", Select("ip_addr_len", {4: IPV4}, default=IPV6, length=16)),
        Member("dst", Select("ip_addr_len", {4: IPV4}, default=IPV6, length=16)),
        Member("vlan_id", U16),
        Member("pmtu", U16, BYTES),
        Pad(4),
    ],
)

# PDUs.


class _Opcode:
    """What a PDU is, and whether it goes ahead of all others."""

    def text(self, value: int, names: Names) -> str:
        """ISCSI_OP_LOGIN|ISCSI_OP_IMMEDIATE"""
        name = ISCSI_OP.text(value & ~ISCSI_OP_IMMEDIATE & 0x7F, names)
        return f"{name}|ISCSI_OP_IMMEDIATE" if value & ISCSI_OP_IMMEDIATE else name

    def short(self, value: int, names: Names) -> str:
        """login"""
        return ISCSI_OP.short(value & ~ISCSI_OP_IMMEDIATE & 0x7F, names)


ISCSI_HDR: Final = Struct(
    "iscsi_hdr",
    [
        Member("opcode", U8, _Opcode()),
        Member("flags", U8, HEX),
        Member("rsvd2", Bytes(2)),
        Member("hlength", U8),
        Member("dlength", Array(U8, count=3)),
        Member("lun", Bytes(8)),
        Member("itt", BE32, HEX),
        Member("ttt", BE32, HEX),
        Member("statsn", BE32),
        Member("exp_statsn", BE32),
        Member("max_statsn", BE32),
        Member("other", Bytes(12)),
    ],
)
"""what all PDUs have in common (dlength is big-endian); a login has its session where others have the logical unit"""
TEXT_PDUS: Final = (0x03, 0x04, 0x23, 0x24)
"""login and text requests and answers: key=value strings"""


def _keys(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    parts = []
    offset = end = 0
    for piece in bytes(data).split(b"\0"):
        if piece:
            key, equals, value = piece.decode("utf-8", "backslashreplace").partition("=")
            name = key if equals and key else "text"
            parts.append(Part(name, offset, min(len(piece) + 1, len(data) - offset), value if equals else key))
            end = offset + len(piece) + 1
        offset += len(piece) + 1
    if parts and end < len(data):
        parts.append(Part("padding", end, len(data) - end, None, f"{len(data) - end} bytes"))
    return parts


PDU: Final = Struct(
    "pdu",
    [
        Member("hdr", ISCSI_HDR, None),
        Member(
            "data",
            Select(
                lambda look: _plain_opcode(look("hdr.opcode")), dict.fromkeys(TEXT_PDUS, Parsed(_keys)), default=OPAQUE
            ),
        ),
    ],
)


def _plain_opcode(value: object) -> int | None:
    return value & 0x3F if isinstance(value, int) else None


# Counters.

_CUSTOM: Final = Struct("iscsi_stats_custom", [Member("desc", Text(64)), Member("value", U64)], "{desc} {value}")
ISCSI_STATS: Final = Struct(
    "iscsi_stats",
    [
        Member("txdata_octets", U64, BYTES),
        Member("rxdata_octets", U64, BYTES),
        *(
            Member(name, U32)
            for name in (
                "noptx_pdus",
                "scsicmd_pdus",
                "tmfcmd_pdus",
                "login_pdus",
                "text_pdus",
                "dataout_pdus",
                "logout_pdus",
                "snack_pdus",
                "noprx_pdus",
                "scsirsp_pdus",
                "tmfrsp_pdus",
                "textrsp_pdus",
                "datain_pdus",
                "logoutrsp_pdus",
                "r2t_pdus",
                "async_pdus",
                "rjt_pdus",
                "digest_err",
                "timeout_err",
                "custom_length",
            )
        ),
        Member("custom", Array(_CUSTOM)),
    ],
)
_MAC_COUNTERS: Final = """
tx_frames tx_bytes tx_multicast_frames tx_broadcast_frames tx_pause_frames tx_control_frames tx_deferral
tx_excess_deferral tx_late_collision tx_abort tx_single_collision tx_multiple_collision tx_collision tx_frames_dropped
tx_jumbo_frames rx_frames rx_bytes rx_unknown_control_frames rx_pause_frames rx_control_frames rx_dribble
rx_frame_length_error rx_jabber rx_carrier_sense_error rx_frame_discarded rx_frames_dropped _crc_error _encoding_error
rx_length_error_large rx_length_error_small rx_multicast_frames rx_broadcast_frames
"""
_IP_COUNTERS: Final = """
iptx_packets iptx_bytes iptx_fragments iprx_packets iprx_bytes iprx_fragments ip_datagram_reassembly
ip_invalid_address_error ip_error_packets ip_fragrx_overlap ip_fragrx_outoforder ip_datagram_reassembly_timeout
ipv6tx_packets ipv6tx_bytes ipv6tx_fragments ipv6rx_packets ipv6rx_bytes ipv6rx_fragments ipv6_datagram_reassembly
ipv6_invalid_address_error ipv6_error_packets ipv6_fragrx_overlap ipv6_fragrx_outoforder
ipv6_datagram_reassembly_timeout
"""
_OTHER_COUNTERS: Final = """
tcptx_segments tcptx_bytes tcprx_segments tcprx_byte tcp_duplicate_ack_retx tcp_retx_timer_expired tcprx_duplicate_ack
tcprx_pure_ackr tcptx_delayed_ack tcptx_pure_ack tcprx_segment_error tcprx_segment_outoforder tcprx_window_probe
tcprx_window_update tcptx_window_probe_persist ecc_error_correction iscsi_pdu_tx iscsi_data_bytes_tx iscsi_pdu_rx
iscsi_data_bytes_rx iscsi_io_completed iscsi_unexpected_io_rx iscsi_format_error iscsi_hdr_digest_error
iscsi_data_digest_error iscsi_sequence_error
"""
ISCSI_OFFLOAD_HOST_STATS: Final = Struct(
    "iscsi_offload_host_stats",
    [
        *(Member(f"mac{name}", U64) for name in _MAC_COUNTERS.split()),
        *(Member(name, U64) for name in (_IP_COUNTERS + _OTHER_COUNTERS).split()),
        Member("custom_length", U32),
        Pad(4),
        Member("custom", Array(_CUSTOM)),
    ],
)
