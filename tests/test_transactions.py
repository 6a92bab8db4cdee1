"""What belongs together: sequence numbers are reused, shared and wrong, port ids unknown, replies lost."""

from __future__ import annotations

from struct import pack

import pytest

from nldissect.datagram import Process
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.pairing import KEPT, Ref
from nldissect.stream import Stream
from nldissect.transactions import Role, State
from tests.build import (
    GENERIC,
    NETFILTER,
    NLM_F_ACK,
    NLM_F_DUMP,
    NLM_F_DUMP_INTR,
    NLM_F_MULTI,
    NLM_F_REQUEST,
    NLMSG_NOOP,
    NLMSG_OVERRUN,
    RTM_DELNEIGH,
    RTM_GETNEIGH,
    RTM_NEWNEIGH,
    attribute,
    datagram,
    decoded,
    done,
    error,
    family,
    genl,
    message,
    ndmsg,
    stream_of,
)
from tests.test_index import Memory

REQUEST, REPLY, END, NOTIFICATION = Role


def get(seq: int = 1, pid: int = 0, flags: int = NLM_F_REQUEST) -> bytes:
    return message(RTM_GETNEIGH, ndmsg(), flags=flags, seq=seq, pid=pid)


def dump(seq: int = 1, pid: int = 0) -> bytes:
    return get(seq, pid, NLM_F_REQUEST | NLM_F_DUMP)


def new(seq: int = 1, pid: int = 0, flags: int = NLM_F_REQUEST | NLM_F_ACK) -> bytes:
    return message(RTM_NEWNEIGH, ndmsg(), flags=flags, seq=seq, pid=pid)


def told(seq: int = 1, pid: int = 9, flags: int = 0) -> bytes:
    """A neighbour as the kernel tells it: as an answer or a notification."""
    return message(RTM_NEWNEIGH, ndmsg(), flags=flags, seq=seq, pid=pid)


def part(seq: int = 1, pid: int = 9, flags: int = 0) -> bytes:
    return told(seq, pid, NLM_F_MULTI | flags)


def places(*datagrams: bytes, protocol: int = 0) -> list[tuple[int, Role] | None]:
    """Each message's transaction and role there."""
    found = stream_of(*datagrams, protocol=protocol)
    return [(m.membership.number, m.membership.role) if m.membership else None for m in found]


def state(messages: list[Message], number: int = 1) -> State:
    membership = messages[0].membership
    assert membership is not None
    return State(membership.transactions.state[number])


@pytest.mark.parametrize(
    ("datagrams", "expected"),
    [
        # A question and its answer.
        ((get(), told()), [(1, REQUEST), (1, REPLY)]),
        # With acknowledgement.
        ((get(flags=5), told(), error(0, get(flags=5), pid=9)), [(1, REQUEST), (1, REPLY), (1, END)]),
        # A dump, its parts over two datagrams, and its end.
        ((dump(), part() + part(), part(), done(pid=9)), [(1, REQUEST), (1, REPLY), (1, REPLY), (1, REPLY), (1, END)]),
        # A change, its notification and its acknowledgement.
        ((new(), told(), error(0, new(), pid=9)), [(1, REQUEST), (1, NOTIFICATION), (1, END)]),
        # A failed change.
        ((new(), error(17, new(), pid=9)), [(1, REQUEST), (1, END)]),
        # A notification that nobody here asked for.
        ((get(), told(seq=0, pid=0)), [(1, REQUEST), None]),
        # An answer to a request that was not captured.
        ((told(seq=77),), [None]),
        ((error(2, get(seq=77), seq=77, pid=9),), [None]),
        # Nothing that belongs to anybody.
        ((get(), message(NLMSG_NOOP, flags=0), message(NLMSG_OVERRUN, flags=0)), [(1, REQUEST), None, None]),
        # The same sequence number again, one after the other.
        ((get(), told(), get(), told()), [(1, REQUEST), (1, REPLY), (2, REQUEST), (2, REPLY)]),
        ((dump(), part(), done(pid=9), dump(), part(), done(pid=9)),
         [(1, REQUEST), (1, REPLY), (1, END), (2, REQUEST), (2, REPLY), (2, END)]),
        # Two sockets at once with the same sequence number: the port id is learned from the first reply of each.
        ((dump(), part(pid=8), dump(), part(pid=9), part(pid=8), done(pid=9), done(pid=8)),
         [(1, REQUEST), (1, REPLY), (2, REQUEST), (2, REPLY), (1, REPLY), (2, END), (1, END)]),
        # … or stands in the requests.
        ((get(pid=8), get(pid=9), told(pid=9), told(pid=8)), [(1, REQUEST), (2, REQUEST), (2, REPLY), (1, REPLY)]),
        # … or the acknowledgement's echo tells.
        ((get(flags=5), new(), error(0, new(), pid=9), error(0, get(flags=5), pid=8)),
         [(1, REQUEST), (2, REQUEST), (2, END), (1, END)]),
        # An error with another sequence number than its request's, joined by its echo.
        ((new(seq=5), error(22, new(seq=5), seq=0, pid=9)), [(1, REQUEST), (1, END)]),
        # Several requests in one datagram.
        ((new(seq=1) + new(seq=2), error(0, new(seq=1), seq=1, pid=9) + error(22, new(seq=2), seq=2, pid=9)),
         [(1, REQUEST), (2, REQUEST), (1, END), (2, END)]),
        # Two listeners get a copy of the same notification.
        ((new(), told(), told(), error(0, new(), pid=9)),
         [(1, REQUEST), (1, NOTIFICATION), (1, NOTIFICATION), (1, END)]),
        # A request that is damaged is none.
        ((new()[:20],), [None]),
    ],
)  # fmt: skip
def test_what_belongs_together(datagrams: tuple[bytes, ...], expected: list[tuple[int, Role] | None]) -> None:
    assert places(*datagrams) == expected


