"""Fields of the nlmsghdr and of fixed headers, and what is not on the wire but must be known: byte order, protocol."""

from __future__ import annotations

import sys
from struct import pack
from typing import TYPE_CHECKING, Any

from scapy.fields import Field

from nldissect.control import NLM_F
from nldissect.encode import number
from nldissect.protocols import protocol_name
from nldissect.scapy.attributes import ValueField
from nldissect.schema import Meaning
from nldissect.tree import Names, printable
from nldissect.wire import ByteOrder

if TYPE_CHECKING:
    from scapy.packet import Packet

NATIVE: ByteOrder = "<" if sys.byteorder == "little" else ">"
FLAG_NAMES = {name: mask for flags in NLM_F.values() for mask, name in flags.constants.items()}


def order_of(packet: Packet) -> ByteOrder:
    """The byte order of the packet, of what it is in, or of this host."""
    around: Packet | None = packet
    while around is not None:
        if around.fields.get("order") is not None:
            found: ByteOrder = around.fields["order"]
            return found
        around = around.underlayer or around.parent
    return NATIVE


def protocol_of(packet: Packet) -> int:
    """NETLINK_* of the packet, or of what it is in."""
    around: Packet | None = packet
    while around is not None:
        if "protocol" in around.fieldtype:
            return int(around.getfieldval("protocol"))
        around = around.underlayer or around.parent
    return 0


class OrderField(Field[Any, bytes]):
    """The byte order of this packet; None is that of what it is in. No bytes."""

    def __init__(self) -> None:
        super().__init__("order", None)

    def addfield(self, pkt: Packet, s: bytes, val: Any) -> bytes:
        return s


class ProtocolField(Field[int, bytes]):
    """NETLINK_*. No bytes."""

    def __init__(self) -> None:
        super().__init__("protocol", 0)

    def addfield(self, pkt: Packet, s: bytes, val: int | None) -> bytes:
        return s

    def i2repr(self, pkt: Packet | None, x: int) -> str:
        return protocol_name(x)


class NumberField(Field[Any, bytes]):
    """An integer of the nlmsghdr, in the packet's byte order."""

    def addfield(self, pkt: Packet, s: bytes, val: Any) -> bytes:
        return s + pack(order_of(pkt) + self.fmt[-1], val or 0)


class FlagsField(NumberField):
    """nlmsg_flags: a number, or names joined by |."""

    def any2i(self, pkt: Packet | None, x: Any) -> Any:
        if not isinstance(x, str):
            return x
        unknown = [word for word in x.split("|") if word not in FLAG_NAMES]
        if unknown:
            raise ValueError(f"{unknown[0]!r} is no flag of nlmsghdr (NLM_F_…)")
        total = 0
        for word in x.split("|"):
            total |= FLAG_NAMES[word]
        return total

    def i2repr(self, pkt: Packet | None, x: Any) -> str:
        return f"{x:#x} ({'|'.join(pkt.decoded().flags)})" if x and pkt is not None else str(x)


class TypeField(NumberField):
    """nlmsg_type; a generic netlink family may stand by its name."""

    def addfield(self, pkt: Packet, s: bytes, val: Any) -> bytes:
        return super().addfield(pkt, s, pkt.type_number(val) if isinstance(val, str) else val)

    def i2repr(self, pkt: Packet | None, x: Any) -> str:
        return f"{x} ({pkt.decoded().type_name})" if pkt is not None else str(x)


class MemberField(ValueField):
    """A member of a fixed header; None is zero."""

    __slots__ = ("meaning", "names")

    def __init__(self, name: str, meaning: Meaning | None, names: Names) -> None:
        super().__init__(name, None)
        self.meaning = meaning
        self.names = names

    def any2i(self, pkt: Packet | None, x: Any) -> Any:
        return number(x, self.meaning) if isinstance(x, str) and hasattr(self.meaning, "constants") else x

    def i2repr(self, pkt: Packet | None, x: Any) -> str:
        if not isinstance(x, int) or self.meaning is None:
            return repr(x)
        text = printable(self.meaning.text(x, self.names))
        return text if text.startswith(str(x)) else f"{x} ({text})"
