"""What `nft -j list ruleset` prints of tables, chains, sets, objects and flowtables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import ip_address, ip_network
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import Ignored, Rule, Table, at, bit, get, words
from tests.oracle.tables.ip_more import number

FAMILY = words("nfgen_family", {1: "inet", 2: "ip", 3: "arp", 5: "netdev", 7: "bridge", 10: "ip6"})
HOOKS = {
    "NF_INET_PRE_ROUTING": "prerouting", "NF_INET_LOCAL_IN": "input", "NF_INET_FORWARD": "forward",
    "NF_INET_LOCAL_OUT": "output", "NF_INET_POST_ROUTING": "postrouting", "NF_NETDEV_INGRESS": "ingress",
    "NF_ARP_IN": "input", "NF_BR_FORWARD": "forward",
}  # fmt: skip
PROTOCOLS = {1: "icmp", 6: "tcp", 17: "udp", 58: "ipv6-icmp"}
L3 = {2: "ip", 10: "ip6"}


def named(prefix: str, **more: Rule) -> Table:
    """The fields that everything has, with one family of attributes; and more."""
    return Table(
        {
            "family": FAMILY,
            "table": f"{prefix}TABLE",
            "name": f"{prefix}NAME",
            "handle": f"{prefix}HANDLE",
            **more,
        }
    )


def types(path: str) -> Callable[[Node], Any]:
    """The type of a key: several make a concatenation."""

    def make(node: Node) -> Any:
        parts = get(node, path).text.partition("(")[2].rstrip(")").split(" . ")
        return parts if len(parts) > 1 else parts[0]

    return make


def set_flags(node: Node) -> list[str]:
    """The flags that the tool tells: the others follow from what it is."""
    told = get(node, "NFTA_SET_FLAGS").text.lower().replace("nft_set_", "").split("|")
    return [name for name in ("constant", "interval", "timeout", "dynamic") if name in told]


def map_type(node: Node) -> str:
    """What a map leads to."""
    if at(node, "NFTA_SET_OBJ_TYPE") is not None:
        return get(node, "NFTA_SET_OBJ_TYPE").text.removeprefix("NFT_OBJECT_").lower()
    text = get(node, "NFTA_SET_DATA_TYPE").text
    if text == "NFT_DATA_VERDICT":
        return "verdict"
    return text.partition("(")[2].rstrip(")") or text


def comment(path: str) -> Callable[[Node], Any]:
    """The comment in user data."""

    def make(node: Node) -> Any:
        found = next(child for child in get(node, path).walk() if child.name.endswith("_COMMENT"))
        return get(found, "value").value

    return make


def seconds(path: str) -> Callable[[Node], int]:
    """Milliseconds as seconds."""
    return lambda node: number(node, path) // 1000


SET = named(
    "NFTA_SET_",
    type=types("NFTA_SET_KEY_TYPE"),
    map=map_type,
    flags=set_flags,
    size="NFTA_SET_DESC/NFTA_SET_DESC_SIZE",
    timeout=seconds("NFTA_SET_TIMEOUT"),
    policy=words("NFTA_SET_POLICY", {1: "memory"}),
    elem=Ignored("compared by itself"),
    stmt=lambda node: [{str(get(node, "NFTA_SET_EXPR/NFTA_EXPR_NAME").value): None}],
    comment=comment("NFTA_SET_USERDATA"),
) | Table({"gc-interval": seconds("NFTA_SET_GC_INTERVAL")})

CHAIN = named(
    "NFTA_CHAIN_",
    type="NFTA_CHAIN_TYPE",
    hook=lambda node: HOOKS[get(node, "NFTA_CHAIN_HOOK/NFTA_HOOK_HOOKNUM").text],
    prio="NFTA_CHAIN_HOOK/NFTA_HOOK_PRIORITY",
    policy=words("NFTA_CHAIN_POLICY", {0: "drop", 1: "accept"}),
)
FLOWTABLE = named(
    "NFTA_FLOWTABLE_",
    hook=words("NFTA_FLOWTABLE_HOOK/NFTA_FLOWTABLE_HOOK_NUM", {0: "ingress"}),
    prio="NFTA_FLOWTABLE_HOOK/NFTA_FLOWTABLE_HOOK_PRIORITY",
    dev=lambda node: sorted(
        str(child.value) for child in get(node, "NFTA_FLOWTABLE_HOOK/NFTA_FLOWTABLE_HOOK_DEVS").children
    ),
)
DATA = "NFTA_OBJ_DATA/"


def per(path: str) -> Callable[[Node], str]:
    """The unit of a rate."""
    return words(path, {1: "second", 60: "minute", 3600: "hour", 86400: "day", 604800: "week"})


def of_bytes(path: str) -> Callable[[Node], int]:
    """A number; of bytes, in the kilobytes that the tool chose."""
    return lambda node: number(node, path) // (1024 if number(node, f"{DATA}NFTA_LIMIT_TYPE") else 1)


OBJECTS = {
    "counter": {"packets": f"{DATA}NFTA_COUNTER_PACKETS", "bytes": f"{DATA}NFTA_COUNTER_BYTES"},
    "quota": {
        "bytes": f"{DATA}NFTA_QUOTA_BYTES",
        "used": f"{DATA}NFTA_QUOTA_CONSUMED",
        "inv": bit(f"{DATA}NFTA_QUOTA_FLAGS", "NFT_QUOTA_F_INV"),
    },
    "limit": {
        "rate": of_bytes(f"{DATA}NFTA_LIMIT_RATE"),
        "per": per(f"{DATA}NFTA_LIMIT_UNIT"),
        "inv": bit(f"{DATA}NFTA_LIMIT_FLAGS", "NFT_LIMIT_F_INV"),
        "burst": of_bytes(f"{DATA}NFTA_LIMIT_BURST"),
        "rate_unit": words(f"{DATA}NFTA_LIMIT_TYPE", {1: "kbytes"}),
        "burst_unit": words(f"{DATA}NFTA_LIMIT_TYPE", {1: "kbytes"}),
    },
    "ct helper": {
        "type": f"{DATA}NFTA_CT_HELPER_NAME",
        "protocol": words(f"{DATA}NFTA_CT_HELPER_L4PROTO", PROTOCOLS),
        "l3proto": words(f"{DATA}NFTA_CT_HELPER_L3PROTO", L3),
    },
    "ct timeout": {
        "protocol": words(f"{DATA}NFTA_CT_TIMEOUT_L4PROTO", PROTOCOLS),
        "l3proto": words(f"{DATA}NFTA_CT_TIMEOUT_L3PROTO", L3),
        "policy": lambda node: {
            name: number(node, f"{DATA}NFTA_CT_TIMEOUT_DATA/CTA_TIMEOUT_TCP_{name.upper()}")
            for name in ("established", "close")
        },
    },
    "ct expectation": {
        "protocol": words(f"{DATA}NFTA_CT_EXPECT_L4PROTO", PROTOCOLS),
        "l3proto": words(f"{DATA}NFTA_CT_EXPECT_L3PROTO", L3),
        "dport": f"{DATA}NFTA_CT_EXPECT_DPORT",
        "timeout": f"{DATA}NFTA_CT_EXPECT_TIMEOUT",
        "size": f"{DATA}NFTA_CT_EXPECT_SIZE",
    },
    "synproxy": {
        "mss": f"{DATA}NFTA_SYNPROXY_MSS",
        "wscale": f"{DATA}NFTA_SYNPROXY_WSCALE",
        "flags": lambda node: [
            word
            for name, word in (("TIMESTAMP", "timestamp"), ("SACK_PERM", "sack-perm"))
            if f"NF_SYNPROXY_OPT_{name}" in get(node, f"{DATA}NFTA_SYNPROXY_FLAGS").text.split("|")
        ],
    },
}
TABLES: dict[str, tuple[str, Table]] = {
    "table": ("NFT_MSG_NEWTABLE", named("NFTA_TABLE_")),
    "chain": ("NFT_MSG_NEWCHAIN", CHAIN),
    "set": ("NFT_MSG_NEWSET", SET),
    "map": ("NFT_MSG_NEWSET", SET),
    "flowtable": ("NFT_MSG_NEWFLOWTABLE", FLOWTABLE),
} | {kind: ("NFT_MSG_NEWOBJ", named("NFTA_OBJ_", **fields)) for kind, fields in OBJECTS.items()}  # type: ignore[arg-type]
"""for each kind of object: the message that tells it, and the table"""


# Elements: what the tool writes as addresses, prefixes and ranges are keys in bytes.


def key_bytes(value: Any, kind: str) -> bytes:
    """A key as it stands in the message; OverflowError behind the last address."""
    if kind in ("ipv4_addr", "ipv6_addr"):
        return ip_address(value).packed
    if kind == "ether_addr":
        return bytes.fromhex(value.replace(":", ""))
    if kind == "ifname":
        return str(value).encode().ljust(16, b"\0")
    if kind == "inet_service":
        return int(value).to_bytes(2, "big")
    raise KeyError(kind)


def after(key: bytes) -> bytes:
    """The key after this one, which ends an interval."""
    return (int.from_bytes(key, "big") + 1).to_bytes(len(key), "big")


def keys(element: Any, kind: Any, *, interval: bool) -> list[str]:
    """The keys in hexadecimal that an element of a set makes: two for an interval."""
    if isinstance(element, dict) and "elem" in element:
        return keys(element["elem"]["val"], kind, interval=interval)
    if isinstance(element, dict) and "concat" in element:
        parts = [key_bytes(part, own) for part, own in zip(element["concat"], kind, strict=True)]
        return [b"".join(part.ljust(-(-len(part) // 4) * 4, b"\0") for part in parts).hex()]
    if isinstance(element, dict) and "prefix" in element:
        network = ip_network(f"{element['prefix']['addr']}/{element['prefix']['len']}")
        first, last = network[0].packed, network[-1].packed
    elif isinstance(element, dict):
        first, last = (key_bytes(end, kind) for end in element["range"])
    else:
        first = last = key_bytes(element, kind)
    return [first.hex(), after(last).hex()] if interval else [first.hex()]


def told_keys(messages: Sequence[Node]) -> list[str]:
    """The keys of a set's elements in the messages; the empty interval before the first is the kernel's own."""
    found = []
    for tree in messages:
        for node in tree.walk():
            if node.name == "NFTA_SET_ELEM_KEY":
                key = str(get(node, "NFTA_DATA_VALUE").value)
                if key.strip("0"):
                    found.append(key)
    return sorted(found)
