"""What connection tracking tells of connections and expectations (linux/netfilter/nfnetlink_conntrack.h)."""

from __future__ import annotations

from collections.abc import Sequence

from dissectors.icmp import ICMP, ICMPV6
from dissectors.netfilter.conntrack_constants import (
    CT_DCCP,
    CT_DCCP_ROLE,
    CTA_FILTER_F,
    IP_CT_TCP_FLAG,
    IPS,
    NF_CT_EXPECT,
    SCTP_CONNTRACK,
    TCP_CONNTRACK,
)
from dissectors.netfilter.nftables_data import IP_CT_DIR, L4PROTO, SIGNED_BE32
from dissectors.time_types import MOMENT
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    HEX,
    IPV4,
    IPV6,
    OPAQUE,
    SECONDS,
    TEXT,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Look,
    Member,
    Parsed,
    Part,
    Struct,
    Text,
)

HELPER_NAME = Text(longest=15, nul=True)
"""NF_CT_HELPER_NAME_LEN less its NUL"""

CTA_IP = AttributeSet(
    "CTA_IP_",
    [
        Attribute(1, "CTA_IP_V4_SRC", IPV4),
        Attribute(2, "CTA_IP_V4_DST", IPV4),
        Attribute(3, "CTA_IP_V6_SRC", IPV6),
        Attribute(4, "CTA_IP_V6_DST", IPV6),
    ],
)
CTA_PROTO = AttributeSet(
    "CTA_PROTO_",
    [
        Attribute(1, "CTA_PROTO_NUM", U8, L4PROTO),
        Attribute(2, "CTA_PROTO_SRC_PORT", BE16),
        Attribute(3, "CTA_PROTO_DST_PORT", BE16),
        Attribute(4, "CTA_PROTO_ICMP_ID", BE16),
        Attribute(5, "CTA_PROTO_ICMP_TYPE", U8, ICMP),
        Attribute(6, "CTA_PROTO_ICMP_CODE", U8),
        Attribute(7, "CTA_PROTO_ICMPV6_ID", BE16),
        Attribute(8, "CTA_PROTO_ICMPV6_TYPE", U8, ICMPV6),
        Attribute(9, "CTA_PROTO_ICMPV6_CODE", U8),
    ],
)
CTA_TUPLE = AttributeSet(
    "CTA_TUPLE_",
    [
        Attribute(1, "CTA_TUPLE_IP", CTA_IP),
        Attribute(2, "CTA_TUPLE_PROTO", CTA_PROTO),
        Attribute(3, "CTA_TUPLE_ZONE", BE16),
    ],
)
"""one direction of a connection"""

nf_ct_tcp_flags = Struct(
    "nf_ct_tcp_flags",
    [Member("flags", U8, IP_CT_TCP_FLAG), Member("mask", U8, IP_CT_TCP_FLAG)],
    text="{flags}/{mask}",
)
CTA_PROTOINFO_TCP = AttributeSet(
    "CTA_PROTOINFO_TCP_",
    [
        Attribute(1, "CTA_PROTOINFO_TCP_STATE", U8, TCP_CONNTRACK, range=(0, 9)),
        Attribute(2, "CTA_PROTOINFO_TCP_WSCALE_ORIGINAL", U8, range=(0, 14)),
        Attribute(3, "CTA_PROTOINFO_TCP_WSCALE_REPLY", U8, range=(0, 14)),
        Attribute(4, "CTA_PROTOINFO_TCP_FLAGS_ORIGINAL", nf_ct_tcp_flags),
        Attribute(5, "CTA_PROTOINFO_TCP_FLAGS_REPLY", nf_ct_tcp_flags),
    ],
)
CTA_PROTOINFO_DCCP = AttributeSet(
    "CTA_PROTOINFO_DCCP_",
    [
        Attribute(1, "CTA_PROTOINFO_DCCP_STATE", U8, CT_DCCP),
        Attribute(2, "CTA_PROTOINFO_DCCP_ROLE", U8, CT_DCCP_ROLE),
        Attribute(3, "CTA_PROTOINFO_DCCP_HANDSHAKE_SEQ", BE64),
        Attribute(4, "CTA_PROTOINFO_DCCP_PAD", OPAQUE),
    ],
)
CTA_PROTOINFO_SCTP = AttributeSet(
    "CTA_PROTOINFO_SCTP_",
    [
        Attribute(1, "CTA_PROTOINFO_SCTP_STATE", U8, SCTP_CONNTRACK),
        Attribute(2, "CTA_PROTOINFO_SCTP_VTAG_ORIGINAL", BE32, HEX),
        Attribute(3, "CTA_PROTOINFO_SCTP_VTAG_REPLY", BE32, HEX),
    ],
)
CTA_PROTOINFO = AttributeSet(
    "CTA_PROTOINFO_",
    [
        Attribute(1, "CTA_PROTOINFO_TCP", CTA_PROTOINFO_TCP),
        Attribute(2, "CTA_PROTOINFO_DCCP", CTA_PROTOINFO_DCCP),
        Attribute(3, "CTA_PROTOINFO_SCTP", CTA_PROTOINFO_SCTP),
    ],
)

