"""The drop monitor: where the kernel, or a switch, threw packets away (linux/net_dropmon.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from dissectors.packets import device_packet
from dissectors.time_types import MOMENT
from nldissect.schema import (
    BYTES,
    FLAG,
    HEX,
    INTERFACE,
    OPAQUE,
    PACKETS,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Member,
    Names,
    Node,
    Operation,
    Sequence,
    Struct,
    render,
)

NET_DM_ALERT_MODE = Enum("NET_DM_ALERT_MODE_", {0: "NET_DM_ALERT_MODE_SUMMARY", 1: "NET_DM_ALERT_MODE_PACKET"})

NET_DM_ORIGIN = Enum("NET_DM_ORIGIN_", {0: "NET_DM_ORIGIN_SW", 1: "NET_DM_ORIGIN_HW"})

NET_DM_DROP_POINT = Struct(
    "net_dm_drop_point", [Member("pc", U64, HEX), Member("count", U32, PACKETS)], text="{count} at {pc}"
)
NET_DM_ALERT_MSG = Struct(
    "net_dm_alert_msg", [Member("entries", U32), Member("points", Sequence(NET_DM_DROP_POINT))], text="{entries} places"
)

NET_DM_ATTR_PORT = AttributeSet(
    "NET_DM_ATTR_PORT_",
    [
        Attribute(0, "NET_DM_ATTR_PORT_NETDEV_IFINDEX", U32, INTERFACE),
        Attribute(1, "NET_DM_ATTR_PORT_NETDEV_NAME", TEXT),
    ],
)

NET_DM_ATTR_STATS = AttributeSet(
    "NET_DM_ATTR_STATS_",
    [
        Attribute(0, "NET_DM_ATTR_STATS_DROPPED", U64, PACKETS),
    ],
)

NET_DM_ATTR_HW = AttributeSet(
    "NET_DM_ATTR_HW_",
    [
        Attribute(16, "NET_DM_ATTR_HW_TRAP_NAME", TEXT),
        Attribute(19, "NET_DM_ATTR_HW_TRAP_COUNT", U32, PACKETS),
    ],
)

NET_DM_ATTR_HW_ENTRIES = AttributeSet(
    "NET_DM_ATTR_HW_", [Attribute(18, "NET_DM_ATTR_HW_ENTRY", NET_DM_ATTR_HW, multiple=True)]
)

NET_DM_ATTR = AttributeSet(
    "NET_DM_ATTR_",
    [
        Attribute(1, "NET_DM_ATTR_ALERT_MODE", U8, NET_DM_ALERT_MODE),
        Attribute(2, "NET_DM_ATTR_PC", U64, HEX),
        Attribute(3, "NET_DM_ATTR_SYMBOL", TEXT),
        Attribute(4, "NET_DM_ATTR_IN_PORT", NET_DM_ATTR_PORT),
        Attribute(5, "NET_DM_ATTR_TIMESTAMP", U64, MOMENT),
        Attribute(6, "NET_DM_ATTR_PROTO", U16, ETH_P),
        Attribute(7, "NET_DM_ATTR_PAYLOAD", device_packet("NET_DM_ATTR_PROTO")),
        Attribute(8, "NET_DM_ATTR_PAD", OPAQUE),
        Attribute(9, "NET_DM_ATTR_TRUNC_LEN", U32, BYTES),
        Attribute(10, "NET_DM_ATTR_ORIG_LEN", U32, BYTES),
        Attribute(11, "NET_DM_ATTR_QUEUE_LEN", U32, PACKETS),
        Attribute(12, "NET_DM_ATTR_STATS", NET_DM_ATTR_STATS),
        Attribute(13, "NET_DM_ATTR_HW_STATS", NET_DM_ATTR_STATS),
        Attribute(14, "NET_DM_ATTR_ORIGIN", U16, NET_DM_ORIGIN),
        Attribute(15, "NET_DM_ATTR_HW_TRAP_GROUP_NAME", TEXT),
        Attribute(16, "NET_DM_ATTR_HW_TRAP_NAME", TEXT),
        Attribute(17, "NET_DM_ATTR_HW_ENTRIES", NET_DM_ATTR_HW_ENTRIES),
        Attribute(18, "NET_DM_ATTR_HW_ENTRY", NET_DM_ATTR_HW, multiple=True),
        Attribute(19, "NET_DM_ATTR_HW_TRAP_COUNT", U32, PACKETS),
        Attribute(20, "NET_DM_ATTR_SW_DROPS", FLAG),
        Attribute(21, "NET_DM_ATTR_HW_DROPS", FLAG),
        Attribute(22, "NET_DM_ATTR_FLOW_ACTION_COOKIE", OPAQUE),
        Attribute(23, "NET_DM_ATTR_REASON", TEXT),
    ],
)

# The kernel sends the struct under the number 0, which has no name of its own.
NET_DM_ALERT = AttributeSet(
    "NET_DM_ATTR_",
    [Attribute(0, "NET_DM_ATTR_UNSPEC", NET_DM_ALERT_MSG), *NET_DM_ATTR.attributes],
)

PACKET_ALERT = (
    "[{NET_DM_ATTR_ORIGIN}][ {NET_DM_ATTR_REASON}][ {NET_DM_ATTR_HW_TRAP_NAME}][ at {NET_DM_ATTR_SYMBOL}]"
    "[ dev {NET_DM_ATTR_IN_PORT.NET_DM_ATTR_PORT_NETDEV_IFINDEX}][ {NET_DM_ATTR_PROTO}][ {NET_DM_ATTR_ORIG_LEN} bytes]"
)
CONFIG = "[{NET_DM_ATTR_ALERT_MODE}][ truncation {NET_DM_ATTR_TRUNC_LEN}][ queue {NET_DM_ATTR_QUEUE_LEN}]"
STATS = (
    "[dropped {NET_DM_ATTR_STATS.NET_DM_ATTR_STATS_DROPPED}]"
    "[ hardware {NET_DM_ATTR_HW_STATS.NET_DM_ATTR_STATS_DROPPED}]"
)


def alert(tree: Node, names: Names) -> str:
    """`2 places, 5 packets`; of hardware, the traps and how often."""
    told = tree.get("NET_DM_ATTR_UNSPEC")
    points = None if told is None else told.get("points")
    if points is not None:
        counts = [point.get("count") for point in points.children]
        total = sum(count.value for count in counts if count is not None and isinstance(count.value, int))
        return f"{len(counts)} places, {total} packets"
    entries = tree.get("NET_DM_ATTR_HW_ENTRIES")
    template = "[{NET_DM_ATTR_HW_TRAP_NAME}][ {NET_DM_ATTR_HW_TRAP_COUNT}]"
    return ", ".join(render(template, entry, names) for entry in (entries.children if entries is not None else ()))


COMMANDS = (
    Command(1, "NET_DM_CMD_ALERT", attributes=NET_DM_ALERT, summary=alert),
    Command(2, "NET_DM_CMD_CONFIG", operation=Operation.NEW, summary=CONFIG),
    Command(3, "NET_DM_CMD_START"),
    Command(4, "NET_DM_CMD_STOP"),
    Command(5, "NET_DM_CMD_PACKET_ALERT", summary=PACKET_ALERT),
    Command(6, "NET_DM_CMD_CONFIG_GET", operation=Operation.GET, summary=CONFIG),
    Command(7, "NET_DM_CMD_CONFIG_NEW", operation=Operation.NEW, summary=CONFIG),
    Command(8, "NET_DM_CMD_STATS_GET", operation=Operation.GET, summary=STATS),
    Command(9, "NET_DM_CMD_STATS_NEW", operation=Operation.NEW, summary=STATS),
)

NET_DM = GenericFamily("NET_DM", NET_DM_ATTR, commands=COMMANDS, version=2, groups=("events",))
FAMILIES = (NET_DM,)
