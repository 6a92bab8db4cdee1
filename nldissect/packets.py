"""Packets inside messages: a queued packet, a logged or dropped one, a frame that a switch could not place.

scapy takes them apart; this is the one module that hands it bytes of a capture. It is loaded when somebody opens the
first packet, and only with the protocols of a network: nothing that sends. A packet may be damaged, cut, or made to
harm: what can not be read is left as it is, and nothing is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from nldissect.schema import Part

if TYPE_CHECKING:
    from scapy.packet import Packet

LINKS: Final = (
    "ethernet", "ip", "arp", "vlan", "mpls", "802.11", "802.15.4", "icmp", "icmpv6", "tcp", "udp", "sctp",
)  # fmt: skip
"""what a packet may begin with; "ip" is IPv4 or IPv6, as its first four bits say"""
USUAL_LAYERS: Final = (
    "Ether", "Dot1Q", "ARP", "MPLS", "IP", "IPv6", "ICMP", "TCP", "UDP", "SCTP", "IPerror", "ICMPerror", "TCPerror",
    "UDPerror", "DNS", "DNSQR", "DNSRR", "BOOTP", "DHCP", "DHCP6", "VXLAN", "GENEVE", "GRE", "ICMPv6EchoRequest",
    "ICMPv6EchoReply", "ICMPv6ND_NS", "ICMPv6ND_NA", "ICMPv6ND_RS", "ICMPv6ND_RA", "Dot11", "Dot11Beacon",
    "Dot11ProbeReq", "Dot11ProbeResp", "Dot11Auth", "Dot11AssoReq", "Dot11AssoResp", "Dot11Deauth", "Dot11Disas",
    "Dot11Elt", "Dot15d4", "Dot15d4Beacon", "Dot15d4Cmd", "Dot15d4Data",
)  # fmt: skip
"""layers that one meets: what can be offered before scapy, which knows them all, is loaded"""
MAX_LAYERS: Final = 32
_MAX_ITEMS: Final = 256
"""of a list that are taken apart: DNS records, options"""
_MAX_DEPTH: Final = 4
_WIDTHS: Final = (1, 2, 3, 4, 8)
"""bytes that a number can have; bit fields that share more are shown as these bytes, with the number as their text"""
_LONGEST: Final = 160
"""characters of a field's text"""


def dissect(data: bytes, link: str) -> list[Part]:
    """The layers of a packet that begins with `link` (one of LINKS), each with its fields as parts.

    Layers are named as scapy's classes are (Ether, IP, TCP); what no layer claims comes last, as `payload`, `padding`
    or `rest`. `start` counts from the packet's first byte for layers, from the layer's for fields. Together the layers
    are all of `data`.
    """
    with _quiet():
        try:
            return list(_layers(_packet(data, link), data))
        except Exception:  # noqa: BLE001 - whatever scapy raises on hostile bytes: they are still there to be shown
            return [_leaf("payload", data, 0)] if data else []


@cache
def layers() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    """What packets may hold: layer → its fields → the names that a field's numbers have. Loads scapy."""
    from scapy.packet import Packet

    _load()
    found: dict[str, dict[str, dict[str, int]]] = {}
    waiting: list[type[Packet]] = [Packet]
    while waiting:
        layer = waiting.pop()
        waiting.extend(layer.__subclasses__())
        fields = found.setdefault(layer.__name__, {})
        for field in getattr(layer, "fields_desc", ()):
            fields.setdefault(field.name, {}).update(_constants(field))
    return found


def _constants(field: Any) -> dict[str, int]:
    """The names of a field's numbers, as scapy knows them: of a choice, or of its bits."""
    while type(field).__name__ in ("Emph", "ConditionalField"):
        field = field.fld
    bits = getattr(field, "names", None)
    if isinstance(bits, (str, list)):
        return {name: 1 << bit for bit, name in enumerate(bits) if name}
    named = getattr(field, "s2i", None)
    if not isinstance(named, dict):
        return {}
    return {name: number for name, number in named.items() if isinstance(name, str) and isinstance(number, int)}


def _load() -> None:
    """The protocols that layers find inside are known to scapy once their modules are loaded."""
    from scapy.contrib import geneve, mpls  # noqa: F401
    from scapy.layers import dhcp, dhcp6, dns, dot11, dot15d4, inet, inet6, l2, sctp, vxlan  # noqa: F401


@contextmanager
def _quiet() -> Iterator[None]:
    """scapy warns of odd packets on standard error, which is the UI's."""
    from scapy.error import log_runtime

    before, log_runtime.disabled = log_runtime.disabled, True
    try:
        yield
    finally:
        log_runtime.disabled = before


def _packet(data: bytes, link: str) -> Packet | None:
    """What scapy makes of it; None where the packet begins with nothing known."""
    _load()
    from scapy.contrib import mpls
    from scapy.layers import dot11, dot15d4, inet, inet6, l2, sctp

    if link == "ip":
        version = data[0] >> 4 if data else 0
        return inet.IP(data) if version == 4 else inet6.IPv6(data) if version == 6 else None
    layers: dict[str, type[Packet]] = {
        "ethernet": l2.Ether,
        "arp": l2.ARP,
        "vlan": l2.Dot1Q,
        "mpls": mpls.MPLS,
        "802.11": dot11.Dot11,
        "802.15.4": dot15d4.Dot15d4,
        "icmp": inet.ICMP,
        "icmpv6": inet6.ICMPv6Unknown,
        "tcp": inet.TCP,
        "udp": inet.UDP,
        "sctp": sctp.SCTP,
    }
    return layers[link](data)


