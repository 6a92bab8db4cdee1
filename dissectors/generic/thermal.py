"""Thermal zones, their trip points, cooling devices; events and samples (linux/thermal.h)."""

from __future__ import annotations

from nldissect.schema import (
    S32,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Header,
    Lazy,
    Names,
    Node,
    Operation,
    Text,
    Unit,
    sent_unasked,
)

MILLI_CELSIUS = Unit("m°C")

THERMAL_DEVICE = Enum("THERMAL_DEVICE_", {0: "THERMAL_DEVICE_DISABLED", 1: "THERMAL_DEVICE_ENABLED"})

THERMAL_TRIP = Enum(
    "THERMAL_TRIP_",
    {
        0: "THERMAL_TRIP_ACTIVE",
        1: "THERMAL_TRIP_PASSIVE",
        2: "THERMAL_TRIP_HOT",
        3: "THERMAL_TRIP_CRITICAL",
    },
)

THERMAL_THRESHOLD_WAY = Flags(
    "THERMAL_THRESHOLD_WAY_", {0x1: "THERMAL_THRESHOLD_WAY_UP", 0x2: "THERMAL_THRESHOLD_WAY_DOWN"}
)

# A nest holds its list flat: an id, what belongs to it, then the next id.
THERMAL_GENL_ATTR_LIST = Lazy("dissectors.generic.thermal:THERMAL_GENL_ATTR")
NAME = Text(longest=20)

THERMAL_GENL_ATTR = AttributeSet(
    "THERMAL_GENL_ATTR_",
    [
        Attribute(1, "THERMAL_GENL_ATTR_TZ", THERMAL_GENL_ATTR_LIST),
        Attribute(2, "THERMAL_GENL_ATTR_TZ_ID", U32, multiple=True),
        Attribute(3, "THERMAL_GENL_ATTR_TZ_TEMP", S32, MILLI_CELSIUS),
        Attribute(4, "THERMAL_GENL_ATTR_TZ_TRIP", THERMAL_GENL_ATTR_LIST),
        Attribute(5, "THERMAL_GENL_ATTR_TZ_TRIP_ID", U32, multiple=True),
        Attribute(6, "THERMAL_GENL_ATTR_TZ_TRIP_TYPE", U32, THERMAL_TRIP, multiple=True),
        Attribute(7, "THERMAL_GENL_ATTR_TZ_TRIP_TEMP", S32, MILLI_CELSIUS, multiple=True),
        Attribute(8, "THERMAL_GENL_ATTR_TZ_TRIP_HYST", S32, MILLI_CELSIUS, multiple=True),
        Attribute(9, "THERMAL_GENL_ATTR_TZ_MODE", U32, THERMAL_DEVICE),
        Attribute(10, "THERMAL_GENL_ATTR_TZ_NAME", NAME, multiple=True),
        Attribute(11, "THERMAL_GENL_ATTR_TZ_CDEV_WEIGHT", U32),
        Attribute(12, "THERMAL_GENL_ATTR_TZ_GOV", THERMAL_GENL_ATTR_LIST),
        Attribute(13, "THERMAL_GENL_ATTR_TZ_GOV_NAME", NAME),
        Attribute(14, "THERMAL_GENL_ATTR_CDEV", THERMAL_GENL_ATTR_LIST),
        Attribute(15, "THERMAL_GENL_ATTR_CDEV_ID", U32, multiple=True),
        Attribute(16, "THERMAL_GENL_ATTR_CDEV_CUR_STATE", U32),
        Attribute(17, "THERMAL_GENL_ATTR_CDEV_MAX_STATE", U32),
        Attribute(18, "THERMAL_GENL_ATTR_CDEV_NAME", NAME, multiple=True),
        Attribute(19, "THERMAL_GENL_ATTR_GOV_NAME", NAME),
        Attribute(20, "THERMAL_GENL_ATTR_CPU_CAPABILITY", THERMAL_GENL_ATTR_LIST),
        Attribute(21, "THERMAL_GENL_ATTR_CPU_CAPABILITY_ID", U32, multiple=True),
        Attribute(22, "THERMAL_GENL_ATTR_CPU_CAPABILITY_PERFORMANCE", U32, multiple=True),
        Attribute(23, "THERMAL_GENL_ATTR_CPU_CAPABILITY_EFFICIENCY", U32, multiple=True),
        Attribute(24, "THERMAL_GENL_ATTR_THRESHOLD", THERMAL_GENL_ATTR_LIST),
        Attribute(25, "THERMAL_GENL_ATTR_THRESHOLD_TEMP", S32, MILLI_CELSIUS, multiple=True),
        Attribute(26, "THERMAL_GENL_ATTR_THRESHOLD_DIRECTION", U32, THERMAL_THRESHOLD_WAY, multiple=True),
        Attribute(27, "THERMAL_GENL_ATTR_TZ_PREV_TEMP", S32, MILLI_CELSIUS),
    ],
)

