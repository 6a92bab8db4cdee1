"""netkit: virtual interfaces programmed by BPF, in pairs or single (linux/if_link.h)."""

from __future__ import annotations

from dissectors.route.link_kinds.veth import PEER
from nldissect.schema import BOOL, BYTES, U8, U16, U32, Attribute, AttributeSet, Enum

NETKIT_ACTION = Enum(
    "NETKIT_",
    {0: "NETKIT_PASS", 2: "NETKIT_DROP", 7: "NETKIT_REDIRECT", 0xFFFFFFFF: "NETKIT_NEXT"},
)
NETKIT_MODE = Enum("NETKIT_", {0: "NETKIT_L2", 1: "NETKIT_L3"})
NETKIT_SCRUB = Enum("NETKIT_SCRUB_", {0: "NETKIT_SCRUB_NONE", 1: "NETKIT_SCRUB_DEFAULT"})
NETKIT_PAIRING = Enum("NETKIT_DEVICE_", {0: "NETKIT_DEVICE_PAIR", 1: "NETKIT_DEVICE_SINGLE"})

IFLA_NETKIT = AttributeSet(
    "IFLA_NETKIT_",
    [
        Attribute(1, "IFLA_NETKIT_PEER_INFO", PEER),
        Attribute(2, "IFLA_NETKIT_PRIMARY", U8, BOOL),
        Attribute(3, "IFLA_NETKIT_POLICY", U32, NETKIT_ACTION),
        Attribute(4, "IFLA_NETKIT_PEER_POLICY", U32, NETKIT_ACTION),
        Attribute(5, "IFLA_NETKIT_MODE", U32, NETKIT_MODE, range=(0, 1)),
        Attribute(6, "IFLA_NETKIT_SCRUB", U32, NETKIT_SCRUB, range=(0, 1)),
        Attribute(7, "IFLA_NETKIT_PEER_SCRUB", U32, NETKIT_SCRUB, range=(0, 1)),
        Attribute(8, "IFLA_NETKIT_HEADROOM", U16, BYTES),
        Attribute(9, "IFLA_NETKIT_TAILROOM", U16, BYTES),
        Attribute(10, "IFLA_NETKIT_PAIRING", U32, NETKIT_PAIRING, range=(0, 1)),
    ],
)
