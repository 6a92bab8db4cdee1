"""Common applications kept enhanced: cake, cake_mq; statistics are nests too (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.units import PROBABILITY
from nldissect.schema import (
    BOOL,
    BYTES,
    BYTES_PER_SECOND,
    HEX,
    MICROSECONDS,
    OPAQUE,
    PACKETS,
    S32,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Indexed,
)

CAKE_DIFFSERV = Enum(
    "CAKE_DIFFSERV_",
    {
        0: "CAKE_DIFFSERV_DIFFSERV3",
        1: "CAKE_DIFFSERV_DIFFSERV4",
        2: "CAKE_DIFFSERV_DIFFSERV8",
        3: "CAKE_DIFFSERV_BESTEFFORT",
        4: "CAKE_DIFFSERV_PRECEDENCE",
    },
)
CAKE_ATM = Enum(
    "CAKE_ATM_",
    {
        0: "CAKE_ATM_NONE",
        1: "CAKE_ATM_ATM",
        2: "CAKE_ATM_PTM",
    },
)
CAKE_FLOW = Enum(
    "CAKE_FLOW_",
    {
        0: "CAKE_FLOW_NONE",
        1: "CAKE_FLOW_SRC_IP",
        2: "CAKE_FLOW_DST_IP",
        3: "CAKE_FLOW_HOSTS",
        4: "CAKE_FLOW_FLOWS",
        5: "CAKE_FLOW_DUAL_SRC",
        6: "CAKE_FLOW_DUAL_DST",
        7: "CAKE_FLOW_TRIPLE",
    },
)
CAKE_ACK = Enum(
    "CAKE_ACK_",
    {
        0: "CAKE_ACK_NONE",
        1: "CAKE_ACK_FILTER",
        2: "CAKE_ACK_AGGRESSIVE",
    },
)
CAKE = AttributeSet(
    "TCA_CAKE_",
    [
        Attribute(1, "TCA_CAKE_PAD", OPAQUE),
        Attribute(2, "TCA_CAKE_BASE_RATE64", U64, BYTES_PER_SECOND),
        Attribute(3, "TCA_CAKE_DIFFSERV_MODE", U32, CAKE_DIFFSERV),
        Attribute(4, "TCA_CAKE_ATM", U32, CAKE_ATM),
        Attribute(5, "TCA_CAKE_FLOW_MODE", U32, CAKE_FLOW),
        Attribute(6, "TCA_CAKE_OVERHEAD", S32, BYTES),
        Attribute(7, "TCA_CAKE_RTT", U32, MICROSECONDS),
        Attribute(8, "TCA_CAKE_TARGET", U32, MICROSECONDS),
        Attribute(9, "TCA_CAKE_AUTORATE", U32, BOOL),
        Attribute(10, "TCA_CAKE_MEMORY", U32, BYTES),
        Attribute(11, "TCA_CAKE_NAT", U32, BOOL),
        Attribute(12, "TCA_CAKE_RAW", U32),  # says what it says by being there
        Attribute(13, "TCA_CAKE_WASH", U32, BOOL),
        Attribute(14, "TCA_CAKE_MPU", U32, BYTES),
        Attribute(15, "TCA_CAKE_INGRESS", U32, BOOL),
        Attribute(16, "TCA_CAKE_ACK_FILTER", U32, CAKE_ACK),
        Attribute(17, "TCA_CAKE_SPLIT_GSO", U32, BOOL),
        Attribute(18, "TCA_CAKE_FWMARK", U32, HEX),
    ],
)
TIN_STATS = AttributeSet(
    "TCA_CAKE_TIN_STATS_",
    [
        Attribute(1, "TCA_CAKE_TIN_STATS_PAD", OPAQUE),
        Attribute(2, "TCA_CAKE_TIN_STATS_SENT_PACKETS", U32, PACKETS),
        Attribute(3, "TCA_CAKE_TIN_STATS_SENT_BYTES64", U64, BYTES),
        Attribute(4, "TCA_CAKE_TIN_STATS_DROPPED_PACKETS", U32, PACKETS),
        Attribute(5, "TCA_CAKE_TIN_STATS_DROPPED_BYTES64", U64, BYTES),
        Attribute(6, "TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS", U32, PACKETS),
        Attribute(7, "TCA_CAKE_TIN_STATS_ACKS_DROPPED_BYTES64", U64, BYTES),
        Attribute(8, "TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS", U32, PACKETS),
        Attribute(9, "TCA_CAKE_TIN_STATS_ECN_MARKED_BYTES64", U64, BYTES),
        Attribute(10, "TCA_CAKE_TIN_STATS_BACKLOG_PACKETS", U32, PACKETS),
        Attribute(11, "TCA_CAKE_TIN_STATS_BACKLOG_BYTES", U32, BYTES),
        Attribute(12, "TCA_CAKE_TIN_STATS_THRESHOLD_RATE64", U64, BYTES_PER_SECOND),
        Attribute(13, "TCA_CAKE_TIN_STATS_TARGET_US", U32, MICROSECONDS),
        Attribute(14, "TCA_CAKE_TIN_STATS_INTERVAL_US", U32, MICROSECONDS),
        Attribute(15, "TCA_CAKE_TIN_STATS_WAY_INDIRECT_HITS", U32),
        Attribute(16, "TCA_CAKE_TIN_STATS_WAY_MISSES", U32),
        Attribute(17, "TCA_CAKE_TIN_STATS_WAY_COLLISIONS", U32),
        Attribute(18, "TCA_CAKE_TIN_STATS_PEAK_DELAY_US", U32, MICROSECONDS),
        Attribute(19, "TCA_CAKE_TIN_STATS_AVG_DELAY_US", U32, MICROSECONDS),
        Attribute(20, "TCA_CAKE_TIN_STATS_BASE_DELAY_US", U32, MICROSECONDS),
        Attribute(21, "TCA_CAKE_TIN_STATS_SPARSE_FLOWS", U32),
        Attribute(22, "TCA_CAKE_TIN_STATS_BULK_FLOWS", U32),
        Attribute(23, "TCA_CAKE_TIN_STATS_UNRESPONSIVE_FLOWS", U32),
        Attribute(24, "TCA_CAKE_TIN_STATS_MAX_SKBLEN", U32, BYTES),
        Attribute(25, "TCA_CAKE_TIN_STATS_FLOW_QUANTUM", U32, BYTES),
    ],
)
CAKE_XSTATS = AttributeSet(
    "TCA_CAKE_STATS_",
    [
        Attribute(1, "TCA_CAKE_STATS_PAD", OPAQUE),
        Attribute(2, "TCA_CAKE_STATS_CAPACITY_ESTIMATE64", U64, BYTES_PER_SECOND),
        Attribute(3, "TCA_CAKE_STATS_MEMORY_LIMIT", U32, BYTES),
        Attribute(4, "TCA_CAKE_STATS_MEMORY_USED", U32, BYTES),
        Attribute(5, "TCA_CAKE_STATS_AVG_NETOFF", U32, BYTES),
        Attribute(6, "TCA_CAKE_STATS_MIN_NETLEN", U32, BYTES),
        Attribute(7, "TCA_CAKE_STATS_MAX_NETLEN", U32, BYTES),
        Attribute(8, "TCA_CAKE_STATS_MIN_ADJLEN", U32, BYTES),
        Attribute(9, "TCA_CAKE_STATS_MAX_ADJLEN", U32, BYTES),
        Attribute(10, "TCA_CAKE_STATS_TIN_STATS", Indexed(TIN_STATS)),
        Attribute(11, "TCA_CAKE_STATS_DEFICIT", S32, BYTES),
        Attribute(12, "TCA_CAKE_STATS_COBALT_COUNT", U32),
        Attribute(13, "TCA_CAKE_STATS_DROPPING", U32, BOOL),
        Attribute(14, "TCA_CAKE_STATS_DROP_NEXT_US", S32, MICROSECONDS),
        Attribute(15, "TCA_CAKE_STATS_P_DROP", U32, PROBABILITY),
        Attribute(16, "TCA_CAKE_STATS_BLUE_TIMER_US", S32, MICROSECONDS),
        Attribute(17, "TCA_CAKE_STATS_ACTIVE_QUEUES", U32),
    ],
)
"""of the qdisc; DEFICIT to BLUE_TIMER_US, of a flow (a class)"""
