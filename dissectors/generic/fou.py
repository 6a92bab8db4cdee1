"""Foo over UDP: ports on which tunnels are taken out of UDP (linux/fou.h)."""

from __future__ import annotations

from dissectors.constants import AF, IPPROTO
from nldissect.schema import (
    BE16,
    FLAG,
    INTERFACE,
    IPV4,
    IPV6,
    S32,
    U8,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Operation,
)

FOU_ENCAP = Enum("FOU_ENCAP_", {0: "FOU_ENCAP_UNSPEC", 1: "FOU_ENCAP_DIRECT", 2: "FOU_ENCAP_GUE"})

FOU_ATTR = AttributeSet(
    "FOU_ATTR_",
    [
        Attribute(1, "FOU_ATTR_PORT", BE16),
        Attribute(2, "FOU_ATTR_AF", U8, AF),
        Attribute(3, "FOU_ATTR_IPPROTO", U8, IPPROTO, range=(1, 255)),
        Attribute(4, "FOU_ATTR_TYPE", U8, FOU_ENCAP),
        Attribute(5, "FOU_ATTR_REMCSUM_NOPARTIAL", FLAG),
        Attribute(6, "FOU_ATTR_LOCAL_V4", IPV4),
        Attribute(7, "FOU_ATTR_LOCAL_V6", IPV6),
        Attribute(8, "FOU_ATTR_PEER_V4", IPV4),
        Attribute(9, "FOU_ATTR_PEER_V6", IPV6),
        Attribute(10, "FOU_ATTR_PEER_PORT", BE16),
        Attribute(11, "FOU_ATTR_IFINDEX", S32, INTERFACE),
    ],
)

SUMMARY = (
    "[port {FOU_ATTR_PORT}][ ipproto {FOU_ATTR_IPPROTO}][ {FOU_ATTR_TYPE}][ {FOU_ATTR_AF}][ local {FOU_ATTR_LOCAL_V4}]"
    "[ local {FOU_ATTR_LOCAL_V6}][ peer {FOU_ATTR_PEER_V4}][ peer {FOU_ATTR_PEER_V6}]"
    "[ peer_port {FOU_ATTR_PEER_PORT}][ dev {FOU_ATTR_IFINDEX}]"
)

COMMANDS = (
    Command(1, "FOU_CMD_ADD", operation=Operation.NEW, summary=SUMMARY),
    Command(2, "FOU_CMD_DEL", operation=Operation.DELETE, summary=SUMMARY),
    Command(3, "FOU_CMD_GET", operation=Operation.GET, summary=SUMMARY),
)

FOU = GenericFamily("fou", FOU_ATTR, commands=COMMANDS)
FAMILIES = (FOU,)
