"""Messages: header, flags, replies of the kernel, generic netlink, and what lies."""

from __future__ import annotations

from struct import pack
from typing import Any

import pytest

from nldissect.datagram import Direction
from nldissect.message import Error, Generic, Message
from nldissect.schema import Operation
from nldissect.tree import Level, Node
from nldissect.wire import ByteOrder
from tests.build import (
    GENERIC,
    NETFILTER,
    NLM_F_ACK,
    NLM_F_ACK_TLVS,
    NLM_F_CAPPED,
    NLM_F_DUMP,
    NLM_F_REQUEST,
    NLMSG_DONE,
    NLMSG_ERROR,
    NLMSG_NOOP,
    NLMSG_OVERRUN,
    ROUTE,
    RTM_DELNEIGH,
    RTM_GETNEIGH,
    RTM_NEWNEIGH,
    UEVENT,
    attribute,
    decoded,
    done,
    error,
    family,
    genl,
    link,
    message,
    ndmsg,
    nest,
    stream_of,
)

both_orders = pytest.mark.parametrize("order", ["<", ">"])
NEIGHBOUR = ndmsg() + attribute(1, bytes([10, 0, 0, 2])) + attribute(2, b"\2\0\0\0\0\1")


def one(*data: bytes, **more: Any) -> Message:
    (found,) = decoded(*data, **more)
    return found


def codes(found: Message) -> list[tuple[Level, str]]:
    return [(note.level, note.code) for note in found.notes if note.code != "orphan"]


def names(node: Node) -> list[str]:
    return [child.name for child in node.children]


# Headers.


@both_orders
def test_a_message(order: ByteOrder) -> None:
    body = ndmsg(order=order) + attribute(1, bytes([10, 0, 0, 2]), order=order)
    found = one(message(RTM_NEWNEIGH, body, flags=0x505, seq=7, pid=8, order=order), order=order)
    assert found.header == (36, 28, 0x505, 7, 8)
    assert (found.type_name, found.protocol_name, found.protocol_alias) == ("RTM_NEWNEIGH", "NETLINK_ROUTE", "route")
    assert found.flags == ["NLM_F_REQUEST", "NLM_F_ACK", "NLM_F_REPLACE", "NLM_F_CREATE"]
    assert (found.direction, found.operation) == (Direction.TO_KERNEL, Operation.NEW)
    assert names(found.tree) == ["ndmsg", "NDA_DST"]
    assert found.tree["NDA_DST"].value == "10.0.0.2"
    assert found.tree["ndm_ifindex"].value == 3
    assert found.summary == "RTM_NEWNEIGH 10.0.0.2 dev if3 reachable"
    assert found.notes == []
    assert (found.error, found.generic) == (None, None)


@both_orders
def test_the_header_as_a_node(order: ByteOrder) -> None:
    node = one(message(RTM_GETNEIGH, ndmsg(order=order), flags=0x301, order=order), order=order).header_node
    assert node is not None
    assert (node.name, node.offset, node.length) == ("nlmsghdr", 0, 16)
    assert [(n.name, n.offset, n.length, n.text) for n in node] == [
        ("nlmsg_len", 0, 4, "28"),
        ("nlmsg_type", 4, 2, "RTM_GETNEIGH"),
        ("nlmsg_flags", 6, 2, "NLM_F_REQUEST|NLM_F_DUMP"),
        ("nlmsg_seq", 8, 4, "1"),
        ("nlmsg_pid", 12, 4, "0"),
    ]


@both_orders
def test_the_byte_order_of_the_bytes_beats_that_of_the_file(order: ByteOrder) -> None:
    data = message(RTM_NEWNEIGH, ndmsg(order=order), order=order)
    found = one(data, order=">" if order == "<" else "<")
    assert found.order == order
    assert found.tree["ndm_ifindex"].value == 3


R, A = "NLM_F_REQUEST", "NLM_F_ACK"


