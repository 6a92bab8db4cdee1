"""A capture that can be shared: secrets zeroed and, if wanted, addresses replaced; every other byte as it was."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from socket import AF_INET, AF_INET6, inet_pton
from typing import TYPE_CHECKING, BinaryIO, Final

from nldissect.capture import CaptureFile
from nldissect.errors import UserError
from nldissect.index import Bytes
from nldissect.message import Message
from nldissect.parts import OfTree, Part, Parts, written
from nldissect.schema import Attribute, AttributeSet, Integer, Lazy, Meant, Member, Shape, Struct
from nldissect.stream import Stream
from nldissect.tree import Node, printable

if TYPE_CHECKING:
    from nldissect.columns.block import Ints
    from nldissect.columns.whole import Whole

_CHUNK: Final = 1 << 20
_NO_ADDRESSES: Final = (Integer, AttributeSet, Struct)
"""shapes of what is surely none; the layers of packets have addresses as text"""


@dataclass(slots=True)
class Scrubbed:
    """What was replaced, by number of places."""

    secrets: int = 0
    addresses: int = 0

    def add(self, other: Scrubbed) -> None:
        """Take another count in."""
        self.secrets += other.secrets
        self.addresses += other.addresses


class Anonymizer:
    """Replaces addresses by others, the same by the same, keeping common prefixes common.

    Each bit behind the first byte is flipped or not by a keyed hash of the bits before it (the method of Xu, Fan, Ammar
    and Moon), so that networks stay networks. Without the key nobody can tell the original.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._flipped = lru_cache(maxsize=1 << 16)(self._flip)
        self._flipped_byte = lru_cache(maxsize=1 << 16)(self._flip_byte)

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
        for end in range(keep + 8, used + 8, 8):
            flipped |= self._flipped_byte(width, end, value >> (width - end)) << (width - end)
        return (value ^ flipped).to_bytes(len(data), "big")

    def _flip_byte(self, width: int, end: int, prefix: int) -> int:
        """Which bits of the byte that ends behind `end` bits are flipped; `prefix` ends with it."""
        bits = (self._flipped(width, end - left, prefix >> left) << (left - 1) for left in range(8, 0, -1))
        return sum(bits)

    def _flip(self, width: int, position: int, prefix: int) -> int:
        said = b"%d %d %x" % (width, position, prefix)
        return hmac.digest(self._key, said, "sha256")[0] & 1


Patch = tuple[int, bytes]
"""where in the file other bytes are written, and which"""


def scrub(capture: CaptureFile, stream: Stream, path: Path, anonymizer: Anonymizer | None = None) -> Scrubbed:
    """Write `capture`, with secrets zeroed, to `path`; a gzipped one is written unpacked.

    Raises UserError where the file can not be written, or is there already.
    """
    counts = Scrubbed()
    patches: list[Patch] = []
    parts = _parts(anonymizer)
    for datagram in capture:
        offset = datagram.offset
        for message in stream.messages(datagram):
            patches += _patches(written(parts(message), message), offset, counts)
            offset += len(message.data) + 3 & ~3
    _write(capture.source, path, patches)
    return counts


def scrub_whole(whole: Whole, path: Path, anonymizer: Anonymizer | None = None) -> Scrubbed:
    """The same of a file that has been read, by all processors."""
    from nldissect.columns.writing import Writer

    index, counts = whole.index, Scrubbed()
    writer = Writer(index, _parts(anonymizer))

    def stretch(rows: Ints) -> tuple[list[Patch], Scrubbed]:
        replaced = Scrubbed()
        texts = zip(rows.tolist(), writer.texts(rows), strict=True)
        return [patch for row, text in texts if text for patch in _patches(text, index.offset[row], replaced)], replaced

    def patches() -> Iterator[Patch]:
        for found, replaced in whole.each(stretch):
            counts.add(replaced)
            yield from found

    _write(index.source, path, patches())
    return counts


def _write(source: Bytes, path: Path, patches: Iterable[Patch]) -> None:
    try:
        with path.open("xb", buffering=_CHUNK) as file:
            try:
                _copy(source, file, patches)
            except BaseException:
                path.unlink()
                raise
    except FileExistsError as error:
        raise UserError(f"{printable(str(path))} exists already; name another file, or delete it") from error
    except OSError as error:
        raise UserError(f"cannot write {printable(str(path))}: {error.strerror}") from error


def _copy(source: Bytes, file: BinaryIO, patches: Iterable[Patch]) -> None:
    """Write the source with its patches, which ascend: nothing secret is written at any time."""
    position = 0
    for at, data in patches:
        _copy_part(source, file, position, at)
        # A secret may lie in another one.
        file.write(data[max(position - at, 0) :])
        position = max(position, at + len(data))
    _copy_part(source, file, position, None)


def _copy_part(source: Bytes, file: BinaryIO, start: int, end: int | None) -> None:
    while end is None or start < end:
        chunk = source.view(start, _CHUNK if end is None else min(end - start, _CHUNK))
        if not chunk:
            return
        file.write(chunk)
        start += len(chunk)


# What is replaced in a message is told in a text: s32:16; for 16 bytes from the 32nd on that are secret, a20:7f000001;
# for an address that becomes another one. Messages alike are told alike.


def _patches(text: str, offset: int, counts: Scrubbed) -> list[Patch]:
    """The patches that a message's text tells, in order; `offset` is where in the file the message begins."""
    found: list[Patch] = []
    for told in text.split(";")[:-1]:
        at, what = told[1:].split(":")
        if told[0] == "s":
            counts.secrets += 1
            found.append((offset + int(at), bytes(int(what))))
        else:
            counts.addresses += 1
            found.append((offset + int(at), bytes.fromhex(what)))
    found.sort()
    return found


def _parts(anonymizer: Anonymizer | None) -> Parts:
    """Tells what must not be shared of a message."""

    def parts(message: Message) -> list[Part]:
        out: list[Part] = []
        for node in message.tree.walk(packets=anonymizer is not None):
            row = node.spec
            if not isinstance(row, (Attribute, Member)) or node.end <= node.start:
                continue
            if row.secret:
                out.append(f"s{node.start}:{node.end - node.start};")
            elif anonymizer is not None and not isinstance(_shape(row), _NO_ADDRESSES):
                out.append(OfTree(partial(_replaced, anonymizer, node)))
        return out

    return parts


def _shape(row: Attribute | Member) -> Shape | None:
    """A row's shape; a Select is still one."""
    shape = row.shape
    while isinstance(shape, (Lazy, Meant)):
        shape = shape.resolve() if isinstance(shape, Lazy) else shape.shape
    return shape


def _replaced(anonymizer: Anonymizer, node: Node, message: Message) -> str:
    """What is told of a node that is an address; nothing of others."""
    if not isinstance(node.value, str):
        return ""
    before = bytes(message.data[node.start : node.end])
    after = _anonymous(node.value, before, anonymizer)
    return "" if after == before else f"a{node.start}:{after.hex()};"


def _anonymous(value: str, data: bytes, anonymizer: Anonymizer) -> bytes:
    """The bytes that replace `data`, where `value` says that they are an address."""
    for family, length in ((AF_INET, 4), (AF_INET6, 16)):
        try:
            if inet_pton(family, value) == data[:length]:
                return anonymizer.address(data[:length]) + data[length:]
        except (OSError, ValueError):
            continue
    return anonymizer.link_address(data) if value == data.hex(":") else data
