"""Addresses as text: IPv4, IPv6 (RFC 5952), MPLS label stacks (RFC 3032), link-layer addresses."""

from __future__ import annotations

from socket import AF_INET, AF_INET6, inet_ntop

AF_MPLS = 28
_BY_LENGTH = {4: AF_INET, 16: AF_INET6}
_SIZES = {2: 4, 10: 16}


def network(data: memoryview, family: int | None) -> str | None:
    """The address in `data`, by its family (AF_*) or, where that says nothing, by its length; None if it is none.

    A field may be longer than the address in it (a union of IPv4 and IPv6); an address of the other IP version's
    length is read as what it is.
    """
    length = len(data)
    size = _SIZES.get(family or 0)
    if size is not None and length >= size and (length == size or length not in _BY_LENGTH or size == 4):
        return inet_ntop(AF_INET if size == 4 else AF_INET6, data[:size])
    if family == AF_MPLS and length and length % 4 == 0:
        return mpls(data)
    by_length = _BY_LENGTH.get(length)
    return None if by_length is None else inet_ntop(by_length, data)


def mpls(data: memoryview) -> str:
    """A label stack, outermost first, joined by slashes; it ends at the entry whose bottom-of-stack bit is set."""
    labels = []
    for offset in range(0, len(data) - 3, 4):
        entry = int.from_bytes(data[offset : offset + 4], "big")
        labels.append(str(entry >> 12))
        if entry & 0x100:
            break
    return "/".join(labels)


def link(data: memoryview) -> str:
    """A hardware address as colon-separated hex; four and sixteen bytes are the IP address of a tunnel's end."""
    by_length = _BY_LENGTH.get(len(data))
    if by_length is not None:
        return inet_ntop(by_length, data)
    return data.hex(":") if len(data) else ""
