"""Text into terminal cells: exact widths, nothing that is not printable."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size

from nldissect.tree import printable


def safe(text: str) -> str:
    """`text` as it may be sent to a terminal: the last door that every text of a capture passes."""
    return text if text.isprintable() else printable(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells: filled up with blanks, or cut with an ellipsis."""
    text = safe(text)
    plain = text.isascii()
    length = len(text) if plain else cell_len(text)
    if length > width:
        if width <= 0:
            return ""
        return f"{text[: width - 1]}…" if plain else f"{set_cell_size(text, width - 1)}…"
    blanks = " " * (width - length)
    return blanks + text if right else text + blanks


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words where that leaves no great gap."""
    rest = safe(text)
    width = max(width, 8)
    lines = []
    while cell_len(rest) > width:
        head = chop_cells(rest, width)[0]
        cut = len(head) if rest[len(head)] == " " else head.rfind(" ")
        if cut <= len(head) // 3:
            cut = len(head)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, rest]
