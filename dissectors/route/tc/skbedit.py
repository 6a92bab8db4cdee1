"""Actions that change what goes with a packet, and its link header: skbedit, skbmod (linux/tc_act/)."""

from __future__ import annotations

from dissectors.constants import ETH_P, PACKET_TYPE
from dissectors.route.tc.action import TCF_T, action
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import HEX, MAC, OPAQUE, U16, U32, U64, Attribute, AttributeSet, Flags, Member, Pad

SKBEDIT_F = Flags(
    "SKBEDIT_F_",
    {
        0x1: "SKBEDIT_F_PRIORITY",
        0x2: "SKBEDIT_F_QUEUE_MAPPING",
        0x4: "SKBEDIT_F_MARK",
        0x8: "SKBEDIT_F_PTYPE",
        0x10: "SKBEDIT_F_MASK",
        0x20: "SKBEDIT_F_INHERITDSFIELD",
        0x40: "SKBEDIT_F_TXQ_SKBHASH",
    },
)
SKBEDIT = AttributeSet(
    "TCA_SKBEDIT_",
    [
        Attribute(1, "TCA_SKBEDIT_TM", TCF_T),
        Attribute(2, "TCA_SKBEDIT_PARMS", action("tc_skbedit")),
        Attribute(3, "TCA_SKBEDIT_PRIORITY", U32, HANDLE),
        Attribute(4, "TCA_SKBEDIT_QUEUE_MAPPING", U16),
        Attribute(5, "TCA_SKBEDIT_MARK", U32, HEX),
        Attribute(6, "TCA_SKBEDIT_PAD", OPAQUE),
        Attribute(7, "TCA_SKBEDIT_PTYPE", U16, PACKET_TYPE),
        Attribute(8, "TCA_SKBEDIT_MASK", U32, HEX),
        Attribute(9, "TCA_SKBEDIT_FLAGS", U64, SKBEDIT_F),
        Attribute(10, "TCA_SKBEDIT_QUEUE_MAPPING_MAX", U16),
    ],
)
SKBMOD_F = Flags(
    "SKBMOD_F_",
    {
        0x1: "SKBMOD_F_DMAC",
        0x2: "SKBMOD_F_SMAC",
        0x4: "SKBMOD_F_ETYPE",
        0x8: "SKBMOD_F_SWAPMAC",
        0x10: "SKBMOD_F_ECN",
    },
)
SKBMOD = AttributeSet(
    "TCA_SKBMOD_",
    [
        Attribute(1, "TCA_SKBMOD_TM", TCF_T),
        Attribute(2, "TCA_SKBMOD_PARMS", action("tc_skbmod", [Pad(4), Member("flags", U64, SKBMOD_F)])),
        Attribute(3, "TCA_SKBMOD_DMAC", MAC),
        Attribute(4, "TCA_SKBMOD_SMAC", MAC),
        Attribute(5, "TCA_SKBMOD_ETYPE", U16, ETH_P),
        Attribute(6, "TCA_SKBMOD_PAD", OPAQUE),
    ],
)
