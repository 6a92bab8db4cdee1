"""Keys and passwords stay hidden in all that is printed and in what scrub writes, also where messages are damaged.

Each message with a secret is cut at every byte (as a snap length does, with its lengths mended, and as the echo of an
error), and its attributes' lengths are broken; nowhere may four bytes of a key appear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import pack, pack_into

import pytest

from nldissect.capture import open_capture
from nldissect.diagnosis.diff import compare
from nldissect.diagnosis.explain import explain
from nldissect.diagnosis.lint import lint
from nldissect.export.rows import rows
from nldissect.message import Message
from nldissect.output import code
from nldissect.output.difference import pair_to_line, unified_lines
from nldissect.output.explanation import fault_lines, fault_to_line
from nldissect.output.json_lines import to_line
from nldissect.output.scrub import scrub
from nldissect.output.text import hex_lines, summary_line, tree_lines
from nldissect.stream import Stream
from tests.build import GENERIC, attribute, capture, datagram, decoded, error, family, message
from tests.dissectors.captured import CAPTURES

SOCK_DIAG, XFRM = 4, 6
SOCK_DIAG_BY_FAMILY, INET_DIAG_MD5SIG = 20, 18


@dataclass(frozen=True)
class Case:
    """A captured message with a secret."""

    capture: str
    message: str
    protocol: int = GENERIC
    nth: int = 0
    """which of the messages of that name with a secret"""
    request: bool = True
    """an error may echo it"""


CASES = [
    Case("wireguard-mptcp", "WG_CMD_SET_DEVICE"),
    Case("wireguard-mptcp", "SEG6_CMD_SETHMAC"),
    Case("nl80211", "NL80211_CMD_NEW_KEY"),
    Case("nl80211", "NL80211_CMD_SET_REKEY_OFFLOAD"),
    Case("generic-more", "MACSEC_CMD_ADD_RXSA"),
    Case("generic-more", "OVPN_CMD_KEY_NEW"),
    Case("ethtool", "ETHTOOL_MSG_WOL_SET"),
    Case("xfrm", "XFRM_MSG_NEWSA", XFRM),
    Case("xfrm", "XFRM_MSG_NEWSA", XFRM, 40),
    Case("xfrm", "XFRM_MSG_UPDSA", XFRM),
    Case("storage", "DRBD_ADM_CONNECT"),
    Case("", "TCP_MD5SIG", SOCK_DIAG, request=False),
]


def md5_signatures() -> bytes:
    """A TCP socket with two keys: structs of fixed size, which a cut leaves without their last member."""
    signatures = [pack("<BBH16s80s", 2, 32, 16, bytes([10, 0, 0, n]), b"k" * 80) for n in (1, 2)]
    listing = attribute(INET_DIAG_MD5SIG, b"".join(signatures))
    return message(SOCK_DIAG_BY_FAMILY, pack("<BBBB68x", 2, 1, 0, 0), listing, flags=2)


def secrets_of(one: Message) -> list[bytes]:
    found = [node for node in one.tree.walk() if getattr(node.spec, "secret", False) and not node.raw]
    return [bytes(one.data[node.start : node.end]) for node in found]


@cache
def original(case: Case) -> tuple[bytes, str, tuple[tuple[int, bytes], ...]]:
    """The message, its family's name, and its secrets with their places, each byte of them unlike all others."""
    if case.capture:
        with open_capture(CAPTURES / f"{case.capture}.pcap") as file:
            named = (one for one in Stream().all(file) if one.name == case.message)
            return remade([one for one in named if secrets_of(one)][case.nth])
    return remade(*decoded(md5_signatures(), protocol=case.protocol))


def remade(whole: Message) -> tuple[bytes, str, tuple[tuple[int, bytes], ...]]:
    data = bytearray(whole.data)
    places = [(node.start, node.end) for node in whole.tree.walk() if getattr(node.spec, "secret", False)]
    for start, end in places:
        data[start:end] = bytes((0xC5 + 7 * at * at + 3 * at + start) % 251 or 1 for at in range(end - start))
    return bytes(data), whole.type_name, tuple((start, bytes(data[start:end])) for start, end in places)


