"""The keys: every action has an id (`message.mark`), and a file of the user's may bind it to other keys.

The file is $XDG_CONFIG_HOME/nldissect/keys.toml:

    filter.open = "slash,f"
    [move]
    down = "down,j,ctrl+n"

`?` in the UI says what every key does in plain words; `i` there shows the ids instead.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.keys import Keys

from nldissect.errors import UserError
from nldissect.tree import printable

if TYPE_CHECKING:
    from textual.dom import DOMNode

_KEY = re.compile(r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)*(?P<name>\w+|[^\w\s,])")
_NAMES = frozenset(
    [key.value.rpartition("+")[2] for key in Keys]
    + [
        "slash",
        "backslash",
        "question_mark",
        "colon",
        "semicolon",
        "comma",
        "full_stop",
        "exclamation_mark",
        "vertical_line",
        "less_than_sign",
        "greater_than_sign",
        "equals_sign",
        "plus",
        "minus",
        "underscore",
        "asterisk",
        "ampersand",
        "at",
        "number_sign",
        "dollar_sign",
        "percent_sign",
        "circumflex_accent",
        "apostrophe",
        "quotation_mark",
        "grave_accent",
        "tilde",
        "left_parenthesis",
        "right_parenthesis",
        "left_square_bracket",
        "right_square_bracket",
        "left_curly_bracket",
        "right_curly_bracket",
        "space",
    ]
)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action in the help: its id, the keys as they are now, what it does in plain words."""

    id: str
    keys: tuple[str, ...]
    description: str


def bindings(each: type[DOMNode]) -> Iterator[Binding]:
    """The bindings that a class itself declares."""
    for binding in each.__dict__.get("BINDINGS", ()):
        if isinstance(binding, Binding):
            yield binding


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a binding, which `keymap` may say otherwise."""
    said = binding.key if binding.id is None else keymap.get(binding.id, binding.key)
    return tuple(key.strip() for key in said.split(","))


def rows(classes: Iterable[type[DOMNode]], keymap: Mapping[str, str]) -> dict[str, list[KeyRow]]:
    """The actions of `classes` by the first part of their ids, with the keys that `keymap` gives them."""
    groups: dict[str, list[KeyRow]] = {}
    for each in classes:
        for binding in bindings(each):
            if binding.id is not None:
                row = KeyRow(binding.id, keys_of(binding, keymap), binding.description)
                groups.setdefault(binding.id.partition(".")[0], []).append(row)
    return groups


def first_keys(each: type[DOMNode], keymap: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Action id → its first key and the action, of what a screen's class and its bases declare."""
    found = {}
    for base in each.__mro__:
        for binding in bindings(base):
            if binding.id is not None:
                action = binding.action if "." in binding.action else f"screen.{binding.action}"
                found[binding.id] = (keys_of(binding, keymap)[0], action)
    return found


def default_path() -> Path:
    """Where the user's keys are looked for."""
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / "nldissect" / "keys.toml"


def load(path: Path, known: Iterable[str]) -> dict[str, str]:
    """Action id → keys, from the user's file; none where there is no file. UserError where it can not be used."""
    name = printable(str(path))
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UserError(f"cannot read {name}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{name} is not TOML: {printable(str(error))}") from error
    ids = set(known)
    found = dict(_flat(content))
    for action, keys in found.items():
        if action not in ids:
            near = get_close_matches(action, ids, 1)
            hint = f"; did you mean {near[0]}?" if near else "; `?` and then `i` in the UI list the actions"
            raise UserError(f"{name}: there is no action {printable(action)!r}{hint}")
        if not isinstance(keys, str) or not all(_is_key(key.strip()) for key in keys.split(",")):
            raise UserError(f'{name}: {action} needs keys such as "ctrl+x" or "f2,x", not {printable(repr(keys))}')
    return found


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _is_key(key: str) -> bool:
    match = _KEY.fullmatch(key)
    return match is not None and (len(match["name"]) == 1 or match["name"] in _NAMES)


_SHOWN = {
    "slash": "/", "backslash": "\\", "vertical_line": "|", "question_mark": "?", "left": "←", "right": "→", "up": "↑",
    "down": "↓", "enter": "↵", "escape": "esc", "pagedown": "PgDn", "pageup": "PgUp", "tab": "↹", "home": "Home",
    "end": "End", "space": "Space", "backspace": "⌫", "left_square_bracket": "[", "right_square_bracket": "]",
    "full_stop": ".", "comma": ",",
}  # fmt: skip


def shown(key: str) -> str:
    """A key as it is written for people: ^F, F7, ⇧→."""
    *modifiers, name = key.split("+")
    name = _SHOWN.get(name, name.upper() if re.fullmatch(r"f\d+", name) else name)
    for modifier in reversed(modifiers):
        if modifier == "ctrl":
            name = f"^{name.upper()}"
        else:
            name = f"{ {'shift': '⇧', 'alt': 'Alt-'}.get(modifier, modifier + '-') }{name}"
    return name
