"""A filter asked of many rows at once: the twin of `nldissect.filter.evaluate`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import numpy as np

from nldissect.columns.block import Bools, Ints
from nldissect.columns.storage import datagrams, frames, some, wide_some
from nldissect.columns.writing import Writer
from nldissect.filter.evaluate import compiled, leaves, question
from nldissect.filter.fields import Field
from nldissect.filter.nodes import VIEWS, picker
from nldissect.filter.predicate import Path, Predicate, View
from nldissect.filter.syntax import Connective, Expression, Join, Not, Quantifier
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.parts import OfNode, OfTree, Part
from nldissect.tree import Node

Passes = Callable[[Ints], Bools]
"""which of some rows, which ascend, pass"""


class Sieve:
    """Asks the rows of an index what a filter asks messages."""

    def __init__(self, index: MessageIndex, expression: Expression[Predicate]) -> None:
        self._index = index
        self._passes = self._compiled(expression)

    def passing(self, rows: Ints) -> Ints:
        """Those of the rows, which ascend, that pass."""
        return rows[self._passes(rows)]

    def _compiled(self, expression: Expression[Predicate]) -> Passes:
        if isinstance(expression, Not):
            inner = self._compiled(expression.inner)
            return lambda rows: ~inner(rows)
        if isinstance(expression, Join):
            parts = [self._compiled(part) for part in sorted(expression.parts, key=_dearness)]
            return {Connective.AND: _and, Connective.OR: _or, Connective.XOR: _xor}[expression.connective](parts)
        if not _told_by_values(expression):
            return self._by_column(expression) or self._one_by_one(expression)
        return self._by_nodes(expression) if isinstance(expression.source, Path) else self._by_tree(expression)

    def _by_tree(self, leaf: Predicate) -> Passes:
        matches = compiled(leaf)

        def parts(message: Message) -> list[Part]:
            return [OfTree(lambda asked: "1" if matches(asked) else "")]

        texts = Writer(self._index, parts).texts
        return lambda rows: np.array([bool(text) for text in texts(rows)], np.bool_)

    def _by_nodes(self, leaf: Predicate) -> Passes:
        """Ask each node that has the name by itself: the walk to them is made once for all messages alike."""
        assert isinstance(leaf.source, Path)
        pick, values = picker(leaf.source), VIEWS[leaf.view]
        asks = question(leaf) if leaf.operator is not None or leaf.mask is not None else None
        every = leaf.quantifier is Quantifier.ALL

        def tell(message: Message, node: Node) -> str:
            if asks is None:
                return "1"
            answers = [asks(value) for value in values(node, message)]
            if every:
                return "" if not answers else "1" if all(answers) else "0"
            return "1" if any(answers) else "0"

        def parts(message: Message) -> list[Part]:
            return [OfNode(partial(tell, message), node) for node in message.tree.walk() if pick(node)]

        texts = Writer(self._index, parts).texts
        if every:
            return lambda rows: np.array(["1" in text and "0" not in text for text in texts(rows)], np.bool_)
        return lambda rows: np.array(["1" in text for text in texts(rows)], np.bool_)

    def _by_column(self, leaf: Predicate) -> Passes | None:
        get = _COLUMNS.get(leaf.source.name) if isinstance(leaf.source, Field) else None
        if get is None or leaf.view is not View.VALUE or (leaf.operator is None and leaf.mask is None):
            return None
        asks, index = question(leaf), self._index
        return lambda rows: np.array([asks(value) for value in get(index, rows).tolist()], np.bool_)

    def _one_by_one(self, expression: Expression[Predicate]) -> Passes:
        matches, index = compiled(expression), self._index
        return lambda rows: np.array([matches(index.message(row)) for row in rows.tolist()], np.bool_)


def _told_by_values(leaf: Predicate) -> bool:
    """Whether messages alike in structure and values get the same answer."""
    if isinstance(leaf.source, Field):
        return not leaf.source.varies
    return leaf.view is not View.PAYLOAD and not leaf.slices


def _dearness(expression: Expression[Predicate]) -> int:
    """What asking costs: a column, a layout, a message."""
    costs = [0 if _told_by_values(leaf) else 1 for leaf in leaves(expression)]
    source = expression.source if isinstance(expression, Predicate) else None
    if isinstance(source, Field) and source.name in _COLUMNS:
        return 0
    return 1 + max(costs)


def _and(parts: list[Passes]) -> Passes:
    def passes(rows: Ints) -> Bools:
        found = np.ones(len(rows), np.bool_)
        for part in parts:
            found[found] = part(rows[found])
        return found

    return passes


def _or(parts: list[Passes]) -> Passes:
    def passes(rows: Ints) -> Bools:
        left = np.ones(len(rows), np.bool_)
        for part in parts:
            left[left] = ~part(rows[left])
        return ~left

    return passes


def _xor(parts: list[Passes]) -> Passes:
    def passes(rows: Ints) -> Bools:
        found = np.zeros(len(rows), np.bool_)
        for part in parts:
            found ^= part(rows)
        return found

    return passes


_COLUMNS: Final[dict[str, Callable[[MessageIndex, Ints], Any]]] = {
    "frame": lambda index, rows: frames(index, datagrams(index, rows)),
    "time": lambda index, rows: wide_some(index.times, datagrams(index, rows)),
    "index": lambda index, rows: rows - some(index.first_rows, datagrams(index, rows)),
}
"""fields that every message has, from columns"""
