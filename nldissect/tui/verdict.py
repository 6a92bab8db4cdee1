"""What the kernel said about the message that is shown: of a request its refusal, with the attribute at fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from nldissect.diagnosis.explain import Fault, explain
from nldissect.diagnosis.lint import lint
from nldissect.extack import Blame, Place, blame
from nldissect.index import MessageIndex
from nldissect.message import Message
from nldissect.transactions import Role
from nldissect.tree import Level, Node
from nldissect.tui.bundles import rows_of

_LARGEST: Final = 16_384
"""bytes of a request that lint reads while someone steps through the list"""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words to put behind a node of the message that is shown."""

    node: Node
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`text` is one line about the message; `row` is the other message it speaks of (of the index)."""

    level: Level
    text: str
    row: int | None = None
    at: Node | None = None
    """the attribute at fault in the message that is shown (in a reply: as echoed); for a missing one, its nest"""
    remarks: list[Remark] = field(default_factory=list)


def verdict(index: MessageIndex, row: int, message: Message) -> Verdict | None:
    """What there is to say about the message in `row`; None: nothing."""
    membership = message.membership
    if membership is not None and membership.role is Role.REQUEST:
        return _of_request(index, row, message)
    said = _fault(message)
    if said is not None:
        return _of_reply(index, message, said)
    cause = None if membership is None else membership.caused_by
    if cause is not None:
        at = index.row_of(*cause)
        request = message.request
        if at is not None and request is not None:
            return Verdict(Level.INFO, f"↩ caused by {index.number_of(at)}{_who(request)}: {request.summary}", at)
    return None


def reply_row(index: MessageIndex, row: int) -> int | None:
    """The row that ends what the request in `row` began, else its first answer, else what it caused."""
    membership = index.membership_of(row)
    if membership is None:
        return None
    for role in (Role.END, Role.REPLY, Role.NOTIFICATION):
        if role is not Role.NOTIFICATION and not membership.transactions.replies[membership.number]:
            continue
        for found in rows_of(index, membership.number, [role], row + 1):
            other = index.membership_of(found)
            if other is not None and other.request == membership.request:
                return found
    return None


def _of_request(index: MessageIndex, row: int, message: Message) -> Verdict | None:
    membership = message.membership
    assert membership is not None
    if membership.unanswered:
        return Verdict(Level.WARNING, "! an answer was due, and none was captured", remarks=_linted(message))
    answer = _end(index, row) if membership.transactions.replies[membership.number] else None
    reply = None if answer is None else index.message(answer)
    said = None if reply is None else _fault(reply)
    if reply is None or answer is None or said is None:
        return _suspicion(message)
    at = blame(reply.tree, message.tree)
    place = at.attribute or at.missing
    told = [_outcome(said), *_where(at), *_valid(said)]
    if place is None and said.meaning is not None:
        told.append(said.meaning)
    node, found = _node(at, message), _linted(message)
    remarks = [] if node is None else [Remark(node, _level(said), _remark(said, at))]
    if place is None:
        # The kernel did not say where: what lint finds is likely to be it.
        suspect = next((one for one in found if one.level is Level.ERROR and one.node is not message.header_node), None)
        if suspect is not None:
            node = suspect.node
            told.insert(1, f"likely at {_named(node)}")
    return Verdict(_level(said), f"↓ {index.number_of(answer)} says: {' · '.join(told)}", answer, node, remarks + found)


def _end(index: MessageIndex, row: int) -> int | None:
    membership = index.membership_of(row)
    assert membership is not None
    for found in rows_of(index, membership.number, [Role.END], row + 1):
        other = index.membership_of(found)
        if other is not None and other.request == membership.request:
            return found
    return None


def _of_reply(index: MessageIndex, reply: Message, said: Fault) -> Verdict:
    # In the tree of the reply itself it is the echoed request where the attribute is.
    echoed = blame(reply.tree)
    place = echoed.attribute
    here = None if place is None else place.node
    remarks = [] if here is None else [Remark(here, _level(said), _remark(said, echoed))]
    request, membership = said.request, reply.membership
    told = [*_where(said.blame), *_valid(said)]
    if said.meaning is not None:
        told.append(said.meaning)
    if request is None or membership is None:
        told.insert(0, "the request was not captured")
        return Verdict(_level(said), f"! {' · '.join(told)}", None, here, remarks)
    row = index.row_of(*membership.request)
    if not _where(said.blame):
        told.insert(0, request.summary)
    shown = "?" if row is None else index.number_of(row)
    return Verdict(_level(said), f"↑ about {shown}{_who(request)}: {' · '.join(told)}", row, here, remarks)


def _fault(reply: Message) -> Fault | None:
    """What is wrong with a transaction, by its last message."""
    header = reply.header
    if header is None or header.nlmsg_type >= 16:
        return None
    return next(explain([reply]), None)


def _suspicion(message: Message) -> Verdict | None:
    remarks = _linted(message)
    worst = next((one for level in (Level.ERROR, Level.WARNING) for one in remarks if one.level is level), None)
    return None if not remarks else Verdict(Level.INFO, "" if worst is None else f"lint: {worst.text}", remarks=remarks)


def _linted(message: Message) -> list[Remark]:
    head = message.header_node
    if head is None or len(message.data) > _LARGEST:
        return []
    remarks = []
    for finding in lint(message):
        if finding.note.level is not Level.INFO:
            node = head if finding.node is None or finding.node is message.tree else finding.node
            remarks.append(Remark(node, finding.note.level, f"{finding.note.text} [{finding.note.code}]"))
    return remarks


def _level(said: Fault) -> Level:
    return Level.WARNING if said.message.error is None else Level.ERROR


def _outcome(said: Fault) -> str:
    error = said.message.error
    words = None if said.words is None else f"“{said.words}”"
    return " ".join(filter(None, (None if error is None else error.name, words)))


def _remark(said: Fault, at: Blame) -> str:
    if at.attribute is None and at.missing is not None:
        return f"{at.missing.steps[-1]} is missing here: {said.words or _outcome(said)}"
    return " · ".join([said.words or _outcome(said), *_valid(said)])


def _where(at: Blame) -> list[str]:
    if at.attribute is not None:
        value = "" if at.attribute.node is None else at.attribute.node.text
        return [f"{_path(at.attribute)}{f' = {value}' if value else ''}"]
    return [] if at.missing is None else [f"missing: {_path(at.missing)}"]


def _valid(said: Fault) -> list[str]:
    return [] if said.valid is None else [f"valid: {said.valid}"]


def _named(node: Node) -> str:
    return f"{node.name} = {node.text}" if node.text else node.name


def _path(place: Place) -> str:
    return " / ".join(place.steps)


def _node(at: Blame, message: Message) -> Node | None:
    if at.attribute is not None:
        return at.attribute.node
    if at.missing is not None and len(at.missing.path) > 1:
        node: Node | None = message.tree
        for name in at.missing.path[:-1]:
            node = None if node is None else node.get(name)
        if node is not None:
            return node
    if at.missing is None:
        return None
    return next((child for child in message.tree.children if child.transparent), message.header_node)


def _who(message: Message) -> str:
    process = message.process
    return "" if process is None else f" {process.comm}[{process.pid}]"
