"""Expressions of nf_tables, by name: what rules are made of (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_actions import ACTIONS
from dissectors.netfilter.nftables_compat import COMPAT_EXPRESSIONS
from dissectors.netfilter.nftables_compute import COMPUTE_EXPRESSIONS
from dissectors.netfilter.nftables_packet import PACKET_EXPRESSIONS
from nldissect.schema import TEXT, Attribute, AttributeSet, Select

NFTA_EXPR = AttributeSet(
    "NFTA_EXPR_",
    [
        Attribute(1, "NFTA_EXPR_NAME", TEXT),
        Attribute(
            2,
            "NFTA_EXPR_DATA",
            Select("NFTA_EXPR_NAME", {**PACKET_EXPRESSIONS, **COMPUTE_EXPRESSIONS, **ACTIONS, **COMPAT_EXPRESSIONS}),
        ),
    ],
)
