"""What the kernel objected to: on the tree's line, in the bytes, on the line below; and the way there."""

from __future__ import annotations

import struct

from nldissect.capture import open_capture
from nldissect.index import MessageIndex
from nldissect.tui.verdict import verdict
from tests.tui.ui import ROOT, MadeFeed, Running, arrived, attribute, newlink, running

ERRORS = ROOT / "captures" / "errors.pcap"
MTU = 4


def request(*attributes: bytes, seq: int = 9, flags: int = 5) -> bytes:
    """An RTM_NEWLINK request."""
    data = newlink(b"d0", extra=b"".join(attributes))
    return data[:6] + struct.pack("=HII", flags, seq, 0) + data[16:]


def refusal(to: bytes, errno: int, *tlvs: bytes, seq: int = 9, capped: bool = False) -> bytes:
    echo = to[:16] if capped else to
    body = struct.pack("=i", -errno) + echo + b"".join(tlvs)
    flags = 0x200 * bool(tlvs) | 0x100 * capped
    return struct.pack("=IHHII", 16 + len(body), 2, flags, seq, 77) + body


def words(text: str) -> bytes:
    return attribute(1, text.encode() + b"\0")


def number(kind: int, value: int) -> bytes:
    return attribute(kind, struct.pack("=I", value))


def refused_mtu(**options: bool) -> list[bytes]:
    asked = request(attribute(MTU, struct.pack("=I", 10)))
    return [asked, refusal(asked, 22, words("MTU is too small"), number(2, 40), **options)]


async def selected(ui: Running) -> str | None:
    node = ui.screen.outline.node
    return None if node is None else node.name


async def test_a_refused_request_shows_what_was_refused() -> None:
    async with running(MadeFeed(refused_mtu())) as ui:
        assert ui.shows("↓ 2 says: EINVAL “MTU is too small” · IFLA_MTU = 10 bytes")
        assert ui.shows("▶ IFLA_MTU     10 bytes  ✗ MTU is too small")
        assert ui.screen.bytes.blamed == range(40, 48)
        assert ui.screen.outline.cursor_line == 0, "the cursor stays where the user had it"
        await ui.press("b")
        assert await selected(ui) == "IFLA_MTU"
        assert ui.screen.bytes.marked == range(40, 48)


async def test_from_the_refusal_to_the_attribute() -> None:
    for capped in (False, True):
        async with running(MadeFeed(refused_mtu(capped=capped))) as ui:
            await ui.press("j")
            assert ui.shows("↑ about 1: IFLA_MTU = 10 bytes")
            assert ui.shows("✗ MTU is too small") is not capped, "where the request is echoed it is shown there too"
            for key in ("enter", "b"):
                await ui.press("G")
                assert ui.screen.messages.row == 1
                await ui.press(key)
                assert ui.screen.messages.row == 0
                assert await selected(ui) == "IFLA_MTU"


async def test_a_click_on_the_line_leads_there_too() -> None:
    async with running(MadeFeed(refused_mtu())) as ui:
        await ui.press("j")
        await ui.pilot.click(ui.screen.verdict_bar)
        await ui.settled()
        assert ui.screen.messages.row == 0
        assert await selected(ui) == "IFLA_MTU"


async def test_the_verdict_comes_when_the_answer_does() -> None:
    asked, answer = refused_mtu()
    feed = MadeFeed([asked], live=True)
    async with running(feed) as ui:
        await arrived(ui, 1)
        await ui.press("f")
        assert not ui.shows("says")
        feed.add(answer)
        await arrived(ui, 2)
        assert ui.shows("↓ 2 says: EINVAL")
        assert ui.shows("✗ MTU is too small")


