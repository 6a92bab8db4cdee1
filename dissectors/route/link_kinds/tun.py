"""tun: tun and tap devices, which a program holds open (linux/if_link.h, linux/if_tun.h)."""

from __future__ import annotations

from nldissect.schema import BOOL, U8, U32, Attribute, AttributeSet, Enum

IFF_TUN = Enum("IFF_", {1: "IFF_TUN", 2: "IFF_TAP"})

IFLA_TUN = AttributeSet(
    "IFLA_TUN_",
    [
        Attribute(1, "IFLA_TUN_OWNER", U32),
        Attribute(2, "IFLA_TUN_GROUP", U32),
        Attribute(3, "IFLA_TUN_TYPE", U8, IFF_TUN),
        Attribute(4, "IFLA_TUN_PI", U8, BOOL),
        Attribute(5, "IFLA_TUN_VNET_HDR", U8, BOOL),
        Attribute(6, "IFLA_TUN_PERSIST", U8, BOOL),
        Attribute(7, "IFLA_TUN_MULTI_QUEUE", U8, BOOL),
        Attribute(8, "IFLA_TUN_NUM_QUEUES", U32),
        Attribute(9, "IFLA_TUN_NUM_DISABLED_QUEUES", U32),
    ],
)
