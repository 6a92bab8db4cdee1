"""vrf: a routing table as an interface, and its members (linux/if_link.h)."""

from __future__ import annotations

from dissectors.route.constants import RT_TABLE
from nldissect.schema import U32, Attribute, AttributeSet

IFLA_VRF = AttributeSet("IFLA_VRF_", [Attribute(1, "IFLA_VRF_TABLE", U32, RT_TABLE)])

IFLA_VRF_PORT = AttributeSet("IFLA_VRF_PORT_", [Attribute(1, "IFLA_VRF_PORT_TABLE", U32, RT_TABLE)])
