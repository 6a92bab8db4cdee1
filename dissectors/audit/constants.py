"""The numbers of the audit system (linux/audit.h)."""

from __future__ import annotations

from nldissect.schema import Enum, Flags

AUDIT_STATUS = Flags(
    "AUDIT_STATUS_",
    {
        0x1: "AUDIT_STATUS_ENABLED",
        0x2: "AUDIT_STATUS_FAILURE",
        0x4: "AUDIT_STATUS_PID",
        0x8: "AUDIT_STATUS_RATE_LIMIT",
        0x10: "AUDIT_STATUS_BACKLOG_LIMIT",
        0x20: "AUDIT_STATUS_BACKLOG_WAIT_TIME",
        0x40: "AUDIT_STATUS_LOST",
        0x80: "AUDIT_STATUS_BACKLOG_WAIT_TIME_ACTUAL",
    },
)
"""which members of audit_status are to be set"""
AUDIT_FAIL = Enum(
    "AUDIT_FAIL_",
    {
        0: "AUDIT_FAIL_SILENT",
        1: "AUDIT_FAIL_PRINTK",
        2: "AUDIT_FAIL_PANIC",
    },
)
"""what the kernel does when it can not audit"""
AUDIT_FEATURE_BITMAP = Flags(
    "AUDIT_FEATURE_BITMAP_",
    {
        0x1: "AUDIT_FEATURE_BITMAP_BACKLOG_LIMIT",
        0x2: "AUDIT_FEATURE_BITMAP_BACKLOG_WAIT_TIME",
        0x4: "AUDIT_FEATURE_BITMAP_EXECUTABLE_PATH",
        0x8: "AUDIT_FEATURE_BITMAP_EXCLUDE_EXTEND",
        0x10: "AUDIT_FEATURE_BITMAP_SESSIONID_FILTER",
        0x20: "AUDIT_FEATURE_BITMAP_LOST_RESET",
        0x40: "AUDIT_FEATURE_BITMAP_FILTER_FS",
    },
)
"""what this kernel can do"""
AUDIT_FEATURE = Flags(
    "AUDIT_FEATURE_",
    {
        0x1: "AUDIT_FEATURE_ONLY_UNSET_LOGINUID",
        0x2: "AUDIT_FEATURE_LOGINUID_IMMUTABLE",
    },
)
"""AUDIT_FEATURE_TO_MASK() of the features"""
AUDIT_FILTER = Enum(
    "AUDIT_FILTER_",
    {
        0: "AUDIT_FILTER_USER",
        1: "AUDIT_FILTER_TASK",
        2: "AUDIT_FILTER_ENTRY",
        3: "AUDIT_FILTER_WATCH",
        4: "AUDIT_FILTER_EXIT",
        5: "AUDIT_FILTER_EXCLUDE",
        6: "AUDIT_FILTER_FS",
        7: "AUDIT_FILTER_URING_EXIT",
    },
)
"""the lists of rules"""
AUDIT_FILTER_PREPEND = 0x10
AUDIT_ACTION = Enum(
    "AUDIT_",
    {
        0: "AUDIT_NEVER",
        1: "AUDIT_POSSIBLE",
        2: "AUDIT_ALWAYS",
    },
)
AUDIT_CLASS = Enum(
    "AUDIT_CLASS_",
    {
        0: "AUDIT_CLASS_DIR_WRITE",
        1: "AUDIT_CLASS_DIR_WRITE_32",
        2: "AUDIT_CLASS_CHATTR",
        3: "AUDIT_CLASS_CHATTR_32",
        4: "AUDIT_CLASS_READ",
        5: "AUDIT_CLASS_READ_32",
        6: "AUDIT_CLASS_WRITE",
        7: "AUDIT_CLASS_WRITE_32",
        8: "AUDIT_CLASS_SIGNAL",
        9: "AUDIT_CLASS_SIGNAL_32",
    },
)
"""classes of system calls: the last 16 bits of a mask, from its end"""
AUDIT_COMPARE = Enum(
    "AUDIT_COMPARE_",
    {
        1: "AUDIT_COMPARE_UID_TO_OBJ_UID",
        2: "AUDIT_COMPARE_GID_TO_OBJ_GID",
        3: "AUDIT_COMPARE_EUID_TO_OBJ_UID",
        4: "AUDIT_COMPARE_EGID_TO_OBJ_GID",
        5: "AUDIT_COMPARE_AUID_TO_OBJ_UID",
        6: "AUDIT_COMPARE_SUID_TO_OBJ_UID",
        7: "AUDIT_COMPARE_SGID_TO_OBJ_GID",
        8: "AUDIT_COMPARE_FSUID_TO_OBJ_UID",
        9: "AUDIT_COMPARE_FSGID_TO_OBJ_GID",
        10: "AUDIT_COMPARE_UID_TO_AUID",
        11: "AUDIT_COMPARE_UID_TO_EUID",
        12: "AUDIT_COMPARE_UID_TO_FSUID",
        13: "AUDIT_COMPARE_UID_TO_SUID",
        14: "AUDIT_COMPARE_AUID_TO_FSUID",
        15: "AUDIT_COMPARE_AUID_TO_SUID",
        16: "AUDIT_COMPARE_AUID_TO_EUID",
        17: "AUDIT_COMPARE_EUID_TO_SUID",
        18: "AUDIT_COMPARE_EUID_TO_FSUID",
        19: "AUDIT_COMPARE_SUID_TO_FSUID",
        20: "AUDIT_COMPARE_GID_TO_EGID",
        21: "AUDIT_COMPARE_GID_TO_FSGID",
        22: "AUDIT_COMPARE_GID_TO_SGID",
        23: "AUDIT_COMPARE_EGID_TO_FSGID",
        24: "AUDIT_COMPARE_EGID_TO_SGID",
        25: "AUDIT_COMPARE_SGID_TO_FSGID",
    },
)
"""AUDIT_FIELD_COMPARE's values"""
AUDIT_FIELD = Enum(
    "AUDIT_",
    {
        0: "AUDIT_PID",
        1: "AUDIT_UID",
        2: "AUDIT_EUID",
        3: "AUDIT_SUID",
        4: "AUDIT_FSUID",
        5: "AUDIT_GID",
        6: "AUDIT_EGID",
        7: "AUDIT_SGID",
        8: "AUDIT_FSGID",
        9: "AUDIT_LOGINUID",
        10: "AUDIT_PERS",
        11: "AUDIT_ARCH",
        12: "AUDIT_MSGTYPE",
        13: "AUDIT_SUBJ_USER",
        14: "AUDIT_SUBJ_ROLE",
        15: "AUDIT_SUBJ_TYPE",
        16: "AUDIT_SUBJ_SEN",
        17: "AUDIT_SUBJ_CLR",
        18: "AUDIT_PPID",
        19: "AUDIT_OBJ_USER",
        20: "AUDIT_OBJ_ROLE",
        21: "AUDIT_OBJ_TYPE",
        22: "AUDIT_OBJ_LEV_LOW",
        23: "AUDIT_OBJ_LEV_HIGH",
        24: "AUDIT_LOGINUID_SET",
        25: "AUDIT_SESSIONID",
        26: "AUDIT_FSTYPE",
        100: "AUDIT_DEVMAJOR",
        101: "AUDIT_DEVMINOR",
        102: "AUDIT_INODE",
        103: "AUDIT_EXIT",
        104: "AUDIT_SUCCESS",
        105: "AUDIT_WATCH",
        106: "AUDIT_PERM",
        107: "AUDIT_DIR",
        108: "AUDIT_FILETYPE",
        109: "AUDIT_OBJ_UID",
        110: "AUDIT_OBJ_GID",
        111: "AUDIT_FIELD_COMPARE",
        112: "AUDIT_EXE",
        113: "AUDIT_SADDR_FAM",
        200: "AUDIT_ARG0",
        201: "AUDIT_ARG1",
        202: "AUDIT_ARG2",
        203: "AUDIT_ARG3",
        210: "AUDIT_FILTERKEY",
    },
)
"""what a rule looks at"""
AUDIT_OPERATOR = Enum(
    "AUDIT_",
    {
        0x8000000: "AUDIT_BIT_MASK",
        0x10000000: "AUDIT_LESS_THAN",
        0x20000000: "AUDIT_GREATER_THAN",
        0x30000000: "AUDIT_NOT_EQUAL",
        0x40000000: "AUDIT_EQUAL",
        0x48000000: "AUDIT_BIT_TEST",
        0x50000000: "AUDIT_LESS_THAN_OR_EQUAL",
        0x60000000: "AUDIT_GREATER_THAN_OR_EQUAL",
    },
)
"""how it compares it with the value"""
AUDIT_PERM = Flags(
    "AUDIT_PERM_",
    {
        0x1: "AUDIT_PERM_EXEC",
        0x2: "AUDIT_PERM_WRITE",
        0x4: "AUDIT_PERM_READ",
        0x8: "AUDIT_PERM_ATTR",
    },
)
AUDIT_ARCH = Enum(
    "AUDIT_ARCH_",
    {
        0xC00000B7: "AUDIT_ARCH_AARCH64",
        0xC0009026: "AUDIT_ARCH_ALPHA",
        0x4000005D: "AUDIT_ARCH_ARCOMPACT",
        0x5D: "AUDIT_ARCH_ARCOMPACTBE",
        0x400000C3: "AUDIT_ARCH_ARCV2",
        0xC3: "AUDIT_ARCH_ARCV2BE",
        0x40000028: "AUDIT_ARCH_ARM",
        0x28: "AUDIT_ARCH_ARMEB",
        0x4000008C: "AUDIT_ARCH_C6X",
        0x8C: "AUDIT_ARCH_C6XBE",
        0x4000004C: "AUDIT_ARCH_CRIS",
        0x400000FC: "AUDIT_ARCH_CSKY",
        0x5441: "AUDIT_ARCH_FRV",
        0x2E: "AUDIT_ARCH_H8300",
        0xA4: "AUDIT_ARCH_HEXAGON",
        0x40000003: "AUDIT_ARCH_I386",
        0xC0000032: "AUDIT_ARCH_IA64",
        0x58: "AUDIT_ARCH_M32R",
        0x4: "AUDIT_ARCH_M68K",
        0xBD: "AUDIT_ARCH_MICROBLAZE",
        0x8: "AUDIT_ARCH_MIPS",
        0x40000008: "AUDIT_ARCH_MIPSEL",
        0x80000008: "AUDIT_ARCH_MIPS64",
        0xA0000008: "AUDIT_ARCH_MIPS64N32",
        0xC0000008: "AUDIT_ARCH_MIPSEL64",
        0xE0000008: "AUDIT_ARCH_MIPSEL64N32",
        0x400000A7: "AUDIT_ARCH_NDS32",
        0xA7: "AUDIT_ARCH_NDS32BE",
        0x40000071: "AUDIT_ARCH_NIOS2",
        0x5C: "AUDIT_ARCH_OPENRISC",
        0xF: "AUDIT_ARCH_PARISC",
        0x8000000F: "AUDIT_ARCH_PARISC64",
        0x14: "AUDIT_ARCH_PPC",
        0x80000015: "AUDIT_ARCH_PPC64",
        0xC0000015: "AUDIT_ARCH_PPC64LE",
        0x400000F3: "AUDIT_ARCH_RISCV32",
        0xC00000F3: "AUDIT_ARCH_RISCV64",
        0x16: "AUDIT_ARCH_S390",
        0x80000016: "AUDIT_ARCH_S390X",
        0x2A: "AUDIT_ARCH_SH",
        0x4000002A: "AUDIT_ARCH_SHEL",
        0x8000002A: "AUDIT_ARCH_SH64",
        0xC000002A: "AUDIT_ARCH_SHEL64",
        0x2: "AUDIT_ARCH_SPARC",
        0x8000002B: "AUDIT_ARCH_SPARC64",
        0xC00000BF: "AUDIT_ARCH_TILEGX",
        0x400000BF: "AUDIT_ARCH_TILEGX32",
        0x400000BC: "AUDIT_ARCH_TILEPRO",
        0x4000006E: "AUDIT_ARCH_UNICORE",
        0xC000003E: "AUDIT_ARCH_X86_64",
        0x5E: "AUDIT_ARCH_XTENSA",
        0x40000102: "AUDIT_ARCH_LOONGARCH32",
        0xC0000102: "AUDIT_ARCH_LOONGARCH64",
    },
)
