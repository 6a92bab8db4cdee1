"""The generic netlink controller: families, their operations, multicast groups and policies (linux/genetlink.h)."""

from __future__ import annotations

from nldissect.schema import (
    TEXT,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Flags,
    GenericFamily,
    Indexed,
    Operation,
    Text,
)
from nldissect.schema.policy import NL_POLICY_TYPE_ATTR

GENL_CMD_FLAGS = Flags(
    "GENL_",
    {
        0x01: "GENL_ADMIN_PERM",
        0x02: "GENL_CMD_CAP_DO",
        0x04: "GENL_CMD_CAP_DUMP",
        0x08: "GENL_CMD_CAP_HASPOL",
        0x10: "GENL_UNS_ADMIN_PERM",
    },
)
CTRL_ATTR_OP = AttributeSet(
    "CTRL_ATTR_OP_",
    [
        Attribute(1, "CTRL_ATTR_OP_ID", U32),
        Attribute(2, "CTRL_ATTR_OP_FLAGS", U32, GENL_CMD_FLAGS),
    ],
)
CTRL_ATTR_MCAST_GRP = AttributeSet(
    "CTRL_ATTR_MCAST_GRP_",
    [
        Attribute(1, "CTRL_ATTR_MCAST_GRP_NAME", TEXT),
        Attribute(2, "CTRL_ATTR_MCAST_GRP_ID", U32),
    ],
)
CTRL_ATTR_POLICY = AttributeSet(
    "CTRL_ATTR_POLICY_",
    [
        Attribute(1, "CTRL_ATTR_POLICY_DO", U32),
        Attribute(2, "CTRL_ATTR_POLICY_DUMP", U32),
    ],
)
CTRL_ATTR = AttributeSet(
    "CTRL_ATTR_",
    [
        Attribute(1, "CTRL_ATTR_FAMILY_ID", U16),
        Attribute(2, "CTRL_ATTR_FAMILY_NAME", Text(longest=15, nul=True)),
        Attribute(3, "CTRL_ATTR_VERSION", U32),
        Attribute(4, "CTRL_ATTR_HDRSIZE", U32),
        Attribute(5, "CTRL_ATTR_MAXATTR", U32),
        Attribute(6, "CTRL_ATTR_OPS", Indexed(CTRL_ATTR_OP)),
        Attribute(7, "CTRL_ATTR_MCAST_GROUPS", Indexed(CTRL_ATTR_MCAST_GRP)),
        Attribute(8, "CTRL_ATTR_POLICY", Indexed(Indexed(NL_POLICY_TYPE_ATTR))),
        Attribute(9, "CTRL_ATTR_OP_POLICY", Indexed(CTRL_ATTR_POLICY)),
        Attribute(10, "CTRL_ATTR_OP", U32),
    ],
)

SUMMARY = "[{CTRL_ATTR_FAMILY_NAME}][ id {CTRL_ATTR_FAMILY_ID}][ version {CTRL_ATTR_VERSION}][ op {CTRL_ATTR_OP}]"

NLCTRL = GenericFamily(
    "nlctrl",
    CTRL_ATTR,
    commands=(
        Command(1, "CTRL_CMD_NEWFAMILY", operation=Operation.NEW, summary=SUMMARY),
        Command(2, "CTRL_CMD_DELFAMILY", operation=Operation.DELETE, summary=SUMMARY),
        Command(3, "CTRL_CMD_GETFAMILY", operation=Operation.GET, summary=SUMMARY),
        Command(4, "CTRL_CMD_NEWOPS", operation=Operation.NEW, summary=SUMMARY),
        Command(5, "CTRL_CMD_DELOPS", operation=Operation.DELETE, summary=SUMMARY),
        Command(6, "CTRL_CMD_GETOPS", operation=Operation.GET, summary=SUMMARY),
        Command(7, "CTRL_CMD_NEWMCAST_GRP", operation=Operation.NEW, summary=SUMMARY),
        Command(8, "CTRL_CMD_DELMCAST_GRP", operation=Operation.DELETE, summary=SUMMARY),
        Command(9, "CTRL_CMD_GETMCAST_GRP", operation=Operation.GET, summary=SUMMARY),
        Command(10, "CTRL_CMD_GETPOLICY", operation=Operation.GET, summary=SUMMARY, strict=True),
    ),
    version=2,
    groups=("notify",),
)
FAMILIES = (NLCTRL,)
