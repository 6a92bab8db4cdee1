"""`nldissect live`: the terminal UI on live traffic."""

from __future__ import annotations

import argparse
import sys

from nldissect.cli.common import Commands, group_options, stream_options
from nldissect.errors import UserError


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("live", help="the terminal UI on live traffic")
    parser.add_argument("-i", dest="interface", metavar="IFACE", help="an nlmon interface that exists")
    parser.add_argument("-w", dest="write", metavar="FILE", help="write what is captured to this pcapng file")
    group_options(parser)
    stream_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Open the UI."""
    if not sys.stdout.isatty():
        raise UserError("the terminal UI needs a terminal; `nldissect capture -w FILE` works without one")
    from nldissect.tui import run_live

    return run_live(
        options.interface,
        options.write,
        filter_text=options.filter or "",
        families=dict(options.genl),
        own=options.own,
        show_secrets=options.show_secrets,
        groups=options.groups,
        tap=options.tap,
    )
