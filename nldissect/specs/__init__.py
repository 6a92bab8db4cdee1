"""Kernel YNL specs (Documentation/netlink/specs) as schema objects: YAML in, the vocabulary of dissectors out.

All four schema levels are read (genetlink, genetlink-c, genetlink-legacy, netlink-raw), plain or gzipped. Names are
made as the kernel's own code generator makes them: name-prefix and name, in capitals.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from nldissect.errors import UserError
from nldissect.specs.reading import SpecError
from nldissect.specs.spec import Spec

__all__ = ["LARGEST", "Spec", "family_of", "files", "load"]

LARGEST: Final = 4 << 20
"""bytes of YAML that are read; the kernel's largest spec has 80 kB"""
_DEEPEST: Final = 64
"""levels of YAML; specs have a dozen. libyaml's composer uses the C stack for each"""
_LONGEST: Final = 200
"""characters of a number or plain word; PyYAML's time for numbers grows with the square of their length"""


def files(path: Path) -> Iterator[Path]:
    """The spec files at `path`: itself, or those in a directory. Raises UserError where there are none."""
    if path.is_file():
        yield path
        return
    found = sorted(name for name in (path.glob("*.yaml*") if path.is_dir() else ()) if _is_spec(name))
    if not found:
        raise UserError(f"{path} has no YNL specs (*.yaml or *.yaml.gz); --spec takes such a file or its directory")
    yield from found


def family_of(path: Path) -> str:
    """The family that a spec file's name tells, with dashes."""
    return path.name.partition(".")[0].replace("_", "-")


def _is_spec(path: Path) -> bool:
    return path.name.endswith((".yaml", ".yaml.gz"))


def load(path: Path) -> Spec:
    """Read one spec. Raises UserError where it can not be read or is none."""
    try:
        document = _document(_text(path))
        if not isinstance(document, dict):
            raise SpecError("it is no YAML mapping")
        return Spec(document)
    except OSError as error:
        raise UserError(f"{path} can not be read as a YNL spec: {error.strerror or error}") from error
    except SpecError as error:
        raise UserError(f"{path} is no YNL spec that nldissect can read: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UserError(f"{path} is no YNL spec that nldissect can read: {_words(error)}") from error
    except RecursionError as error:
        raise UserError(f"{path} is no YNL spec that nldissect can read: something in it contains itself") from error


def _words(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return str(error).partition("\n")[0]


def _text(path: Path) -> bytes:
    opener: Any = gzip.open if path.name.endswith(".gz") else Path.open
    try:
        with opener(path, "rb") as file:
            text: bytes = file.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SpecError("its gzip data is damaged") from error
    if len(text) > LARGEST:
        raise SpecError(f"it is larger than {LARGEST >> 20} MiB")
    return text


def _document(text: bytes) -> object:
    """The YAML document. Raises SpecError for what is no YAML, or YAML made to exhaust its reader."""
    import yaml

    # Without libyaml PyYAML is eight times slower, but the same.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    raise SpecError(f"it is nested deeper than {_DEEPEST} levels")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
                if event.value == "<<":
                    raise SpecError("it has a YAML merge key (<<), which specs do not use")
                if len(event.value) > _LONGEST and " " not in event.value and "\n" not in event.value:
                    raise SpecError(f"it has a word of {len(event.value)} characters")
        return yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        where = "" if error.problem_mark is None else f" (line {error.problem_mark.line + 1})"
        raise SpecError(f"it is no YAML: {error.problem}{where}") from error
    except yaml.YAMLError as error:
        raise SpecError(f"it is no YAML: {str(error).partition(chr(10))[0]}") from error
    except RecursionError as error:
        raise SpecError("it is nested too deeply") from error
