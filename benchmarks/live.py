"""Keys while 50,000 messages a second come: python -m benchmarks.live [MESSAGES_A_SECOND]

The UI in a real pseudo-terminal on a made capture: batches as a receive ring gives them, kept and indexed as always.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from statistics import quantiles
from struct import pack
from types import TracebackType
from typing import Self

from benchmarks.tui import Terminal, keys
from nldissect.capture.batch import Batch
from nldissect.capture.row import Row
from nldissect.datagram import Process

RATE = 50_000
"""messages a second"""
GOAL = 30.0
"""milliseconds from a key to what it paints, for 95 of 100 keys"""
SECONDS = 10.0
HALF_PAGE_UP = b"\x15"
"""ctrl+u"""
_LARGEST = 4096
_PORT = 4242
_ROUTE = pack("=BBBBBBBBI", 2, 24, 0, 0, 254, 3, 253, 1, 0) + pack("=HH4sHHI", 8, 1, bytes((10, 1, 2, 0)), 8, 4, 7)
_KINDS = ((24, 0x605, 0, _ROUTE), (24, 0x600, _PORT, _ROUTE), (2, 0x100, _PORT, bytes(20)))
"""the request, the notification, the acknowledgement: nlmsg_type, nlmsg_flags, nlmsg_pid, what follows"""


class MadeCapture:
    """As LiveCapture: routes that are added and told about, at `rate` from the moment the context is entered."""

    interface = "made0"
    ended: str | None = None
    notice: str | None = None
    own = 0
    dropped = 0

    def __init__(self, rate: int) -> None:
        self.received = 0
        self.finished = False
        self._rate = rate
        self._begun = 0.0

    def stop(self) -> None:
        """No more."""
        self.finished = True

    def read(self, timeout: float | None = None) -> Batch:
        """What has come since the last time."""
        if timeout:
            time.sleep(min(timeout, 0.005))
        due = 0 if self.finished else int((time.monotonic() - self._begun) * self._rate) - self.received
        count = min(due, _LARGEST)
        now, at = time.time_ns(), 0
        data: list[bytes] = []
        rows: list[Row] = []
        for place in range(count):
            seq, kind = divmod(self.received + place, len(_KINDS))
            number, flags, port, body = _KINDS[kind]
            length = 16 + len(body)
            data.append(pack("=IHHII", length, number, flags, seq & 0xFFFFFFFF, port) + body)
            rows.append((at, length, length, now + place, 0, 4, number, flags, seq, port))
            at += length
        batch = Batch(memoryview(b"".join(data)), rows, self.received + 1, self.interface, 1, frozenset())
        batch.processes[0, _PORT] = Process(_PORT, "bird", port=_PORT)
        self.received += count
        return batch

    def ask_names(self) -> None:
        """Nobody to ask."""

    def __enter__(self) -> Self:
        self._begun = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.finished = True


def show(rate: int) -> None:
    """The UI on a made capture."""
    from nldissect import tui
    from nldissect.tui import live_feed

    def made(interface: str | None, groups: object, *, tap: bool) -> MadeCapture:
        return MadeCapture(rate)

    setattr(live_feed, "live_source", made)  # noqa: B010 - it is another type
    tui.run_live(None)


def measure(rate: int = RATE) -> dict[str, float]:
    """Key to paint in milliseconds (median, 95th percentile), messages a second that were shown, megabytes."""
    program = f"from benchmarks.live import show; show({rate})"
    terminal = Terminal([sys.executable, "-c", program])
    try:
        terminal.wait_for(b"RTM_", 20)
        found: dict[str, float] = {}
        begun, before = time.perf_counter(), terminal.messages
        # Up from the last row: what is painted is then the key's doing, not the next rows'.
        for what, key in (("a row up", b"k"), ("half a page up", HALF_PAGE_UP)):
            cuts = quantiles(keys(terminal, key, 100), n=20)
            found[f"{what}, p50"], found[f"{what}, p95"] = cuts[9], cuts[18]
        while time.perf_counter() < begun + SECONDS:
            terminal.read(0.2)
        found["messages a second"] = (terminal.messages - before) / (time.perf_counter() - begun)
        found["resident memory"], found["its own memory"] = terminal.memory()
    finally:
        terminal.end()
    return found


def rows() -> Iterator[tuple[str, str, str, bool]]:
    """What was measured, how much it is, what it should be, whether it is."""
    found = measure()
    worst = max(value for name, value in found.items() if name.endswith("p95"))
    shown = found["messages a second"]
    met = worst < GOAL and shown > RATE * 0.95
    yield "UI live: key to paint, p95", f"{worst:.1f} ms at {shown:,.0f} messages/s", f"< {GOAL:.0f} ms at 50,000", met


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    for what, value in measure(int(arguments[0].replace(",", "")) if arguments else RATE).items():
        print(f"{what:<40} {value:12,.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
