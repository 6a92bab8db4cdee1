"""`nldissect run`: the netlink traffic of one command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nldissect import __version__
from nldissect.cli.common import Commands, chosen_filter, positive, print_options, printer, stream_options
from nldissect.errors import UsageError, UserError

if TYPE_CHECKING:
    from nldissect.datagram import Datagram


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser(
        "run",
        help="run a command and print its netlink traffic",
        description="Runs COMMAND under strace and prints the netlink messages it sends and receives: without root, "
        "without nlmon, and for all netlink protocols. The exit status is the command's. Not seen: what goes through "
        "plain read() and write(), or io_uring.",
    )
    parser.add_argument("-w", dest="write", metavar="FILE", help="write what is captured to this pcapng file, too")
    parser.add_argument("-p", dest="pid", metavar="PID", type=positive, help="attach to a running process instead")
    parser.add_argument(
        "-u", "--ui", dest="ui", action="store_true",
        help="show it in the terminal UI as it comes; the command has no terminal then",
    )  # fmt: skip
    parser.add_argument("-q", dest="quiet", action="store_true", help="send the command's own output nowhere")
    print_options(parser)
    stream_options(parser, own=False)
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND …", help="the command and its words")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command, print its messages, return its exit status."""
    from nldissect.capture.trace import TracedCommand
    from nldissect.stream import Stream

    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if bool(command) == (options.pid is not None):
        raise UsageError("run needs a command, or -p PID: nldissect run -- ip route add …")
    if options.ui:
        return _ui(command, options)
    wanted = chosen_filter(options)
    write = printer(options)
    with TracedCommand(command, pid=options.pid, quiet=options.quiet) as traced, _saved(options.write) as save:
        stream = Stream(dict(options.genl), show_secrets=options.show_secrets)
        start: int | None = None
        for datagram in traced:
            save(datagram)
            start = datagram.time if start is None else start
            for message in stream.messages(datagram):
                if wanted is None or wanted.matches(message):
                    write(message, start)
            sys.stdout.flush()
    if traced.notice is not None:
        print(f"nldissect: {traced.notice}", file=sys.stderr)
    return traced.status or 0


def _ui(command: list[str], options: argparse.Namespace) -> int:
    if not sys.stdout.isatty():
        raise UserError("the terminal UI needs a terminal; without --ui the messages are printed")
    from nldissect.tui import run_trace

    return run_trace(
        command,
        options.pid,
        options.write,
        filter_text=options.filter or "",
        families=dict(options.genl),
        show_secrets=options.show_secrets,
    )


@contextmanager
def _saved(path: str | None) -> Iterator[Callable[[Datagram], None]]:
    """What writes datagrams to a pcapng file at `path`; nothing where there is none."""
    if path is None:
        yield lambda datagram: None
        return
    from nldissect.capture.recorder import Recorder
    from nldissect.capture.trace import INTERFACE

    with Recorder(path, INTERFACE, application=f"nldissect {__version__}") as recorder:

        def save(datagram: Datagram) -> None:
            recorder.write(datagram)
            recorder.flush(dropped=0)

        yield save
