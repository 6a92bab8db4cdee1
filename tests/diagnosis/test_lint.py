"""Requests held against the schema: each case is one request, and the codes that lint must find in it."""

from __future__ import annotations

from struct import pack

import pytest
from hypothesis import given, strategies as st

from nldissect.datagram import Direction
from nldissect.diagnosis.lint import Finding, lint
from nldissect.diagnosis.lint_codes import CODES
from nldissect.tree import Level
from tests.build import GENERIC, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, attribute, decoded, genl, message, nest

ACKED = NLM_F_REQUEST | NLM_F_ACK
DUMP = NLM_F_REQUEST | NLM_F_DUMP
NEWLINK, GETLINK, NEWADDR, GETADDR, NEWROUTE, GETROUTE, NEWNEIGH, GETNEIGH = 16, 18, 20, 22, 24, 26, 28, 30
NEWNEXTHOP, NEWLINKPROP, GETSTATS, NEWMDB, GETNSID = 104, 108, 94, 84, 90
IFLA_IFNAME, IFLA_MTU, IFLA_LINKINFO, IFLA_AF_SPEC, IFLA_PROP_LIST = 3, 4, 18, 26, 52
NLA_F_NET_BYTEORDER = 0x4000
U32 = bytes([1, 0, 0, 0])


def ifinfomsg(index: int = 1, flags: int = 0, change: int = 0) -> bytes:
    return pack("<BxHiII", 0, 0, index, flags, change)


def ifaddrmsg(family: int = 2, length: int = 24, scope: int = 0) -> bytes:
    return pack("<BBBBI", family, length, 0, scope, 1)


def rtmsg(family: int = 2, length: int = 24, kind: int = 1, tos: int = 0) -> bytes:
    return pack("<8BI", family, length, 0, tos, 254, 4, 0, kind, 0)


def found(number: int, *body: bytes, flags: int = ACKED, seq: int = 1, length: int | None = None) -> list[Finding]:
    (request,) = decoded(message(number, *body, flags=flags, seq=seq, length=length))
    return lint(request)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.note.code for finding in findings]


DUMMY = nest(IFLA_LINKINFO, attribute(1, b"dummy\0"))


@pytest.mark.parametrize(
    ("number", "flags", "body"),
    [
        (NEWLINK, 0x605, ifinfomsg(0) + attribute(IFLA_IFNAME, b"d0\0") + DUMMY),
        (
            NEWLINK,
            0x605,
            ifinfomsg(0) + attribute(IFLA_IFNAME, b"d0") + attribute(IFLA_LINKINFO, attribute(1, b"veth")),
        ),
        (GETLINK, DUMP, ifinfomsg(0) + attribute(29, U32)),
        (NEWADDR, 0x605, ifaddrmsg() + attribute(2, bytes(4)) + attribute(1, bytes(4))),
        (GETADDR, DUMP, ifaddrmsg(0, 0)),
        (NEWROUTE, 0x605, rtmsg() + attribute(1, bytes(4)) + attribute(4, U32)),
        (GETROUTE, DUMP, rtmsg(length=0)[:4] + bytes(8)),
        (NEWNEXTHOP, 0x605, pack("<4BI", 2, 0, 0, 0, 0) + attribute(1, U32) + attribute(5, U32)),
        (NEWLINKPROP, 0x605, ifinfomsg() + nest(IFLA_PROP_LIST, attribute(53, b"one\0"), attribute(53, b"two\0"))),
    ],
)
def test_what_tools_send_is_right(number: int, flags: int, body: bytes) -> None:
    assert found(number, body, flags=flags) == []


