"""Every family is in a real capture with golden; what these kernels can not make is built by hand, and listed here."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from dissectors.route.link_kinds import DATA as LINK_KINDS
from dissectors.route.tc import ACTION, FILTER, QDISC
from dissectors.route.tc.ematch import TCF_EM_KIND
from nldissect.capture import open_capture
from nldissect.protocols import PROTOCOLS, protocol_name
from nldissect.reference import Entry, entries
from nldissect.registry import Registry
from nldissect.stream import Stream
from nldissect.tree import Node
from tests.golden import CAPTURES, captures

BUILT = {
    "binder": "needs an Android kernel",
    "cifs": "needs a kernel with CONFIG_CIFS_SWN_UPCALL and a cluster of file servers",
    "dev-energymodel": "needs processors with an energy model; captured are its refusals only",
    "drm-ras": "needs a graphics card that counts its errors",
    "NCSI": "needs a network card beside a management controller",
    "pmcraid": "needs the controller; captured are its refusals only",
    "psp": "needs a network card, or a netdevsim, newer than the kernels at hand",
}
"""families that no capture shows with anything in them → why; messages of them are built in tests/dissectors/"""

NO_SOCKET = {
    "NETLINK_UNUSED": "was NETLINK_SKIP, of before 2.6.13",
    "NETLINK_FIREWALL": "ip_queue is gone since Linux 3.5",
    "NETLINK_NFLOG": "ipt_ULOG is gone since Linux 3.17",
    "NETLINK_IP6_FW": "ip6_queue is gone since Linux 3.5",
    "NETLINK_DNRTMSG": "DECnet is gone since Linux 6.1",
    "NETLINK_ECRYPTFS": "ecryptfs has a device of its own since Linux 2.6.29",
    "NETLINK_SMC": "has a number only: SMC speaks generic netlink",
}
"""protocols of which the kernels at hand make no socket → why; they are known by name"""

NO_KIND = {
    ("TCF_EM_KIND", "TCF_EM_VLAN"): "has a number only: no kernel has such a match",
}
"""kinds of objects that no capture shows → why"""


@cache
def seen() -> dict[str, set[str]]:
    """What the captures with goldens hold: protocols, messages with something in them, kinds of objects."""
    found: dict[str, set[str]] = defaultdict(set)
    for capture in captures():
        with open_capture(capture) as file:
            for message in Stream().all(file):
                protocol = protocol_name(message.protocol)
                found["protocol"].add(protocol)
                generic = message.generic
                if any(node.name != "genlmsghdr" for node in message.tree.children):
                    owner = protocol if generic is None else f"generic {generic.family}"
                    found[owner].add("" if message.header is None else message.name)
                if message.protocol == 0:
                    for node in message.tree.walk():
                        _kind(node, found)
    return found


def _kind(node: Node, found: dict[str, set[str]]) -> None:
    if node.name in ("IFLA_INFO_KIND", "TCA_KIND", "TCA_ACT_KIND"):
        found[node.name].add(str(node.value))
    elif node.name == "kind" and node.parent is not None and node.parent.name == "tcf_ematch_hdr":
        found["TCF_EM_KIND"].update(name for number, name in TCF_EM_KIND.constants.items() if number == node.value)


def captured(entry: Entry) -> bool:
    if entry.family is not None:
        return bool(seen()[f"generic {entry.name}"])
    return bool(seen()[entry.protocol] & {*entry.names, *([] if entry.messages else [""])})


FAMILIES = entries(Registry())


@pytest.mark.parametrize("entry", FAMILIES, ids=lambda entry: entry.name)
def test_every_family_is_captured_or_built(entry: Entry) -> None:
    if entry.name in BUILT:
        assert not captured(entry), f"{entry.name} is captured now: it need not be listed as built"
    else:
        assert captured(entry), f"no capture shows {entry.name}: make one, or build messages and list it in BUILT"


@pytest.mark.parametrize("name", BUILT)
def test_what_is_not_captured_is_built(name: str) -> None:
    assert name in {entry.name for entry in FAMILIES}
    built = [
        path for path in (CAPTURES.parent / "tests/dissectors").rglob("test_*.py") if f'"{name}"' in path.read_text()
    ]
    assert built, f"no test builds messages of {name}"


@pytest.mark.parametrize("protocol", PROTOCOLS.values())
def test_every_protocol_is_captured(protocol: str) -> None:
    assert (protocol in seen()["protocol"]) == (protocol not in NO_SOCKET)


@pytest.mark.parametrize(
    ("attribute", "kinds"),
    [
        ("IFLA_INFO_KIND", set(LINK_KINDS)),
        ("TCA_KIND", {*QDISC, *FILTER}),
        ("TCA_ACT_KIND", set(ACTION)),
        ("TCF_EM_KIND", set(TCF_EM_KIND.constants.values())),
    ],
)
def test_every_kind_is_captured(attribute: str, kinds: set[str]) -> None:
    missing = {kind for listed, kind in NO_KIND if listed == attribute}
    assert kinds - seen()[attribute] == missing


def test_the_readme_tells_what_is_missing() -> None:
    text = (CAPTURES / "README.md").read_text("utf-8").partition("## What could not be captured")[2]
    for name in (*BUILT, *NO_SOCKET):
        assert f"`{name}`" in text, name
