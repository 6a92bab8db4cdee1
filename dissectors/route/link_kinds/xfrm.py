"""xfrm: interfaces for IPsec policies by interface id (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import FLAG, HEX, INTERFACE, U32, Attribute, AttributeSet

IFLA_XFRM = AttributeSet(
    "IFLA_XFRM_",
    [
        Attribute(1, "IFLA_XFRM_LINK", U32, INTERFACE),
        Attribute(2, "IFLA_XFRM_IF_ID", U32, HEX),
        Attribute(3, "IFLA_XFRM_COLLECT_METADATA", FLAG),
    ],
)