@pytest.mark.parametrize(
    ("number", "flags", "body", "code", "level", "words"),
    [
        (NEWLINK, ACKED, ifinfomsg() + attribute(IFLA_MTU, b"\1\2"), "length", "error", "IFLA_MTU: 2 bytes"),
        (NEWLINK, ACKED, ifinfomsg() + attribute(IFLA_MTU, bytes(8)), "length", "warning", "IFLA_MTU: 8 bytes"),
        (NEWADDR, ACKED, ifaddrmsg(10, 64) + attribute(2, bytes(4)), "length", "error", "IFA_LOCAL has 4 bytes"),
        (NEWADDR, ACKED, ifaddrmsg(2, 24) + attribute(2, bytes(2)), "length", "error", "IFA_LOCAL"),
        (NEWADDR, ACKED, ifaddrmsg(2, 60) + attribute(2, bytes(4)), "prefix", "error", "AF_INET has 32 bits"),
        (NEWROUTE, ACKED, rtmsg(kind=99), "range", "error", "rtm_type is 99, valid is u8, 0 to 11"),
        (NEWLINK, ACKED, ifinfomsg() + attribute(999, U32), "unknown-attribute", "warning", "attribute 999"),
        (NEWNEXTHOP, ACKED, pack("<4BI", 2, 0, 0, 0, 0) + attribute(99), "unknown-attribute", "error", "refused"),
        (NEWLINK, ACKED, ifinfomsg() + nest(IFLA_AF_SPEC, nest(99)), "unknown-attribute", "error", "IFLA_AF_SPEC / "),
        (NEWLINK, ACKED, ifinfomsg() + attribute(IFLA_MTU, U32) * 2, "twice", "warning", "IFLA_MTU stands twice"),
        (NEWLINK, ACKED, ifinfomsg() + attribute(IFLA_IFNAME, b"a" * 16), "string-long", "error", "15 are the most"),
        (
            NEWLINKPROP, ACKED, ifinfomsg() + attribute(IFLA_PROP_LIST, attribute(53, b"one\0")),
            "nested-missing", "error", "IFLA_PROP_LIST",
        ),
        (
            NEWMDB, ACKED, pack("<BxxxI", 7, 1) + attribute(2, attribute(3, b"\1")),
            "nested-missing", "error", "MDBA_SET_ENTRY_ATTRS",
        ),
        (
            NEWNEXTHOP, ACKED, pack("<4BI", 2, 0, 0, 0, 0) + attribute(1 | 0x8000, U32),
            "nested-odd", "error", "NHA_ID is no nest",
        ),
        (
            NEWLINK, ACKED, ifinfomsg() + attribute(IFLA_MTU | NLA_F_NET_BYTEORDER, U32),
            "byte-order", "warning", "IFLA_MTU has NLA_F_NET_BYTEORDER",
        ),
        (NEWLINK, ACKED, ifinfomsg() + b"\1\2", "trailing", "warning", "2 bytes behind the last attribute"),
        (NEWLINK, ACKED, ifinfomsg() + attribute(IFLA_MTU, U32, length=400), "truncated", "warning", "nla_len 400"),
        (NEWLINK, ACKED, ifinfomsg() + attribute(IFLA_IFNAME, b"d")[:-1] + b"x", "padding", "info", "IFLA_IFNAME"),
        (NEWLINK, ACKED, bytes(4), "header-short", "error", "struct ifinfomsg has 16"),
        (NEWLINK, ACKED, b"", "header-short", "error", "acknowledges it"),
        (GETLINK, DUMP, b"\x11", "header-short", "info", "unless NETLINK_GET_STRICT_CHK"),
        (NEWLINK, NLM_F_REQUEST, ifinfomsg(), "no-ack", "info", "NLM_F_ACK"),
        (GETLINK, NLM_F_ACK, ifinfomsg(), "no-request", "error", "NLM_F_REQUEST"),
        (GETLINK, DUMP, ifinfomsg(3), "unused", "warning", "ifi_index is 3"),
        (GETLINK, ACKED, ifinfomsg(3, change=1), "unused", "warning", "ifi_change"),
        (GETLINK, ACKED, ifinfomsg(3)[:1] + b"\1" + ifinfomsg(3)[2:], "padding", "warning", "NETLINK_GET_STRICT_CHK"),
        (GETADDR, DUMP, ifaddrmsg(2, 0, scope=1), "unused", "warning", "ifa_scope"),
        (GETADDR, DUMP, ifaddrmsg(2, 0) + attribute(1, bytes(4)), "unasked", "warning", "IFA_TARGET_NETNSID"),
        (GETROUTE, DUMP, rtmsg(length=0, tos=4)[:4] + bytes(8), "unused", "warning", "rtm_tos"),
        (GETSTATS, DUMP, pack("<BxxxII", 0, 5, 1), "unused", "error", "ifindex"),
        (200, ACKED, bytes(16), "unknown-type", "warning", "no message type 200"),
        (1, ACKED, b"", "control", "warning", "NLMSG_NOOP"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(number: int, flags: int, body: bytes, code: str, level: str, words: str) -> None:
    findings = found(number, body, flags=flags, seq=7)
    assert codes(findings) == [code]
    assert findings[0].note.level.value == level
    assert words in findings[0].note.text


def test_the_path_and_the_node_lead_to_the_place() -> None:
    vlan = nest(IFLA_LINKINFO, attribute(1, b"vlan"), nest(2, attribute(1, b"\5")))
    (finding,) = found(NEWLINK, ifinfomsg(), vlan)
    assert finding.note.text.startswith("IFLA_LINKINFO / IFLA_INFO_DATA / IFLA_VLAN_ID: 1 bytes")
    assert finding.node is not None
    assert (finding.node.name, finding.node.offset) == ("IFLA_VLAN_ID", 48)


def test_findings_come_in_the_order_of_the_bytes() -> None:
    findings = found(
        NEWLINK, ifinfomsg(), attribute(IFLA_MTU, b"\1"), attribute(999), attribute(IFLA_IFNAME, b"x" * 20)
    )
    assert codes(findings) == ["length", "unknown-attribute", "string-long"]


def test_a_message_that_says_it_is_longer_than_it_is() -> None:
    (finding,) = found(GETLINK, ifinfomsg(), length=5000)
    assert (finding.note.code, finding.note.level) == ("truncated", Level.ERROR)


def test_nothing_is_said_of_what_the_kernel_sends() -> None:
    (told,) = decoded(message(NEWLINK, bytes(3), flags=0))
    assert lint(told) == []


def test_a_capture_that_cut_the_datagram_is_not_the_senders_fault() -> None:
    whole = message(NEWLINK, ifinfomsg(), attribute(IFLA_IFNAME, b"dummy0\0"), flags=ACKED)
    (request,) = decoded(whole[:-8], wire_length=len(whole))
    assert lint(request) == []


def test_a_request_without_its_flag_is_known_where_the_capture_tells_directions() -> None:
    (request,) = decoded(message(NEWLINK, ifinfomsg(), flags=NLM_F_ACK), direction=Direction.TO_KERNEL)
    assert codes(lint(request)) == ["no-request"]


def test_can_gateway_jobs_are_no_routes() -> None:
    job = pack("<BBH", 29, 1, 0) + attribute(9, U32) + attribute(10, U32)
    assert found(NEWROUTE, job) == []
    assert found(GETROUTE, job, flags=DUMP) == []


def test_generic_netlink() -> None:
    def findings(request: bytes) -> list[str]:
        (asked,) = decoded(request, protocol=GENERIC)
        return codes(lint(asked))

    assert findings(genl(16, 3, attribute(2, b"nlctrl\0"), flags=ACKED)) == []
    assert findings(genl(16, 3, attribute(2, b"nlctrl"), flags=ACKED)) == ["string-end"]
    assert findings(genl(16, 3, attribute(2, b"x" * 30 + b"\0"), flags=ACKED)) == ["string-long"]
    assert findings(genl(16, 3, attribute(1, b"\1"), flags=ACKED)) == ["length"]
    assert findings(genl(16, 99, flags=ACKED)) == ["unknown-command"]
    assert findings(message(16, b"\3\1\5\0", attribute(1, b"\1\0"), flags=ACKED)) == ["unused"]


@given(
    number=st.sampled_from(
        [NEWLINK, GETLINK, NEWADDR, GETADDR, NEWROUTE, GETROUTE, NEWNEIGH, GETNEIGH, NEWNEXTHOP, 36]
    ),
    flags=st.sampled_from([ACKED, DUMP, NLM_F_ACK]),
    body=st.binary(max_size=120),
)
def test_no_request_is_too_odd(number: int, flags: int, body: bytes) -> None:
    for finding in found(number, body, flags=flags):
        assert finding.note.code in CODES
        assert finding.note.text
