"""ppp: point-to-point links, RFC 1661 (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import S32, Attribute, AttributeSet

IFLA_PPP = AttributeSet("IFLA_PPP_", [Attribute(1, "IFLA_PPP_DEV_FD", S32)])
