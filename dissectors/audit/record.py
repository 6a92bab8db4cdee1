"""Audit records: text of `key=value` fields, as the kernel and auditing programs write them (kernel/audit.c).

What a user could have chosen (a file's name, a command line) the kernel writes in quotes, or as hex digits where it
holds a space, a quote or a control character; both are read back here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from socket import AF_INET6, inet_ntop
from struct import error, unpack_from
from typing import Final

from dissectors.audit.constants import AUDIT_ARCH, AUDIT_FILTER
from dissectors.audit.syscalls import SYSCALLS
from dissectors.constants import AF, IPPROTO
from dissectors.netfilter.common import NFPROTO
from nldissect.schema import ERRNO, HEX, Look, Meaning, Names, Parsed, Part, Unit, Value

_HEADER: Final = re.compile(rb"audit\((\d{1,20}\.\d{1,9}):(\d{1,20})\): *")
_FIELD: Final = re.compile(rb'([A-Za-z_][\w.\[\]-]*)=("[^"]*"|\S*)|\S+')
_HEX_DIGITS: Final = re.compile(rb"(?:[0-9A-F]{2})+")
_NUMBER: Final = re.compile(rb"-?\d{1,20}|0x[0-9a-f]{1,16}")
_HEX_NUMBER: Final = re.compile(rb"(?:0x)?[0-9a-f]{1,16}")
_UNTRUSTED: Final = (
    r"acct|cgroup|cmd|comm|cwd|data|device|dir|exe|file|grp|invalid_context|key|name|new-(?:chardev|disk|fs|net)"
    r"|new_group|ocomm|old-(?:chardev|disk|fs|net)|path|proctitle|root_dir|sw|vm|watch"
)
"""fields that the kernel or libaudit write as hex digits where they must"""
_IN_HEX: Final = r"arch|cap_(?:f[ip]|fver|p[aeip])|code|f?p[aeip]|(?:new|old)_p[aeip]|flags|fver|per|qbytes"
"""numbers written without 0x in front"""
_UNSET: Final = Unit("", {0xFFFFFFFF: "unset"})


class _Call:
    """A system call of one machine."""

    def __init__(self, calls: Mapping[int, str]) -> None:
        self._calls = calls

    def text(self, value: int, names: Names) -> str:
        """54 (setsockopt)"""
        name = self._calls.get(value)
        return str(value) if name is None else f"{value} ({name})"

    def short(self, value: int, names: Names) -> str:
        """setsockopt"""
        return self._calls.get(value) or str(value)


_CALLS: Final[Mapping[int, Meaning]] = {arch: _Call(calls) for arch, calls in SYSCALLS.items()}


class _Exit:
    """What a system call returned."""

    def text(self, value: int, names: Names) -> str:
        """-2 (ENOENT)"""
        return ERRNO.text(value, names) if value < 0 else str(value)

    short = text


@dataclass(frozen=True, slots=True)
class Fields:
    """How the values of a record's fields are written, by the fields' names (regular expressions for whole names)."""

    untrusted: str = _UNTRUSTED
    in_hex: str = _IN_HEX
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    addresses: bool = False
    """whether saddr is a struct sockaddr in hex digits"""


COMMON: Final[Mapping[str, Meaning]] = {
    "arch": AUDIT_ARCH,
    "exit": _Exit(),
    "list": AUDIT_FILTER,
    "res": Unit("", {0: "failed", 1: "success"}),
    **dict.fromkeys(("auid", "old-auid", "uid", "oauid", "ouid", "ses", "old-ses", "oses"), _UNSET),
}
"""what values mean in all records"""
FIELDS: Final[Mapping[int, Fields]] = {
    1300: Fields(in_hex=_IN_HEX + "|a[0-3]"),
    1304: Fields(in_hex=_IN_HEX + r"|a\d+"),
    1306: Fields(addresses=True),
    1309: Fields(untrusted=_UNTRUSTED + r"|a\d+(?:\[\d+\])?"),
    1324: Fields(meanings={"proto": IPPROTO}),
    1325: Fields(meanings={"family": NFPROTO}),
}
"""AUDIT_SYSCALL, _SOCKETCALL, _SOCKADDR, _EXECVE, _NETFILTER_PKT and _NETFILTER_CFG have fields of their own"""


def record(number: int) -> Parsed:
    """The text of a record of that type."""
    known = FIELDS.get(number, Fields())
    untrusted, in_hex = re.compile(known.untrusted), re.compile(known.in_hex)
    reader = _Reader(untrusted, in_hex, {**COMMON, **known.meanings}, known.addresses)
    return Parsed(partial(_record, reader=reader))


@dataclass(frozen=True, slots=True)
class _Reader:
    untrusted: re.Pattern[str]
    in_hex: re.Pattern[str]
    meanings: Mapping[str, Meaning]
    addresses: bool

    def part(self, found: _Found, stop: int, order: str) -> Part:
        """A field; `stop` is where the next one begins."""
        value, meaning, text = self._value(found, order)
        return Part(found.name, found.start, stop - found.start, value, text, meaning=meaning)

    def _value(self, found: _Found, order: str) -> tuple[Value, Meaning | None, str | None]:
        name, raw = found.name, found.raw
        if found.quoted or name == "text":
            return _decoded(raw), None, None
        if self.addresses and name == "saddr" and _HEX_DIGITS.fullmatch(raw):
            return raw.decode().lower(), None, _sockaddr(bytes.fromhex(raw.decode()), order)
        if self.untrusted.fullmatch(name) and _HEX_DIGITS.fullmatch(raw):
            return _decoded(bytes.fromhex(raw.decode()).rstrip(b"\0").replace(b"\0", b" ")), None, None
        if self.in_hex.fullmatch(name) and _HEX_NUMBER.fullmatch(raw):
            return int(raw, 16), self.meanings.get(name, HEX), None
        if _NUMBER.fullmatch(raw):
            octal = name == "mode" and raw[:1] == b"0" and not raw.strip(b"01234567")
            number = int(raw, 8 if octal else 16 if raw[1:2] == b"x" else 10)
            return number, self.meanings.get(name), raw.decode() if octal or raw[1:2] == b"x" else None
        return _decoded(raw), None, None


@dataclass(slots=True)
class _Found:
    """A field: where it begins, and where what stands behind the = does and ends, quotes left out."""

    name: str
    start: int
    begin: int
    stop: int
    raw: bytes = b""
    quoted: bool = False


def _record(data: memoryview, order: str, look: Look, *, reader: _Reader) -> Sequence[Part]:
    text = bytes(data).rstrip(b"\0 ")
    parts: list[Part] = []
    start = 0
    header = _HEADER.match(bytes(data))
    if header is not None:
        start = header.end()
        seconds = header[1].decode()
        parts.append(Part("timestamp", 0, header.end(1) + 1, seconds, _moment(seconds)))
        parts.append(Part("serial", header.end(1) + 1, start - header.end(1) - 1, int(header[2])))
    parts += _parts(text, start, len(data), order, reader)
    return [Part("", 0, len(data), _decoded(text), parts=parts)]


def _parts(text: bytes, start: int, end: int, order: str, reader: _Reader) -> list[Part]:
    """The fields from `start`; `end` is where the payload ends, behind the text's padding."""
    said = re.compile(rb"(?:(?<=\s)|^)msg='").search(text, start)
    stop = text.rfind(b"'")
    if said is None or stop < said.end():
        return _spread(list(_fields(text, start, len(text))), end, order, reader)
    before = _spread(list(_fields(text, start, said.start())), said.start(), order, reader)
    behind = list(_fields(text, stop + 1, len(text)))
    after = behind[0].start if behind else end
    return [*before, _message(text, said, stop, after, order, reader), *_spread(behind, end, order, reader)]


