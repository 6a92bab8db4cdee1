"""strace's text, with all its traps, into datagrams."""

from __future__ import annotations

import pytest

from nldissect.capture.strace import Reader
from nldissect.datagram import Datagram, Direction, Process

ROUTE, USERSOCK = 0, 2


def dump(data: bytes) -> list[str]:
    """A hexdump as strace writes it."""
    rows = []
    for offset in range(0, len(data), 16):
        row = data[offset : offset + 16]
        digits = f"{row[:8].hex(' ')}  {row[8:].hex(' ')}"
        rows.append(f" | {offset:05x}  {digits:<49}  {'.' * len(row)} |")
    return rows


def read(*lines: str, protocols: dict[int, int] | None = None) -> list[Datagram]:
    reader = Reader("<", lambda thread: thread // 10 * 10, lambda thread, inode: (protocols or {}).get(inode))
    return list(reader.datagrams(lines))


def line(text: str, *, thread: int = 20, time: str = "5.000000007") -> str:
    return f"{thread}<prog> {time} {text}"


DATA = bytes(range(40))
KERNEL = "{sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12"
SEND = line(f"sendto(3<NETLINK:[ROUTE:77]>, ..., 40, 0, {KERNEL}) = 40 <0.000001000>")


def test_a_send() -> None:
    (found,) = read(SEND, *dump(DATA))
    assert bytes(found.data) == DATA
    assert (found.number, found.time, found.protocol, found.wire_length) == (1, 5_000_000_007, ROUTE, 40)
    assert found.direction is Direction.TO_KERNEL
    assert found.process == Process(20, "prog", 20, 77, None)
    assert found.failure is None


def test_what_was_received_came_when_the_call_ended_and_is_as_long_as_it_says() -> None:
    (found,) = read(
        line("recvfrom(3<NETLINK:[ROUTE:77]>, ..., 20, MSG_TRUNC, NULL, NULL) = 40 <0.000000100>"), *dump(DATA[:20])
    )
    assert (found.time, len(found.data), found.wire_length) == (5_000_000_107, 20, 40)
    assert found.direction is Direction.TO_USER


def test_looking_at_a_message_is_not_receiving_it() -> None:
    assert read(line("recvmsg(3<NETLINK:[ROUTE:77]>, ..., MSG_PEEK|MSG_TRUNC) = 40 <0.1>"), *dump(DATA)) == []
    assert (
        read(line("recvfrom(3<NETLINK:[ROUTE:77]>, 0x7f, 8, 0, NULL, NULL) = -1 EAGAIN (Resource) <0.000000100>")) == []
    )


@pytest.mark.parametrize("flags", ["0", "MSG_PEEK|MSG_TRUNC"])
def test_what_was_lost_is_told_by_an_empty_datagram(flags: str) -> None:
    text = f"recvmsg(3<NETLINK:[ROUTE:77]>, ..., {flags}) = -1 ENOBUFS (No buffer space available) <0.000000100>"
    (found,) = read(line(text))
    assert (len(found.data), found.failure, found.direction) == (0, "ENOBUFS", Direction.TO_USER)


@pytest.mark.parametrize(
    ("peer", "direction"),
    [
        ("nl_pid=0, nl_groups=00000000", Direction.TO_KERNEL),
        ("nl_pid=999, nl_groups=00000000", Direction.UNKNOWN),
        ("nl_pad=0x9abb, nl_pid=999, nl_groups=00000000", Direction.UNKNOWN),
        ("nl_pid=999<other>, nl_groups=0x000001", Direction.UNKNOWN),
    ],
)
def test_a_failed_send_and_whom_it_was_for(peer: str, direction: Direction) -> None:
    call = f"sendto(4<NETLINK:[USERSOCK:77]>, ..., 40, 0, {{sa_family=AF_NETLINK, {peer}}}, 12)"
    (found,) = read(line(f"{call} = -1 ECONNREFUSED (Connection refused) <0.000000100>"), *dump(DATA))
    assert (found.protocol, found.failure, found.direction) == (USERSOCK, "ECONNREFUSED", direction)


def test_a_call_in_two_halves_with_another_threads_between() -> None:
    """The answer that another thread receives while the send lasts comes after it."""
    found = read(
        line("sendto(3<NETLINK:[ROUTE:77]>, ..., 40, 0, NULL, 0 <unfinished ...>", thread=21, time="5.000000001"),
        line(
            "recvfrom(3<NETLINK:[ROUTE:77]>, ..., 40, 0, NULL, NULL) = 40 <0.000000100>", thread=22, time="5.000000002"
        ),
        *dump(DATA[::-1]),
        line("<... sendto resumed>) = 40 <0.000000900>", thread=21, time="5.000000901"),
        *dump(DATA),
    )
    assert [(datagram.time, datagram.direction) for datagram in found] == [
        (5_000_000_001, Direction.TO_KERNEL),
        (5_000_000_102, Direction.TO_USER),
    ]
    assert [datagram.process and (datagram.process.pid, datagram.process.thread) for datagram in found] == [
        (20, 21), (20, 22),
    ]  # fmt: skip


def test_several_buffers_are_one_datagram_and_several_messages_are_several() -> None:
    call = line("sendmsg(3<NETLINK:[ROUTE:77]>, {msg_iov=[...], msg_iovlen=2}, 0) = 40 <0.000000100>")
    parts = [" * 16 bytes in buffer 0", *dump(DATA[:16]), " * 24 bytes in buffer 1", *dump(DATA[16:])]
    (found,) = read(call, *parts)
    assert bytes(found.data) == DATA
    call = line("sendmmsg(3<NETLINK:[ROUTE:77]>, [...], 2, 0) = 2 <0.000000100>")
    several = [" = 1 buffers in vector 0", *parts[:2], " = 1 buffers in vector 1", *parts[2:]]
    assert [bytes(datagram.data) for datagram in read(call, *several)] == [DATA[:16], DATA[16:]]


def test_sockets_by_inode() -> None:
    """A socket is known by its making, or, where it was there before strace, by the kernel's table."""
    made = line("socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_USERSOCK) = 3<NETLINK:[4711]> <0.000000100>")
    send = line("sendto(3<NETLINK:[4711]>, ..., 40, 0, NULL, 0) = 40 <0.000000100>")
    (found,) = read(made, send, *dump(DATA))
    assert (found.protocol, found.process) == (USERSOCK, Process(20, "prog", 20, None, 1))
    (found,) = read(send, *dump(DATA), protocols={4711: 16})
    assert found.protocol == 16
    assert read(send, *dump(DATA)) == []


def test_a_socket_stays_the_same_over_fork_and_dup() -> None:
    made = line("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3<NETLINK:[4711]> <0.000000100>")
    other = line("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 4<NETLINK:[4712]> <0.000000100>")
    found = read(
        made, other,
        line("clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = 30 <0.000000100>"),
        line("dup2(3<NETLINK:[4711]>, 9) = 9<NETLINK:[4711]> <0.000000100>", thread=30),
        line("close(3<NETLINK:[4711]>) = 0 <0.000000100>", thread=30),
        line("sendto(9<NETLINK:[4711]>, ..., 40, 0, NULL, 0) = 40 <0.000000100>", thread=30), *dump(DATA),
        line("sendto(4<NETLINK:[4712]>, ..., 40, 0, NULL, 0) = 40 <0.000000100>", time="5.000000009"), *dump(DATA),
    )  # fmt: skip
    assert [datagram.process and (datagram.process.pid, datagram.process.socket) for datagram in found] == [
        (30, 1), (20, 2),
    ]  # fmt: skip


def test_past_a_mebibyte_the_offsets_are_wider() -> None:
    rows = dump(DATA[:16])
    (found,) = read(SEND, rows[0], rows[0].replace(" 00000 ", " 100000 "))
    assert bytes(found.data) == DATA[:16] * 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "20<prog> 5.000000007 ???",
        "20<prog> 5.000000007 +++ exited with 0 +++",
        " | <Cannot fetch 40 bytes>",
    ],
)
def test_what_is_no_call_is_passed_over(text: str) -> None:
    assert len(read(text, SEND, *dump(DATA), text)) == 1
