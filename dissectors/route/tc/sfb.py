"""Stochastic fair blue: sfb (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.units import Fraction
from dissectors.route.tc_stats import PACKETS_PER_SECOND
from nldissect.schema import MILLISECONDS, PACKETS, U32, Attribute, AttributeSet, Member, Struct

SFB_PROBABILITY = Fraction(0xFFFF)
TC_SFB_QOPT = Struct(
    "tc_sfb_qopt",
    [
        Member("rehash_interval", U32, MILLISECONDS),
        Member("warmup_time", U32, MILLISECONDS),
        Member("max", U32, PACKETS),
        Member("bin_size", U32, PACKETS),
        Member("increment", U32, SFB_PROBABILITY),
        Member("decrement", U32, SFB_PROBABILITY),
        Member("limit", U32, PACKETS),
        Member("penalty_rate", U32, PACKETS_PER_SECOND),
        Member("penalty_burst", U32, PACKETS),
    ],
)
SFB = AttributeSet("TCA_SFB_", [Attribute(1, "TCA_SFB_PARMS", TC_SFB_QOPT)])
SFB_XSTATS = Struct(
    "tc_sfb_xstats",
    [
        Member("earlydrop", U32, PACKETS),
        Member("penaltydrop", U32, PACKETS),
        Member("bucketdrop", U32, PACKETS),
        Member("queuedrop", U32, PACKETS),
        Member("childdrop", U32, PACKETS),
        Member("marked", U32, PACKETS),
        Member("maxqlen", U32, PACKETS),
        Member("maxprob", U32, SFB_PROBABILITY),
        Member("avgprob", U32, SFB_PROBABILITY),
    ],
)
