"""ipset as the program and the kernel spoke it."""

from __future__ import annotations

from struct import pack

import pytest

from dissectors.netfilter.ipset_summary import element
from nldissect.message import Message
from nldissect.transactions import Role, State
from tests.build import NETFILTER, attribute, decoded, error, message, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

NFGENMSG = bytes([2, 0, 0, 0])
CREATE, LIST, ADD, GET_BYINDEX = 0x602, 0x607, 0x609, 0x60F
NET = 0x4000
"""NLA_F_NET_BYTEORDER"""


def heard() -> list[Message]:
    return [m for m in messages("ipset") if m.header and m.header.nlmsg_type >> 8 == 6]


def test_nothing_is_unknown() -> None:
    assert len(heard()) > 350
    assert [(m, node.name) for m in heard() for node in m.tree.walk() if node.raw or node.notes] == []


# What `ipset save` printed; it says nothing of forceadd, and has names for types of ICMP.
SAVED = """
create a hash:ip family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x83a38551
add a 1.2.3.8
add a 1.2.3.7
add a 1.2.3.9
add a 1.2.3.5
add a 1.2.3.6
create b hash:net family inet6 hashsize 64 maxelem 100 timeout 300 counters comment skbinfo bucketsize 12 initval @
0x80414e13
add b fd01::/64 timeout 297 nomatch packets 0 bytes 0
add b fd00::/64 timeout 96 packets 5 bytes 6 comment "hello world" skbmark 0x5/0xff skbprio 1:10 skbqueue 3
create c hash:ip,port family inet hashsize 1024 maxelem 65536 counters bucketsize 12 initval 0x64383dd9
add c 1.1.1.2,icmp:echo-request packets 0 bytes 0
add c 1.1.1.1,tcp:80 packets 0 bytes 0
add c 1.1.1.1,udp:103 packets 7 bytes 8
add c 1.1.1.1,udp:105 packets 7 bytes 8
add c 1.1.1.1,udp:100 packets 7 bytes 8
add c 1.1.1.1,udp:104 packets 7 bytes 8
add c 1.1.1.1,udp:102 packets 7 bytes 8
add c 1.1.1.2,gre:0 packets 0 bytes 0
add c 1.1.1.1,udp:101 packets 7 bytes 8
create d hash:net,iface family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x37c49005
add d 10.0.0.0/8,lo
add d 11.0.0.0/8,physdev:eth0
create e hash:net,port,net family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x9eae61f7
add e 10.0.0.0/8,tcp:80,11.0.0.0/8
create f hash:mac hashsize 1024 maxelem 65536 bucketsize 12 initval 0x9da0e580
add f 02:00:00:00:00:01
create g hash:ip,mark family inet markmask 0x000000ff hashsize 1024 maxelem 65536 bucketsize 12 initval 0x75796cab
add g 1.1.1.1,0x00000055
create h bitmap:ip range 10.0.0.0-10.0.0.255 timeout 10 comment
add h 10.0.0.5 timeout 7 comment "x"
create i bitmap:port range 0-1000 counters
add i 55 packets 0 bytes 0
add i 100 packets 0 bytes 0
add i 101 packets 0 bytes 0
add i 102 packets 0 bytes 0
add i 103 packets 0 bytes 0
add i 104 packets 0 bytes 0
add i 105 packets 0 bytes 0
add i 106 packets 0 bytes 0
add i 107 packets 0 bytes 0
add i 108 packets 0 bytes 0
add i 109 packets 0 bytes 0
add i 110 packets 0 bytes 0
create j bitmap:ip,mac range 10.0.0.0-10.0.0.255
add j 10.0.0.7,02:00:00:00:00:07
create l hash:ip,port,ip family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x7ba26290
add l 1.1.1.1,tcp:80,2.2.2.2
create m hash:ip,port,net family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x25bf4214
add m 1.1.1.1,tcp:80,2.2.2.0/24
create n hash:net,net family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x301b7f8e
add n 1.0.0.0/8,2.0.0.0/8
create o hash:net,port family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0xeacd9e87
add o 1.0.0.0/8,sctp:5
create p hash:ip family inet hashsize 1024 maxelem 65536 netmask 24 bucketsize 8 initval 0x00000055
add p 1.2.3.0
create q hash:ip family inet hashsize 1024 maxelem 65536 bitmask 255.255.0.0 bucketsize 12 initval 0x399ff8b2
create r hash:ip,mac family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0xa773afe1
add r 1.2.3.4,02:00:00:00:00:01
create k list:set size 8 timeout 100
add k c timeout 98
add k a timeout 98
"""


