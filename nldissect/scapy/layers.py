"""The layers: a datagram, its messages, and for each type of message what follows the nlmsghdr."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from struct import pack
from typing import Any, ClassVar

from scapy.fields import PacketListField
from scapy.packet import Packet, Raw, bind_bottom_up, bind_layers, bind_top_down

from nldissect import control, wire
from nldissect.bodies import genlmsghdr
from nldissect.control import ERROR_CODE, NLM_F_REQUEST, NLMSGERR_ATTR
from nldissect.encode import encode, encode_body
from nldissect.message import Message, Passage
from nldissect.protocols import GENERIC, KOBJECT_UEVENT
from nldissect.registry import default_registry
from nldissect.scapy.attributes import AttributesField, ValueField, attribute_packets, find, packets, plain
from nldissect.scapy.fields import (
    NATIVE,
    FlagsField,
    MemberField,
    NumberField,
    OrderField,
    ProtocolField,
    TypeField,
    order_of,
    protocol_of,
)
from nldissect.scapy.tap import CookedNetlink
from nldissect.schema import AttributeSet, Bits, Enum, GenericFamily, Meaning, Message as Schema, Pad, Shape, Struct
from nldissect.stream import Knowledge
from nldissect.values import attributes_of, members_of, value_as
from nldissect.wire import NLMSG_HDRLEN, MessageSpan


class _Learned:
    """What the packets so far have taught: interface names and generic netlink ids, as in a stream."""

    def __init__(self) -> None:
        self.knowledge = Knowledge()
        self.position = 0

    def interface(self, index: int) -> str | None:
        return self.knowledge.interfaces.at(self.position, index)

    def family(self, number: int) -> str | None:
        return self.knowledge.families.at(self.position, number)


_learned = _Learned()


def learn_family(number: int, name: str) -> None:
    """Say which id a generic netlink family has; captures that hold nlctrl's answers teach it by themselves."""
    _learned.knowledge.families.learn(_learned.position, number, name)


class NetlinkBody(Packet):
    """What follows a nlmsghdr; there is a subclass for each type. `attributes`, or `body` where it has none."""

    headers: ClassVar[tuple[Struct, ...]] = ()

    @classmethod
    def shape(cls, command: int, *, reply: bool) -> Shape | None:
        """What stands behind the fixed headers."""
        return NLMSGERR_ATTR

    def _shape(self) -> Shape | None:
        under = self.underlayer
        flags = under.nlmsg_flags if isinstance(under, NetlinkMessage) else NLM_F_REQUEST
        command = self.getfieldval("cmd") if "cmd" in self.fieldtype else 0
        return self.shape(command or 0, reply=not flags & NLM_F_REQUEST)

    def do_dissect(self, s: bytes) -> bytes:
        message = _decoded(self, s)
        data, order, root = message.data, message.order, message.tree
        headers = [node for node in root.children if node.transparent]
        for node, header in zip(headers, self.headers, strict=False):
            self.fields.update(members_of(node, header, data, order))
        shape = self._shape()
        if isinstance(shape, AttributeSet):
            self.fields["attributes"] = attribute_packets(attributes_of(root, data, order))
        elif shape is not None and (root.value is not None or len(root.children) > len(headers)):
            self.fields["body"] = packets(value_as(shape, root, data, order))
        self.explicit = 1
        return b""

    def self_build(self) -> bytes:
        values = {
            field.name: self.getfieldval(field.name) for field in self.fields_desc if isinstance(field, MemberField)
        }
        present = {name: value for name, value in values.items() if value is not None}
        shape = self._shape()
        inside = self.getfieldval("attributes" if isinstance(shape, AttributeSet) else "body") if shape else None
        return encode_body(self.headers, None if inside is None else shape, present, plain(inside), order_of(self))

    def get(self, *path: str) -> Any:
        """The NetlinkAttribute at the end of the path of names; None where there is none."""
        return find(self.getfieldval("attributes"), path)

    def mysummary(self) -> str:
        return _decoded(self, bytes(self)).summary


class NLMSG_DONE(NetlinkBody):  # noqa: N801 - the constant's name
    """The end of a dump: an errno (negative, 0 for success), and what the kernel says of it."""

    headers = (Struct("", [ERROR_CODE]),)
    fields_desc: ClassVar = [MemberField("error", ERROR_CODE.meaning, _learned), AttributesField()]

    def do_dissect(self, s: bytes) -> bytes:
        message = _decoded(self, s)
        error = message.tree["error"]
        self.fields["error"] = error.value
        self._dissect_rest(message, error.offset)
        return b""

    def _dissect_rest(self, message: Message, error: int) -> None:
        if message.tree.start > error:
            self.fields["attributes"] = attribute_packets(attributes_of(message.tree, message.data, message.order))
        self.explicit = 1


