"""What nf_tables tells of packets it was asked to trace (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.constants import ARPHRD
from dissectors.netfilter.conntrack_constants import IPS
from dissectors.netfilter.nftables_data import FAMILY, IP_CT_DIR, NFTA_VERDICT, VERDICT, Options
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    HEX,
    INTERFACE,
    OPAQUE,
    TEXT,
    U8,
    Attribute,
    AttributeSet,
    Enum,
    Look,
    Packet,
)

ETH_HLEN = 14
NFT_TRACETYPE = Enum(
    "NFT_TRACETYPE_",
    {
        0: "NFT_TRACETYPE_UNSPEC",
        1: "NFT_TRACETYPE_POLICY",
        2: "NFT_TRACETYPE_RETURN",
        3: "NFT_TRACETYPE_RULE",
    },
)
CT_STATE = Options("", {0x01: "invalid", 0x02: "established", 0x04: "related", 0x08: "new", 0x40: "untracked"})
"""nft's words for NF_CT_STATE_BIT() of linux/netfilter/nf_conntrack_common.h, most of which has no constant"""
_TRANSPORTS = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6", 132: "sctp"}


def _link_layer(data: memoryview, look: Look) -> str | None:
    return "ethernet" if len(data) == ETH_HLEN else None


def _transport(data: memoryview, look: Look) -> str | None:
    """By the protocol in the network header beside it: of IPv4 in byte 9, of IPv6 in byte 6."""
    found = look("NFTA_TRACE_NETWORK_HEADER")
    header = bytes.fromhex(found) if isinstance(found, str) else b""
    if len(header) < 20:
        return None
    return _TRANSPORTS.get(header[9] if header[0] >> 4 == 4 else header[6])


NFTA_TRACE = AttributeSet(
    "NFTA_TRACE_",
    [
        Attribute(1, "NFTA_TRACE_TABLE", TEXT),
        Attribute(2, "NFTA_TRACE_CHAIN", TEXT),
        Attribute(3, "NFTA_TRACE_RULE_HANDLE", BE64),
        Attribute(4, "NFTA_TRACE_TYPE", BE32, NFT_TRACETYPE),
        Attribute(5, "NFTA_TRACE_VERDICT", NFTA_VERDICT),
        Attribute(6, "NFTA_TRACE_ID", BE32, HEX),
        Attribute(7, "NFTA_TRACE_LL_HEADER", Packet(link=_link_layer)),
        Attribute(8, "NFTA_TRACE_NETWORK_HEADER", Packet(link="ip")),
        Attribute(9, "NFTA_TRACE_TRANSPORT_HEADER", Packet(link=_transport)),
        Attribute(10, "NFTA_TRACE_IIF", BE32, INTERFACE),
        Attribute(11, "NFTA_TRACE_IIFTYPE", BE16, ARPHRD),
        Attribute(12, "NFTA_TRACE_OIF", BE32, INTERFACE),
        Attribute(13, "NFTA_TRACE_OIFTYPE", BE16, ARPHRD),
        Attribute(14, "NFTA_TRACE_MARK", BE32, HEX),
        Attribute(15, "NFTA_TRACE_NFPROTO", BE32, FAMILY),
        Attribute(16, "NFTA_TRACE_POLICY", BE32, VERDICT),
        Attribute(17, "NFTA_TRACE_PAD", OPAQUE),
        Attribute(18, "NFTA_TRACE_CT_ID", BE32),
        Attribute(19, "NFTA_TRACE_CT_DIRECTION", U8, IP_CT_DIR),
        Attribute(20, "NFTA_TRACE_CT_STATUS", BE32, IPS),
        Attribute(21, "NFTA_TRACE_CT_STATE", BE32, CT_STATE),
    ],
)
