"""VNIs of VXLAN devices that filter by them (linux/if_link.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    BYTES,
    INTERFACE,
    IPV4,
    IPV6,
    OPAQUE,
    PACKETS,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
    Member,
    Names,
    Node,
    Pad,
    Struct,
    render,
    rtnetlink,
)

_SHOWN = 6
"""entries that fit in a line"""

TUNNEL_MSG_FLAG = Flags("TUNNEL_MSG_FLAG_", {0x1: "TUNNEL_MSG_FLAG_STATS"})

TUNNEL_MSG = Struct(
    "tunnel_msg",
    [
        Member("family", U8, AF),
        Member("flags", U8, TUNNEL_MSG_FLAG),
        Pad(2, "reserved2"),
        Member("ifindex", U32, INTERFACE),
    ],
)

VNIFILTER_ENTRY_STATS = AttributeSet(
    "VNIFILTER_ENTRY_STATS_",
    [
        Attribute(1, "VNIFILTER_ENTRY_STATS_RX_BYTES", U64, BYTES),
        Attribute(2, "VNIFILTER_ENTRY_STATS_RX_PKTS", U64, PACKETS),
        Attribute(3, "VNIFILTER_ENTRY_STATS_RX_DROPS", U64, PACKETS),
        Attribute(4, "VNIFILTER_ENTRY_STATS_RX_ERRORS", U64, PACKETS),
        Attribute(5, "VNIFILTER_ENTRY_STATS_TX_BYTES", U64, BYTES),
        Attribute(6, "VNIFILTER_ENTRY_STATS_TX_PKTS", U64, PACKETS),
        Attribute(7, "VNIFILTER_ENTRY_STATS_TX_DROPS", U64, PACKETS),
        Attribute(8, "VNIFILTER_ENTRY_STATS_TX_ERRORS", U64, PACKETS),
        Attribute(9, "VNIFILTER_ENTRY_STATS_PAD", OPAQUE),
    ],
)

VXLAN_VNIFILTER_ENTRY = AttributeSet(
    "VXLAN_VNIFILTER_ENTRY_",
    [
        Attribute(1, "VXLAN_VNIFILTER_ENTRY_START", U32),
        Attribute(2, "VXLAN_VNIFILTER_ENTRY_END", U32),
        Attribute(3, "VXLAN_VNIFILTER_ENTRY_GROUP", IPV4),
        Attribute(4, "VXLAN_VNIFILTER_ENTRY_GROUP6", IPV6),
        Attribute(5, "VXLAN_VNIFILTER_ENTRY_STATS", VNIFILTER_ENTRY_STATS),
    ],
)
"""one VNI, or a range of them"""

VXLAN_VNIFILTER = AttributeSet(
    "VXLAN_VNIFILTER_",
    [
        Attribute(1, "VXLAN_VNIFILTER_ENTRY", VXLAN_VNIFILTER_ENTRY, multiple=True),
    ],
)

_ENTRY = (
    "vni {VXLAN_VNIFILTER_ENTRY_START}[-{VXLAN_VNIFILTER_ENTRY_END}]"
    "[ group {VXLAN_VNIFILTER_ENTRY_GROUP}][ group {VXLAN_VNIFILTER_ENTRY_GROUP6}]"
)


def summary(tree: Node, names: Names) -> str:
    """`dev vx0 vni 100-200 group 239.1.1.1, vni 300`."""
    index = tree.get("ifindex")
    words = [render("dev {ifindex}", tree, names)] if index is not None and index.value else []
    entries = [render(_ENTRY, node, names) for node in tree if node.name == "VXLAN_VNIFILTER_ENTRY"]
    if len(entries) > _SHOWN:
        entries[_SHOWN:] = [f"… {len(entries)} in all"]
    return " ".join([*words, ", ".join(entries)]).strip()


MESSAGES = rtnetlink("TUNNEL", TUNNEL_MSG, VXLAN_VNIFILTER, new=120, delete=121, get=122, summary=summary, strict=True)
