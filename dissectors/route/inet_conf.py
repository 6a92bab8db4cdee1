"""Per-interface settings of IPv4 and IPv6, which links carry as arrays of 32-bit numbers (linux/ip.h, linux/ipv6.h).

The index is an enumeration that only ever grows, so older kernels send fewer elements and newer ones more. Requests
carry IPv4's as attributes instead, with the same numbers.
"""

from __future__ import annotations

import struct

from nldissect.schema import (
    BOOL,
    BYTES,
    MILLISECONDS,
    S32,
    SECONDS,
    U64,
    Attribute,
    AttributeSet,
    Enum,
    Meaning,
    Member,
    Payload,
    Select,
    Sequence,
)

IPV4_DEVCONF = Enum(
    "IPV4_DEVCONF_",
    {
        1: "IPV4_DEVCONF_FORWARDING",
        2: "IPV4_DEVCONF_MC_FORWARDING",
        3: "IPV4_DEVCONF_PROXY_ARP",
        4: "IPV4_DEVCONF_ACCEPT_REDIRECTS",
        5: "IPV4_DEVCONF_SECURE_REDIRECTS",
        6: "IPV4_DEVCONF_SEND_REDIRECTS",
        7: "IPV4_DEVCONF_SHARED_MEDIA",
        8: "IPV4_DEVCONF_RP_FILTER",
        9: "IPV4_DEVCONF_ACCEPT_SOURCE_ROUTE",
        10: "IPV4_DEVCONF_BOOTP_RELAY",
        11: "IPV4_DEVCONF_LOG_MARTIANS",
        12: "IPV4_DEVCONF_TAG",
        13: "IPV4_DEVCONF_ARPFILTER",
        14: "IPV4_DEVCONF_MEDIUM_ID",
        15: "IPV4_DEVCONF_NOXFRM",
        16: "IPV4_DEVCONF_NOPOLICY",
        17: "IPV4_DEVCONF_FORCE_IGMP_VERSION",
        18: "IPV4_DEVCONF_ARP_ANNOUNCE",
        19: "IPV4_DEVCONF_ARP_IGNORE",
        20: "IPV4_DEVCONF_PROMOTE_SECONDARIES",
        21: "IPV4_DEVCONF_ARP_ACCEPT",
        22: "IPV4_DEVCONF_ARP_NOTIFY",
        23: "IPV4_DEVCONF_ACCEPT_LOCAL",
        24: "IPV4_DEVCONF_SRC_VMARK",
        25: "IPV4_DEVCONF_PROXY_ARP_PVLAN",
        26: "IPV4_DEVCONF_ROUTE_LOCALNET",
        27: "IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL",
        28: "IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL",
        29: "IPV4_DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN",
        30: "IPV4_DEVCONF_DROP_UNICAST_IN_L2_MULTICAST",
        31: "IPV4_DEVCONF_DROP_GRATUITOUS_ARP",
        32: "IPV4_DEVCONF_BC_FORWARDING",
        33: "IPV4_DEVCONF_ARP_EVICT_NOCARRIER",
    },
)

IN6_ADDR_GEN_MODE = Enum(
    "IN6_ADDR_GEN_MODE_",
    {
        0: "IN6_ADDR_GEN_MODE_EUI64",
        1: "IN6_ADDR_GEN_MODE_NONE",
        2: "IN6_ADDR_GEN_MODE_STABLE_PRIVACY",
        3: "IN6_ADDR_GEN_MODE_RANDOM",
    },
)

