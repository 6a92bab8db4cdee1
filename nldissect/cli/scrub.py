"""`nldissect scrub`: a copy of a capture without what must not be shared."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from nldissect.cli.common import Commands, genl_option, spec_options, warn
from nldissect.cli.progress import Progress
from nldissect.cli.whole import is_large
from nldissect.tree import printable


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("scrub", help="a copy of a capture with keys and passwords zeroed, to be shared")
    parser.add_argument("source", metavar="IN", help="capture file, - for standard input")
    parser.add_argument("target", metavar="OUT", help="the file to write, which must not exist")
    parser.add_argument(
        "--anonymize", action="store_true",
        help="replace IP and link-layer addresses, too: the same by the same, networks by networks",
    )  # fmt: skip
    genl_option(parser)
    spec_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the copy; tell what was replaced."""
    from nldissect.capture import open_capture
    from nldissect.output.scrub import Anonymizer, scrub, scrub_whole
    from nldissect.stream import Stream

    anonymizer = Anonymizer(os.urandom(32)) if options.anonymize else None
    target, families = Path(options.target), dict(options.genl)
    with open_capture(options.source) as capture:
        if is_large(options.source):
            from nldissect.columns.whole import Whole

            with Progress(printable(options.source), silent=True) as progress:
                counts = scrub_whole(Whole(capture, families, own=True, show=progress.show), target, anonymizer)
        else:
            counts = scrub(capture, Stream(families), target, anonymizer)
        warn(capture.warnings)
    replaced = f", {counts.addresses} addresses replaced" if options.anonymize else ""
    print(f"{options.target}: {counts.secrets} secrets zeroed{replaced}", file=sys.stderr)
    return 0
