"""The audit system: real records, rules against `auditctl -l`, and text that means harm."""

from __future__ import annotations

import gzip
from pathlib import Path
from struct import pack
from typing import Any

import pytest

from dissectors.audit.constants import AUDIT_ARCH
from dissectors.audit.syscalls import SYSCALLS
from nldissect.message import Message
from nldissect.stream import Stream
from tests.build import NLM_F_REQUEST, datagram, decoded, message
from tests.dissectors.captured import messages, saying
from tests.dissectors.route.link_samples import says

FACTS = Path(__file__).parents[2] / "facts"

AUDIT = 9
SYSCALL, SOCKADDR, EXECVE, AVC, USER_AUTH = 1300, 1306, 1309, 1400, 1100


def record(number: int, text: bytes) -> Message:
    """As audit_log_end() sends it: nlmsg_len without the header."""
    data = pack("<IHHII", len(text), number, 0, 0, 0) + text
    (found,) = Stream().messages(datagram(data, protocol=AUDIT))
    return found


def fields(found: Message) -> dict[str, Any]:
    return {node.name: node.value for node in found.tree["audit"]}


def test_a_record() -> None:
    found = next(m for m in messages("audit") if m.name == "AUDIT_PATH")
    says(
        found,
        {
            "audit.timestamp": "2026-11-20 16:05:59.908 UTC",
            "audit.serial": 13,
            "audit.name": "/etc",
            "audit.inode": 29,
            "audit.mode": "040755",
            "audit.nametype": "NORMAL",
        },
    )
    assert found.tree["audit"]["mode"].value == 0o40755
    assert found.summary.startswith("AUDIT_PATH #13 item=0 name=/etc inode=29 dev=fe:00 mode=")
    assert sum(node.length for node in found.tree["audit"]) == len(found.data) - 16


def test_every_record_is_understood_to_the_last_byte() -> None:
    for found in messages("audit"):
        if "audit" in found.tree:
            assert [node.name for node in found.tree.walk() if node.raw] == []


def test_what_a_program_said_stands_in_msg() -> None:
    found = saying(
        "audit",
        "AUDIT_USER_AUTH #25 pid=228 uid=0 auid=unset ses=unset subj=kernel op=PAM:authentication grantors=pam_rootok"
        " acct=nobody exe=/usr/bin/su hostname=? addr=? terminal=? res=success",
    )
    said = found.tree["audit"]["msg"]
    assert (said["acct"].value, said["exe"].value) == ("nobody", "/usr/bin/su")
    assert said.value == (
        'op=PAM:authentication grantors=pam_rootok acct="nobody" exe="/usr/bin/su" hostname=? addr=? terminal=?'
        " res=success"
    )
    assert sum(node.length for node in said) == said.length


