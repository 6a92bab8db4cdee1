"""Actions that push and pop headers: vlan, mpls (linux/tc_act/tc_vlan.h, tc_mpls.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from dissectors.route.tc.action import TCF_T, action
from nldissect.schema import BE16, MAC, OPAQUE, S32, U8, U16, U32, Attribute, AttributeSet, Enum, Member

TCA_VLAN_ACT = Enum(
    "TCA_VLAN_ACT_",
    {
        1: "TCA_VLAN_ACT_POP",
        2: "TCA_VLAN_ACT_PUSH",
        3: "TCA_VLAN_ACT_MODIFY",
        4: "TCA_VLAN_ACT_POP_ETH",
        5: "TCA_VLAN_ACT_PUSH_ETH",
    },
)
VLAN = AttributeSet(
    "TCA_VLAN_",
    [
        Attribute(1, "TCA_VLAN_TM", TCF_T),
        Attribute(2, "TCA_VLAN_PARMS", action("tc_vlan", [Member("v_action", S32, TCA_VLAN_ACT)])),
        Attribute(3, "TCA_VLAN_PUSH_VLAN_ID", U16),
        Attribute(4, "TCA_VLAN_PUSH_VLAN_PROTOCOL", BE16, ETH_P),
        Attribute(5, "TCA_VLAN_PAD", OPAQUE),
        Attribute(6, "TCA_VLAN_PUSH_VLAN_PRIORITY", U8),
        Attribute(7, "TCA_VLAN_PUSH_ETH_DST", MAC),
        Attribute(8, "TCA_VLAN_PUSH_ETH_SRC", MAC),
    ],
)
TCA_MPLS_ACT = Enum(
    "TCA_MPLS_ACT_",
    {
        1: "TCA_MPLS_ACT_POP",
        2: "TCA_MPLS_ACT_PUSH",
        3: "TCA_MPLS_ACT_MODIFY",
        4: "TCA_MPLS_ACT_DEC_TTL",
        5: "TCA_MPLS_ACT_MAC_PUSH",
    },
)
MPLS = AttributeSet(
    "TCA_MPLS_",
    [
        Attribute(1, "TCA_MPLS_TM", TCF_T),
        Attribute(2, "TCA_MPLS_PARMS", action("tc_mpls", [Member("m_action", S32, TCA_MPLS_ACT)])),
        Attribute(3, "TCA_MPLS_PAD", OPAQUE),
        Attribute(4, "TCA_MPLS_PROTO", BE16, ETH_P),
        Attribute(5, "TCA_MPLS_LABEL", U32, range=(0, 0xFFFFF)),
        Attribute(6, "TCA_MPLS_TC", U8, range=(0, 7)),
        Attribute(7, "TCA_MPLS_TTL", U8, range=(1, 255)),
        Attribute(8, "TCA_MPLS_BOS", U8, range=(0, 1)),
    ],
    strict_from=0,
)
