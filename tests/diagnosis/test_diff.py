"""Requests paired and compared by name."""

from __future__ import annotations

from pathlib import Path
from struct import pack
from typing import Any

import nldissect
from nldissect.diagnosis.diff import Kind, Pair, compare, diff, requests
from nldissect.message import Message
from tests.build import (
    GENERIC,
    RTM_GETNEIGH,
    RTM_NEWLINK,
    RTM_NEWNEIGH,
    RTM_NEWROUTE,
    attribute,
    decoded,
    family,
    genl,
    link,
    message,
    ndmsg,
    nest,
    stream_of,
)

CAPTURES = Path(__file__).parents[2] / "captures"


def neighbour(last: int, *more: bytes, index: int = 3, **header: Any) -> bytes:
    return message(RTM_NEWNEIGH, ndmsg(index=index), attribute(1, bytes([10, 0, 0, last])), *more, flags=5, **header)


def told(pair: Pair) -> list[tuple[str, str]]:
    return [(difference.kind.value, "/".join(difference.path)) for difference in pair.differences]


def one(left: bytes, right: bytes) -> list[tuple[str, str]]:
    return told(compare(*decoded(left), *decoded(right)))


def pairs(left: list[Message], right: list[Message]) -> list[tuple[int | None, ...]]:
    return [
        (*(None if side is None else side.frame for side in (pair.left, pair.right)), len(pair.differences))
        for pair in diff(left, right)
    ]


def test_volatile_members_are_set_aside() -> None:
    assert one(neighbour(1, seq=1, pid=0), neighbour(1, seq=9, pid=77)) == []


def test_flags_and_values_are_not() -> None:
    assert one(neighbour(1), message(RTM_NEWNEIGH, ndmsg(), attribute(1, b"\n\0\0\1"), flags=0x405)) == [
        ("value", "nlmsg_flags")
    ]
    assert one(neighbour(1), neighbour(2)) == [("value", "NDA_DST")]


def test_attributes_are_a_set() -> None:
    mac, vlan = attribute(2, b"\2" * 6), attribute(5, b"\7\0")
    assert one(neighbour(1, mac, vlan), neighbour(1, vlan, mac)) == []
    assert one(neighbour(1, mac), neighbour(1, vlan)) == [("missing", "NDA_LLADDR"), ("extra", "NDA_VLAN")]


def test_length_and_flag_bits_count() -> None:
    name = message(RTM_NEWLINK, pack("<BxHiII", 0, 0, 1, 0, 0), attribute(3, b"d0\0"))
    bare = message(RTM_NEWLINK, pack("<BxHiII", 0, 0, 1, 0, 0), attribute(3, b"d0"))
    assert one(name, bare) == [("length", "IFLA_IFNAME")]
    body = pack("<BxHiII", 0, 0, 1, 0, 0)
    kind = attribute(1, b"dummy\0")
    flagged, plain = message(RTM_NEWLINK, body, nest(18, kind)), message(RTM_NEWLINK, body, attribute(18, kind))
    assert one(flagged, plain) == [("flags", "IFLA_LINKINFO")]


def test_interfaces_are_compared_by_name() -> None:
    ours = stream_of(link(3, "d0"), neighbour(1, index=3))[1]
    theirs = stream_of(link(8, "d0"), neighbour(1, index=8))[1]
    others = stream_of(link(3, "d1"), neighbour(1, index=3))[1]
    unknown = stream_of(neighbour(1, index=3))[0]
    assert told(compare(ours, theirs)) == []
    assert told(compare(ours, others)) == [("value", "ndmsg/ndm_ifindex")]
    assert told(compare(ours, unknown)) == []


def test_byte_order_does_not_matter() -> None:
    ours = neighbour(1, attribute(5, b"\7\0"))
    theirs = message(
        RTM_NEWNEIGH,
        ndmsg(order=">"),
        attribute(1, bytes([10, 0, 0, 1]), order=">"),
        attribute(5, b"\0\7", order=">"),
        flags=5,
        order=">",
    )
    assert told(compare(*decoded(ours), *decoded(theirs, order=">"))) == []


def hop(gateway: int) -> bytes:
    return pack("<HBBi", 16, 0, 0, 0) + attribute(5, bytes([10, 0, 0, gateway]))


def test_order_matters_in_a_multipath() -> None:
    def route(*hops: int) -> bytes:
        body = pack("<BBBBBBBBI", 2, 24, 0, 0, 254, 4, 0, 1, 0)
        return message(RTM_NEWROUTE, body, attribute(9, b"".join(map(hop, hops))))

    assert one(route(1, 2), route(1, 2)) == []
    assert one(route(1, 2), route(1, 9, 2)) == [("extra", "RTA_MULTIPATH/[1]")]
    assert one(route(1, 2), route(2, 1)) == [("extra", "RTA_MULTIPATH/[0]"), ("missing", "RTA_MULTIPATH/[1]")]
    assert one(route(1, 2), route(1, 3)) == [("value", "RTA_MULTIPATH/[1]/RTA_GATEWAY")]


def test_an_extra_request_shifts_nothing() -> None:
    left = stream_of(neighbour(1), neighbour(2), neighbour(3))
    right = stream_of(neighbour(1), neighbour(9), neighbour(2), neighbour(3))
    assert pairs(left, right) == [(1, 1, 0), (None, 2, 0), (2, 3, 0), (3, 4, 0)]


def test_between_equal_requests_kinds_are_paired() -> None:
    dump = message(RTM_GETNEIGH, ndmsg(), flags=0x301)
    left = stream_of(neighbour(1), neighbour(2), neighbour(3))
    right = stream_of(neighbour(1), dump, neighbour(9), neighbour(3))
    assert pairs(left, right) == [(1, 1, 0), (None, 2, 0), (2, 3, 1), (3, 4, 0)]


def test_generic_families_are_compared_by_name() -> None:
    def asked(number: int) -> Message:
        name = attribute(2, b"x\0")
        return stream_of(family(number, "demo"), genl(number, 3, name), protocol=GENERIC)[1]

    assert told(compare(asked(28), asked(31))) == []


def test_replies_are_no_requests() -> None:
    assert [m.frame for m in requests(stream_of(link(3, "d0"), neighbour(1)))] == [2]


def test_a_capture_equals_itself() -> None:
    found = list(requests(nldissect.read(CAPTURES / "rt-route.pcap")))
    assert len(found) == 355
    assert all(pair.equal for pair in diff(found, found))


def test_the_same_commands_on_other_machines_mostly_match() -> None:
    ours = list(requests(nldissect.read(CAPTURES / "rt-route.pcap")))
    theirs = list(requests(nldissect.read(CAPTURES / "s390x" / "rt-route.pcap")))
    found = list(diff(ours, theirs))
    assert sum(pair.equal for pair in found) > 200
    lengths = {difference.path for pair in found for difference in pair.differences if difference.kind is Kind.LENGTH}
    assert lengths == {("IFLA_LINKINFO", "IFLA_INFO_KIND")}  # the newer iproute2 writes the NUL
