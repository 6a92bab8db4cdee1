"""Connection tracking as conntrack, nfct, nfacct and the kernel spoke it, and what they had no reason to say."""

from __future__ import annotations

import re
from struct import pack

import pytest

from nldissect.message import Message
from nldissect.transactions import Role
from tests.build import NETFILTER, attribute, decoded, message, nest, stream_of
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

SUBSYSTEMS = {1, 2, 7, 8, 9}
NFGENMSG = bytes([2, 0, 0, 0])
CT_NEW, CT_GET, CT_DELETE, CT_CTRZERO, EXP_NEW = 0x100, 0x101, 0x102, 0x103, 0x200
TIMEOUT_NEW, HELPER_NEW, ACCT_NEW = 0x800, 0x900, 0x700


def one(number: int, *attributes: bytes) -> Message:
    (found,) = decoded(message(number, NFGENMSG, *attributes), protocol=NETFILTER)
    return found


def test_nothing_is_unknown() -> None:
    heard = [m for m in messages("conntrack") if m.protocol == NETFILTER and m.header and m.header.nlmsg_type >= 16]
    assert {m.header.nlmsg_type >> 8 for m in heard if m.header} >= SUBSYSTEMS
    assert [(m, node.name) for m in heard for node in m.tree.walk() if node.raw] == []
    assert {node.name for m in heard for node in m.tree.walk() for note in node.notes} == set()


