"""The filter that compares words of a packet: u32 (linux/pkt_cls.h)."""

from __future__ import annotations

from dissectors.route.tc.classifier import TCA_CLS_FLAGS
from dissectors.route.tc.police import POLICE
from dissectors.route.tc_action import ACTIONS
from dissectors.route.tc_handle import HANDLE, u32_handle
from nldissect.schema import (
    BE16,
    BE32,
    BYTES,
    HEX,
    IFNAME,
    OPAQUE,
    PACKETS,
    S16,
    S32,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
    Member,
    Names,
    Pad,
    Sequence,
    Struct,
)


class _U32Handle:
    """The handle of a hash table or of a filter in it."""

    def text(self, value: int, names: Names) -> str:
        """800::800"""
        return u32_handle(value)

    short = text


U32_HANDLE = _U32Handle()
TC_U32_KEY = Struct(
    "tc_u32_key",
    [
        Member("mask", BE32, HEX),
        Member("val", BE32, HEX),
        Member("off", S32, BYTES),
        Member("offmask", S32),  # -1: the offset counts from the next header
    ],
    text="match {val}/{mask} at {off}",
)
TC_U32 = Flags(
    "TC_U32_",
    {
        0x1: "TC_U32_TERMINAL",
        0x2: "TC_U32_OFFSET",
        0x4: "TC_U32_VAROFFSET",
        0x8: "TC_U32_EAT",
    },
)
TC_U32_SEL = Struct(
    "tc_u32_sel",
    [
        Member("flags", U8, TC_U32),
        Member("offshift", U8),
        Member("nkeys", U8),
        Pad(1),
        Member("offmask", BE16, HEX),
        Member("off", U16, BYTES),
        Member("offoff", S16, BYTES),
        Member("hoff", S16, BYTES),
        Member("hmask", BE32, HEX),
        Member("keys", Sequence(TC_U32_KEY)),
    ],
)
TC_U32_MARK = Struct(
    "tc_u32_mark",
    [
        Member("val", U32, HEX),
        Member("mask", U32, HEX),
        Member("success", U32, PACKETS),
    ],
)
TC_U32_PCNT = Struct(
    "tc_u32_pcnt",
    [
        Member("rcnt", U64, PACKETS),
        Member("rhit", U64, PACKETS),
        Member("kcnts", Sequence(U64)),
    ],
)
"""how many packets were looked at, how many matched, and how many matched each key"""
FILTER = AttributeSet(
    "TCA_U32_",
    [
        Attribute(1, "TCA_U32_CLASSID", U32, HANDLE),
        Attribute(2, "TCA_U32_HASH", U32, U32_HANDLE),
        Attribute(3, "TCA_U32_LINK", U32, U32_HANDLE),
        Attribute(4, "TCA_U32_DIVISOR", U32),
        Attribute(5, "TCA_U32_SEL", TC_U32_SEL),
        Attribute(6, "TCA_U32_POLICE", POLICE),
        Attribute(7, "TCA_U32_ACT", ACTIONS),
        Attribute(8, "TCA_U32_INDEV", IFNAME),
        Attribute(9, "TCA_U32_PCNT", TC_U32_PCNT),
        Attribute(10, "TCA_U32_MARK", TC_U32_MARK),
        Attribute(11, "TCA_U32_FLAGS", U32, TCA_CLS_FLAGS),
        Attribute(12, "TCA_U32_PAD", OPAQUE),
    ],
)
