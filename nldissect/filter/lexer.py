"""A filter's text as tokens.

No word is reserved: whether `in` or `matches` is an operator is for the parser to say, by where it stands. A word is
anything that names or values are written in: `IFLA_MTU`, `netlink.hdr_type`, `10.0.0.0/8`, `aa:bb:cc`, `-5`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from nldissect.filter.errors import FilterError

MAX_LENGTH: Final = 10_000
"""characters; longer text is refused before anything looks at it"""


class Kind(StrEnum):
    """What a token is; the values are what error messages call it."""

    WORD = "a word"
    STRING = "a string"
    SLICE = "a slice"
    OPERATOR = "an operator"
    END = "the end of the filter"


class Token(NamedTuple):
    """`text` is what it says: for a string what the quotes hold, for a slice what the brackets hold."""

    kind: Kind
    text: str
    position: int
    length: int

    @property
    def end(self) -> int:
        """Where the token ends in the filter's text."""
        return self.position + self.length


_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"(?:[\w:/%@+*-]|\.(?!\.))+")
_OPERATOR = re.compile(r"===|!==|==|!=|~=|>=|<=|&&|\|\||\^\^|\.\.|[><!~&|=(){},]")
_STRING = re.compile(r"""(r?)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""", re.DOTALL)
_SLICE = re.compile(r"\[([^\[\]]*)\]")
_ESCAPE = re.compile(r"""\\(?:(x[0-9a-fA-F]{2})|([nrt"'\\]))""")
_PLAIN: Final = {"n": "\n", "r": "\r", "t": "\t"}


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, the last of them of kind END; raises FilterError where no token can be read."""
    if len(text) > MAX_LENGTH:
        raise FilterError(text, MAX_LENGTH, 0, f"the filter is longer than {MAX_LENGTH} characters")
    found: list[Token] = []
    position = _space(text, 0)
    while position < len(text):
        token = _token(text, position)
        found.append(token)
        position = _space(text, token.end)
    found.append(Token(Kind.END, "", len(text.rstrip()), 0))
    return found


def _space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _token(text: str, position: int) -> Token:
    if match := _STRING.match(text, position):
        raw, double, single = match.groups()
        inner = double if double is not None else single
        return Token(Kind.STRING, inner if raw else _unescape(inner), position, match.end() - position)
    if match := _WORD.match(text, position):
        return Token(Kind.WORD, match[0], position, match.end() - position)
    if match := _OPERATOR.match(text, position):
        return Token(Kind.OPERATOR, match[0], position, match.end() - position)
    if match := _SLICE.match(text, position):
        return Token(Kind.SLICE, match[1], position, match.end() - position)
    first = text[position]
    if first in "\"'":
        raise FilterError(text, position, len(text) - position, "the string has no end", f"a closing {first}")
    if first == "[":
        raise FilterError(text, position, 1, "the slice has no end", "a slice such as [0:4]")
    raise FilterError(text, position, 1, f"{first!r} has no meaning here", "a field, an operator or a value")


def _unescape(text: str) -> str:
    """Backslash escapes resolved; those that mean nothing in a string stay, so that "\\d+" is a usable pattern."""

    def plain(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1][1:], 16))
        return _PLAIN.get(match[2], match[2])

    return _ESCAPE.sub(plain, text) if "\\" in text else text
