"""TIPC sockets (linux/tipc_sockets_diag.h, linux/tipc_netlink.h): the replies have no struct in front."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.sock_diag.constants import NO_ATTRIBUTES, SOCK, TCPF
from nldissect.schema import FLAG, HEX, OPAQUE, U8, U32, U64, Attribute, AttributeSet, Enum, Headed, Member, Pad, Struct

TIPC_STATE = Enum(
    "TIPC_",
    {
        1: "TIPC_ESTABLISHED",
        2: "TIPC_CONNECTING",
        7: "TIPC_OPEN",
        8: "TIPC_DISCONNECTING",
        10: "TIPC_LISTEN",
    },
)
"""net/tipc/socket.c; the numbers are those of TCP's states"""

TIPC_NLA_CON = AttributeSet(
    "TIPC_NLA_CON_",
    [
        Attribute(1, "TIPC_NLA_CON_FLAG", FLAG),
        Attribute(2, "TIPC_NLA_CON_NODE", U32, HEX),
        Attribute(3, "TIPC_NLA_CON_SOCK", U32),
        Attribute(4, "TIPC_NLA_CON_TYPE", U32),
        Attribute(5, "TIPC_NLA_CON_INST", U32),
    ],
)
TIPC_NLA_SOCK_STAT = AttributeSet(
    "TIPC_NLA_SOCK_STAT_",
    [
        Attribute(0, "TIPC_NLA_SOCK_STAT_RCVQ", U32),
        Attribute(1, "TIPC_NLA_SOCK_STAT_SENDQ", U32),
        Attribute(2, "TIPC_NLA_SOCK_STAT_LINK_CONG", FLAG),
        Attribute(3, "TIPC_NLA_SOCK_STAT_CONN_CONG", FLAG),
        Attribute(4, "TIPC_NLA_SOCK_STAT_DROP", U32),
    ],
)
TIPC_NLA_SOCK_GROUP = AttributeSet(
    "TIPC_NLA_SOCK_GROUP_",
    [
        Attribute(0, "TIPC_NLA_SOCK_GROUP_ID", U32),
        Attribute(1, "TIPC_NLA_SOCK_GROUP_OPEN", FLAG),
        Attribute(2, "TIPC_NLA_SOCK_GROUP_NODE_SCOPE", FLAG),
        Attribute(3, "TIPC_NLA_SOCK_GROUP_CLUSTER_SCOPE", FLAG),
        Attribute(4, "TIPC_NLA_SOCK_GROUP_INSTANCE", U32),
        Attribute(5, "TIPC_NLA_SOCK_GROUP_BC_SEND_NEXT", U32),
    ],
)
TIPC_NLA_SOCK = AttributeSet(
    "TIPC_NLA_SOCK_",
    [
        Attribute(1, "TIPC_NLA_SOCK_ADDR", U32, HEX),
        Attribute(2, "TIPC_NLA_SOCK_REF", U32),
        Attribute(3, "TIPC_NLA_SOCK_CON", TIPC_NLA_CON),
        Attribute(4, "TIPC_NLA_SOCK_HAS_PUBL", FLAG),
        Attribute(5, "TIPC_NLA_SOCK_STAT", TIPC_NLA_SOCK_STAT),
        Attribute(6, "TIPC_NLA_SOCK_TYPE", U32, SOCK),
        Attribute(7, "TIPC_NLA_SOCK_INO", U32),
        Attribute(8, "TIPC_NLA_SOCK_UID", U32),
        Attribute(9, "TIPC_NLA_SOCK_TIPC_STATE", U32, TIPC_STATE),
        Attribute(10, "TIPC_NLA_SOCK_COOKIE", U64, HEX),
        Attribute(11, "TIPC_NLA_SOCK_PAD", OPAQUE),
        Attribute(12, "TIPC_NLA_SOCK_GROUP", TIPC_NLA_SOCK_GROUP),
    ],
)

TIPC_SOCK_DIAG_REQ = Struct(
    "tipc_sock_diag_req",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8),
        Pad(2),
        Member("tidiag_states", U32, TCPF),
    ],
)

REQUEST = Headed(TIPC_SOCK_DIAG_REQ, NO_ATTRIBUTES)
REPLY = AttributeSet("TIPC_NLA_", [Attribute(2, "TIPC_NLA_SOCK", TIPC_NLA_SOCK)])
"""of all attributes of TIPC only this one comes here"""
REPLY_SUMMARY = (
    "tipc[ {TIPC_NLA_SOCK.TIPC_NLA_SOCK_TYPE}][ {TIPC_NLA_SOCK.TIPC_NLA_SOCK_TIPC_STATE}]"
    "[ {TIPC_NLA_SOCK.TIPC_NLA_SOCK_ADDR}:{TIPC_NLA_SOCK.TIPC_NLA_SOCK_REF}][ ino {TIPC_NLA_SOCK.TIPC_NLA_SOCK_INO}]"
)
