"""The audit system: its control, rules and records (linux/audit.h)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dissectors.audit.constants import AUDIT_FAIL, AUDIT_FEATURE, AUDIT_FEATURE_BITMAP, AUDIT_STATUS
from dissectors.audit.record import record
from dissectors.audit.rule import AUDIT_RULE_DATA, rule
from dissectors.audit.types import (
    AUDIT_FIRST_USER_MSG,
    AUDIT_FIRST_USER_MSG2,
    AUDIT_LAST_USER_MSG,
    AUDIT_LAST_USER_MSG2,
    AUDIT_REPLACE,
    CONTROL,
    RECORDS,
    USER_RECORDS,
)
from nldissect.schema import (
    TEXT,
    U32,
    Look,
    Member,
    Message,
    Names,
    Node,
    Operation,
    Parsed,
    Part,
    Sequence as Array,
    Shape,
    Struct,
    Summary,
    Unit,
    short,
)

NETLINK_AUDIT: Final = 9

_ENABLED: Final = Unit("", {0: "off", 1: "on", 2: "locked"})
_ON: Final = Unit("", {0: "off", 1: "on"})
AUDIT_STATUS_STRUCT: Final = Struct(
    "audit_status",
    [
        Member("mask", U32, AUDIT_STATUS),
        Member("enabled", U32, _ENABLED),
        Member("failure", U32, AUDIT_FAIL),
        Member("pid", U32),
        Member("rate_limit", U32, Unit("records/s")),
        Member("backlog_limit", U32, Unit("records")),
        Member("lost", U32, Unit("records")),
        Member("backlog", U32, Unit("records")),
        Member("feature_bitmap", U32, AUDIT_FEATURE_BITMAP),
        Member("backlog_wait_time", U32, Unit("jiffies")),
        Member("backlog_wait_time_actual", U32, Unit("jiffies")),
    ],
    grows=True,
)
AUDIT_FEATURES: Final = Struct(
    "audit_features",
    [
        Member("vers", U32),
        Member("mask", U32, AUDIT_FEATURE),
        Member("features", U32, AUDIT_FEATURE),
        Member("lock", U32, AUDIT_FEATURE),
    ],
)
AUDIT_TTY_STATUS: Final = Struct("audit_tty_status", [Member("enabled", U32, _ON), Member("log_passwd", U32, _ON)])
AUDIT_SIG_INFO: Final = Struct(
    "audit_sig_info", [Member("uid", U32, Unit("", {0xFFFFFFFF: "unset"})), Member("pid", U32), Member("ctx", TEXT)]
)
"""who sent the audit daemon a signal (include/linux/audit.h)"""


def _paths(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    """The two paths of AUDIT_MAKE_EQUIV, as long as `sizes` says."""
    sizes = look("sizes")
    parts = []
    offset = 0
    for name, size in zip(("old", "new"), sizes if isinstance(sizes, list) else (), strict=False):
        if size > len(data) - offset:
            raise ValueError(f"{name} has {size} bytes, but only {len(data) - offset} are left")
        parts.append(Part(name, offset, size, bytes(data[offset : offset + size]).decode("utf-8", "backslashreplace")))
        offset += size
    return parts


AUDIT_MAKE_EQUIV: Final = Struct(
    "audit_make_equiv", [Member("sizes", Array(U32, count=2)), Member("paths", Parsed(_paths))]
)
"""kernel/audit.c: two lengths, and the paths without NULs"""
AUDIT_NEW_DAEMON: Final = Struct("audit_replace", [Member("pid", U32)])
"""kernel/audit.c: the process that wants to take the audit daemon's place"""


def status(tree: Node, names: Names) -> str:
    """As `auditctl -s`: what is set, or how everything stands."""
    told = [
        f"{node.name} {node.value}"
        for node in tree
        if isinstance(node.value, int) and node.name not in ("mask", "feature_bitmap")
    ]
    mask = tree.get("mask")
    if mask is None or not isinstance(mask.value, int) or not mask.value:
        return " ".join(told)
    names_set = {name.removeprefix("AUDIT_STATUS_").lower() for name in AUDIT_STATUS.names_of(mask.value)}
    return "set " + " ".join(one for one in told if one.partition(" ")[0] in names_set)


