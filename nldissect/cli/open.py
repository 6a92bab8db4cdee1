"""`nldissect [FILE]`: the terminal UI; where there is no terminal, the messages as lines."""

from __future__ import annotations

import argparse
import sys

from nldissect.cli import live, show
from nldissect.cli.common import Commands, stream_options


def add(commands: Commands) -> None:
    """Add the options of the program without a command."""
    parser = commands.add_parser("open", prog="nldissect")
    parser.add_argument("file", nargs="?", help="capture file, - for standard input; live traffic without one")
    stream_options(parser)
    parser.set_defaults(run=run, interface=None, write=None, groups=[], tap=False)


def run(options: argparse.Namespace) -> int:
    """Open the UI on a file, or on live traffic."""
    if options.file is None:
        return live.run(options)
    if not sys.stdout.isatty():
        return show.run(
            argparse.Namespace(**vars(options), tree=False, bytes=False, format="text", fields=[], count=None)
        )  # fmt: skip
    from nldissect.tui import run_file

    return run_file(
        options.file,
        filter_text=options.filter or "",
        families=dict(options.genl),
        own=options.own,
        show_secrets=options.show_secrets,
    )
