"""gtp: mobile networks' GTP-U tunnels, 3GPP TS 29.281 (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import BOOL, IPV4, IPV6, U8, U32, Attribute, AttributeSet, Enum

GTP_ROLE = Enum("GTP_ROLE_", {0: "GTP_ROLE_GGSN", 1: "GTP_ROLE_SGSN"})

IFLA_GTP = AttributeSet(
    "IFLA_GTP_",
    [
        Attribute(1, "IFLA_GTP_FD0", U32),
        Attribute(2, "IFLA_GTP_FD1", U32),
        Attribute(3, "IFLA_GTP_PDP_HASHSIZE", U32),
        Attribute(4, "IFLA_GTP_ROLE", U32, GTP_ROLE, range=(0, 1)),
        Attribute(5, "IFLA_GTP_CREATE_SOCKETS", U8, BOOL),
        Attribute(6, "IFLA_GTP_RESTART_COUNT", U8),
        Attribute(7, "IFLA_GTP_LOCAL", IPV4),
        Attribute(8, "IFLA_GTP_LOCAL6", IPV6),
    ],
)
