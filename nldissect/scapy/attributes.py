"""Attributes as scapy packets, and the way between them and what nldissect.encode writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scapy.fields import Field, PacketListField
from scapy.packet import Packet, Raw

from nldissect.encode import Attr
from nldissect.wire import NLA_F_NESTED, NLA_F_NET_BYTEORDER

_FLAGS = {NLA_F_NESTED: "NLA_F_NESTED", NLA_F_NET_BYTEORDER: "NLA_F_NET_BYTEORDER"}


class ValueField(Field[Any, bytes]):
    """A field whose value is taken whole: for scapy a list would be one packet for each of its items."""

    islist = 1


class _FlagsField(ValueField):
    """NLA_F_NESTED and NLA_F_NET_BYTEORDER."""

    def i2repr(self, pkt: Packet | None, x: Any) -> str:
        return "|".join(name for mask, name in _FLAGS.items() if x and x & mask) or repr(x)


class NetlinkAttribute(Packet):
    """One attribute: `name` (a constant, [N] in an array, or its number as text) and `value`.

    `type` is what `name` is made from. `flags` of None sets NLA_F_NESTED on nests; `padding` of None is zeros up to
    four bytes. An attribute is built by the message that it is in: only that knows how its value is written.
    """

    fields_desc: ClassVar = [
        ValueField("type", 0),
        _FlagsField("flags", None),
        ValueField("value", True),
        ValueField("padding", None),
    ]

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.name = str(self.type)

    def copy(self) -> NetlinkAttribute:
        clone = super().copy()
        clone.name = self.name
        return clone

    def get(self, *path: str) -> NetlinkAttribute | None:
        """The attribute inside at the end of the path of names; None where there is none."""
        return find(self.value, path)

    def self_build(self) -> bytes:
        raise TypeError(f"{self.name} is built with its message, which knows how its value is written")


class AttributesField(PacketListField):
    """The attributes of a message; given as a mapping, as (name, value) pairs, or as NetlinkAttribute packets."""

    def __init__(self) -> None:
        super().__init__("attributes", [], None)

    def any2i(self, pkt: Packet | None, x: Any) -> list[Any]:
        items: Iterable[Any] = x.items() if isinstance(x, Mapping) else x
        return [NetlinkAttribute(type=item[0], value=item[1]) if isinstance(item, tuple) else item for item in items]


def find(inside: Any, path: tuple[str, ...]) -> NetlinkAttribute | None:
    """The attribute at the end of the path of names; None where there is none."""
    found = None
    for name in path:
        attributes = inside[1] if isinstance(inside, tuple) else inside
        if not isinstance(attributes, list):
            return None
        found = next((item for item in attributes if isinstance(item, NetlinkAttribute) and item.name == name), None)
        if found is None:
            return None
        inside = found.value
    return found


def attribute_packets(attributes: Iterable[Attr | bytes]) -> list[Packet]:
    """The attributes of a nest or message; damaged ones are Raw."""
    return [Raw(item) if isinstance(item, bytes) else packets(item) for item in attributes]


def packets(value: Any) -> Any:
    """nldissect.encode's attributes as packets, at any depth."""
    if isinstance(value, Attr):
        odd = {} if value.padding is None else {"padding": value.padding}
        return NetlinkAttribute(type=value.name, flags=value.flags, value=packets(value.value), **odd)
    if isinstance(value, list):
        nest = any(isinstance(item, Attr) for item in value)
        return attribute_packets(value) if nest else list(map(packets, value))
    if isinstance(value, tuple):
        return tuple(map(packets, value))
    return value


def plain(value: Any) -> Any:
    """The way back."""
    if isinstance(value, NetlinkAttribute):
        return Attr(value.type, plain(value.value), value.flags, value.padding)
    if isinstance(value, Raw):
        return bytes(value.load)
    if isinstance(value, Mapping):
        return {name: plain(inside) for name, inside in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(plain, value))
    return value