_IPV4_MEANING: dict[str, Meaning] = {
    "IPV4_DEVCONF_FORWARDING": BOOL,
    "IPV4_DEVCONF_MC_FORWARDING": BOOL,
    "IPV4_DEVCONF_PROXY_ARP": BOOL,
    "IPV4_DEVCONF_ACCEPT_REDIRECTS": BOOL,
    "IPV4_DEVCONF_SECURE_REDIRECTS": BOOL,
    "IPV4_DEVCONF_SEND_REDIRECTS": BOOL,
    "IPV4_DEVCONF_SHARED_MEDIA": BOOL,
    "IPV4_DEVCONF_LOG_MARTIANS": BOOL,
    "IPV4_DEVCONF_NOXFRM": BOOL,
    "IPV4_DEVCONF_NOPOLICY": BOOL,
    "IPV4_DEVCONF_IGMPV2_UNSOLICITED_REPORT_INTERVAL": MILLISECONDS,
    "IPV4_DEVCONF_IGMPV3_UNSOLICITED_REPORT_INTERVAL": MILLISECONDS,
}


def _is_nest(payload: memoryview, order: str) -> bool:
    """Whether every eighth byte begins an attribute of eight bytes; as numbers, these would be absurd settings."""
    lengths = [length for length, _, _ in struct.iter_unpack(f"{order}HHi", payload)] if len(payload) % 8 == 0 else []
    return bool(lengths) and all(length == 8 for length in lengths)


IFLA_INET_CONF = Select(
    Payload(_is_nest),
    {
        False: Sequence(
            S32, members=tuple(Member(name, S32, _IPV4_MEANING.get(name)) for name in IPV4_DEVCONF.constants.values())
        ),
        True: AttributeSet(
            "IPV4_DEVCONF_",
            [Attribute(number, name, S32, _IPV4_MEANING.get(name)) for number, name in IPV4_DEVCONF.constants.items()],
            closed=True,
        ),
    },
)