def _message(text: bytes, said: re.Match[bytes], stop: int, after: int, order: str, reader: _Reader) -> Part:
    """msg='…', with the fields in it: the first and the last of them take the quotes."""
    fields = list(_fields(text, said.end(), stop))
    for found in fields:
        found.start -= said.start()
    if fields:
        fields[0].start = 0
    length = after - said.start()
    inner = _decoded(text[said.end() : stop])
    return Part("msg", said.start(), length, inner, parts=_spread(fields, length, order, reader))


def _spread(fields: list[_Found], end: int, order: str, reader: _Reader) -> list[Part]:
    """The fields as parts, each up to where the next begins; a system call by the name it has on the machine named."""
    stops = [*(found.start for found in fields[1:]), end]
    parts = [reader.part(found, stop, order) for found, stop in zip(fields, stops, strict=True)] if fields else []
    calls = next(
        (_CALLS.get(part.value) for part in parts if part.name == "arch" and isinstance(part.value, int)), None
    )
    if calls is None:
        return parts
    return [part._replace(meaning=calls) if _is_call(part) else part for part in parts]


def _is_call(part: Part) -> bool:
    return part.name == "syscall" and isinstance(part.value, int)


def _fields(text: bytes, start: int, end: int) -> Iterator[_Found]:
    """key=value; words without a = belong to the value before them, or are called "text"."""
    last: _Found | None = None
    for match in _FIELD.finditer(text, start, end):
        begin, stop = match.span(2)
        if match[1] is None and last is not None and not last.quoted and not _NUMBER.fullmatch(text, *_span(last)):
            last.stop = match.end()
            continue
        if last is not None:
            last.raw = text[last.begin : last.stop]
            yield last
        if match[1] is None:
            last = _Found("text", match.start(), *match.span())
        else:
            quoted = stop - begin > 1 and text[begin : begin + 1] == b'"' == text[stop - 1 : stop]
            last = _Found(match[1].decode(), match.start(), begin + quoted, stop - quoted, quoted=quoted)
    if last is not None:
        last.raw = text[last.begin : last.stop]
        yield last


def _span(found: _Found) -> tuple[int, int]:
    return found.begin, found.stop


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "backslashreplace")


def _moment(seconds: str) -> str:
    """2026-11-20 16:05:42.040 UTC"""
    whole, _, fraction = seconds.partition(".")
    try:
        return f"{datetime.fromtimestamp(int(whole), UTC):%Y-%m-%d %H:%M:%S}.{fraction} UTC"
    except (ValueError, OverflowError, OSError):
        return seconds


def _sockaddr(data: bytes, order: str) -> str:
    """A struct sockaddr in words: AF_INET 127.0.0.1 port 80."""
    try:
        (family,) = unpack_from(order + "H", data)
        name = AF.constants.get(family, f"family {family}")
        if name == "AF_INET":
            (port,) = unpack_from(">H", data, 2)
            return f"{name} {'.'.join(str(byte) for byte in unpack_from('4B', data, 4))} port {port}"
        if name == "AF_INET6":
            (port,) = unpack_from(">H", data, 2)
            return f"{name} {inet_ntop(AF_INET6, data[8:24])} port {port}"
        if name == "AF_UNIX":
            path = data[2:]
            return f"{name} {_decoded(path.rstrip(bytes(1)) if path[:1] else path)}".replace("\0", "@")
        if name == "AF_NETLINK":
            pid, groups = unpack_from(order + "II", data, 4)
            return f"{name} pid {pid} groups {groups:#x}"
    except (error, ValueError):
        return "a socket address that is cut short"
    return name
