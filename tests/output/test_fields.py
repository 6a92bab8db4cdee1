"""`show -T fields`."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.datagram import Process
from nldissect.errors import UserError
from nldissect.output.fields import columns, row
from tests.build import GENERIC, RTM_NEWLINK, attribute, decoded, done, family, genl, message, nest, stream_of

LINK = message(
    RTM_NEWLINK,
    pack("<BxHiII", 0, 1, 3, 1, 0),
    attribute(3, b"d\x1b0\0"),
    attribute(4, pack("<I", 1500)),
    nest(18, attribute(1, b"vlan\0"), nest(2, attribute(1, pack("<H", 5)))),
    nest(52, attribute(53, b"one\0"), attribute(53, b"two\0")),
    flags=0x605,
    seq=7,
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("type", "RTM_NEWLINK"),
        ("nlmsg_seq", "7"),
        ("nlmsg_flags", "NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE"),
        ("frame", "1"),
        ("protocol", "route"),
        ("error", ""),
        ("IFLA_MTU", "1500"),
        ("ifla_mtu", "1500"),
        ("IFLA_IFNAME", "d\\x1b0"),
        ("ifi_index", "3"),
        ("ifi_flags", "IFF_UP"),
        ("ifi_type", "ARPHRD_ETHER"),
        ("IFLA_VLAN_ID", "5"),
        ("IFLA_LINKINFO.IFLA_VLAN_ID", "5"),
        ("IFLA_INFO_DATA.IFLA_VLAN_ID", "5"),
        ("IFLA_ALT_IFNAME", "one,two"),
        ("IFLA_ADDRESS", ""),
        ("process", ""),
    ],
)
def test_columns(name: str, text: str) -> None:
    assert row(decoded(LINK)[0], columns([name])) == text


def test_a_row_is_tab_separated() -> None:
    wanted = columns(["type", "IFLA_MTU", "IFLA_ADDRESS", "IFLA_MTU"])
    assert row(decoded(LINK)[0], wanted) == "RTM_NEWLINK\t1500\t\t1500"


def test_tabs_and_lines_in_values_can_not_break_a_row() -> None:
    data = message(RTM_NEWLINK, bytes(16), attribute(3, b"a\tb\nc\0"), flags=0)
    (found,) = decoded(data, process=Process(1, "x\ty"))
    assert row(found, columns(["IFLA_IFNAME"])) == "a\\tb\\nc"
    assert "\t" not in row(found, columns(["process"]))


def test_a_familys_name_is_hostile_too() -> None:
    _, found = stream_of(family(40, "a\tb\x1b"), genl(40, 1), protocol=GENERIC)
    assert row(found, columns(["type"])) == "a\\tb\\x1b"


def test_errors_by_name() -> None:
    assert row(decoded(done(22))[0], columns(["type", "error"])) == "NLMSG_DONE\tEINVAL"


def test_a_name_that_nobody_knows() -> None:
    with pytest.raises(UserError, match="did you mean IFLA_MTU"):
        columns(["IFLA_MTUU"])
    with pytest.raises(UserError, match="families"):
        columns(["zzzzzzzz"])
