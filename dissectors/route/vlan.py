"""VLANs of bridges and their ports, and what a bridge keeps for each (linux/if_bridge.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.route.link_bridge import BRIDGE_VLAN_INFO
from dissectors.route.link_kinds.bridge import BRIDGE_QUERIER, MDB_RTR_TYPE
from dissectors.route.link_kinds.bridge_port import BR_STATE
from nldissect.schema import (
    BOOL,
    BYTES,
    CLOCK_TICKS,
    INTERFACE,
    OPAQUE,
    PACKETS,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Lazy,
    Member,
    Names,
    Node,
    Pad,
    Struct,
    render,
    rtnetlink,
)

_VLANS_SHOWN = 6
_VLAN_FLAGS = {0x02: "pvid", 0x04: "untagged"}

BR_VLAN_MSG = Struct(
    "br_vlan_msg",
    [
        Member("family", U8, AF),
        Pad(1, "reserved1"),
        Pad(2, "reserved2"),
        Member("ifindex", U32, INTERFACE),
    ],
)

BRIDGE_VLANDB_DUMPF = Flags(
    "BRIDGE_VLANDB_DUMPF_",
    {
        0x1: "BRIDGE_VLANDB_DUMPF_STATS",
        0x2: "BRIDGE_VLANDB_DUMPF_GLOBAL",
    },
)
BRIDGE_VLANDB_DUMP = AttributeSet(
    "BRIDGE_VLANDB_DUMP_",
    [
        Attribute(1, "BRIDGE_VLANDB_DUMP_FLAGS", U32, BRIDGE_VLANDB_DUMPF),
    ],
)

TUNNEL_COMMAND = Enum("RTM_", {19: "RTM_SETLINK", 17: "RTM_DELLINK"})
BRIDGE_VLANDB_TINFO = AttributeSet(
    "BRIDGE_VLANDB_TINFO_",
    [
        Attribute(1, "BRIDGE_VLANDB_TINFO_ID", U32),
        Attribute(2, "BRIDGE_VLANDB_TINFO_CMD", U32, TUNNEL_COMMAND),
    ],
)
BRIDGE_VLANDB_STATS = AttributeSet(
    "BRIDGE_VLANDB_STATS_",
    [
        Attribute(1, "BRIDGE_VLANDB_STATS_RX_BYTES", U64, BYTES),
        Attribute(2, "BRIDGE_VLANDB_STATS_RX_PACKETS", U64, PACKETS),
        Attribute(3, "BRIDGE_VLANDB_STATS_TX_BYTES", U64, BYTES),
        Attribute(4, "BRIDGE_VLANDB_STATS_TX_PACKETS", U64, PACKETS),
        Attribute(5, "BRIDGE_VLANDB_STATS_PAD", OPAQUE),
    ],
)
BRIDGE_VLANDB_ENTRY = AttributeSet(
    "BRIDGE_VLANDB_ENTRY_",
    [
        Attribute(1, "BRIDGE_VLANDB_ENTRY_INFO", BRIDGE_VLAN_INFO),
        Attribute(2, "BRIDGE_VLANDB_ENTRY_RANGE", U16),
        Attribute(3, "BRIDGE_VLANDB_ENTRY_STATE", U8, BR_STATE),
        Attribute(4, "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", BRIDGE_VLANDB_TINFO),
        Attribute(5, "BRIDGE_VLANDB_ENTRY_STATS", BRIDGE_VLANDB_STATS),
        Attribute(6, "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", U8, MDB_RTR_TYPE),
        Attribute(7, "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS", U32),
        Attribute(8, "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", U32),
        Attribute(9, "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", U8, BOOL, range=(0, 1)),
        Attribute(10, "BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT", U8, BOOL, range=(0, 1)),
    ],
)
BRIDGE_VLANDB_GOPTS = AttributeSet(
    "BRIDGE_VLANDB_GOPTS_",
    [
        Attribute(1, "BRIDGE_VLANDB_GOPTS_ID", U16),
        Attribute(2, "BRIDGE_VLANDB_GOPTS_RANGE", U16),
        Attribute(3, "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING", U8, BOOL),
        Attribute(4, "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION", U8),
        Attribute(5, "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION", U8),
        Attribute(6, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT", U32),
        Attribute(7, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT", U32),
        Attribute(8, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL", U64, CLOCK_TICKS),
        Attribute(9, "BRIDGE_VLANDB_GOPTS_PAD", OPAQUE),
        Attribute(10, "BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL", U64, CLOCK_TICKS),
        Attribute(11, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL", U64, CLOCK_TICKS),
        Attribute(12, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL", U64, CLOCK_TICKS),
        Attribute(13, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL", U64, CLOCK_TICKS),
        Attribute(14, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL", U64, CLOCK_TICKS),
        Attribute(15, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER", U8, BOOL),
        Attribute(16, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS", Lazy("dissectors.route.mdb:MDBA")),
        Attribute(17, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE", BRIDGE_QUERIER),
        Attribute(18, "BRIDGE_VLANDB_GOPTS_MSTI", U16),
    ],
)
BRIDGE_VLANDB = AttributeSet(
    "BRIDGE_VLANDB_",
    [
        Attribute(1, "BRIDGE_VLANDB_ENTRY", BRIDGE_VLANDB_ENTRY, multiple=True),
        Attribute(2, "BRIDGE_VLANDB_GLOBAL_OPTIONS", BRIDGE_VLANDB_GOPTS, multiple=True),
    ],
)


def summary(tree: Node, names: Names) -> str:
    """`dev p0 vlan 10-20 pvid untagged state forwarding, vlan 30`."""
    index = tree.get("ifindex")
    words = [render("dev {ifindex}", tree, names)] if index is not None and index.value else []
    entries = [text for node in tree if (text := _entry(node, names))]
    if len(entries) > _VLANS_SHOWN:
        entries[_VLANS_SHOWN:] = [f"… {len(entries)} in all"]
    return " ".join([*words, ", ".join(entries)]).strip()


def _entry(node: Node, names: Names) -> str:
    if node.name == "BRIDGE_VLANDB_ENTRY":
        info = node.get("BRIDGE_VLANDB_ENTRY_INFO")
        flags = info.get("flags") if info is not None else None
        value = flags.value if flags is not None else None
        words = [name for mask, name in _VLAN_FLAGS.items() if isinstance(value, int) and value & mask]
        who = render("vlan {BRIDGE_VLANDB_ENTRY_INFO.vid}[-{BRIDGE_VLANDB_ENTRY_RANGE}]", node, names)
        rest = "[state {BRIDGE_VLANDB_ENTRY_STATE}][ tunnel {BRIDGE_VLANDB_ENTRY_TUNNEL_INFO.BRIDGE_VLANDB_TINFO_ID}]"
        return " ".join([who, *words, render(rest, node, names)]).rstrip()
    if node.name == "BRIDGE_VLANDB_GLOBAL_OPTIONS":
        who = "vlan {BRIDGE_VLANDB_GOPTS_ID}[-{BRIDGE_VLANDB_GOPTS_RANGE}]"
        return render(
            f"global {who}[ mcast_snooping {{BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING}}][ msti {{BRIDGE_VLANDB_GOPTS_MSTI}}]",
            node,
            names,
        )
    return ""


MESSAGES = (
    *rtnetlink("VLAN", BR_VLAN_MSG, BRIDGE_VLANDB, new=112, delete=113, summary=summary, strict=True),
    *rtnetlink("VLAN", BR_VLAN_MSG, BRIDGE_VLANDB_DUMP, get=114, summary="[{BRIDGE_VLANDB_DUMP_FLAGS}]", strict=True),
)
