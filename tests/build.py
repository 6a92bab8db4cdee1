"""Netlink bytes made by hand, field by field, and the messages that the core makes of them."""

from __future__ import annotations

from struct import pack
from typing import Any

from nldissect.datagram import Datagram
from nldissect.message import Message
from nldissect.stream import Stream
from nldissect.wire import ByteOrder
from tests.capture.crafted import cooked, pcap_header, pcap_record

NLM_F_REQUEST, NLM_F_MULTI, NLM_F_ACK, NLM_F_DUMP_INTR = 0x1, 0x2, 0x4, 0x10
NLM_F_DUMP, NLM_F_CAPPED, NLM_F_ACK_TLVS = 0x300, 0x100, 0x200
NLA_F_NESTED = 0x8000

NLMSG_NOOP, NLMSG_ERROR, NLMSG_DONE, NLMSG_OVERRUN = 1, 2, 3, 4
RTM_NEWLINK, RTM_NEWROUTE, RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH = 16, 24, 28, 29, 30
ROUTE, NETFILTER, UEVENT, GENERIC = 0, 12, 15, 16


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def attribute(number: int, payload: bytes = b"", *, order: ByteOrder = "<", length: int | None = None) -> bytes:
    """An attribute with its padding; `number` may carry the flag bits, `length` may lie."""
    return pack(order + "HH", 4 + len(payload) if length is None else length, number) + padded(payload)


def nest(number: int, *inside: bytes, order: ByteOrder = "<") -> bytes:
    """A nest with NLA_F_NESTED set."""
    return attribute(number | NLA_F_NESTED, b"".join(inside), order=order)


def message(
    number: int,
    *body: bytes,
    flags: int = NLM_F_REQUEST,
    seq: int = 1,
    pid: int = 0,
    order: ByteOrder = "<",
    length: int | None = None,
) -> bytes:
    """A message with its padding; `length` is what nlmsg_len says, where that is to lie."""
    data = b"".join(body)
    claimed = 16 + len(data) if length is None else length
    return pack(order + "IHHII", claimed, number, flags, seq, pid) + padded(data)


def error(
    code: int,
    request: bytes,
    *extack: bytes,
    capped: bool = False,
    flags: int | None = None,
    seq: int = 1,
    pid: int = 0,
    order: ByteOrder = "<",
) -> bytes:
    """NLMSG_ERROR for `request` as the kernel makes it: errno `code` is positive, 0 for an acknowledgement."""
    capped = capped or code == 0
    if flags is None:
        flags = (NLM_F_CAPPED if capped else 0) | (NLM_F_ACK_TLVS if extack else 0)
    echo = request[:16] if capped else request
    return message(NLMSG_ERROR, pack(order + "i", -code), echo, *extack, flags=flags, seq=seq, pid=pid, order=order)


def done(code: int = 0, *extack: bytes, seq: int = 1, pid: int = 0, order: ByteOrder = "<") -> bytes:
    """NLMSG_DONE, the end of a dump; errno `code` is positive."""
    flags = NLM_F_MULTI | (NLM_F_ACK_TLVS if extack else 0)
    return message(NLMSG_DONE, pack(order + "i", -code), *extack, flags=flags, seq=seq, pid=pid, order=order)


def ndmsg(*, family: int = 2, index: int = 3, state: int = 2, order: ByteOrder = "<") -> bytes:
    return pack(order + "BxxxiHBB", family, index, state, 0, 0)


def link(index: int, name: str, *more: bytes, order: ByteOrder = "<", **header: Any) -> bytes:
    """RTM_NEWLINK as the kernel tells it."""
    body = pack(order + "BxHiII", 0, 1, index, 0, 0)
    ifname = attribute(3, name.encode() + b"\0", order=order)
    return message(RTM_NEWLINK, body, ifname, *more, order=order, **({"flags": 0, "seq": 0} | header))


def genl(number: int, command: int, *attributes: bytes, version: int = 1, **header: Any) -> bytes:
    """A generic netlink message; `number` is the family's id."""
    return message(number, pack("<BBH", command, version, 0), *attributes, **header)


def family(number: int, name: str, **header: Any) -> bytes:
    """nlctrl's CTRL_CMD_NEWFAMILY: from here on, messages of type `number` are the family `name`'s."""
    told = (attribute(2, name.encode() + b"\0"), attribute(1, pack("<H", number)))
    return genl(16, 1, *told, version=2, **({"flags": 0} | header))


def datagram(*messages: bytes, number: int = 1, protocol: int = ROUTE, order: ByteOrder = "<", **more: Any) -> Datagram:
    data = b"".join(messages)
    more = {"time": 1_000_000_000 * number, "wire_length": len(data)} | more
    return Datagram(number, protocol=protocol, data=memoryview(data), order=order, **more)


def decoded(*messages: bytes, stream: Stream | None = None, **more: Any) -> list[Message]:
    """What a stream makes of one datagram."""
    return list((stream or Stream()).messages(datagram(*messages, **more)))


def stream_of(*datagrams: bytes, protocol: int = ROUTE, **more: Any) -> list[Message]:
    """What one stream makes of several datagrams, numbered from 1, a second apart."""
    made = (datagram(data, number=number, protocol=protocol, **more) for number, data in enumerate(datagrams, 1))
    return list(Stream().all(made))


def capture(*datagrams: bytes, protocol: int = ROUTE, order: ByteOrder = "<") -> bytes:
    """A capture file of these datagrams."""
    records = (pcap_record(cooked(protocol) + data, order, seconds=n) for n, data in enumerate(datagrams, 1))
    return pcap_header(order) + b"".join(records)
