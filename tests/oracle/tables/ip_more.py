"""What `ip -j -d -s` prints of addresses, neighbours, routes, next hops, rules and the smaller families."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import Ignored, Inside, Table, at, bit, constant, flags, get, words
from tests.oracle.tables.ip_link import hexadecimal

HERE = "the message itself"


def itself(node: Node) -> Node:
    """An object whose fields stand in the message like those around it."""
    return node


def seconds_ago(path: str) -> Callable[[Node], int]:
    """Hundredths of a second, as whole seconds."""
    return lambda node: number(node, path) // 100


def number(node: Node, path: str) -> int:
    """Our value, which is a number."""
    found = get(node, path).value
    assert isinstance(found, int), path
    return found


def said(path: str, flag: str) -> Callable[[Node], Any]:
    """A field without a value, which is there for a flag that is set."""
    return lambda node: None if bit(path, flag)(node) else f"{flag} is not set"


def present(path: str) -> Callable[[Node], Any]:
    """A field without a value, which is there for an attribute that is there."""
    return lambda node: None if at(node, path) is not None else f"no {path}"


def prefix(address: str, length: str, *, all_of_them: str = "default") -> Callable[[Node], str]:
    """An address with its prefix length, which is left out where it is that of a host."""

    def make(node: Node) -> str:
        bits = number(node, length)
        found = at(node, address)
        if found is None:
            return all_of_them if bits == 0 else f"0/{bits}"
        return str(found.value) if bits == (128 if ":" in str(found.value) else 32) else f"{found.value}/{bits}"

    return make


FAMILIES = {"AF_INET": "inet", "AF_INET6": "inet6", "AF_MPLS": "mpls", "AF_UNSPEC": "all"}
RT_SCOPE = {"RT_SCOPE_UNIVERSE": "global", "RT_SCOPE_LINK": "link", "RT_SCOPE_HOST": "host", "RT_SCOPE_SITE": "site"}
TABLES = {"RT_TABLE_MAIN": "main", "RT_TABLE_LOCAL": "local", 253: "default", 254: "main", 255: "local"}


def table(path: str) -> Callable[[Node], str]:
    """A routing table's name, or number."""
    return lambda node: {254: "main", 255: "local", 253: "default"}.get(number(node, path), str(number(node, path)))


def interface(path: str, special: dict[int, str]) -> Callable[[Node], Any]:
    """An interface's number (the comparison knows their names); some have a name of their own."""
    return lambda node: (
        special.get(number(node, path), number(node, path)) if at(node, path) is not None else special[0]
    )


