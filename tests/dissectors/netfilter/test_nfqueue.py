"""Packets handed to programs: nfnetlink_queue and nfnetlink_log; and fingerprints of nfnetlink_osf."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.message import Message
from tests.build import NETFILTER, attribute, decoded, message, nest
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

QUEUE_PACKET, VERDICT, LOG_PACKET, OSF_ADD = 0x300, 0x301, 0x400, 0x500


def one(number: int, *attributes: bytes, family: int = 2) -> Message:
    (found,) = decoded(message(number, bytes([family, 0, 0, 5]), *attributes), protocol=NETFILTER)
    return found


def test_nothing_is_unknown() -> None:
    heard = [m for m in messages("nfqueue") if m.header and m.header.nlmsg_type >> 8 in (3, 4, 5)]
    assert len(heard) > 50
    assert [(m, node.name) for m in heard for node in m.tree.walk() if node.raw or node.notes] == []


SUMMARIES = """
NFQNL_MSG_CONFIG queue 5 bind unspec
NFQNL_MSG_CONFIG queue 5 copy packet range 65535 maxlen 100 flags fail_open,conntrack,gso,uid_gid,secctx
NFQNL_MSG_PACKET queue 5 packet 1 ip local_out out if1 ct new
NFQNL_MSG_VERDICT queue 5 packet 3 drop
NFQNL_MSG_VERDICT queue 5 packet 4 accept mark 77
NFQNL_MSG_VERDICT_BATCH queue 7 packet 1 accept
NFULNL_MSG_CONFIG group 6 copy packet range 128 buffer 8192 timeout 20 threshold 4 flags seq,seq_global,conntrack
NFULNL_MSG_PACKET group 6 "in" ip local_in in if1 seq 1
NFULNL_MSG_PACKET group 7 "secondgroup" ip local_out out if1 uid 0 seq 3
OSF_MSG_ADD
"""


@pytest.mark.parametrize("told", SUMMARIES.strip().splitlines())
def test_summary(told: str) -> None:
    assert saying("nfqueue", told).summary == told


def test_a_queued_packet() -> None:
    says(
        saying("nfqueue", "NFQNL_MSG_PACKET queue 7 packet 1 ipv6 local_out out if1 ct new"),
        {
            "res_id": 7,
            "NFQA_PACKET_HDR.hw_protocol": "ETH_P_IPV6",
            "NFQA_PACKET_HDR.hook": "NF_INET_LOCAL_OUT",
            "NFQA_UID": 0,
            "NFQA_CT.CTA_TUPLE_ORIG.CTA_TUPLE_IP.CTA_IP_V6_SRC": "::1",
            "NFQA_CT_INFO": "IP_CT_NEW",
        },
    )


def test_a_logged_packet() -> None:
    says(
        saying("nfqueue", 'NFULNL_MSG_PACKET group 6 "in" ip local_in in if1 seq 1'),
        {
            "NFULA_PREFIX": "in",
            "NFULA_HWTYPE": "ARPHRD_LOOPBACK",
            "NFULA_HWLEN": "14 bytes",
            "NFULA_CT.CTA_TUPLE_REPLY.CTA_TUPLE_IP.CTA_IP_V4_SRC": "127.0.0.6",
        },
    )


def test_the_end_of_a_batch_is_no_orphan() -> None:
    """nfnetlink_log closes several packets with NLMSG_DONE, which answers no request."""
    ends = [m for m in messages("nfqueue") if m.name == "NLMSG_DONE" and m.header and m.header.nlmsg_seq == 0]
    assert len(ends) > 3
    assert {note.code for m in ends for note in m.notes} == set()


# Made by hand, to the headers' layout.

VERDICTS = {
    0: "NF_DROP",
    1: "NF_ACCEPT",
    1 << 16: "NF_DROP (EPERM)",
    7 << 16 | 3: "NF_QUEUE (queue 7)",
    7 << 16 | 0x8000 | 3: "NF_QUEUE (queue 7, bypass)",
    0x100 | 4: "NF_REPEAT (0x100)",
}


@pytest.mark.parametrize(("verdict", "text"), VERDICTS.items())
def test_verdicts(verdict: int, text: str) -> None:
    found = one(VERDICT, attribute(2, pack(">II", verdict, 9)))
    says(found, {"NFQA_VERDICT_HDR.verdict": text, "NFQA_VERDICT_HDR.id": 9})


HARDWARE = pack(">HxxBBBBBBxx", 6, 2, 0, 0, 0, 0, 1)
MOMENT = pack(">QQ", 1_700_000_000, 5)


@pytest.mark.parametrize(
    ("number", "prefix", "hardware", "moment", "vlan"),
    [(QUEUE_PACKET, "NFQA", 9, 4, 19), (LOG_PACKET, "NFULA", 8, 3, 20)],
)
def test_what_both_tell_of_a_packet(number: int, prefix: str, hardware: int, moment: int, vlan: int) -> None:
    tags = nest(vlan, attribute(1, pack(">H", 0x8100)), attribute(2, pack(">H", 5)))
    says(
        one(number, attribute(hardware, HARDWARE), attribute(moment, MOMENT), tags, family=7),
        {
            f"{prefix}_HWADDR": "02:00:00:00:00:01",
            f"{prefix}_HWADDR.hw_addr": "02:00:00:00:00:01",
            f"{prefix}_TIMESTAMP": "2023-11-14 22:13:20.000005000 UTC",
            f"{prefix}_VLAN.{prefix}_VLAN_PROTO": "ETH_P_8021Q",
            f"{prefix}_VLAN.{prefix}_VLAN_TCI": "0x5",
        },
    )


def test_the_family_names_the_hook() -> None:
    header = attribute(1, pack(">IHB", 1, 0x806, 1))
    assert one(QUEUE_PACKET, header, family=3).tree["NFQA_PACKET_HDR"]["hook"].text == "NF_ARP_OUT"
    assert one(QUEUE_PACKET, header, family=2).tree["NFQA_PACKET_HDR"]["hook"].text == "NF_INET_LOCAL_IN"


def test_a_fingerprint() -> None:
    options = pack("<HHII", 2, 4, 0, 1460) + bytes(39 * 12)
    names = b"".join(name.ljust(32, b"\0") for name in (b"Linux", b"3.x", b""))
    finger = pack("<IIBBHHH", 1, 20, 64, 1, 60, 1460, 1) + names + options
    found = one(OSF_ADD, attribute(1, finger))
    assert found.summary == "OSF_MSG_ADD Linux 3.x"
    says(
        found,
        {
            "OSF_ATTR_FINGER.wss.wc": "OSF_WSS_MSS",
            "OSF_ATTR_FINGER.ttl": 64,
            "OSF_ATTR_FINGER.opt.[0]": "mss length 4 plain 1460",
        },
    )
    assert not [node for node in found.tree.walk() if node.raw or node.notes]
