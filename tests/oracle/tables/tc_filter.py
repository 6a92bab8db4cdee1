"""What `tc -j -d -s` prints of filters and actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import Ignored, Inside, Rule, Table, at, constant, get, words
from tests.oracle.tables.ip_link import hexadecimal, plain_hex
from tests.oracle.tables.ip_more import itself, number, seconds_ago
from tests.oracle.tables.tc import BASIC, handle

VERDICTS = {
    "TC_ACT_OK": "pass", "TC_ACT_SHOT": "drop", "TC_ACT_PIPE": "pipe", "TC_ACT_UNSPEC": "continue",
    "TC_ACT_RECLASSIFY": "reclassify", "TC_ACT_STOLEN": "stolen", "TC_ACT_TRAP": "trap",
}  # fmt: skip
ETHERTYPES = {
    "ETH_P_IP": "ip", "ETH_P_IPV6": "ipv6", "ETH_P_ARP": "arp", "ETH_P_8021Q": "802.1Q", "ETH_P_8021AD": "802.1ad",
    "ETH_P_MPLS_UC": "mpls_uc", "ETH_P_ALL": "all",
}  # fmt: skip


def parameters(node: Node) -> Node:
    """The struct with what all actions have: index, action, counts."""
    found = get(node, "TCA_ACT_OPTIONS")
    for child in found.children:
        if "index" in child and "refcnt" in child:
            return child
        if "sel" in child:
            return get(child, "sel")
    raise KeyError("the action's parameters")


def parameter(name: str) -> Callable[[Node], Any]:
    """A number of that struct."""
    return lambda node: get(parameters(node), name).value


def verdict(path: str) -> Callable[[Node], dict[str, Any]]:
    """What becomes of the packet."""

    def make(node: Node) -> dict[str, Any]:
        found = get(parameters(node) if not path else node, path or "action")
        if found.text in VERDICTS:
            return {"type": VERDICTS[found.text]}
        assert isinstance(found.value, int)
        kind, rest = found.value >> 28, found.value & 0xFFFFFFF
        return {"type": "jump", "jump": rest} if kind == 1 else {"type": "goto", "chain": rest}

    return make


def chance(node: Node) -> dict[str, Any]:
    """What a gact does by chance; the tool tells zeros where it does not."""
    found = at(node, "TCA_ACT_OPTIONS/TCA_GACT_PROB")
    if found is None:
        return {"random_type": "none", "control_action": {"type": "pass"}, "val": 0}
    kind = {"PGACT_NETRAND": "netrand", "PGACT_DETERM": "determ"}[get(found, "ptype").text]
    return {"random_type": kind, "control_action": verdict("paction")(found), "val": get(found, "pval").value}


def option(name: str) -> Rule:
    """A field that stands in an action's options."""
    return f"TCA_ACT_OPTIONS/{name}"


def mirror(node: Node) -> str:
    """Which way a packet is mirrored or sent."""
    return get(parameters(node), "eaction").text


def csums(node: Node) -> str:
    """The checksums that are worked out, as the tool names them."""
    names = {
        "IPV4HDR": "iph", "ICMP": "icmp", "IGMP": "igmp", "TCP": "tcp", "UDP": "udp", "UDPLITE": "udplite",
        "SCTP": "sctp",
    }  # fmt: skip
    told = [
        name.removeprefix("TCA_CSUM_UPDATE_FLAG_") for name in get(parameters(node), "update_flags").text.split("|")
    ]
    return ", ".join(word for name, word in names.items() if name in told)


def pedit_keys(node: Node) -> list[dict[str, Any]]:
    """The edits of a packet, of which the kind of header and of edit stand apart."""
    keys = get(node, "TCA_ACT_OPTIONS/TCA_PEDIT_PARMS_EX/keys").children
    kinds = get(node, "TCA_ACT_OPTIONS/TCA_PEDIT_KEYS_EX").children
    headers = {"ETH": "eth", "IP4": "ipv4", "IP6": "ipv6", "TCP": "tcp", "UDP": "udp", "NETWORK": "network"}
    return [
        {
            "htype": headers[get(kind, "TCA_PEDIT_KEY_EX_HTYPE").text.removeprefix("TCA_PEDIT_KEY_EX_HDR_TYPE_")],
            "offset": number(key, "off"),
            "cmd": get(kind, "TCA_PEDIT_KEY_EX_CMD").text.removeprefix("TCA_PEDIT_KEY_EX_CMD_").lower(),
            "val": f"{number(key, 'val'):x}",
            "mask": f"{number(key, 'mask'):x}",
        }
        for key, kind in zip(keys, kinds, strict=True)
    ]


