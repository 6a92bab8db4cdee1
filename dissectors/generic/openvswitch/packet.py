"""Packets between Open vSwitch's datapath and its program (linux/openvswitch.h)."""

from __future__ import annotations

from dissectors.generic.openvswitch.action import OVS_ACTION_ATTR
from dissectors.generic.openvswitch.header import OVS_HEADER
from dissectors.generic.openvswitch.key import OVS_KEY_ATTR
from dissectors.generic.openvswitch.summary import packet
from dissectors.generic.openvswitch.tunnel import OVS_TUNNEL_KEY_ATTR
from nldissect.schema import (
    BYTES,
    FLAG,
    HEX,
    OPAQUE,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Look,
    Packet,
)


def _link(data: memoryview, look: Look) -> str:
    """Ethernet, unless the key says that the packet has none: it came over a tunnel of layer 3."""
    key = "OVS_PACKET_ATTR_KEY.OVS_KEY_ATTR_"
    bare = look(f"{key}ETHERNET.eth_src") is None and look(f"{key}ETHERTYPE") is not None
    return "ip" if bare else "ethernet"


OVS_PACKET_ATTR = AttributeSet(
    "OVS_PACKET_ATTR_",
    [
        Attribute(1, "OVS_PACKET_ATTR_PACKET", Packet(link=_link)),
        Attribute(2, "OVS_PACKET_ATTR_KEY", OVS_KEY_ATTR),
        Attribute(3, "OVS_PACKET_ATTR_ACTIONS", OVS_ACTION_ATTR),
        Attribute(4, "OVS_PACKET_ATTR_USERDATA", OPAQUE),
        Attribute(5, "OVS_PACKET_ATTR_EGRESS_TUN_KEY", OVS_TUNNEL_KEY_ATTR),
        Attribute(6, "OVS_PACKET_ATTR_UNUSED1", OPAQUE),
        Attribute(7, "OVS_PACKET_ATTR_UNUSED2", OPAQUE),
        Attribute(8, "OVS_PACKET_ATTR_PROBE", FLAG),
        Attribute(9, "OVS_PACKET_ATTR_MRU", U16, BYTES),
        Attribute(10, "OVS_PACKET_ATTR_LEN", U32, BYTES),
        Attribute(11, "OVS_PACKET_ATTR_HASH", U64, HEX),
        Attribute(12, "OVS_PACKET_ATTR_UPCALL_PID", U32),
    ],
)

FAMILIES = (
    GenericFamily(
        "ovs_packet",
        OVS_PACKET_ATTR,
        commands=(
            Command(1, "OVS_PACKET_CMD_MISS"),
            Command(2, "OVS_PACKET_CMD_ACTION"),
            Command(3, "OVS_PACKET_CMD_EXECUTE"),
        ),
        header=OVS_HEADER,
        summary=packet,
    ),
)
