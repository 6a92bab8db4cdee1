"""Hierarchical fair service curves: hfsc (linux/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    BYTES_PER_SECOND,
    HEX,
    MICROSECONDS,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Member,
    Struct,
)

QDISC = Struct("tc_hfsc_qopt", [Member("defcls", U16, HEX)], text="default {defcls}")
"""defcls: the minor number of a class"""
TC_SERVICE_CURVE = Struct(
    "tc_service_curve",
    [
        Member("m1", U32, BYTES_PER_SECOND),
        Member("d", U32, MICROSECONDS),
        Member("m2", U32, BYTES_PER_SECOND),
    ],
    text="m1 {m1} B/s d {d} µs m2 {m2} B/s",
)
CLASS = AttributeSet(
    "TCA_HFSC_",
    [
        Attribute(1, "TCA_HFSC_RSC", TC_SERVICE_CURVE),
        Attribute(2, "TCA_HFSC_FSC", TC_SERVICE_CURVE),
        Attribute(3, "TCA_HFSC_USC", TC_SERVICE_CURVE),
    ],
)
XSTATS = Struct(
    "tc_hfsc_stats",
    [
        Member("work", U64, BYTES),
        Member("rtwork", U64, BYTES),
        Member("period", U32),
        Member("level", U32),
    ],
)
