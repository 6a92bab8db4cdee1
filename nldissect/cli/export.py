"""`nldissect export`: captures as Parquet tables, for DuckDB, Spark or Trino."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from nldissect.cli.common import Commands, chosen_filter, stream_options, warn
from nldissect.cli.progress import Progress
from nldissect.errors import UserError
from nldissect.tree import printable

if TYPE_CHECKING:
    from nldissect.capture import CaptureFile
    from nldissect.datagram import Datagram
    from nldissect.export.job import Exported
    from nldissect.filter import Filter
    from nldissect.message import Message

_FORGETTING = 1 << 16
"""messages after which the memory of those that were read again is given back"""


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("export", help="captures as tables, for DuckDB, Spark or Trino")
    parser.add_argument("files", nargs="+", metavar="FILE", help="capture files, - for standard input")
    parser.add_argument(
        "--parquet", dest="directory", metavar="DIR", required=True, type=Path,
        help="directory of Parquet tables to add to; what a capture brought before is replaced",
    )  # fmt: skip
    parser.add_argument("--host", metavar="NAME", help="the host that the captures are of (default: the file's name)")
    stream_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Export the captures one by one; tell how much it was."""
    import nldissect.export.parquet  # noqa: F401 - says at once where pyarrow is missing
    from nldissect.export.dataset import CannotWrite

    wanted = chosen_filter(options)
    done: list[Exported] = []
    failed = False
    for path in options.files:
        try:
            exported = _export(path, options, wanted)
        except CannotWrite:
            raise
        except UserError as error:
            if len(options.files) == 1:
                raise
            print(f"nldissect: {error}", file=sys.stderr)
            failed = True
            continue
        done.append(exported)
        if exported.problem is not None:
            print(f"nldissect: {exported.problem}", file=sys.stderr)
            failed = True
    print(_told(options.directory, done), file=sys.stderr)
    return 1 if failed else 0


def _export(path: str, options: argparse.Namespace, wanted: Filter | None) -> Exported:
    from nldissect.capture import open_capture
    from nldissect.export.dataset import Incoming
    from nldissect.export.job import export, identity

    def passes(message: Message) -> bool:
        return (options.own or not message.own) and (wanted is None or wanted.matches(message))

    with open_capture(path) as capture:
        first = next(iter(capture), None)
        identified = identity(path, options.host, first)
        messages = _messages(capture, first, options, hindsight=wanted is not None and wanted.hindsight)
        with Progress(capture.name, silent=True) as progress, Incoming(options.directory, identified) as incoming:
            exported = export(
                messages,
                incoming,
                wanted=passes,
                progress=lambda count: progress.show(capture.progress, f", {count:,} messages"),
            )
        warn(capture.warnings)
    return exported


def _messages(
    capture: CaptureFile, first: Datagram | None, options: argparse.Namespace, *, hindsight: bool
) -> Iterator[Message]:
    """As `nldissect.cli.common.messages`, of a capture whose first datagram has been read."""
    datagrams = capture if first is None else chain((first,), capture)
    families = dict(options.genl)
    if not hindsight:
        from nldissect.stream import Stream

        yield from Stream(families, show_secrets=options.show_secrets).all(datagrams)
        return
    from nldissect.index import MessageIndex

    index = MessageIndex(capture.source, families, show_secrets=options.show_secrets)
    for datagram in datagrams:
        index.append(datagram)
    index.transactions.complete = True
    for row in range(len(index)):
        if not row % _FORGETTING:
            capture.source.forget()
        yield index.message(row)


def _told(directory: Path, done: list[Exported]) -> str:
    captures = f"{len(done)} capture{'s' if len(done) != 1 else ''}"
    return (
        f"{printable(str(directory))}: {captures}, {sum(one.messages for one in done)} messages,"
        f" {sum(one.attributes for one in done)} attributes, {sum(one.transactions for one in done)} transactions"
        f" in {sum(one.files for one in done)} files"
    )
