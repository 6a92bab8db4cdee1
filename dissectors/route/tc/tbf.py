"""Token buckets: tbf (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.rate import RATE_TABLE, TC_RATESPEC
from dissectors.route.tc.units import PSCHED_TICKS
from nldissect.schema import BYTES, BYTES_PER_SECOND, OPAQUE, U32, U64, Attribute, AttributeSet, Member, Struct

TC_TBF_QOPT = Struct(
    "tc_tbf_qopt",
    [
        Member("rate", TC_RATESPEC),
        Member("peakrate", TC_RATESPEC),
        Member("limit", U32, BYTES),
        Member("buffer", U32, PSCHED_TICKS),
        Member("mtu", U32, PSCHED_TICKS),
    ],
)
"""buffer and mtu are how long the burst, and that at peakrate, takes to send"""
TBF = AttributeSet(
    "TCA_TBF_",
    [
        Attribute(1, "TCA_TBF_PARMS", TC_TBF_QOPT),
        Attribute(2, "TCA_TBF_RTAB", RATE_TABLE),
        Attribute(3, "TCA_TBF_PTAB", RATE_TABLE),
        Attribute(4, "TCA_TBF_RATE64", U64, BYTES_PER_SECOND),
        Attribute(5, "TCA_TBF_PRATE64", U64, BYTES_PER_SECOND),
        Attribute(6, "TCA_TBF_BURST", U32, BYTES),
        Attribute(7, "TCA_TBF_PBURST", U32, BYTES),
        Attribute(8, "TCA_TBF_PAD", OPAQUE),
    ],
)