def tunnel_options(kind: str, table: Table) -> Inside:
    """The options of one kind of tunnel."""

    def find(node: Node) -> list[Node]:
        nest = get(node, "TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_ENC_OPTS")
        return [child for child in nest.children if child.name == f"TCA_TUNNEL_KEY_ENC_OPTS_{kind}"]

    return Inside(find, table)


def octets(path: str) -> Callable[[Node], list[int]]:
    """Bytes as a list of numbers."""
    return lambda node: list(bytes.fromhex(str(get(node, path).value)))


OPT = "TCA_TUNNEL_KEY_ENC_OPT_"
TUNNEL_KEY: dict[str, Rule] = {
    "mode": lambda node: {1: "set", 2: "unset"}[number(parameters(node), "t_action")],
    "src_ip": lambda node: _either(node, "TCA_TUNNEL_KEY_ENC_IPV{}_SRC"),
    "dst_ip": lambda node: _either(node, "TCA_TUNNEL_KEY_ENC_IPV{}_DST"),
    "key_id": option("TCA_TUNNEL_KEY_ENC_KEY_ID"),
    "dst_port": option("TCA_TUNNEL_KEY_ENC_DST_PORT"),
    "tos": option("TCA_TUNNEL_KEY_ENC_TOS"),
    "ttl": option("TCA_TUNNEL_KEY_ENC_TTL"),
    "flag": lambda node: "nocsum" if number(node, "TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_NO_CSUM") else "csum",
    "geneve_opts": tunnel_options(
        "GENEVE",
        Table({"class": f"{OPT}GENEVE_CLASS", "type": f"{OPT}GENEVE_TYPE", "data": octets(f"{OPT}GENEVE_DATA")}),
    ),
    "vxlan_opts": tunnel_options("VXLAN", Table({"gbp": f"{OPT}VXLAN_GBP"})),
    "erspan_opts": tunnel_options(
        "ERSPAN",
        Table({"dir": constant(0), "hwid": constant(0)}, (f"{OPT}ERSPAN_",)),
    ),
}


def _either(node: Node, path: str) -> Any:
    options = get(node, "TCA_ACT_OPTIONS")
    return (options.get(path.format(4)) or options[path.format(6)]).value


def allowed(name: str) -> Callable[[Node], Any]:
    """What is done with a piece of metadata: taken from the packet, or a value."""

    def make(node: Node) -> Any:
        found = get(node, f"TCA_ACT_OPTIONS/TCA_IFE_METALST/{name}")
        return "allow" if found.length == 4 else found.value

    return make


