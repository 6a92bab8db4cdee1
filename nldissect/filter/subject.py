"""Fields looked up by the name a filter gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from nldissect.filter.fields import ALIASES, EVERYWHERE, FIELDS, Field, canonical
from nldissect.filter.kinds import ANYTHING, Kind
from nldissect.filter.layers import fields_of, layer_names, packet_field, usual
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
        return Subject(name, field, field.kinds, _constants(field, index), field.words)
    if own.lower() in EVERYWHERE:
        kind, _ = EVERYWHERE[own.lower()]
        return Subject(name, Everywhere(kind), frozenset({kind}), {})
    return _in_tree(name, own.split("."), index()) or _in_packet(name)


def _constants(field: Field, index: Index) -> Mapping[str, int]:
    if Kind.ERRNO in field.kinds and field.constants is not None:
        return _Errors(field.constants, index)
    return index().constants(field.name) if field.constants is None else field.constants


class _Errors(Mapping[str, int]):
    """Errnos, and the errors that families number themselves: these are looked up when a name is no errno's."""

    def __init__(self, errnos: Mapping[str, int], index: Index) -> None:
        self._errnos = errnos
        self._index = index

    def __getitem__(self, name: str) -> int:
        if name in self._errnos:
            return self._errnos[name]
        if not name[:1].isalpha():
            raise KeyError(name)
        return self._index().constants("error")[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._errnos
        yield from self._index().constants("error")

    def __len__(self) -> int:
        return sum(1 for _ in self)


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


def _in_packet(name: str) -> Subject | None:
    field = packet_field(name)
    return None if field is None else Subject(name, field, field.kinds, field.constants or {})


def unknown(name: str, index: Index) -> tuple[str, int, int]:
    """What to say of a name that `find` does not know, and which characters of it are wrong (position, length)."""
    compared = comparison(name, index)
    if compared:
        return f'there is no field "{name}"; did you mean {compared}?', 0, len(name)
    known = [*FIELDS, *EVERYWHERE, *(alias for alias in ALIASES if find(alias, index) is not None)]
    close = suggestion(name, known)
    position = 0
    parts = name.split(".")
    if len(parts) > 1 and all(parts) and not close:
        inside: Iterable[str] = ()
        for part in parts:
            if index().known(part) is None and not usual(part):
                return f'there is no field "{part}"{suggestion(part, inside or _all(index))}', position, len(part)
            position += len(part) + 1
            inside = fields_of(part)
    close = close or suggestion(name, _all(index))
    return f'there is no field "{name}"{close}', 0, len(name)


def comparison(constant: str, index: Index) -> str:
    """What a filter says of a constant that stands where a field should: `type == RTM_NEWROUTE`; "" for any other."""
    for field, sign in _COMPARED.items():
        subject = find(field, index)
        spelled = None if subject is None else _spelled(constant, subject.constants)
        if spelled is not None:
            return f"{field} {sign} {spelled}"
    names = index()
    for name in names.names():
        info = names.known(name)
        spelled = None if info is None or info.name != name else _spelled(constant, info.constants)
        if spelled is not None:
            return f"{name} == {spelled}"
    return ""


_COMPARED = {"type": "==", "cmd": "==", "flags": "&", "error": "==", "protocol": "==", "family": "=="}
"""the fields whose constants one would think are fields, and how they are asked for"""


def _spelled(constant: str, constants: Mapping[str, int]) -> str | None:
    return next(
        (spelling for spelling in (constant, constant.upper(), constant.lower()) if spelling in constants), None
    )


def _all(index: Index) -> Iterable[str]:
    yield from index().names()
    yield from layer_names()


_SHORT = 3
"""letters of a word in which one typing error weighs more"""


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question that offers the known word most like `word`, "" where none is."""
    wanted = word.lower()[:100]
    spelled = {name.lower(): name for name in known if abs(len(name) - len(wanted)) <= 3}
    close = get_close_matches(wanted, spelled, n=1, cutoff=0.75 if len(wanted) > _SHORT else 0.6)
    return f"; did you mean {spelled[close[0]]}?" if close else ""
