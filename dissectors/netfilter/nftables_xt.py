"""What xtables matches and targets carry in nf_tables: the commonest (linux/netfilter/xt_*.h, linux/netfilter_*/*.h).

Each is a C struct of the extension, chosen by its name and revision, and padded to eight bytes. What the kernel uses of
it for itself is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from dissectors.netfilter import xtables_bridge, xtables_ipv6, xtables_more, xtables_rare
from dissectors.netfilter.nftables_actions import NF_NAT_RANGE, NFT_LOGLEVEL
from dissectors.netfilter.nftables_data import L4PROTO, Options
from dissectors.netfilter.xtables_more import INET_ADDRESS
from nldissect.schema import (
    BE16,
    BYTES,
    HEX,
    IPV4,
    MAC,
    OPAQUE,
    S32,
    U8,
    U16,
    U32,
    UNKNOWN,
    Bytes,
    Enum,
    Look,
    Meaning,
    Member,
    Pad,
    Parsed,
    Part,
    Select,
    Sequence,
    Shape,
    Struct,
    Text,
)


def _info(struct: Struct) -> Parsed:
    """The struct, then what pads it, or is the kernel's own."""

    def parse(data: memoryview, order: str, look: Look) -> list[Part]:
        size = min(struct.fixed_size, len(data))
        parts = [Part("", 0, size, shape=struct)]
        return [*parts, Part("padding", size, len(data) - size, shape=OPAQUE)] if len(data) > size else parts

    return Parsed(parse)


def _struct(name: str, *members: Member | Pad) -> Struct:
    return Struct(name, members)


def _range(name: str, shape: Shape, meaning: Meaning | None = None) -> tuple[Member, Member]:
    return Member(f"{name}_min", shape, meaning), Member(f"{name}_max", shape, meaning)


XT_CONNTRACK = Options(
    "XT_CONNTRACK_",
    {
        0x0001: "XT_CONNTRACK_STATE",
        0x0002: "XT_CONNTRACK_PROTO",
        0x0004: "XT_CONNTRACK_ORIGSRC",
        0x0008: "XT_CONNTRACK_ORIGDST",
        0x0010: "XT_CONNTRACK_REPLSRC",
        0x0020: "XT_CONNTRACK_REPLDST",
        0x0040: "XT_CONNTRACK_STATUS",
        0x0080: "XT_CONNTRACK_EXPIRES",
        0x0100: "XT_CONNTRACK_ORIGSRC_PORT",
        0x0200: "XT_CONNTRACK_ORIGDST_PORT",
        0x0400: "XT_CONNTRACK_REPLSRC_PORT",
        0x0800: "XT_CONNTRACK_REPLDST_PORT",
        0x1000: "XT_CONNTRACK_DIRECTION",
        0x2000: "XT_CONNTRACK_STATE_ALIAS",
    },
)
_STATE = Options(
    "",
    {
        0x001: "invalid",
        0x002: "established",
        0x004: "related",
        0x008: "new",
        0x040: "snat",
        0x080: "dnat",
        0x100: "untracked",
    },
)
"""iptables' words for XT_CONNTRACK_STATE_BIT() and its like"""
_CONNTRACK = (
    *(
        Member(f"{address}_{part}", INET_ADDRESS)
        for address in ("origsrc", "origdst", "replsrc", "repldst")
        for part in ("addr", "mask")
    ),
    *_range("expires", U32),
    Member("l4proto", U16, L4PROTO),
)
_PORTS = ("origsrc_port", "origdst_port", "replsrc_port", "repldst_port")
_CONNTRACK_FLAGS = (Member("match_flags", U16, XT_CONNTRACK), Member("invert_flags", U16, XT_CONNTRACK))
_BE_PORTS = tuple(Member(name, BE16) for name in _PORTS)
_CONNTRACK_MASKS = (Member("state_mask", U16, _STATE), Member("status_mask", U16, HEX))

