"""Traffic control as Linux and tc sent it."""

from __future__ import annotations

from struct import pack

import pytest

from dissectors.route.tc_handle import HANDLE, u32_handle
from nldissect.stream import Knowledge
from tests.build import attribute, decoded, message, nest
from tests.dissectors.route.link_samples import at
from tests.dissectors.route.samples import sample

MESSAGES: dict[str, tuple[str, dict[str, str]]] = {
    "qdisc": (
        "RTM_NEWQDISC fq_codel 9: dev if3 root",
        {
            "tcm_parent": "TC_H_ROOT",
            "TCA_STAB.TCA_STAB_BASE.linklayer": "TC_LINKLAYER_ATM",
            "TCA_STAB.TCA_STAB_BASE.cell_align": "-1 bytes",
            "TCA_STATS2.TCA_STATS_QUEUE.backlog": "0 bytes",
            "TCA_HW_OFFLOAD": "off",
        },
    ),
    "qdisc_big_endian": (
        "RTM_NEWQDISC fq_codel 9: dev if12 root",
        {"tcm_handle": "9:", "TCA_STAB.TCA_STAB_BASE.overhead": "10 bytes"},
    ),
    "qdisc_estimator": ("RTM_NEWQDISC pfifo dev if3 root", {"TCA_RATE.interval": "0 (1 s)", "TCA_RATE.ewma_log": "2"}),
    "class": (
        "RTM_NEWTCLASS htb 1:10 dev if3 parent 1:1 leaf 10:",
        {"tcm_handle": "1:10", "tcm_parent": "1:1", "tcm_info": "10:"},
    ),
    "filter": (
        "RTM_NEWTFILTER u32 dev if3 ingress pref 1 protocol ip fh 800::801",
        {"tcm_info": "pref 1 protocol ETH_P_IP", "tcm_parent": "ffff:fff2 (TC_H_MIN_INGRESS)"},
    ),
    "filter_block": (
        "RTM_NEWTFILTER flower block 21 pref 1 protocol ip",
        {"tcm_ifindex": "TCM_IFINDEX_MAGIC_BLOCK", "tcm_parent": "block 21"},
    ),
    "action": (
        "RTM_GETACTION connmark index 1",
        {"TCA_ROOT_COUNT": "1", "TCA_ROOT_TAB.[0].TCA_ACT_STATS.TCA_STATS_BASIC_HW.bytes": "0 bytes"},
    ),
    "action_set": ("RTM_NEWACTION gact pass index 101, mirred index 102", {"TCA_ROOT_TAB.[2].TCA_ACT_KIND": "mirred"}),
    "chain": ("RTM_NEWCHAIN dev if3 parent ffff: chain 5 flower", {"tcm_info": "0", "TCA_CHAIN": "5"}),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message(name: str) -> None:
    told, nodes = MESSAGES[name]
    found = sample(name)
    assert found.summary == told
    assert {path: at(found, path).text for path in nodes} == nodes


def test_the_protocol_of_a_filter_lies_in_network_order() -> None:
    for order in ("<", ">"):
        # prio 5 << 16 | htons(ETH_P_IPV6), as a host of that byte order has it
        info = pack(f"{order}I", 5 << 16 | int.from_bytes(pack(f"{order}H", 0x86DD), "big"))
        header = pack(f"{order}BxxxiII", 0, 3, 0, 0xFFFFFFF1) + info
        found = decoded(message(44, header, order=order), order=order)[0]
        assert found.tree["tcm_info"].text == "pref 5 protocol ETH_P_IPV6"


def test_handles() -> None:
    names = Knowledge().at(0)
    told = {0x10010: "1:10", 0x80010000: "8001:", 0xFFFFFFFF: "root", 0xFFFFFFF1: "ingress", 0xFFFFFFF3: "egress"}
    assert {value: HANDLE.short(value, names) for value in told} == told
    assert [u32_handle(value) for value in (0x80000800, 0x0027B800, 0x00200000)] == ["800::800", "2:7b:800", "2:"]


def test_an_action_of_a_list() -> None:
    """By hand: no tool at hand sets all of these."""
    action = nest(
        1,
        attribute(1, b"gact\0"),
        attribute(3, pack("<I", 7)),
        attribute(6, b"\xaa\xbb"),
        attribute(7, pack("<II", 1, 1)),
        attribute(8, pack("<II", 2, 3)),
    )
    found = decoded(message(48, bytes(4), nest(1, action), attribute(2, pack("<II", 1, 1))))[0]
    assert found.summary == "RTM_NEWACTION gact index 7"
    assert at(found, "TCA_ROOT_TAB.[1].TCA_ACT_COOKIE").text == "aabb"
    assert at(found, "TCA_ROOT_TAB.[1].TCA_ACT_FLAGS").text == "no_percpu_stats"
    assert at(found, "TCA_ROOT_TAB.[1].TCA_ACT_HW_STATS.selector").text == (
        "TCA_ACT_HW_STATS_IMMEDIATE|TCA_ACT_HW_STATS_DELAYED"
    )
    assert at(found, "TCA_ROOT_FLAGS.value").text == "TCA_ACT_FLAG_LARGE_DUMP_ON"