ZONE = (
    "[zone {THERMAL_GENL_ATTR_TZ_ID}][ {THERMAL_GENL_ATTR_TZ_NAME}][ {THERMAL_GENL_ATTR_TZ_TEMP} m°C]"
    "[ governor {THERMAL_GENL_ATTR_TZ_GOV_NAME}][ governor {THERMAL_GENL_ATTR_GOV_NAME}][ {THERMAL_GENL_ATTR_TZ_MODE}]"
)
TRIP = (
    "[zone {THERMAL_GENL_ATTR_TZ_ID}][ trip {THERMAL_GENL_ATTR_TZ_TRIP_ID}][ {THERMAL_GENL_ATTR_TZ_TRIP_TYPE}]"
    "[ {THERMAL_GENL_ATTR_TZ_TRIP_TEMP} m°C]"
)
COOLING = (
    "[cooling {THERMAL_GENL_ATTR_CDEV_ID}][ {THERMAL_GENL_ATTR_CDEV_NAME}][ state {THERMAL_GENL_ATTR_CDEV_CUR_STATE}]"
    "[ of {THERMAL_GENL_ATTR_CDEV_MAX_STATE}]"
)
THRESHOLD = (
    "[zone {THERMAL_GENL_ATTR_TZ_ID}][ {THERMAL_GENL_ATTR_THRESHOLD_TEMP} m°C]"
    "[ {THERMAL_GENL_ATTR_THRESHOLD_DIRECTION}]"
    "[ was {THERMAL_GENL_ATTR_TZ_PREV_TEMP} m°C][ is {THERMAL_GENL_ATTR_TZ_TEMP} m°C]"
)


def names_of(tree: Node, names: Names) -> str:
    """`Processor, Processor`: the zones, or the cooling devices, of a list."""
    words = []
    for nest, name in (("TZ", "TZ_NAME"), ("CDEV", "CDEV_NAME")):
        found = tree.get(f"THERMAL_GENL_ATTR_{nest}")
        if found is not None:
            words += [node.text for node in found.children if node.name == f"THERMAL_GENL_ATTR_{name}"]
    return ", ".join(words)


COMMANDS = (
    Command(1, "THERMAL_GENL_CMD_TZ_GET_ID", operation=Operation.GET, summary=names_of),
    Command(2, "THERMAL_GENL_CMD_TZ_GET_TRIP", operation=Operation.GET, summary=ZONE),
    Command(3, "THERMAL_GENL_CMD_TZ_GET_TEMP", operation=Operation.GET, summary=ZONE),
    Command(4, "THERMAL_GENL_CMD_TZ_GET_GOV", operation=Operation.GET, summary=ZONE),
    Command(5, "THERMAL_GENL_CMD_TZ_GET_MODE", operation=Operation.GET, summary=ZONE),
    Command(6, "THERMAL_GENL_CMD_CDEV_GET", operation=Operation.GET, summary=names_of),
    Command(7, "THERMAL_GENL_CMD_THRESHOLD_GET", operation=Operation.GET, summary=ZONE),
    Command(8, "THERMAL_GENL_CMD_THRESHOLD_ADD", operation=Operation.NEW, summary=THRESHOLD),
    Command(9, "THERMAL_GENL_CMD_THRESHOLD_DELETE", operation=Operation.DELETE, summary=THRESHOLD),
    Command(10, "THERMAL_GENL_CMD_THRESHOLD_FLUSH", operation=Operation.DELETE, summary=THRESHOLD),
)

