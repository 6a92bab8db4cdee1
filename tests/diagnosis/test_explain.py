"""`explain`: every failed or odd transaction, once, with the reason."""

from __future__ import annotations

from pathlib import Path
from struct import pack

import pytest

import nldissect
from nldissect.diagnosis.explain import Fault, Totals, Trouble, explain
from nldissect.stream import Stream
from tests.build import (
    NLM_F_ACK,
    NLM_F_DUMP,
    NLM_F_DUMP_INTR,
    NLM_F_MULTI,
    NLM_F_REQUEST,
    NLMSG_OVERRUN,
    RTM_GETNEIGH,
    RTM_NEWNEIGH,
    attribute,
    datagram,
    done,
    error,
    message,
    ndmsg,
    stream_of,
)

ERRORS = Path(__file__).parents[2] / "captures" / "errors.pcap"

NEW = message(RTM_NEWNEIGH, ndmsg() + attribute(1, b"\n\0\0\2"), flags=NLM_F_REQUEST | NLM_F_ACK | 0x600)
DUMP = message(RTM_GETNEIGH, ndmsg(), flags=NLM_F_REQUEST | NLM_F_DUMP)
PART = message(RTM_NEWNEIGH, ndmsg(), flags=NLM_F_MULTI, pid=9)
WORDS = attribute(1, b"Because\0")


def faults(*datagrams: bytes) -> list[Fault]:
    return list(explain(stream_of(*datagrams)))


@pytest.mark.parametrize(
    ("datagrams", "expected"),
    [
        ((), []),
        ((NEW, error(0, NEW, pid=9)), []),
        ((DUMP, PART, done(pid=9)), []),
        ((message(RTM_NEWNEIGH, ndmsg(), flags=0, seq=0),), []),
        ((NEW, error(17, NEW, pid=9)), [(Trouble.FAILED, 2, 1)]),
        ((NEW, error(0, NEW, WORDS, pid=9)), [(Trouble.WARNED, 2, 1)]),
        ((DUMP, PART, done(5, WORDS, pid=9)), [(Trouble.FAILED, 3, 1)]),
        ((NEW,), [(Trouble.UNANSWERED, 1, 1)]),
        ((DUMP,), [(Trouble.UNANSWERED, 1, 1)]),
        ((error(17, NEW, pid=9),), [(Trouble.ORPHANED, 1, None)]),
        ((message(NLMSG_OVERRUN, flags=0),), [(Trouble.LOST, 1, None)]),
        ((message(RTM_NEWNEIGH, ndmsg(), flags=0, length=999),), [(Trouble.MALFORMED, 1, None)]),
        ((b"abc",), [(Trouble.MALFORMED, 1, None)]),
    ],
)
def test_troubles(datagrams: tuple[bytes, ...], expected: list[tuple[Trouble, int, int | None]]) -> None:
    found = faults(*datagrams)
    assert [(f.trouble, f.message.frame, f.request.frame if f.request else None) for f in found] == expected


def test_an_interrupted_dump_is_told_once() -> None:
    broken = message(RTM_NEWNEIGH, ndmsg(), flags=NLM_F_MULTI | NLM_F_DUMP_INTR, pid=9)
    end = message(3, pack("<i", 0), flags=NLM_F_MULTI | NLM_F_DUMP_INTR, pid=9)
    assert [fault.trouble for fault in faults(DUMP, PART, broken, broken, end)] == [Trouble.INTERRUPTED]


def test_what_is_said_of_a_failure() -> None:
    (fault,) = faults(NEW, error(17, NEW, WORDS, attribute(2, pack("<I", 28)), pid=9))
    assert fault.words == "Because"
    assert fault.meaning == "it exists already, and NLM_F_EXCL (or the family) forbids to replace it"
    assert fault.blame.attribute is not None
    assert fault.blame.attribute.path == ("NDA_DST",)
    assert fault.order == (1, 0)
    assert fault.valid is None, "an address was wanted, and an address was sent"


def test_the_kernels_policy_says_what_would_be_valid() -> None:
    policy = attribute(
        4 | 0x8000, attribute(1, pack("<I", 3)) + attribute(4, pack("<Q", 1)) + attribute(5, pack("<Q", 4094))
    )
    (fault,) = faults(NEW, error(34, NEW, attribute(2, pack("<I", 28)), policy, pid=9))
    assert fault.valid == "u16, 1 to 4094; sent 4 bytes (0a 00 00 02)"


def test_what_nldissect_asked_itself_does_not_count() -> None:
    totals = Totals()
    own = [datagram(NEW, own=True), datagram(error(2, NEW, pid=9), number=2, own=True)]
    assert list(explain(Stream().all(own), totals)) == []
    assert (totals.messages, totals.requests) == (0, 0)
    (fault,) = explain(Stream().all(own), totals, own=True)
    assert fault.trouble is Trouble.FAILED
    assert (totals.messages, totals.requests) == (2, 1)


def test_only_what_is_wanted_is_told_and_counted() -> None:
    totals = Totals()
    stream = stream_of(NEW, error(17, NEW, pid=9), NEW, error(22, NEW, pid=9))
    (fault,) = explain(stream, totals, wanted=lambda message: message.frame == 3)
    assert fault.message.error is not None
    assert fault.message.error.name == "EINVAL"
    assert (totals.messages, totals.requests, totals.errnos) == (1, 1, {"EINVAL": 1})
    assert totals.troubles == {Trouble.FAILED: 1}


def test_totals() -> None:
    totals = Totals()
    list(explain(stream_of(NEW, error(17, NEW, pid=9), NEW, error(22, NEW, pid=9), NEW), totals))
    assert (totals.messages, totals.requests) == (5, 3)
    assert totals.troubles == {Trouble.FAILED: 2, Trouble.UNANSWERED: 1}
    assert totals.errnos == {"EEXIST": 1, "EINVAL": 1}


def test_a_real_capture() -> None:
    """Each error reply of the capture is told of, once; most were made by a request that was captured."""
    replies = [m for m in nldissect.read(ERRORS) if m.error]
    told = [f for f in explain(nldissect.read(ERRORS)) if f.trouble in (Trouble.FAILED, Trouble.ORPHANED)]
    assert [(f.message.frame, f.message.index) for f in told] == [(m.frame, m.index) for m in replies]
    assert len(told) > 100
    assert sum(f.request is not None for f in told) > 0.95 * len(told)
    assert sum(f.words is not None for f in told) > 20
    assert sum(f.blame.attribute is not None for f in told) > 20
    silent = {f.message.error.name for f in told if f.message.error and not f.meaning}
    assert silent <= {"IPSET_ERR_PROTOCOL"}, "only what is no errno (ipset has its own) goes without a word"
