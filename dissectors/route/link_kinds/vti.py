"""vti and vti6: tunnels for IPsec policies by mark (linux/if_tunnel.h)."""

from __future__ import annotations

from dissectors.route.link_kinds.tunnel import TUNNEL_END
from nldissect.schema import BE32, HEX, INTERFACE, U32, Attribute, AttributeSet

IFLA_VTI = AttributeSet(
    "IFLA_VTI_",
    [
        Attribute(1, "IFLA_VTI_LINK", U32, INTERFACE),
        Attribute(2, "IFLA_VTI_IKEY", BE32),
        Attribute(3, "IFLA_VTI_OKEY", BE32),
        Attribute(4, "IFLA_VTI_LOCAL", TUNNEL_END),
        Attribute(5, "IFLA_VTI_REMOTE", TUNNEL_END),
        Attribute(6, "IFLA_VTI_FWMARK", U32, HEX),
    ],
)
