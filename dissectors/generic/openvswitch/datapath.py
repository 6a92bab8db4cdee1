"""Datapaths and their ports, conntrack limits and meters of Open vSwitch (linux/openvswitch.h)."""

from __future__ import annotations

from dissectors.generic.openvswitch.header import OVS_FLOW_STATS, OVS_HEADER
from nldissect.schema import (
    BYTES,
    FLAG,
    IFNAME,
    INTERFACE,
    MILLISECONDS,
    NETNSID,
    OPAQUE,
    PACKETS,
    S32,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Indexed,
    Member,
    Names,
    Node,
    Operation,
    Pad,
    Sequence,
    Struct,
    Unit,
)

OVS_DP_F = Flags(
    "OVS_DP_F_",
    {
        0x1: "OVS_DP_F_UNALIGNED",
        0x2: "OVS_DP_F_VPORT_PIDS",
        0x4: "OVS_DP_F_TC_RECIRC_SHARING",
        0x8: "OVS_DP_F_DISPATCH_UPCALL_PER_CPU",
    },
)
OVS_DP_STATS = Struct(
    "ovs_dp_stats",
    [Member("n_hit", U64), Member("n_missed", U64), Member("n_lost", U64), Member("n_flows", U64)],
    text="hit {n_hit} missed {n_missed} lost {n_lost} flows {n_flows}",
)
OVS_DP_MEGAFLOW_STATS = Struct(
    "ovs_dp_megaflow_stats",
    [
        Member("n_mask_hit", U64),
        Member("n_masks", U32),
        Pad(4, "pad0"),
        Member("n_cache_hit", U64),
        Pad(8, "pad1"),
    ],
    text="masks {n_masks} hit {n_mask_hit} cache hit {n_cache_hit}",
)
OVS_DP_ATTR = AttributeSet(
    "OVS_DP_ATTR_",
    [
        Attribute(1, "OVS_DP_ATTR_NAME", IFNAME),
        Attribute(2, "OVS_DP_ATTR_UPCALL_PID", U32),
        Attribute(3, "OVS_DP_ATTR_STATS", OVS_DP_STATS),
        Attribute(4, "OVS_DP_ATTR_MEGAFLOW_STATS", OVS_DP_MEGAFLOW_STATS),
        Attribute(5, "OVS_DP_ATTR_USER_FEATURES", U32, OVS_DP_F),
        Attribute(6, "OVS_DP_ATTR_PAD", OPAQUE),
        Attribute(7, "OVS_DP_ATTR_MASKS_CACHE_SIZE", U32),
        Attribute(8, "OVS_DP_ATTR_PER_CPU_PIDS", Sequence(U32)),
        Attribute(9, "OVS_DP_ATTR_IFINDEX", U32, INTERFACE),
    ],
)

OVS_VPORT_TYPE = Enum(
    "OVS_VPORT_TYPE_",
    {
        0: "OVS_VPORT_TYPE_UNSPEC",
        1: "OVS_VPORT_TYPE_NETDEV",
        2: "OVS_VPORT_TYPE_INTERNAL",
        3: "OVS_VPORT_TYPE_GRE",
        4: "OVS_VPORT_TYPE_VXLAN",
        5: "OVS_VPORT_TYPE_GENEVE",
    },
)
OVS_VPORT_STATS = Struct(
    "ovs_vport_stats",
    [
        Member("rx_packets", U64, PACKETS),
        Member("tx_packets", U64, PACKETS),
        Member("rx_bytes", U64, BYTES),
        Member("tx_bytes", U64, BYTES),
        Member("rx_errors", U64),
        Member("tx_errors", U64),
        Member("rx_dropped", U64),
        Member("tx_dropped", U64),
    ],
    text="rx {rx_packets} packets {rx_bytes} bytes tx {tx_packets} packets {tx_bytes} bytes",
)
OVS_TUNNEL_ATTR = AttributeSet(
    "OVS_TUNNEL_ATTR_",
    [
        Attribute(1, "OVS_TUNNEL_ATTR_DST_PORT", U16),
        Attribute(
            2, "OVS_TUNNEL_ATTR_EXTENSION", AttributeSet("OVS_VXLAN_EXT_", [Attribute(1, "OVS_VXLAN_EXT_GBP", FLAG)])
        ),
    ],
)
OVS_VPORT_UPCALL_ATTR = AttributeSet(
    "OVS_VPORT_UPCALL_ATTR_",
    [
        Attribute(0, "OVS_VPORT_UPCALL_ATTR_SUCCESS", U64),
        Attribute(1, "OVS_VPORT_UPCALL_ATTR_FAIL", U64),
    ],
)
OVS_VPORT_ATTR = AttributeSet(
    "OVS_VPORT_ATTR_",
    [
        Attribute(1, "OVS_VPORT_ATTR_PORT_NO", U32),
        Attribute(2, "OVS_VPORT_ATTR_TYPE", U32, OVS_VPORT_TYPE),
        Attribute(3, "OVS_VPORT_ATTR_NAME", IFNAME),
        Attribute(4, "OVS_VPORT_ATTR_OPTIONS", OVS_TUNNEL_ATTR),
        Attribute(5, "OVS_VPORT_ATTR_UPCALL_PID", Sequence(U32)),
        Attribute(6, "OVS_VPORT_ATTR_STATS", OVS_VPORT_STATS),
        Attribute(7, "OVS_VPORT_ATTR_PAD", OPAQUE),
        Attribute(8, "OVS_VPORT_ATTR_IFINDEX", U32, INTERFACE),
        Attribute(9, "OVS_VPORT_ATTR_NETNSID", S32, NETNSID),
        Attribute(10, "OVS_VPORT_ATTR_UPCALL_STATS", OVS_VPORT_UPCALL_ATTR),
    ],
)

