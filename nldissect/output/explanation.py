"""What `explain` found, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from nldissect.diagnosis.explain import Fault, Totals, Trouble
from nldissect.diagnosis.lint_codes import CODES
from nldissect.extack import Place
from nldissect.message import Message
from nldissect.output.json_lines import error_to_json
from nldissect.output.style import Paint, plain
from nldissect.output.text import NOTE_SIGNS, seconds
from nldissect.tree import printable

_HEADINGS = {
    Trouble.FAILED: "failed",
    Trouble.WARNED: "succeeded with a warning",
    Trouble.UNANSWERED: "unanswered",
    Trouble.INTERRUPTED: "dump interrupted",
    Trouble.LOST: "messages lost",
    Trouble.UNSENT: "not sent",
    Trouble.ORPHANED: "an error without a request",
    Trouble.MALFORMED: "malformed",
    Trouble.SUSPECT: "suspect",
}


def path_text(place: Place) -> str:
    """IFLA_LINKINFO / IFLA_INFO_DATA / IFLA_VLAN_ID"""
    return " / ".join(place.steps)


def fault_lines(fault: Fault, start: int, paint: Paint = plain) -> Iterator[str]:
    """A fault as a small paragraph: what, who and when; then what was asked, what was said, and where."""
    message = fault.message
    first = fault.request or message
    where = str(first.frame) if first is message else f"{first.frame} → {message.frame}"
    process = first.process or message.process
    who = "" if process is None else f"  {printable(process.comm)}[{process.pid}]"
    yield f"{paint('error', _HEADINGS[fault.trouble])}  message {where}{who}  {seconds(first.time - start)} s"
    if fault.request is not None:
        yield f"  request  {fault.request.summary}"
    error = message.error
    if error is not None:
        yield f"  errno    {paint('error', error.name)}{'' if fault.meaning is None else f': {fault.meaning}'}"
    elif fault.meaning is not None:
        yield f"  meaning  {fault.meaning}"
    if fault.words is not None:
        yield f"  kernel   “{printable(fault.words)}”"
    if fault.blame.attribute is not None:
        place = fault.blame.attribute
        value = "" if place.node is None or not place.node.text else f" = {place.node.text}"
        yield f"  at       {paint('name', path_text(place))}{value} (offset {place.offset})"
    if fault.blame.missing is not None:
        yield f"  missing  {paint('name', path_text(fault.blame.missing))}"
    if fault.valid is not None:
        yield f"  valid    {fault.valid}"
    for note in fault.lint:
        yield f"  lint     {NOTE_SIGNS[note.level]} {printable(note.text)} [{note.code}]"


def codes_lines(width: int, paint: Paint = plain) -> Iterator[str]:
    """The codes of notes and findings with what they mean, in lines of at most `width` characters."""
    indent = max(map(len, CODES)) + 2
    for code, meaning in sorted(CODES.items()):
        first, *more = wrap(meaning, max(width - indent, 20))
        yield f"{paint('name', code)}{' ' * (indent - len(code))}{first}"
        yield from (f"{'':{indent}}{line}" for line in more)


def codes_to_lines() -> Iterator[str]:
    """The codes as JSON objects, one a line."""
    for code, meaning in sorted(CODES.items()):
        yield json.dumps({"code": code, "text": meaning}, separators=(",", ":"))


def totals_line(totals: Totals) -> str:
    """What was seen in all, in one line."""
    if not totals.troubles:
        return f"no faults: {totals.messages} messages, {totals.requests} requests"
    said = [f"{count} {_HEADINGS[trouble]}" for trouble, count in totals.troubles.items()]
    errnos = ", ".join(f"{name} {count}" for name, count in totals.errnos.most_common())
    return (
        f"{totals.messages} messages, {totals.requests} requests: {', '.join(said)}{f' ({errnos})' if errnos else ''}"
    )


def fault_to_line(fault: Fault) -> str:
    """A fault as one JSON object, ASCII only."""
    return json.dumps(_fault_to_json(fault), separators=(",", ":"))


def _fault_to_json(fault: Fault) -> dict[str, Any]:
    process = (fault.request or fault.message).process
    return {
        "trouble": fault.trouble.value,
        "message": _ref(fault.message),
        "request": None if fault.request is None else _ref(fault.request),
        "process": None if process is None else {"pid": process.pid, "comm": process.comm},
        "request_summary": None if fault.request is None else fault.request.summary,
        "summary": fault.message.summary,
        "meaning": fault.meaning,
        "words": fault.words,
        "error": error_to_json(fault.message),
        "valid": fault.valid,
        "lint": [{"level": note.level.value, "code": note.code, "text": note.text} for note in fault.lint],
    }


def totals_to_line(totals: Totals) -> str:
    """The totals as one JSON object: the last line."""
    counts = {trouble.value: count for trouble, count in totals.troubles.items()}
    found = {
        "messages": totals.messages,
        "requests": totals.requests,
        "troubles": counts,
        "errnos": dict(totals.errnos),
    }
    return json.dumps({"totals": found}, separators=(",", ":"))


def _ref(message: Message) -> list[int]:
    return [message.frame, message.index]
