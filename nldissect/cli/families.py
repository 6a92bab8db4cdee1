"""`nldissect families`: what is known."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from nldissect.cli.common import Commands, print_lines, spec_options
from nldissect.errors import UserError
from nldissect.tree import printable

if TYPE_CHECKING:
    from nldissect.reference import Entry


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser(
        "families",
        help="what is known: families, messages, attributes, constants",
        description="Lists the families; with the NAME of a protocol or family, all that it carries; with that of a "
        "message, attribute, struct member or constant, what it is and where it stands.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="a protocol, family, message, attribute or constant")
    parser.add_argument("--markdown", action="store_true", help="the list as a Markdown document")
    spec_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the list, or what NAME means."""
    from nldissect.output.reference import entry_lines, item_lines, markdown, overview_lines
    from nldissect.output.style import painter
    from nldissect.reference import Kind, entries, matching, named
    from nldissect.registry import default_registry

    known = entries(default_registry())
    paint = painter(sys.stdout)
    if options.markdown:
        print_lines(list(markdown(known)))
        return 0
    if options.name is None:
        print_lines(list(overview_lines(known, paint)))
        return 0
    families = [entry for entry in known if entry.name.lower() == options.name.lower()]
    items = [] if families else named(known, options.name)
    if items:
        print_lines(list(item_lines(items, paint)))
        homes = list(dict.fromkeys(item.entry for item in items if item.kind is Kind.MESSAGE))
        for entry in homes:
            print_lines(["", *entry_lines(entry, paint)])
        return 0
    found = families or matching(known, options.name)
    if not found:
        raise UserError(f"nothing is called {printable(options.name)}{_close(known, options.name)}")
    if len(found) > 1 and not families:
        print_lines(list(overview_lines(found, paint)))
        return 0
    for entry in found:
        print_lines([*entry_lines(entry, paint), ""])
    return 0


def _close(known: list[Entry], name: str) -> str:
    """The name that was meant, perhaps."""
    from difflib import get_close_matches

    from nldissect.reference import items

    spelled = {item.name.lower(): item.name for item in items(known)}
    spelled.update((entry.protocol.lower(), entry.protocol) for entry in known)
    close = get_close_matches(name.lower()[:100], spelled, n=1, cutoff=0.7)
    return f"; did you mean {spelled[close[0]]}?" if close else "; `nldissect families` lists what there is"
