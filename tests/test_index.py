"""The index: columns that say what the messages say, whoever asks first."""

from __future__ import annotations

from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.datagram import Direction, Process
from nldissect.index import MessageIndex
from nldissect.output.json_lines import to_line
from nldissect.pairing import Ref
from nldissect.stream import Stream
from tests.build import RTM_NEWNEIGH, capture, datagram, done, error, link, message, ndmsg

CAPTURES = sorted((Path(__file__).parents[1] / "captures").rglob("*.pcap"))


class Memory:
    """A source of bytes."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = memoryview(data)

    def view(self, offset: int, length: int) -> memoryview:
        return self.data[offset : offset + length]


def indexed(path: Path) -> MessageIndex:
    file = open_capture(path)
    index = MessageIndex(file.source)
    for found in file:
        index.append(found)
    return index


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_row_is_the_message_the_stream_yields(path: Path) -> None:
    index = indexed(path)
    with open_capture(path) as file:
        row = -1
        for row, found in enumerate(Stream().all(file)):
            again = index.message(row)
            assert again.summary == found.summary
            assert (index.frame_of(row), again.index) == (found.frame, found.index)
            assert (index.time_of(row), index.protocol_of(row)) == (found.time, found.protocol)
            assert index.row_of(found.frame, found.index) == row
            header = found.header
            columns = (index.type[row], index.flags[row], index.seq[row], index.pid[row])
            assert columns == (header[1:] if header else (0, 0, 0, 0))
            assert index.source.view(index.offset[row], index.length[row]) == found.data
        assert len(index) == row + 1


def test_what_is_learned_later_does_not_change_earlier_rows() -> None:
    """Rows read in any order, after all is indexed, are what the stream says in passing, but for what is still open."""
    path = CAPTURES[-1]
    index = indexed(path)
    with open_capture(path) as file:
        lines = [to_line(found) for found in Stream().all(file)]
    for row in reversed(range(0, len(index), 7)):
        assert to_line(index.message(row)) == lines[row]


def test_rows_of_several_messages_and_gaps_in_the_frame_numbers() -> None:
    data = link(3, "d0") + link(4, "d1")
    index = MessageIndex(Memory(data + done()))
    index.append(datagram(data, number=5))
    index.append(datagram(done(), number=6, offset=len(data)))
    index.append(datagram(done(), number=20, offset=len(data), own=True))
    assert [index.frame_of(row) for row in range(len(index))] == [5, 5, 6, 20]
    assert [index.message(row).index for row in range(4)] == [0, 1, 0, 0]
    assert [index.own_of(row) for row in range(4)] == [False, False, False, True]
    assert index.own_rows == 1
    assert [index.row_of(*ref) for ref in ((5, 0), (5, 1), (6, 0), (20, 0))] == [0, 1, 2, 3]
    assert [index.row_of(*ref) for ref in ((1, 0), (5, 2), (6, 1), (7, 0), (20, 1), (21, 0))] == [None] * 6
    assert index.message(1).tree["IFLA_IFNAME"].value == "d1"


def test_the_passage_is_kept() -> None:
    index = MessageIndex(Memory(link(3, "d0") + bytes(4)))
    process = Process(42, "ip")
    index.append(
        datagram(link(3, "d0"), bytes(4), process=process, interface="nlmon0", netns=7, direction=Direction.TO_USER,
                 comments=("seen",), wire_length=99)
    )  # fmt: skip
    found = index.message(0)
    assert (found.process, found.interface, found.netns, found.direction) == (process, "nlmon0", 7, Direction.TO_USER)
    assert found.comments == ("seen",)
    assert [note.code for note in found.notes] == ["cut", "tail"]
    assert index.origin_of(0).process == process


def test_transactions_are_the_streams() -> None:
    request = message(RTM_NEWNEIGH, ndmsg(), flags=5)
    told = message(RTM_NEWNEIGH, ndmsg(), flags=0, pid=9)
    parts = [request, told, error(22, request, pid=9), link(3, "x")]
    index = MessageIndex(Memory(b"".join(parts)))
    offset = 0
    for number, data in enumerate(parts, 1):
        index.append(datagram(data, number=number, offset=offset))
        offset += len(data)
    end = index.membership_of(2)
    caused = index.membership_of(1)
    assert end is not None
    assert caused is not None
    assert index.membership_of(3) is None
    assert caused.caused_by == Ref(1, 0)
    found = index.message(2).request
    assert found is not None
    assert found.data == request


def test_families_and_interfaces_said_beforehand() -> None:
    index = MessageIndex(Memory(), {40: "mine"})
    assert index.knowledge.at(0).family(40) == "mine"


def test_a_row_without_header(tmp_path: Path) -> None:
    path = tmp_path / "uevents.pcap"
    path.write_bytes(capture(b"add@/devices/x\0ACTION=add\0", b"", protocol=15))
    index = indexed(path)
    assert (list(index.type), list(index.length)) == ([0, 0], [26, 0])
    assert index.message(0).header is None
    assert index.message(1).tree.children == []
