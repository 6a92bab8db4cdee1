"""A private tracing instance of the kernel: what it says of a refusal, and how processes were called that have ended.

Two tracepoints are read, as text lines of `trace_pipe` (Documentation/trace/ftrace.rst):

- `netlink:netlink_extack` fires each time the kernel words an extended ack, whether or not the program asked for it;
- `sched:sched_process_exit` tells the name of a process that is gone before anybody could look it up.

An instance has buffers and switches of its own, so nobody else's tracing is disturbed. It is removed on every way out;
its name says whose it is, so that the next start removes what a killed one left.
"""

from __future__ import annotations

import atexit
import errno
import os
import re
import time
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from nldissect.capture.leftovers import exit_on_signals, is_gone, pid_namespace, signals_held, started

_PLACES: Final = (Path("/sys/kernel/tracing"), Path("/sys/kernel/debug/tracing"))
_SAID: Final = Path("events/netlink/netlink_extack/enable")
_EXITED: Final = Path("events/sched/sched_process_exit/enable")
_BUFFER_KILOBYTES: Final = 64
"""for each processor: a thousand events, in place of the 1.4 MB that an instance begins with"""
_MOST: Final = 4096
"""events of each kind that are remembered"""
_CHUNK: Final = 1 << 16
_CLOCK_NOISE: Final = 1000
"""nanoseconds that two readings of the clocks' distance may differ"""
_INITIAL_PID_NAMESPACE: Final = 0xEFFFFFFC
"""PROC_PID_INIT_INO (linux/proc_ns.h)"""

_LINE: Final = re.compile(
    rb"(?:.{0,16})-(\d+) +(?:\([ \d-]+\) +)?\[\d+\] +\S+ +(\d+)\.(\d{6}): "
    rb"(?:netlink_extack: msg=(.*)|sched_process_exit: comm=(.{0,15}) pid=\d+ prio=-?\d.*)"
)
"""A comm of 16 bytes at most can not hold what looks like the rest of a line, so no program can write one for us."""
_NAME: Final = re.compile(r"nldissect-(\d+)-(\d+)-(\d+)-\d+")

_WITHOUT: Final = "what the kernel says to programs that did not ask for its words is not shown"


class Remark(NamedTuple):
    """What the kernel said, while it worked for `thread`."""

    time: int
    """nanoseconds since 1970, to the microsecond"""
    thread: int
    text: str


