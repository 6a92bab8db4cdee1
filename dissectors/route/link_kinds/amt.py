"""amt: automatic multicast tunnels, RFC 7450 (linux/amt.h)."""

from __future__ import annotations

from nldissect.schema import BE16, INTERFACE, IPV4, U32, Attribute, AttributeSet, Enum

AMT_MODE = Enum("AMT_MODE_", {0: "AMT_MODE_GATEWAY", 1: "AMT_MODE_RELAY"})

IFLA_AMT = AttributeSet(
    "IFLA_AMT_",
    [
        Attribute(1, "IFLA_AMT_MODE", U32, AMT_MODE, range=(0, 1)),
        Attribute(2, "IFLA_AMT_RELAY_PORT", BE16),
        Attribute(3, "IFLA_AMT_GATEWAY_PORT", BE16),
        Attribute(4, "IFLA_AMT_LINK", U32, INTERFACE),
        Attribute(5, "IFLA_AMT_LOCAL_IP", IPV4),
        Attribute(6, "IFLA_AMT_REMOTE_IP", IPV4),
        Attribute(7, "IFLA_AMT_DISCOVERY_IP", IPV4),
        Attribute(8, "IFLA_AMT_MAX_TUNNELS", U32),
    ],
)
