"""Port ids and whose they are, on this machine's own /proc."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from nldissect.capture import sockets
from nldissect.capture.sockets import PortOwners, socket_table
from nldissect.datagram import Datagram
from tests.build import NLM_F_ACK, NLM_F_REQUEST, RTM_GETNEIGH, error, message

ROUTE, GENERIC = 0, 16


@pytest.fixture
def opened() -> Iterator[Callable[[int], int]]:
    """Opens a netlink socket of this process; its port id."""
    kept: list[socket.socket] = []

    def opened(protocol: int) -> int:
        one = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, protocol)
        kept.append(one)
        one.bind((0, 0))
        port: int = one.getsockname()[0]
        return port

    yield opened
    for one in kept:
        one.close()


def comm() -> str:
    with open("/proc/self/comm") as file:
        return file.read().strip()


def test_all_sockets_of_a_process_are_its_own(opened: Callable[[int], int]) -> None:
    ports = [(protocol, opened(protocol)) for protocol in (ROUTE, ROUTE, ROUTE, GENERIC)]
    assert len({port for _, port in ports}) > 1, "the second socket of a protocol has a port id of its own"
    assert set(ports) <= set(socket_table())
    owners = PortOwners()
    for protocol, port in ports:
        process = owners.owner(protocol, port)
        assert process is not None
        assert (process.pid, process.comm, process.port) == (os.getpid(), comm(), port)


def test_a_process_that_is_gone_is_known_by_what_the_kernel_told_of_its_end() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    told = PortOwners({child.pid: "gone"}.get).owner(ROUTE, child.pid)
    assert told is not None
    assert (told.pid, told.comm) == (child.pid, "gone")
    assert PortOwners().owner(ROUTE, child.pid) is None


def test_what_was_seen_is_remembered_when_the_process_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", "import socket, sys; s = socket.socket(16, 3, 0); s.bind((0, 0));"
         "print(s.getsockname()[0], flush=True); sys.stdin.read()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    port = int(child.stdout.readline())
    clock = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    owners = PortOwners()
    seen = owners.owner(ROUTE, port)
    assert seen is not None
    assert seen.pid == child.pid
    child.communicate("")
    for passed, expected in ((1000.5, seen), (1002.0, seen), (1059.0, seen), (1062.0, None)):
        clock[0] = passed
        assert owners.owner(ROUTE, port) == expected


def test_an_unknown_port_id_costs_one_look_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    clock = [1000.0]

    def table() -> dict[tuple[int, int], int]:
        looks.append(1)
        clock[0] += 0.001
        return {}

    monkeypatch.setattr(sockets, "socket_table", table)
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    owners = PortOwners()
    for _ in range(1000):
        assert owners.owner(ROUTE, 0xFFFF_0001) is None
    assert len(looks) == 1
    clock[0] += 1.1
    owners.owner(ROUTE, 0xFFFF_0001)
    assert len(looks) == 2
    # however many there are, reading takes a twentieth of the time at most
    for port in range(0xFFFF_0002, 0xFFFF_0102):
        owners.owner(ROUTE, port)
    assert len(looks) == 2
    for port in range(0xFFFF_0102, 0xFFFF_0166):
        clock[0] += 0.001
        owners.owner(ROUTE, port)
    assert len(looks) <= 8


def test_a_process_id_that_is_a_port_id_by_chance_is_not_believed(opened: Callable[[int], int]) -> None:
    """The table's inode, not the number, says whose the socket is."""
    opened(ROUTE)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, ROUTE) as one:
        one.bind((os.getppid(), 0))
        process = PortOwners().owner(ROUTE, os.getppid())
    assert process is not None
    assert process.pid == os.getpid()


def datagram(data: bytes, *, own: bool = False, number: int = 1) -> Datagram:
    return Datagram(number, 1000, ROUTE, memoryview(data), "<", len(data), own=own)


def ask(seq: int = 7, pid: int = 0) -> bytes:
    return message(RTM_GETNEIGH, bytes(12), flags=NLM_F_REQUEST | NLM_F_ACK, seq=seq, pid=pid)


def answer(pid: int, seq: int = 7) -> bytes:
    return error(0, ask(seq), seq=seq, pid=pid)


def pids(*rows: bytes) -> list[int | None]:
    datagrams = [datagram(row) for row in rows]
    PortOwners().attribute(datagrams)
    return [None if one.process is None else one.process.pid for one in datagrams]


def test_a_request_gets_the_process_of_its_answer(opened: Callable[[int], int]) -> None:
    port, me = opened(ROUTE), os.getpid()
    assert pids(ask(), answer(port)) == [me, me]
    assert pids(ask(pid=port)) == [me]
    assert pids(ask(1) + ask(2) + ask(3), answer(port, 2)) == [me, me]
    assert pids(ask(1), answer(port, 2)) == [None, me]
    assert pids(answer(port), ask()) == [me, None]
    # one of two: which one is not told
    assert pids(ask(), ask(), answer(port)) == [None, None, me]
    assert pids(ask(), answer(port), ask(), answer(port)) == [me] * 4


def test_it_says_whether_an_answer_is_still_due(opened: Callable[[int], int]) -> None:
    port = opened(ROUTE)
    owners = PortOwners()
    assert owners.attribute([datagram(ask())]) is True
    assert owners.attribute([datagram(ask()), datagram(answer(port))]) is False
    assert owners.attribute([datagram(ask(), own=True), datagram(b"short")]) is False


def test_own_rows_stay_without(opened: Callable[[int], int]) -> None:
    row = datagram(answer(opened(ROUTE)), own=True)
    PortOwners().attribute([row])
    assert row.process is None
