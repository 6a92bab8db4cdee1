"""The JSON contract, checked by what it says and by the captured bytes, not by the code that writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from
from typing import Any

import pytest

from nldissect.capture import open_capture
from nldissect.datagram import Datagram
from nldissect.output.json_lines import to_line
from nldissect.stream import Stream
from nldissect.wire import byte_order

CAPTURES = sorted((Path(__file__).parents[1] / "captures").rglob("*.pcap"))

NUMBER, TEXT, LIST, OBJECT, NOTHING = int, str, list, dict, type(None)
Keys = dict[str, tuple[type, ...]]
MESSAGE: Keys = {
    "frame": (NUMBER,),
    "index": (NUMBER,),
    "time": (TEXT,),
    "protocol": (TEXT,),
    "direction": (TEXT,),
    "process": (OBJECT, NOTHING),
    "netns": (NUMBER, NOTHING),
    "header": (OBJECT, NOTHING),
    "summary": (TEXT,),
    "transaction": (NUMBER, NOTHING),
    "tree": (LIST,),
    "notes": (LIST,),
}
MESSAGE_AT_TIMES: Keys = {"genl": (OBJECT,), "own": (bool,), "caused_by": (LIST,), "error": (OBJECT,)}
PROCESS: Keys = {"pid": (NUMBER,), "comm": (TEXT,)}
HEADER: Keys = {
    "nlmsg_len": (NUMBER,),
    "nlmsg_type": (NUMBER,),
    "type": (TEXT,),
    "nlmsg_flags": (NUMBER,),
    "flags": (LIST,),
    "nlmsg_seq": (NUMBER,),
    "nlmsg_pid": (NUMBER,),
}
GENL: Keys = {"family": (TEXT, NOTHING), "cmd": (NUMBER,), "command": (TEXT, NOTHING), "version": (NUMBER,)}
ERROR: Keys = {
    "errno": (NUMBER,),
    "name": (TEXT,),
    "words": (TEXT, NOTHING),
    "words_from": (TEXT, NOTHING),
    "request": (LIST, NOTHING),
    "attribute": (OBJECT, NOTHING),
    "missing": (OBJECT, NOTHING),
}
ATTRIBUTE: Keys = {
    "path": (LIST,),
    "types": (LIST,),
    "offset": (NUMBER,),
    "value": (NUMBER, TEXT, bool, LIST, NOTHING),
}
MISSING: Keys = {"path": (LIST,), "types": (LIST,)}
NODE: Keys = {
    "name": (TEXT,),
    "type": (NUMBER, NOTHING),
    "offset": (NUMBER,),
    "length": (NUMBER,),
    "value": (NUMBER, TEXT, bool, LIST, NOTHING),
    "text": (TEXT,),
    "children": (LIST,),
    "notes": (LIST,),
}
NOTE: Keys = {"level": (TEXT,), "code": (TEXT,), "text": (TEXT,)}

Bytes = memoryview


def has(found: dict[str, Any], keys: Keys, at_times: Keys | None = None) -> None:
    """Exactly these keys, of these types (a truth value is no number)."""
    optional = at_times or {}
    assert keys.keys() <= found.keys() <= keys.keys() | optional.keys(), f"keys {sorted(found)}"
    for key, value in found.items():
        wanted = keys.get(key) or optional[key]
        assert type(value) in wanted, f"{key}: {value!r}"


def check_message(found: dict[str, Any], data: Bytes, order: str) -> None:
    """One line against the message's bytes, in the byte order of its datagram."""
    has(found, MESSAGE, MESSAGE_AT_TIMES)
    assert found["frame"] >= 1
    assert found["index"] >= 0
    seconds, nanoseconds = found["time"].split(".")
    assert seconds.isdecimal()
    assert len(nanoseconds) == 9
    assert found["protocol"].startswith("NETLINK_")
    assert found["direction"] in ("to-kernel", "to-user", "unknown")
    assert found.get("own", True) is True
    assert ("genl" in found) <= (found["protocol"] == "NETLINK_GENERIC")
    assert found["summary"]
    assert found["summary"].isprintable()
    if found["process"] is not None:
        has(found["process"], PROCESS)
    if "genl" in found:
        has(found["genl"], GENL)
        assert (found["genl"]["cmd"], found["genl"]["version"]) == (data[16], data[17])
    for ref in (found.get("caused_by"), found.get("error", {}).get("request")):
        assert ref is None or (len(ref) == 2 and ref[0] <= found["frame"])
    check_header(found, data, order)
    check_error(found, data, order)
    start = 0 if found["header"] is None else 16
    assert covered(found["tree"], start, len(data)), "every byte after the header lies in some node"
    for node in found["tree"]:
        check_node(node, start, len(data), data, order)
    for note in found["notes"]:
        check_note(note)
    beneath = [note for node in nodes(found["tree"]) for note in node["notes"]]
    assert all(note in found["notes"] for note in beneath), "a node's notes are the message's too"