IFLA_INET6_CONF = Sequence(
    S32,
    members=(
        Member("DEVCONF_FORWARDING", S32, BOOL),
        Member("DEVCONF_HOPLIMIT", S32),
        Member("DEVCONF_MTU6", S32, BYTES),
        Member("DEVCONF_ACCEPT_RA", S32),
        Member("DEVCONF_ACCEPT_REDIRECTS", S32, BOOL),
        Member("DEVCONF_AUTOCONF", S32, BOOL),
        Member("DEVCONF_DAD_TRANSMITS", S32),
        Member("DEVCONF_RTR_SOLICITS", S32),
        Member("DEVCONF_RTR_SOLICIT_INTERVAL", S32, MILLISECONDS),
        Member("DEVCONF_RTR_SOLICIT_DELAY", S32, MILLISECONDS),
        Member("DEVCONF_USE_TEMPADDR", S32),
        Member("DEVCONF_TEMP_VALID_LFT", S32, SECONDS),
        Member("DEVCONF_TEMP_PREFERED_LFT", S32, SECONDS),
        Member("DEVCONF_REGEN_MAX_RETRY", S32),
        Member("DEVCONF_MAX_DESYNC_FACTOR", S32, SECONDS),
        Member("DEVCONF_MAX_ADDRESSES", S32),
        Member("DEVCONF_FORCE_MLD_VERSION", S32),
        Member("DEVCONF_ACCEPT_RA_DEFRTR", S32, BOOL),
        Member("DEVCONF_ACCEPT_RA_PINFO", S32, BOOL),
        Member("DEVCONF_ACCEPT_RA_RTR_PREF", S32, BOOL),
        Member("DEVCONF_RTR_PROBE_INTERVAL", S32, MILLISECONDS),
        Member("DEVCONF_ACCEPT_RA_RT_INFO_MAX_PLEN", S32),
        Member("DEVCONF_PROXY_NDP", S32, BOOL),
        Member("DEVCONF_OPTIMISTIC_DAD", S32, BOOL),
        Member("DEVCONF_ACCEPT_SOURCE_ROUTE", S32),
        Member("DEVCONF_MC_FORWARDING", S32, BOOL),
        Member("DEVCONF_DISABLE_IPV6", S32, BOOL),
        Member("DEVCONF_ACCEPT_DAD", S32),
        Member("DEVCONF_FORCE_TLLAO", S32, BOOL),
        Member("DEVCONF_NDISC_NOTIFY", S32, BOOL),
        Member("DEVCONF_MLDV1_UNSOLICITED_REPORT_INTERVAL", S32, MILLISECONDS),
        Member("DEVCONF_MLDV2_UNSOLICITED_REPORT_INTERVAL", S32, MILLISECONDS),
        Member("DEVCONF_SUPPRESS_FRAG_NDISC", S32, BOOL),
        Member("DEVCONF_ACCEPT_RA_FROM_LOCAL", S32, BOOL),
        Member("DEVCONF_USE_OPTIMISTIC", S32, BOOL),
        Member("DEVCONF_ACCEPT_RA_MTU", S32, BOOL),
        Member("DEVCONF_STABLE_SECRET", S32),
        Member("DEVCONF_USE_OIF_ADDRS_ONLY", S32, BOOL),
        Member("DEVCONF_ACCEPT_RA_MIN_HOP_LIMIT", S32),
        Member("DEVCONF_IGNORE_ROUTES_WITH_LINKDOWN", S32, BOOL),
        Member("DEVCONF_DROP_UNICAST_IN_L2_MULTICAST", S32, BOOL),
        Member("DEVCONF_DROP_UNSOLICITED_NA", S32, BOOL),
        Member("DEVCONF_KEEP_ADDR_ON_DOWN", S32),
        Member("DEVCONF_RTR_SOLICIT_MAX_INTERVAL", S32, MILLISECONDS),
        Member("DEVCONF_SEG6_ENABLED", S32, BOOL),
        Member("DEVCONF_SEG6_REQUIRE_HMAC", S32),
        Member("DEVCONF_ENHANCED_DAD", S32, BOOL),
        Member("DEVCONF_ADDR_GEN_MODE", S32, IN6_ADDR_GEN_MODE),
        Member("DEVCONF_DISABLE_POLICY", S32, BOOL),
        Member("DEVCONF_ACCEPT_RA_RT_INFO_MIN_PLEN", S32),
        Member("DEVCONF_NDISC_TCLASS", S32),
        Member("DEVCONF_RPL_SEG_ENABLED", S32, BOOL),
        Member("DEVCONF_RA_DEFRTR_METRIC", S32),
        Member("DEVCONF_IOAM6_ENABLED", S32, BOOL),
        Member("DEVCONF_IOAM6_ID", S32),
        Member("DEVCONF_IOAM6_ID_WIDE", S32),
        Member("DEVCONF_NDISC_EVICT_NOCARRIER", S32, BOOL),
        Member("DEVCONF_ACCEPT_UNTRACKED_NA", S32),
        Member("DEVCONF_ACCEPT_RA_MIN_LFT", S32, SECONDS),
        Member("DEVCONF_FORCE_FORWARDING", S32, BOOL),
    ),
)
"""linux/ipv6.h"""

ICMP6_MIB = Sequence(
    U64,
    members=(
        Member("ICMP6_MIB_NUM", U64),
        Member("ICMP6_MIB_INMSGS", U64),
        Member("ICMP6_MIB_INERRORS", U64),
        Member("ICMP6_MIB_OUTMSGS", U64),
        Member("ICMP6_MIB_OUTERRORS", U64),
        Member("ICMP6_MIB_CSUMERRORS", U64),
        Member("ICMP6_MIB_RATELIMITHOST", U64),
    ),
)
"""linux/snmp.h; the first is the number of elements"""

