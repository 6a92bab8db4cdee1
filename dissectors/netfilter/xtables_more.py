"""Further xtables matches and targets that nf_tables carries (linux/netfilter/xt_*.h, linux/netfilter_ipv{4,6}/*.h).

Each is the C struct of the extension without what the kernel keeps for itself behind it.
"""

from __future__ import annotations

from dissectors.constants import PACKET_TYPE
from dissectors.netfilter.ipset_data import IPSET_FLAG
from dissectors.netfilter.nftables_data import L4PROTO, Options
from dissectors.route.tc.ematch import IPSET
from nldissect.schema import (
    BE16,
    BOOL,
    BYTES,
    HEX,
    MILLISECONDS,
    S32,
    SECONDS,
    U8,
    U16,
    U32,
    U64,
    Address,
    Enum,
    Meaning,
    Member,
    Pad,
    Sequence,
    Shape,
    Struct,
    Text,
)

INET_ADDRESS = Address("nfgen_family", length=16)
"""union nf_inet_addr; NFPROTO_IPV4 and NFPROTO_IPV6 equal AF_INET and AF_INET6"""


def _struct(name: str, *members: Member | Pad) -> Struct:
    return Struct(name, members)


def _members(shape: Shape, names: str, meaning: Meaning | None = None) -> tuple[Member, ...]:
    """Neighbours of one shape."""
    return tuple(Member(name, shape, meaning) for name in names.split())


def _pair(shape: Shape) -> Sequence:
    return Sequence(shape, count=2)


