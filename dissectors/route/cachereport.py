"""Packets that the multicast forwarding caches hand to their routing daemon (linux/mroute.h, linux/mroute6.h)."""

from __future__ import annotations

from dissectors.route.nsid import RTGENMSG
from nldissect.schema import OPAQUE, U8, U32, Address, Attribute, AttributeSet, Enum, Packet, Select, rtnetlink

IGMPMSG = Enum(
    "IGMPMSG_",
    {1: "IGMPMSG_NOCACHE", 2: "IGMPMSG_WRONGVIF", 3: "IGMPMSG_WHOLEPKT", 4: "IGMPMSG_WRVIFWHOLE"},
)
MRT6MSG = Enum(
    "MRT6MSG_",
    {1: "MRT6MSG_NOCACHE", 2: "MRT6MSG_WRONGMIF", 3: "MRT6MSG_WHOLEPKT", 4: "MRT6MSG_WRMIFWHOLE"},
)
_WHOLE = dict.fromkeys((3, 4), Packet(link="ip"))
"""what holds the packet itself; in other reports are the bytes that the kernel keeps behind its headers, and unset"""
IPMRA_CREPORT = AttributeSet(
    "IPMRA_CREPORT_",
    [
        Attribute(1, "IPMRA_CREPORT_MSGTYPE", U8, IGMPMSG),
        Attribute(2, "IPMRA_CREPORT_VIF_ID", U32),
        Attribute(3, "IPMRA_CREPORT_SRC_ADDR", Address("rtgen_family")),
        Attribute(4, "IPMRA_CREPORT_DST_ADDR", Address("rtgen_family")),
        Attribute(5, "IPMRA_CREPORT_PKT", Select("IPMRA_CREPORT_MSGTYPE", _WHOLE, OPAQUE)),
        Attribute(6, "IPMRA_CREPORT_TABLE", U32),
    ],
)
IP6MRA_CREPORT = AttributeSet(
    "IP6MRA_CREPORT_",
    [
        Attribute(1, "IP6MRA_CREPORT_MSGTYPE", U8, MRT6MSG),
        Attribute(2, "IP6MRA_CREPORT_MIF_ID", U32),
        Attribute(3, "IP6MRA_CREPORT_SRC_ADDR", Address("rtgen_family")),
        Attribute(4, "IP6MRA_CREPORT_DST_ADDR", Address("rtgen_family")),
        Attribute(5, "IP6MRA_CREPORT_PKT", Select("IP6MRA_CREPORT_MSGTYPE", _WHOLE, OPAQUE)),
    ],
)
RTNL_FAMILY_IP6MR = 129

MESSAGES = rtnetlink(
    "CACHEREPORT",
    RTGENMSG,
    Select("rtgen_family", {RTNL_FAMILY_IP6MR: IP6MRA_CREPORT}, IPMRA_CREPORT),
    new=96,
    summary=(
        "[({IPMRA_CREPORT_SRC_ADDR}, {IPMRA_CREPORT_DST_ADDR}) vif {IPMRA_CREPORT_VIF_ID} {IPMRA_CREPORT_MSGTYPE}]"
        "[({IP6MRA_CREPORT_SRC_ADDR}, {IP6MRA_CREPORT_DST_ADDR}) mif {IP6MRA_CREPORT_MIF_ID} {IP6MRA_CREPORT_MSGTYPE}]"
    ),
)
