"""The names that filters know are those that trees have, and Wireshark's for headers."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest

from nldissect.capture.files import open_capture
from nldissect.filter import compile as compiled
from nldissect.filter.express import condition
from nldissect.filter.fields import ALIASES, FIELDS
from nldissect.filter.kinds import Kind
from nldissect.filter.names import default_names
from nldissect.message import Message
from nldissect.stream import Stream
from nldissect.tree import Node

CAPTURES = Path(__file__).parent.parent.parent / "captures"


@cache
def messages(name: str) -> list[Message]:
    return list(Stream().all(open_capture(CAPTURES / name)))


def nodes(name: str) -> list[tuple[Message, Node]]:
    return [(message, node) for message in messages(name) for node in message.tree.walk()]


def test_names_and_constants_of_the_dissectors() -> None:
    names = default_names()
    dst = names.known("nda_dst")
    assert dst is not None
    assert dst.name == "NDA_DST"
    assert Kind.ADDRESS in dst.kinds
    assert names.known("NDA_NOTHING") is None
    assert names.constants("nlmsg_type")["RTM_NEWNEIGH"] == 28
    assert names.constants("cmd")["CTRL_CMD_GETFAMILY"] == 3
    assert names.constants("rtm_protocol")["RTPROT_STATIC"] == 4
    assert names.constants("rtm_protocol")["static"] == 4
    assert "nlctrl" in names.constants("family")


def test_constants_of_nested_and_parsed_values() -> None:
    names = default_names()
    assert names.constants("error")["IPSET_ERR_EXIST"] == 4103
    assert names.constants("error")["IPSET_ERR_HASH_FULL"] == names.constants("error")["IPSET_ERR_NAME"] == 4352
    assert names.constants("id")["WLAN_EID_RSN"] == 48
    assert names.constants("action")["TC_ACT_SHOT"] == 2
    assert names.constants("tcm_parent")["TC_H_ROOT"] == 0xFFFFFFFF
    assert names.constants("verdict")["NF_DROP"] == 0
    ssid = names.known("wlan_eid_ssid")
    assert ssid is not None
    assert ssid.name == "WLAN_EID_SSID"


@pytest.mark.parametrize(
    ("capture", "text", "frames"),
    [
        ("ipset.pcap", "error == IPSET_ERR_EXIST", 1),
        ("ipset.pcap", "error == ipset_err_exist && errno != EINVAL", 1),
        ("nl80211.pcap", "NL80211_ATTR_IE.id == WLAN_EID_RSN", 1),
        ("nl80211.pcap", "WLAN_EID_SSID", 1),
    ],
)
def test_they_find_something(capture: str, text: str, frames: int) -> None:
    matches = compiled(text).matches
    assert sum(matches(message) for message in messages(capture)) >= frames


def test_every_name_in_the_trees_of_a_capture_is_known() -> None:
    found = {node.name for _, node in nodes("rt-route.pcap") if not node.name.startswith("[")}
    assert len(found) > 40
    assert {name for name in found if default_names().known(name) is None} == set()


def test_every_node_of_a_capture_is_found_by_its_own_filter() -> None:
    asked = set()
    for message, node in nodes("rt-route.pcap"):
        text = condition(node)
        if text not in asked:
            asked.add(text)
            assert compiled(text).matches(message), text
    assert len(asked) > 100


def test_a_filter_finds_what_a_walk_finds() -> None:
    by_hand = [
        message
        for message in messages("rt-route.pcap")
        if message.type_name == "RTM_NEWROUTE"
        and any(n.name == "rtm_protocol" and n.value == 4 for n in message.tree.walk())
    ]
    assert by_hand
    found = compiled("type == RTM_NEWROUTE && rtm_protocol == static").matches
    assert [message for message in messages("rt-route.pcap") if found(message)] == by_hand


@pytest.mark.tshark
def test_names_said_to_be_wiresharks_are() -> None:
    listing = subprocess.run(["tshark", "-G", "fields"], capture_output=True, text=True, check=True).stdout
    theirs = {line.split("\t")[2] for line in listing.splitlines()}
    ours = {
        name
        for name in (*FIELDS, *ALIASES)
        if name.startswith(("netlink.", "netlink-", "genl", "frame.")) and not name.startswith("netlink.hdr_flags.")
    }
    assert len(ours) > 30
    assert ours - theirs == set()