XT_ADDRTYPE = Options(
    "XT_ADDRTYPE_",
    {
        0x001: "XT_ADDRTYPE_UNSPEC",
        0x002: "XT_ADDRTYPE_UNICAST",
        0x004: "XT_ADDRTYPE_LOCAL",
        0x008: "XT_ADDRTYPE_BROADCAST",
        0x010: "XT_ADDRTYPE_ANYCAST",
        0x020: "XT_ADDRTYPE_MULTICAST",
        0x040: "XT_ADDRTYPE_BLACKHOLE",
        0x080: "XT_ADDRTYPE_UNREACHABLE",
        0x100: "XT_ADDRTYPE_PROHIBIT",
        0x200: "XT_ADDRTYPE_THROW",
        0x400: "XT_ADDRTYPE_NAT",
        0x800: "XT_ADDRTYPE_XRESOLVE",
    },
)
XT_ADDRTYPE_FLAGS = Options(
    "XT_ADDRTYPE_",
    {
        0x1: "XT_ADDRTYPE_INVERT_SOURCE",
        0x2: "XT_ADDRTYPE_INVERT_DEST",
        0x4: "XT_ADDRTYPE_LIMIT_IFACE_IN",
        0x8: "XT_ADDRTYPE_LIMIT_IFACE_OUT",
    },
)
XT_CONNBYTES = Enum("XT_CONNBYTES_", {0: "XT_CONNBYTES_PKTS", 1: "XT_CONNBYTES_BYTES", 2: "XT_CONNBYTES_AVGPKT"})
XT_CONNBYTES_DIR = Enum(
    "XT_CONNBYTES_DIR_",
    {0: "XT_CONNBYTES_DIR_ORIGINAL", 1: "XT_CONNBYTES_DIR_REPLY", 2: "XT_CONNBYTES_DIR_BOTH"},
)
XT_CONNLABEL_OP = Options("XT_CONNLABEL_OP_", {0x1: "XT_CONNLABEL_OP_INVERT", 0x2: "XT_CONNLABEL_OP_SET"})
XT_CONNLIMIT = Options("XT_CONNLIMIT_", {0x1: "XT_CONNLIMIT_INVERT", 0x2: "XT_CONNLIMIT_DADDR"})
XT_CT = Options(
    "XT_CT_",
    {
        0x01: "XT_CT_NOTRACK",
        0x02: "XT_CT_NOTRACK_ALIAS",
        0x04: "XT_CT_ZONE_DIR_ORIG",
        0x08: "XT_CT_ZONE_DIR_REPL",
        0x10: "XT_CT_ZONE_MARK",
    },
)
XT_DEVGROUP = Options(
    "XT_DEVGROUP_",
    {
        0x1: "XT_DEVGROUP_MATCH_SRC",
        0x2: "XT_DEVGROUP_INVERT_SRC",
        0x4: "XT_DEVGROUP_MATCH_DST",
        0x8: "XT_DEVGROUP_INVERT_DST",
    },
)
XT_HASHLIMIT = Options(
    "XT_HASHLIMIT_",
    {
        0x01: "XT_HASHLIMIT_HASH_DIP",
        0x02: "XT_HASHLIMIT_HASH_DPT",
        0x04: "XT_HASHLIMIT_HASH_SIP",
        0x08: "XT_HASHLIMIT_HASH_SPT",
        0x10: "XT_HASHLIMIT_INVERT",
        0x20: "XT_HASHLIMIT_BYTES",
        0x40: "XT_HASHLIMIT_RATE_MATCH",
    },
)
XT_PHYSDEV_OP = Options(
    "XT_PHYSDEV_OP_",
    {
        0x01: "XT_PHYSDEV_OP_IN",
        0x02: "XT_PHYSDEV_OP_OUT",
        0x04: "XT_PHYSDEV_OP_BRIDGED",
        0x08: "XT_PHYSDEV_OP_ISIN",
        0x10: "XT_PHYSDEV_OP_ISOUT",
    },
)
XT_RECENT = Options(
    "XT_RECENT_",
    {
        0x01: "XT_RECENT_CHECK",
        0x02: "XT_RECENT_SET",
        0x04: "XT_RECENT_UPDATE",
        0x08: "XT_RECENT_REMOVE",
        0x10: "XT_RECENT_TTL",
        0x20: "XT_RECENT_REAP",
    },
)
XT_RECENT_SIDE = Enum("XT_RECENT_", {0: "XT_RECENT_SOURCE", 1: "XT_RECENT_DEST"})
XT_RPFILTER = Options(
    "XT_RPFILTER_",
    {
        0x1: "XT_RPFILTER_LOOSE",
        0x2: "XT_RPFILTER_VALID_MARK",
        0x4: "XT_RPFILTER_ACCEPT_LOCAL",
        0x8: "XT_RPFILTER_INVERT",
    },
)
XT_SOCKET = Options(
    "XT_SOCKET_",
    {0x1: "XT_SOCKET_TRANSPARENT", 0x2: "XT_SOCKET_NOWILDCARD", 0x4: "XT_SOCKET_RESTORESKMARK"},
)
XT_STATISTIC_MODE = Enum("XT_STATISTIC_MODE_", {0: "XT_STATISTIC_MODE_RANDOM", 1: "XT_STATISTIC_MODE_NTH"})
XT_STATISTIC = Options("XT_STATISTIC_", {0x1: "XT_STATISTIC_INVERT"})
XT_SYNPROXY_OPT = Options(
    "XT_SYNPROXY_OPT_",
    {
        0x01: "XT_SYNPROXY_OPT_MSS",
        0x02: "XT_SYNPROXY_OPT_WSCALE",
        0x04: "XT_SYNPROXY_OPT_SACK_PERM",
        0x08: "XT_SYNPROXY_OPT_TIMESTAMP",
        0x10: "XT_SYNPROXY_OPT_ECN",
    },
)
XT_TIME = Options("XT_TIME_", {0x1: "XT_TIME_LOCAL_TZ", 0x2: "XT_TIME_CONTIGUOUS"})
IPT_TTL_MATCH = Enum("IPT_TTL_", {0: "IPT_TTL_EQ", 1: "IPT_TTL_NE", 2: "IPT_TTL_LT", 3: "IPT_TTL_GT"})
IPT_TTL_MODE = Enum("IPT_TTL_", {0: "IPT_TTL_SET", 1: "IPT_TTL_INC", 2: "IPT_TTL_DEC"})
IP6T_HL_MATCH = Enum("IP6T_HL_", {0: "IP6T_HL_EQ", 1: "IP6T_HL_NE", 2: "IP6T_HL_LT", 3: "IP6T_HL_GT"})
IP6T_HL_MODE = Enum("IP6T_HL_", {0: "IP6T_HL_SET", 1: "IP6T_HL_INC", 2: "IP6T_HL_DEC"})
XT_AUDIT_TYPE = Enum("XT_AUDIT_TYPE_", {0: "XT_AUDIT_TYPE_ACCEPT", 1: "XT_AUDIT_TYPE_DROP", 2: "XT_AUDIT_TYPE_REJECT"})