@pytest.mark.parametrize(
    ("protocol", "number", "flags", "names"),
    [
        (ROUTE, RTM_GETNEIGH, 0x301, [R, "NLM_F_DUMP"]),
        (ROUTE, RTM_GETNEIGH, 0x101, [R, "NLM_F_ROOT"]),
        (ROUTE, RTM_GETNEIGH, 0x201, [R, "NLM_F_MATCH"]),
        (ROUTE, RTM_GETNEIGH, 0x701, [R, "NLM_F_DUMP", "NLM_F_ATOMIC"]),
        (ROUTE, RTM_NEWNEIGH, 0x101, [R, "NLM_F_REPLACE"]),
        (ROUTE, RTM_NEWNEIGH, 0xF05, [R, A, "NLM_F_REPLACE", "NLM_F_EXCL", "NLM_F_CREATE", "NLM_F_APPEND"]),
        (ROUTE, RTM_DELNEIGH, 0x301, [R, "NLM_F_NONREC", "NLM_F_BULK"]),
        (ROUTE, NLMSG_ERROR, 0x300, ["NLM_F_CAPPED", "NLM_F_ACK_TLVS"]),
        (ROUTE, NLMSG_DONE, 0x202, ["NLM_F_MULTI", "NLM_F_ACK_TLVS"]),
        (ROUTE, RTM_NEWNEIGH, 0x3A, ["NLM_F_MULTI", "NLM_F_ECHO", "NLM_F_DUMP_INTR", "NLM_F_DUMP_FILTERED"]),
        (ROUTE, RTM_NEWNEIGH, 0x8001, [R, "0x8000"]),
        (99, 77, 0x301, [R, "NLM_F_DUMP"]),
        (99, 77, 0x105, [R, A, "0x100"]),
        (ROUTE, NLMSG_NOOP, 0, []),
    ],
)
def test_flags_are_read_by_the_kind_of_message(protocol: int, number: int, flags: int, names: list[str]) -> None:
    assert one(message(number, bytes(20), flags=flags), protocol=protocol).flags == names


@pytest.mark.parametrize(
    ("protocol", "number", "flags", "direction"),
    [
        (ROUTE, RTM_GETNEIGH, NLM_F_REQUEST, Direction.TO_KERNEL),
        (ROUTE, RTM_NEWNEIGH, 0, Direction.TO_USER),
        (ROUTE, NLMSG_ERROR, NLM_F_REQUEST, Direction.TO_USER),
        (ROUTE, NLMSG_DONE, 2, Direction.TO_USER),
        (ROUTE, NLMSG_OVERRUN, 0, Direction.TO_USER),
        (2, 16, NLM_F_REQUEST, Direction.UNKNOWN),
        (UEVENT, 16, 0, Direction.UNKNOWN),
    ],
)
def test_direction_as_far_as_the_header_tells(protocol: int, number: int, flags: int, direction: Direction) -> None:
    found = one(message(number, bytes(20), flags=flags), protocol=protocol)
    assert found.direction is direction
    assert one(message(number, bytes(20), flags=flags), protocol=protocol, direction=Direction.TO_USER).direction == (
        Direction.TO_USER
    ), "what was captured beats what is guessed"


@pytest.mark.parametrize(
    ("protocol", "number", "name", "called"),
    [
        (ROUTE, RTM_NEWNEIGH, "RTM_NEWNEIGH", "RTM_NEWNEIGH"),
        (ROUTE, 1, "NLMSG_NOOP", "NLMSG_NOOP"),
        (ROUTE, 4, "NLMSG_OVERRUN", "NLMSG_OVERRUN"),
        (ROUTE, 9, "UNKNOWN", "type 9"),
        (ROUTE, 1023, "UNKNOWN", "type 1023"),
        (99, 16, "UNKNOWN", "type 16"),
    ],
)
def test_types_by_name(protocol: int, number: int, name: str, called: str) -> None:
    found = one(message(number), protocol=protocol)
    assert (found.type_name, found.name) == (name, called)
    assert found.protocol_name in ("NETLINK_ROUTE", "NETLINK_99")


# The kernel's replies.

REQUEST = message(RTM_NEWNEIGH, NEIGHBOUR, flags=0x405, seq=5)
WORDS = attribute(1, b"No such thing\0")