# What `conntrack -L -o extended,id,labels,ktimestamp` printed, and the datagram it was told.
LISTED = """
ipv4     2 tcp      6 59 CLOSE_WAIT src=127.0.0.1 dst=127.0.0.1 sport=48496 dport=8080 packets=4 bytes=217 @
src=127.0.0.1 dst=127.0.0.1 sport=8080 dport=48496 packets=3 bytes=164 [ASSURED] mark=7 delta-time=0 [start=Fri Nov @
20 16:04:23 2026] use=1 id=608774106 labels=label5
ipv6     10 tcp      6 119 TIME_WAIT src=::1 dst=::1 sport=43818 dport=8081 packets=5 bytes=369 src=::1 dst=::1 @
sport=8081 dport=43818 packets=3 bytes=224 [ASSURED] mark=7 delta-time=0 [start=Fri Nov 20 16:04:23 2026] use=1 @
id=254132091 labels=label5
ipv6     10 icmpv6   58 29 src=::1 dst=::1 type=128 code=0 id=1041 packets=1 bytes=104 src=::1 dst=::1 type=129 @
code=0 id=1041 packets=1 bytes=104 mark=7 delta-time=1 [start=Fri Nov 20 16:04:22 2026] use=1 id=1782270462 @
labels=label5
ipv4     2 udp      17 29 src=127.0.0.1 dst=127.0.0.1 sport=41365 dport=5060 packets=1 bytes=33 [UNREPLIED] @
src=127.0.0.1 dst=127.0.0.1 sport=5060 dport=41365 packets=0 bytes=0 mark=7 delta-time=0 [start=Fri Nov 20 16:04:23 @
2026] use=1 id=3138516473 labels=label5
ipv4     2 udp      17 29 src=127.0.0.1 dst=127.0.0.1 sport=41365 dport=9999 packets=1 bytes=33 [UNREPLIED] @
src=127.0.0.1 dst=127.0.0.1 sport=9999 dport=41365 packets=0 bytes=0 mark=7 delta-time=0 [start=Fri Nov 20 16:04:23 @
2026] use=1 id=2662829480 labels=label5
ipv4     2 icmp     1 29 src=127.0.0.1 dst=127.0.0.1 type=8 code=0 id=1040 packets=2 bytes=168 src=127.0.0.1 @
dst=127.0.0.1 type=0 code=0 id=1040 packets=2 bytes=168 mark=7 delta-time=1 [start=Fri Nov 20 16:04:22 2026] use=1 @
id=4081503643 labels=label5
ipv4     2 tcp      6 431999 ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=36162 dport=21 packets=5 bytes=274 @
src=127.0.0.1 dst=127.0.0.1 sport=21 dport=36162 packets=4 bytes=271 [ASSURED] mark=7 delta-time=0 [start=Fri Nov @
20 16:04:23 2026] helper=ftp use=1 id=2224404649 labels=label5
"""
DUMP = bytes.fromhex(
    """
    3001000000010200876f006b17040000020000003400018014000180080001007f000001080002007f0000011c0002800500010006000000
    06000200bd700000060003001f9000003400028014000180080001007f000001080002007f0000011c000280050001000600000006000200
    1f90000006000300bd700000080003000000000e080008000000000708000c00244927da08000b0000000001080007000000003b30000480
    2c000180050001000500000005000200090000000500030009000000060004002300000006000500270000001c0009800c00010000000000
    000000040c00020000000000000000d91c000a800c00010000000000000000030c00020000000000000000a4100014800c00010018e9cc65
    9e8b7e2614001600200000000000000000000000000000006001000000010200876f006b170400000a0000004c0001802c00018014000300
    0000000000000000000000000000000114000400000000000000000000000000000000011c000280050001000600000006000200ab2a0000
    060003001f9100004c0002802c00018014000300000000000000000000000000000000011400040000000000000000000000000000000001
    1c0002800500010006000000060002001f91000006000300ab2a0000080003000000000e080008000000000708000c000f25bf7b08000b00
    000000010800070000000077300004802c000180050001000700000005000200090000000500030009000000060004002700000006000500
    230000001c0009800c00010000000000000000050c00020000000000000001711c000a800c00010000000000000000030c00020000000000
    000000e0100014800c00010018e9cc65a03c1b6d14001600200000000000000000000000000000004001000000010200876f006b17040000
    0a000000540001802c0001801400030000000000000000000000000000000001140004000000000000000000000000000000000124000280
    050001003a000000060007000411000005000800800000000500090000000000540002802c00018014000300000000000000000000000000
    00000001140004000000000000000000000000000000000124000280050001003a0000000600070004110000050008008100000005000900
    00000000080003000000000a080008000000000708000c006a3b49fe08000b0000000001080007000000001d1c0009800c00010000000000
    000000010c00020000000000000000681c000a800c00010000000000000000010c0002000000000000000068100014800c00010018e9cc65
    7f750da614001600200000000000000000000000000000000001000000010200876f006b1704000002000000340001801400018008000100
    7f000001080002007f0000011c000280050001001100000006000200a19500000600030013c400003400028014000180080001007f000001
    080002007f0000011c00028005000100110000000600020013c4000006000300a19500000800030000000008080008000000000708000c00
    bb11f5f908000b0000000001080007000000001d1c0009800c00010000000000000000010c00020000000000000000211c000a800c000100
    00000000000000000c0002000000000000000000100014800c00010018e9cc65a4d3a53b1400160020000000000000000000000000000000
    0001000000010200876f006b17040000020000003400018014000180080001007f000001080002007f0000011c0002800500010011000000
    06000200a195000006000300270f00003400028014000180080001007f000001080002007f0000011c000280050001001100000006000200
    270f000006000300a19500000800030000000008080008000000000708000c009eb78da808000b0000000001080007000000001d1c000980
    0c00010000000000000000010c00020000000000000000211c000a800c00010000000000000000000c000200000000000000000010001480
    0c00010018e9cc65a474c13214001600200000000000000000000000000000001001000000010200876f006b17040000020000003c000180
    14000180080001007f000001080002007f000001240002800500010001000000060004000410000005000500080000000500060000000000
    3c00028014000180080001007f000001080002007f0000012400028005000100010000000600040004100000050005000000000005000600
    00000000080003000000000a080008000000000708000c00f346cd9b08000b0000000001080007000000001d1c0009800c00010000000000
    000000020c00020000000000000000a81c000a800c00010000000000000000020c00020000000000000000a8100014800c00010018e9cc65
    6c9e87b614001600200000000000000000000000000000003c01000000010200876f006b1704000002000000340001801400018008000100
    7f000001080002007f0000011c0002800500010006000000060002008d42000006000300001500003400028014000180080001007f000001
    080002007f0000011c00028005000100060000000600020000150000060003008d420000080003000000200e080008000000000708000c00
    8495b8a908000b0000000001080007000006977f300004802c00018005000100030000000500020009000000050003000900000006000400
    2300000006000500230000001c0009800c00010000000000000000050c00020000000000000001121c000a800c0001000000000000000004
    0c000200000000000000010f100014800c00010018e9cc65a2155cc40c000580080001006674700014001600200000000000000000000000
    00000000
    """
)
STARTS = {"608774106": 1795190663, "4081503643": 1795190662}


