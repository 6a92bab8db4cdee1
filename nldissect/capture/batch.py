"""Datagrams that were captured together: rows as long as nobody looks at one, Datagram objects where someone does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from nldissect.capture.kernel import HOST_ORDER
from nldissect.capture.link import direction_of
from nldissect.capture.row import Row
from nldissect.control import NLM_F_MULTI, NLM_F_REQUEST, NLMSG_MIN_TYPE
from nldissect.datagram import Datagram, Process


class Batch(Sequence[Datagram]):
    """Datagrams one after another, of one interface and network namespace; a slice of a batch is a batch.

    At 300,000 datagrams a second there is no time to make an object of each. Whoever goes through many looks at `rows`;
    what is known of a datagram beside its row is in `objects` where it is its own, else it has the process that
    `processes` tells for its protocol and port id. `ports` are nldissect's own.
    """

    def __init__(
        self,
        data: memoryview,
        rows: list[Row],
        first: int,
        interface: str,
        netns: int,
        ports: frozenset[tuple[int, int]],
    ) -> None:
        self.data = data
        self.rows = rows
        self.first = first
        """the number of the first; the others follow without a gap"""
        self.interface = interface
        self.netns = netns
        self.ports = ports
        self.objects: dict[int, Datagram] = {}
        """by place: datagrams of which more is known than what those with the same port id share"""
        self.processes: dict[tuple[int, int], Process | None] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def own(self) -> int:
        """How many nldissect itself caused."""
        return sum((row[4], row[9]) in self.ports for row in self.rows)

    def extend(self, data: memoryview, rows: list[Row]) -> None:
        """Append what was captured behind it."""
        base = len(self.data)
        self.data = memoryview(b"".join((self.data, data)))
        self.rows += [(base + row[0], *row[1:]) for row in rows]

    def keep_object(self, place: int) -> Datagram:
        """The datagram at `place` as an object that stays: what it is told is known from here on."""
        made = self.objects.get(place)
        if made is None:
            made = self.objects[place] = self._make(place)
        return made

    def remarkable(self) -> Iterator[Datagram]:
        """The datagrams that can tell or be told whose they are, or be refusals; each stays as an object.

        All but what bulk is made of: messages with an ordinary type that ask for nothing, belong to no dump, and
        answer nothing that was asked in this batch.
        """
        asked: set[tuple[int, int]] = set()
        for place, (_, length, _, _, protocol, _, kind, flags, seq, pid) in enumerate(self.rows):
            if flags & NLM_F_REQUEST:
                if not pid:
                    asked.add((protocol, seq))
            elif kind >= NLMSG_MIN_TYPE and not flags & NLM_F_MULTI and (not pid or (protocol, seq) not in asked):
                continue
            if length:
                yield self.keep_object(place)

    @overload
    def __getitem__(self, place: int) -> Datagram: ...
    @overload
    def __getitem__(self, place: slice) -> Batch: ...
    def __getitem__(self, place: int | slice) -> Datagram | Batch:
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self))
            part = Batch(self.data, self.rows[start:stop], self.first + start, self.interface, self.netns, self.ports)
            part.processes = self.processes
            part.objects = {at - start: made for at, made in self.objects.items() if start <= at < stop}
            return part
        return self.objects.get(place) or self._make(place)

    def __iter__(self) -> Iterator[Datagram]:
        for place in range(len(self.rows)):
            yield self.objects.get(place) or self._make(place)

    def _make(self, place: int) -> Datagram:
        at, length, wire, time, protocol, packet, _, _, _, pid = self.rows[place]
        key = (protocol, pid)
        return Datagram(
            self.first + place,
            time,
            protocol,
            self.data[at : at + length],
            HOST_ORDER,
            wire,
            0,
            direction_of(packet),
            self.processes.get(key),
            self.interface,
            self.netns,
            key in self.ports,
        )


def own_in(datagrams: Sequence[Datagram]) -> int:
    """How many nldissect itself caused."""
    return datagrams.own if isinstance(datagrams, Batch) else sum(datagram.own for datagram in datagrams)
