"""What every source of traffic yields: one netlink datagram and what is known about its passage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nldissect.wire import ByteOrder


class Direction(StrEnum):
    """Which way a message went; the words of the JSON contract."""

    TO_KERNEL = "to-kernel"
    TO_USER = "to-user"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Process:
    """The program at the user's end of a socket, and the socket's port id where that is known beside the messages."""

    pid: int
    comm: str
    thread: int | None = None
    """the thread that sent or received, where the source can tell threads apart"""
    port: int | None = None
    socket: int | None = None
    """the same number for the same socket, where the source can tell sockets apart (port ids are used again)"""


@dataclass(slots=True)
class Datagram:
    """One datagram as it was captured.

    `data` starts at the first nlmsghdr; `order` is the capturing host's byte order as far as the source can tell (the
    file's magic). `wire_length` is longer than `data` where the capture cut it. `offset` is where `data` begins in the
    source, for reading it again. `direction` is UNKNOWN where only the messages themselves can tell.
    """

    number: int
    """frame number, from 1"""
    time: int
    """nanoseconds since 1970, UTC"""
    protocol: int
    """NETLINK_*"""
    data: memoryview
    order: ByteOrder
    wire_length: int
    offset: int = 0
    direction: Direction = Direction.UNKNOWN
    process: Process | None = None
    interface: str | None = None
    """the interface it was captured on, where the source names it"""
    netns: int | None = None
    """inode number of the network namespace"""
    own: bool = False
    """caused by nldissect itself"""
    comments: tuple[str, ...] = ()
    failure: str | None = None
    """the errno (its name) that the system call returned: the kernel did not take the datagram, or, to user and empty,
    it had lost what it should have given (ENOBUFS)"""
    words: str | None = None
    """what the kernel said of a failure to nobody: the text that its tracepoint told (extack)"""
