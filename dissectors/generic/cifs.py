"""CIFS: a witness tells that a share's server moves (linux/cifs/cifs_netlink.h)."""

from __future__ import annotations

from dissectors.sock_diag.sockaddr import SOCKADDR_STORAGE
from nldissect.schema import (
    FLAG,
    TEXT,
    U32,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Operation,
)

CIFS_SWN_NOTIFICATION = Enum(
    "CIFS_SWN_NOTIFICATION_",
    {
        1: "CIFS_SWN_NOTIFICATION_RESOURCE_CHANGE",
        2: "CIFS_SWN_NOTIFICATION_CLIENT_MOVE",
        3: "CIFS_SWN_NOTIFICATION_SHARE_MOVE",
        4: "CIFS_SWN_NOTIFICATION_IP_CHANGE",
    },
)

CIFS_SWN_RESOURCE_STATE = Enum(
    "CIFS_SWN_RESOURCE_STATE_",
    {
        0: "CIFS_SWN_RESOURCE_STATE_UNKNOWN",
        1: "CIFS_SWN_RESOURCE_STATE_AVAILABLE",
        255: "CIFS_SWN_RESOURCE_STATE_UNAVAILABLE",
    },
)

CIFS_GENL_ATTR = AttributeSet(
    "CIFS_GENL_ATTR_",
    [
        Attribute(1, "CIFS_GENL_ATTR_SWN_REGISTRATION_ID", U32),
        Attribute(2, "CIFS_GENL_ATTR_SWN_NET_NAME", TEXT),
        Attribute(3, "CIFS_GENL_ATTR_SWN_SHARE_NAME", TEXT),
        Attribute(4, "CIFS_GENL_ATTR_SWN_IP", SOCKADDR_STORAGE),
        Attribute(5, "CIFS_GENL_ATTR_SWN_NET_NAME_NOTIFY", FLAG),
        Attribute(6, "CIFS_GENL_ATTR_SWN_SHARE_NAME_NOTIFY", FLAG),
        Attribute(7, "CIFS_GENL_ATTR_SWN_IP_NOTIFY", FLAG),
        Attribute(8, "CIFS_GENL_ATTR_SWN_KRB_AUTH", FLAG),
        Attribute(9, "CIFS_GENL_ATTR_SWN_USER_NAME", TEXT),
        Attribute(10, "CIFS_GENL_ATTR_SWN_PASSWORD", TEXT, secret=True),
        Attribute(11, "CIFS_GENL_ATTR_SWN_DOMAIN_NAME", TEXT),
        Attribute(12, "CIFS_GENL_ATTR_SWN_NOTIFICATION_TYPE", U32, CIFS_SWN_NOTIFICATION),
        Attribute(13, "CIFS_GENL_ATTR_SWN_RESOURCE_STATE", U32, CIFS_SWN_RESOURCE_STATE),
        Attribute(14, "CIFS_GENL_ATTR_SWN_RESOURCE_NAME", TEXT),
    ],
)

SUMMARY = (
    "[id {CIFS_GENL_ATTR_SWN_REGISTRATION_ID}][ {CIFS_GENL_ATTR_SWN_NET_NAME}][ {CIFS_GENL_ATTR_SWN_SHARE_NAME}]"
    "[ {CIFS_GENL_ATTR_SWN_IP}][ {CIFS_GENL_ATTR_SWN_NOTIFICATION_TYPE}][ {CIFS_GENL_ATTR_SWN_RESOURCE_NAME}]"
    "[ {CIFS_GENL_ATTR_SWN_RESOURCE_STATE}]"
)

COMMANDS = (
    Command(1, "CIFS_GENL_CMD_SWN_REGISTER", operation=Operation.NEW, summary=SUMMARY),
    Command(2, "CIFS_GENL_CMD_SWN_UNREGISTER", operation=Operation.DELETE, summary=SUMMARY),
    Command(3, "CIFS_GENL_CMD_SWN_NOTIFY", summary=SUMMARY),
)

CIFS = GenericFamily("cifs", CIFS_GENL_ATTR, commands=COMMANDS, groups=("cifs_mcgrp_swn",))
FAMILIES = (CIFS,)
