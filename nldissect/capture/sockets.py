"""Who is at the user's end: port id → process, from /proc (netlink(7), proc(5)).

A message bears a port id at most. The kernel's table of netlink sockets (/proc/net/netlink) gives the socket's inode,
and /proc/PID/fd who holds it. A process's first socket of a protocol has the process id as its port id: there the
process is looked at first, since it may be gone in a moment. What was seen is remembered.

The table is read rather than asked for by NETLINK_SOCK_DIAG: those questions would stand in every capture.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nldissect import wire
from nldissect.capture.requests import NLM_F_REQUEST, requests_in
from nldissect.datagram import Datagram, Process
from nldissect.wire import NLMSG_HDRLEN

_LARGEST_PID: Final = 1 << 22
"""PID_MAX_LIMIT; the kernel's other port ids are far beyond"""
_FRESH_SECONDS: Final = 1.0
"""what was found, or not, is taken as it is for so long"""
_REMEMBERED_SECONDS: Final = 60.0
"""a process that is gone stands for its port id so long: what it sent may still wait to be read"""
_SEARCH_SECONDS: Final = 1.0
"""all processes are searched this often at most"""
_REST: Final = 20
"""after reading the table of sockets, and after a search, nothing of the kind is done for so many times as long"""
_RECENT: Final = 8
_KEPT: Final = 8192

Ended = Callable[[int], str | None]
"""the name of a process that has ended, by its id, where that is known"""


@dataclass(slots=True)
class _Entry:
    process: Process | None
    inode: int | None
    until: float
    """until when it is taken as it is"""
    seen: float
    """when the socket was last there"""

    def still(self, inode: int | None, now: float) -> bool:
        """Whether it goes on to hold, now that the socket is `inode`; None where it has been closed."""
        if self.process is None or not (
            now < self.seen + _REMEMBERED_SECONDS if inode is None else inode == self.inode
        ):
            return False
        self.until = now + _FRESH_SECONDS
        if inode is not None:
            self.seen = now
        return True


