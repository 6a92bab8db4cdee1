"""Names and values looked up: `Expression[Relation]` → `Expression[Predicate]`, or an error that says what is wrong."""

from __future__ import annotations

import re
import warnings
from typing import Final

from nldissect.filter import literals
from nldissect.filter.errors import FilterError
from nldissect.filter.fields import Field
from nldissect.filter.kinds import NUMBERS, Kind
from nldissect.filter.predicate import Mask, Predicate, View
from nldissect.filter.subject import Index, Subject, find, suggestion, unknown
from nldissect.filter.syntax import (
    Connective,
    Expression,
    Join,
    Literal,
    Not,
    Operand,
    Operator,
    Place,
    Quantifier,
    Quoted,
    Range,
    Relation,
    Word,
)
from nldissect.filter.values import ORDERINGS, Characters, Interval, Number, Octets, Pattern, Single, Truth, Value

_BYTE_KINDS: Final = frozenset({Kind.BYTES, Kind.LINK_ADDRESS, Kind.ADDRESS})
_ON_NUMBERS: Final = "==, !=, <, >, <=, >= or in"


def resolve(text: str, expression: Expression[Relation], index: Index) -> Expression[Predicate]:
    """`text` is what `expression` was read from, for the errors."""
    if isinstance(expression, Not):
        return Not(resolve(text, expression.inner, index))
    if isinstance(expression, Join):
        return Join(expression.connective, tuple([resolve(text, part, index) for part in expression.parts]))
    path = expression.operand.path
    subject = find(path.text, index)
    if subject is None:
        message, position, length = unknown(path.text, index)
        expected = "a field: an attribute, a struct member, or one such as type, error, ip"
        raise FilterError(text, path.place.position + position, length, message, expected)
    return _Resolver(text, expression, subject).resolve()


