"""Keys that lead through a transaction: its request, its answers, the attribute at fault, all of it alone."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from nldissect.transactions import Role
from nldissect.tree import Level
from nldissect.tui.bundles import rows_of
from nldissect.tui.engine import Engine
from nldissect.tui.history import History
from nldissect.tui.settling import Settling
from nldissect.tui.verdict import reply_row


class Transacting(Settling):
    """What belongs together, whatever is between."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "F", "follow_transaction", "Show this transaction alone, or all again", show=False, id="transaction.follow"
        ),
        Binding("r", "partner", "From request to reply, and back", show=False, id="transaction.partner"),
        Binding("b", "blame", "To the attribute that the kernel refused", show=False, id="transaction.blame"),
        Binding(
            "ctrl+full_stop,full_stop", "step_inside(1)", "Next message of the transaction", show=False,
            id="transaction.next",
        ),
        Binding(
            "ctrl+comma,comma", "step_inside(-1)", "Message before in the transaction", show=False,
            id="transaction.previous",
        ),
    ]  # fmt: skip

    def __init__(self, engine: Engine, history: History) -> None:
        super().__init__(engine, history)
        self.followed: int | None = None
        """the number of the transaction that alone is shown"""

    def _number(self, row: int | None) -> int:
        return 0 if row is None else self.index.transaction[row] >> 2

    def action_follow_transaction(self) -> None:
        """Show this transaction alone, or all again."""
        number = self._number(self.messages.row)
        if self.followed is not None:
            self.followed = None
        elif number:
            self.followed = number
        else:
            self.say("this message belongs to no transaction")
            return
        self.choose_rows()

    def action_step_inside(self, step: int) -> None:
        """Go to the next message of the same transaction, or the one before."""
        row = self.messages.row
        number = self._number(row)
        if row is None or not number:
            self.say("this message belongs to no transaction")
            return
        start = row if step < 0 else row + 1
        found = next(rows_of(self.index, number, tuple(Role), start, back=step < 0), None)
        if found is None:
            self.say(f"this is the {'last' if step > 0 else 'first'} message of the transaction")
        else:
            self.reveal(found)

    def action_partner(self) -> None:
        """From a request to what ended it; from an answer or a notification to the request."""
        row = self.messages.row
        membership = None if row is None else self.index.membership_of(row)
        if row is None or membership is None:
            self.say("this message belongs to no transaction")
            return
        if membership.role is Role.REQUEST:
            found = reply_row(self.index, row)
        else:
            found = self.index.row_of(*membership.request)
        if found is None:
            self.say("no answer was captured")
        else:
            self.reveal(found)

    def action_blame(self) -> None:
        """To the attribute that the kernel objects to, be it in this message or in the request that this answers."""
        self.show_current()
        said, membership = self.verdict, None if self.message is None else self.message.membership
        answers = membership is not None and membership.role is not Role.REQUEST
        if said is not None and answers and said.row is not None:
            self.reveal(said.row, blame=True)
        elif said is not None and said.at is not None:
            self.select_node(said.at)
        else:
            failed = said is not None and said.level is Level.ERROR
            self.say(
                "the kernel names no attribute for this failure" if failed else "the kernel objects to nothing here"
            )

    def action_details(self) -> None:
        row = self.messages.row
        number = 0 if row is None else self.engine.bundles.headed_by(row)
        if number and self.messages.rows.is_folded(number):
            self.action_fold(False)
        elif self.message is not None and self.message.error is not None and self.verdict is not None:
            self.action_blame()
        else:
            super().action_details()
