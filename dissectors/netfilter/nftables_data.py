"""What the parts of nf_tables share: registers, data, verdicts, lists (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from collections.abc import Mapping

from dissectors.constants import IPPROTO
from dissectors.netfilter.common import NF_INET_HOOK, NF_VERDICT, NFPROTO, nfgenmsg
from nldissect.schema import (
    BE32,
    TEXT,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Integer,
    Lazy,
    Look,
    Meaning,
    Meant,
    Names,
    Parsed,
    Part,
    Select,
    Shape,
)


class Words(Enum):
    """Constants for which nft has words that are not the constants' own."""

    __slots__ = ("words",)

    def __init__(self, prefix: str, constants: Mapping[int, str], words: Mapping[int, str]) -> None:
        super().__init__(prefix, constants)
        self.words = dict(words)

    def short(self, value: int, names: Names) -> str:
        """nft's word for the constant."""
        return self.words.get(value) or super().short(value, names)


class Options(Flags):
    """Flags of which a summary line says nothing where none is set."""

    __slots__ = ()

    def short(self, value: int, names: Names) -> str:
        """Nothing for 0."""
        return super().short(value, names) if value else ""


class _Registers(Enum):
    """Registers, which summary lines call by number."""

    __slots__ = ()

    def short(self, value: int, names: Names) -> str:
        return str(value)


SIGNED_BE32 = Integer(4, signed=True, order=">")

FAMILY = Words("NFPROTO_", NFPROTO.constants, {2: "ip", 10: "ip6"})
NFTABLES_NFGENMSG = nfgenmsg(family=FAMILY)
"""res_id is the lower half of the ruleset's generation in what the kernel sends"""

NF_ARP_HOOK = Enum("NF_ARP_", {0: "NF_ARP_IN", 1: "NF_ARP_OUT", 2: "NF_ARP_FORWARD"})
"""linux/netfilter_arp.h"""
_INET_HOOK = Words(
    "NF_INET_",
    NF_INET_HOOK.constants,
    {0: "prerouting", 1: "input", 2: "forward", 3: "output", 4: "postrouting", 5: "ingress"},
)
_ARP_HOOK = Words("NF_ARP_", NF_ARP_HOOK.constants, {0: "input", 1: "output", 2: "forward"})
NF_NETDEV_HOOK = Enum("NF_NETDEV_", {0: "NF_NETDEV_INGRESS", 1: "NF_NETDEV_EGRESS"})
HOOK = Select(
    "nfgen_family",
    {3: Meant(BE32, _ARP_HOOK), 5: Meant(BE32, NF_NETDEV_HOOK)},
    default=Meant(BE32, _INET_HOOK),
)
"""a hook's number, which depends on the family"""

L4PROTO = IPPROTO

IP_CT_DIR = Enum("IP_CT_DIR_", {0: "IP_CT_DIR_ORIGINAL", 1: "IP_CT_DIR_REPLY"})
"""linux/netfilter/nf_conntrack_tuple_common.h"""

NFT_REG = _Registers(
    "NFT_",
    {
        0: "NFT_REG_VERDICT",
        1: "NFT_REG_1",
        2: "NFT_REG_2",
        3: "NFT_REG_3",
        4: "NFT_REG_4",
        8: "NFT_REG32_00",
        9: "NFT_REG32_01",
        10: "NFT_REG32_02",
        11: "NFT_REG32_03",
        12: "NFT_REG32_04",
        13: "NFT_REG32_05",
        14: "NFT_REG32_06",
        15: "NFT_REG32_07",
        16: "NFT_REG32_08",
        17: "NFT_REG32_09",
        18: "NFT_REG32_10",
        19: "NFT_REG32_11",
        20: "NFT_REG32_12",
        21: "NFT_REG32_13",
        22: "NFT_REG32_14",
        23: "NFT_REG32_15",
    },
)
VERDICT = Words(
    "NFT_",
    {
        -5: "NFT_RETURN",
        -4: "NFT_GOTO",
        -3: "NFT_JUMP",
        -2: "NFT_BREAK",
        -1: "NFT_CONTINUE",
        **NF_VERDICT.constants,
    },
    {number: name.removeprefix("NF_").lower() for number, name in NF_VERDICT.constants.items()},
)
NFTA_VERDICT = AttributeSet(
    "NFTA_VERDICT_",
    [
        Attribute(1, "NFTA_VERDICT_CODE", SIGNED_BE32, VERDICT),
        Attribute(2, "NFTA_VERDICT_CHAIN", TEXT),
        Attribute(3, "NFTA_VERDICT_CHAIN_ID", BE32),
    ],
)