@both_orders
@pytest.mark.parametrize("tlvs", [False, True])
def test_an_error_holds_the_request_whole(order: ByteOrder, tlvs: bool) -> None:
    neighbour = ndmsg(order=order) + attribute(1, bytes([10, 0, 0, 2]), order=order)
    request = message(RTM_NEWNEIGH, neighbour, b"\0\0", flags=0x405, seq=5, order=order)
    extack = (attribute(1, b"No such thing\0", order=order), attribute(2, pack(order + "I", 28), order=order))
    found = one(error(22, request, *(extack if tlvs else ()), order=order), order=order)
    assert found.error == Error(22, "EINVAL", "No such thing" if tlvs else None, "extack" if tlvs else None)
    assert found.tree["nlmsgerr"]["error"].value == -22
    assert found.tree["nlmsgerr"]["error"].text == "-22 (EINVAL)"
    echo = found.tree["nlmsgerr"]["msg"]
    assert (echo.offset, echo.text) == (20, "RTM_NEWNEIGH")
    assert names(echo) == ["nlmsghdr", "ndmsg", "NDA_DST", "UNKNOWN"]
    assert echo["nlmsg_flags"].text == "NLM_F_REQUEST|NLM_F_ACK|NLM_F_CREATE"
    assert (echo["NDA_DST"].value, echo["NDA_DST"].offset) == ("10.0.0.2", 20 + 28)
    if tlvs:
        assert found.tree["NLMSGERR_ATTR_OFFS"].value == 28, "extack attributes follow the aligned echo"
        assert found.flags == ["NLM_F_ACK_TLVS"]
    if tlvs:
        assert found.summary == 'NLMSG_ERROR EINVAL "No such thing" ↩ RTM_NEWNEIGH at NDA_DST'
    else:
        assert found.summary == "NLMSG_ERROR EINVAL ↩ RTM_NEWNEIGH"


def test_a_capped_error_holds_the_header_only() -> None:
    found = one(error(22, REQUEST, WORDS, capped=True))
    echo = found.tree["nlmsgerr"]["msg"]
    assert names(echo) == ["nlmsghdr"]
    assert echo.length == 16
    assert echo["nlmsg_len"].value == len(REQUEST)
    assert found.error == Error(22, "EINVAL", "No such thing", "extack")


def test_an_acknowledgement() -> None:
    found = one(error(0, REQUEST, capped=True))
    assert found.error is None
    assert found.summary == "NLMSG_ERROR ACK ↩ RTM_NEWNEIGH"
    assert names(found.tree["nlmsgerr"]["msg"]) == ["nlmsghdr"]


def test_an_acknowledgement_with_a_warning() -> None:
    found = one(error(0, REQUEST, WORDS))
    assert found.error is None
    assert found.tree["NLMSGERR_ATTR_MSG"].value == "No such thing"


def test_every_extack_attribute() -> None:
    policy = nest(4, attribute(1, pack("<I", 3)), attribute(4, pack("<Q", 1)), attribute(5, pack("<Q", 4094)))
    extack = (attribute(3, b"\xca\xfe"), policy, attribute(5, pack("<I", 9)), attribute(6, pack("<I", 40)))
    found = one(error(34, REQUEST, *extack))
    assert found.tree["NLMSGERR_ATTR_COOKIE"].value == "cafe"
    assert found.tree["NLMSGERR_ATTR_POLICY"]["NL_POLICY_TYPE_ATTR_TYPE"].text == "NL_ATTR_TYPE_U16"
    assert found.tree["NLMSGERR_ATTR_POLICY"]["NL_POLICY_TYPE_ATTR_MAX_VALUE_U"].value == 4094
    assert found.tree["NLMSGERR_ATTR_MISS_TYPE"].value == 9
    assert found.tree["NLMSGERR_ATTR_MISS_NEST"].value == 40
    assert not any(node.raw for node in found.tree.walk())


def test_bytes_behind_an_error_without_the_flag_are_named() -> None:
    found = one(error(22, REQUEST, WORDS, flags=0))
    assert found.tree.children[-1].raw
    assert codes(found) == [(Level.ERROR, "trailing")]


@pytest.mark.parametrize("length", range(20))
def test_an_error_too_short_for_its_struct(length: int) -> None:
    found = one(message(NLMSG_ERROR, (pack("<i", -1) + REQUEST[:16])[:length], flags=0))
    assert found.error == (Error(1, "EPERM", None) if length >= 4 else None)
    assert (Level.ERROR, "trailing") in codes(found) or length in (0, 4)
    assert found.summary.startswith("NLMSG_ERROR")


def test_an_error_about_an_error_is_not_opened_again() -> None:
    data = REQUEST
    for _ in range(40):
        data = error(22, data)
    found = one(data)
    assert len(list(found.tree.walk())) < 20


