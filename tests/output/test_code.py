"""Messages as Python, C and hex: the scripts run, the C compiles, and both give the message's own bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from struct import pack, pack_into
from typing import Any

import pytest

import nldissect
from nldissect.cli import main
from nldissect.datagram import Direction
from nldissect.errors import UserError
from nldissect.message import Message
from nldissect.output import code
from nldissect.output.code.declaration import PREAMBLE as C_PREAMBLE, declaration
from nldissect.output.code.preamble import PREAMBLE
from nldissect.output.code.script import call
from nldissect.stream import Stream
from tests.build import (
    GENERIC,
    RTM_NEWLINK,
    RTM_NEWROUTE,
    attribute,
    capture,
    datagram,
    decoded,
    done,
    family,
    genl,
    link,
    message,
    nest,
    stream_of,
)

CAPTURES = Path(__file__).parents[2] / "captures"
LITTLE = sorted(CAPTURES.glob("*.pcap"))
BIG = sorted(CAPTURES.glob("s390x/*.pcap"))
RTM_GETLINK = 18
NATIVE: Any = "<" if sys.byteorder == "little" else ">"
pytestmark = pytest.mark.skipif(sys.byteorder != "little", reason="most captures are little-endian")


class Script:
    """The scripts' helpers in this process, told to send nothing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "argv", ["script", "-n"])
        self.printed: list[str] = []
        self.names: dict[str, Any] = {"print": self.printed.append}
        exec(compile(PREAMBLE, "preamble", "exec"), self.names)

    def bytes_of(self, message: Message) -> bytes:
        """The message as the script would send it, out of its batch."""
        source = call(message)
        self.printed.clear()
        exec(compile(source, "call", "exec"), self.names)
        sent = bytes.fromhex(self.printed[0])
        return sent[20:-20] if "    batch=True,\n" in source else sent


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    return Script(monkeypatch)


def requests(path: Path) -> Iterator[Message]:
    for found in nldissect.read(path, show_secrets=True):
        if code.sendable(found) and found.header is not None and found.header.nlmsg_len == len(found.data):
            yield found


def expected(request: Message) -> bytes:
    """The captured bytes with the sequence number and port id of the scripts."""
    data = bytearray(request.data) + bytes(-len(request.data) % 4)
    pack_into("<II", data, 8, 1, 0)
    generic = request.generic
    if generic is not None and generic.family not in (None, "nlctrl"):
        pack_into("<H", data, 4, 0)
    return bytes(data)


@pytest.mark.parametrize("path", LITTLE, ids=lambda path: path.stem)
def test_scripts_send_the_captured_bytes(path: Path, script: Script) -> None:
    for request in requests(path):
        assert script.bytes_of(request) == expected(request), request


@pytest.mark.parametrize("path", BIG, ids=lambda path: path.stem)
def test_scripts_from_a_big_endian_host_run_on_this_one(path: Path, script: Script) -> None:
    for request in requests(path):
        sent = script.bytes_of(request)
        assert len(sent) == len(expected(request))
        (again,) = decoded(sent, protocol=request.protocol, stream=Stream(show_secrets=True))
        if "as captured on a big-endian host" not in call(request) and request.protocol != GENERIC:
            mine = [(node.name, node.value) for node in request.tree.walk()]
            assert [(node.name, node.value) for node in again.tree.walk()] == mine


