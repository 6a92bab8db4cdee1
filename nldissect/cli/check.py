"""`nldissect check`: a second opinion by tshark."""

from __future__ import annotations

import argparse
import sys

from nldissect.cli.common import Commands, genl_option, print_lines, spec_options


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("check", help="the same bytes by tshark: where both agree, where they differ")
    parser.add_argument("file", help="capture file")
    parser.add_argument("-T", dest="format", choices=("text", "json"), default="text", help="output format")
    genl_option(parser)
    spec_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    from nldissect.capture import open_capture
    from nldissect.diagnosis.check import check
    from nldissect.output.opinion import opinion_lines, opinion_to_line
    from nldissect.output.style import painter
    from nldissect.stream import Stream

    with open_capture(options.file) as capture:
        found = check(options.file, capture, Stream(dict(options.genl)))
    if options.format == "json":
        print_lines([opinion_to_line(name, opinion) for name, opinion in found.items()])
    else:
        print_lines(list(opinion_lines(found, painter(sys.stdout))))
    return 0
