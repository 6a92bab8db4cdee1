"""Expressions of nf_tables that do something: count, limit, log, reject, translate (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import FAMILY, NFT_REG, Options
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    BOOL,
    BYTES,
    MILLISECONDS,
    OPAQUE,
    PACKETS,
    SECONDS,
    TEXT,
    U8,
    Attribute,
    AttributeSet,
    Enum,
    Look,
    Meant,
    Select,
)

NFTA_COUNTER = AttributeSet(
    "NFTA_COUNTER_",
    [
        Attribute(1, "NFTA_COUNTER_BYTES", BE64, BYTES),
        Attribute(2, "NFTA_COUNTER_PACKETS", BE64, PACKETS),
        Attribute(3, "NFTA_COUNTER_PAD", OPAQUE),
    ],
)

NFT_LIMIT = Enum(
    "NFT_LIMIT_",
    {
        0: "NFT_LIMIT_PKTS",
        1: "NFT_LIMIT_PKT_BYTES",
    },
)
NFT_LIMIT_F = Options(
    "NFT_LIMIT_F_",
    {
        0x1: "NFT_LIMIT_F_INV",
    },
)
NFTA_LIMIT = AttributeSet(
    "NFTA_LIMIT_",
    [
        Attribute(1, "NFTA_LIMIT_RATE", BE64),
        Attribute(2, "NFTA_LIMIT_UNIT", BE64, SECONDS),
        Attribute(3, "NFTA_LIMIT_BURST", BE32),
        Attribute(4, "NFTA_LIMIT_TYPE", BE32, NFT_LIMIT),
        Attribute(5, "NFTA_LIMIT_FLAGS", BE32, NFT_LIMIT_F),
        Attribute(6, "NFTA_LIMIT_PAD", OPAQUE),
    ],
)

NFT_CONNLIMIT_F = Options(
    "NFT_CONNLIMIT_F_",
    {
        0x1: "NFT_CONNLIMIT_F_INV",
    },
)
NFTA_CONNLIMIT = AttributeSet(
    "NFTA_CONNLIMIT_",
    [
        Attribute(1, "NFTA_CONNLIMIT_COUNT", BE32),
        Attribute(2, "NFTA_CONNLIMIT_FLAGS", BE32, NFT_CONNLIMIT_F),
    ],
)

NFT_QUOTA_F = Options(
    "NFT_QUOTA_F_",
    {
        0x1: "NFT_QUOTA_F_INV",
        0x2: "NFT_QUOTA_F_DEPLETED",
    },
)
NFTA_QUOTA = AttributeSet(
    "NFTA_QUOTA_",
    [
        Attribute(1, "NFTA_QUOTA_BYTES", BE64, BYTES),
        Attribute(2, "NFTA_QUOTA_FLAGS", BE32, NFT_QUOTA_F),
        Attribute(3, "NFTA_QUOTA_PAD", OPAQUE),
        Attribute(4, "NFTA_QUOTA_CONSUMED", BE64, BYTES),
    ],
)

NFTA_LAST = AttributeSet(
    "NFTA_LAST_",
    [
        Attribute(1, "NFTA_LAST_SET", BE32, BOOL),
        Attribute(2, "NFTA_LAST_MSECS", BE64, MILLISECONDS),
        Attribute(3, "NFTA_LAST_PAD", OPAQUE),
    ],
)

NFT_LOGLEVEL = Enum(
    "NFT_LOGLEVEL_",
    {
        0: "NFT_LOGLEVEL_EMERG",
        1: "NFT_LOGLEVEL_ALERT",
        2: "NFT_LOGLEVEL_CRIT",
        3: "NFT_LOGLEVEL_ERR",
        4: "NFT_LOGLEVEL_WARNING",
        5: "NFT_LOGLEVEL_NOTICE",
        6: "NFT_LOGLEVEL_INFO",
        7: "NFT_LOGLEVEL_DEBUG",
        8: "NFT_LOGLEVEL_AUDIT",
    },
)
NF_LOG = Options(
    "NF_LOG_",
    {
        0x01: "NF_LOG_TCPSEQ",
        0x02: "NF_LOG_TCPOPT",
        0x04: "NF_LOG_IPOPT",
        0x08: "NF_LOG_UID",
        0x10: "NF_LOG_NFLOG",
        0x20: "NF_LOG_MACDECODE",
    },
)
"""linux/netfilter/nf_log.h"""
NFTA_LOG = AttributeSet(
    "NFTA_LOG_",
    [
        Attribute(1, "NFTA_LOG_GROUP", BE16),
        Attribute(2, "NFTA_LOG_PREFIX", TEXT),
        Attribute(3, "NFTA_LOG_SNAPLEN", BE32, BYTES),
        Attribute(4, "NFTA_LOG_QTHRESHOLD", BE16, PACKETS),
        Attribute(5, "NFTA_LOG_LEVEL", BE32, NFT_LOGLEVEL),
        Attribute(6, "NFTA_LOG_FLAGS", BE32, NF_LOG),
    ],
)

NFT_QUEUE_FLAG = Options(
    "NFT_QUEUE_FLAG_",
    {
        0x1: "NFT_QUEUE_FLAG_BYPASS",
        0x2: "NFT_QUEUE_FLAG_CPU_FANOUT",
    },
)
NFTA_QUEUE = AttributeSet(
    "NFTA_QUEUE_",
    [
        Attribute(1, "NFTA_QUEUE_NUM", BE16),
        Attribute(2, "NFTA_QUEUE_TOTAL", BE16),
        Attribute(3, "NFTA_QUEUE_FLAGS", BE16, NFT_QUEUE_FLAG),
        Attribute(4, "NFTA_QUEUE_SREG_QNUM", BE32, NFT_REG),
    ],
)

NFT_REJECT = Enum(
    "NFT_REJECT_",
    {
        0: "NFT_REJECT_ICMP_UNREACH",
        1: "NFT_REJECT_TCP_RST",
        2: "NFT_REJECT_ICMPX_UNREACH",
    },
)
NFT_REJECT_ICMPX = Enum(
    "NFT_REJECT_ICMPX_",
    {
        0: "NFT_REJECT_ICMPX_NO_ROUTE",
        1: "NFT_REJECT_ICMPX_PORT_UNREACH",
        2: "NFT_REJECT_ICMPX_HOST_UNREACH",
        3: "NFT_REJECT_ICMPX_ADMIN_PROHIBITED",
    },
)

ICMP_UNREACH = Enum(
    "ICMP_",
    {
        0: "ICMP_NET_UNREACH",
        1: "ICMP_HOST_UNREACH",
        2: "ICMP_PROT_UNREACH",
        3: "ICMP_PORT_UNREACH",
        4: "ICMP_FRAG_NEEDED",
        5: "ICMP_SR_FAILED",
        6: "ICMP_NET_UNKNOWN",
        7: "ICMP_HOST_UNKNOWN",
        8: "ICMP_HOST_ISOLATED",
        9: "ICMP_NET_ANO",
        10: "ICMP_HOST_ANO",
        11: "ICMP_NET_UNR_TOS",
        12: "ICMP_HOST_UNR_TOS",
        13: "ICMP_PKT_FILTERED",
        14: "ICMP_PREC_VIOLATION",
        15: "ICMP_PREC_CUTOFF",
    },
)
"""codes of ICMP's destination unreachable (linux/icmp.h)"""
ICMPV6_UNREACH = Enum(
    "ICMPV6_",
    {
        0: "ICMPV6_NOROUTE",
        1: "ICMPV6_ADM_PROHIBITED",
        2: "ICMPV6_NOT_NEIGHBOUR",
        3: "ICMPV6_ADDR_UNREACH",
        4: "ICMPV6_PORT_UNREACH",
        5: "ICMPV6_POLICY_FAIL",
        6: "ICMPV6_REJECT_ROUTE",
    },
)
"""codes of ICMPv6's destination unreachable (linux/icmpv6.h)"""