ADDRESS = Table(
    {
        "family": words("ifa_family", FAMILIES),
        "local": lambda node: get(node, "IFA_LOCAL" if at(node, "IFA_LOCAL") else "IFA_ADDRESS").value,
        "prefixlen": "ifa_prefixlen",
        "scope": words("ifa_scope", RT_SCOPE),
        "label": "IFA_LABEL",
        "metric": "IFA_RT_PRIORITY",
        "broadcast": "IFA_BROADCAST",
        "address": "IFA_ADDRESS",
        "protocol": "IFA_PROTO",
        "valid_life_time": "IFA_CACHEINFO/ifa_valid",
        "preferred_life_time": "IFA_CACHEINFO/ifa_prefered",
        "dynamic": lambda node: not bit("IFA_FLAGS", "IFA_F_PERMANENT")(node),
        "nodad": bit("IFA_FLAGS", "IFA_F_NODAD"),
        "home": bit("IFA_FLAGS", "IFA_F_HOMEADDRESS"),
        "mngtmpaddr": bit("IFA_FLAGS", "IFA_F_MANAGETEMPADDR"),
        "noprefixroute": bit("IFA_FLAGS", "IFA_F_NOPREFIXROUTE"),
        "tentative": bit("IFA_FLAGS", "IFA_F_TENTATIVE"),
        "secondary": bit("IFA_FLAGS", "IFA_F_SECONDARY"),
    }
)
NEIGHBOUR = Table(
    {
        "dst": "NDA_DST",
        "dev": "ndm_ifindex",
        "lladdr": "NDA_LLADDR",
        "refcnt": "NDA_CACHEINFO/ndm_refcnt",
        "used": seconds_ago("NDA_CACHEINFO/ndm_used"),
        "confirmed": seconds_ago("NDA_CACHEINFO/ndm_confirmed"),
        "updated": seconds_ago("NDA_CACHEINFO/ndm_updated"),
        "probes": "NDA_PROBES",
        "state": flags("ndm_state", "NUD_"),
        "protocol": "NDA_PROTOCOL",
        "router": said("ndm_flags", "NTF_ROUTER"),
        "proxy": said("ndm_flags", "NTF_PROXY"),
        "extern_learn": said("ndm_flags", "NTF_EXT_LEARNED"),
    }
)
PARAMETERS = {
    "refcnt": "REFCNT", "reachable": "REACHABLE_TIME", "base_reachable": "BASE_REACHABLE_TIME",
    "retrans": "RETRANS_TIME", "gc_stale": "GC_STALETIME", "delay_probe": "DELAY_PROBE_TIME", "queue": "QUEUE_LEN",
    "app_probes": "APP_PROBES", "ucast_probes": "UCAST_PROBES", "mcast_probes": "MCAST_PROBES",
    "anycast_delay": "ANYCAST_DELAY", "proxy_delay": "PROXY_DELAY", "proxy_queue": "PROXY_QLEN",
    "locktime": "LOCKTIME",
}  # fmt: skip
NEIGHBOUR_TABLE = Table(
    {
        "family": words("ndtm_family", FAMILIES),
        "name": "NDTA_NAME",
        "dev": interface("NDTA_PARMS/NDTPA_IFINDEX", {0: "*"}),
        "thresh1": "NDTA_THRESH1",
        "thresh2": "NDTA_THRESH2",
        "thresh3": "NDTA_THRESH3",
        "gc_interval": "NDTA_GC_INTERVAL",
        "hash_mask": hexadecimal("NDTA_CONFIG/ndtc_hash_mask"),
        "last_flush": Ignored("told as the time of day, by the tool's clock"),
        "last_rand": Ignored("told as the time of day, by the tool's clock"),
        "key_length": "NDTA_CONFIG/ndtc_key_len",
    }
    | {field: f"NDTA_PARMS/NDTPA_{name}" for field, name in PARAMETERS.items()}
    | {
        field: f"NDTA_CONFIG/ndtc_{field}"
        for field in ("entry_size", "entries", "hash_rnd", "hash_chain_gc", "proxy_qlen")
    }
    | {
        field: f"NDTA_STATS/ndts_{field}"
        for field in (
            "allocs", "destroys", "hash_grows", "res_failed", "lookups", "hits", "rcv_probes_mcast",
            "rcv_probes_ucast", "periodic_gc_runs", "forced_gc_runs", "table_fulls",
        )
    }
)  # fmt: skip


def labels(path: str) -> Callable[[Node], str]:
    """A stack of MPLS labels."""
    return lambda node: get(node, path).text


def destination(node: Node) -> str:
    """Where a route leads."""
    if get(node, "rtm_family").text == "AF_MPLS":
        return labels("RTA_DST")(node)
    return prefix("RTA_DST", "rtm_dst_len")(node)


METRICS = Table(
    {
        "congestion": "RTAX_CC_ALGO",
        "ecn": said("RTAX_FEATURES", "RTAX_FEATURE_ECN"),
        "rtt": lambda node: number(node, "RTAX_RTT") // 8,
        "rttvar": lambda node: number(node, "RTAX_RTTVAR") // 4,
    },
    ("RTAX_",),
)


def encap(node: Node) -> Node:
    """The nest of a route's encapsulation."""
    return get(node, "RTA_ENCAP" if at(node, "RTA_ENCAP") else "NHA_ENCAP")


