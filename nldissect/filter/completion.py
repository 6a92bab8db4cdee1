"""What could be typed next in a filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from nldissect.filter.errors import FilterError
from nldissect.filter.fields import ALIASES, EVERYWHERE, FIELDS
from nldissect.filter.kinds import NUMBERS, Kind
from nldissect.filter.layers import fields_of, layer_names
from nldissect.filter.lexer import Kind as TokenKind, Token, tokens
from nldissect.filter.names import NameIndex, default_names
from nldissect.filter.parser import COMPARISONS, CONNECTIVES, MASKS, NEGATIONS
from nldissect.filter.subject import Subject, find
from nldissect.filter.syntax import Quantifier

_OPERATORS: Final = {
    "==": "equal",
    "!=": "not equal",
    ">": "greater",
    "<": "less",
    ">=": "greater or equal",
    "<=": "less or equal",
    "in": "one of a set, or inside a prefix",
    "contains": "has this inside",
    "matches": "has a place that fits a regular expression",
    "&": "has these bits",
}
_CONNECTIVES: Final = {"&&": "and", "||": "or", "^^": "either, but not both"}
_FOR_NUMBERS: Final = frozenset({">", "<", ">=", "<=", "&"})
_FOR_TEXT: Final = frozenset({"contains", "matches"})


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` in place of the characters from `start` to `end`; `description` says in a few words what it is."""

    text: str
    start: int
    end: int
    description: str


class _State(Enum):
    """What has to come next."""

    FIELD = auto()
    OPERATOR = auto()
    VALUE = auto()
    MEMBER = auto()
    CONNECTIVE = auto()


def complete(text: str, cursor: int, names: NameIndex | None = None, limit: int = 50) -> list[Completion]:
    """What could stand at `cursor`, best first: fields, operators or constants that go on with the word before it.

    Without `names` all dissectors are imported on the first call, as `compile` does.
    """
    try:
        *before, _ = tokens(text[:cursor])
    except FilterError:  # inside a string, a slice, or something that no token begins with
        return []
    word, start = "", cursor
    if before and before[-1].kind is TokenKind.WORD and before[-1].end == cursor:
        last = before.pop()
        word, start = last.text, last.position
    state, field = _state(before)
    index = names or default_names()
    subject = find(field, lambda: index) if field and state is not _State.FIELD else None
    if state is _State.FIELD:
        offered = _fields(index)
        outer, dot, inner = word.rpartition(".")
        layer = fields_of(outer.rpartition(".")[2]) if dot else {}
        if layer:
            offered = ((name, "") for name in layer)
        if layer or (dot and find(outer, lambda: index) is not None):
            start, word = start + len(outer) + 1, inner
    elif state is _State.OPERATOR:
        offered = _operators(subject)
    elif state is _State.CONNECTIVE:
        offered = iter(_CONNECTIVES.items())
    else:
        offered = _values(subject)
    return [Completion(name, start, cursor, said) for name, said in _best(word, offered, limit)]


def _state(before: Iterable[Token]) -> tuple[_State, str]:
    """What has to come after these tokens, and the field they speak of."""
    state, field = _State.FIELD, ""
    for token in before:
        said = token.text.lower() if token.kind in (TokenKind.WORD, TokenKind.OPERATOR) else ""
        if state is _State.FIELD:
            if token.kind is TokenKind.WORD and said not in (*NEGATIONS, *Quantifier):
                state, field = _State.OPERATOR, token.text
        elif said in ("{", "|"):
            state = _State.MEMBER if said == "{" else _State.VALUE
        elif state is _State.MEMBER:
            if said == "}":
                state = _State.CONNECTIVE
        elif state is _State.VALUE:
            state = _State.CONNECTIVE
        elif said in CONNECTIVES:
            state = _State.FIELD
        elif said in COMPARISONS or said in MASKS or said == "in":
            state = _State.VALUE
    return state, field


def _fields(index: NameIndex) -> Iterator[tuple[str, str]]:
    for field in FIELDS.values():
        yield field.name, field.description
    for name, (_, description) in EVERYWHERE.items():
        yield name, description
    for alias, name in ALIASES.items():
        if find(alias, lambda: index) is not None:
            yield alias, name
    for name in index.names():
        if name in FIELDS:
            continue
        info = index.known(name)
        yield name, "" if info is None else " or ".join(kind.name.lower().replace("_", " ") for kind in info.kinds)
    for layer in layer_names():
        yield layer, "a layer of a packet"


def _operators(subject: Subject | None) -> Iterator[tuple[str, str]]:
    kinds = frozenset(Kind) if subject is None else subject.kinds
    for sign, description in _OPERATORS.items():
        if kinds == {Kind.NEST} or (sign == "&" and not kinds & NUMBERS):
            continue
        if sign in _FOR_NUMBERS and kinds <= {Kind.TRUTH, Kind.TEXT}:
            continue
        if sign in _FOR_TEXT and kinds == {Kind.TRUTH}:
            continue
        yield sign, description
    yield from _CONNECTIVES.items()


def _values(subject: Subject | None) -> Iterator[tuple[str, str]]:
    if subject is None:
        return
    for word in subject.words:
        yield word, ""
    for name, value in subject.constants.items():
        yield name, str(value)
    if Kind.TRUTH in subject.kinds:
        yield from (("true", ""), ("false", ""))


def _best(word: str, offered: Iterable[tuple[str, str]], limit: int) -> list[tuple[str, str]]:
    """Those that begin with `word`, then those that have it inside; each as it is offered, in either case."""
    wanted = word.lower()
    beginning: list[tuple[str, str]] = []
    inside: list[tuple[str, str]] = []
    for name, description in offered:
        lower = name.lower()
        if lower.startswith(wanted):
            beginning.append((name, description))
        elif wanted in lower:
            inside.append((name, description))
    return (beginning + inside)[:limit]
