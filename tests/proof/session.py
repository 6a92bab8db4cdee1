"""Runs all rows of the proof in one network namespace: `python -m tests.proof.session RESULTS [--lab] [CAPTURE]`.

Before each row a message of no effect (NLMSG_NOOP) tells its number by its seq, so that in what was captured a row's
messages are those up to the next. With --lab rows are run too that want modules. With CAPTURE, `nldissect capture`
writes it meanwhile. RESULTS is JSON: what a tool printed and returned, in the order of the numbers.
"""

from __future__ import annotations

import json
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from struct import pack, unpack_from
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.build import attribute, message
from tests.proof.commands import COMMANDS
from tests.proof.refusal import Command, Refusal, Request
from tests.proof.requests import ASK, BR0, REQUESTS, VX0

if TYPE_CHECKING:
    from collections.abc import Iterator

WORLD: Final = f"""
ip link set lo up
ip link add v0 type veth peer name v1
ip addr add 192.0.2.1/24 dev v1
ip link set v0 up
ip link set v1 up
ip link add br0 index {BR0} type bridge
ip link add vx0 index {VX0} type vxlan external dstport 4789
ip link set vx0 up
"""
MARK: Final = 0x4D00_0000
"""seq of a row's mark, its number added"""
NLMSG_NOOP, NLMSG_ERROR, NLMSG_DONE = 1, 2, 3
SOL_NETLINK, NETLINK_CAP_ACK, NETLINK_EXT_ACK, NETLINK_GET_STRICT_CHK = 270, 10, 11, 12
SECONDS: Final = 2.0
"""the longest that the kernel may take for an answer"""


class Options(NamedTuple):
    """What a program asked of its socket."""

    extack: bool
    cap: bool
    strict: bool


class Row(NamedTuple):
    """One thing done: a command, or a request by a socket with these options."""

    refusal: Refusal
    options: Options | None


def rows(*, lab: bool) -> list[Row]:
    """Everything to be done, in order."""
    done = [Row(command, None) for command in COMMANDS]
    for request in REQUESTS:
        # Only rtnetlink is strict by request.
        strictness = (False, True) if request.protocol == 0 else (False,)
        done += [Row(request, Options(*options)) for options in product((True, False), (True, False), strictness)]
    return [row for row in done if lab or not row.refusal.needs]


def title(row: Row) -> str:
    """The row's name as a test."""
    options = "" if row.options is None else f" [{' '.join(key for key, on in row.options._asdict().items() if on)}]"
    return f"{row.refusal.name}{options}"


def run(row: Row, number: int, families: dict[str, int | None]) -> dict[str, Any]:
    """Do it; what a tool printed and returned."""
    refusal = row.refusal
    if isinstance(refusal, Command):
        done = subprocess.run(
            _words(refusal.command), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        return {"status": done.returncode, "said": done.stdout + done.stderr}
    assert isinstance(refusal, Request)
    assert row.options is not None
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, refusal.protocol) as asker:
        asker.settimeout(SECONDS)
        asker.setsockopt(SOL_NETLINK, NETLINK_EXT_ACK, row.options.extack)
        asker.setsockopt(SOL_NETLINK, NETLINK_CAP_ACK, row.options.cap)
        if refusal.protocol == 0:
            asker.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, row.options.strict)
        asker.send(_numbered(refusal, number, families))
        _receive(asker)
    return {}


def _words(command: str) -> list[str]:
    """nft takes the rest of the line as it is."""
    tool, _, rest = command.partition(" ")
    return [tool, rest] if tool == "nft" else shlex.split(command)


def _numbered(request: Request, number: int, families: dict[str, int | None]) -> bytes:
    if isinstance(request.message, bytes):
        return request.message[:8] + pack("<I", number) + request.message[12:]
    flags, body = request.message
    return pack("<IHHII", 16 + len(body), families[request.family or ""], flags, number, 0) + body


def _receive(asker: socket.socket) -> bytes:
    """All of the answer: to the acknowledgement, refusal or end that each of these requests gets."""
    received = b""
    while True:
        data = asker.recv(1 << 16)
        received += data
        offset = 0
        while offset + 16 <= len(data):
            length, kind = unpack_from("<IH", data, offset)
            if kind in (NLMSG_ERROR, NLMSG_DONE):
                return received
            offset += max((length + 3) & ~3, 16)


def _family(name: str) -> int | None:
    """A generic netlink family's message type; None where this kernel does not have it."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 16) as asker:
        asker.settimeout(SECONDS)
        asker.send(message(16, pack("<BBH", 3, 2, 0), attribute(2, name.encode() + b"\0"), flags=ASK))
        answer = _receive(asker)
    if unpack_from("<H", answer, 4) == (NLMSG_ERROR,):
        return None
    offset = 20
    while unpack_from("<H", answer, offset + 2) != (1,):  # CTRL_ATTR_FAMILY_ID
        offset += (unpack_from("<H", answer, offset)[0] + 3) & ~3
    number: int = unpack_from("<H", answer, offset + 4)[0]
    return number


@contextmanager
def captured(path: str | None) -> Iterator[None]:
    """`nldissect capture` meanwhile; without a path nothing."""
    if path is None:
        yield
        return
    capture = subprocess.Popen(
        [sys.executable, "-m", "nldissect", "capture", "-w", path], stderr=subprocess.PIPE, text=True
    )
    while "nldissect0" not in (name for _, name in socket.if_nameindex()) and capture.poll() is None:
        time.sleep(0.02)
    time.sleep(0.5)
    yield
    time.sleep(0.2)
    capture.send_signal(signal.SIGINT)
    _, said = capture.communicate()
    if capture.returncode:
        sys.exit(said)


def main(words: list[str]) -> None:
    """Make the links, do the rows, write the results."""
    lab = "--lab" in words
    results, *capture = (word for word in words if word != "--lab")
    done = []
    with captured(capture[0] if capture else None):
        for command in WORLD.strip().splitlines():
            subprocess.run(shlex.split(command), check=True)
        everything = rows(lab=lab)
        named = {row.refusal.family for row in everything if row.refusal.family is not None}
        families = {name: _family(name) for name in sorted(named)}
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as marks:
            for number, row in enumerate(everything):
                if row.refusal.family is not None and families[row.refusal.family] is None:
                    done.append({"lacking": row.refusal.family})
                    continue
                for command in row.refusal.before:
                    subprocess.run(_words(command), check=True)
                marks.send(message(NLMSG_NOOP, seq=MARK + number))
                done.append(run(row, number, families))
            marks.send(message(NLMSG_NOOP, seq=MARK + len(done)))
    Path(results).write_text(json.dumps(done))


if __name__ == "__main__":
    main(sys.argv[1:])