@pytest.mark.parametrize(
    ("number", "text", "expected"),
    [
        (1327, b"proctitle=617564697463746C002D650031", {"proctitle": "auditctl -e 1"}),
        (1302, b'name=2F746D702F6120620A exe="/bin/ls"', {"name": "/tmp/a b\n", "exe": "/bin/ls"}),
        (EXECVE, b'argc=2 a0="ls" a1=2D6C61', {"argc": 2, "a0": "ls", "a1": "-la"}),
        (EXECVE, b"a1_len=6 a1[0]=414243", {"a1_len": 6, "a1[0]": "ABC"}),
        (SYSCALL, b"a0=3 a1=7ffc comm=BEEF key=(null)", {"a0": 3, "a1": 0x7FFC, "comm": "\\xbe\\xef", "key": "(null)"}),
        (1302, b"inode=BEEF name=beef", {"inode": "BEEF", "name": "beef"}),
        (
            AVC,
            b'avc:  denied  { read } for  pid=1 comm="a"',
            {"text": "avc:  denied  { read } for", "pid": 1, "comm": "a"},
        ),
        (USER_AUTH, b"op=PAM:auth msg\0\0\0", {"op": "PAM:auth msg"}),
        (USER_AUTH, b"crypto thing", {"text": "crypto thing"}),
        (1319, b"data=6C730D", {"data": "ls\r"}),
        (1320, b"", {}),
    ],
)
def test_values(number: int, text: bytes, expected: dict[str, object]) -> None:
    found = record(number, b"audit(1.002:3): " + text)
    assert fields(found) == {"timestamp": "1.002", "serial": 3, **expected}
    assert found.notes == []


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ("100000000000000000000000", "AF_NETLINK pid 0 groups 0x0"),
        ("020000507F0000010000000000000000", "AF_INET 127.0.0.1 port 80"),
        ("0A000016000000000000000000000000000000000000000100000000", "AF_INET6 ::1 port 22"),
        ("01002F72756E2F7300", "AF_UNIX /run/s"),
        ("0100006162", "AF_UNIX @ab"),
        ("0200", "a socket address that is cut short"),
        ("11000000", "AF_PACKET"),
    ],
)
def test_socket_addresses(digits: str, text: str) -> None:
    assert record(SOCKADDR, b"audit(1.002:3): saddr=" + digits.encode()).tree["audit"]["saddr"].text == text


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\0\0\0",
        b"= == a= =b",
        b'a="',
        b"msg='",
        b"msg='a='b'",
        b"'msg='",
        b"audit(" + b"9" * 20 + b".9:" + b"9" * 20 + b"): x",
        b"audit(1.2:",
        b'a=" b=' * 500,
        b"\x1b[31m=\x1b[0m a=\x1b]0;x\x07",
        bytes(range(256)),
    ],
)
def test_text_that_means_harm(text: bytes) -> None:
    for found in (record(USER_AUTH, text), decoded(message(USER_AUTH, text), protocol=AUDIT)[0]):
        assert found.summary.isprintable()
        assert all(node.text.isprintable() for node in found.tree.walk())
        inside = [node for node in found.tree.walk() if node.parent is found.tree.get("audit")]
        assert sum(node.length for node in inside) in (0, len(text))


def test_a_long_record_is_read_in_no_time() -> None:
    assert len(record(USER_AUTH, b"word " * 20_000).tree["audit"].children) == 1
    assert len(record(USER_AUTH, b"a=b\x01 1=2 " * 10_000).tree["audit"].children) > 1


RULES = """-a always,user -F uid=0
-a always,task -F pid=1
-w /etc/passwd -p rwxa -k passwd-key
-a always,exit -F arch=b64 -S unlink,openat -F auid>=0 -F uid!=65533 -F exit=-ENOENT -F dir=/etc -F key=opens
-a always,exit -F arch=b32 -S open,creat,link,unlink,mknod,mount,rename,mkdir,rmdir,acct,symlink,swapon,\
truncate,ftruncate,quotactl,openat,mkdirat,mknodat,unlinkat,renameat,linkat,symlinkat,fallocate,renameat2,bind,openat2,\
quotactl_fd -F perm=w -F path=/tmp/x
-a always,exit -S 59 -C uid!=euid -F key=ex
-a never,exclude -F msgtype=CWD
-a always,filesystem -F fstype=0x64626720
-a always,io_uring -S 18"""
"""what `auditctl -l` printed, but for names of file systems, of io_uring's calls, and of calls on no known machine"""


def test_rules_read_as_auditctl_writes_them() -> None:
    told = [m.summary.removeprefix("AUDIT_ADD_RULE ") for m in messages("audit") if m.name == "AUDIT_ADD_RULE"]
    assert set(RULES.splitlines()) <= set(told)


def test_a_rule_in_detail() -> None:
    found = next(m for m in messages("audit") if m.summary.startswith("AUDIT_ADD_RULE -a always,exit -F arch=b64"))
    says(
        found,
        {
            "flags": "AUDIT_FILTER_EXIT",
            "field_count": 6,
            "mask": "unlink openat",
            "fields": [11, 9, 1, 103, 107, 210],
            "values.[0]": "AUDIT_ARCH_X86_64",
            "values.[3]": "-2 (ENOENT)",
            "fieldflags.[1]": "AUDIT_GREATER_THAN_OR_EQUAL",
            "buf.AUDIT_DIR": "/etc",
            "buf.AUDIT_FILTERKEY": "opens",
        },
    )


