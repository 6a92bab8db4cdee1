"""Every node of a message can be asked for as it is shown."""

from __future__ import annotations

import pytest

from nldissect.filter import compile as compiled
from nldissect.filter.express import condition, quoted
from tests.filter.family import attribute, decode, link, names, nlmsg
from tests.filter.test_matches import MESSAGE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IFLA_MTU", "IFLA_MTU == 1500"),
        ("IFLA_IFNAME", 'IFLA_IFNAME == "veth0"'),
        ("IFLA_ADDRESS", "IFLA_ADDRESS == 02:00:11:22:aa:bb"),
        ("IFLA_DST", "IFLA_DST == 10.1.2.3"),
        ("IFLA_COOKIE", "IFLA_COOKIE == c0:ff:ee:01"),
        ("IFLA_PROTO", "IFLA_PROTO == RTPROT_STATIC"),
        ("IFLA_FLAG", "IFLA_FLAG == true"),
        ("IFLA_KEY", "IFLA_KEY"),
        ("IFLA_LINKINFO", "IFLA_LINKINFO"),
        ("IFLA_NUMBERS", "IFLA_NUMBERS"),
    ],
)
def test_a_node_as_a_filter(name: str, expected: str) -> None:
    assert condition(MESSAGE.tree[name], names()) == expected


def test_a_member_that_is_called_like_a_header_field_is_asked_for_inside_its_struct() -> None:
    assert condition(MESSAGE.tree["IFLA_TIME"]["time"]) == "IFLA_TIME.time == 77"


def test_names_that_only_the_bytes_know_are_asked_for_inside_what_holds_them() -> None:
    assert condition(MESSAGE.tree["IFLA_PARSED"]["first"]) == "IFLA_PARSED.first == 42"
    (uevent,) = decode(b"add", protocol=15)
    assert condition(uevent.tree["ACTION"]) == 'uevent.ACTION == "add"'


def test_the_filter_of_every_node_finds_its_message() -> None:
    assert MESSAGE.header_node is not None
    nodes = [*MESSAGE.tree.walk(), *MESSAGE.header_node.children]
    assert len(nodes) > 30
    for node in nodes:
        assert compiled(condition(node, names()), names()).matches(MESSAGE), condition(node, names())


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a\\n", "tab\tline\nend", "\\", "ünï", "\\x41"])
def test_quoted_text_reads_back(text: str) -> None:
    (message,) = decode(nlmsg(16, link(attribute(3, text))))
    assert compiled(f"IFLA_IFNAME == {quoted(text)}", names()).matches(message)


def test_a_damaged_or_long_value_is_found_by_its_bytes() -> None:
    (message,) = decode(nlmsg(16, link(attribute(11, b"\1\2"), attribute(9, bytes(200)), attribute(3, "x" * 200))))
    asked = [condition(node, names()) for node in message.tree.children[1:]]
    assert asked[0] == "IFLA_DST[0:] == 01:02"
    assert asked[1].startswith("IFLA_COOKIE[0:64] == 00:00:")
    assert asked[2] == f'IFLA_IFNAME contains "{"x" * 64}"'
    assert all(compiled(text, names()).matches(message) for text in asked)