ACTIONS: Mapping[str, dict[str, Rule]] = {
    "gact": {"prob": chance},
    "vlan": {
        "vlan_action": lambda node: get(parameters(node), "v_action").text.removeprefix("TCA_VLAN_ACT_").lower(),
        "id": option("TCA_VLAN_PUSH_VLAN_ID"),
        "priority": option("TCA_VLAN_PUSH_VLAN_PRIORITY"),
        "protocol": words("TCA_ACT_OPTIONS/TCA_VLAN_PUSH_VLAN_PROTOCOL", ETHERTYPES),
        "dst_mac": option("TCA_VLAN_PUSH_ETH_DST"),
        "src_mac": option("TCA_VLAN_PUSH_ETH_SRC"),
    },
    "mirred": {
        "mirred_action": lambda node: "mirror" if "MIRROR" in mirror(node) else "redirect",
        "direction": lambda node: "egress" if "EGRESS" in mirror(node) else "ingress",
        "to_dev": parameter("ifindex"),
    },
    "skbedit": {
        "queue_mapping": option("TCA_SKBEDIT_QUEUE_MAPPING"),
        "priority": handle("TCA_ACT_OPTIONS/TCA_SKBEDIT_PRIORITY"),
        "mark": option("TCA_SKBEDIT_MARK"),
        "mask": plain_hex("TCA_ACT_OPTIONS/TCA_SKBEDIT_MASK"),
        "ptype": option("TCA_SKBEDIT_PTYPE"),
        "inheritdsfield": lambda node: (
            None if "INHERITDSFIELD" in get(node, "TCA_ACT_OPTIONS/TCA_SKBEDIT_FLAGS").text else "not set"
        ),
    },
    "nat": {
        "type": "TCA_ACT_KIND",
        "direction": lambda node: "egress" if number(parameters(node), "flags") & 1 else "ingress",
        "old_addr": Ignored("the tool counts the mask's bits from the wrong end: 10.0.0.0/8 is 10.0.0.0/32 to it"),
        "new_addr": parameter("new_addr"),
    },
    "tunnel_key": TUNNEL_KEY,
    "csum": {"csum": csums},
    "pedit": {"nkeys": parameter("nkeys"), "keys": pedit_keys},
    "police": {
        "pkts_rate": option("TCA_POLICE_PKTRATE64"),
        "pkts_burst": lambda node: round(
            number(node, "TCA_ACT_OPTIONS/TCA_POLICE_PKTRATE64")
            * number(node, "TCA_ACT_OPTIONS/TCA_POLICE_PKTBURST64")
            * 64
            / 1e9
        ),
        "overhead": option("TCA_POLICE_TBF/rate/overhead"),
        "linklayer": lambda node: {0: "unspec"}[number(node, "TCA_ACT_OPTIONS/TCA_POLICE_TBF/rate/linklayer")],
    },
    "mpls": {
        "mpls_action": lambda node: get(parameters(node), "m_action").text.removeprefix("TCA_MPLS_ACT_").lower(),
        "protocol": words("TCA_ACT_OPTIONS/TCA_MPLS_PROTO", ETHERTYPES),
        "label": option("TCA_MPLS_LABEL"),
        "tc": option("TCA_MPLS_TC"),
        "bos": option("TCA_MPLS_BOS"),
        "ttl": option("TCA_MPLS_TTL"),
    },
    "ct": {"action": lambda node: get(node, "TCA_ACT_OPTIONS/TCA_CT_ACTION").text.removeprefix("TCA_CT_ACT_").lower()},
    "sample": {
        "rate": option("TCA_SAMPLE_RATE"),
        "group": option("TCA_SAMPLE_PSAMPLE_GROUP"),
        "trunc_size": option("TCA_SAMPLE_TRUNC_SIZE"),
    },
    "ife": {
        "mode": lambda node: "encode" if number(parameters(node), "flags") & 1 else "decode",
        "type": hexadecimal("TCA_ACT_OPTIONS/TCA_IFE_TYPE"),
        "mark": allowed("IFE_META_SKBMARK"),
        "prio": allowed("IFE_META_PRIO"),
        "dst": option("TCA_IFE_DMAC"),
        "src": option("TCA_IFE_SMAC"),
    },
    "connmark": {"zone": parameter("zone")},
    "ctinfo": {
        "zone": option("TCA_CTINFO_ZONE"),
        "dscpmask": option("TCA_CTINFO_PARMS_DSCP_MASK"),
        "dscpstatemask": option("TCA_CTINFO_PARMS_DSCP_STATEMASK"),
        "cpmark": option("TCA_CTINFO_PARMS_CPMARK_MASK"),
        "dscpset": option("TCA_CTINFO_STATS_DSCP_SET"),
        "dscperror": option("TCA_CTINFO_STATS_DSCP_ERROR"),
        "cpmarkset": option("TCA_CTINFO_STATS_CPMARK_SET"),
    },
    "bpf": {
        "bytecode": Inside(
            itself,
            Table(
                {
                    "length": option("TCA_ACT_BPF_OPS_LEN"),
                    "insns": Inside("TCA_ACT_OPTIONS/TCA_ACT_BPF_OPS", Table({}, ("",))),
                }
            ),
        )
    },
}


def times(node: Node) -> Node:
    """The struct tcf_t of an action."""
    return next(child for child in get(node, "TCA_ACT_OPTIONS").children if child.name.endswith("_TM"))


