"""Messages as text: the line, the tree, the bytes."""

from __future__ import annotations

import io

import pytest

from nldissect.datagram import Direction, Process
from nldissect.output.style import painter, plain
from nldissect.output.text import hex_lines, kind, seconds, summary_line, tree_lines
from tests.build import (
    NLM_F_REQUEST,
    RTM_NEWNEIGH,
    UEVENT,
    attribute,
    decoded,
    done,
    error,
    link,
    message,
    ndmsg,
    stream_of,
)

NEW = message(RTM_NEWNEIGH, ndmsg(index=0) + attribute(1, b"\n\0\0\2"), flags=5)


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [(0, "0.000000"), (1, "0.000000"), (1_500, "0.000001"), (1_234_567_890, "1.234567"), (-1_500_000, "-0.001500")],
)
def test_seconds(nanoseconds: int, text: str) -> None:
    assert seconds(nanoseconds) == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (NEW, "request"),
        (error(22, NEW), "error"),
        (error(0, NEW), "reply"),
        (done(), "reply"),
        (done(5), "error"),
        (message(RTM_NEWNEIGH, ndmsg(), flags=0, seq=0), "notification"),
        (message(RTM_NEWNEIGH, ndmsg(), flags=2, seq=5), "reply"),
    ],
)
def test_kinds(data: bytes, expected: str) -> None:
    assert kind(decoded(data)[0]) == expected
    assert kind(decoded(b"add@/x\0", protocol=UEVENT)[0]) == "notification"


def test_the_line() -> None:
    first, second = stream_of(link(3, "d0") + NEW)
    assert summary_line(first, 0) == "      1     1.000000 ◀ route     RTM_NEWLINK 3 d0 <>"
    assert summary_line(second, 500_000_000) == "    1.1     0.500000 ▶ route     RTM_NEWNEIGH 10.0.0.2 reachable"


def test_process_and_direction_are_in_the_line() -> None:
    process = Process(42, "evil\x1b[31m")
    (found,) = decoded(NEW, process=process, direction=Direction.UNKNOWN)
    assert "evil\\x1b[31m[42] ▶ route" in summary_line(found, 0)


def test_the_tree() -> None:
    (found,) = decoded(NEW, wire_length=100, comments=("seen\x07",))
    assert list(tree_lines(found)) == [
        "  ! the capture holds 36 of the datagram's 100 bytes [cut]",
        "  comment: seen\\x07",
        "  nlmsghdr",
        "    nlmsg_len: 36",
        "    nlmsg_type: RTM_NEWNEIGH (28)",
        "    nlmsg_flags: NLM_F_REQUEST|NLM_F_ACK (0x5)",
        "    nlmsg_seq: 1",
        "    nlmsg_pid: 0",
        "  ndmsg",
        "    ndm_family: AF_INET (2)",
        "    ndm_ifindex: 0",
        "    ndm_state: NUD_REACHABLE (0x2)",
        "    ndm_flags: 0",
        "    ndm_type: RTN_UNSPEC (0)",
        "  NDA_DST: 10.0.0.2",
    ]


def test_what_is_unknown_or_long_in_the_tree() -> None:
    (found,) = decoded(message(RTM_NEWNEIGH, ndmsg(), attribute(999, b"\xab" * 500), b"\1\0"))
    *_, unknown, trailing, note = tree_lines(found)
    assert unknown.startswith("  UNKNOWN (type 999): abab")
    assert unknown.endswith("… (500 bytes)")
    assert len(unknown) < 320
    assert trailing == "  UNKNOWN: 0100"
    assert note == "    ✗ 2 bytes behind the last attribute [trailing]"


def test_the_bytes() -> None:
    assert list(hex_lines(memoryview(bytes(range(60, 80))))) == [
        "  0000  3c 3d 3e 3f 40 41 42 43  44 45 46 47 48 49 4a 4b  <=>?@ABCDEFGHIJK",
        "  0010  4c 4d 4e 4f                                       LMNO",
    ]
    assert list(hex_lines(memoryview(b""))) == []
    assert next(hex_lines(memoryview(b"\x1b\x7f\xe9a"))).endswith("  ...a")


class Terminal(io.StringIO):
    """Says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_colour_on_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert painter(io.StringIO()) is plain
    paint = painter(Terminal())
    assert paint("error", "x") == "\x1b[31mx\x1b[0m"
    assert paint("reply", "x") == "x"
    assert paint("error", "") == ""
    monkeypatch.setenv("NO_COLOR", "1")
    assert painter(Terminal()) is plain
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert painter(Terminal()) is plain


def test_colour_changes_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    paint = painter(Terminal())
    (found,) = decoded(error(22, NEW, attribute(1, b"\x1b[2J\0"), flags=NLM_F_REQUEST))

    def without(line: str) -> str:
        for code in ("\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[35m", "\x1b[2m", "\x1b[1m", "\x1b[0m"):
            line = line.replace(code, "")
        return line

    assert without(summary_line(found, 0, paint)) == summary_line(found, 0)
    assert [without(line) for line in tree_lines(found, paint)] == list(tree_lines(found))