def encapsulated(name: str, unless: str | Callable[[Node], Any]) -> Callable[[Node], Any]:
    """A field that means the tunnel's where there is a tunnel."""

    def make(node: Node) -> Any:
        nest = encap(node)
        for prefix in ("MPLS_IPTUNNEL_", "LWTUNNEL_IP_", "LWTUNNEL_IP6_"):
            if (found := nest.get(prefix + name)) is not None:
                return found.value
        raise KeyError(name)

    return make


def tunnel_flag(flag: str) -> Callable[[Node], bool]:
    """A flag of a tunnel's."""
    return lambda node: any(flag in child.text.split("|") for child in encap(node).children if "FLAGS" in child.name)


def encap_destination(node: Node) -> str:
    """Where the tunnel leads: an address, or labels."""
    nest = encap(node)
    if "MPLS_IPTUNNEL_DST" in nest:
        return labels("MPLS_IPTUNNEL_DST")(nest)
    return str(get(nest, "LWTUNNEL_IP_DST" if "LWTUNNEL_IP_DST" in nest else "LWTUNNEL_IP6_DST").value)


ENCAP = {
    "encap": lambda node: get(
        node, "RTA_ENCAP_TYPE" if at(node, "RTA_ENCAP_TYPE") else "NHA_ENCAP_TYPE"
    ).text.removeprefix("LWTUNNEL_ENCAP_").lower().replace("seg6_local", "seg6local"),
    "id": encapsulated("ID", ""),
    "src": encapsulated("SRC", ""),
    "ttl": encapsulated("TTL", ""),
    "tos": encapsulated("TOS", ""),
    "hoplimit": encapsulated("HOPLIMIT", ""),
    "tc": encapsulated("TC", ""),
    "key": tunnel_flag("TUNNEL_KEY"),
    "csum": tunnel_flag("TUNNEL_CSUM"),
}  # fmt: skip
VIA = Table({"family": words("rtvia_family", FAMILIES), "host": "rtvia_addr"})
HOP = Table(
    {
        "gateway": "RTA_GATEWAY",
        "via": Inside("RTA_VIA", VIA),
        "dev": "rtnh_ifindex",
        "weight": lambda node: number(node, "rtnh_hops") + 1,
        "flags": flags("rtnh_flags", "RTNH_F_"),
        "dst": encap_destination,
    }
    | ENCAP
)


def lower_flags(path: str) -> Callable[[Node], list[str]]:
    """A next hop's flags in small letters."""
    return lambda node: [name.lower() for name in flags(path, "RTNH_F_")(node) if not name.startswith("RTM_F_")]


def realm(shift: int) -> Callable[[Node], str]:
    """A half of a pair of realms: the upper one is that of the source."""

    def make(node: Node) -> str:
        assert isinstance(node.value, int)
        return str(node.value >> shift & 0xFFFF)

    return make


