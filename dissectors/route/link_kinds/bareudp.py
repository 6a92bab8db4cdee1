"""bareudp: layer 3 over UDP, as MPLS of RFC 7510 (linux/if_link.h)."""

from __future__ import annotations

from dissectors.constants import ETH_P
from nldissect.schema import BE16, FLAG, U16, Attribute, AttributeSet

IFLA_BAREUDP = AttributeSet(
    "IFLA_BAREUDP_",
    [
        Attribute(1, "IFLA_BAREUDP_PORT", BE16),
        Attribute(2, "IFLA_BAREUDP_ETHERTYPE", BE16, ETH_P),
        Attribute(3, "IFLA_BAREUDP_SRCPORT_MIN", U16),
        Attribute(4, "IFLA_BAREUDP_MULTIPROTO_MODE", FLAG),
    ],
)
