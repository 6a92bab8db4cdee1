"""A filter's text as a syntax tree; the grammar is Wireshark's.

or       = xor ("||" xor)*                  also: or
xor      = and ("^^" and)*                  also: xor
and      = not ("&&" not)*                  also: and
not      = "!"* ( "(" or ")" | relation )   also: not
relation = [any | all] operand [operator value | "contains" value | "matches" value | ["not"] "in" set]
operand  = field ["[" slice {"," slice} "]"] ["&" value]
set      = value | "{" item {"," item} "}"
item     = value [".." value]
value    = string | word {"|" word}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from nldissect.filter.errors import FilterError
from nldissect.filter.lexer import Kind, Token, tokens
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
    Slice,
    Word,
)

MAX_DEPTH: Final = 100
"""parentheses inside each other"""

CONNECTIVES: Final = {
    "&&": Connective.AND,
    "and": Connective.AND,
    "^^": Connective.XOR,
    "xor": Connective.XOR,
    "||": Connective.OR,
    "or": Connective.OR,
}
_LOOSEST_FIRST: Final = (Connective.OR, Connective.XOR, Connective.AND)

COMPARISONS: Final = {
    "==": (Operator.EQUAL, Quantifier.ANY),
    "eq": (Operator.EQUAL, Quantifier.ANY),
    "any_eq": (Operator.EQUAL, Quantifier.ANY),
    "===": (Operator.EQUAL, Quantifier.ALL),
    "all_eq": (Operator.EQUAL, Quantifier.ALL),
    "!=": (Operator.UNEQUAL, Quantifier.ALL),
    "ne": (Operator.UNEQUAL, Quantifier.ALL),
    "all_ne": (Operator.UNEQUAL, Quantifier.ALL),
    "!==": (Operator.UNEQUAL, Quantifier.ANY),
    "~=": (Operator.UNEQUAL, Quantifier.ANY),
    "any_ne": (Operator.UNEQUAL, Quantifier.ANY),
    ">": (Operator.GREATER, Quantifier.ANY),
    "gt": (Operator.GREATER, Quantifier.ANY),
    "<": (Operator.LESS, Quantifier.ANY),
    "lt": (Operator.LESS, Quantifier.ANY),
    ">=": (Operator.GREATER_EQUAL, Quantifier.ANY),
    "ge": (Operator.GREATER_EQUAL, Quantifier.ANY),
    "<=": (Operator.LESS_EQUAL, Quantifier.ANY),
    "le": (Operator.LESS_EQUAL, Quantifier.ANY),
    "contains": (Operator.CONTAINS, Quantifier.ANY),
    "matches": (Operator.MATCHES, Quantifier.ANY),
    "~": (Operator.MATCHES, Quantifier.ANY),
}
MASKS: Final = ("&", "bitand", "bitwise_and")
NEGATIONS: Final = ("!", "not")

_A_FIELD: Final = "a field, such as type or IFLA_MTU"
_MORE: Final = "&&, || or the end of the filter"
_MORE_OF_A_FIELD: Final = f"a comparison (==, <, contains, in …), {_MORE}"
_SLICE_FORMS: Final = "[start:length], [first-last], [byte], [:length] or [start:]"
Found = TypeVar("Found")

_SLICE = re.compile(r"\s*(?:(-?\d{1,9})\s*(?:(:)\s*(\d{1,9})?|-\s*(-?\d{1,9}))?|:\s*(\d{1,9}))\s*")


def parse(text: str) -> Expression[Relation]:
    """The filter's syntax tree; raises FilterError."""
    return _Parser(text).whole()


