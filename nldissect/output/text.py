"""A message as text: one line, a tree, a hexdump."""

from __future__ import annotations

from collections.abc import Iterator

from nldissect.datagram import Direction
from nldissect.message import Message
from nldissect.output.style import Paint, plain
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
    number = f"{message.frame}.{message.index}" if message.index else str(message.frame)
    process = message.process
    who = f"{printable(process.comm)}[{process.pid}] " if process is not None else ""
    style = kind(message)
    return (
        f"{paint('faint', f'{number:>7} {seconds(message.time - start):>12}')} "
        f"{who}{SIGNS[message.direction]} {message.protocol_alias:<9} {paint(style, message.summary)}"
    )


def tree_lines(message: Message, paint: Paint = plain) -> Iterator[str]:
    """The message's nodes, indented, with their notes below them."""
    for note in (*message.passage.notes, *message.tree.notes):
        yield _note_line(note, 1, paint)
    for comment in message.comments:
        yield f"  {paint('faint', 'comment:')} {printable(comment)}"
    if message.header_node is not None:
        yield from _node_lines(message.header_node, 1, paint)
    for node in message.tree:
        yield from _node_lines(node, 1, paint)


def _node_lines(node: Node, depth: int, paint: Paint) -> Iterator[str]:
    indent = "  " * depth
    told = told_value(node)
    yield f"{indent}{paint('name', node_name(node))}{': ' if told else ''}{told}"
    for note in node.notes:
        yield _note_line(note, depth + 1, paint)
    for child in node.children:
        yield from _node_lines(child, depth + 1, paint)


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


def hex_lines(data: memoryview) -> Iterator[str]:
    """A hexdump: offset, sixteen bytes, the printable ASCII among them."""
    for offset in range(0, len(data), 16):
        row = data[offset : offset + 16]
        digits = f"{row[:8].hex(' ')}  {row[8:].hex(' ')}"
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        yield f"  {offset:04x}  {digits:<48}  {shown}"
