"""`nldissect capture`: live traffic into a file, without a UI."""

from __future__ import annotations

import argparse
import sys

from nldissect.cli.common import Commands, group_options, positive


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("capture", help="capture to a file")
    parser.add_argument("-w", dest="write", metavar="FILE", required=True, help="the pcapng file to write")
    parser.add_argument("-i", dest="interface", metavar="IFACE", help="an nlmon interface that exists")
    parser.add_argument("-c", dest="count", metavar="N", type=positive, help="stop after N datagrams")
    parser.add_argument(
        "-a", dest="autostop", metavar="duration:S", action="append", default=[], help="stop after S seconds"
    )
    parser.add_argument(
        "-b", dest="ring", metavar="filesize:KB|duration:S|files:N", action="append", default=[],
        help="start a new file at a size or an age, keep N of them",
    )  # fmt: skip
    group_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Capture until the count, the time or a signal; tell the counts."""
    from dataclasses import replace

    from nldissect.capture.groups import wanted
    from nldissect.capture.record import record, recording

    asked = recording(options.write, options.interface, options.count, options.autostop, options.ring)
    counts = record(replace(asked, groups=tuple(wanted(options.groups)), tap=options.tap))
    if counts.notice is not None:
        print(f"nldissect: {counts.notice}", file=sys.stderr)
    print(counts, file=sys.stderr)
    return 0