def test_equals_what_conntrack_lists() -> None:
    told = [m.summary.removeprefix("IPCTNL_MSG_CT_NEW ") for m in decoded(DUMP, protocol=NETFILTER)]
    wanted = []
    for line in LISTED.replace("@\n", "").strip().splitlines():
        plain = re.sub(r"^ipv\d +\d+ | delta-time=\d+| \[start=[^]]*\]|label(?=\d)", "", line)
        wanted.append(re.sub(r" +", " ", plain))
    assert told == wanted


def test_times_are_of_day() -> None:
    for m in decoded(DUMP, protocol=NETFILTER):
        start = m.tree["CTA_TIMESTAMP"]["CTA_TIMESTAMP_START"]
        assert isinstance(start.value, int)
        seconds = STARTS.get(m.tree["CTA_ID"].text)
        if seconds is not None:
            assert start.value // 1_000_000_000 == seconds
        assert re.fullmatch(r"\d{19} \(2026-11-20 16:04:2[23]\.\d{9} UTC\)", start.text)


SUMMARIES = """
IPCTNL_MSG_CT_GET_STATS 7 entries of 65536
IPCTNL_MSG_CT_GET_STATS_CPU cpu=1 found=0 invalid=0 insert=0 insert_failed=0 drop=0 early_drop=0 error=0 @
search_restart=0 clash_resolve=0 chaintoolong=0
IPCTNL_MSG_CT_GET_CTRZERO cpu=1 expect_new=0 expect_create=2 expect_delete=1
IPCTNL_MSG_CT_GET_CTRZERO dump unspec
IPCTNL_MSG_CT_GET dump unspec mark=7/0xffffffff
IPCTNL_MSG_CT_GET dump unspec status=assured/assured
IPCTNL_MSG_CT_NEW dccp 33 50 OPEN src=1.1.1.7 dst=2.2.2.2 sport=1 dport=2 src=2.2.2.2 dst=1.1.1.7 sport=2 dport=1
IPCTNL_MSG_EXP_NEW 299 proto=6 src=127.0.0.1 dst=127.0.0.1 sport=0 dport=51213 mask-src=255.255.255.255 @
mask-dst=255.255.255.255 sport=0 dport=65535 master-src=127.0.0.1 master-dst=127.0.0.1 sport=36162 dport=21 @
class=0 helper=ftp
IPCTNL_MSG_TIMEOUT_NEW t7 ip gre unreplied 5 replied 6
IPCTNL_MSG_TIMEOUT_DEFAULT_SET ip tcp syn_sent 120 syn_recv 60 established 432000 fin_wait 120 close_wait 60 @
last_ack 30 time_wait 120 close 10 syn_sent2 120 retrans 300 unack 300
NFNL_MSG_CTHELPER_NEW rpc ip udp queue 0 disabled
NFNL_MSG_ACCT_NEW a1 pkts 0 bytes 0
NLMSG_ERROR EEXIST ↩ IPCTNL_MSG_CT_NEW
"""


@pytest.mark.parametrize("told", SUMMARIES.replace("@\n", "").strip().splitlines())
def test_summary(told: str) -> None:
    assert saying("conntrack", told).summary == told


