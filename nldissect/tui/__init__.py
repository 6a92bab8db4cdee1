"""The terminal UI. Textual is loaded when one of these functions runs."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from nldissect.errors import UserError

if TYPE_CHECKING:
    from nldissect.index import MessageIndex
    from nldissect.tui.feed import Feed

_SWITCH = 0.0003
"""seconds for which the engine's thread keeps the interpreter while a key waits: a key takes it back several times"""


def run_file(
    path: str,
    *,
    filter_text: str = "",
    families: Mapping[int, str] | None = None,
    own: bool = False,
    show_secrets: bool = False,
) -> int:
    """Show a capture file ("-": standard input, a pipe may still be written to); returns the exit status.

    Raises UserError where the file can not be read, the filter not be understood or the user's keys not be used.
    """
    from nldissect.capture import open_capture
    from nldissect.index import MessageIndex
    from nldissect.tui.feed import FileFeed

    _check_filter(filter_text)
    follow = path == "-" or not _is_regular(path)
    with open_capture(path, follow=follow) as capture:
        if path == "-":
            _keyboard_from_terminal()
        feed = FileFeed(capture, follow=follow and path == "-")
        index = MessageIndex(capture.source, families, show_secrets=show_secrets)
        _run(feed, index, filter_text, own)
    return 0


def run_live(
    interface: str | None,
    write: str | None = None,
    *,
    filter_text: str = "",
    families: Mapping[int, str] | None = None,
    own: bool = False,
    show_secrets: bool = False,
    groups: Sequence[str] = (),
    tap: bool = False,
) -> int:
    """Show live traffic, and write it to the file `write` if one is given; returns the exit status.

    `groups` are multicast groups as `--groups` writes them: heard instead of nlmon or, with `tap`, beside it.

    Raises UserError where rights, the kernel's module or the interface are missing, and as `run_file` does.
    """
    from nldissect.capture.groups import wanted
    from nldissect.index import MessageIndex
    from nldissect.tui.live_feed import LiveFeed

    _check_filter(filter_text)
    feed = LiveFeed(interface, write, wanted(groups), tap=tap)
    try:
        feed.start()
        index = MessageIndex(feed.source, families, show_secrets=show_secrets)
        _run(feed, index, filter_text, own)
    finally:
        feed.close()
    return 0


def run_trace(
    command: Sequence[str],
    pid: int | None = None,
    write: str | None = None,
    *,
    filter_text: str = "",
    families: Mapping[int, str] | None = None,
    show_secrets: bool = False,
) -> int:
    """Show the traffic of a command, or of a running process, as it comes; returns the command's exit status.

    Raises UserError where strace is missing or can not trace, and as `run_file` does.
    """
    from nldissect.index import MessageIndex
    from nldissect.tui.live_feed import TraceFeed

    _check_filter(filter_text)
    feed = TraceFeed(command, pid, write)
    try:
        feed.start()
        index = MessageIndex(feed.source, families, show_secrets=show_secrets)
        _run(feed, index, filter_text, own=True)
    finally:
        feed.close()
    return feed.status


def _run(feed: Feed, index: MessageIndex, filter_text: str, own: bool) -> None:
    from nldissect.tui import history, keymap
    from nldissect.tui.app import NldissectApp, action_ids
    from nldissect.tui.engine import Engine

    sys.setswitchinterval(_SWITCH)
    keys = keymap.load(keymap.default_path(), action_ids())
    engine = Engine(feed, index)
    app = NldissectApp(
        engine, filter_text=filter_text, own=own, history=history.History(history.default_path()), keys=keys
    )
    try:
        app.run()
    finally:
        engine.close()
    if engine.failure is not None:
        raise engine.failure


def _check_filter(text: str) -> None:
    if text:
        from nldissect.filter import compile as compile_filter

        compile_filter(text)


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:  # opening it says what is wrong
        return True


def _keyboard_from_terminal() -> None:
    """Standard input was the capture: from here on it is the keyboard."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UserError(f"the terminal UI needs a terminal to read keys from: {error.strerror}") from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