def test_protocols_do_not_mix() -> None:
    data = genl(16, 3, attribute(2, b"x\0"), flags=5)
    assert places(data, error(2, data, pid=9), protocol=GENERIC) == [(1, REQUEST), (1, END)]
    route, generic = stream_of(get(), protocol=0) + stream_of(data, protocol=GENERIC)
    assert route.membership is not None
    assert generic.membership is not None


def test_generic_replies_are_replies() -> None:
    request = genl(16, 3, attribute(2, b"x\0"), flags=5)
    assert places(request, family(40, "x", seq=1, pid=9), error(0, request, pid=9), protocol=GENERIC) == [
        (1, REQUEST),
        (1, REPLY),
        (1, END),
    ]


@pytest.mark.parametrize(
    ("datagrams", "expected", "unanswered"),
    [
        ((get(),), State.OPEN, True),
        ((dump(),), State.OPEN, True),
        ((new(),), State.OPEN, True),
        ((new(flags=NLM_F_REQUEST),), State.QUIET, False),
        ((new(flags=NLM_F_REQUEST), error(17, new(flags=NLM_F_REQUEST), pid=9)), State.FAILED, False),
        ((get(), told()), State.ANSWERED, False),
        ((dump(), part()), State.OPEN, False),
        ((dump(), part(), done(pid=9)), State.ANSWERED, False),
        ((dump(), part(), done(4, pid=9)), State.FAILED, False),
        ((new(), error(0, new(), pid=9)), State.ANSWERED, False),
        ((new(), error(17, new(), pid=9)), State.FAILED, False),
        ((new(), told()), State.OPEN, True),
        ((message(NLMSG_NOOP, flags=NLM_F_REQUEST | NLM_F_ACK),), State.QUIET, False),
    ],
)
def test_how_a_transaction_stands(datagrams: tuple[bytes, ...], expected: State, unanswered: bool) -> None:
    found = stream_of(*datagrams)
    membership = found[0].membership
    assert membership is not None
    assert state(found) is expected
    membership.transactions.complete = True
    assert membership.unanswered is unanswered


def test_no_answer_yet_is_not_no_answer() -> None:
    """As long as the stream goes on, a second is given."""
    stream = Stream()
    (request,) = decoded(new(), stream=stream, number=1)
    assert request.membership is not None
    assert not request.membership.unanswered
    decoded(told(seq=0, pid=0), stream=stream, number=2)
    assert not request.membership.unanswered
    decoded(told(seq=0, pid=0), stream=stream, number=3)
    assert request.membership.unanswered
    assert [note.code for note in request.notes] == ["unanswered"]


def test_the_errno_is_kept() -> None:
    found = stream_of(new(), error(17, new(), pid=9))
    assert found[0].membership is not None
    assert found[0].membership.transactions.errno[1] == 17


def test_times() -> None:
    request, *_ = stream_of(dump(), part(), part(), done(pid=9))
    membership = request.membership
    assert membership is not None
    transactions = membership.transactions
    assert (len(transactions), transactions.replies[1], transactions.request(1)) == (1, 3, Ref(1, 0))
    assert membership.latency == transactions.latency(1) == 3_000_000_000
    (alone,) = stream_of(dump())
    assert alone.membership is not None
    assert alone.membership.latency is None


def test_interrupted_dumps_are_known() -> None:
    found = stream_of(dump(), part(), part(flags=NLM_F_DUMP_INTR), done(pid=9), dump(seq=2), done(seq=2, pid=9))
    assert found[0].membership is not None
    assert found[0].membership.transactions.interrupted == {1}


def test_answers_and_notifications_know_their_request() -> None:
    request, notification, end = stream_of(new(), told(), error(22, new(), pid=9))
    assert notification.membership is not None
    assert end.membership is not None
    assert request.request is None
    assert notification.request is request
    assert end.request is request
    assert notification.membership.caused_by == Ref(1, 0)
    assert end.membership.caused_by is None


