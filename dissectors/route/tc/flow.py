"""The filter that spreads packets over classes: flow (linux/pkt_cls.h)."""

from __future__ import annotations

from dissectors.route.tc.ematch import EMATCH_TREE
from dissectors.route.tc.police import POLICE
from dissectors.route.tc_action import ACTIONS
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import HEX, SECONDS, U32, Attribute, AttributeSet, Enum, Flags

FLOW_KEY = Flags(
    "FLOW_KEY_",
    {
        0x1: "FLOW_KEY_SRC",
        0x2: "FLOW_KEY_DST",
        0x4: "FLOW_KEY_PROTO",
        0x8: "FLOW_KEY_PROTO_SRC",
        0x10: "FLOW_KEY_PROTO_DST",
        0x20: "FLOW_KEY_IIF",
        0x40: "FLOW_KEY_PRIORITY",
        0x80: "FLOW_KEY_MARK",
        0x100: "FLOW_KEY_NFCT",
        0x200: "FLOW_KEY_NFCT_SRC",
        0x400: "FLOW_KEY_NFCT_DST",
        0x800: "FLOW_KEY_NFCT_PROTO_SRC",
        0x1000: "FLOW_KEY_NFCT_PROTO_DST",
        0x2000: "FLOW_KEY_RTCLASSID",
        0x4000: "FLOW_KEY_SKUID",
        0x8000: "FLOW_KEY_SKGID",
        0x10000: "FLOW_KEY_VLAN_TAG",
        0x20000: "FLOW_KEY_RXHASH",
    },
)
FLOW_MODE = Enum(
    "FLOW_MODE_",
    {
        0: "FLOW_MODE_MAP",
        1: "FLOW_MODE_HASH",
    },
)
FLOW = AttributeSet(
    "TCA_FLOW_",
    [
        Attribute(1, "TCA_FLOW_KEYS", U32, FLOW_KEY),
        Attribute(2, "TCA_FLOW_MODE", U32, FLOW_MODE),
        Attribute(3, "TCA_FLOW_BASECLASS", U32, HANDLE),
        Attribute(4, "TCA_FLOW_RSHIFT", U32),
        Attribute(5, "TCA_FLOW_ADDEND", U32),
        Attribute(6, "TCA_FLOW_MASK", U32, HEX),
        Attribute(7, "TCA_FLOW_XOR", U32, HEX),
        Attribute(8, "TCA_FLOW_DIVISOR", U32),
        Attribute(9, "TCA_FLOW_ACT", ACTIONS),
        Attribute(10, "TCA_FLOW_POLICE", POLICE),
        Attribute(11, "TCA_FLOW_EMATCHES", EMATCH_TREE),
        Attribute(12, "TCA_FLOW_PERTURB", U32, SECONDS),
    ],
)
