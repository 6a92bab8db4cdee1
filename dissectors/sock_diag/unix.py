"""Unix domain sockets (linux/unix_diag.h)."""

from __future__ import annotations

from dissectors.constants import AF
from dissectors.sock_diag.constants import COOKIE, DEVICE, NO_ATTRIBUTES, SHUTDOWN, SK_MEMINFO, SOCK, TCP_STATE, TCPF
from nldissect.schema import (
    U8,
    U32,
    Attribute,
    AttributeSet,
    Flags,
    Headed,
    Look,
    Member,
    Pad,
    Parsed,
    Part,
    Sequence,
    Struct,
)

UDIAG_SHOW = Flags(
    "UDIAG_SHOW_",
    {
        0x01: "UDIAG_SHOW_NAME",
        0x02: "UDIAG_SHOW_VFS",
        0x04: "UDIAG_SHOW_PEER",
        0x08: "UDIAG_SHOW_ICONS",
        0x10: "UDIAG_SHOW_RQLEN",
        0x20: "UDIAG_SHOW_MEMINFO",
        0x40: "UDIAG_SHOW_UID",
    },
)
UNIX_DIAG_REQ = Struct(
    "unix_diag_req",
    [
        Member("sdiag_family", U8, AF),
        Member("sdiag_protocol", U8),
        Pad(2),
        Member("udiag_states", U32, TCPF),
        Member("udiag_ino", U32),
        Member("udiag_show", U32, UDIAG_SHOW),
        Member("udiag_cookie", COOKIE),
    ],
)
UNIX_DIAG_MSG = Struct(
    "unix_diag_msg",
    [
        Member("udiag_family", U8, AF),
        Member("udiag_type", U8, SOCK),
        Member("udiag_state", U8, TCP_STATE),
        Pad(1),
        Member("udiag_ino", U32),
        Member("udiag_cookie", COOKIE),
    ],
)


def _name(data: memoryview, order: str, look: Look) -> list[Part]:
    """A path, or behind a NUL an abstract name, which may hold any byte; written as ss does, with @ for NUL."""
    raw = bytes(data)
    if raw[:1] != b"\0":
        raw = raw.partition(b"\0")[0]
    return [Part("", 0, len(data), raw.replace(b"\0", b"@").decode("utf-8", "backslashreplace"))]


NAME = Parsed(_name)
UNIX_DIAG_VFS = Struct(
    "unix_diag_vfs",
    [Member("udiag_vfs_ino", U32), Member("udiag_vfs_dev", U32, DEVICE)],
    text="inode {udiag_vfs_ino} of device {udiag_vfs_dev}",
)
UNIX_DIAG_RQLEN = Struct("unix_diag_rqlen", [Member("udiag_rqueue", U32), Member("udiag_wqueue", U32)])
UNIX_DIAG = AttributeSet(
    "UNIX_DIAG_",
    [
        Attribute(0, "UNIX_DIAG_NAME", NAME),
        Attribute(1, "UNIX_DIAG_VFS", UNIX_DIAG_VFS),
        Attribute(2, "UNIX_DIAG_PEER", U32),
        Attribute(3, "UNIX_DIAG_ICONS", Sequence(U32)),
        Attribute(4, "UNIX_DIAG_RQLEN", UNIX_DIAG_RQLEN),
        Attribute(5, "UNIX_DIAG_MEMINFO", SK_MEMINFO),
        Attribute(6, "UNIX_DIAG_SHUTDOWN", U8, SHUTDOWN),
        Attribute(7, "UNIX_DIAG_UID", U32),
    ],
)

REQUEST = Headed(UNIX_DIAG_REQ, NO_ATTRIBUTES)
REPLY = Headed(UNIX_DIAG_MSG, UNIX_DIAG)
REPLY_SUMMARY = "unix {udiag_type} {udiag_state}[ {UNIX_DIAG_NAME}] ino {udiag_ino}[ peer {UNIX_DIAG_PEER}]"
