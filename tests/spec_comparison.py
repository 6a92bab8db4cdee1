"""What a dissector module and the kernel's YNL spec of the same family say differently of real messages.

`python -m tests.spec_comparison FILE…` prints it for captures outside the repository.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nldissect import specs
from nldissect.capture import open_capture
from nldissect.message import Message
from nldissect.registry import Registry
from nldissect.schema import Attribute, Bytes, Enum, Flags, Member, Shape
from nldissect.specs import Spec
from nldissect.stream import Stream
from nldissect.tree import Node

_INDEX = re.compile(r"\[\d+\]")
SPECS = Path(__file__).parent / "facts" / "ynl-specs-7.3"


@dataclass(frozen=True, order=True)
class Difference:
    """A difference of one kind at one place, by the module's name there, and behind → the spec's where that is another.

    `what` is message, name, value or flags for the obvious; constant: a number stands for another word; meaning: only
    the spec has a word for it; binary: the spec leaves bytes, where the module reads them; unknown: the spec has
    nothing of that number; parts: only one of them takes it apart; absent, more: a part that only the module, only the
    spec has.
    """

    family: str
    what: str
    where: str
    example: str = ""

    @property
    def key(self) -> Difference:
        """The same without its example."""
        return Difference(self.family, self.what, self.where)


@cache
def all_specs() -> tuple[Spec, ...]:
    """All of the kernel's specs."""
    return tuple(specs.load(path) for path in specs.files(SPECS))


def with_specs() -> Registry:
    """A registry in which specs serve all they can."""
    registry = Registry()
    for spec in all_specs():
        registry.add(spec)
    return registry


def differences(capture: Path) -> tuple[Counter[Difference], Counter[str]]:
    """What the two readings of a capture differ in, and how many messages of each spec were compared."""
    by_type = {(message.protocol, message.type): spec.name for spec in all_specs() for message in spec.MESSAGES}
    by_family = {family.name: spec.name for spec in all_specs() for family in spec.FAMILIES}
    found: Counter[Difference] = Counter()
    compared: Counter[str] = Counter()
    with open_capture(capture) as one, open_capture(capture) as other:
        pairs = zip(Stream(registry=Registry()).all(one), Stream(registry=with_specs()).all(other), strict=True)
        for module, spec in pairs:
            if module.header is None:
                continue
            name = by_type.get((module.protocol, module.header.nlmsg_type))
            if module.generic is not None:
                name = by_family.get(module.generic.family or "")
            if name is not None and _known(module):
                compared[name] += 1
                found.update(
                    Difference(name, what, _INDEX.sub("[N]", where), eg) for what, where, eg in _messages(module, spec)
                )
    return found, compared


def _known(message: Message) -> bool:
    return message.kind is not None and (message.kind.schema is not None or message.kind.family is not None)


Found = tuple[str, str, str]


def _messages(module: Message, spec: Message) -> Iterator[Found]:
    if module.name != spec.name:
        yield "message", f"{module.name} → {spec.name}", ""
    if module.flags != spec.flags:
        yield "flags", module.name, f"{module.flags} {spec.flags}"
    yield from _nodes(module.tree, spec.tree)


def _nodes(module: Node, spec: Node) -> Iterator[Found]:
    """The differences among the children of two nodes."""
    theirs = {(child.offset, child.length, child.type): child for child in spec.children}
    for child in module.children:
        other = theirs.pop((child.offset, child.length, child.type), None)
        if other is None:
            yield "absent", f"{module.name} / {child.name}", child.text
        else:
            yield from _pair(child, other)
    for other in theirs.values():
        if not (other.raw and not str(other.value).strip("0")):  # zeros that round a header up to four
            yield "more", f"{module.name} / {other.name}", other.text


def _pair(module: Node, spec: Node) -> Iterator[Found]:
    if spec.raw and not module.raw:
        yield "unknown", module.name, str(spec.value)
        return
    if module.name != spec.name:
        yield "name", f"{module.name} → {spec.name}", module.text
    if _says(spec, Bytes) and not _says(module, Bytes):
        yield "binary", module.name, f"{module.text} {spec.text}"
        return
    if bool(module.children) is not bool(spec.children) and not module.packet:
        yield "parts", module.name, f"{module.text} → {spec.text}"
        return
    if module.value != spec.value:
        yield "value", module.name, f"{module.value!r} {spec.value!r}"
    elif _constants(module) and _constants(spec) and module.text != spec.text:
        yield "constant", module.name, f"{module.text} → {spec.text}"
    elif _constants(spec) and not _constants(module):
        yield "meaning", module.name, f"{module.text} → {spec.text}"
    if not module.packet:
        yield from _nodes(module, spec)


def _says(node: Node, shape: type[Shape]) -> bool:
    row = node.spec
    return isinstance(row, (Attribute, Member)) and type(row.shape) is shape and not row.secret


def _constants(node: Node) -> bool:
    row = node.spec
    meaning = row.meaning if isinstance(row, (Attribute, Member)) else None
    return isinstance(meaning, (Enum, Flags))


def main(captures: Iterable[str]) -> None:
    """Print the differences in captures, justified or not."""
    total: Counter[Difference] = Counter()
    examples: dict[Difference, str] = {}
    for capture in captures:
        found, compared = differences(Path(capture))
        print(f"{capture}: {compared.total()} messages of {len(compared)} specs", file=sys.stderr)
        for one, count in found.items():
            total[one.key] += count
            examples.setdefault(one.key, one.example)
    for one, count in sorted(total.items()):
        print(f"{count:6} {one.family} | {one.what} | {one.where} | {examples[one][:120]}")


if __name__ == "__main__":
    main(sys.argv[1:])
