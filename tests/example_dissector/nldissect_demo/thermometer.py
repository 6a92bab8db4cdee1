"""The generic netlink family of a made-up thermometer (nldissect_demo.h, which does not exist)."""

from __future__ import annotations

from nldissect.schema import (
    S32,
    TEXT,
    U8,
    U32,
    Address,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Indexed,
    Member,
    Operation,
    Struct,
    Unit,
)

DEMO_STATE = Enum(
    "DEMO_STATE_",
    {
        0: "DEMO_STATE_OFF",
        1: "DEMO_STATE_MEASURING",
        2: "DEMO_STATE_BROKEN",
    },
)
DEMO_FLAG = Flags(
    "DEMO_FLAG_",
    {
        0x1: "DEMO_FLAG_INDOOR",
        0x2: "DEMO_FLAG_ALARM",
    },
)
MILLIDEGREES = Unit("m°C")

DEMO_READING = Struct(
    "demo_reading",
    [
        Member("value", S32, MILLIDEGREES),
        Member("age", U32, Unit("s")),
    ],
)

DEMO_LIMIT_ATTR = AttributeSet(
    "DEMO_LIMIT_ATTR_",
    [
        Attribute(1, "DEMO_LIMIT_ATTR_LOW", S32, MILLIDEGREES),
        Attribute(2, "DEMO_LIMIT_ATTR_HIGH", S32, MILLIDEGREES),
    ],
)
DEMO_ATTR = AttributeSet(
    "DEMO_ATTR_",
    [
        Attribute(1, "DEMO_ATTR_NAME", TEXT),
        Attribute(2, "DEMO_ATTR_STATE", U8, DEMO_STATE),
        Attribute(3, "DEMO_ATTR_FLAGS", U32, DEMO_FLAG),
        Attribute(4, "DEMO_ATTR_READINGS", Indexed(DEMO_READING)),
        Attribute(5, "DEMO_ATTR_LIMITS", DEMO_LIMIT_ATTR),
        Attribute(6, "DEMO_ATTR_SERVER", Address()),
    ],
)

FAMILIES = (
    GenericFamily(
        "nldissect_demo",
        DEMO_ATTR,
        commands=(
            Command(1, "DEMO_CMD_GET", operation=Operation.GET, summary="{DEMO_ATTR_NAME}[ {DEMO_ATTR_STATE}]"),
            Command(
                2,
                "DEMO_CMD_SET",
                operation=Operation.NEW,
                summary="{DEMO_ATTR_NAME}[ above {DEMO_ATTR_LIMITS.DEMO_LIMIT_ATTR_LOW}][ server {DEMO_ATTR_SERVER}]",
            ),
        ),
    ),
)
