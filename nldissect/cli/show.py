"""`nldissect show`: a capture as text, JSON or fields."""

from __future__ import annotations

import argparse

from nldissect.cli.common import (
    Commands,
    chosen_filter,
    messages,
    positive,
    print_options,
    printer,
    stream_options,
    warn,
)


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
    left = options.count
    start: int | None = None
    with open_capture(options.file) as capture:
        for message in messages(capture, options, hindsight=wanted is not None and wanted.hindsight):
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
