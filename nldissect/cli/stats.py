"""`nldissect stats`: what captures hold, and how much of it is understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from nldissect.cli.common import Commands, chosen_filter, messages, print_lines, stream_options, warn

if TYPE_CHECKING:
    from nldissect.capture import CaptureFile
    from nldissect.message import Message


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser(
        "stats",
        help="what a capture holds, by message type, and how much of it is understood",
        description="Counts messages, bytes, requests, errors and dumps by message type, with the time to the last "
        "answer: the median, and what 19 of 20 stay below.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="capture files")
    parser.add_argument("--coverage", action="store_true", help="instead: attributes named, bytes understood")
    parser.add_argument("-T", dest="format", choices=("text", "json"), default="text", help="output format")
    stream_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the table."""
    lines = _coverage(options) if options.coverage else _statistics(options)
    print_lines(lines)
    return 0


def _statistics(options: argparse.Namespace) -> list[str]:
    from nldissect.diagnosis.statistics import Statistics
    from nldissect.output.statistics import statistics_lines, statistics_to_lines
    from nldissect.output.style import painter

    found = Statistics()
    for capture, passing, wanted in _captures(options):
        found.take(passing, wanted)
        for interface in capture.interfaces:
            if interface.dropped is not None:
                found.dropped = (found.dropped or 0) + interface.dropped
    return list(
        statistics_to_lines(found) if options.format == "json" else statistics_lines(found, painter(sys.stdout))
    )


def _coverage(options: argparse.Namespace) -> list[str]:
    from nldissect.diagnosis.coverage import Coverage, coverage
    from nldissect.output.coverage import coverage_lines, coverage_to_line
    from nldissect.output.style import painter

    counts: dict[str, Coverage] = {}
    for _, found, wanted in _captures(options):
        for name, counted in coverage(message for message in found if wanted(message)).items():
            counts.setdefault(name, Coverage()).merge(counted)
    if options.format == "json":
        return [coverage_to_line(name, counted) for name, counted in counts.items()]
    return list(coverage_lines(counts, painter(sys.stdout)))


def _captures(
    options: argparse.Namespace,
) -> Iterator[tuple[CaptureFile, Iterator[Message], Callable[[Message], bool]]]:
    """Each capture, its messages, and what tells which of them count."""
    from nldissect.capture import open_capture

    wanted = chosen_filter(options)

    def counts(message: Message) -> bool:
        return (options.own or not message.own) and (wanted is None or wanted.matches(message))

    for path in options.files:
        with open_capture(path) as capture:
            yield capture, messages(capture, options, hindsight=wanted is not None and wanted.hindsight), counts
            warn(capture.warnings)
