"""What the filter bar offers."""

from __future__ import annotations

import pytest

from nldissect.filter import compile as compiled
from nldissect.filter.completion import complete
from tests.filter.family import names


def offered(text: str) -> list[str]:
    """What is offered where | stands."""
    cursor = text.index("|^")
    return [completion.text for completion in complete(text.replace("|^", ""), cursor, names())]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("IFLA_M|^", ["IFLA_MTU"]),
        ("ifla_m|^", ["IFLA_MTU"]),
        ("mtu|^", ["IFLA_MTU"]),
        ("seq == 3 && IFLA_IF|^ == 3", ["IFLA_IFNAME"]),
        ("!(IFLA_MT|^", ["IFLA_MTU"]),
        ("all IFLA_MT|^", ["IFLA_MTU"]),
        ("IFLA_LINKINFO.IFLA_INFO_K|^", ["IFLA_INFO_KIND"]),
        ("netlink.hdr_t|^", ["netlink.hdr_type"]),
        ("IFLA_PROTO == RTPROT_|^", ["RTPROT_UNSPEC", "RTPROT_KERNEL", "RTPROT_STATIC"]),
        ("IFLA_PROTO == sta|^", ["static", "RTPROT_STATIC"]),
        ("IFLA_PROTO in {static, k|^", ["kernel", "RTPROT_KERNEL"]),
        ("IFLA_PROTO & |^", ["RTPROT_UNSPEC"]),
        ("ifi_flags & IFF_UP|IFF_R|^", ["IFF_RUNNING"]),
        ("type == RTM_N|^", ["RTM_NEWLINK"]),
        ("flags & NLM_F_D|^", ["NLM_F_DUMP_INTR", "NLM_F_DUMP_FILTERED", "NLM_F_DUMP"]),
        ("error == EINV|^", ["EINVAL"]),
        ("direction == |^", ["to-kernel", "to-user", "unknown"]),
        ("own == |^", ["true", "false"]),
        ("IFLA_IFNAME |^", ["==", "!=", "in", "contains", "matches", "&&"]),
        ("IFLA_MTU |^", ["==", "!=", ">", "<", ">=", "<=", "in", "contains", "matches", "&"]),
        ("IFLA_LINKINFO |^", ["&&", "||", "^^"]),
        ("IFLA_MTU con|^", ["contains"]),
        ("IFLA_MTU == 3 |^", ["&&", "||", "^^"]),
        ("type in {1, 2} |^", ["&&", "||", "^^"]),
        ("IFLA_IFNAME == 'IFLA_M|^", []),
        ("IFLA_MTU == 15|^", []),
        ("nothing_such == a|^", []),
        ("TC|^", ["TCP", "TCPerror"]),
        ("TCP.dp|^", ["dport"]),
        ("ip.sr|^", ["src"]),
        ("NFQA_PAYLOAD.ICMP.ty|^", ["type"]),
        ("IP.proto == tc|^", ["tcp"]),
    ],
)
def test_what_is_offered_first(text: str, first: list[str]) -> None:
    assert offered(text)[: len(first)] == first
    if not first:
        assert offered(text) == []


def test_a_completion_says_what_it_replaces() -> None:
    text = "IFLA_LINKINFO.ifla_info_k"
    (completion,) = complete(text, len(text), names())
    completed = text[: completion.start] + completion.text + text[completion.end :]
    assert completed == "IFLA_LINKINFO.IFLA_INFO_KIND"
    compiled(completed, names())


def test_everything_offered_is_understood() -> None:
    for completion in complete("", 0, names(), limit=10_000):
        compiled(completion.text, names())


def test_the_number_is_bounded() -> None:
    assert len(complete("", 0, names(), limit=7)) == 7
