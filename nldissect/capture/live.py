"""Live capture from an nlmon interface: one of our own, or one that exists."""

from __future__ import annotations

import errno
import os
import select
import time
from collections.abc import Iterator
from contextlib import ExitStack
from struct import Struct
from types import TracebackType
from typing import Final, Self

from nldissect.capture.kernel import HOST_ORDER, NETLINK_GENERIC, NETLINK_ROUTE, NLM_F_DUMP, KernelSocket
from nldissect.capture.link import ARPHRD_NETLINK
from nldissect.capture.missing import missing_right
from nldissect.capture.nlmon import Device, find_device, link_table, own_nlmon
from nldissect.capture.sockets import PortOwners
from nldissect.capture.tracepoint import UntoldWords
from nldissect.capture.tracing import KernelTrace
from nldissect.datagram import Datagram
from nldissect.errors import UserError
from nldissect.wire import NLMSG_HDRLEN

_GENL_ID_CTRL: Final = 16
_GENLMSGHDR_GETFAMILY: Final = bytes([3, 1, 0, 0])
"""struct genlmsghdr: CTRL_CMD_GETFAMILY, version 1"""
_NLMSG_PID: Final = Struct("=12xI")
_BATCH: Final = 4096
_ANSWER_MILLISECONDS: Final = 2
"""A request is held back so long for the answer that tells whose it is."""


class LiveCapture:
    """The netlink traffic of this network namespace, from the moment the context is entered.

    `interface` names an nlmon interface that exists; without it one is made, and removed at the end. `buffer` is the
    size of the kernel's queue in bytes. The first datagrams are nldissect's own: it asks for the generic netlink
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
        self._pending: list[Datagram] = []
        self._stack = ExitStack()

    @property
    def finished(self) -> bool:
        """Whether `stop` was called or the interface went away: what is left to read was captured before."""
        return self._stopped is not None or self.ended is not None

    @property
    def notice(self) -> str | None:
        """Why the kernel's words can not be had, a sentence for the user, as soon as a refusal came without any."""
        return self._words.notice

    def stop(self) -> None:
        """End the capture: what arrived until now can still be read."""
        if self._stopped is None:
            self._stopped = time.time_ns()
        if self._wake >= 0:
            os.eventfd_write(self._wake, 1)

    def read(self, timeout: float | None = None) -> list[Datagram]:
        """What has arrived, some thousand datagrams at most; waits `timeout` seconds (None: for ever) for a first one.

        Empty where none came, and at once where the capture is finished and all is read. Each datagram has the process
        of its port id, as far as that is known, and an error reply the kernel's words.
        """
        batch, self._pending = self._pending, []
        self._drain(batch)
        if not batch and not self.finished:
            self._poll.poll(None if timeout is None else max(0, timeout) * 1000)
            self._drain(batch)
        if self._owners.attribute(batch) and not self.finished:
            self._poll.poll(_ANSWER_MILLISECONDS)
            self._drain(batch)
            self._owners.attribute(batch)
        for datagram in batch:
            if not datagram.own:
                self._words.follow(datagram)
        self.dropped = self._socket.dropped()
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
                    self._drain(self._pending)
            except OSError as error:
                raise UserError(f"the kernel does not list its {what}: {error.strerror or error}") from error
        self._drain(self._pending)

    def __enter__(self) -> Self:
        # Before there is an interface: the import takes a moment, and scapy asks the kernel for its routes.
        from nldissect.capture.scapy_socket import RECEIVE_BUFFER, NetlinkListenSocket

        with ExitStack() as stack:
            self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
            stack.callback(self._close_wake)
            self._netns = os.stat("/proc/self/ns/net").st_ino
            try:
                self._route = stack.enter_context(KernelSocket(NETLINK_ROUTE))
                self._generic = stack.enter_context(KernelSocket(NETLINK_GENERIC))
            except OSError as error:
                raise UserError(f"cannot open a netlink socket: {error.strerror}") from error
            self._ports = {(s.protocol, s.port_id) for s in (self._route, self._generic)}
            if self._existing is None:
                self.interface = stack.enter_context(own_nlmon(self._route)).name
            else:
                _check(find_device(self._route, self._existing), self._existing)
            try:
                self._socket = NetlinkListenSocket(self.interface, self._buffer or RECEIVE_BUFFER)
            except PermissionError as error:
                raise UserError(missing_right(f"capturing on {self.interface}", "CAP_NET_RAW")) from error
            except OSError as error:
                raise UserError(f"cannot capture on {self.interface}: {error.strerror}") from error
            stack.callback(self._socket.close)
            self._poll = select.poll()
            for fd in (self._socket.fileno(), self._wake):
                self._poll.register(fd, select.POLLIN)
            stack.enter_context(self._trace)
            self.ask_names()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def _drain(self, batch: list[Datagram]) -> None:
        """Append what waits in the kernel's queue; after `stop`, what was captured before it."""
        receive, append, ports = self._socket.recv_datagram, batch.append, self._ports
        while len(batch) < _BATCH:
            try:
                data, protocol, stamp, _, length = receive(False)
            except BlockingIOError:
                return
            except OSError as error:
                if error.errno != errno.ENETDOWN:
                    raise
                self.ended = f"{self.interface} was taken down or removed"
                continue  # the queue is still there
            if self._stopped is not None and stamp > self._stopped:
                return
            self.received += 1
            own = len(data) >= NLMSG_HDRLEN and (protocol, _NLMSG_PID.unpack_from(data)[0]) in ports
            self.own += own
            append(
                Datagram(
                    self.received,
                    stamp,
                    protocol,
                    memoryview(data),
                    HOST_ORDER,
                    length,
                    interface=self.interface,
                    netns=self._netns,
                    own=own,
                )
            )

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
