"""Filter programs, as ss compiled them and by hand."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.tree import Level
from tests.build import NLM_F_DUMP, NLM_F_REQUEST, attribute, decoded, message
from tests.dissectors.captured import messages

SOCK_DIAG = 4
NOP, JMP, S_GE, S_LE, D_GE, D_LE, AUTO, S_COND, D_COND, DEV, MARK, S_EQ, D_EQ, CGROUP = range(14)


def told(program: bytes, order: str = "<") -> str:
    """What a request with that program asks for."""
    header = pack("BBBB", 2, 6, 0, 0) + pack(order + "I", 0xFFFFFFFF) + bytes(48)
    body = header + attribute(1, program, order="<" if order == "<" else ">")
    (found,) = decoded(
        message(20, body, flags=NLM_F_REQUEST | NLM_F_DUMP, order="<" if order == "<" else ">"),
        protocol=SOCK_DIAG,
        order="<" if order == "<" else ">",
    )
    node = found.tree["INET_DIAG_REQ_BYTECODE"]
    assert not [note for one in found.tree.walk() for note in one.notes if note.level is Level.ERROR]
    return node.text


def port(code: int, number: int, no: int, order: str = "<") -> bytes:
    return pack(order + "BBHBBH", code, 8, no, 0, 0, number)


def test_the_filters_of_real_requests() -> None:
    found = {
        str(m.tree["INET_DIAG_REQ_BYTECODE"].value)
        for m in messages("sock-diag")
        if "INET_DIAG_REQ_BYTECODE" in m.tree and m.tree["INET_DIAG_REQ_BYTECODE"].value
    }
    assert found == {
        "sport = :5555 or dport = :80",
        "cgroup 0x0",
        "cgroup 0x1",
        "fwmark = 0x4d/0xff",
        "autobound",
        "dst 127.0.0.2",
        "dst 127.0.0.4",
        "sport = :1",
    }


PROGRAMS: dict[str, bytes] = {
    "all": b"",
    "sport >= :1024": port(S_GE, 1024, 12),
    "not sport >= :1024": port(S_GE, 1024, 12) + pack("<BBH", JMP, 4, 8),
    "sport >= :80 and sport <= :90": port(S_GE, 80, 20) + port(S_LE, 90, 12),
    "sport = :1 or dport = :2 or autobound": (
        port(S_EQ, 1, 12)
        + pack("<BBH", JMP, 4, 20)
        + port(D_EQ, 2, 12)
        + pack("<BBH", JMP, 4, 8)
        + pack("<BBH", AUTO, 4, 8)
    ),
    "(sport = :1 or dport = :2) and dport <= :9": (
        port(S_EQ, 1, 12) + pack("<BBH", JMP, 4, 12) + port(D_EQ, 2, 20) + port(D_LE, 9, 12)
    ),
    "(sport = :1 and dport = :2) or dport >= :9": (
        port(S_EQ, 1, 20) + port(D_EQ, 2, 12) + pack("<BBH", JMP, 4, 12) + port(D_GE, 9, 12)
    ),
    "src 10.0.0.0/8": pack("<BBHBBxxi", S_COND, 16, 20, 2, 8, -1) + bytes([10, 0, 0, 0]),
    "dst fd00::1:443": pack("<BBHBBxxi", D_COND, 28, 32, 10, 128, 443) + b"\xfd" + bytes(14) + b"\1",
    "dev = 3 and fwmark = 0x1/0xff": pack("<BBHI", DEV, 8, 24, 3) + pack("<BBHII", MARK, 12, 16, 1, 0xFF),
    "cgroup 0x123456789": pack("<BBHQ", CGROUP, 12, 16, 0x123456789),
}


@pytest.mark.parametrize("words", PROGRAMS)
def test_programs_in_words(words: str) -> None:
    assert told(PROGRAMS[words]) == words


def test_big_endian() -> None:
    assert told(port(S_GE, 1024, 20, ">") + port(S_LE, 2000, 12, ">"), ">") == "sport >= :1024 and sport <= :2000"


def test_ways_that_cross() -> None:
    """One test decides which of two others counts: no "and" and no "or" says that."""
    program = port(S_EQ, 1, 20) + port(D_EQ, 2, 24) + pack("<BBH", JMP, 4, 12) + port(D_EQ, 3, 12)
    assert told(program) == "(sport = :1 ? dport = :2 : dport = :3)"


@pytest.mark.parametrize(
    "program",
    [b"\1", b"\xff" * 40, port(S_GE, 1, 4)[:6], pack("<BBH", S_COND, 4, 4), pack("<BBH", JMP, 0, 0), bytes(4)],
)
def test_broken_programs(program: bytes) -> None:
    assert told(program).endswith("operations")


def test_a_program_that_would_take_a_book_to_tell() -> None:
    """Each test doubles what both of its ways lead to; nobody reads that, and it must not take time or memory."""
    step = port(S_EQ, 1, 12) + port(D_EQ, 2, 8)
    assert told(step * 1000).endswith("operations")
    assert told(b"".join(port(S_GE, n, 8 * (200 - n) + 4) for n in range(200))) == "200 operations"
