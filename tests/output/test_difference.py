"""How `diff` prints what it found."""

from __future__ import annotations

import json
from struct import pack

from nldissect.diagnosis.diff import compare, diff
from nldissect.output.difference import Totals, column_lines, pair_to_line, totals_to_line, unified_lines
from tests.build import RTM_NEWLINK, attribute, decoded, message, nest, stream_of

BODY = pack("<BxHiII", 0, 0, 1, 0, 0)


def made(kind: bytes, *more: bytes) -> bytes:
    return message(RTM_NEWLINK, BODY, attribute(3, b"d\x1b0\0"), nest(18, attribute(1, kind)), *more)


PAIR = compare(*decoded(made(b"dummy\0", attribute(4, pack("<I", 1400)))), *decoded(made(b"veth\0")))


def test_unified() -> None:
    assert list(unified_lines(PAIR)) == [
        "@@ -1 +1 @@ RTM_NEWLINK 1 d\\x1b0 kind dummy mtu 1400",
        "  IFLA_LINKINFO",
        "-   IFLA_INFO_KIND: dummy",
        "+   IFLA_INFO_KIND: veth",
        "- IFLA_MTU: 1400 bytes",
    ]


def test_side_by_side() -> None:
    lines = list(column_lines(PAIR, 60))
    assert all(len(line) <= 60 for line in lines)
    assert lines[0].startswith("1 RTM_NEWLINK 1 d\\x1b0 kind…   1")
    assert lines[1:] == [
        "IFLA_LINKINFO                  IFLA_LINKINFO",
        "  IFLA_INFO_KIND: dummy      |   IFLA_INFO_KIND: veth",
        "IFLA_MTU: 1400 bytes         <",
    ]


def test_wide_characters_count_twice() -> None:
    name = attribute(3, "接口".encode() * 4 + b"\0")
    (pair,) = diff(decoded(message(RTM_NEWLINK, BODY, name)), decoded(message(RTM_NEWLINK, BODY)))
    (line,) = list(column_lines(pair, 43))[1:]
    assert line == "IFLA_IFNAME: 接口接… <"


def test_flags_and_lengths() -> None:
    flat = message(RTM_NEWLINK, BODY, attribute(3, b"d\x1b0"), attribute(18, attribute(1, b"dummy\0")))
    assert list(unified_lines(compare(*decoded(made(b"dummy\0")), *decoded(flat))))[1:] == [
        "- IFLA_IFNAME: d\\x1b0 (4 bytes)",
        "+ IFLA_IFNAME: d\\x1b0 (3 bytes)",
        "- IFLA_LINKINFO (NLA_F_NESTED)",
        "+ IFLA_LINKINFO (no flags)",
    ]


def test_a_lone_request_is_shown_whole() -> None:
    (pair,) = diff([], stream_of(made(b"veth\0")))
    lines = list(unified_lines(pair))
    assert lines[0] == "@@ +1 @@ RTM_NEWLINK 1 d\\x1b0 kind veth"
    assert lines[-2:] == ["+ IFLA_LINKINFO", "+   IFLA_INFO_KIND: veth"]


def test_json() -> None:
    told = json.loads(pair_to_line(PAIR))
    assert told["left"] | {"summary": ""} == {"frame": 1, "index": 0, "name": "RTM_NEWLINK", "summary": ""}
    assert [(d["kind"], d["path"]) for d in told["differences"]] == [
        ("value", ["IFLA_LINKINFO", "IFLA_INFO_KIND"]),
        ("missing", ["IFLA_MTU"]),
    ]
    assert told["differences"][1]["left"]["value"] == 1400
    assert told["differences"][1]["right"] is None


def test_totals() -> None:
    totals = Totals()
    assert totals.line() == "no differences: 0 equal"
    left, right = stream_of(made(b"dummy\0"), made(b"vrf\0")), stream_of(made(b"dummy\0"))
    for pair in diff(left, right):
        totals.count(pair)
    assert totals.line() == "1 equal, 0 different, 1 only left, 0 only right"
    assert json.loads(totals_to_line(totals)) == {"totals": {"equal": 1, "different": 0, "left": 1, "right": 0}}
