"""dsa: a switch chip's ports (linux/if_link.h)."""

from __future__ import annotations

from nldissect.schema import INTERFACE, U32, Attribute, AttributeSet

IFLA_DSA = AttributeSet("IFLA_DSA_", [Attribute(1, "IFLA_DSA_CONDUIT", U32, INTERFACE)])
