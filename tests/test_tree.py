"""Nodes: filled when looked at, found by name and by byte, safe to print."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from nldissect.schema import U8, Attribute
from nldissect.tree import HeaderNode, Level, Node, Note, printable


def leaf(name: str, offset: int, length: int = 4, value: int | str | None = None, number: int | None = None) -> Node:
    node = Node(name, offset, length, type=number)
    node.set(value)
    return node


@pytest.fixture
def root() -> Node:
    """A header with two members, and an attribute that holds two."""
    root = Node("RTM_NEWLINK", 0, 48)
    header = HeaderNode("ifinfomsg", 16, 8)
    header.append(leaf("ifi_family", 16, 4, 2))
    header.append(leaf("ifi_index", 20, 4, 7))
    outer = Node("IFLA_LINKINFO", 24, 24, type=18, start=28)
    outer.append(leaf("IFLA_INFO_KIND", 28, 8, "vlan", 1))
    outer.append(leaf("IFLA_INFO_DATA", 36, 12, None, 2))
    root.append(header)
    root.append(outer)
    return root


def test_a_node_is_loaded_once_and_only_when_looked_at() -> None:
    loads = []

    def load(node: Node) -> None:
        loads.append(node.name)
        node.set(5)
        node.append(leaf("inside", 4))
        node.note(Level.INFO, "code", "words")

    looks: list[Callable[[Node], object]] = [
        lambda node: node.value,
        lambda node: node.text,
        lambda node: node.children,
        lambda node: node.notes,
        lambda node: node.raw,
        lambda node: node.space,
        lambda node: node.get("inside"),
        lambda node: list(node.walk()),
    ]
    for look in looks:
        node = Node("a", 0, 8, loader=load)
        assert (node.name, node.offset, node.end) == ("a", 0, 8)
        assert loads == []
        look(node)
        look(node)
        assert (node.value, node.text, len(node.children), len(node.notes)) == (5, "5", 1, 1)
        assert loads.pop() == "a"
        assert loads == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        ("d0", "d0"),
        ([1, [2, "x"]], "1 2 x"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("\u202eabc", "\\u202eabc"),
        ("two\nlines\t", "two\\nlines\\t"),
        ("[red]ü[/red]", "[red]ü[/red]"),
    ],
)
def test_the_plain_text_of_a_value(value: int | str | None, text: str) -> None:
    node = Node("a", 0, 4)
    node.set(value)
    assert node.text == text
    assert node.value == value


def test_texts_given_are_as_safe_as_texts_made() -> None:
    node = Node("a", 0, 4)
    node.set(1, "\x1b]0;x\x07")
    assert node.text == "\\x1b]0;x\\x07"
    again = Node("b", 0, 4)
    again.set(1, lambda value: f"{value}\u2066")
    assert again.text == "1\\u2066"


def test_find(root: Node) -> None:
    assert root["IFLA_LINKINFO"]["IFLA_INFO_KIND"].value == "vlan"
    assert root["ifi_index"].value == 7, "a fixed header's members are found beside the attributes"
    assert root["ifinfomsg"]["ifi_index"] is root["ifi_index"]
    assert "IFLA_INFO_KIND" not in root, "nests are not searched"
    assert "IFLA_LINKINFO" in root
    assert root.get("IFLA_MTU") is None
    with pytest.raises(KeyError, match="IFLA_MTU"):
        root["IFLA_MTU"]


def test_lookup_goes_outward(root: Node) -> None:
    data = root["IFLA_LINKINFO"]["IFLA_INFO_DATA"]
    assert data.lookup("IFLA_INFO_KIND") == "vlan"
    assert data.lookup("ifi_index") == 7
    assert data.lookup("IFLA_INFO_DATA") is None, "a node does not look at itself"
    assert data.lookup("nothing") is None
    assert root.lookup("ifi_family") == 2


@pytest.mark.parametrize("count", [3, 1000])
def test_lookup_among_many_of_a_name(count: int) -> None:
    """Where there may be several, the last one before it counts; a crowd does not make it slow."""
    parent = Node("message", 0, 24 * count)
    kind, data = Attribute(1, "TYPE", U8, multiple=True), Attribute(2, "DATA", U8, multiple=True)
    for index in range(count):
        parent.append(Node("TYPE", 8 * index, 4, spec=kind))
        parent.append(Node("DATA", 8 * index + 4, 4, spec=data))
        parent.children[-2].set(index)
    assert [node.lookup("TYPE") for node in parent if node.name == "DATA"] == list(range(count))
    assert parent.children[-1].lookup("NOTHING") is None
    assert parent.children[0].lookup("TYPE") == 1, "a node does not look at itself"


def test_paths(root: Node) -> None:
    kind = root["IFLA_LINKINFO"]["IFLA_INFO_KIND"]
    assert [node.name for node in kind.path] == ["IFLA_LINKINFO", "IFLA_INFO_KIND"]
    assert root.path == []


def test_walk_is_in_the_order_of_bytes(root: Node) -> None:
    names = [node.name for node in root.walk()]
    assert names == ["ifinfomsg", "ifi_family", "ifi_index", "IFLA_LINKINFO", "IFLA_INFO_KIND", "IFLA_INFO_DATA"]


@pytest.mark.parametrize(
    ("offset", "name"),
    [(0, None), (16, "ifi_family"), (23, "ifi_index"), (24, "IFLA_LINKINFO"), (28, "IFLA_INFO_KIND"),
     (47, "IFLA_INFO_DATA"), (48, None)],
)  # fmt: skip
def test_the_deepest_node_at_a_byte(root: Node, offset: int, name: str | None) -> None:
    found = root.at(offset)
    assert (found.name if found else None) == name


def test_notes() -> None:
    node = Node("a", 0, 4)
    assert node.notes == []
    node.note(Level.ERROR, "truncated", "too short")
    assert node.notes == [Note(Level.ERROR, "truncated", "too short")]


@given(st.text())
def test_printable_is_printable_and_stays_as_it_is(text: str) -> None:
    safe = printable(text)
    assert safe.isprintable()
    assert printable(safe) == safe
    assert not text.isprintable() or safe == text
