"""GTP-U tunnels of mobile networks: PDP contexts (linux/gtp.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    OPAQUE,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Enum,
    GenericFamily,
    Operation,
)

GTP_VERSION = Enum("GTP_", {0: "GTP_V0", 1: "GTP_V1"})

GTPA = AttributeSet(
    "GTPA_",
    [
        Attribute(1, "GTPA_LINK", U32, INTERFACE),
        Attribute(2, "GTPA_VERSION", U32, GTP_VERSION),
        Attribute(3, "GTPA_TID", U64, HEX),
        Attribute(4, "GTPA_PEER_ADDRESS", IPV4),
        Attribute(5, "GTPA_MS_ADDRESS", IPV4),
        Attribute(6, "GTPA_FLOW", U16),
        Attribute(7, "GTPA_NET_NS_FD", U32),
        Attribute(8, "GTPA_I_TEI", U32),
        Attribute(9, "GTPA_O_TEI", U32),
        Attribute(10, "GTPA_PAD", OPAQUE),
        Attribute(11, "GTPA_PEER_ADDR6", IPV6),
        Attribute(12, "GTPA_MS_ADDR6", IPV6),
        Attribute(13, "GTPA_FAMILY", U8, AF),
    ],
)

SUMMARY = (
    "[dev {GTPA_LINK}][ {GTPA_VERSION}][ tid {GTPA_TID}][ tei {GTPA_I_TEI}/{GTPA_O_TEI}][ ms {GTPA_MS_ADDRESS}]"
    "[ ms {GTPA_MS_ADDR6}][ peer {GTPA_PEER_ADDRESS}][ peer {GTPA_PEER_ADDR6}]"
)

COMMANDS = (
    Command(0, "GTP_CMD_NEWPDP", operation=Operation.NEW, summary=SUMMARY),
    Command(1, "GTP_CMD_DELPDP", operation=Operation.DELETE, summary=SUMMARY),
    Command(2, "GTP_CMD_GETPDP", operation=Operation.GET, summary=SUMMARY),
    Command(3, "GTP_CMD_ECHOREQ", summary=SUMMARY),
)

# Its answers have the family's number (modulo 256) where the command belongs: hence a summary for what is no command.
GTP = GenericFamily("gtp", GTPA, commands=COMMANDS, version=0, groups=("gtp",), summary=SUMMARY)
FAMILIES = (GTP,)
