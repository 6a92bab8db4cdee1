"""Where the user is among the rows: kept while rows change, are folded and unfolded; going to any row."""

from __future__ import annotations

from time import monotonic
from typing import Final

from nldissect.tree import Level
from nldissect.tui.engine import Engine
from nldissect.tui.history import History
from nldissect.tui.panes import Panes
from nldissect.tui.rows import Rows

_AT_ONCE: Final = 0.01
"""seconds in which rows are placed before an opened bundle is drawn; the engine goes on with the rest"""


class Settling(Panes):
    """Rows come and go; the row that the user chose last, or what is next to it, stays under the cursor."""

    def __init__(self, engine: Engine, history: History) -> None:
        super().__init__(engine, history)
        self.settled = True
        """whether the cursor is where it should be; else it goes there as soon as that row is found"""
        self.home: int | None = None
        """the row that the user chose last: a filter that hides it does not make it forgotten"""
        self._blame_at: int | None = None
        """the row where the attribute at fault is to be selected as soon as it is shown"""

    def choose_rows(self) -> None:
        """Show what is to be shown now, with the user's row in view."""
        raise NotImplementedError

    def take_rows(self, rows: Rows) -> None:
        """Show these rows from now on, with the user's row in view as soon as it is found."""
        self.engine.rows = rows
        self.settled = self.home is None
        self.messages.rows = rows
        if not self.settled:
            self.settle()

    def settle(self) -> None:
        """After a change of rows: back to where the user was, or to what is next to it."""
        rows, home = self.messages.rows, self.home
        if home is None:
            self.settled = True
        elif rows.complete or (rows.reached(home) and len(rows)):
            self.messages.grow()
            self.settled = True
            self.messages.go(rows.line_of(rows.visible(home)), centre=True, quiet=True)
            self.show_current()

    def list_moved(self) -> None:
        self.home = self.messages.row
        self.settled = True
        super().list_moved()

    def show_current(self) -> None:
        row = self.messages.row
        if not self.settled and (self.message is not None or row is None):
            return
        if self.home is None:
            self.home = row
        super().show_current()
        if self.settled and self._blame_at is not None:
            if self._blame_at == row and self.verdict is not None:
                if self.verdict.at is not None:
                    self.select_node(self.verdict.at)
                elif self.verdict.level is not Level.INFO:
                    self.say("the kernel names no attribute")
            self._blame_at = None

    def reveal(self, row: int, *, blame: bool = False) -> None:
        rows = self.messages.rows
        self._blame_at = row if blame else None
        self.home = row
        if not rows.shows(row):
            if rows.passing.has(row):
                self.refold(row)
            else:
                self.uncover(row)
        self.messages.grow()
        self.settled = False
        self.settle()

    def uncover(self, row: int) -> None:
        """Change what is shown so that a row is."""
        raise NotImplementedError

    # Folding.

    def refold(self, row: int) -> None:
        """Open the bundle that a row is in or heads, or fold it."""
        bundles = self.engine.bundles
        number = bundles.of(row) or bundles.headed_by(row)
        if not number or self.messages.rows.flat:
            return
        rows = self.messages.rows.turned(number)
        rows.place(monotonic() + _AT_ONCE)
        self.engine.rows = rows
        self.messages.refold(rows, bundles.head(number))

    def action_fold(self, folded: bool) -> None:
        """Open the bundle under the cursor, or fold it."""
        row, rows, bundles = self.messages.row, self.messages.rows, self.engine.bundles
        if row is None:
            return
        number = bundles.headed_by(row) or (bundles.of(row) if folded else 0)
        if number and not rows.flat and rows.is_folded(number) != folded:
            self.refold(row)
            self.list_moved()

    def action_turn(self) -> None:
        """Open the bundle under the cursor if it is folded, and fold it if it is open."""
        row = self.messages.row
        number = 0 if row is None else self.engine.bundles.headed_by(row)
        if number:
            self.action_fold(not self.messages.rows.is_folded(number))

    def action_fold_all(self, folded: bool) -> None:
        """Fold all bundles, or open them."""
        if self.messages.rows.flat:
            return
        if self.home is not None:
            self.home = self.messages.rows.visible(self.home)
        self.take_rows(self.messages.rows.all_turned(folded=folded))