CTA_HELP = AttributeSet(
    "CTA_HELP_",
    [
        Attribute(1, "CTA_HELP_NAME", HELPER_NAME),
        Attribute(2, "CTA_HELP_INFO", OPAQUE),
    ],
)
CTA_PROTONAT = AttributeSet(
    "CTA_PROTONAT_",
    [
        Attribute(1, "CTA_PROTONAT_PORT_MIN", BE16),
        Attribute(2, "CTA_PROTONAT_PORT_MAX", BE16),
    ],
)
CTA_NAT = AttributeSet(
    "CTA_NAT_",
    [
        Attribute(1, "CTA_NAT_V4_MINIP", IPV4),
        Attribute(2, "CTA_NAT_V4_MAXIP", IPV4),
        Attribute(3, "CTA_NAT_PROTO", CTA_PROTONAT),
        Attribute(4, "CTA_NAT_V6_MINIP", IPV6),
        Attribute(5, "CTA_NAT_V6_MAXIP", IPV6),
    ],
)
CTA_COUNTERS = AttributeSet(
    "CTA_COUNTERS",
    [
        Attribute(1, "CTA_COUNTERS_PACKETS", BE64),
        Attribute(2, "CTA_COUNTERS_BYTES", BE64),
        Attribute(3, "CTA_COUNTERS32_PACKETS", BE32),
        Attribute(4, "CTA_COUNTERS32_BYTES", BE32),
        Attribute(5, "CTA_COUNTERS_PAD", OPAQUE),
    ],
)
CTA_SEQADJ = AttributeSet(
    "CTA_SEQADJ_",
    [
        Attribute(1, "CTA_SEQADJ_CORRECTION_POS", BE32),
        Attribute(2, "CTA_SEQADJ_OFFSET_BEFORE", SIGNED_BE32),
        Attribute(3, "CTA_SEQADJ_OFFSET_AFTER", SIGNED_BE32),
    ],
)
CTA_SECCTX = AttributeSet("CTA_SECCTX_", [Attribute(1, "CTA_SECCTX_NAME", TEXT)])
CTA_TIMESTAMP = AttributeSet(
    "CTA_TIMESTAMP_",
    [
        Attribute(1, "CTA_TIMESTAMP_START", BE64, MOMENT),
        Attribute(2, "CTA_TIMESTAMP_STOP", BE64, MOMENT),
        Attribute(3, "CTA_TIMESTAMP_PAD", OPAQUE),
    ],
)
CTA_SYNPROXY = AttributeSet(
    "CTA_SYNPROXY_",
    [
        Attribute(1, "CTA_SYNPROXY_ISN", BE32),
        Attribute(2, "CTA_SYNPROXY_ITS", BE32),
        Attribute(3, "CTA_SYNPROXY_TSOFF", BE32),
    ],
)
CTA_FILTER = AttributeSet(
    "CTA_FILTER_",
    [
        Attribute(1, "CTA_FILTER_ORIG_FLAGS", U32, CTA_FILTER_F, range=(0, 0xFFF)),
        Attribute(2, "CTA_FILTER_REPLY_FLAGS", U32, CTA_FILTER_F, range=(0, 0xFFF)),
    ],
)


