"""Batches of nfnetlink: changes that happen together or not at all (linux/netfilter/nfnetlink.h)."""

from __future__ import annotations

from dissectors.netfilter.common import NFNL_SUBSYS, nfgenmsg
from nldissect.schema import BE32, Attribute, AttributeSet, Operation, netfilter

NFNL_BATCH = AttributeSet("NFNL_BATCH_", [Attribute(1, "NFNL_BATCH_GENID", BE32)])
_HEADER = nfgenmsg(res_id=NFNL_SUBSYS)
SUMMARY = "{res_id}[ generation {NFNL_BATCH_GENID}]"
MESSAGES = netfilter(
    0,
    _HEADER,
    {
        16: ("NFNL_MSG_BATCH_BEGIN", NFNL_BATCH, Operation.OTHER, SUMMARY),
        17: ("NFNL_MSG_BATCH_END", NFNL_BATCH, Operation.OTHER, SUMMARY),
    },
)
