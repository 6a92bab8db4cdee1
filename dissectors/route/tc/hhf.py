"""Heavy hitter filter: hhf (linux/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import BYTES, MICROSECONDS, PACKETS, U32, Attribute, AttributeSet, Member, Struct

HHF = AttributeSet(
    "TCA_HHF_",
    [
        Attribute(1, "TCA_HHF_BACKLOG_LIMIT", U32, PACKETS),
        Attribute(2, "TCA_HHF_QUANTUM", U32, BYTES),
        Attribute(3, "TCA_HHF_HH_FLOWS_LIMIT", U32),
        Attribute(4, "TCA_HHF_RESET_TIMEOUT", U32, MICROSECONDS),
        Attribute(5, "TCA_HHF_ADMIT_BYTES", U32, BYTES),
        Attribute(6, "TCA_HHF_EVICT_TIMEOUT", U32, MICROSECONDS),
        Attribute(7, "TCA_HHF_NON_HH_WEIGHT", U32),
    ],
)
HHF_XSTATS = Struct(
    "tc_hhf_xstats",
    [
        Member("drop_overlimit", U32, PACKETS),
        Member("hh_overlimit", U32),
        Member("hh_tot_count", U32),
        Member("hh_cur_count", U32),
    ],
)