def _code_of(look: Look) -> str | None:
    """Whose code NFTA_REJECT_ICMP_CODE is; in the families of both IPv4 and IPv6 an earlier expression decides."""
    kind = look("NFTA_REJECT_TYPE")
    if kind == 2:
        return "icmpx"
    return {2: "icmp", 10: "icmpv6"}.get(look("nfgen_family")) if kind == 0 else None  # type: ignore[arg-type]


_ICMP_CODE = Select(
    _code_of,
    {"icmpx": Meant(U8, NFT_REJECT_ICMPX), "icmp": Meant(U8, ICMP_UNREACH), "icmpv6": Meant(U8, ICMPV6_UNREACH)},
    default=U8,
)
NFTA_REJECT = AttributeSet(
    "NFTA_REJECT_",
    [
        Attribute(1, "NFTA_REJECT_TYPE", BE32, NFT_REJECT, range=(0, 255)),
        Attribute(2, "NFTA_REJECT_ICMP_CODE", _ICMP_CODE),
    ],
)

NF_NAT_RANGE = Options(
    "NF_NAT_RANGE_",
    {
        0x01: "NF_NAT_RANGE_MAP_IPS",
        0x02: "NF_NAT_RANGE_PROTO_SPECIFIED",
        0x04: "NF_NAT_RANGE_PROTO_RANDOM",
        0x08: "NF_NAT_RANGE_PERSISTENT",
        0x10: "NF_NAT_RANGE_PROTO_RANDOM_FULLY",
        0x20: "NF_NAT_RANGE_PROTO_OFFSET",
        0x40: "NF_NAT_RANGE_NETMAP",
    },
)
"""linux/netfilter/nf_nat.h"""
NFT_NAT = Enum(
    "NFT_NAT_",
    {
        0: "NFT_NAT_SNAT",
        1: "NFT_NAT_DNAT",
    },
)
NFTA_NAT = AttributeSet(
    "NFTA_NAT_",
    [
        Attribute(1, "NFTA_NAT_TYPE", BE32, NFT_NAT),
        Attribute(2, "NFTA_NAT_FAMILY", BE32, FAMILY),
        Attribute(3, "NFTA_NAT_REG_ADDR_MIN", BE32, NFT_REG),
        Attribute(4, "NFTA_NAT_REG_ADDR_MAX", BE32, NFT_REG),
        Attribute(5, "NFTA_NAT_REG_PROTO_MIN", BE32, NFT_REG),
        Attribute(6, "NFTA_NAT_REG_PROTO_MAX", BE32, NFT_REG),
        Attribute(7, "NFTA_NAT_FLAGS", BE32, NF_NAT_RANGE),
    ],
)
NFTA_MASQ = AttributeSet(
    "NFTA_MASQ_",
    [
        Attribute(1, "NFTA_MASQ_FLAGS", BE32, NF_NAT_RANGE),
        Attribute(2, "NFTA_MASQ_REG_PROTO_MIN", BE32, NFT_REG),
        Attribute(3, "NFTA_MASQ_REG_PROTO_MAX", BE32, NFT_REG),
    ],
)
NFTA_REDIR = AttributeSet(
    "NFTA_REDIR_",
    [
        Attribute(1, "NFTA_REDIR_REG_PROTO_MIN", BE32, NFT_REG),
        Attribute(2, "NFTA_REDIR_REG_PROTO_MAX", BE32, NFT_REG),
        Attribute(3, "NFTA_REDIR_FLAGS", BE32, NF_NAT_RANGE),
    ],
)
NFTA_TPROXY = AttributeSet(
    "NFTA_TPROXY_",
    [
        Attribute(1, "NFTA_TPROXY_FAMILY", BE32, FAMILY),
        Attribute(2, "NFTA_TPROXY_REG_ADDR", BE32, NFT_REG),
        Attribute(3, "NFTA_TPROXY_REG_PORT", BE32, NFT_REG),
    ],
)