XT_MULTIPORT = Enum(
    "XT_MULTIPORT_", {0: "XT_MULTIPORT_SOURCE", 1: "XT_MULTIPORT_DESTINATION", 2: "XT_MULTIPORT_EITHER"}
)
XT_OWNER = Options(
    "XT_OWNER_",
    {0x1: "XT_OWNER_UID", 0x2: "XT_OWNER_GID", 0x4: "XT_OWNER_SOCKET", 0x8: "XT_OWNER_SUPPL_GROUPS"},
)
XT_STRING_FLAG = Options("XT_STRING_FLAG_", {0x1: "XT_STRING_FLAG_INVERT", 0x2: "XT_STRING_FLAG_IGNORECASE"})
XT_TCP_INV = Options(
    "XT_TCP_INV_",
    {0x1: "XT_TCP_INV_SRCPT", 0x2: "XT_TCP_INV_DSTPT", 0x4: "XT_TCP_INV_FLAGS", 0x8: "XT_TCP_INV_OPTION"},
)
XT_UDP_INV = Options("XT_UDP_INV_", {0x1: "XT_UDP_INV_SRCPT", 0x2: "XT_UDP_INV_DSTPT"})
XT_LOG = Options(
    "XT_LOG_",
    {
        0x01: "XT_LOG_TCPSEQ",
        0x02: "XT_LOG_TCPOPT",
        0x04: "XT_LOG_IPOPT",
        0x08: "XT_LOG_UID",
        0x10: "XT_LOG_NFLOG",
        0x20: "XT_LOG_MACDECODE",
    },
)
XT_NFLOG = Options("XT_NFLOG_F_", {0x1: "XT_NFLOG_F_COPY_LEN"})
EBT_IP = Options(
    "EBT_IP_",
    {
        0x01: "EBT_IP_SOURCE",
        0x02: "EBT_IP_DEST",
        0x04: "EBT_IP_TOS",
        0x08: "EBT_IP_PROTO",
        0x10: "EBT_IP_SPORT",
        0x20: "EBT_IP_DPORT",
        0x40: "EBT_IP_ICMP",
        0x80: "EBT_IP_IGMP",
    },
)

MATCHES: dict[str, Struct] = {
    "comment 0": _struct("xt_comment_info", Member("comment", Text(256))),
    "conntrack 1": _struct(
        "xt_conntrack_mtinfo1",
        *_CONNTRACK,
        *_BE_PORTS,
        *_CONNTRACK_FLAGS,
        Member("state_mask", U8, _STATE),
        Member("status_mask", U8, HEX),
    ),
    "conntrack 2": _struct("xt_conntrack_mtinfo2", *_CONNTRACK, *_BE_PORTS, *_CONNTRACK_FLAGS, *_CONNTRACK_MASKS),
    "conntrack 3": _struct(
        "xt_conntrack_mtinfo3",
        *_CONNTRACK,
        *(Member(name, U16) for name in _PORTS),
        *_CONNTRACK_FLAGS,
        *_CONNTRACK_MASKS,
        *(Member(f"{name}_high", U16) for name in _PORTS),
    ),
    "connmark 1": _struct(
        "xt_connmark_mtinfo1", Member("mark", U32, HEX), Member("mask", U32, HEX), Member("invert", U8)
    ),
    "limit 0": _struct("xt_rateinfo", Member("avg", U32), Member("burst", U32)),
    "mac 0": _struct("xt_mac_info", Member("srcaddr", MAC), Pad(2), Member("invert", S32)),
    "mark 1": _struct("xt_mark_mtinfo1", Member("mark", U32, HEX), Member("mask", U32, HEX), Member("invert", U8)),
    "multiport 1": _struct(
        "xt_multiport_v1",
        Member("flags", U8, XT_MULTIPORT),
        Member("count", U8),
        Member("ports", Sequence(U16, count=15)),
        Member("pflags", Sequence(U8, count=15)),
        Member("invert", U8),
    ),
    "owner 1": _struct(
        "xt_owner_match_info",
        *_range("uid", U32),
        *_range("gid", U32),
        Member("match", U8, XT_OWNER),
        Member("invert", U8, XT_OWNER),
    ),
    "string 1": _struct(
        "xt_string_info",
        Member("from_offset", U16, BYTES),
        Member("to_offset", U16, BYTES),
        Member("algo", Text(16)),
        Member("pattern", Bytes(128)),
        Member("patlen", U8, BYTES),
        Member("flags", U8, XT_STRING_FLAG),
    ),
    "tcp 0": _struct(
        "xt_tcp",
        Member("spts", Sequence(U16, count=2)),
        Member("dpts", Sequence(U16, count=2)),
        Member("option", U8),
        Member("flg_mask", U8, HEX),
        Member("flg_cmp", U8, HEX),
        Member("invflags", U8, XT_TCP_INV),
    ),
    "udp 0": _struct(
        "xt_udp",
        Member("spts", Sequence(U16, count=2)),
        Member("dpts", Sequence(U16, count=2)),
        Member("invflags", U8, XT_UDP_INV),
    ),
    "ip 0": _struct(
        "ebt_ip_info",
        Member("saddr", IPV4),
        Member("daddr", IPV4),
        Member("smsk", IPV4),
        Member("dmsk", IPV4),
        Member("tos", U8, HEX),
        Member("protocol", U8, L4PROTO),
        Member("bitmask", U8, EBT_IP),
        Member("invflags", U8, EBT_IP),
        Member("sport", Sequence(U16, count=2)),
        Member("dport", Sequence(U16, count=2)),
    ),
}
"""name and revision → the match's struct"""

