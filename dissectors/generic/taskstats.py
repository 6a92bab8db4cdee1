"""What tasks used and what they waited for; how many tasks a cgroup has (linux/taskstats.h, linux/cgroupstats.h)."""

from __future__ import annotations

from struct import unpack_from

from dissectors.time_types import KERNEL_TIMESPEC
from nldissect.schema import (
    BYTES,
    HEX,
    MICROSECONDS,
    NANOSECONDS,
    OPAQUE,
    S8,
    SECONDS,
    TEXT,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
    Lazy,
    Member,
    Names,
    Node,
    Operation,
    Pad,
    Payload,
    Select,
    Struct,
    Text,
    Unit,
    render,
)

KIB = Unit("KiB")
MB_MICROSECONDS = Unit("MB·µs")
DELAYS = ("cpu", "blkio", "swapin", "freepages", "thrashing", "compact", "wpcopy", "irq")

# linux/acct.h
ACCT_FLAGS = Flags("", {0x01: "AFORK", 0x02: "ASU", 0x04: "ACOMPAT", 0x08: "ACORE", 0x10: "AXSIG", 0x20: "AGROUP"})
SCHED = Enum(
    "SCHED_",
    {
        0: "SCHED_NORMAL",
        1: "SCHED_FIFO",
        2: "SCHED_RR",
        3: "SCHED_BATCH",
        5: "SCHED_IDLE",
        6: "SCHED_DEADLINE",
        7: "SCHED_EXT",
    },
)


def _delay(name: str, *, extremes: bool) -> list[Member]:
    """A kind of waiting: how often, how long. Version 15 alone has the longest and the shortest right there."""
    members = [Member(f"{name}_count", U64), Member(f"{name}_delay_total", U64, NANOSECONDS)]
    return members + (_extremes(name) if extremes else [])


def _extremes(name: str) -> list[Member]:
    return [Member(f"{name}_delay_{end}", U64, NANOSECONDS) for end in ("max", "min")]


def _taskstats(*, extremes: bool) -> Struct:
    def delay(name: str) -> list[Member]:
        return _delay(name, extremes=extremes)

    members: list[Member | Pad] = [
        Member("version", U16),
        Pad(2),
        Member("ac_exitcode", U32, HEX),
        Member("ac_flag", U8, ACCT_FLAGS),
        Member("ac_nice", S8),
        Pad(6),
        *delay("cpu"),
        *delay("blkio"),
        *delay("swapin"),
        Member("cpu_run_real_total", U64, NANOSECONDS),
        Member("cpu_run_virtual_total", U64, NANOSECONDS),
        Member("ac_comm", Text(32)),
        Member("ac_sched", U8, SCHED),
        Pad(3, "ac_pad"),
        Pad(4),
        Member("ac_uid", U32),
        Member("ac_gid", U32),
        Member("ac_pid", U32),
        Member("ac_ppid", U32),
        Member("ac_btime", U32, SECONDS),
        Pad(4),
        Member("ac_etime", U64, MICROSECONDS),
        Member("ac_utime", U64, MICROSECONDS),
        Member("ac_stime", U64, MICROSECONDS),
        Member("ac_minflt", U64),
        Member("ac_majflt", U64),
        Member("coremem", U64, MB_MICROSECONDS),
        Member("virtmem", U64, MB_MICROSECONDS),
        Member("hiwater_rss", U64, KIB),
        Member("hiwater_vm", U64, KIB),
        Member("read_char", U64, BYTES),
        Member("write_char", U64, BYTES),
        Member("read_syscalls", U64),
        Member("write_syscalls", U64),
        Member("read_bytes", U64, BYTES),
        Member("write_bytes", U64, BYTES),
        Member("cancelled_write_bytes", U64, BYTES),
        Member("nvcsw", U64),
        Member("nivcsw", U64),
        Member("ac_utimescaled", U64, MICROSECONDS),
        Member("ac_stimescaled", U64, MICROSECONDS),
        Member("cpu_scaled_run_real_total", U64, NANOSECONDS),
        *delay("freepages"),
        *delay("thrashing"),
        Member("ac_btime64", U64, SECONDS),
        *delay("compact"),
        Member("ac_tgid", U32),
        Pad(4),
        Member("ac_tgetime", U64, MICROSECONDS),
        Member("ac_exe_dev", U64, HEX),
        Member("ac_exe_inode", U64),
        *delay("wpcopy"),
        *delay("irq"),
    ]
    if not extremes:
        members += [member for name in DELAYS for member in _extremes(name)]
        members += [Member(f"{name}_delay_max_ts", KERNEL_TIMESPEC) for name in DELAYS]
    return Struct("taskstats", members, text="{ac_comm} pid {ac_pid}", grows=True)


