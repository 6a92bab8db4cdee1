"""Netlink sockets (linux/netlink_diag.h)."""

from __future__ import annotations

from typing import Literal

from dissectors.constants import AF
from dissectors.sock_diag.constants import COOKIE, NO_ATTRIBUTES, SK_MEMINFO, SOCK
from nldissect.schema import (
    BYTES,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Headed,
    Look,
    Member,
    Pad,
    Parsed,
    Part,
    Struct,
)

NETLINK = {
    0: "NETLINK_ROUTE",
    1: "NETLINK_UNUSED",
    2: "NETLINK_USERSOCK",
    3: "NETLINK_FIREWALL",
    4: "NETLINK_SOCK_DIAG",
    5: "NETLINK_NFLOG",
    6: "NETLINK_XFRM",
    7: "NETLINK_SELINUX",
    8: "NETLINK_ISCSI",
    9: "NETLINK_AUDIT",
    10: "NETLINK_FIB_LOOKUP",
    11: "NETLINK_CONNECTOR",
    12: "NETLINK_NETFILTER",
    13: "NETLINK_IP6_FW",
    14: "NETLINK_DNRTMSG",
    15: "NETLINK_KOBJECT_UEVENT",
    16: "NETLINK_GENERIC",
    18: "NETLINK_SCSITRANSPORT",
    19: "NETLINK_ECRYPTFS",
    20: "NETLINK_RDMA",
    21: "NETLINK_CRYPTO",
    22: "NETLINK_SMC",
}
PROTOCOL = Enum("NETLINK_", NETLINK)
WANTED_PROTOCOL = Enum("NETLINK_", NETLINK | {255: "NDIAG_PROTO_ALL"})
STATE = Enum("NETLINK_", {0: "NETLINK_UNCONNECTED", 1: "NETLINK_CONNECTED"})
NDIAG_SHOW = Flags(
    "NDIAG_SHOW_",
    {
        0x1: "NDIAG_SHOW_MEMINFO",
        0x2: "NDIAG_SHOW_GROUPS",
        0x4: "NDIAG_SHOW_RING_CFG",
        0x8: "NDIAG_SHOW_FLAGS",
    },
)
NDIAG_FLAG = Flags(
    "NDIAG_FLAG_",
    {
        0x01: "NDIAG_FLAG_CB_RUNNING",
        0x02: "NDIAG_FLAG_PKTINFO",
        0x04: "NDIAG_FLAG_BROADCAST_ERROR",
        0x08: "NDIAG_FLAG_NO_ENOBUFS",
        0x10: "NDIAG_FLAG_LISTEN_ALL_NSID",
        0x20: "NDIAG_FLAG_CAP_ACK",
    },
)
NETLINK_DIAG_REQ = Struct(
    "netlink_diag_req",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8, WANTED_PROTOCOL),
        Pad(2),
        Member("ndiag_ino", U32),
        Member("ndiag_show", U32, NDIAG_SHOW),
        Member("ndiag_cookie", COOKIE),
    ],
)
NETLINK_DIAG_MSG = Struct(
    "netlink_diag_msg",
    [
        Member("ndiag_family", U8, AF),
        Member("ndiag_type", U8, SOCK),
        Member("ndiag_protocol", U8, PROTOCOL),
        Member("ndiag_state", U8, STATE),
        Member("ndiag_portid", U32),
        Member("ndiag_dst_portid", U32),
        Member("ndiag_dst_group", U32),
        Member("ndiag_ino", U32),
        Member("ndiag_cookie", COOKIE),
    ],
)


def _groups(data: memoryview, order: str, look: Look) -> list[Part]:
    """The multicast groups joined, from 1: bits of an array of unsigned long (of 64 bits, where that is possible)."""
    word = 8 if len(data) % 8 == 0 else 4
    byteorder: Literal["little", "big"] = "little" if order == "<" else "big"
    joined: list[object] = []
    for start in range(0, len(data), word):
        bits = int.from_bytes(data[start : start + word], byteorder)
        joined += (start * 8 + bit + 1 for bit in range(word * 8) if bits >> bit & 1)
    return [Part("", 0, len(data), joined, ", ".join(map(str, joined)) or "none")]


NETLINK_DIAG_RING = Struct(
    "netlink_diag_ring",
    [
        Member("ndr_block_size", U32, BYTES),
        Member("ndr_block_nr", U32),
        Member("ndr_frame_size", U32, BYTES),
        Member("ndr_frame_nr", U32),
    ],
)
NETLINK_DIAG = AttributeSet(
    "NETLINK_DIAG_",
    [
        Attribute(0, "NETLINK_DIAG_MEMINFO", SK_MEMINFO),
        Attribute(1, "NETLINK_DIAG_GROUPS", Parsed(_groups)),
        Attribute(2, "NETLINK_DIAG_RX_RING", NETLINK_DIAG_RING),
        Attribute(3, "NETLINK_DIAG_TX_RING", NETLINK_DIAG_RING),
        Attribute(4, "NETLINK_DIAG_FLAGS", U32, NDIAG_FLAG),
    ],
)

REQUEST = Headed(NETLINK_DIAG_REQ, NO_ATTRIBUTES)
REPLY = Headed(NETLINK_DIAG_MSG, NETLINK_DIAG)
REPLY_SUMMARY = "netlink {ndiag_protocol} port {ndiag_portid}[ groups {NETLINK_DIAG_GROUPS}] ino {ndiag_ino}"
