"""Small filters: matchall, basic, cgroup, fw, route (linux/pkt_cls.h)."""

from __future__ import annotations

from dissectors.route.tc.ematch import EMATCH_TREE
from dissectors.route.tc.police import POLICE
from dissectors.route.tc_action import ACTIONS
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import (
    HEX,
    IFNAME,
    INTERFACE,
    OPAQUE,
    PACKETS,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
    Member,
    Struct,
)

TCA_CLS_FLAGS = Flags(
    "TCA_CLS_FLAGS_",
    {
        0x1: "TCA_CLS_FLAGS_SKIP_HW",
        0x2: "TCA_CLS_FLAGS_SKIP_SW",
        0x4: "TCA_CLS_FLAGS_IN_HW",
        0x8: "TCA_CLS_FLAGS_NOT_IN_HW",
        0x10: "TCA_CLS_FLAGS_VERBOSE",
    },
)
MATCHALL = AttributeSet(
    "TCA_MATCHALL_",
    [
        Attribute(1, "TCA_MATCHALL_CLASSID", U32, HANDLE),
        Attribute(2, "TCA_MATCHALL_ACT", ACTIONS),
        Attribute(3, "TCA_MATCHALL_FLAGS", U32, TCA_CLS_FLAGS),
        Attribute(4, "TCA_MATCHALL_PCNT", Struct("tc_matchall_pcnt", [Member("rhit", U64, PACKETS)])),
        Attribute(5, "TCA_MATCHALL_PAD", OPAQUE),
    ],
)
TC_BASIC_PCNT = Struct("tc_basic_pcnt", [Member("rcnt", U64, PACKETS), Member("rhit", U64, PACKETS)])
"""how many packets were looked at, and how many matched"""
BASIC = AttributeSet(
    "TCA_BASIC_",
    [
        Attribute(1, "TCA_BASIC_CLASSID", U32, HANDLE),
        Attribute(2, "TCA_BASIC_EMATCHES", EMATCH_TREE),
        Attribute(3, "TCA_BASIC_ACT", ACTIONS),
        Attribute(4, "TCA_BASIC_POLICE", POLICE),
        Attribute(5, "TCA_BASIC_PCNT", TC_BASIC_PCNT),
        Attribute(6, "TCA_BASIC_PAD", OPAQUE),
    ],
)
CGROUP = AttributeSet(
    "TCA_CGROUP_",
    [
        Attribute(1, "TCA_CGROUP_ACT", ACTIONS),
        Attribute(2, "TCA_CGROUP_POLICE", POLICE),
        Attribute(3, "TCA_CGROUP_EMATCHES", EMATCH_TREE),
    ],
)
FW = AttributeSet(
    "TCA_FW_",
    [
        Attribute(1, "TCA_FW_CLASSID", U32, HANDLE),
        Attribute(2, "TCA_FW_POLICE", POLICE),
        Attribute(3, "TCA_FW_INDEV", IFNAME),
        Attribute(4, "TCA_FW_ACT", ACTIONS),
        Attribute(5, "TCA_FW_MASK", U32, HEX),
    ],
)
ROUTE4 = AttributeSet(
    "TCA_ROUTE4_",
    [
        Attribute(1, "TCA_ROUTE4_CLASSID", U32, HANDLE),
        # realms
        Attribute(2, "TCA_ROUTE4_TO", U32),
        Attribute(3, "TCA_ROUTE4_FROM", U32),
        Attribute(4, "TCA_ROUTE4_IIF", U32, INTERFACE),
        Attribute(5, "TCA_ROUTE4_POLICE", POLICE),
        Attribute(6, "TCA_ROUTE4_ACT", ACTIONS),
    ],
)