class NLMSG_ERROR(NLMSG_DONE):  # noqa: N801 - the constant's name
    """An errno (negative, 0 for an ACK), the request as far as it is echoed, and what the kernel says of it."""

    fields_desc: ClassVar = [
        MemberField("error", ERROR_CODE.meaning, _learned),
        PacketListField("request", [], None),
        AttributesField(),
    ]

    def do_dissect(self, s: bytes) -> bytes:
        message = _decoded(self, s)
        error = message.tree["nlmsgerr"]
        self.fields["error"] = error["error"].value
        request = error["msg"]
        self.fields["request"] = [NetlinkMessage(bytes(message.data[request.offset : request.end]), _parent=self)]
        self._dissect_rest(message, error.offset)
        return b""

    def self_build(self) -> bytes:
        order = order_of(self)
        told = encode(ERROR_CODE.shape, self.error or 0, order) + b"".join(map(bytes, self.request))
        attributes = encode(NLMSGERR_ATTR, plain(self.attributes), order)
        return told + bytes(-len(told) % 4) + attributes


class NetlinkMessage(Packet):
    """A nlmsghdr; its payload is the layer of the message's type. `nlmsg_len` of None is counted.

    nlmsg_type and protocol follow from the payload, where that is a layer for a type.
    """

    show_summary = False

    fields_desc: ClassVar = [
        ProtocolField(),
        OrderField(),
        NumberField("nlmsg_len", None, "I"),
        TypeField("nlmsg_type", 0, "H"),
        FlagsField("nlmsg_flags", "NLM_F_REQUEST|NLM_F_ACK", "H"),
        NumberField("nlmsg_seq", 0, "I"),
        NumberField("nlmsg_pid", 0, "I"),
    ]

    def do_dissect(self, s: bytes) -> bytes:
        if len(s) < NLMSG_HDRLEN:
            raise ValueError(f"{len(s)} bytes are too few for an nlmsghdr")
        around = self.underlayer or self.parent
        if around is None:
            self.fields["order"] = wire.byte_order(memoryview(s), NATIVE)
        else:
            self.fields["protocol"] = protocol_of(around)
        self.fields.update(wire.header(memoryview(s), 0, order_of(self))._asdict())
        self.explicit = 1
        return s[NLMSG_HDRLEN:]

    def extract_padding(self, s: bytes) -> tuple[bytes, bytes | None]:
        length = max(self.nlmsg_len - NLMSG_HDRLEN, 0)
        return s[:length], s[length:] or None

    def do_dissect_payload(self, s: bytes) -> None:
        super().do_dissect_payload(s)
        if s and not _is_exact(self.payload, s):
            self.remove_payload()
            self.add_payload(Raw(s, _internal=1, _underlayer=self))

    def guess_payload_class(self, payload: bytes) -> type[Packet]:
        message = _decoded(self, payload)
        if message.schema is not None:
            return _type_layer(message.schema)
        if self.nlmsg_type < control.NLMSG_MIN_TYPE:
            return {control.NLMSG_ERROR: NLMSG_ERROR, control.NLMSG_DONE: NLMSG_DONE}.get(self.nlmsg_type, Raw)
        family = _learned.family(self.nlmsg_type) if message.protocol == GENERIC else None
        schema = None if family is None else default_registry().family(family)
        return Raw if schema is None else _family_layer(schema)

    def post_build(self, pkt: bytes, pay: bytes) -> bytes:
        if self.nlmsg_len is None:
            pkt = pack(order_of(self) + "I", NLMSG_HDRLEN + len(pay)) + pkt[4:]
        return pkt + pay

    def type_number(self, name: str) -> int:
        """The id of a generic netlink family. Raises ValueError where no packet nor `learn_family` told it."""
        for number in range(control.NLMSG_MIN_TYPE, 1024):
            if _learned.family(number) == name:
                return number
        raise ValueError(f"the id of the generic netlink family {name} is not known: learn_family(id, {name!r})")

    def decoded(self) -> Message:
        """The message as nldissect decodes it."""
        return _message(bytes(self), self)

    def get(self, *path: str) -> Any:
        """The NetlinkAttribute at the end of the path of names; None where there is none."""
        return self.payload.get(*path) if isinstance(self.payload, NetlinkBody) else None

    def mysummary(self) -> str:
        return self.decoded().summary


class _MessagesField(PacketListField):
    """Messages one behind the other, padded to four; Raw behind a message stands for another padding."""

    def __init__(self) -> None:
        super().__init__("messages", [], NetlinkMessage)

    def addfield(self, pkt: Packet, s: bytes, val: Any) -> bytes:
        told = b""
        for message, behind in zip(val, [*val[1:], None], strict=True):
            told += bytes(message)
            if not isinstance(message, Raw) and not isinstance(behind, Raw):
                told += bytes(-len(told) % 4)
        return s + told