def _version(data: memoryview, order: str) -> int:
    return int(unpack_from(order + "H", data)[0]) if len(data) >= 2 else 0


TASKSTATS = Select(Payload(_version), {15: _taskstats(extremes=True)}, default=_taskstats(extremes=False))
"""struct taskstats up to version 17; 15 has its members in an order of its own"""
CGROUPSTATS = Struct(
    "cgroupstats",
    [
        Member("nr_sleeping", U64),
        Member("nr_running", U64),
        Member("nr_stopped", U64),
        Member("nr_uninterruptible", U64),
        Member("nr_io_wait", U64),
    ],
    text="sleeping {nr_sleeping} running {nr_running} stopped {nr_stopped} blocked {nr_uninterruptible}"
    " waiting {nr_io_wait}",
    grows=True,
)

TASKSTATS_TYPE = AttributeSet(
    "TASKSTATS_TYPE_",
    [
        Attribute(1, "TASKSTATS_TYPE_PID", U32),
        Attribute(2, "TASKSTATS_TYPE_TGID", U32),
        Attribute(3, "TASKSTATS_TYPE_STATS", TASKSTATS),
        Attribute(4, "TASKSTATS_TYPE_AGGR_PID", Lazy("dissectors.generic.taskstats:TASKSTATS_TYPE")),
        Attribute(5, "TASKSTATS_TYPE_AGGR_TGID", Lazy("dissectors.generic.taskstats:TASKSTATS_TYPE")),
        Attribute(6, "TASKSTATS_TYPE_NULL", OPAQUE),
    ],
)

TASKSTATS_CMD_ATTR = AttributeSet(
    "TASKSTATS_CMD_ATTR_",
    [
        Attribute(1, "TASKSTATS_CMD_ATTR_PID", U32),
        Attribute(2, "TASKSTATS_CMD_ATTR_TGID", U32),
        Attribute(3, "TASKSTATS_CMD_ATTR_REGISTER_CPUMASK", TEXT),
        Attribute(4, "TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK", TEXT),
    ],
)

CGROUPSTATS_CMD_ATTR = AttributeSet(
    "CGROUPSTATS_CMD_ATTR_",
    [
        Attribute(1, "CGROUPSTATS_CMD_ATTR_FD", U32),
    ],
)

CGROUPSTATS_TYPE = AttributeSet(
    "CGROUPSTATS_TYPE_",
    [
        Attribute(1, "CGROUPSTATS_TYPE_CGROUP_STATS", CGROUPSTATS),
    ],
)


def summary(tree: Node, names: Names) -> str:
    """`pid 257 sleep`; a thread group's statistics have no name."""
    words = []
    for name in ("TASKSTATS_TYPE_AGGR_PID", "TASKSTATS_TYPE_AGGR_TGID"):
        task = tree.get(name)
        if task is not None:
            template = "[pid {TASKSTATS_TYPE_PID}][tgid {TASKSTATS_TYPE_TGID}][ {TASKSTATS_TYPE_STATS.ac_comm}]"
            words.append(render(template, task, names))
    return " ".join(words)


REQUEST = (
    "[pid {TASKSTATS_CMD_ATTR_PID}][tgid {TASKSTATS_CMD_ATTR_TGID}]"
    "[register cpus {TASKSTATS_CMD_ATTR_REGISTER_CPUMASK}][deregister cpus {TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK}]"
)

FAMILY = GenericFamily(
    "TASKSTATS",
    TASKSTATS_TYPE,
    commands=(
        Command(1, "TASKSTATS_CMD_GET", attributes=TASKSTATS_CMD_ATTR, operation=Operation.GET, summary=REQUEST),
        Command(2, "TASKSTATS_CMD_NEW", operation=Operation.NEW, summary=summary),
        Command(
            4,
            "CGROUPSTATS_CMD_GET",
            attributes=CGROUPSTATS_CMD_ATTR,
            operation=Operation.GET,
            summary="fd {CGROUPSTATS_CMD_ATTR_FD}",
        ),
        Command(
            5,
            "CGROUPSTATS_CMD_NEW",
            attributes=CGROUPSTATS_TYPE,
            operation=Operation.NEW,
            summary="{CGROUPSTATS_TYPE_CGROUP_STATS}",
        ),
    ),
)
FAMILIES = (FAMILY,)
