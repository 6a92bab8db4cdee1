"""Something that takes a moment, done in a thread of its own; whoever waits for it looks now and then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from nldissect.errors import UserError

_T = TypeVar("_T")


class Errand(Generic[_T]):
    """Does `work` at once. It is given a question that says whether it is still wanted.

    `done` is set at the end; then one of `result`, `refusal` (in the user's words) and `failure` (what must not happen)
    is there.
    """

    def __init__(self, name: str, work: Callable[[Callable[[], bool]], _T]) -> None:
        self.result: _T | None = None
        self.refusal: UserError | None = None
        self.failure: BaseException | None = None
        self.done = False
        self._cancelled = threading.Event()
        self._work = work
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def cancel(self) -> None:
        """Nobody waits any more."""
        self._cancelled.set()

    def _run(self) -> None:
        try:
            self.result = self._work(self._cancelled.is_set)
        except UserError as error:
            self.refusal = error
        except BaseException as error:  # noqa: BLE001 - raised again in the UI's thread
            self.failure = error
        finally:
            self.done = True
