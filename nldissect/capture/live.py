"""Live capture from an nlmon interface: one of our own, or one that exists."""

from __future__ import annotations

import errno
import os
import select
import time
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self

from nldissect.capture.batch import Batch
from nldissect.capture.kernel import NETLINK_GENERIC, NETLINK_ROUTE, NLM_F_DUMP, KernelSocket
from nldissect.capture.link import ARPHRD_NETLINK
from nldissect.capture.missing import missing_right
from nldissect.capture.nlmon import Device, find_device, link_table, own_nlmon
from nldissect.capture.packet_queue import QUEUE, PacketQueue
from nldissect.capture.ring import RING, Ring
from nldissect.capture.row import PID, PROTOCOL, TIME, Row
from nldissect.capture.sockets import PortOwners
from nldissect.capture.tap import Tap
from nldissect.capture.tracepoint import UntoldWords
from nldissect.capture.tracing import KernelTrace
from nldissect.datagram import Datagram
from nldissect.errors import UserError

_GENL_ID_CTRL: Final = 16
_GENLMSGHDR_GETFAMILY: Final = bytes([3, 1, 0, 0])
"""struct genlmsghdr: CTRL_CMD_GETFAMILY, version 1"""
_BULK: Final = 64
"""datagrams that come together where there is a storm: then nobody waits for a single answer, nor wakes for one"""
_NAP_SECONDS: Final = 0.002
_ANSWER_MILLISECONDS: Final = 2
"""A request is held back so long for the answer that tells whose it is."""


