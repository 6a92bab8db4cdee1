"""Packet samples, and the groups they are taken for (linux/psample.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from dissectors.generic.openvswitch.tunnel import ERSPAN_METADATA, GENEVE_OPTIONS
from dissectors.packets import device_packet
from dissectors.time_types import MOMENT
from nldissect.schema import (
    BE16,
    BE64,
    BYTES,
    FLAG,
    HEX,
    INTERFACE,
    IPV4,
    IPV6,
    NANOSECONDS,
    OPAQUE,
    U8,
    U16,
    U32,
    U64,
    Attribute,
    AttributeSet,
    Command,
    GenericFamily,
    Operation,
)

PSAMPLE_TUNNEL_KEY_ATTR = AttributeSet(
    "PSAMPLE_TUNNEL_KEY_ATTR_",
    [
        Attribute(0, "PSAMPLE_TUNNEL_KEY_ATTR_ID", BE64),
        Attribute(1, "PSAMPLE_TUNNEL_KEY_ATTR_IPV4_SRC", IPV4),
        Attribute(2, "PSAMPLE_TUNNEL_KEY_ATTR_IPV4_DST", IPV4),
        Attribute(3, "PSAMPLE_TUNNEL_KEY_ATTR_TOS", U8, HEX),
        Attribute(4, "PSAMPLE_TUNNEL_KEY_ATTR_TTL", U8),
        Attribute(5, "PSAMPLE_TUNNEL_KEY_ATTR_DONT_FRAGMENT", FLAG),
        Attribute(6, "PSAMPLE_TUNNEL_KEY_ATTR_CSUM", FLAG),
        Attribute(7, "PSAMPLE_TUNNEL_KEY_ATTR_OAM", FLAG),
        Attribute(8, "PSAMPLE_TUNNEL_KEY_ATTR_GENEVE_OPTS", GENEVE_OPTIONS),
        Attribute(9, "PSAMPLE_TUNNEL_KEY_ATTR_TP_SRC", BE16),
        Attribute(10, "PSAMPLE_TUNNEL_KEY_ATTR_TP_DST", BE16),
        Attribute(11, "PSAMPLE_TUNNEL_KEY_ATTR_VXLAN_OPTS", OPAQUE),
        Attribute(12, "PSAMPLE_TUNNEL_KEY_ATTR_IPV6_SRC", IPV6),
        Attribute(13, "PSAMPLE_TUNNEL_KEY_ATTR_IPV6_DST", IPV6),
        Attribute(14, "PSAMPLE_TUNNEL_KEY_ATTR_PAD", OPAQUE),
        Attribute(15, "PSAMPLE_TUNNEL_KEY_ATTR_ERSPAN_OPTS", ERSPAN_METADATA),
        Attribute(16, "PSAMPLE_TUNNEL_KEY_ATTR_IPV4_INFO_BRIDGE", FLAG),
    ],
)

PSAMPLE_ATTR = AttributeSet(
    "PSAMPLE_ATTR_",
    [
        Attribute(0, "PSAMPLE_ATTR_IIFINDEX", U16, INTERFACE),
        Attribute(1, "PSAMPLE_ATTR_OIFINDEX", U16, INTERFACE),
        Attribute(2, "PSAMPLE_ATTR_ORIGSIZE", U32, BYTES),
        Attribute(3, "PSAMPLE_ATTR_SAMPLE_GROUP", U32),
        Attribute(4, "PSAMPLE_ATTR_GROUP_SEQ", U32),
        Attribute(5, "PSAMPLE_ATTR_SAMPLE_RATE", U32),
        Attribute(6, "PSAMPLE_ATTR_DATA", device_packet("PSAMPLE_ATTR_PROTO")),
        Attribute(7, "PSAMPLE_ATTR_GROUP_REFCOUNT", U32),
        Attribute(8, "PSAMPLE_ATTR_TUNNEL", PSAMPLE_TUNNEL_KEY_ATTR),
        Attribute(9, "PSAMPLE_ATTR_PAD", OPAQUE),
        Attribute(10, "PSAMPLE_ATTR_OUT_TC", U16),
        Attribute(11, "PSAMPLE_ATTR_OUT_TC_OCC", U64, BYTES),
        Attribute(12, "PSAMPLE_ATTR_LATENCY", U64, NANOSECONDS),
        Attribute(13, "PSAMPLE_ATTR_TIMESTAMP", U64, MOMENT),
        Attribute(14, "PSAMPLE_ATTR_PROTO", U16, ETH_P),
        Attribute(15, "PSAMPLE_ATTR_USER_COOKIE", OPAQUE),
        Attribute(16, "PSAMPLE_ATTR_SAMPLE_PROBABILITY", FLAG),
    ],
)

SAMPLE = (
    "[group {PSAMPLE_ATTR_SAMPLE_GROUP}][ seq {PSAMPLE_ATTR_GROUP_SEQ}][ in {PSAMPLE_ATTR_IIFINDEX}]"
    "[ out {PSAMPLE_ATTR_OIFINDEX}][ {PSAMPLE_ATTR_ORIGSIZE} bytes][ rate {PSAMPLE_ATTR_SAMPLE_RATE}]"
)
GROUP = "[group {PSAMPLE_ATTR_SAMPLE_GROUP}][ refcount {PSAMPLE_ATTR_GROUP_REFCOUNT}][ seq {PSAMPLE_ATTR_GROUP_SEQ}]"

COMMANDS = (
    Command(0, "PSAMPLE_CMD_SAMPLE", summary=SAMPLE),
    Command(1, "PSAMPLE_CMD_GET_GROUP", operation=Operation.GET, summary=GROUP),
    Command(2, "PSAMPLE_CMD_NEW_GROUP", operation=Operation.NEW, summary=GROUP),
    Command(3, "PSAMPLE_CMD_DEL_GROUP", operation=Operation.DELETE, summary=GROUP),
)

PSAMPLE = GenericFamily("psample", PSAMPLE_ATTR, commands=COMMANDS, groups=("config", "packets"))
FAMILIES = (PSAMPLE,)
