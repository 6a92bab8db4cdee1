"""What only nldissect knows of a packet, as one packet comment that any reader of pcapng shows as text.

The line is `nldissect: ` and then key=value items: `nldissect: own=1 pid=4242 comm="ip" netns=4026531840`. Numbers
stand bare, text is quoted, its bytes outside printable ASCII, quotes and backslashes written as \\xNN. Keys that a
version does not know it leaves alone; a line that is not written like this is a comment like any other.
"""

from __future__ import annotations

import re
from typing import Final

from nldissect.datagram import Datagram, Process

_PREFIX: Final = "nldissect: "
_ITEM: Final = re.compile(r'([a-z][a-z0-9_]*)=(?:(\d{1,19})|"((?:[ !#-\[\]-~]|\\x[0-9a-f]{2})*)")(?: |$)')
_ESCAPED: Final = re.compile(rb"\\x([0-9a-f]{2})")
_UNSAFE: Final = re.compile(rb"[^ !#-\[\]-~]")


def metadata_comment(datagram: Datagram) -> str | None:
    """The comment for what is known of `datagram` and has no place of its own in the file; None where nothing is."""
    items: list[str] = []
    if datagram.own:
        items.append("own=1")
    if datagram.process is not None:
        items.append(f"pid={datagram.process.pid}")
        items.append(f"comm={_quoted(datagram.process.comm)}")
        if datagram.process.thread is not None:
            items.append(f"thread={datagram.process.thread}")
        if datagram.process.port is not None:
            items.append(f"port={datagram.process.port}")
        if datagram.process.socket is not None:
            items.append(f"socket={datagram.process.socket}")
    if datagram.netns is not None:
        items.append(f"netns={datagram.netns}")
    if datagram.failure is not None:
        items.append(f"failure={_quoted(datagram.failure)}")
    if datagram.words is not None:
        items.append(f"words={_quoted(datagram.words)}")
    return _PREFIX + " ".join(items) if items else None


def apply_comments(datagram: Datagram, comments: list[str]) -> None:
    """Give `datagram` its comments; those that metadata_comment wrote become its fields instead."""
    kept: list[str] = []
    for comment in comments:
        items = _parsed(comment)
        if items is None:
            kept.append(comment)
            continue
        datagram.own = items.get("own") == 1
        pid, comm = items.get("pid"), items.get("comm")
        if isinstance(pid, int) and isinstance(comm, str):
            datagram.process = Process(pid, comm, *(_number(items, key) for key in ("thread", "port", "socket")))
        datagram.netns = _number(items, "netns")
        datagram.failure = _text(items, "failure")
        datagram.words = _text(items, "words")
    datagram.comments = tuple(kept)


def _number(items: dict[str, int | str], key: str) -> int | None:
    value = items.get(key)
    return value if isinstance(value, int) else None


def _text(items: dict[str, int | str], key: str) -> str | None:
    value = items.get(key)
    return value if isinstance(value, str) else None


def _parsed(comment: str) -> dict[str, int | str] | None:
    if not comment.startswith(_PREFIX):
        return None
    items: dict[str, int | str] = {}
    position = len(_PREFIX)
    while position < len(comment):
        match = _ITEM.match(comment, position)
        if match is None:
            return None
        key, number, text = match.groups()
        items[key] = _unquoted(text) if number is None else int(number)
        position = match.end()
    return items or None


def _quoted(text: str) -> str:
    raw = text.encode("utf-8", "surrogateescape")
    return '"' + _UNSAFE.sub(lambda found: b"\\x%02x" % found[0][0], raw).decode("ascii") + '"'


def _unquoted(text: str) -> str:
    raw = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), text.encode("ascii"))
    return raw.decode("utf-8", "surrogateescape")
