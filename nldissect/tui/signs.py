"""What kind of message a row is, as colour and as sign: the sign alone is enough."""

from __future__ import annotations

from typing import Final

from nldissect.control import NLMSG_DONE, NLMSG_ERROR
from nldissect.message import Message
from nldissect.output.text import kind
from nldissect.transactions import Role

SIGNS: Final = {"request": "▶", "reply": "◀", "notification": "◆", "error": "✗", "acknowledgement": "✓", "done": "■"}
"""kind → sign; the kinds are the names of styles too"""

MEANINGS: Final = {
    "request": "request to the kernel",
    "reply": "reply",
    "notification": "notification",
    "error": "error reply",
    "acknowledgement": "acknowledgement",
    "done": "end of a dump",
}

FOLDS: Final = {
    "▸ ▾": "a dump or a batch, folded and open",
    "│ └": "belongs to the open one above",
    "undone": "a batch's command that was undone because another one failed",
}


def kind_of(message: Message) -> str:
    """One of SIGNS."""
    found = kind(message)
    header, membership = message.header, message.membership
    if membership is not None and membership.role is Role.NOTIFICATION:
        return "notification"
    if membership is not None and found == "notification":
        found = "reply"  # to a request that has sequence number 0 itself
    if found == "reply" and header is not None:
        if header.nlmsg_type == NLMSG_ERROR:
            return "acknowledgement"
        if header.nlmsg_type == NLMSG_DONE:
            return "done"
    return found
