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
from nldissect.diagnosis.suspects import Suspect, Suspects, notes_on
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
    counted: bool = False,
) -> Iterator[Fault]:
    """The faults of a stream, as they show; unanswered requests come when the stream has ended.

    `policies` are what the kernel has told of its own; more is learned on the way. With `worth`, requests that
    did not fail are told of too, where lint has findings of that level or worse. Only faults whose request (or
    message, where there is none) is `wanted` are told and counted. What nldissect itself asked counts with `own`.
    Messages that can be part of no fault may be left out; who does so has `counted` the messages in `totals`.
    """
    told = Totals() if totals is None else totals
    known = Policies() if policies is None else policies
    seen: Iterator[Message] = (message for message in messages if _counts(message, known, own))
    if not counted:
        seen = told.counting(seen, wanted)
    for fault in _all(seen, known, worth):
        if wanted is None or wanted(fault.request or fault.message):
            told.troubles[fault.trouble] += 1
            if fault.message.error is not None:
                told.errnos[fault.message.error.name] += 1
            yield fault


def _counts(message: Message, known: Policies, own: bool) -> bool:
    """Whether a message is looked at; what it says of the kernel's policies is known from then on."""
    known.learn(message)
    return own or not message.own


def _all(messages: Iterable[Message], known: Policies, worth: Level | None) -> Iterator[Fault]:
    suspects = Suspects(known, worth)
    waiting: dict[int, Message] = {}
    interrupted: set[int] = set()
    for message in messages:
        yield from _faults(message, waiting, interrupted, known)
        for suspect in suspects.feed(message):
            yield _suspect(suspect)
    for request in waiting.values():
        membership = request.membership
        if membership is not None and membership.unanswered:
            suspects.drop(request)
            text = "no answer was captured, although one was due"
            yield Fault(Trouble.UNANSWERED, request, request, text, lint=notes_on(request, known))
    for suspect in suspects.rest():
        yield _suspect(suspect)


def _suspect(suspect: Suspect) -> Fault:
    message, notes = suspect
    return Fault(Trouble.SUSPECT, message, message, lint=notes)


def _faults(
    message: Message, waiting: dict[int, Message], interrupted: set[int], policies: Policies
) -> Iterator[Fault]:
    header, membership = message.header, message.membership
    for note in message.passage.notes:
        if note.code in _PASSAGES:
            yield Fault(_PASSAGES[note.code], message, None, note.text)
            return
    if header is None or header.nlmsg_len < 16 or header.nlmsg_len > len(message.data):
        damaged = [note for note in message.notes if note.level is Level.ERROR]
        if damaged:
            yield Fault(Trouble.MALFORMED, message, None, damaged[0].text)
        return
    if membership is not None:
        if membership.role is Role.REQUEST:
            if membership.transactions.state[membership.number] == State.OPEN:
                waiting[membership.number] = message
        elif membership.role is not Role.NOTIFICATION:
            waiting.pop(membership.number, None)
        if _shows_interruption(header.nlmsg_flags, membership) and membership.number not in interrupted:
            interrupted.add(membership.number)
            text = "the tables changed while they were dumped: the dump is not one consistent picture; dump again"
            yield Fault(Trouble.INTERRUPTED, message, message.request, text)
    if header.nlmsg_type == NLMSG_OVERRUN:
        yield Fault(Trouble.LOST, message, None, "the kernel could not deliver everything: messages were lost")
    elif message.error is not None:
        yield _failed(message, policies)
    elif message.schema is None and header.nlmsg_type in _ENDS and "NLMSGERR_ATTR_MSG" in message.tree:
        words = str(message.tree["NLMSGERR_ATTR_MSG"].value)
        yield Fault(Trouble.WARNED, message, message.request, None, words, message.blame)
    elif message.passage.words is not None:
        yield Fault(Trouble.WARNED, message, message.request, None, message.passage.words)


def _shows_interruption(flags: int, membership: Membership) -> bool:
    answers = membership.role in (Role.REPLY, Role.END)
    return answers and bool(flags & NLM_F_DUMP_INTR) and membership.number in membership.transactions.interrupted


def _failed(reply: Message, policies: Policies) -> Fault:
    error = reply.error
    assert error is not None
    request = reply.request
    operation = Operation.OTHER if request is None else request.operation
    at = reply.blame
    trouble = Trouble.FAILED if reply.membership is not None else Trouble.ORPHANED
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
