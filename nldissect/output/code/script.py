"""A request as a Python script that needs nothing but the standard library: it sends it and prints the replies."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nldissect.datagram import Direction
from nldissect.errors import UserError
from nldissect.message import Message
from nldissect.output.code.pieces import Data, Group, Nest, Number, Piece, Spelling, pieces
from nldissect.output.code.preamble import PREAMBLE
from nldissect.protocols import GENERIC
from nldissect.tree import printable
from nldissect.wire import NLA_F_NESTED

_LONGEST = 100
NLCTRL = 16


def script(message: Message) -> str:
    """The whole script for one request. Raises UserError for a message that no program could send."""
    if not sendable(message):
        what = message.name or message.protocol_name
        raise UserError(
            f"message {message.frame} ({what}) is no request: only what a program sends can be written as a script"
        )
    return f"{PREAMBLE}\n\n{call(message)}"


def sendable(message: Message) -> bool:
    """Whether it is a request."""
    return message.header is not None and message.direction is Direction.TO_KERNEL


def call(message: Message) -> str:
    """The statement that sends one request, for a script that begins with PREAMBLE."""
    header = message.header
    assert header is not None
    lines = [
        f"# {_clipped(f'message {message.frame}.{message.index}: {message.summary}')}",
        "send(",
        _line(1, str(message.protocol), message.protocol_name),
        *_type_lines(message, header.nlmsg_type),
        _line(1, f"{header.nlmsg_flags:#x}", "|".join(message.flags)),
    ]
    for piece in pieces(message):
        lines.extend(_lines(piece, 1, message.order))
    if _in_batch(message):
        lines.append("    batch=True,")
    return "\n".join([*lines, ")", ""])


def _type_lines(message: Message, number: int) -> Iterator[str]:
    generic = message.generic
    if message.protocol == GENERIC and generic is not None and number != NLCTRL:
        if generic.family is not None:
            yield _line(1, f"family({_quoted(generic.family)})", f"{number} where this was captured")
        else:
            yield _line(1, str(number), "a generic netlink family: its id is another on another boot")
    else:
        yield _line(1, str(number), message.type_name)


def _in_batch(message: Message) -> bool:
    membership = message.membership
    return membership is not None and membership.transactions.request(membership.number) != membership.request


def _lines(piece: Piece, depth: int, order: str) -> Iterator[str]:
    if isinstance(piece, Group):
        yield f"{'    ' * depth}# {'struct ' if piece.name.isidentifier() else ''}{printable(piece.name)}"
        for item in piece.items:
            yield from _lines(item, depth, order)
    elif isinstance(piece, Nest):
        yield from _nest_lines(piece, depth, order)
    else:
        yield _line(depth, expression(piece), _comment(piece, order))


def _nest_lines(nest: Nest, depth: int, order: str) -> Iterator[str]:
    nested = nest.flags == NLA_F_NESTED
    other = "" if nested or not nest.flags else f" | {nest.flags:#x}"
    opening = f"{'nest' if nested else 'attr'}({nest.number}{other}"
    padding = "" if nest.padding is None else f", padding={nest.padding!r}"
    single = nest.items[0] if len(nest.items) == 1 else None
    if nest.padding is not None and nested:
        opening = f"attr({nest.number} | NLA_F_NESTED"
    if not nest.items:
        yield _line(depth, f"{opening}{padding})", nest.name)
    elif isinstance(single, (Number, Data)):
        comment = _comment(single, order)
        told = f"{nest.name}: {comment}" if comment else nest.name
        yield _line(depth, f"{opening}, {expression(single)}{padding})", told)
    else:
        yield _line(depth, opening, nest.name)
        for item in nest.items:
            yield from _lines(item, depth + 1, order)
        if padding:
            yield f"{'    ' * (depth + 1)}{padding[2:]},"
        yield f"{'    ' * depth}),"


def expression(piece: Number | Data) -> str:
    """The piece as a call of one of the script's helpers, or a literal."""
    if isinstance(piece, Number):
        return _number(piece)
    if piece.spelling is Spelling.ZEROS:
        return f"bytes({len(piece.data)})"
    if piece.spelling is Spelling.TEXT:
        return f"text({_quoted(piece.told)}){_filled(piece, len(piece.told.encode()) + 1)}"
    if piece.spelling is Spelling.ADDRESS:
        return f"ip({_quoted(piece.told)}){_filled(piece, 16 if ':' in piece.told else 4)}"
    if piece.spelling is Spelling.LINK_ADDRESS:
        return f"link({_quoted(piece.told)})"
    if piece.spelling is Spelling.LABELS:
        return f"mpls({piece.told.replace('/', ', ')})"
    if all(32 <= byte < 127 for byte in piece.data.rstrip(b"\0")) and piece.data:
        return repr(piece.data)
    return f'bytes.fromhex("{piece.data.hex()}")'


def _filled(piece: Data, length: int) -> str:
    more = len(piece.data) - length
    return f" + bytes({more})" if more else ""


def _number(piece: Number) -> str:
    bits = piece.width * 8
    if piece.interface is not None and len(piece.values) == 1:
        told = [f"ifindex({_quoted(piece.interface)}, {piece.values[0]})"]
    else:
        told = [f"{value:#x}" if piece.hexadecimal and value >= 0 else str(value) for value in piece.values]
    if piece.order is None or piece.width == 1:
        return f"{'s' if piece.signed else 'u'}{bits}({', '.join(told)})"
    fixed = [str(value % (1 << bits)) for value in piece.values] if piece.signed else told
    return f"{'be' if piece.order == '>' else 'le'}{bits}({', '.join(fixed)})"


def _comment(piece: Number | Data, order: str) -> str:
    if isinstance(piece, Number):
        known = (" ".join(map(str, piece.values)), hex(piece.values[0]) if piece.values else "")
    else:
        known = (piece.told, piece.data.hex())
    told = [] if piece.text in known else [piece.text]
    if piece.foreign:
        told.append(f"as captured on a {'little' if order == '<' else 'big'}-endian host")
    return ": ".join(part for part in (piece.name, ", ".join(told)) if part)


def _line(depth: int, code: str, comment: str) -> str:
    indent = "    " * depth
    return f"{indent}{code},  # {_clipped(comment)}" if comment else f"{indent}{code},"


def _quoted(text: str) -> str:
    """A string literal, ASCII only."""
    return json.dumps(text)


def _clipped(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
