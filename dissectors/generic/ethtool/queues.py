"""Rings, channels, interrupt coalescing, distribution among queues, ports of tunnels (linux/ethtool.h)."""

from __future__ import annotations

from dissectors.generic.ethtool.header import ETHTOOL_A_HEADER, bitset
from nldissect.schema import (
    BE16,
    BOOL,
    BYTES,
    MICROSECONDS,
    NANOSECONDS,
    OPAQUE,
    PACKETS,
    SECONDS,
    U8,
    U32,
    UINT,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Sequence,
    Unit,
)

ETHTOOL_TCP_DATA_SPLIT = Enum(
    "ETHTOOL_TCP_DATA_SPLIT_",
    {
        0: "ETHTOOL_TCP_DATA_SPLIT_UNKNOWN",
        1: "ETHTOOL_TCP_DATA_SPLIT_DISABLED",
        2: "ETHTOOL_TCP_DATA_SPLIT_ENABLED",
    },
)
ETH_RSS_HASH = Flags("ETH_RSS_HASH_", {0x1: "ETH_RSS_HASH_TOP", 0x2: "ETH_RSS_HASH_XOR", 0x4: "ETH_RSS_HASH_CRC32"})
"""hash functions (include/linux/ethtool.h)"""
RXH_XFRM = Flags("RXH_XFRM_", {0xFF: "RXH_XFRM_NO_CHANGE", 0x1: "RXH_XFRM_SYM_XOR", 0x2: "RXH_XFRM_SYM_OR_XOR"})
RXH = Flags(
    "RXH_",
    {
        0x2: "RXH_L2DA",
        0x4: "RXH_VLAN",
        0x8: "RXH_L3_PROTO",
        0x10: "RXH_IP_SRC",
        0x20: "RXH_IP_DST",
        0x40: "RXH_L4_B_0_1",
        0x80: "RXH_L4_B_2_3",
        0x100: "RXH_GTP_TEID",
        0x200: "RXH_IP6_FL",
        0x80000000: "RXH_DISCARD",
    },
)
"""what of a packet goes into its hash"""
ETHTOOL_UDP_TUNNEL_TYPE = Enum(
    "ETHTOOL_UDP_TUNNEL_TYPE_",
    {
        0: "ETHTOOL_UDP_TUNNEL_TYPE_VXLAN",
        1: "ETHTOOL_UDP_TUNNEL_TYPE_GENEVE",
        2: "ETHTOOL_UDP_TUNNEL_TYPE_VXLAN_GPE",
    },
)
ETHTOOL_A_RINGS = AttributeSet(
    "ETHTOOL_A_RINGS_",
    [
        Attribute(1, "ETHTOOL_A_RINGS_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_RINGS_RX_MAX", U32),
        Attribute(3, "ETHTOOL_A_RINGS_RX_MINI_MAX", U32),
        Attribute(4, "ETHTOOL_A_RINGS_RX_JUMBO_MAX", U32),
        Attribute(5, "ETHTOOL_A_RINGS_TX_MAX", U32),
        Attribute(6, "ETHTOOL_A_RINGS_RX", U32),
        Attribute(7, "ETHTOOL_A_RINGS_RX_MINI", U32),
        Attribute(8, "ETHTOOL_A_RINGS_RX_JUMBO", U32),
        Attribute(9, "ETHTOOL_A_RINGS_TX", U32),
        Attribute(10, "ETHTOOL_A_RINGS_RX_BUF_LEN", U32, BYTES, range=(1, 0xFFFFFFFF)),
        Attribute(11, "ETHTOOL_A_RINGS_TCP_DATA_SPLIT", U8, ETHTOOL_TCP_DATA_SPLIT, range=(0, 2)),
        Attribute(12, "ETHTOOL_A_RINGS_CQE_SIZE", U32, BYTES, range=(1, 0xFFFFFFFF)),
        Attribute(13, "ETHTOOL_A_RINGS_TX_PUSH", U8, BOOL, range=(0, 1)),
        Attribute(14, "ETHTOOL_A_RINGS_RX_PUSH", U8, BOOL, range=(0, 1)),
        Attribute(15, "ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN", U32, BYTES),
        Attribute(16, "ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX", U32, BYTES),
        Attribute(17, "ETHTOOL_A_RINGS_HDS_THRESH", U32, BYTES),
        Attribute(18, "ETHTOOL_A_RINGS_HDS_THRESH_MAX", U32, BYTES),
    ],
)
ETHTOOL_A_CHANNELS = AttributeSet(
    "ETHTOOL_A_CHANNELS_",
    [
        Attribute(1, "ETHTOOL_A_CHANNELS_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_CHANNELS_RX_MAX", U32),
        Attribute(3, "ETHTOOL_A_CHANNELS_TX_MAX", U32),
        Attribute(4, "ETHTOOL_A_CHANNELS_OTHER_MAX", U32),
        Attribute(5, "ETHTOOL_A_CHANNELS_COMBINED_MAX", U32),
        Attribute(6, "ETHTOOL_A_CHANNELS_RX_COUNT", U32),
        Attribute(7, "ETHTOOL_A_CHANNELS_TX_COUNT", U32),
        Attribute(8, "ETHTOOL_A_CHANNELS_OTHER_COUNT", U32),
        Attribute(9, "ETHTOOL_A_CHANNELS_COMBINED_COUNT", U32),
    ],
)
ETHTOOL_A_IRQ_MODERATION = AttributeSet(
    "ETHTOOL_A_IRQ_MODERATION_",
    [
        Attribute(1, "ETHTOOL_A_IRQ_MODERATION_USEC", U32, MICROSECONDS),
        Attribute(2, "ETHTOOL_A_IRQ_MODERATION_PKTS", U32, PACKETS),
        Attribute(3, "ETHTOOL_A_IRQ_MODERATION_COMPS", U32),
    ],
)
ETHTOOL_A_PROFILE = AttributeSet(
    "ETHTOOL_A_PROFILE_",
    [
        Attribute(1, "ETHTOOL_A_PROFILE_IRQ_MODERATION", ETHTOOL_A_IRQ_MODERATION, multiple=True),
    ],
)
ETHTOOL_A_COALESCE = AttributeSet(
    "ETHTOOL_A_COALESCE_",
    [
        Attribute(1, "ETHTOOL_A_COALESCE_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_COALESCE_RX_USECS", U32, MICROSECONDS),
        Attribute(3, "ETHTOOL_A_COALESCE_RX_MAX_FRAMES", U32, PACKETS),
        Attribute(4, "ETHTOOL_A_COALESCE_RX_USECS_IRQ", U32, MICROSECONDS),
        Attribute(5, "ETHTOOL_A_COALESCE_RX_MAX_FRAMES_IRQ", U32, PACKETS),
        Attribute(6, "ETHTOOL_A_COALESCE_TX_USECS", U32, MICROSECONDS),
        Attribute(7, "ETHTOOL_A_COALESCE_TX_MAX_FRAMES", U32, PACKETS),
        Attribute(8, "ETHTOOL_A_COALESCE_TX_USECS_IRQ", U32, MICROSECONDS),
        Attribute(9, "ETHTOOL_A_COALESCE_TX_MAX_FRAMES_IRQ", U32, PACKETS),
        Attribute(10, "ETHTOOL_A_COALESCE_STATS_BLOCK_USECS", U32, MICROSECONDS),
        Attribute(11, "ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX", U8, BOOL),
        Attribute(12, "ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX", U8, BOOL),
        Attribute(13, "ETHTOOL_A_COALESCE_PKT_RATE_LOW", U32, Unit("packets/s")),
        Attribute(14, "ETHTOOL_A_COALESCE_RX_USECS_LOW", U32, MICROSECONDS),
        Attribute(15, "ETHTOOL_A_COALESCE_RX_MAX_FRAMES_LOW", U32, PACKETS),
        Attribute(16, "ETHTOOL_A_COALESCE_TX_USECS_LOW", U32, MICROSECONDS),
        Attribute(17, "ETHTOOL_A_COALESCE_TX_MAX_FRAMES_LOW", U32, PACKETS),
        Attribute(18, "ETHTOOL_A_COALESCE_PKT_RATE_HIGH", U32, Unit("packets/s")),
        Attribute(19, "ETHTOOL_A_COALESCE_RX_USECS_HIGH", U32, MICROSECONDS),
        Attribute(20, "ETHTOOL_A_COALESCE_RX_MAX_FRAMES_HIGH", U32, PACKETS),
        Attribute(21, "ETHTOOL_A_COALESCE_TX_USECS_HIGH", U32, MICROSECONDS),
        Attribute(22, "ETHTOOL_A_COALESCE_TX_MAX_FRAMES_HIGH", U32, PACKETS),
        Attribute(23, "ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL", U32, SECONDS),
        Attribute(24, "ETHTOOL_A_COALESCE_USE_CQE_MODE_TX", U8, BOOL, range=(0, 1)),
        Attribute(25, "ETHTOOL_A_COALESCE_USE_CQE_MODE_RX", U8, BOOL, range=(0, 1)),
        Attribute(26, "ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES", U32, BYTES),
        Attribute(27, "ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES", U32, PACKETS),
        Attribute(28, "ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS", U32, MICROSECONDS),
        Attribute(29, "ETHTOOL_A_COALESCE_RX_PROFILE", ETHTOOL_A_PROFILE),
        Attribute(30, "ETHTOOL_A_COALESCE_TX_PROFILE", ETHTOOL_A_PROFILE),
        Attribute(31, "ETHTOOL_A_COALESCE_RX_CQE_FRAMES", U32, PACKETS),
        Attribute(32, "ETHTOOL_A_COALESCE_RX_CQE_NSECS", U32, NANOSECONDS),
    ],
)
ETHTOOL_A_FLOW = AttributeSet(
    "ETHTOOL_A_FLOW_",
    [
        Attribute(1, "ETHTOOL_A_FLOW_ETHER", UINT, RXH),
        Attribute(2, "ETHTOOL_A_FLOW_IP4", UINT, RXH),
        Attribute(3, "ETHTOOL_A_FLOW_IP6", UINT, RXH),
        Attribute(4, "ETHTOOL_A_FLOW_TCP4", UINT, RXH),
        Attribute(5, "ETHTOOL_A_FLOW_TCP6", UINT, RXH),
        Attribute(6, "ETHTOOL_A_FLOW_UDP4", UINT, RXH),
        Attribute(7, "ETHTOOL_A_FLOW_UDP6", UINT, RXH),
        Attribute(8, "ETHTOOL_A_FLOW_SCTP4", UINT, RXH),
        Attribute(9, "ETHTOOL_A_FLOW_SCTP6", UINT, RXH),
        Attribute(10, "ETHTOOL_A_FLOW_AH4", UINT, RXH),
        Attribute(11, "ETHTOOL_A_FLOW_AH6", UINT, RXH),
        Attribute(12, "ETHTOOL_A_FLOW_ESP4", UINT, RXH),
        Attribute(13, "ETHTOOL_A_FLOW_ESP6", UINT, RXH),
        Attribute(14, "ETHTOOL_A_FLOW_AH_ESP4", UINT, RXH),
        Attribute(15, "ETHTOOL_A_FLOW_AH_ESP6", UINT, RXH),
        Attribute(16, "ETHTOOL_A_FLOW_GTPU4", UINT, RXH),
        Attribute(17, "ETHTOOL_A_FLOW_GTPU6", UINT, RXH),
        Attribute(18, "ETHTOOL_A_FLOW_GTPC4", UINT, RXH),
        Attribute(19, "ETHTOOL_A_FLOW_GTPC6", UINT, RXH),
        Attribute(20, "ETHTOOL_A_FLOW_GTPC_TEID4", UINT, RXH),
        Attribute(21, "ETHTOOL_A_FLOW_GTPC_TEID6", UINT, RXH),
        Attribute(22, "ETHTOOL_A_FLOW_GTPU_EH4", UINT, RXH),
        Attribute(23, "ETHTOOL_A_FLOW_GTPU_EH6", UINT, RXH),
        Attribute(24, "ETHTOOL_A_FLOW_GTPU_UL4", UINT, RXH),
        Attribute(25, "ETHTOOL_A_FLOW_GTPU_UL6", UINT, RXH),
        Attribute(26, "ETHTOOL_A_FLOW_GTPU_DL4", UINT, RXH),
        Attribute(27, "ETHTOOL_A_FLOW_GTPU_DL6", UINT, RXH),
    ],
)
ETHTOOL_A_RSS = AttributeSet(
    "ETHTOOL_A_RSS_",
    [
        Attribute(1, "ETHTOOL_A_RSS_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_RSS_CONTEXT", U32),
        Attribute(3, "ETHTOOL_A_RSS_HFUNC", U32, ETH_RSS_HASH, range=(1, 255)),
        Attribute(4, "ETHTOOL_A_RSS_INDIR", Sequence(U32)),
        Attribute(5, "ETHTOOL_A_RSS_HKEY", OPAQUE),
        Attribute(6, "ETHTOOL_A_RSS_INPUT_XFRM", U32, RXH_XFRM, range=(0, 2)),
        Attribute(7, "ETHTOOL_A_RSS_START_CONTEXT", U32),
        Attribute(8, "ETHTOOL_A_RSS_FLOW_HASH", ETHTOOL_A_FLOW),
    ],
)
ETHTOOL_A_TUNNEL_UDP_ENTRY = AttributeSet(
    "ETHTOOL_A_TUNNEL_UDP_ENTRY_",
    [
        Attribute(1, "ETHTOOL_A_TUNNEL_UDP_ENTRY_PORT", BE16),
        Attribute(2, "ETHTOOL_A_TUNNEL_UDP_ENTRY_TYPE", U32, ETHTOOL_UDP_TUNNEL_TYPE),
    ],
)
ETHTOOL_A_TUNNEL_UDP_TABLE = AttributeSet(
    "ETHTOOL_A_TUNNEL_UDP_TABLE_",
    [
        Attribute(1, "ETHTOOL_A_TUNNEL_UDP_TABLE_SIZE", U32),
        Attribute(2, "ETHTOOL_A_TUNNEL_UDP_TABLE_TYPES", bitset(ETHTOOL_UDP_TUNNEL_TYPE)),
        Attribute(3, "ETHTOOL_A_TUNNEL_UDP_TABLE_ENTRY", ETHTOOL_A_TUNNEL_UDP_ENTRY, multiple=True),
    ],
)
ETHTOOL_A_TUNNEL_UDP = AttributeSet(
    "ETHTOOL_A_TUNNEL_UDP_",
    [
        Attribute(1, "ETHTOOL_A_TUNNEL_UDP_TABLE", ETHTOOL_A_TUNNEL_UDP_TABLE, multiple=True),
    ],
)
ETHTOOL_A_TUNNEL_INFO = AttributeSet(
    "ETHTOOL_A_TUNNEL_INFO_",
    [
        Attribute(1, "ETHTOOL_A_TUNNEL_INFO_HEADER", ETHTOOL_A_HEADER),
        Attribute(2, "ETHTOOL_A_TUNNEL_INFO_UDP_PORTS", ETHTOOL_A_TUNNEL_UDP),
    ],
)
