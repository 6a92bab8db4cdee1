"""IFLA_LINKINFO's payloads by link kind: which module says what a kind's attributes mean.

The keys are the kinds that drivers register with the kernel (`struct rtnl_link_ops`), as they stand in IFLA_INFO_KIND
and IFLA_INFO_SLAVE_KIND. A kind's module is imported when its attributes are first looked at.
"""

from __future__ import annotations

from typing import Final

from nldissect.schema import AttributeSet, Lazy, Look, Shape


def _lazy(target: str) -> Lazy:
    return Lazy(f"{__name__}.{target}")


def slave_kind(look: Look) -> str | None:
    """The kind of the master, which IFLA_INFO_SLAVE_DATA depends on.

    The kernel says it in IFLA_INFO_SLAVE_KIND. In requests it is the master's own kind that counts, and iproute2 sends
    none but an IFLA_INFO_KIND like "bridge_slave".
    """
    kind = look("IFLA_INFO_SLAVE_KIND") or look("IFLA_INFO_KIND")
    return kind.removesuffix("_slave") if isinstance(kind, str) else None


NOTHING: Final = AttributeSet("", ())
"""for kinds whose driver defines no attributes"""

DATA: Final[dict[str, Shape]] = {
    "amt": _lazy("amt:IFLA_AMT"),
    "bareudp": _lazy("bareudp:IFLA_BAREUDP"),
    "batadv": _lazy("batadv:IFLA_BATADV"),
    "bond": _lazy("bond:IFLA_BOND"),
    "bridge": _lazy("bridge:IFLA_BR"),
    "can": _lazy("can:IFLA_CAN"),
    "dsa": _lazy("dsa:IFLA_DSA"),
    "dummy": NOTHING,
    "erspan": _lazy("gre:IFLA_GRE"),
    "geneve": _lazy("geneve:IFLA_GENEVE"),
    "gre": _lazy("gre:IFLA_GRE"),
    "gretap": _lazy("gre:IFLA_GRE"),
    "gtp": _lazy("gtp:IFLA_GTP"),
    "hsr": _lazy("hsr:IFLA_HSR"),
    "ifb": NOTHING,
    "ip6erspan": _lazy("gre:IFLA_GRE"),
    "ip6gre": _lazy("gre:IFLA_GRE"),
    "ip6gretap": _lazy("gre:IFLA_GRE"),
    "ip6tnl": _lazy("iptunnel:IFLA_IPTUN6"),
    "ipip": _lazy("iptunnel:IFLA_IPTUN"),
    "ipoib": _lazy("ipoib:IFLA_IPOIB"),
    "ipvlan": _lazy("ipvlan:IFLA_IPVLAN"),
    "ipvtap": _lazy("ipvlan:IFLA_IPVLAN"),
    "lowpan": NOTHING,
    "macsec": _lazy("macsec:IFLA_MACSEC"),
    "macvlan": _lazy("macvlan:IFLA_MACVLAN"),
    "macvtap": _lazy("macvlan:IFLA_MACVLAN"),
    "netdevsim": NOTHING,
    "netkit": _lazy("netkit:IFLA_NETKIT"),
    "nlmon": NOTHING,
    "openvswitch": NOTHING,
    "ovpn": _lazy("ovpn:IFLA_OVPN"),
    "pfcp": NOTHING,
    "ppp": _lazy("ppp:IFLA_PPP"),
    "rmnet": _lazy("rmnet:IFLA_RMNET"),
    "sit": _lazy("iptunnel:IFLA_IPTUN"),
    "team": NOTHING,
    "tun": _lazy("tun:IFLA_TUN"),
    "vcan": NOTHING,
    "veth": _lazy("veth:VETH_INFO"),
    "virt_wifi": NOTHING,
    "vlan": _lazy("vlan:IFLA_VLAN"),
    "vrf": _lazy("vrf:IFLA_VRF"),
    "vsockmon": NOTHING,
    "vti": _lazy("vti:IFLA_VTI"),
    "vti6": _lazy("vti:IFLA_VTI"),
    "vxcan": _lazy("veth:VXCAN_INFO"),
    "vxlan": _lazy("vxlan:IFLA_VXLAN"),
    "wireguard": NOTHING,
    "wwan": _lazy("wwan:IFLA_WWAN"),
    "xfrm": _lazy("xfrm:IFLA_XFRM"),
}
"""IFLA_INFO_DATA by IFLA_INFO_KIND"""

SLAVE_DATA: Final[dict[str, Shape]] = {
    "bond": _lazy("bond:IFLA_BOND_SLAVE"),
    "bridge": _lazy("bridge_port:IFLA_BRPORT"),
    "vrf": _lazy("vrf:IFLA_VRF_PORT"),
}
"""IFLA_INFO_SLAVE_DATA by slave_kind"""

XSTATS: Final[dict[str, Shape]] = {
    "can": _lazy("can:CAN_DEVICE_STATS"),
}
"""IFLA_INFO_XSTATS by IFLA_INFO_KIND"""