ROUTE = Table(
    {
        "type": "rtm_type",
        "dst": destination,
        "dst+": encap_destination,
        "from": prefix("RTA_SRC", "rtm_src_len"),
        "tos+": encapsulated("TOS", ""),
        "tos": lambda node: f"0x{number(node, 'rtm_tos'):x}" if number(node, "rtm_tos") else ENCAP["tos"](node),
        "gateway": "RTA_GATEWAY",
        "via": Inside("RTA_VIA", VIA),
        "dev": "RTA_OIF",
        "table": lambda node: table("RTA_TABLE" if at(node, "RTA_TABLE") else "rtm_table")(node),
        "protocol": "rtm_protocol",
        "scope": words("rtm_scope", RT_SCOPE),
        "prefsrc": "RTA_PREFSRC",
        "metric": "RTA_PRIORITY",
        "flags": lower_flags("rtm_flags"),
        "flow": Inside("RTA_FLOW", Table({"from": realm(16), "to": realm(0)})),
        "metrics": Inside(lambda node: [get(node, "RTA_METRICS")], METRICS),
        "nexthops": Inside("RTA_MULTIPATH", HOP),
        "pref": words("RTA_PREF", {0: "medium", 1: "high", 3: "low"}),
        "expires": seconds_ago("RTA_CACHEINFO/rta_expires"),
        "uid": "RTA_UID",
        "mode": words("RTA_ENCAP/SEG6_IPTUNNEL_SRH/mode", {0: "inline", 1: "encap", 2: "l2encap"}),
        "segs": lambda node: [
            child.value for child in reversed(get(node, "RTA_ENCAP/SEG6_IPTUNNEL_SRH/srh/segments").children)
        ],
        "action": words("RTA_ENCAP/SEG6_LOCAL_ACTION", {2: "End.X", 7: "End.DT6"}),
        "nh6": "RTA_ENCAP/SEG6_LOCAL_NH6",
        "stats64": Inside("RTA_ENCAP/SEG6_LOCAL_COUNTERS", Table({}, ("SEG6_LOCAL_CNT_",))),
        "cache": constant([]),
        "nhid": "RTA_NH_ID",
        "nh_info": Ignored("asked for in a message of its own"),
        "to": labels("RTA_NEWDST"),
        "ttl-propogate": "RTA_TTL_PROPAGATE",
    }
    | {name: rule for name, rule in ENCAP.items() if name != "tos"}
)
NEXTHOP = Table(
    {
        "id": "NHA_ID",
        "gateway": "NHA_GATEWAY",
        "dev": "NHA_OIF",
        "scope": words("nh_scope", RT_SCOPE),
        "protocol": "nh_protocol",
        "flags": lower_flags("nh_flags"),
        "blackhole": present("NHA_BLACKHOLE"),
        "fdb": present("NHA_FDB"),
        "dst": encap_destination,
        "encap": ENCAP["encap"],
        "group": Inside("NHA_GROUP", Table({"id": "id", "weight": lambda node: number(node, "weight") + 1})),
        "type": words("NHA_GROUP_TYPE", {1: "resilient"}),
        "resilient_args": Inside(
            "NHA_RES_GROUP",
            Table(
                {
                    "buckets": "NHA_RES_GROUP_BUCKETS",
                    "idle_timer": lambda node: number(node, "NHA_RES_GROUP_IDLE_TIMER") / 100,
                    "unbalanced_timer": lambda node: number(node, "NHA_RES_GROUP_UNBALANCED_TIMER") / 100,
                    "unbalanced_time": lambda node: number(node, "NHA_RES_GROUP_UNBALANCED_TIME") / 100,
                }
            ),
        ),
    }
)
BUCKET = Table(
    {
        "id": "NHA_ID",
        "flags": lower_flags("nh_flags"),
        "bucket": Inside(
            "NHA_RES_BUCKET",
            Table(
                {
                    "index": "NHA_RES_BUCKET_INDEX",
                    "idle_time": lambda node: number(node, "NHA_RES_BUCKET_IDLE_TIME") / 100,
                    "nhid": "NHA_RES_BUCKET_NH_ID",
                }
            ),
        ),
    }
)


def zero_or(path: str) -> Callable[[Node], int]:
    """A number that is zero where the attribute lacks."""
    return lambda node: number(node, path) if at(node, path) is not None else 0


