"""Every failed or odd transaction of a stream, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from nldissect.control import NLM_F_DUMP_INTR, NLMSG_DONE, NLMSG_ERROR, NLMSG_OVERRUN
from nldissect.diagnosis.kernel_policy import Policies
from nldissect.diagnosis.meanings import errno_meaning
from nldissect.diagnosis.policy import policy_words, schema_words, sent_words
from nldissect.diagnosis.suspects import Suspects, notes_on, worth_telling
from nldissect.extack import Blame
from nldissect.message import Membership, Message
from nldissect.schema import Attribute, Enum, Flags, Member, Operation
from nldissect.transactions import Role, State
from nldissect.tree import Level, Node, Note


class Trouble(StrEnum):
    """What is wrong with a transaction."""

    FAILED = "failed"
    """the kernel answered with an errno"""
    WARNED = "warned"
    """it succeeded, and the kernel had something to say"""
    UNANSWERED = "unanswered"
    INTERRUPTED = "interrupted"
    """a dump whose tables changed while it ran (NLM_F_DUMP_INTR)"""
    LOST = "lost"
    """messages were lost (NLMSG_OVERRUN, ENOBUFS)"""
    UNSENT = "unsent"
    """the kernel did not take what was sent"""
    ORPHANED = "orphaned"
    """an error without a request"""
    MALFORMED = "malformed"
    """bytes that are no whole message"""
    SUSPECT = "suspect"
    """a request that is not as it should be, though the kernel did not complain"""


_PASSAGES: Final = {"overrun": Trouble.LOST, "send-failed": Trouble.UNSENT}
"""notes on a datagram that are faults → what they are"""
_MEANINGS: Final = {
    Trouble.UNANSWERED: "no answer was captured, although one was due",
    Trouble.INTERRUPTED: (
        "the tables changed while they were dumped: the dump is not one consistent picture; dump again"
    ),
    Trouble.LOST: "the kernel could not deliver everything: messages were lost",
}
_ENDS: Final = (NLMSG_ERROR, NLMSG_DONE)
"""types of the messages in which the kernel has a last word"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed or odd transaction.

    `valid` says what would have been accepted, as far as the kernel's policy or the schema tells.
    """

    trouble: Trouble
    message: Message
    """the message it shows in: the error reply, or the request that got none"""
    request: Message | None
    meaning: str | None = None
    words: str | None = None
    blame: Blame = field(default_factory=Blame)
    valid: str | None = None
    lint: tuple[Note, ...] = ()
    """what is wrong or odd with the request itself"""

    @property
    def order(self) -> tuple[int, int]:
        """For sorting: where the transaction began."""
        first = self.request or self.message
        return first.frame, first.index


@dataclass(slots=True)
class Totals:
    """What was seen in all."""

    start: int = 0
    """time of the first message, nanoseconds since 1970"""
    messages: int = 0
    requests: int = 0
    troubles: Counter[Trouble] = field(default_factory=Counter)
    errnos: Counter[str] = field(default_factory=Counter)

    def add(self, fault: Fault) -> None:
        """Count a fault."""
        self.troubles[fault.trouble] += 1
        if fault.message.error is not None:
            self.errnos[fault.message.error.name] += 1

    def counting(
        self, messages: Iterable[Message], wanted: Callable[[Message], bool] | None = None
    ) -> Iterator[Message]:
        """The messages, of which those that are `wanted` have been counted as they come."""
        for message in messages:
            self.start = self.start or message.time
            if wanted is None or wanted(message):
                self.messages += 1
                self.requests += message.membership is not None and message.membership.role is Role.REQUEST
            yield message


def explain(
    messages: Iterable[Message],
    totals: Totals | None = None,
    *,
    policies: Policies | None = None,
    worth: Level | None = None,
    wanted: Callable[[Message], bool] | None = None,
    own: bool = False,
) -> Iterator[Fault]:
    """The faults of a stream, as they show; unanswered requests come when the stream has ended.

    `policies` are what the kernel has told of its own; more is learned on the way. With `worth`, requests that
    did not fail are told of too, where lint has findings of that level or worse. Only faults whose request (or
    message, where there is none) is `wanted` are told and counted. What nldissect itself asked counts with `own`.
    """
    told = Totals() if totals is None else totals
    known = Policies() if policies is None else policies

    def suspicious(message: Message) -> bool:
        return worth is not None and worth_telling(notes_on(message, known), worth)

    seen = (message for message in messages if _counts(message, known, own))
    for trouble, message in troubles(told.counting(seen, wanted), None if worth is None else suspicious):
        found = fault(trouble, message, known)
        if wanted is None or wanted(found.request or message):
            told.add(found)
            yield found


def _counts(message: Message, known: Policies, own: bool) -> bool:
    """Whether a message is looked at; what it says of the kernel's policies is known from then on."""
    known.learn(message)
    return own or not message.own


