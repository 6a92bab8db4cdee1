"""XDP sockets (linux/xdp_diag.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.sock_diag.constants import COOKIE, NO_ATTRIBUTES, SK_MEMINFO, SOCK
from nldissect.schema import (
    BYTES,
    INTERFACE,
    PACKETS,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
    Headed,
    Member,
    Pad,
    Struct,
)

XDP_SHOW = Flags(
    "XDP_SHOW_",
    {
        0x01: "XDP_SHOW_INFO",
        0x02: "XDP_SHOW_RING_CFG",
        0x04: "XDP_SHOW_UMEM",
        0x08: "XDP_SHOW_MEMINFO",
        0x10: "XDP_SHOW_STATS",
    },
)
XDP_DU_F = Flags("XDP_DU_F_", {0x1: "XDP_DU_F_ZEROCOPY"})

XDP_DIAG_REQ = Struct(
    "xdp_diag_req",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8),
        Pad(2),
        Member("xdiag_ino", U32),
        Member("xdiag_show", U32, XDP_SHOW),
        Member("xdiag_cookie", COOKIE),
    ],
)
XDP_DIAG_MSG = Struct(
    "xdp_diag_msg",
    [
        Member("xdiag_family", U8, AF),
        Member("xdiag_type", U8, SOCK),
        Pad(2),
        Member("xdiag_ino", U32),
        Member("xdiag_cookie", COOKIE),
    ],
)
XDP_DIAG_INFO = Struct("xdp_diag_info", [Member("ifindex", U32, INTERFACE), Member("queue_id", U32)])
XDP_DIAG_RING = Struct("xdp_diag_ring", [Member("entries", U32)], text="{entries} entries")
XDP_DIAG_UMEM = Struct(
    "xdp_diag_umem",
    [
        Member("size", U64, BYTES),
        Member("id", U32),
        Member("num_pages", U32),
        Member("chunk_size", U32, BYTES),
        Member("headroom", U32, BYTES),
        Member("ifindex", U32, INTERFACE),
        Member("queue_id", U32),
        Member("flags", U32, XDP_DU_F),
        Member("refs", U32),
    ],
)
XDP_DIAG_STATS = Struct(
    "xdp_diag_stats",
    [
        Member("n_rx_dropped", U64, PACKETS),
        Member("n_rx_invalid", U64),
        Member("n_rx_full", U64),
        Member("n_fill_ring_empty", U64),
        Member("n_tx_invalid", U64),
        Member("n_tx_ring_empty", U64),
    ],
)
XDP_DIAG = AttributeSet(
    "XDP_DIAG_",
    [
        Attribute(1, "XDP_DIAG_INFO", XDP_DIAG_INFO),
        Attribute(2, "XDP_DIAG_UID", U32),
        Attribute(3, "XDP_DIAG_RX_RING", XDP_DIAG_RING),
        Attribute(4, "XDP_DIAG_TX_RING", XDP_DIAG_RING),
        Attribute(5, "XDP_DIAG_UMEM", XDP_DIAG_UMEM),
        Attribute(6, "XDP_DIAG_UMEM_FILL_RING", XDP_DIAG_RING),
        Attribute(7, "XDP_DIAG_UMEM_COMPLETION_RING", XDP_DIAG_RING),
        Attribute(8, "XDP_DIAG_MEMINFO", SK_MEMINFO),
        Attribute(9, "XDP_DIAG_STATS", XDP_DIAG_STATS),
    ],
)

REQUEST = Headed(XDP_DIAG_REQ, NO_ATTRIBUTES)
REPLY = Headed(XDP_DIAG_MSG, XDP_DIAG)
REPLY_SUMMARY = "xdp {xdiag_type}[ dev {XDP_DIAG_INFO.ifindex} queue {XDP_DIAG_INFO.queue_id}] ino {xdiag_ino}"
