"""The action that sets what a tunnel device puts around packets: tunnel_key (linux/tc_act/tc_tunnel_key.h)."""

from __future__ import annotations

from dissectors.route.tc.action import TCF_T, action
from nldissect.schema import (
    BE16,
    BE32,
    BOOL,
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
    Enum,
    Member,
)

TCA_TUNNEL_KEY_ACT = Enum(
    "TCA_TUNNEL_KEY_ACT_",
    {
        1: "TCA_TUNNEL_KEY_ACT_SET",
        2: "TCA_TUNNEL_KEY_ACT_RELEASE",
    },
)
GENEVE = AttributeSet(
    "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_",
    [
        # the three again for each option
        Attribute(1, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_CLASS", BE16, HEX, multiple=True),
        Attribute(2, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_TYPE", U8, HEX, multiple=True),
        Attribute(3, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA", OPAQUE, multiple=True),
    ],
)
VXLAN = AttributeSet("TCA_TUNNEL_KEY_ENC_OPT_VXLAN_", [Attribute(1, "TCA_TUNNEL_KEY_ENC_OPT_VXLAN_GBP", U32, HEX)])
ERSPAN = AttributeSet(
    "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_",
    [
        Attribute(1, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_VER", U8),
        Attribute(2, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_INDEX", BE32),
        Attribute(3, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_DIR", U8),
        Attribute(4, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_HWID", U8),
    ],
)
OPTIONS = AttributeSet(
    "TCA_TUNNEL_KEY_ENC_OPTS_",
    [
        Attribute(1, "TCA_TUNNEL_KEY_ENC_OPTS_GENEVE", GENEVE, multiple=True),
        Attribute(2, "TCA_TUNNEL_KEY_ENC_OPTS_VXLAN", VXLAN),
        Attribute(3, "TCA_TUNNEL_KEY_ENC_OPTS_ERSPAN", ERSPAN),
    ],
)
TUNNEL_KEY = AttributeSet(
    "TCA_TUNNEL_KEY_",
    [
        Attribute(1, "TCA_TUNNEL_KEY_TM", TCF_T),
        Attribute(2, "TCA_TUNNEL_KEY_PARMS", action("tc_tunnel_key", [Member("t_action", S32, TCA_TUNNEL_KEY_ACT)])),
        Attribute(3, "TCA_TUNNEL_KEY_ENC_IPV4_SRC", IPV4),
        Attribute(4, "TCA_TUNNEL_KEY_ENC_IPV4_DST", IPV4),
        Attribute(5, "TCA_TUNNEL_KEY_ENC_IPV6_SRC", IPV6),
        Attribute(6, "TCA_TUNNEL_KEY_ENC_IPV6_DST", IPV6),
        Attribute(7, "TCA_TUNNEL_KEY_ENC_KEY_ID", BE32),
        Attribute(8, "TCA_TUNNEL_KEY_PAD", OPAQUE),
        Attribute(9, "TCA_TUNNEL_KEY_ENC_DST_PORT", BE16),
        Attribute(10, "TCA_TUNNEL_KEY_NO_CSUM", U8, BOOL),
        Attribute(11, "TCA_TUNNEL_KEY_ENC_OPTS", OPTIONS),
        Attribute(12, "TCA_TUNNEL_KEY_ENC_TOS", U8, HEX),
        Attribute(13, "TCA_TUNNEL_KEY_ENC_TTL", U8),
        Attribute(14, "TCA_TUNNEL_KEY_NO_FRAG", FLAG),
    ],
)