class _Parser:
    """Recursive descent; `_now` is the token at hand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = iter(tokens(text))
        self._now = next(self._tokens)
        self._previous = self._now
        self._depth = 0
        self._more = _MORE
        """what could follow the last condition"""

    def whole(self) -> Expression[Relation]:
        if self._now.kind is Kind.END:
            raise FilterError(self._text, 0, 0, "the filter is empty", _A_FIELD)
        expression = self._expression()
        left = self._now
        if self._is(")"):
            raise self._wrong("this ) closes nothing", self._more)
        if left.kind is not Kind.END:
            raise self._unexpected(self._more)
        return expression

    # Conditions.

    def _expression(self, loosest: int = 0) -> Expression[Relation]:
        """Conditions joined by connectives that bind at least as tightly as the one at index `loosest`."""
        left = self._negation()
        while True:
            connective = self._among(CONNECTIVES)
            if connective is None:
                return left
            rank = _LOOSEST_FIRST.index(connective)
            if rank < loosest:
                return left
            parts = [left]
            while self._among(CONNECTIVES) is connective:
                self._advance()
                parts.append(self._expression(rank + 1))
            left = Join(connective, tuple(parts))

    def _negation(self) -> Expression[Relation]:
        negated = False
        while self._is(*NEGATIONS):
            self._advance()
            negated = not negated
        inner = self._primary()
        return Not(inner) if negated else inner

    def _primary(self) -> Expression[Relation]:
        if not self._is("("):
            return self._relation()
        opening = self._now
        if self._depth == MAX_DEPTH:
            raise self._wrong(f"more than {MAX_DEPTH} parentheses are open here", "a simpler filter")
        self._advance()
        self._depth += 1
        inner = self._expression()
        self._depth -= 1
        if self._now.kind is Kind.END:
            raise FilterError(self._text, opening.position, 1, "this ( is never closed", "a )")
        if not self._is(")"):
            raise self._unexpected(self._more.replace("the end of the filter", ")"))
        self._advance()
        if isinstance(inner, Relation) and inner.operator is None:
            return self._compared(inner.operand, None)  # (flags & 0x300) == 0x300, as one writes it in C
        return inner

    # One field and what is asked of it.

    def _relation(self) -> Expression[Relation]:
        quantifier = None
        if self._is(*Quantifier):
            quantifier = Quantifier(self._now.text.lower())
            self._advance()
        relation = self._compared(self._operand(), quantifier)
        if quantifier is not None and isinstance(relation, Relation) and relation.operator is None:
            raise self._unexpected(f"a comparison, as {quantifier} begins one: ==, !=, <, in …")
        return relation

    def _operand(self) -> Operand:
        first = self._now
        if first.kind is not Kind.WORD:
            raise self._unexpected(_A_FIELD)
        self._advance()
        slices: tuple[Slice, ...] = ()
        if self._now.kind is Kind.SLICE:
            slices = _slices(self._text, self._now)
            self._advance()
        mask = None
        if self._is(*MASKS):
            self._advance()
            mask = self._value("the bits: a number, or constants joined by |")
        place = Place(first.position, self._previous.end - first.position)
        return Operand(Word(first.text, Place(first.position, first.length)), place, slices, mask)

    def _compared(self, operand: Operand, quantifier: Quantifier | None) -> Expression[Relation]:
        self._more = _MORE
        comparison = self._among(COMPARISONS)
        if comparison is not None:
            operator, usual = comparison
            self._advance()
            value = self._value("a pattern" if operator is Operator.MATCHES else "a value")
            if self._among(COMPARISONS) is not None:
                raise self._wrong("comparisons can not be chained", self._more)
            return Relation(operand, operator, (value,), quantifier or usual)
        if self._is("="):
            raise self._wrong("= compares nothing", "==")
        negated = self._is("not")
        if negated:
            self._advance()
            if not self._is("in"):
                raise self._unexpected("in, as in: type not in {…}")
        if not self._is("in"):
            self._more = _MORE_OF_A_FIELD
            return Relation(operand, quantifier=quantifier or Quantifier.ANY)
        self._advance()
        relation = Relation(operand, Operator.IN, self._set(), quantifier or Quantifier.ANY)
        return Not(relation) if negated else relation

    def _set(self) -> tuple[Literal | Range, ...]:
        if not self._is("{"):
            return (self._value("a set such as {1, 2, 5..9}, or a prefix such as 10.0.0.0/8"),)
        opening = self._now
        self._advance()
        items: list[Literal | Range] = []
        while True:
            low = self._value("a value")
            if self._is(".."):
                self._advance()
                items.append(Range(low, self._value("the end of the range")))
            else:
                items.append(low)
            if self._is("}"):
                self._advance()
                return tuple(items)
            if self._now.kind is Kind.END:
                raise FilterError(self._text, opening.position, 1, "this { is never closed", "a }")
            if self._is(","):
                self._advance()
            elif self._now.kind not in (Kind.WORD, Kind.STRING):
                raise self._unexpected("a comma, .. or }")

    def _value(self, expected: str) -> Literal:
        first = self._now
        if first.kind is Kind.STRING:
            self._advance()
            return Quoted(first.text, Place(first.position, first.length))
        if first.kind is not Kind.WORD:
            raise self._unexpected(expected)
        words = [first.text]
        self._advance()
        while self._is("|"):
            self._advance()
            if self._now.kind is not Kind.WORD:
                raise self._unexpected("a constant or a number behind |")
            words.append(self._now.text)
            self._advance()
        return Word("|".join(words), Place(first.position, self._previous.end - first.position))

    # Tokens.

    def _advance(self) -> None:
        self._previous = self._now
        self._now = next(self._tokens)

    def _among(self, table: Mapping[str, Found]) -> Found | None:
        """What `table` has for the sign or word at hand."""
        return table.get(self._now.text.lower()) if self._now.kind in (Kind.OPERATOR, Kind.WORD) else None

    def _is(self, *texts: str) -> bool:
        return self._now.kind in (Kind.OPERATOR, Kind.WORD) and self._now.text.lower() in texts

    def _unexpected(self, expected: str) -> FilterError:
        if self._now.kind is Kind.END:
            return self._wrong("something is missing at the end", expected)
        said = f'"{self._now.text}"' if self._now.kind in (Kind.OPERATOR, Kind.WORD) else self._now.kind.value
        return self._wrong(f"{said} can not stand here", expected)

    def _wrong(self, message: str, expected: str) -> FilterError:
        return FilterError(self._text, self._now.position, self._now.length, message, expected)


def _slices(text: str, token: Token) -> tuple[Slice, ...]:
    found: list[Slice] = []
    position = token.position + 1
    for part in token.text.split(","):
        match = _SLICE.fullmatch(part)
        if match is None:
            raise FilterError(text, position, len(part), "this is no slice", _SLICE_FORMS)
        start, colon, length, last, leading = match.groups()
        if leading is not None:
            found.append(Slice(0, int(leading)))
        elif colon is not None:
            found.append(Slice(int(start), None if length is None else int(length)))
        elif last is None:
            found.append(Slice(int(start), 1))
        elif (int(start) < 0) == (int(last) < 0) and int(start) <= int(last):
            found.append(Slice(int(start), int(last) - int(start) + 1))
        else:
            raise FilterError(text, position, len(part), "this slice ends before it starts", _SLICE_FORMS)
        position += len(part) + 1
    return tuple(found)
