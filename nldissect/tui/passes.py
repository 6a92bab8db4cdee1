"""Which rows of an index are shown, asked of whole stretches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from nldissect.filter import Filter
from nldissect.index import MessageIndex
from nldissect.tui.rows import Passes

if TYPE_CHECKING:
    from nldissect.columns.listing import Sifter


def of_filter(index: MessageIndex, wanted: Filter | None, *, own: bool) -> Passes | None:
    """What passes a filter; what nldissect itself caused only with `own`. None: everything."""
    if wanted is None:
        return None if own else _foreign(index)

    @cache
    def sifter() -> Sifter:  # made by the thread that asks it
        from nldissect.columns.listing import Sifter

        return Sifter(index, wanted, own=own)

    return lambda start, end: sifter().rows(start, end)


def _foreign(index: MessageIndex) -> Passes:
    def passes(start: int, end: int) -> Sequence[int]:
        if not index.own_rows:
            return range(start, end)
        from nldissect.columns.listing import foreign

        return foreign(index, start, end)

    return passes


def of_transaction(index: MessageIndex, number: int) -> Passes:
    """What belongs to a transaction."""

    def passes(start: int, end: int) -> Sequence[int]:
        from nldissect.columns.listing import of_transaction

        return of_transaction(index, number, start, end)

    return passes
