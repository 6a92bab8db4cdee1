"""What strace tells of netlink: its text, line by line, into datagrams.

strace is asked for hexdumps of every buffer (`-e read=all -e write=all`), so that the bytes are exact. A line of text
is one system call, or half of one where another thread came between; the dump follows at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from nldissect.datagram import Datagram, Direction, Process
from nldissect.protocols import protocol_number
from nldissect.wire import ByteOrder

OPTIONS: Final = (
    "-f", "-qq", "--absolute-timestamps=format:unix,precision:ns", "--syscall-times=ns", "--decode-pids=comm",
    "--decode-fds=socket", "-s", "0", "-e", "signal=none", "-e", "read=all", "-e", "write=all",
    "-e", ("trace=clone,clone3,fork,vfork,socket,close,dup,dup2,dup3,"
           "sendto,sendmsg,sendmmsg,recvfrom,recvmsg,recvmmsg"),
)  # fmt: skip
"""how strace must be called for its text to be read here"""

_LINE: Final = re.compile(r"(\d+)(?:<(.*?)>)? +(\d+)\.(\d{9}) (.*)", re.DOTALL)
_CALL: Final = re.compile(r"(\w+)\((.*)", re.DOTALL)
_RESUMED: Final = re.compile(r"<\.\.\. (\w+) resumed>(.*)", re.DOTALL)
_RESULT: Final = re.compile(r"(.*)\) += (-?\d+|\?)(?:<([^>]*)>)?(?: (\w+))?.*?(?: <(\d+)\.(\d{9})>)?$", re.DOTALL)
_SOCKET: Final = re.compile(r"(\d+)<NETLINK:\[(?:(\w+):(\d+)|(\d+))\]>")
_CREATED: Final = re.compile(r"AF_NETLINK, [^,]+, (?:NETLINK_(\w+)|(\w+))")
_PEER: Final = re.compile(
    r"sa_family=AF_NETLINK, (?:nl_pad=\w+, )?nl_pid=(-?\d+)(?:<[^>]*>)?(?:, nl_groups=(?:0x)?([0-9a-f]+))?"
)
_VECTOR: Final = re.compile(r" = (\d+) buffers in vector (\d+)")
_DUMP: Final = re.compile(r" \| ([0-9a-f]{5,})  (.{49})")
_CLONING: Final = ("clone", "clone3", "fork", "vfork")
_CLOSING: Final = ("close", "dup", "dup2", "dup3")
_SENDING: Final = ("sendto", "sendmsg", "sendmmsg")
_OVERRUN: Final = "ENOBUFS"
"""what receiving fails with when messages were lost: the receiver's buffer was full"""
_RECEIVING: Final = ("recvfrom", "recvmsg", "recvmmsg")


@dataclass(slots=True)
class _Call:
    """One system call on a netlink socket, gathering its dump."""

    name: str
    process: Process
    entered: int
    ended: int
    arguments: str
    protocol: int
    result: int
    errno: str | None
    pieces: list[bytearray] = field(default_factory=lambda: [bytearray()])


Lookup = Callable[[int, int], int | None]
"""(thread, socket's inode) → netlink protocol, for sockets made before strace came"""


