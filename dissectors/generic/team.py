"""Team devices: options and ports, as teamd sets and watches them (linux/if_team.h)."""

from __future__ import annotations

from dissectors.classic_bpf import SOCK_FILTERS
from nldissect.schema import (
    BYTES,
    FLAG,
    INTERFACE,
    OPAQUE,
    S32,
    TEXT,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Look,
    Member,
    Names,
    Node,
    Operation,
    Select,
    Shape,
    Struct,
    Text,
    Unit,
    Value,
    render,
    short,
)

# include/net/netlink.h: an option's type is written as the kernel's own NLA_* number
NLA = Enum("NLA_", {3: "NLA_U32", 5: "NLA_STRING", 6: "NLA_FLAG", 11: "NLA_BINARY", 14: "NLA_S32"})
_U32, _STRING, _FLAG, _BINARY, _S32 = NLA.constants

DUPLEX = Enum("DUPLEX_", {0: "DUPLEX_HALF", 1: "DUPLEX_FULL", 255: "DUPLEX_UNKNOWN"})

# drivers/net/team/team_mode_loadbalance.c
LB_STATS = Struct("lb_stats", [Member("tx_bytes", U64, BYTES)], text="{tx_bytes}")


def _option(look: Look) -> Value:
    """What the option's data is: its type, or its name where the type is binary."""
    kind = look("TEAM_ATTR_OPTION_TYPE")
    return look("TEAM_ATTR_OPTION_NAME") if kind == _BINARY else kind


_OPTION_DATA: dict[Value, Shape] = {
    _U32: U32,
    _STRING: TEXT,
    _FLAG: FLAG,
    _S32: S32,
    "bpf_hash_func": SOCK_FILTERS,
    "lb_hash_stats": LB_STATS,
    "lb_port_stats": LB_STATS,
}

TEAM_ATTR_OPTION = AttributeSet(
    "TEAM_ATTR_OPTION_",
    [
        Attribute(1, "TEAM_ATTR_OPTION_NAME", Text(longest=32)),
        Attribute(2, "TEAM_ATTR_OPTION_CHANGED", FLAG),
        Attribute(3, "TEAM_ATTR_OPTION_TYPE", U8, NLA),
        Attribute(4, "TEAM_ATTR_OPTION_DATA", Select(_option, _OPTION_DATA, default=OPAQUE)),
        Attribute(5, "TEAM_ATTR_OPTION_REMOVED", FLAG),
        Attribute(6, "TEAM_ATTR_OPTION_PORT_IFINDEX", U32, INTERFACE),
        Attribute(7, "TEAM_ATTR_OPTION_ARRAY_INDEX", U32),
    ],
)

TEAM_ATTR_ITEM_OPTION = AttributeSet(
    "TEAM_ATTR_ITEM_",
    [
        Attribute(1, "TEAM_ATTR_ITEM_OPTION", TEAM_ATTR_OPTION, multiple=True),
    ],
)

TEAM_ATTR_PORT = AttributeSet(
    "TEAM_ATTR_PORT_",
    [
        Attribute(1, "TEAM_ATTR_PORT_IFINDEX", U32, INTERFACE),
        Attribute(2, "TEAM_ATTR_PORT_CHANGED", FLAG),
        Attribute(3, "TEAM_ATTR_PORT_LINKUP", FLAG),
        Attribute(4, "TEAM_ATTR_PORT_SPEED", U32, Unit("Mbit/s")),
        Attribute(5, "TEAM_ATTR_PORT_DUPLEX", U8, DUPLEX),
        Attribute(6, "TEAM_ATTR_PORT_REMOVED", FLAG),
    ],
)

TEAM_ATTR_ITEM_PORT = AttributeSet(
    "TEAM_ATTR_ITEM_",
    [
        Attribute(1, "TEAM_ATTR_ITEM_PORT", TEAM_ATTR_PORT, multiple=True),
    ],
)

TEAM_ATTR = AttributeSet(
    "TEAM_ATTR_",
    [
        Attribute(1, "TEAM_ATTR_TEAM_IFINDEX", U32, INTERFACE),
        Attribute(2, "TEAM_ATTR_LIST_OPTION", TEAM_ATTR_ITEM_OPTION),
        Attribute(3, "TEAM_ATTR_LIST_PORT", TEAM_ATTR_ITEM_PORT),
    ],
)


def summary(tree: Node, names: Names) -> str:
    """`team0 mode=activebackup activeport=3 (dev p1) enabled=true`, the options as `teamnl` names them."""
    words = [render("[{TEAM_ATTR_TEAM_IFINDEX}]", tree, names)]
    options, ports = tree.get("TEAM_ATTR_LIST_OPTION"), tree.get("TEAM_ATTR_LIST_PORT")
    if options is not None:
        words += [_told_option(option, names) for option in options.children]
    if ports is not None:
        words += [_told_port(port, names) for port in ports.children]
    return " ".join(filter(None, words))


def _told_option(option: Node, names: Names) -> str:
    name, index = render("{TEAM_ATTR_OPTION_NAME}", option, names), option.get("TEAM_ATTR_OPTION_ARRAY_INDEX")
    if index is not None:
        name += f"[{index.value}]"
    data, kind = option.get("TEAM_ATTR_OPTION_DATA"), option.get("TEAM_ATTR_OPTION_TYPE")
    if kind is not None and kind.value == _FLAG:
        value = "false" if data is None else "true"
    elif name == "bpf_hash_func" and data is not None:
        value = f"{len(data.children)} instructions"
    else:
        value = "" if data is None else short(data, names)
    port = render("[ (dev {TEAM_ATTR_OPTION_PORT_IFINDEX})]", option, names)
    return " ".join(filter(None, (f"{name}={value}" if kind is not None else name, port)))


def _told_port(port: Node, names: Names) -> str:
    state = "up" if "TEAM_ATTR_PORT_LINKUP" in port else "down"
    return render("port {TEAM_ATTR_PORT_IFINDEX}[ {TEAM_ATTR_PORT_SPEED} Mbit/s]", port, names) + f" {state}"


COMMANDS = (
    Command(0, "TEAM_CMD_NOOP", summary=summary),
    Command(1, "TEAM_CMD_OPTIONS_SET", operation=Operation.NEW, summary=summary),
    Command(2, "TEAM_CMD_OPTIONS_GET", operation=Operation.GET, summary=summary),
    Command(3, "TEAM_CMD_PORT_LIST_GET", operation=Operation.GET, summary=summary),
)

TEAM = GenericFamily("team", TEAM_ATTR, commands=COMMANDS, groups=("change_event",))
FAMILIES = (TEAM,)