def run(source: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", source, *arguments], capture_output=True, text=True, timeout=20)


def request(*data: bytes, **more: Any) -> Message:
    return decoded(*data, order=NATIVE, **more)[-1]


GETLINK = message(RTM_GETLINK, pack("<BxHiII", 0, 0, 0, 0, 0), attribute(3, b"lo\0"), flags=1)


def test_a_request_is_really_sent() -> None:
    ran = run(code.python(request(GETLINK)))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("type 16, flags 0x0, ")
    (reply,) = ran.stdout.splitlines()
    body = bytes.fromhex(reply.rpartition(" ")[2])
    assert decoded(message(RTM_NEWLINK, body, flags=0))[0].tree["IFLA_IFNAME"].value == "lo"


def test_a_dump_is_read_to_its_end() -> None:
    dump = message(RTM_GETLINK, pack("<BxHiII", 0, 0, 0, 0, 0), flags=0x301)
    ran = run(code.python(request(dump)))
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[-1] == "DONE"


def test_a_failure_is_told_with_the_kernels_words() -> None:
    body = pack("<BBBBBBBBI", 2, 24, 0, 0, 254, 4, 0, 1, 0)
    wrong = message(RTM_NEWROUTE, body, attribute(1, b"\n\0\0\0"), attribute(99, b"?"), flags=0x605)
    ran = run(code.python(request(wrong)))
    assert ran.returncode == 1
    assert ran.stdout.startswith("E")
    assert ran.stderr == ""


def test_words_and_offset_of_an_extended_ack() -> None:
    wrong = message(RTM_GETLINK, pack("<BxHiII", 0, 0, 1, 0, 0), attribute(29, b"\1"), flags=1)
    ran = run(code.python(request(wrong)))
    assert ran.returncode == 1
    assert "NLMSGERR_ATTR_MSG: " in ran.stdout
    assert "NLMSGERR_ATTR_OFFS: 32" in ran.stdout


def test_a_generic_family_is_asked_for() -> None:
    told = family(28, "nlctrl2"), genl(28, 1, flags=5)
    source = code.python(request(*told, protocol=GENERIC))
    assert 'family("nlctrl2"),  # 28 where this was captured' in source
    ran = run(source)
    assert ran.returncode == 1
    assert "no generic netlink family nlctrl2" in ran.stderr


def test_interfaces_are_found_by_name() -> None:
    told = link(7, "lo", order=NATIVE), message(RTM_GETLINK, pack("<BxHiII", 0, 0, 7, 0, 0), flags=1)
    source = code.python(stream_of(*told)[1])
    assert 's32(ifindex("lo", 7)),  # ifi_index: 7 (lo)' in source
    assert run(source).stdout.startswith("type 16")
    gone = code.python(stream_of(link(7, "gone"), told[1])[1])
    assert run(gone).stderr == "there is no interface gone here\n"


def test_a_script_reads_like_the_tree() -> None:
    body = pack("<BxHiII", 0, 0, 0, 0, 0)
    vlan = nest(18, attribute(1, b"vlan\0"), nest(2, attribute(1, b"\5\0")))
    source = call(request(message(RTM_NEWLINK, body, attribute(4, pack("<I", 1400)), vlan, flags=0x605)))
    assert source.splitlines()[-9:] == [
        "    u32(0x0),  # ifi_change",
        "    attr(4, u32(1400)),  # IFLA_MTU: 1400 bytes",
        "    nest(18,  # IFLA_LINKINFO",
        '        attr(1, text("vlan")),  # IFLA_INFO_KIND',
        "        nest(2,  # IFLA_INFO_DATA",
        "            attr(1, u16(5)),  # IFLA_VLAN_ID",
        "        ),",
        "    ),",
        ")",
    ]


def test_what_is_hostile_stays_in_its_comment(script: Script, tmp_path: Path) -> None:
    evil = b'x\n"\\\x1b]0;*/ import os #\xe2\x80\xae\0'
    wire = message(RTM_NEWLINK, pack("<BxHiII", 0, 0, 0, 0, 0), attribute(3, evil), attribute(6, evil), flags=1)
    found = request(wire)
    assert "\x1b" not in code.python(found)
    assert script.bytes_of(found) == expected(found)
    assert compiled([found], tmp_path) == wire


def test_replies_can_not_be_sent() -> None:
    with pytest.raises(UserError, match=r"NLMSG_DONE.* is no request"):
        code.python(request(done()))


def test_secrets_are_left_out() -> None:
    secret = next((found for found in nldissect.read(CAPTURES / "xfrm.pcap") if "a secret of" in code.c(found)), None)
    assert secret is not None
    assert len(code.hexadecimal(secret).replace("\n", "")) == 2 * len(secret.data)
    assert bytes.fromhex(code.hexadecimal(secret)) != secret.data
    shown = next(
        found for found in nldissect.read(CAPTURES / "xfrm.pcap", show_secrets=True) if found.frame == secret.frame
    )
    assert "a secret of" not in code.c(shown)
    assert bytes.fromhex(code.hexadecimal(shown)) == shown.data


def compiled(messages: list[Message], directory: Path) -> bytes:
    """What a C program writes that holds all of these."""
    writes = [
        f"fwrite(&message_{found.frame}_{found.index}, 1, sizeof message_{found.frame}_{found.index}, stdout);"
        for found in messages
    ]
    (directory / "program.c").write_text(
        "\n".join(
            [C_PREAMBLE, "#include <stdio.h>", *map(declaration, messages), "int main(void) {", *writes, "return 0; }"]
        )
    )
    command = ["gcc", "-Wall", "-Wextra", "-Werror", "-o", "program", "program.c"]
    made = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return subprocess.run([directory / "program"], capture_output=True, check=True).stdout


@pytest.mark.parametrize("path", LITTLE, ids=lambda path: path.stem)
def test_c_compiles_to_the_captured_bytes(path: Path, tmp_path: Path) -> None:
    found = [
        one
        for one in nldissect.read(path, show_secrets=True)
        if one.header is not None and one.header.nlmsg_len == len(one.data)
    ]
    some = found[:: max(len(found) // 60, 1)]
    if some:
        assert compiled(some, tmp_path) == b"".join(one.data for one in some)


def test_a_datagram_without_header_is_no_c() -> None:
    with pytest.raises(UserError, match="has no nlmsghdr"):
        code.c(decoded(b"add@/x\0", protocol=15)[0])


def test_show_prints_one_script_for_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pcap"
    path.write_bytes(capture(GETLINK, done(), GETLINK))
    assert main(["show", str(path), "-T", "python"]) == 0
    source = capsys.readouterr().out
    assert source.count("#!/usr/bin/env python3") == 1
    ran = run(source, "-n")
    assert ran.stdout.splitlines() == [expected(request(GETLINK)).hex()] * 2
    assert main(["show", str(path), "-T", "hex", "-c", "1"]) == 0
    assert bytes.fromhex(capsys.readouterr().out) == GETLINK
    assert main(["show", str(path), "-T", "c"]) == 0
    assert capsys.readouterr().out.count("nlmsg_type = ") == 3


def test_a_captured_direction_is_believed() -> None:
    found = datagram(GETLINK, direction=Direction.TO_USER)
    assert not code.sendable(next(Stream().messages(found)))
