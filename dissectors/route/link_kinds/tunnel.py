"""What kinds of tunnels share (linux/if_tunnel.h, linux/ip6_tunnel.h)."""

from __future__ import annotations

from nldissect.schema import Address, Enum, Flags, Look, Parsed, Part

TUNNEL_END = Address()
"""one end of a tunnel, IPv4 or IPv6: the kinds of both share their attributes"""

TUNNEL_ENCAP = Enum(
    "TUNNEL_ENCAP_",
    {0: "TUNNEL_ENCAP_NONE", 1: "TUNNEL_ENCAP_FOU", 2: "TUNNEL_ENCAP_GUE", 3: "TUNNEL_ENCAP_MPLS"},
)
"""what the tunnel's packets are wrapped in once more"""
TUNNEL_ENCAP_FLAG = Flags(
    "TUNNEL_ENCAP_FLAG_",
    {0x1: "TUNNEL_ENCAP_FLAG_CSUM", 0x2: "TUNNEL_ENCAP_FLAG_CSUM6", 0x4: "TUNNEL_ENCAP_FLAG_REMCSUM"},
)
IP6_TNL_F = Flags(
    "IP6_TNL_F_",
    {
        0x1: "IP6_TNL_F_IGN_ENCAP_LIMIT",
        0x2: "IP6_TNL_F_USE_ORIG_TCLASS",
        0x4: "IP6_TNL_F_USE_ORIG_FLOWLABEL",
        0x8: "IP6_TNL_F_MIP6_DEV",
        0x10: "IP6_TNL_F_RCV_DSCP_COPY",
        0x20: "IP6_TNL_F_USE_ORIG_FWMARK",
        0x40: "IP6_TNL_F_ALLOW_LOCAL_REMOTE",
        # Capabilities that the kernel works out for itself; they show in replies only (include/net/ip6_tunnel.h).
        0x10000: "IP6_TNL_F_CAP_XMIT",
        0x20000: "IP6_TNL_F_CAP_RCV",
        0x40000: "IP6_TNL_F_CAP_PER_PACKET",
    },
)


def _flag_or_byte(payload: memoryview, order: str, look: Look) -> list[Part]:
    true = any(payload) or not payload
    return [Part("", 0, len(payload), true, "on" if true else "off")]


FLAG_OR_BYTE = Parsed(_flag_or_byte)
"""true by being there (a flag), or by a byte that is not zero"""
