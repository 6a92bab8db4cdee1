"""Multipath TCP: endpoints, limits, subflows, and the events of connections (linux/mptcp_pm.h, linux/mptcp.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    BE16,
    BOOL,
    ERRNO,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    S32,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Names,
    Node,
    Operation,
    render,
    short,
)

# linux/mptcp.h
MPTCP_PM_ADDR_FLAG = Flags(
    "MPTCP_PM_ADDR_FLAG_",
    {
        0x01: "MPTCP_PM_ADDR_FLAG_SIGNAL",
        0x02: "MPTCP_PM_ADDR_FLAG_SUBFLOW",
        0x04: "MPTCP_PM_ADDR_FLAG_BACKUP",
        0x08: "MPTCP_PM_ADDR_FLAG_FULLMESH",
        0x10: "MPTCP_PM_ADDR_FLAG_IMPLICIT",
        0x20: "MPTCP_PM_ADDR_FLAG_LAMINAR",
    },
)
MPTCP_PM_EV_FLAG = Flags(
    "MPTCP_PM_EV_FLAG_", {0x1: "MPTCP_PM_EV_FLAG_DENY_JOIN_ID0", 0x2: "MPTCP_PM_EV_FLAG_SERVER_SIDE"}
)
MPTCP_RST = Enum(
    "MPTCP_RST_",
    {
        0: "MPTCP_RST_EUNSPEC",
        1: "MPTCP_RST_EMPTCP",
        2: "MPTCP_RST_ERESOURCE",
        3: "MPTCP_RST_EPROHIBIT",
        4: "MPTCP_RST_EWQ2BIG",
        5: "MPTCP_RST_EBADPERF",
        6: "MPTCP_RST_EMIDDLEBOX",
    },
)

MPTCP_PM_ADDR_ATTR = AttributeSet(
    "MPTCP_PM_ADDR_ATTR_",
    [
        Attribute(1, "MPTCP_PM_ADDR_ATTR_FAMILY", U16, AF),
        Attribute(2, "MPTCP_PM_ADDR_ATTR_ID", U8),
        Attribute(3, "MPTCP_PM_ADDR_ATTR_ADDR4", IPV4),
        Attribute(4, "MPTCP_PM_ADDR_ATTR_ADDR6", IPV6),
        Attribute(5, "MPTCP_PM_ADDR_ATTR_PORT", U16),
        Attribute(6, "MPTCP_PM_ADDR_ATTR_FLAGS", U32, MPTCP_PM_ADDR_FLAG),
        Attribute(7, "MPTCP_PM_ADDR_ATTR_IF_IDX", S32, INTERFACE),
    ],
)

MPTCP_PM_ENDPOINT = AttributeSet(
    "MPTCP_PM_ENDPOINT_",
    [
        Attribute(1, "MPTCP_PM_ENDPOINT_ADDR", MPTCP_PM_ADDR_ATTR),
    ],
)

MPTCP_PM_ATTR = AttributeSet(
    "MPTCP_PM_ATTR_",
    [
        Attribute(1, "MPTCP_PM_ATTR_ADDR", MPTCP_PM_ADDR_ATTR),
        Attribute(2, "MPTCP_PM_ATTR_RCV_ADD_ADDRS", U32),
        Attribute(3, "MPTCP_PM_ATTR_SUBFLOWS", U32),
        Attribute(4, "MPTCP_PM_ATTR_TOKEN", U32, HEX),
        Attribute(5, "MPTCP_PM_ATTR_LOC_ID", U8),
        Attribute(6, "MPTCP_PM_ATTR_ADDR_REMOTE", MPTCP_PM_ADDR_ATTR),
    ],
)

MPTCP_ATTR = AttributeSet(
    "MPTCP_ATTR_",
    [
        Attribute(1, "MPTCP_ATTR_TOKEN", U32, HEX),
        Attribute(2, "MPTCP_ATTR_FAMILY", U16, AF),
        Attribute(3, "MPTCP_ATTR_LOC_ID", U8),
        Attribute(4, "MPTCP_ATTR_REM_ID", U8),
        Attribute(5, "MPTCP_ATTR_SADDR4", IPV4),
        Attribute(6, "MPTCP_ATTR_SADDR6", IPV6),
        Attribute(7, "MPTCP_ATTR_DADDR4", IPV4),
        Attribute(8, "MPTCP_ATTR_DADDR6", IPV6),
        Attribute(9, "MPTCP_ATTR_SPORT", BE16),
        Attribute(10, "MPTCP_ATTR_DPORT", BE16),
        Attribute(11, "MPTCP_ATTR_BACKUP", U8, BOOL),
        Attribute(12, "MPTCP_ATTR_ERROR", U8, ERRNO),
        Attribute(13, "MPTCP_ATTR_FLAGS", U16, MPTCP_PM_EV_FLAG),
        Attribute(14, "MPTCP_ATTR_TIMEOUT", U32),
        Attribute(15, "MPTCP_ATTR_IF_IDX", S32, INTERFACE),
        Attribute(16, "MPTCP_ATTR_RESET_REASON", U32, MPTCP_RST),
        Attribute(17, "MPTCP_ATTR_RESET_FLAGS", U32, HEX),
        Attribute(18, "MPTCP_ATTR_SERVER_SIDE", U8, BOOL),
    ],
)


def summary(tree: Node, names: Names) -> str:
    """`id 2 10.0.0.2 dev eth0 subflow`, as `ip mptcp endpoint` writes it; limits as `ip mptcp limits`."""
    limits = "[add_addr_accepted {MPTCP_PM_ATTR_RCV_ADD_ADDRS}][ subflows {MPTCP_PM_ATTR_SUBFLOWS}]"
    words = [render(limits + "[ token {MPTCP_PM_ATTR_TOKEN}][ id {MPTCP_PM_ATTR_LOC_ID}]", tree, names)]
    for name in ("MPTCP_PM_ENDPOINT_ADDR", "MPTCP_PM_ATTR_ADDR", "MPTCP_PM_ATTR_ADDR_REMOTE"):
        address = tree.get(name)
        if address is not None:
            words.append(("remote " if name.endswith("REMOTE") else "") + _endpoint(address, names))
    return " ".join(filter(None, words))


def _endpoint(address: Node, names: Names) -> str:
    template = (
        "[id {MPTCP_PM_ADDR_ATTR_ID}][ {MPTCP_PM_ADDR_ATTR_ADDR4}][ {MPTCP_PM_ADDR_ATTR_ADDR6}]"
        "[ dev {MPTCP_PM_ADDR_ATTR_IF_IDX}]"
    )
    port = address.get("MPTCP_PM_ADDR_ATTR_PORT")
    flags = address.get("MPTCP_PM_ADDR_ATTR_FLAGS")
    told = short(flags, names) if flags is not None and flags.value else ""
    listening = f"port {port.value}" if port is not None and port.value else ""
    return " ".join(filter(None, (render(template, address, names), listening, told)))


EVENT = (
    "[token {MPTCP_ATTR_TOKEN}][ locid {MPTCP_ATTR_LOC_ID}][ remid {MPTCP_ATTR_REM_ID}]"
    "[ saddr {MPTCP_ATTR_SADDR4}][ saddr {MPTCP_ATTR_SADDR6}][ sport {MPTCP_ATTR_SPORT}]"
    "[ daddr {MPTCP_ATTR_DADDR4}][ daddr {MPTCP_ATTR_DADDR6}][ dport {MPTCP_ATTR_DPORT}][ dev {MPTCP_ATTR_IF_IDX}]"
    "[ error {MPTCP_ATTR_ERROR}]"
)

COMMANDS = (
    Command(1, "MPTCP_PM_CMD_ADD_ADDR", operation=Operation.NEW, attributes=MPTCP_PM_ENDPOINT, summary=summary),
    Command(2, "MPTCP_PM_CMD_DEL_ADDR", operation=Operation.DELETE, attributes=MPTCP_PM_ENDPOINT, summary=summary),
    Command(3, "MPTCP_PM_CMD_GET_ADDR", operation=Operation.GET, summary=summary),
    Command(4, "MPTCP_PM_CMD_FLUSH_ADDRS", operation=Operation.DELETE, attributes=MPTCP_PM_ENDPOINT, summary=summary),
    Command(5, "MPTCP_PM_CMD_SET_LIMITS", operation=Operation.NEW, summary=summary),
    Command(6, "MPTCP_PM_CMD_GET_LIMITS", operation=Operation.GET, summary=summary),
    Command(7, "MPTCP_PM_CMD_SET_FLAGS", operation=Operation.NEW, summary=summary),
    Command(8, "MPTCP_PM_CMD_ANNOUNCE", operation=Operation.NEW, summary=summary),
    Command(9, "MPTCP_PM_CMD_REMOVE", operation=Operation.DELETE, summary=summary),
    Command(10, "MPTCP_PM_CMD_SUBFLOW_CREATE", operation=Operation.NEW, summary=summary),
    Command(11, "MPTCP_PM_CMD_SUBFLOW_DESTROY", operation=Operation.DELETE, summary=summary),
)

EVENTS = (
    Command(1, "MPTCP_EVENT_CREATED", operation=Operation.NEW, attributes=MPTCP_ATTR, summary=EVENT),
    Command(2, "MPTCP_EVENT_ESTABLISHED", operation=Operation.NEW, attributes=MPTCP_ATTR, summary=EVENT),
    Command(3, "MPTCP_EVENT_CLOSED", operation=Operation.DELETE, attributes=MPTCP_ATTR, summary=EVENT),
    Command(6, "MPTCP_EVENT_ANNOUNCED", operation=Operation.NEW, attributes=MPTCP_ATTR, summary=EVENT),
    Command(7, "MPTCP_EVENT_REMOVED", operation=Operation.DELETE, attributes=MPTCP_ATTR, summary=EVENT),
    Command(10, "MPTCP_EVENT_SUB_ESTABLISHED", operation=Operation.NEW, attributes=MPTCP_ATTR, summary=EVENT),
    Command(11, "MPTCP_EVENT_SUB_CLOSED", operation=Operation.DELETE, attributes=MPTCP_ATTR, summary=EVENT),
    Command(13, "MPTCP_EVENT_SUB_PRIORITY", operation=Operation.NEW, attributes=MPTCP_ATTR, summary=EVENT),
    Command(15, "MPTCP_EVENT_LISTENER_CREATED", operation=Operation.NEW, attributes=MPTCP_ATTR, summary=EVENT),
    Command(16, "MPTCP_EVENT_LISTENER_CLOSED", operation=Operation.DELETE, attributes=MPTCP_ATTR, summary=EVENT),
)

MPTCP_PM = GenericFamily(
    "mptcp_pm", MPTCP_PM_ATTR, commands=COMMANDS, events=EVENTS, groups=("mptcp_pm_cmds", "mptcp_pm_events")
)
FAMILIES = (MPTCP_PM,)
