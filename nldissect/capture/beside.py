"""Two live sources in one view: what nlmon shows, and the multicast groups of what it never shows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Protocol, Self

from nldissect.capture.groups import GroupCapture, Wanted
from nldissect.capture.live import LiveCapture
from nldissect.datagram import Datagram

_TURN: Final = 0.05
"""seconds that one source is waited for before the other is asked"""


class Capture(Protocol):
    """What every live source offers; LiveCapture tells what each does."""

    @property
    def interface(self) -> str: ...
    @property
    def received(self) -> int: ...
    @property
    def own(self) -> int: ...
    @property
    def dropped(self) -> int: ...
    @property
    def ended(self) -> str | None: ...
    @property
    def finished(self) -> bool: ...
    @property
    def notice(self) -> str | None: ...
    def stop(self) -> None: ...
    def read(self, timeout: float | None = None) -> Sequence[Datagram]: ...
    def ask_names(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


class Beside:
    """A tap and groups, read in turn; frames are numbered anew."""

    def __init__(self, tap: LiveCapture, groups: GroupCapture) -> None:
        self._tap = tap
        self._groups = groups
        self._stack = ExitStack()
        self.received = 0

    @property
    def interface(self) -> str:
        """The tap's interface."""
        return self._tap.interface

    @property
    def own(self) -> int:
        """Datagrams that nldissect itself caused."""
        return self._tap.own + self._groups.own

    @property
    def dropped(self) -> int:
        """What both have lost."""
        return self._tap.dropped + self._groups.dropped

    @property
    def ended(self) -> str | None:
        """Why nothing more can come from the tap."""
        return self._tap.ended

    @property
    def finished(self) -> bool:
        """Whether `stop` was called or the interface went away."""
        return self._tap.finished

    @property
    def notice(self) -> str | None:
        """What the tap has to say."""
        return self._tap.notice

    def stop(self) -> None:
        """End both."""
        self._tap.stop()
        self._groups.stop()

    def read(self, timeout: float | None = None) -> list[Datagram]:
        """What has arrived at either; waits `timeout` seconds (None: for ever) for a first one."""
        waited = 0.0
        while True:
            batch = [*self._groups.read(0), *self._tap.read(_TURN)]
            waited += _TURN
            if batch or self.finished or (timeout is not None and waited >= timeout):
                break
        batch.sort(key=lambda datagram: datagram.time)
        for datagram in batch:
            self.received += 1
            datagram.number = self.received
        return batch

    def ask_names(self) -> None:
        """As LiveCapture does."""
        self._tap.ask_names()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            # The groups first: what they ask the kernel must not pass by the tap.
            stack.enter_context(self._groups)
            stack.enter_context(self._tap)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()


def live_source(interface: str | None, groups: list[Wanted], *, tap: bool = False) -> Capture:
    """The source that the options ask for: a tap, groups, or both (`tap`, or an interface, beside groups)."""
    if not groups:
        return LiveCapture(interface)
    if interface is None and not tap:
        return GroupCapture(groups)
    return Beside(LiveCapture(interface), GroupCapture(groups, names=False))
