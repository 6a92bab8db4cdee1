"""Fields looked up by the name a filter gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from nldissect.filter.fields import ALIASES, EVERYWHERE, FIELDS, Field, canonical
from nldissect.filter.kinds import ANYTHING, Kind
from nldissect.filter.names import FieldInfo, NameIndex
from nldissect.filter.predicate import Everywhere, Path, Source

Index = Callable[[], NameIndex]
"""gives the name index when it is first needed: making it costs time"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A field that has been found, and what is known of its values."""

    name: str
    source: Source
    kinds: frozenset[Kind]
    constants: Mapping[str, int]
    words: tuple[str, ...] = ()

    @property
    def by_name(self) -> bool:
        """Whether constants are held against the names that apply in each message, not against numbers."""
        return isinstance(self.source, Field) and self.source.constants is None and self.source.names is not None

    @property
    def ordered_kinds(self) -> list[Kind]:
        """The kinds in their usual order."""
        return [kind for kind in Kind if kind in self.kinds]

    @property
    def comparable(self) -> str:
        """What it can be compared with, for people."""
        said = [kind.value for kind in self.ordered_kinds if kind is not Kind.NEST]
        if self.constants:
            said.append("one of its constants")
        return ", or ".join(said)


def find(name: str, index: Index) -> Subject | None:
    """The field called `name`, None where there is none."""
    own = canonical(name)
    field = FIELDS.get(own.lower())
    if field is not None:
        constants = index().constants(field.name) if field.constants is None else field.constants
        return Subject(name, field, field.kinds, constants, field.words)
    if own.lower() in EVERYWHERE:
        kind, _ = EVERYWHERE[own.lower()]
        return Subject(name, Everywhere(kind), frozenset({kind}), {})
    return _in_tree(name, own.split("."), index())


def _in_tree(name: str, parts: list[str], names: NameIndex) -> Subject | None:
    path: list[str] = []
    within: FieldInfo | None = None
    for part in parts:
        if part and within is not None and within.open:
            info: FieldInfo | None = FieldInfo(part, ANYTHING, dict(names.constants(part)), open=True)
        else:
            info = names.known(part)
        if info is None:
            return None
        if within is not None:
            path[-1] = within.outer or within.name
        path.append(info.name)
        within = info
    assert within is not None
    return Subject(name, Path(tuple(path)), within.kinds, within.constants)


def unknown(name: str, index: Index) -> tuple[str, int, int]:
    """What to say of a name that `find` does not know, and which characters of it are wrong (position, length)."""
    known = [*FIELDS, *EVERYWHERE, *(alias for alias in ALIASES if find(alias, index) is not None)]
    close = suggestion(name, known)
    position = 0
    parts = name.split(".")
    if len(parts) > 1 and all(parts) and not close:
        for part in parts:
            if index().known(part) is None:
                return f'there is no field "{part}"{suggestion(part, index().names())}', position, len(part)
            position += len(part) + 1
    close = close or suggestion(name, index().names())
    return f'there is no field "{name}"{close}', 0, len(name)


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question that offers the known word most like `word`, "" where none is."""
    wanted = word.lower()[:100]
    spelled = {name.lower(): name for name in known if abs(len(name) - len(wanted)) <= 3}
    close = get_close_matches(wanted, spelled, n=1, cutoff=0.75)
    return f"; did you mean {spelled[close[0]]}?" if close else ""