_IPSTATS_MIB = (
    Member("IPSTATS_MIB_NUM", U64),
    Member("IPSTATS_MIB_INPKTS", U64),
    Member("IPSTATS_MIB_INOCTETS", U64),
    Member("IPSTATS_MIB_INDELIVERS", U64),
    Member("IPSTATS_MIB_NOECTPKTS", U64),
    Member("IPSTATS_MIB_ECT1PKTS", U64),
    Member("IPSTATS_MIB_ECT0PKTS", U64),
    Member("IPSTATS_MIB_CEPKTS", U64),
    Member("IPSTATS_MIB_OUTREQUESTS", U64),
    Member("IPSTATS_MIB_OUTPKTS", U64),
    Member("IPSTATS_MIB_OUTOCTETS", U64),
    Member("IPSTATS_MIB_OUTFORWDATAGRAMS", U64),
    Member("IPSTATS_MIB_INHDRERRORS", U64),
    Member("IPSTATS_MIB_INTOOBIGERRORS", U64),
    Member("IPSTATS_MIB_INNOROUTES", U64),
    Member("IPSTATS_MIB_INADDRERRORS", U64),
    Member("IPSTATS_MIB_INUNKNOWNPROTOS", U64),
    Member("IPSTATS_MIB_INTRUNCATEDPKTS", U64),
    Member("IPSTATS_MIB_INDISCARDS", U64),
    Member("IPSTATS_MIB_OUTDISCARDS", U64),
    Member("IPSTATS_MIB_OUTNOROUTES", U64),
    Member("IPSTATS_MIB_REASMTIMEOUT", U64),
    Member("IPSTATS_MIB_REASMREQDS", U64),
    Member("IPSTATS_MIB_REASMOKS", U64),
    Member("IPSTATS_MIB_REASMFAILS", U64),
    Member("IPSTATS_MIB_FRAGOKS", U64),
    Member("IPSTATS_MIB_FRAGFAILS", U64),
    Member("IPSTATS_MIB_FRAGCREATES", U64),
    Member("IPSTATS_MIB_INMCASTPKTS", U64),
    Member("IPSTATS_MIB_OUTMCASTPKTS", U64),
    Member("IPSTATS_MIB_INBCASTPKTS", U64),
    Member("IPSTATS_MIB_OUTBCASTPKTS", U64),
    Member("IPSTATS_MIB_INMCASTOCTETS", U64),
    Member("IPSTATS_MIB_OUTMCASTOCTETS", U64),
    Member("IPSTATS_MIB_INBCASTOCTETS", U64),
    Member("IPSTATS_MIB_OUTBCASTOCTETS", U64),
    Member("IPSTATS_MIB_CSUMERRORS", U64),
    Member("IPSTATS_MIB_REASM_OVERLAPS", U64),
)

_IPSTATS_MIB_BEFORE_6_6 = tuple(
    Member(f"IPSTATS_MIB_{name}", U64)
    for name in (
        "NUM",
        "INPKTS",
        "INOCTETS",
        "INDELIVERS",
        "OUTFORWDATAGRAMS",
        "OUTPKTS",
        "OUTOCTETS",
        "INHDRERRORS",
        "INTOOBIGERRORS",
        "INNOROUTES",
        "INADDRERRORS",
        "INUNKNOWNPROTOS",
        "INTRUNCATEDPKTS",
        "INDISCARDS",
        "OUTDISCARDS",
        "OUTNOROUTES",
        "REASMTIMEOUT",
        "REASMREQDS",
        "REASMOKS",
        "REASMFAILS",
        "FRAGOKS",
        "FRAGFAILS",
        "FRAGCREATES",
        "INMCASTPKTS",
        "OUTMCASTPKTS",
        "INBCASTPKTS",
        "OUTBCASTPKTS",
        "INMCASTOCTETS",
        "OUTMCASTOCTETS",
        "INBCASTOCTETS",
        "OUTBCASTOCTETS",
        "CSUMERRORS",
        "NOECTPKTS",
        "ECT1PKTS",
        "ECT0PKTS",
        "CEPKTS",
        "REASM_OVERLAPS",
    )
)


def _is_before_6_6(payload: memoryview, order: str) -> bool:
    """Linux 6.6 told packets sent from requests to send: the array grew from 37 elements, in another order."""
    return len(payload) <= len(_IPSTATS_MIB_BEFORE_6_6) * 8


IPSTATS_MIB = Select(
    Payload(_is_before_6_6),
    {False: Sequence(U64, members=_IPSTATS_MIB), True: Sequence(U64, members=_IPSTATS_MIB_BEFORE_6_6)},
)
"""linux/snmp.h; the first is the number of elements"""
