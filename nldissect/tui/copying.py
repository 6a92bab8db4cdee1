"""What can be copied, as text."""

from __future__ import annotations

import json

from nldissect.filter import FilterError, compile as compile_filter
from nldissect.message import Message
from nldissect.output.json_lines import node_to_json, to_json
from nldissect.output.text import node_name, seconds
from nldissect.tree import Node, printable
from nldissect.tui.outline import path_of

_A_LINE = 12
"""bytes on a line of C"""


def value_of(node: Node) -> str:
    """The value as a person would write it."""
    return node.text


def named_value_of(node: Node) -> str:
    """NAME: value"""
    return f"{node_name(node)}: {node.text}" if node.text else node_name(node)


def as_hex(data: bytes) -> str:
    """34 00 00 00"""
    return data.hex(" ")


def as_c(data: bytes, name: str = "data") -> str:
    """A C array with its initialiser."""
    lines = [
        "\t" + ", ".join(f"0x{byte:02x}" for byte in data[at : at + _A_LINE]) + ","
        for at in range(0, len(data), _A_LINE)
    ]
    identifier = "".join(c if c.isascii() and c.isalnum() else "_" for c in name.lower())
    return "\n".join([f"static const unsigned char {identifier}[{len(data)}] = {{", *lines, "};"])


def as_python(data: bytes) -> str:
    """bytes.fromhex("34000000")"""
    return f'bytes.fromhex("{data.hex()}")'


def as_row(message: Message, start: int) -> str:
    """The message in one line, as the list shows it; `start` is the capture's first time, ns."""
    process = message.process
    who = "" if process is None else f"{printable(process.comm)}[{process.pid}] "
    time = seconds(message.time - start)
    return f"{message.frame}.{message.index} {time} {who}{message.direction} {message.protocol_alias} {message.summary}"


def as_json(message: Message) -> str:
    """The whole message, as `nldissect show -T json` prints it, on several lines."""
    return json.dumps(to_json(message), indent=2)


def node_as_json(node: Node) -> str:
    """One node with what is in it."""
    return json.dumps(node_to_json(node), indent=2)


def as_filter(message: Message, node: Node | None) -> str:
    """A filter that this message passes for what the node says; without one, for its type."""
    if node is None or node is message.header_node:
        return _passes(message, _by_type(message)) or f"frame == {message.frame}"
    from nldissect.filter.express import condition

    name = path_of(node)[-1].partition(" ")[0]
    return _passes(message, condition(node)) or _passes(message, name) or f"frame == {message.frame}"


def equals(field: str, text: str) -> str:
    """family == nl80211, family == "802.15.4 MAC": the text in quotes where it is no plain word."""
    from nldissect.filter.express import quoted

    plain = text.replace("_", "").isalnum() and text.isascii() and not text.isdigit()
    return f"{field} == {text if plain else quoted(text)}"


def _by_type(message: Message) -> str:
    generic = message.generic
    if generic is not None:
        return f"cmd == {generic.command or generic.cmd} && {equals('family', generic.family or 'unknown')}"
    if message.header is None:
        return f"protocol == {message.protocol_alias}"
    return f"type == {message.type_name if message.type_name != 'UNKNOWN' else message.header.nlmsg_type}"


def _passes(message: Message, text: str) -> str | None:
    """`text` where it is a filter that can be shown and the message passes it."""
    if not text.isprintable():
        return None
    try:
        return text if compile_filter(text).matches(message) else None
    except FilterError:
        return None