IPT_AH_INV = Options("IPT_AH_INV_", {0x1: "IPT_AH_INV_SPI"})
XT_ESP_INV = Options("XT_ESP_INV_", {0x1: "XT_ESP_INV_SPI"})
XT_IPCOMP_INV = Options("XT_IPCOMP_INV_", {0x1: "XT_IPCOMP_INV_SPI"})
XT_CLUSTER = Options("XT_CLUSTER_F_", {0x1: "XT_CLUSTER_F_INV"})
XT_QUOTA = Options("XT_QUOTA_", {0x1: "XT_QUOTA_INVERT"})
NFQ_FLAG = Options("NFQ_FLAG_", {0x1: "NFQ_FLAG_BYPASS", 0x2: "NFQ_FLAG_CPU_FANOUT"})
IPRANGE = Options(
    "IPRANGE_", {0x01: "IPRANGE_SRC", 0x02: "IPRANGE_DST", 0x10: "IPRANGE_SRC_INV", 0x20: "IPRANGE_DST_INV"}
)
XT_IPVS = Options(
    "XT_IPVS_",
    {
        0x01: "XT_IPVS_IPVS_PROPERTY",
        0x02: "XT_IPVS_PROTO",
        0x04: "XT_IPVS_VADDR",
        0x08: "XT_IPVS_VPORT",
        0x10: "XT_IPVS_DIR",
        0x20: "XT_IPVS_METHOD",
        0x40: "XT_IPVS_VPORTCTL",
    },
)

IPSET_COUNTER = Enum(
    "IPSET_COUNTER_",
    {
        0: "IPSET_COUNTER_NONE",
        1: "IPSET_COUNTER_EQ",
        2: "IPSET_COUNTER_NE",
        3: "IPSET_COUNTER_LT",
        4: "IPSET_COUNTER_GT",
    },
)
_COUNTER_0 = _struct("ip_set_counter_match0", Member("op", U8, IPSET_COUNTER), Pad(7), Member("value", U64))
_COUNTER = _struct("ip_set_counter_match", Member("value", U64), Member("op", U8, IPSET_COUNTER), Pad(7))
_LIMIT = (Member("mode", U32, XT_HASHLIMIT), *_members(U32, "size max"))
_AGES = (*_members(U32, "gc_interval expire", MILLISECONDS),)
_MASKS = (Member("srcmask", U8), Member("dstmask", U8))
_LIMIT_1 = _struct("hashlimit_cfg1", _LIMIT[0], *_members(U32, "avg burst"), *_LIMIT[1:], *_AGES, *_MASKS, Pad(2))
_LIMIT_2 = _struct("hashlimit_cfg2", *_members(U64, "avg burst"), *_LIMIT, *_AGES, *_MASKS, Pad(2))
_LIMIT_3 = _struct(
    "hashlimit_cfg3", *_members(U64, "avg burst"), *_LIMIT, *_AGES, Member("interval", U32), *_MASKS, Pad(6)
)
_RECENT = (
    Member("seconds", U32, SECONDS),
    Member("hit_count", U32),
    Member("check_set", U8, XT_RECENT),
    Member("invert", U8),
    Member("name", Text(200)),
    Member("side", U8, XT_RECENT_SIDE),
)
_DSCP = _struct("xt_dscp_info", Member("dscp", U8, HEX), Member("invert", U8))

