"""The action that sends along what goes with a packet: ife (linux/tc_act/tc_ife.h, linux/ife.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from dissectors.route.tc.action import TCF_T, action
from nldissect.schema import FLAG, MAC, OPAQUE, U16, U32, Attribute, AttributeSet, Enum, Member, Pad, Payload, Select


def _length(data: memoryview, order: str) -> int:
    return len(data)


_META = Select(Payload(_length), {0: FLAG, 2: U16, 4: U32})
"""without a payload the packet's own value is carried, with one this"""
METALST = AttributeSet(
    "IFE_META_",
    [
        Attribute(1, "IFE_META_SKBMARK", _META),
        Attribute(2, "IFE_META_HASHID", _META),
        Attribute(3, "IFE_META_PRIO", _META),
        Attribute(4, "IFE_META_QMAP", _META),
        Attribute(5, "IFE_META_TCINDEX", _META),
    ],
)
IFE = Enum(
    "IFE_",
    {
        0: "IFE_DECODE",
        1: "IFE_ENCODE",
    },
)
IFE_ACTION = AttributeSet(
    "TCA_IFE_",
    [
        Attribute(1, "TCA_IFE_PARMS", action("tc_ife", [Member("flags", U16, IFE), Pad(2)])),
        Attribute(2, "TCA_IFE_TM", TCF_T),
        Attribute(3, "TCA_IFE_DMAC", MAC),
        Attribute(4, "TCA_IFE_SMAC", MAC),
        Attribute(5, "TCA_IFE_TYPE", U16, ETH_P),
        Attribute(6, "TCA_IFE_METALST", METALST),
        Attribute(7, "TCA_IFE_PAD", OPAQUE),
    ],
)
