"""Messages built to a header's layout, where no kernel at hand makes them: what they must all fulfil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nldissect.message import Message
from nldissect.tree import Node


def leaves(nodes: Iterable[Node]) -> list[Node]:
    """The nodes that have nothing inside."""
    found: list[Node] = []
    for node in nodes:
        found += leaves(node.children) if node.children else [node]
    return found


def assert_whole(message: Message) -> None:
    """Every byte is in a node whose meaning is known, and nothing is remarkable."""
    nodes = list(message.tree.walk())
    assert [f"{node.name} at {node.offset}" for node in nodes if node.raw or node.name == "UNKNOWN"] == []
    assert [f"{node.name}: {note.text}" for node in (message.tree, *nodes) for note in node.notes] == []


def assert_says(node: Node, said: Mapping[str, object]) -> None:
    """`said` has paths of names with dots between them → text, or value where that is no text."""
    found: dict[str, object] = {}
    for path, wanted in said.items():
        inner = node
        for name in path.split("."):
            inner = inner[name]
        found[path] = inner.text if isinstance(wanted, str) else inner.value
    assert found == dict(said)
