"""`nldissect families`: what is known."""

from __future__ import annotations

import argparse
import sys

from nldissect.cli.common import Commands, print_lines, spec_options
from nldissect.errors import UserError
from nldissect.tree import printable


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("families", help="what is known: families, messages, attributes, types")
    parser.add_argument("name", nargs="?", metavar="NAME", help="a protocol, family, message or attribute")
    parser.add_argument("--markdown", action="store_true", help="the list as a Markdown document")
    spec_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the list, or what NAME means."""
    from nldissect.output.reference import entry_lines, markdown, overview_lines
    from nldissect.output.style import painter
    from nldissect.reference import entries, matching
    from nldissect.registry import default_registry

    known = entries(default_registry())
    paint = painter(sys.stdout)
    if options.markdown:
        print_lines(list(markdown(known)))
        return 0
    if options.name is None:
        print_lines(list(overview_lines(known, paint)))
        return 0
    found = matching(known, options.name)
    if not found:
        raise UserError(f"nothing is called {printable(options.name)}; `nldissect families` lists what there is")
    if len(found) > 1 and not any(options.name.lower() == name.lower() for one in found for name in one.names):
        print_lines(list(overview_lines(found, paint)))
        return 0
    for entry in found:
        print_lines([*entry_lines(entry, paint), ""])
    return 0
