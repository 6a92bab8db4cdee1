"""Helpers of connection tracking that live in a program (linux/netfilter/nfnetlink_cthelper.h)."""

from __future__ import annotations

from dissectors.netfilter.common import NFGENMSG
from dissectors.netfilter.nftables_data import FAMILY, L4PROTO
from nldissect.schema import (
    BE16,
    BE32,
    BYTES,
    SECONDS,
    U8,
    Attribute,
    AttributeSet,
    Enum,
    Operation,
    Text,
    netfilter,
)

NFCT_HELPER_STATUS = Enum("NFCT_HELPER_STATUS_", {0: "NFCT_HELPER_STATUS_DISABLED", 1: "NFCT_HELPER_STATUS_ENABLED"})
NFCTH_TUPLE = AttributeSet(
    "NFCTH_TUPLE_",
    [
        Attribute(1, "NFCTH_TUPLE_L3PROTONUM", BE16, FAMILY),
        Attribute(2, "NFCTH_TUPLE_L4PROTONUM", U8, L4PROTO),
    ],
)
NFCTH_POLICY = AttributeSet(
    "NFCTH_POLICY_",
    [
        Attribute(1, "NFCTH_POLICY_NAME", Text(longest=15, nul=True)),
        Attribute(2, "NFCTH_POLICY_EXPECT_MAX", BE32),
        Attribute(3, "NFCTH_POLICY_EXPECT_TIMEOUT", BE32, SECONDS),
    ],
)
NFCTH_POLICY_SETS = AttributeSet(
    "NFCTH_POLICY_",
    [
        Attribute(1, "NFCTH_POLICY_SET_NUM", BE32),
        Attribute(2, "NFCTH_POLICY_SET1", NFCTH_POLICY),
        Attribute(3, "NFCTH_POLICY_SET2", NFCTH_POLICY),
        Attribute(4, "NFCTH_POLICY_SET3", NFCTH_POLICY),
        Attribute(5, "NFCTH_POLICY_SET4", NFCTH_POLICY),
    ],
)
"""the classes of expectations: how many, then each"""
NFCTH = AttributeSet(
    "NFCTH_",
    [
        Attribute(1, "NFCTH_NAME", Text(longest=15, nul=True)),
        Attribute(2, "NFCTH_TUPLE", NFCTH_TUPLE),
        Attribute(3, "NFCTH_QUEUE_NUM", BE32),
        Attribute(4, "NFCTH_POLICY", NFCTH_POLICY_SETS),
        Attribute(5, "NFCTH_PRIV_DATA_LEN", BE32, BYTES),
        Attribute(6, "NFCTH_STATUS", BE32, NFCT_HELPER_STATUS),
    ],
)

SUMMARY = (
    "[{NFCTH_NAME}][ {NFCTH_TUPLE.NFCTH_TUPLE_L3PROTONUM}][ {NFCTH_TUPLE.NFCTH_TUPLE_L4PROTONUM}]"
    "[ queue {NFCTH_QUEUE_NUM}][ {NFCTH_STATUS}]"
)
MESSAGES = netfilter(
    9,
    NFGENMSG,
    {
        0: ("NFNL_MSG_CTHELPER_NEW", NFCTH, Operation.NEW, SUMMARY),
        1: ("NFNL_MSG_CTHELPER_GET", NFCTH, Operation.GET, SUMMARY),
        2: ("NFNL_MSG_CTHELPER_DEL", NFCTH, Operation.DELETE, SUMMARY),
    },
)