def test_system_calls_have_the_numbers_of_their_headers() -> None:
    facts: dict[tuple[int, int], str] = {}
    machines = {name: number for number, name in AUDIT_ARCH.constants.items()}
    lines = gzip.decompress((FACTS / "syscalls-7.2.tsv.gz").read_bytes()).decode().splitlines()
    for line in lines[1:]:
        arch, number, name = line.split("\t")
        facts[machines[arch], int(number)] = name
    ours = {(arch, number): name for arch, calls in SYSCALLS.items() for number, name in calls.items()}
    assert len(facts) > 2500
    assert {key: name for key, name in ours.items() if key in facts} == facts
    assert {number for arch, number in ours.keys() - facts.keys()} <= set(range(424, 472)), "only what came for all"


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (b"arch=c000003e syscall=54 success=yes", "54 (setsockopt)"),
        (b"arch=40000003 syscall=54 success=yes", "54 (ioctl)"),
        (b"arch=c00000b7 syscall=221 success=yes", "221 (execve)"),
        (b"arch=80000016 syscall=11 success=yes", "11 (execve)"),
        (b"arch=c00000f3 syscall=435", "435 (clone3)"),
        (b"arch=c0000015 syscall=99999", "99999"),
        (b"arch=0 syscall=54", "54"),
        (b"syscall=54", "54"),
    ],
)
def test_system_calls_are_named_as_their_machine_numbers_them(record: bytes, text: str) -> None:
    (found,) = decoded(message(1300, b"audit(1.000:1): " + record), protocol=9)
    assert found.tree["audit"]["syscall"].text == text


def test_a_rule_that_lies_about_its_lengths() -> None:
    counts = pack("<3I", 4, 2, 70)
    arrays = bytes(256) + pack("<I", 105) * 64 + pack("<I", 0xFFFFFFFF) * 64 + bytes(256)
    (found,) = decoded(message(1011, counts, arrays, pack("<I", 4), b"/etc"), protocol=AUDIT)
    assert found.summary.startswith("AUDIT_ADD_RULE -a always,exit -F path=")
    assert [note.code for note in found.notes] == ["malformed"]


def test_control() -> None:
    status = saying(
        "audit",
        "AUDIT_GET enabled 1 failure 1 pid 0 rate_limit 0 backlog_limit 64 lost 0 backlog 0 backlog_wait_time 15000"
        " backlog_wait_time_actual 0",
    )
    assert status.tree["feature_bitmap"].value == 0x7F
    assert saying("audit", "AUDIT_SET set backlog_limit 8192").tree["mask"].text == "AUDIT_STATUS_BACKLOG_LIMIT"
    features = saying("audit", "AUDIT_SET_FEATURE loginuid_immutable to loginuid_immutable locked loginuid_immutable")
    assert features.tree["lock"].text == "AUDIT_FEATURE_LOGINUID_IMMUTABLE"
    assert saying("audit", "AUDIT_MAKE_EQUIV /a /b").tree["sizes"].value == [2, 2]
    assert saying("audit", "AUDIT_REPLACE by 189").tree["pid"].value == 189


def test_an_older_status_is_shorter() -> None:
    (found,) = decoded(message(1000, pack("<8I", 0, 1, 1, 7, 0, 64, 0, 0), flags=0), protocol=AUDIT)
    assert found.notes == []
    assert found.summary == "AUDIT_GET enabled 1 failure 1 pid 7 rate_limit 0 backlog_limit 64 lost 0 backlog 0"


def test_who_sent_the_daemon_a_signal() -> None:
    (found,) = decoded(message(1010, pack("<II", 1000, 42), b"kernel\0", flags=0), protocol=AUDIT)
    assert found.summary == "AUDIT_SIGNAL_INFO uid 1000 pid 42 context kernel"


@pytest.mark.parametrize(
    ("number", "name"),
    [(1150, "AUDIT_FIRST_USER_MSG+50"), (1199, "AUDIT_LAST_USER_MSG"), (2600, "AUDIT_FIRST_USER_MSG2+500")],
)
def test_records_without_a_name(number: int, name: str) -> None:
    (found,) = decoded(message(number, b"op=x", flags=NLM_F_REQUEST), protocol=AUDIT)
    assert found.summary == f"{name} op=x"
