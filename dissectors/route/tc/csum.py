"""Actions on addresses and checksums: csum, nat (linux/tc_act/tc_csum.h, tc_nat.h)."""

from __future__ import annotations

from dissectors.route.tc.action import TCF_T, action
from nldissect.schema import IPV4, OPAQUE, U32, Attribute, AttributeSet, Flags, Member

TCA_CSUM_UPDATE_FLAG = Flags(
    "TCA_CSUM_UPDATE_FLAG_",
    {
        0x1: "TCA_CSUM_UPDATE_FLAG_IPV4HDR",
        0x2: "TCA_CSUM_UPDATE_FLAG_ICMP",
        0x4: "TCA_CSUM_UPDATE_FLAG_IGMP",
        0x8: "TCA_CSUM_UPDATE_FLAG_TCP",
        0x10: "TCA_CSUM_UPDATE_FLAG_UDP",
        0x20: "TCA_CSUM_UPDATE_FLAG_UDPLITE",
        0x40: "TCA_CSUM_UPDATE_FLAG_SCTP",
    },
)
CSUM = AttributeSet(
    "TCA_CSUM_",
    [
        Attribute(1, "TCA_CSUM_PARMS", action("tc_csum", [Member("update_flags", U32, TCA_CSUM_UPDATE_FLAG)])),
        Attribute(2, "TCA_CSUM_TM", TCF_T),
        Attribute(3, "TCA_CSUM_PAD", OPAQUE),
    ],
)
TCA_NAT_FLAG = Flags(
    "TCA_NAT_FLAG_",
    {
        0x1: "TCA_NAT_FLAG_EGRESS",
    },
)
NAT = AttributeSet(
    "TCA_NAT_",
    [
        Attribute(
            1,
            "TCA_NAT_PARMS",
            action(
                "tc_nat",
                [
                    Member("old_addr", IPV4),
                    Member("new_addr", IPV4),
                    Member("mask", IPV4),
                    Member("flags", U32, TCA_NAT_FLAG),
                ],
            ),
        ),
        Attribute(2, "TCA_NAT_TM", TCF_T),
        Attribute(3, "TCA_NAT_PAD", OPAQUE),
    ],
)
