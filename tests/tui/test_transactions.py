"""Dumps and batches as one row that opens; from request to reply and back; one transaction alone."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from nldissect.capture import open_capture
from nldissect.index import MessageIndex
from nldissect.transactions import Role
from nldissect.tui import story
from nldissect.tui.bundles import Bundles, rows_of
from nldissect.tui.rows import Passing, Rows
from tests.tui.ui import ROOT, MadeFeed, Running, arrived, getlink, newlink, running

NFT = ROOT / "captures" / "nft.pcap"
ROUTE = ROOT / "captures" / "route.pcap"
NLM_F_MULTI, NLM_F_DUMP = 2, 0x300
DONE = 3


def dump(seq: int, pid: int = 0) -> bytes:
    """A request for all links."""
    return struct.pack("=IHHII", 32, 18, 1 | NLM_F_DUMP, seq, pid) + bytes(16)


def piece(name: bytes, seq: int, pid: int = 77) -> bytes:
    """One message of its answer."""
    data = newlink(name)
    return data[:6] + struct.pack("=HII", NLM_F_MULTI, seq, pid) + data[16:]


def done(seq: int, pid: int = 77, errno: int = 0) -> bytes:
    return struct.pack("=IHHIIi", 20, DONE, NLM_F_MULTI, seq, pid, -errno)


def indexed(path: Path) -> MessageIndex:
    with open_capture(path) as capture:
        index = MessageIndex(capture.source)
        for datagram in capture:
            index.append(datagram)
        index.transactions.complete = True
        index.source = Bytes(path.read_bytes())
    return index


class Bytes:
    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)

    def view(self, offset: int, length: int) -> memoryview:
        return self._content[offset : offset + length]


def lines(rows: Rows) -> list[int]:
    while rows.look(float("inf")):
        pass
    return [rows[line] for line in range(len(rows))]


@pytest.mark.parametrize("path", [NFT, ROUTE], ids=lambda path: path.stem)
def test_what_is_folded_is_exactly_what_belongs_to_a_bundle(path: Path) -> None:
    index = indexed(path)
    bundles = Bundles(index)
    shown = lines(Rows(bundles))
    hidden = set(range(len(index))) - set(shown)
    assert hidden == {row for row in range(len(index)) if bundles.of(row)}
    assert len(hidden) > 20
    for row in hidden:
        membership = index.membership_of(row)
        assert membership is not None
        assert membership.role is not Role.NOTIFICATION
        assert index.message(row).error is None, "refusals stay in sight"
        assert bundles.head(membership.number) in shown
    assert lines(Rows(bundles, folded=False)) == list(range(len(index)))


def test_one_bundle_opens_and_folds_again() -> None:
    bundles = Bundles(indexed(NFT))
    rows = Rows(bundles)
    folded = lines(rows)
    for number in [number for row in folded if (number := bundles.headed_by(row))][:20]:
        opened = rows.turned(number)
        shown = lines(opened)
        members = [row for row in range(len(bundles.index)) if bundles.of(row) == number]
        assert len(members) == bundles.members(number)
        assert shown == sorted([*folded, *members])
        assert lines(opened.turned(number)) == folded
        assert not opened.is_folded(number)
        assert opened.visible(members[0]) == members[0]
        assert rows.visible(members[0]) == bundles.head(number)
    for number in [number for row in folded if (number := bundles.headed_by(row))][:3]:
        rows = rows.all_turned(folded=False).turned(number)
        lines(rows)
        assert rows.is_folded(number)


def test_a_member_whose_request_does_not_pass_stands_for_itself() -> None:
    index = indexed(ROUTE)
    bundles = Bundles(index)

    def passes(start: int, end: int) -> list[int]:
        return [row for row in range(start, end) if index.type[row] == 24 and index.flags[row] & NLM_F_MULTI]

    passing = Passing(bundles, passes)
    assert lines(Rows(bundles, passing)) == [row for row in range(len(index)) if passing.has(row)]
    assert len(passing) > 5


def test_rows_of_a_transaction_both_ways() -> None:
    index = indexed(NFT)
    for number in range(1, len(index.transactions) + 1, 7):
        expected = [row for row in range(len(index)) if index.transaction[row] >> 2 == number]
        assert list(rows_of(index, number, tuple(Role), 0)) == expected
        assert list(rows_of(index, number, tuple(Role), len(index), back=True)) == expected[::-1]
        middle = expected[len(expected) // 2]
        assert next(rows_of(index, number, tuple(Role), middle)) == middle


async def test_a_dump_is_one_row_that_opens() -> None:
    feed = MadeFeed([getlink(1), dump(5), piece(b"a0", 5), piece(b"b0", 5), newlink(b"other"), done(5), getlink(9)])
    async with running(feed, folded=True) as ui:
        assert ui.screen.messages.line_count == 4
        assert ui.shows("▸       2     0.001000 ▶ route     RTM_GETLINK        dump  2 links")
        assert ui.shows("✓ 4.0ms")
        assert ui.shows("7 messages")
        assert not ui.shows("7 messages, ")
        await ui.press("j", "l")
        assert ui.screen.messages.line_count == 7
        assert ui.shows("▾       2")
        assert ui.shows("│       3")
        assert ui.shows("└       6")
        assert ui.screen.messages.row == 1
        await ui.press("j", "j", "h")
        assert ui.screen.messages.line_count == 4
        assert ui.screen.messages.row == 1, "folding from inside leads to the request"
        await ui.press("enter")
        assert ui.screen.messages.line_count == 7
        await ui.press("G", "H")
        assert ui.screen.messages.line_count == 4
        assert ui.screen.messages.row == 6
        await ui.press("L")
        assert ui.screen.messages.line_count == 7


async def test_the_mouse_opens_a_dump() -> None:
    feed = MadeFeed([dump(5), piece(b"a0", 5), done(5)])
    async with running(feed, folded=True) as ui:
        assert ui.shows("dump  1 link ")
        await ui.pilot.click(ui.screen.messages, offset=(0, 0))
        await ui.settled()
        assert ui.screen.messages.line_count == 3


async def test_a_dump_under_way_counts_on_and_its_outcome_comes() -> None:
    feed = MadeFeed([dump(5), piece(b"a0", 5)], live=True)
    async with running(feed, folded=True) as ui:
        await arrived(ui, 2)
        assert ui.shows("dump  1 link ")
        assert ui.shows("… 1.0ms")
        feed.add(piece(b"b0", 5))
        feed.add(done(5, errno=4))
        await arrived(ui, 4)
        assert ui.shows("dump  2 links")
        assert ui.shows("✗ 3.0ms")
        assert ui.screen.messages.line_count == 2, "a refusal is not folded away"


async def test_a_batch_is_one_row_that_opens() -> None:
    async with running(NFT, size=(160, 40), folded=True) as ui:
        bundles = ui.engine.bundles
        rows = ui.screen.messages.rows
        heads = [rows[line] for line in range(len(rows)) if bundles.headed_by(rows[line])]
        batch = next(row for row in heads if bundles.is_batch(bundles.headed_by(row)))
        await go_to(ui, batch)
        message = ui.engine.index.message(batch)
        told = story.contents(bundles, batch, message)
        assert told.startswith(("NEW", "DEL"))
        assert ui.shows(told)
        before = ui.screen.messages.line_count
        await ui.press("right")
        number = bundles.headed_by(batch)
        assert ui.screen.messages.line_count == before + bundles.members(number)
        assert ui.screen.messages.row == batch


async def go_to(ui: Running, row: int) -> None:
    ui.screen.reveal(row)
    await ui.settled()
    assert ui.screen.messages.row == row


async def test_one_transaction_alone_and_back() -> None:
    feed = MadeFeed([getlink(1), dump(5), getlink(2), piece(b"a0", 5), newlink(b"other"), done(5)])
    async with running(feed, folded=True) as ui:
        await ui.press("j", "F")
        assert ui.shows("transaction 2 alone")
        assert [ui.screen.messages.rows[line] for line in range(3)] == [1, 3, 5]
        await ui.press("j")
        assert ui.screen.messages.row == 3
        await ui.press("F")
        assert not ui.shows("alone")
        assert ui.screen.messages.row == 1, "what is folded again is stood for by its request"
        await ui.press("F", "escape")
        assert not ui.shows("alone")
        await ui.press("j", "j", "F")
        assert ui.shows("this message belongs to no transaction")


async def test_steps_inside_a_transaction() -> None:
    feed = MadeFeed([dump(5), getlink(1), piece(b"a0", 5), getlink(2), done(5)])
    async with running(feed, folded=True) as ui:
        visited = []
        for key in ("full_stop", "full_stop", "full_stop", "comma", "comma", "comma"):
            await ui.press(key)
            visited.append(ui.screen.messages.row)
        assert visited == [2, 4, 4, 2, 0, 0]
        assert ui.screen.messages.line_count == 5, "the bundle was opened for it"


async def test_from_request_to_reply_and_back() -> None:
    feed = MadeFeed([dump(5), piece(b"a0", 5), getlink(1), done(5)])
    async with running(feed, folded=True) as ui:
        await ui.press("r")
        assert ui.screen.messages.row == 3
        await ui.press("r")
        assert ui.screen.messages.row == 0
        await ui.press("j", "j", "r")
        assert ui.screen.messages.row == 2
        assert ui.shows("no answer was captured")


async def test_a_notification_leads_to_what_caused_it() -> None:
    create = newlink(b"d0")
    request = create[:6] + struct.pack("=HII", 0x605, 9, 0) + create[16:]
    told = create[:6] + struct.pack("=HII", 0, 9, 77) + create[16:]
    ack = struct.pack("=IHHIIi", 36, 2, 0x100, 9, 77, 0) + request[:16]
    async with running(MadeFeed([getlink(1), request, told, ack])) as ui:
        await ui.press("j", "j")
        assert ui.shows("↩ caused by 2: RTM_NEWLINK")
        assert ui.shows("↩2 ")
        await ui.press("b")
        assert ui.screen.messages.row == 1
        await ui.press("j", "r")
        assert ui.screen.messages.row == 1


async def test_going_to_what_a_filter_hides_shows_its_transaction() -> None:
    feed = MadeFeed([dump(5), piece(b"a0", 5), done(5)])
    async with running(feed) as ui:
        await ui.filter("type == NLMSG_DONE")
        assert ui.screen.messages.line_count == 1
        await ui.press("r")
        assert ui.screen.messages.row == 0
        assert ui.shows("transaction 1 alone")
        await ui.press("F")
        assert ui.screen.messages.line_count == 1
        assert ui.screen.filter_bar.applied is not None


async def test_marks_and_searches_reach_what_is_folded() -> None:
    feed = MadeFeed([dump(5), piece(b"a0", 5), piece(b"wanted", 5), done(5), getlink(1)])
    async with running(feed, folded=True) as ui:
        await ui.press("s")
        await ui.type("wanted")
        await ui.press("enter")
        assert ui.screen.messages.row == 2
        await ui.press("m", "H")
        assert ui.screen.messages.row == 0
        await ui.press("M")
        assert ui.screen.messages.row == 2


def test_durations() -> None:
    told = [story.duration(ns) for ns in (0, 400, 31_000, 1_230_000, 12_300_000, 1_500_000_000, 90_000_000_000, -2000)]
    assert told == ["0µs", "400ns", "31µs", "1.2ms", "12ms", "1.5s", "90s", "-2.0µs"]


async def test_columns_go_from_the_right() -> None:
    for width, titles in ((120, "Latency"), (78, "Summary")):
        async with running(MadeFeed([getlink(1)]), size=(width, 20)) as ui:
            assert ui.text[2].split()[-1] == titles


def test_a_batch_s_command_has_an_outcome_of_its_own() -> None:
    index = indexed(ROOT / "captures" / "errors.pcap")
    bundles = Bundles(index)
    bundles.learn(len(index))
    begin = next(
        row
        for row in range(len(index))
        if (number := bundles.headed_by(row)) and bundles.is_batch(number) and bundles.commands(number) == 4
    )
    told = {index.message(row).name: story.latency(bundles, row, index.message(row)) for row in range(begin, begin + 5)}
    # The kernel acknowledged NEWTABLE, and undid it when the two others failed.
    assert told == {
        "NFNL_MSG_BATCH_BEGIN": "✗ 14ms",
        "NFT_MSG_NEWTABLE": "undone",
        "NFT_MSG_NEWCHAIN": "✗ 14ms",
        "NFT_MSG_NEWRULE": "✗ 14ms",
        "NFNL_MSG_BATCH_END": "",
    }


def test_outcomes_in_batches_are_those_of_the_answers() -> None:
    index = indexed(NFT)
    bundles = Bundles(index)
    bundles.learn(len(index))
    answered = [row for row in range(len(index)) if bundles.answer(row) is not None]
    assert answered
    for row in answered:
        answer = bundles.answer(row)
        assert answer is not None
        reply = index.message(answer)
        assert reply.request is not None
        assert (reply.request.frame, reply.request.index) == (index.message(row).frame, index.message(row).index)
        assert bundles.refuses(answer) is (reply.error is not None)
