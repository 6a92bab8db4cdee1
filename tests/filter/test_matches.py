"""What each filter says of a message that has one field of every kind."""

from __future__ import annotations

import pytest

from nldissect.datagram import Process
from nldissect.filter import compile as compiled
from nldissect.message import Message
from tests.filter.family import EVERYTHING, REFUSED, attribute, decode, link, names, nlmsg

NOTICE = nlmsg(16, link(attribute(3, "veth0")))
*_, MESSAGE = decode(NOTICE, EVERYTHING, process=Process(4242, "ip"), comments=("look here",))


def matches(text: str, message: Message = MESSAGE) -> bool:
    return compiled(text, names()).matches(message)


TRUE = """
    IFLA_MTU
    ifla_mtu
    IFLA_MTU > 1499 && type == RTM_NEWLINK
    IFLA_MTU gt 1499 and not IFLA_MTU ge 1501
    IFLA_MTU <= 1500 && IFLA_MTU >= 1500 && IFLA_MTU lt 1501 && IFLA_MTU le 1500
    IFLA_MTU == 0x5dc
    IFLA_MTU eq 0b10111011100
    IFLA_MTU != 1501
    IFLA_MTU ne 1501
    IFLA_MTU in {1, 1400..1600, 9000}
    IFLA_MTU in {1 1500}
    IFLA_MTU not in {1, 2}
    IFLA_MTU in 1500
    IFLA_MTU matches "1500 bytes"
    IFLA_MTU contains "bytes"
    IFLA_PORT == 53
    ifi_index == 2
    ifi_flags == 0x43
    ifi_flags == IFF_UP|IFF_BROADCAST|IFF_RUNNING
    ifi_flags == up|broadcast|running
    ifi_flags & IFF_UP
    ifi_flags & IFF_BOTH
    ifi_flags bitand up|running
    ifi_flags & 0x104 || ifi_flags & 0x42
    ifi_flags & 0x3 == 3
    (ifi_flags & 0x42) == 0x42
    ifi_flags & 0x82 in {2, 0x80}
    IFLA_PROTO == RTPROT_STATIC
    IFLA_PROTO == rtprot_static
    IFLA_PROTO == static
    IFLA_PROTO in {KERNEL, static}
    IFLA_PROTO in {kernel..static}
    IFLA_PROTO != kernel
    IFLA_PROTO matches "^rtprot_s"
    IFLA_VALID == forever
    IFLA_CARRIER == on
    IFLA_FLAG
    IFLA_FLAG == true
    IFLA_FLAG == 1
    IFLA_FLAG != false
    IFLA_IFNAME == "veth0"
    IFLA_IFNAME == veth0
    IFLA_IFNAME == 'veth0'
    IFLA_IFNAME contains "eth"
    IFLA_IFNAME contains eth
    IFLA_IFNAME matches "^VETH\\d$"
    IFLA_IFNAME matches r"^veth\\d$"
    IFLA_IFNAME ~ "0"
    IFLA_IFNAME > "veth" && IFLA_IFNAME < "veth1"
    IFLA_IFNAME in {"a", "veth0"}
    IFLA_IFNAME in {"veta".."vetz"}
    IFLA_IFNAME[0:4] == "veth"
    IFLA_ADDRESS == 02:00:11:22:aa:bb
    IFLA_ADDRESS == 02-00-11-22-AA-BB
    IFLA_ADDRESS == 0200.1122.aabb
    IFLA_ADDRESS == "02:00:11:22:aa:bb"
    IFLA_ADDRESS contains 11:22
    IFLA_ADDRESS contains "11:22"
    IFLA_ADDRESS[0:2] == 02:00
    IFLA_ADDRESS[2-3] == 11:22
    IFLA_ADDRESS[0] == 2
    IFLA_ADDRESS[0] == 0x02
    IFLA_ADDRESS[-2:] == aa:bb
    IFLA_ADDRESS[:1,5] == 02:bb
    IFLA_ADDRESS[3:1] & 0x20
    IFLA_ADDRESS[0] & 0x03 == 2
    IFLA_ADDRESS[2:2] in {11:20..11:30}
    IFLA_ADDRESS[2:2] > 11:21
    IFLA_ADDRESS[5]
    !IFLA_ADDRESS[6]
    IFLA_ADDRESS < 03:00:00:00:00:00
    IFLA_COOKIE == c0:ff:ee:01
    IFLA_COOKIE == c0ffee01
    IFLA_COOKIE == 0xc0ffee01
    IFLA_COOKIE contains ff:ee
    IFLA_COOKIE matches "\\xff\\xee"
    IFLA_OPAQUE == 01:02
    IFLA_OPAQUE contains 02
    IFLA_KEY
    IFLA_DST == 10.1.2.3
    IFLA_DST == 10.0.0.0/8
    IFLA_DST in 10.1.2.0/24
    IFLA_DST in {192.168.0.0/16, 10.0.0.0/8}
    IFLA_DST in {10.1.2.0..10.1.2.9}
    IFLA_DST == 2001:db8::1
    IFLA_DST == 2001:DB8::/32
    IFLA_DST == "10.1.2.3"
    IFLA_DST > 10.1.2.2 && IFLA_DST < 10.1.2.4
    IFLA_DST > 2001:db8::/64 || IFLA_DST <= 2001:db8::/64
    IFLA_DST[0:2] == 0a:01
    IFLA_DST contains "2001:"
    ip
    ip == 10.1.2.3
    ip in 10.0.0.0/8
    ip == 2001:db8::/32
    ip != 10.9.9.9
    mac == 02:00:11:22:aa:bb
    eth[0:2] == 02:00
    mac contains 11:22
    string == "veth0"
    string == "uplink"
    string contains "van" || string contains "vlan"
    dev == 2
    ifindex == 2
    dev == veth0
    dev == "veth0"
    dev in {7, veth0}
    dev matches "veth"
    IFLA_LINK == veth0
    ifi_index != eth9
    IFLA_NUMBERS == 20
    IFLA_NUMBERS > 299
    IFLA_NUMBERS != 21
    !(IFLA_NUMBERS != 20)
    all IFLA_NUMBERS < 301
    !(all IFLA_NUMBERS > 1)
    any IFLA_NUMBERS != 20
    IFLA_NUMBERS !== 20
    IFLA_NUMBERS any_ne 20
    !(IFLA_NUMBERS === 20)
    IFLA_MTU === 1500
    all IFLA_MTU in {1400..1600}
    IFLA_ALT
    IFLA_LINKINFO
    IFLA_LINKINFO.IFLA_INFO_KIND == "vlan"
    ifla_linkinfo.ifla_info_kind == vlan
    IFLA_INFO_DATA == 42
    IFLA_LINKINFO.IFLA_INFO_DATA == 42
    IFLA_PARSED.first == 42
    ifinfomsg.ifi_index == 2
    IFLA_TIME.time == 77
    IFLA_TIME.index == 88
    type == RTM_NEWLINK
    type == rtm_newlink
    type == newlink
    type == 16
    type in {RTM_GETLINK, RTM_NEWLINK}
    type in {RTM_GETLINK, 16}
    type != RTM_GETLINK
    type matches "^rtm_new"
    type contains "NEW"
    nlmsg_type == 0x10
    nlmsg_flags & NLM_F_CREATE
    flags & NLM_F_EXCL|NLM_F_CREATE
    flags & 0x400
    flags == NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL|NLM_F_CREATE
    flags & NLM_F_MATCH == NLM_F_MATCH
    !(flags & NLM_F_MATCH)
    !(flags & NLM_F_DUMP)
    flags contains "NLM_F_ACK"
    nlmsg_seq == 7 && seq == 7
    nlmsg_pid == 4242 && pid == 4242 && portid == 4242
    nlmsg_len == 248 && len == 248
    frame == 3
    frame.number == 3
    index == 1
    time > 1700000000 && time < 1700000000.5
    time == 1700000000.25
    time > "2023-11-14 00:00:00" && time < "2023-11-16T00:00:00Z"
    frame.time_epoch in {1700000000..1700000001}
    protocol == route
    proto == NETLINK_ROUTE
    proto == 0
    proto != generic
    protocol matches "rou"
    netlink
    netlink-route && !genl && !netlink-netfilter
    direction == to-kernel
    direction == TO-KERNEL
    process == ip
    process == "ip"
    process == 4242
    process != ss
    process contains "i"
    process
    interface == nlmon0
    netns == 4026531840
    !own
    own == false
    comment contains "here"
    frame.comment == "look here"
    summary contains "mtu 1500"
    !error && !errno && !extack
    note == longer || note == short || !note || note
    note.level == warning || note.level == info || !note.level
    netlink.hdr_type == 16
    netlink.hdr_flags.create
    netlink.hdr_flags.ack == 1
    netlink.hdr_flags.multi == 0
    netlink-route.ifla_mtu == 1500
    netlink-route.ifi_index == 2
    UNKNOWN || !UNKNOWN
    IFLA_MTU ^^ error
    !(IFLA_MTU ^^ IFLA_LINK)
    IFLA_MTU xor IFLA_LINK xor IFLA_DST
    error || IFLA_MTU && IFLA_LINK
    !error && !(IFLA_MTU == 1)
    !!IFLA_MTU
    not not (((IFLA_MTU)))
"""