class Reader:
    """Reads the text of one strace; feed it lines, take datagrams.

    `group_of` maps a thread to its process id; `protocol_of` finds a socket's protocol where strace did not see it
    made.
    """

    def __init__(self, order: ByteOrder, group_of: Callable[[int], int], protocol_of: Lookup) -> None:
        self._order: ByteOrder = order
        self._group_of = group_of
        self._protocol_of = protocol_of
        self._protocols: dict[int, int] = {}
        self._files: dict[int, dict[int, int]] = {}
        """process → file descriptor → a number of our own for the socket behind it"""
        self._sockets = 0
        self._groups: dict[int, int] = {}
        self._halves: dict[int, tuple[str, int]] = {}
        self._sending: dict[int, int] = {}
        """threads inside a send, and since when: what others receive meanwhile is held back until it is known"""
        self._call: _Call | None = None
        self._held: list[Datagram] = []
        self._number = 0

    def datagrams(self, lines: Iterable[str]) -> Iterator[Datagram]:
        """The datagrams in `lines`, in the order of time."""
        for line in lines:
            yield from self.feed(line)
        yield from self.flush()

    def feed(self, line: str) -> list[Datagram]:
        """Take a line; give what is complete."""
        if line.startswith(" "):
            self._dump(line)
            return []
        self._finish()
        match = _LINE.match(line.rstrip("\n"))
        if match is not None:
            thread, comm, seconds, nanoseconds, text = match.groups()
            self._take(int(thread), comm or "", int(seconds) * 1_000_000_000 + int(nanoseconds), text)
        return self._ready()

    def flush(self) -> list[Datagram]:
        """The text has ended, or pauses: give all there is."""
        self._finish()
        return self._ready(everything=True)

    def settle(self) -> list[Datagram]:
        """Nothing has been written for a moment: the last call's dump is complete."""
        self._finish()
        return self._ready()

    # One call.

    def _take(self, thread: int, comm: str, time: int, text: str) -> None:
        resumed = _RESUMED.match(text)
        entered = time
        if resumed is not None:
            begun, entered = self._halves.pop(thread, ("", time))
            name, rest = resumed[1], begun + resumed[2]
            self._sending.pop(thread, None)
        else:
            called = _CALL.match(text)
            if called is None:
                return
            name, rest = called[1], called[2]
        if rest.endswith("<unfinished ...>"):
            self._halves[thread] = (rest.removesuffix("<unfinished ...>").rstrip(" "), time)
            if name in _SENDING and "NETLINK:[" in rest:
                self._sending[thread] = time
            return
        result = _RESULT.match(rest)
        if result is not None:
            self._judge(name, thread, comm, entered, result)

    def _judge(self, name: str, thread: int, comm: str, entered: int, result: re.Match[str]) -> None:
        arguments, value, opened, errno, seconds, nanoseconds = result.groups()
        code = -1 if value == "?" else int(value)
        if name in _CLONING:
            self._cloned(thread, code, arguments)
            return
        group = self._group(thread)
        if name == "socket":
            self._created(group, code, arguments, opened)
            return
        found = _SOCKET.match(arguments)
        if found is None:
            return
        if name in _CLOSING:
            self._duplicated(group, int(found[1]), code, name)
            return
        protocol, port = self._socket(thread, found)
        if protocol is None or name not in _SENDING + _RECEIVING:
            return
        lost = errno == _OVERRUN  # told once, to whoever looks first
        if name in _RECEIVING and (code < 0 or "MSG_PEEK" in arguments) and not lost:
            return
        ended = entered if seconds is None else entered + int(seconds) * 1_000_000_000 + int(nanoseconds)
        self._call = _Call(
            name, Process(group, comm, thread, port, self._files.get(group, {}).get(int(found[1]))),
            entered, ended, arguments, protocol, code, errno if code < 0 else None,
        )  # fmt: skip

    # Who holds which socket.

    def _group(self, thread: int) -> int:
        if thread not in self._groups:
            self._groups[thread] = self._group_of(thread)
        return self._groups[thread]

    def _cloned(self, parent: int, child: int, arguments: str) -> None:
        if child <= 0:
            return
        group = self._group(parent)
        if "CLONE_THREAD" in arguments:
            self._groups[child] = group
        else:
            self._groups[child] = child
            self._files[child] = self._files.get(group, {}) | self._files.get(child, {})

    def _duplicated(self, group: int, descriptor: int, result: int, name: str) -> None:
        files = self._files.get(group, {})
        if name == "close":
            files.pop(descriptor, None)
        elif result >= 0 and descriptor in files:
            files[result] = files[descriptor]

    def _created(self, group: int, descriptor: int, arguments: str, opened: str | None) -> None:
        created = _CREATED.match(arguments)
        if created is not None and descriptor >= 0:
            self._sockets += 1
            self._files.setdefault(group, {})[descriptor] = self._sockets
        inode = re.fullmatch(r"NETLINK:\[(\d+)\]", opened or "")
        if created is not None and inode is not None:
            name, number = created.groups()
            protocol = protocol_number(f"NETLINK_{name}") if name else int(number, 0)
            if protocol is not None:
                self._protocols[int(inode[1])] = protocol

    def _socket(self, thread: int, found: re.Match[str]) -> tuple[int | None, int | None]:
        """(protocol, port id) of a file descriptor as strace writes it."""
        _, name, port, inode = found.groups()
        if name is not None:
            return protocol_number(f"NETLINK_{name}") if not name.isdecimal() else int(name), int(port)
        number = int(inode)
        if number not in self._protocols:
            protocol = self._protocol_of(thread, number)
            if protocol is None:
                return None, None
            self._protocols[number] = protocol
        return self._protocols[number], None

    # Its bytes.

    def _dump(self, line: str) -> None:
        call = self._call
        if call is None:
            return
        row = _DUMP.match(line)
        if row is not None:
            call.pieces[-1] += bytes.fromhex(row[2])
            return
        vector = _VECTOR.match(line)
        if vector is not None and int(vector[2]):
            call.pieces.append(bytearray())

    def _finish(self) -> None:
        call, self._call = self._call, None
        if call is None:
            return
        sending = call.name in _SENDING
        peer = _PEER.search(call.arguments)
        other = int(peer[1]) if peer is not None else 0
        groups = int(peer[2] or "0", 16) if peer is not None else 0
        direction = Direction.UNKNOWN if other else Direction.TO_KERNEL if sending else Direction.TO_USER
        several = call.name in ("sendmmsg", "recvmmsg")
        lost = not sending and call.errno is not None
        for piece in call.pieces:
            if not piece and not lost:
                continue
            length = len(piece)
            if lost:
                piece.clear()
            elif not sending and not several:
                length = call.result
                del piece[length:]
            self._held.append(
                Datagram(
                    0,
                    call.entered if sending else call.ended,
                    call.protocol,
                    memoryview(bytes(piece)),
                    self._order,
                    max(length, len(piece)),
                    direction=direction,
                    process=call.process,
                    failure=call.errno,
                    comments=(f"multicast groups {groups:#x}",) if groups else (),
                )
            )

    def _ready(self, *, everything: bool = False) -> list[Datagram]:
        """What no call still under way can come before, in the order of time."""
        under_way = [*self._sending.values()]
        if self._call is not None:  # its dump is still being read
            under_way.append(self._call.entered)
        if under_way and not everything:
            first = min(under_way)
            ready = [datagram for datagram in self._held if datagram.time < first]
            self._held = [datagram for datagram in self._held if datagram.time >= first]
        else:
            ready, self._held = self._held, []
        ready.sort(key=lambda datagram: datagram.time)
        for datagram in ready:
            self._number += 1
            datagram.number = self._number
        return ready
