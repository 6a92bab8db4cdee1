"""What a message of devlink's says, in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nldissect.schema import Names, Node, render, short

_PARTS = 8
"""what fits in a line"""
_LONGEST = 100
"""characters of a formatted message that fit in a line"""
_HANDLE = ("DEVLINK_ATTR_BUS_NAME", "DEVLINK_ATTR_DEV_NAME", "DEVLINK_ATTR_PORT_INDEX", "DEVLINK_ATTR_INDEX")
_SILENT = (
    "DEVLINK_ATTR_DEV_STATS",
    "DEVLINK_ATTR_STATS",
    "DEVLINK_ATTR_TRAP_GENERIC",
    "DEVLINK_ATTR_TRAP_METADATA",
    "DEVLINK_ATTR_PAD",
)
"""what is left to those who look closer"""


def summary(tree: Node, names: Names) -> str:
    """`netdevsim/netdevsim10/1 port-type eth`: the device or port as devlink writes it, then what is told of it."""
    handle = "/".join(node.text for node in map(tree.get, _HANDLE[:3]) if node is not None)
    told = [node for node in tree if node.type is not None and node.name not in (*_HANDLE, *_SILENT)]
    parts = [handle, *(_part(node, names) for node in told[:_PARTS])]
    if len(told) > _PARTS:
        parts.append("…")
    return " ".join(filter(None, parts))


def _part(node: Node, names: Names) -> str:
    name = node.name.removeprefix("DEVLINK_ATTR_").lower().replace("_", "-")
    nest = _NESTS.get(node.name)
    if nest is not None:
        return nest(node, names)
    if node.value is True or (node.children and not node.text):
        return name
    return f"{name} {short(node, names)}"


def _param(node: Node, names: Names) -> str:
    """`param max_macs runtime 16 driverinit 32`."""
    values = node.get("DEVLINK_ATTR_PARAM_VALUES_LIST")
    template = "[{DEVLINK_ATTR_PARAM_VALUE_CMODE}][ {DEVLINK_ATTR_PARAM_VALUE_DATA}]"
    told = [render(template, value, names) for value in values or ()]
    return " ".join(["param", render("{DEVLINK_ATTR_PARAM_NAME}", node, names), *told])


def _resources(node: Node, names: Names) -> str:
    """`resource IPv4 size 100 (fib size 100, rules size 5)`."""
    told = []
    for resource in node:
        size = render("{DEVLINK_ATTR_RESOURCE_NAME}[ size {DEVLINK_ATTR_RESOURCE_SIZE}]", resource, names)
        told.append(f"{size}{' …' if 'DEVLINK_ATTR_RESOURCE_LIST' in resource else ''}")
    return f"resources {', '.join(told)}"


def _function(node: Node, names: Names) -> str:
    """`function hw-addr 02:00:00:00:00:01 state active`."""
    told = []
    for inner in node:
        name = inner.name.removeprefix("DEVLINK_PORT_FN_ATTR_").removeprefix("DEVLINK_PORT_FUNCTION_ATTR_")
        told.append(f"{name.lower().replace('_', '-')} {short(inner, names)}")
    return " ".join(["function", *told])


def _message(node: Node, names: Names) -> str:
    """A formatted message as JSON would have it, as far as it fits."""
    text = ""
    for token in _tokens(node):
        closes, ends = token in "]}", text.endswith((": ", "{", "[")) or not text
        text += token if closes or ends else f", {token}"
        if len(text) > _LONGEST:
            return f"{text[:_LONGEST]}…"
    return text


def _tokens(node: Node) -> Iterator[str]:
    closing: list[str] = []
    for item in node:
        match item.name.removeprefix("DEVLINK_ATTR_FMSG_"):
            case "OBJ_NEST_START":
                closing.append("}")
                yield "{"
            case "ARR_NEST_START":
                closing.append("]")
                yield "["
            case "PAIR_NEST_START":
                closing.append("")
            case "NEST_END":
                end = closing.pop() if closing else ""
                if end:
                    yield end
            case "OBJ_NAME":
                yield f"{item.text}: "
            case "OBJ_VALUE_DATA":
                yield item.text


_NESTS: dict[str, Callable[[Node, Names], str]] = {
    "DEVLINK_ATTR_PARAM": _param,
    "DEVLINK_ATTR_RESOURCE_LIST": _resources,
    "DEVLINK_ATTR_PORT_FUNCTION": _function,
    "DEVLINK_ATTR_FMSG": _message,
    "DEVLINK_ATTR_HEALTH_REPORTER": lambda node, names: render(
        "reporter {DEVLINK_ATTR_HEALTH_REPORTER_NAME}[ {DEVLINK_ATTR_HEALTH_REPORTER_STATE}]"
        "[ errors {DEVLINK_ATTR_HEALTH_REPORTER_ERR_COUNT}][ recovered {DEVLINK_ATTR_HEALTH_REPORTER_RECOVER_COUNT}]",
        node,
        names,
    ),
    "DEVLINK_ATTR_RATE_TC_BWS": lambda node, names: render(
        "tc {DEVLINK_RATE_TC_ATTR_INDEX}:{DEVLINK_RATE_TC_ATTR_BW}", node, names
    ),
}
_NESTS |= {
    f"DEVLINK_ATTR_INFO_VERSION_{kind}": lambda node, names: render(
        "{DEVLINK_ATTR_INFO_VERSION_NAME} {DEVLINK_ATTR_INFO_VERSION_VALUE}", node, names
    )
    for kind in ("FIXED", "RUNNING", "STORED")
}