def test_nat_and_protocol_of_a_request() -> None:
    """`conntrack -I … --src-nat 9.9.9.9`"""
    found = saying(
        "conntrack",
        "IPCTNL_MSG_CT_NEW tcp 6 100 ESTABLISHED src=1.1.1.4 dst=2.2.2.2 sport=10 dport=20 "
        "src=2.2.2.2 dst=1.1.1.4 sport=20 dport=10 [ASSURED]",
        having="CTA_NAT_SRC",
    )
    says(
        found,
        {
            "CTA_STATUS": "IPS_SEEN_REPLY|IPS_ASSURED|IPS_CONFIRMED",
            "CTA_NAT_SRC.CTA_NAT_V4_MINIP": "9.9.9.9",
            "CTA_TUPLE_ORIG.CTA_TUPLE_PROTO.CTA_PROTO_DST_PORT": 20,
            "CTA_PROTOINFO.CTA_PROTOINFO_TCP.CTA_PROTOINFO_TCP_FLAGS_ORIGINAL.mask": (
                "IP_CT_TCP_FLAG_SACK_PERM|IP_CT_TCP_FLAG_BE_LIBERAL"
            ),
        },
    )


def test_answers_and_notifications_find_their_requests() -> None:
    """A notification of ctnetlink has no sequence number, but the port id of whom it obeys."""
    roles: dict[str, set[tuple[Role, str | None]]] = {}
    for m in messages("conntrack"):
        if m.membership is not None:
            roles.setdefault(m.name, set()).add((m.membership.role, None if m.request is None else m.request.name))
    assert (Role.NOTIFICATION, "IPCTNL_MSG_CT_NEW") in roles["IPCTNL_MSG_CT_NEW"]
    assert (Role.REPLY, "IPCTNL_MSG_CT_GET") in roles["IPCTNL_MSG_CT_NEW"]
    assert roles["IPCTNL_MSG_CT_DELETE"] >= {(Role.NOTIFICATION, "IPCTNL_MSG_CT_DELETE")}
    assert (Role.REPLY, "IPCTNL_MSG_EXP_GET_STATS_CPU") in roles["IPCTNL_MSG_CT_GET_CTRZERO"]


def test_a_notification_is_not_an_old_batchs() -> None:
    begin, commit = (message(number, bytes([0, 0, 0, 10]), flags=1, seq=seq) for number, seq in ((16, 0), (17, 1)))
    change = message(CT_NEW, NFGENMSG, flags=5, seq=9)
    told = message(CT_NEW, NFGENMSG, flags=0, seq=0, pid=77)
    joined = stream_of(begin + commit, change, told, told, protocol=NETFILTER)
    assert [m.membership and m.membership.number for m in joined] == [1, 1, 2, 2, 2]
    late = stream_of(begin + commit, told, protocol=NETFILTER)[-1]
    assert late.membership is None, "nobody's here"


# Made by hand, to the headers' layout.

