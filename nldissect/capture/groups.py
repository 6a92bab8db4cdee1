"""Multicast groups as a source: what the kernel tells its listeners, without nlmon and mostly without root.

The protocols that nlmon never shows (uevents, audit, connector …) are heard this way.
"""

from __future__ import annotations

import errno
import os
import select
import socket
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

from nldissect.capture.kernel import (
    HOST_ORDER,
    NETLINK_GENERIC,
    NETLINK_ROUTE,
    NLM_F_DUMP,
    KernelSocket,
    attributes_of,
)
from nldissect.capture.nlmon import link_table
from nldissect.datagram import Datagram, Direction
from nldissect.errors import UsageError, UserError
from nldissect.groups import GROUPS, group_names, group_number
from nldissect.protocols import PROTOCOLS, alias, protocol_number
from nldissect.tree import printable
from nldissect.wire import NLMSG_HDRLEN

NAME: Final = "groups"
"""what stands for the interface in captures made this way"""
_SOL_NETLINK: Final = 270
_NETLINK_ADD_MEMBERSHIP: Final = 1
_RECEIVE_BUFFER: Final = 8 << 20
_LARGEST: Final = 1 << 20
_BATCH: Final = 1024
_LARGEST_PROTOCOL: Final = 31
"""MAX_LINKS - 1"""
_LONGEST_NAME: Final = 64
_GENL_ID_CTRL: Final = 16
_GENLMSGHDR_GETFAMILY: Final = bytes([3, 1, 0, 0])
_CTRL_ATTR_FAMILY_NAME, _CTRL_ATTR_MCAST_GROUPS = 2, 7
_CTRL_ATTR_MCAST_GRP_NAME, _CTRL_ATTR_MCAST_GRP_ID = 1, 2
_CONNECTOR: Final = 11
_CN_IDX_PROC: Final = 1
_PROC_CN_MCAST_LISTEN, _PROC_CN_MCAST_IGNORE = 1, 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """Groups of one protocol to listen to; none means all of them. For generic netlink, of one family."""

    protocol: int
    groups: tuple[str, ...] = ()
    family: str | None = None


def wanted(words: Sequence[str]) -> list[Wanted]:
    """What `--groups` says: PROTOCOL or FAMILY, each perhaps with /GROUP, separated by commas.

    `uevent,route/link,route/neigh,nl80211/scan`; a generic netlink family is meant where no protocol has that name.
    Raises UsageError for a group that the protocol does not have.
    """
    found = []
    for word in (one.strip() for text in words for one in text.split(",")):
        name, _, group = word.partition("/")
        if not name:
            raise UsageError(f"--groups takes names such as uevent, route/link or nl80211, not {word!r}")
        protocol = protocol_number(name)
        if (protocol or 0) > _LARGEST_PROTOCOL or len(name) > _LONGEST_NAME or _too_large(group):
            raise UsageError(f"there is no such group: {printable(word[:80])}")
        if protocol is None:
            found.append(Wanted(NETLINK_GENERIC, (group,) if group else (), name))
        elif protocol == NETLINK_GENERIC and not group.isdecimal():
            raise UsageError(
                "the groups of generic netlink belong to its families: say FAMILY or FAMILY/GROUP, as in nlctrl, "
                "nl80211/scan; `nldissect families FAMILY` lists a family's"
            )
        elif group and group_number(protocol, group) is None:
            known = ", ".join(group_names(protocol)) or "none by name, give its number"
            raise UsageError(f"{alias(protocol)} has no group {printable(group)}; it has: {known}")
        else:
            found.append(Wanted(protocol, (group,) if group else ()))
    return found


def _too_large(group: str) -> bool:
    return group.isdecimal() and not 0 < int(group) < 1 << 31


