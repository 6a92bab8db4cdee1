"""The tunnel of a flow's key, or of a set action (linux/openvswitch.h, linux/erspan.h, include/net/geneve.h)."""

from __future__ import annotations

from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    FLAG,
    HEX,
    IPV4,
    IPV6,
    OPAQUE,
    S32,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Bits,
    Integer,
    Look,
    Member,
    Parsed,
    Part,
    Select,
    Struct,
)

_OCTET = Integer(1, order="<")
"""with bit fields that are the protocol's, not the host's: from the least significant bit on any host"""

OVS_VXLAN_EXT = AttributeSet("OVS_VXLAN_EXT_", [Attribute(1, "OVS_VXLAN_EXT_GBP", U32, HEX)])

ERSPAN_MD2 = Struct(
    "erspan_md2",
    [
        Member("timestamp", BE32),
        Member("sgt", BE16),
        Bits(_OCTET, (("hwid_upper", 2, None), ("ft", 5, None), ("p", 1, None))),
        Bits(_OCTET, (("o", 1, None), ("gra", 2, None), ("dir", 1, None), ("hwid", 4, None))),
    ],
)
ERSPAN_METADATA = Struct(
    "erspan_metadata",
    [Member("version", S32), Member("u", Select("version", {1: BE32, 2: ERSPAN_MD2}, length=8))],
    text="version {version}",
)
"""of version 1 the union holds the port's index"""

GENEVE_OPT = Struct(
    "geneve_opt",
    [
        Member("opt_class", BE16, HEX),
        Member("type", U8, HEX),
        Bits(_OCTET, (("length", 5, None), ("r3", 1, None), ("r2", 1, None), ("r1", 1, None))),
        Member("opt_data", OPAQUE),
    ],
    text="class {opt_class} type {type} data {opt_data}",
)


def _geneve_options(data: memoryview, order: str, look: Look) -> list[Part]:
    """struct geneve_opt side by side; the length counts the data behind it, in words of four bytes."""
    found: list[Part] = []
    offset = 0
    while offset + 4 <= len(data):
        length = 4 + (data[offset + 3] & 0x1F) * 4
        found.append(Part(f"[{len(found)}]", offset, length, shape=GENEVE_OPT))
        offset += length
    return found


GENEVE_OPTIONS = Parsed(_geneve_options)

OVS_TUNNEL_KEY_ATTR = AttributeSet(
    "OVS_TUNNEL_KEY_ATTR_",
    [
        Attribute(0, "OVS_TUNNEL_KEY_ATTR_ID", BE64, HEX),
        Attribute(1, "OVS_TUNNEL_KEY_ATTR_IPV4_SRC", IPV4),
        Attribute(2, "OVS_TUNNEL_KEY_ATTR_IPV4_DST", IPV4),
        Attribute(3, "OVS_TUNNEL_KEY_ATTR_TOS", U8, HEX),
        Attribute(4, "OVS_TUNNEL_KEY_ATTR_TTL", U8),
        Attribute(5, "OVS_TUNNEL_KEY_ATTR_DONT_FRAGMENT", FLAG),
        Attribute(6, "OVS_TUNNEL_KEY_ATTR_CSUM", FLAG),
        Attribute(7, "OVS_TUNNEL_KEY_ATTR_OAM", FLAG),
        Attribute(8, "OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS", GENEVE_OPTIONS),
        Attribute(9, "OVS_TUNNEL_KEY_ATTR_TP_SRC", BE16),
        Attribute(10, "OVS_TUNNEL_KEY_ATTR_TP_DST", BE16),
        Attribute(11, "OVS_TUNNEL_KEY_ATTR_VXLAN_OPTS", OVS_VXLAN_EXT),
        Attribute(12, "OVS_TUNNEL_KEY_ATTR_IPV6_SRC", IPV6),
        Attribute(13, "OVS_TUNNEL_KEY_ATTR_IPV6_DST", IPV6),
        Attribute(14, "OVS_TUNNEL_KEY_ATTR_PAD", OPAQUE),
        Attribute(15, "OVS_TUNNEL_KEY_ATTR_ERSPAN_OPTS", ERSPAN_METADATA),
        Attribute(16, "OVS_TUNNEL_KEY_ATTR_IPV4_INFO_BRIDGE", FLAG),
    ],
)
