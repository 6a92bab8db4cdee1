"""The rows of transactions, on real captures and on batches made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from struct import pack
from typing import Any

import nldissect
from nldissect.export.tables import TRANSACTIONS
from nldissect.export.transactions import Gathering
from nldissect.message import Message
from tests.build import NETFILTER, error, link, message, stream_of

CAPTURES = Path(__file__).parents[2] / "captures"


def gathered(messages: Iterable[Message], kept: int = 100_000, **more: Any) -> list[dict[str, Any]]:
    gathering = Gathering(kept)
    found = [gathering.see(one, **more) for one in messages]
    rows = [row.row for row in (*found, *gathering.rest()) if row is not None]
    names = [column.name for column in TRANSACTIONS.columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_the_same_as_the_transactions_of_the_messages() -> None:
    messages = list(nldissect.read(CAPTURES / "errors.pcap"))
    rows = gathered(nldissect.read(CAPTURES / "errors.pcap"))
    assert [row["transaction"] for row in rows] == sorted({one.membership.number for one in messages if one.membership})
    refusals = Counter(one.membership.number for one in messages if one.error and one.membership)
    assert {row["transaction"]: row["refusals"] for row in rows if row["refusals"]} == refusals
    for row in rows:
        request = next(m for m in messages if (m.frame, m.index) == (row["frame"], row["index"]))
        assert (row["type"], row["summary"], row["time"]) == (request.type_name, request.summary, request.time)
        assert (row["state"] == "failed") == (row["errno"] is not None)


def test_processes_and_latencies() -> None:
    rows = gathered(nldissect.read(CAPTURES / "programs.pcapng"))
    assert {row["comm"] for row in rows} == {"ip", "tc", "nft", "ethtool", "ss", "bridge"}
    assert all(row["latency"] >= 0 for row in rows if row["replies"])
    (vlan,) = (row for row in rows if "kind vlan" in row["summary"])
    assert (vlan["error"], vlan["error_words"]) == ("ERANGE", "8021q: Invalid VLAN id")
    assert vlan["refused"] == "RTM_NEWLINK"


def test_a_batch_names_the_command_that_was_refused() -> None:
    begin, end = message(16, pack("<BBH", 0, 0, 10)), message(17, pack("<BBH", 0, 0, 10), seq=3)
    rule = message(6 | 10 << 8, pack("<BBH", 2, 0, 0), flags=5, seq=2)
    (row,) = gathered(stream_of(begin + rule + end, error(2, rule, seq=2), protocol=NETFILTER))
    assert (row["type"], row["refused"]) == ("NFNL_MSG_BATCH_BEGIN", "NFT_MSG_NEWRULE")
    assert (row["requests"], row["refusals"], row["state"], row["error"]) == (3, 1, "failed", "ENOENT")


def test_states() -> None:
    asked = message(18, bytes(16), flags=5, seq=1)
    silent = message(16, bytes(16), flags=1, seq=2)
    rows = gathered(stream_of(asked, silent, link(1, "lo")))
    assert [row["state"] for row in rows] == ["unanswered", "quiet"]
    assert [row["latency"] for row in rows] == [None, None]


def test_few_are_waited_for() -> None:
    everything = gathered(nldissect.read(CAPTURES / "rt-route.pcap"))
    gathering, waiting = Gathering(8), 0
    early = []
    for one in nldissect.read(CAPTURES / "rt-route.pcap"):
        early.append(gathering.see(one))
        waiting = max(waiting, len(gathering._asked))
    early += gathering.rest()
    assert waiting == 8
    assert [row.row[0] for row in early if row is not None] == [row["transaction"] for row in everything]


def test_only_what_is_wanted() -> None:
    messages = stream_of(message(18, bytes(16), flags=5, seq=1), message(18, bytes(16), flags=5, seq=2))
    gathering = Gathering()
    for one in messages:
        gathering.see(one, wanted=one.frame == 2)
    assert [row.row[1] for row in gathering.rest()] == [2]
