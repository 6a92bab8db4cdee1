"""`nldissect stats`: what captures hold, and how much of it is understood."""

from __future__ import annotations

import argparse
import sys

from nldissect.cli.common import Commands, chosen_filter, messages, print_lines, stream_options, warn


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("stats", help="what a capture holds, and how much of it is understood")
    parser.add_argument("files", nargs="+", metavar="FILE", help="capture files")
    parser.add_argument("--coverage", action="store_true", help="attributes named, bytes understood")
    parser.add_argument("-T", dest="format", choices=("text", "json"), default="text", help="output format")
    stream_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    from nldissect.capture import open_capture
    from nldissect.diagnosis.coverage import Coverage, coverage
    from nldissect.output.coverage import coverage_lines, coverage_to_line
    from nldissect.output.style import painter

    wanted = chosen_filter(options)
    counts: dict[str, Coverage] = {}
    for path in options.files:
        with open_capture(path) as capture:
            found = messages(capture, options, hindsight=wanted is not None and wanted.hindsight)
            passing = (m for m in found if wanted is None or wanted.matches(m))
            for name, counted in coverage(passing).items():
                counts.setdefault(name, Coverage()).merge(counted)
            warn(capture.warnings)
    if options.format == "json":
        print_lines([coverage_to_line(name, counted) for name, counted in counts.items()])
    else:
        print_lines(list(coverage_lines(counts, painter(sys.stdout))))
    return 0
