"""Asking the kernel over a netlink socket of our own (linux/netlink.h, RFC 3549): just what a capture needs.

Every request carries our port id in nlmsg_pid, where most programs leave 0: whoever watches, and that is mostly
nldissect itself, can tell these requests, their replies and the notifications they cause from everyone else's.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from struct import Struct
from types import TracebackType
from typing import Final, Self

from nldissect.wire import NLA_HDRLEN, NLMSG_HDRLEN, ByteOrder, align4, attributes, messages

HOST_ORDER: Final[ByteOrder] = "<" if sys.byteorder == "little" else ">"

NETLINK_ROUTE: Final = 0
NETLINK_GENERIC: Final = 16

NLMSG_ERROR: Final = 2
NLMSG_DONE: Final = 3
NLM_F_REQUEST: Final = 0x1
NLM_F_ACK: Final = 0x4
NLM_F_DUMP: Final = 0x300
NLM_F_EXCL: Final = 0x200
NLM_F_CREATE: Final = 0x400
_NLM_F_CAPPED: Final = 0x100
_NLM_F_ACK_TLVS: Final = 0x200

_SOL_NETLINK: Final = 270
_NETLINK_CAP_ACK: Final = 10
_NETLINK_EXT_ACK: Final = 11
_NLMSGERR_ATTR_MSG: Final = 1

_NLMSGHDR: Final = Struct("=IHHII")
_NLATTR: Final = Struct("=HH")
_INT: Final = Struct("=i")
_RECEIVE_SIZE: Final = 1 << 16
"""The kernel fills what a dump's reader offers, up to 32 KiB."""
_PATIENCE_SECONDS: Final = 5.0


class KernelError(OSError):
    """The kernel refused: `errno` is its code, `words` its extack message ("" where it sent none)."""

    def __init__(self, errno: int, words: str) -> None:
        super().__init__(errno, os.strerror(errno))
        self.words = words


def attribute(number: int, payload: bytes) -> bytes:
    """One nlattr with its padding, in the host's byte order."""
    length = NLA_HDRLEN + len(payload)
    return _NLATTR.pack(length, number) + payload + bytes(align4(length) - length)


def attributes_of(message: memoryview, start: int) -> dict[int, memoryview]:
    """The payloads of a message's attributes from offset `start` on, by number; the last one of a number wins."""
    spans = attributes(message, start, len(message), HOST_ORDER)
    return {
        span.type: message[span.offset + NLA_HDRLEN : span.offset + span.length]
        for span in spans
        if span.type is not None
    }


class KernelSocket:
    """A netlink socket that asks one thing at a time. OSError where the protocol does not exist here."""

    def __init__(self, protocol: int) -> None:
        self.protocol = protocol
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, protocol)
        try:
            self._socket.bind((0, 0))
            self._socket.settimeout(_PATIENCE_SECONDS)
            self._socket.setsockopt(_SOL_NETLINK, _NETLINK_EXT_ACK, 1)
            self._socket.setsockopt(_SOL_NETLINK, _NETLINK_CAP_ACK, 1)
            self.port_id: int = self._socket.getsockname()[0]
        except BaseException:
            self._socket.close()
            raise
        self._sequence = 0

    def ask(self, number: int, flags: int, payload: bytes) -> Iterator[memoryview]:
        """Send message type `number` with NLM_F_REQUEST | `flags`; yield each reply, a whole message.

        Ends with the ACK or NLMSG_DONE, so `flags` hold NLM_F_ACK or NLM_F_DUMP. Raises KernelError for a refusal and
        TimeoutError where no answer comes. Read it to its end before the next request.
        """
        self._sequence += 1
        length = NLMSG_HDRLEN + len(payload)
        head = _NLMSGHDR.pack(length, number, NLM_F_REQUEST | flags, self._sequence, self.port_id)
        self._socket.sendto(head + payload, (0, 0))
        while True:
            data = memoryview(self._socket.recv(_RECEIVE_SIZE))
            for span in messages(data, HOST_ORDER):
                if span.header is None or span.damage is not None or span.header.nlmsg_seq != self._sequence:
                    continue
                message = data[span.offset : span.offset + span.length]
                if span.header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE):
                    _raise_refusal(message, span.header.nlmsg_type, span.header.nlmsg_flags)
                    return
                yield message

    def do(self, number: int, flags: int, payload: bytes) -> None:
        """Send a request and wait for its ACK; raises as `ask` does."""
        for _ in self.ask(number, NLM_F_ACK | flags, payload):
            pass

    def close(self) -> None:
        """Close the socket: its port id may be another's from now on."""
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _raise_refusal(message: memoryview, number: int, flags: int) -> None:
    """KernelError where the NLMSG_ERROR or NLMSG_DONE `message` carries an errno other than 0."""
    if len(message) < NLMSG_HDRLEN + _INT.size:
        return
    (code,) = _INT.unpack_from(message, NLMSG_HDRLEN)
    if code >= 0:
        return
    words = ""
    if flags & _NLM_F_ACK_TLVS:
        start = NLMSG_HDRLEN + _INT.size
        if number == NLMSG_ERROR:
            echoed = _NLMSGHDR.unpack_from(message, start)[0] if len(message) >= start + NLMSG_HDRLEN else 0
            start += NLMSG_HDRLEN if flags & _NLM_F_CAPPED else align4(echoed)
        text = attributes_of(message, start).get(_NLMSGERR_ATTR_MSG, memoryview(b""))
        words = bytes(text).rstrip(b"\0").decode(errors="replace")
    raise KernelError(-code, words)
