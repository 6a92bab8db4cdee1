"""What `nldissect families` tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nldissect.output.reference import entry_lines, markdown, overview_lines
from nldissect.reference import Entry, entries, matching, rows
from nldissect.registry import Registry

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def known() -> list[Entry]:
    return entries(Registry())


def test_every_family_of_the_table_is_listed(known: list[Entry]) -> None:
    registry = Registry()
    registry.load_all()
    listed = {name for entry in known for name in entry.names}
    assert {message.name for _, message in registry.messages()} <= listed
    assert {family.name for family in registry.families()} <= {entry.name for entry in known}


@pytest.mark.parametrize(
    ("name", "family", "line"),
    [
        ("neighbour", "neighbour", "NDA_DST  IP address"),
        ("rtm_newneigh", "neighbour", "28  RTM_NEWNEIGH"),
        ("nda_cacheinfo", "neighbour", "struct nda_cacheinfo, 16 bytes"),
        ("NLCTRL", "nlctrl", "CTRL_ATTR_FAMILY_NAME  string"),
        ("IFLA_MTU", "link", "IFLA_MTU  u32"),
    ],
)
def test_a_name_leads_to_its_family(known: list[Entry], name: str, family: str, line: str) -> None:
    found = matching(known, name)
    assert family in [entry.name for entry in found]
    assert any(line in told for entry in found for told in entry_lines(entry))


def test_a_protocol_is_all_its_families(known: list[Entry]) -> None:
    found = matching(known, "route")
    assert [entry.name for entry in found] == ["route"]
    found = matching(known, "NETLINK_ROUTE")
    assert {"link", "address", "neighbour"} <= {entry.name for entry in found}


def test_nothing_matches_nothing(known: list[Entry]) -> None:
    assert matching(known, "no such thing") == []


def test_every_attribute_is_told_with_a_type(known: list[Entry]) -> None:
    for entry in known:
        told = list(entry_lines(entry))
        assert sum(1 for _ in rows(entry)) <= len(told)
        assert not any(line.endswith("  ") for line in told)


def test_the_overview_has_a_line_for_each(known: list[Entry]) -> None:
    lines = list(overview_lines(known))
    assert all(any(entry.name in line and entry.title in line for line in lines) for entry in known)


def test_the_document_is_up_to_date(known: list[Entry]) -> None:
    document = (ROOT / "docs" / "families.md").read_text()
    assert document == "\n".join(markdown(known)) + "\n", "run `make docs`"


def test_an_unknown_name_fails_with_a_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nldissect", "families", "xyzzy"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("nldissect: nothing is called xyzzy")
