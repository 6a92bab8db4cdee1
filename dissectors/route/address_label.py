"""Labels by which IPv6 picks source and destination addresses (linux/if_addrlabel.h, RFC 6724)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    HEX,
    INTERFACE,
    U8,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Member,
    Pad,
    Question,
    Struct,
    rtnetlink,
)

IFADDRLBLMSG = Struct(
    "ifaddrlblmsg",
    [
        Member("ifal_family", U8, AF),
        Pad(1, "__ifal_reserved"),
        Member("ifal_prefixlen", U8),
        Member("ifal_flags", U8, HEX),
        Member("ifal_index", U32, INTERFACE),
        Member("ifal_seq", U32),
    ],
)
IFAL = AttributeSet(
    "IFAL_",
    [
        Attribute(1, "IFAL_ADDRESS", Address("ifal_family", prefix="ifal_prefixlen")),
        Attribute(2, "IFAL_LABEL", U32),
    ],
)

MESSAGES = rtnetlink(
    "ADDRLABEL",
    IFADDRLBLMSG,
    IFAL,
    new=72,
    delete=73,
    get=74,
    single=Question({"ifal_flags": 0, "ifal_seq": 0}, ("IFAL_ADDRESS",)),
    dump=Question({"ifal_prefixlen": 0, "ifal_flags": 0, "ifal_index": 0, "ifal_seq": 0}, ()),
    summary="[prefix {IFAL_ADDRESS}][ dev {ifal_index}][ label {IFAL_LABEL}]",
)
