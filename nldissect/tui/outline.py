"""A message's nodes as lines: which are open, what stands before and behind their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from nldissect.message import Message
from nldissect.output.text import node_name, told_value
from nldissect.template import short
from nldissect.tree import Node

ROOM: Final = 400
"""lines up to which nests are shown open from the start"""
DEEPEST: Final = 24
"""levels that are drawn as such; what is deeper stands below each other"""
_NAME_WIDEST: Final = 28

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One node in the outline. `name_width` is what its name is padded to, so that values stand below each other."""

    node: Node
    depth: int
    guides: str
    name: str
    name_width: int
    can_open: bool
    is_open: bool


def top_level(message: Message) -> list[Node]:
    """The nodes the outline begins with: the nlmsghdr, the fixed header, the attributes."""
    head = message.header_node
    return list(message.tree.children) if head is None else [head, *message.tree.children]


def node_at(message: Message, offset: int) -> Node | None:
    """The deepest node whose bytes include `offset`, counted from the nlmsghdr."""
    head = message.header_node
    if head is not None and offset < head.end:
        return head.at(offset) or head
    return message.tree.at(offset)


def path_of(node: Node) -> Path:
    """What makes a node the same in the next message: the names and places from the top down to it."""
    path: list[str] = []
    here: Node | None = node
    while here is not None and len(path) <= 100:
        if here.parent is not None or here.transparent:
            path.append(here.name if here.type is None else f"{here.name} {here.type}")
        here = here.parent
    path.reverse()
    return tuple(path)


class Outline:
    """Which nodes are open, by path, so that it stays so from message to message; and the lines that follow from it."""

    def __init__(self) -> None:
        self._chosen: dict[Path, bool] = {}

    def set_open(self, node: Node, is_open: bool) -> None:
        """Open or close a node; also its equals in other messages."""
        self._chosen[path_of(node)] = is_open

    def is_open(self, node: Node) -> bool:
        """Fixed headers are closed (one line tells them) and nests open, but where the user chose otherwise."""
        chosen = self._chosen.get(path_of(node))
        return not node.transparent if chosen is None else chosen

    def lines(self, message: Message) -> list[Line]:
        """The lines of a message; large nests stay closed until they are opened one by one."""
        lines: list[Line] = []
        stack: list[Iterator[tuple[Node, str, bool]]] = [_siblings(top_level(message))]
        guides: list[str] = []
        widths = [_name_width(top_level(message))]
        while stack:
            entry = next(stack[-1], None)
            if entry is None:
                stack.pop()
                widths.pop()
                if guides:
                    guides.pop()
                continue
            node, name, last = entry
            depth = len(stack) - 1
            can_open = bool(node.children)
            is_open = can_open and self.is_open(node)
            if is_open and len(lines) > ROOM and path_of(node) not in self._chosen:
                is_open = False
            mark = ("▾" if is_open else "▸") if can_open else "─" if depth else " "
            before = f"{mark} " if not depth else f" {''.join(guides[-DEEPEST:])}{'└' if last else '├'}{mark} "
            lines.append(Line(node, depth, before, name, widths[-1], can_open, is_open))
            if is_open:
                stack.append(_siblings(node.children))
                widths.append(_name_width(node.children))
                guides.append("" if not depth else "  " if last else "│ ")
        return lines


def _siblings(nodes: list[Node]) -> Iterator[tuple[Node, str, bool]]:
    last = len(nodes) - 1
    return ((node, node_name(node), place == last) for place, node in enumerate(nodes))


def _name_width(nodes: list[Node]) -> int:
    widths = (len(node_name(node)) for node in islice(nodes, 200))
    return min(_NAME_WIDEST, max(widths, default=0))


def told(message: Message, node: Node) -> str:
    """What stands behind a node's name: its value; for a struct that is closed, its members in brief."""
    text = told_value(node)
    if text or not node.children:
        return text
    if node is message.header_node:
        return _told_header(message)
    if any(child.type is not None for child in node.children):
        return ""
    pieces = []
    for child in islice(node.children, 12):
        if child.children or child.value in (None, 0, ""):
            continue
        piece = child.text if node.name == "nlmsghdr" else short(child, message.context)
        pieces.append(f"{_brief(child.name)} {piece}")
    return "  ".join(pieces)


def _told_header(message: Message) -> str:
    header = message.header
    if header is None:
        return ""
    flags = "|".join(flag.removeprefix("NLM_F_") for flag in message.flags)
    type_name = message.type_name if message.type_name != "UNKNOWN" else str(header.nlmsg_type)
    return f"{type_name}  {flags or 'no flags'}  seq {header.nlmsg_seq}  pid {header.nlmsg_pid}"


def _brief(name: str) -> str:
    """rtm_family → family"""
    return name.partition("_")[2] or name
