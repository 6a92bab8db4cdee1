"""`nldissect explain`: every failed or odd transaction, with the reason."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from nldissect.cli.common import Commands, chosen_filter, messages, print_lines, stream_options, warn
from nldissect.cli.progress import Progress
from nldissect.cli.whole import is_large, whole
from nldissect.errors import UsageError
from nldissect.tree import printable

if TYPE_CHECKING:
    from nldissect.capture import CaptureFile
    from nldissect.diagnosis.explain import Fault, Totals
    from nldissect.diagnosis.kernel_policy import Policies


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("explain", help="every failed or odd transaction of a capture, with the reason")
    parser.add_argument("file", nargs="?", help="capture file, - for standard input")
    parser.add_argument(
        "--lint", action="count", default=0,
        help="what is not right in requests that did not fail, too; twice: also what is only worth knowing",
    )  # fmt: skip
    parser.add_argument("--codes", action="store_true", help="explain the codes of notes and findings, and stop")
    parser.add_argument("-T", dest="format", choices=("text", "json"), default="text", help="output format")
    stream_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the faults, then the totals."""
    if options.codes:
        return _codes(options)
    if options.file is None:
        raise UsageError("explain needs a capture file (or --codes), - for standard input")
    from nldissect.capture import open_capture
    from nldissect.diagnosis.explain import Totals
    from nldissect.output.explanation import totals_line, totals_to_line

    totals = Totals()
    with open_capture(options.file) as capture, Progress(printable(options.file), silent=True) as progress:
        for told in _told(options, capture, totals, progress):
            progress.clear()
            print_lines([told])
        progress.clear()
        warn(capture.warnings)
    print_lines([totals_to_line(totals) if options.format == "json" else totals_line(totals)])
    return 0


def _told(options: argparse.Namespace, capture: CaptureFile, totals: Totals, progress: Progress) -> Iterator[str]:
    """What is printed of each fault."""
    from nldissect.diagnosis.explain import explain
    from nldissect.tree import Level

    worth = (None, Level.WARNING, Level.INFO)[min(options.lint, 2)]
    wanted = chosen_filter(options)
    tell = _teller(options)
    if is_large(options.file):
        from nldissect.columns.faults import faults

        read = whole(capture, options, wanted, progress)
        yield from faults(read, totals, tell, worth=worth, wanted=wanted, own=options.own)
        return
    found = explain(
        messages(capture, options, hindsight=wanted is not None and wanted.hindsight),
        totals,
        policies=_policies(options.file),
        worth=worth,
        wanted=None if wanted is None else wanted.matches,
        own=options.own,
    )
    for fault in found:
        yield tell(fault, totals.start)


def _teller(options: argparse.Namespace) -> Callable[[Fault, int], str]:
    """What prints a fault, given when the first message went by."""
    from nldissect.output.explanation import fault_lines, fault_to_line
    from nldissect.output.style import painter

    if options.format == "json":
        return lambda fault, start: fault_to_line(fault)
    paint = painter(sys.stdout)
    return lambda fault, start: "\n".join([*fault_lines(fault, start, paint), ""])


def _policies(name: str) -> Policies:
    """The kernel's policies in the whole file, so that they are known before the requests; a pipe is read only once."""
    from nldissect.capture import open_capture
    from nldissect.diagnosis.kernel_policy import Policies

    policies = Policies()
    if Path(name).is_file():
        with open_capture(name) as capture:
            policies.read(capture)
    return policies


def _codes(options: argparse.Namespace) -> int:
    from nldissect.output.explanation import codes_lines, codes_to_lines
    from nldissect.output.style import painter

    width = min(get_terminal_size().columns, 120)
    lines = codes_to_lines() if options.format == "json" else codes_lines(width, painter(sys.stdout))
    print_lines(list(lines))
    return 0