MATCHES: dict[str, Struct] = {
    "addrtype 0": _struct(
        "xt_addrtype_info", *_members(U16, "source dest", XT_ADDRTYPE), *_members(U32, "invert_source invert_dest")
    ),
    "addrtype 1": _struct(
        "xt_addrtype_info_v1", *_members(U16, "source dest", XT_ADDRTYPE), Member("flags", U32, XT_ADDRTYPE_FLAGS)
    ),
    "ah 0 2": _struct("ipt_ah", Member("spis", _pair(U32)), Member("invflags", U8, IPT_AH_INV), Pad(3)),
    "cgroup 0": _struct("xt_cgroup_info_v0", Member("id", U32, HEX), Member("invert", U32)),
    "cluster 0": _struct(
        "xt_cluster_match_info",
        Member("total_nodes", U32),
        *_members(U32, "node_mask hash_seed", HEX),
        Member("flags", U32, XT_CLUSTER),
    ),
    "connbytes 0": _struct(
        "xt_connbytes_info",
        Member("count", Struct("count", _members(U64, "from to"))),
        Member("what", U8, XT_CONNBYTES),
        Member("direction", U8, XT_CONNBYTES_DIR),
    ),
    "connlabel 0": _struct("xt_connlabel_mtinfo", Member("bit", U16), Member("options", U16, XT_CONNLABEL_OP)),
    "connlimit 1": _struct(
        "xt_connlimit_info", Member("mask", INET_ADDRESS), Member("limit", U32), Member("flags", U32, XT_CONNLIMIT)
    ),
    "cpu 0": _struct("xt_cpu_info", *_members(U32, "cpu invert")),
    "devgroup 0": _struct(
        "xt_devgroup_info",
        Member("flags", U32, XT_DEVGROUP),
        *_members(U32, "src_group src_mask dst_group dst_mask", HEX),
    ),
    "dscp 0": _DSCP,
    "esp 0": _struct("xt_esp", Member("spis", _pair(U32)), Member("invflags", U8, XT_ESP_INV), Pad(3)),
    "hashlimit 1": _struct("xt_hashlimit_mtinfo1", Member("name", Text(16)), Member("cfg", _LIMIT_1)),
    "hashlimit 2": _struct("xt_hashlimit_mtinfo2", Member("name", Text(255)), Pad(1), Member("cfg", _LIMIT_2)),
    "hashlimit 3": _struct("xt_hashlimit_mtinfo3", Member("name", Text(255)), Pad(1), Member("cfg", _LIMIT_3)),
    "helper 0": _struct("xt_helper_info", Member("invert", S32), Member("name", Text(30))),
    "hl 0": _struct("ip6t_hl_info", Member("mode", U8, IP6T_HL_MATCH), Member("hop_limit", U8)),
    "ipcomp 0": _struct(
        "xt_ipcomp", Member("spis", _pair(U32)), Member("invflags", U8, XT_IPCOMP_INV), Member("hdrres", U8), Pad(2)
    ),
    "iprange 1": _struct(
        "xt_iprange_mtinfo",
        *_members(INET_ADDRESS, "src_min src_max dst_min dst_max"),
        Member("flags", U8, IPRANGE),
    ),
    "ipvs 0": _struct(
        "xt_ipvs_mtinfo",
        *_members(INET_ADDRESS, "vaddr vmask"),
        Member("vport", BE16),
        Member("l4proto", U8, L4PROTO),
        Member("fwd_method", U8),
        Member("vportctl", BE16),
        *_members(U8, "invert bitmask", XT_IPVS),
    ),
    "length 0": _struct("xt_length_info", *_members(U16, "min max", BYTES), Member("invert", U8)),
    "nfacct 0": _struct("xt_nfacct_match_info", Member("name", Text(32))),
    "nfacct 1": _struct("xt_nfacct_match_info_v1", Member("name", Text(32))),
    "physdev 0": _struct(
        "xt_physdev_info",
        *_members(Text(16), "physindev in_mask physoutdev out_mask"),
        *_members(U8, "invert bitmask", XT_PHYSDEV_OP),
    ),
    "pkttype 0": _struct("xt_pkttype_info", Member("pkttype", S32, PACKET_TYPE), Member("invert", S32, BOOL)),
    "quota 0": _struct("xt_quota_info", Member("flags", U32, XT_QUOTA), Pad(4), Member("quota", U64, BYTES)),
    "realm 0": _struct("xt_realm_info", *_members(U32, "id mask", HEX), Member("invert", U8)),
    "recent 0": _struct("xt_recent_mtinfo", *_RECENT),
    "recent 1": _struct("xt_recent_mtinfo_v1", *_RECENT, Pad(1), Member("mask", INET_ADDRESS)),
    "rpfilter 0": _struct("xt_rpfilter_info", Member("flags", U8, XT_RPFILTER)),
    "set 1": _struct("xt_set_info_match_v1", Member("match_set", IPSET)),
    "set 3": _struct(
        "xt_set_info_match_v3",
        Member("match_set", IPSET),
        Pad(4),
        *_members(_COUNTER_0, "packets bytes"),
        Member("flags", U32, IPSET_FLAG),
    ),
    "set 4": _struct(
        "xt_set_info_match_v4",
        Member("match_set", IPSET),
        Pad(4),
        *_members(_COUNTER, "packets bytes"),
        Member("flags", U32, IPSET_FLAG),
    ),
    "socket 1": _struct("xt_socket_mtinfo1", Member("flags", U8, XT_SOCKET)),
    "socket 2": _struct("xt_socket_mtinfo2", Member("flags", U8, XT_SOCKET)),
    "socket 3": _struct("xt_socket_mtinfo3", Member("flags", U8, XT_SOCKET)),
    "state 0": _struct("xt_state_info", Member("statemask", U32, HEX)),
    "statistic 0": _struct(
        "xt_statistic_info", Member("mode", U16, XT_STATISTIC_MODE), Member("flags", U16, XT_STATISTIC)
    ),
    "tcpmss 0": _struct("xt_tcpmss_match_info", *_members(U16, "mss_min mss_max", BYTES), Member("invert", U8)),
    "time 0": _struct(
        "xt_time_info",
        *_members(U32, "date_start date_stop daytime_start daytime_stop", SECONDS),
        Member("monthdays_match", U32, HEX),
        Member("weekdays_match", U8, HEX),
        Member("flags", U8, XT_TIME),
    ),
    "tos 1": _struct("xt_tos_match_info", *_members(U8, "tos_mask tos_value", HEX), Member("invert", U8)),
    "ttl 0": _struct("ipt_ttl_info", Member("mode", U8, IPT_TTL_MATCH), Member("ttl", U8)),
}
"""name, revision and, where it depends on that, family → the match's struct"""

