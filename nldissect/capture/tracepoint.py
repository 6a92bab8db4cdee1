"""The kernel's words for a refusal, joined to the reply of a program that did not ask for them.

The kernel words its refusal while it works on the request, so the tracepoint's time lies between the request's and the
reply's, and its thread is the one that sent the request. Both must fit; where two could be meant, none is taken.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Final, NamedTuple

from nldissect import wire
from nldissect.capture.kernel import NLMSG_DONE, NLMSG_ERROR
from nldissect.capture.requests import NLM_F_REQUEST, requests_in
from nldissect.capture.tracing import KernelTrace, Remark
from nldissect.datagram import Datagram, Direction
from nldissect.protocols import NETFILTER
from nldissect.wire import NLMSG_HDRLEN

_NLM_F_ACK_TLVS: Final = 0x200
_DONE_LENGTH: Final = NLMSG_HDRLEN + 4
_LARGEST_PID: Final = 1 << 22
_TOLERANCE: Final = 2_000
"""nanoseconds: the tracepoint's clock is read to the microsecond, and set against the wall clock by us"""
_KEPT: Final = 4096
"""requests that are remembered"""


_Key = tuple[int, int, int | None]
"""protocol, sequence number, and the socket where it is known: all programs begin with the same numbers"""


class _Request(NamedTuple):
    time: int
    thread: int | None


class _Answer(NamedTuple):
    seq: int
    port: int
    refusal: bool
    """an errno other than 0"""
    told: bool
    """the reply itself carries extended ack attributes: the program did ask"""


class UntoldWords:
    """Gives the error replies of a stream their `words`; every datagram is to be shown to `follow`, in order."""

    def __init__(self, trace: KernelTrace) -> None:
        self._trace = trace
        self._requests: dict[_Key, _Request] = {}
        self._read_at = 0
        self._missed = False

    @property
    def notice(self) -> str | None:
        """Why the kernel's words can not be had, a sentence for the user, as soon as a refusal came without any."""
        return self._trace.notice if self._missed else None

    def follow(self, datagram: Datagram) -> None:
        """Note a request; set the `words` of an acknowledgement, error or failed dump that was said more about."""
        if len(datagram.data) < NLMSG_HDRLEN:
            return
        answer = _answer(datagram)
        if self._trace.notice is not None:
            self._missed |= answer is not None and answer.refusal and not answer.told
        elif answer is not None:
            self._place(datagram, answer)
        elif datagram.direction is not Direction.TO_USER:
            thread = None if datagram.process is None else datagram.process.thread
            for seq in requests_in(datagram):
                self._note(_key(datagram, seq), _Request(datagram.time, thread))

    def _note(self, key: _Key, request: _Request) -> None:
        self._requests.pop(key, None)
        self._requests[key] = request
        if len(self._requests) > _KEPT:
            del self._requests[next(iter(self._requests))]

    def _place(self, datagram: Datagram, answer: _Answer) -> None:
        request = self._requests.get(_key(datagram, answer.seq))
        if request is None:
            return
        if datagram.time >= self._read_at:
            # What is said of a reply is said before it is sent: it can be read by now.
            self._read_at = time.time_ns()
            self._trace.read()
        remarks = self._trace.remarks
        first = bisect_left(remarks, request.time - _TOLERANCE, key=attrgetter("time"))
        end = bisect_right(remarks, datagram.time + _TOLERANCE, key=attrgetter("time"))
        meant = self._meant(remarks[first:end], request, _owner(datagram, answer))
        if not meant:
            return
        if datagram.protocol == NETFILTER:
            # The errors of a batch are sent together at its end: which is whose, only equal words can not mistake.
            if answer.told or len({remark.text for remark in meant}) > 1:
                return
            meant = meant[:1]
        if not answer.told:
            datagram.words = meant[-1].text
        for remark in meant:
            remarks.remove(remark)

    def _meant(self, remarks: list[Remark], request: _Request, owner: int | None) -> list[Remark]:
        """Those that were said to the thread that asked: surely, or else as far as nothing speaks against it."""
        exact = {number for number in (request.thread, owner) if number is not None}
        if self._trace.comparable and exact:
            found = [remark for remark in remarks if remark.thread in exact]
            if found or request.thread is not None:
                return found
            remarks = [remark for remark in remarks if _process_of(remark.thread) in (None, owner)]
        return remarks if len({remark.thread for remark in remarks}) == 1 else []


def _key(datagram: Datagram, seq: int) -> _Key:
    return datagram.protocol, seq, None if datagram.process is None else datagram.process.socket


def _answer(datagram: Datagram) -> _Answer | None:
    """The last word of a transaction, where the datagram is or ends with one."""
    data = datagram.data
    offset = 0
    header = wire.header(data, offset, datagram.order)
    if header.nlmsg_type not in (NLMSG_ERROR, NLMSG_DONE):
        # A dump's end may stand behind its last entries; with words of its own it would be longer.
        if header.nlmsg_flags & NLM_F_REQUEST or len(data) < NLMSG_HDRLEN + _DONE_LENGTH:
            return None
        offset = len(data) - _DONE_LENGTH
        header = wire.header(data, offset, datagram.order)
        if (header.nlmsg_len, header.nlmsg_type) != (_DONE_LENGTH, NLMSG_DONE):
            return None
    refusal = any(data[offset + NLMSG_HDRLEN : offset + _DONE_LENGTH])
    return _Answer(header.nlmsg_seq, header.nlmsg_pid, refusal, bool(header.nlmsg_flags & _NLM_F_ACK_TLVS))


def _owner(datagram: Datagram, answer: _Answer) -> int | None:
    """The process that asked. A socket's port id is its process id, unless it is the process's second."""
    if datagram.process is not None:
        return datagram.process.pid
    return answer.port if 0 < answer.port <= _LARGEST_PID else None


def _process_of(thread: int) -> int | None:
    """The process of a thread; None where it is gone."""
    try:
        with open(f"/proc/{thread}/status", encoding="utf-8", errors="replace") as status:
            for line in status:
                if line.startswith("Tgid:"):
                    return int(line.split()[1])
    except (OSError, ValueError):
        return None
    return None
