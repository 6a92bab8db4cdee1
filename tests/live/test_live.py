"""Live capture in a real kernel: what is there, what is said where it can not be."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from struct import pack, unpack_from

import pytest

from nldissect.capture import live
from nldissect.capture.kernel import NETLINK_ROUTE, attribute
from nldissect.capture.live import LiveCapture
from nldissect.capture.packet_queue import PacketQueue
from nldissect.capture.ring import Ring
from nldissect.datagram import Datagram, Direction
from nldissect.errors import UserError

pytestmark = pytest.mark.live


def sh(command: str) -> str:
    return subprocess.run(command, shell=True, capture_output=True, text=True, check=False).stdout


def captured(act: Callable[[], object] | str, **options: object) -> tuple[list[Datagram], LiveCapture]:
    """Everything captured while `act` is done."""
    with LiveCapture(**options) as capture:  # type: ignore[arg-type]
        sh(act) if isinstance(act, str) else act()
        capture.stop()
        return list(capture), capture


def message_type(datagram: Datagram) -> int:
    return int(unpack_from("=H", datagram.data, 4)[0])


def test_commands_of_ip_are_captured_with_protocol_time_and_place() -> None:
    before = time.time_ns()
    rows, capture = captured("ip link add d9 type dummy; ip link add d9 type dummy; ip link del d9")
    foreign = [row for row in rows if not row.own]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert {row.protocol for row in foreign} == {0}
    assert {row.interface for row in rows} == {capture.interface} == {"nldissect0"}
    assert {row.netns for row in rows} == {os.stat("/proc/self/ns/net").st_ino}
    assert {row.direction for row in rows} == {Direction.UNKNOWN}
    assert all(row.wire_length == len(row.data) for row in rows)
    times = [row.time for row in foreign]
    assert before < times[0]
    assert times == sorted(times)
    assert times[-1] < time.time_ns()
    assert any(stamp % 1000 for stamp in times), "no nanoseconds"
    creations = [row for row in foreign if message_type(row) == 16 and unpack_from("=H", row.data, 6)[0] & 0x400]
    assert len(creations) == 2
    errors = [unpack_from("=i", row.data, 16)[0] for row in foreign if message_type(row) == 2]
    assert -17 in errors  # EEXIST for the second
    assert (capture.received, capture.own, capture.dropped) == (len(rows), len(rows) - len(foreign), 0)


def test_families_and_links_are_asked_for_at_start_and_marked_as_our_own() -> None:
    sh("ip link add d8 type dummy")
    rows = [row for row in captured("true")[0] if row.own]
    sh("ip link del d8")
    assert {row.protocol for row in rows} == {0, 16}
    text = {protocol: b"".join(row.data for row in rows if row.protocol == protocol) for protocol in (0, 16)}
    assert b"nlctrl\0" in text[16]
    assert b"d8\0" in text[0]
    assert b"nldissect0\0" in text[0]
    # requests too, recognisable by their port id
    ports = {unpack_from("=I", row.data, 12)[0] for row in rows}
    assert 0 not in ports


def test_existing_interface_is_used_and_stays() -> None:
    sh("ip link add mon type nlmon; ip link set mon up")
    rows, _ = captured("ip route", interface="mon")
    assert any(not row.own for row in rows)
    assert {row.interface for row in rows} == {"mon"}
    assert "nldissect" not in sh("ip link")
    assert "mon:" in sh("ip link show mon")
    sh("ip link del mon")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nope", "no interface 'nope'"),
        ("x" * 300, "no interface 'xxx"),
        ("\x1b[2Jevil", r"no interface '\x1b[2Jevil'"),
        ("lo", "lo is no netlink monitor"),
        ("idle0", "`sudo ip link set idle0 up`"),
    ],
)
def test_interface_that_can_not_be_used(name: str, words: str) -> None:
    sh("ip link add idle0 type nlmon")
    with pytest.raises(UserError) as info, LiveCapture(name):
        pass
    sh("ip link del idle0")
    assert words in str(info.value)
    assert "\x1b" not in str(info.value)


def huge_request(size: int) -> bytes:
    """A datagram to rtnetlink that the kernel refuses politely, about `size` bytes: one message of many attributes."""
    payload = pack("=BxHiII", 0, 0, 0, 0, 0) + attribute(20, bytes(1000)) * (size // 1004)
    return pack("=IHHII", 16 + len(payload), 16, 5, 77, 0) + payload


@pytest.mark.parametrize("size", [70_000, 200_000, 3_000_000])
def test_large_messages_are_whole(size: int) -> None:
    request = huge_request(size)

    def send() -> None:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE) as sender:
            sender.setsockopt(socket.SOL_SOCKET, 32, 8 << 20)  # SO_SNDBUFFORCE
            sender.sendto(request, (0, 0))

    rows, capture = captured(send)
    assert [row.wire_length for row in rows if bytes(row.data) == request] == [len(request)]
    assert capture.dropped == 0


def test_a_large_message_that_finds_the_queue_full_is_cut_and_tells_its_length() -> None:
    request = huge_request(100_000)

    def send() -> None:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE) as sender:
            for _ in range(3):
                sender.sendto(request, (0, 0))

    rows, capture = captured(send, buffer=64 << 10)
    found = [row for row in rows if row.wire_length == len(request)]
    assert len(found) == 3
    assert 100 < len(found[-1].data) < len(request)
    assert all(bytes(row.data) == request[: len(row.data)] for row in found)
    assert capture.dropped == 0


def test_drops_are_counted() -> None:
    def many() -> None:
        for _ in range(30):
            sh("ip link")

    rows, capture = captured(many, buffer=4096)
    assert capture.dropped > 30
    assert capture.received == len(rows)
    first = capture.dropped
    # counted on, though the kernel's own counter starts anew with each reading
    with LiveCapture(buffer=4096) as capture:
        many()
        capture.read(0)
        first = capture.dropped
        many()
        capture.read(0)
        assert capture.dropped > first > 0


def pelt(count: int) -> None:
    """So many datagrams that rtnetlink lets pass without a word (no NLM_F_REQUEST), numbered."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE) as sender:
        for number in range(count):
            sender.sendto(pack("=IHHII", 20, 24, 0, number, 0) + bytes(4), (0, 0))


