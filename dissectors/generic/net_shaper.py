"""Shaping of transmission in hardware: of a device, its queues and groups of these (linux/net_shaper.h)."""

from __future__ import annotations

from nldissect.schema import (
    BITS_PER_SECOND,
    BYTES,
    FLAG,
    INTERFACE,
    PACKETS,
    U32,
    UINT,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Meant,
    Operation,
    Select,
    Unit,
)

NET_SHAPER_SCOPE = Enum(
    "NET_SHAPER_SCOPE_",
    {
        0: "NET_SHAPER_SCOPE_UNSPEC",
        1: "NET_SHAPER_SCOPE_NETDEV",
        2: "NET_SHAPER_SCOPE_QUEUE",
        3: "NET_SHAPER_SCOPE_NODE",
    },
)
NET_SHAPER_METRIC = Enum("NET_SHAPER_METRIC_", {0: "NET_SHAPER_METRIC_BPS", 1: "NET_SHAPER_METRIC_PPS"})

RATE = Select("NET_SHAPER_A_METRIC", {1: Meant(UINT, Unit("packets/s"))}, default=Meant(UINT, BITS_PER_SECOND))
BURST = Select("NET_SHAPER_A_METRIC", {1: Meant(UINT, PACKETS)}, default=Meant(UINT, BYTES))

NET_SHAPER_A_HANDLE = AttributeSet(
    "NET_SHAPER_A_HANDLE_",
    [
        Attribute(1, "NET_SHAPER_A_HANDLE_SCOPE", U32, NET_SHAPER_SCOPE, range=(0, 3)),
        Attribute(2, "NET_SHAPER_A_HANDLE_ID", U32, range=(0, 67108862)),
    ],
)
NET_SHAPER_A_LEAVES = AttributeSet(
    "NET_SHAPER_A_",
    [
        Attribute(1, "NET_SHAPER_A_HANDLE", NET_SHAPER_A_HANDLE),
        Attribute(6, "NET_SHAPER_A_PRIORITY", U32),
        Attribute(7, "NET_SHAPER_A_WEIGHT", U32),
    ],
)
NET_SHAPER_A = AttributeSet(
    "NET_SHAPER_A_",
    [
        Attribute(1, "NET_SHAPER_A_HANDLE", NET_SHAPER_A_HANDLE),
        Attribute(2, "NET_SHAPER_A_METRIC", U32, NET_SHAPER_METRIC, range=(0, 1)),
        Attribute(3, "NET_SHAPER_A_BW_MIN", RATE),
        Attribute(4, "NET_SHAPER_A_BW_MAX", RATE),
        Attribute(5, "NET_SHAPER_A_BURST", BURST),
        Attribute(6, "NET_SHAPER_A_PRIORITY", U32),
        Attribute(7, "NET_SHAPER_A_WEIGHT", U32),
        Attribute(8, "NET_SHAPER_A_IFINDEX", U32, INTERFACE),
        Attribute(9, "NET_SHAPER_A_PARENT", NET_SHAPER_A_HANDLE),
        Attribute(10, "NET_SHAPER_A_LEAVES", NET_SHAPER_A_LEAVES, multiple=True),
    ],
)
NET_SHAPER_A_CAPS = AttributeSet(
    "NET_SHAPER_A_CAPS_",
    [
        Attribute(1, "NET_SHAPER_A_CAPS_IFINDEX", U32, INTERFACE),
        Attribute(2, "NET_SHAPER_A_CAPS_SCOPE", U32, NET_SHAPER_SCOPE, range=(0, 3)),
        Attribute(3, "NET_SHAPER_A_CAPS_SUPPORT_METRIC_BPS", FLAG),
        Attribute(4, "NET_SHAPER_A_CAPS_SUPPORT_METRIC_PPS", FLAG),
        Attribute(5, "NET_SHAPER_A_CAPS_SUPPORT_NESTING", FLAG),
        Attribute(6, "NET_SHAPER_A_CAPS_SUPPORT_BW_MIN", FLAG),
        Attribute(7, "NET_SHAPER_A_CAPS_SUPPORT_BW_MAX", FLAG),
        Attribute(8, "NET_SHAPER_A_CAPS_SUPPORT_BURST", FLAG),
        Attribute(9, "NET_SHAPER_A_CAPS_SUPPORT_PRIORITY", FLAG),
        Attribute(10, "NET_SHAPER_A_CAPS_SUPPORT_WEIGHT", FLAG),
    ],
)

SUMMARY = (
    "[dev {NET_SHAPER_A_IFINDEX}][ {NET_SHAPER_A_HANDLE.NET_SHAPER_A_HANDLE_SCOPE}]"
    "[ {NET_SHAPER_A_HANDLE.NET_SHAPER_A_HANDLE_ID}][ min {NET_SHAPER_A_BW_MIN}][ max {NET_SHAPER_A_BW_MAX}]"
    "[ burst {NET_SHAPER_A_BURST}][ priority {NET_SHAPER_A_PRIORITY}][ weight {NET_SHAPER_A_WEIGHT}]"
)
CAPS = "[dev {NET_SHAPER_A_CAPS_IFINDEX}][ {NET_SHAPER_A_CAPS_SCOPE}]"

NET_SHAPER = GenericFamily(
    "net-shaper",
    NET_SHAPER_A,
    commands=(
        Command(1, "NET_SHAPER_CMD_GET", operation=Operation.GET, summary=SUMMARY),
        Command(2, "NET_SHAPER_CMD_SET", operation=Operation.NEW, summary=SUMMARY),
        Command(3, "NET_SHAPER_CMD_DELETE", operation=Operation.DELETE, summary=SUMMARY),
        Command(4, "NET_SHAPER_CMD_GROUP", operation=Operation.NEW, summary=SUMMARY),
        Command(5, "NET_SHAPER_CMD_CAP_GET", NET_SHAPER_A_CAPS, operation=Operation.GET, summary=CAPS),
    ),
    strict=True,
)
FAMILIES = (NET_SHAPER,)
