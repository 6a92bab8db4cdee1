"""What `bridge -j -d -s` and `ip -j link xstats` print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import Ignored, Inside, Table, at, get
from tests.oracle.tables.ip_link import link_flags
from tests.oracle.tables.ip_more import number, seconds_ago

PORT = "IFLA_PROTINFO/IFLA_BRPORT_"
LINK = Table(
    {
        "ifindex": "ifi_index",
        "ifname": "IFLA_IFNAME",
        "flags": link_flags,
        "mcast_router": f"{PORT}MULTICAST_ROUTER",
        "hairpin": f"{PORT}MODE",
        "root_block": f"{PORT}PROTECT",
        "fastleave": f"{PORT}FAST_LEAVE",
        "flood": f"{PORT}UNICAST_FLOOD",
        "mcast_to_unicast": f"{PORT}MCAST_TO_UCAST",
    },
    (PORT, "IFLA_"),
)


def fdb_flags(node: Node) -> list[str]:
    """Whose entry it is, and how it came about."""
    words = {"NTF_SELF": "self", "NTF_ROUTER": "router", "NTF_EXT_LEARNED": "extern_learn", "NTF_OFFLOADED": "offload"}
    words |= {"NTF_STICKY": "sticky"}
    told = get(node, "ndm_flags").text.split("|")
    return [word for name, word in words.items() if name in told]


def fdb_state(node: Node) -> str:
    """The state of an entry of a forwarding database."""
    told = get(node, "ndm_state").text.split("|")
    return next(word for name, word in FDB_STATES.items() if name in told)


FDB_STATES = {"NUD_PERMANENT": "permanent", "NUD_NOARP": "static", "NUD_STALE": "stale", "NUD_REACHABLE": ""}


FDB = Table(
    {
        "mac": "NDA_LLADDR",
        "ifname": "ndm_ifindex",
        "dst": "NDA_DST",
        "vlan": "NDA_VLAN",
        "port": "NDA_PORT",
        "vni": "NDA_VNI",
        "src_vni": "NDA_SRC_VNI",
        "viaIf": "NDA_IFINDEX",
        "nhid": "NDA_NH_ID",
        "used": seconds_ago("NDA_CACHEINFO/ndm_used"),
        "updated": seconds_ago("NDA_CACHEINFO/ndm_updated"),
        "flags": fdb_flags,
        "flags+": fdb_flags,
        "master": "NDA_MASTER",
        "state": fdb_state,
    }
)


def group(node: Node) -> Any:
    """The address of a multicast group."""
    return get(node, "br_mdb_entry/u").value


def mdb_timer(node: Node) -> str:
    """How long an entry lives, as the tool writes it."""
    return f"{number(node, 'MDBA_MDB_EATTR_TIMER') / 100:7.2f}"


MDB = Table(
    {
        "index": Ignored("stands in br_port_msg, which the row's dev tells"),
        "dev": Ignored("stands in br_port_msg"),
        "port": "br_mdb_entry/ifindex",
        "grp": group,
        "src": "MDBA_MDB_EATTR_SOURCE",
        "state": lambda node: {0: "temp", 1: "permanent"}[number(node, "br_mdb_entry/state")],
        "filter_mode": lambda node: {0: "exclude", 1: "include"}[number(node, "MDBA_MDB_EATTR_GROUP_MODE")],
        "protocol": "MDBA_MDB_EATTR_RTPROT",
        "flags": lambda node: [
            name.removeprefix("MDB_FLAGS_").lower()
            for name in get(node, "br_mdb_entry/flags").text.split("|")
            if name != "0"
        ],
        "vid": "br_mdb_entry/vid",
        "timer": mdb_timer,
    }
)
VLAN_ENTRY = "BRIDGE_VLANDB_ENTRY_"


def vlan_flags(node: Node) -> list[str]:
    """The tool's words for the flags of a VLAN."""
    names = {"BRIDGE_VLAN_INFO_PVID": "PVID", "BRIDGE_VLAN_INFO_UNTAGGED": "Egress Untagged"}
    told = get(node, f"{VLAN_ENTRY}INFO/flags").text.split("|")
    return [word for name, word in names.items() if name in told]


