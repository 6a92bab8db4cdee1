"""How netlink itself describes what it accepts: in extended acks and in nlctrl's policy dumps (linux/netlink.h)."""

from __future__ import annotations

from typing import Final

from nldissect.schema.meaning import HEX, Enum
from nldissect.schema.shapes import OPAQUE, S64, U32, U64
from nldissect.schema.structure import Attribute, AttributeSet

NL_ATTR_TYPE: Final = Enum(
    "NL_ATTR_TYPE_",
    {
        0: "NL_ATTR_TYPE_INVALID",
        1: "NL_ATTR_TYPE_FLAG",
        2: "NL_ATTR_TYPE_U8",
        3: "NL_ATTR_TYPE_U16",
        4: "NL_ATTR_TYPE_U32",
        5: "NL_ATTR_TYPE_U64",
        6: "NL_ATTR_TYPE_S8",
        7: "NL_ATTR_TYPE_S16",
        8: "NL_ATTR_TYPE_S32",
        9: "NL_ATTR_TYPE_S64",
        10: "NL_ATTR_TYPE_BINARY",
        11: "NL_ATTR_TYPE_STRING",
        12: "NL_ATTR_TYPE_NUL_STRING",
        13: "NL_ATTR_TYPE_NESTED",
        14: "NL_ATTR_TYPE_NESTED_ARRAY",
        15: "NL_ATTR_TYPE_BITFIELD32",
        16: "NL_ATTR_TYPE_SINT",
        17: "NL_ATTR_TYPE_UINT",
    },
)

NL_POLICY_TYPE_ATTR: Final = AttributeSet(
    "NL_POLICY_TYPE_ATTR_",
    [
        Attribute(1, "NL_POLICY_TYPE_ATTR_TYPE", U32, NL_ATTR_TYPE),
        Attribute(2, "NL_POLICY_TYPE_ATTR_MIN_VALUE_S", S64),
        Attribute(3, "NL_POLICY_TYPE_ATTR_MAX_VALUE_S", S64),
        Attribute(4, "NL_POLICY_TYPE_ATTR_MIN_VALUE_U", U64),
        Attribute(5, "NL_POLICY_TYPE_ATTR_MAX_VALUE_U", U64),
        Attribute(6, "NL_POLICY_TYPE_ATTR_MIN_LENGTH", U32),
        Attribute(7, "NL_POLICY_TYPE_ATTR_MAX_LENGTH", U32),
        Attribute(8, "NL_POLICY_TYPE_ATTR_POLICY_IDX", U32),
        Attribute(9, "NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE", U32),
        Attribute(10, "NL_POLICY_TYPE_ATTR_BITFIELD32_MASK", U32, HEX),
        Attribute(11, "NL_POLICY_TYPE_ATTR_PAD", OPAQUE),
        Attribute(12, "NL_POLICY_TYPE_ATTR_MASK", U64, HEX),
    ],
)
"""one attribute's policy: in extended acks and in nlctrl's policy dumps"""