def learned(case: Case, name: str, number: int) -> Stream:
    stream = Stream()
    if case.protocol == GENERIC:
        list(stream.messages(datagram(family(number, name), protocol=GENERIC)))
    return stream


def told(one: Message) -> str:
    """All that may be printed of a one."""
    lines = [summary_line(one, 0), *tree_lines(one), to_line(one), *hex_lines(one.data, one.hidden)]
    lines += [one.shown.hex(), code.hexadecimal(one), str(rows(one))]
    for form in ("python", "c"):
        lines.append(code.writer(form)(one))
    lines += [str(finding) for finding in lint(one)]
    return "\n".join(lines)


_NO_DIGITS = re.compile(r"0x|\\x|\n  [0-9a-f]{4}  |[\s,:\"'\\]+")


def leaks(text: str, keys: tuple[tuple[int, bytes], ...]) -> list[str]:
    """Which four neighbours of a key's bytes are in the text, as hex or as they are."""
    plain = _NO_DIGITS.sub("", text.lower())
    pieces = [key[at : at + 4] for _, key in keys for at in range(len(key) - 3)]
    return [piece.hex() for piece in pieces if piece.hex() in plain]


def with_length(data: bytes) -> bytes:
    return pack("<I", len(data)) + data[4:]


def broken(data: bytes) -> Iterator[bytes]:
    """With the length of what looks like an attribute set to zero, so that the rest can not be taken apart."""
    for at in range(20, len(data) - 4, 4):
        length = int.from_bytes(data[at : at + 2], "little")
        if 4 <= length <= len(data) - at:
            changed = bytearray(data)
            pack_into("<H", changed, at, 0)
            yield bytes(changed)


def damaged(data: bytes, *, request: bool) -> Iterator[bytes]:
    for end in range(17, len(data) + 1):
        yield data[:end]
        yield with_length(data[:end])
        if request:
            yield error(22, with_length(data[:end]))
            yield error(22, data)[: 20 + end]
            yield with_length(error(0, data[:16], flags=0) + data[16:end])
    yield from broken(data)
    for claimed in (0, 15):
        yield pack("<I", claimed) + data[4:]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.message}-{case.nth}")
def test_no_output_shows_a_key(case: Case) -> None:
    data, name, keys = original(case)
    assert keys
    number = int.from_bytes(data[4:6], "little")
    stream = learned(case, name, number)
    for changed in damaged(data, request=case.request):
        for one in stream.messages(datagram(changed, protocol=case.protocol)):
            assert not leaks(told(one), keys), changed.hex()


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.request], ids=lambda case: f"{case.message}-{case.nth}"
)
def test_explain_and_diff_show_no_key(case: Case) -> None:
    data, name, keys = original(case)
    number = int.from_bytes(data[4:6], "little")
    place = keys[0][0] - 4
    offset = pack("<HHI", 8, 2, place)
    refusal = error(22, data, offset)
    stream = learned(case, name, number)
    both = [one for part in (data, refusal) for one in stream.messages(datagram(part, protocol=case.protocol))]
    faults = list(explain(both))
    text = "\n".join(line for one in faults for line in (*fault_lines(one, 0), fault_to_line(one)))
    assert "EINVAL" in text
    assert not leaks(text, keys)
    other = bytearray(data)
    other[keys[0][0]] ^= 0xFF
    (changed,) = stream.messages(datagram(bytes(other), protocol=case.protocol))
    pair = compare(both[0], changed)
    assert not leaks("\n".join((*unified_lines(pair), pair_to_line(pair))), keys)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.message}-{case.nth}")
def test_scrub_leaves_no_key(case: Case, tmp_path: Path) -> None:
    data, name, keys = original(case)
    number = int.from_bytes(data[4:6], "little")
    before = [family(number, name)] if case.protocol == GENERIC else []
    source, target = tmp_path / "in.pcap", tmp_path / "out.pcap"
    source.write_bytes(capture(*before, *damaged(data, request=case.request), protocol=case.protocol))
    with open_capture(source) as file:
        scrub(file, Stream(), target)
    written = target.read_bytes()
    assert len(written) == source.stat().st_size
    assert not [key for _, key in keys for at in range(len(key) - 3) if key[at : at + 4] in written]
