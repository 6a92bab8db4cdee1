"""Hierarchical token buckets: htb (linux/pkt_sched.h)."""

from __future__ import annotations

from dissectors.route.tc.rate import RATE_TABLE, TC_RATESPEC
from dissectors.route.tc.units import PSCHED_TICKS
from nldissect.schema import (
    BYTES,
    BYTES_PER_SECOND,
    FLAG,
    HEX,
    OPAQUE,
    PACKETS,
    S32,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Member,
    Names,
    Struct,
)


class _Version:
    """The kernel's protocol and feature level; a request has the protocol alone."""

    def text(self, value: int, names: Names) -> str:
        """196625 (3.17)"""
        return f"{value} ({value >> 16}.{value & 0xFFFF})" if value >> 16 else str(value)

    short = text


TC_HTB_GLOB = Struct(
    "tc_htb_glob",
    [
        Member("version", U32, _Version()),
        Member("rate2quantum", U32),
        Member("defcls", U32, HEX),  # the minor number of a class
        Member("debug", U32, HEX),
        Member("direct_pkts", U32, PACKETS),
    ],
)
TC_HTB_OPT = Struct(
    "tc_htb_opt",
    [
        Member("rate", TC_RATESPEC),
        Member("ceil", TC_RATESPEC),
        Member("buffer", U32, PSCHED_TICKS),
        Member("cbuffer", U32, PSCHED_TICKS),
        Member("quantum", U32, BYTES),
        Member("level", U32),
        Member("prio", U32),
    ],
)
"""buffer and cbuffer are how long the bursts take to send at rate and at ceil"""
HTB = AttributeSet(
    "TCA_HTB_",
    [
        Attribute(1, "TCA_HTB_PARMS", TC_HTB_OPT),
        Attribute(2, "TCA_HTB_INIT", TC_HTB_GLOB),
        Attribute(3, "TCA_HTB_CTAB", RATE_TABLE),
        Attribute(4, "TCA_HTB_RTAB", RATE_TABLE),
        Attribute(5, "TCA_HTB_DIRECT_QLEN", U32, PACKETS),
        Attribute(6, "TCA_HTB_RATE64", U64, BYTES_PER_SECOND),
        Attribute(7, "TCA_HTB_CEIL64", U64, BYTES_PER_SECOND),
        Attribute(8, "TCA_HTB_PAD", OPAQUE),
        Attribute(9, "TCA_HTB_OFFLOAD", FLAG),
    ],
)
"""of the qdisc and of its classes"""
HTB_XSTATS = Struct(
    "tc_htb_xstats",
    [
        Member("lends", U32, PACKETS),
        Member("borrows", U32, PACKETS),
        Member("giants", U32, PACKETS),
        Member("tokens", S32, PSCHED_TICKS),
        Member("ctokens", S32, PSCHED_TICKS),
    ],
)