def _register(data: memoryview, order: str, look: Look) -> list[Part]:
    """Register contents: nothing here says what of, but a name (of an interface, a kind, a helper) is easily told."""
    value = data.hex()
    name = bytes(data).rstrip(b"\0")
    named = len(data) >= 16 and name and name.isascii() and name.decode("ascii").isprintable()
    return [Part("", 0, len(data), value, f'{value} ("{name.decode()}")' if named else value)]


NFTA_DATA = AttributeSet(
    "NFTA_DATA_",
    [
        Attribute(1, "NFTA_DATA_VALUE", Parsed(_register)),
        Attribute(2, "NFTA_DATA_VERDICT", NFTA_VERDICT),
    ],
)


def list_of(element: Shape) -> AttributeSet:
    """A nest of NFTA_LIST_ELEM, each of which is `element`."""
    return AttributeSet("NFTA_LIST_", [Attribute(1, "NFTA_LIST_ELEM", element, multiple=True)])


EXPRESSION = Lazy("dissectors.netfilter.nftables_expressions:NFTA_EXPR")
EXPRESSIONS = list_of(EXPRESSION)

_TYPES = {
    1: "verdict",
    2: "nf_proto",
    3: "bitmask",
    4: "integer",
    5: "string",
    6: "ll_addr",
    7: "ipv4_addr",
    8: "ipv6_addr",
    9: "ether_addr",
    10: "ether_type",
    11: "arp_op",
    12: "inet_proto",
    13: "inet_service",
    14: "icmp_type",
    15: "tcp_flag",
    16: "dccp_pkttype",
    17: "mh_type",
    18: "time",
    19: "mark",
    20: "iface_index",
    21: "iface_type",
    22: "realm",
    23: "classid",
    24: "uid",
    25: "gid",
    26: "ct_state",
    27: "ct_dir",
    28: "ct_status",
    29: "icmpv6_type",
    30: "ct_label",
    31: "pkt_type",
    32: "icmp_code",
    33: "icmpv6_code",
    34: "icmpx_code",
    35: "devgroup",
    36: "dscp",
    37: "ecn",
    38: "fib_addrtype",
    39: "boolean",
    40: "ct_event",
    41: "ifname",
    42: "igmp_type",
    43: "date",
    44: "hour",
    45: "day",
    46: "cgroupsv2",
}
NFT_REG_VERDICT = 0
NFT_DATA_VERDICT = 0xFFFFFF00


class _DataType:
    """The type of a set's keys or data. The kernel only keeps it; nftables numbers them, six bits for each field."""

    __slots__ = ()

    def text(self, value: int, names: Names) -> str:
        if value == NFT_DATA_VERDICT:
            return "NFT_DATA_VERDICT"
        short = self.short(value, names)
        return short if short == str(value) else f"{value} ({short})"

    def short(self, value: int, names: Names) -> str:
        if value == NFT_DATA_VERDICT:
            return "verdict"
        fields = []
        rest = value
        while rest:
            fields.append(rest & 0x3F)
            rest >>= 6
        if not fields or not all(field in _TYPES for field in fields):
            return str(value)
        return " . ".join(_TYPES[field] for field in reversed(fields))


DATATYPE: Meaning = _DataType()