class LiveCapture:
    """The netlink traffic of this network namespace, from the moment the context is entered.

    `interface` names an nlmon interface that exists; without it one is made, and removed at the end. `buffer` is the
    size of the kernel's ring in bytes. The first datagrams are nldissect's own: it asks for the generic netlink
    families and the interfaces, so that names can be told in any reader later.

    One thread reads. `stop` may be called from any thread and from a signal handler, also before the context is
    entered. Enter in the main thread where SIGTERM has no handler, so that one can be set which removes the interface.

    Raises UserError on entering where rights, the kernel's module or the interface are missing.
    """

    def __init__(self, interface: str | None = None, *, buffer: int | None = None) -> None:
        self.interface = interface or ""
        """the interface's name, known once the context is entered"""
        self.received = 0
        """datagrams read so far, `own` ones among them"""
        self.own = 0
        """datagrams that nldissect itself caused"""
        self.dropped = 0
        """datagrams lost because the kernel's queue was full, as of the last `read`"""
        self.ended: str | None = None
        """why nothing more can come, a sentence for the user"""
        self._existing = interface
        self._trace = KernelTrace()
        self._owners = PortOwners(self._trace.ended)
        self._words = UntoldWords(self._trace)
        self._buffer = buffer
        self._stopped: int | None = None
        self._wake = -1
        self._read_all = False
        """all that came before `stop` has been read"""
        self._refused: str | None = None
        self._bulk = False
        """the last portion was a large one"""
        self._stack = ExitStack()

    @property
    def finished(self) -> bool:
        """Whether `stop` was called or the interface went away: what is left to read was captured before."""
        return self._stopped is not None or self.ended is not None

    @property
    def notice(self) -> str | None:
        """Sentences for the user: that there is no receive ring; why refusals came without the kernel's words."""
        return "; ".join(filter(None, (self._refused, self._words.notice))) or None

    def stop(self) -> None:
        """End the capture: what arrived until now can still be read."""
        if self._stopped is None:
            self._stopped = time.time_ns()
        if self._wake >= 0:
            os.eventfd_write(self._wake, 1)

    def read(self, timeout: float | None = None) -> Batch:
        """What has arrived, in portions; waits `timeout` seconds (None: for ever) for a first datagram.

        Empty where none came, and where the capture is finished and all is read. Each datagram has the process of its
        port id, as far as that is known, and an error reply the kernel's words.
        """
        batch = self._wait(timeout)
        if batch:
            if self._attribute(batch) and self._more(batch):
                self._attribute(batch)
            for datagram in batch.objects.values():
                if not datagram.own:
                    self._words.follow(datagram)
            self.received += len(batch)
            self.own += batch.own
        self._bulk = len(batch) >= _BULK
        self.dropped = self._tap.dropped()
        return batch

    def __iter__(self) -> Iterator[Datagram]:
        while (batch := self.read()) or not self.finished:
            yield from batch

    def ask_names(self) -> None:
        """Have the tables of generic netlink families and of interfaces pass by the tap: marked `own`, read later."""
        families = self._generic.ask(_GENL_ID_CTRL, NLM_F_DUMP, _GENLMSGHDR_GETFAMILY)
        for what, table in (("generic netlink families", families), ("interfaces", link_table(self._route))):
            try:
                for _ in table:
                    pass
            except OSError as error:
                raise UserError(f"the kernel does not list its {what}: {error.strerror or error}") from error

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
            stack.callback(self._close_wake)
            self._netns = os.stat("/proc/self/ns/net").st_ino
            try:
                self._route = stack.enter_context(KernelSocket(NETLINK_ROUTE))
                self._generic = stack.enter_context(KernelSocket(NETLINK_GENERIC))
            except OSError as error:
                raise UserError(f"cannot open a netlink socket: {error.strerror}") from error
            self._ports = frozenset((s.protocol, s.port_id) for s in (self._route, self._generic))
            # A ring takes a moment: it is ready before there is an interface, so that nothing passes unseen.
            tap, denied = self._open_tap()
            if tap is not None:
                stack.callback(tap.close)
            if self._existing is None:
                self.interface = stack.enter_context(own_nlmon(self._route)).name
            else:
                _check(find_device(self._route, self._existing), self._existing)
            if tap is None:
                raise UserError(missing_right(f"capturing on {self.interface}", "CAP_NET_RAW")) from denied
            try:
                tap.bind(self.interface)
            except OSError as error:
                raise UserError(f"cannot capture on {self.interface}: {error.strerror}") from error
            self._tap = tap
            self._poll = select.poll()
            for fd in (self._tap.fileno(), self._wake):
                self._poll.register(fd, select.POLLIN)
            stack.enter_context(self._trace)
            self.ask_names()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def _open_tap(self) -> tuple[Tap | None, PermissionError | None]:
        """A receive ring; the socket's queue where the kernel gives none, and that is told. None where it is denied."""
        try:
            return Ring(None, self._buffer or RING), None
        except PermissionError as error:
            return None, error
        except OSError as error:
            if error.errno not in (errno.ENOMEM, errno.EINVAL, errno.ENOPROTOOPT):
                raise UserError(f"cannot capture: {error.strerror}") from error
            queue = PacketQueue(None, self._buffer or QUEUE)
            self._refused = f"the kernel gives no receive ring ({error.strerror}): more is lost at high rates"
            return queue, None

    def _wait(self, timeout: float | None) -> Batch:
        """The next datagrams as they are, after `timeout` at most; all that came before the end, after the end."""
        batch = self._take()
        if batch or (timeout is not None and timeout <= 0 and not self.finished):
            return batch
        if not self.finished:
            if self._bulk:
                # We keep up: to be woken for each datagram would cost more than it takes to read many.
                time.sleep(_NAP_SECONDS)
            self._poll.poll(None if timeout is None else timeout * 1000)
            batch = self._take()
        return batch

    def _take(self) -> Batch:
        """What the tap has now; after `stop`, what was captured before it."""
        taken = None if self._read_all else self._tap.take()
        if self._tap.down and self.ended is None:
            self.ended = f"{self.interface} was taken down or removed"
        data, rows = taken or (memoryview(b""), [])
        return Batch(data, self._before_stop(rows), self.received + 1, self.interface, self._netns, self._ports)

    def _before_stop(self, rows: list[Row]) -> list[Row]:
        if self._stopped is None or not rows or rows[-1][TIME] <= self._stopped:
            return rows
        self._read_all = True
        return [row for row in rows if row[TIME] <= self._stopped]

    def _attribute(self, batch: Batch) -> bool:
        """Tell whose the datagrams are; True where a request still waits for the answer that would tell."""
        for key in {(row[PROTOCOL], row[PID]) for row in batch.rows} - batch.processes.keys():
            batch.processes[key] = self._owners.owner(*key) if key[1] and key not in self._ports else None
        return self._owners.attribute(list(batch.remarkable()))

    def _more(self, batch: Batch) -> bool:
        """Let a batch have the next datagrams too, where some come now; False where none did."""
        if self.finished or len(batch) >= _BULK:
            return False
        self._poll.poll(_ANSWER_MILLISECONDS)
        taken = self._tap.take()
        if taken is None:
            return False
        batch.extend(taken.data, self._before_stop(taken.rows))
        return True

    def _close_wake(self) -> None:
        wake, self._wake = self._wake, -1
        os.close(wake)


def _check(device: Device | None, name: str) -> None:
    """UserError where the interface `name` can not be captured on."""
    if device is None:
        raise UserError(f"there is no interface {name!r} here: `ip link show type nlmon` lists those that would do")
    if device.type != ARPHRD_NETLINK:
        raise UserError(f"{name} is no netlink monitor: leave -i away, or `sudo ip link add nlmon0 type nlmon`")
    if not device.up:
        raise UserError(f"{name} is down: `sudo ip link set {name} up`")
