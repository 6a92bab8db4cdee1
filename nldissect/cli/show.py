"""`nldissect show`: a capture as text, JSON or fields."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from nldissect.cli.common import (
    Commands,
    chosen_filter,
    messages,
    parts_printer,
    positive,
    print_options,
    printer,
    stream_options,
    warn,
)
from nldissect.cli.progress import Progress
from nldissect.cli.whole import LARGE, file_size
from nldissect.tree import printable

if TYPE_CHECKING:
    from nldissect.filter import Filter
    from nldissect.parts import Parts


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("show", help="print a capture: a line, a tree or JSON for each message")
    parser.add_argument("file", help="capture file (pcap, pcapng, .gz), - for standard input")
    parser.add_argument("-c", dest="count", metavar="N", type=positive, help="stop after N messages")
    print_options(parser)
    stream_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the messages."""
    from nldissect.capture import open_capture

    wanted = chosen_filter(options)
    write = printer(options)
    parts = parts_printer(options)
    size = file_size(options.file)
    few = options.count is not None and wanted is None
    if parts is not None and not few and size is not None and size >= LARGE:
        return _print_whole(options, parts, wanted)
    # What is told of a request may come behind it; a pipe, or a large file's beginning, is printed as it comes.
    hindsight = (size is not None and size < LARGE) or (wanted is not None and wanted.hindsight)
    left = options.count
    start: int | None = None
    with open_capture(options.file) as capture:
        for message in messages(capture, options, hindsight=hindsight):
            start = message.time if start is None else start
            if (message.own and not options.own) or (wanted is not None and not wanted.matches(message)):
                continue
            write(message, start)
            if left is not None:
                left -= 1
                if left == 0:
                    break
        warn(capture.warnings)
    return 0


def _print_whole(options: argparse.Namespace, parts: Callable[[int], Parts], wanted: Filter | None) -> int:
    from nldissect.columns.printing import Printed

    printed = Printed(
        options.file, parts, "\n", dict(options.genl), wanted, own=options.own, show_secrets=options.show_secrets,
        singly=options.count is not None,
    )  # fmt: skip
    crew = printed.crew()
    out = sys.stdout.buffer
    with Progress(printable(options.file)) as progress:
        left = options.count
        for result in crew.results():
            pieces = result.pieces[:left]
            if pieces:
                progress.clear()
                out.writelines(pieces)
                out.flush()
            left = None if left is None else left - len(pieces)
            if left == 0:
                return 0
            progress.show(result.progress)
    warn(crew.told or [])
    return 0
