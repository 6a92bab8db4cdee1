"""A message as C: a packed struct with its initialiser, lengths counted by the compiler, every field commented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_letters, digits

from nldissect.errors import UserError
from nldissect.message import Message
from nldissect.output.code.pieces import Data, Nest, Number, Piece, Spelling, pieces
from nldissect.protocols import GENERIC
from nldissect.tree import printable

PREAMBLE = """\
/* Netlink messages, written by nldissect, to be edited. */
#include <stdint.h>
#include <linux/netlink.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define BE16(x) __builtin_bswap16(x)
#define BE32(x) __builtin_bswap32(x)
#define BE64(x) __builtin_bswap64(x)
#define LE16(x) (x)
#define LE32(x) (x)
#define LE64(x) (x)
#else
#define BE16(x) (x)
#define BE32(x) (x)
#define BE64(x) (x)
#define LE16(x) __builtin_bswap16(x)
#define LE32(x) __builtin_bswap32(x)
#define LE64(x) __builtin_bswap64(x)
#endif
"""
_LONGEST = 100
_A_ROW = 12
_PLAIN = f"{ascii_letters}{digits} -_.,:/@+".encode()
_KEYWORDS = re.compile(
    "auto|break|case|char|const|continue|default|do|double|else|enum|extern|float|for|goto|if|inline|int|long|register|"
    "restrict|return|short|signed|sizeof|static|struct|switch|typedef|typeof|union|unsigned|void|volatile|while|asm|"
    "linux|unix|i386"
)


def declaration(message: Message) -> str:
    """The message as one definition, to stand behind PREAMBLE. Raises UserError for what has no nlmsghdr."""
    header = message.header
    if header is None:
        raise UserError(f"message {message.frame} has no nlmsghdr: only netlink messages can be written as C")
    name = f"message_{message.frame}_{message.index}"
    body = _named(pieces(message))
    whole = header.nlmsg_len == len(message.data)
    length = f"sizeof {name}" if whole else str(header.nlmsg_len)
    kind = message.type_name
    if message.protocol == GENERIC and header.nlmsg_type > 16:
        kind += ": the id is another on another boot, nlctrl tells it"
    lines = [
        f"/* {_clipped(f'message {message.frame}.{message.index}: {message.summary}')} */",
        "const struct {",
        "\tstruct nlmsghdr nlmsghdr;",
        *(line for field, piece in body for line in _declared(field, piece, 1)),
        f"}} __attribute__((packed)) {name} = {{",
        "\t.nlmsghdr = {",
        f"\t\t.nlmsg_len = {length},",
        f"\t\t.nlmsg_type = {header.nlmsg_type}, /* {_clipped(kind)} */",
        f"\t\t.nlmsg_flags = {header.nlmsg_flags:#x}, /* {_clipped('|'.join(message.flags))} */",
        f"\t\t.nlmsg_seq = {header.nlmsg_seq}u,",
        f"\t\t.nlmsg_pid = {header.nlmsg_pid}u,",
        "\t},",
        *(line for field, piece in body for line in _initialised(field, piece, name, 1, message.order)),
        "};",
        "",
    ]
    return "\n".join(lines)


def _named(items: Sequence[Piece]) -> list[tuple[str, Piece]]:
    """The pieces with the names of their fields; the padding that an attribute needs becomes a field behind it."""
    found: list[tuple[str, Piece]] = []
    used: set[str] = {"nlattr", "nlmsghdr"}
    for piece in items:
        if isinstance(piece, Data) and not piece.data:
            continue
        unnamed = "pad" if isinstance(piece, Data) and piece.spelling is Spelling.ZEROS else "value"
        found.append((_field_name(piece.name or unnamed, used), piece))
        if isinstance(piece, Nest):
            padding = bytes(-_length(piece) % 4) if piece.padding is None else piece.padding
            if padding:
                spelling = Spelling.BYTES if any(padding) else Spelling.ZEROS
                found.append((_field_name("pad", used), Data("", "", padding, spelling)))
    return found


def _length(piece: Piece) -> int:
    if isinstance(piece, Number):
        return piece.width * len(piece.values)
    if isinstance(piece, Data):
        return len(piece.data)
    inside = sum(_padded(item) for item in piece.items)
    return inside + 4 if isinstance(piece, Nest) else inside


def _padded(piece: Piece) -> int:
    length = _length(piece)
    if isinstance(piece, Nest):
        return length + (-length % 4 if piece.padding is None else len(piece.padding))
    return length


def _field_name(name: str, used: set[str]) -> str:
    """An identifier that is not in `used` yet."""
    plain = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_") or "field"
    if plain[0].isdigit():
        plain = f"item_{plain}"
    if _KEYWORDS.fullmatch(plain):
        plain += "_"
    found, count = plain, 1
    while found in used:
        count += 1
        found = f"{plain}_{count}"
    used.add(found)
    return found


def _declared(field: str, piece: Piece, depth: int) -> Iterator[str]:
    indent = "\t" * depth
    if isinstance(piece, Number):
        count = f"[{len(piece.values)}]" if len(piece.values) != 1 else ""
        sign = "" if piece.signed and piece.order is None else "u"
        yield f"{indent}{sign}int{piece.width * 8}_t {field}{count};"
    elif isinstance(piece, Data):
        kind = "char" if piece.spelling is Spelling.TEXT else "uint8_t"
        yield f"{indent}{kind} {field}[{len(piece.data)}];"
    else:
        yield f"{indent}struct {{"
        if isinstance(piece, Nest):
            yield f"{indent}\tstruct nlattr nlattr;"
        for inner, item in _named(piece.items):
            yield from _declared(inner, item, depth + 1)
        yield f"{indent}}} __attribute__((packed)) {field};"


def _initialised(field: str, piece: Piece, outer: str, depth: int, order: str) -> Iterator[str]:
    indent = "\t" * depth
    if isinstance(piece, Number):
        told = [_number(value, piece) for value in piece.values]
        value = told[0] if len(told) == 1 else f"{{ {', '.join(told)} }}"
        plain = piece.text in ("", " ".join(map(str, piece.values)))
        yield f"{indent}.{field} = {value},{'' if plain else f' /* {_clipped(piece.text)} */'}"
    elif isinstance(piece, Data):
        yield from _data_lines(field, piece, depth, order)
    else:
        yield f"{indent}.{field} = {{"
        place = f"{outer}.{field}"
        if isinstance(piece, Nest):
            flags = f" | {piece.flags:#x}" if piece.flags else ""
            yield f"{indent}\t.nlattr = {{ sizeof {place}, {piece.number}{flags} }}, /* {_clipped(piece.name)} */"
        for inner, item in _named(piece.items):
            yield from _initialised(inner, item, place, depth + 1, order)
        yield f"{indent}}},"


def _data_lines(field: str, piece: Data, depth: int, order: str) -> Iterator[str]:
    indent = "\t" * depth
    if piece.spelling is Spelling.ZEROS:
        if piece.text not in ("", "padding"):
            yield f"{indent}.{field} = {{ 0 }}, /* {_clipped(piece.text)} */"
        return
    if piece.spelling is Spelling.TEXT:
        yield f'{indent}.{field} = "{_literal(piece.told.encode())}",'
        return
    if piece.foreign:
        yield f"{indent}/* as captured on a {'little' if order == '<' else 'big'}-endian host */"
    elif piece.text and piece.text != piece.data.hex():
        yield f"{indent}/* {_clipped(piece.text)} */"
    yield f"{indent}.{field} = {{"
    for start in range(0, len(piece.data), _A_ROW):
        yield f"{indent}\t{', '.join(f'0x{byte:02x}' for byte in piece.data[start : start + _A_ROW])},"
    yield f"{indent}}},"


def _number(value: int, piece: Number) -> str:
    bits = piece.width * 8
    if piece.order is not None or not piece.signed:
        whole = value % (1 << bits)
        suffix = {64: "ull", 32: "u"}.get(bits, "")
        told = f"{whole:#x}{suffix}" if piece.hexadecimal else f"{whole}{suffix}"
        if piece.order is None or piece.width == 1:
            return told
        return f"{'BE' if piece.order == '>' else 'LE'}{bits}({told})"
    if value == -(1 << (bits - 1)):
        return f"{value + 1}{'ll' if bits == 64 else ''} - 1"
    return f"{value}{'ll' if bits == 64 else ''}"


def _literal(data: bytes) -> str:
    """The inside of a C string; what might be an escape or a trigraph is written in octal."""
    return "".join(chr(byte) if byte in _PLAIN else f"\\{byte:03o}" for byte in data)


def _clipped(text: str) -> str:
    shown = printable(text).replace("*/", "* /").replace("/*", "/ *")
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
