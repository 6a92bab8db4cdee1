"""Queues with a limit or a map of priorities, and nothing else (linux/pkt_sched.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    PACKETS,
    S32,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Headed,
    Member,
    Sequence,
    Struct,
)

PFIFO = Struct("tc_fifo_qopt", [Member("limit", U32, PACKETS)], text="limit {limit} packets")
BFIFO = Struct("tc_fifo_qopt", [Member("limit", U32, BYTES)], text="limit {limit} bytes")
SKBPRIO = Struct("tc_skbprio_qopt", [Member("limit", U32, PACKETS)])
PRIO = Struct(
    "tc_prio_qopt",
    [
        Member("bands", S32),
        Member("priomap", Sequence(U8, count=16)),  # the band of each of the sixteen priorities
    ],
)
PRIO_QDISC = Headed(PRIO, AttributeSet("TCA_", [Attribute(2, "TCA_OPTIONS", AttributeSet("TCA_", ()))]))
"""tc still sends the empty nest of an option that went with Linux 2.6.27"""
MULTIQ = Struct("tc_multiq_qopt", [Member("bands", U16), Member("max_bands", U16)])
TCQ_PLUG = Enum(
    "TCQ_PLUG_",
    {
        0: "TCQ_PLUG_BUFFER",
        1: "TCQ_PLUG_RELEASE_ONE",
        2: "TCQ_PLUG_RELEASE_INDEFINITE",
        3: "TCQ_PLUG_LIMIT",
    },
)
PLUG = Struct("tc_plug_qopt", [Member("action", S32, TCQ_PLUG), Member("limit", U32, BYTES)])