def _layers(packet: Packet | None, data: bytes) -> Iterator[Part]:
    from scapy.packet import NoPayload, Padding, Raw

    position = 0
    for _ in range(MAX_LAYERS):
        if packet is None or isinstance(packet, (NoPayload, Raw, Padding)):
            break
        length = _header_length(packet, data[position:])
        if length is None:
            break
        if length:
            parts = _fields(packet, data[position:], length)
            yield Part(type(packet).__name__, position, length, text=_told(packet), parts=parts)
        position += length
        packet = packet.payload
    while position < len(data):
        load = packet.load if isinstance(packet, (Raw, Padding)) else None
        if not load or not data.startswith(load, position):
            yield _leaf("payload" if position == 0 else "rest", data[position:], position)
            return
        yield _leaf("padding" if isinstance(packet, Padding) else "payload", load, position)
        position += len(load)
        packet = packet.payload  # type: ignore[union-attr]  # None has no load


def _header_length(packet: Packet, data: bytes) -> int | None:
    """How many of `data` are this layer's own; None where they do not agree with what scapy read."""
    header = packet.raw_packet_cache
    if header is not None:
        return len(header) if data.startswith(header) else None
    # Some layers look back when all is read, and forget their bytes over it: ICMP, for its extensions.
    parts = _fields(packet, data, len(data))
    length = max((part.start + part.length for part in parts), default=0)
    return length if data.startswith(packet.payload.original, length) else None


def _leaf(name: str, data: bytes, start: int) -> Part:
    return Part(name, start, len(data), data.hex())


def _told(packet: Packet) -> str:
    """10.0.0.1:53 → 10.0.0.2:5353. Only from what was in the packet: scapy would look up what is missing."""
    ends = [
        ":".join(str(packet.fields[name]) for name in names if name in packet.fields)
        for names in (("src", "psrc", "addr2", "sport"), ("dst", "pdst", "addr1", "dport"))
    ]
    return " → ".join(ends) if all(ends) else ""


def _fields(packet: Packet, data: bytes, length: int, depth: int = 0) -> list[Part]:
    """The fields with their bytes, by reading them once more: scapy keeps the values, not where they were.

    Bit fields have the bytes of all with which they share any. What reads differently the second time ends the list.
    """
    parts: list[Part] = []
    together: list[Any] = []
    rest: Any = data
    done = start = 0
    reversed_ = False
    for field in packet.fields_desc:
        if field.name not in packet.fields:
            continue
        try:
            rest, _ = field.getfield(packet, rest)
            left, bits = rest if isinstance(rest, tuple) else (rest, 0)
            now = (len(data) - len(left)) * 8 + bits
            if not done <= now <= length * 8:
                break
            if now > done:
                together.append(field)
            # Little-endian bit fields come as one run whose bytes scapy turns round as a whole.
            reversed_ = (reversed_ or _begins_reversed(field)) and not _ends_reversed(field)
            if now % 8 == 0 and not reversed_:
                parts += [_field(packet, one, start, data[start : now // 8], depth) for one in together]
                together, start = [], now // 8
        except Exception:  # noqa: BLE001 - see dissect: the layer has its bytes, with or without this field
            break
        done = now
    return parts


def _begins_reversed(field: Any) -> bool:
    return bool(getattr(field, "rev", False) and getattr(field, "tot_size", 0))


def _ends_reversed(field: Any) -> bool:
    return bool(getattr(field, "end_tot_size", 0))


def _field(packet: Packet, field: Any, start: int, data: bytes, depth: int) -> Part:
    value = packet.fields[field.name]
    inside = _items(value, data, depth) if depth < _MAX_DEPTH else []
    if isinstance(value, bytes):
        told = value.decode("ascii", "backslashreplace")
        if value != data:  # not the bytes, but what they stand for: a domain name
            return Part(field.name, start, len(data), told)
        text = f'{value.hex()} ("{told}")' if told.isprintable() and value.isascii() else None
        return Part(field.name, start, len(data), value.hex(), text)
    if isinstance(value, str):
        return Part(field.name, start, len(data), value)
    text = str(field.i2repr(packet, value))
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if inside:
        return Part(field.name, start, len(data), None, "", inside)
    number = _number(value)
    if number is not None and len(data) in _WIDTHS:
        return Part(field.name, start, len(data), number, text if text and text != str(number) else None)
    return Part(field.name, start, len(data), data.hex(), text)


def _number(value: Any) -> int | None:
    """The number, also of flags."""
    from scapy.fields import FlagValue

    return int(value) if isinstance(value, (int, FlagValue)) else None


def _items(value: Any, data: bytes, depth: int) -> list[Part]:
    """The packets that a field holds (options, records), as far as their bytes lie side by side."""
    from scapy.packet import Packet

    parts: list[Part] = []
    position = 0
    for item in (value if isinstance(value, list) else [value])[:_MAX_ITEMS]:
        header = item.raw_packet_cache if isinstance(item, Packet) else None
        if not header or not data.startswith(header, position):
            break
        name = type(item).__name__
        parts.append(
            Part(name, position, len(header), parts=_fields(item, data[position:], len(header), depth + 1), text="")
        )
        position += len(header)
    return parts
