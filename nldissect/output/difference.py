"""What `diff` found: side by side, unified, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, east_asian_width

from nldissect.diagnosis.diff import Difference, Kind, Pair
from nldissect.message import Message
from nldissect.output.style import Paint, plain
from nldissect.output.text import node_name, told_value
from nldissect.tree import Node, printable
from nldissect.wire import NLA_F_NESTED, NLA_F_NET_BYTEORDER

_FLAGS = {NLA_F_NESTED: "NLA_F_NESTED", NLA_F_NET_BYTEORDER: "NLA_F_NET_BYTEORDER"}


@dataclass(slots=True)
class Totals:
    """How the pairs came out."""

    equal: int = 0
    different: int = 0
    left: int = 0
    right: int = 0

    def count(self, pair: Pair) -> None:
        """Add one pair."""
        if pair.left is None:
            self.right += 1
        elif pair.right is None:
            self.left += 1
        elif pair.equal:
            self.equal += 1
        else:
            self.different += 1

    def line(self) -> str:
        """All of them in words."""
        if not (self.different or self.left or self.right):
            return f"no differences: {self.equal} equal"
        return f"{self.equal} equal, {self.different} different, {self.left} only left, {self.right} only right"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison; None on the side that has nothing there."""

    left: str | None
    right: str | None

    @property
    def same(self) -> bool:
        """Whether it is there for orientation only."""
        return self.left == self.right


def rows(pair: Pair) -> Iterator[Row]:
    """The differences of a pair inside the nodes that they are in; of a lone message the whole tree."""
    lone = pair.left if pair.right is None else pair.right if pair.left is None else None
    if lone is not None:
        for node in lone.tree:
            yield from _lone(node, 0, left=pair.right is None)
        return
    shown: list[Node] = []
    for difference in pair.differences:
        around = [left for left, _ in difference.inside]
        for depth, node in enumerate(around):
            if shown[depth : depth + 1] != [node]:
                del shown[depth:]
                shown.append(node)
                line = f"{'  ' * depth}{node_name(node)}"
                yield Row(line, line)
        del shown[len(around) :]
        yield from _rows(difference, len(around))


def _rows(difference: Difference, depth: int) -> Iterator[Row]:
    left, right = difference.left, difference.right
    if left is None or right is None:
        yield from _lone(difference.node, depth, left=right is None)
        return
    if difference.kind is Kind.FLAGS:
        yield Row(*(f"{'  ' * depth}{node_name(node)} ({_flag_names(node.flags)})" for node in (left, right)))
    elif difference.kind is Kind.LENGTH:
        yield Row(*(f"{_line(node, depth)} ({node.end - node.start} bytes)" for node in (left, right)))
    else:
        yield Row(_line(left, depth), _line(right, depth))
        for node, is_left in ((left, True), (right, False)):
            for child in node.children:
                yield from _lone(child, depth + 1, left=is_left)


def _lone(node: Node, depth: int, *, left: bool) -> Iterator[Row]:
    line = _line(node, depth)
    yield Row(line, None) if left else Row(None, line)
    for child in node.children:
        yield from _lone(child, depth + 1, left=left)


def _line(node: Node, depth: int) -> str:
    told = told_value(node)
    return f"{'  ' * depth}{node_name(node)}{': ' if told else ''}{told}"


def _flag_names(flags: int) -> str:
    return "|".join(name for mask, name in _FLAGS.items() if flags & mask) or "no flags"


def unified_lines(pair: Pair, paint: Paint = plain) -> Iterator[str]:
    """As `diff -u` would: a heading, then what only the left side has with -, the right side's with +."""
    yield paint("name", f"@@ {_where(pair)} @@ {_summary(pair)}")
    for row in rows(pair):
        if row.same:
            yield f"  {row.left}"
            continue
        if row.left is not None:
            yield paint("error", f"- {row.left}")
        if row.right is not None:
            yield paint("request", f"+ {row.right}")


def column_lines(pair: Pair, width: int, paint: Paint = plain) -> Iterator[str]:
    """Side by side in `width` cells: < and > mark what only one side has, | what differs."""
    column = max((width - 3) // 2, 8)
    titles = [_title(pair.left), _title(pair.right)]
    yield paint("name", f"{_fitted(titles[0], column)}   {_clipped(titles[1], column)}".rstrip())
    for row in rows(pair):
        mark = " " if row.same else "<" if row.right is None else ">" if row.left is None else "|"
        line = f"{_fitted(row.left or '', column)} {mark} {_clipped(row.right or '', column)}".rstrip()
        yield line if row.same else paint("warning" if mark == "|" else "error" if mark == "<" else "request", line)


def _where(pair: Pair) -> str:
    left = "" if pair.left is None else f"-{_number(pair.left)}"
    right = "" if pair.right is None else f"+{_number(pair.right)}"
    return f"{left} {right}".strip()


def _number(message: Message) -> str:
    return f"{message.frame}.{message.index}" if message.index else str(message.frame)


def _summary(pair: Pair) -> str:
    message = pair.left or pair.right
    assert message is not None
    return message.summary


def _title(message: Message | None) -> str:
    return "" if message is None else f"{_number(message)} {message.summary}"


def _cells(character: str) -> int:
    return 0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1


def _clipped(text: str, width: int) -> str:
    """`text` in at most `width` terminal cells, the end cut."""
    if sum(map(_cells, text)) <= width:
        return text
    room, found = width - 1, ""
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        found += character
    return f"{found}…"


def _fitted(text: str, width: int) -> str:
    """`text` in exactly `width` terminal cells."""
    shown = _clipped(text, width)
    return shown + " " * (width - sum(map(_cells, shown)))


def pair_to_line(pair: Pair) -> str:
    """A pair as one JSON object, ASCII only."""
    found = {
        "left": _message(pair.left),
        "right": _message(pair.right),
        "differences": [
            {
                "kind": difference.kind.value,
                "path": list(difference.path),
                "left": _node(difference.left),
                "right": _node(difference.right),
            }
            for difference in pair.differences
        ],
    }
    return json.dumps(found, separators=(",", ":"))


def totals_to_line(totals: Totals) -> str:
    """The totals as one JSON object: the last line."""
    found = {"equal": totals.equal, "different": totals.different, "left": totals.left, "right": totals.right}
    return json.dumps({"totals": found}, separators=(",", ":"))


def _message(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    return {"frame": message.frame, "index": message.index, "name": message.name, "summary": message.summary}


def _node(node: Node | None) -> dict[str, Any] | None:
    if node is None:
        return None
    return {
        "offset": node.offset,
        "length": node.length,
        "flags": _flag_names(node.flags).split("|") if node.flags else [],
        "value": node.value,
        "text": node.text,
    }


def file_lines(left: str, right: str) -> Iterable[str]:
    """The two lines that a unified comparison begins with."""
    return f"--- {printable(left)}", f"+++ {printable(right)}"
