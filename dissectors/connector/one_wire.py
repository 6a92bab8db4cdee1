"""1-wire masters and slaves on the connector (drivers/w1/w1_netlink.h)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import unpack_from
from typing import Final

from nldissect.schema import (
    BYTES,
    HEX,
    LE64,
    OPAQUE,
    U8,
    U16,
    U32,
    Enum,
    Look,
    Names,
    Node,
    Parsed,
    Part,
    Sequence as Array,
    Unit,
)

W1: Final = Enum(
    "W1_",
    {
        0: "W1_SLAVE_ADD",
        1: "W1_SLAVE_REMOVE",
        2: "W1_MASTER_ADD",
        3: "W1_MASTER_REMOVE",
        4: "W1_MASTER_CMD",
        5: "W1_SLAVE_CMD",
        6: "W1_LIST_MASTERS",
    },
)
W1_CMD: Final = Enum(
    "W1_CMD_",
    {
        0: "W1_CMD_READ",
        1: "W1_CMD_WRITE",
        2: "W1_CMD_SEARCH",
        3: "W1_CMD_ALARM_SEARCH",
        4: "W1_CMD_TOUCH",
        5: "W1_CMD_RESET",
        6: "W1_CMD_SLAVE_ADD",
        7: "W1_CMD_SLAVE_REMOVE",
        8: "W1_CMD_LIST_SLAVES",
    },
)
W1_LIST_MASTERS: Final = 6
_OF_SLAVES: Final = frozenset({0, 1, 5})
_LISTS_SLAVES: Final = frozenset({2, 3, 6, 7, 8})
_MESSAGE, _COMMAND = 12, 4
"""sizes of struct w1_netlink_msg and w1_netlink_cmd"""


def _messages(data: memoryview, order: str, look: Look) -> Sequence[Part]:
    """struct w1_netlink_msg, each followed by as many bytes as its len says: commands, or the masters' ids."""
    return list(_walk(data, order))


def _walk(data: memoryview, order: str) -> Iterator[Part]:
    offset = index = 0
    while len(data) - offset >= _MESSAGE:
        kind, _, length = unpack_from(order + "BBH", data, offset)
        stop = min(offset + _MESSAGE + length, len(data))
        identity = (
            [Part("id", 4, 8, shape=LE64, meaning=HEX)]
            if kind in _OF_SLAVES
            else [Part("id", 4, 4, shape=U32), Part("res", 8, 4, shape=U32)]
        )
        body = data[offset + _MESSAGE : stop]
        yield Part(
            f"[{index}]",
            offset,
            stop - offset,
            parts=[
                Part("type", 0, 1, shape=U8, meaning=W1),
                Part("status", 1, 1, shape=U8, meaning=Unit("", {0: "ok"})),
                Part("len", 2, 2, shape=U16, meaning=BYTES),
                *identity,
                *_inside(kind, body, order),
            ],
        )
        offset, index = stop, index + 1


def _inside(kind: int, data: memoryview, order: str) -> Iterator[Part]:
    if kind == W1_LIST_MASTERS and data:
        yield Part("masters", _MESSAGE, len(data), shape=Array(U32))
        return
    offset = 0
    while len(data) - offset >= _COMMAND:
        command, _, length = unpack_from(order + "BBH", data, offset)
        stop = min(offset + _COMMAND + length, len(data))
        shape = Array(LE64, HEX) if command in _LISTS_SLAVES else OPAQUE
        behind = [Part("data", _COMMAND, length, shape=shape)] if stop > offset + _COMMAND else []
        yield Part(
            "cmd",
            _MESSAGE + offset,
            stop - offset,
            parts=[
                Part("cmd", 0, 1, shape=U8, meaning=W1_CMD),
                Part("res", 1, 1, shape=U8),
                Part("len", 2, 2, shape=U16, meaning=BYTES),
                *behind,
            ],
        )
        offset = stop


ONE_WIRE: Final = Parsed(_messages)
"""slaves are called by their 64-bit number on the bus, family first"""


def summary(tree: Node, names: Names) -> str:
    """slave_cmd 28-0000… write"""
    told = []
    for message in tree:
        kind = message.get("type")
        if kind is None or not isinstance(kind.value, int):
            continue
        commands = [node["cmd"] for node in message if node.name == "cmd" and "cmd" in node]
        said = [W1_CMD.short(node.value, names) for node in commands if isinstance(node.value, int)]
        told.append(" ".join([W1.short(kind.value, names), message["id"].text, *said]))
    return ", ".join(told)
