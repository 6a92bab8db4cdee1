"""A resolved filter compiled to one function of a message.

The parts of && and || are asked in the order of what they cost, so that a tree is made only where headers do not
settle the matter; a predicate has no side effects, so the answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from nldissect.filter.fields import Field
from nldissect.filter.kinds import Kind
from nldissect.filter.nodes import VIEWS, Pick, Values, picker
from nldissect.filter.predicate import Mask, Predicate, View
from nldissect.filter.syntax import Connective, Expression, Join, Not, Quantifier, Slice
from nldissect.filter.values import Test, test
from nldissect.message import Message

Matches = Callable[[Message], bool]


def compiled(expression: Expression[Predicate]) -> Matches:
    """The function that tells whether a message passes."""
    if isinstance(expression, Not):
        inner = compiled(expression.inner)
        return lambda message: not inner(message)
    if isinstance(expression, Join):
        parts = expression.parts
        if expression.connective is Connective.XOR:
            return _xor([compiled(part) for part in parts])
        functions = [compiled(part) for part in sorted(parts, key=cost)]
        return _and(functions) if expression.connective is Connective.AND else _or(functions)
    return _predicate(expression)


def cost(expression: Expression[Predicate]) -> int:
    """What asking takes at the most; see Predicate.cost."""
    if isinstance(expression, Not):
        return cost(expression.inner)
    if isinstance(expression, Join):
        return max([cost(part) for part in expression.parts])
    return expression.cost


def leaves(expression: Expression[Predicate]) -> Iterator[Predicate]:
    """The questions that an expression is made of."""
    if isinstance(expression, Not):
        yield from leaves(expression.inner)
    elif isinstance(expression, Join):
        for part in expression.parts:
            yield from leaves(part)
    else:
        yield expression


# Plain loops: any() and all() cost a generator a message.


def _and(parts: list[Matches]) -> Matches:
    def passes(message: Message) -> bool:
        for part in parts:  # noqa: SIM110
            if not part(message):
                return False
        return True

    return passes


def _or(parts: list[Matches]) -> Matches:
    def passes(message: Message) -> bool:
        for part in parts:  # noqa: SIM110
            if part(message):
                return True
        return False

    return passes


def _xor(parts: list[Matches]) -> Matches:
    def passes(message: Message) -> bool:
        odd = False
        for part in parts:
            odd ^= part(message)
        return odd

    return passes


# Predicates.


def _predicate(predicate: Predicate) -> Matches:
    source = predicate.source
    if isinstance(source, Field):
        get = _getter(source, predicate.view)
        if predicate.operator is None and predicate.mask is None and not predicate.slices:
            return lambda message: _there(get(message))
        quantified = _field_all if predicate.quantifier is Quantifier.ALL else _field_any
        return quantified(get, question(predicate))
    pick = picker(source)
    if predicate.operator is None and predicate.mask is None and not predicate.slices:
        return _node_there(pick)
    ask = _node_all if predicate.quantifier is Quantifier.ALL else _node_any
    return ask(pick, VIEWS[predicate.view], question(predicate))


def question(predicate: Predicate) -> Test:
    """The question to a single value: slice, mask, then comparison."""
    asked = _has_bits(predicate.mask) if predicate.operator is None else test(predicate.operator, predicate.values)
    if predicate.mask is not None and predicate.operator is not None:
        asked = _masked(predicate.mask.bits, asked)
    return _sliced(predicate.slices, predicate.mask is not None, asked) if predicate.slices else asked


def _has_bits(mask: Mask | None) -> Test:
    if mask is None:
        return bool
    bits = mask.bits
    if mask.every:
        return lambda value: isinstance(value, int) and value & bits == bits
    return lambda value: isinstance(value, int) and value & bits != 0


def _masked(bits: int, asked: Test) -> Test:
    return lambda value: isinstance(value, int) and asked(value & bits)


def _sliced(slices: tuple[Slice, ...], as_number: bool, asked: Test) -> Test:
    """Bytes that the value is too short for are not there; a masked slice is a number, first byte highest."""

    def passes(value: Any) -> bool:
        data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        found = b"".join(part.of(data) for part in slices)
        return bool(found) and asked(int.from_bytes(found, "big") if as_number else found)

    return passes


# Fields of the message.


def _getter(field: Field, view: View) -> Callable[[Message], Any]:
    if view is View.NAMES or (view is View.TEXT and field.names is not None):
        assert field.names is not None, field.name
        return field.names
    get = field.get
    if view is View.TEXT and field.kinds != {Kind.TEXT}:
        return lambda message: _text(get(message))
    return get


def _text(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return None if value is None else str(value)


def _there(value: Any) -> bool:
    """Number 0 and empty text are there; no value, no values and false are not."""
    return value is not None and value is not False and value != () and value != []


def _field_any(get: Callable[[Message], Any], passes: Test) -> Matches:
    def matches(message: Message) -> bool:
        value = get(message)
        if value is None:
            return False
        if isinstance(value, (list, tuple)):
            return any(passes(one) for one in value)
        return passes(value)

    return matches


def _field_all(get: Callable[[Message], Any], passes: Test) -> Matches:
    def matches(message: Message) -> bool:
        value = get(message)
        if value is None:
            return False
        if isinstance(value, (list, tuple)):
            return len(value) > 0 and all(passes(one) for one in value)
        return passes(value)

    return matches


# Fields in the tree.


def _node_there(pick: Pick) -> Matches:
    def matches(message: Message) -> bool:
        for node in message.tree.walk():  # noqa: SIM110
            if pick(node):
                return True
        return False

    return matches


def _node_any(pick: Pick, values: Values, passes: Test) -> Matches:
    def matches(message: Message) -> bool:
        for node in message.tree.walk():
            if pick(node):
                for value in values(node, message):
                    if passes(value):
                        return True
        return False

    return matches


def _node_all(pick: Pick, values: Values, passes: Test) -> Matches:
    def matches(message: Message) -> bool:
        found = False
        for node in message.tree.walk():
            if pick(node):
                for value in values(node, message):
                    if not passes(value):
                        return False
                    found = True
        return found

    return matches