def check_header(found: dict[str, Any], data: Bytes, order: str) -> None:
    header = found["header"]
    if header is None:
        assert found["protocol"] == "NETLINK_KOBJECT_UEVENT" or len(data) < 16
        return
    has(header, HEADER)
    names = ("nlmsg_len", "nlmsg_type", "nlmsg_flags", "nlmsg_seq", "nlmsg_pid")
    assert tuple(header[name] for name in names) == unpack_from(order + "IHHII", data)
    assert all(isinstance(flag, str) for flag in header["flags"])
    assert bool(header["flags"]) == bool(header["nlmsg_flags"])


def check_error(found: dict[str, Any], data: Bytes, order: str) -> None:
    header = found["header"]
    code = 0
    if header is not None and header["type"] in ("NLMSG_ERROR", "NLMSG_DONE") and len(data) >= 20:
        (code,) = unpack_from(order + "i", data, 16)
    failed = code < 0  # above 0 is no errno: HWSIM_CMD_NEW_RADIO answers with the number of the new radio
    assert ("error" in found) == failed
    if not failed:
        return
    error = found["error"]
    has(error, ERROR)
    assert error["errno"] == abs(code)
    assert error["name"].startswith(("E", "IPSET_ERR_")) or error["name"] == str(error["errno"])
    assert error["words_from"] in ((None,) if error["words"] is None else ("extack", "tracepoint"))
    for key, keys in (("attribute", ATTRIBUTE), ("missing", MISSING)):
        if error[key] is not None:
            has(error[key], keys)
            assert len(error[key]["path"]) == len(error[key]["types"])
            assert all(isinstance(name, str) for name in error[key]["path"])
            assert all(isinstance(number, int) for number in error[key]["types"])


def check_node(node: dict[str, Any], start: int, end: int, data: Bytes, order: str) -> None:
    """A node inside data[start:end], and all below it."""
    has(node, NODE, {"raw": (bool,)})
    first, length, name = node["offset"], node["length"], node["name"]
    assert name
    assert node["text"].isprintable()
    assert start <= first <= first + length <= end, f"{name} leaves what it is in"
    payload = first
    if node["type"] is not None:
        payload += 4
        said, number = unpack_from(order + "HH", data, first)
        assert node["type"] == number & 0x3FFF, name
        assert length == said or any(note["code"] == "truncated" for note in node["notes"]), name
    assert "raw" not in node or node["raw"] is True
    if name == "UNKNOWN":
        assert node.get("raw"), "what is called unknown says so"
    if node.get("raw"):
        hexed = data[payload : first + length].hex()
        hidden = node["children"] or node["text"].startswith("‹secret")
        assert node["value"] == hexed or (node["value"] is None and hidden), name
    for note in node["notes"]:
        check_note(note)
    before = (payload, 0)
    for child in node["children"]:
        place = (child["offset"], child["length"])
        assert place[0] >= sum(before) or place == before, f"{child['name']} overlaps"  # bit fields share their integer
        check_node(child, payload, first + length, data, order)
        before = place
    if type(node["value"]) is int and not node["children"] and not any(n["code"] == "length" for n in node["notes"]):
        check_number(node["value"], bytes(data[payload : first + length]), name)


