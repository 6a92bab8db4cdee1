"""Named counters of packets and bytes (linux/netfilter/nfnetlink_acct.h)."""

from __future__ import annotations

from dissectors.netfilter.common import NFGENMSG
from dissectors.netfilter.nftables_data import Options
from nldissect.schema import BE32, BE64, OPAQUE, Attribute, AttributeSet, Operation, Text, netfilter

NFACCT_F = Options(
    "NFACCT_F_",
    {
        0x1: "NFACCT_F_QUOTA_PKTS",
        0x2: "NFACCT_F_QUOTA_BYTES",
        0x4: "NFACCT_F_OVERQUOTA",
    },
)
NFACCT_FILTER = AttributeSet(
    "NFACCT_FILTER_",
    [
        Attribute(1, "NFACCT_FILTER_MASK", BE32, NFACCT_F),
        Attribute(2, "NFACCT_FILTER_VALUE", BE32, NFACCT_F),
    ],
)
NFACCT = AttributeSet(
    "NFACCT_",
    [
        Attribute(1, "NFACCT_NAME", Text(longest=31, nul=True)),
        Attribute(2, "NFACCT_PKTS", BE64),
        Attribute(3, "NFACCT_BYTES", BE64),
        Attribute(4, "NFACCT_USE", BE32),
        Attribute(5, "NFACCT_FLAGS", BE32, NFACCT_F),
        Attribute(6, "NFACCT_QUOTA", BE64),
        Attribute(7, "NFACCT_FILTER", NFACCT_FILTER),
        Attribute(8, "NFACCT_PAD", OPAQUE),
    ],
)

SUMMARY = "[{NFACCT_NAME}][ pkts {NFACCT_PKTS}][ bytes {NFACCT_BYTES}][ quota {NFACCT_QUOTA}][ {NFACCT_FLAGS}]"
MESSAGES = netfilter(
    7,
    NFGENMSG,
    {
        0: ("NFNL_MSG_ACCT_NEW", NFACCT, Operation.NEW, SUMMARY),
        1: ("NFNL_MSG_ACCT_GET", NFACCT, Operation.GET, SUMMARY),
        2: ("NFNL_MSG_ACCT_GET_CTRZERO", NFACCT, Operation.GET, SUMMARY),
        3: ("NFNL_MSG_ACCT_DEL", NFACCT, Operation.DELETE, SUMMARY),
        4: ("NFNL_MSG_ACCT_OVERQUOTA", NFACCT, Operation.OTHER, SUMMARY),
    },
)
