"""What goes wrong without being refused, and what is easily joined wrong: programs, and what is to be seen of them.

`python -m tests.proof.oddities CAPTURE` runs them all while `nldissect capture` writes, a mark before each.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from tests.build import message
from tests.proof import programs
from tests.proof.session import MARK, NLMSG_NOOP, captured

Json = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """What a program did: the messages, and explain's faults."""

    messages: list[Json]
    faults: list[Json]

    def asked(self) -> list[Json]:
        return [found for found in self.messages if found["direction"] == "to-kernel"]

    def answers(self, request: Json) -> list[Json]:
        """All other messages of a request's transaction."""
        return [
            found
            for found in self.messages
            if found["transaction"] == request["transaction"] and found["direction"] == "to-user"
        ]

    def kinds(self, request: Json) -> list[str]:
        """The types of its answers; of several links one stands for all."""
        return list(dict.fromkeys(found["header"]["type"] for found in self.answers(request)))

    def errors(self) -> list[Json]:
        return [found for found in self.messages if "error" in found]


def codes(message: Json) -> list[str]:
    return [note["code"] for note in message["notes"]]


def interrupted(seen: Seen) -> None:
    """A dump that was interrupted by a change."""
    (dump,) = (found for found in seen.asked() if found["header"]["type"] == "RTM_GETADDR")
    parts = seen.answers(dump)
    assert sum(found["header"]["type"] == "RTM_NEWADDR" for found in parts) >= 600
    marked = ["dump-interrupted" in codes(found) for found in parts]
    assert marked[0] is False
    assert any(marked)
    assert marked == ["NLM_F_DUMP_INTR" in found["header"]["flags"] for found in parts]
    (fault,) = seen.faults
    assert (fault["trouble"], fault["request"]) == ("interrupted", [dump["frame"], dump["index"]])


def threads(seen: Seen) -> None:
    """Two threads on one socket."""
    asked = seen.asked()
    assert len(asked) == 40
    assert len({found["transaction"] for found in asked}) == 40
    for request in asked:
        exists = request["tree"][0]["children"][2]["value"] == 1
        answers = seen.answers(request)
        assert [found["header"]["nlmsg_seq"] for found in answers] == [request["header"]["nlmsg_seq"]] * len(answers)
        assert len(answers) == (2 if exists else 1)
        assert answers[-1].get("error", {}).get("name") == (None if exists else "ENODEV")


def same_numbers(seen: Seen) -> None:
    """Several sockets that use the same sequence number at once."""
    links, lo, nobody, addresses = seen.asked()
    assert {found["header"]["nlmsg_seq"] for found in seen.messages} == {1}
    told = [seen.kinds(request) for request in (links, lo, nobody, addresses)]
    assert told == [["RTM_NEWLINK", "NLMSG_DONE"], ["RTM_NEWLINK", "NLMSG_ERROR"], ["NLMSG_ERROR"], ["NLMSG_DONE"]]
    (error,) = seen.errors()
    assert error["error"]["request"] == [nobody["frame"], nobody["index"]]


def wrap(seen: Seen) -> None:
    """Sequence numbers that wrap."""
    asked = seen.asked()
    assert [found["header"]["nlmsg_seq"] for found in asked] == [0xFFFFFFFE, 0xFFFFFFFF, 0, 1, 0]
    assert [seen.kinds(request) for request in asked] == [
        ["NLMSG_ERROR"],
        ["RTM_NEWLINK", "NLMSG_ERROR"],
        ["NLMSG_ERROR"],
        ["RTM_NEWLINK", "NLMSG_ERROR"],
        ["RTM_NEWLINK", "NLMSG_DONE"],
    ]
    assert [found["header"]["nlmsg_seq"] for found in seen.errors()] == [0xFFFFFFFE, 0]


def reused_ports(seen: Seen) -> None:
    """A port id that is used again, with the same sequence number."""
    assert [len(seen.answers(request)) for request in seen.asked()] == [2, 1, 2]
    assert {found["header"]["nlmsg_pid"] for found in seen.messages if found["direction"] == "to-user"} == {4242}
    (error,) = seen.errors()
    assert error["error"]["request"] == [seen.asked()[1]["frame"], 0]


def caused(seen: Seen) -> None:
    """Each listener's copy of a notification knows what caused it."""
    made, removed = seen.asked()
    told = [(found["header"]["type"], *found["caused_by"]) for found in seen.messages if "caused_by" in found]
    assert sorted(told) == [("RTM_DELADDR", removed["frame"], 0)] * 2 + [("RTM_NEWADDR", made["frame"], 0)] * 2
    assert sorted(found["header"]["type"] for found in seen.answers(made)) == ["NLMSG_ERROR", *["RTM_NEWADDR"] * 2]
    assert seen.faults == []


def batch(seen: Seen) -> None:
    """The error of a batch is its command's."""
    (error,) = seen.errors()
    frame, index = error["error"]["request"]
    batch = [found for found in seen.asked() if found["frame"] == frame]
    assert [found["header"]["type"] for found in batch] == [
        "NFNL_MSG_BATCH_BEGIN", "NFT_MSG_NEWTABLE", "NFT_MSG_NEWCHAIN", "NFT_MSG_DELCHAIN", "NFT_MSG_NEWTABLE",
        "NFNL_MSG_BATCH_END",
    ]  # fmt: skip
    assert {found["transaction"] for found in batch} == {error["transaction"]}
    assert batch[index]["header"]["type"] == "NFT_MSG_DELCHAIN"
    assert error["error"]["attribute"]["path"] == ["NFTA_CHAIN_NAME"]
    (fault,) = seen.faults
    assert fault["request"] == [frame, index]


class Oddity(NamedTuple):
    """A command, its exit status, and the check of what was seen."""

    check: Callable[[Seen], None]
    command: tuple[str, ...]
    status: int = 0


def program(source: str) -> tuple[str, ...]:
    """The command that runs one of the programs."""
    return sys.executable, "-c", programs.COMMON + source


ODDITIES: Final = (
    Oddity(threads, program(programs.THREADS)),
    Oddity(same_numbers, program(programs.SAME_SEQ)),
    Oddity(wrap, program(programs.WRAP)),
    Oddity(reused_ports, program(programs.REUSED)),
    Oddity(caused, program(programs.CAUSED)),
    Oddity(batch, ("nft", programs.BATCH), 1),
    Oddity(interrupted, program(programs.INTERRUPTED)),  # last: its addresses stay
)


def main(path: str) -> None:
    """Run them all."""
    with captured(path), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as marks:
        for number, oddity in enumerate(ODDITIES):
            marks.send(message(NLMSG_NOOP, seq=MARK + number))
            done = subprocess.run(oddity.command, check=False)
            assert done.returncode == oddity.status
        marks.send(message(NLMSG_NOOP, seq=MARK + len(ODDITIES)))


if __name__ == "__main__":
    main(sys.argv[1])
