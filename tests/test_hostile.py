"""Hostile input: nothing raises or hangs, no byte of an escape reaches the terminal, what can be read is shown.

Rounds of the slow part: NLDISSECT_HOSTILE_ROUNDS (400 where it is not set).
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import pack
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from nldissect.capture import open_capture
from nldissect.cli import main
from nldissect.datagram import Datagram, Process
from nldissect.diagnosis.explain import Totals, explain
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.output.explanation import fault_lines, fault_to_line, totals_line, totals_to_line
from nldissect.output.fields import Column, columns, row
from nldissect.output.json_lines import to_line
from nldissect.output.text import hex_lines, summary_line, tree_lines
from nldissect.stream import Stream
from nldissect.wire import ByteOrder
from tests.build import (
    GENERIC,
    NLA_F_NESTED,
    NLM_F_REQUEST,
    RTM_NEWLINK,
    RTM_NEWNEIGH,
    attribute,
    capture,
    datagram,
    error,
    family,
    genl,
    link,
    message,
    ndmsg,
)

CAPTURES = sorted((Path(__file__).parents[1] / "captures").rglob("*.pcap"))
ROUNDS = int(os.environ.get("NLDISSECT_HOSTILE_ROUNDS", "400"))
ESCAPES = "\x1b[2J\x1b]0;title\x07\x9b31m\u202e\u2066\u200b\u2028[/red][@click=quit()]x\r\n\t\0"


@cache
def fields() -> list[Column]:
    """What `-T fields` is asked for."""
    return columns(["type", "flags", "IFLA_IFNAME", "NDA_DST", "error", "process", "comment", "note", "summary"])


def outputs(messages: list[Message]) -> Iterator[str]:
    """All that is printed about them, line by line."""
    for found in messages:
        yield summary_line(found, 0)
        yield from tree_lines(found)
        yield from hex_lines(found.data)
        yield row(found, fields()).replace("\t", " ")
        line = to_line(found)
        json.loads(line)
        yield line
    totals = Totals()
    for fault in explain(messages, totals):
        yield from fault_lines(fault, 0)
        yield fault_to_line(fault)
    yield totals_line(totals)
    yield totals_to_line(totals)


def check(datagrams: list[Datagram]) -> list[Message]:
    messages = list(Stream().all(datagrams))
    for line in outputs(messages):
        assert line.isprintable(), repr(line)
    for found in messages:
        shown = sorted((node.offset, node.end) for node in found.tree)
        assert all(0 <= start <= end <= len(found.data) for start, end in shown)
        for node in found.tree.walk():
            assert 0 <= node.offset <= node.end <= len(found.data)
    return messages


# Names that bite.


@pytest.mark.parametrize(
    "data",
    [
        link(3, ESCAPES),
        message(RTM_NEWLINK, bytes(16), attribute(18 | NLA_F_NESTED, attribute(1, ESCAPES.encode())), flags=0),
        error(22, message(RTM_NEWNEIGH, ndmsg()), attribute(1, ESCAPES.encode())),
        message(RTM_NEWLINK, bytes(16), attribute(3, ESCAPES.encode("utf-16"))),
        message(RTM_NEWLINK, bytes(16), attribute(3, bytes(range(256)))),
        message(RTM_NEWLINK, bytes(16), attribute(3, ESCAPES.encode("utf-8").replace(b"\0", b"") * 900)),
    ],
)
def test_escapes_in_names(data: bytes) -> None:
    check([datagram(data), datagram(message(RTM_NEWNEIGH, ndmsg()), number=2)])


def test_escapes_in_a_uevent() -> None:
    check([datagram(f"add@/{ESCAPES}\0{ESCAPES}={ESCAPES}\0".encode(), protocol=15)])


def test_escapes_in_a_familys_name() -> None:
    check([datagram(family(40, ESCAPES), protocol=GENERIC), datagram(genl(40, 1), number=2, protocol=GENERIC)])


def test_escapes_of_the_capture_file() -> None:
    process = Process(1, ESCAPES)
    hostile = datagram(link(3, "x"), process=process, interface=ESCAPES, comments=(ESCAPES, ESCAPES))
    check([hostile, datagram(message(RTM_NEWNEIGH, ndmsg()), process=process, number=2)])


@given(st.text(max_size=40))
def test_any_text_as_a_name(name: str) -> None:
    data = message(RTM_NEWLINK, bytes(16), attribute(3, name.encode("utf-8", "surrogatepass") + b"\0"), flags=0)
    check([datagram(data)])


# Shapes that bite.


@pytest.mark.parametrize("number", [1, 12, 18, 22, 26, 46, 0x3FFF])
@pytest.mark.parametrize("flag", [0, NLA_F_NESTED])
def test_64_kilobytes_of_nested_attributes(number: int, flag: int) -> None:
    for inner in (number, 2):
        data = b""
        while len(data) < 0xFFF0:
            data = pack("<HH", len(data) + 4, (number if len(data) > 0xFFE8 else inner) | flag) + data
        started = time.monotonic()
        check([datagram(message(RTM_NEWLINK, bytes(16), data))])
        assert time.monotonic() - started < 2


def test_64_kilobytes_of_empty_attributes() -> None:
    started = time.monotonic()
    (found,) = check([datagram(message(RTM_NEWLINK, bytes(16), pack("<HH", 4, 3) * 0x3FF0))])
    assert len(found.tree.children) == 0x3FF0 + 1
    assert time.monotonic() - started < 5


def test_a_datagram_of_many_headers() -> None:
    assert len(check([datagram(message(RTM_NEWNEIGH) * 2000)])) == 2000


def test_an_acknowledgement_of_itself_a_thousand_times() -> None:
    request = message(RTM_NEWNEIGH, ndmsg(), flags=5)
    check([datagram(request)] + [datagram(error(22, request, pid=9), number=n) for n in range(2, 1000)])


def test_every_attribute_number_empty_short_and_long() -> None:
    for number in (16, 20, 24, 28, 32, 36, 52, 80, 86, 104):
        for length in (0, 1, 3, 5, 200):
            body = b"".join(attribute(n, b"\xff" * length) for n in range(80))
            check([datagram(message(number, bytes(12), body))])


# Bytes without sense.


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from([0, 2, 4, 6, 9, 11, 12, 15, 16, 20, 99]), st.sampled_from(["<", ">"]))
def test_any_bytes(data: bytes, protocol: int, order: ByteOrder) -> None:
    check([datagram(data, protocol=protocol, order=order)])


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(16, 130), st.binary(max_size=200), st.integers(0, 0xFFFF))
def test_any_body_of_any_type(number: int, body: bytes, flags: int) -> None:
    check([datagram(message(number, body, flags=flags))])


# Real traffic, spoiled.

Captured = tuple[int, ByteOrder, bytes]


@cache
def captured() -> list[list[Captured]]:
    found = []
    for path in CAPTURES:
        with open_capture(path) as file:
            found.append([(d.protocol, d.order, bytes(d.data)) for d in file if len(d.data) < 4000])
    return found


def spoiled(data: bytes, order: ByteOrder, chance: random.Random) -> bytes:
    """`data` with a few bits, bytes, lengths or pieces that are not what they were."""
    spoilt = bytearray(data)
    byteorder: Literal["little", "big"] = "little" if order == "<" else "big"
    kind = -1
    for _ in range(chance.choice([1, 1, 1, 2, 4, 12])):
        if not spoilt:
            break
        kind = chance.randrange(7)
        at = chance.randrange(len(spoilt))
        aligned = at & ~3
        if kind == 0:
            spoilt[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            spoilt[at] = chance.choice([0, 1, 0xFF, 0x80, 0x1B, 0x7F, 0x9B])
        elif kind == 2:
            del spoilt[at:]
        elif kind == 3:
            lie = chance.choice([0, 1, 2, 3, 4, 5, 8, 16, 0xFFFF, len(spoilt) - aligned, len(spoilt)]) & 0xFFFF
            spoilt[aligned : aligned + 2] = lie.to_bytes(2, byteorder)
        elif kind == 4:
            piece = chance.randrange(len(spoilt)) & ~3
            spoilt[aligned:aligned] = spoilt[piece : piece + chance.choice([4, 8, 40])]
        elif kind == 5:
            del spoilt[aligned : aligned + chance.choice([1, 4, 8])]
        else:
            bite = ESCAPES.encode()
            spoilt[at : at + len(bite)] = bite
    if kind != 2 and len(spoilt) >= 16 and chance.random() < 0.7:
        spoilt[0:4] = len(spoilt).to_bytes(4, byteorder)  # so that the spoilt body is looked at
    return bytes(spoilt)


def test_spoiled_captures() -> None:
    seed = random.randrange(1 << 30) if ROUNDS > 400 else 5
    chance = random.Random(seed)
    for turn in range(ROUNDS):
        whole = chance.choice(captured())
        start = chance.randrange(len(whole))
        datagrams = []
        for number, (protocol, order, data) in enumerate(whole[start : start + 6], 1):
            bad = spoiled(data, order, chance) if chance.random() < 0.8 else data
            other = chance.randrange(32) if chance.random() < 0.05 else protocol
            datagrams.append(Datagram(number, number, other, memoryview(bad), order, len(bad)))
        started = time.monotonic()
        try:
            check(datagrams)
        except Exception as problem:
            told = [(d.protocol, d.order, bytes(d.data).hex()) for d in datagrams]
            raise AssertionError(f"seed {seed}, round {turn}: {problem!r} on {told}") from problem
        assert time.monotonic() - started < 5, f"seed {seed}, round {turn}"


def test_the_index_does_not_stumble_either() -> None:
    chance = random.Random(6)
    for _ in range(20):
        whole = chance.choice(captured())
        start = chance.randrange(len(whole))
        data = b""
        made = []
        for number, (protocol, order, good) in enumerate(whole[start : start + 20], 1):
            bad = spoiled(good, order, chance)
            made.append(Datagram(number, number, protocol, memoryview(bad), order, len(bad), offset=len(data)))
            data += bad
        index = MessageIndex(Memory(data))
        for one in made:
            index.append(one)
        summaries = [found.summary for found in Stream().all(made)]
        assert [index.message(at).summary for at in range(len(index))] == summaries


class Memory:
    """A source of bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)

    def view(self, offset: int, length: int) -> memoryview:
        return self.data[offset : offset + length]


# The whole program.


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["show", "-V", "-x"],
        ["show", "-T", "json"],
        ["show", "-T", "fields", "-e", "IFLA_IFNAME", "-e", "process"],
        ["explain"],
        ["explain", "-T", "json"],
    ],
)
def test_the_command_line(words: list[str], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    chance = random.Random(7)
    path = tmp_path / f"{ESCAPES.replace(chr(0), '').replace('/', '')}.pcap"
    real = [data for _, order, data in captured()[0] if order == "<"]
    hostile = [spoiled(chance.choice(real), "<", chance) for _ in range(100)]
    request = message(RTM_NEWNEIGH, ndmsg(), flags=5 | NLM_F_REQUEST)
    refusal = error(22, request, attribute(1, ESCAPES.encode()), pid=9)
    path.write_bytes(capture(link(3, ESCAPES), request, refusal, *hostile)[:-3])
    assert main([*words, str(path)]) == 0
    captured_output = capsysbinary.readouterr()
    text = captured_output.out.decode("utf-8").replace("\n", "").replace("\t", "")
    assert text.isprintable()
    assert b"\x1b" not in captured_output.err
