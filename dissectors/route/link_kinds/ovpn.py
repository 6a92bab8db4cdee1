"""ovpn: OpenVPN's data channel (linux/if_link.h). Peers and keys go over generic netlink's "ovpn"."""

from __future__ import annotations

from nldissect.schema import U8, Attribute, AttributeSet, Enum

OVPN_MODE = Enum("OVPN_MODE_", {0: "OVPN_MODE_P2P", 1: "OVPN_MODE_MP"})

IFLA_OVPN = AttributeSet("IFLA_OVPN_", [Attribute(1, "IFLA_OVPN_MODE", U8, OVPN_MODE, range=(0, 1))])