def test_a_deletion_notifies_too() -> None:
    delete = message(RTM_DELNEIGH, ndmsg(), flags=5)
    gone = message(RTM_DELNEIGH, ndmsg(), flags=0, pid=9)
    assert places(delete, gone, error(0, delete, pid=9)) == [(1, REQUEST), (1, NOTIFICATION), (1, END)]


# A netfilter batch: one datagram, one transaction; errors name the command in it.

RES_ID = pack(">BBH", 0, 0, 10)
BEGIN, COMMIT = 16, 17


def batch(*commands: bytes) -> bytes:
    return message(BEGIN, RES_ID, seq=0) + b"".join(commands) + message(COMMIT, RES_ID, seq=len(commands) + 1)


def newtable(seq: int, flags: int = NLM_F_REQUEST) -> bytes:
    return message(0x0A00, b"\2\0\0\0", attribute(1, b"t\0"), flags=flags, seq=seq)


def test_a_batch_is_one_transaction() -> None:
    data = batch(newtable(1), newtable(2))
    assert places(data, protocol=NETFILTER) == [(1, REQUEST)] * 4


def test_an_error_in_a_batch_is_of_its_command() -> None:
    first, second = newtable(1), newtable(2, NLM_F_REQUEST | NLM_F_ACK)
    *requests, end = stream_of(batch(first, second), error(17, second, seq=2, pid=9), protocol=NETFILTER)
    assert end.membership is not None
    assert (end.membership.number, end.membership.role, end.membership.request) == (1, END, Ref(1, 2))
    assert end.request is requests[2]
    assert state(requests) is State.FAILED


def test_an_acknowledgement_does_not_hide_a_batchs_error() -> None:
    first, second = newtable(1, 5), newtable(2, 5)
    found = stream_of(
        batch(first, second), error(17, first, seq=1, pid=9), error(0, second, seq=2, pid=9), protocol=NETFILTER
    )
    assert state(found) is State.FAILED


def test_two_batches_with_the_same_numbers() -> None:
    command = newtable(1, 5)
    ack = error(0, command, seq=1, pid=9)
    assert places(batch(command), ack, batch(command), ack, protocol=NETFILTER) == [
        *[(1, REQUEST)] * 3,
        (1, END),
        *[(2, REQUEST)] * 3,
        (2, END),
    ]


def test_a_batch_in_two_datagrams_is_two_transactions() -> None:
    """Only the datagram that begins a batch is known to be one."""
    whole = batch(newtable(1), newtable(2))
    cut = 20 + len(newtable(1))
    assert [place[0] for place in places(whole[:cut], whole[cut:], protocol=NETFILTER) if place][:2] == [1, 1]


def test_an_endless_stream_of_requests_is_forgotten() -> None:
    """What is remembered for joining is bounded, whatever the sequence numbers are."""
    *_, last = stream_of(b"".join(new(seq=n) for n in range(1, 20_000)))
    assert last.membership is not None
    transactions = last.membership.transactions
    assert len(transactions) == 19_999
    assert len(transactions.pairing.pending) <= KEPT + 1
    same = stream_of(b"".join(new(seq=5) for _ in range(1000)))[-1].membership
    assert same is not None
    assert len(same.transactions.pairing.pending[None, 0, 5]) <= 8


def test_namespaces_are_kept_apart() -> None:
    """Two namespaces in one file: the same numbers mean nothing to each other."""
    stream = Stream()
    here, there = datagram(get(), number=1, netns=1), datagram(told(pid=0), number=2, netns=2)
    answer = datagram(told(pid=0), number=3, netns=1)
    found = [m.membership for m in stream.all([here, there, answer])]
    assert [step and step.role for step in found] == [REQUEST, None, REPLY]


# Whose it is.


def test_a_request_is_its_answers_process() -> None:
    """A live capture knows a process by its port id, which most requests do not bear."""
    prog = Process(9, "prog", port=9)
    request = datagram(new(), number=1)
    answers = [datagram(told(), number=2, process=prog), datagram(error(0, new(), pid=9), number=3, process=prog)]
    stream = Stream()
    asked, notified, acknowledged = stream.all([request, *answers])
    assert asked.process == acknowledged.process == prog
    assert notified.process == prog
    # what only a notification tells is its own
    stream = Stream()
    asked, notified = stream.all([request, answers[0]])
    assert (asked.process, notified.process) == (None, prog)
    stream = Stream()
    asked, notified, acknowledged = stream.all([request, datagram(told(), number=2), answers[1]])
    assert (asked.process, notified.process) == (prog, None)


def test_the_index_tells_the_same() -> None:
    prog = Process(9, "prog", port=9)
    index = MessageIndex(Memory(new() + error(0, new(), pid=9)))
    index.append(datagram(new(), number=1))
    assert index.message(0).process is None
    index.append(datagram(error(0, new(), pid=9), number=2, offset=len(new()), process=prog))
    assert index.message(0).process == index.message(1).process == prog
