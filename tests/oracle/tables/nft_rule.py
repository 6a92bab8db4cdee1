"""What `nft -j list ruleset` prints of rules: each statement stands for expressions that must be there, in that order.

The tool folds the kernel's expressions into statements (a load and a comparison become a match). Unfolded they are
here a list of what is wanted: an expression's name, and some of its attributes with their values. What the tool leaves
out (that a match on a TCP port means a match on the protocol) is not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

from nldissect.tree import Node
from tests.oracle.compare import same


@dataclass(frozen=True)
class Bytes:
    """A comparison's data: these bytes, or what begins with them (a load may be longer or shorter than the field)."""

    hex: str

    def is_in(self, value: object) -> bool:
        """Whether our bytes are these, as far as both go."""
        return isinstance(value, str) and bool(value) and (self.hex.startswith(value) or value.startswith(self.hex))


Wanted = tuple[str, dict[str, Any]]
LINK, NETWORK, TRANSPORT = 0, 1, 2
FIELDS: dict[tuple[str, str], tuple[int, int, int]] = {
    ("tcp", "sport"): (TRANSPORT, 0, 2),
    ("tcp", "dport"): (TRANSPORT, 2, 2),
    ("tcp", "flags"): (TRANSPORT, 13, 1),
    ("udp", "dport"): (TRANSPORT, 2, 2),
    ("th", "dport"): (TRANSPORT, 2, 2),
    ("ip", "saddr"): (NETWORK, 12, 4),
    ("ip", "daddr"): (NETWORK, 16, 4),
    ("ip", "protocol"): (NETWORK, 9, 1),
    ("ip", "ttl"): (NETWORK, 8, 1),
    ("ip", "dscp"): (NETWORK, 1, 1),
    ("ip", "length"): (NETWORK, 2, 2),
    ("ip6", "saddr"): (NETWORK, 8, 16),
    ("arp", "operation"): (NETWORK, 6, 2),
    ("arp", "saddr ip"): (NETWORK, 14, 4),
    ("ether", "daddr"): (LINK, 0, 6),
    ("ether", "saddr"): (LINK, 6, 6),
    ("ether", "type"): (LINK, 12, 2),
    ("vlan", "id"): (LINK, 14, 2),
    ("vlan", "pcp"): (LINK, 14, 1),
}
"""header, offset and length in bytes, of the protocols' own definitions"""
SHIFTED = {("ip", "dscp"): 2, ("vlan", "pcp"): 5}
"""bits of the same byte below a field"""
NUMBERS = {
    "tcp": 6, "udp": 17, "icmp": 1, "ipv6-icmp": 58, "syn": 2, "ack": 16, "arp": 0x806, "request": 1, "cs2": 16,
    "original": 0, "established": 2, "related": 4, "dnat": 32, "local": 2, False: 0, "Monday": 1,
}  # fmt: skip
META = {
    "iifname": 16, "oifname": 16, "ibrname": 16, "mark": 4, "oif": 4, "l4proto": 1, "priority": 4, "nftrace": 1,
    "skuid": 4, "time": 8, "hour": 4, "day": 1,
}  # fmt: skip
"""the size of what is loaded; numbers in the byte order of the machine"""
META_NAMES = {"ibrname": "BRI_IIFNAME", "time": "TIME_NS", "hour": "TIME_HOUR", "day": "TIME_DAY"}
CT = {"state": 4, "status": 4, "mark": 4, "direction": 1, "zone": 2}
OPERATORS = {"==": "NFT_CMP_EQ", "in": "NFT_CMP_NEQ", "!=": "NFT_CMP_NEQ"}


