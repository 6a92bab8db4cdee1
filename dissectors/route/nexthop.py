"""Nexthop objects, their groups and the buckets of resilient groups (linux/nexthop.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.route.constants import RT_SCOPE, RTNH_F, RTPROT
from dissectors.route.encap import LWTUNNEL_ENCAP, encapsulation, told
from nldissect.schema import (
    BOOL,
    CLOCK_TICKS,
    FLAG,
    INTERFACE,
    OPAQUE,
    PACKETS,
    U8,
    U16,
    U32,
    U64,
    UINT,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Names,
    Node,
    Pad,
    Question,
    Sequence,
    Struct,
    render,
    rtnetlink,
)

NHMSG = Struct(
    "nhmsg",
    [
        Member("nh_family", U8, AF),
        Member("nh_scope", U8, RT_SCOPE, range=(0, 0)),
        Member("nh_protocol", U8, RTPROT),
        Pad(1, "resvd"),
        Member("nh_flags", U32, RTNH_F),
    ],
)
NEXTHOP_GRP = Struct(
    "nexthop_grp",
    [
        Member("id", U32),
        # the weight less one: its lower and its upper eight bits
        Member("weight", U8),
        Member("weight_high", U8),
        Pad(2, "resvd2"),
    ],
    text="id {id}",
)
NEXTHOP_GRP_TYPE = Enum("NEXTHOP_GRP_TYPE_", {0: "NEXTHOP_GRP_TYPE_MPATH", 1: "NEXTHOP_GRP_TYPE_RES"})
NHA_OP_FLAG = Flags(
    "NHA_OP_FLAG_",
    {
        0x1: "NHA_OP_FLAG_DUMP_STATS",
        0x2: "NHA_OP_FLAG_DUMP_HW_STATS",
        0x80000000: "NHA_OP_FLAG_RESP_GRP_RESVD_0",
    },
)
NHA_RES_GROUP = AttributeSet(
    "NHA_RES_GROUP_",
    [
        Attribute(0, "NHA_RES_GROUP_PAD", OPAQUE),
        Attribute(1, "NHA_RES_GROUP_BUCKETS", U16),
        Attribute(2, "NHA_RES_GROUP_IDLE_TIMER", U32, CLOCK_TICKS),
        Attribute(3, "NHA_RES_GROUP_UNBALANCED_TIMER", U32, CLOCK_TICKS),
        Attribute(4, "NHA_RES_GROUP_UNBALANCED_TIME", U64, CLOCK_TICKS),
    ],
)
NHA_RES_BUCKET = AttributeSet(
    "NHA_RES_BUCKET_",
    [
        Attribute(0, "NHA_RES_BUCKET_PAD", OPAQUE),
        Attribute(1, "NHA_RES_BUCKET_INDEX", U16),
        Attribute(2, "NHA_RES_BUCKET_IDLE_TIME", U64, CLOCK_TICKS),
        Attribute(3, "NHA_RES_BUCKET_NH_ID", U32),
    ],
)
NHA_GROUP_STATS_ENTRY = AttributeSet(
    "NHA_GROUP_STATS_ENTRY_",
    [
        Attribute(1, "NHA_GROUP_STATS_ENTRY_ID", U32),
        Attribute(2, "NHA_GROUP_STATS_ENTRY_PACKETS", UINT, PACKETS),
        Attribute(3, "NHA_GROUP_STATS_ENTRY_PACKETS_HW", UINT, PACKETS),
    ],
)
NHA_GROUP_STATS = AttributeSet(
    "NHA_GROUP_STATS_",
    [Attribute(1, "NHA_GROUP_STATS_ENTRY", NHA_GROUP_STATS_ENTRY, multiple=True)],
)

NHA = AttributeSet(
    "NHA_",
    [
        Attribute(1, "NHA_ID", U32),
        Attribute(2, "NHA_GROUP", Sequence(NEXTHOP_GRP)),
        Attribute(3, "NHA_GROUP_TYPE", U16, NEXTHOP_GRP_TYPE, range=(0, 1)),
        Attribute(4, "NHA_BLACKHOLE", FLAG),
        Attribute(5, "NHA_OIF", U32, INTERFACE),
        Attribute(6, "NHA_GATEWAY", Address("nh_family")),
        Attribute(7, "NHA_ENCAP_TYPE", U16, LWTUNNEL_ENCAP),
        Attribute(8, "NHA_ENCAP", encapsulation("NHA_ENCAP_TYPE")),
        Attribute(9, "NHA_GROUPS", FLAG),
        Attribute(10, "NHA_MASTER", U32, INTERFACE),
        Attribute(11, "NHA_FDB", FLAG),
        Attribute(12, "NHA_RES_GROUP", NHA_RES_GROUP),
        Attribute(13, "NHA_RES_BUCKET", NHA_RES_BUCKET),
        Attribute(14, "NHA_OP_FLAGS", U32, NHA_OP_FLAG),
        Attribute(15, "NHA_GROUP_STATS", NHA_GROUP_STATS),
        Attribute(16, "NHA_HW_STATS_ENABLE", U32, BOOL, range=(0, 1)),
        Attribute(17, "NHA_HW_STATS_USED", U32, BOOL),
    ],
)

_SAID_BY_BEING_THERE = (("NHA_BLACKHOLE", "blackhole"), ("NHA_FDB", "fdb"), ("NHA_GROUPS", "groups"))


def summary(tree: Node, names: Names) -> str:
    """`id 1 via 10.0.0.2 dev d0`, `id 10 group 1,3/2,5`: a member's weight stands behind it where it is not 1."""
    kind = tree.get("NHA_ENCAP_TYPE")
    words = [
        render("[id {NHA_ID}]", tree, names),
        _group(tree),
        render("[type {NHA_GROUP_TYPE}]", tree, names) if tree.get("NHA_RES_GROUP") else "",
        told(kind, tree.get("NHA_ENCAP"), names) if kind is not None else "",
        render("[via {NHA_GATEWAY}][ dev {NHA_OIF}][ master {NHA_MASTER}]", tree, names),
        *(word for name, word in _SAID_BY_BEING_THERE if name in tree),
        render("[scope {nh_scope}]", tree, names) if _number(tree, "nh_scope") else "",
        render("[proto {nh_protocol}]", tree, names) if _number(tree, "nh_protocol") else "",
        render("[index {NHA_RES_BUCKET.NHA_RES_BUCKET_INDEX}]", tree, names),
        render("[nhid {NHA_RES_BUCKET.NHA_RES_BUCKET_NH_ID}]", tree, names),
    ]
    return " ".join(filter(None, words))


