"""Datagrams captured together: as rows and as objects they are the same, and so they are written."""

from __future__ import annotations

import io
from struct import pack

import pytest

from nldissect.capture import open_capture
from nldissect.capture.batch import Batch, own_in
from nldissect.capture.row import Row
from nldissect.capture.writer import PcapngWriter
from nldissect.datagram import Datagram, Direction, Process

OWN_PORT = 4001


def message(kind: int, flags: int, seq: int, pid: int, size: int = 20) -> bytes:
    return pack("=IHHII", size, kind, flags, seq, pid) + bytes(size - 16)


SENT = (
    (0, 4, message(24, 0, 1, 0)),
    (0, 4, message(24, 0, 2, 77, 23)),
    (0, 6, message(26, 1, 3, 0, 41)),
    (16, 4, message(16, 1, 4, OWN_PORT)),
    (0, 4, message(24, 0, 2, 77, 23)),
    (0, 4, b"odd"),
    (0, 7, message(2, 0, 3, 78, 36)),
    (12, 4, message(2560, 2, 9, 79, 1000)),
)
"""protocol, packet type, bytes"""


def batch(first: int = 1) -> Batch:
    rows: list[Row] = []
    at = 0
    for place, (protocol, packet, data) in enumerate(SENT):
        kind = flags = seq = pid = 0
        if len(data) >= 16:
            kind, flags, seq, pid = (
                int.from_bytes(data[a:b], "little") for a, b in ((4, 6), (6, 8), (8, 12), (12, 16))
            )
        time = 1_700_000_000_000_000_000 + place
        rows.append((at, len(data), len(data) + place % 2, time, protocol, packet, kind, flags, seq, pid))
        at += len(data)
    made = Batch(memoryview(b"".join(data for *_, data in SENT)), rows, first, "nl0", 99, frozenset([(16, OWN_PORT)]))
    made.processes = {(0, 77): Process(77, "bird", port=77), (0, 78): Process(78, "ip", port=78)}
    return made


def test_rows_as_datagrams() -> None:
    made = batch(11)
    assert [datagram.number for datagram in made] == list(range(11, 19))
    assert [bytes(datagram.data) for datagram in made] == [data for *_, data in SENT]
    assert [datagram.own for datagram in made] == [place == 3 for place in range(8)]
    assert made.own == own_in(made) == own_in(list(made)) == 1
    assert made[1].process == made[4].process == Process(77, "bird", port=77)
    assert (made[2].direction, made[6].direction) == (Direction.TO_USER, Direction.TO_KERNEL)
    assert made[1].wire_length == len(made[1].data) + 1
    assert {(datagram.interface, datagram.netns) for datagram in made} == {("nl0", 99)}


def test_what_asks_answers_or_refuses_stays_an_object() -> None:
    made = batch()
    found = list(made.remarkable())
    assert [datagram.number for datagram in found] == [3, 4, 6, 7, 8]
    found[0].process = Process(78, "ip")
    found[3].words = "no"
    assert (made[2].process, made[6].words) == (Process(78, "ip"), "no")
    assert made[2] is found[0]
    part = made[2:7]
    assert isinstance(part, Batch)
    assert [datagram.number for datagram in part] == [3, 4, 5, 6, 7]
    assert part[4].words == "no"


def test_an_answer_without_ack_is_found_by_its_sequence_number() -> None:
    made = batch()
    ask, answer = message(18, 1, 500, 0), message(16, 0, 500, 80)
    rows = [(0, 20, 20, 1, 0, 4, 18, 1, 500, 0), (20, 20, 20, 2, 0, 4, 16, 0, 500, 80)]
    made.extend(memoryview(ask + answer), rows)
    assert [datagram.number for datagram in made.remarkable()][-2:] == [9, 10]
    assert (bytes(made[8].data), bytes(made[9].data)) == (ask, answer)


@pytest.mark.parametrize("together", [True, False])
def test_written_together_it_is_the_same_file(together: bool) -> None:
    one, other = batch(), batch()
    for made in (one, other):
        for datagram in made.remarkable():
            datagram.words = 'said "no"' if datagram.number == 7 else None
    files = [io.BytesIO(), io.BytesIO()]
    with PcapngWriter(files[0], os="x", application="y") as writer:
        places = writer.write_batch(one) if together else [*writer.write_batch(one[:3]), *writer.write_batch(one[3:])]
    with PcapngWriter(files[1], os="x", application="y") as writer:
        singly = [writer.write(datagram) for datagram in other]
    assert files[0].getvalue() == files[1].getvalue()
    assert places == singly
    content = files[0].getvalue()
    assert [content[at : at + len(data)] for at, (*_, data) in zip(places, SENT, strict=True)] == [d for *_, d in SENT]


def test_it_stops_where_there_is_no_room() -> None:
    file = io.BytesIO()
    writer = PcapngWriter(file, os="x", application="y")
    assert len(writer.write_batch(batch(), 1)) == 1
    before = writer.size
    assert 1 < len(writer.write_batch(batch(), 400)) < len(SENT)
    assert 400 <= writer.size - before < 600
    assert writer.write_batch(batch()[:0]) == []


def test_read_again_it_is_what_it_was(tmp_path: object) -> None:
    path = f"{tmp_path}/a.pcapng"
    with open(path, "wb") as file, PcapngWriter(file, os="x", application="y") as writer:
        writer.write_batch(batch())
    with open_capture(path) as capture:
        rows = list(capture)

    def known(datagram: Datagram) -> tuple[object, ...]:
        said = (datagram.process, datagram.own, datagram.netns, datagram.direction, datagram.wire_length)
        return datagram.time, datagram.protocol, bytes(datagram.data), *said

    assert [known(row) for row in rows] == [known(row) for row in batch()]