def _labels(payload: memoryview, order: str, look: Look) -> Sequence[Part]:
    """A bitmap of unsigned long in the host's order; on a big-endian host these are taken for eight bytes each."""
    data = bytes(payload)
    if order == ">":
        data = b"".join(data[at : at + 8][::-1] for at in range(0, len(data), 8))
    bits = int.from_bytes(data, "little")
    numbers = [bit for bit in range(bits.bit_length()) if bits >> bit & 1]
    return [Part("", 0, len(payload), list(numbers), " ".join(map(str, numbers)) or "none")]


LABELS = Parsed(_labels)
"""the numbers of the labels (bits) that are set"""

CTA = AttributeSet(
    "CTA_",
    [
        Attribute(1, "CTA_TUPLE_ORIG", CTA_TUPLE),
        Attribute(2, "CTA_TUPLE_REPLY", CTA_TUPLE),
        Attribute(3, "CTA_STATUS", BE32, IPS),
        Attribute(4, "CTA_PROTOINFO", CTA_PROTOINFO),
        Attribute(5, "CTA_HELP", CTA_HELP),
        Attribute(6, "CTA_NAT_SRC", CTA_NAT),
        Attribute(7, "CTA_TIMEOUT", BE32, SECONDS),
        Attribute(8, "CTA_MARK", BE32),
        Attribute(9, "CTA_COUNTERS_ORIG", CTA_COUNTERS),
        Attribute(10, "CTA_COUNTERS_REPLY", CTA_COUNTERS),
        Attribute(11, "CTA_USE", BE32),
        Attribute(12, "CTA_ID", BE32),
        Attribute(13, "CTA_NAT_DST", CTA_NAT),
        Attribute(14, "CTA_TUPLE_MASTER", CTA_TUPLE),
        Attribute(15, "CTA_SEQ_ADJ_ORIG", CTA_SEQADJ),
        Attribute(16, "CTA_SEQ_ADJ_REPLY", CTA_SEQADJ),
        Attribute(17, "CTA_SECMARK", BE32),
        Attribute(18, "CTA_ZONE", BE16),
        Attribute(19, "CTA_SECCTX", CTA_SECCTX),
        Attribute(20, "CTA_TIMESTAMP", CTA_TIMESTAMP),
        Attribute(21, "CTA_MARK_MASK", BE32, HEX),
        Attribute(22, "CTA_LABELS", LABELS),
        Attribute(23, "CTA_LABELS_MASK", LABELS),
        Attribute(24, "CTA_SYNPROXY", CTA_SYNPROXY),
        Attribute(25, "CTA_FILTER", CTA_FILTER),
        Attribute(26, "CTA_STATUS_MASK", BE32, IPS),
        Attribute(27, "CTA_TIMESTAMP_EVENT", BE64, MOMENT),
    ],
)
"""a connection"""

CTA_EXPECT_NAT = AttributeSet(
    "CTA_EXPECT_NAT_",
    [
        Attribute(1, "CTA_EXPECT_NAT_DIR", BE32, IP_CT_DIR),
        Attribute(2, "CTA_EXPECT_NAT_TUPLE", CTA_TUPLE),
    ],
)
CTA_EXPECT = AttributeSet(
    "CTA_EXPECT_",
    [
        Attribute(1, "CTA_EXPECT_MASTER", CTA_TUPLE),
        Attribute(2, "CTA_EXPECT_TUPLE", CTA_TUPLE),
        Attribute(3, "CTA_EXPECT_MASK", CTA_TUPLE),
        Attribute(4, "CTA_EXPECT_TIMEOUT", BE32, SECONDS),
        Attribute(5, "CTA_EXPECT_ID", BE32),
        Attribute(6, "CTA_EXPECT_HELP_NAME", HELPER_NAME),
        Attribute(7, "CTA_EXPECT_ZONE", BE16),
        Attribute(8, "CTA_EXPECT_FLAGS", BE32, NF_CT_EXPECT, range=(0, 7)),
        Attribute(9, "CTA_EXPECT_CLASS", BE32),
        Attribute(10, "CTA_EXPECT_NAT", CTA_EXPECT_NAT),
        Attribute(11, "CTA_EXPECT_FN", Text(nul=True)),
    ],
)
"""a connection that a helper expects"""