RULE = Table(
    {
        "priority": zero_or("FRA_PRIORITY"),
        "src": lambda node: get(node, "FRA_SRC").value if at(node, "FRA_SRC") else "all",
        "srclen": "src_len",
        "dst": "FRA_DST",
        "dstlen": "dst_len",
        "tos": hexadecimal("tos"),
        "fwmark": hexadecimal("FRA_FWMARK"),
        "fwmask": hexadecimal("FRA_FWMASK"),
        "iif": "FRA_IIFNAME",
        "oif": "FRA_OIFNAME",
        "table": table("FRA_TABLE"),
        "protocol": "FRA_PROTOCOL",
        "uid_start": "FRA_UID_RANGE/start",
        "uid_end": "FRA_UID_RANGE/end",
        "ipproto": "FRA_IP_PROTO",
        "sport_start": "FRA_SPORT_RANGE/start",
        "sport_end": "FRA_SPORT_RANGE/end",
        "dport": "FRA_DPORT_RANGE/start",
        "action": "action",
        "not": said("flags", "FIB_RULE_INVERT"),
        "unresolved": said("flags", "FIB_RULE_UNRESOLVED"),
        "goto": "FRA_GOTO",
        "l3mdev": present("FRA_L3MDEV"),
        "tun_id": "FRA_TUN_ID",
        "suppress_prefixlen": "FRA_SUPPRESS_PREFIXLEN",
        "suppress_ifgroup": lambda node: str(number(node, "FRA_SUPPRESS_IFGROUP")),
        "flow_from": lambda node: realm(16)(get(node, "FRA_FLOW")),
        "flow_to": lambda node: realm(0)(get(node, "FRA_FLOW")),
    }
)
NETCONF = Table(
    {
        "family": words("ncm_family", FAMILIES),
        "interface": interface("NETCONFA_IFINDEX", {-1: "all", -2: "default"}),
        "rp_filter": words("NETCONFA_RP_FILTER", {0: "off", 1: "strict", 2: "loose"}),
        "proxy_neigh": "NETCONFA_PROXY_NEIGH",
    },
    ("NETCONFA_",),
)
ADDRESS_LABEL = Table(
    {"address": "IFAL_ADDRESS", "prefixlen": "ifal_prefixlen", "ifname": "ifal_index", "label": "IFAL_LABEL"}
)
NAMESPACE = Table({"nsid": "NETNSA_NSID", "name": Ignored("the name of a file")})
TOKEN = Table({"token": "IFLA_AF_SPEC/AF_INET6/IFLA_INET6_TOKEN", "ifname": "IFLA_IFNAME"})


def counters(prefix: str, told: str, *names: str) -> dict[str, str]:
    """Fields like InPktsNoTag, whose attributes are called PREFIX_IN_PKTS_NO_TAG."""
    spelt = {name: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper() for name in names}
    return {name: f"{told}/{prefix}{attribute}" for name, attribute in spelt.items()}


