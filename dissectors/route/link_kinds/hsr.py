"""hsr: redundancy without a break, HSR and PRP, IEC 62439-3 (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import INTERFACE, MAC, U8, U16, U32, Attribute, AttributeSet, Enum

HSR_PROTOCOL = Enum("HSR_PROTOCOL_", {0: "HSR_PROTOCOL_HSR", 1: "HSR_PROTOCOL_PRP"})

IFLA_HSR = AttributeSet(
    "IFLA_HSR_",
    [
        Attribute(1, "IFLA_HSR_SLAVE1", U32, INTERFACE),
        Attribute(2, "IFLA_HSR_SLAVE2", U32, INTERFACE),
        Attribute(3, "IFLA_HSR_MULTICAST_SPEC", U8),
        Attribute(4, "IFLA_HSR_SUPERVISION_ADDR", MAC),
        Attribute(5, "IFLA_HSR_SEQ_NR", U16),
        Attribute(6, "IFLA_HSR_VERSION", U8),
        Attribute(7, "IFLA_HSR_PROTOCOL", U8, HSR_PROTOCOL, range=(0, 1)),
        Attribute(8, "IFLA_HSR_INTERLINK", U32, INTERFACE),
    ],
)
