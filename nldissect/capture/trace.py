"""The netlink traffic of one command, or of a running process: through strace, without nlmon and without root."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self

from nldissect.capture.strace import OPTIONS, Reader
from nldissect.capture.tracepoint import UntoldWords
from nldissect.capture.tracing import KernelTrace
from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.wire import ByteOrder

HOST_ORDER: Final[ByteOrder] = "<" if sys.byteorder == "little" else ">"
INTERFACE: Final = "strace"
"""what stands for the interface in captures made this way"""
_QUIET: Final = 0.05
"""seconds without text after which the last call is taken to be whole"""
_CHUNK: Final = 1 << 16
_GRACE: Final = 1.0
"""seconds in which what was told to end should"""


class TracedCommand:
    """Runs a command under strace, or attaches to a process, and iterates over the datagrams that pass.

    The command's input, output and error stay the caller's. `status` is its exit status once iteration has ended, as
    a shell would tell it. As root, error replies have the kernel's words where the command did not ask for them; where
    they can not be had `notice` says why. Raises UserError on entering where strace is missing or can not trace.
    """

    def __init__(self, command: Sequence[str] = (), *, pid: int | None = None, quiet: bool = False) -> None:
        self.command = list(command)
        self.pid = pid
        self.quiet = quiet
        """send the command's own output nowhere: the terminal is taken"""
        self.status: int | None = None
        self.received = 0
        self.dropped = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._text = -1
        self._kernel = KernelTrace()
        self._words = UntoldWords(self._kernel)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        strace = shutil.which("strace")
        if strace is None:
            raise UserError("strace is not installed, and run needs it: sudo apt install strace")
        if self.command and shutil.which(self.command[0]) is None:
            raise UserError(f"no command is called {self.command[0]}")
        with ExitStack() as stack:
            stack.enter_context(self._kernel)
            text, write = os.pipe()
            words = [strace, *OPTIONS, "-o", f"/proc/self/fd/{write}"]
            words += ["-p", str(self.pid)] if self.pid is not None else ["--", *self.command]
            nowhere = subprocess.DEVNULL if self.quiet else None
            try:
                self._process = subprocess.Popen(
                    words,
                    pass_fds=(write,),
                    stdin=nowhere,
                    stdout=nowhere,
                    stderr=subprocess.PIPE if self.pid is not None else nowhere,
                )
            finally:
                os.close(write)
            self._stack = stack.pop_all()
        self._text = text
        os.set_blocking(text, False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        os.close(self._text)
        self._stack.close()

    @property
    def notice(self) -> str | None:
        """Why the kernel's words can not be had, a sentence for the user, as soon as a refusal came without any."""
        return self._words.notice

    def stop(self) -> None:
        """End it: the command gets SIGINT, as from a terminal; a process that was attached to goes on alone."""
        self._signal(signal.SIGINT)

    def _signal(self, number: signal.Signals) -> None:
        process = self._process
        if process is None or process.poll() is not None:
            return
        # strace itself blocks these signals while it runs a command, and ends with the command.
        for pid in _children(process.pid) if self.pid is None else [process.pid]:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue

    def end(self) -> None:
        """Stop, by harder means where the gentle ones do not help; returns when it has ended."""
        process = self._process
        if process is None:
            return
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            self._signal(number)
            try:
                process.wait(_GRACE)
                return
            except subprocess.TimeoutExpired:
                continue
        process.kill()
        process.wait()

    def __iter__(self) -> Iterator[Datagram]:
        reader = Reader(HOST_ORDER, _thread_group, _protocol)
        for chunk in self._lines():
            found = reader.settle() if chunk is None else [one for line in chunk for one in reader.feed(line)]
            for datagram in found:
                yield self._told(datagram)
        for datagram in reader.flush():
            yield self._told(datagram)
        self._ended()

    def _told(self, datagram: Datagram) -> Datagram:
        self.received += 1
        datagram.interface = INTERFACE
        self._words.follow(datagram)
        return datagram

    def _lines(self) -> Iterator[list[str] | None]:
        """Whole lines as they come; None where nothing came for a moment."""
        rest = b""
        poll = select.poll()
        poll.register(self._text, select.POLLIN)
        while True:
            if not poll.poll(_QUIET * 1000):
                yield None
                continue
            data = os.read(self._text, _CHUNK)
            if not data:
                break
            *lines, rest = (rest + data).split(b"\n")
            yield [line.decode("utf-8", "surrogateescape") for line in lines]

    def _ended(self) -> None:
        process = self._process
        assert process is not None
        said = process.stderr.read().decode("utf-8", "replace") if process.stderr is not None else ""
        code = process.wait()
        self.status = code if code >= 0 else 128 - code
        if self.pid is not None and not self.received and code and "attach" in said:
            raise UserError(_refused(self.pid, said))


def _refused(pid: int, said: str) -> str:
    if "No such process" in said:
        return f"there is no process {pid}"
    return (
        f"process {pid} can not be traced: it is another user's, or kernel.yama.ptrace_scope forbids it; "
        "run nldissect as root, or set it to 0"
    )


def _children(pid: int) -> list[int]:
    """The processes that a process of one thread started, as far as they run."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
            return [int(word) for word in children.read().split()]
    except OSError:
        return []


def _thread_group(thread: int) -> int:
    """The process a thread belongs to; the thread's own number where it has gone already."""
    try:
        with open(f"/proc/{thread}/status", encoding="utf-8", errors="replace") as status:
            for line in status:
                if line.startswith("Tgid:"):
                    return int(line.split()[1])
    except OSError:
        return thread
    return thread


def _protocol(thread: int, inode: int) -> int | None:
    """The protocol of a socket that was there before strace, from the kernel's table of netlink sockets."""
    try:
        with open(f"/proc/{thread}/net/netlink", encoding="ascii") as table:
            for line in table:
                words = line.split()
                if words[-1] == str(inode):
                    return int(words[1])
    except OSError:
        return None
    return None
