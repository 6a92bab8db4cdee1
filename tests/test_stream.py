"""What a stream teaches, in order."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.datagram import Datagram, Process
from nldissect.message import Generic
from nldissect.stream import History, Stream
from nldissect.tree import Level, Note
from tests.build import (
    GENERIC,
    NLM_F_REQUEST,
    RTM_NEWLINK,
    RTM_NEWNEIGH,
    attribute,
    datagram,
    decoded,
    done,
    family,
    genl,
    link,
    message,
    ndmsg,
    stream_of,
)


def test_history() -> None:
    names = History()
    assert names.at(5, 1) is None
    names.learn(-1, 1, "a")
    names.learn(3, 1, "b")
    names.learn(4, 1, "b")
    names.learn(9, 1, "a")
    names.learn(4, 2, "x")
    assert [names.at(position, 1) for position in (-1, 0, 2, 3, 8, 9, 100)] == ["a", "a", "a", "b", "b", "a", "a"]
    assert [names.at(position, 2) for position in (3, 4)] == [None, "x"]


def test_messages_are_numbered_by_frame_and_index() -> None:
    stream = Stream()
    first = decoded(message(RTM_NEWNEIGH, ndmsg()), message(RTM_NEWNEIGH, ndmsg()), stream=stream, number=4)
    second = decoded(done(), stream=stream, number=9)
    assert [(m.frame, m.index) for m in first + second] == [(4, 0), (4, 1), (9, 0)]
    assert stream.position == 3


def test_what_is_known_of_the_passage_is_on_every_message() -> None:
    process = Process(42, "ip")
    (found,) = decoded(
        done(), time=5, process=process, interface="nlmon0", netns=7, own=True, comments=("seen", "twice")
    )
    assert (found.time, found.process, found.interface, found.netns, found.own) == (5, process, "nlmon0", 7, True)
    assert found.comments == ("seen", "twice")


NEIGHBOUR = message(RTM_NEWNEIGH, ndmsg(index=3), flags=0)


def test_an_interface_has_the_name_it_had_then() -> None:
    before, _, first, _, renamed, other = stream_of(
        NEIGHBOUR, link(3, "old"), NEIGHBOUR, link(3, "new"), NEIGHBOUR, message(RTM_NEWNEIGH, ndmsg(index=4), flags=0)
    )
    texts = [m.tree["ndm_ifindex"].text for m in (before, first, renamed, other)]
    assert texts == ["3", "3 (old)", "3 (new)", "4"]


def test_a_message_knows_the_name_it_brings() -> None:
    (found,) = decoded(link(3, "d0"))
    assert found.context.interface(3) == "d0"


@pytest.mark.parametrize(
    "data",
    [
        link(3, "wish", flags=NLM_F_REQUEST),
        message(RTM_NEWLINK, pack("<BxHiII", 0, 1, 3, 0, 0)[:12], attribute(3, b"wish\0"), flags=0),
        message(RTM_NEWLINK, pack("<BxHiII", 0, 1, 3, 0, 0), flags=0),
        message(RTM_NEWLINK, pack("<BxHiII", 0, 1, 3, 0, 0), b"\1\0\3\0wish", flags=0),
    ],
)
def test_what_does_not_teach_a_name(data: bytes) -> None:
    _, found = stream_of(data, NEIGHBOUR)
    assert found.tree["ndm_ifindex"].text == "3"


def test_a_name_that_is_no_name_is_safe() -> None:
    _, found = stream_of(link(3, "\x1b[2J\u202e"), NEIGHBOUR)
    assert found.tree["ndm_ifindex"].text == "3 (\\x1b[2J\\u202e)"
    assert found.summary.isprintable()


def test_families_are_learned_from_the_controller() -> None:
    before, _, after, _, later = stream_of(
        genl(40, 1), family(40, "nl80211x"), genl(40, 1), family(40, "other"), genl(40, 1), protocol=GENERIC
    )
    assert [m.generic.family for m in (before, after, later) if m.generic] == [None, "nl80211x", "other"]


def test_families_are_learned_in_the_other_byte_order_too() -> None:
    told = attribute(1, pack(">H", 40), order=">") + attribute(2, b"strange\0", order=">")
    told = message(16, b"\1\2\0\0", told, flags=0, order=">")
    _, after = stream_of(told, message(40, b"\5\1\0\0", order=">"), protocol=GENERIC, order=">")
    assert after.generic == Generic("strange", 5, None, 1)


@pytest.mark.parametrize(
    "data",
    [
        genl(16, 3, attribute(2, b"strange\0"), attribute(1, pack("<H", 40)), flags=0),
        genl(16, 1, attribute(2, b"strange\0"), attribute(1, pack("<H", 40)), flags=NLM_F_REQUEST),
        genl(16, 1, attribute(2, b"strange\0"), flags=0),
        genl(16, 1, attribute(2, b"strange\0"), attribute(1, b"\x28"), flags=0),
        genl(16, 1, attribute(2, b"\0"), attribute(1, pack("<H", 40)), flags=0),
        message(16, b"\1\2", flags=0),
    ],
)
def test_what_does_not_teach_a_family(data: bytes) -> None:
    *_, found = stream_of(data, genl(40, 1), protocol=GENERIC)
    assert found.generic is not None
    assert found.generic.family is None


def test_families_said_by_hand_hold_until_the_stream_says_otherwise() -> None:
    stream = Stream({40: "mine"})
    (first,) = decoded(genl(40, 1), stream=stream, protocol=GENERIC)
    decoded(family(40, "theirs"), stream=stream, protocol=GENERIC)
    (second,) = decoded(genl(40, 1), stream=stream, protocol=GENERIC)
    assert [m.generic.family for m in (first, second) if m.generic] == ["mine", "theirs"]
    assert first.generic == Generic("mine", 1, None, 1)
    controller = decoded(genl(16, 3), stream=Stream(), protocol=GENERIC)[0]
    assert controller.type_name == "nlctrl"


def test_an_empty_datagram_is_one_message_without_anything() -> None:
    (found,) = Stream().messages(Datagram(1, 0, 0, memoryview(b""), "<", 0))
    assert (found.header, found.tree.children, found.type_name) == (None, [], "ROUTE")


def test_remarks_on_the_datagram_are_on_its_last_message() -> None:
    first, last = Stream().messages(datagram(link(3, "d0"), NEIGHBOUR, bytes(8), wire_length=150))
    assert first.notes == []
    assert last.notes == [
        Note(Level.WARNING, "cut", "the capture holds 76 of the datagram's 150 bytes"),
        Note(Level.INFO, "tail", "8 zero bytes behind the last message"),
    ]
