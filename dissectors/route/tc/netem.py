"""The network emulator: netem (linux/pkt_sched.h).

Probabilities are parts of 2^32 - 1. The times in tc_netem_qopt are psched ticks of 64 ns, at most 274 s; kernels since
4.15 tell and prefer them in nanoseconds, in TCA_NETEM_LATENCY64 and TCA_NETEM_JITTER64.
"""

from __future__ import annotations

from dissectors.route.tc.units import PROBABILITY, PSCHED_TICKS, RATE
from nldissect.schema import (
    BOOL,
    BYTES,
    BYTES_PER_SECOND,
    NANOSECONDS,
    OPAQUE,
    PACKETS,
    S16,
    S32,
    S64,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Headed,
    Member,
    Sequence,
    Struct,
)

TC_NETEM_QOPT = Struct(
    "tc_netem_qopt",
    [
        Member("latency", U32, PSCHED_TICKS),
        Member("limit", U32, PACKETS),
        Member("loss", U32, PROBABILITY),
        Member("gap", U32, PACKETS),
        Member("duplicate", U32, PROBABILITY),
        Member("jitter", U32, PSCHED_TICKS),
    ],
)
TC_NETEM_CORR = Struct(
    "tc_netem_corr",
    [
        Member("delay_corr", U32, PROBABILITY),
        Member("loss_corr", U32, PROBABILITY),
        Member("dup_corr", U32, PROBABILITY),
    ],
)
TC_NETEM_REORDER = Struct(
    "tc_netem_reorder",
    [
        Member("probability", U32, PROBABILITY),
        Member("correlation", U32, PROBABILITY),
    ],
)
TC_NETEM_CORRUPT = Struct(
    "tc_netem_corrupt",
    [
        Member("probability", U32, PROBABILITY),
        Member("correlation", U32, PROBABILITY),
    ],
)
TC_NETEM_RATE = Struct(
    "tc_netem_rate",
    [
        Member("rate", U32, RATE),
        Member("packet_overhead", S32, BYTES),
        Member("cell_size", U32, BYTES),
        Member("cell_overhead", S32, BYTES),
    ],
)
TC_NETEM_SLOT = Struct(
    "tc_netem_slot",
    [
        Member("min_delay", S64, NANOSECONDS),
        Member("max_delay", S64, NANOSECONDS),
        Member("max_packets", S32, PACKETS),
        Member("max_bytes", S32, BYTES),
        Member("dist_delay", S64, NANOSECONDS),
        Member("dist_jitter", S64, NANOSECONDS),
    ],
)
TC_NETEM_GIMODEL = Struct(
    "tc_netem_gimodel",
    [
        Member("p13", U32, PROBABILITY),
        Member("p31", U32, PROBABILITY),
        Member("p32", U32, PROBABILITY),
        Member("p14", U32, PROBABILITY),
        Member("p23", U32, PROBABILITY),
    ],
)
TC_NETEM_GEMODEL = Struct(
    "tc_netem_gemodel",
    [
        Member("p", U32, PROBABILITY),
        Member("r", U32, PROBABILITY),
        Member("h", U32, PROBABILITY),
        Member("k1", U32, PROBABILITY),
    ],
)
LOSS = AttributeSet(
    "NETEM_LOSS_",
    [
        Attribute(1, "NETEM_LOSS_GI", TC_NETEM_GIMODEL),
        Attribute(2, "NETEM_LOSS_GE", TC_NETEM_GEMODEL),
    ],
)
DISTRIBUTION = Sequence(S16)
"""an inverse cumulative distribution, scaled by NETEM_DIST_SCALE (8192)"""
NETEM = Headed(
    TC_NETEM_QOPT,
    AttributeSet(
        "TCA_NETEM_",
        [
            Attribute(1, "TCA_NETEM_CORR", TC_NETEM_CORR),
            Attribute(2, "TCA_NETEM_DELAY_DIST", DISTRIBUTION),
            Attribute(3, "TCA_NETEM_REORDER", TC_NETEM_REORDER),
            Attribute(4, "TCA_NETEM_CORRUPT", TC_NETEM_CORRUPT),
            Attribute(5, "TCA_NETEM_LOSS", LOSS),
            Attribute(6, "TCA_NETEM_RATE", TC_NETEM_RATE),
            Attribute(7, "TCA_NETEM_ECN", U32, BOOL),
            Attribute(8, "TCA_NETEM_RATE64", U64, BYTES_PER_SECOND),
            Attribute(9, "TCA_NETEM_PAD", OPAQUE),
            Attribute(10, "TCA_NETEM_LATENCY64", S64, NANOSECONDS),
            Attribute(11, "TCA_NETEM_JITTER64", S64, NANOSECONDS),
            Attribute(12, "TCA_NETEM_SLOT", TC_NETEM_SLOT),
            Attribute(13, "TCA_NETEM_SLOT_DIST", DISTRIBUTION),
            Attribute(14, "TCA_NETEM_PRNG_SEED", U64),
        ],
    ),
)
NETEM_XSTATS = Struct(
    "tc_netem_xstats",
    [
        Member("delayed", U64, PACKETS),
        Member("dropped", U64, PACKETS),
        Member("corrupted", U64, PACKETS),
        Member("duplicated", U64, PACKETS),
        Member("reordered", U64, PACKETS),
        Member("ecn_marked", U64, PACKETS),
        Member("allocation_errors", U64),
    ],
)
