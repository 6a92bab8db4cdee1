"""xtables matches and targets in nf_tables: their expressions, and the question which revisions there are
(linux/netfilter/nf_tables_compat.h).
"""

from __future__ import annotations

from dissectors.netfilter.nftables_data import NFTABLES_NFGENMSG
from dissectors.netfilter.nftables_xt import MATCH_INFO, TARGET_INFO
from nldissect.schema import BE32, TEXT, Attribute, AttributeSet, Operation, Unit, netfilter

NFTA_MATCH = AttributeSet(
    "NFTA_MATCH_",
    [
        Attribute(1, "NFTA_MATCH_NAME", TEXT),
        Attribute(2, "NFTA_MATCH_REV", BE32, range=(0, 255)),
        Attribute(3, "NFTA_MATCH_INFO", MATCH_INFO),
    ],
)
NFTA_TARGET = AttributeSet(
    "NFTA_TARGET_",
    [
        Attribute(1, "NFTA_TARGET_NAME", TEXT),
        Attribute(2, "NFTA_TARGET_REV", BE32, range=(0, 255)),
        Attribute(3, "NFTA_TARGET_INFO", TARGET_INFO),
    ],
)

NFTA_COMPAT = AttributeSet(
    "NFTA_COMPAT_",
    [
        Attribute(1, "NFTA_COMPAT_NAME", TEXT),
        Attribute(2, "NFTA_COMPAT_REV", BE32, range=(0, 255)),
        Attribute(3, "NFTA_COMPAT_TYPE", BE32, Unit("", {0: "match", 1: "target"})),
    ],
)
COMPAT_EXPRESSIONS = {"match": NFTA_MATCH, "target": NFTA_TARGET}
MESSAGES = netfilter(
    11,
    NFTABLES_NFGENMSG,
    {
        0: (
            "NFNL_MSG_COMPAT_GET",
            NFTA_COMPAT,
            Operation.GET,
            "{nfgen_family}[ {NFTA_COMPAT_TYPE}] {NFTA_COMPAT_NAME}[ revision {NFTA_COMPAT_REV}]",
        )
    },
)
