"""HSR and PRP rings: their nodes, and what is wrong with them (linux/hsr_netlink.h)."""

from __future__ import annotations

from nldissect.schema import (
    INTERFACE,
    MAC,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Operation,
    Unit,
)

AGE = Unit("ms", {0x7FFFFFFF: "never"})
"""since the node was last heard through that port"""

HSR_A = AttributeSet(
    "HSR_A_",
    [
        Attribute(1, "HSR_A_NODE_ADDR", MAC, multiple=True),
        Attribute(2, "HSR_A_IFINDEX", U32, INTERFACE),
        Attribute(3, "HSR_A_IF1_AGE", U32, AGE),
        Attribute(4, "HSR_A_IF2_AGE", U32, AGE),
        Attribute(5, "HSR_A_NODE_ADDR_B", MAC),
        Attribute(6, "HSR_A_IF1_SEQ", U16),
        Attribute(7, "HSR_A_IF2_SEQ", U16),
        Attribute(8, "HSR_A_IF1_IFINDEX", U32, INTERFACE),
        Attribute(9, "HSR_A_IF2_IFINDEX", U32, INTERFACE),
        Attribute(10, "HSR_A_ADDR_B_IFINDEX", U32, INTERFACE),
    ],
)

SUMMARY = (
    "[dev {HSR_A_IFINDEX}][ node {HSR_A_NODE_ADDR}][ {HSR_A_IF1_IFINDEX} age {HSR_A_IF1_AGE}]"
    "[ {HSR_A_IF2_IFINDEX} age {HSR_A_IF2_AGE}]"
)

COMMANDS = (
    Command(1, "HSR_C_RING_ERROR", summary=SUMMARY),
    Command(2, "HSR_C_NODE_DOWN", summary=SUMMARY),
    Command(3, "HSR_C_GET_NODE_STATUS", operation=Operation.GET, summary=SUMMARY),
    Command(4, "HSR_C_SET_NODE_STATUS", operation=Operation.NEW, summary=SUMMARY),
    Command(5, "HSR_C_GET_NODE_LIST", operation=Operation.GET, summary=SUMMARY),
    Command(6, "HSR_C_SET_NODE_LIST", operation=Operation.NEW, summary=SUMMARY),
)

HSR = GenericFamily("HSR", HSR_A, commands=COMMANDS, groups=("hsr-network",))
FAMILIES = (HSR,)
