"""`nldissect stats`: what captures hold, and how much of it is understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nldissect.cli.common import Commands, chosen_filter, messages, print_lines, stream_options, warn
from nldissect.cli.progress import Progress
from nldissect.cli.whole import is_large, whole
from nldissect.tree import printable

if TYPE_CHECKING:
    from nldissect.capture import CaptureFile
    from nldissect.columns.whole import Whole
    from nldissect.filter import Filter
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
    for one in _captures(options):
        if one.is_large:
            from nldissect.columns.counting import statistics

            found.merge(statistics(one.whole()))
        else:
            found.take(one.messages(), one.counts)
        for interface in one.capture.interfaces:
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
    for one in _captures(options):
        if one.is_large:
            from nldissect.columns import counting

            found = counting.coverage(one.whole())
        else:
            found = coverage(filter(one.counts, one.messages()))
        for name, counted in found.items():
            counts.setdefault(name, Coverage()).merge(counted)
    if options.format == "json":
        return [coverage_to_line(name, counted) for name, counted in counts.items()]
    return list(coverage_lines(counts, painter(sys.stdout)))


@dataclass(frozen=True, slots=True)
class _Capture:
    """A capture, and which of its messages count."""

    capture: CaptureFile
    options: argparse.Namespace
    wanted: Filter | None
    progress: Progress
    is_large: bool

    def whole(self) -> Whole:
        """All of it, for all processors."""
        return whole(self.capture, self.options, self.wanted, self.progress)

    def messages(self) -> Iterator[Message]:
        """Its messages as they come."""
        return messages(self.capture, self.options, hindsight=self.wanted is not None and self.wanted.hindsight)

    def counts(self, message: Message) -> bool:
        """Whether a message counts."""
        return (self.options.own or not message.own) and (self.wanted is None or self.wanted.matches(message))


def _captures(options: argparse.Namespace) -> Iterator[_Capture]:
    from nldissect.capture import open_capture

    wanted = chosen_filter(options)
    for path in options.files:
        with open_capture(path) as capture:
            with Progress(printable(path), silent=True) as progress:
                yield _Capture(capture, options, wanted, progress, is_large(path))
            warn(capture.warnings)