@pytest.mark.parametrize(
    ("code", "extack", "summary", "failed"),
    [
        (0, (), "NLMSG_DONE", None),
        (0, (WORDS,), "NLMSG_DONE", None),
        (4, (), "NLMSG_DONE EINTR", Error(4, "EINTR", None)),
        (22, (WORDS,), 'NLMSG_DONE EINVAL "No such thing"', Error(22, "EINVAL", "No such thing", "extack")),
    ],
)
def test_the_end_of_a_dump(code: int, extack: tuple[bytes, ...], summary: str, failed: Error | None) -> None:
    found = one(done(code, *extack))
    assert found.summary == summary
    assert found.error == failed
    assert found.tree["error"].value == -code
    assert ("NLMSGERR_ATTR_MSG" in found.tree) == bool(extack)
    assert codes(found) == []


@pytest.mark.parametrize("data", [done(), done(22, WORDS), error(22, REQUEST), error(0, REQUEST)])
def test_answers_to_nobody_are_remarked_on(data: bytes) -> None:
    assert [note.code for note in one(data).notes] == ["orphan"]


def test_lost_messages_and_interrupted_dumps_are_remarked_on() -> None:
    assert codes(one(message(NLMSG_OVERRUN, flags=0))) == [(Level.ERROR, "overrun")]
    assert codes(one(message(RTM_NEWNEIGH, ndmsg(), flags=0x12))) == [(Level.WARNING, "dump-interrupted")]


def test_an_empty_done_is_the_end_too() -> None:
    found = one(message(NLMSG_DONE, flags=2))
    assert (found.error, found.summary, names(found.tree)) == (None, "NLMSG_DONE", [])


def test_words_of_the_kernel_are_safe_to_print() -> None:
    found = one(error(22, REQUEST, attribute(1, b"\x1b[31m\xe2\x80\xae\0")))
    assert found.summary == 'NLMSG_ERROR EINVAL "\\x1b[31m\\u202e" ↩ RTM_NEWNEIGH'


@pytest.mark.parametrize("number", [NLMSG_NOOP, NLMSG_OVERRUN, 5, 15])
def test_other_control_messages_have_no_body(number: int) -> None:
    assert names(one(message(number, flags=0)).tree) == []
    assert names(one(message(number, b"abcd", flags=0)).tree) == ["UNKNOWN"]


# Generic netlink.


def test_the_controller_is_known_from_the_start() -> None:
    found = one(genl(16, 3, attribute(2, b"nl80211\0"), version=2, flags=5), protocol=GENERIC)
    assert found.generic == Generic("nlctrl", 3, "CTRL_CMD_GETFAMILY", 2)
    assert (found.type_name, found.name) == ("nlctrl", "CTRL_CMD_GETFAMILY")
    assert found.tree["genlmsghdr"]["cmd"].text == "CTRL_CMD_GETFAMILY"
    assert found.tree["CTRL_ATTR_FAMILY_NAME"].value == "nl80211"
    assert found.summary == "CTRL_CMD_GETFAMILY nl80211"


def test_a_family_nobody_named() -> None:
    found = one(genl(40, 3, attribute(1, b"abc") + nest(2, attribute(1, b"\1")), flags=1), protocol=GENERIC)
    assert found.generic == Generic(None, 3, None, 1)
    assert found.type_name == "UNKNOWN"
    assert found.name == "family 40 command 3"
    assert [(n.name, n.type, n.value) for n in found.tree][1:] == [("UNKNOWN", 1, "616263"), ("UNKNOWN", 2, None)]
    assert found.tree.children[2].children[0].value == "01"


def test_a_family_named_by_the_stream_but_without_dissector() -> None:
    _, found = stream_of(family(40, "strange"), genl(40, 3, attribute(1, b"abc")), protocol=GENERIC)
    assert found.generic == Generic("strange", 3, None, 1)
    assert (found.type_name, found.name) == ("strange", "strange command 3")


@pytest.mark.parametrize("body", [b"", b"\3", b"\3\2", b"\3\2\0"])
def test_generic_messages_too_short_for_their_header(body: bytes) -> None:
    found = one(message(16, body), protocol=GENERIC)
    assert found.generic == (Generic("nlctrl", 3, "CTRL_CMD_GETFAMILY", 2) if len(body) >= 2 else None)
    assert (Level.WARNING, "header-short") in codes(found)


def test_generic_errors_name_the_command() -> None:
    request = genl(16, 3, attribute(2, b"nothing\0"), version=2, flags=5)
    found = one(error(2, request), protocol=GENERIC)
    assert found.summary == "NLMSG_ERROR ENOENT ↩ CTRL_CMD_GETFAMILY"
    assert found.tree["nlmsgerr"]["msg"]["CTRL_ATTR_FAMILY_NAME"].value == "nothing"
    assert one(error(0, request), protocol=GENERIC).summary == "NLMSG_ERROR ACK ↩ nlctrl"