HELPER_INFO = attribute(2, b"\1\2\3\4")
BY_HAND: list[tuple[int, list[bytes], dict[str, object]]] = [
    (
        CT_NEW,
        [
            nest(5, attribute(1, b"ftp\0"), HELPER_INFO),
            nest(15, attribute(1, pack(">I", 7)), attribute(2, pack(">i", -3)), attribute(3, pack(">i", 4))),
            nest(19, attribute(1, b"system_u:object_r:x\0")),
            nest(24, attribute(1, pack(">I", 1)), attribute(2, pack(">I", 2)), attribute(3, pack(">I", 3))),
            attribute(22, bytes([0x20, 0, 0, 0, 0, 0, 0, 0, 1]) + bytes(7)),
            attribute(27, pack(">Q", 1_000_000_000)),
            nest(
                13, nest(3, attribute(1, pack(">H", 80)), attribute(2, pack(">H", 90))), attribute(4, bytes(15) + b"\1")
            ),
        ],
        {
            "CTA_HELP.CTA_HELP_NAME": "ftp",
            "CTA_HELP.CTA_HELP_INFO": "01020304",
            "CTA_SEQ_ADJ_ORIG.CTA_SEQADJ_OFFSET_BEFORE": -3,
            "CTA_SECCTX.CTA_SECCTX_NAME": "system_u:object_r:x",
            "CTA_SYNPROXY.CTA_SYNPROXY_TSOFF": 3,
            "CTA_LABELS": "5 64",
            "CTA_TIMESTAMP_EVENT": "1000000000 (1970-01-01 00:00:01.000000000 UTC)",
            "CTA_NAT_DST.CTA_NAT_PROTO.CTA_PROTONAT_PORT_MAX": 90,
            "CTA_NAT_DST.CTA_NAT_V6_MINIP": "::1",
        },
    ),
    (
        CT_GET,
        [nest(25, attribute(1, pack("<I", 0x801)), attribute(2, pack("<I", 0))), attribute(18, pack(">H", 5))],
        {
            "CTA_FILTER.CTA_FILTER_ORIG_FLAGS": "CTA_FILTER_F_CTA_IP_SRC|CTA_FILTER_F_CTA_PROTO_ICMPV6_ID",
            "CTA_ZONE": 5,
        },
    ),
    (
        CT_NEW,
        [nest(4, nest(3, attribute(1, b"\4"), attribute(2, pack(">I", 5)), attribute(3, pack(">I", 6))))],
        {
            "CTA_PROTOINFO.CTA_PROTOINFO_SCTP.CTA_PROTOINFO_SCTP_STATE": "SCTP_CONNTRACK_ESTABLISHED",
            "CTA_PROTOINFO.CTA_PROTOINFO_SCTP.CTA_PROTOINFO_SCTP_VTAG_REPLY": "0x6",
        },
    ),
    (
        EXP_NEW,
        [
            attribute(8, pack(">I", 5)),
            attribute(11, b"nat-follow-master\0"),
            nest(10, attribute(1, pack(">I", 1)), nest(2, nest(1, attribute(1, bytes([1, 2, 3, 4]))))),
        ],
        {
            "CTA_EXPECT_FLAGS": "NF_CT_EXPECT_PERMANENT|NF_CT_EXPECT_USERSPACE",
            "CTA_EXPECT_FN": "nat-follow-master",
            "CTA_EXPECT_NAT.CTA_EXPECT_NAT_DIR": "IP_CT_DIR_REPLY",
            "CTA_EXPECT_NAT.CTA_EXPECT_NAT_TUPLE.CTA_TUPLE_IP.CTA_IP_V4_SRC": "1.2.3.4",
        },
    ),
    (
        HELPER_NEW,
        [nest(4, attribute(1, pack(">I", 1)), nest(2, attribute(1, b"rpc\0"), attribute(3, pack(">I", 300))))],
        {"NFCTH_POLICY.NFCTH_POLICY_SET_NUM": 1, "NFCTH_POLICY.NFCTH_POLICY_SET1.NFCTH_POLICY_EXPECT_TIMEOUT": "300 s"},
    ),
    (
        ACCT_NEW,
        [attribute(1, b"q\0"), attribute(5, pack(">I", 6)), attribute(6, pack(">Q", 1000))],
        {"NFACCT_FLAGS": "NFACCT_F_QUOTA_BYTES|NFACCT_F_OVERQUOTA", "NFACCT_QUOTA": 1000},
    ),
]


@pytest.mark.parametrize(("number", "attributes", "wanted"), BY_HAND)
def test_made_by_hand(number: int, attributes: list[bytes], wanted: dict[str, object]) -> None:
    found = one(number, *attributes)
    says(found, wanted)
    assert not [node for node in found.tree.walk() if node.raw or node.notes]


def test_labels_of_a_big_endian_host() -> None:
    label = bytes(7) + b"\x20" + bytes(7) + b"\1"
    body = message(CT_NEW, NFGENMSG, attribute(22, label, order=">"), order=">")
    (found,) = decoded(body, protocol=NETFILTER, order=">")
    assert found.tree["CTA_LABELS"].value == [5, 64]


def test_gre_has_keys() -> None:
    proto = nest(2, attribute(1, b"\x2f"), attribute(2, pack(">H", 1)), attribute(3, pack(">H", 0x20)))
    told = one(CT_DELETE, nest(1, nest(1, attribute(1, bytes([1, 1, 1, 8])), attribute(2, bytes([2, 2, 2, 2]))), proto))
    assert told.summary == "IPCTNL_MSG_CT_DELETE gre 47 src=1.1.1.8 dst=2.2.2.2 srckey=0x1 dstkey=0x20"
