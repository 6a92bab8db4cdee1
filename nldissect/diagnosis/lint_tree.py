"""One walk over a request's tree: every node against the schema, the framing rules and the kernel's own policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nldissect import wire
from nldissect.control import NLM_F_DUMP
from nldissect.diagnosis.kernel_policy import Accepted, AttributePolicy, Policy
from nldissect.diagnosis.lint_values import ADDRESS_BITS, by_policy, by_schema, resolved
from nldissect.message import Message
from nldissect.protocols import NETFILTER, ROUTE
from nldissect.schema import (
    Address,
    AttributeSet,
    Flag,
    Indexed,
    Integer,
    LinkAddress,
    Operation,
    Records,
    Shape,
    Text,
)
from nldissect.tree import Level, Node, Note

_NESTS: Final = ("NESTED", "NESTED_ARRAY")
_SHORTEST: Final = {ROUTE: 17, NETFILTER: 20}
"""protocol → bytes of the shortest message that the kernel looks at"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or odd with a request; `node` is where, None where it is the message as a whole."""

    note: Note
    node: Node | None = None


class Findings:
    """What is found in one request."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.found: list[Finding] = []

    def add(self, level: Level, code: str, text: str, node: Node | None = None) -> None:
        """Note something."""
        self.found.append(Finding(Note(level, code, text), node))

    def sorted(self) -> list[Finding]:
        """In the order of the bytes; what is said of the whole comes first."""
        return sorted(self.found, key=lambda finding: -1 if finding.node is None else finding.node.offset)

    def walk(self, accepted: Accepted | None) -> None:
        """Look at every node once. `accepted` is the kernel's policy, where it is known."""
        root, strict = self.message.tree, self.message.strict
        self._notes(root, strict)
        stack: list[tuple[Node, bool, Policy | None]] = [
            (root, strict, None if accepted is None else accepted.attributes)
        ]
        while stack:
            nest, strict, policy = stack.pop()
            space = nest.space if isinstance(nest.space, AttributeSet) else None
            seen: dict[int, int] = {}
            for node in nest.children:
                number, inner, row = node.type, strict, None
                if number is not None:
                    row = None if policy is None else policy.get(number)
                    if space is not None:
                        inner = strict or (space.strict_from is not None and number >= space.strict_from)
                        self._membership(node, number, space, strict, policy is not None, seen)
                    self._flags(node, inner and (space is not None or row is not None), row)
                    if policy is not None:
                        self._by_policy(node, number, row, inner)
                if row is None:
                    for level, code, text in by_schema(node, self.message.data):
                        self.add(level, code, f"{where(node)} {text}", node)
                if node.packet:
                    continue
                if row is None or node.children:
                    self._notes(node, inner)
                inside = None if accepted is None else accepted.inside(row)
                if row is None or row.kind != "NESTED_ARRAY":
                    stack.append((node, inner, inside))
                else:
                    stack.extend((entry, inner, inside) for entry in node.children)

    # One node.

    def _membership(
        self, node: Node, number: int, space: AttributeSet, strict: bool, told: bool, seen: dict[int, int]
    ) -> None:
        """Whether it belongs here, and only once. `told`: the kernel's own policy is known and says so better."""
        row = space.by_number.get(number)
        if row is None and space.attributes and not told:
            refused = strict or space.closed or space.strict_from == 0
            level = Level.ERROR if refused else Level.WARNING
            said = "refused" if refused else "the kernel ignores it"
            text = f"{where(node)} is no attribute of {space.prefix}* (that nldissect knows): {said}"
            self.add(level, "unknown-attribute", text, node)
        count = seen[number] = seen.get(number, 0) + 1
        if count == 2 and row is not None and not row.multiple:
            text = f"{where(node)} stands twice, but may once: the kernel takes the last"
            self.add(Level.WARNING, "twice", text, node)

    def _flags(self, node: Node, strict: bool, policy: AttributePolicy | None) -> None:
        """NLA_F_NESTED and NLA_F_NET_BYTEORDER."""
        nested = node.flags & wire.NLA_F_NESTED
        net = node.flags & wire.NLA_F_NET_BYTEORDER and not self.message.own_flag
        shape = resolved(node)
        strict = strict or (isinstance(shape, AttributeSet) and shape.strict_from == 0)
        if not strict and not net:
            return
        if strict and not nested and (_is_nest(node, shape) if policy is None else policy.kind in _NESTS):
            self.add(Level.ERROR, "nested-missing", f"{where(node)} is a nest and lacks NLA_F_NESTED: refused", node)
        elif strict and nested and isinstance(shape, (Integer, Text, Flag, Address, LinkAddress)):
            self.add(Level.ERROR, "nested-odd", f"{where(node)} is no nest but has NLA_F_NESTED: refused", node)
        fits = isinstance(shape, Address) or (isinstance(shape, Integer) and shape.order == ">")
        if net and not fits and not node.raw:
            text = f"{where(node)} has NLA_F_NET_BYTEORDER, but is read in the host's byte order: leave the flag out"
            self.add(Level.WARNING, "byte-order", text, node)

    def _by_policy(self, node: Node, number: int, policy: AttributePolicy | None, strict: bool) -> None:
        if policy is None:
            at = where(node) if node.name == "UNKNOWN" else f"{where(node)} ({number})"
            text = f"{at} is not in the kernel's own policy for this request: ignored or refused"
            self.add(Level.WARNING, "unknown-attribute", text, node)
            return
        payload = self.message.data[node.start : node.end]
        for level, code, text in by_policy(policy, payload, self.message.order, strict):
            self.add(level, code, f"{where(node)} {text}", node)

    def _notes(self, node: Node, strict: bool) -> None:
        """What the decoder has noted, at the level that it has in a request."""
        for note in node.notes:
            level, meant = self._weight(node, note, strict)
            at = where(node)
            what = f"{at}: {note.text}" if at else note.text
            self.add(level, note.code, f"{what}: {meant}" if meant else what, node)

    def _weight(self, node: Node, note: Note, strict: bool) -> tuple[Level, str]:
        """How bad a decoder's note is for a request, and what the kernel does."""
        refused = (Level.ERROR, "refused")
        if note.code == "length":
            shape = resolved(node)
            if isinstance(shape, Address) and shape.family is not None:
                family = node.lookup(shape.family) if isinstance(shape.family, str) else shape.family
                return refused if family in ADDRESS_BITS else (Level.INFO, "")
            longer = isinstance(shape, Integer) and node.end - node.start > shape.width
            return (Level.WARNING, "the kernel reads the first bytes") if longer and not strict else refused
        if note.code == "header-short":
            header, protocol = self.message.header, self.message.protocol
            if len(self.message.data) < _SHORTEST.get(protocol, 0):
                return Level.ERROR, "the kernel does nothing, and acknowledges it as if it had"
            if header is not None and header.nlmsg_flags & NLM_F_DUMP and protocol == ROUTE:
                return Level.INFO, "enough for a dump, unless NETLINK_GET_STRICT_CHK is set"
            return refused
        if note.code in ("trailing", "truncated"):
            if isinstance(resolved(node.parent), (Flag, Records)):
                return refused
            return refused if strict else (Level.WARNING, "ignored, with all behind it")
        if note.code == "padding":
            if node.transparent and self.message.operation is Operation.GET:
                return Level.WARNING, "refused with NETLINK_GET_STRICT_CHK"
            return Level.INFO, "uncleared memory of the sender"
        return note.level, ""


def where(node: Node) -> str:
    """IFLA_LINKINFO / IFLA_INFO_DATA / IFLA_VLAN_ID"""
    names = []
    for step in node.path:
        if step.transparent:
            continue
        if step.name == "UNKNOWN":
            names.append("trailing bytes" if step.type is None else f"attribute {step.type}")
        else:
            names.append(step.name)
    return " / ".join(names)


def _is_nest(node: Node, shape: Shape | None) -> bool:
    if isinstance(shape, (AttributeSet, Indexed)):
        return True
    return isinstance(node.space, AttributeSet) and not any(child.transparent for child in node.children)
