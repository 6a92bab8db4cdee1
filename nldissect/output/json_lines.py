"""A message as one JSON object a line: the contract that other programs read.

`offset` counts from the message's nlmsghdr (from the datagram's first byte where there is none), `length` is nla_len
for an attribute. Numbers are numbers, whatever their meaning; `text` says it as a person would write it.
"""

from __future__ import annotations

import json
from typing import Any

from nldissect.extack import Place as Blamed
from nldissect.message import Message
from nldissect.parts import OfNode, OfNumber, OfTree, Part, written
from nldissect.tree import Node, Note, Value

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def to_line(message: Message) -> str:
    """The message as JSON text, without a line break in it."""
    return written(parts(message), message)


def to_json(message: Message) -> dict[str, Any]:
    """The message as the object of the JSON contract."""
    found: dict[str, Any] = json.loads(to_line(message))
    return found


def node_to_json(node: Node) -> dict[str, Any]:
    """A node and all below it."""
    out: list[Part] = []
    _node(node, out)
    told = [part.tell(part.node) if isinstance(part, OfNode) else str(part) for part in out]
    found: dict[str, Any] = json.loads("".join(told))
    return found


def _json(value: object) -> str:
    """JSON with everything a terminal could take for a command written as an escape."""
    text = _encode(value)
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def parts(message: Message) -> list[Part]:
    """The object in parts."""
    process = message.process
    before = {
        "protocol": message.protocol_name,
        "direction": message.direction.value,
        "process": None if process is None else {"pid": process.pid, "comm": process.comm},
        "netns": message.netns,
    }
    out: list[Part] = ['{"frame":', OfNumber("frame"), ',"index":', OfNumber("nth"), ',"time":"', OfNumber("seconds")]
    out += [".", OfNumber("nanoseconds", "%09d"), f'",{_json(before)[1:-1]}', *_header(message)]
    generic = message.generic
    if generic is not None:
        genl = {
            "family": generic.family,
            "cmd": generic.cmd,
            "command": generic.command,
            "version": generic.version,
        }
        out.append(f',"genl":{_json(genl)}')
    out += [',"summary":', OfTree(_summary, copies=True)]
    if message.own:
        out.append(',"own":true')
    membership = message.membership
    out += [',"transaction":', "null" if membership is None else OfNumber("transaction")]
    if membership is not None and membership.caused_by is not None:
        out += [',"caused_by":[', OfNumber("cause_frame"), ",", OfNumber("cause_nth"), "]"]
    if message.error is not None:
        out.append(f',"error":{_json(error_to_json(message))}')
    out.append(',"tree":[')
    _nodes(message.tree.children, out)
    out.append(f'],"notes":{_json([_note(note) for note in message.notes])}}}')
    return out


def _summary(message: Message) -> str:
    return _json(message.summary)


def _header(message: Message) -> list[Part]:
    header = message.header
    if header is None:
        return [',"header":null']
    told = {
        "nlmsg_len": header.nlmsg_len,
        "nlmsg_type": header.nlmsg_type,
        "type": message.type_name,
        "nlmsg_flags": header.nlmsg_flags,
        "flags": message.flags,
    }
    return [f',"header":{_json(told)[:-1]},"nlmsg_seq":', OfNumber("seq"), ',"nlmsg_pid":', OfNumber("pid"), "}"]


def _nodes(nodes: list[Node], out: list[Part]) -> None:
    comma = ""
    for node in nodes:
        out.append(comma)
        _node(node, out)
        comma = ","


def _node(node: Node, out: list[Part]) -> None:
    kind = "null" if node.type is None else node.type
    out.append(f'{{"name":{_json(node.name)},"type":{kind},"offset":{node.offset},"length":{node.length},"value":')
    out.append(OfNode(_value, node, "%d", copies=True))
    out.append(',"text":')
    out.append(OfNode(_text, node, '"%d"', copies=True))
    out.append(',"children":[')
    _nodes(node.children, out)
    notes = f'],"notes":{_json([_note(note) for note in node.notes])}' if node.notes else '],"notes":[]'
    out.append(notes + (',"raw":true}' if node.raw else "}"))


def _value(node: Node) -> str:
    value: Value = node.value
    return str(value) if type(value) is int else _json(value)


def _text(node: Node) -> str:
    return _json(node.text)


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


def _attribute(place: Blamed) -> dict[str, Any]:
    return {"path": list(place.path), "types": list(place.types), "offset": place.offset, "value": place.value}


def _note(note: Note) -> dict[str, str]:
    return {"level": note.level.value, "code": note.code, "text": note.text}