FALSE = """
    IFLA_MTU == 1501
    IFLA_MTU != 1500
    !IFLA_MTU
    ifi_change == 0
    IFLA_FLAG == false
    IFLA_DST == 11.0.0.0/8
    ip in {172.16.0.0/12, 192.0.2.1}
    ip != 10.1.2.3
    IFLA_DST != 10.0.0.0/8
    mac == 00:00:00:00:00:00
    mac == 10.1.2.3
    string == "veth"
    string == "10.1.2.3"
    dev == eth0
    dev != veth0
    IFLA_NUMBERS == 2
    all IFLA_NUMBERS > 1
    IFLA_NUMBERS === 20
    IFLA_KEY == "geheim"
    IFLA_KEY contains "geheim"
    IFLA_KEY[0:6] == "geheim"
    IFLA_KEY matches "geheim"
    IFLA_OPAQUE == "0102"
    type == XFRM_MSG_NEWSA
    type == RTM_GETLINK
    flags & NLM_F_REPLACE
    flags & NLM_F_MATCH
    ifi_flags & IFF_UP|0x80
    error
    error != EINVAL
    all error == EINVAL
    extack != "x"
    family == nlctrl
    cmd == 1
    proto == generic
    process == ss
    nlmsgerr.IFLA_MTU
    IFLA_LINKINFO.IFLA_MTU
    IFLA_ADDRESS[6:2] != 00:00
    IFLA_IFNAME < "a"
"""


