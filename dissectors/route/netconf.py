"""Settings of interfaces that routing daemons watch (linux/netconf.h)."""

from __future__ import annotations

from dissectors.constants import AF
from nldissect.schema import (
    BOOL,
    INTERFACE,
    S32,
    U8,
    Attribute,
    AttributeSet,
    Enum,
    Meant,
    Member,
    Payload,
    Question,
    Select,
    Struct,
    Unit,
    rtnetlink,
)

NETCONFMSG = Struct("netconfmsg", [Member("ncm_family", U8, AF)])

NETCONFA_IFINDEX = Enum(
    "NETCONFA_IFINDEX_",
    {
        -1: "NETCONFA_IFINDEX_ALL",
        -2: "NETCONFA_IFINDEX_DEFAULT",
    },
)
"""instead of an interface: all of them, and those to come"""

RP_FILTER = Unit("", {0: "off", 1: "strict", 2: "loose"})
"""RFC 3704"""


def _is_special(payload: memoryview, order: str) -> bool:
    """Whether the index is negative."""
    return len(payload) == 4 and payload[3 if order == "<" else 0] >= 0x80


NETCONFA = AttributeSet(
    "NETCONFA_",
    [
        Attribute(
            1,
            "NETCONFA_IFINDEX",
            Select(Payload(_is_special), {True: Meant(S32, NETCONFA_IFINDEX), False: Meant(S32, INTERFACE)}),
        ),
        Attribute(2, "NETCONFA_FORWARDING", S32, BOOL),
        Attribute(3, "NETCONFA_RP_FILTER", S32, RP_FILTER),
        Attribute(4, "NETCONFA_MC_FORWARDING", S32, BOOL),
        Attribute(5, "NETCONFA_PROXY_NEIGH", S32, BOOL),
        Attribute(6, "NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN", S32, BOOL),
        Attribute(7, "NETCONFA_INPUT", S32, BOOL),
        Attribute(8, "NETCONFA_BC_FORWARDING", S32, BOOL),
        Attribute(9, "NETCONFA_FORCE_FORWARDING", S32, BOOL),
    ],
)

MESSAGES = rtnetlink(
    "NETCONF",
    NETCONFMSG,
    NETCONFA,
    new=80,
    delete=81,
    get=82,
    single=Question(attributes=("NETCONFA_IFINDEX",)),
    dump=Question(attributes=()),
    summary="{ncm_family}[ dev {NETCONFA_IFINDEX}][ forwarding {NETCONFA_FORWARDING}][ rp_filter {NETCONFA_RP_FILTER}]"
    "[ mc_forwarding {NETCONFA_MC_FORWARDING}][ proxy_neigh {NETCONFA_PROXY_NEIGH}]"
    "[ ignore_routes_with_linkdown {NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN}][ input {NETCONFA_INPUT}]",
)