IN = ("InPktsOK", "InPktsInvalid", "InPktsNotValid", "InPktsNotUsingSA", "InPktsUnusedSA")
MACSEC_SA = Table(
    {"an": "MACSEC_SA_ATTR_AN", "pn": "MACSEC_SA_ATTR_PN", "active": "MACSEC_SA_ATTR_ACTIVE"}
    | {"key": "MACSEC_SA_ATTR_KEYID"}
    | counters("MACSEC_SA_STATS_ATTR_", "MACSEC_SA_ATTR_STATS", "OutPktsProtected", "OutPktsEncrypted", *IN)
)
MACSEC_RXSC = Table(
    {
        "sci": "MACSEC_RXSC_ATTR_SCI",
        "active": "MACSEC_RXSC_ATTR_ACTIVE",
        "sa_list": Inside("MACSEC_RXSC_ATTR_SA_LIST", MACSEC_SA),
    }
    | counters(
        "MACSEC_RXSC_STATS_ATTR_", "MACSEC_RXSC_ATTR_STATS", "InOctetsValidated", "InOctetsDecrypted",
        "InPktsUnchecked", "InPktsDelayed", "InPktsLate", *IN,
    )
)  # fmt: skip
SECY = {
    "protect": "PROTECT", "validate": "VALIDATE", "encrypt": "ENCRYPT", "send_sci": "INC_SCI", "end_station": "ES",
    "scb": "SCB", "replay": "REPLAY", "window": "WINDOW", "icv_length": "ICV_LEN", "sci": "SCI",
    "encoding_sa": "ENCODING_SA",
}  # fmt: skip
MACSEC = Table(
    {
        "ifindex": "MACSEC_ATTR_IFINDEX",
        "ifname": "MACSEC_ATTR_IFINDEX",
        "sc": constant(True),
        "sa": constant(True),
        "cipher_suite": lambda node: get(node, "MACSEC_ATTR_SECY/MACSEC_SECY_ATTR_CIPHER_SUITE")
        .text.removeprefix("MACSEC_CIPHER_ID_")
        .replace("_", "-"),
        "sa_list": Inside("MACSEC_ATTR_TXSA_LIST", MACSEC_SA),
        "rx_sc": Inside("MACSEC_ATTR_RXSC_LIST", MACSEC_RXSC),
        "offload": "MACSEC_ATTR_OFFLOAD/MACSEC_OFFLOAD_ATTR_TYPE",
    }
    | {field: f"MACSEC_ATTR_SECY/MACSEC_SECY_ATTR_{name}" for field, name in SECY.items()}
    | counters(
        "MACSEC_SECY_STATS_ATTR_", "MACSEC_ATTR_SECY_STATS", "OutPktsUntagged", "InPktsUntagged", "OutPktsTooLong",
        "InPktsNoTag", "InPktsBadTag", "InPktsUnknownSCI", "InPktsNoSCI", "InPktsOverrun",
    )
    | counters(
        "MACSEC_TXSC_STATS_ATTR_", "MACSEC_ATTR_TXSC_STATS", "OutPktsProtected", "OutPktsEncrypted",
        "OutOctetsProtected", "OutOctetsEncrypted",
    )
)  # fmt: skip
FOU = Table(
    {
        "port": "FOU_ATTR_PORT",
        "ipproto": "FOU_ATTR_IPPROTO",
        "family": words("FOU_ATTR_AF", FAMILIES),
        "local": "FOU_ATTR_LOCAL_V4",
        "gue": lambda node: None if get(node, "FOU_ATTR_TYPE").text == "FOU_ENCAP_GUE" else "not GUE",
    }
)
IOAM_NAMESPACE = Table(
    {
        "namespace": "IOAM6_ATTR_NS_ID",
        "data": lambda node: f"{number(node, 'IOAM6_ATTR_NS_DATA'):x}",
        "wide": "IOAM6_ATTR_NS_DATA_WIDE",
    }
)
L2TP_TUNNEL = Table(
    {
        "tunnel_id": "L2TP_ATTR_CONN_ID",
        "peer_tunnel": "L2TP_ATTR_PEER_CONN_ID",
        "encap": words("L2TP_ATTR_ENCAP_TYPE", {0: "UDP", 1: "IP"}),
        "local": "L2TP_ATTR_IP_SADDR",
        "peer": "L2TP_ATTR_IP_DADDR",
        "local_port": "L2TP_ATTR_UDP_SPORT",
        "peer_port": "L2TP_ATTR_UDP_DPORT",
        "checksum": "L2TP_ATTR_UDP_CSUM",
    }
)
L2TP_SESSION = Table(
    {
        "tunnel_id": "L2TP_ATTR_CONN_ID",
        "peer_tunnel_id": "L2TP_ATTR_PEER_CONN_ID",
        "interface": "L2TP_ATTR_IFNAME",
    },
    ("L2TP_ATTR_",),
)
ENDPOINT = "MPTCP_PM_ATTR_ADDR/MPTCP_PM_ADDR_ATTR_"
MPTCP_ENDPOINT = Table(
    {
        "address": lambda node: (
            get(node, f"{ENDPOINT}ADDR{4 if at(node, f'{ENDPOINT}ADDR4') is not None else 6}").value
        ),
        "dev": f"{ENDPOINT}IF_IDX",
    }
    | {name: bit(f"{ENDPOINT}FLAGS", f"MPTCP_PM_ADDR_FLAG_{name.upper()}") for name in ("subflow", "backup", "signal")},
    (ENDPOINT,),
)
