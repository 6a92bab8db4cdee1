"""The action that writes into packets: pedit (linux/tc_act/tc_pedit.h)."""

from __future__ import annotations

from dissectors.route.tc.action import TCF_T, action
from nldissect.schema import (
    BE32,
    BYTES,
    HEX,
    OPAQUE,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Member,
    Pad,
    Sequence,
    Struct,
)

TC_PEDIT_KEY = Struct(
    "tc_pedit_key",
    [
        # bytes as they stand in the packet
        Member("mask", BE32, HEX),
        Member("val", BE32, HEX),
        Member("off", U32, BYTES),
        Member("at", U32, BYTES),
        Member("offmask", U32, HEX),
        Member("shift", U32),
    ],
    text="at {off}: {val} keeping {mask}",
)
PARMS = action(
    "tc_pedit_sel",
    [
        Member("nkeys", U8),
        Member("flags", U8, HEX),
        Pad(2),
        Member("keys", Sequence(TC_PEDIT_KEY)),
    ],
)
PEDIT_HEADER = Enum(
    "TCA_PEDIT_KEY_EX_HDR_TYPE_",
    {
        0: "TCA_PEDIT_KEY_EX_HDR_TYPE_NETWORK",
        1: "TCA_PEDIT_KEY_EX_HDR_TYPE_ETH",
        2: "TCA_PEDIT_KEY_EX_HDR_TYPE_IP4",
        3: "TCA_PEDIT_KEY_EX_HDR_TYPE_IP6",
        4: "TCA_PEDIT_KEY_EX_HDR_TYPE_TCP",
        5: "TCA_PEDIT_KEY_EX_HDR_TYPE_UDP",
    },
)
PEDIT_CMD = Enum(
    "TCA_PEDIT_KEY_EX_CMD_",
    {
        0: "TCA_PEDIT_KEY_EX_CMD_SET",
        1: "TCA_PEDIT_KEY_EX_CMD_ADD",
    },
)
KEY_EX = AttributeSet(
    "TCA_PEDIT_KEY_EX_",
    [
        Attribute(1, "TCA_PEDIT_KEY_EX_HTYPE", U16, PEDIT_HEADER),
        Attribute(2, "TCA_PEDIT_KEY_EX_CMD", U16, PEDIT_CMD),
    ],
)
_KEY_EX = Attribute(6, "TCA_PEDIT_KEY_EX", KEY_EX, multiple=True)
PEDIT = AttributeSet(
    "TCA_PEDIT_",
    [
        Attribute(1, "TCA_PEDIT_TM", TCF_T),
        Attribute(2, "TCA_PEDIT_PARMS", PARMS),
        Attribute(3, "TCA_PEDIT_PAD", OPAQUE),
        Attribute(4, "TCA_PEDIT_PARMS_EX", PARMS),
        # what each of the keys counts from, and whether it sets or adds
        Attribute(5, "TCA_PEDIT_KEYS_EX", AttributeSet("TCA_PEDIT_", [_KEY_EX])),
        _KEY_EX,
    ],
)
