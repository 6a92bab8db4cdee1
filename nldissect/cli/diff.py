"""`nldissect diff`: what two programs say differently."""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import ExitStack
from pathlib import Path
from shutil import get_terminal_size

from nldissect.cli.common import Commands, chosen_filter, messages, print_lines, stream_options, warn
from nldissect.errors import UsageError, UserError
from nldissect.message import Message
from nldissect.tree import printable

_ONE = re.compile(r"(.+)#(\d+)(?:\.(\d+))?")


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser(
        "diff",
        help="what the requests of two captures say differently",
        description="Pairs the requests of two captures and compares them by name: where one program succeeds and "
        "another does not. FILE#12 is one message, the first of frame 12; FILE#12.3 another of its messages.",
        epilog="The exit status is 0 whether there are differences or not; the last line (with -T json: the last "
        "object) counts them.",
    )
    parser.add_argument("left", metavar="A", help="capture file, or FILE#FRAME for one message")
    parser.add_argument("right", metavar="B", help="what to compare it with")
    parser.add_argument("-T", dest="format", choices=("text", "json"), default="text", help="output format")
    stream_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print each pair that differs, then the totals."""
    from nldissect.diagnosis.diff import compare, diff
    from nldissect.output.difference import (
        Totals,
        column_lines,
        file_lines,
        pair_to_line,
        totals_to_line,
        unified_lines,
    )
    from nldissect.output.style import painter

    paint, columns = painter(sys.stdout), sys.stdout.isatty()
    as_json = options.format == "json"
    totals = Totals()
    with ExitStack() as files:
        left, one = _read(options.left, options, files)
        right, other = _read(options.right, options, files)
        single = one and other
        if one != other:
            message, capture = (options.left, options.right) if one else (options.right, options.left)
            raise UsageError(
                f"{printable(message)} is one message and {printable(capture)} a whole capture: name a message of "
                f"both, or of neither"
            )
        pairs = [compare(left[0], right[0])] if single else diff(left, right)
        if not as_json:
            print_lines(list(file_lines(options.left, options.right)))
        for pair in pairs:
            totals.count(pair)
            if pair.equal:
                continue
            if as_json:
                print_lines([pair_to_line(pair)])
            elif columns:
                print_lines([*column_lines(pair, get_terminal_size().columns, paint), ""])
            else:
                print_lines(list(unified_lines(pair, paint)))
    print_lines([totals_to_line(totals) if as_json else totals.line()])
    return 0


def _read(name: str, options: argparse.Namespace, files: ExitStack) -> tuple[list[Message], bool]:
    """The requests of a capture, or the one message that the name asks for; whether it is only that."""
    from nldissect.capture import open_capture
    from nldissect.diagnosis.diff import requests

    path, frame, index = _operand(name)
    wanted = chosen_filter(options)
    capture = files.enter_context(open_capture(path))
    if frame is not None:
        for message in messages(capture, options):
            if (message.frame, message.index) == (frame, index):
                return [message], True
        raise UserError(
            f"{printable(path)} has no message {frame}{f'.{index}' if index else ''}; `nldissect show` numbers them"
        )
    hindsight = wanted is not None and wanted.hindsight
    found = [
        message
        for message in requests(messages(capture, options, hindsight=hindsight))
        if (options.own or not message.own) and (wanted is None or wanted.matches(message))
    ]
    warn(capture.warnings)
    return found, False


def _operand(name: str) -> tuple[str, int | None, int]:
    """FILE#FRAME.INDEX as its parts; a file that has such a name is meant as it is."""
    match = _ONE.fullmatch(name)
    path, mark, place = name.rpartition("#")
    if match is None and mark and not Path(name).exists() and Path(path).is_file():
        raise UsageError(
            f"{printable(place)} is no message of {printable(path)}: write {printable(path)}#12 for the first message "
            "of frame 12, #12.3 for another of its messages"
        )
    if match is None or Path(name).exists():
        return name, None, 0
    path, frame, index = match.groups()
    return path, int(frame), int(index or 0)
