"""What `ip -j -d -s link` prints: links and what their kinds tell."""

from __future__ import annotations

from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import (
    Ignored,
    Inside,
    Table,
    all_of,
    at,
    bit,
    flags,
    get,
    scaled,
    there,
    words,
)

DATA = "IFLA_LINKINFO/IFLA_INFO_DATA"
SLAVE = "IFLA_LINKINFO/IFLA_INFO_SLAVE_DATA"
ETHER_TYPES = {"ETH_P_8021Q": "802.1Q", "ETH_P_8021AD": "802.1ad"}


def counters(direction: str) -> Table:
    """A direction's counters; some are told without their direction."""
    own: dict[str, Any] = {name: f"{direction}_{name}" for name in ("bytes", "packets", "errors", "dropped")}
    for name in ("over", "length", "crc", "frame", "fifo", "missed", "aborted", "carrier", "window", "heartbeat"):
        own[f"{name}_errors"] = f"{direction}_{name}_errors"
    carrier: dict[str, Any] = {"carrier_changes": lambda node: get(message_of(node), "IFLA_CARRIER_CHANGES").value}
    return Table(own | {"multicast": "multicast", "collisions": "collisions"} | carrier)


def message_of(node: Node) -> Node:
    """The tree that a node belongs to."""
    while node.parent is not None:
        node = node.parent
    return node


STATS64 = Table(
    {"rx": Inside(lambda node: node, counters("rx")), "tx": Inside(lambda node: node, counters("tx"))},
)


def quad(path: str) -> Any:
    """A key that the tool writes like an IPv4 address."""

    def make(node: Node) -> str:
        number = get(node, path).value
        assert isinstance(number, int)
        return ".".join(str(byte) for byte in number.to_bytes(4, "big"))

    return make


def address_or_any(path: str) -> Any:
    """An address; the tool says any where it is zero, or not there at all."""

    def make(node: Node) -> object:
        found = at(node, path)
        return "any" if found is None or found.value in ("0.0.0.0", "::") else found.value

    return make


def kind_of(node: Node) -> str:
    """A link's kind."""
    kind = get(node, "IFLA_LINKINFO/IFLA_INFO_KIND").value
    assert isinstance(kind, str)
    return kind


def seconds(path: str) -> Any:
    """A timer that counts hundredths of a second, in seconds."""
    return scaled(path, 0.01, 2)


def hexadecimal(path: str, digits: int = 0) -> Any:
    """A number in hexadecimal."""
    return lambda node: f"0x{get(node, path).value:0{digits}x}"


def plain_hex(path: str, digits: int = 0) -> Any:
    """A number in hexadecimal without a prefix."""
    return lambda node: f"{get(node, path).value:0{digits}x}"


VLAN = Table(
    {
        "protocol": words("IFLA_VLAN_PROTOCOL", ETHER_TYPES),
        "flags": flags("IFLA_VLAN_FLAGS/flags", "VLAN_FLAG_"),
        "ingress_qos": Inside("IFLA_VLAN_INGRESS_QOS", Table({"from": "from", "to": "to"})),
        "egress_qos": Inside("IFLA_VLAN_EGRESS_QOS", Table({"from": "from", "to": "to"})),
    },
    ("IFLA_VLAN_",),
)
MACVLAN = Table(
    {
        "bcqueuelen": "IFLA_MACVLAN_BC_QUEUE_LEN",
        "usedbcqueuelen": "IFLA_MACVLAN_BC_QUEUE_LEN_USED",
        "macaddr_data": lambda node: [child.value for child in get(node, "IFLA_MACVLAN_MACADDR_DATA").children],
    },
    ("IFLA_MACVLAN_",),
)
IPVLAN = Table(
    {"mode": "IFLA_IPVLAN_MODE"}
    | {flag: bit("IFLA_IPVLAN_FLAGS", f"IPVLAN_F_{flag.upper()}") for flag in ("vepa", "private", "bridge")}
)


def bridge_id(path: str) -> Any:
    """A bridge's identity; the tool writes the bytes of the address without leading zeros."""

    def make(node: Node) -> str:
        priority, _, address = get(node, path).text.partition(".")
        return f"{priority}." + ":".join(f"{int(byte, 16):x}" for byte in address.split(":"))

    return make


