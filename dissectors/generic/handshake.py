"""Handshakes that a user space daemon makes for the kernel's sockets, as tlshd for TLS (linux/handshake.h)."""

from __future__ import annotations

from nldissect.schema import (
    ERRNO,
    MILLISECONDS,
    S32,
    TEXT,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
)

HANDSHAKE_HANDLER_CLASS = Enum(
    "HANDSHAKE_HANDLER_CLASS_",
    {
        0: "HANDSHAKE_HANDLER_CLASS_NONE",
        1: "HANDSHAKE_HANDLER_CLASS_TLSHD",
        2: "HANDSHAKE_HANDLER_CLASS_MAX",
    },
)
HANDSHAKE_MSG_TYPE = Enum(
    "HANDSHAKE_MSG_TYPE_",
    {
        0: "HANDSHAKE_MSG_TYPE_UNSPEC",
        1: "HANDSHAKE_MSG_TYPE_CLIENTHELLO",
        2: "HANDSHAKE_MSG_TYPE_SERVERHELLO",
    },
)
HANDSHAKE_AUTH = Enum(
    "HANDSHAKE_AUTH_",
    {
        0: "HANDSHAKE_AUTH_UNSPEC",
        1: "HANDSHAKE_AUTH_UNAUTH",
        2: "HANDSHAKE_AUTH_PSK",
        3: "HANDSHAKE_AUTH_X509",
    },
)
HANDSHAKE_A_X509 = AttributeSet(
    "HANDSHAKE_A_X509_",
    [
        Attribute(1, "HANDSHAKE_A_X509_CERT", S32),
        Attribute(2, "HANDSHAKE_A_X509_PRIVKEY", S32),
    ],
)
HANDSHAKE_A_ACCEPT = AttributeSet(
    "HANDSHAKE_A_ACCEPT_",
    [
        Attribute(1, "HANDSHAKE_A_ACCEPT_SOCKFD", S32),
        Attribute(2, "HANDSHAKE_A_ACCEPT_HANDLER_CLASS", U32, HANDSHAKE_HANDLER_CLASS, range=(0, 2)),
        Attribute(3, "HANDSHAKE_A_ACCEPT_MESSAGE_TYPE", U32, HANDSHAKE_MSG_TYPE),
        Attribute(4, "HANDSHAKE_A_ACCEPT_TIMEOUT", U32, MILLISECONDS),
        Attribute(5, "HANDSHAKE_A_ACCEPT_AUTH_MODE", U32, HANDSHAKE_AUTH),
        Attribute(6, "HANDSHAKE_A_ACCEPT_PEER_IDENTITY", U32, multiple=True),
        Attribute(7, "HANDSHAKE_A_ACCEPT_CERTIFICATE", HANDSHAKE_A_X509, multiple=True),
        Attribute(8, "HANDSHAKE_A_ACCEPT_PEERNAME", TEXT),
        Attribute(9, "HANDSHAKE_A_ACCEPT_KEYRING", U32),
    ],
)
HANDSHAKE_A_DONE = AttributeSet(
    "HANDSHAKE_A_DONE_",
    [
        Attribute(1, "HANDSHAKE_A_DONE_STATUS", U32, ERRNO, range=(0, 4095)),
        Attribute(2, "HANDSHAKE_A_DONE_SOCKFD", S32),
        Attribute(3, "HANDSHAKE_A_DONE_REMOTE_AUTH", U32, multiple=True),
    ],
)

ACCEPT = (
    "[{HANDSHAKE_A_ACCEPT_HANDLER_CLASS}][ fd {HANDSHAKE_A_ACCEPT_SOCKFD}][ {HANDSHAKE_A_ACCEPT_MESSAGE_TYPE}]"
    "[ {HANDSHAKE_A_ACCEPT_AUTH_MODE}][ {HANDSHAKE_A_ACCEPT_PEERNAME}]"
)
DONE = "[fd {HANDSHAKE_A_DONE_SOCKFD}][ status {HANDSHAKE_A_DONE_STATUS}]"

HANDSHAKE = GenericFamily(
    "handshake",
    HANDSHAKE_A_ACCEPT,
    commands=(
        Command(1, "HANDSHAKE_CMD_READY", summary=ACCEPT),
        Command(2, "HANDSHAKE_CMD_ACCEPT", summary=ACCEPT),
        Command(3, "HANDSHAKE_CMD_DONE", HANDSHAKE_A_DONE, summary=DONE),
    ),
    groups=("none", "tlshd"),
    strict=True,
)
FAMILIES = (HANDSHAKE,)
