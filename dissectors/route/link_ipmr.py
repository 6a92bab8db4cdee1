"""IPv4's multicast routing tables and their interfaces, which come as links of RTNL_FAMILY_IPMR (linux/mroute.h)."""

from __future__ import annotations

from nldissect.schema import (
    BOOL,
    BYTES,
    INTERFACE,
    IPV4,
    OPAQUE,
    PACKETS,
    S32,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Flags,
)

VIFF = Flags(
    "VIFF_",
    {
        0x1: "VIFF_TUNNEL",
        0x2: "VIFF_SRCRT",
        0x4: "VIFF_REGISTER",
        0x8: "VIFF_USE_IFINDEX",
    },
)

IPMRA_VIFA = AttributeSet(
    "IPMRA_VIFA_",
    [
        Attribute(1, "IPMRA_VIFA_IFINDEX", U32, INTERFACE),
        Attribute(2, "IPMRA_VIFA_VIF_ID", U32),
        Attribute(3, "IPMRA_VIFA_FLAGS", U16, VIFF),
        Attribute(4, "IPMRA_VIFA_BYTES_IN", U64, BYTES),
        Attribute(5, "IPMRA_VIFA_BYTES_OUT", U64, BYTES),
        Attribute(6, "IPMRA_VIFA_PACKETS_IN", U64, PACKETS),
        Attribute(7, "IPMRA_VIFA_PACKETS_OUT", U64, PACKETS),
        Attribute(8, "IPMRA_VIFA_LOCAL_ADDR", IPV4),
        Attribute(9, "IPMRA_VIFA_REMOTE_ADDR", IPV4),
        Attribute(10, "IPMRA_VIFA_PAD", OPAQUE),
    ],
)

IPMRA_VIF = AttributeSet(
    "IPMRA_",
    [
        Attribute(1, "IPMRA_VIF", IPMRA_VIFA, multiple=True),
    ],
)

IPMRA_TABLE = AttributeSet(
    "IPMRA_TABLE_",
    [
        Attribute(1, "IPMRA_TABLE_ID", U32),
        Attribute(2, "IPMRA_TABLE_CACHE_RES_QUEUE_LEN", U32),
        Attribute(3, "IPMRA_TABLE_MROUTE_REG_VIF_NUM", S32),
        Attribute(4, "IPMRA_TABLE_MROUTE_DO_ASSERT", U8, BOOL),
        Attribute(5, "IPMRA_TABLE_MROUTE_DO_PIM", U8, BOOL),
        Attribute(6, "IPMRA_TABLE_VIFS", IPMRA_VIF),
        Attribute(7, "IPMRA_TABLE_MROUTE_DO_WRVIFWHOLE", U8, BOOL),
    ],
)
"""a table; IPMRA_TABLE_MROUTE_REG_VIF_NUM is -1 where no interface is for register packets"""
