"""A spec's attribute sets and sub-messages as attribute spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from nldissect.schema import (
    OPAQUE,
    Attribute,
    AttributeSet,
    Bytes,
    Headed,
    Indexed,
    Lazy,
    Look,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
)
from nldissect.schema.shapes import Integer
from nldissect.specs.definitions import HINTS, Definitions, scalar
from nldissect.specs.reading import Budget, SpecError, Yaml, constant, named, prefix_of, word
from nldissect.tree import Value

_KEY: Final = re.compile(
    r".*[-/](?:(?:private|preshared|cipher|pairwise|group|fh)-key|key-data|nonce-tail|ltf-seed"
    r"|psk|pmk|kek|kck|rrk|sopass)|(?!packet/).*/keys?"
)
"""set/attribute of key material, by its usual names: specs do not mark it, and one too many does the lesser harm"""
_PASSWORD: Final = re.compile(r"(?:.*-)?(?:secret|password|passphrase)")
_PASSWORD_TYPES: Final = frozenset({"binary", "string", "u32", "u64"})


def _is_secret(space: str, name: str, kind: str) -> bool:
    if kind == "binary" and _KEY.fullmatch(f"{space}/{name}"):
        return True
    return kind in _PASSWORD_TYPES and _PASSWORD.fullmatch(name) is not None


class Spaces:
    """Makes the attribute sets, each once."""

    def __init__(self, family: str, document: Yaml, definitions: Definitions, budget: Budget) -> None:
        self._family = family
        self._definitions = definitions
        self._budget = budget
        self._documents = named(document["attribute-sets"])
        self._sub_messages = named(document.get("sub-messages"))
        operations = document["operations"]["list"]
        self._outermost = {one.get("attribute-set") for one in operations}
        self._all_terminated = document.get("protocol", "genetlink") == "genetlink"
        """whether the kernel's policies are made from this spec, so that its strings need their NUL"""
        self._built: dict[str, AttributeSet] = {}
        self._selects: dict[tuple[str, str, str], Select] = {}
        # All at once: what is wrong with a spec must show when it is read, not when a message is decoded.
        for name in self._documents:
            self.space(name)

    @property
    def first(self) -> str:
        """The name of the first set."""
        if not self._documents:
            raise SpecError("it has no attribute sets")
        return next(iter(self._documents))

    def space(self, name: str) -> AttributeSet:
        """The attribute set of that name."""
        built = self._built.get(name)
        if built is None:
            prefix = self._prefix(name)
            # Where a set names a number again, the later name wins, as in a C enum's table.
            rows = {row["value"]: self._attribute(name, row, prefix) for row in self._rows(name).values()}
            built = self._built[name] = AttributeSet(prefix_of(prefix), rows.values())
        return built

    def _rows(self, name: str) -> dict[str, Yaml]:
        """The rows of a set, each with its number. A subset is its whole set: the numbers are the same."""
        document = self._documents[name]
        parent = document.get("subset-of")
        rows = {} if parent is None else dict(self._rows(parent))
        number = 0
        for one in self._budget.each(document.get("attributes")):
            row = rows.get(word(one["name"]), {}) | one
            number = self._definitions.number(row.get("value", number + 1)) or 0
            rows[one["name"]] = row | {"value": number}
        return rows

    def _prefix(self, name: str) -> str:
        parent = self._documents[name].get("subset-of")
        if parent is not None:
            return self._prefix(parent)
        prefix = self._documents[name].get("name-prefix")
        if prefix is not None:
            return str(prefix)
        return f"{self._family}-a-" if name == self._family else f"{self._family}-a-{name}-"

    def _attribute(self, space: str, row: Yaml, prefix: str) -> Attribute:
        kind = row.get("type", "unused")
        shape = self._shape(space, row, kind)
        meant = isinstance(shape, (Sequence, Indexed, Struct))  # it is their parts that mean something
        return Attribute(
            row["value"],
            constant(row.get("name-prefix", prefix), row["name"]),
            shape,
            None if meant else self._definitions.meaning(row, kind),
            range=self._definitions.range(row, kind),
            secret=_is_secret(space, row["name"], kind),
            multiple=bool(row.get("multi-attr")),
        )

    def _shape(self, space: str, row: Yaml, kind: str) -> Shape:
        if kind == "nest":
            return self._nest(row["nested-attributes"])
        if kind == "nest-type-value":
            shape = self._nest(row["nested-attributes"])
            for _ in row["type-value"]:
                shape = Indexed(shape)
            return shape
        if kind == "indexed-array":
            inner = {key: value for key, value in row.items() if key != "sub-type"}
            return Indexed(self._shape(space, inner, row["sub-type"]), self._definitions.meaning(row, row["sub-type"]))
        if kind == "sub-message":
            return self._select(space, word(row["sub-message"]), word(row["selector"]))
        if kind == "binary":
            return self._binary(row)
        if kind == "string":
            return self._text(row)
        if kind == "bitfield32":
            return self._definitions.bitfield32(row)
        # A number with a type-value: its own number is told by the attribute around it (ETHTOOL_A_STATS_GRP_STAT).
        return Indexed(scalar(row, kind)) if "type-value" in row else scalar(row, kind)

    def _nest(self, name: str) -> Shape:
        if name not in self._documents:
            raise SpecError(f"{ascii(name)[:60]} is no attribute set")
        return Lazy(partial(self.space, name))

    def _text(self, row: Yaml) -> Shape:
        checks = row.get("checks") or {}
        longest = self._definitions.number(checks["max-len"]) if "max-len" in checks else None
        return Text(longest=longest, nul=self._all_terminated and not checks.get("unterminated-ok"))

    def _binary(self, row: Yaml) -> Shape:
        if "struct" in row:
            return self._definitions.struct(row["struct"])
        if "sub-type" in row:
            inner = row["sub-type"]
            element = self._definitions.struct(inner) if self._definitions.is_struct(inner) else scalar(row, inner)
            if not element.size:
                raise SpecError(f"{row['name']} is an array of what has no size")
            return Sequence(element, self._definitions.meaning(row, inner) if isinstance(element, Integer) else None)
        hint: Any = row.get("display-hint")
        if isinstance(hint, str) and hint in HINTS:
            return HINTS[hint]
        checks = row.get("checks") or {}
        exact = self._definitions.number(checks["exact-len"]) if "exact-len" in checks else None
        return OPAQUE if exact is None else Bytes(exact)

    # Sub-messages.

    def _select(self, space: str, name: str, selector: str) -> Select:
        key = (space, name, selector)
        if key not in self._selects:
            deciding = list(self._selectors(space, selector))
            cases: dict[Any, Shape] = {}
            numbers: dict[str, int] = {}
            for _, row in deciding:
                if "enum" in row:
                    numbers |= self._definitions.values(row["enum"])
            for form in self._budget.each(self._sub_messages[name]["formats"]):
                shape = self._format(form.get("fixed-header"), form.get("attribute-set"))
                cases[str(form["value"])] = shape
                if form["value"] in numbers:
                    cases[numbers[form["value"]]] = shape
            names = tuple(spelled for spelled, _ in deciding)
            if not names:
                raise SpecError(f"no attribute is called {selector}, which selects {name}")
            self._selects[key] = Select(names[0] if len(names) == 1 else partial(_first_of, names), cases)
        return self._selects[key]

    def _selectors(self, space: str, name: str) -> Iterator[tuple[str, Yaml]]:
        """(constant, row) of the attributes that a selector can mean: the set's own; else those of sets around it.

        Of the latter, sets that no message begins with come first: they are nearer wherever both are around.
        """
        spaces = [space] if name in self._rows(space) else sorted(self._documents, key=self._outermost.__contains__)
        for one in spaces:
            row = self._rows(one).get(name)
            if row is not None:
                yield constant(row.get("name-prefix", self._prefix(one)), name), row

    def _format(self, header: str | None, space: str | None) -> Shape:
        nest: Shape = AttributeSet("", ()) if space is None else self._nest(space)
        if header is None:
            return nest
        struct = self._definitions.struct(header)
        return struct if space is None else Headed(struct, nest)


def _first_of(names: tuple[str, ...], look: Look) -> Value:
    return next((value for value in map(look, names) if value is not None), None)