def action(node: Node) -> Table:
    """The table of an action."""
    kind = str(get(node, "TCA_ACT_KIND").value)
    common: dict[str, Rule] = {
        "order": _order,
        "kind": "TCA_ACT_KIND",
        "control_action": verdict(""),
        "index": parameter("index"),
        "ref": parameter("refcnt"),
        "bind": parameter("bindcnt"),
        "installed": lambda node: seconds_ago("install")(times(node)),
        "last_used": lambda node: seconds_ago("lastuse")(times(node)),
        "stats": Inside("TCA_ACT_STATS", Table(dict(BASIC))),
        "not_in_hw": lambda node: number(node, "TCA_ACT_IN_HW_COUNT") == 0,
        "used_hw_stats": lambda node: (
            ["disabled"] if not number(node, "TCA_ACT_USED_HW_STATS/value") else get(node, "TCA_ACT_USED_HW_STATS").text
        ),
        "cookie": lambda node: get(node, "TCA_ACT_COOKIE").value,
        "no_percpu": lambda node: "NO_PERCPU" in get(node, "TCA_ACT_FLAGS/value").text,
        "skip_hw": lambda node: "SKIP_HW" in get(node, "TCA_ACT_FLAGS/value").text,
    }
    return Table(common | ACTIONS.get(kind, {}))


def _order(node: Node) -> int:
    return int(node.name.strip("[]"))


FLOWER = "TCA_FLOWER_KEY_"


def masked(path: str) -> Callable[[Node], str]:
    """An address with the length of its mask, where that is not all of it."""

    def make(node: Node) -> str:
        value, mask = str(get(node, path).value), str(get(node, f"{path}_MASK").value)
        if ":" in mask and "." not in mask and len(mask) == 17:
            bits = bin(int(mask.replace(":", ""), 16)).count("1")
            return value if bits == 48 else f"{value}/{bits}"
        network = ip_network(f"{value}/{_bits(mask)}")
        return value if network.prefixlen == network.max_prefixlen else str(network)

    return make


def _bits(mask: str) -> int:
    return bin(int(ip_address(mask))).count("1")


def address(end: str, outer: str = "") -> Callable[[Node], str]:
    """An IPv4 or IPv6 address of a flower key."""

    def make(node: Node) -> str:
        for version in (4, 6):
            path = f"{FLOWER}{outer}IPV{version}_{end}"
            if at(node, path) is not None:
                return masked(path)(node)
        raise KeyError(end)

    return make


def port(end: str) -> Callable[[Node], Any]:
    """A port, or a range of ports."""

    def make(node: Node) -> Any:
        if (low := at(node, f"{FLOWER}PORT_{end}_MIN")) is not None:
            return {"start": low.value, "end": number(node, f"{FLOWER}PORT_{end}_MAX")}
        return number(node, f"{FLOWER}TCP_{end}")

    return make


def geneve(which: str) -> Inside:
    """The geneve options that a packet must have, or their mask."""
    prefix = "TCA_FLOWER_KEY_ENC_OPT_GENEVE_"
    return Inside(
        lambda node: get(node, f"TCA_FLOWER_KEY_ENC_OPTS{which}").children,
        Table({"class": f"{prefix}CLASS", "type": f"{prefix}TYPE", "data": octets(f"{prefix}DATA")}),
    )


ETHERNET = {"ETH_P_IP": "ipv4", "ETH_P_IPV6": "ipv6", "ETH_P_ARP": "arp"}
KEYS = Table(
    {
        "dst_mac": masked(f"{FLOWER}ETH_DST"),
        "src_mac": masked(f"{FLOWER}ETH_SRC"),
        "eth_type": lambda node: ETHERNET.get(get(node, _ethertype(node)).text, f"{number(node, _ethertype(node)):x}"),
        "ip_proto": f"{FLOWER}IP_PROTO",
        "ip_tos": f"{FLOWER}IP_TOS",
        "ip_tos_mask": plain_hex(f"{FLOWER}IP_TOS_MASK"),
        "ip_ttl": f"{FLOWER}IP_TTL",
        "dst_ip": address("DST"),
        "src_ip": address("SRC"),
        "src_port": port("SRC"),
        "dst_port": port("DST"),
        "tcp_flags": lambda node: (
            f"0x{number(node, f'{FLOWER}TCP_FLAGS'):x}/{number(node, f'{FLOWER}TCP_FLAGS_MASK'):x}"
        ),
        "ip_flags": lambda node: {
            word: name in get(node, f"{FLOWER}FLAGS").text
            for word, name in (("frag", "IS_FRAGMENT"), ("firstfrag", "FRAG_IS_FIRST"))
        },
        "vlan_id": f"{FLOWER}VLAN_ID",
        "vlan_prio": f"{FLOWER}VLAN_PRIO",
        "vlan_ethtype": words(f"{FLOWER}VLAN_ETH_TYPE", ETHERTYPES),
        "icmp_type": lambda node: str(number(node, f"{FLOWER}ICMPV6_TYPE")),
        "icmp_code": lambda node: str(number(node, f"{FLOWER}ICMPV6_CODE")),
        "arp_tip": masked(f"{FLOWER}ARP_TIP"),
        "arp_op": lambda node: {1: "request", 2: "reply"}[number(node, f"{FLOWER}ARP_OP")],
        "arp_sha": masked(f"{FLOWER}ARP_SHA"),
        "enc_dst_ip": address("DST", "ENC_"),
        "enc_src_ip": address("SRC", "ENC_"),
        "enc_key_id": f"{FLOWER}ENC_KEY_ID",
        "enc_dst_port": f"{FLOWER}ENC_UDP_DST_PORT",
        "enc_tos": f"{FLOWER}ENC_IP_TOS",
        "enc_ttl": f"{FLOWER}ENC_IP_TTL",
        "geneve_opt_key": geneve(""),
        "geneve_opt_mask": geneve("_MASK"),
        "mpls_label": f"{FLOWER}MPLS_LABEL",
        "mpls_tc": lambda node: str(number(node, f"{FLOWER}MPLS_TC")),
        "mpls_bos": lambda node: str(number(node, f"{FLOWER}MPLS_BOS")),
        "mpls_ttl": lambda node: str(number(node, f"{FLOWER}MPLS_TTL")),
    }
)