BRIDGE = Table(
    {
        "root_id": bridge_id("IFLA_BR_ROOT_ID"),
        "bridge_id": bridge_id("IFLA_BR_BRIDGE_ID"),
        "vlan_protocol": words("IFLA_BR_VLAN_PROTOCOL", ETHER_TYPES),
        "no_linklocal_learn": lambda node: int(_bridge_option(node, "BR_BOOLOPT_NO_LL_LEARN")),
        "mcast_vlan_snooping": lambda node: int(_bridge_option(node, "BR_BOOLOPT_MCAST_VLAN_SNOOPING")),
    }
    | {
        name: seconds(f"IFLA_BR_{name.upper()}")
        for name in ("hello_timer", "tcn_timer", "topology_change_timer", "gc_timer")
    }
    | {
        f"mcast_{name}_intvl": f"IFLA_BR_MCAST_{name.upper()}_INTVL"
        for name in ("last_member", "membership", "querier", "query", "query_response", "startup_query")
    },
    ("IFLA_BR_",),
)


def _bridge_option(node: Node, option: str) -> bool:
    return option in get(node, "IFLA_BR_MULTI_BOOLOPT/optval").text.split("|")


BRIDGE_PORT = Table(
    {
        "root_id": bridge_id("IFLA_BRPORT_ROOT_ID"),
        "bridge_id": bridge_id("IFLA_BRPORT_BRIDGE_ID"),
        "hairpin": "IFLA_BRPORT_MODE",
        "root_block": "IFLA_BRPORT_PROTECT",
        "fastleave": "IFLA_BRPORT_FAST_LEAVE",
        "flood": "IFLA_BRPORT_UNICAST_FLOOD",
        "proxy_arp": "IFLA_BRPORT_PROXYARP",
        "proxy_arp_wifi": "IFLA_BRPORT_PROXYARP_WIFI",
        "mcast_to_unicast": "IFLA_BRPORT_MCAST_TO_UCAST",
        "group_fwd_mask_str": "IFLA_BRPORT_GROUP_FWD_MASK",
        "hold_timer": seconds("IFLA_BRPORT_HOLD_TIMER"),
        "message_age_timer": seconds("IFLA_BRPORT_MESSAGE_AGE_TIMER"),
        "forward_delay_timer": seconds("IFLA_BRPORT_FORWARD_DELAY_TIMER"),
    },
    ("IFLA_BRPORT_",),
)
BOND = Table(
    {
        "arp_validate": words("IFLA_BOND_ARP_VALIDATE", {0: None, 3: "all"}),
        "ad_lacp_active": "IFLA_BOND_AD_LACP_ACTIVE",
        "ad_lacp_rate": "IFLA_BOND_AD_LACP_RATE",
        "peer_notify_delay": "IFLA_BOND_PEER_NOTIF_DELAY",
        "arp_missed_max": "IFLA_BOND_MISSED_MAX",
        "arp_ip_target": lambda node: [child.value for child in get(node, "IFLA_BOND_ARP_IP_TARGET").children],
        "ns_ip6_target": lambda node: [child.value for child in get(node, "IFLA_BOND_NS_IP6_TARGET").children],
        "xmit_hash_policy": words(
            "IFLA_BOND_XMIT_HASH_POLICY", {0: "layer2", 1: "layer3+4", 2: "layer2+3", 3: "encap2+3", 4: "encap3+4"}
        ),
        "mode": words("IFLA_BOND_MODE", {0: "balance-rr", 1: "active-backup", 2: "balance-xor", 4: "802.3ad"}),
        "ad_info": Inside("IFLA_BOND_AD_INFO", Table({}, ("IFLA_BOND_AD_INFO_",))),
    },
    ("IFLA_BOND_",),
)
BOND_SLAVE = Table(
    {
        "perm_hwaddr": "IFLA_BOND_SLAVE_PERM_HWADDR",
        "mii_status": words("IFLA_BOND_SLAVE_MII_STATUS", {0: "UP", 1: "GOING_DOWN", 2: "DOWN", 3: "GOING_BACK"}),
        "ad_aggregator_id": "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID",
        "ad_actor_oper_port_state": "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE",
        "ad_partner_oper_port_state": "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE",
        "ad_actor_oper_port_state_str": Ignored("the words of ad_actor_oper_port_state"),
        "ad_partner_oper_port_state_str": Ignored("the words of ad_partner_oper_port_state"),
    },
    ("IFLA_BOND_SLAVE_",),
)
VXLAN = Table(
    {
        "group": "IFLA_VXLAN_GROUP",
        "remote": "IFLA_VXLAN_GROUP",
        "remote6": "IFLA_VXLAN_GROUP6",
        "link": "IFLA_VXLAN_LINK",
        "port_range": Inside("IFLA_VXLAN_PORT_RANGE", Table({"low": "low", "high": "high"})),
        "external": "IFLA_VXLAN_COLLECT_METADATA",
        "udp_zero_csum6_tx": "IFLA_VXLAN_UDP_ZERO_CSUM6_TX",
        "udp_zero_csum6_rx": "IFLA_VXLAN_UDP_ZERO_CSUM6_RX",
        "gbp": there("IFLA_VXLAN_GBP"),
    },
    ("IFLA_VXLAN_",),
)
GENEVE = Table(
    {
        "remote6": "IFLA_GENEVE_REMOTE6",
        "inner_proto_inherit": there("IFLA_GENEVE_INNER_PROTO_INHERIT"),
        "udp_csum": "IFLA_GENEVE_UDP_CSUM",
        "udp_zero_csum6_tx": "IFLA_GENEVE_UDP_ZERO_CSUM6_TX",
        "udp_zero_csum6_rx": "IFLA_GENEVE_UDP_ZERO_CSUM6_RX",
    },
    ("IFLA_GENEVE_",),
)


