"""Shaping for time-sensitive networks: cbs, etf (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.units import CLOCK
from nldissect.schema import (
    BOOL,
    BYTES,
    NANOSECONDS,
    S32,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Flags,
    Member,
    Pad,
    Struct,
    Unit,
)

_SLOPE = Unit("kbit/s")
TC_CBS_QOPT = Struct(
    "tc_cbs_qopt",
    [
        Member("offload", U8, BOOL),
        Pad(3, "_pad"),
        Member("hicredit", S32, BYTES),
        Member("locredit", S32, BYTES),
        Member("idleslope", S32, _SLOPE),
        Member("sendslope", S32, _SLOPE),
    ],
)
CBS = AttributeSet("TCA_CBS_", [Attribute(1, "TCA_CBS_PARMS", TC_CBS_QOPT)])

TC_ETF = Flags(
    "TC_ETF_",
    {
        0x1: "TC_ETF_DEADLINE_MODE_ON",
        0x2: "TC_ETF_OFFLOAD_ON",
        0x4: "TC_ETF_SKIP_SOCK_CHECK",
    },
)
TC_ETF_QOPT = Struct(
    "tc_etf_qopt",
    [
        Member("delta", S32, NANOSECONDS),
        Member("clockid", S32, CLOCK),
        Member("flags", U32, TC_ETF),
    ],
)
ETF = AttributeSet("TCA_ETF_", [Attribute(1, "TCA_ETF_PARMS", TC_ETF_QOPT)])