_NAT_FLAGS = Member("flags", U32, NF_NAT_RANGE)
_NAT_RANGE = (
    _NAT_FLAGS,
    Member("min_addr", INET_ADDRESS),
    Member("max_addr", INET_ADDRESS),
    Member("min_proto", BE16),
    Member("max_proto", BE16),
)
NF_NAT_IPV4_RANGE = Struct(
    "nf_nat_ipv4_range",
    [_NAT_FLAGS, Member("min_ip", IPV4), Member("max_ip", IPV4), Member("min", BE16), Member("max", BE16)],
)
_IPV4_NAT = _struct(
    "nf_nat_ipv4_multi_range_compat",
    Member("rangesize", U32),
    Member("range", Sequence(NF_NAT_IPV4_RANGE, count=1)),
)
_INET_NAT = _struct("nf_nat_range", *_NAT_RANGE)
IPT_REJECT = Enum(
    "IPT_",
    {
        0: "IPT_ICMP_NET_UNREACHABLE",
        1: "IPT_ICMP_HOST_UNREACHABLE",
        2: "IPT_ICMP_PROT_UNREACHABLE",
        3: "IPT_ICMP_PORT_UNREACHABLE",
        4: "IPT_ICMP_ECHOREPLY",
        5: "IPT_ICMP_NET_PROHIBITED",
        6: "IPT_ICMP_HOST_PROHIBITED",
        7: "IPT_TCP_RESET",
        8: "IPT_ICMP_ADMIN_PROHIBITED",
    },
)
IP6T_REJECT = Enum(
    "IP6T_",
    {
        0: "IP6T_ICMP6_NO_ROUTE",
        1: "IP6T_ICMP6_ADM_PROHIBITED",
        2: "IP6T_ICMP6_NOT_NEIGHBOUR",
        3: "IP6T_ICMP6_ADDR_UNREACH",
        4: "IP6T_ICMP6_PORT_UNREACH",
        5: "IP6T_ICMP6_ECHOREPLY",
        6: "IP6T_TCP_RESET",
        7: "IP6T_ICMP6_POLICY_FAIL",
        8: "IP6T_ICMP6_REJECT_ROUTE",
    },
)
XT_CONNMARK = Enum("XT_CONNMARK_", {0: "XT_CONNMARK_SET", 1: "XT_CONNMARK_SAVE", 2: "XT_CONNMARK_RESTORE"})
_CONNMARK = tuple(Member(name, U32, HEX) for name in ("ctmark", "ctmask", "nfmask"))

