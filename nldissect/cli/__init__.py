"""The command line: the headless twin of everything the terminal UI can do. One module a command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper

from nldissect import __version__
from nldissect.cli.common import read_specs, warn_of_dissectors
from nldissect.errors import UsageError, UserError
from nldissect.tree import printable

COMMANDS = ("live", "capture", "show", "run", "explain", "diff", "stats", "scrub", "export", "families", "check")
"""each is a module of that name here, with `add` for its options and the job as their `run`"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status: 0, 1 for a failed job, 2 for wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if sys.stdout is None:  # closed by who started us (>&-)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    # What a terminal or a locale can not show must not end the job.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        options = _parsed(words)
        if hasattr(options, "specs"):
            read_specs(options)
        run: Callable[[argparse.Namespace], int] = options.run
        status = run(options)
        sys.stdout.flush()
        warn_of_dissectors()
    except UserError as error:
        warn_of_dissectors()
        print(f"nldissect: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        # The reader has gone: nobody is left to be told. Standard output must not be flushed again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"nldissect: the output can not be written: {error.strerror or error}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="nldissect",
        description="Wireshark for netlink, in a terminal.",
        epilog="nldissect [FILE] opens the terminal UI on a capture file, or on live traffic without one.",
    )
    parser.add_argument("--version", action="version", version=f"nldissect {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    command = words[0] if words else ""
    if command.isalpha() and command not in COMMANDS and not os.path.exists(command):
        from difflib import get_close_matches

        close = get_close_matches(command.lower(), COMMANDS, n=1)
        hint = f"; did you mean nldissect {close[0]}?" if close else "; `nldissect --help` lists the commands"
        raise UsageError(f"there is no file and no command called {printable(command)}{hint}")
    if command not in COMMANDS and command not in ("-h", "--help", "--version"):
        words = ["open", *words]
        command = "open"
    # Only the command at hand is imported; the help lists them all.
    for name in (command,) if command in COMMANDS else ("open",) if command == "open" else COMMANDS:
        import_module(f"nldissect.cli.{name}").add(commands)
    return parser.parse_args(words)
