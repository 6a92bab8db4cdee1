"""Stochastic fairness queueing: sfq (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.red import TC_RED
from dissectors.route.tc.units import PROBABILITY
from nldissect.schema import BOOL, BYTES, PACKETS, S32, SECONDS, U8, U32, Member, Payload, Select, Struct

TC_SFQ_QOPT = Struct(
    "tc_sfq_qopt",
    [
        Member("quantum", U32, BYTES),
        Member("perturb_period", S32, SECONDS),
        Member("limit", U32, PACKETS),
        Member("divisor", U32),
        Member("flows", U32),
    ],
)
TC_SFQRED_STATS = Struct(
    "tc_sfqred_stats",
    [
        Member("prob_drop", U32, PACKETS),
        Member("forced_drop", U32, PACKETS),
        Member("prob_mark", U32, PACKETS),
        Member("forced_mark", U32, PACKETS),
        Member("prob_mark_head", U32, PACKETS),
        Member("forced_mark_head", U32, PACKETS),
    ],
)
TC_SFQ_QOPT_V1 = Struct(
    "tc_sfq_qopt_v1",
    [
        Member("v0", TC_SFQ_QOPT),
        Member("depth", U32, PACKETS),
        Member("headdrop", U32, BOOL),
        Member("limit", U32, BYTES),
        Member("qth_min", U32, BYTES),
        Member("qth_max", U32, BYTES),
        Member("Wlog", U8),
        Member("Plog", U8),
        Member("Scell_log", U8),
        Member("flags", U8, TC_RED),
        Member("max_P", U32, PROBABILITY),
        Member("stats", TC_SFQRED_STATS),
    ],
)


def _version(data: memoryview, order: str) -> int:
    size = TC_SFQ_QOPT.size
    return 1 if size is not None and len(data) > size else 0


SFQ = Select(Payload(_version), {0: TC_SFQ_QOPT, 1: TC_SFQ_QOPT_V1})
SFQ_XSTATS = Struct("tc_sfq_xstats", [Member("allot", S32, BYTES)])
