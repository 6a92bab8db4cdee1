"""Counters of links, and their hardware's resources (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import BYTES, HEX, PACKETS, U8, U16, U32, U64, Member, Pad, Struct

_TEXT = "rx {rx_packets} packets {rx_bytes} bytes, tx {tx_packets} packets {tx_bytes} bytes"

RTNL_LINK_STATS = Struct(
    "rtnl_link_stats",
    [
        Member("rx_packets", U32, PACKETS),
        Member("tx_packets", U32, PACKETS),
        Member("rx_bytes", U32, BYTES),
        Member("tx_bytes", U32, BYTES),
        Member("rx_errors", U32),
        Member("tx_errors", U32),
        Member("rx_dropped", U32, PACKETS),
        Member("tx_dropped", U32, PACKETS),
        Member("multicast", U32, PACKETS),
        Member("collisions", U32),
        Member("rx_length_errors", U32),
        Member("rx_over_errors", U32),
        Member("rx_crc_errors", U32),
        Member("rx_frame_errors", U32),
        Member("rx_fifo_errors", U32),
        Member("rx_missed_errors", U32),
        Member("tx_aborted_errors", U32),
        Member("tx_carrier_errors", U32),
        Member("tx_fifo_errors", U32),
        Member("tx_heartbeat_errors", U32),
        Member("tx_window_errors", U32),
        Member("rx_compressed", U32, PACKETS),
        Member("tx_compressed", U32, PACKETS),
        Member("rx_nohandler", U32, PACKETS),
    ],
    text=_TEXT,
)
"""the counters of 64 bits cut to 32"""

RTNL_LINK_STATS64 = Struct(
    "rtnl_link_stats64",
    [
        Member("rx_packets", U64, PACKETS),
        Member("tx_packets", U64, PACKETS),
        Member("rx_bytes", U64, BYTES),
        Member("tx_bytes", U64, BYTES),
        Member("rx_errors", U64),
        Member("tx_errors", U64),
        Member("rx_dropped", U64, PACKETS),
        Member("tx_dropped", U64, PACKETS),
        Member("multicast", U64, PACKETS),
        Member("collisions", U64),
        Member("rx_length_errors", U64),
        Member("rx_over_errors", U64),
        Member("rx_crc_errors", U64),
        Member("rx_frame_errors", U64),
        Member("rx_fifo_errors", U64),
        Member("rx_missed_errors", U64),
        Member("tx_aborted_errors", U64),
        Member("tx_carrier_errors", U64),
        Member("tx_fifo_errors", U64),
        Member("tx_heartbeat_errors", U64),
        Member("tx_window_errors", U64),
        Member("rx_compressed", U64, PACKETS),
        Member("tx_compressed", U64, PACKETS),
        Member("rx_nohandler", U64, PACKETS),
        Member("rx_otherhost_dropped", U64, PACKETS),
    ],
    text=_TEXT,
)

RTNL_HW_STATS64 = Struct(
    "rtnl_hw_stats64",
    [
        Member("rx_packets", U64, PACKETS),
        Member("tx_packets", U64, PACKETS),
        Member("rx_bytes", U64, BYTES),
        Member("tx_bytes", U64, BYTES),
        Member("rx_errors", U64),
        Member("tx_errors", U64),
        Member("rx_dropped", U64, PACKETS),
        Member("tx_dropped", U64, PACKETS),
        Member("multicast", U64, PACKETS),
    ],
    text=_TEXT,
)

RTNL_LINK_IFMAP = Struct(
    "rtnl_link_ifmap",
    [
        Member("mem_start", U64, HEX),
        Member("mem_end", U64, HEX),
        Member("base_addr", U64, HEX),
        Member("irq", U16),
        Member("dma", U8),
        Member("port", U8),
        Pad(4),
    ],
)