VLAN = Table(
    {
        "vlan": f"{VLAN_ENTRY}INFO/vid",
        "vlanEnd": f"{VLAN_ENTRY}RANGE",
        "flags": vlan_flags,
        "state": f"{VLAN_ENTRY}STATE",
        "mcast_router": f"{VLAN_ENTRY}MCAST_ROUTER",
        "rx_bytes": f"{VLAN_ENTRY}STATS/BRIDGE_VLANDB_STATS_RX_BYTES",
        "rx_packets": f"{VLAN_ENTRY}STATS/BRIDGE_VLANDB_STATS_RX_PACKETS",
        "tx_bytes": f"{VLAN_ENTRY}STATS/BRIDGE_VLANDB_STATS_TX_BYTES",
        "tx_packets": f"{VLAN_ENTRY}STATS/BRIDGE_VLANDB_STATS_TX_PACKETS",
    }
)
GLOBAL = "BRIDGE_VLANDB_GOPTS_"
GLOBAL_VLAN = Table(
    {
        "vlan": f"{GLOBAL}ID",
        "vlanEnd": f"{GLOBAL}RANGE",
        "mcast_last_member_count": f"{GLOBAL}MCAST_LAST_MEMBER_CNT",
        "mcast_startup_query_count": f"{GLOBAL}MCAST_STARTUP_QUERY_CNT",
    }
    | {
        f"mcast_{name}_interval": f"{GLOBAL}MCAST_{name.upper()}_INTVL"
        for name in ("last_member", "startup_query", "membership", "querier", "query", "query_response")
    },
    (GLOBAL,),
)


def entries(node: Node) -> list[Node]:
    """The VLANs of a message."""
    names = ("BRIDGE_VLANDB_GLOBAL_OPTIONS", "BRIDGE_VLANDB_ENTRY")
    return [child for child in node.children if child.name in names]


VLANS = Table({"ifname": "ifindex", "vlans": Inside(entries, VLAN)})
GLOBAL_VLANS = Table({"ifname": "ifindex", "vlans": Inside(entries, GLOBAL_VLAN)})


def pair(field: str, direction: int) -> Callable[[Node], Any]:
    """One of the two numbers of a counter of both directions."""

    def make(node: Node) -> Any:
        both = get(node, field).value
        assert isinstance(both, list)
        return both[direction]

    return make


def versions(protocol: str, what: str, count: int) -> Inside:
    """The counters of a protocol's messages, by version and direction."""
    fields: dict[str, Callable[[Node], Any]] = {
        f"{way}_v{version}": pair(f"{protocol}_v{version}{what}", direction)
        for direction, way in enumerate(("rx", "tx"))
        for version in range(1, count + 1)
    }
    return Inside(lambda node: node, Table(fields))


def leaves(protocol: str) -> Inside:
    """The counters of who left."""
    return Inside(lambda node: node, Table({"rx": pair(f"{protocol}_leaves", 0), "tx": pair(f"{protocol}_leaves", 1)}))


MULTICAST = Table(
    {
        "igmp_queries": versions("igmp", "queries", 3),
        "igmp_reports": versions("igmp", "reports", 3),
        "igmp_leaves": leaves("igmp"),
        "igmp_parse_errors": "igmp_parse_errors",
        "mld_queries": versions("mld", "queries", 2),
        "mld_reports": versions("mld", "reports", 2),
        "mld_leaves": leaves("mld"),
        "mld_parse_errors": "mld_parse_errors",
    }
)


def nest(name: str) -> Callable[[Node], Node]:
    """A bridge's own statistics, of itself or of a port."""

    def find(node: Node) -> Node:
        for path in ("IFLA_STATS_LINK_XSTATS", "IFLA_STATS_LINK_XSTATS_SLAVE"):
            if (found := at(node, f"{path}/LINK_XSTATS_TYPE_BRIDGE/{name}")) is not None:
                return found
        raise KeyError(name)

    return find


XSTATS = Table(
    {
        "ifname": "ifindex",
        "multicast": Inside(nest("BRIDGE_XSTATS_MCAST"), MULTICAST),
        "stp": Inside(nest("BRIDGE_XSTATS_STP"), Table({}, ("",))),
    }
)
