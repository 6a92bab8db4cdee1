"""The headless capture job: what a live capture sees, into pcapng files as it comes."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Final

from nldissect import __version__
from nldissect.capture.batch import own_in
from nldissect.capture.beside import Capture, live_source
from nldissect.capture.groups import Wanted
from nldissect.capture.recorder import Recorder, Rotation
from nldissect.datagram import Datagram
from nldissect.errors import UsageError
from nldissect.tree import printable

_PROGRESS_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What `nldissect capture` was asked for."""

    path: str
    """the file to write, "-" for standard output; with `rotation` the pattern of the files' names"""
    interface: str | None = None
    """an nlmon interface that exists; None makes one"""
    count: int | None = None
    """end after so many datagrams, nldissect's own not counted"""
    seconds: float | None = None
    """end after this time"""
    rotation: Rotation | None = None
    groups: tuple[Wanted, ...] = ()
    """multicast groups to listen to: instead of an interface, or beside one"""
    tap: bool = False
    """an nlmon interface beside the groups"""
    application: str = "nldissect"
    """the program's name and version, for the file"""


@dataclass(slots=True)
class RecordCounts:
    """What a capture came to, or has come to so far."""

    interface: str = ""
    received: int = 0
    """datagrams written, without nldissect's own"""
    own: int = 0
    """datagrams written that nldissect itself caused"""
    dropped: int = 0
    """datagrams that the kernel dropped because its queue was full"""
    files: tuple[str, ...] = ()
    """the files that there are"""
    ended: str | None = None
    """why the capture ended by itself, a sentence; None where it was told to"""
    notice: str | None = None
    """why refusals are without the kernel's words, a sentence; None where there were none, or they have them"""

    def __str__(self) -> str:
        into = f" in {printable(self.files[-1])}" if self.files else ""
        if len(self.files) > 1:
            into = f" in {len(self.files)} files up to {printable(self.files[-1])}"
        ended = f"; {printable(self.ended)}" if self.ended else ""
        return (
            f"{self.received} datagrams captured on {printable(self.interface)}{into}"
            f" (and {self.own} of nldissect's own), {self.dropped} dropped by the kernel{ended}"
        )


def recording(
    path: str, interface: str | None, count: int | None, autostop: Sequence[str], ring: Sequence[str]
) -> RecordOptions:
    """The options as tshark spells them: `autostop` of "duration:S", `ring` of "filesize:KB",
    "duration:S" and "files:N".

    Raises UsageError for what is spelled otherwise.
    """
    stops = _settings("-a", autostop, {"duration": float})
    turns = _settings("-b", ring, {"filesize": int, "files": int, "duration": float})
    if turns.keys() == {"files"}:
        raise UsageError("-b files:N needs what makes a next file begin: -b filesize:KB or -b duration:S")
    kilobytes, files = (int(turns[name]) if name in turns else None for name in ("filesize", "files"))
    rotation = Rotation(kilobytes, files, turns.get("duration")) if turns else None
    return RecordOptions(
        path, interface, count, stops.get("duration"), rotation, application=f"nldissect {__version__}"
    )


def _settings(option: str, words: Sequence[str], kinds: dict[str, type[int | float]]) -> dict[str, float]:
    """NAME:NUMBER words as a dictionary."""
    found: dict[str, float] = {}
    for word in words:
        name, _, text = word.partition(":")
        try:
            number = kinds[name](text)
        except (KeyError, ValueError):
            number = 0
        if not 0 < number < float("inf"):
            known = " or ".join(f"{name}:NUMBER" for name in kinds)
            raise UsageError(f"{option} takes {known}, not {word!r}")
        found[name] = number
    return found


def record(options: RecordOptions, progress: Callable[[RecordCounts], None] | None = None) -> RecordCounts:
    """Capture until the count, the time, a signal (SIGINT, SIGTERM, SIGHUP) or a closed pipe ends it.

    `progress` is called when the capture has begun and about each second from then on. Raises UserError where the
    capture can not begin or the file not be written; the interface is removed then too. A second signal, while the
    rest is being written, raises KeyboardInterrupt.
    """
    capture = live_source(options.interface, list(options.groups), tap=options.tap)
    counts = RecordCounts()
    try:
        with (
            _stop_on_signals(capture),
            capture,
            Recorder(
                options.path, capture.interface, application=options.application, rotation=options.rotation
            ) as recorder,
        ):
            counts.interface = capture.interface
            _copy(capture, recorder, options, counts, progress)
    except BrokenPipeError:
        pass
    return counts


def _copy(
    capture: Capture,
    recorder: Recorder,
    options: RecordOptions,
    counts: RecordCounts,
    progress: Callable[[RecordCounts], None] | None,
) -> None:
    began, reported = time.monotonic(), float("-inf")
    while True:
        now = time.monotonic()
        if options.seconds is not None and now >= began + options.seconds:
            capture.stop()
        if progress is not None and now >= reported + _PROGRESS_SECONDS:
            counts.files = recorder.files
            progress(counts)
            reported = now
        wait = min(_PROGRESS_SECONDS, recorder.due - now)
        if options.seconds is not None:
            wait = min(wait, began + options.seconds - now)
        batch = capture.read(wait)
        own = own_in(batch)
        if options.count is not None and counts.received + len(batch) - own >= options.count:
            batch = _first(batch, options.count - counts.received)
            own = own_in(batch)
        counts.own += own
        counts.received += len(batch) - own
        begun = recorder.write_all(batch)
        counts.dropped, counts.ended, counts.notice = capture.dropped, capture.ended, capture.notice
        recorder.flush(capture.dropped)
        counts.files = recorder.files
        if counts.received == options.count or (capture.finished and not batch):
            return
        if recorder.turn() or begun:
            # Each file is to be understood without the one before it.
            capture.ask_names()


def _first(datagrams: Sequence[Datagram], count: int) -> Sequence[Datagram]:
    """As many of the first as `count` foreign ones are in; where there are fewer, all."""
    for place, datagram in enumerate(datagrams):
        count -= not datagram.own
        if count <= 0:
            return datagrams[: place + 1]
    return datagrams


@contextmanager
def _stop_on_signals(capture: Capture) -> Iterator[None]:
    """A signal to end stops the capture, the next one interrupts what is still being done. In the main thread only."""

    def stop(number: int, frame: FrameType | None) -> None:
        if capture.finished:
            raise KeyboardInterrupt
        capture.stop()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # Who started us with a signal ignored (nohup) wants it ignored.
    numbers = [n for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if signal.getsignal(n) is not signal.SIG_IGN]
    before = [(number, signal.signal(number, stop)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