class _Resolver:
    """Resolves one relation."""

    def __init__(self, text: str, relation: Relation, subject: Subject) -> None:
        self._text = text
        self._relation = relation
        self._subject = subject

    def resolve(self) -> Expression[Predicate]:
        relation, subject = self._relation, self._subject
        operand = relation.operand
        if operand.slices:
            return self._sliced(operand)
        if operand.mask is not None:
            return self._masked(operand.mask)
        if relation.operator is None:
            return Predicate(subject.source)
        if subject.kinds == {Kind.NEST}:
            raise self._wrong(operand.path.place, f"{subject.name} has no value of its own", "a field inside it")
        if relation.operator is Operator.MATCHES:
            view = View.PAYLOAD if subject.kinds == {Kind.BYTES} else View.TEXT
            return self._predicate(view, (self._pattern(relation.values[0]),))
        if relation.operator is Operator.CONTAINS:
            return self._contains(relation.values[0])
        return self._compared()

    def _predicate(self, view: View, values: tuple[Value, ...], mask: Mask | None = None) -> Predicate:
        relation = self._relation
        slices = relation.operand.slices
        return Predicate(self._subject.source, view, relation.operator, values, relation.quantifier, mask, slices)

    # Operators.

    def _compared(self) -> Expression[Predicate]:
        """==, !=, the orderings and in."""
        by_view: dict[View, list[Value]] = {}
        for said in self._relation.values:
            view, values = self._interval(said) if isinstance(said, Range) else self._alternatives(said)
            by_view.setdefault(view, []).extend(values)
        parts = [self._predicate(view, tuple(values)) for view, values in by_view.items()]
        if len(parts) == 1:
            return parts[0]
        if self._relation.quantifier is Quantifier.ALL:
            place = _place(self._relation.values[-1])
            raise self._wrong(place, "with all, a set can not hold names and numbers", "only names, or only numbers")
        return Join(Connective.OR, tuple(parts))

    def _contains(self, said: Literal | Range) -> Predicate:
        assert not isinstance(said, Range)
        kinds = self._subject.kinds
        if isinstance(self._subject.source, Field) or not kinds & _BYTE_KINDS:
            return self._predicate(View.TEXT, (Characters(said.text),))
        octets = literals.octets(said.text) if isinstance(said, Word) else None
        if octets is not None:
            return self._predicate(View.PAYLOAD, (octets,))
        if Kind.BYTES in kinds:
            return self._predicate(View.PAYLOAD, (Octets(said.text.encode("utf-8", "surrogatepass")),))
        return self._predicate(View.TEXT, (Characters(said.text),))

    def _pattern(self, said: Literal | Range) -> Pattern:
        assert not isinstance(said, Range)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return Pattern(re.compile(said.text, re.IGNORECASE))
        except re.error as error:
            message = f"this is no regular expression: {error}"
            raise self._wrong(said.place, message, "a pattern in Python's syntax") from None
        except (OverflowError, RecursionError, MemoryError):
            raise self._wrong(said.place, "this regular expression is too large", "a simpler one") from None

    def _sliced(self, operand: Operand) -> Predicate:
        relation, subject = self._relation, self._subject
        if isinstance(subject.source, Field) and subject.kinds != {Kind.TEXT}:
            raise self._wrong(operand.place, f"{subject.name} has no bytes to take a slice of", "an attribute or text")
        if operand.mask is not None:
            mask = Mask(self._bits(operand.mask).value, every=False)
            return self._predicate(View.PAYLOAD, self._numbers(), mask)
        if relation.operator is None:
            return self._predicate(View.PAYLOAD, ())
        if relation.operator is Operator.MATCHES:
            return self._predicate(View.PAYLOAD, (self._pattern(relation.values[0]),))
        lengths = [part.length for part in operand.slices]
        length = None if None in lengths else sum(each for each in lengths if each is not None)
        values: list[Value] = []
        for said in relation.values:
            if isinstance(said, Range):
                values.append(self._between(said, self._octets(said.low, length), self._octets(said.high, length)))
            else:
                values.append(self._octets(said, length))
        return self._predicate(View.PAYLOAD, tuple(values))

    def _octets(self, said: Literal, length: int | None) -> Octets:
        found = literals.sliced(said, length)
        if found is None:
            raise self._wrong(said.place, f"{_quoted(said)} is no bytes", "bytes such as 00:1f:aa, or text in quotes")
        return found

    def _masked(self, said: Literal) -> Expression[Predicate]:
        relation, subject = self._relation, self._subject
        if not subject.kinds & NUMBERS:
            raise self._wrong(
                relation.operand.place, f"{subject.name} is no number, so has no bits", "a field with a number"
            )
        bits = self._bits(said)
        parts = said.text.split("|")
        named = [literals.spelled(part, subject.constants) for part in parts]
        if relation.operator is not None:
            return self._predicate(View.VALUE, self._numbers(), Mask(bits.value, every=False))
        if isinstance(subject.source, Field) and subject.source.names is not None and None not in named:
            names = [Characters(name) for name in named if name is not None]
            each = [Predicate(subject.source, View.NAMES, Operator.EQUAL, (name,)) for name in names]
            return each[0] if len(each) == 1 else Join(Connective.AND, tuple(each))
        return Predicate(subject.source, mask=Mask(bits.value, every=any(named)))

    def _bits(self, said: Literal) -> Number:
        found = None if isinstance(said, Quoted) else literals.number(said.text, self._subject.constants)
        if found is None:
            raise self._mismatch(said, "bits: a number, or constants joined by |")
        return found

    def _numbers(self) -> tuple[Value, ...]:
        """The values that masked bits are held against."""
        relation = self._relation
        if relation.operator in (Operator.CONTAINS, Operator.MATCHES):
            raise self._wrong(_place(relation.values[0]), "bits are a number", _ON_NUMBERS)
        values: list[Value] = []
        for said in relation.values:
            if isinstance(said, Range):
                values.append(self._between(said, self._bits(said.low), self._bits(said.high)))
            else:
                values.append(self._bits(said))
        return tuple(values)

    # Values.

    def _alternatives(self, said: Literal) -> tuple[View, list[Value]]:
        """What one literal can mean to this field."""
        subject = self._subject
        if subject.by_name and not isinstance(said, Quoted):
            name = literals.spelled(said.text, subject.constants)
            if name is not None:
                self._no_order(said)
                return View.NAMES, [Characters(name)]
        if subject.words:
            if said.text.lower() not in subject.words:
                raise self._mismatch(said, " or ".join(subject.words))
            return View.VALUE, [Characters(said.text.lower())]
        found = [value for kind in subject.ordered_kinds if (value := literals.literal(kind, said, subject.constants))]
        if self._relation.operator in ORDERINGS:
            found = [value for value in found if not isinstance(value, Truth)]
        if found:
            return View.VALUE, list(found)
        if Kind.INTERFACE in subject.kinds:
            self._no_order(said)
            return View.NAMES, [Characters(said.text)]
        raise self._mismatch(said, subject.comparable)

    def _no_order(self, said: Literal) -> None:
        if self._relation.operator in ORDERINGS:
            raise self._wrong(said.place, "names have no order", "a number")

    def _interval(self, said: Range) -> tuple[View, list[Value]]:
        subject = self._subject
        found: list[Value] = []
        for kind in subject.ordered_kinds:
            low = literals.literal(kind, said.low, subject.constants)
            high = literals.literal(kind, said.high, subject.constants)
            if low is not None and high is not None and type(low) is type(high) and not isinstance(low, Truth):
                found.append(self._between(said, low, high))
        if not found:
            for end in (said.low, said.high):
                self._alternatives(end)  # says which of them is wrong
            raise self._wrong(_place(said), "this is no range", f"two of {subject.comparable}")
        return View.VALUE, found

    def _between(self, said: Range, low: Single, high: Single) -> Interval:
        interval = Interval(low, high)
        if not interval.sound:
            raise self._wrong(_place(said), "this range ends before it starts", "the lower end first")
        return interval

    # Errors.

    def _mismatch(self, said: Literal, expected: str) -> FilterError:
        subject = self._subject
        message = f"{subject.name} can not be compared with {_quoted(said)}"
        known = subject.words or tuple(subject.constants)
        if isinstance(said, Word) and known:
            message += suggestion(said.text, known)
        return self._wrong(said.place, message, expected)

    def _wrong(self, place: Place, message: str, expected: str) -> FilterError:
        return FilterError(self._text, place.position, place.length, message, expected)


def _place(said: Literal | Range) -> Place:
    if not isinstance(said, Range):
        return said.place
    low, high = said.low.place, said.high.place
    return Place(low.position, high.position + high.length - low.position)


def _quoted(said: Literal) -> str:
    text = said.text if len(said.text) <= 40 else f"{said.text[:39]}…"
    return f'"{text}"'
