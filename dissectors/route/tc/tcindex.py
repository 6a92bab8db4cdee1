"""Filters that went with Linux 6.3: tcindex, rsvp, rsvp6 (linux/pkt_cls.h until 6.2)."""

from __future__ import annotations

from dissectors.constants import IPPROTO
from dissectors.route.tc.police import POLICE
from dissectors.route.tc_action import ACTIONS
from dissectors.route.tc_handle import HANDLE
from nldissect.schema import (
    BE32,
    BOOL,
    BYTES,
    HEX,
    S32,
    U8,
    U16,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Member,
    Pad,
    Struct,
)

TCINDEX = AttributeSet(
    "TCA_TCINDEX_",
    [
        Attribute(1, "TCA_TCINDEX_HASH", U32),
        Attribute(2, "TCA_TCINDEX_MASK", U16, HEX),
        Attribute(3, "TCA_TCINDEX_SHIFT", U32),
        Attribute(4, "TCA_TCINDEX_FALL_THROUGH", U32, BOOL),
        Attribute(5, "TCA_TCINDEX_CLASSID", U32, HANDLE),
        Attribute(6, "TCA_TCINDEX_POLICE", POLICE),
        Attribute(7, "TCA_TCINDEX_ACT", ACTIONS),
    ],
)
TC_RSVP_GPI = Struct(
    "tc_rsvp_gpi",
    [
        # bytes as they stand in the packet
        Member("key", BE32, HEX),
        Member("mask", BE32, HEX),
        Member("offset", S32, BYTES),
    ],
)
TC_RSVP_PINFO = Struct(
    "tc_rsvp_pinfo",
    [
        Member("dpi", TC_RSVP_GPI),
        Member("spi", TC_RSVP_GPI),
        Member("protocol", U8, IPPROTO),
        Member("tunnelid", U8),
        Member("tunnelhdr", U8),
        Pad(1),
    ],
)
RSVP = AttributeSet(
    "TCA_RSVP_",
    [
        Attribute(1, "TCA_RSVP_CLASSID", U32, HANDLE),
        Attribute(2, "TCA_RSVP_DST", Address()),
        Attribute(3, "TCA_RSVP_SRC", Address()),
        Attribute(4, "TCA_RSVP_PINFO", TC_RSVP_PINFO),
        Attribute(5, "TCA_RSVP_POLICE", POLICE),
        Attribute(6, "TCA_RSVP_ACT", ACTIONS),
    ],
)
