"""What is wrong with a filter, and where."""

from __future__ import annotations

from typing import Final
from unicodedata import east_asian_width

from nldissect.errors import UserError
from nldissect.tree import printable

_INDENT: Final = "    "
_WINDOW: Final = 60
"""how many characters of a long filter are shown around the place"""


class FilterError(UserError):
    """A filter that can not be understood.

    `text` is the filter, `position` and `length` say which characters of it are wrong (`length` may be 0: something is
    missing there), `message` is the complaint and `expected` what could stand there, "" where the complaint says it
    all. As a string: the complaint, the filter, carets under the place, the expectation.
    """

    def __init__(self, text: str, position: int, length: int, message: str, expected: str = "") -> None:
        self.text = text
        self.position = position
        self.length = length
        self.message = message
        self.expected = expected
        super().__init__(message)

    def __str__(self) -> str:
        lines = [printable(self.message), *(_INDENT + line for line in self.pointer())]
        if self.expected:
            lines.append(f"{_INDENT}expected {printable(self.expected)}")
        return "\n".join(lines)

    def pointer(self) -> tuple[str, str]:
        """The filter, or its part around the place, safe to print; and a line of carets to put under it."""
        start = max(0, self.position - _WINDOW // 2)
        end = min(len(self.text), max(start + _WINDOW, self.position + 1))
        lead = "…" if start else ""
        tail = "…" if end < len(self.text) else ""
        before = _show(self.text[start : self.position])
        wrong_end = min(end, self.position + self.length)
        wrong = _show(self.text[self.position : wrong_end])
        after = _show(self.text[wrong_end:end])
        carets = " " * (len(lead) + _columns(before)) + "^" * max(1, _columns(wrong))
        return lead + before + wrong + after + tail, carets


def _show(text: str) -> str:
    return "".join(" " if character in "\t\n\r" else printable(character) for character in text)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
