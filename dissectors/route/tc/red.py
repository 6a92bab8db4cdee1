"""Random early detection: red, gred, choke (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.units import PROBABILITY
from dissectors.route.tc_action import bitfield32
from nldissect.schema import (
    BOOL,
    BYTES,
    OPAQUE,
    PACKETS,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
    Meaning,
    Member,
    Pad,
    Payload,
    Select,
    Sequence,
    Struct,
)

TC_RED = Flags(
    "TC_RED_",
    {
        0x1: "TC_RED_ECN",
        0x2: "TC_RED_HARDDROP",
        0x4: "TC_RED_ADAPTATIVE",
        0x8: "TC_RED_NODROP",
    },
)


def red_qopt(name: str, unit: Meaning) -> Struct:
    """What red and choke have in common; they count in bytes and in packets."""
    return Struct(
        name,
        [
            Member("limit", U32, unit),
            Member("qth_min", U32, unit),
            Member("qth_max", U32, unit),
            Member("Wlog", U8),
            Member("Plog", U8),
            Member("Scell_log", U8),
            Member("flags", U8, TC_RED),
        ],
    )


IDLE_TABLE = Sequence(U8)
"""256 times: by how much the average shrinks while the queue is idle, as a shift"""
RED = AttributeSet(
    "TCA_RED_",
    [
        Attribute(1, "TCA_RED_PARMS", red_qopt("tc_red_qopt", BYTES)),
        Attribute(2, "TCA_RED_STAB", IDLE_TABLE),
        Attribute(3, "TCA_RED_MAX_P", U32, PROBABILITY),
        Attribute(4, "TCA_RED_FLAGS", bitfield32(TC_RED)),
        Attribute(5, "TCA_RED_EARLY_DROP_BLOCK", U32),
        Attribute(6, "TCA_RED_MARK_BLOCK", U32),
    ],
    strict_from=4,
)
RED_XSTATS = Struct(
    "tc_red_xstats",
    [
        Member("early", U32, PACKETS),
        Member("pdrop", U32, PACKETS),
        Member("other", U32, PACKETS),
        Member("marked", U32, PACKETS),
    ],
)

CHOKE = AttributeSet(
    "TCA_CHOKE_",
    [
        Attribute(1, "TCA_CHOKE_PARMS", red_qopt("tc_choke_qopt", PACKETS)),
        Attribute(2, "TCA_CHOKE_STAB", IDLE_TABLE),
        Attribute(3, "TCA_CHOKE_MAX_P", U32, PROBABILITY),
    ],
)
CHOKE_XSTATS = Struct(
    "tc_choke_xstats",
    [
        Member("early", U32, PACKETS),
        Member("pdrop", U32, PACKETS),
        Member("other", U32, PACKETS),
        Member("marked", U32, PACKETS),
        Member("matched", U32, PACKETS),
    ],
)

TC_GRED_QOPT = Struct(
    "tc_gred_qopt",
    [
        Member("limit", U32, BYTES),
        Member("qth_min", U32, BYTES),
        Member("qth_max", U32, BYTES),
        Member("DP", U32),  # 16 and above: no such virtual queue
        Member("backlog", U32, BYTES),
        Member("qave", U32, BYTES),
        Member("forced", U32, PACKETS),
        Member("early", U32, PACKETS),
        Member("other", U32, PACKETS),
        Member("pdrop", U32, PACKETS),
        Member("Wlog", U8),
        Member("Plog", U8),
        Member("Scell_log", U8),
        Member("prio", U8),
        Member("packets", U32, PACKETS),
        Member("bytesin", U32, BYTES),
    ],
)
TC_GRED_SOPT = Struct(
    "tc_gred_sopt",
    [
        Member("DPs", U32),
        Member("def_DP", U32),
        Member("grio", U8, BOOL),
        Member("flags", U8, TC_RED),
        Pad(2, "pad1"),
    ],
)
VQ = AttributeSet(
    "TCA_GRED_VQ_",
    [
        Attribute(1, "TCA_GRED_VQ_PAD", OPAQUE),
        Attribute(2, "TCA_GRED_VQ_DP", U32),
        Attribute(3, "TCA_GRED_VQ_STAT_BYTES", U64, BYTES),
        Attribute(4, "TCA_GRED_VQ_STAT_PACKETS", U32, PACKETS),
        Attribute(5, "TCA_GRED_VQ_STAT_BACKLOG", U32, BYTES),
        Attribute(6, "TCA_GRED_VQ_STAT_PROB_DROP", U32, PACKETS),
        Attribute(7, "TCA_GRED_VQ_STAT_PROB_MARK", U32, PACKETS),
        Attribute(8, "TCA_GRED_VQ_STAT_FORCED_DROP", U32, PACKETS),
        Attribute(9, "TCA_GRED_VQ_STAT_FORCED_MARK", U32, PACKETS),
        Attribute(10, "TCA_GRED_VQ_STAT_PDROP", U32, PACKETS),
        Attribute(11, "TCA_GRED_VQ_STAT_OTHER", U32, PACKETS),
        Attribute(12, "TCA_GRED_VQ_FLAGS", U32, TC_RED),
    ],
)
VQ_LIST = AttributeSet("TCA_GRED_VQ_ENTRY", [Attribute(1, "TCA_GRED_VQ_ENTRY", VQ, multiple=True)])


def _whole(data: memoryview, order: str) -> bool:
    size = TC_GRED_QOPT.size
    return size is not None and len(data) > size


GRED = AttributeSet(
    "TCA_GRED_",
    [
        # requests set up one virtual queue, dumps tell of all sixteen
        Attribute(1, "TCA_GRED_PARMS", Select(Payload(_whole), {False: TC_GRED_QOPT, True: Sequence(TC_GRED_QOPT)})),
        Attribute(2, "TCA_GRED_STAB", IDLE_TABLE),
        Attribute(3, "TCA_GRED_DPS", TC_GRED_SOPT),
        Attribute(4, "TCA_GRED_MAX_P", Sequence(U32, PROBABILITY)),
        Attribute(5, "TCA_GRED_LIMIT", U32, BYTES),
        Attribute(6, "TCA_GRED_VQ_LIST", VQ_LIST),
    ],
)
