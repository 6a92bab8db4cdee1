"""wwan: a modem's data channels (linux/wwan.h)."""

from __future__ import annotations

from nldissect.schema import U32, Attribute, AttributeSet

IFLA_WWAN = AttributeSet("IFLA_WWAN_", [Attribute(1, "IFLA_WWAN_LINK_ID", U32)])
