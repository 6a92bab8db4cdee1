"""A capture that can be shared: secrets zeroed and, if wanted, addresses replaced; every other byte as it was."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from socket import AF_INET, AF_INET6, inet_pton
from typing import BinaryIO, Final

from nldissect.capture import CaptureFile
from nldissect.errors import UserError
from nldissect.message import Message
from nldissect.schema import Attribute, Member
from nldissect.stream import Stream
from nldissect.tree import printable

_CHUNK: Final = 1 << 20


@dataclass(slots=True)
class Scrubbed:
    """What was replaced, by number of places."""

    secrets: int = 0
    addresses: int = 0


class Anonymizer:
    """Replaces addresses by others, the same by the same, keeping common prefixes common.

    Each bit behind the first byte is flipped or not by a keyed hash of the bits before it (the method of Xu, Fan, Ammar
    and Moon), so that networks stay networks. Without the key nobody can tell the original.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._flipped = lru_cache(maxsize=1 << 16)(self._flip)

    def address(self, data: bytes) -> bytes:
        """An IPv4 or IPv6 address; those that name nobody (loopback, multicast, unspecified) stay."""
        if len(data) == 4:
            return data if data[0] in (0, 127) or data[0] >= 224 else self._mapped(data, 8)
        if len(data) == 16 and not any(data[:15]):
            return data
        # The first bits of an IPv6 address tell its kind: global, unique local, link-local, multicast.
        return data if data[:1] == b"\xff" else self._mapped(data, 16 if data[0] == 0xFE else 8)

    def link_address(self, data: bytes) -> bytes:
        """A hardware address; broadcast, multicast and zero stay, and so does the first byte, which tells its kind."""
        return data if not any(data) or data[0] & 1 else self._mapped(data, 8)

    def _mapped(self, data: bytes, keep: int) -> bytes:
        # Zero bytes at the end are a network's host part: they stay, so that a network stays one.
        width, used = len(data) * 8, len(data.rstrip(b"\0")) * 8
        value = int.from_bytes(data, "big")
        flipped = 0
        for position in range(keep, used):
            prefix = value >> (width - position)
            flipped |= self._flipped(width, position, prefix) << (width - 1 - position)
        return (value ^ flipped).to_bytes(len(data), "big")

    def _flip(self, width: int, position: int, prefix: int) -> int:
        said = b"%d %d %x" % (width, position, prefix)
        return hmac.digest(self._key, said, "sha256")[0] & 1


def scrub(capture: CaptureFile, stream: Stream, path: Path, anonymizer: Anonymizer | None = None) -> Scrubbed:
    """Write `capture`, with secrets zeroed, to `path`; a gzipped one is written unpacked.

    Raises UserError where the file can not be written, or is there already.
    """
    counts = Scrubbed()
    patches: list[tuple[int, bytes]] = []
    for datagram in capture:
        offset = datagram.offset
        for message in stream.messages(datagram):
            start = offset
            for at, data in _replaced(message, anonymizer, counts):
                patches.append((start + at, data))
            offset = start + (len(message.data) + 3 & ~3)
    try:
        with path.open("xb") as file:
            try:
                _copy(capture, file, sorted(patches))
            except BaseException:
                path.unlink()
                raise
    except FileExistsError as error:
        raise UserError(f"{printable(str(path))} exists already; name another file, or delete it") from error
    except OSError as error:
        raise UserError(f"cannot write {printable(str(path))}: {error.strerror}") from error
    return counts


def _copy(capture: CaptureFile, file: BinaryIO, patches: list[tuple[int, bytes]]) -> None:
    """Write the capture with its patches (in the order of their places): nothing secret is written at any time."""
    position = nth = 0
    while chunk := bytearray(capture.source.view(position, _CHUNK)):
        end = position + len(chunk)
        while nth < len(patches) and patches[nth][0] < end:
            at, data = patches[nth]
            if at + len(data) > end:
                # It goes on in the next chunk: this one ends before it.
                del chunk[at - position :]
                break
            chunk[at - position : at - position + len(data)] = data
            nth += 1
        if not chunk:
            chunk += patches[nth][1]
            nth += 1
        file.write(chunk)
        position += len(chunk)


def _replaced(message: Message, anonymizer: Anonymizer | None, counts: Scrubbed) -> Iterator[tuple[int, bytes]]:
    """(offset in the message, new bytes) for all that must not be shared."""
    for node in message.tree.walk(packets=anonymizer is not None):
        row = node.spec
        if not isinstance(row, (Attribute, Member)) or node.end <= node.start:
            continue
        if row.secret:
            counts.secrets += 1
            yield node.start, bytes(node.end - node.start)
        elif anonymizer is not None and isinstance(node.value, str):
            data = bytes(message.data[node.start : node.end])
            changed = _anonymous(node.value, data, anonymizer)
            if changed != data:
                counts.addresses += 1
                yield node.start, changed


def _anonymous(value: str, data: bytes, anonymizer: Anonymizer) -> bytes:
    """The bytes that replace `data`, where `value` says that they are an address."""
    for family, length in ((AF_INET, 4), (AF_INET6, 16)):
        try:
            if inet_pton(family, value) == data[:length]:
                return anonymizer.address(data[:length]) + data[length:]
        except (OSError, ValueError):
            continue
    return anonymizer.link_address(data) if value == data.hex(":") else data
