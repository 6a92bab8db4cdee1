"""What the commands share: options, the messages of a capture, printing them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from nldissect.errors import UsageError
from nldissect.tree import printable

if TYPE_CHECKING:
    from nldissect.capture import CaptureFile
    from nldissect.filter import Filter
    from nldissect.message import Message
    from nldissect.parts import Parts

Printer: TypeAlias = "Callable[[Message, int], None]"
"""prints a message; the number is when the capture began, nanoseconds since 1970"""

SYSTEM_SPECS = (Path("/usr/share/ynl"), Path("/usr/share/ynl/specs"))
"""where distributions put the specs of the kernel they ship"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""what a command adds itself to; argparse has no public name for it"""


def stream_options(parser: argparse.ArgumentParser, *, own: bool = True) -> None:
    """What every command takes that decodes messages; `own` where there may be messages of nldissect itself."""
    parser.add_argument("-Y", dest="filter", metavar="FILTER", help="only the messages that match")
    genl_option(parser)
    spec_options(parser)
    if own:
        parser.add_argument("--own", action="store_true", help="messages that nldissect itself caused, too")
    parser.add_argument("--show-secrets", action="store_true", help="show keys and passwords")


def genl_option(parser: argparse.ArgumentParser) -> None:
    """Names for generic netlink message types."""
    parser.add_argument(
        "--genl", dest="genl", metavar="ID=NAME", type=_genl, action="append", default=[],
        help="the generic netlink family of a message type that the capture does not name",
    )  # fmt: skip


def spec_options(parser: argparse.ArgumentParser) -> None:
    """YNL specs; see `read_specs`."""
    parser.add_argument(
        "--spec", dest="specs", metavar="FILE|DIR", action="append", default=[],
        help="kernel YNL specs for families that nldissect does not know (also NLDISSECT_SPECS, /usr/share/ynl)",
    )  # fmt: skip
    parser.add_argument("--prefer-spec", action="store_true", help="let --spec replace what nldissect knows, too")


def group_options(parser: argparse.ArgumentParser) -> None:
    """Multicast groups as a source."""
    parser.add_argument(
        "--groups", dest="groups", metavar="GROUP,…", action="append", default=[],
        help="listen to multicast groups instead of nlmon: uevent, audit, route/link, nl80211/scan …",
    )  # fmt: skip
    parser.add_argument("--tap", action="store_true", help="nlmon beside --groups, in one view")


def print_options(parser: argparse.ArgumentParser) -> None:
    """How messages are printed; see `printer`."""
    parser.add_argument("-V", dest="tree", action="store_true", help="the whole tree of each message")
    parser.add_argument("-x", dest="bytes", action="store_true", help="the bytes of each message")
    parser.add_argument(
        "-T", dest="format", choices=("text", "json", "fields", "python", "c", "hex"), default="text",
        help="output format; python is a script that sends the requests, c a definition of each message",
    )  # fmt: skip
    parser.add_argument("-e", dest="fields", metavar="FIELD", action="append", default=[], help="a field for -T fields")


def positive(word: str) -> int:
    """An option's number from 1 on."""
    number = int(word) if word.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number from 1 on")
    return number


def _genl(word: str) -> tuple[int, str]:
    number, _, name = word.partition("=")
    try:
        if name:
            return int(number, 0), name
    except ValueError:
        pass  # told below, as what has no name is
    raise argparse.ArgumentTypeError(f"{word!r} is not ID=NAME, for example 28=nl80211")


def read_specs(options: argparse.Namespace) -> None:
    """Tell the registry of the YNL specs to use: --spec, NLDISSECT_SPECS (colon-separated), the system's own."""
    from nldissect.registry import default_registry

    named = [Path(name) for name in (*options.specs, *os.environ.get("NLDISSECT_SPECS", "").split(":")) if name]
    if options.prefer_spec and not named:
        raise UsageError("--prefer-spec needs --spec FILE|DIR, the specs to prefer")
    default_registry().add_specs(named, prefer=options.prefer_spec)
    default_registry().add_specs(path for path in SYSTEM_SPECS if path.is_dir() and any(path.glob("*.yaml*")))


