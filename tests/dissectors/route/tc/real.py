"""Messages of traffic control from captures/."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from nldissect.capture import open_capture
from nldissect.datagram import Direction
from nldissect.message import Message
from nldissect.stream import Stream
from nldissect.tree import Node

CAPTURES = Path(__file__).parents[4] / "captures"


@cache
def messages(capture: str) -> tuple[Message, ...]:
    """All messages of a capture."""
    with open_capture(CAPTURES / f"{capture}.pcap") as file:
        return tuple(Stream().all(file))


def of_kind(capture: str, type_name: str, kind: str, *, asked: bool = False) -> list[Message]:
    """The messages about a kind of qdisc, class or filter: what the kernel said, or what a program asked for."""
    return [
        message
        for message in messages(capture)
        if message.type_name == type_name
        and "TCA_KIND" in message.tree
        and message.tree["TCA_KIND"].value == kind
        and (message.direction is Direction.TO_KERNEL) is asked
    ]


def actions(capture: str, kind: str) -> list[Node]:
    """The options of all actions of that kind, in requests and in what the kernel told."""
    return [
        node.parent["TCA_ACT_OPTIONS"]
        for message in messages(capture)
        if message.error is None
        for node in message.tree.walk()
        if node.name == "TCA_ACT_KIND" and node.value == kind and node.parent and "TCA_ACT_OPTIONS" in node.parent
    ]


def one_tells(nodes: Iterable[Node], expected: dict[str, object]) -> None:
    """One of them tells all that; what the first lacks is the failure."""
    failures: list[Exception] = []
    for node in nodes:
        try:
            return tells(node, expected)
        except (AssertionError, KeyError) as failure:
            failures.append(failure)
    raise failures[0] if failures else LookupError("the capture lacks it")


def tells(nodes: Node, expected: dict[str, object]) -> None:
    """Each path has that text, or that value where it is no text."""
    for path, wanted in expected.items():
        node = nodes
        for name in path.split("."):
            node = node[name]
        assert (node.text if isinstance(wanted, str) else node.value) == wanted, path
