"""Which schema a message has: (protocol, type) and (generic family) → dissector, each module imported on first use.

The built-in table is `dissectors.TABLE`. Installed packages add theirs by an entry point in the group
`nldissect.dissectors` that names a module of the same form (nldissect.schema tells it):

    [project.entry-points."nldissect.dissectors"]
    my_family = "my_package.my_family"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING

from nldissect.errors import UserError
from nldissect.schema import Command, GenericFamily, Message, Unframed

if TYPE_CHECKING:
    from nldissect.specs import Spec

ENTRY_POINT_GROUP = "nldissect.dissectors"


class Registry:
    """Looks dissectors up, loading them when they are first needed."""

    def __init__(self) -> None:
        from dissectors import TABLE

        self._table = TABLE
        self._messages: dict[tuple[int, int], Message] = {}
        self._families: dict[str, GenericFamily] = {}
        self._unframed: dict[int, Unframed] = {}
        self._ranges: list[Message] = []
        self._in_ranges: dict[tuple[int, int], Message] = {}
        self._modules: list[ModuleType] = []
        self._loaded: set[str] = set()
        self._lock = RLock()
        """the UI and its loader both ask: neither may go on while the other's module is half there"""
        self._extended = False
        self._specs: dict[Path, Spec | None] = {}
        """those that wait until somebody asks for what no module serves, and whether they are read already"""
        self._used: list[Spec] = []
        self.problems: list[str] = []
        """third-party dissectors and specs that could not be loaded, in the user's words"""

    def add_specs(self, paths: Iterable[Path], *, prefer: bool = False) -> None:
        """Let YNL specs (files or directories) serve what no module does; with `prefer`, replace the modules.

        Files and preferred specs are read at once, those of a directory when needed. Raises UserError where there are
        none at a path, and for a file that is none; what is none in a directory is told in `problems`.
        """
        from nldissect import specs

        for path in paths:
            for file in specs.files(path):
                self._specs[file] = specs.load(file) if file == path else None
                if prefer:
                    self._read_spec(file, prefer=True)

    def add(self, module: object) -> None:
        """Take the MESSAGES, FAMILIES and UNFRAMED of a dissector module; what is there already stays."""
        if isinstance(module, ModuleType):
            self._modules.append(module)
        for message in getattr(module, "MESSAGES", ()):
            self._messages.setdefault((message.protocol, message.type), message)
            if message.last is not None:
                self._ranges.append(message)
        for family in getattr(module, "FAMILIES", ()):
            self._families.setdefault(family.name, family)
        for unframed in getattr(module, "UNFRAMED", ()):
            self._unframed.setdefault(unframed.protocol, unframed)

    # What the decoder asks.

    def message(self, protocol: int, number: int) -> Message | None:
        """The schema of a message type, None where nobody knows it."""
        key = (protocol, number)
        found = self._messages.get(key)
        if found is None:
            self._load(self._table.module_of(protocol, number))
            found = self._messages.get(key) or self._in_range(protocol, number)
            if found is None and number >= 16 and (self._extend() | self._read_specs()):
                found = self._messages.get(key) or self._in_range(protocol, number)
        return found

    def _in_range(self, protocol: int, number: int) -> Message | None:
        """The schema of a type that has no name of its own."""
        key = (protocol, number)
        for first in () if key in self._in_ranges else self._ranges:
            if first.protocol == protocol and first.last is not None and first.type < number <= first.last:
                name = f"{first.name}+{number - first.type}"
                self._in_ranges[key] = replace(first, type=number, name=name, last=None)
                break
        return self._in_ranges.get(key)

    def family(self, name: str) -> GenericFamily | None:
        """The schema of a generic netlink family, None where nobody knows it."""
        found = self._families.get(name)
        if found is None:
            self._load(self._table.GENERIC.get(name))
            found = self._families.get(name)
            if found is None and self._extend():
                found = self._families.get(name)
            if found is None and self._read_specs(name):
                found = self._families.get(name)
        return found

    def unframed(self, protocol: int) -> Unframed | None:
        """What a protocol's datagrams are where they are no nlmsghdr chains (uevents), None for all others."""
        if protocol in self._table.UNFRAMED:
            self._load(self._table.UNFRAMED[protocol])
        return self._unframed.get(protocol)

    # What tools that list everything ask.

    def load_all(self) -> None:
        """Import every dissector there is, and read every spec."""
        for module in self._table.all_modules():
            self._load(module)
        self._extend()
        self._read_specs()

    def modules(self) -> Iterator[ModuleType]:
        """Every dissector module, third parties' too; imports them all."""
        self.load_all()
        yield from self._modules

    def specs(self) -> Iterator[Spec]:
        """Every YNL spec; reads them all."""
        self.load_all()
        yield from self._used

    def messages(self) -> Iterator[tuple[int, Message]]:
        """(protocol, message) for all that is loaded."""
        for (protocol, _), message in self._messages.items():
            yield protocol, message
            for other in message.by_family.values():
                yield protocol, other

    def families(self) -> Iterator[GenericFamily]:
        """The generic netlink families that are loaded."""
        return iter(self._families.values())

    def commands(self) -> Iterator[tuple[GenericFamily, Command]]:
        """(family, command) for all that is loaded."""
        for family in self._families.values():
            for command in family.all_commands:
                yield family, command

    def _load(self, module: str | None) -> None:
        if module is None or module in self._loaded:
            return
        with self._lock:
            if module not in self._loaded:
                self.add(import_module(module))
                self._loaded.add(module)

    def _extend(self) -> bool:
        """Load third-party dissectors, once; tell whether any came. Reading entry points costs 40 ms: last of all."""
        if self._extended:
            return False
        self._extended = True
        from importlib.metadata import entry_points

        found = entry_points(group=ENTRY_POINT_GROUP)
        for entry in found:
            try:
                self.add(entry.load())
            except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything; it must not stop the decode
                self.problems.append(f"dissector {entry.name} ({entry.value}) could not be loaded: {error}")
        return bool(found)

    def _read_specs(self, name: str = "") -> bool:
        """Read the YNL specs that wait, the file called like the family first, the others if it is not in that one."""
        if not self._specs:
            return False
        from nldissect import specs

        wanted = name.replace("_", "-")
        with self._lock:
            for file in sorted(self._specs, key=lambda file: specs.family_of(file) != wanted):
                self._read_spec(file)
                if name in self._families:
                    break
        return True

    def _read_spec(self, file: Path, *, prefer: bool = False) -> None:
        """Take the messages and families of a spec that waits; those that modules have only with `prefer`."""
        from nldissect import specs

        spec = self._specs.pop(file)
        try:
            spec = spec or specs.load(file)
        except UserError as error:
            self.problems.append(str(error))
            return
        self._used.append(spec)
        if not prefer:  # what is there when the spec comes stays
            for module in {self._table.module_of(message.protocol, message.type) for message in spec.MESSAGES}:
                self._load(module)
            for family in spec.FAMILIES:
                self._load(self._table.GENERIC.get(family.name))
        self.add(spec)


@cache
def default_registry() -> Registry:
    """The one registry of this process."""
    return Registry()
