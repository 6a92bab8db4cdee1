"""How much of what was captured the schema knows: per message type, attributes named and payload bytes understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nldissect.message import Message
from nldissect.tree import Node


@dataclass(slots=True)
class Coverage:
    """What is known of one message type's captured bytes.

    `payload` counts the bytes in leaves of the tree, without attribute headers and padding; `known` those of them that
    are in nodes which are not raw.
    """

    messages: int = 0
    attributes: int = 0
    named: int = 0
    payload: int = 0
    known: int = 0
    raw: dict[str, int] = field(default_factory=dict)
    """path of a node that is not understood → its bytes in all"""

    def add(self, message: Message) -> None:
        """Count a message."""
        self.messages += 1
        stack = list(message.tree.children)
        while stack:
            node = stack.pop()
            if node.type is not None:
                self.attributes += 1
                self.named += node.name != "UNKNOWN"
            if not node.packet and node.children:
                stack.extend(node.children)
                continue
            length = node.end - node.start
            self.payload += length
            if node.raw:
                path = path_of(node)
                self.raw[path] = self.raw.get(path, 0) + length
            else:
                self.known += length

    def merge(self, other: Coverage, times: int = 1) -> None:
        """Take another count in, so many times."""
        self.messages += other.messages * times
        self.attributes += other.attributes * times
        self.named += other.named * times
        self.payload += other.payload * times
        self.known += other.known * times
        for path, length in other.raw.items():
            self.raw[path] = self.raw.get(path, 0) + length * times


def path_of(node: Node) -> str:
    """IFLA_LINKINFO / UNKNOWN (type 7): where a node is."""
    return " / ".join(
        f"{step.name} (type {step.type})" if step.name == "UNKNOWN" and step.type is not None else step.name
        for step in node.path
    )


def name_of(message: Message) -> str:
    """ "protocol message", for generic netlink "protocol family command": what messages are counted by."""
    generic = message.generic
    name = message.name if generic is None else f"{generic.family or message.type_name} {message.name}"
    return f"{message.protocol_alias} {name}"


def coverage(messages: Iterable[Message]) -> dict[str, Coverage]:
    """Coverage by "protocol message name", in the order in which the names first appear."""
    found: dict[str, Coverage] = {}
    for message in messages:
        key = name_of(message)
        counted = found.get(key)
        if counted is None:
            counted = found[key] = Coverage()
        counted.add(message)
    return found


def total(counts: Iterable[Coverage]) -> Coverage:
    """All of them together."""
    whole = Coverage()
    for counted in counts:
        whole.merge(counted)
    return whole