def pelted(rows: Iterable[Datagram]) -> list[int]:
    """The numbers of those that `pelt` sent."""
    return [unpack_from("=I", row.data, 8)[0] for row in rows if len(row.data) == 20 and message_type(row) == 24]


@pytest.mark.parametrize("tap", [Ring, PacketQueue])
def test_every_datagram_is_read_or_counted_as_dropped(tap: type, monkeypatch: pytest.MonkeyPatch) -> None:
    if tap is PacketQueue:

        def refuse(interface: str, size: int) -> None:
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

        monkeypatch.setattr(live, "Ring", refuse)
    with LiveCapture(buffer=64 << 10) as capture:
        while capture.read(0.1):
            pass
        before = capture.dropped
        pelt(1000)
        found = pelted(capture.read(0))
        while rows := capture.read(0):
            found += pelted(rows)
        lost = capture.dropped - before
        assert found == list(range(len(found))), "what came first is there"
        assert len(found) + lost == 1000
        assert lost > 100
        pelt(10)
        assert pelted(capture.read(1)) == list(range(10)), "there is room again"
        assert capture.dropped == before + lost
        notice = "the kernel gives no receive ring (Cannot allocate memory): more is lost at high rates"
        assert capture.notice == (notice if tap is PacketQueue else None)


def test_the_ring_is_gone_round_many_times() -> None:
    with LiveCapture(buffer=64 << 10) as capture:
        while capture.read(0.1):
            pass
        for turn in range(30):
            pelt(100)
            sh("ip link show lo")  # larger than a frame, between the small ones
            found = []
            large = 0
            while rows := capture.read(0):
                found += pelted(rows)
                large += sum(len(row.data) > 256 and len(row.data) == row.wire_length for row in rows)
            assert found == list(range(100)), turn
            assert large, turn
        assert capture.dropped == 0


def test_a_vanished_interface_ends_the_capture() -> None:
    with LiveCapture() as capture:
        timer = threading.Timer(0.3, sh, ["ip link del nldissect0"])
        timer.start()
        rows = list(capture)
        timer.join()
    assert rows
    assert capture.ended == "nldissect0 was taken down or removed"
    assert capture.finished


def test_stop_from_a_thread_and_before_the_start() -> None:
    with LiveCapture() as capture:
        threading.Timer(0.2, capture.stop).start()
        began = time.monotonic()
        list(capture)
        assert 0.1 < time.monotonic() - began < 5
    early = LiveCapture()
    early.stop()
    with early:
        assert list(early) == []
    assert early.ended is None


def test_own_network_namespace_unprivileged_in_a_user_namespace() -> None:
    source = (
        "import json, os, subprocess\nfrom nldissect.capture.live import LiveCapture\n"
        "with LiveCapture() as c:\n subprocess.run(['ip', 'link'], stdout=-3); c.stop()\n"
        " print(json.dumps([[d.own, d.netns == os.stat('/proc/self/ns/net').st_ino] for d in c]))"
    )
    done = subprocess.run(
        ["unshare", "-Urn", sys.executable, "-c", source], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    rows = json.loads(done.stdout)
    assert {row[0] for row in rows} == {True, False}
    assert all(row[1] for row in rows)


def refusal(prefix: list[str], before: str = "") -> str:
    """What a capture says in a process of its own that can not begin."""
    source = (
        "import os\nfrom nldissect.capture.live import LiveCapture\n"
        f"from nldissect.errors import UserError\n{before}\n"
        "try:\n with LiveCapture(): print('captures')\nexcept UserError as error: print(error)"
    )
    done = subprocess.run([*prefix, sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_without_rights_the_sentence_names_them_and_the_way_to_get_them() -> None:
    plain = refusal([], "os.setresuid(65534, 65534, 65534)")
    assert "making an nlmon interface needs CAP_NET_ADMIN: run nldissect with sudo" in plain
    assert "`sudo setcap cap_net_admin,cap_net_raw+ep /" in plain
    assert "nldissect run -- COMMAND" in plain
    root = refusal(["setpriv", "--bounding-set", "-net_admin"])
    assert "needs CAP_NET_ADMIN, which this root does not have" in root
    raw = refusal(["setpriv", "--bounding-set", "-net_raw"])
    assert "capturing on nldissect0 needs CAP_NET_RAW, which this root does not have" in raw
    assert "nldissect" not in sh("ip link")
    assert len(plain.splitlines()) == len(root.splitlines()) == len(raw.splitlines()) == 1


@pytest.mark.skipif(not shutil.which("modprobe"), reason="needs modprobe (`sudo apt install kmod`)")
def test_without_the_module_the_sentence_says_how_to_load_it() -> None:
    sh("modprobe -r nlmon; mount -t tmpfs none /lib/modules")
    try:
        for prefix in ([], ["unshare", "-Urn"]):
            words = refusal(prefix)
            assert "has no nlmon: load it with `sudo modprobe nlmon`" in words
            assert "nldissect run -- COMMAND" in words
    finally:
        sh("umount /lib/modules; modprobe nlmon")
