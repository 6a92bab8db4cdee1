"""What stands at the beginning of messages, beside the columns of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nldissect.columns.block import Bools, Ints, gather
from nldissect.columns.storage import datagrams, some, wide_some
from nldissect.control import NLMSG_DONE, NLMSG_ERROR
from nldissect.index import MessageIndex
from nldissect.wire import NLMSG_HDRLEN

if TYPE_CHECKING:
    from numpy.typing import NDArray


def claimed(index: MessageIndex, rows: Ints) -> Ints:
    """nlmsg_len of rows, which ascend and have a whole nlmsghdr."""
    found = _first(index, rows, 0)
    origins = np.array([origin.order == "<" for origin in index.known_origins], np.bool_)
    little = origins[some(index.origins, datagrams(index, rows))]
    return np.where(little, found.view("<u4").ravel(), found.view(">u4").ravel()).astype(np.int64)


def refusing(index: MessageIndex, rows: Ints) -> Bools:
    """Which rows, which ascend, may be errors: they have an errno."""
    found = np.isin(some(index.type, rows), (NLMSG_ERROR, NLMSG_DONE))
    found &= some(index.length, rows) >= NLMSG_HDRLEN + 4
    at = np.flatnonzero(found)
    found[at] = _first(index, rows[at], NLMSG_HDRLEN).any(axis=1)
    return found


def _first(index: MessageIndex, rows: Ints, place: int) -> NDArray[np.uint8]:
    """Four bytes of each row, `place` behind its beginning."""
    if not len(rows):
        return np.zeros((0, 4), np.uint8)
    offset = wide_some(index.offset, rows)
    base = int(offset[0])
    data = np.frombuffer(index.source.view(base, int(offset[-1]) - base + place + 4), np.uint8)
    return gather(data, offset - base + place, 4)
