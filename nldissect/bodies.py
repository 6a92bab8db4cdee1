"""What follows a nlmsghdr: which schema it has, and its tree. An error holds a message again: this recurses once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from nldissect import wire
from nldissect.control import (
    CONTROL,
    ERROR_CODE,
    NLM_F,
    NLM_F_ACK_TLVS,
    NLM_F_CAPPED,
    NLM_F_DUMP,
    NLM_F_REQUEST,
    NLMSG_DONE,
    NLMSG_ERROR,
    NLMSG_MIN_TYPE,
    NLMSGERR_ATTR,
    error_code,
    nlmsghdr,
)
from nldissect.decode import NO_ATTRIBUTES, UNKNOWN_ROW, Decoder
from nldissect.protocols import GENERIC, NETFILTER
from nldissect.registry import Registry
from nldissect.schema import (
    BE16,
    S32,
    U8,
    U16,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Member,
    Message,
    Operation,
    Shape,
    Struct,
)
from nldissect.schema.secrecy import may_hold_secret
from nldissect.tree import HeaderNode, Node, printable
from nldissect.wire import Header

NFGENMSG: Final = Struct("nfgenmsg", [Member("nfgen_family", U8), Member("version", U8), Member("res_id", BE16)])
"""struct nfgenmsg, for nfnetlink subsystems that nobody knows (linux/netfilter/nfnetlink.h)"""


def genlmsghdr(commands: Enum) -> Struct:
    """struct genlmsghdr with the names of the family's commands (linux/genetlink.h)."""
    return Struct("genlmsghdr", [Member("cmd", U8, commands), Member("version", U8), Member("reserved", U16)])


class Context(Protocol):
    """What the stream has taught up to this message."""

    def interface(self, index: int) -> str | None:
        """The name of the interface with that index."""

    def family(self, number: int) -> str | None:
        """The generic netlink family with that message type."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a message is, told by its header and the first bytes behind it.

    `name` is the type's constant (RTM_NEWLINK), the family's name for generic netlink, UNKNOWN where nobody knows it.
    `schema` is the registry's entry, None for generic netlink, which has `family` and `command`.
    """

    name: str
    operation: Operation
    schema: Message | None = None
    family: GenericFamily | None = None
    command: Command | None = None

    @property
    def strict(self) -> bool:
        """Whether the kernel parses it with NL_VALIDATE_STRICT, as far as the schema knows."""
        if self.schema is not None:
            return self.schema.strict
        if self.command is not None and self.command.strict is not None:
            return self.command.strict
        return self.family is not None and self.family.strict

    @property
    def secret(self) -> bool:
        """Whether a key or password may stand in it."""
        shapes: list[Shape | None] = []
        if self.schema is not None:
            shapes = [self.schema.header, self.schema.body, self.schema.reply]
        elif self.family is not None:
            attributes = None if self.command is None else self.command.attributes
            shapes = [self.family.header, self.family.reply_header, attributes or self.family.attributes]
        return any(shape is not None and may_hold_secret(shape) for shape in shapes)


def identify(
    registry: Registry, context: Context, protocol: int, header: Header, body: memoryview, *, reply: bool
) -> Kind:
    """What the message with this header and these bytes behind it is; `reply` if the kernel sent it."""
    if protocol == GENERIC and header.nlmsg_type >= NLMSG_MIN_TYPE:
        name = context.family(header.nlmsg_type)
        family = None if name is None else registry.family(name)
        command = _command(family, header, body, reply=reply) if family is not None and len(body) else None
        known = command is not None and command.operation is not Operation.OTHER
        operation = command.operation if command is not None and known else _operation(header)
        return Kind(printable(name or "UNKNOWN"), operation, None, family, command)
    schema = None if protocol == GENERIC else registry.message(protocol, header.nlmsg_type)
    if schema is None:
        return Kind(CONTROL.constants.get(header.nlmsg_type, "UNKNOWN"), _operation(header))
    if schema.by_family and len(body):
        schema = schema.by_family.get(body[0], schema)
    return Kind(schema.name, schema.operation, schema)


def _command(family: GenericFamily, header: Header, body: memoryview, *, reply: bool) -> Command | None:
    event = family.event(body[0], header, body) if reply else None
    return event or family.command(body[0], reply=reply)


def _operation(header: Header) -> Operation:
    """What can be told without a schema."""
    if header.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE):
        return Operation.ACK
    dump = header.nlmsg_flags & NLM_F_REQUEST and header.nlmsg_flags & NLM_F_DUMP == NLM_F_DUMP
    return Operation.GET if dump else Operation.OTHER