@pytest.mark.parametrize("text", TRUE.strip().splitlines())
def test_passes(text: str) -> None:
    assert matches(text.strip())


@pytest.mark.parametrize("text", FALSE.strip().splitlines())
def test_does_not_pass(text: str) -> None:
    assert not matches(text.strip())


REFUSAL = """
    error
    error == EINVAL
    error == einval
    error == 22
    error == -22
    errno in {EPERM, EINVAL}
    netlink.error == -22
    error != EPERM
    extack
    extack contains "too small"
    type == NLMSG_ERROR
    type == error
    nlmsgerr.IFLA_MTU == 1
    nlmsgerr.msg.nlmsghdr.nlmsg_type == 16
    IFLA_MTU == 1
    NLMSGERR_ATTR_MSG == "Nope, too small"
    flags & NLM_F_ACK_TLVS
    !(flags & NLM_F_MATCH)
    direction == to-user
"""


@pytest.mark.parametrize("text", REFUSAL.strip().splitlines())
def test_an_error_reply(text: str) -> None:
    (message,) = decode(REFUSED)
    assert matches(text.strip(), message)


def test_an_acknowledgement_is_no_error() -> None:
    (message,) = decode(nlmsg(2, bytes(20), flags=0x100))
    assert matches("type == NLMSG_ERROR && !error && errno == 0 && netlink.error == 0", message)


