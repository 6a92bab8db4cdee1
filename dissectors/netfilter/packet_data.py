"""What nfnetlink_queue and nfnetlink_log tell of a packet in the same way."""

from __future__ import annotations

from dissectors.netfilter.common import NF_INET_HOOK
from dissectors.netfilter.nftables_data import NF_ARP_HOOK, NF_NETDEV_HOOK
from dissectors.time_types import MOMENT
from nldissect.schema import BE16, BE64, U8, LinkAddress, Meant, Member, Names, Node, Pad, Select, Struct

HOOK = Select(
    "nfgen_family",
    {3: Meant(U8, NF_ARP_HOOK), 5: Meant(U8, NF_NETDEV_HOOK)},
    default=Meant(U8, NF_INET_HOOK),
    length=1,
)
ADDRESS = Select("hw_addrlen", {size: LinkAddress(size) for size in range(1, 8)}, default=LinkAddress(8), length=8)


def packet_hw(name: str) -> Struct:
    """The link-layer address that a packet came from: struct nfqnl_msg_packet_hw and nfulnl_msg_packet_hw."""
    return Struct(name, [Member("hw_addrlen", BE16), Pad(2, "_pad"), Member("hw_addr", ADDRESS)], text="{hw_addr}")


def packet_timestamp(name: str) -> Struct:
    """When a packet came: struct nfqnl_msg_packet_timestamp and nfulnl_msg_packet_timestamp."""
    return Struct(name, [Member("sec", BE64), Member("usec", BE64)], text=_timestamp)


def _timestamp(node: Node, names: Names) -> str:
    seconds, micros = (node[part].value if part in node else None for part in ("sec", "usec"))
    if not isinstance(seconds, int) or not isinstance(micros, int):
        return ""
    return MOMENT.short(seconds * 1_000_000_000 + micros * 1000, names)
