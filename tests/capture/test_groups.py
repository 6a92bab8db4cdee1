"""Listening to multicast groups: what is said, and what is heard of this machine's own kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nldissect.capture.groups import GroupCapture, Wanted, wanted
from nldissect.errors import UsageError, UserError
from nldissect.groups import GROUPS, group_number

ROOT = Path(__file__).parents[2]
ISOLATED = ["unshare", "-Urn"]
"""a user and network namespace of its own: no root needed, nothing of this machine touched"""


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["uevent"], [Wanted(15)]),
        (["route/link,route/RTNLGRP_NEIGH"], [Wanted(0, ("link",)), Wanted(0, ("RTNLGRP_NEIGH",))]),
        (["audit", "NETLINK_XFRM/3"], [Wanted(9), Wanted(6, ("3",))]),
        (["nl80211/scan"], [Wanted(16, ("scan",), "nl80211")]),
        (["nlctrl"], [Wanted(16, (), "nlctrl")]),
    ],
)
def test_what_can_be_said(words: list[str], meant: list[Wanted]) -> None:
    assert wanted(words) == meant


@pytest.mark.parametrize("words", [["route/nosuch"], [""], ["uevent,,route"]])
def test_what_can_not_be_said(words: list[str]) -> None:
    with pytest.raises(UsageError):
        wanted(words)


def test_a_protocol_without_groups_by_name_takes_numbers() -> None:
    assert wanted(["usersock/5"]) == [Wanted(2, ("5",))]
    with pytest.raises(UsageError, match="give its number"):
        wanted(["usersock/five"])


def test_names_and_numbers_of_groups() -> None:
    for protocol, groups in GROUPS.items():
        for number, constant in groups.items():
            assert group_number(protocol, constant) == group_number(protocol, constant.lower()) == number


def test_a_family_that_does_not_exist() -> None:
    with (
        pytest.raises(UserError, match="no protocol or generic netlink family nosuchfam"),
        GroupCapture(wanted(["nosuchfam"])),
    ):
        pass


def test_a_group_that_the_family_does_not_have() -> None:
    with (
        pytest.raises(UsageError, match="nlctrl has no group nosuch; it has: notify"),
        GroupCapture(wanted(["nlctrl/nosuch"])),
    ):
        pass


def test_stop_ends_it_at_once() -> None:
    with GroupCapture(wanted(["uevent"])) as capture:
        capture.stop()
        assert capture.finished
        assert all(datagram.own for datagram in capture)


def test_addresses_are_heard_and_names_are_known(tmp_path: Path) -> None:
    """`capture --groups` as a user without rights, in a namespace of its own."""
    path = tmp_path / "heard.pcapng"
    commands = "sleep 1; ip link set lo up; ip addr add 192.0.2.1/32 dev lo; sleep 1"
    program = f"{sys.executable} -m nldissect capture -w {path} --groups route/link,route/ipv4_ifaddr -a duration:3"
    done = subprocess.run(
        [*ISOLATED, "sh", "-c", f"({commands}) & exec {program}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown = subprocess.run(
        [sys.executable, "-m", "nldissect", "show", "-T", "json", str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    messages = [json.loads(line) for line in shown.stdout.splitlines()]
    told = [message["summary"] for message in messages]
    assert any(line.startswith("RTM_NEWADDR 192.0.2.1/32 dev lo") for line in told), told
    assert any(line.startswith("RTM_NEWLINK 1 lo <UP") for line in told), told
    assert all(message["direction"] == "to-user" for message in messages)