NF_SYNPROXY_OPT = Options(
    "NF_SYNPROXY_OPT_",
    {
        0x01: "NF_SYNPROXY_OPT_MSS",
        0x02: "NF_SYNPROXY_OPT_WSCALE",
        0x04: "NF_SYNPROXY_OPT_SACK_PERM",
        0x08: "NF_SYNPROXY_OPT_TIMESTAMP",
        0x10: "NF_SYNPROXY_OPT_ECN",
    },
)
"""linux/netfilter/nf_synproxy.h"""
NFTA_SYNPROXY = AttributeSet(
    "NFTA_SYNPROXY_",
    [
        Attribute(1, "NFTA_SYNPROXY_MSS", BE16, BYTES),
        Attribute(2, "NFTA_SYNPROXY_WSCALE", U8),
        Attribute(3, "NFTA_SYNPROXY_FLAGS", BE32, NF_SYNPROXY_OPT),
    ],
)

NFTA_DUP = AttributeSet(
    "NFTA_DUP_",
    [
        Attribute(1, "NFTA_DUP_SREG_ADDR", BE32, NFT_REG),
        Attribute(2, "NFTA_DUP_SREG_DEV", BE32, NFT_REG),
    ],
)
NFTA_FWD = AttributeSet(
    "NFTA_FWD_",
    [
        Attribute(1, "NFTA_FWD_SREG_DEV", BE32, NFT_REG),
        Attribute(2, "NFTA_FWD_SREG_ADDR", BE32, NFT_REG),
        Attribute(3, "NFTA_FWD_NFPROTO", BE32, FAMILY),
    ],
)
NFTA_FLOW = AttributeSet(
    "NFTA_FLOW_",
    [
        Attribute(1, "NFTA_FLOW_TABLE_NAME", TEXT),
    ],
)

ACTIONS = {
    "counter": NFTA_COUNTER,
    "limit": NFTA_LIMIT,
    "connlimit": NFTA_CONNLIMIT,
    "quota": NFTA_QUOTA,
    "last": NFTA_LAST,
    "log": NFTA_LOG,
    "queue": NFTA_QUEUE,
    "reject": NFTA_REJECT,
    "nat": NFTA_NAT,
    "masq": NFTA_MASQ,
    "redir": NFTA_REDIR,
    "tproxy": NFTA_TPROXY,
    "synproxy": NFTA_SYNPROXY,
    "dup": NFTA_DUP,
    "fwd": NFTA_FWD,
    "flow_offload": NFTA_FLOW,
    "notrack": AttributeSet("", ()),
}
