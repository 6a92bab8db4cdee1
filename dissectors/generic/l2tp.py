"""L2TP tunnels and their sessions, versions 2 and 3 (linux/l2tp.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    FLAG,
    IPV4,
    IPV6,
    MILLISECONDS,
    OPAQUE,
    PACKETS,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Operation,
    Text,
)

L2TP_PWTYPE = Enum(
    "L2TP_PWTYPE_",
    {
        0: "L2TP_PWTYPE_NONE",
        4: "L2TP_PWTYPE_ETH_VLAN",
        5: "L2TP_PWTYPE_ETH",
        7: "L2TP_PWTYPE_PPP",
        8: "L2TP_PWTYPE_PPP_AC",
        11: "L2TP_PWTYPE_IP",
    },
)

L2TP_ENCAPTYPE = Enum("L2TP_ENCAPTYPE_", {0: "L2TP_ENCAPTYPE_UDP", 1: "L2TP_ENCAPTYPE_IP"})

L2TP_SEQ = Enum("L2TP_SEQ_", {0: "L2TP_SEQ_NONE", 1: "L2TP_SEQ_IP", 2: "L2TP_SEQ_ALL"})

L2TP_L2SPECTYPE = Enum("L2TP_L2SPECTYPE_", {0: "L2TP_L2SPECTYPE_NONE", 1: "L2TP_L2SPECTYPE_DEFAULT"})

L2TP_MSG = Flags(
    "L2TP_MSG_",
    {
        0x1: "L2TP_MSG_DEBUG",
        0x2: "L2TP_MSG_CONTROL",
        0x4: "L2TP_MSG_SEQ",
        0x8: "L2TP_MSG_DATA",
    },
)

L2TP_ATTR_STATS = AttributeSet(
    "L2TP_ATTR_",
    [
        Attribute(1, "L2TP_ATTR_TX_PACKETS", U64, PACKETS),
        Attribute(2, "L2TP_ATTR_TX_BYTES", U64, BYTES),
        Attribute(3, "L2TP_ATTR_TX_ERRORS", U64),
        Attribute(4, "L2TP_ATTR_RX_PACKETS", U64, PACKETS),
        Attribute(5, "L2TP_ATTR_RX_BYTES", U64, BYTES),
        Attribute(6, "L2TP_ATTR_RX_SEQ_DISCARDS", U64),
        Attribute(7, "L2TP_ATTR_RX_OOS_PACKETS", U64, PACKETS),
        Attribute(8, "L2TP_ATTR_RX_ERRORS", U64),
        Attribute(9, "L2TP_ATTR_STATS_PAD", OPAQUE),
        Attribute(10, "L2TP_ATTR_RX_COOKIE_DISCARDS", U64),
        Attribute(11, "L2TP_ATTR_RX_INVALID", U64),
        Attribute(35, "L2TP_ATTR_PAD", OPAQUE),
    ],
)

L2TP_ATTR = AttributeSet(
    "L2TP_ATTR_",
    [
        Attribute(1, "L2TP_ATTR_PW_TYPE", U16, L2TP_PWTYPE),
        Attribute(2, "L2TP_ATTR_ENCAP_TYPE", U16, L2TP_ENCAPTYPE),
        Attribute(3, "L2TP_ATTR_OFFSET", U16, BYTES),
        Attribute(4, "L2TP_ATTR_DATA_SEQ", U8, L2TP_SEQ),
        Attribute(5, "L2TP_ATTR_L2SPEC_TYPE", U8, L2TP_L2SPECTYPE),
        Attribute(6, "L2TP_ATTR_L2SPEC_LEN", U8, BYTES),
        Attribute(7, "L2TP_ATTR_PROTO_VERSION", U8),
        Attribute(8, "L2TP_ATTR_IFNAME", Text(longest=15, nul=True)),
        Attribute(9, "L2TP_ATTR_CONN_ID", U32),
        Attribute(10, "L2TP_ATTR_PEER_CONN_ID", U32),
        Attribute(11, "L2TP_ATTR_SESSION_ID", U32),
        Attribute(12, "L2TP_ATTR_PEER_SESSION_ID", U32),
        Attribute(13, "L2TP_ATTR_UDP_CSUM", U8, BOOL),
        Attribute(14, "L2TP_ATTR_VLAN_ID", U16),
        Attribute(15, "L2TP_ATTR_COOKIE", OPAQUE),
        Attribute(16, "L2TP_ATTR_PEER_COOKIE", OPAQUE),
        Attribute(17, "L2TP_ATTR_DEBUG", U32, L2TP_MSG),
        Attribute(18, "L2TP_ATTR_RECV_SEQ", U8, BOOL),
        Attribute(19, "L2TP_ATTR_SEND_SEQ", U8, BOOL),
        Attribute(20, "L2TP_ATTR_LNS_MODE", U8, BOOL),
        Attribute(21, "L2TP_ATTR_USING_IPSEC", U8, BOOL),
        Attribute(22, "L2TP_ATTR_RECV_TIMEOUT", U64, MILLISECONDS),
        Attribute(23, "L2TP_ATTR_FD", U32),
        Attribute(24, "L2TP_ATTR_IP_SADDR", IPV4),
        Attribute(25, "L2TP_ATTR_IP_DADDR", IPV4),
        Attribute(26, "L2TP_ATTR_UDP_SPORT", U16),
        Attribute(27, "L2TP_ATTR_UDP_DPORT", U16),
        Attribute(28, "L2TP_ATTR_MTU", U16, BYTES),
        Attribute(29, "L2TP_ATTR_MRU", U16, BYTES),
        Attribute(30, "L2TP_ATTR_STATS", L2TP_ATTR_STATS),
        Attribute(31, "L2TP_ATTR_IP6_SADDR", IPV6),
        Attribute(32, "L2TP_ATTR_IP6_DADDR", IPV6),
        Attribute(33, "L2TP_ATTR_UDP_ZERO_CSUM6_TX", FLAG),
        Attribute(34, "L2TP_ATTR_UDP_ZERO_CSUM6_RX", FLAG),
        Attribute(35, "L2TP_ATTR_PAD", OPAQUE),
    ],
)

TUNNEL = (
    "[tunnel_id {L2TP_ATTR_CONN_ID}][ peer_tunnel_id {L2TP_ATTR_PEER_CONN_ID}][ encap {L2TP_ATTR_ENCAP_TYPE}]"
    "[ local {L2TP_ATTR_IP_SADDR}][ local {L2TP_ATTR_IP6_SADDR}][ remote {L2TP_ATTR_IP_DADDR}]"
    "[ remote {L2TP_ATTR_IP6_DADDR}][ udp_sport {L2TP_ATTR_UDP_SPORT}][ udp_dport {L2TP_ATTR_UDP_DPORT}]"
)
SESSION = (
    "[{L2TP_ATTR_IFNAME}][ tunnel_id {L2TP_ATTR_CONN_ID}][ session_id {L2TP_ATTR_SESSION_ID}]"
    "[ peer_session_id {L2TP_ATTR_PEER_SESSION_ID}][ {L2TP_ATTR_PW_TYPE}]"
)

COMMANDS = (
    Command(0, "L2TP_CMD_NOOP"),
    Command(1, "L2TP_CMD_TUNNEL_CREATE", operation=Operation.NEW, summary=TUNNEL),
    Command(2, "L2TP_CMD_TUNNEL_DELETE", operation=Operation.DELETE, summary=TUNNEL),
    Command(3, "L2TP_CMD_TUNNEL_MODIFY", operation=Operation.NEW, summary=TUNNEL),
    Command(4, "L2TP_CMD_TUNNEL_GET", operation=Operation.GET, summary=TUNNEL),
    Command(5, "L2TP_CMD_SESSION_CREATE", operation=Operation.NEW, summary=SESSION),
    Command(6, "L2TP_CMD_SESSION_DELETE", operation=Operation.DELETE, summary=SESSION),
    Command(7, "L2TP_CMD_SESSION_MODIFY", operation=Operation.NEW, summary=SESSION),
    Command(8, "L2TP_CMD_SESSION_GET", operation=Operation.GET, summary=SESSION),
)

L2TP = GenericFamily("l2tp", L2TP_ATTR, commands=COMMANDS, groups=("l2tp",))
FAMILIES = (L2TP,)