def test_a_constant_is_the_one_of_the_messages_protocol() -> None:
    (message,) = decode(EVERYTHING, protocol=6)
    assert matches("type == XFRM_MSG_NEWSA && type == 16 && type != RTM_NEWLINK", message)


def test_an_upper_flag_bit_is_named_by_what_the_message_is_for() -> None:
    get, delete = decode(nlmsg(18, link(), flags=0x301), nlmsg(17, link(), flags=0x301))
    assert matches("flags & NLM_F_DUMP && flags & NLM_F_ROOT && !(flags & NLM_F_REPLACE)", get)
    assert matches("!(flags & NLM_F_DUMP) && flags & NLM_F_NONREC && flags & 0x200", delete)


def test_an_unknown_message_may_be_called_by_any_flag() -> None:
    (message,) = decode(nlmsg(99, b"", flags=0x101))
    assert matches("flags & NLM_F_ROOT && flags & NLM_F_REPLACE && !(flags & NLM_F_DUMP)", message)


def test_generic_netlink() -> None:
    (message,) = decode(nlmsg(0x1D, bytes([3, 1, 0, 0])), protocol=16)
    assert matches("family == demo && family matches '^de' && cmd == 3 && genl.cmd == 3 && genl.version == 1", message)
    assert matches("genl && genl.family_id == 0x1d && proto == generic", message)


def test_a_uevent_has_no_header_fields() -> None:
    (message,) = decode(b"add", protocol=15)
    assert matches('uevent.ACTION == "add" && proto == uevent && len == 3 && direction == unknown', message)
    assert not matches("nlmsg_len || type || flags & 1 || seq != 3 || uevent.DEVPATH", message)


def test_a_name_in_an_echoed_request_is_found_only_inside_it() -> None:
    request, reply = decode(nlmsg(16, link(attribute(4, 1))), REFUSED)
    assert [matches("nlmsgerr.IFLA_MTU", message) for message in (request, reply)] == [False, True]


def test_an_interface_is_called_what_it_was_called_then() -> None:
    first, second = decode(
        nlmsg(16, link(attribute(3, "old"))),
        nlmsg(16, link(attribute(3, "new"))),
    )
    assert [matches("dev == old", message) for message in (first, second)] == [True, False]


def test_damage_does_not_disturb() -> None:
    (message,) = decode(nlmsg(16, link(attribute(4, b"\1\2\3"), b"\xff\xff\4\0ab")))
    for text in ("IFLA_MTU == 1", "IFLA_MTU != 1", "IFLA_MTU > 0", "ip", "string contains 'a'", "IFLA_MTU matches 'a'"):
        assert matches(text, message) in (True, False)
    assert matches("IFLA_MTU && note && note.level == error", message)


class Untouchable(Message):
    """Has no tree to look at."""

    @property
    def tree(self):  # type: ignore[no-untyped-def]
        raise AssertionError("the tree was asked for")


@pytest.mark.parametrize(
    "text",
    [
        "type == RTM_NEWLINK && flags & NLM_F_ACK",
        "IFLA_MTU == 1 && type == RTM_GETLINK",
        "IFLA_MTU == 1 || type == RTM_NEWLINK",
        "!(summary contains 'x' && IFLA_MTU && (note || seq == 7) && seq == 8)",
        "proto == route && !error && len > 4",
    ],
)
def test_headers_are_asked_before_the_tree(text: str) -> None:
    message = Untouchable(MESSAGE.data, MESSAGE.passage, MESSAGE._registry, MESSAGE.context)
    compiled(text, names()).matches(message)


def test_a_filter_knows_whether_it_needs_more_than_headers() -> None:
    assert compiled("type == 16 && !own", names()).header_only
    assert not compiled("type == 16 && !IFLA_MTU", names()).header_only
    assert compiled(" IFLA_MTU ", names()).text == " IFLA_MTU "
