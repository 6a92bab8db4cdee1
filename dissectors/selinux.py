"""What SELinux tells of its state (linux/selinux_netlink.h)."""

from __future__ import annotations

from typing import Final

from nldissect.schema import S32, U32, Member, Message, Operation, Struct, Unit

NETLINK_SELINUX: Final = 7

SELNL_MSG_SETENFORCE_STRUCT: Final = Struct(
    "selnl_msg_setenforce", [Member("val", S32, Unit("", {0: "permissive", 1: "enforcing"}))]
)
SELNL_MSG_POLICYLOAD_STRUCT: Final = Struct("selnl_msg_policyload", [Member("seqno", U32)])

MESSAGES: Final = (
    Message(
        NETLINK_SELINUX, 16, "SELNL_MSG_SETENFORCE", SELNL_MSG_SETENFORCE_STRUCT, None, Operation.OTHER, "{val}"
    ),
    Message(
        NETLINK_SELINUX, 17, "SELNL_MSG_POLICYLOAD", SELNL_MSG_POLICYLOAD_STRUCT, None, Operation.OTHER,
        "policy {seqno}",
    ),
)  # fmt: skip