GRE = Table(
    {
        "remote": address_or_any("IFLA_GRE_REMOTE"),
        "local": address_or_any("IFLA_GRE_LOCAL"),
        "ikey": quad("IFLA_GRE_IKEY"),
        "okey": quad("IFLA_GRE_OKEY"),
        "iseq": bit("IFLA_GRE_IFLAGS", "GRE_SEQ"),
        "oseq": bit("IFLA_GRE_OFLAGS", "GRE_SEQ"),
        "icsum": bit("IFLA_GRE_IFLAGS", "GRE_CSUM"),
        "ocsum": bit("IFLA_GRE_OFLAGS", "GRE_CSUM"),
        "tclass": lambda node: f"0x{_flowinfo(node, 'IFLA_GRE') >> 20:02x}",
        "flowlabel": lambda node: f"0x{_flowinfo(node, 'IFLA_GRE') & 0xFFFFF:05x}",
        "erspan_ver": "IFLA_GRE_ERSPAN_VER",
        "erspan_index": "IFLA_GRE_ERSPAN_INDEX",
        "erspan_dir": words("IFLA_GRE_ERSPAN_DIR", {0: "ingress", 1: "egress"}),
        "erspan_hwid": hexadecimal("IFLA_GRE_ERSPAN_HWID"),
        "hoplimit": "IFLA_GRE_TTL",
    }
    | {
        f"ip6_tnl_f_{flag}": bit("IFLA_GRE_FLAGS", f"IP6_TNL_F_{flag.upper()}")
        for flag in ("ign_encap_limit", "use_orig_flowlabel", "use_orig_tclass", "rcv_dscp_copy")
    },
    ("IFLA_GRE_",),
)


def _flowinfo(node: Node, prefix: str) -> int:
    number = get(node, f"{prefix}_FLOWINFO").value
    assert isinstance(number, int)
    return number


def _tunnelled(node: Node) -> str:
    number = get(node, "IFLA_IPTUN_PROTO").value
    inner = {0: "any", 4: "ip", 41: "ip6"}[number]  # type: ignore[index]
    outer = "ip6" if kind_of(message_of(node)) == "ip6tnl" else "ip"
    return f"{inner}{outer}" if number else "any"


TUNNEL = Table(
    {
        "remote": address_or_any("IFLA_IPTUN_REMOTE"),
        "local": address_or_any("IFLA_IPTUN_LOCAL"),
        "proto": _tunnelled,
        "hoplimit": "IFLA_IPTUN_TTL",
        "tclass": lambda node: f"0x{_flowinfo(node, 'IFLA_IPTUN') >> 20:02x}",
        "flowlabel": lambda node: f"0x{_flowinfo(node, 'IFLA_IPTUN') & 0xFFFFF:05x}",
    }
    | {
        f"ip6_tnl_f_{flag}": bit("IFLA_IPTUN_FLAGS", f"IP6_TNL_F_{flag.upper()}")
        for flag in ("ign_encap_limit", "use_orig_flowlabel", "use_orig_tclass", "rcv_dscp_copy")
    },
    ("IFLA_IPTUN_",),
)
VTI = Table(
    {
        "remote": address_or_any("IFLA_VTI_REMOTE"),
        "local": address_or_any("IFLA_VTI_LOCAL"),
        "ikey": quad("IFLA_VTI_IKEY"),
        "okey": quad("IFLA_VTI_OKEY"),
    },
    ("IFLA_VTI_",),
)
MACSEC = Table(
    {
        "sci": plain_hex("IFLA_MACSEC_SCI", 16),
        "cipher_suite": words("IFLA_MACSEC_CIPHER_SUITE", {"MACSEC_CIPHER_ID_GCM_AES_256": "GCM-AES-256"}),
    },
    ("IFLA_MACSEC_",),
)
HSR = Table({"proto": "IFLA_HSR_PROTOCOL"}, ("IFLA_HSR_",))
TUN = Table(
    {
        "user": words("IFLA_TUN_OWNER", {0: "root"}),
        "group": words("IFLA_TUN_GROUP", {0: "root"}),
        "numqueues": "IFLA_TUN_NUM_QUEUES",
        "numdisabled": "IFLA_TUN_NUM_DISABLED_QUEUES",
        "type": words("IFLA_TUN_TYPE", {1: "tun", 2: "tap"}),
    },
    ("IFLA_TUN_",),
)
KINDS: dict[str, Table] = {
    "vlan": VLAN, "macvlan": MACVLAN, "macvtap": MACVLAN, "ipvlan": IPVLAN, "bridge": BRIDGE, "bond": BOND,
    "vxlan": VXLAN, "geneve": GENEVE, "gre": GRE, "gretap": GRE, "erspan": GRE, "ip6gre": GRE, "ip6gretap": GRE,
    "ip6erspan": GRE, "ipip": TUNNEL, "sit": TUNNEL, "ip6tnl": TUNNEL, "vti": VTI, "vti6": VTI, "macsec": MACSEC,
    "hsr": HSR, "tun": TUN, "vrf": Table({}, ("IFLA_VRF_",)), "xfrm": Table({}, ("IFLA_XFRM_",)),
}  # fmt: skip
SLAVES = {"bridge": BRIDGE_PORT, "bond": BOND_SLAVE, "vrf": Table({}, ("IFLA_VRF_PORT_",))}


