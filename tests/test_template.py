"""Summary templates."""

from __future__ import annotations

import pytest

from nldissect.schema import INTERFACE, U8, U32, Enum, Member, render, short
from nldissect.tree import HeaderNode, Node, Value


class Nobody:
    """Knows no interface but 7."""

    def interface(self, index: int) -> str | None:
        return "e\x1b7" if index == 7 else None


def node(name: str, value: Value, spec: Member | None = None) -> Node:
    made = Node(name, 0, 4, spec=spec)
    made.set(value)
    return made


@pytest.fixture
def root() -> Node:
    root = Node("m", 0, 64)
    header = HeaderNode("hdr", 0, 8)
    header.append(node("ifindex", 7, Member("ifindex", U32, INTERFACE)))
    header.append(node("proto", 4, Member("proto", U8, Enum("RTPROT_", {4: "RTPROT_STATIC"}))))
    info = Node("INFO", 8, 8)
    info.append(node("KIND", "vlan"))
    root.append(header)
    root.append(info)
    root.append(node("DST", "192.0.2.0"))
    root.append(node("[0]", 5))
    root.append(node("EMPTY", ""))
    return root


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("{DST}", "192.0.2.0"),
        ("to {DST} dev {ifindex}", "to 192.0.2.0 dev e\\x1b7"),
        ("{DST}[ proto {proto}]", "192.0.2.0 proto static"),
        ("{DST}[ via {GATEWAY}]", "192.0.2.0"),
        ("{DST}[ via {GATEWAY} in {DST}]!", "192.0.2.0!"),
        ("{DST}[ said {EMPTY}]", "192.0.2.0"),
        ("{GATEWAY}", ""),
        ("{INFO.KIND}", "vlan"),
        ("[{INFO.KIND.DEEPER}]", ""),
        ("[{INFO.NOTHING}]x", "x"),
        ("[{[0]}]", "5"),
        ("[{DST}][/{proto}][ {INFO.KIND}]", "192.0.2.0/static vlan"),
    ],
)
def test_render(root: Node, template: str, text: str) -> None:
    assert render(template, root, Nobody()) == text


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (5, None, "5"),
        (7, Member("i", U32, INTERFACE), "e\\x1b7"),
        (8, Member("i", U32, INTERFACE), "if8"),
        (0, Member("i", U32, INTERFACE), ""),
        ("a\x1b", None, "a\\x1b"),
        (9, Member("p", U8, Enum("P_", {4: "P_X"})), "9"),
    ],
)
def test_short(value: Value, spec: Member | None, text: str) -> None:
    assert short(node("x", value, spec), Nobody()) == text