def load(left: dict[str, Any]) -> Iterator[Wanted]:
    """The expressions that bring a value into a register."""
    ((kind, told),) = left.items()
    if kind == "payload" and "base" in told:
        yield (
            "payload",
            {
                "NFTA_PAYLOAD_BASE": {"ll": LINK, "nh": NETWORK, "th": TRANSPORT}[told["base"]],
                "NFTA_PAYLOAD_OFFSET": told["offset"] // 8,
                "NFTA_PAYLOAD_LEN": told["len"] // 8,
            },
        )
    elif kind == "payload":
        base, offset, _ = FIELDS[told["protocol"], told["field"]]
        wanted = {"NFTA_PAYLOAD_BASE": base, "NFTA_PAYLOAD_OFFSET": offset}
        # What stands side by side is loaded at once, and a TTL comes with its neighbour: the offset is then another's.
        yield "payload", wanted if told["protocol"] != "vlan" else {"NFTA_PAYLOAD_BASE": base}
    elif kind == "meta":
        yield "meta", {"NFTA_META_KEY": "NFT_META_" + META_NAMES.get(told["key"], told["key"].upper())}
    elif kind == "ct":
        yield "ct", {"NFTA_CT_KEY": "NFT_CT_" + told["key"].upper()}
    elif kind == "fib":
        result = {"type": "ADDRTYPE", "oif": "OIF"}[told["result"]]
        told_flags = [flag for flag in ("saddr", "daddr", "mark", "iif", "oif") if flag in told["flags"]]
        # A question whether there is a route at all
        asked = [*told_flags, "present"] if told["result"] == "oif" else told_flags
        yield (
            "fib",
            {
                "NFTA_FIB_RESULT": f"NFT_FIB_RESULT_{result}",
                "NFTA_FIB_FLAGS": "|".join(f"NFTA_FIB_F_{flag.upper()}" for flag in asked),
            },
        )
    elif kind == "rt":
        yield "rt", {"NFTA_RT_KEY": "NFT_RT_NEXTHOP4"}
    elif kind == "socket":
        yield "socket", {"NFTA_SOCKET_KEY": "NFT_SOCKET_" + told["key"].upper()}
    elif kind == "exthdr":
        yield "exthdr", {"NFTA_EXTHDR_TYPE": 44, "NFTA_EXTHDR_OFFSET": 3, "NFTA_EXTHDR_LEN": 1}
    elif kind == "osf":
        yield "osf", {}
    elif kind == "concat":
        for part in told:
            yield from load(part)
    elif kind == "&":
        value, mask = told
        yield from load(value)
        yield "bitwise", {"NFTA_BITWISE_MASK": data(value, mask)}
    else:
        raise KeyError(f"no rule for {kind}")