def _ethertype(node: Node) -> str:
    """Behind a VLAN's header stands the type that counts."""
    return f"{FLOWER}VLAN_ETH_TYPE" if at(node, f"{FLOWER}VLAN_ETH_TYPE") is not None else f"{FLOWER}ETH_TYPE"


def flag(name: str) -> Callable[[Node], bool]:
    """A flag of a filter's."""

    def make(node: Node) -> bool:
        path = next(path for path in ("TCA_FLOWER_FLAGS", "TCA_MATCHALL_FLAGS") if at(node, path) is not None)
        return f"TCA_CLS_FLAGS_{name}" in get(node, path).text.split("|")

    return make


def first(*paths: str) -> Callable[[Node], Node | list[Node]]:
    """The children of the first of these that is there."""
    return lambda node: next(found for path in paths if (found := at(node, path)) is not None).children


FILTER_OPTIONS = Table(
    {
        "handle": lambda node: number(node.parent or node, "tcm_handle"),
        "classid": handle("TCA_FLOWER_CLASSID"),
        "keys": Inside(itself, KEYS),
        "skip_hw": flag("SKIP_HW"),
        "not_in_hw": flag("NOT_IN_HW"),
        "rule_hit": "TCA_MATCHALL_PCNT/rhit",
        "actions": Inside(first("TCA_FLOWER_ACT", "TCA_MATCHALL_ACT", "TCA_BASIC_ACT"), action),
    }
)
BASIC_OPTIONS = FILTER_OPTIONS | Table({"handle": lambda node: str(number(node.parent or node, "tcm_handle"))})


def filter_options(node: Node) -> Table:
    """The table of a filter's options; the kind basic tells its handle as text."""
    assert node.parent is not None
    return BASIC_OPTIONS if get(node.parent, "TCA_KIND").value == "basic" else FILTER_OPTIONS


def qdisc_parent(node: Node) -> str:
    """The qdisc that a chain belongs to."""
    return f"{number(node, 'tcm_parent') >> 16:x}:"


FILTER = Table(
    {
        "protocol": lambda node: ETHERTYPES[get(node, "tcm_info").text.rpartition(" ")[2]],
        "pref": lambda node: number(node, "tcm_info") >> 16,
        "kind": "TCA_KIND",
        "chain": "TCA_CHAIN",
        "parent": qdisc_parent,
        "options": Inside("TCA_OPTIONS", filter_options),
    }
)


CHAIN = FILTER | Table(
    {
        "options": Inside(
            "TCA_OPTIONS",
            Table(
                {
                    "keys": Inside(
                        itself,
                        Table({"dst_mac": Ignored("a template tells masks"), "eth_type": Ignored("a template: none")}),
                    )
                }
            ),
        )
    }
)
ACTION_LIST = Table({"total acts": "TCA_ROOT_COUNT", "actions": Inside("TCA_ROOT_TAB", action)})
