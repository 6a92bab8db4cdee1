"""Warnings that a disk quota is reached (linux/quota.h)."""

from __future__ import annotations

from nldissect.schema import (
    OPAQUE,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
)

QUOTA_TYPE = Enum("", {0: "USRQUOTA", 1: "GRPQUOTA", 2: "PRJQUOTA"})
QUOTA_NL = Enum(
    "QUOTA_NL_",
    {
        0: "QUOTA_NL_NOWARN",
        1: "QUOTA_NL_IHARDWARN",
        2: "QUOTA_NL_ISOFTLONGWARN",
        3: "QUOTA_NL_ISOFTWARN",
        4: "QUOTA_NL_BHARDWARN",
        5: "QUOTA_NL_BSOFTLONGWARN",
        6: "QUOTA_NL_BSOFTWARN",
        7: "QUOTA_NL_IHARDBELOW",
        8: "QUOTA_NL_ISOFTBELOW",
        9: "QUOTA_NL_BHARDBELOW",
        10: "QUOTA_NL_BSOFTBELOW",
    },
)

QUOTA_NL_A = AttributeSet(
    "QUOTA_NL_A_",
    [
        Attribute(1, "QUOTA_NL_A_QTYPE", U32, QUOTA_TYPE),
        Attribute(2, "QUOTA_NL_A_EXCESS_ID", U64),
        Attribute(3, "QUOTA_NL_A_WARNING", U32, QUOTA_NL),
        Attribute(4, "QUOTA_NL_A_DEV_MAJOR", U32),
        Attribute(5, "QUOTA_NL_A_DEV_MINOR", U32),
        Attribute(6, "QUOTA_NL_A_CAUSED_ID", U64),
        Attribute(7, "QUOTA_NL_A_PAD", OPAQUE),
    ],
)

SUMMARY = (
    "[{QUOTA_NL_A_WARNING}][ {QUOTA_NL_A_QTYPE} {QUOTA_NL_A_EXCESS_ID}]"
    "[ dev {QUOTA_NL_A_DEV_MAJOR}:{QUOTA_NL_A_DEV_MINOR}][ by {QUOTA_NL_A_CAUSED_ID}]"
)

COMMANDS = (Command(1, "QUOTA_NL_C_WARNING", summary=SUMMARY),)

QUOTA = GenericFamily("VFS_DQUOT", QUOTA_NL_A, commands=COMMANDS, groups=("events",))
FAMILIES = (QUOTA,)
