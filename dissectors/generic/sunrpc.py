"""Upcalls of sunrpc's caches: who a client address is, which groups a user has (linux/sunrpc_netlink.h)."""

from __future__ import annotations

from nldissect.schema import (
    FLAG,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Flags,
    GenericFamily,
    Operation,
    Text,
    Unit,
)

SUNRPC_CACHE_TYPE = Flags("SUNRPC_CACHE_TYPE_", {0x1: "SUNRPC_CACHE_TYPE_IP_MAP", 0x2: "SUNRPC_CACHE_TYPE_UNIX_GID"})
EXPIRY = Unit("s since 1970")
SUNRPC_A_CACHE_NOTIFY = AttributeSet(
    "SUNRPC_A_CACHE_NOTIFY_",
    [
        Attribute(1, "SUNRPC_A_CACHE_NOTIFY_CACHE_TYPE", U32, SUNRPC_CACHE_TYPE),
    ],
)
SUNRPC_A_IP_MAP = AttributeSet(
    "SUNRPC_A_IP_MAP_",
    [
        Attribute(1, "SUNRPC_A_IP_MAP_SEQNO", U64),
        Attribute(2, "SUNRPC_A_IP_MAP_CLASS", Text(nul=True)),
        Attribute(3, "SUNRPC_A_IP_MAP_ADDR", Text(nul=True)),
        Attribute(4, "SUNRPC_A_IP_MAP_DOMAIN", Text(nul=True)),
        Attribute(5, "SUNRPC_A_IP_MAP_NEGATIVE", FLAG),
        Attribute(6, "SUNRPC_A_IP_MAP_EXPIRY", U64, EXPIRY),
    ],
)
SUNRPC_A_IP_MAP_REQS = AttributeSet(
    "SUNRPC_A_IP_MAP_REQS_",
    [
        Attribute(1, "SUNRPC_A_IP_MAP_REQS_REQUESTS", SUNRPC_A_IP_MAP, multiple=True),
    ],
)
SUNRPC_A_UNIX_GID = AttributeSet(
    "SUNRPC_A_UNIX_GID_",
    [
        Attribute(1, "SUNRPC_A_UNIX_GID_SEQNO", U64),
        Attribute(2, "SUNRPC_A_UNIX_GID_UID", U32),
        Attribute(3, "SUNRPC_A_UNIX_GID_GIDS", U32, multiple=True),
        Attribute(4, "SUNRPC_A_UNIX_GID_NEGATIVE", FLAG),
        Attribute(5, "SUNRPC_A_UNIX_GID_EXPIRY", U64, EXPIRY),
    ],
)
SUNRPC_A_UNIX_GID_REQS = AttributeSet(
    "SUNRPC_A_UNIX_GID_REQS_",
    [
        Attribute(1, "SUNRPC_A_UNIX_GID_REQS_REQUESTS", SUNRPC_A_UNIX_GID, multiple=True),
    ],
)
SUNRPC_A_CACHE_FLUSH = AttributeSet(
    "SUNRPC_A_CACHE_FLUSH_",
    [
        Attribute(1, "SUNRPC_A_CACHE_FLUSH_MASK", U32, SUNRPC_CACHE_TYPE),
    ],
)

SUMMARY = "[{SUNRPC_A_CACHE_NOTIFY_CACHE_TYPE}][{SUNRPC_A_CACHE_FLUSH_MASK}]"
IP_MAP = (
    "[{SUNRPC_A_IP_MAP_REQS_REQUESTS.SUNRPC_A_IP_MAP_ADDR}][ is {SUNRPC_A_IP_MAP_REQS_REQUESTS.SUNRPC_A_IP_MAP_DOMAIN}]"
)
UNIX_GID = "[uid {SUNRPC_A_UNIX_GID_REQS_REQUESTS.SUNRPC_A_UNIX_GID_UID}]"

SUNRPC = GenericFamily(
    "sunrpc",
    SUNRPC_A_CACHE_NOTIFY,
    commands=(
        Command(1, "SUNRPC_CMD_CACHE_NOTIFY", summary=SUMMARY),
        Command(2, "SUNRPC_CMD_IP_MAP_GET_REQS", SUNRPC_A_IP_MAP_REQS, operation=Operation.GET, summary=IP_MAP),
        Command(3, "SUNRPC_CMD_IP_MAP_SET_REQS", SUNRPC_A_IP_MAP_REQS, operation=Operation.NEW, summary=IP_MAP),
        Command(4, "SUNRPC_CMD_UNIX_GID_GET_REQS", SUNRPC_A_UNIX_GID_REQS, operation=Operation.GET, summary=UNIX_GID),
        Command(5, "SUNRPC_CMD_UNIX_GID_SET_REQS", SUNRPC_A_UNIX_GID_REQS, operation=Operation.NEW, summary=UNIX_GID),
        Command(6, "SUNRPC_CMD_CACHE_FLUSH", SUNRPC_A_CACHE_FLUSH, summary=SUMMARY),
    ),
    groups=("none", "exportd"),
    strict=True,
)
FAMILIES = (SUNRPC,)
