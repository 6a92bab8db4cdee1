"""NC-SI, a network card's sideband to the management controller (linux/ncsi.h)."""

from __future__ import annotations

from nldissect.schema import (
    FLAG,
    HEX,
    INTERFACE,
    OPAQUE,
    TEXT,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Operation,
)

NCSI_CHANNEL_VLANS = AttributeSet(
    "NCSI_CHANNEL_ATTR_",
    [
        Attribute(10, "NCSI_CHANNEL_ATTR_VLAN_ID", U16, multiple=True),
    ],
)

NCSI_CHANNEL_ATTR = AttributeSet(
    "NCSI_CHANNEL_ATTR_",
    [
        Attribute(2, "NCSI_CHANNEL_ATTR_ID", U32),
        Attribute(3, "NCSI_CHANNEL_ATTR_VERSION_MAJOR", U32),
        Attribute(4, "NCSI_CHANNEL_ATTR_VERSION_MINOR", U32),
        Attribute(5, "NCSI_CHANNEL_ATTR_VERSION_STR", TEXT),
        Attribute(6, "NCSI_CHANNEL_ATTR_LINK_STATE", U32, HEX),
        Attribute(7, "NCSI_CHANNEL_ATTR_ACTIVE", FLAG),
        Attribute(8, "NCSI_CHANNEL_ATTR_FORCED", FLAG),
        Attribute(9, "NCSI_CHANNEL_ATTR_VLAN_LIST", NCSI_CHANNEL_VLANS),
        Attribute(10, "NCSI_CHANNEL_ATTR_VLAN_ID", U16, multiple=True),
    ],
)

NCSI_CHANNELS = AttributeSet("NCSI_", [Attribute(1, "NCSI_CHANNEL_ATTR", NCSI_CHANNEL_ATTR, multiple=True)])

NCSI_PKG_ATTR = AttributeSet(
    "NCSI_PKG_ATTR_",
    [
        Attribute(2, "NCSI_PKG_ATTR_ID", U32),
        Attribute(3, "NCSI_PKG_ATTR_FORCED", FLAG),
        Attribute(4, "NCSI_PKG_ATTR_CHANNEL_LIST", NCSI_CHANNELS),
    ],
)

NCSI_PACKAGES = AttributeSet("NCSI_", [Attribute(1, "NCSI_PKG_ATTR", NCSI_PKG_ATTR, multiple=True)])

NCSI_ATTR = AttributeSet(
    "NCSI_ATTR_",
    [
        Attribute(1, "NCSI_ATTR_IFINDEX", U32, INTERFACE),
        Attribute(2, "NCSI_ATTR_PACKAGE_LIST", NCSI_PACKAGES),
        Attribute(3, "NCSI_ATTR_PACKAGE_ID", U32),
        Attribute(4, "NCSI_ATTR_CHANNEL_ID", U32),
        Attribute(5, "NCSI_ATTR_DATA", OPAQUE),
        Attribute(6, "NCSI_ATTR_MULTI_FLAG", FLAG),
        Attribute(7, "NCSI_ATTR_PACKAGE_MASK", U32, HEX),
        Attribute(8, "NCSI_ATTR_CHANNEL_MASK", U32, HEX),
    ],
)

SUMMARY = (
    "[dev {NCSI_ATTR_IFINDEX}][ package {NCSI_ATTR_PACKAGE_ID}][ channel {NCSI_ATTR_CHANNEL_ID}]"
    "[ packages {NCSI_ATTR_PACKAGE_MASK}][ channels {NCSI_ATTR_CHANNEL_MASK}]"
)

COMMANDS = (
    Command(1, "NCSI_CMD_PKG_INFO", operation=Operation.GET, summary=SUMMARY),
    Command(2, "NCSI_CMD_SET_INTERFACE", operation=Operation.NEW, summary=SUMMARY),
    Command(3, "NCSI_CMD_CLEAR_INTERFACE", operation=Operation.DELETE, summary=SUMMARY),
    Command(4, "NCSI_CMD_SEND_CMD", summary=SUMMARY),
    Command(5, "NCSI_CMD_SET_PACKAGE_MASK", operation=Operation.NEW, summary=SUMMARY),
    Command(6, "NCSI_CMD_SET_CHANNEL_MASK", operation=Operation.NEW, summary=SUMMARY),
)

NCSI = GenericFamily("NCSI", NCSI_ATTR, commands=COMMANDS)
FAMILIES = (NCSI,)