EVENTS = (
    Command(0, "THERMAL_GENL_SAMPLING_TEMP", summary=ZONE),
    Command(1, "THERMAL_GENL_EVENT_TZ_CREATE", operation=Operation.NEW, summary=ZONE),
    Command(2, "THERMAL_GENL_EVENT_TZ_DELETE", operation=Operation.DELETE, summary=ZONE),
    Command(3, "THERMAL_GENL_EVENT_TZ_DISABLE", operation=Operation.NEW, summary=ZONE),
    Command(4, "THERMAL_GENL_EVENT_TZ_ENABLE", operation=Operation.NEW, summary=ZONE),
    Command(5, "THERMAL_GENL_EVENT_TZ_TRIP_UP", summary=TRIP),
    Command(6, "THERMAL_GENL_EVENT_TZ_TRIP_DOWN", summary=TRIP),
    Command(7, "THERMAL_GENL_EVENT_TZ_TRIP_CHANGE", operation=Operation.NEW, summary=TRIP),
    Command(8, "THERMAL_GENL_EVENT_TZ_TRIP_ADD", operation=Operation.NEW, summary=TRIP),
    Command(9, "THERMAL_GENL_EVENT_TZ_TRIP_DELETE", operation=Operation.DELETE, summary=TRIP),
    Command(10, "THERMAL_GENL_EVENT_CDEV_ADD", operation=Operation.NEW, summary=COOLING),
    Command(11, "THERMAL_GENL_EVENT_CDEV_DELETE", operation=Operation.DELETE, summary=COOLING),
    Command(12, "THERMAL_GENL_EVENT_CDEV_STATE_UPDATE", operation=Operation.NEW, summary=COOLING),
    Command(13, "THERMAL_GENL_EVENT_TZ_GOV_CHANGE", operation=Operation.NEW, summary=ZONE),
    Command(14, "THERMAL_GENL_EVENT_CPU_CAPABILITY_CHANGE", operation=Operation.NEW),
    Command(15, "THERMAL_GENL_EVENT_THRESHOLD_ADD", operation=Operation.NEW, summary=THRESHOLD),
    Command(16, "THERMAL_GENL_EVENT_THRESHOLD_DELETE", operation=Operation.DELETE, summary=THRESHOLD),
    Command(17, "THERMAL_GENL_EVENT_THRESHOLD_FLUSH", operation=Operation.DELETE, summary=THRESHOLD),
    Command(18, "THERMAL_GENL_EVENT_THRESHOLD_UP", summary=THRESHOLD),
    Command(19, "THERMAL_GENL_EVENT_THRESHOLD_DOWN", summary=THRESHOLD),
)


def is_event(header: Header, body: memoryview) -> bool:
    """Answers to a dump have neither port nor sequence number, like events; but they begin with a nest."""
    lists = (b"\x01\x80", b"\x80\x01", b"\x0e\x80", b"\x80\x0e")  # TZ and CDEV in either byte order
    return sent_unasked(header, body) and bytes(body[6:8]) not in lists


THERMAL = GenericFamily(
    "thermal",
    THERMAL_GENL_ATTR,
    commands=COMMANDS,
    events=EVENTS,
    is_event=is_event,
    version=2,
    groups=("sampling", "event"),
)
FAMILIES = (THERMAL,)
