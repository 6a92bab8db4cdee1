"""SCSI targets that a program serves: devices coming, going, changing (linux/target_core_user.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    ERRNO,
    OPAQUE,
    S32,
    TEXT,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Operation,
)

TCMU_ATTR = AttributeSet(
    "TCMU_ATTR_",
    [
        Attribute(1, "TCMU_ATTR_DEVICE", TEXT),
        Attribute(2, "TCMU_ATTR_MINOR", U32),
        Attribute(3, "TCMU_ATTR_PAD", OPAQUE),
        Attribute(4, "TCMU_ATTR_DEV_CFG", TEXT),
        Attribute(5, "TCMU_ATTR_DEV_SIZE", U64, BYTES),
        Attribute(6, "TCMU_ATTR_WRITECACHE", U8, BOOL),
        Attribute(7, "TCMU_ATTR_CMD_STATUS", S32, ERRNO),
        Attribute(8, "TCMU_ATTR_DEVICE_ID", U32),
        Attribute(9, "TCMU_ATTR_SUPP_KERN_CMD_REPLY", U8, BOOL),
    ],
)

SUMMARY = (
    "[{TCMU_ATTR_DEVICE}][ id {TCMU_ATTR_DEVICE_ID}][ minor {TCMU_ATTR_MINOR}][ config {TCMU_ATTR_DEV_CFG}]"
    "[ {TCMU_ATTR_DEV_SIZE} bytes][ status {TCMU_ATTR_CMD_STATUS}]"
)

COMMANDS = (
    Command(1, "TCMU_CMD_ADDED_DEVICE", operation=Operation.NEW, summary=SUMMARY),
    Command(2, "TCMU_CMD_REMOVED_DEVICE", operation=Operation.DELETE, summary=SUMMARY),
    Command(3, "TCMU_CMD_RECONFIG_DEVICE", operation=Operation.NEW, summary=SUMMARY),
    Command(4, "TCMU_CMD_ADDED_DEVICE_DONE", summary=SUMMARY),
    Command(5, "TCMU_CMD_REMOVED_DEVICE_DONE", summary=SUMMARY),
    Command(6, "TCMU_CMD_RECONFIG_DEVICE_DONE", summary=SUMMARY),
    Command(7, "TCMU_CMD_SET_FEATURES", operation=Operation.NEW, summary="[replies {TCMU_ATTR_SUPP_KERN_CMD_REPLY}]"),
)

TCM_USER = GenericFamily("TCM-USER", TCMU_ATTR, commands=COMMANDS, version=2, groups=("config",))
FAMILIES = (TCM_USER,)