def troubles(
    messages: Iterable[Message], suspicious: Callable[[Message], bool] | None
) -> Iterator[tuple[Trouble, Message]]:
    """What is wrong, and the messages that it shows in; what can be part of no fault may be left out.

    `suspicious` says of requests whether they are to be told of, too, if they did not fail.
    """
    suspects = Suspects(suspicious)
    waiting: dict[int, Message] = {}
    interrupted: set[int] = set()
    for message in messages:
        for trouble in _troubles(message, waiting, interrupted):
            yield trouble, message
        for suspect in suspects.feed(message):
            yield Trouble.SUSPECT, suspect
    for request in waiting.values():
        membership = request.membership
        if membership is not None and membership.unanswered:
            suspects.drop(request)
            yield Trouble.UNANSWERED, request
    for suspect in suspects.rest():
        yield Trouble.SUSPECT, suspect


def _troubles(message: Message, waiting: dict[int, Message], interrupted: set[int]) -> Iterator[Trouble]:
    header, membership = message.header, message.membership
    noted = _noted(message)
    if noted is not None:
        yield _PASSAGES[noted.code]
        return
    if header is None or header.nlmsg_len < 16 or header.nlmsg_len > len(message.data):
        if _damage(message) is not None:
            yield Trouble.MALFORMED
        return
    if membership is not None:
        if membership.role is Role.REQUEST:
            if membership.transactions.state[membership.number] == State.OPEN:
                waiting[membership.number] = message
        elif membership.role is not Role.NOTIFICATION:
            waiting.pop(membership.number, None)
        if _shows_interruption(header.nlmsg_flags, membership) and membership.number not in interrupted:
            interrupted.add(membership.number)
            yield Trouble.INTERRUPTED
    if header.nlmsg_type == NLMSG_OVERRUN:
        yield Trouble.LOST
    elif message.error is not None:
        yield Trouble.ORPHANED if membership is None else Trouble.FAILED
    elif _warning(message) is not None or message.passage.words is not None:
        yield Trouble.WARNED


def _noted(message: Message) -> Note | None:
    """The note on its datagram that is a fault."""
    return next((note for note in message.passage.notes if note.code in _PASSAGES), None)


def _damage(message: Message) -> Note | None:
    return next((note for note in message.notes if note.level is Level.ERROR), None)


def _warning(message: Message) -> Node | None:
    """What the kernel has to say although it is content."""
    header = message.header
    if message.schema is not None or header is None or header.nlmsg_type not in _ENDS:
        return None
    return message.tree.get("NLMSGERR_ATTR_MSG")


def _shows_interruption(flags: int, membership: Membership) -> bool:
    answers = membership.role in (Role.REPLY, Role.END)
    return answers and bool(flags & NLM_F_DUMP_INTR) and membership.number in membership.transactions.interrupted


def fault(trouble: Trouble, message: Message, policies: Policies) -> Fault:
    """All that is to be said of what `troubles` has found."""
    if trouble in (Trouble.FAILED, Trouble.ORPHANED):
        return _failed(trouble, message, policies)
    if trouble in (Trouble.UNANSWERED, Trouble.SUSPECT):
        return Fault(trouble, message, message, _MEANINGS.get(trouble), lint=notes_on(message, policies))
    if trouble is Trouble.INTERRUPTED:
        return Fault(trouble, message, message.request, _MEANINGS[trouble])
    if trouble is Trouble.WARNED:
        warning = _warning(message)
        if warning is None:
            return Fault(trouble, message, message.request, None, message.passage.words)
        return Fault(trouble, message, message.request, None, str(warning.value), message.blame)
    note = _damage(message) if trouble is Trouble.MALFORMED else _noted(message)
    return Fault(trouble, message, None, _MEANINGS[trouble] if note is None else note.text)


def _failed(trouble: Trouble, reply: Message, policies: Policies) -> Fault:
    error = reply.error
    assert error is not None
    request = reply.request
    operation = Operation.OTHER if request is None else request.operation
    at = reply.blame
    return Fault(
        trouble, reply, request, errno_meaning(error.name, operation), error.words, at, _valid(reply, at),
        notes_on(request, policies),
    )  # fmt: skip


def _narrow(node: Node) -> bool:
    """Whether the schema can say more of a value than its type, or its type is what is wrong."""
    row = node.spec
    if not isinstance(row, (Attribute, Member)):
        return False
    return row.range is not None or isinstance(row.meaning, (Enum, Flags)) or bool(node.notes)


def _valid(reply: Message, at: Blame) -> str | None:
    policy = reply.tree.get("NLMSGERR_ATTR_POLICY")
    place = at.attribute
    node = None if place is None else place.node
    if policy is not None:
        said: str | None = policy_words(policy)
    else:
        said = schema_words(node.spec) if node is not None and _narrow(node) else None
    if said is None or node is None:
        return said
    payload = (reply.request or reply).data[node.start : node.end]
    sent = sent_words(node, payload, reply.order, policy)
    return said if sent is None else f"{said}; sent {sent}"
