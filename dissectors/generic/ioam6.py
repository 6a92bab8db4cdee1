"""In-situ OAM for IPv6: namespaces, schemas, and the traces that packets gathered (linux/ioam6_genl.h)."""

from __future__ import annotations

from nldissect.schema import (
    FLAG,
    HEX,
    OPAQUE,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Operation,
)

IOAM6_ATTR = AttributeSet(
    "IOAM6_ATTR_",
    [
        Attribute(1, "IOAM6_ATTR_NS_ID", U16),
        Attribute(2, "IOAM6_ATTR_NS_DATA", U32, HEX),
        Attribute(3, "IOAM6_ATTR_NS_DATA_WIDE", U64, HEX),
        Attribute(4, "IOAM6_ATTR_SC_ID", U32),
        Attribute(5, "IOAM6_ATTR_SC_DATA", OPAQUE),
        Attribute(6, "IOAM6_ATTR_SC_NONE", FLAG),
        Attribute(7, "IOAM6_ATTR_PAD", OPAQUE),
    ],
)

IOAM6_EVENT_ATTR = AttributeSet(
    "IOAM6_EVENT_ATTR_",
    [
        Attribute(1, "IOAM6_EVENT_ATTR_TRACE_NAMESPACE", U16),
        Attribute(2, "IOAM6_EVENT_ATTR_TRACE_NODELEN", U8),
        Attribute(3, "IOAM6_EVENT_ATTR_TRACE_TYPE", U32, HEX),
        Attribute(4, "IOAM6_EVENT_ATTR_TRACE_DATA", OPAQUE),
    ],
)

NAMESPACE = (
    "[namespace {IOAM6_ATTR_NS_ID}][ data {IOAM6_ATTR_NS_DATA}][ wide {IOAM6_ATTR_NS_DATA_WIDE}]"
    "[ schema {IOAM6_ATTR_SC_ID}]"
)
SCHEMA = "[schema {IOAM6_ATTR_SC_ID}][ {IOAM6_ATTR_SC_DATA}][ namespace {IOAM6_ATTR_NS_ID}]"
TRACE = "[namespace {IOAM6_EVENT_ATTR_TRACE_NAMESPACE}][ type {IOAM6_EVENT_ATTR_TRACE_TYPE}]"

COMMANDS = (
    Command(1, "IOAM6_CMD_ADD_NAMESPACE", operation=Operation.NEW, summary=NAMESPACE),
    Command(2, "IOAM6_CMD_DEL_NAMESPACE", operation=Operation.DELETE, summary=NAMESPACE),
    Command(3, "IOAM6_CMD_DUMP_NAMESPACES", operation=Operation.GET, summary=NAMESPACE),
    Command(4, "IOAM6_CMD_ADD_SCHEMA", operation=Operation.NEW, summary=SCHEMA),
    Command(5, "IOAM6_CMD_DEL_SCHEMA", operation=Operation.DELETE, summary=SCHEMA),
    Command(6, "IOAM6_CMD_DUMP_SCHEMAS", operation=Operation.GET, summary=SCHEMA),
    Command(7, "IOAM6_CMD_NS_SET_SCHEMA", operation=Operation.NEW, summary=NAMESPACE),
)

EVENTS = (Command(1, "IOAM6_EVENT_TRACE", attributes=IOAM6_EVENT_ATTR, summary=TRACE),)

IOAM6 = GenericFamily("IOAM6", IOAM6_ATTR, commands=COMMANDS, events=EVENTS, groups=("ioam6_events",))
FAMILIES = (IOAM6,)
