"""Generic netlink requests against the kernel's own policy, as the answers to CTRL_CMD_GETPOLICY tell it."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest

from nldissect.capture import open_capture
from nldissect.diagnosis.kernel_policy import Policies
from nldissect.diagnosis.lint import lint
from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import GENERIC, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, attribute, family, genl, nest, stream_of

CAPTURE = Path(__file__).parents[2] / "captures" / "genl-ctrl.pcap"
FLAG, U8, U32, BINARY, NUL_STRING, NESTED, NESTED_ARRAY, BITFIELD32 = 1, 2, 4, 10, 12, 13, 14, 15
TYPE, MIN_U, MAX_U, MIN_LENGTH, MAX_LENGTH, INDEX, BITFIELD_MASK, MASK = 1, 4, 5, 6, 7, 8, 10, 12
ID = 77


def u32(value: int) -> bytes:
    return pack("<I", value)


def row(kind: int, **told: int) -> bytes:
    """One attribute's policy."""
    words = {"low": MIN_U, "high": MAX_U, "mask": MASK}
    parts = [attribute(TYPE, u32(kind))]
    for name, value in told.items():
        if name in words:
            parts.append(attribute(words[name], pack("<Q", value)))
        else:
            number = {"shortest": MIN_LENGTH, "longest": MAX_LENGTH, "inside": INDEX, "bits": BITFIELD_MASK}[name]
            parts.append(attribute(number, u32(value)))
    return b"".join(parts)


def answer(*attributes: bytes, seq: int = 5) -> bytes:
    return genl(16, 10, attribute(1, pack("<H", ID)), *attributes, flags=2, seq=seq, pid=9)


POLICY = {
    1: row(U32, low=1, high=9),
    2: row(U8, mask=3),
    3: row(NUL_STRING, longest=4),
    4: row(BINARY, shortest=2, longest=4),
    5: row(FLAG),
    6: row(NESTED, inside=1),
    7: row(NESTED_ARRAY, inside=1),
    8: row(BITFIELD32, bits=6),
}
ASKED = genl(16, 10, attribute(2, b"fam\0"), flags=NLM_F_REQUEST | NLM_F_DUMP, seq=5)
ANSWERS = (
    answer(nest(9, nest(3, attribute(1, u32(0))))),
    *(answer(nest(8, nest(0, nest(number, told)))) for number, told in POLICY.items()),
    answer(nest(8, nest(1, nest(1, row(U8, low=0, high=1))))),
)


def findings(*attributes: bytes, command: int = 3, flags: int = NLM_F_REQUEST | NLM_F_ACK) -> list[tuple[str, str]]:
    request = genl(ID, command, *attributes, flags=flags, seq=8)
    messages = stream_of(family(ID, "fam"), ASKED, *ANSWERS, request, protocol=GENERIC)
    policies = Policies()
    for message in messages:
        policies.learn(message)
    return [(finding.note.code, finding.note.text) for finding in lint(messages[-1], policies)]


@pytest.mark.parametrize(
    "attributes",
    [
        (attribute(1, u32(9)), attribute(2, b"\3"), attribute(3, b"abcd\0"), attribute(4, b"ab"), attribute(5)),
        (nest(6, attribute(1, b"\1")), nest(7, nest(0, attribute(1, b"\0")), nest(1, attribute(1, b"\1")))),
        (attribute(8, u32(2) + u32(6)),),
    ],
)
def test_what_the_policy_allows(attributes: tuple[bytes, ...]) -> None:
    assert findings(*attributes) == []


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        (attribute(1, u32(10)), "range", "is 10, the kernel's policy is u32, 1 to 9"),
        (attribute(1, b"\1"), "length", "has 1 bytes, the kernel's policy is u32"),
        (attribute(1, u32(1) * 2), "length", "has 8 bytes"),
        (attribute(2, b"\4"), "mask", "bits 0x3"),
        (attribute(3, b"abcd"), "string-end", "NUL"),
        (attribute(3, b"abcde\0"), "string-long", "4 are the most"),
        (attribute(4, b"a"), "length", "2 to 4 bytes"),
        (attribute(4, b"abcde"), "length", "2 to 4 bytes"),
        (attribute(5, b"\1"), "length", "flag"),
        (attribute(8, u32(1) + u32(1)), "mask", "bits 0x6"),
        (attribute(8, u32(4) + u32(2)), "mask", "selector"),
        (attribute(8, u32(4)), "length", "bitfield32"),
        (attribute(99, b""), "unknown-attribute", "attribute 99"),
        (nest(6, attribute(1, b"\2")), "range", "attribute 6 / attribute 1 is 2"),
        (nest(7, nest(0, attribute(1, b"\2"))), "range", "attribute 7 / attribute 0 / attribute 1 is 2"),
    ],
)
def test_what_the_policy_refuses(wrong: bytes, code: str, words: str) -> None:
    ((found, text),) = findings(wrong)
    assert found == code
    assert words in text


def test_the_policy_is_that_of_the_command_and_of_doing_or_dumping() -> None:
    wrong = attribute(1, u32(10))
    assert findings(wrong, command=4) == []
    assert findings(wrong, flags=NLM_F_REQUEST | NLM_F_DUMP) == []


def requests(path: Path) -> tuple[Policies, list[Message]]:
    policies = Policies()
    with open_capture(str(path)) as capture:
        policies.read(capture)
    with open_capture(str(path)) as capture:
        return policies, list(Stream().all(capture))


def test_policies_of_a_real_kernel() -> None:
    policies, messages = requests(CAPTURE)
    names = {message.generic.family for message in messages if message.generic and policies.of(message)}
    assert "nlctrl" in names
    asked = next(message for message in messages if message.name == "CTRL_CMD_GETFAMILY" and policies.of(message))
    accepted = policies.of(asked)
    assert accepted is not None
    assert accepted.attributes[1].words == "u16"
    assert accepted.attributes[2].words == "nul string, at most 15 bytes"
