"""Reports of failed binder transactions (linux/android/binder_netlink.h)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    FLAG,
    TEXT,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    Flags,
    GenericFamily,
)

# ioctl codes: the size of what follows each on a 64-bit host is in them
BR = Enum(
    "BR_",
    {
        2147774976: "BR_ERROR",
        29185: "BR_OK",
        2152231426: "BR_TRANSACTION_SEC_CTX",
        2151707138: "BR_TRANSACTION",
        2151707139: "BR_REPLY",
        2147774980: "BR_ACQUIRE_RESULT",
        29189: "BR_DEAD_REPLY",
        29190: "BR_TRANSACTION_COMPLETE",
        2148561415: "BR_INCREFS",
        2148561416: "BR_ACQUIRE",
        2148561417: "BR_RELEASE",
        2148561418: "BR_DECREFS",
        2149085707: "BR_ATTEMPT_ACQUIRE",
        29196: "BR_NOOP",
        29197: "BR_SPAWN_LOOPER",
        29198: "BR_FINISHED",
        2148037135: "BR_DEAD_BINDER",
        2148037136: "BR_CLEAR_DEATH_NOTIFICATION_DONE",
        29201: "BR_FAILED_REPLY",
        29202: "BR_FROZEN_REPLY",
        29203: "BR_ONEWAY_SPAM_SUSPECT",
        29204: "BR_TRANSACTION_PENDING_FROZEN",
        2148561429: "BR_FROZEN_BINDER",
        2148037142: "BR_CLEAR_FREEZE_NOTIFICATION_DONE",
    },
)
TF = Flags(
    "TF_",
    {
        0x1: "TF_ONE_WAY",
        0x4: "TF_ROOT_OBJECT",
        0x8: "TF_STATUS_CODE",
        0x10: "TF_ACCEPT_FDS",
        0x20: "TF_CLEAR_BUF",
        0x40: "TF_UPDATE_TXN",
    },
)
BINDER_A_REPORT = AttributeSet(
    "BINDER_A_REPORT_",
    [
        Attribute(1, "BINDER_A_REPORT_ERROR", U32, BR),
        Attribute(2, "BINDER_A_REPORT_CONTEXT", TEXT),
        Attribute(3, "BINDER_A_REPORT_FROM_PID", U32),
        Attribute(4, "BINDER_A_REPORT_FROM_TID", U32),
        Attribute(5, "BINDER_A_REPORT_TO_PID", U32),
        Attribute(6, "BINDER_A_REPORT_TO_TID", U32),
        Attribute(7, "BINDER_A_REPORT_IS_REPLY", FLAG),
        Attribute(8, "BINDER_A_REPORT_FLAGS", U32, TF),
        Attribute(9, "BINDER_A_REPORT_CODE", U32),
        Attribute(10, "BINDER_A_REPORT_DATA_SIZE", U32, BYTES),
    ],
)

SUMMARY = (
    "[{BINDER_A_REPORT_CONTEXT}][ {BINDER_A_REPORT_ERROR}][ from {BINDER_A_REPORT_FROM_PID}]"
    "[ to {BINDER_A_REPORT_TO_PID}][ code {BINDER_A_REPORT_CODE}]"
)

BINDER = GenericFamily(
    "binder",
    BINDER_A_REPORT,
    commands=(Command(1, "BINDER_CMD_REPORT", summary=SUMMARY),),
    groups=("report",),
    strict=True,
)
FAMILIES = (BINDER,)
