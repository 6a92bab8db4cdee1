"""Routes: IPv4, IPv6, MPLS and the multicast forwarding caches (linux/rtnetlink.h)."""

from __future__ import annotations

from dataclasses import replace

from dissectors.constants import AF, IPPROTO
from dissectors.route import can_gateway
from dissectors.route.constants import RT_SCOPE, RT_TABLE, RTM_F, RTN, RTNH_F, RTPROT
from dissectors.route.encap import LWTUNNEL_ENCAP, encapsulation
from dissectors.route.metrics import RTAX
from dissectors.route.realms import REALMS
from dissectors.route.route_summary import get_summary, summary
from nldissect.schema import (
    BE16,
    BE32,
    BOOL,
    BYTES,
    CLOCK_TICKS,
    ERRNO,
    HEX,
    INTERFACE,
    LINK_ADDRESS,
    OPAQUE,
    PACKETS,
    S32,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    Address,
    Attribute,
    AttributeSet,
    Enum,
    Flags,
    Headed,
    Lazy,
    Member,
    Pad,
    Question,
    Records,
    Select,
    Struct,
    rtnetlink,
)

AF_CAN = 29
RTM_F_CLONED = 0x200
RT_DEL_REASON = Enum(
    "RT_DEL_REASON_", {0: "RT_DEL_REASON_UNSPEC", 1: "RT_DEL_REASON_EXPIRED", 2: "RT_DEL_REASON_RA_WITHDRAWN"}
)
RTCF = {
    0x00010000: "RTCF_NOTIFY",
    0x00020000: "RTCF_DIRECTDST",
    0x00040000: "RTCF_REDIRECTED",
    0x00080000: "RTCF_TPROXY",
    0x00200000: "RTCF_FAST",
    0x00400000: "RTCF_MASQ",
    0x00800000: "RTCF_SNAT",
    0x01000000: "RTCF_DOREDIRECT",
    0x04000000: "RTCF_DIRECTSRC",
    0x08000000: "RTCF_DNAT",
    0x10000000: "RTCF_BROADCAST",
    0x20000000: "RTCF_MULTICAST",
    0x40000000: "RTCF_REJECT",
    0x80000000: "RTCF_LOCAL",
}
"""upper bits of the flags of an IPv4 route that a lookup made (linux/in_route.h)"""


class _RouteFlags(Flags):
    """rtm_flags: those of the route's only nexthop in the lowest byte; the upper bits depend on RTM_F_CLONED."""

    _cloned = Flags("RTM_F_", RTNH_F.constants | RTM_F.constants | RTCF)

    def names_of(self, value: int) -> list[str]:
        return self._cloned.names_of(value) if value & RTM_F_CLONED else super().names_of(value)


ROUTE_FLAGS = _RouteFlags("RTM_F_", RTNH_F.constants | RTM_F.constants)

RTMSG = Struct(
    "rtmsg",
    [
        Member("rtm_family", U8, AF),
        Member("rtm_dst_len", U8),
        Member("rtm_src_len", U8),
        Member("rtm_tos", U8, HEX),
        Member("rtm_table", U8, RT_TABLE),
        Member("rtm_protocol", U8, RTPROT),
        Member("rtm_scope", U8, RT_SCOPE),
        Member("rtm_type", U8, RTN, range=(0, 11)),
        Member("rtm_flags", U32, ROUTE_FLAGS),
    ],
)
RTNEXTHOP = Struct(
    "rtnexthop",
    [
        Member("rtnh_len", U16, BYTES),
        Member("rtnh_flags", U8, RTNH_F),
        # the weight less one; in a multicast route the least TTL that is forwarded
        Member("rtnh_hops", U8),
        Member("rtnh_ifindex", S32, INTERFACE),
    ],
)
RTVIA = Struct(
    "rtvia",
    [
        Member("rtvia_family", U16, AF),
        Member("rtvia_addr", Select("rtvia_family", {17: LINK_ADDRESS}, Address("rtvia_family"))),
    ],
    text="{rtvia_family} {rtvia_addr}",
)
RTA_CACHEINFO = Struct(
    "rta_cacheinfo",
    [
        Member("rta_clntref", U32),
        Member("rta_lastuse", U32, CLOCK_TICKS),
        Member("rta_expires", S32, CLOCK_TICKS),
        Member("rta_error", U32, ERRNO),
        Member("rta_used", U32),
        Member("rta_id", U32),
        Member("rta_ts", U32),
        Member("rta_tsage", U32),
    ],
)
RTA_SESSION = Struct(
    "rta_session",
    [
        Member("proto", U8, IPPROTO),
        Pad(1, "pad1"),
        Pad(2, "pad2"),
        Member("sport", U16),
        Member("dport", U16),
    ],
)
RTA_MFC_STATS = Struct(
    "rta_mfc_stats",
    [
        Member("mfcs_packets", U64, PACKETS),
        Member("mfcs_bytes", U64, BYTES),
        Member("mfcs_wrong_if", U64, PACKETS),
    ],
)
ICMPV6_ROUTER_PREF = Enum(
    "ICMPV6_ROUTER_PREF_",
    {
        0: "ICMPV6_ROUTER_PREF_MEDIUM",
        1: "ICMPV6_ROUTER_PREF_HIGH",
        2: "ICMPV6_ROUTER_PREF_INVALID",
        3: "ICMPV6_ROUTER_PREF_LOW",
    },
)
"""linux/icmpv6.h"""