class KernelTrace:
    """The tracing instance, while the context lasts. Where there can be none, a `notice` says so, and nothing is read.

    Process ids are those of the initial pid namespace; `comparable` tells whether they are ours too.
    """

    def __init__(self) -> None:
        self.notice: str | None = None
        """why the kernel's words can not be had, a sentence for the user; None where they can"""
        self.remarks: list[Remark] = []
        """what the kernel said lately, in the order of time; whoever has placed one may take it out"""
        self.comparable = pid_namespace() == _INITIAL_PID_NAMESPACE
        self._ended: dict[int, str] = {}
        self._offset = 0
        self._path: Path | None = None
        self._pipe = -1
        self._rest = b""
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(exit_on_signals())
            atexit.register(self._remove)
            stack.callback(atexit.unregister, self._remove)
            stack.callback(self._remove)
            try:
                with signals_held():
                    self._begin()
            except OSError as error:
                self._remove()
                self.notice = self._refusal(error)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def read(self) -> None:
        """Take what the kernel has said until now; does not wait."""
        if self._pipe < 0:
            return
        offset = _clock_offset()
        if abs(offset - self._offset) > _CLOCK_NOISE:  # the wall clock was set
            self._offset = offset
        while True:
            try:
                data = os.read(self._pipe, _CHUNK)
            except BlockingIOError:
                break
            if not data:
                break
            *lines, self._rest = (self._rest + data).split(b"\n")
            for line in lines:
                self._take(line)
        self.remarks.sort(key=attrgetter("time"))  # across two readings, processors may be out of step
        del self.remarks[:-_MOST]

    def ended(self, pid: int) -> str | None:
        """The name of the thread or process `pid` (ours), where it ended not long ago."""
        if not self.comparable:
            return None
        self.read()
        return self._ended.get(pid)

    def _take(self, line: bytes) -> None:
        match = _LINE.fullmatch(line)
        if match is None:
            return
        thread, seconds, microseconds, text, comm = match.groups()
        if text is not None:
            stamp = (int(seconds) * 1_000_000 + int(microseconds)) * 1000 + self._offset
            self.remarks.append(Remark(stamp, int(thread), text.decode("utf-8", "replace")))
            return
        self._ended.pop(int(thread), None)
        self._ended[int(thread)] = comm.decode("utf-8", "surrogateescape")
        if len(self._ended) > _MOST:
            del self._ended[next(iter(self._ended))]

    # The instance.

    def _begin(self) -> None:
        instances = _tracefs() / "instances"
        _remove_stale(instances)
        self._path = path = _make(instances)
        (path / "buffer_size_kb").write_text(str(_BUFFER_KILOBYTES))
        (path / "trace_clock").write_text("mono")
        self._pipe = os.open(path / "trace_pipe", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        if (path / _EXITED).exists():
            (path / _EXITED).write_text("1")
        if (path / _SAID).exists():
            (path / _SAID).write_text("1")
        else:
            self.notice = f"{_WITHOUT}: this kernel has no tracepoint netlink:netlink_extack"

    def _remove(self) -> None:
        """Remove the instance; where that fails (someone else reads it) the next start does it."""
        pipe, self._pipe = self._pipe, -1
        path, self._path = self._path, None
        if pipe >= 0:
            os.close(pipe)
        if path is not None:
            _remove(path)

    def _refusal(self, error: OSError) -> str:
        if isinstance(error, _NotMountedError):
            return f"{_WITHOUT}: {error}"
        if error.errno in (errno.EACCES, errno.EPERM):
            return f"{_WITHOUT}: the kernel's tracing (tracefs) needs root"
        return f"{_WITHOUT}: the kernel's tracing (tracefs) refuses: {error.strerror or error}"


class _NotMountedError(OSError):
    """There is no tracefs."""


def _tracefs() -> Path:
    """Where tracefs is mounted; PermissionError where it may be and we may not look."""
    refused: PermissionError | None = None
    for place in _PLACES:
        try:
            if "instances" in os.listdir(place):
                return place
        except PermissionError as error:
            refused = error
        except (FileNotFoundError, NotADirectoryError):
            continue
    if refused is not None:
        raise refused
    if _PLACES[0].exists():
        raise _NotMountedError("tracefs is not mounted: `sudo mount -t tracefs tracefs /sys/kernel/tracing`")
    raise _NotMountedError("this kernel has no tracefs")


def _make(instances: Path) -> Path:
    pid = os.getpid()
    number = 0
    while True:
        path = instances / f"nldissect-{pid}-{pid_namespace()}-{started(pid) or 0}-{number}"
        try:
            path.mkdir()
        except FileExistsError:
            number += 1
        else:
            return path


def _remove_stale(instances: Path) -> None:
    """Remove what a killed nldissect left behind."""
    for name in os.listdir(instances):
        match = _NAME.fullmatch(name)
        if match is not None and is_gone(*(int(number) for number in match.groups())):
            _remove(instances / name)


def _remove(path: Path) -> None:
    """Remove an instance, but not where it is gone already or in use: then a later start finds it."""
    try:
        path.rmdir()
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.EBUSY):
            raise


def _clock_offset() -> int:
    """What the monotonic clock lacks to the wall clock, in nanoseconds: by the quickest of some looks at both."""
    looks = ((time.monotonic_ns(), time.time_ns(), time.monotonic_ns()) for _ in range(3))
    before, wall, after = min(looks, key=lambda look: look[2] - look[0])
    return wall - (before + after) // 2
