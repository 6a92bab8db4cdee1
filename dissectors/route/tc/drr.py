"""Deficit round robin and quick fair queueing: drr, qfq; only their classes have options (linux/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import BYTES, U32, Attribute, AttributeSet, Member, Struct

DRR = AttributeSet("TCA_DRR_", [Attribute(1, "TCA_DRR_QUANTUM", U32, BYTES)])
DRR_XSTATS = Struct("tc_drr_stats", [Member("deficit", U32, BYTES)])
QFQ = AttributeSet(
    "TCA_QFQ_",
    [
        Attribute(1, "TCA_QFQ_WEIGHT", U32, range=(1, 1024)),
        Attribute(2, "TCA_QFQ_LMAX", U32, BYTES),
    ],
)
QFQ_XSTATS = Struct("tc_qfq_stats", [Member("weight", U32), Member("lmax", U32, BYTES)])