# What nobody knows.


def test_an_unknown_protocol_is_walked_where_it_parses() -> None:
    found = one(message(20, attribute(1, b"abc"), nest(2, attribute(3, b"d"))), protocol=99)
    assert [(n.name, n.type) for n in found.tree] == [("UNKNOWN", 1), ("UNKNOWN", 2)]
    bytes_ = one(message(20, b"this is text"), protocol=99)
    assert [(n.name, n.type, n.value) for n in bytes_.tree] == [("UNKNOWN", None, b"this is text".hex())]
    assert bytes_.notes == []


def test_an_unknown_netfilter_subsystem_has_its_header() -> None:
    found = one(message(0xFE05, b"\2\0\0\0", attribute(1, b"abc")), protocol=NETFILTER)
    assert names(found.tree) == ["nfgenmsg", "UNKNOWN"]
    assert found.tree["nfgen_family"].value == 2


@pytest.mark.parametrize("data", [b"add@/devices/x\0ACTION=add\0", message(16, bytes(20)), b"", b"\xff" * 30])
def test_a_uevent_is_never_an_nlmsghdr(data: bytes) -> None:
    found = one(data, protocol=UEVENT)
    assert (found.header, found.header_node, found.flags) == (None, None, [])
    assert found.summary.startswith("KOBJECT_UEVENT")
    assert sum(node.length for node in found.tree) == len(data)


# What lies.


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (message(RTM_NEWNEIGH, NEIGHBOUR, length=8), "length", "nlmsg_len 8 is less"),
        (message(RTM_NEWNEIGH, NEIGHBOUR, length=99), "truncated", "nlmsg_len 99, but only 48 bytes are there"),
    ],
)
def test_lengths_that_lie(data: bytes, code: str, words: str) -> None:
    found = one(data)
    assert found.notes[0].level is Level.ERROR
    assert found.notes[0].code == code
    assert words in found.notes[0].text
    assert sum(node.length for node in found.tree) >= len(data) - 16 - 2, "all bytes are shown"


def test_what_could_be_read_of_a_cut_message_is_shown() -> None:
    found = one(message(RTM_NEWNEIGH, NEIGHBOUR)[:40], wire_length=48)
    assert found.tree["NDA_DST"].value == "10.0.0.2"
    assert [code for _, code in codes(found)] == ["cut", "truncated", "truncated"]
    assert "the capture holds 40 of the datagram's 48 bytes" in found.notes[0].text


@pytest.mark.parametrize("size", range(16))
def test_less_than_a_header(size: int) -> None:
    found = one(b"\x10" * size)
    assert found.header is None
    assert [node.length for node in found.tree] == ([size] if size else [])
    assert found.summary


@pytest.mark.parametrize("size", range(12))
def test_a_fixed_header_too_short(size: int) -> None:
    found = one(message(RTM_NEWNEIGH, ndmsg()[:size]))
    assert (Level.WARNING, "header-short") in codes(found)
    assert sum(node.length for node in found.tree) == size


def test_zero_tails_are_told_and_no_message() -> None:
    found = one(message(RTM_GETNEIGH, ndmsg()), bytes(100))
    assert codes(found) == [(Level.INFO, "tail")]
    assert "100 zero bytes" in found.notes[0].text


def test_names_from_the_stream_are_in_texts_and_summaries() -> None:
    _, found = stream_of(link(3, "d0"), message(RTM_NEWNEIGH, NEIGHBOUR))
    assert found.tree["ndm_ifindex"].text == "3 (d0)"
    assert found.summary == "RTM_NEWNEIGH 10.0.0.2 dev d0 lladdr 02:00:00:00:00:01 reachable"


def test_a_dump_is_called_a_dump() -> None:
    assert one(message(RTM_GETNEIGH, ndmsg(index=0, state=0), flags=1 | NLM_F_DUMP)).summary.startswith(
        "RTM_GETNEIGH dump"
    )


def test_flags_of_requests_and_errors_are_told_apart() -> None:
    assert one(message(RTM_NEWNEIGH, flags=NLM_F_REQUEST | NLM_F_ACK | NLM_F_CAPPED)).flags[2] == "NLM_F_REPLACE"
    assert one(message(NLMSG_ERROR, flags=NLM_F_ACK_TLVS)).flags == ["NLM_F_ACK_TLVS"]
