"""What went with Linux 6.3: cbq, atm, dsmark (linux/pkt_sched.h until 6.2)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.route.tc.rate import RATE_TABLE, TC_RATESPEC
from dissectors.route.tc.units import PSCHED_TICKS
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import (
    BYTES,
    FLAG,
    HEX,
    OPAQUE,
    PACKETS,
    S16,
    S32,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Pad,
    Struct,
)

TCF_CBQ_LSS = Flags(
    "TCF_CBQ_LSS_",
    {
        0x1: "TCF_CBQ_LSS_BOUNDED",
        0x2: "TCF_CBQ_LSS_ISOLATED",
    },
)
TCF_CBQ_LSS_CHANGE = Flags(
    "TCF_CBQ_LSS_",
    {
        0x1: "TCF_CBQ_LSS_FLAGS",
        0x2: "TCF_CBQ_LSS_EWMA",
        0x4: "TCF_CBQ_LSS_MAXIDLE",
        0x8: "TCF_CBQ_LSS_MINIDLE",
        0x10: "TCF_CBQ_LSS_OFFTIME",
        0x20: "TCF_CBQ_LSS_AVPKT",
    },
)
TC_CBQ_OVL = Enum(
    "TC_CBQ_OVL_",
    {
        0: "TC_CBQ_OVL_CLASSIC",
        1: "TC_CBQ_OVL_DELAY",
        2: "TC_CBQ_OVL_LOWPRIO",
        3: "TC_CBQ_OVL_DROP",
        4: "TC_CBQ_OVL_RCLASSIC",
    },
)
TC_CBQ_LSSOPT = Struct(
    "tc_cbq_lssopt",
    [
        Member("change", U8, TCF_CBQ_LSS_CHANGE),
        Member("flags", U8, TCF_CBQ_LSS),
        Member("ewma_log", U8),
        Member("level", U8),
        Member("maxidle", U32, PSCHED_TICKS),
        Member("minidle", U32, PSCHED_TICKS),
        Member("offtime", U32, PSCHED_TICKS),
        Member("avpkt", U32, BYTES),
    ],
)
TC_CBQ_WRROPT = Struct(
    "tc_cbq_wrropt",
    [
        Member("flags", U8, HEX),
        Member("priority", U8),
        Member("cpriority", U8),
        Pad(1, "__reserved"),
        Member("allot", U32, BYTES),
        Member("weight", U32),
    ],
)
TC_CBQ_FOPT = Struct(
    "tc_cbq_fopt",
    [
        Member("split", U32, HANDLE),
        Member("defmap", U32, HEX),
        Member("defchange", U32, HEX),
    ],
)
TC_CBQ_OVL_STRATEGY = Struct(
    "tc_cbq_ovl",
    [
        Member("strategy", U8, TC_CBQ_OVL),
        Member("priority2", U8),
        Pad(2),
        Member("penalty", U32, PSCHED_TICKS),
    ],
)
TC_CBQ_POLICE = Struct("tc_cbq_police", [Member("police", U8), Pad(1, "__res1"), Pad(2, "__res2")])
CBQ = AttributeSet(
    "TCA_CBQ_",
    [
        Attribute(1, "TCA_CBQ_LSSOPT", TC_CBQ_LSSOPT),
        Attribute(2, "TCA_CBQ_WRROPT", TC_CBQ_WRROPT),
        Attribute(3, "TCA_CBQ_FOPT", TC_CBQ_FOPT),
        Attribute(4, "TCA_CBQ_OVL_STRATEGY", TC_CBQ_OVL_STRATEGY),
        Attribute(5, "TCA_CBQ_RATE", TC_RATESPEC),
        Attribute(6, "TCA_CBQ_RTAB", RATE_TABLE),
        Attribute(7, "TCA_CBQ_POLICE", TC_CBQ_POLICE),
    ],
)
CBQ_XSTATS = Struct(
    "tc_cbq_xstats",
    [
        Member("borrows", U32, PACKETS),
        Member("overactions", U32),
        Member("avgidle", S32, PSCHED_TICKS),
        Member("undertime", S32, PSCHED_TICKS),
    ],
)

SOCKADDR_ATMPVC = Struct(
    "sockaddr_atmpvc",
    [
        Member("sap_family", U16, AF),
        Pad(2),
        Member("itf", S16),
        Member("vpi", S16),
        Member("vci", S32),
    ],
)
ATM = AttributeSet(
    "TCA_ATM_",
    [
        Attribute(1, "TCA_ATM_FD", U32),
        Attribute(2, "TCA_ATM_PTR", OPAQUE),
        Attribute(3, "TCA_ATM_HDR", OPAQUE),  # what is put in front of each packet
        Attribute(4, "TCA_ATM_EXCESS", U32, HANDLE),
        Attribute(5, "TCA_ATM_ADDR", SOCKADDR_ATMPVC),
        Attribute(6, "TCA_ATM_STATE", S32),
    ],
)

DSMARK = AttributeSet(
    "TCA_DSMARK_",
    [
        Attribute(1, "TCA_DSMARK_INDICES", U16),
        Attribute(2, "TCA_DSMARK_DEFAULT_INDEX", U16),
        Attribute(3, "TCA_DSMARK_SET_TC_INDEX", FLAG),
        Attribute(4, "TCA_DSMARK_MASK", U8, HEX),
        Attribute(5, "TCA_DSMARK_VALUE", U8, HEX),
    ],
)
"""INDICES to SET_TC_INDEX of the qdisc, MASK and VALUE of a class"""
