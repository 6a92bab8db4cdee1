"""Extended acks put in their place: the attribute the kernel means, in the request's tree (linux/netlink.h)."""

from __future__ import annotations

from dataclasses import dataclass

from nldissect.schema import AttributeSet
from nldissect.tree import Node, Value

UNKNOWN = "UNKNOWN"
"""the name of an attribute that the schema does not have"""


@dataclass(frozen=True, slots=True)
class Place:
    """Attributes from the top level of a request down to one of them.

    `offset` counts from the request's nlmsghdr. `node` is None for an attribute that is missing.
    """

    path: tuple[str, ...]
    types: tuple[int, ...]
    offset: int | None = None
    value: Value = None
    node: Node | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The path for people: what has no name has its number."""
        if len(self.types) != len(self.path):
            return self.path
        named = zip(self.path, self.types, strict=True)
        return tuple(f"attribute {number}" if name == UNKNOWN else name for name, number in named)


@dataclass(frozen=True, slots=True)
class Blame:
    """What an error reply points at: an attribute of the request, or one that the request lacks."""

    attribute: Place | None = None
    missing: Place | None = None


def blame(reply: Node, request: Node | None = None) -> Blame:
    """Resolve NLMSGERR_ATTR_OFFS, MISS_TYPE and MISS_NEST of an error reply, by the trees of both messages.

    The request is used where it was captured, else what is echoed in the reply; where neither has the attribute (the
    echo is capped), nothing is blamed.
    """
    offset = _number(reply, "NLMSGERR_ATTR_OFFS")
    missing = _number(reply, "NLMSGERR_ATTR_MISS_TYPE")
    nest = _number(reply, "NLMSGERR_ATTR_MISS_NEST")
    if offset is None and missing is None:
        return Blame()
    root, base = (request, 0) if request is not None else _echo(reply)
    if root is None:
        return Blame()
    return Blame(
        None if offset is None else place(root, offset, base),
        None if missing is None else _missing(root, missing, nest, base),
    )


def place(root: Node, offset: int, base: int = 0) -> Place | None:
    """The attribute that begins `offset` bytes behind the request's nlmsghdr, else the deepest that holds this byte.

    `base` is where that nlmsghdr is in `root`'s bytes: 0, or inside an error reply where the echo begins.
    """
    found: Node | None = None
    nodes = root.children
    while True:
        for node in nodes:
            if node.offset <= offset + base < node.end:
                found, nodes = node, node.children
                break
        else:
            return None if found is None else _place(found, base)
        if found.offset == offset + base and found.type is not None:
            return _place(found, base)


def _place(node: Node, base: int) -> Place:
    named = [step for step in node.path if step.type is not None] or [node]
    return Place(
        tuple(step.name for step in named),
        tuple(step.type for step in named if step.type is not None),
        node.offset - base,
        node.value,
        node,
    )


def _missing(root: Node, number: int, nest: int | None, base: int) -> Place:
    around = None if nest is None else place(root, nest, base)
    nest_node = root if around is None or around.node is None else around.node
    row = nest_node.space.by_number.get(number) if isinstance(nest_node.space, AttributeSet) else None
    path = () if around is None else around.path
    types = () if around is None else around.types
    return Place((*path, UNKNOWN if row is None else row.name), (*types, number))


def _echo(reply: Node) -> tuple[Node | None, int]:
    error = reply.get("nlmsgerr")
    echo = None if error is None else error.get("msg")
    if echo is None or len(echo.children) < 2:
        return None, 0
    return echo, echo.offset


def _number(reply: Node, name: str) -> int | None:
    node = reply.get(name)
    return node.value if node is not None and isinstance(node.value, int) else None