class Bodies:
    """Decodes the bodies of one message's bytes: its own, and that of a request echoed in it."""

    def __init__(self, decoder: Decoder, registry: Registry, context: Context, protocol: int) -> None:
        self._decoder = decoder
        self._data = decoder.data
        self._registry = registry
        self._context = context
        self._protocol = protocol

    def header_node(self, offset: int, header: Header, kind: Kind) -> Node:
        """The nlmsghdr at `offset` as a node, with the readings of type and flags that apply."""
        types = Enum("", {header.nlmsg_type: kind.name} if kind.name != "UNKNOWN" else {})
        row = Member("nlmsghdr", nlmsghdr(NLM_F[kind.operation], types))
        return HeaderNode("nlmsghdr", offset, wire.NLMSG_HDRLEN, spec=row, loader=self._decoder.load)

    def fill(self, node: Node, header: Header, kind: Kind, start: int, end: int, *, reply: bool) -> None:
        """Decode data[start:end], which follows a nlmsghdr, into `node`."""
        schema = kind.schema
        if schema is not None:
            self._known(node, schema, start, end, reply=reply)
        elif header.nlmsg_type == NLMSG_ERROR:
            self._error(node, header, start, end)
        elif header.nlmsg_type == NLMSG_DONE:
            self._done(node, header, start, end)
        elif header.nlmsg_type < NLMSG_MIN_TYPE:
            if start < end:
                node.append(self._decoder.trailing(start, end, None))
        elif self._protocol == GENERIC:
            self._generic(node, kind, start, end, reply=reply)
        else:
            if self._protocol == NETFILTER:
                start = self._decoder.header(node, NFGENMSG, start, end)
            self._unknown(node, start, end)

    def _known(self, node: Node, schema: Message, start: int, end: int, *, reply: bool) -> None:
        if schema.header is not None:
            start = self._decoder.header(node, schema.header, start, end)
        body = schema.body if schema.reply is None or not reply else schema.reply
        if start >= end and not isinstance(body, AttributeSet):
            return
        if body is not None:  # a set without attributes, too: it says which ones are missing
            self._decoder.fill(node, body, start, end)
        else:
            node.append(self._decoder.trailing(start, end, "bytes behind the message's last field"))

    def _unknown(self, node: Node, start: int, end: int) -> None:
        """Attributes, where the bytes can be read as such; else bytes."""
        if start >= end:
            return
        spans = wire.attributes(self._data, start, end, self._decoder.order)
        if any(span.damage for span in spans):
            node.append(self._decoder.trailing(start, end, None))
        else:
            self._decoder.fill(node, NO_ATTRIBUTES, start, end)

    def _generic(self, node: Node, kind: Kind, start: int, end: int, *, reply: bool) -> None:
        family, command = kind.family, kind.command
        names = {} if command is None else {command.number: command.name}
        rest = self._decoder.header(node, genlmsghdr(Enum("", names)), start, end)
        if family is None:
            self._unknown(node, rest, end)
            return
        own = family.reply_header or family.header if reply else family.header
        if own is not None:
            rest = self._decoder.header(node, own, rest, end)
        attributes = family.attributes if command is None or command.attributes is None else command.attributes
        self._decoder.fill(node, attributes, rest, end)

    def _error(self, node: Node, header: Header, start: int, end: int) -> None:
        """struct nlmsgerr: the errno, the request's nlmsghdr and (unless capped) the request; then extack."""
        decoder = self._decoder
        at = start + 4
        if end - at < wire.NLMSG_HDRLEN:
            start = self._code(node, start, end)
            node.append(decoder.trailing(start, end, "too few bytes for struct nlmsgerr"))
            return
        echoed = wire.header(self._data, at, decoder.order)
        stop = at + wire.NLMSG_HDRLEN
        (code,) = S32.unpack[decoder.order](self._data, start)
        if code and not header.nlmsg_flags & NLM_F_CAPPED and echoed.nlmsg_len > wire.NLMSG_HDRLEN:
            stop = min(at + echoed.nlmsg_len, end)
        error = Node("nlmsgerr", start, stop - start, spec=UNKNOWN_ROW)
        error.set(None)
        node.append(error)
        self._code(error, start, end, error_code(self.errors(echoed)))
        error.append(self._echo(echoed, at, stop))
        rest = min(wire.align4(stop), end)
        if rest >= end:
            return
        if header.nlmsg_flags & NLM_F_ACK_TLVS:
            decoder.fill(node, NLMSGERR_ATTR, rest, end)
        else:
            node.append(
                decoder.trailing(
                    rest,
                    end,
                    "bytes behind the error without NLM_F_ACK_TLVS",
                    secret=self._identified(echoed, at, end).secret,
                )
            )

    def errors(self, request: Header) -> Mapping[int, str]:
        """The errors past all errnos that the request with this header may be answered with: number → name."""
        schema = self._registry.message(self._protocol, request.nlmsg_type)
        return {} if schema is None else schema.errors

    def _code(self, node: Node, start: int, end: int, row: Member = ERROR_CODE) -> int:
        """Add the errno, where it is there; return where what follows begins."""
        if end - start < 4:
            return start
        node.append(Node("error", start, 4, spec=row, loader=self._decoder.load))
        return start + 4

    def _echo(self, echoed: Header, start: int, end: int) -> Node:
        """The request inside an error reply, decoded as what it was."""
        body = start + wire.NLMSG_HDRLEN
        kind = self._identified(echoed, start, end)
        node = Node("msg", start, end - start, spec=UNKNOWN_ROW)
        node.append(self.header_node(start, echoed, kind))
        if body < end:
            if kind.schema is None and echoed.nlmsg_type in (NLMSG_ERROR, NLMSG_DONE):
                node.append(self._decoder.trailing(body, end, None))
            else:
                self.fill(node, echoed, kind, body, end, reply=False)
        node.set(None, f"type {echoed.nlmsg_type}" if kind.name == "UNKNOWN" else kind.name)
        return node

    def _identified(self, echoed: Header, start: int, end: int) -> Kind:
        """What the message with that header, whose nlmsghdr is at `start`, is."""
        body = self._data[start + wire.NLMSG_HDRLEN : end]
        return identify(self._registry, self._context, self._protocol, echoed, body, reply=False)

    def _done(self, node: Node, header: Header, start: int, end: int) -> None:
        start = self._code(node, start, end)
        if header.nlmsg_flags & NLM_F_ACK_TLVS and start < end:
            self._decoder.fill(node, NLMSGERR_ATTR, start, end)
        else:
            self._unknown(node, start, end)