def _group(tree: Node) -> str:
    members = []
    for member in tree.get("NHA_GROUP") or ():
        weight = (_number(member, "weight_high") << 8 | _number(member, "weight")) + 1
        members.append(str(_number(member, "id")) + (f",{weight}" if weight > 1 else ""))
    return "group " + "/".join(members) if members else ""


def _number(node: Node, name: str) -> int:
    found = node.get(name)
    return found.value if found is not None and isinstance(found.value, int) else 0


UNUSED = {"nh_scope": 0, "nh_protocol": 0, "nh_flags": 0}

MESSAGES = (
    *rtnetlink(
        "NEXTHOP",
        NHMSG,
        NHA,
        new=104,
        delete=105,
        get=106,
        summary=summary,
        strict=True,
        single=Question(UNUSED, ("NHA_ID", "NHA_OP_FLAGS")),
        dump=Question(UNUSED, ("NHA_OIF", "NHA_GROUPS", "NHA_MASTER", "NHA_FDB", "NHA_OP_FLAGS")),
    ),
    *rtnetlink(
        "NEXTHOPBUCKET",
        NHMSG,
        NHA,
        new=116,
        delete=117,
        get=118,
        summary=summary,
        strict=True,
        single=Question(UNUSED, ("NHA_ID", "NHA_RES_BUCKET")),
        dump=Question(UNUSED, ("NHA_ID", "NHA_OIF", "NHA_MASTER", "NHA_RES_BUCKET")),
    ),
)