def saved() -> dict[str, list[str]]:
    """What is created → the elements added."""
    found: dict[str, list[str]] = {}
    for line in SAVED.replace("icmp:echo-request", "icmp:8/0").replace("@\n", "").strip().splitlines():
        verb, _, rest = line.partition(" ")
        if verb == "create":
            found[rest] = []
        else:
            found[list(found)[-1]].append(rest.partition(" ")[2])
    return found


def test_equals_what_ipset_saves() -> None:
    request = next(m for m in heard() if m.name == "IPSET_CMD_SAVE")
    told = {}
    for m in heard():
        if m.request is request and m is not request:
            listed = m.tree.get("IPSET_ATTR_ADT")
            created = m.summary.removeprefix("IPSET_CMD_LIST ").partition(" {")[0].replace(" forceadd", "")
            told[created] = [] if listed is None else [element(node, m.context) for node in listed]
    assert told == saved()


SUMMARIES = """
IPSET_CMD_PROTOCOL protocol 7 from 6 on
IPSET_CMD_TYPE hash:ip,port family ipv4 revision 7 from 0 on
IPSET_CMD_HEADER l hash:ip,port,ip revision 6 family ipv4
IPSET_CMD_CREATE p hash:ip family inet netmask 24 bucketsize 8 initval 0x00000055
IPSET_CMD_CREATE g hash:ip,mark family inet markmask 0x000000ff
IPSET_CMD_CREATE o hash:net,port family inet forceadd
IPSET_CMD_ADD a 1.2.3.5-1.2.3.9
IPSET_CMD_ADD c 1.1.1.1,udp:100-105 packets 7 bytes 8
IPSET_CMD_ADD k c before a
IPSET_CMD_ADD d 11.0.0.0/8,physdev:eth0
IPSET_CMD_TEST a 9.9.9.9
IPSET_CMD_RENAME a z
IPSET_CMD_SWAP z p
IPSET_CMD_FLUSH c
IPSET_CMD_DESTROY z
IPSET_CMD_LIST dump list_setname
IPSET_CMD_LIST j
IPSET_CMD_LIST dump b
NLMSG_ERROR IPSET_ERR_EXIST ↩ IPSET_CMD_ADD
NLMSG_ERROR IPSET_ERR_EXIST ↩ IPSET_CMD_TEST
NLMSG_ERROR IPSET_ERR_REFERENCED ↩ IPSET_CMD_RENAME
NLMSG_ERROR IPSET_ERR_BUSY ↩ IPSET_CMD_DESTROY
NLMSG_ERROR ENOENT ↩ IPSET_CMD_SWAP
"""


@pytest.mark.parametrize("told", SUMMARIES.strip().splitlines())
def test_summary(told: str) -> None:
    assert saying("ipset", told).summary == told


def test_lines_of_a_restore() -> None:
    found = next(m for m in heard() if m.tree.get("IPSET_ATTR_ADT") and m.name == "IPSET_CMD_ADD")
    elements = found.tree["IPSET_ATTR_ADT"].children
    assert (found.tree["IPSET_ATTR_LINENO"].value, len(elements)) == (1, 167)
    assert [node["IPSET_ATTR_CADT_LINENO"].value for node in elements] == list(range(1, 168))


