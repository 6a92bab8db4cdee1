"""Rows against the JSON contract, on every capture, and the values that tables have columns of their own for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import pack
from typing import Any

import pytest

import nldissect
from nldissect.export.rows import rows
from nldissect.export.tables import ATTRIBUTES, MESSAGES, Table
from nldissect.message import Message
from nldissect.output.json_lines import to_json
from tests.build import NLMSG_DONE, attribute, decoded, done, error, link, message, nest

ROOT = Path(__file__).parents[2]
CAPTURES = sorted((ROOT / "captures").rglob("*.pcap*"))
HOSTILE = b"\x1b]0;owned\x07"


def named(table: Table, row: tuple[object, ...]) -> dict[str, Any]:
    return dict(zip((column.name for column in table.columns), row, strict=True))


def attributes(message: Message) -> list[dict[str, Any]]:
    return [named(ATTRIBUTES, row) for row in rows(message).attributes]


def told(message: Message) -> dict[str, Any]:
    return named(MESSAGES, rows(message).message)


def flat(nodes: list[dict[str, Any]], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    for node in nodes:
        path = (*above, node["name"])
        yield path, node
        yield from flat(node["children"], path)


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_same_as_json(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nldissect.decode.dissect", lambda *_: [])  # layers of packets are no rows
    for one in nldissect.read(path):
        row, found = told(one), attributes(one)
        wanted = to_json(one)
        header = wanted["header"] or {}
        for name in ("nlmsg_len", "nlmsg_type", "nlmsg_flags", "nlmsg_seq", "nlmsg_pid"):
            assert row[name] == header.get(name)
        assert list(row["flags"]) == header.get("flags", [])
        assert row["type"] == header.get("type", row["type"])
        for name in ("frame", "index", "direction", "summary", "transaction", "netns"):
            assert row[name] == wanted[name]
        assert [row["caused_by_frame"], row["caused_by_index"]] == wanted.get("caused_by", [None, None])
        refusal = wanted.get("error") or {}
        assert (row["errno"], row["error"], row["error_words"]) == tuple(map(refusal.get, ("errno", "name", "words")))
        assert list(row["error_names"] or ()) == (refusal.get("attribute") or {"path": []})["path"]
        assert list(row["missing_names"] or ()) == (refusal.get("missing") or {"path": []})["path"]
        generic = wanted.get("genl", {})
        assert (row["genl_family"], row["genl_cmd"], row["genl_command"]) == tuple(
            map(generic.get, ("family", "cmd", "command"))
        )
        assert [note[1] for note in row["notes"]] == [note["code"] for note in wanted["notes"]]

        nodes = list(flat(wanted["tree"]))
        assert len(found) == len(nodes)
        for number, (got, (names, node)) in enumerate(zip(found, nodes, strict=True)):
            assert got["node"] == number
            assert got["names"] == names
            assert got["path"] == ".".join(names)
            assert got["depth"] == len(names) - 1
            assert (got["type"], got["offset"], got["length"]) == (
                node["type"],
                node["offset"],
                node["length"],
            )
            assert (got["text"] or got["value"] or "") == node["text"]
            if type(node["value"]) is int and node["value"] < 1 << 63:
                assert got["value_int"] == node["value"]
            if got["parent"] is not None:
                assert found[got["parent"]]["names"] == names[:-1]
            if got["raw"] is not None and node["type"] is not None:
                start = node["offset"] + 4
                assert got["raw"] == bytes(one.data[start : node["offset"] + node["length"]])


def by_path(message: Message) -> dict[str, dict[str, Any]]:
    return {row["path"]: row for row in attributes(message)}


def test_values() -> None:
    big = attribute(50, pack("<II", 100, 2000))  # IFLA_MIN_MTU is a u32: four bytes too many are still a number
    (one,) = decoded(link(3, "eth0", attribute(4, pack("<I", 1500)), big, nest(18, attribute(1, b"vlan\0"))))
    found = by_path(one)
    mtu = found["IFLA_MTU"]
    assert (mtu["value"], mtu["text"], mtu["value_int"], mtu["raw"]) == ("1500", "1500 bytes", 1500, pack("<I", 1500))
    assert (found["IFLA_IFNAME"]["value"], found["IFLA_IFNAME"]["text"]) == ("eth0", None)
    assert found["IFLA_LINKINFO"]["raw"] is None
    assert found["IFLA_LINKINFO.IFLA_INFO_KIND"]["value"] == "vlan"
    assert found["ifinfomsg.ifi_index"]["value_int"] == 3
    kind = found["ifinfomsg.ifi_type"]
    assert (kind["value"], kind["value_int"]) == ("ARPHRD_ETHER", 1)


def test_more_than_an_int64() -> None:
    counts = attribute(23, pack("<3Q", (1 << 64) - 2, 1 << 63, (1 << 63) - 1))  # IFLA_STATS64, cut short
    (one,) = decoded(link(3, "eth0", counts))
    packets, transmitted, received = (
        by_path(one)[f"IFLA_STATS64.{name}"] for name in ("rx_packets", "tx_packets", "rx_bytes")
    )
    assert (packets["value_int"], packets["value_u64"]) == (None, (1 << 64) - 2)
    assert packets["value"] == "18446744073709551614"
    assert (transmitted["value_int"], transmitted["value_u64"]) == (None, 1 << 63)
    assert (received["value_int"], received["value_u64"]) == ((1 << 63) - 1, None)


def test_nothing_for_a_terminal_to_obey() -> None:
    (one,) = decoded(link(3, "eth0", attribute(20, HOSTILE + b"\0")), own=True)
    row = by_path(one)["IFLA_IFALIAS"]
    assert row["value"].isprintable()
    assert row["raw"] == HOSTILE + b"\0"
    assert told(one)["own"] is True


def test_an_error_and_its_place() -> None:
    request = message(16, bytes(16), attribute(4, pack("<I", 5)), flags=5, seq=9)
    replies = decoded(request), decoded(error(22, request, attribute(1, b"no\0"), attribute(2, pack("<I", 32)), seq=9))
    row = told(replies[1][0])
    assert (row["errno"], row["error"], row["error_words"], row["error_words_from"]) == (22, "EINVAL", "no", "extack")
    assert (row["error_path"], row["error_names"], row["error_offset"]) == ("IFLA_MTU", ("IFLA_MTU",), 32)
    assert told(replies[0][0])["errno"] is None


def test_secrets_stay_where_they_are() -> None:
    path = ROOT / "captures/wireguard-mptcp.pcap"
    shown = [row for one in nldissect.read(path, show_secrets=True) for row in attributes(one) if row["secret"]]
    keys = {row["raw"] for row in shown if len(row["raw"] or b"") >= 8}  # shorter ones are found anywhere
    assert keys
    hidden = [row for one in nldissect.read(path) for row in attributes(one)]
    assert sum(row["secret"] for row in hidden) == len(shown)
    for row in hidden:
        if row["secret"]:
            assert row["raw"] is row["value"] is row["value_int"] is None
        assert not any(key in (row["raw"] or b"") or key.hex() in (row["value"] or "") for key in keys)


@pytest.mark.parametrize(
    "data", [b"", b"\1", bytes(16), message(16, b"\1\2\3"), message(NLMSG_DONE), done(5)[:-2], b"\xff" * 64]
)
def test_damage(data: bytes) -> None:
    for one in decoded(data):
        assert told(one)["frame"] == 1
        assert all(row["path"] for row in attributes(one))
