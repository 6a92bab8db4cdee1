"""Actions of connection tracking: ct, ctinfo, connmark (linux/tc_act/tc_ct.h, tc_ctinfo.h, tc_connmark.h)."""

from __future__ import annotations

from dissectors.constants import AF, IPPROTO
from dissectors.route.tc.action import TCF_T, action
from nldissect.schema import (
    BE16,
    HEX,
    IPV4,
    IPV6,
    OPAQUE,
    PACKETS,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
    Member,
    Pad,
)

TCA_CT_ACT = Flags(
    "TCA_CT_ACT_",
    {
        0x1: "TCA_CT_ACT_COMMIT",
        0x2: "TCA_CT_ACT_FORCE",
        0x4: "TCA_CT_ACT_CLEAR",
        0x8: "TCA_CT_ACT_NAT",
        0x10: "TCA_CT_ACT_NAT_SRC",
        0x20: "TCA_CT_ACT_NAT_DST",
    },
)
CT = AttributeSet(
    "TCA_CT_",
    [
        Attribute(1, "TCA_CT_PARMS", action("tc_ct")),
        Attribute(2, "TCA_CT_TM", TCF_T),
        Attribute(3, "TCA_CT_ACTION", U16, TCA_CT_ACT),
        Attribute(4, "TCA_CT_ZONE", U16),
        Attribute(5, "TCA_CT_MARK", U32, HEX),
        Attribute(6, "TCA_CT_MARK_MASK", U32, HEX),
        Attribute(7, "TCA_CT_LABELS", OPAQUE),  # 128 bits whose meaning is the administrator's
        Attribute(8, "TCA_CT_LABELS_MASK", OPAQUE),
        Attribute(9, "TCA_CT_NAT_IPV4_MIN", IPV4),
        Attribute(10, "TCA_CT_NAT_IPV4_MAX", IPV4),
        Attribute(11, "TCA_CT_NAT_IPV6_MIN", IPV6),
        Attribute(12, "TCA_CT_NAT_IPV6_MAX", IPV6),
        Attribute(13, "TCA_CT_NAT_PORT_MIN", BE16),
        Attribute(14, "TCA_CT_NAT_PORT_MAX", BE16),
        Attribute(15, "TCA_CT_PAD", OPAQUE),
        Attribute(16, "TCA_CT_HELPER_NAME", TEXT),
        Attribute(17, "TCA_CT_HELPER_FAMILY", U8, AF),
        Attribute(18, "TCA_CT_HELPER_PROTO", U8, IPPROTO),
    ],
    strict_from=0,
)
CTINFO = AttributeSet(
    "TCA_CTINFO_",
    [
        Attribute(1, "TCA_CTINFO_PAD", OPAQUE),
        Attribute(2, "TCA_CTINFO_TM", TCF_T),
        Attribute(3, "TCA_CTINFO_ACT", action("tc_ctinfo")),
        Attribute(4, "TCA_CTINFO_ZONE", U16),
        Attribute(5, "TCA_CTINFO_PARMS_DSCP_MASK", U32, HEX),
        Attribute(6, "TCA_CTINFO_PARMS_DSCP_STATEMASK", U32, HEX),
        Attribute(7, "TCA_CTINFO_PARMS_CPMARK_MASK", U32, HEX),
        Attribute(8, "TCA_CTINFO_STATS_DSCP_SET", U64, PACKETS),
        Attribute(9, "TCA_CTINFO_STATS_DSCP_ERROR", U64, PACKETS),
        Attribute(10, "TCA_CTINFO_STATS_CPMARK_SET", U64, PACKETS),
    ],
    strict_from=0,
)
CONNMARK = AttributeSet(
    "TCA_CONNMARK_",
    [
        Attribute(1, "TCA_CONNMARK_PARMS", action("tc_connmark", [Member("zone", U16), Pad(2)])),
        Attribute(2, "TCA_CONNMARK_TM", TCF_T),
        Attribute(3, "TCA_CONNMARK_PAD", OPAQUE),
    ],
)
