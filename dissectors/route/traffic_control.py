"""Traffic control: qdiscs, classes, filters and chains (linux/rtnetlink.h, linux/pkt_sched.h).

The four have the same header and attributes, but other things in TCA_OPTIONS, and in the header's last members.
"""

from __future__ import annotations

from collections.abc import Mapping

from dissectors.constants import AF
from dissectors.route.tc import CLASS, FILTER, QDISC, XSTATS
from dissectors.route.tc_action import MESSAGES as ACTION_MESSAGES, bitfield32
from dissectors.route.tc_handle import DEVICE, HANDLE, parent_or_block, priority_and_protocol
from dissectors.route.tc_stats import GNET_ESTIMATOR, TC_STATS, TCA_STATS
from dissectors.route.tc_summary import chain_summary, class_summary, filter_summary, qdisc_summary
from nldissect.schema import (
    BOOL,
    BYTES,
    FLAG,
    HEX,
    OPAQUE,
    S16,
    S32,
    TEXT,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Meaning,
    Member,
    Pad,
    Parsed,
    Select,
    Sequence,
    Shape,
    Struct,
    rtnetlink,
)


def _tcmsg(handle: Meaning, parent: Shape, info: Member) -> Struct:
    return Struct(
        "tcmsg",
        [
            Member("tcm_family", U8, AF),
            Pad(1, "tcm__pad1"),
            Pad(2, "tcm__pad2"),
            Member("tcm_ifindex", S32, DEVICE),
            Member("tcm_handle", U32, handle),
            Member("tcm_parent", parent, HANDLE),
            info,
        ],
    )


QDISC_TCMSG = _tcmsg(HANDLE, U32, Member("tcm_info", U32))
"""tcm_info: how often the qdisc is referred to"""
CLASS_TCMSG = _tcmsg(HANDLE, U32, Member("tcm_info", U32, HANDLE))
"""tcm_info: the qdisc inside the class"""
FILTER_TCMSG = _tcmsg(
    HEX,
    Parsed(parent_or_block, length=4),
    Member("tcm_info", Parsed(priority_and_protocol, length=4)),
)

TC_LINKLAYER = Enum(
    "TC_LINKLAYER_",
    {0: "TC_LINKLAYER_UNAWARE", 1: "TC_LINKLAYER_ETHERNET", 2: "TC_LINKLAYER_ATM"},
)
TC_SIZESPEC = Struct(
    "tc_sizespec",
    [
        Member("cell_log", U8),
        Member("size_log", U8),
        Member("cell_align", S16, BYTES),
        Member("overhead", S32, BYTES),
        Member("linklayer", U32, TC_LINKLAYER),
        Member("mpu", U32, BYTES),
        Member("mtu", U32, BYTES),
        Member("tsize", U32),
    ],
)
TCA_STAB = AttributeSet(
    "TCA_STAB_",
    [
        Attribute(1, "TCA_STAB_BASE", TC_SIZESPEC),
        # what packets of each size are counted as, shifted right by size_log
        Attribute(2, "TCA_STAB_DATA", Sequence(U16)),
    ],
)
TCA_DUMP_FLAGS = Flags("TCA_DUMP_FLAGS_", {0x1: "TCA_DUMP_FLAGS_TERSE"})


def _attributes(options: Mapping[str, Shape]) -> AttributeSet:
    return AttributeSet(
        "TCA_",
        [
            Attribute(1, "TCA_KIND", TEXT),
            Attribute(2, "TCA_OPTIONS", Select("TCA_KIND", options)),
            Attribute(3, "TCA_STATS", TC_STATS),
            Attribute(4, "TCA_XSTATS", Select("TCA_KIND", XSTATS)),
            Attribute(5, "TCA_RATE", GNET_ESTIMATOR),
            Attribute(6, "TCA_FCNT", U32),
            Attribute(7, "TCA_STATS2", TCA_STATS),
            Attribute(8, "TCA_STAB", TCA_STAB),
            Attribute(9, "TCA_PAD", OPAQUE),
            Attribute(10, "TCA_DUMP_INVISIBLE", FLAG),
            Attribute(11, "TCA_CHAIN", U32),
            Attribute(12, "TCA_HW_OFFLOAD", U8, BOOL),
            Attribute(13, "TCA_INGRESS_BLOCK", U32),
            Attribute(14, "TCA_EGRESS_BLOCK", U32),
            Attribute(15, "TCA_DUMP_FLAGS", bitfield32(TCA_DUMP_FLAGS)),
            Attribute(16, "TCA_EXT_WARN_MSG", TEXT),
        ],
    )


QDISC_TCA, CLASS_TCA, FILTER_TCA = _attributes(QDISC), _attributes(CLASS), _attributes(FILTER)

MESSAGES = (
    *rtnetlink("QDISC", QDISC_TCMSG, QDISC_TCA, new=36, delete=37, get=38, summary=qdisc_summary),
    *rtnetlink("TCLASS", CLASS_TCMSG, CLASS_TCA, new=40, delete=41, get=42, summary=class_summary),
    *rtnetlink("TFILTER", FILTER_TCMSG, FILTER_TCA, new=44, delete=45, get=46, summary=filter_summary),
    *ACTION_MESSAGES,
    *rtnetlink("CHAIN", FILTER_TCMSG, FILTER_TCA, new=100, delete=101, get=102, summary=chain_summary),
)
