"""Leaving nothing behind: signals end the program in order, and a left-over tells whose it was.

`kill -9` leaves no way out. So what stays in the kernel (an interface, a tracing instance) bears its owner's process
id, pid namespace and start time, and the next start removes that whose owner is gone.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


def pid_namespace() -> int:
    """The inode number of our pid namespace."""
    return os.stat("/proc/self/ns/pid").st_ino


def started(pid: int) -> int | None:
    """When process `pid` was started, in clock ticks since boot; None where /proc does not show it."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[19])
    except OSError:
        return None


def is_gone(pid: int, namespace: int, start: int) -> bool:
    """Whether the process that `pid` was in our pid namespace, started at `start`, runs no more. Others may run."""
    if namespace != pid_namespace():
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        pass
    return started(pid) not in (None, start)


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP as SystemExit, so that contexts are left in order, where nobody else has a say in them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise SystemExit(128 + number)

    taken = [n for n in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(n) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def signals_held() -> Iterator[None]:
    """Signals that would end the program wait, so that nothing is made without being remembered."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
