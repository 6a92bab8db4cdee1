"""The lock manager of NFS 2 and 3 (linux/lockd_netlink.h)."""

from __future__ import annotations

from nldissect.schema import (
    SECONDS,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Operation,
)

LOCKD_A_SERVER = AttributeSet(
    "LOCKD_A_SERVER_",
    [
        Attribute(1, "LOCKD_A_SERVER_GRACETIME", U32, SECONDS),
        Attribute(2, "LOCKD_A_SERVER_TCP_PORT", U16),
        Attribute(3, "LOCKD_A_SERVER_UDP_PORT", U16),
    ],
)

SUMMARY = "[grace {LOCKD_A_SERVER_GRACETIME} s][ tcp {LOCKD_A_SERVER_TCP_PORT}][ udp {LOCKD_A_SERVER_UDP_PORT}]"

LOCKD = GenericFamily(
    "lockd",
    LOCKD_A_SERVER,
    commands=(
        Command(1, "LOCKD_CMD_SERVER_SET", operation=Operation.NEW, summary=SUMMARY),
        Command(2, "LOCKD_CMD_SERVER_GET", operation=Operation.GET, summary=SUMMARY),
    ),
    strict=True,
)
FAMILIES = (LOCKD,)