def warn_of_dissectors() -> None:
    """Tell the user which dissectors and specs could not be loaded, where anything was asked of them."""
    registry = sys.modules.get("nldissect.registry")
    if registry is not None:
        warn([printable(problem) for problem in registry.default_registry().problems])


def chosen_filter(options: argparse.Namespace) -> Filter | None:
    """The filter of -Y; raises FilterError."""
    if not options.filter:
        return None
    from nldissect.filter import compile as compile_filter

    return compile_filter(options.filter)


def messages(capture: CaptureFile, options: argparse.Namespace, *, hindsight: bool = False) -> Iterator[Message]:
    """The messages of a capture as they come; with `hindsight`, after all of it has been read once."""
    families = dict(options.genl)
    if not hindsight:
        from nldissect.stream import Stream

        yield from Stream(families, show_secrets=options.show_secrets).all(capture)
        return
    from nldissect.index import MessageIndex

    index = MessageIndex(capture.source, families, show_secrets=options.show_secrets)
    for datagram in capture:
        index.append(datagram)
    index.transactions.complete = True
    yield from map(index.message, range(len(index)))


def printer(options: argparse.Namespace) -> Printer:
    """What prints one message, by -T, -V and -x; times in lines count from the moment it is given."""
    if options.fields and options.format != "fields":
        raise UsageError(f"-e {options.fields[0]} chooses a column, which only -T fields has: add -T fields")
    if options.format == "json":
        from nldissect.output.json_lines import to_line

        return lambda message, start: print_lines([to_line(message)])
    if options.format == "fields":
        if not options.fields:
            raise UsageError("-T fields needs at least one -e FIELD, for example -e type -e IFLA_IFNAME")
        from nldissect.output.fields import columns, row

        wanted = columns(options.fields)
        return lambda message, start: print_lines([row(message, wanted)])
    if options.format in ("python", "c", "hex"):
        from nldissect.output.code import writer

        write = writer(options.format)
        return lambda message, start: print(write(message), end="")
    return _text_printer(tree=options.tree, hexdump=options.bytes)


def _text_printer(*, tree: bool, hexdump: bool) -> Printer:
    from nldissect.output.style import painter
    from nldissect.output.text import hex_lines, summary_line, tree_lines

    paint = painter(sys.stdout)

    def text(message: Message, start: int) -> None:
        lines = [summary_line(message, start, paint)]
        if tree:
            lines.extend(tree_lines(message, paint))
        if hexdump:
            lines.extend(hex_lines(message.data, message.hidden))
        if tree or hexdump:
            lines.append("")
        print_lines(lines)

    return text


def parts_printer(options: argparse.Namespace) -> Callable[[int], Parts] | None:
    """What `printer` prints, in parts, given when the capture began; None where it can only be printed one by one."""
    if options.bytes or options.format not in ("text", "json", "fields"):
        return None
    if options.format == "json":
        from nldissect.output import json_lines

        return lambda start: json_lines.parts
    if options.format == "fields":
        from nldissect.output.fields import columns, row_parts

        wanted = columns(options.fields)
        return lambda start: lambda message: row_parts(message, wanted)
    from nldissect.output.style import painter
    from nldissect.output.text import summary_parts, tree_parts

    paint = painter(sys.stdout)
    if options.tree:
        return lambda start: lambda message: [*summary_parts(message, start, paint), "\n", *tree_parts(message, paint)]
    return lambda start: lambda message: summary_parts(message, start, paint)


def print_lines(lines: list[str]) -> None:
    """Write lines to standard output."""
    sys.stdout.write("\n".join(lines) + "\n")


def warn(warnings: list[str]) -> None:
    """Tell the user what is wrong with the input, on standard error."""
    for warning in warnings:
        print(f"nldissect: {warning}", file=sys.stderr)
