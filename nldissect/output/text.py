"""A message as text: one line, a tree, a hexdump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from nldissect.datagram import Direction
from nldissect.message import Message
from nldissect.output.style import Paint, plain
from nldissect.parts import OfNode, OfPlace, OfTree, Part, Place, written
from nldissect.schema import Enum, Flags
from nldissect.tree import Level, Node, Note, printable

SIGNS = {Direction.TO_KERNEL: "▶", Direction.TO_USER: "◀", Direction.UNKNOWN: "·"}
"""which way a message went: to the kernel, to the user, not known"""
NOTE_SIGNS = {Level.ERROR: "✗", Level.WARNING: "!", Level.INFO: "i"}
_LONGEST = 256


def kind(message: Message) -> str:
    """How a message is coloured: error, request, notification or reply."""
    if message.error is not None:
        return "error"
    if message.direction is Direction.TO_KERNEL:
        return "request"
    header = message.header
    if header is None or (header.nlmsg_seq == 0 and header.nlmsg_type >= 16):
        return "notification"
    return "reply"


def seconds(nanoseconds: int) -> str:
    """Nanoseconds as seconds with microseconds' precision."""
    sign = "-" if nanoseconds < 0 else ""
    whole, rest = divmod(abs(nanoseconds), 1_000_000_000)
    return f"{sign}{whole}.{rest // 1000:06d}"


def summary_line(message: Message, start: int, paint: Paint = plain) -> str:
    """Frame and index, seconds since `start` (ns), process, direction, protocol, summary; the mark of what is odd."""
    return written(summary_parts(message, start, paint), message)


def summary_parts(message: Message, start: int, paint: Paint = plain) -> list[Part]:
    """The summary line in parts."""
    process = message.process
    who = f"{printable(process.comm)}[{process.pid}] " if process is not None else ""
    style = kind(message)
    return [
        OfPlace(partial(_numbers, start, paint)),
        f" {who}{SIGNS[message.direction]} {message.protocol_alias:<9} ",
        OfTree(lambda told: paint(style, told.summary), copies=True),
    ]


def _numbers(start: int, paint: Paint, place: Place) -> str:
    number = f"{place.frame}.{place.nth}" if place.nth else str(place.frame)
    return paint("faint", f"{number:>7} {seconds(place.time - start):>12}")


def tree_lines(message: Message, paint: Paint = plain) -> Iterator[str]:
    """The message's nodes, indented, with their notes below them."""
    yield from written(tree_parts(message, paint), message).split("\n")[:-1]


def tree_parts(message: Message, paint: Paint = plain) -> list[Part]:
    """The tree in parts, each line with its end."""
    out: list[Part] = [f"{_note_line(note, 1, paint)}\n" for note in (*message.passage.notes, *message.tree.notes)]
    out += [f"  {paint('faint', 'comment:')} {printable(comment)}\n" for comment in message.comments]
    if message.header_node is not None:
        _node_parts(message.header_node, 1, paint, out)
    for node in message.tree:
        _node_parts(node, 1, paint, out)
    return out


def _node_parts(node: Node, depth: int, paint: Paint, out: list[Part]) -> None:
    out.append(f"{'  ' * depth}{paint('name', node_name(node))}")
    out.append(OfNode(_told_behind, node, ": %d", copies=True))
    out.append("\n")
    out.extend(f"{_note_line(note, depth + 1, paint)}\n" for note in node.notes)
    for child in node.children:
        _node_parts(child, depth + 1, paint, out)


def _told_behind(node: Node) -> str:
    told = told_value(node)
    return f": {told}" if told else ""


def _note_line(note: Note, depth: int, paint: Paint) -> str:
    style = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "faint"}[note.level]
    return "  " * depth + paint(style, f"{NOTE_SIGNS[note.level]} {printable(note.text)} [{note.code}]")


def node_name(node: Node) -> str:
    """The node's name; an unknown attribute's with its number."""
    if node.type is not None and node.name == "UNKNOWN":
        return f"UNKNOWN (type {node.type})"
    return printable(node.name)


def told_value(node: Node) -> str:
    """The value as the tree shows it: a constant with its number behind it, long hex cut."""
    text = node.text
    meaning = getattr(node.spec, "meaning", None)
    if isinstance(meaning, Enum) and isinstance(node.value, int) and text != str(node.value):
        return f"{text} ({node.value})"
    if isinstance(meaning, Flags) and isinstance(node.value, int) and not text.startswith("0"):
        return f"{text} ({node.value:#x})"
    if len(text) > _LONGEST:
        return f"{text[:_LONGEST]}… ({node.end - node.start} bytes)"
    return text


def hex_lines(data: memoryview, hidden: Iterable[range] = ()) -> Iterator[str]:
    """A hexdump: offset, sixteen bytes, the printable ASCII among them; what is `hidden` as asterisks."""
    digits = [f"{byte:02x}" for byte in data]
    shown = [chr(byte) if 32 <= byte < 127 else "." for byte in data]
    for place in hidden:
        digits[place.start : place.stop] = ["**"] * len(place)
        shown[place.start : place.stop] = "*" * len(place)
    for offset in range(0, len(digits), 16):
        middle, end = offset + 8, offset + 16
        row = f"{' '.join(digits[offset:middle])}  {' '.join(digits[middle:end])}"
        yield f"  {offset:04x}  {row:<48}  {''.join(shown[offset:end])}"