class PortOwners:
    """Port ids of this network namespace → processes, as they come and go."""

    def __init__(self, ended: Ended = lambda pid: None) -> None:
        self._ended = ended
        self._entries: dict[tuple[int, int], _Entry] = {}
        self._inodes: dict[tuple[int, int], int] = {}
        self._table_read = 0.0
        self._table_due = 0.0
        self._holders: dict[int, int] = {}
        self._search_due = 0.0
        self._recent: dict[int, None] = {}
        """processes found last, the newest at the end"""

    def attribute(self, datagrams: Iterable[Datagram]) -> bool:
        """Give datagrams that follow each other their `process`; True where a request still waits for an answer.

        Most requests bear no port id: they get the process that the answer among `datagrams` tells, where there is no
        doubt which request is answered.
        """
        waiting: dict[tuple[int, int], list[Datagram]] = {}
        for datagram in datagrams:
            if datagram.own or len(datagram.data) < NLMSG_HDRLEN:
                continue
            header = wire.header(datagram.data, 0, datagram.order)
            if header.nlmsg_pid and datagram.process is None:
                datagram.process = self.owner(datagram.protocol, header.nlmsg_pid)
            if header.nlmsg_flags & NLM_F_REQUEST:
                if datagram.process is None:
                    for seq in set(requests_in(datagram)):
                        waiting.setdefault((datagram.protocol, seq), []).append(datagram)
            elif header.nlmsg_pid:
                asked = waiting.pop((datagram.protocol, header.nlmsg_seq), ())
                if len(asked) == 1 and asked[0].process is None:
                    asked[0].process = datagram.process
        return any(one.process is None for asked in waiting.values() for one in asked)

    def owner(self, protocol: int, port: int) -> Process | None:
        """The process with that port id; None where nobody can tell."""
        key = (protocol, port)
        entry = self._entries.get(key)
        now = time.monotonic()
        if entry is not None and now < entry.until:
            return entry.process
        inode = self._inode(key, now) if entry is not None else None
        if entry is not None and entry.still(inode, now):
            return entry.process
        process, inode = self._find(key, now)
        until = now + _FRESH_SECONDS
        if process is None and inode is not None:
            until = self._search_due
        elif process is None and self._table_read != now:
            until = self._table_due
        if process is not None:
            self._recent.pop(process.pid, None)
            self._recent[process.pid] = None
            if len(self._recent) > _RECENT:
                del self._recent[next(iter(self._recent))]
        self._entries.pop(key, None)
        self._entries[key] = _Entry(process, inode, until, now)
        if len(self._entries) > _KEPT:
            del self._entries[next(iter(self._entries))]
        return process

    def _find(self, key: tuple[int, int], now: float) -> tuple[Process | None, int | None]:
        port = key[1]
        is_pid = port <= _LARGEST_PID
        comm = _comm(port) if is_pid else None
        inode = self._inode(key, now)
        if inode is None:  # closed already
            if comm is None and is_pid:
                comm = self._ended(port)
            return (None if comm is None else Process(port, comm, port=port)), None
        held = _holds(port, inode) if comm is not None else False
        if comm is not None and held:
            return Process(port, comm, port=port), inode
        pid = self._holder(inode, now)
        found = None if pid is None else _comm(pid)
        if pid is not None and found is not None:
            return Process(pid, found, port=port), inode
        if comm is not None and held is None:  # we may not look closer
            return Process(port, comm, port=port), inode
        ended = self._ended(port) if is_pid and comm is None else None
        return (None if ended is None else Process(port, ended, port=port)), inode

    def _inode(self, key: tuple[int, int], now: float) -> int | None:
        """The inode of the socket with that protocol and port id."""
        if now >= self._table_due:
            self._inodes = socket_table()
            self._table_read = now
            after = time.monotonic()
            self._table_due = after + _REST * (after - now)
        return self._inodes.get(key)

    def _holder(self, inode: int, now: float) -> int | None:
        """The process that holds a socket: one that was found lately has opened a further one, or any other."""
        for pid in reversed(self._recent):
            if _holds(pid, inode):
                return pid
        if inode not in self._holders and now >= self._search_due:
            self._holders = _holders(set(self._inodes.values()))
            after = time.monotonic()
            self._search_due = after + max(_SEARCH_SECONDS, _REST * (after - now))
        return self._holders.get(inode)


def socket_table() -> dict[tuple[int, int], int]:
    """(NETLINK_*, port id) → inode, of all netlink sockets of this network namespace that programs hold."""
    table: dict[tuple[int, int], int] = {}
    try:
        with open("/proc/thread-self/net/netlink", encoding="ascii") as lines:
            next(lines, None)
            for line in lines:
                words = line.split()
                if words[2] != "0":
                    table[int(words[1]), int(words[2])] = int(words[9])
    except OSError:  # no /proc: nobody can be told
        return {}
    return table


def _comm(pid: int) -> str | None:
    """The name of a process; None where there is none, or none to be seen."""
    try:
        with open(f"/proc/{pid}/comm", encoding="utf-8", errors="surrogateescape") as file:
            return file.read().removesuffix("\n")
    except OSError:
        return None


def _holds(pid: int, inode: int) -> bool | None:
    """Whether a process holds a socket; None where that can not be seen."""
    wanted = f"socket:[{inode}]"
    try:
        return any(link == wanted for link in _links(pid))
    except OSError:  # it ended, or is another user's
        return None


def _holders(inodes: set[int]) -> dict[int, int]:
    """inode → process, for those sockets. Init also holds what it has opened for others: it is taken last."""
    wanted = {f"socket:[{inode}]": inode for inode in inodes}
    found: dict[int, int] = {}
    pids = sorted(int(name) for name in os.listdir("/proc") if name.isdecimal())
    for pid in (*(pid for pid in pids if pid != 1), 1):
        try:
            for link in _links(pid):
                if link in wanted:
                    found.setdefault(wanted[link], pid)
        except OSError:  # it ended, or is another user's
            continue
    return found


def _links(pid: int) -> Iterator[str]:
    """Where a process's file descriptors point. OSError where that can not be seen."""
    folder = f"/proc/{pid}/fd/"
    for name in os.listdir(folder):
        try:
            yield os.readlink(folder + name)
        except FileNotFoundError:  # closed meanwhile
            continue