def data(node: Node) -> Table:
    """The table of IFLA_INFO_DATA."""
    return KINDS.get(kind_of(message_of(node)), Table())


def slave_data(node: Node) -> Table:
    """The table of IFLA_INFO_SLAVE_DATA."""
    return SLAVES.get(str(get(message_of(node), "IFLA_LINKINFO/IFLA_INFO_SLAVE_KIND").value), Table())


LINKINFO = Table(
    {
        "info_kind": "IFLA_INFO_KIND",
        "info_slave_kind": "IFLA_INFO_SLAVE_KIND",
        "info_data": Inside("IFLA_INFO_DATA", data),
        "info_slave_data": Inside("IFLA_INFO_SLAVE_DATA", slave_data),
    }
)


def link_flags(node: Node) -> list[str]:
    """The flags in the tool's order: without IFF_RUNNING, and NO-CARRIER for an interface that is up without it."""
    bits = set(flags("ifi_flags", "IFF_")(node))
    told = ["NO-CARRIER"] if "UP" in bits and "RUNNING" not in bits else []
    order = (
        "LOOPBACK", "BROADCAST", "POINTOPOINT", "MULTICAST", "NOARP", "ALLMULTI", "PROMISC", "MASTER", "SLAVE",
        "DEBUG", "DYNAMIC", "AUTOMEDIA", "PORTSEL", "NOTRAILERS", "UP", "LOWER_UP", "DORMANT", "ECHO",
    )  # fmt: skip
    return told + [name for name in order if name in bits]


LINK_TYPES = {
    "ARPHRD_LOOPBACK": "loopback", "ARPHRD_ETHER": "ether", "ARPHRD_IPGRE": "gre", "ARPHRD_TUNNEL6": "tunnel6",
    "ARPHRD_TUNNEL": "ipip", "ARPHRD_SIT": "sit", "ARPHRD_CAN": "can", "ARPHRD_NETLINK": "netlink",
    "ARPHRD_NONE": "none", "ARPHRD_IP6GRE": "gre6",
}  # fmt: skip
"""the tool's names of hardware types"""

LINK = Table(
    {
        "ifindex": "ifi_index",
        "ifname": "IFLA_IFNAME",
        "flags": link_flags,
        "group": lambda node: {0: "default"}.get(get(node, "IFLA_GROUP").value, get(node, "IFLA_GROUP").text),  # type: ignore[arg-type]
        "link_type": lambda node: LINK_TYPES[get(node, "ifi_type").text],
        "link": "IFLA_LINK",
        "link_index": "IFLA_LINK",
        "link_netnsid": "IFLA_LINK_NETNSID",
        "link_pointtopoint": bit("ifi_flags", "IFF_POINTOPOINT"),
        "inet6_addr_gen_mode": "IFLA_AF_SPEC/AF_INET6/IFLA_INET6_ADDR_GEN_MODE",
        "permaddr": "IFLA_PERM_ADDRESS",
        "altnames": all_of("IFLA_ALT_IFNAME", inside="IFLA_PROP_LIST"),
        "stats64": Inside("IFLA_STATS64", STATS64),
        "linkinfo": Inside("IFLA_LINKINFO", LINKINFO),
    },
    ("IFLA_",),
)
