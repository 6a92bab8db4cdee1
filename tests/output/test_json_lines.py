"""JSON Lines, beyond the contract's own test: what depends on the passage, and characters that bite."""

from __future__ import annotations

import json
from struct import pack

from nldissect.datagram import Direction, Process
from nldissect.output.json_lines import to_json, to_line
from tests.build import (
    GENERIC,
    RTM_NEWLINK,
    RTM_NEWNEIGH,
    UEVENT,
    attribute,
    decoded,
    done,
    error,
    genl,
    link,
    message,
    ndmsg,
    stream_of,
)

NEW = message(RTM_NEWNEIGH, ndmsg() + attribute(1, b"\n\0\0\2"), flags=5)


def test_the_passage() -> None:
    (found,) = decoded(
        NEW,
        number=7,
        time=1_700_000_000_000_020_000,
        process=Process(4242, "ip"),
        netns=4026531840,
        own=True,
        direction=Direction.TO_USER,
    )
    told = to_json(found)
    assert told["time"] == "1700000000.000020000"
    assert told["process"] == {"pid": 4242, "comm": "ip"}
    assert (told["frame"], told["netns"], told["own"], told["direction"]) == (7, 4026531840, True, "to-user")


def test_what_is_not_there_is_null_or_left_out() -> None:
    told = to_json(decoded(link(3, "d0"))[0])
    assert (told["process"], told["netns"], told["transaction"]) == (None, None, None)
    assert not {"own", "genl", "error", "caused_by"} & told.keys()


def test_a_uevent_has_no_header() -> None:
    told = to_json(decoded(b"add@/x\0ACTION=add\0", protocol=UEVENT)[0])
    assert (told["header"], told["protocol"], told["direction"]) == (None, "NETLINK_KOBJECT_UEVENT", "unknown")
    assert told["tree"][0]["offset"] == 0


def test_generic_netlink() -> None:
    told = to_json(decoded(genl(16, 3, attribute(2, b"x\0"), version=2, flags=5), protocol=GENERIC)[0])
    assert told["genl"] == {"family": "nlctrl", "cmd": 3, "command": "CTRL_CMD_GETFAMILY", "version": 2}


def test_transactions() -> None:
    request, notification, reply = stream_of(
        NEW, message(RTM_NEWNEIGH, ndmsg(), flags=0, pid=9), error(22, NEW, attribute(2, pack("<I", 28)), pid=9)
    )
    assert [to_json(m)["transaction"] for m in (request, notification, reply)] == [1, 1, 1]
    assert to_json(notification)["caused_by"] == [1, 0]
    assert to_json(reply)["error"] == {
        "errno": 22,
        "name": "EINVAL",
        "words": None,
        "words_from": None,
        "request": [1, 0],
        "attribute": {"path": ["NDA_DST"], "types": [1], "offset": 28, "value": "10.0.0.2"},
        "missing": None,
    }


def test_an_error_without_a_request() -> None:
    told = to_json(decoded(done(5))[0])
    assert told["error"]["request"] is None
    assert told["error"]["name"] == "EIO"


def test_a_line_is_one_line_of_printable_text_and_loses_nothing() -> None:
    name = 'ü€𝄞\n\r\t\x1b[31m\x7f\x9b\u202e\u2028\U000e0001"\\'
    (found,) = decoded(message(RTM_NEWLINK, bytes(16), attribute(3, name.encode()), flags=0))
    line = to_line(found)
    assert line.isprintable()
    assert json.loads(line)["tree"][1]["value"] == name
    assert "ü€" in line, "what is harmless stays readable"
