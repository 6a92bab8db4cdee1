"""Shared memory communication sockets (linux/smc_diag.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.sock_diag.constants import NO_ATTRIBUTES, SHUTDOWN, sockid
from dissectors.sock_diag.told import ends_of
from nldissect.schema import (
    BYTES,
    HEX,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Headed,
    Member,
    Names,
    Node,
    Pad,
    Struct,
    Text,
    Unit,
    render,
)

SMC_STATE = Enum(
    "SMC_",
    {
        1: "SMC_ACTIVE",
        2: "SMC_INIT",
        7: "SMC_CLOSED",
        10: "SMC_LISTEN",
        20: "SMC_PEERCLOSEWAIT1",
        21: "SMC_PEERCLOSEWAIT2",
        22: "SMC_APPCLOSEWAIT1",
        23: "SMC_APPCLOSEWAIT2",
        24: "SMC_APPFINCLOSEWAIT",
        25: "SMC_PEERFINCLOSEWAIT",
        26: "SMC_PEERABORTWAIT",
        27: "SMC_PROCESSABORT",
    },
)
"""net/smc/smc.h"""
SMC_DIAG_MODE = Enum(
    "SMC_DIAG_MODE_",
    {0: "SMC_DIAG_MODE_SMCR", 1: "SMC_DIAG_MODE_FALLBACK_TCP", 2: "SMC_DIAG_MODE_SMCD"},
)
SMC_DIAG_EXT = Flags(
    "SMC_DIAG_",
    {
        0x01: "SMC_DIAG_CONNINFO",
        0x02: "SMC_DIAG_LGRINFO",
        0x04: "SMC_DIAG_SHUTDOWN",
        0x08: "SMC_DIAG_DMBINFO",
        0x10: "SMC_DIAG_FALLBACK",
    },
)
"""the attributes that a request asks for: bit number - 1"""
ROLE = Unit("", {0: "client", 1: "server"})

SMC_DIAG_REQ = Struct(
    "smc_diag_req",
    [
        Member("diag_family", U8, AF),
        Pad(2),
        Member("diag_ext", U8, SMC_DIAG_EXT),
        Member("id", sockid(None)),
    ],
)
SMC_DIAG_MSG = Struct(
    "smc_diag_msg",
    [
        Member("diag_family", U8, AF),
        Member("diag_state", U8, SMC_STATE),
        Member("diag_mode", U8, SMC_DIAG_MODE),
        Member("diag_shutdown", U8, SHUTDOWN),
        Member("id", sockid(None)),
        Member("diag_uid", U32),
        Member("diag_inode", U64),
    ],
)
SMC_DIAG_CURSOR = Struct(
    "smc_diag_cursor",
    [Pad(2, "reserved"), Member("wrap", U16), Member("count", U32)],
    text="{count} wrap {wrap}",
)
SMC_DIAG_CONNINFO = Struct(
    "smc_diag_conninfo",
    [
        Member("token", U32, HEX),
        Member("sndbuf_size", U32, BYTES),
        Member("rmbe_size", U32, BYTES),
        Member("peer_rmbe_size", U32, BYTES),
        Member("rx_prod", SMC_DIAG_CURSOR),
        Member("rx_cons", SMC_DIAG_CURSOR),
        Member("tx_prod", SMC_DIAG_CURSOR),
        Member("tx_cons", SMC_DIAG_CURSOR),
        Member("rx_prod_flags", U8, HEX),
        Member("rx_conn_state_flags", U8, HEX),
        Member("tx_prod_flags", U8, HEX),
        Member("tx_conn_state_flags", U8, HEX),
        Member("tx_prep", SMC_DIAG_CURSOR),
        Member("tx_sent", SMC_DIAG_CURSOR),
        Member("tx_fin", SMC_DIAG_CURSOR),
    ],
)
SMC_DIAG_LINKINFO = Struct(
    "smc_diag_linkinfo",
    [
        Member("link_id", U8),
        Member("ibname", Text(64)),
        Member("ibport", U8),
        Member("gid", Text(40)),
        Member("peer_gid", Text(40)),
    ],
)
SMC_DIAG_LGRINFO = Struct("smc_diag_lgrinfo", [Member("lnk", SMC_DIAG_LINKINFO), Member("role", U8, ROLE)])
SMCD_DIAG_DMBINFO = Struct(
    "smcd_diag_dmbinfo",
    [
        Member("linkid", U32),
        Pad(4),
        Member("peer_gid", U64, HEX),
        Member("my_gid", U64, HEX),
        Member("token", U64, HEX),
        Member("peer_token", U64, HEX),
        Member("peer_gid_ext", U64, HEX),
        Member("my_gid_ext", U64, HEX),
    ],
    grows=True,
)
SMC_DIAG_FALLBACK = Struct("smc_diag_fallback", [Member("reason", U32, HEX), Member("peer_diagnosis", U32, HEX)])
SMC_DIAG = AttributeSet(
    "SMC_DIAG_",
    [
        Attribute(1, "SMC_DIAG_CONNINFO", SMC_DIAG_CONNINFO),
        Attribute(2, "SMC_DIAG_LGRINFO", SMC_DIAG_LGRINFO),
        Attribute(3, "SMC_DIAG_SHUTDOWN", U8, SHUTDOWN),
        Attribute(4, "SMC_DIAG_DMBINFO", SMCD_DIAG_DMBINFO),
        Attribute(5, "SMC_DIAG_FALLBACK", SMC_DIAG_FALLBACK),
    ],
)

REQUEST = Headed(SMC_DIAG_REQ, NO_ATTRIBUTES)
REPLY = Headed(SMC_DIAG_MSG, SMC_DIAG)


def reply_summary(tree: Node, names: Names) -> str:
    """`smc active 127.0.0.1:7777 127.0.0.1:40000 smcr uid 0 ino 2209`."""
    more = render("{diag_mode} uid {diag_uid} ino {diag_inode}", tree, names)
    return f"{render('smc {diag_state}', tree, names)} {ends_of(tree)} {more}"