class GroupCapture:
    """Listens to multicast groups: the same face as LiveCapture.

    A listener that is too slow loses messages; the kernel does not say how many, so `dropped` counts the times.
    Raises UserError on entering where a protocol or family does not exist here, or a group may not be listened to.
    """

    def __init__(self, groups: Sequence[Wanted], *, names: bool = True) -> None:
        self.interface = NAME
        self.received = 0
        self.own = 0
        self.dropped = 0
        self.ended: str | None = None
        self.notice: str | None = None
        self._wanted = groups
        self._names = names
        """whether to ask for the names of families and interfaces on entering"""
        self._sockets: dict[int, tuple[socket.socket, int]] = {}
        self._pending: list[Datagram] = []
        self._stopped = False
        self._wake = -1
        self._stack = ExitStack()

    @property
    def finished(self) -> bool:
        """Whether `stop` was called: what is left to read was heard before."""
        return self._stopped

    def stop(self) -> None:
        """End it; may be called from any thread and from a signal handler."""
        self._stopped = True
        if self._wake >= 0:
            os.eventfd_write(self._wake, 1)

    def read(self, timeout: float | None = None) -> list[Datagram]:
        """What has arrived; waits `timeout` seconds (None: for ever) for a first one."""
        batch, self._pending = self._pending, []
        self._drain(batch)
        if not batch and not self._stopped:
            self._poll.poll(None if timeout is None else max(0, timeout) * 1000)
            self._drain(batch)
        return batch

    def __iter__(self) -> Iterator[Datagram]:
        while (batch := self.read()) or not self.finished:
            yield from batch

    def ask_names(self) -> None:
        """Put the tables of generic netlink families and of interfaces into the stream, marked `own`."""
        with KernelSocket(NETLINK_GENERIC) as generic, KernelSocket(NETLINK_ROUTE) as route:
            for message in generic.ask(_GENL_ID_CTRL, NLM_F_DUMP, _GENLMSGHDR_GETFAMILY):
                self._pending.append(self._datagram(NETLINK_GENERIC, message, own=True))
            for message in link_table(route):
                self._pending.append(self._datagram(NETLINK_ROUTE, message, own=True))

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
            stack.callback(self._close_wake)
            self._netns = os.stat("/proc/self/ns/net").st_ino
            self._poll = select.poll()
            self._poll.register(self._wake, select.POLLIN)
            for one in self._wanted:
                self._listen(one, stack)
            if self._names:
                self.ask_names()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    # Joining.

    def _listen(self, one: Wanted, stack: ExitStack) -> None:
        told = one.family or alias(one.protocol)
        numbers = _family_groups(one) if one.family is not None else _numbers(one)
        listener = self._socket(one.protocol, told, stack)
        joined = 0
        for number in numbers:
            try:
                listener.setsockopt(_SOL_NETLINK, _NETLINK_ADD_MEMBERSHIP, number)
                joined += 1
            except OSError as error:
                if one.groups or error.errno not in (errno.EPERM, errno.EINVAL, errno.ENOENT):
                    raise UserError(_refused(told, number, error)) from error
        if not joined:
            raise UserError(f"no group of {printable(told)} can be listened to here: run nldissect as root")
        if one.protocol == _CONNECTOR and _CN_IDX_PROC in numbers:
            # The process events come only where a listener has asked for them.
            listener.sendto(_proc_control(_PROC_CN_MCAST_LISTEN), (0, 0))
            stack.callback(listener.sendto, _proc_control(_PROC_CN_MCAST_IGNORE), (0, 0))

    def _socket(self, protocol: int, told: str, stack: ExitStack) -> socket.socket:
        for known, number in self._sockets.values():
            if number == protocol:
                return known
        try:
            opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, protocol)
        except OSError as error:
            name = PROTOCOLS.get(protocol, f"protocol {protocol}")
            raise UserError(f"this kernel has no {name} ({printable(told)}): {error.strerror}") from error
        stack.callback(opened.close)
        opened.setblocking(False)
        for option in (socket.SO_RCVBUF, 33):  # 33: SO_RCVBUFFORCE, root's way past rmem_max
            try:
                opened.setsockopt(socket.SOL_SOCKET, option, _RECEIVE_BUFFER)
            except PermissionError:
                continue
        opened.bind((0, 0))
        self._sockets[opened.fileno()] = (opened, protocol)
        self._poll.register(opened.fileno(), select.POLLIN)
        return opened

    # Hearing.

    def _drain(self, batch: list[Datagram]) -> None:
        for listener, protocol in self._sockets.values():
            while len(batch) < _BATCH:
                try:
                    data, (sender, _) = listener.recvfrom(_LARGEST)
                except BlockingIOError:
                    break
                except OSError as error:
                    if error.errno != errno.ENOBUFS:
                        raise
                    self.dropped += 1
                    continue
                direction = Direction.UNKNOWN if sender else Direction.TO_USER
                batch.append(self._datagram(protocol, memoryview(data), direction=direction))

    def _datagram(
        self, protocol: int, data: memoryview, *, own: bool = False, direction: Direction = Direction.TO_USER
    ) -> Datagram:
        self.received += 1
        self.own += own
        return Datagram(
            self.received,
            time.time_ns(),
            protocol,
            data,
            HOST_ORDER,
            len(data),
            direction=direction,
            interface=NAME,
            netns=self._netns,
            own=own,
        )

    def _close_wake(self) -> None:
        wake, self._wake = self._wake, -1
        os.close(wake)


