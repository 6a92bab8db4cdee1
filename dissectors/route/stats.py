"""Statistics of links by themselves: RTM_NEWSTATS and its relatives (linux/if_link.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.route.link_bridge import BRIDGE_VLAN_INFO_FLAGS
from dissectors.route.link_counters import RTNL_HW_STATS64, RTNL_LINK_STATS64
from nldissect.schema import (
    BOOL,
    BYTES,
    INTERFACE,
    OPAQUE,
    PACKETS,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
    Member,
    Pad,
    Question,
    Sequence,
    Struct,
    rtnetlink,
)

# IFLA_STATS_FILTER_BIT(): an attribute's bit is its number less one.
IFLA_STATS_FILTER = Flags(
    "IFLA_STATS_",
    {
        1 << 0: "IFLA_STATS_LINK_64",
        1 << 1: "IFLA_STATS_LINK_XSTATS",
        1 << 2: "IFLA_STATS_LINK_XSTATS_SLAVE",
        1 << 3: "IFLA_STATS_LINK_OFFLOAD_XSTATS",
        1 << 4: "IFLA_STATS_AF_SPEC",
    },
)
IFLA_OFFLOAD_XSTATS_FILTER = Flags(
    "IFLA_OFFLOAD_XSTATS_",
    {
        1 << 0: "IFLA_OFFLOAD_XSTATS_CPU_HIT",
        1 << 1: "IFLA_OFFLOAD_XSTATS_HW_S_INFO",
        1 << 2: "IFLA_OFFLOAD_XSTATS_L3_STATS",
    },
)

IF_STATS_MSG = Struct(
    "if_stats_msg",
    [
        Member("family", U8, AF),
        Pad(1, "pad1"),
        Pad(2, "pad2"),
        Member("ifindex", U32, INTERFACE),
        Member("filter_mask", U32, IFLA_STATS_FILTER),
    ],
)

BRIDGE_VLAN_XSTATS = Struct(
    "bridge_vlan_xstats",
    [
        Member("rx_bytes", U64, BYTES),
        Member("rx_packets", U64, PACKETS),
        Member("tx_bytes", U64, BYTES),
        Member("tx_packets", U64, PACKETS),
        Member("vid", U16),
        Member("flags", U16, BRIDGE_VLAN_INFO_FLAGS),
        Pad(4, "pad2"),
    ],
    text="vlan {vid} rx {rx_packets} packets {rx_bytes} bytes, tx {tx_packets} packets {tx_bytes} bytes",
)

_RX_TX = Sequence(U64, count=2)
"""indexed by BR_MCAST_DIR_RX and BR_MCAST_DIR_TX"""

BR_MCAST_STATS = Struct(
    "br_mcast_stats",
    [
        Member("igmp_v1queries", _RX_TX),
        Member("igmp_v2queries", _RX_TX),
        Member("igmp_v3queries", _RX_TX),
        Member("igmp_leaves", _RX_TX),
        Member("igmp_v1reports", _RX_TX),
        Member("igmp_v2reports", _RX_TX),
        Member("igmp_v3reports", _RX_TX),
        Member("igmp_parse_errors", U64),
        Member("mld_v1queries", _RX_TX),
        Member("mld_v2queries", _RX_TX),
        Member("mld_leaves", _RX_TX),
        Member("mld_v1reports", _RX_TX),
        Member("mld_v2reports", _RX_TX),
        Member("mld_parse_errors", U64),
        Member("mcast_bytes", _RX_TX),
        Member("mcast_packets", _RX_TX),
    ],
)

BRIDGE_STP_XSTATS = Struct(
    "bridge_stp_xstats",
    [
        Member("transition_blk", U64),
        Member("transition_fwd", U64),
        Member("rx_bpdu", U64),
        Member("tx_bpdu", U64),
        Member("rx_tcn", U64),
        Member("tx_tcn", U64),
    ],
)

BRIDGE_XSTATS = AttributeSet(
    "BRIDGE_XSTATS_",
    [
        Attribute(1, "BRIDGE_XSTATS_VLAN", BRIDGE_VLAN_XSTATS, multiple=True),
        Attribute(2, "BRIDGE_XSTATS_MCAST", BR_MCAST_STATS),
        Attribute(3, "BRIDGE_XSTATS_PAD", OPAQUE),
        Attribute(4, "BRIDGE_XSTATS_STP", BRIDGE_STP_XSTATS),
    ],
)

BOND_3AD_STAT = AttributeSet(
    "BOND_3AD_STAT_",
    [
        Attribute(0, "BOND_3AD_STAT_LACPDU_RX", U64),
        Attribute(1, "BOND_3AD_STAT_LACPDU_TX", U64),
        Attribute(2, "BOND_3AD_STAT_LACPDU_UNKNOWN_RX", U64),
        Attribute(3, "BOND_3AD_STAT_LACPDU_ILLEGAL_RX", U64),
        Attribute(4, "BOND_3AD_STAT_MARKER_RX", U64),
        Attribute(5, "BOND_3AD_STAT_MARKER_TX", U64),
        Attribute(6, "BOND_3AD_STAT_MARKER_RESP_RX", U64),
        Attribute(7, "BOND_3AD_STAT_MARKER_RESP_TX", U64),
        Attribute(8, "BOND_3AD_STAT_MARKER_UNKNOWN_RX", U64),
        Attribute(9, "BOND_3AD_STAT_PAD", OPAQUE),
    ],
)
BOND_XSTATS = AttributeSet("BOND_XSTATS_", [Attribute(1, "BOND_XSTATS_3AD", BOND_3AD_STAT)])
"""linux/if_bonding.h"""

LINK_XSTATS_TYPE = AttributeSet(
    "LINK_XSTATS_TYPE_",
    [
        Attribute(1, "LINK_XSTATS_TYPE_BRIDGE", BRIDGE_XSTATS),
        Attribute(2, "LINK_XSTATS_TYPE_BOND", BOND_XSTATS),
    ],
)

IFLA_OFFLOAD_XSTATS_HW_S_INFO = AttributeSet(
    "IFLA_OFFLOAD_XSTATS_HW_S_INFO_",
    [
        Attribute(1, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST", U8, BOOL),
        Attribute(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED", U8, BOOL),
    ],
)
"""whether a kind of statistics is asked of the hardware, and whether it keeps them"""

IFLA_OFFLOAD_XSTATS = AttributeSet(
    "IFLA_OFFLOAD_XSTATS_",
    [
        Attribute(1, "IFLA_OFFLOAD_XSTATS_CPU_HIT", RTNL_LINK_STATS64),
        Attribute(
            2,
            "IFLA_OFFLOAD_XSTATS_HW_S_INFO",
            AttributeSet(
                "IFLA_OFFLOAD_XSTATS_",
                [
                    Attribute(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", IFLA_OFFLOAD_XSTATS_HW_S_INFO),
                ],
            ),
        ),
        Attribute(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", RTNL_HW_STATS64),
    ],
)

MPLS_LINK_STATS = Struct(
    "mpls_link_stats",
    [
        Member("rx_packets", U64, PACKETS),
        Member("tx_packets", U64, PACKETS),
        Member("rx_bytes", U64, BYTES),
        Member("tx_bytes", U64, BYTES),
        Member("rx_errors", U64),
        Member("tx_errors", U64),
        Member("rx_dropped", U64, PACKETS),
        Member("tx_dropped", U64, PACKETS),
        Member("rx_noroute", U64, PACKETS),
    ],
    text="rx {rx_packets} packets {rx_bytes} bytes, tx {tx_packets} packets {tx_bytes} bytes",
)
MPLS_STATS = AttributeSet(
    "MPLS_STATS_",
    [
        Attribute(1, "MPLS_STATS_LINK", MPLS_LINK_STATS),
    ],
)
"""linux/mpls.h"""

IFLA_STATS = AttributeSet(
    "IFLA_STATS_",
    [
        Attribute(1, "IFLA_STATS_LINK_64", RTNL_LINK_STATS64),
        Attribute(2, "IFLA_STATS_LINK_XSTATS", LINK_XSTATS_TYPE),
        Attribute(3, "IFLA_STATS_LINK_XSTATS_SLAVE", LINK_XSTATS_TYPE),
        Attribute(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", IFLA_OFFLOAD_XSTATS),
        Attribute(5, "IFLA_STATS_AF_SPEC", AttributeSet("AF_", [Attribute(28, "AF_MPLS", MPLS_STATS)])),
    ],
)

IFLA_STATS_GET_FILTERS = AttributeSet(
    "IFLA_STATS_",
    [
        Attribute(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", U32, IFLA_OFFLOAD_XSTATS_FILTER),
    ],
)
"""for a kind of statistics that has parts: which of them"""

IFLA_STATS_GETSET = AttributeSet(
    "IFLA_STATS_",
    [
        Attribute(1, "IFLA_STATS_GET_FILTERS", IFLA_STATS_GET_FILTERS),
        Attribute(2, "IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS", U8, BOOL, range=(0, 1)),
    ],
)

MESSAGES = (
    *rtnetlink(
        "STATS",
        IF_STATS_MSG,
        IFLA_STATS,
        new=92,
        summary="dev {ifindex}[ {filter_mask}][ rx {IFLA_STATS_LINK_64.rx_packets} tx {IFLA_STATS_LINK_64.tx_packets}]",
    ),
    *rtnetlink(
        "STATS",
        IF_STATS_MSG,
        IFLA_STATS_GETSET,
        get=94,
        summary="[dev {ifindex} ]{filter_mask}",
        strict=True,
        single=Question(attributes=("IFLA_STATS_GET_FILTERS",)),
        dump=Question({"ifindex": 0}, ("IFLA_STATS_GET_FILTERS",)),
    ),
    *rtnetlink(
        "STATS",
        IF_STATS_MSG,
        IFLA_STATS_GETSET,
        set=95,
        strict=True,
        summary="dev {ifindex}[ l3_stats {IFLA_STATS_SET_OFFLOAD_XSTATS_L3_STATS}]",
    ),
)
