"""Extended acks are put in their place, in the request as it was captured or as it was echoed."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.extack import Blame, Place, place
from nldissect.message import Message
from tests.build import RTM_NEWLINK, RTM_NEWNEIGH, attribute, decoded, error, message, ndmsg, nest, stream_of

VLAN = message(
    RTM_NEWLINK,
    pack("<BxHiII", 0, 0, 0, 0, 0),
    attribute(5, pack("<I", 3)),
    attribute(3, b"v5\0"),
    nest(18, attribute(1, b"vlan"), nest(2, attribute(1, pack("<H", 5000)))),
    flags=0x605,
)
"""a VLAN whose id is out of range; the id's attribute begins at byte 64"""


def offset(number: int) -> bytes:
    return attribute(2, pack("<I", number))


def blamed(*extack: bytes, request: bytes = VLAN, capped: bool = False, with_request: bool = True) -> Blame:
    if with_request:
        asked, reply = stream_of(request, error(22, request, *extack, capped=capped, pid=9))
        assert reply.request is asked
        return reply.blame
    (reply,) = decoded(error(22, request, *extack, capped=capped, pid=9))
    return reply.blame


def told(found: Place | None) -> tuple[tuple[str, ...], tuple[int, ...], int | None, object] | None:
    return None if found is None else (found.path, found.types, found.offset, found.value)


VLAN_ID = (("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VLAN_ID"), (18, 2, 1), 64, 5000)


@pytest.mark.parametrize("capped", [False, True])
def test_the_attribute_in_the_captured_request(capped: bool) -> None:
    assert told(blamed(offset(64), capped=capped).attribute) == VLAN_ID


def test_the_attribute_in_the_echo() -> None:
    assert told(blamed(offset(64), with_request=False).attribute) == VLAN_ID


def test_a_capped_echo_alone_blames_nothing() -> None:
    assert blamed(offset(64), capped=True, with_request=False) == Blame()


@pytest.mark.parametrize(
    ("at", "path"),
    [
        (48, ("IFLA_LINKINFO",)),
        (52, ("IFLA_LINKINFO", "IFLA_INFO_KIND")),
        (60, ("IFLA_LINKINFO", "IFLA_INFO_DATA")),
        (64, ("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VLAN_ID")),
        (68, ("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VLAN_ID")),
        (32, ("IFLA_LINK",)),
        (40, ("IFLA_IFNAME",)),
        (20, ("ifi_index",)),
    ],
)
def test_the_attribute_that_begins_there_else_the_deepest_around(at: int, path: tuple[str, ...]) -> None:
    found = blamed(offset(at)).attribute
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize("at", [0, 8, 1000, 0xFFFFFFFF])
def test_an_offset_that_points_nowhere(at: int) -> None:
    assert blamed(offset(at)).attribute is None


def test_a_missing_attribute_at_the_top() -> None:
    request = message(RTM_NEWNEIGH, ndmsg(), flags=0x605)
    assert blamed(attribute(5, pack("<I", 1)), request=request) == Blame(None, Place(("NDA_DST",), (1,)))


def test_a_missing_attribute_in_a_nest() -> None:
    missing = blamed(attribute(5, pack("<I", 3)), attribute(6, pack("<I", 60))).missing
    assert told(missing) == (("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VLAN_EGRESS_QOS"), (18, 2, 3), None, None)


def test_a_missing_attribute_that_nobody_knows() -> None:
    missing = blamed(attribute(5, pack("<I", 999))).missing
    assert told(missing) == (("UNKNOWN",), (999,), None, None)


def test_nothing_said_nothing_blamed() -> None:
    assert blamed(attribute(1, b"words\0")) == Blame()


def test_place_counts_from_the_requests_header() -> None:
    (request,) = decoded(VLAN)
    assert isinstance(request, Message)
    found = place(request.tree, 64)
    assert found is not None
    assert found.node is request.tree["IFLA_LINKINFO"]["IFLA_INFO_DATA"]["IFLA_VLAN_ID"]
