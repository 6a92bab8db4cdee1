"""Records what tools print together with the netlink traffic that they print it from.

`python -m tests.oracle.record NAME FOLDER` runs the lines of tests/oracle/NAME.session in a shell, as root in a kernel
that may be spoilt (`make lab`), and writes FOLDER/NAME.pcap.gz and FOLDER/NAME.json.gz. Of a session, a line that
begins with `? ` is a question: what it prints is kept, and the datagrams that an nlmon interface showed meanwhile. The
other lines make what is asked for. Where a line fails nothing is written.
"""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from struct import pack
from typing import Any

HERE = Path(__file__).parent
NETLINK = 253
"""LINKTYPE_NETLINK: a cooked header of 16 bytes before each datagram"""
ETH_P_ALL = 3
SO_RCVBUFFORCE = 33
ROOM = 1 << 27
"""bytes of the socket's buffer: what a question causes is read when it has been answered"""
LONGEST = 1 << 20
"""bytes of a datagram"""


class Tap:
    """An nlmon interface and what has passed on it."""

    def __init__(self) -> None:
        subprocess.run("ip link add oracle0 type nlmon && ip link set oracle0 up", shell=True, check=True)
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW | socket.SOCK_NONBLOCK, socket.htons(ETH_P_ALL))
        self._socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, ROOM)
        self._socket.bind(("oracle0", ETH_P_ALL))

    def records(self) -> list[bytes]:
        """The records of a pcap file for what has passed since the last call."""
        found: list[bytes] = []
        while True:
            try:
                data, (_, protocol, kind, hardware, _) = self._socket.recvfrom(LONGEST)
            except BlockingIOError:
                return found
            cooked = pack(">HHH8xH", kind, hardware, 0, protocol)
            seconds, nanoseconds = divmod(time.time_ns(), 10**9)
            length = len(cooked) + len(data)
            found.append(pack("=IIII", seconds, nanoseconds // 1000, length, length) + cooked + data)


def told_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands in it again gets a plus sign: some tools tell a route's and its tunnel's `dst`."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        while name in found:
            name += "+"
        found[name] = value
    return found


def record(lines: list[str]) -> tuple[bytes, list[dict[str, Any]]]:
    """A pcap file, and for each question its command, its first and last frame, and what it printed."""
    tap = Tap()
    file = [pack("=IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, LONGEST, NETLINK)]
    answers: list[dict[str, Any]] = []
    failures: list[str] = []
    for line in lines:
        asked = line.startswith("? ")
        command = line.removeprefix("? ")
        tap.records()
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        if done.returncode:
            failures.append(f"{command}: exit status {done.returncode}: {done.stderr.strip()}")
        elif asked:
            frames = tap.records()
            try:
                output = (
                    json.loads(done.stdout, object_pairs_hook=told_twice)
                    if done.stdout.startswith(("{", "["))
                    else done.stdout
                )
            except json.JSONDecodeError as broken:
                failures.append(f"{command}: no JSON: …{done.stdout[max(0, broken.pos - 300) : broken.pos + 50]}")
                continue
            answers.append({"command": command, "frames": [len(file), len(file) + len(frames) - 1], "output": output})
            file += frames
    if failures:
        raise SystemExit("\n".join(failures))
    return b"".join(file), answers


def main() -> None:
    """Record the session and write both files."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    lines = (HERE / f"{name}.session").read_text().splitlines()
    pcap, answers = record([line for line in lines if line and not line.startswith("#")])
    told = "".join(json.dumps(answer) + "\n" for answer in answers)
    (folder / f"{name}.pcap.gz").write_bytes(gzip.compress(pcap, mtime=0))
    (folder / f"{name}.json.gz").write_bytes(gzip.compress(told.encode(), mtime=0))


if __name__ == "__main__":
    main()
