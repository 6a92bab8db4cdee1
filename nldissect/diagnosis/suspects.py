"""Requests that are not as they should be although the kernel did not complain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from nldissect.control import NLM_F_REQUEST
from nldissect.diagnosis.kernel_policy import Policies
from nldissect.diagnosis.lint import is_request, lint
from nldissect.message import Message
from nldissect.pairing import Ref
from nldissect.transactions import Role
from nldissect.tree import Level, Note

_BADNESS: Final = {Level.INFO: 0, Level.WARNING: 1, Level.ERROR: 2}


def notes_on(request: Message | None, policies: Policies) -> tuple[Note, ...]:
    """Lint's findings without their nodes."""
    return () if request is None else tuple(finding.note for finding in lint(request, policies))


def worth_telling(notes: Iterable[Note], worth: Level) -> bool:
    """Whether one of them is of that level or worse."""
    return any(_BADNESS[note.level] >= _BADNESS[worth] for note in notes)


class Suspects:
    """Requests with findings, until it is known that the kernel did not refuse them.

    What lacks NLM_F_REQUEST does nothing, whatever is answered, so nothing but lint can tell why: such requests are
    found always, the others only where `suspicious` says that they have findings worth telling.
    """

    def __init__(self, suspicious: Callable[[Message], bool] | None) -> None:
        self._suspicious = suspicious
        self._pending: dict[Ref, Message] = {}

    def feed(self, message: Message) -> Iterator[Message]:
        """Take a message; the suspects that it settles come back."""
        membership = message.membership
        if not _is_marked(message) and is_request(message):
            yield message
        elif membership is None:
            return
        elif membership.role is Role.REQUEST:
            if self._suspicious is not None and self._suspicious(message):
                self._pending[Ref(message.frame, message.index)] = message
        elif membership.role is not Role.NOTIFICATION and self._pending:
            suspect = self._pending.pop(membership.request, None)
            if suspect is not None and message.error is None:
                yield suspect

    def drop(self, request: Message) -> None:
        """Forget a request that is told of otherwise."""
        self._pending.pop(Ref(request.frame, request.index), None)

    def rest(self) -> Iterator[Message]:
        """What no answer has settled."""
        yield from self._pending.values()


def _is_marked(message: Message) -> bool:
    return message.header is not None and bool(message.header.nlmsg_flags & NLM_F_REQUEST)