MPLS_LABELS = Address(28)

RTA = AttributeSet(
    "RTA_",
    [
        Attribute(1, "RTA_DST", Select("rtm_family", {28: MPLS_LABELS}, Address("rtm_family", prefix="rtm_dst_len"))),
        Attribute(2, "RTA_SRC", Address("rtm_family", prefix="rtm_src_len")),
        Attribute(3, "RTA_IIF", U32, INTERFACE),
        Attribute(4, "RTA_OIF", U32, INTERFACE),
        Attribute(5, "RTA_GATEWAY", Address("rtm_family")),
        Attribute(6, "RTA_PRIORITY", U32),
        Attribute(7, "RTA_PREFSRC", Address("rtm_family")),
        Attribute(8, "RTA_METRICS", RTAX),
        Attribute(9, "RTA_MULTIPATH", Records(Headed(RTNEXTHOP, Lazy("dissectors.route.route:RTA")), "rtnh_len")),
        Attribute(10, "RTA_PROTOINFO", U32),
        Attribute(11, "RTA_FLOW", U32, REALMS),
        Attribute(12, "RTA_CACHEINFO", RTA_CACHEINFO),
        Attribute(13, "RTA_SESSION", RTA_SESSION),
        Attribute(14, "RTA_MP_ALGO", U32),
        Attribute(15, "RTA_TABLE", U32, RT_TABLE),
        Attribute(16, "RTA_MARK", U32, HEX),
        Attribute(17, "RTA_MFC_STATS", RTA_MFC_STATS),
        Attribute(18, "RTA_VIA", RTVIA),
        Attribute(19, "RTA_NEWDST", MPLS_LABELS),
        Attribute(20, "RTA_PREF", U8, ICMPV6_ROUTER_PREF),
        Attribute(21, "RTA_ENCAP_TYPE", U16, LWTUNNEL_ENCAP),
        Attribute(22, "RTA_ENCAP", encapsulation("RTA_ENCAP_TYPE")),
        Attribute(23, "RTA_EXPIRES", U32, SECONDS),
        Attribute(24, "RTA_PAD", OPAQUE),
        Attribute(25, "RTA_UID", U32),
        Attribute(26, "RTA_TTL_PROPAGATE", U8, BOOL),
        Attribute(27, "RTA_IP_PROTO", U8, IPPROTO),
        Attribute(28, "RTA_SPORT", BE16),
        Attribute(29, "RTA_DPORT", BE16),
        Attribute(30, "RTA_NH_ID", U32),
        Attribute(31, "RTA_FLOWLABEL", BE32, HEX),
        Attribute(32, "RTA_DEL_REASON", U32, RT_DEL_REASON),
    ],
    strict_from=30,
)

MULTICAST_EXPIRES = Attribute(23, "RTA_EXPIRES", U64, CLOCK_TICKS)
"""in the multicast forwarding caches: how long ago the entry was used last"""
MULTICAST_RTA = AttributeSet("RTA_", [MULTICAST_EXPIRES if row.number == 23 else row for row in RTA.attributes])

RTNL_FAMILY_IPMR, RTNL_FAMILY_IP6MR = 128, 129
BODY = Select("rtm_family", {RTNL_FAMILY_IPMR: MULTICAST_RTA, RTNL_FAMILY_IP6MR: MULTICAST_RTA}, RTA)

# The lookup's flags, and what a dump can be limited to: cached routes, prefixes.
SINGLE = Question(
    {"rtm_table": 0, "rtm_protocol": 0, "rtm_scope": 0, "rtm_type": 0, "rtm_flags": 0x3100},
    (
        "RTA_IIF", "RTA_OIF", "RTA_SRC", "RTA_DST", "RTA_TABLE", "RTA_MARK", "RTA_UID", "RTA_IP_PROTO", "RTA_SPORT",
        "RTA_DPORT", "RTA_NEWDST", "RTA_FLOWLABEL",
    ),
)  # fmt: skip
DUMP = Question(
    {"rtm_dst_len": 0, "rtm_src_len": 0, "rtm_tos": 0, "rtm_scope": 0, "rtm_flags": 0xA00}, ("RTA_TABLE", "RTA_OIF")
)

_ROUTES = (
    *rtnetlink("ROUTE", RTMSG, BODY, new=24, delete=25, summary=summary),
    *rtnetlink("ROUTE", RTMSG, BODY, get=26, summary=get_summary, single=SINGLE, dump=DUMP),
)
MESSAGES = tuple(
    replace(route, by_family={AF_CAN: gateway})
    for route, gateway in zip(_ROUTES, (can_gateway.NEW, can_gateway.DELETE, can_gateway.GET), strict=True)
)