OVS_BAND_ATTR = AttributeSet(
    "OVS_BAND_ATTR_",
    [
        Attribute(
            1,
            "OVS_BAND_ATTR_TYPE",
            U32,
            Enum("OVS_METER_BAND_TYPE_", {0: "OVS_METER_BAND_TYPE_UNSPEC", 1: "OVS_METER_BAND_TYPE_DROP"}),
        ),
        Attribute(2, "OVS_BAND_ATTR_RATE", U32),
        Attribute(3, "OVS_BAND_ATTR_BURST", U32),
        Attribute(4, "OVS_BAND_ATTR_STATS", OVS_FLOW_STATS),
    ],
)
"""rates are in packets a second, or kbit a second where the meter has OVS_METER_ATTR_KBPS"""
OVS_METER_ATTR = AttributeSet(
    "OVS_METER_ATTR_",
    [
        Attribute(1, "OVS_METER_ATTR_ID", U32),
        Attribute(2, "OVS_METER_ATTR_KBPS", FLAG),
        Attribute(3, "OVS_METER_ATTR_STATS", OVS_FLOW_STATS),
        Attribute(4, "OVS_METER_ATTR_BANDS", Indexed(OVS_BAND_ATTR)),
        Attribute(5, "OVS_METER_ATTR_USED", U64, MILLISECONDS),
        Attribute(6, "OVS_METER_ATTR_CLEAR", FLAG),
        Attribute(7, "OVS_METER_ATTR_MAX_METERS", U32),
        Attribute(8, "OVS_METER_ATTR_MAX_BANDS", U32),
        Attribute(9, "OVS_METER_ATTR_PAD", OPAQUE),
    ],
)

OVS_ZONE_LIMIT_DEFAULT_ZONE = -1
OVS_ZONE_LIMIT = Struct(
    "ovs_zone_limit",
    [
        Member("zone_id", S32, Unit("", {OVS_ZONE_LIMIT_DEFAULT_ZONE: "default"})),
        Member("limit", U32, Unit("", {0: "none"})),
        Member("count", U32),
    ],
    text="zone={zone_id},limit={limit},count={count}",
)
OVS_CT_LIMIT_ATTR = AttributeSet(
    "OVS_CT_LIMIT_ATTR_", [Attribute(1, "OVS_CT_LIMIT_ATTR_ZONE_LIMIT", Sequence(OVS_ZONE_LIMIT))]
)


def _limits(tree: Node, names: Names) -> str:
    zones = tree.get("OVS_CT_LIMIT_ATTR_ZONE_LIMIT")
    return "" if zones is None else " ".join(zone.text for zone in zones)


FAMILIES = (
    GenericFamily(
        "ovs_datapath",
        OVS_DP_ATTR,
        commands=(
            Command(1, "OVS_DP_CMD_NEW", operation=Operation.NEW),
            Command(2, "OVS_DP_CMD_DEL", operation=Operation.DELETE),
            Command(3, "OVS_DP_CMD_GET", operation=Operation.GET),
            Command(4, "OVS_DP_CMD_SET", operation=Operation.NEW),
        ),
        header=OVS_HEADER,
        version=2,
        groups=("ovs_datapath",),
        summary="[{OVS_DP_ATTR_NAME}][ {OVS_DP_ATTR_STATS}][ features {OVS_DP_ATTR_USER_FEATURES}]",
    ),
    GenericFamily(
        "ovs_vport",
        OVS_VPORT_ATTR,
        commands=(
            Command(1, "OVS_VPORT_CMD_NEW", operation=Operation.NEW),
            Command(2, "OVS_VPORT_CMD_DEL", operation=Operation.DELETE),
            Command(3, "OVS_VPORT_CMD_GET", operation=Operation.GET),
            Command(4, "OVS_VPORT_CMD_SET", operation=Operation.NEW),
        ),
        header=OVS_HEADER,
        groups=("ovs_vport",),
        summary="[port {OVS_VPORT_ATTR_PORT_NO}][ {OVS_VPORT_ATTR_NAME}][ ({OVS_VPORT_ATTR_TYPE})]"
        "[ dev {OVS_VPORT_ATTR_IFINDEX}][ {OVS_VPORT_ATTR_STATS}]",
    ),
    GenericFamily(
        "ovs_meter",
        OVS_METER_ATTR,
        commands=(
            Command(1, "OVS_METER_CMD_FEATURES", operation=Operation.GET),
            Command(2, "OVS_METER_CMD_SET", operation=Operation.NEW),
            Command(3, "OVS_METER_CMD_DEL", operation=Operation.DELETE),
            Command(4, "OVS_METER_CMD_GET", operation=Operation.GET),
        ),
        header=OVS_HEADER,
        groups=("ovs_meter",),
        summary="[meter={OVS_METER_ATTR_ID}][ max meters {OVS_METER_ATTR_MAX_METERS}][ {OVS_METER_ATTR_STATS}]",
    ),
    GenericFamily(
        "ovs_ct_limit",
        OVS_CT_LIMIT_ATTR,
        commands=(
            Command(1, "OVS_CT_LIMIT_CMD_SET", operation=Operation.NEW),
            Command(2, "OVS_CT_LIMIT_CMD_DEL", operation=Operation.DELETE),
            Command(3, "OVS_CT_LIMIT_CMD_GET", operation=Operation.GET),
        ),
        header=OVS_HEADER,
        groups=("ovs_ct_limit",),
        summary=_limits,
    ),
)
