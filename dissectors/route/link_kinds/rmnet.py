"""rmnet: Qualcomm modems' multiplexed channels (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import HEX, U16, U32, Attribute, AttributeSet, Flags, Member, Struct

RMNET_FLAGS = Flags(
    "RMNET_FLAGS_",
    {
        0x1: "RMNET_FLAGS_INGRESS_DEAGGREGATION",
        0x2: "RMNET_FLAGS_INGRESS_MAP_COMMANDS",
        0x4: "RMNET_FLAGS_INGRESS_MAP_CKSUMV4",
        0x8: "RMNET_FLAGS_EGRESS_MAP_CKSUMV4",
        0x10: "RMNET_FLAGS_INGRESS_MAP_CKSUMV5",
        0x20: "RMNET_FLAGS_EGRESS_MAP_CKSUMV5",
    },
)
# The kernel replies with a mask of all 32 bits.
IFLA_RMNET_FLAGS = Struct(
    "ifla_rmnet_flags",
    [Member("flags", U32, RMNET_FLAGS), Member("mask", U32, HEX)],
    text="{flags} mask {mask}",
)

IFLA_RMNET = AttributeSet(
    "IFLA_RMNET_",
    [
        Attribute(1, "IFLA_RMNET_MUX_ID", U16, range=(0, 254)),
        Attribute(2, "IFLA_RMNET_FLAGS", IFLA_RMNET_FLAGS),
    ],
)
