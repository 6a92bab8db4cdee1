"""Segment routing over IPv6: HMAC keys, the tunnels' source (linux/seg6_genl.h, linux/seg6_hmac.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    IPV6,
    OPAQUE,
    S32,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Lazy,
    Operation,
)

# linux/seg6_hmac.h
SEG6_HMAC_ALGO = Enum("SEG6_HMAC_ALGO_", {1: "SEG6_HMAC_ALGO_SHA1", 2: "SEG6_HMAC_ALGO_SHA256"})

SEG6_ATTR = AttributeSet(
    "SEG6_ATTR_",
    [
        Attribute(1, "SEG6_ATTR_DST", IPV6),
        Attribute(2, "SEG6_ATTR_DSTLEN", S32),
        Attribute(3, "SEG6_ATTR_HMACKEYID", U32),
        Attribute(4, "SEG6_ATTR_SECRET", OPAQUE, secret=True),
        Attribute(5, "SEG6_ATTR_SECRETLEN", U8, BYTES),
        Attribute(6, "SEG6_ATTR_ALGID", U8, SEG6_HMAC_ALGO),
        Attribute(7, "SEG6_ATTR_HMACINFO", Lazy("dissectors.generic.seg6:SEG6_ATTR")),
    ],
)

COMMANDS = (
    Command(1, "SEG6_CMD_SETHMAC", operation=Operation.NEW, summary="[key {SEG6_ATTR_HMACKEYID}][ {SEG6_ATTR_ALGID}]"),
    Command(2, "SEG6_CMD_DUMPHMAC", operation=Operation.GET, summary="[key {SEG6_ATTR_HMACKEYID}][ {SEG6_ATTR_ALGID}]"),
    Command(3, "SEG6_CMD_SET_TUNSRC", operation=Operation.NEW, summary="[{SEG6_ATTR_DST}]"),
    Command(4, "SEG6_CMD_GET_TUNSRC", operation=Operation.GET, summary="[{SEG6_ATTR_DST}]"),
)

SEG6 = GenericFamily("SEG6", SEG6_ATTR, commands=COMMANDS)
FAMILIES = (SEG6,)
