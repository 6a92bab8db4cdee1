"""Filling the index with blocks: the twin of `MessageIndex.append`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nldissect.capture.capturefile import CaptureFile
from nldissect.columns.block import DIRECTIONS, RECORDS, Block, Ints, blocks
from nldissect.columns.joining import Joining
from nldissect.columns.messages import Messages, messages
from nldissect.columns.storage import extend, extend_wide
from nldissect.control import NLM_F_MULTI, NLM_F_REQUEST, NLMSG_MIN_TYPE
from nldissect.index import MessageIndex, Origin
from nldissect.message import GENL_ID_CTRL
from nldissect.protocols import GENERIC, ROUTE
from nldissect.stream import RTM_NEWLINK, datagram_notes
from nldissect.wire import Header, MessageSpan


class Builder:
    """Indexes a capture file."""

    def __init__(self, index: MessageIndex, capture: CaptureFile, most: int = RECORDS) -> None:
        self._index = index
        self._capture = capture
        self._most = most
        self._joining = Joining(index.transactions, index.registry)

    def steps(self) -> Iterator[None]:
        """Index the file from where it stands, a stretch at each step."""
        for part in blocks(self._capture, self._most):
            if isinstance(part, Block):
                self._add(part)
            else:
                self._joining.settle()
                self._index.append(part)
            yield

    def _add(self, block: Block) -> None:
        index = self._index
        index.transactions.now = int(block.time[-1])
        found = messages(block, index.registry)
        first = len(index)
        entry, request = self._joining.join(block, found, first)
        self._learn(block, found, first)
        extend_wide(index.offset, block.base + found.offset)
        for column, values in (
            (index.length, found.length), (index.type, found.type), (index.flags, found.flags),
            (index.seq, found.seq), (index.pid, found.pid), (index.transaction, entry),
        ):  # fmt: skip
            extend(column, values)
        for row in np.flatnonzero(request >= 0).tolist():
            index.belong(first + row, int(request[row]))
        self._add_datagrams(block, found, first)

    def _add_datagrams(self, block: Block, found: Messages, first: int) -> None:
        index, count = self._index, len(block)
        position = len(index.times)
        difference = block.frame - position
        if difference != index.numbering[1][-1]:
            index.numbering[0].append(position)
            index.numbering[1].append(difference)
        starts = np.flatnonzero(found.nth == 0)
        self._note(block, found, starts, position)
        extend(index.origins, self._origins(block, found))
        extend_wide(index.times, block.time)
        extend(index.first_rows, first + starts)
        assert len(starts) == count
        index.grow(len(found))

    def _origins(self, block: Block, found: Messages) -> Ints:
        """The index's number for where each datagram came from."""
        index = self._index
        kinds = block.protocol << 8 | block.direction
        number = np.zeros(len(block), np.int64)
        for kind in np.unique(kinds).tolist():
            origin = Origin(
                kind >> 8, block.order, DIRECTIONS[kind & 0xFF], False, block.interface.name, None, None
            )  # fmt: skip
            number[kinds == kind] = index.origin_number(origin)
        for place, odd in found.odd.items():
            number[place] = index.origin_number(Origin.of(odd.datagram, odd.order))
        return number

    def _note(self, block: Block, found: Messages, starts: Ints, position: int) -> None:
        """What is remarkable about datagrams: copies, and what was looked at by itself."""
        index = self._index
        copies = self._copies(block, found, starts)
        for place in sorted({*copies, *found.odd}):
            odd = found.odd.get(place)
            datagram = block.datagram(place) if odd is None else odd.datagram
            if odd is None:
                last = MessageSpan(
                    int(found.offset[starts[place]] - block.offset[place]), len(datagram.data), None, None
                )
            else:
                last = odd.spans[-1]
            notes = datagram_notes(datagram, last, copies.get(place))
            if notes:
                index.remark(position + place, notes)

    def _copies(self, block: Block, found: Messages, starts: Ints) -> dict[int, int]:
        """By place: the frames that datagrams are copies of."""
        header = [column[starts] for column in (found.type, found.flags, found.seq, found.pid, found.nlmsg_len)]
        likely = np.zeros(len(block), np.bool_)
        likely[1:] = (block.length[1:] == block.length[:-1]) & (block.protocol[1:] == block.protocol[:-1])
        for column in header:
            likely[1:] &= column[1:] == column[:-1]
        likely &= (header[0] >= NLMSG_MIN_TYPE) & (header[1] & (NLM_F_REQUEST | NLM_F_MULTI) == 0)
        likely[0] = True
        copies: dict[int, int] = {}
        for place in np.flatnonzero(likely).tolist():
            if place and place - 1 not in copies:
                self._original(block, found, starts, place - 1)
            original = self._original(block, found, starts, place)
            if original is not None:
                copies[place] = original
        if len(block) - 1 not in copies:
            self._original(block, found, starts, len(block) - 1)
        return copies

    def _original(self, block: Block, found: Messages, starts: Ints, place: int) -> int | None:
        odd = found.odd.get(place)
        datagram = block.datagram(place) if odd is None else odd.datagram
        row = int(starts[place])
        header = Header(
            *(int(column[row]) for column in (found.nlmsg_len, found.type, found.flags, found.seq, found.pid))
        )
        span = MessageSpan(0, 0, header, None) if odd is None else odd.spans[0]
        return self._index.copies.original(datagram, span)

    def _learn(self, block: Block, found: Messages, first: int) -> None:
        """Names of interfaces and families."""
        protocol = block.protocol[found.place]
        teaches = (protocol == ROUTE) & (found.type == RTM_NEWLINK)
        teaches |= (protocol == GENERIC) & (found.type == GENL_ID_CTRL)
        teaches &= found.flags & NLM_F_REQUEST == 0
        data = block.data.data
        for row in np.flatnonzero(teaches).tolist():
            place = int(found.place[row])
            odd = found.odd.get(place)
            order = block.order if odd is None else odd.order
            header = Header(
                *(int(each[row]) for each in (found.nlmsg_len, found.type, found.flags, found.seq, found.pid))
            )
            span = MessageSpan(int(found.offset[row]), int(found.length[row]), header, None)
            self._index.knowledge.learn(first + row, int(protocol[row]), data, span, order)