def test_flags_and_joining() -> None:
    for m in heard():
        assert m.membership is not None
        if m.name in ("IPSET_CMD_PROTOCOL", "IPSET_CMD_TYPE", "IPSET_CMD_HEADER") and "NLM_F_REQUEST" not in m.flags:
            assert m.membership.role is Role.REPLY
            assert m.request is not None
            assert m.membership.transactions.state[m.membership.number] == State.ANSWERED
    assert saying("ipset", "IPSET_CMD_DEL a 9.9.9.9").flags == ["NLM_F_REQUEST", "NLM_F_ACK", "NLM_F_EXCL"]


def test_a_familys_own_error() -> None:
    found = saying("ipset", "NLMSG_ERROR IPSET_ERR_BUSY ↩ IPSET_CMD_DESTROY")
    assert found.error is not None
    assert (found.error.errno, found.error.name) == (4100, "IPSET_ERR_BUSY")
    assert found.tree["nlmsgerr"]["error"].text == "-4100 (IPSET_ERR_BUSY)"


def test_the_kind_of_set_decides_on_an_error() -> None:
    """Which a request does not tell, nor does it matter to another family's."""
    request = message(ADD, NFGENMSG, flags=5)
    (found,) = decoded(error(4352, request), protocol=NETFILTER)
    assert found.error is not None
    assert found.error.name == "IPSET_ERR_BITMAP_RANGE|IPSET_ERR_HASH_FULL|IPSET_ERR_NAME"
    (other,) = decoded(error(4352, message(0x100, NFGENMSG, flags=5)), protocol=NETFILTER)
    assert other.error is not None
    assert other.error.name == "4352"


# Made by hand, to the header's layout.


def address(number: int, *octets: int) -> bytes:
    return nest(number, attribute(1 | NET, bytes(octets)))


BY_HAND: list[tuple[int, list[bytes], dict[str, object]]] = [
    (
        ADD,
        [
            nest(
                7, address(1, 1, 2, 3, 4), address(20, 5, 6, 7, 8), attribute(21, b"\x18"),
                attribute(8 | NET, pack(">I", 0x86)), attribute(23, b"eth\0"),
            )
        ],
        {
            "IPSET_ATTR_DATA.IPSET_ATTR_IP.IPSET_ATTR_IPADDR_IPV4": "1.2.3.4",
            "IPSET_ATTR_DATA.IPSET_ATTR_CIDR2": 24,
            "IPSET_ATTR_DATA.IPSET_ATTR_CADT_FLAGS": "IPSET_FLAG_PHYSDEV|IPSET_FLAG_NOMATCH|IPSET_FLAG_IFACE_WILDCARD",
        },
    ),
    (
        CREATE,
        [nest(7, address(1, 10, 0, 0, 0), attribute(11 | NET, pack(">I", 255)), attribute(17 | NET, pack(">I", 5)))],
        {
            "IPSET_ATTR_DATA.IPSET_ATTR_IP_FROM.IPSET_ATTR_IPADDR_IPV4": "10.0.0.0",
            "IPSET_ATTR_DATA.IPSET_ATTR_MARKMASK": "0x000000ff",
            "IPSET_ATTR_DATA.IPSET_ATTR_INITVAL": 5,
        },
    ),
    (LIST, [nest(7, attribute(11, pack("<I", 255)))], {"IPSET_ATTR_DATA.IPSET_ATTR_MARKMASK": 255}),
    (GET_BYINDEX, [attribute(11 | NET, pack(">H", 3))], {"IPSET_ATTR_INDEX": 3}),
]  # fmt: skip


@pytest.mark.parametrize(("number", "attributes", "wanted"), BY_HAND)
def test_made_by_hand(number: int, attributes: list[bytes], wanted: dict[str, object]) -> None:
    (found,) = decoded(message(number, NFGENMSG, attribute(2, b"s\0"), *attributes), protocol=NETFILTER)
    says(found, wanted)
    assert not [node for node in found.tree.walk() if node.raw or node.notes]


def test_what_an_element_is_called() -> None:
    attributes = BY_HAND[0][1]
    (found,) = decoded(message(ADD, NFGENMSG, attribute(2, b"s\0"), *attributes), protocol=NETFILTER)
    assert found.summary == "IPSET_CMD_ADD s 1.2.3.4,5.6.7.8/24,physdev:eth+ nomatch"