class Netlink(Packet):
    """A datagram: its `messages`. What can not be a message is Raw among them."""

    show_summary = False

    fields_desc: ClassVar = [OrderField(), _MessagesField()]

    def do_dissect(self, s: bytes) -> bytes:
        data = memoryview(s)
        order = wire.byte_order(data, NATIVE)
        if order != NATIVE:
            self.fields["order"] = order
        found: list[Packet] = []
        at = 0
        for span in wire.messages(data, order):
            if span.header is None or span.header.nlmsg_len < NLMSG_HDRLEN:
                break
            if data[at : span.offset] != bytes(span.offset - at):
                found.append(Raw(bytes(data[at : span.offset])))
            found.append(self._dissected(data, span))
            at = span.offset + span.length
        if data[at:] != bytes(-at % 4):
            found.append(Raw(load=bytes(data[at:])))
        self.fields["messages"] = found
        self.explicit = 1
        return b""

    def _dissected(self, data: memoryview, span: MessageSpan) -> NetlinkMessage:
        _learned.position += 1
        _learned.knowledge.learn(_learned.position, protocol_of(self), data, span, order_of(self))
        return NetlinkMessage(bytes(data[span.offset : span.offset + span.length]), _parent=self)

    def mysummary(self) -> str:
        return f"{len(self.messages)} messages" if len(self.messages) != 1 else str(self.messages[0].mysummary())


# Found by name.


def layer(name: str) -> type[NetlinkBody]:
    """The layer of a message type (RTM_NEWLINK) or of a generic netlink family (nl80211). Raises KeyError."""
    registry = default_registry()
    family = registry.family(name)
    if family is not None:
        return _family_layer(family)
    registry.load_all()
    for _, schema in registry.messages():
        if schema.name == name:
            return _type_layer(schema)
    raise KeyError(name)


@cache
def _type_layer(schema: Schema) -> type[NetlinkBody]:
    def shape(cls: type[NetlinkBody], command: int, *, reply: bool) -> Shape | None:
        return schema.body if schema.reply is None or not reply else schema.reply

    headers = () if schema.header is None else (schema.header,)
    whole = schema.body is not None and not isinstance(schema.body, AttributeSet)
    lower = {"nlmsg_type": schema.type, "protocol": schema.protocol}
    return _made(schema.name, headers, shape, lower, [ValueField("body", None)] if whole else [])


@cache
def _family_layer(family: GenericFamily) -> type[NetlinkBody]:
    def shape(cls: type[NetlinkBody], command: int, *, reply: bool) -> Shape | None:
        found = family.command(command, reply=reply)
        return family.attributes if found is None or found.attributes is None else found.attributes

    commands = Enum("", {command.number: command.name for command in chain(family.replies or (), family.commands)})
    headers = (genlmsghdr(commands), *(() if family.header is None else (family.header,)))
    return _made(family.name, headers, shape, {"nlmsg_type": family.name, "protocol": GENERIC})


def _made(
    name: str,
    headers: tuple[Struct, ...],
    shape: Callable[..., Shape | None],
    lower: dict[str, Any],
    more: Sequence[ValueField] = (),
) -> type[NetlinkBody]:
    """A layer with one field a member; `lower` are the fields that it gives the NetlinkMessage below it."""
    fields: list[Any] = [
        MemberField(member, meaning, _learned) for header in headers for member, meaning in _members(header)
    ]
    told = {
        "__doc__": f"{name}, made from the dissectors' tables.",
        "__module__": __name__,
        "_overload_fields": {NetlinkMessage: lower},
        "fields_desc": [*fields, AttributesField(), *more],
        "headers": headers,
        "shape": classmethod(shape),
    }
    return type(name, (NetlinkBody,), told)


def _members(header: Struct) -> Iterator[tuple[str, Meaning | None]]:
    for member in header.members:
        if isinstance(member, Bits):
            yield from ((name, meaning) for name, _, meaning in member.fields)
        elif not isinstance(member, Pad):
            yield member.name, member.meaning


# Bytes and back.


def _message(data: bytes, packet: Packet) -> Message:
    passage = Passage(1, 0, 0, protocol_of(packet), order_of(packet))
    return Message(memoryview(data), passage, default_registry(), _learned, show_secrets=True)


def _decoded(packet: Packet, body: bytes) -> Message:
    """The message that `body` is in, as far as the layers below tell; else as a program would send it."""
    below = packet if isinstance(packet, NetlinkMessage) else packet.underlayer
    if not isinstance(below, NetlinkMessage):
        below = NetlinkMessage(**packet.overload_fields.get(NetlinkMessage, {}))
    header = pack(order_of(below) + "I", NLMSG_HDRLEN + len(body)) + below.self_build()[4:]
    return _message(header + body, below)


def _is_exact(packet: Packet, data: bytes) -> bool:
    try:
        return bytes(packet) == data
    except (ValueError, TypeError, KeyError):
        return False


bind_top_down(NetlinkMessage, NLMSG_ERROR, nlmsg_type=control.NLMSG_ERROR, nlmsg_flags=0)
bind_top_down(NetlinkMessage, NLMSG_DONE, nlmsg_type=control.NLMSG_DONE, nlmsg_flags=control.NLM_F_MULTI)
bind_bottom_up(CookedNetlink, Raw, protocol=KOBJECT_UEVENT)
bind_layers(CookedNetlink, Netlink)
