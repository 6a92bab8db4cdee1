"""What a word or a string in a filter means to a field of a certain kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from ipaddress import ip_network
from typing import Final

from nldissect.filter.kinds import Kind
from nldissect.filter.syntax import Literal, Quoted
from nldissect.filter.values import Characters, Network, Number, Octets, Single, Truth

_NUMBER = re.compile(r"([+-]?)(?:0[xX]([0-9a-fA-F]{1,64})|0[bB]([01]{1,256})|(\d{1,80}))")
_DECIMAL = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
_DURATION = re.compile(r"(\d{1,30}(?:\.\d{1,30})?)(ns|us|µs|μs|ms|s|min)?")
_NANOSECONDS: Final = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "min": 60_000_000_000,
}
_BYTES = re.compile(r"[0-9a-fA-F]{2}(?:([:.-])[0-9a-fA-F]{2}(?:\1[0-9a-fA-F]{2})*)?")
_QUADS = re.compile(r"[0-9a-fA-F]{4}(?:[.:][0-9a-fA-F]{4}){1,3}")
_HEX = re.compile(r"(?:0[xX])?((?:[0-9a-fA-F]{2})+)")
_LABELS = re.compile(r"\d+(?:/\d+)*")
_TRUE: Final = ("true", "yes", "on", "1")
_FALSE: Final = ("false", "no", "off", "0")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def literal(kind: Kind, said: Literal, constants: Mapping[str, int]) -> Single | None:
    """The value that `said` is to a field of that kind, None where it can be none."""
    if isinstance(said, Quoted):
        return _QUOTED[kind](said.text) if kind in _QUOTED else None
    if kind in (Kind.NUMBER, Kind.INTERFACE):
        return number(said.text, constants)
    if kind is Kind.ERRNO:  # the wire has it negative, programs say it positive
        found = number(said.text, constants)
        return None if found is None else Number(abs(found.value))
    return _WORDS[kind](said.text) if kind in _WORDS else None


def number(text: str, constants: Mapping[str, int]) -> Number | None:
    """A number: decimal, 0x hex, 0b binary, a constant, or several of these joined by |."""
    total: int | None = None
    for part in text.split("|"):
        value = constant(part, constants)
        if value is None:
            value = _plain_number(part)
        if value is None:
            return None
        total = value if total is None else total | value
    return None if total is None else Number(total)


def constant(text: str, constants: Mapping[str, int]) -> int | None:
    """The number behind a constant's name, in whatever case it is written."""
    name = spelled(text, constants)
    return None if name is None else constants[name]


def spelled(text: str, constants: Mapping[str, int]) -> str | None:
    """A constant as its header spells it; RTM_ and NLMSG_ may be left away, as they are in `type == newlink`."""
    upper = text.upper()
    for spelling in (text, upper, text.lower(), f"RTM_{upper}", f"NLMSG_{upper}"):
        if spelling in constants:
            return spelling
    return None


def octets(text: str) -> Octets | None:
    """aa:bb:cc, aa-bb-cc, aabb.ccdd, aabbcc or 0xaabbcc."""
    if _BYTES.fullmatch(text) or _QUADS.fullmatch(text):
        return Octets(bytes.fromhex(re.sub(r"[:.-]", "", text)))
    match = _HEX.fullmatch(text)
    return Octets(bytes.fromhex(match[1])) if match else None


def sliced(said: Literal, length: int | None) -> Octets | None:
    """What some bytes of a field are held against: text in quotes, bytes, or a number for a single byte."""
    if isinstance(said, Quoted):
        return Octets(said.text.encode("utf-8", "surrogatepass"))
    plain = _plain_number(said.text)
    if length == 1 and plain is not None and 0 <= plain <= 0xFF:
        return Octets(bytes([plain]))
    return octets(said.text)


def _plain_number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, hexadecimal, binary, decimal = match.groups()
    value = int(hexadecimal, 16) if hexadecimal else int(binary, 2) if binary else int(decimal)
    return -value if sign == "-" else value


def _truth(text: str) -> Truth | None:
    word = text.lower()
    return Truth(word in _TRUE) if word in _TRUE + _FALSE else None


def _network(text: str) -> Network | None:
    try:
        return Network(ip_network(text, strict=False))
    except ValueError:
        return None


def _address(text: str) -> Network | Characters | None:
    """An MPLS label stack (16/17) is an address too, and only equal to itself."""
    return _network(text) or (Characters(text) if _LABELS.fullmatch(text) else None)


def _link_address(text: str) -> Octets | Network | None:
    """Tunnels have IP addresses where others have MACs."""
    return octets(text) or _network(text)


def _time(text: str) -> Number | None:
    if not _DECIMAL.fullmatch(text):
        return None
    return Number(int(Decimal(text) * 1_000_000_000))


def _date(text: str) -> Number | None:
    """ISO 8601, in local time where it names no zone."""
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
    since = moment - _EPOCH
    return Number(since // timedelta(microseconds=1) * 1000)


def _duration(text: str) -> Number | None:
    match = _DURATION.fullmatch(text)
    return Number(int(Decimal(match[1]) * _NANOSECONDS[match[2] or "s"])) if match else None


def _utf8(text: str) -> Octets:
    return Octets(text.encode("utf-8", "surrogatepass"))


_WORDS: Final[Mapping[Kind, Callable[[str], Single | None]]] = {
    Kind.TEXT: Characters,
    Kind.TRUTH: _truth,
    Kind.ADDRESS: _address,
    Kind.LINK_ADDRESS: _link_address,
    Kind.BYTES: octets,
    Kind.TIME: _time,
    Kind.DURATION: _duration,
}
_QUOTED: Final[Mapping[Kind, Callable[[str], Single | None]]] = {
    Kind.TEXT: Characters,
    Kind.ADDRESS: _address,
    Kind.LINK_ADDRESS: _link_address,
    Kind.BYTES: _utf8,
    Kind.TIME: _date,
}
