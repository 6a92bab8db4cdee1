"""A small netlink family with one field of every kind, its names and its messages: what the filter tests speak of."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache
from types import SimpleNamespace

from dissectors import Table
from nldissect.datagram import Datagram, Direction, Process
from nldissect.filter.names import Catalogue
from nldissect.message import Message
from nldissect.registry import Registry
from nldissect.schema import (
    BE16,
    BOOL,
    FLAG,
    HEX,
    INTERFACE,
    LINK_ADDRESS,
    OPAQUE,
    S32,
    TEXT,
    U8,
    U16,
    U32,
    UNKNOWN,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Indexed,
    Integer,
    Member,
    Message as Schema,
    Operation,
    Pad,
    Parsed,
    Part,
    Select,
    Sequence,
    Struct,
    Unframed,
    Unit,
)

IFF = Flags("IFF_", {1: "IFF_UP", 2: "IFF_BROADCAST", 0x40: "IFF_RUNNING", 0x42: "IFF_BOTH"})
RTPROT = Enum("RTPROT_", {0: "RTPROT_UNSPEC", 2: "RTPROT_KERNEL", 4: "RTPROT_STATIC"})

IFINFOMSG = Struct(
    "ifinfomsg",
    [
        Member("ifi_family", U8),
        Pad(1),
        Member("ifi_type", U16),
        Member("ifi_index", S32, INTERFACE),
        Member("ifi_flags", U32, IFF),
        Member("ifi_change", U32, HEX),
    ],
)
IFLA_INFO = AttributeSet(
    "IFLA_INFO",
    [
        Attribute(1, "IFLA_INFO_KIND", TEXT),
        Attribute(2, "IFLA_INFO_DATA", Select("IFLA_INFO_KIND", {"vlan": Integer(2), "gre": Address()})),
    ],
)
IFLA = AttributeSet(
    "IFLA",
    [
        Attribute(1, "IFLA_ADDRESS", LINK_ADDRESS),
        Attribute(3, "IFLA_IFNAME", TEXT),
        Attribute(4, "IFLA_MTU", U32, Unit("bytes")),
        Attribute(5, "IFLA_LINK", U32, INTERFACE),
        Attribute(6, "IFLA_VALID", U32, Unit("s", {0xFFFFFFFF: "forever"})),
        Attribute(7, "IFLA_CARRIER", U8, BOOL),
        Attribute(8, "IFLA_FLAG", FLAG),
        Attribute(9, "IFLA_COOKIE", OPAQUE),
        Attribute(10, "IFLA_KEY", OPAQUE, secret=True),
        Attribute(11, "IFLA_DST", Address()),
        Attribute(12, "IFLA_PROTO", U8, RTPROT),
        Attribute(13, "IFLA_PORT", BE16),
        Attribute(14, "IFLA_NUMBERS", Sequence(U32)),
        Attribute(15, "IFLA_ALT", Indexed(TEXT)),
        Attribute(16, "IFLA_TIME", Struct("times", [Member("time", U32), Member("index", U32)])),
        Attribute(17, "IFLA_PARSED", Parsed(lambda data, order, look: [Part("first", 0, 1, data[0])])),
        Attribute(18, "IFLA_LINKINFO", IFLA_INFO),
        Attribute(19, "IFLA_OPAQUE", UNKNOWN),
    ],
)
MODULE = SimpleNamespace(
    MESSAGES=[
        Schema(0, 16, "RTM_NEWLINK", IFINFOMSG, IFLA, Operation.NEW, "{IFLA_IFNAME}[ mtu {IFLA_MTU}]"),
        Schema(0, 17, "RTM_DELLINK", IFINFOMSG, IFLA, Operation.DELETE),
        Schema(0, 18, "RTM_GETLINK", IFINFOMSG, IFLA, Operation.GET),
        Schema(6, 16, "XFRM_MSG_NEWSA", IFINFOMSG, IFLA, Operation.NEW),
    ],
    UNFRAMED=[Unframed(15, Parsed(lambda data, order, look: [Part("ACTION", 0, len(data), bytes(data).decode())]))],
)


@cache
def registry() -> Registry:
    """The family and nothing else."""
    made = Registry()
    made._table = Table({}, {}, {}, {}, {15: "tests.filter.nothing"})
    made._loaded.add("tests.filter.nothing")
    made._extended = True
    made.add(MODULE)
    return made


@cache
def names() -> Catalogue:
    """The family's names."""
    return Catalogue(registry())


def attribute(number: int, payload: bytes | int | str) -> bytes:
    """One attribute; a number is a u32, text gets its NUL."""
    if isinstance(payload, int):
        payload = struct.pack("<I", payload)
    elif isinstance(payload, str):
        payload = payload.encode() + b"\0"
    return struct.pack("<HH", len(payload) + 4, number) + payload + bytes(-len(payload) % 4)


def nlmsg(number: int, body: bytes, *, flags: int = 0, seq: int = 7, pid: int = 4242) -> bytes:
    """One message."""
    return struct.pack("<IHHII", len(body) + 16, number, flags, seq, pid) + body


def link(*attributes: bytes, index: int = 2, flags: int = 0x43) -> bytes:
    """A link message's body."""
    return struct.pack("<BxHiII", 0, 1, index, flags, 0xFFFFFFFF) + b"".join(attributes)


def decode(
    *bodies: bytes,
    protocol: int = 0,
    process: Process | None = None,
    comments: Iterable[str] = (),
    own: bool = False,
    time: int = 1_700_000_000_250_000_000,
) -> list[Message]:
    """The messages of one datagram, frame 3."""
    from nldissect.stream import Stream

    data = memoryview(b"".join(bodies))
    datagram = Datagram(
        3, time, protocol, data, "<", len(data), process=process, comments=tuple(comments), own=own,
        direction=Direction.UNKNOWN, interface="nlmon0", netns=4026531840,
    )  # fmt: skip
    return list(Stream({0x1D: "demo"}, registry=registry()).messages(datagram))


EVERYTHING = nlmsg(
    16,
    link(
        attribute(1, bytes.fromhex("02001122aabb")),
        attribute(3, "veth0"),
        attribute(4, 1500),
        attribute(5, 2),
        attribute(6, 0xFFFFFFFF),
        attribute(7, b"\1"),
        attribute(8, b""),
        attribute(9, bytes.fromhex("c0ffee01")),
        attribute(10, b"geheim"),
        attribute(11, bytes([10, 1, 2, 3])),
        attribute(11, bytes.fromhex("20010db8000000000000000000000001")),
        attribute(12, b"\4"),
        attribute(13, b"\0\x35"),
        attribute(14, struct.pack("<III", 1, 20, 300)),
        attribute(15, attribute(1, "lan") + attribute(2, "uplink")),
        attribute(16, struct.pack("<II", 77, 88)),
        attribute(17, b"\x2a\x2b"),
        attribute(18, attribute(1, "vlan") + attribute(2, struct.pack("<H", 42))),
        attribute(19, bytes.fromhex("0102")),
    ),
    flags=0x605,
)
"""RTM_NEWLINK with each attribute of the family; NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE"""

REFUSED = nlmsg(
    2,
    struct.pack("<i", -22) + nlmsg(16, link(attribute(4, 1)), flags=0x5) + attribute(1, "Nope, too small"),
    flags=0x200,
)
"""EINVAL with the kernel's words, and the request inside: IFLA_MTU 1"""
