"""Netlink framing (linux/netlink.h): a datagram's bytes as messages, a message's bytes as attributes.

Nothing here knows a name. Every function takes bytes that may lie and returns spans that never leave them; what did
not fit is told in the span's `damage`, a sentence for the user.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Final, Literal, NamedTuple

ByteOrder = Literal["<", ">"]
"""Byte order as the struct module's prefix: "<" little-endian, ">" big-endian."""

NLMSG_HDRLEN: Final = 16
NLA_HDRLEN: Final = 4
NLA_F_NESTED: Final = 0x8000
NLA_F_NET_BYTEORDER: Final = 0x4000
NLA_TYPE_MASK: Final = 0x3FFF

_NLMSGHDR: Final = {"<": Struct("<IHHII"), ">": Struct(">IHHII")}
_NLATTR: Final = {"<": Struct("<HH"), ">": Struct(">HH")}
_NLMSG_LEN: Final = {"<": Struct("<I"), ">": Struct(">I")}


class Header(NamedTuple):
    """struct nlmsghdr."""

    nlmsg_len: int
    nlmsg_type: int
    nlmsg_flags: int
    nlmsg_seq: int
    nlmsg_pid: int


class MessageSpan(NamedTuple):
    """One message inside a datagram: `offset` and `length` of the bytes that are there."""

    offset: int
    length: int
    header: Header | None
    damage: str | None


class AttributeSpan(NamedTuple):
    """One attribute: `offset` of its nlattr, `length` with header and without padding, cut to the bytes there.

    `type` is without flag bits, `flags` are NLA_F_NESTED and NLA_F_NET_BYTEORDER as they stand on the wire. Bytes that
    can not be an attribute come as one last span with type None.
    """

    offset: int
    length: int
    type: int | None
    flags: int
    damage: str | None


def align4(length: int) -> int:
    """NLMSG_ALIGN and NLA_ALIGN: the next multiple of four."""
    return (length + 3) & ~3


def header(data: memoryview, offset: int, order: ByteOrder) -> Header:
    """The nlmsghdr at `offset`; the caller has seen to it that 16 bytes are there."""
    return Header._make(_NLMSGHDR[order].unpack_from(data, offset))


def messages(data: memoryview, order: ByteOrder) -> Iterator[MessageSpan]:
    """The messages of a datagram, in order.

    A tail of zeros (nlmsg_len 0: senders pass their whole buffer) ends the datagram and is no message. Bytes that can
    not be a message (too short, or an nlmsg_len that no message can have) come as one last span with the damage named.
    """
    unpack = _NLMSGHDR[order].unpack_from
    offset, end = 0, len(data)
    while offset < end:
        present = end - offset
        if present < NLMSG_HDRLEN:
            if offset and not any(data[offset:]):
                return
            yield MessageSpan(offset, present, None, f"{present} bytes are too few for an nlmsghdr (16 bytes)")
            return
        head = Header._make(unpack(data, offset))
        length = head.nlmsg_len
        if length < NLMSG_HDRLEN:
            if offset and not any(data[offset:]):
                return
            yield MessageSpan(offset, present, head, f"nlmsg_len {length} is less than the header's 16 bytes")
            return
        if length > present:
            yield MessageSpan(offset, present, head, f"nlmsg_len {length}, but only {present} bytes are there")
            return
        yield MessageSpan(offset, length, head, None)
        offset += (length + 3) & ~3


def attributes(data: memoryview, start: int, end: int, order: ByteOrder) -> Iterator[AttributeSpan]:
    """The attributes in data[start:end], in order; what can not be one ends the walk as a last span."""
    unpack = _NLATTR[order].unpack_from
    damage: str | None
    offset = start
    while offset < end:
        present = end - offset
        if present < NLA_HDRLEN:
            yield AttributeSpan(offset, present, None, 0, f"{present} bytes behind the last attribute")
            return
        length, number = unpack(data, offset)
        if length < NLA_HDRLEN:
            damage = f"nla_len {length} is less than the attribute header's 4 bytes"
            yield AttributeSpan(offset, present, None, 0, damage)
            return
        damage = None
        if length > present:
            damage = f"nla_len {length}, but only {present} bytes are there"
            length = present
        yield AttributeSpan(offset, length, number & NLA_TYPE_MASK, number & ~NLA_TYPE_MASK, damage)
        offset += (length + 3) & ~3


def byte_order(data: memoryview, hint: ByteOrder) -> ByteOrder:
    """The byte order in which the datagram's chain of nlmsg_len closes; `hint` where both or neither do."""
    if _closes(data, hint):
        return hint
    other: ByteOrder = ">" if hint == "<" else "<"
    return other if _closes(data, other) else hint


def _closes(data: memoryview, order: ByteOrder) -> bool:
    unpack = _NLMSG_LEN[order].unpack_from
    offset, end = 0, len(data)
    while end - offset >= NLMSG_HDRLEN:
        (length,) = unpack(data, offset)
        if length < NLMSG_HDRLEN or length > end - offset:
            return offset > 0 and length == 0
        offset += (length + 3) & ~3
    return offset > 0