_CT = (Member("flags", U16, XT_CT), Member("zone", U16), *_members(U32, "ct_events exp_events", HEX))
_QUEUES = (Member("queuenum", U16), Member("queues_total", U16))
_MARKS = (Member("mark_mask", U32, HEX), Member("mark_value", U32, HEX))

TARGETS: dict[str, Struct] = {
    "AUDIT 0": _struct("xt_audit_info", Member("type", U8, XT_AUDIT_TYPE)),
    "CHECKSUM 0": _struct("xt_CHECKSUM_info", Member("operation", U8, Options("", {0x1: "XT_CHECKSUM_OP_FILL"}))),
    "CLASSIFY 0": _struct("xt_classify_target_info", Member("priority", U32, HEX)),
    "CT 0": _struct("xt_ct_target_info", *_CT, Member("helper", Text(16))),
    "CT 1": _struct("xt_ct_target_info_v1", *_CT, Member("helper", Text(16)), Member("timeout", Text(32))),
    "CT 2": _struct("xt_ct_target_info_v1", *_CT, Member("helper", Text(16)), Member("timeout", Text(32))),
    "DSCP 0": _struct("xt_DSCP_info", Member("dscp", U8, HEX)),
    "HL 0": _struct("ip6t_HL_info", Member("mode", U8, IP6T_HL_MODE), Member("hop_limit", U8)),
    "IDLETIMER 0": _struct("idletimer_tg_info", Member("timeout", U32, SECONDS), Member("label", Text(28))),
    "NFQUEUE 0": _struct("xt_NFQ_info", Member("queuenum", U16)),
    "NFQUEUE 1": _struct("xt_NFQ_info_v1", *_QUEUES),
    "NFQUEUE 2": _struct("xt_NFQ_info_v2", *_QUEUES, Member("bypass", U16)),
    "NFQUEUE 3": _struct("xt_NFQ_info_v3", *_QUEUES, Member("flags", U16, NFQ_FLAG)),
    "SET 1": _struct("xt_set_info_target_v1", *_members(IPSET, "add_set del_set")),
    "SET 2": _struct(
        "xt_set_info_target_v2",
        *_members(IPSET, "add_set del_set"),
        Member("flags", U32, IPSET_FLAG),
        Member("timeout", U32, SECONDS),
    ),
    "SET 3": _struct(
        "xt_set_info_target_v3",
        *_members(IPSET, "add_set del_set map_set"),
        Member("flags", U32, IPSET_FLAG),
        Member("timeout", U32, SECONDS),
    ),
    "SYNPROXY 0": _struct(
        "xt_synproxy_info", Member("options", U8, XT_SYNPROXY_OPT), Member("wscale", U8), Member("mss", U16, BYTES)
    ),
    "TCPOPTSTRIP 0": _struct("xt_tcpoptstrip_target_info", Member("strip_bmap", Sequence(U32, HEX, count=8))),
    "TEE 1": _struct("xt_tee_tginfo", Member("gw", INET_ADDRESS), Member("oif", Text(16))),
    "TOS 1": _struct("xt_tos_target_info", *_members(U8, "tos_value tos_mask", HEX)),
    "TPROXY 0": _struct("xt_tproxy_target_info", *_MARKS, Member("laddr", Address(2, length=4)), Member("lport", BE16)),
    "TPROXY 1": _struct("xt_tproxy_target_info_v1", *_MARKS, Member("laddr", INET_ADDRESS), Member("lport", BE16)),
    "TTL 0": _struct("ipt_TTL_info", Member("mode", U8, IPT_TTL_MODE), Member("ttl", U8)),
}
"""likewise, of targets"""
