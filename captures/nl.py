"""Netlink by hand, for the .sh files beside this: sockets, messages, attributes. Prints what the kernel answers."""

from __future__ import annotations

import os
import socket
from struct import pack, unpack_from

REQUEST, ACK, DUMP = 0x1, 0x4, 0x300
ERROR, DONE = 2, 3
CREATE = REQUEST | ACK | 0x600
"""NLM_F_CREATE and NLM_F_EXCL, too"""
SOL_NETLINK, ADD_MEMBERSHIP, EXT_ACK = 270, 1, 11
NESTED = 0x8000


def attr(number: int, payload: bytes | str | int = b"") -> bytes:
    """An attribute: a string gets its NUL, a number is a u32."""
    data = payload.encode() + b"\0" if isinstance(payload, str) else payload
    data = pack("=I", data) if isinstance(data, int) else data
    return pack("=HH", 4 + len(data), number) + data + bytes(-len(data) % 4)


def nest(number: int, *inside: bytes) -> bytes:
    """Attributes in an attribute."""
    return attr(number | NESTED, b"".join(inside))


def u8(value: int) -> bytes:
    """One byte."""
    return pack("=B", value)


def u16(value: int) -> bytes:
    """Two bytes, host order."""
    return pack("=H", value)


def u64(value: int) -> bytes:
    """Eight bytes, host order."""
    return pack("=Q", value)


def index(name: str) -> int:
    """An interface's index, 0 where there is none."""
    try:
        return socket.if_nametoindex(name)
    except OSError:
        return 0


class Netlink:
    """A socket of one protocol; `groups` are the numbers of multicast groups to listen on."""

    def __init__(self, protocol: int, *groups: int, timeout: float = 1.0) -> None:
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)
        self.socket.bind((0, 0))
        self.socket.setsockopt(SOL_NETLINK, EXT_ACK, 1)
        self.socket.settimeout(timeout)
        self.seq = 1000
        for group in groups:
            self.join(group)

    def join(self, group: int) -> None:
        """Listen on a multicast group."""
        self.socket.setsockopt(SOL_NETLINK, ADD_MEMBERSHIP, group)

    def send(self, number: int, body: bytes, flags: int = REQUEST | ACK) -> None:
        """Send a message and wait for nothing."""
        self.seq += 1
        self.socket.send(pack("=IHHII", 16 + len(body), number, flags, self.seq, 0) + body)

    def ask(self, number: int, body: bytes = b"", flags: int = REQUEST | ACK) -> list[bytes]:
        """Send a message; return the bodies of what comes back, up to its acknowledgement or the end of its dump."""
        try:
            self.send(number, body, flags)
        except OSError as error:
            print("not sent:", number, error)
            return []
        answers: list[bytes] = []
        while True:
            try:
                data = self.socket.recv(1 << 18)
            except OSError as error:
                print("no end:", number, error)
                return answers
            while len(data) >= 16:
                length, kind, _, seq, _ = unpack_from("=IHHII", data)
                if kind in (ERROR, DONE) and seq == self.seq:
                    code = unpack_from("=i", data, 16)[0] if length >= 20 else 0
                    if code:
                        print("error:", number, os.strerror(-code))
                    return answers
                answers.append(data[16:length])
                data = data[(length + 3) & ~3 :]

    def listen(self, seconds: float, most: int = 1000) -> int:
        """Read what comes for so long; return how many datagrams."""
        before = self.socket.gettimeout()
        self.socket.settimeout(seconds)
        count = 0
        try:
            while count < most:
                self.socket.recv(1 << 18)
                count += 1
        except OSError:
            pass
        self.socket.settimeout(before)
        return count


class Generic(Netlink):
    """A generic netlink family; `groups` are names of its multicast groups."""

    def __init__(self, family: str, *groups: str, timeout: float = 1.0, version: int = 1) -> None:
        super().__init__(16, timeout=timeout)
        self.version = version
        self.number = 0
        named: dict[str, int] = {}
        for answer in self.ask(16, pack("=BBH", 3, 2, 0) + attr(2, family)):
            found = attributes(answer[4:])
            self.number = unpack_from("=H", found[1])[0]
            for one in attributes(found.get(7, b"")).values():
                inside = attributes(one)
                named[inside[1].rstrip(b"\0").decode()] = unpack_from("=I", inside[2])[0]
        for group in groups:
            if group in named:
                self.join(named[group])
            else:
                print("no group", group, "of", family)

    def do(self, command: int, *body: bytes, flags: int = REQUEST | ACK) -> list[bytes]:
        """One command; nothing where the kernel has no such family."""
        return (
            self.ask(self.number, pack("=BBH", command, self.version, 0) + b"".join(body), flags) if self.number else []
        )

    def dump(self, command: int, *body: bytes) -> list[bytes]:
        """One command as a dump."""
        return self.do(command, *body, flags=REQUEST | DUMP)


def attributes(data: bytes) -> dict[int, bytes]:
    """Number, without flags → payload."""
    found: dict[int, bytes] = {}
    while len(data) >= 4:
        length, number = unpack_from("=HH", data)
        if length < 4:
            break
        found[number & 0x3FFF] = data[4:length]
        data = data[(length + 3) & ~3 :]
    return found
