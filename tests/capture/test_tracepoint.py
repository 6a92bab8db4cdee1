"""The kernel's words, joined to the reply that lacks them: by time, thread and batch, or not at all."""

from __future__ import annotations

import os
from struct import pack

import pytest

from nldissect.capture.tracepoint import UntoldWords
from nldissect.capture.tracing import KernelTrace, Remark
from nldissect.datagram import Datagram, Direction, Process
from tests.build import (
    NETFILTER,
    NLM_F_ACK,
    NLM_F_ACK_TLVS,
    NLM_F_MULTI,
    NLM_F_REQUEST,
    NLMSG_DONE,
    RTM_NEWNEIGH,
    attribute,
    error,
    message,
)

MICRO = 1000
ME = Process(4242, "prog")


class Said(KernelTrace):
    """A trace that has said this."""

    def __init__(self, *remarks: tuple[int, int, str], comparable: bool = True) -> None:
        super().__init__()
        self.comparable = comparable
        self.remarks = [Remark(time * MICRO, thread, text) for time, thread, text in remarks]


def ask(seq: int = 7) -> bytes:
    return message(RTM_NEWNEIGH, bytes(12), flags=NLM_F_REQUEST | NLM_F_ACK, seq=seq)


def refuse(seq: int = 7, *, code: int = 22, pid: int = 4242, extack: bytes = b"") -> bytes:
    flags = NLM_F_ACK_TLVS if extack else 0
    return error(code, ask(seq), extack, flags=flags, seq=seq, pid=pid)


def words(
    trace: KernelTrace, *rows: tuple[int, bytes], protocol: int = 0, process: Process | None = None
) -> list[str | None]:
    """What is said of each datagram, given as time in microseconds and bytes."""
    joined = UntoldWords(trace)
    datagrams = [
        Datagram(number, time * MICRO, protocol, memoryview(data), "<", len(data), process=process)
        for number, (time, data) in enumerate(rows, 1)
    ]
    for datagram in datagrams:
        joined.follow(datagram)
    return [datagram.words for datagram in datagrams]


def test_between_request_and_reply() -> None:
    assert words(Said((150, 4242, "No")), (100, ask()), (200, refuse())) == [None, "No"]
    # not what was said before, or after
    assert words(Said((50, 4242, "No")), (100, ask()), (200, refuse())) == [None, None]
    assert words(Said((300, 4242, "No")), (100, ask()), (200, refuse())) == [None, None]
    # not without a request
    assert words(Said((150, 4242, "No")), (100, ask(6)), (200, refuse())) == [None, None]


def test_the_last_word_counts_and_each_is_used_once() -> None:
    trace = Said((130, 4242, "First"), (150, 4242, "Last"), (350, 4242, "Next"))
    rows = (100, ask()), (200, refuse()), (300, ask(8)), (400, refuse(8))
    assert words(trace, *rows) == [None, "Last", None, "Next"]
    assert trace.remarks == []
    # messages of one datagram are answered one by one
    trace = Said((120, 4242, "One"), (160, 4242, "Two"))
    assert words(trace, (100, ask(1) + ask(2)), (140, refuse(1)), (180, refuse(2))) == [None, "One", "Two"]


@pytest.mark.parametrize("process", [None, ME])
def test_others_threads_are_not_meant(process: Process | None) -> None:
    rows = (100, ask()), (200, refuse())
    alive = os.getpid()
    assert words(Said((150, alive, "Other's")), *rows, process=process) == [None, None]
    assert words(Said((150, alive, "Other's"), (160, 4242, "Mine")), *rows, process=process) == [None, "Mine"]
    # a thread that is gone may have been the process's; two may not
    gone = 1 << 22
    assert words(Said((150, gone, "Mine?")), *rows, process=process) == [None, "Mine?"]
    assert words(Said((150, gone, "A"), (160, gone + 1, "B")), *rows, process=process) == [None, None]


def test_a_thread_that_is_known_must_be_the_one() -> None:
    process = Process(4242, "prog", thread=4243)
    rows = (100, ask()), (200, refuse())
    assert words(Said((150, 4243, "Mine")), *rows, process=process) == [None, "Mine"]
    assert words(Said((150, 1 << 22, "Other's")), *rows, process=process) == [None, None]


def test_in_another_pid_namespace_only_time_speaks() -> None:
    rows = (100, ask()), (200, refuse())
    alive = os.getpid()
    assert words(Said((150, alive, "Mine"), comparable=False), *rows) == [None, "Mine"]
    assert words(Said((150, alive, "A"), (160, 4242, "B"), comparable=False), *rows) == [None, None]


def test_a_reply_that_was_told_stays_as_it_is() -> None:
    told = refuse(extack=attribute(1, b"No\0"))
    trace = Said((150, 4242, "No"))
    assert words(trace, (100, ask()), (200, told)) == [None, None]
    assert trace.remarks == []


def test_acknowledgements_and_the_ends_of_dumps() -> None:
    trace = Said((150, 4242, "Mind"))
    assert words(trace, (100, ask()), (200, refuse(code=0))) == [None, "Mind"]
    done = message(NLMSG_DONE, pack("<i", -95), flags=NLM_F_MULTI, seq=7, pid=4242)
    assert words(Said((150, 4242, "No")), (100, ask()), (200, done)) == [None, "No"]
    entry = message(RTM_NEWNEIGH, bytes(12), flags=NLM_F_MULTI, seq=7, pid=4242)
    assert words(Said((150, 4242, "No")), (100, ask()), (200, entry + done)) == [None, "No"]
    assert words(Said((150, 4242, "No")), (100, ask()), (200, entry)) == [None, None]


def test_a_batch_whose_errors_come_at_the_end() -> None:
    rows = (100, ask(1) + ask(2) + ask(3)), (200, refuse(1)), (201, refuse(2))
    same = Said((120, 4242, "No"), (130, 4242, "No"))
    assert words(same, *rows, protocol=NETFILTER) == [None, "No", "No"]
    different = Said((120, 4242, "No"), (130, 4242, "Never"))
    assert words(different, *rows, protocol=NETFILTER) == [None, None, None]


def test_hostile_datagrams_are_passed_over() -> None:
    trace = Said((150, 4242, "No"))
    for data in (b"", b"\2", refuse()[:16], bytes(16), b"\xff" * 40, ask()[:17]):
        assert words(trace, (100, ask()), (200, data)) in ([None, None], [None, "No"])


def test_the_notice_comes_with_the_first_refusal_without_words() -> None:
    trace = KernelTrace()
    trace.notice = "no tracefs"
    joined = UntoldWords(trace)
    for data in (ask(), refuse(code=0), refuse(extack=attribute(1, b"No\0"))):
        joined.follow(Datagram(1, 1, 0, memoryview(data), "<", len(data)))
        assert joined.notice is None
    data = refuse()
    joined.follow(Datagram(1, 1, 0, memoryview(data), "<", len(data), direction=Direction.TO_USER))
    assert joined.notice == "no tracefs"
