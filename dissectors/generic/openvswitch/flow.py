"""Flows of Open vSwitch's datapaths (linux/openvswitch.h)."""

from __future__ import annotations

from struct import unpack

from dissectors.generic.openvswitch.action import OVS_ACTION_ATTR
from dissectors.generic.openvswitch.header import OVS_FLOW_STATS, OVS_HEADER
from dissectors.generic.openvswitch.key import OVS_KEY_ATTR, OVS_KEY_MASK
from dissectors.generic.openvswitch.summary import flow
from nldissect.schema import (
    FLAG,
    HEX,
    MILLISECONDS,
    OPAQUE,
    U8,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    Flags,
    GenericFamily,
    Look,
    Operation,
    Parsed,
    Part,
)

OVS_UFID_F = Flags(
    "OVS_UFID_F_",
    {
        0x1: "OVS_UFID_F_OMIT_KEY",
        0x2: "OVS_UFID_F_OMIT_MASK",
        0x4: "OVS_UFID_F_OMIT_ACTIONS",
    },
)


def _ufid(data: memoryview, order: str, look: Look) -> list[Part]:
    """A flow's name, up to 16 bytes; with as many as a UUID has it is written as Open vSwitch's programs write it."""
    text = None
    if len(data) == 16:
        one, two, three, four = unpack(f"{order}4I", data)
        text = f"{one:08x}-{two >> 16:04x}-{two & 0xFFFF:04x}-{three >> 16:04x}-{three & 0xFFFF:04x}{four:08x}"
    return [Part("", 0, len(data), data.hex(), text)]


OVS_FLOW_ATTR = AttributeSet(
    "OVS_FLOW_ATTR_",
    [
        Attribute(1, "OVS_FLOW_ATTR_KEY", OVS_KEY_ATTR),
        Attribute(2, "OVS_FLOW_ATTR_ACTIONS", OVS_ACTION_ATTR),
        Attribute(3, "OVS_FLOW_ATTR_STATS", OVS_FLOW_STATS),
        Attribute(4, "OVS_FLOW_ATTR_TCP_FLAGS", U8, HEX),
        Attribute(5, "OVS_FLOW_ATTR_USED", U64, MILLISECONDS),
        Attribute(6, "OVS_FLOW_ATTR_CLEAR", FLAG),
        Attribute(7, "OVS_FLOW_ATTR_MASK", OVS_KEY_MASK),
        Attribute(8, "OVS_FLOW_ATTR_PROBE", FLAG),
        Attribute(9, "OVS_FLOW_ATTR_UFID", Parsed(_ufid)),
        Attribute(10, "OVS_FLOW_ATTR_UFID_FLAGS", U32, OVS_UFID_F),
        Attribute(11, "OVS_FLOW_ATTR_PAD", OPAQUE),
    ],
)
"""OVS_FLOW_ATTR_USED counts from the start of the system"""

FAMILIES = (
    GenericFamily(
        "ovs_flow",
        OVS_FLOW_ATTR,
        commands=(
            Command(1, "OVS_FLOW_CMD_NEW", operation=Operation.NEW),
            Command(2, "OVS_FLOW_CMD_DEL", operation=Operation.DELETE),
            Command(3, "OVS_FLOW_CMD_GET", operation=Operation.GET),
            Command(4, "OVS_FLOW_CMD_SET", operation=Operation.NEW),
        ),
        header=OVS_HEADER,
        groups=("ovs_flow",),
        summary=flow,
    ),
)
