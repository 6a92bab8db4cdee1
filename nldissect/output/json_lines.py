"""A message as one JSON object a line: the contract that other programs read.

`offset` counts from the message's nlmsghdr (from the datagram's first byte where there is none), `length` is nla_len
for an attribute. Numbers are numbers, whatever their meaning; `text` says it as a person would write it.
"""

from __future__ import annotations

import json
from typing import Any

from nldissect.extack import Place
from nldissect.message import Message
from nldissect.tree import Node, Note

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def to_line(message: Message) -> str:
    """The message as JSON text, without a line break in it."""
    text = _encode(to_json(message))
    return text if text.isprintable() else _ascii(text)


def _ascii(text: str) -> str:
    """JSON with everything a terminal could take for a command written as an escape."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def to_json(message: Message) -> dict[str, Any]:
    """The message as the object of the JSON contract."""
    seconds, nanoseconds = divmod(message.time, 1_000_000_000)
    process = message.process
    found: dict[str, Any] = {
        "frame": message.frame,
        "index": message.index,
        "time": f"{seconds}.{nanoseconds:09d}",
        "protocol": message.protocol_name,
        "direction": message.direction.value,
        "process": None if process is None else {"pid": process.pid, "comm": process.comm},
        "netns": message.netns,
        "header": _header(message),
    }
    generic = message.generic
    if generic is not None:
        found["genl"] = {
            "family": generic.family,
            "cmd": generic.cmd,
            "command": generic.command,
            "version": generic.version,
        }
    found["summary"] = message.summary
    if message.own:
        found["own"] = True
    membership = message.membership
    found["transaction"] = None if membership is None else membership.number
    if membership is not None and membership.caused_by is not None:
        found["caused_by"] = list(membership.caused_by)
    if message.error is not None:
        found["error"] = error_to_json(message)
    found["tree"] = [node_to_json(node) for node in message.tree]
    found["notes"] = [_note(note) for note in message.notes]
    return found


def node_to_json(node: Node) -> dict[str, Any]:
    """A node and all below it."""
    found: dict[str, Any] = {
        "name": node.name,
        "type": node.type,
        "offset": node.offset,
        "length": node.length,
        "value": node.value,
        "text": node.text,
        "children": [node_to_json(child) for child in node.children],
        "notes": [_note(note) for note in node.notes],
    }
    if node.raw:
        found["raw"] = True
    return found


def _header(message: Message) -> dict[str, Any] | None:
    header = message.header
    if header is None:
        return None
    return {
        "nlmsg_len": header.nlmsg_len,
        "nlmsg_type": header.nlmsg_type,
        "type": message.type_name,
        "nlmsg_flags": header.nlmsg_flags,
        "flags": message.flags,
        "nlmsg_seq": header.nlmsg_seq,
        "nlmsg_pid": header.nlmsg_pid,
    }


def error_to_json(message: Message) -> dict[str, Any] | None:
    """The `error` of the contract; None for a message that is no failure."""
    error = message.error
    if error is None:
        return None
    at = message.blame
    return {
        "errno": error.errno,
        "name": error.name,
        "words": error.words,
        "words_from": error.words_from,
        "request": None if message.membership is None else list(message.membership.request),
        "attribute": None if at.attribute is None else _attribute(at.attribute),
        "missing": None if at.missing is None else {"path": list(at.missing.path), "types": list(at.missing.types)},
    }


def _attribute(place: Place) -> dict[str, Any]:
    return {"path": list(place.path), "types": list(place.types), "offset": place.offset, "value": place.value}


def _note(note: Note) -> dict[str, str]:
    return {"level": note.level.value, "code": note.code, "text": note.text}
