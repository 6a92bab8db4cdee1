"""Process events of the connector (linux/cn_proc.h)."""

from __future__ import annotations

from typing import Final

from nldissect.schema import (
    ERRNO,
    NANOSECONDS,
    S32,
    U32,
    U64,
    Enum,
    Flags,
    Member,
    Names,
    Node,
    Payload,
    Select,
    Shape,
    Struct,
    Text,
    render,
)

PROC_EVENT: Final = Flags(
    "PROC_EVENT_",
    {
        0x00000000: "PROC_EVENT_NONE",
        0x00000001: "PROC_EVENT_FORK",
        0x00000002: "PROC_EVENT_EXEC",
        0x00000004: "PROC_EVENT_UID",
        0x00000040: "PROC_EVENT_GID",
        0x00000080: "PROC_EVENT_SID",
        0x00000100: "PROC_EVENT_PTRACE",
        0x00000200: "PROC_EVENT_COMM",
        0x20000000: "PROC_EVENT_NONZERO_EXIT",
        0x40000000: "PROC_EVENT_COREDUMP",
        0x80000000: "PROC_EVENT_EXIT",
    },
)
PROC_EVENT_NONE, PROC_EVENT_EXIT = 0, 0x80000000
PROC_CN_MCAST: Final = Enum("PROC_CN_MCAST_", {1: "PROC_CN_MCAST_LISTEN", 2: "PROC_CN_MCAST_IGNORE"})


class _WaitStatus:
    """How a process ended, as wait() tells it."""

    def text(self, value: int, names: Names) -> str:
        """768 (exit 3), 139 (signal 11, core dumped)"""
        return f"{value} ({self.short(value, names)})"

    def short(self, value: int, names: Names) -> str:
        """exit 3"""
        signal = value & 0x7F
        dumped = ", core dumped" if value & 0x80 else ""
        return f"signal {signal}{dumped}" if signal else f"exit {value >> 8 & 0xFF}"


_PROCESS: Final = (Member("process_pid", S32), Member("process_tgid", S32))
_PARENT: Final = (Member("parent_pid", S32), Member("parent_tgid", S32))
_ID: Final = Struct("id_proc_event", [*_PROCESS, Member("r", U32), Member("e", U32)])

EVENTS: Final[dict[int, tuple[Shape, str]]] = {
    PROC_EVENT_NONE: (Struct("ack", [Member("err", U32, ERRNO)]), "ack {err}"),
    0x1: (
        Struct("fork_proc_event", [*_PARENT, Member("child_pid", S32), Member("child_tgid", S32)]),
        "{parent_tgid} → {child_tgid}",
    ),
    0x2: (Struct("exec_proc_event", [*_PROCESS]), "{process_tgid}"),
    0x4: (_ID, "{process_tgid} real {r} effective {e}"),
    0x40: (_ID, "{process_tgid} real {r} effective {e}"),
    0x80: (Struct("sid_proc_event", [*_PROCESS]), "{process_tgid}"),
    0x100: (
        Struct("ptrace_proc_event", [*_PROCESS, Member("tracer_pid", S32), Member("tracer_tgid", S32)]),
        "{process_tgid} by {tracer_tgid}",
    ),
    0x200: (Struct("comm_proc_event", [*_PROCESS, Member("comm", Text(16))]), "{process_tgid} {comm}"),
    0x40000000: (Struct("coredump_proc_event", [*_PROCESS, *_PARENT]), "{process_tgid}"),
    PROC_EVENT_EXIT: (
        Struct(
            "exit_proc_event",
            [*_PROCESS, Member("exit_code", U32, _WaitStatus()), Member("exit_signal", U32), *_PARENT],
        ),
        "{process_tgid} {exit_code}",
    ),
}
"""event → what it carries, and that in a summary line (for a program, a process is a tgid, a thread a pid)"""

PROC_EVENT_STRUCT: Final = Struct(
    "proc_event",
    [
        Member("what", U32, PROC_EVENT),
        Member("cpu", U32),
        Member("timestamp_ns", U64, NANOSECONDS),
        Member("event_data", Select("what", {what: shape for what, (shape, _) in EVENTS.items()}, length=24)),
    ],
)
PROC_INPUT: Final = Struct(
    "proc_input", [Member("mcast_op", U32, PROC_CN_MCAST), Member("event_type", U32, PROC_EVENT)], grows=True
)
"""what a program sends; before 6.6 there was the first member only"""

PROC: Final = Select(Payload(lambda data, order: len(data) < 16), {True: PROC_INPUT}, default=PROC_EVENT_STRUCT)
"""the events are longer than anything a program says"""


def summary(tree: Node, names: Names) -> str:
    """fork 218 → 231, or listen exit."""
    what = tree.get("what")
    if what is None:
        return render("{mcast_op}[ {event_type}]", tree, names)
    event = tree.get("event_data")
    assert isinstance(what.value, int)
    known = EVENTS.get(what.value)
    told = "" if known is None or event is None else render(known[1], event, names)
    return f"{PROC_EVENT.short(what.value, names) if what.value else ''} {told}".strip()
