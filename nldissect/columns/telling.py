"""Which rows of an index can be part of a fault, told by columns; for beside a thread that lets the index grow.

The others are plain answers and notifications, whole as they should be, and requests that were answered.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from nldissect.columns.block import Bools, Ints
from nldissect.columns.listing import Stretch, piece, refusing
from nldissect.control import NLM_F_DUMP_INTR, NLM_F_REQUEST, NLMSG_DONE, NLMSG_ERROR, NLMSG_OVERRUN
from nldissect.datagram import Direction
from nldissect.index import MessageIndex
from nldissect.message import GENL_ID_CTRL
from nldissect.protocols import GENERIC, ROUTE
from nldissect.transactions import Role, State
from nldissect.wire import NLMSG_HDRLEN

_ENDING: Final = NLMSG_HDRLEN + 4
"""bytes of an NLMSG_DONE that says nothing more"""
_ACKNOWLEDGEMENT: Final = _ENDING + NLMSG_HDRLEN
"""bytes of an NLMSG_ERROR that says nothing more"""


def telling(index: MessageIndex, start: int, end: int) -> tuple[list[int], int]:
    """The rows of a stretch that `diagnosis.explain` may have something to say of, or learn from.

    Also how many requests of others than nldissect itself are in the stretch.
    """
    at = Stretch(index, np.arange(start, end))
    entry, kind, flags, length = (
        at.of(column) for column in (index.transaction, index.type, index.flags, index.length)
    )
    known, origin = index.known_origins, at.origins()
    protocol = np.array([each.protocol for each in known], np.int64)[origin]
    asks = (entry > 0) & (entry & 3 == Role.REQUEST)
    found = (kind == NLMSG_OVERRUN) | (flags & NLM_F_DUMP_INTR != 0)
    found |= (protocol == GENERIC) & (kind == GENL_ID_CTRL)
    found |= _says_more(at, kind, length)
    found |= _is_damaged(at, kind, length)
    found |= asks & _is_waiting(index, entry >> 2)
    to_kernel = np.array([each.direction is Direction.TO_KERNEL for each in known], np.bool_)[origin]
    solicited = (protocol == ROUTE) & (at.of(index.seq) != 0) & (at.of(index.pid) == 0)
    found |= (flags & NLM_F_REQUEST == 0) & (to_kernel | solicited)
    remarked = np.array(index.remarked(int(at.datagrams[0]), int(at.datagrams[-1])), np.int64)
    found |= np.isin(at.datagrams, remarked)
    own = np.array([each.own for each in known], np.bool_)[origin]
    rows: list[int] = at.rows[found].tolist()
    return rows, int((asks & ~own).sum())


def _says_more(at: Stretch, kind: Ints, length: Ints) -> Bools:
    """Errors and ends with an errno, or with something behind it."""
    ends = (kind == NLMSG_DONE) | (kind == NLMSG_ERROR)
    found: Bools = ends & (length > np.where(kind == NLMSG_DONE, _ENDING, _ACKNOWLEDGEMENT))
    plain = ends & ~found
    if plain.any():
        found[plain] = refusing(at.take(plain))
    return found


def _is_damaged(at: Stretch, kind: Ints, length: Ints) -> Bools:
    """What has no nlmsghdr, or one that tells another length than it has."""
    whole = (length >= NLMSG_HDRLEN) & (kind != 0)
    found: Bools = ~whole
    if whole.any():
        found[whole] = at.take(whole).numbers(0) != length[whole]
    return found


def _is_waiting(index: MessageIndex, number: Ints) -> Bools:
    """Which transactions wait for an answer."""
    transactions, low, high = index.transactions, int(number.min()), int(number.max()) + 1
    state, replies = (piece(column, low, high)[number - low] for column in (transactions.state, transactions.replies))
    found: Bools = (state == State.OPEN) & (replies == 0)
    return found
