"""geneve: Ethernet over UDP, RFC 8926 (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import (
    BE16,
    BE32,
    BOOL,
    FLAG,
    HEX,
    IPV4,
    IPV6,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Member,
    Struct,
)

GENEVE_DF = Enum("GENEVE_DF_", {0: "GENEVE_DF_UNSET", 1: "GENEVE_DF_SET", 2: "GENEVE_DF_INHERIT"})

IFLA_GENEVE_PORT_RANGE = Struct(
    "ifla_geneve_port_range", [Member("low", BE16), Member("high", BE16)], text="{low}-{high}"
)

IFLA_GENEVE = AttributeSet(
    "IFLA_GENEVE_",
    [
        Attribute(1, "IFLA_GENEVE_ID", U32, range=(0, 0xFFFFFF)),
        Attribute(2, "IFLA_GENEVE_REMOTE", IPV4),
        Attribute(3, "IFLA_GENEVE_TTL", U8),
        Attribute(4, "IFLA_GENEVE_TOS", U8, HEX),
        Attribute(5, "IFLA_GENEVE_PORT", BE16),
        Attribute(6, "IFLA_GENEVE_COLLECT_METADATA", FLAG),
        Attribute(7, "IFLA_GENEVE_REMOTE6", IPV6),
        Attribute(8, "IFLA_GENEVE_UDP_CSUM", U8, BOOL),
        Attribute(9, "IFLA_GENEVE_UDP_ZERO_CSUM6_TX", U8, BOOL),
        Attribute(10, "IFLA_GENEVE_UDP_ZERO_CSUM6_RX", U8, BOOL),
        Attribute(11, "IFLA_GENEVE_LABEL", BE32, HEX),
        Attribute(12, "IFLA_GENEVE_TTL_INHERIT", U8, BOOL),
        Attribute(13, "IFLA_GENEVE_DF", U8, GENEVE_DF, range=(0, 2)),
        Attribute(14, "IFLA_GENEVE_INNER_PROTO_INHERIT", FLAG),
        Attribute(15, "IFLA_GENEVE_PORT_RANGE", IFLA_GENEVE_PORT_RANGE),
        Attribute(16, "IFLA_GENEVE_GRO_HINT", FLAG),
        Attribute(17, "IFLA_GENEVE_LOCAL", IPV4),
        Attribute(18, "IFLA_GENEVE_LOCAL6", IPV6),
    ],
)
