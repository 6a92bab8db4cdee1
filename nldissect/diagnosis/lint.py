"""Requests held against what the schema knows, and against the kernel's own policy where a stream has told it.

An error is what the kernel refuses (or drops); a warning, what it ignores or may refuse: strict sockets, newer kernels;
an info is worth knowing and harmless. The codes are explained in nldissect.diagnosis.lint_codes.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from nldissect import wire
from nldissect.control import NLM_F_ACK, NLM_F_DUMP, NLM_F_ECHO, NLM_F_REQUEST, NLMSG_MIN_TYPE
from nldissect.datagram import Direction
from nldissect.diagnosis.kernel_policy import Policies
from nldissect.diagnosis.lint_tree import Finding, Findings
from nldissect.diagnosis.lint_values import ADDRESS_BITS, number
from nldissect.message import Message
from nldissect.protocols import GENERIC, NETFILTER, ROUTE, SOCK_DIAG, XFRM
from nldissect.registry import default_registry
from nldissect.schema import Address, Attribute, AttributeSet, Operation, Question, Select
from nldissect.tree import Level

__all__ = ["Finding", "is_request", "lint"]

_REGULAR: Final = (ROUTE, SOCK_DIAG, XFRM, NETFILTER, GENERIC)
"""protocols that the kernel reads by netlink_rcv_skb(); the others have uses of their own for nlmsg_type"""


def lint(message: Message, policies: Policies | None = None) -> list[Finding]:
    """What is wrong or odd with a request, in the order of its bytes; nothing for what the kernel sends."""
    header = message.header
    if header is None or not is_request(message):
        return []
    found = Findings(message)
    present = len(message.data)
    if header.nlmsg_len < wire.NLMSG_HDRLEN or header.nlmsg_len > present:
        if not any(note.code == "cut" for note in message.passage.notes):
            text = f"nlmsg_len is {header.nlmsg_len}, but {present} bytes are there: the kernel drops it, unanswered"
            found.add(Level.ERROR, "truncated" if header.nlmsg_len > present else "length", text)
        return found.sorted()
    _message(found, message)
    if header.nlmsg_type >= NLMSG_MIN_TYPE and header.nlmsg_flags & NLM_F_REQUEST:
        question = _question(message)
        if question is not None:
            _asked(found, message, question)
        found.walk(None if policies is None else policies.of(message))
        _prefixes(found, message)
    return found.sorted()


def is_request(message: Message) -> bool:
    """Whether a program sent it to the kernel, as far as can be told."""
    if message.direction is Direction.TO_KERNEL:
        return True
    # Without NLM_F_REQUEST only the type can tell: the kernel sends no RTM_GETx, but for solicitations (seq 0).
    header, schema = message.header, message.schema
    return (
        header is not None
        and message.protocol == ROUTE
        and message.passage.direction is Direction.UNKNOWN
        and schema is not None
        and schema.operation is Operation.GET
        and header.nlmsg_seq != 0
        and header.nlmsg_pid == 0
    )


def _message(found: Findings, message: Message) -> None:
    """What the nlmsghdr and the genlmsghdr tell."""
    header, schema = message.header, message.schema
    assert header is not None
    kind, flags = header.nlmsg_type, header.nlmsg_flags
    if kind < NLMSG_MIN_TYPE:
        if message.protocol in _REGULAR:
            found.add(Level.WARNING, "control", f"the kernel skips {message.type_name} messages from programs")
        return
    if not flags & NLM_F_REQUEST:
        found.add(Level.ERROR, "no-request", "NLM_F_REQUEST is missing: the kernel skips the message")
        return
    if message.protocol == ROUTE and schema is None:
        found.add(Level.WARNING, "unknown-type", f"rtnetlink has no message type {kind} (that nldissect knows)")
    changes = message.operation in (Operation.NEW, Operation.DELETE)
    if changes and not flags & (NLM_F_ACK | NLM_F_ECHO) and message.protocol == ROUTE:
        found.add(Level.INFO, "no-ack", "NLM_F_ACK is not set: the kernel says nothing when this succeeds")
    if message.protocol == GENERIC:
        _generic(found, message)


def _generic(found: Findings, message: Message) -> None:
    generic = message.generic
    if generic is None:
        return
    if generic.family is not None and generic.command is None and default_registry().family(generic.family):
        text = f"{generic.family} has no command {generic.cmd} (that nldissect knows)"
        found.add(Level.WARNING, "unknown-command", text, message.tree.get("cmd"))
    reserved = message.tree.get("reserved")
    if reserved is not None and reserved.value:
        text = f"genlmsghdr.reserved is {reserved.value}, where newer commands want 0"
        found.add(Level.WARNING, "unused", text, reserved)


def _question(message: Message) -> Question | None:
    schema, header = message.schema, message.header
    if schema is None or header is None:
        return None
    return schema.dump if header.nlmsg_flags & NLM_F_DUMP else schema.single


def _asked(found: Findings, message: Message, question: Question) -> None:
    """A GET request against what the question may carry."""
    strictly = "refused" if message.strict else "refused with NETLINK_GET_STRICT_CHK"
    level = Level.ERROR if message.strict else Level.WARNING
    for name, allowed in question.bits.items():
        node = message.tree.get(name)
        if node is None or not isinstance(node.value, int) or not node.value & ~allowed:
            continue
        right = f"only bits {allowed:#x} may be set" if allowed else "it must be 0"
        found.add(level, "unused", f"{name} is {node.text}, but {right} in this request: {strictly}", node)
    if question.attributes is None:
        return
    for node in message.tree.children:
        if node.type is not None and isinstance(node.spec, Attribute) and node.name not in question.attributes:
            may = ", ".join(question.attributes) or "none"
            text = f"{node.name} does not belong in this request (it may have: {may}): {strictly}"
            found.add(level, "unasked", text, node)


def _prefixes(found: Findings, message: Message) -> None:
    """Prefix lengths in the fixed header against the address family there."""
    tree = message.tree
    if not isinstance(tree.space, AttributeSet):
        return
    for family, prefix in _prefix_members(tree.space):
        head, node = tree.get(family), tree.get(prefix)
        if head is None or node is None:
            continue
        bits = ADDRESS_BITS.get(number(head.value), 0)
        if bits and number(node.value) > bits:
            text = f"{prefix} is {node.value}, but an address of {head.text} has {bits} bits"
            found.add(Level.ERROR, "prefix", text, node)


@cache
def _prefix_members(space: AttributeSet) -> frozenset[tuple[str, str]]:
    """The header members with family and prefix length of a message's addresses."""
    shapes = [row.shape.default if isinstance(row.shape, Select) else row.shape for row in space.attributes]
    return frozenset(
        (shape.family, shape.prefix)
        for shape in shapes
        if isinstance(shape, Address) and isinstance(shape.family, str) and shape.prefix is not None
    )
