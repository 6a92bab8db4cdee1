"""Controlled delay: codel, fq_codel (linux/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    HEX,
    MICROSECONDS,
    PACKETS,
    S32,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Member,
    Pad,
    Payload,
    Select,
    Struct,
)

CODEL = AttributeSet(
    "TCA_CODEL_",
    [
        Attribute(1, "TCA_CODEL_TARGET", U32, MICROSECONDS),
        Attribute(2, "TCA_CODEL_LIMIT", U32, PACKETS),
        Attribute(3, "TCA_CODEL_INTERVAL", U32, MICROSECONDS),
        Attribute(4, "TCA_CODEL_ECN", U32, BOOL),
        Attribute(5, "TCA_CODEL_CE_THRESHOLD", U32, MICROSECONDS),
    ],
)
CODEL_XSTATS = Struct(
    "tc_codel_xstats",
    [
        Member("maxpacket", U32, BYTES),
        Member("count", U32),
        Member("lastcount", U32),
        Member("ldelay", U32, MICROSECONDS),
        Member("drop_next", S32, MICROSECONDS),
        Member("drop_overlimit", U32, PACKETS),
        Member("ecn_mark", U32, PACKETS),
        Member("dropping", U32, BOOL),
        Member("ce_mark", U32, PACKETS),
    ],
)

FQ_CODEL = AttributeSet(
    "TCA_FQ_CODEL_",
    [
        Attribute(1, "TCA_FQ_CODEL_TARGET", U32, MICROSECONDS),
        Attribute(2, "TCA_FQ_CODEL_LIMIT", U32, PACKETS),
        Attribute(3, "TCA_FQ_CODEL_INTERVAL", U32, MICROSECONDS),
        Attribute(4, "TCA_FQ_CODEL_ECN", U32, BOOL),
        Attribute(5, "TCA_FQ_CODEL_FLOWS", U32),
        Attribute(6, "TCA_FQ_CODEL_QUANTUM", U32, BYTES),
        Attribute(7, "TCA_FQ_CODEL_CE_THRESHOLD", U32, MICROSECONDS),
        Attribute(8, "TCA_FQ_CODEL_DROP_BATCH_SIZE", U32, PACKETS),
        Attribute(9, "TCA_FQ_CODEL_MEMORY_LIMIT", U32, BYTES),
        Attribute(10, "TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR", U8, HEX),
        Attribute(11, "TCA_FQ_CODEL_CE_THRESHOLD_MASK", U8, HEX),
    ],
)
TC_FQ_CODEL_QD_STATS = Struct(
    "tc_fq_codel_qd_stats",
    [
        Member("maxpacket", U32, BYTES),
        Member("drop_overlimit", U32, PACKETS),
        Member("ecn_mark", U32, PACKETS),
        Member("new_flow_count", U32),
        Member("new_flows_len", U32),
        Member("old_flows_len", U32),
        Member("ce_mark", U32, PACKETS),
        Member("memory_usage", U32, BYTES),
        Member("drop_overmemory", U32, PACKETS),
    ],
)
TC_FQ_CODEL_CL_STATS = Struct(
    "tc_fq_codel_cl_stats",
    [
        Member("deficit", S32, BYTES),
        Member("ldelay", U32, MICROSECONDS),
        Member("count", U32),
        Member("lastcount", U32),
        Member("dropping", U32, BOOL),
        Member("drop_next", S32, MICROSECONDS),
    ],
)
TCA_FQ_CODEL_XSTATS = Enum(
    "TCA_FQ_CODEL_XSTATS_",
    {
        0: "TCA_FQ_CODEL_XSTATS_QDISC",
        1: "TCA_FQ_CODEL_XSTATS_CLASS",
    },
)
_TYPE = Member("type", U32, TCA_FQ_CODEL_XSTATS)


def _type(data: memoryview, order: str) -> int:
    return int.from_bytes(data[:4], "little" if order == "<" else "big")


FQ_CODEL_XSTATS = Select(
    Payload(_type),
    {
        0: Struct("tc_fq_codel_xstats", [_TYPE, Member("qdisc_stats", TC_FQ_CODEL_QD_STATS)]),
        1: Struct("tc_fq_codel_xstats", [_TYPE, Member("class_stats", TC_FQ_CODEL_CL_STATS), Pad(12)]),
    },
)
"""a union behind its type"""