def check_number(value: int, data: bytes, name: str) -> None:
    """A number is what its bytes say in one byte order or the other, signed or not, or some of their bits.

    In a text (of an audit record) it stands in digits.
    """
    digits = (str(value), f"{value:x}", f"{value:o}")
    if data.isascii() and (b"=" in data or b"): " in data) and any(text.encode() in data for text in digits):
        return
    assert len(data) in (1, 2, 3, 4, 6, 8), f"{name}: a number in {len(data)} bytes"
    whole = [int.from_bytes(data, order, signed=signed) for order in ("little", "big") for signed in (False, True)]
    bits = (number >> shift & (1 << width) - 1 for number in whole for shift in range(64) for width in range(1, 64))
    assert value in whole or value in bits, f"{name}: {value} of {data.hex()}"


def check_note(note: dict[str, Any]) -> None:
    has(note, NOTE)
    assert note["level"] in ("error", "warning", "info")
    assert note["code"] == note["code"].lower()
    assert note["text"]


def nodes(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in tree:
        yield node
        yield from nodes(node["children"])


def covered(tree: list[dict[str, Any]], start: int, end: int) -> bool:
    """Whether the nodes leave out nothing but padding to four."""
    at = start
    for node in tree:
        if not at <= node["offset"] <= (at + 3) & ~3:
            return False
        at = node["offset"] + node["length"]
    return end <= (at + 3) & ~3


def lines(path: Path) -> list[tuple[str, Datagram, memoryview]]:
    found = []
    stream = Stream()
    with open_capture(path) as file:
        for datagram in file:
            datagram.data = memoryview(bytes(datagram.data))
            found += [(to_line(message), datagram, message.data) for message in stream.messages(datagram)]
    return found


def check_capture(path: Path) -> int:
    count = 0
    for line, datagram, data in lines(path):
        assert line.isprintable()
        found = json.loads(line)
        try:
            check_message(found, data, byte_order(datagram.data, datagram.order))
        except AssertionError as problem:
            raise AssertionError(f"{path.name} {found['frame']}.{found['index']}: {problem}") from problem
        assert found["frame"] == datagram.number
        count += 1
    return count


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_captures(path: Path) -> None:
    assert check_capture(path) > 0


@pytest.mark.parametrize("path", CAPTURES[:4], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_same_bytes_give_the_same_lines(path: Path) -> None:
    assert [line for line, _, _ in lines(path)] == [line for line, _, _ in lines(path)]


def test_the_example_of_the_contract() -> None:
    """What the contract's own example shows can be found in a capture: a failure with its request and its place."""
    failures = [
        found["error"]
        for path in CAPTURES
        for line, _, _ in lines(path)
        if '"error":{' in line and (found := json.loads(line)).get("error")
    ]
    assert any(error["words"] for error in failures)
    assert any(error["request"] for error in failures)
    assert any(error["attribute"] for error in failures)


def test_the_checker_finds_faults() -> None:
    """What it is for: each of these breaks the contract."""
    line, datagram, data = lines(CAPTURES[0])[0]
    order = byte_order(datagram.data, datagram.order)
    check_message(json.loads(line), data, order)
    for break_it in (
        lambda found: found.pop("netns"),
        lambda found: found.update(extra=1),
        lambda found: found.update(frame="1"),
        lambda found: found["header"].update(nlmsg_seq=found["header"]["nlmsg_seq"] + 1),
        lambda found: found["tree"].pop(0),
        lambda found: found["tree"][0].update(offset=12),
        lambda found: found["tree"][0].update(length=5000),
        lambda found: found["tree"][-1].update(type=0x8001),
        lambda found: found["tree"][0].update(name="UNKNOWN"),
        lambda found: found.update(own=False),
    ):
        found = json.loads(line)
        break_it(found)
        with pytest.raises(AssertionError):
            check_message(found, data, order)