SHOWN: Final = {
    "AUDIT_SYSCALL": ("arch", "syscall", "success", "exit", "pid", "auid", "uid", "comm", "exe", "key"),
    "AUDIT_PATH": ("item", "name", "inode", "dev", "mode", "ouid", "ogid", "nametype"),
}
"""the fields of long records that a summary line has room for"""


def told(tree: Node, names: Names) -> str:
    """The record's fields as `ausearch -i` shows them, with its serial in front."""
    found = tree.get("audit")
    if found is None:
        return ""
    shown = SHOWN.get(tree.name)
    words = []
    for node in found:
        if node.name == "msg" and node.children:
            words += [_field(inner, names) for inner in node]
        elif node.name == "serial":
            words.append(f"#{node.text}")
        elif node.name != "timestamp" and (shown is None or (node.name in shown and node.value != "(null)")):
            words.append(_field(node, names))
    return " ".join(words)


def _field(node: Node, names: Names) -> str:
    text = short(node, names)
    if node.name == "text":
        return text
    return f'{node.name}="{text}"' if " " in text and isinstance(node.value, str) else f"{node.name}={text}"


def _record(number: int) -> Struct:
    return Struct("audit_record", [Member("audit", record(number))])


_ORDERS: Final[dict[int, tuple[Shape | None, Operation, Summary]]] = {
    1000: (AUDIT_STATUS_STRUCT, Operation.GET, status),
    1001: (AUDIT_STATUS_STRUCT, Operation.OTHER, status),
    1010: (AUDIT_SIG_INFO, Operation.GET, "[uid {uid}][ pid {pid}][ context {ctx}]"),
    1011: (AUDIT_RULE_DATA, Operation.NEW, rule),
    1012: (AUDIT_RULE_DATA, Operation.DELETE, rule),
    1013: (AUDIT_RULE_DATA, Operation.GET, rule),
    1015: (AUDIT_MAKE_EQUIV, Operation.OTHER, "{paths.old} {paths.new}"),
    1016: (AUDIT_TTY_STATUS, Operation.GET, "[{enabled}][ passwords {log_passwd}]"),
    1017: (AUDIT_TTY_STATUS, Operation.OTHER, "{enabled}[ passwords {log_passwd}]"),
    1018: (AUDIT_FEATURES, Operation.OTHER, "{mask} to {features}[ locked {lock}]"),
    1019: (AUDIT_FEATURES, Operation.GET, "[{features} of {mask}][ locked {lock}]"),
}
"""what they carry; the others carry nothing, or are gone since 2.6"""
_RECORD_OF_A_PROGRAM: Final = _record(AUDIT_FIRST_USER_MSG)

MESSAGES: Final = (
    *(
        Message(NETLINK_AUDIT, number, name, None, *_ORDERS.get(number, (None, Operation.OTHER, None)))
        for number, name in CONTROL.constants.items()
    ),
    *(
        Message(NETLINK_AUDIT, number, name, None, _record(number), Operation.OTHER, told)
        for number, name in RECORDS.constants.items()
    ),
    *(
        Message(NETLINK_AUDIT, number, name, None, _RECORD_OF_A_PROGRAM, Operation.OTHER, told)
        for number, name in USER_RECORDS.constants.items()
    ),
    *(
        Message(NETLINK_AUDIT, first, name, None, _RECORD_OF_A_PROGRAM, Operation.OTHER, told, last=last)
        for first, last, name in (
            (AUDIT_FIRST_USER_MSG, AUDIT_LAST_USER_MSG, "AUDIT_FIRST_USER_MSG"),
            (AUDIT_FIRST_USER_MSG2, AUDIT_LAST_USER_MSG2, "AUDIT_FIRST_USER_MSG2"),
        )
    ),
    Message(NETLINK_AUDIT, AUDIT_REPLACE, "AUDIT_REPLACE", None, AUDIT_NEW_DAEMON, Operation.OTHER, "by {pid}"),
)
