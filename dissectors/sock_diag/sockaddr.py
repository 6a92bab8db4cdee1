"""Socket addresses: alone, or in 128 bytes each, as SCTP lists its ends (linux/socket.h, linux/in.h, linux/in6.h)."""

from __future__ import annotations

from collections.abc import Sequence
from socket import AF_INET as HOST_AF_INET, AF_INET6 as HOST_AF_INET6, inet_ntop
from struct import unpack_from

from dissectors.constants import AF
from nldissect.schema import BE16, BE32, HEX, INTERFACE, IPV4, IPV6, OPAQUE, U16, U32, Look, Parsed, Part

SIZE = 128
"""sizeof(struct sockaddr_storage)"""
AF_INET, AF_INET6 = 2, 10


def _address(data: memoryview, order: str) -> tuple[str, list[Part]]:
    """A socket address: the address as text, and its members."""
    (family,) = unpack_from(order + "H", data)
    if family == AF_INET:
        text = inet_ntop(HOST_AF_INET, data[4:8])
        members = [
            Part("sin_family", 0, 2, shape=U16, meaning=AF),
            Part("sin_port", 2, 2, shape=BE16),
            Part("sin_addr", 4, 4, shape=IPV4),
        ]
    elif family == AF_INET6:
        text = inet_ntop(HOST_AF_INET6, data[8:24])
        members = [
            Part("sin6_family", 0, 2, shape=U16, meaning=AF),
            Part("sin6_port", 2, 2, shape=BE16),
            Part("sin6_flowinfo", 4, 4, shape=BE32, meaning=HEX),
            Part("sin6_addr", 8, 16, shape=IPV6),
            Part("sin6_scope_id", 24, 4, shape=U32, meaning=INTERFACE),
        ]
    else:
        text = AF.constants.get(family, f"family {family}")
        members = [Part("ss_family", 0, 2, shape=U16, meaning=AF)]
    end = members[-1].start + members[-1].length
    rest = len(data) - end
    return text, [*members, Part("__data", end, rest, shape=OPAQUE)] if rest > 0 else members


def _one(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    if len(data) < SIZE:
        raise ValueError(f"{len(data)} bytes, where a sockaddr_storage has {SIZE}")
    text, members = _address(data, order)
    return [Part("", 0, SIZE, text, parts=members)]


def _list(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    texts = []
    parts = []
    for index, start in enumerate(range(0, len(data) - SIZE + 1, SIZE)):
        text, members = _address(data[start : start + SIZE], order)
        texts.append(text)
        parts.append(Part(f"[{index}]", start, SIZE, text, parts=members))
    return [Part("", 0, len(data), list(texts), parts=parts)]


def _endpoint(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    if len(data) < 2:
        raise ValueError("no address family")
    text, members = _address(data, order)
    family = members[0].name
    if family.startswith("sin"):
        (port,) = unpack_from(">H", data, 2)
        text = f"[{text}]:{port}" if family == "sin6_family" else f"{text}:{port}"
    return [Part("", 0, len(data), text, parts=members)]


SOCKADDR = Parsed(_endpoint)
"""struct sockaddr_in or sockaddr_in6: the value is `10.0.0.1:53` or `[fd00::1]:53`, the members are its children"""
SOCKADDR_STORAGE = Parsed(_one, length=SIZE)
"""struct sockaddr_storage: the value is the address, the members are its children"""
SOCKADDR_STORAGES = Parsed(_list)
"""an array of them: the value is the list of addresses"""
