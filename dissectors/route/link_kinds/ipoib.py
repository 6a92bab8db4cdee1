"""ipoib: IP over InfiniBand, RFC 4391 (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import BOOL, HEX, U16, Attribute, AttributeSet, Enum

IPOIB_MODE = Enum("IPOIB_MODE_", {0: "IPOIB_MODE_DATAGRAM", 1: "IPOIB_MODE_CONNECTED"})

IFLA_IPOIB = AttributeSet(
    "IFLA_IPOIB_",
    [
        Attribute(1, "IFLA_IPOIB_PKEY", U16, HEX),
        Attribute(2, "IFLA_IPOIB_MODE", U16, IPOIB_MODE),
        Attribute(3, "IFLA_IPOIB_UMCAST", U16, BOOL),
    ],
)