TARGETS: dict[str, Struct] = {
    "CONNMARK 1": _struct("xt_connmark_tginfo1", *_CONNMARK, Member("mode", U8, XT_CONNMARK)),
    "CONNMARK 2": _struct(
        "xt_connmark_tginfo2",
        *_CONNMARK,
        Member("shift_dir", U8),
        Member("shift_bits", U8),
        Member("mode", U8, XT_CONNMARK),
    ),
    "DNAT 0": _IPV4_NAT,
    "DNAT 1": _INET_NAT,
    "DNAT 2": _struct("nf_nat_range2", *_NAT_RANGE, Member("base_proto", BE16), Pad(2)),
    "LOG 0": _struct(
        "xt_log_info", Member("level", U8, NFT_LOGLEVEL), Member("logflags", U8, XT_LOG), Member("prefix", Text(30))
    ),
    "MARK 2": _struct("xt_mark_tginfo2", Member("mark", U32, HEX), Member("mask", U32, HEX)),
    "MASQUERADE 0 2": _IPV4_NAT,
    "MASQUERADE 0 10": _INET_NAT,
    "NETMAP 0 2": _IPV4_NAT,
    "NETMAP 0 10": _INET_NAT,
    "NFLOG 0": _struct(
        "xt_nflog_info",
        Member("len", U32, BYTES),
        Member("group", U16),
        Member("threshold", U16),
        Member("flags", U16, XT_NFLOG),
        Pad(2),
        Member("prefix", Text(64)),
    ),
    "REDIRECT 0 2": _IPV4_NAT,
    "REDIRECT 0 10": _INET_NAT,
    "REJECT 0 2": _struct("ipt_reject_info", Member("with", U32, IPT_REJECT)),
    "REJECT 0 10": _struct("ip6t_reject_info", Member("with", U32, IP6T_REJECT)),
    "SNAT 0": _IPV4_NAT,
    "SNAT 1": _INET_NAT,
    "TCPMSS 0": _struct("xt_tcpmss_info", Member("mss", U16, BYTES)),
}
"""name, revision and, where it depends on that, family → the target's struct"""


NFPROTO_IPV4 = 2


def _key(name: object, revision: object, family: object, known: Mapping[str, Shape]) -> str:
    key = f"{name} {revision}"
    return f"{key} {family}" if f"{key} {family}" in known else key


def match_info(name: str, revision: str, family: str) -> Select:
    """A match's own struct; its name, revision and family are in the attributes or members called so."""
    return Select(lambda look: _key(look(name), look(revision), look(family), _MATCHES), _MATCHES, default=UNKNOWN)


def target_info(name: str, revision: str, family: str) -> Select:
    """A target's own struct, as `match_info`; IPv4's where nothing is called like `family`."""
    return Select(
        lambda look: _key(look(name), look(revision), look(family) or NFPROTO_IPV4, _TARGETS), _TARGETS, default=UNKNOWN
    )


_MORE = (xtables_more, xtables_rare, xtables_ipv6, xtables_bridge)
_MATCHES = {
    key: _info(struct) for known in (MATCHES, *(more.MATCHES for more in _MORE)) for key, struct in known.items()
}
_MATCHES["among 0"] = xtables_bridge.AMONG
_TARGETS = {
    key: _info(struct) for known in (TARGETS, *(more.TARGETS for more in _MORE)) for key, struct in known.items()
}
MATCH_INFO = match_info("NFTA_MATCH_NAME", "NFTA_MATCH_REV", "nfgen_family")
EMATCH_INFO = match_info("TCA_EM_IPT_MATCH_NAME", "TCA_EM_IPT_MATCH_REVISION", "TCA_EM_IPT_NFPROTO")
"""of an extended match of traffic control"""
TARGET_INFO = target_info("NFTA_TARGET_NAME", "NFTA_TARGET_REV", "nfgen_family")
