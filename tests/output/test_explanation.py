"""What `explain` prints."""

from __future__ import annotations

import json
from struct import pack

from nldissect.datagram import Process
from nldissect.diagnosis.explain import Totals, explain
from nldissect.output.explanation import fault_lines, fault_to_line, totals_line, totals_to_line
from tests.build import RTM_NEWNEIGH, attribute, error, message, ndmsg, stream_of

NEW = message(RTM_NEWNEIGH, ndmsg(index=0) + attribute(1, b"\n\0\0\2"), flags=0x605)
REFUSAL = error(17, NEW, attribute(1, b"No\x1b[0m\0"), attribute(2, pack("<I", 28)), attribute(5, pack("<I", 2)), pid=9)


def test_a_failure_in_words() -> None:
    (fault,) = explain(stream_of(NEW, REFUSAL, process=Process(42, "ip\x07")))
    lines = list(fault_lines(fault, 0))
    assert lines[0] == "failed  message 1 → 2  ip\\x07[42]  1.000000 s"
    assert "  request  RTM_NEWNEIGH 10.0.0.2 reachable" in lines
    assert "  errno    EEXIST: it exists already, and NLM_F_EXCL (or the family) forbids to replace it" in lines
    assert "  kernel   “No\\x1b[0m”" in lines
    assert "  at       NDA_DST = 10.0.0.2 (offset 28)" in lines
    assert "  missing  NDA_LLADDR" in lines
    assert not any(line.startswith("  valid") for line in lines), "an address was wanted, and an address was sent"


def test_a_failure_as_json() -> None:
    (fault,) = explain(stream_of(NEW, REFUSAL))
    line = fault_to_line(fault)
    assert line.isascii()
    told = json.loads(line)
    assert (told["trouble"], told["message"], told["request"], told["words"]) == ("failed", [2, 0], [1, 0], "No\x1b[0m")
    assert told["error"]["attribute"]["path"] == ["NDA_DST"]
    assert told["error"]["missing"] == {"path": ["NDA_LLADDR"], "types": [2]}


def test_totals() -> None:
    totals = Totals()
    list(explain(stream_of(NEW, REFUSAL, NEW), totals))
    assert totals_line(totals) == "3 messages, 2 requests: 1 failed, 1 unanswered (EEXIST 1)"
    assert json.loads(totals_to_line(totals)) == {
        "totals": {"messages": 3, "requests": 2, "troubles": {"failed": 1, "unanswered": 1}, "errnos": {"EEXIST": 1}}
    }
    assert totals_line(Totals()) == "no faults: 0 messages, 0 requests"