def _proc_control(operation: int) -> bytes:
    """nlmsghdr (NLMSG_DONE), cn_msg (CN_IDX_PROC, CN_VAL_PROC) and what to do (linux/cn_proc.h)."""
    return struct.pack("=IHHII", 40, 3, 0, 0, 0) + struct.pack("=IIIIHHI", 1, 1, 0, 0, 4, 0, operation)


def _numbers(one: Wanted) -> list[int]:
    if one.groups:
        return [number for name in one.groups if (number := group_number(one.protocol, name)) is not None]
    return list(GROUPS.get(one.protocol, {})) or list(range(1, 33))


def _family_groups(one: Wanted) -> list[int]:
    """The groups of a generic netlink family, as the kernel numbers them now."""
    assert one.family is not None
    name = one.family.encode() + b"\0"
    request = _GENLMSGHDR_GETFAMILY + struct.pack("=HH", 4 + len(name), _CTRL_ATTR_FAMILY_NAME) + name
    request += bytes(-len(request) % 4)
    groups: dict[str, int] = {}
    with KernelSocket(NETLINK_GENERIC) as generic:
        try:
            for message in generic.ask(_GENL_ID_CTRL, 4, request):
                listed = attributes_of(message, NLMSG_HDRLEN + 4).get(_CTRL_ATTR_MCAST_GROUPS, memoryview(b""))
                for group in attributes_of(listed, 0).values():
                    parts = attributes_of(group, 0)
                    found = bytes(parts[_CTRL_ATTR_MCAST_GRP_NAME]).rstrip(b"\0").decode()
                    groups[found] = int.from_bytes(
                        parts[_CTRL_ATTR_MCAST_GRP_ID], "little" if HOST_ORDER == "<" else "big"
                    )
        except OSError as error:
            family = printable(one.family)
            raise UserError(
                f"there is no protocol or generic netlink family {family} here: {error.strerror}"
            ) from error
    for group_name in one.groups:
        if group_name not in groups:
            known = ", ".join(groups) or "none"
            raise UsageError(f"{printable(one.family)} has no group {printable(group_name)}; it has: {known}")
    return [groups[name] for name in one.groups or groups]


def _refused(told: str, number: int, error: OSError) -> str:
    need = ": run nldissect as root" if error.errno == errno.EPERM else ""
    return f"group {number} of {printable(told)} can not be listened to ({error.strerror}){need}"
