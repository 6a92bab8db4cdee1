"""Colour for terminals, and only for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TextIO

RESET = "\x1b[0m"

Paint = Callable[[str, str], str]
"""(style, text) → text, painted or not"""

_CODES = {
    "error": "\x1b[31m",
    "warning": "\x1b[33m",
    "request": "\x1b[36m",
    "reply": "",
    "notification": "\x1b[35m",
    "faint": "\x1b[2m",
    "name": "\x1b[1m",
    "secret": "\x1b[33m",
}


def painter(stream: TextIO) -> Paint:
    """Paints where `stream` is a terminal that takes colour and NO_COLOR is not set; else leaves text as it is."""
    if not stream.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return plain
    return _paint


def plain(style: str, text: str) -> str:
    """No colour."""
    return text


def _paint(style: str, text: str) -> str:
    code = _CODES[style]
    return f"{code}{text}{RESET}" if code and text else text