async def test_a_missing_attribute_is_told_at_its_nest() -> None:
    nest = attribute(0x8000 | 18, attribute(1, b"vlan\0"))
    asked = request(nest)
    async with running(MadeFeed([asked, refusal(asked, 22, words("no"), number(5, 2), number(6, 40))])) as ui:
        assert ui.shows("missing: IFLA_LINKINFO / IFLA_INFO_DATA")
        assert any("IFLA_LINKINFO" in line and "✗ IFLA_INFO_DATA is missing here: no" in line for line in ui.text)
    asked = request()
    async with running(MadeFeed([asked, refusal(asked, 22, number(5, 18))])) as ui:
        assert any("ifinfomsg" in line and "✗ IFLA_LINKINFO is missing here" in line for line in ui.text)


async def test_what_would_be_valid() -> None:
    asked = request(attribute(MTU, struct.pack("=I", 10)))
    policy = attribute(4, number(1, 3) + attribute(4, struct.pack("=Q", 68)) + attribute(5, struct.pack("=Q", 1500)))
    async with running(MadeFeed([asked, refusal(asked, 34, number(2, 40), policy)])) as ui:
        assert ui.shows("valid: ")
        assert ui.shows("68 to 1500")


async def test_lint_points_where_the_kernel_does_not() -> None:
    asked = request(attribute(MTU, b"\x01\x02"))
    async with running(MadeFeed([asked, refusal(asked, 34)])) as ui:
        assert ui.shows("ERANGE · likely at IFLA_MTU")
        await ui.press("b")
        assert await selected(ui) == "IFLA_MTU"
    async with running(MadeFeed([asked, refusal(asked, 0), newlink(b"d0")])) as ui:
        assert ui.shows("lint: ")
        await ui.press("j", "j", "b")
        assert ui.shows("the kernel objects to nothing here")


async def test_an_error_without_its_request() -> None:
    _, answer = refused_mtu()
    async with running(MadeFeed([answer])) as ui:
        assert ui.shows("the request was not captured")
        await ui.press("b")
        assert await selected(ui) == "IFLA_MTU", "as echoed"


def test_every_message_of_a_capture_of_errors_can_be_judged() -> None:
    with open_capture(ERRORS) as capture:
        index = MessageIndex(capture.source)
        for datagram in capture:
            index.append(datagram)
        found = 0
        for row in range(len(index)):
            message = index.message(row)
            said = verdict(index, row, message)
            if said is not None:
                head = message.header_node
                assert head is not None
                nodes = {id(node) for node in (head, *head.walk(), *message.tree.walk())}
                assert all(id(one.node) in nodes for one in said.remarks)
                assert said.at is None or id(said.at) in nodes
                found += said.at is not None
    assert found > 40


async def test_explain_lists_the_faults_and_leads_to_them() -> None:
    first, second = refused_mtu()
    asked = request(seq=10)
    feed = MadeFeed([newlink(b"x"), first, second, asked, refusal(asked, 1, seq=10)])
    async with running(feed) as ui:
        await ui.press("e")
        await ui.pilot.pause(0.15)
        assert ui.shows("failed  message 2 → 3")
        assert ui.shows("at       IFLA_MTU = 10 bytes")
        assert ui.shows("2 failed (EINVAL 1, EPERM 1)")
        await ui.press("j", "enter")
        assert ui.screen.messages.row == 3
        await ui.press("e")
        await ui.pilot.pause(0.15)
        await ui.press("j", "k", "b")
        assert ui.screen.messages.row == 1
        assert await selected(ui) == "IFLA_MTU"
        await ui.press("e", "escape")
        assert ui.screen.messages.row == 1


async def test_explain_of_a_whole_capture_says_what_the_command_says() -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "nldissect", "explain", ERRORS], capture_output=True, text=True, check=True, cwd=ROOT
    )
    *_, totals = done.stdout.splitlines()
    async with running(ERRORS) as ui:
        await ui.press("e")
        screen = ui.app.screen
        for _ in range(300):
            if screen._faults.done:  # type: ignore[attr-defined]
                break
            await ui.pilot.pause(0.02)
        assert screen._faults.totals == totals  # type: ignore[attr-defined]
        await ui.press("q")
