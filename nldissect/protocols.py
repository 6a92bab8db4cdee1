"""The netlink protocols by number (linux/netlink.h)."""

from __future__ import annotations

from typing import Final

ROUTE: Final = 0
USERSOCK: Final = 2
SOCK_DIAG: Final = 4
XFRM: Final = 6
ISCSI: Final = 8
AUDIT: Final = 9
FIB_LOOKUP: Final = 10
CONNECTOR: Final = 11
NETFILTER: Final = 12
KOBJECT_UEVENT: Final = 15
GENERIC: Final = 16

PROTOCOLS: Final[dict[int, str]] = {
    0: "NETLINK_ROUTE",
    1: "NETLINK_UNUSED",
    2: "NETLINK_USERSOCK",
    3: "NETLINK_FIREWALL",
    4: "NETLINK_SOCK_DIAG",
    5: "NETLINK_NFLOG",
    6: "NETLINK_XFRM",
    7: "NETLINK_SELINUX",
    8: "NETLINK_ISCSI",
    9: "NETLINK_AUDIT",
    10: "NETLINK_FIB_LOOKUP",
    11: "NETLINK_CONNECTOR",
    12: "NETLINK_NETFILTER",
    13: "NETLINK_IP6_FW",
    14: "NETLINK_DNRTMSG",
    15: "NETLINK_KOBJECT_UEVENT",
    16: "NETLINK_GENERIC",
    18: "NETLINK_SCSITRANSPORT",
    19: "NETLINK_ECRYPTFS",
    20: "NETLINK_RDMA",
    21: "NETLINK_CRYPTO",
    22: "NETLINK_SMC",
}
"""protocol number → its constant"""


def protocol_name(number: int) -> str:
    """NETLINK_ROUTE; a number without a name is written NETLINK_30."""
    return PROTOCOLS.get(number, f"NETLINK_{number}")


def alias(number: int) -> str:
    """The protocol in summary lines and filters: route, generic, netfilter, uevent …"""
    return protocol_name(number).removeprefix("NETLINK_").removeprefix("KOBJECT_").lower()


def protocol_number(name: str) -> int | None:
    """The number behind NETLINK_ROUTE, route or 0; None where it is none of these."""
    if name.isdecimal():
        return int(name)
    wanted = name.lower()
    for number in PROTOCOLS:
        if wanted in (PROTOCOLS[number].lower(), alias(number)):
            return number
    return None
