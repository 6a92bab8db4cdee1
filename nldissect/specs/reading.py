"""What the parts of a spec are read with: names, and a limit to how much there may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

Yaml = dict[str, Any]
"""a YAML mapping"""

MOST_ROWS: Final = 200_000
"""attributes, members, constants and formats of one spec; tc.yaml has 2,000. YAML aliases make many of few bytes"""

_WORD: Final = re.compile(r"[0-9A-Za-z_-]{1,200}", re.ASCII)


class SpecError(ValueError):
    """A document is no spec; says what is wrong in half a sentence."""


class Budget:
    """Counts the rows of a spec as they are read."""

    def __init__(self) -> None:
        self._left = MOST_ROWS

    def each(self, rows: Iterable[Yaml | str] | None) -> Iterator[Any]:
        """The rows, one by one. Raises SpecError where the spec has too many."""
        for row in rows or ():
            self._left -= 1
            if self._left < 0:
                raise SpecError(f"it has more than {MOST_ROWS} rows")
            yield row


def word(name: object) -> str:
    """A name as it stands. Raises SpecError for what is none: names reach the terminal."""
    if not isinstance(name, str) or not _WORD.fullmatch(name):
        raise SpecError(f"{ascii(name)[:60]} is no name")
    return name


def constant(prefix: object, name: object) -> str:
    """The C constant of a name, as the kernel's generator writes it."""
    return f"{word(prefix) if prefix else ''}{word(name)}".replace("-", "_").upper()


def prefix_of(prefix: object) -> str:
    """What the constants with that prefix begin with."""
    return constant("", prefix) if prefix else ""


def named(rows: Iterable[Yaml] | None) -> dict[str, Yaml]:
    """The rows by their names."""
    return {word(row["name"]): row for row in rows or ()}
