"""Fields of the packets inside messages: `IP.src`, `TCP.dport`, as scapy calls them and trees show them.

scapy is loaded when a filter names one, not before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from nldissect import packets
from nldissect.filter.fields import Field, Plain
from nldissect.filter.kinds import ANYTHING, Kind
from nldissect.message import Message
from nldissect.tree import Node

_USUAL: Final = {name.lower(): name for name in packets.USUAL_LAYERS}


def usual(name: str) -> str | None:
    """The layer of that name in scapy's spelling, where it is one of the usual ones; in any case."""
    return _USUAL.get(name.lower())


@lru_cache(maxsize=256)
def packet_field(name: str) -> Field | None:
    """The field that `TCP.dport` means, or the layer that `TCP` does; None where there is none.

    What stands before the layer are nodes around it: NFQA_PAYLOAD.IP.src. Only names that look like scapy's have it
    loaded.
    """
    parts = name.split(".")
    for index, part in enumerate(parts):
        if usual(part) or _like_a_layer(part):
            layer = _layer(part)
            if layer is not None:
                return _found(name, parts[:index], layer, parts[index + 1 :])
    return None


def layer_names() -> Iterable[str]:
    """The layers that can be offered: the usual ones."""
    return packets.USUAL_LAYERS


def fields_of(layer: str) -> Mapping[str, Mapping[str, int]]:
    """The fields of a usual layer, in any case, and the names of their numbers; loads scapy. Empty for others."""
    name = usual(layer)
    return {} if name is None else packets.layers().get(name, {})


def _like_a_layer(part: str) -> bool:
    """scapy's classes begin with a capital; what has only capitals and an underscore is a constant of the kernel's."""
    return part[:1].isupper() and not (part.isupper() and "_" in part)


def _layer(part: str) -> str | None:
    name = usual(part) or part
    return name if name in packets.layers() else None


def _found(name: str, outer: list[str], layer: str, inner: list[str]) -> Field | None:
    """The field that a path inside a layer leads to: each step is a field of the layer before it, or a layer."""
    fields = packets.layers()[layer]
    steps = [layer]
    constants: Mapping[str, int] | None = None
    for part in inner:
        spelled = _spelled(part, fields)
        if spelled is not None:
            constants = fields[spelled]
        else:
            spelled = _layer(part)
            if spelled is None:
                return None
            fields, constants = packets.layers()[spelled], None
        steps.append(spelled)
    path = ([part.lower() for part in outer], steps)
    if constants is None:
        there = frozenset({Kind.TRUTH})
        return Field(name, there, lambda m: any(True for _ in _nodes(m, *path)), "a layer of a packet", cost=2)
    return Field(
        name, ANYTHING, lambda m: _values(_nodes(m, *path)), "a field of a packet",
        names=lambda m: [node.text for node in _nodes(m, *path)], constants=constants, cost=2,
    )  # fmt: skip


def _spelled(part: str, names: Collection[str]) -> str | None:
    """A name as scapy spells it; in another case too, where nothing is spelled just so."""
    if part in names:
        return part
    return next((name for name in names if name.lower() == part.lower()), None)


def _nodes(message: Message, outer: list[str], steps: list[str]) -> Iterator[Node]:
    """The nodes in packets that are called by the last step, inside nodes called by the others."""
    for packet in message.tree.walk():
        if packet.packet and (not outer or _in_order(outer, [node.name.lower() for node in packet.path])):
            stack = [(child, 0) for child in reversed(packet.children)]
            while stack:
                node, done = stack.pop()
                if node.name == steps[done]:
                    if done == len(steps) - 1:
                        yield node
                    else:
                        done += 1
                stack.extend((child, done) for child in reversed(node.children))


def _in_order(wanted: list[str], above: list[str]) -> bool:
    steps = iter(above)
    return all(name in steps for name in wanted)


def _values(nodes: Iterable[Node]) -> list[Plain]:
    """What holds other layers has no value, but is there: its value is empty text."""
    return [node.value if isinstance(node.value, (int, str)) else "" for node in nodes]