def size_of(left: dict[str, Any]) -> tuple[int, bool]:
    """How many bytes a value has, and whether they are in the byte order of the network."""
    ((kind, told),) = left.items()
    if kind == "payload":
        return (told["len"] // 8 if "base" in told else FIELDS[told["protocol"], told["field"]][2]), True
    if kind == "meta":
        return META[told["key"]], False
    if kind == "ct":
        return CT[told["key"]], False
    return {"fib": (4, False), "socket": (1, False), "exthdr": (1, True), "rt": (4, True), "osf": (16, True)}[kind]


def data(left: dict[str, Any], right: Any) -> Bytes:
    """A value as the bytes that stand in the message."""
    if "&" in left:
        return data(left["&"][0], right)
    size, network = size_of(left)
    if isinstance(right, list):
        number = sum(NUMBERS[word] for word in right)
    elif (isinstance(right, str) and right in NUMBERS) or right is False:
        number = NUMBERS[right]
    elif isinstance(right, int):
        number = right
    elif left.get("meta", {}).get("key") == "priority":
        major, _, minor = right.partition(":")
        number = int(major, 16) << 16 | int(minor, 16)
    elif right.count(":") == 5:
        return Bytes(right.replace(":", ""))
    elif size in (4, 16) and network and "osf" not in left:
        return Bytes(ip_address(right).packed.hex())
    elif "osf" not in left and size == 16:
        text = right.removesuffix("*").encode()
        return Bytes((text if right.endswith("*") else text.ljust(16, b"\0")).hex())
    else:
        return Bytes(right.encode().hex())
    field = left.get("payload", {})
    shift = SHIFTED.get((field.get("protocol"), field.get("field")), 0)
    if "exthdr" in left:
        shift = 0
    return Bytes((number << shift).to_bytes(size, "big" if network else "little").hex())


def match(told: dict[str, Any]) -> Iterator[Wanted]:
    """A comparison."""
    left, right = told["left"], told["right"]
    key = left.get("meta", {}).get("key")
    yield from load(left)
    if key in ("time", "hour", "oif"):  # of the clock's zone, or a number that the name stands for
        yield "cmp", {}
    elif isinstance(right, str) and right.startswith("@"):
        yield "lookup", {"NFTA_LOOKUP_SET": right[1:]}
    elif isinstance(right, dict) and "prefix" in right:
        network = ip_network(f"{right['prefix']['addr']}/{right['prefix']['len']}")
        if network.prefixlen % 8:
            yield "bitwise", {"NFTA_BITWISE_MASK": Bytes(network.netmask.packed.hex())}
        yield "cmp", {"NFTA_CMP_OP": OPERATORS[told["op"]], "NFTA_CMP_DATA": Bytes(network[0].packed.hex())}
    elif isinstance(right, dict) and "range" in right:
        first, last = (data(left, end) for end in right["range"])
        if key == "skuid":  # compared in the byte order of the network
            first, last = (Bytes(bytes.fromhex(end.hex)[::-1].hex()) for end in (first, last))
        yield "cmp", {"NFTA_CMP_OP": "NFT_CMP_GTE", "NFTA_CMP_DATA": first}
        yield "cmp", {"NFTA_CMP_OP": "NFT_CMP_LTE", "NFTA_CMP_DATA": last}
    elif isinstance(right, dict):
        yield "lookup", {}
    elif told["op"] == "in":
        yield "bitwise", {"NFTA_BITWISE_MASK": data(left, right)}
        yield "cmp", {"NFTA_CMP_OP": "NFT_CMP_NEQ"}
    elif "exthdr" in left or left.get("payload", {}).get("protocol") == "vlan":
        yield "cmp", {"NFTA_CMP_OP": "NFT_CMP_EQ"}
    else:
        yield "cmp", {"NFTA_CMP_OP": OPERATORS[told["op"]], "NFTA_CMP_DATA": data(left, right)}


def verdict(name: str) -> Callable[[Any], Iterator[Wanted]]:
    """What becomes of the packet."""

    def make(told: Any) -> Iterator[Wanted]:
        wanted = {"NFTA_VERDICT_CODE": name}
        if told:
            wanted["NFTA_VERDICT_CHAIN"] = told["target"]
        yield "immediate", wanted

    return make


def limit(told: Any) -> Iterator[Wanted]:
    """A rate, or the name of one."""
    if isinstance(told, str):
        yield "objref", {"NFTA_OBJREF_IMM_NAME": told, "NFTA_OBJREF_IMM_TYPE": "NFT_OBJECT_LIMIT"}
        return
    unit = {"second": 1, "minute": 60}[told["per"]]
    yield "limit", {
        "NFTA_LIMIT_RATE": told["rate"], "NFTA_LIMIT_UNIT": unit, "NFTA_LIMIT_BURST": told["burst"],
    }  # fmt: skip


def quota(told: Any) -> Iterator[Wanted]:
    """An amount, or the name of one."""
    if isinstance(told, str):
        yield "objref", {"NFTA_OBJREF_IMM_NAME": told, "NFTA_OBJREF_IMM_TYPE": "NFT_OBJECT_QUOTA"}
    else:
        yield "quota", {"NFTA_QUOTA_BYTES": told["val"] << 20, "NFTA_QUOTA_FLAGS": "NFT_QUOTA_F_INV"}


def counter(told: Any) -> Iterator[Wanted]:
    """Counters, or the name of them."""
    if isinstance(told, str):
        yield "objref", {"NFTA_OBJREF_IMM_NAME": told, "NFTA_OBJREF_IMM_TYPE": "NFT_OBJECT_COUNTER"}
    else:
        yield "counter", {"NFTA_COUNTER_PACKETS": told["packets"], "NFTA_COUNTER_BYTES": told["bytes"]}


def named(kind: str) -> Callable[[Any], Iterator[Wanted]]:
    """The use of an object."""
    return lambda told: iter([("objref", {"NFTA_OBJREF_IMM_NAME": told, "NFTA_OBJREF_IMM_TYPE": f"NFT_OBJECT_{kind}"})])


def log(told: dict[str, Any]) -> Iterator[Wanted]:
    """Logging, by the kernel's own log or to a group."""
    wanted: dict[str, Any] = {"NFTA_LOG_PREFIX": told["prefix"]}
    for field, name in (("group", "GROUP"), ("snaplen", "SNAPLEN"), ("queue-threshold", "QTHRESHOLD")):
        if field in told:
            wanted[f"NFTA_LOG_{name}"] = told[field]
    yield "log", wanted


def reject(told: dict[str, Any]) -> Iterator[Wanted]:
    """An answer that says no."""
    yield "reject", {"NFTA_REJECT_TYPE": "NFT_REJECT_ICMP_UNREACH", "NFTA_REJECT_ICMP_CODE": 13}


def queue(told: dict[str, Any]) -> Iterator[Wanted]:
    """Packets to a program."""
    first, last = told["num"]["range"]
    yield "queue", {
        "NFTA_QUEUE_NUM": first, "NFTA_QUEUE_TOTAL": last - first + 1,
        "NFTA_QUEUE_FLAGS": "NFT_QUEUE_FLAG_BYPASS|NFT_QUEUE_FLAG_CPU_FANOUT",
    }  # fmt: skip


def mangle(told: dict[str, Any]) -> Iterator[Wanted]:
    """A value that is set."""
    key, value = told["key"], told["value"]
    ((kind, what),) = key.items()
    if isinstance(value, dict):
        ((made, how),) = value.items()
        if made == "map":
            yield from load(how["key"])
            yield "lookup", {"NFTA_LOOKUP_SET": how["data"][1:]}
        elif made == "jhash":
            yield from load(how["expr"])
            yield "hash", {
                "NFTA_HASH_MODULUS": how["mod"], "NFTA_HASH_SEED": how["seed"], "NFTA_HASH_OFFSET": how["offset"],
            }  # fmt: skip
        else:
            yield "numgen", {"NFTA_NG_MODULUS": how["mod"], "NFTA_NG_OFFSET": how["offset"]}
    elif kind in ("meta", "ct"):
        yield "immediate", {"NFTA_IMMEDIATE_DATA": data(key, value)}
    if kind == "payload":
        yield "payload", {"NFTA_PAYLOAD_BASE": FIELDS[what["protocol"], what["field"]][0]}
    elif kind == "tcp option":
        yield "immediate", {"NFTA_IMMEDIATE_DATA": Bytes(value.to_bytes(2, "big").hex())}
        yield "exthdr", {"NFTA_EXTHDR_TYPE": 2, "NFTA_EXTHDR_OFFSET": 2, "NFTA_EXTHDR_LEN": 2}
    else:
        prefix = "NFTA_META_KEY" if kind == "meta" else "NFTA_CT_KEY"
        yield kind, {prefix: f"NFT_{kind.upper()}_{what['key'].upper()}"}


def dynamic(told: dict[str, Any]) -> Iterator[Wanted]:
    """An element that a packet puts into a set."""
    element = told["elem"].get("elem", {"val": told["elem"]})
    yield from load(element["val"])
    wanted: dict[str, Any] = {
        "NFTA_DYNSET_SET_NAME": told["set"][1:],
        "NFTA_DYNSET_OP": f"NFT_DYNSET_OP_{told['op'].upper()}",
    }
    if "timeout" in element:
        wanted["NFTA_DYNSET_TIMEOUT"] = element["timeout"] * 1000
    for statement in told.get("stmt", ()):
        for _, inner in limit(statement["limit"]):
            wanted |= inner
    yield "dynset", wanted


def translate(kind: str) -> Callable[[Any], Iterator[Wanted]]:
    """Network address translation."""

    def make(told: dict[str, Any]) -> Iterator[Wanted]:
        for address in ends(told.get("addr")):
            yield "immediate", {"NFTA_IMMEDIATE_DATA": Bytes(ip_address(address).packed.hex())}
        for port in ends(told.get("port")):
            yield "immediate", {"NFTA_IMMEDIATE_DATA": Bytes(port.to_bytes(2, "big").hex())}
        wanted: dict[str, Any] = {}
        if kind in ("snat", "dnat"):
            wanted["NFTA_NAT_TYPE"] = f"NFT_NAT_{kind.upper()}"
        if "flags" in told:
            wanted["NFTA_MASQ_FLAGS"] = "|".join(
                {"random": "NF_NAT_RANGE_PROTO_RANDOM", "persistent": "NF_NAT_RANGE_PERSISTENT"}[flag]
                for flag in told["flags"]
            )
        yield {"snat": "nat", "dnat": "nat", "redirect": "redir", "masquerade": "masq"}.get(kind, kind), wanted

    return make


def ends(told: Any) -> list[Any]:
    """Both ends of a range, or the one value, or none."""
    if told is None:
        return []
    return list(told["range"]) if isinstance(told, dict) else [told]


STATEMENTS: dict[str, Callable[[Any], Iterator[Wanted]]] = {
    "match": match,
    "accept": verdict("NF_ACCEPT"),
    "drop": verdict("NF_DROP"),
    "return": verdict("NFT_RETURN"),
    "jump": verdict("NFT_JUMP"),
    "goto": verdict("NFT_GOTO"),
    "counter": counter,
    "limit": limit,
    "quota": quota,
    "ct helper": named("CT_HELPER"),
    "ct timeout": named("CT_TIMEOUT"),
    "log": log,
    "reject": reject,
    "queue": queue,
    "mangle": mangle,
    "notrack": lambda told: iter([("notrack", {})]),
    "set": dynamic,
    "vmap": lambda told: iter([*load(told["key"]), ("lookup", {})]),
    "ct count": lambda told: iter(
        [("connlimit", {"NFTA_CONNLIMIT_COUNT": told["val"], "NFTA_CONNLIMIT_FLAGS": "NFT_CONNLIMIT_F_INV"})]
    ),
    "dnat": translate("dnat"),
    "snat": translate("snat"),
    "redirect": translate("redirect"),
    "masquerade": translate("masquerade"),
    "tproxy": translate("tproxy"),
    "fwd": lambda told: iter([("immediate", {}), ("fwd", {})]),
    "dup": lambda told: iter([("immediate", {}), ("dup", {})]),
}


def wanted(statements: Sequence[dict[str, Any]]) -> list[Wanted]:
    """What a rule's statements unfold to; KeyError for a statement that has no row."""
    return [step for statement in statements for kind, told in statement.items() for step in STATEMENTS[kind](told)]


def is_said(expression: Node, name: str, value: Any) -> bool:
    """Whether an expression has an attribute with that value, at any depth."""
    for node in expression.walk():
        if node.name == name:
            if isinstance(value, Bytes):
                return any(value.is_in(inner.value) for inner in node.walk() if inner.name == "NFTA_DATA_VALUE") or (
                    value.is_in(node.value)
                )
            if same(node, value, {}):
                return True
    return False


def missing(rule: Node, statements: Sequence[dict[str, Any]]) -> tuple[int, list[str]]:
    """How many values were compared, and what the rule's expressions lack, in the order of the statements."""
    left = list(rule["NFTA_RULE_EXPRESSIONS"].children)
    compared, lacking = 0, []
    for name, values in wanted(statements):
        compared += 1 + len(values)
        for place, expression in enumerate(left):
            if expression["NFTA_EXPR_NAME"].value == name and all(
                is_said(expression, attribute, value) for attribute, value in values.items()
            ):
                del left[: place + 1]
                break
        else:
            lacking.append(f"{name} {values}")
    return compared, lacking
