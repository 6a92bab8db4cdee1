"""What is common to all of netlink: nlmsghdr and its flags, error and done replies, extended acks (linux/netlink.h)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from nldissect.errno_names import ERRNO
from nldissect.schema import (
    OPAQUE,
    S32,
    TEXT,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Member,
    Names,
    Operation,
    Struct,
)
from nldissect.schema.meaning import Meaning
from nldissect.schema.policy import NL_POLICY_TYPE_ATTR

NLMSG_NOOP: Final = 1
NLMSG_ERROR: Final = 2
NLMSG_DONE: Final = 3
NLMSG_OVERRUN: Final = 4
NLMSG_MIN_TYPE: Final = 16

NLM_F_REQUEST: Final = 0x1
NLM_F_MULTI: Final = 0x2
NLM_F_ACK: Final = 0x4
NLM_F_ECHO: Final = 0x8
NLM_F_DUMP_INTR: Final = 0x10
NLM_F_CAPPED: Final = 0x100
NLM_F_ACK_TLVS: Final = 0x200
NLM_F_DUMP: Final = 0x300

CONTROL: Final = Enum("NLMSG_", {1: "NLMSG_NOOP", 2: "NLMSG_ERROR", 3: "NLMSG_DONE", 4: "NLMSG_OVERRUN"})

_COMMON: Final = {
    0x1: "NLM_F_REQUEST",
    0x2: "NLM_F_MULTI",
    0x4: "NLM_F_ACK",
    0x8: "NLM_F_ECHO",
    0x10: "NLM_F_DUMP_INTR",
    0x20: "NLM_F_DUMP_FILTERED",
}
NLM_F: Final[Mapping[Operation, Flags]] = {
    Operation.GET: Flags(
        "NLM_F_",
        _COMMON | {0x300: "NLM_F_DUMP", 0x100: "NLM_F_ROOT", 0x200: "NLM_F_MATCH", 0x400: "NLM_F_ATOMIC"},
    ),
    Operation.NEW: Flags(
        "NLM_F_",
        _COMMON | {0x100: "NLM_F_REPLACE", 0x200: "NLM_F_EXCL", 0x400: "NLM_F_CREATE", 0x800: "NLM_F_APPEND"},
    ),
    Operation.DELETE: Flags("NLM_F_", _COMMON | {0x100: "NLM_F_NONREC", 0x200: "NLM_F_BULK"}),
    Operation.ACK: Flags("NLM_F_", _COMMON | {0x100: "NLM_F_CAPPED", 0x200: "NLM_F_ACK_TLVS"}),
    Operation.OTHER: Flags("NLM_F_", _COMMON),
}
"""the flag names that apply to a message, by what it is for: the upper bits mean different things"""


class _Errno:
    """A negative errno, or one of `errors` (number → name), negated; 0 is success."""

    def __init__(self, errors: Mapping[int, str] = ERRNO) -> None:
        self.errors = errors

    def text(self, value: int, names: Names) -> str:
        """-22 (EINVAL)"""
        name = self.errors.get(-value)
        return f"{value} ({name})" if name else str(value)

    def short(self, value: int, names: Names) -> str:
        """EINVAL"""
        return self.errors.get(-value, str(value))


NEGATIVE_ERRNO: Final[Meaning] = _Errno()


def nlmsghdr(flags: Flags, types: Enum) -> Struct:
    """struct nlmsghdr, with the readings of flags and type that apply to one message."""
    return Struct(
        "nlmsghdr",
        [
            Member("nlmsg_len", U32),
            Member("nlmsg_type", U16, types),
            Member("nlmsg_flags", U16, flags),
            Member("nlmsg_seq", U32),
            Member("nlmsg_pid", U32),
        ],
    )


NLMSGERR_ATTR: Final = AttributeSet(
    "NLMSGERR_ATTR_",
    [
        Attribute(1, "NLMSGERR_ATTR_MSG", TEXT),
        Attribute(2, "NLMSGERR_ATTR_OFFS", U32),
        Attribute(3, "NLMSGERR_ATTR_COOKIE", OPAQUE),
        Attribute(4, "NLMSGERR_ATTR_POLICY", NL_POLICY_TYPE_ATTR),
        Attribute(5, "NLMSGERR_ATTR_MISS_TYPE", U32),
        Attribute(6, "NLMSGERR_ATTR_MISS_NEST", U32),
    ],
)

ERROR_CODE: Final = Member("error", S32, NEGATIVE_ERRNO)


def error_code(errors: Mapping[int, str]) -> Member:
    """ERROR_CODE where errors of a family's own are possible, too: number → name."""
    return Member("error", S32, _Errno({**ERRNO, **errors})) if errors else ERROR_CODE
