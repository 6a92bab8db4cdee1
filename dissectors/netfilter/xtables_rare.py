"""The xtables matches and targets that are seldom met (linux/netfilter/xt_*.h, linux/netfilter_ipv4/*.h).

As in `xtables_more`: each the C struct of the extension without what the kernel keeps for itself behind it.
"""

from __future__ import annotations

from collections.abc import Sequence as AbstractSequence

from dissectors.classic_bpf import SOCK_FILTERS
from dissectors.netfilter.nftables_data import L4PROTO, Options
from dissectors.netfilter.xtables_more import INET_ADDRESS
from nldissect.schema import (
    BE16,
    BE32,
    BITS_PER_SECOND,
    BOOL,
    HEX,
    MAC,
    MILLISECONDS,
    OPAQUE,
    S8,
    S32,
    SECONDS,
    U8,
    U16,
    U32,
    Bits,
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


def _struct(name: str, *members: Member | Pad | Bits) -> Struct:
    return Struct(name, members)


def _members(shape: Shape, names: str, meaning: Meaning | None = None) -> tuple[Member, ...]:
    """Neighbours of one shape."""
    return tuple(Member(name, shape, meaning) for name in names.split())


def _pair(shape: Shape) -> Sequence:
    return Sequence(shape, count=2)


def _program(data: memoryview, order: str, look: Look) -> AbstractSequence[Part]:
    """The instructions that are used of struct xt_bpf_info's 64."""
    count = look("bpf_program_num_elem")
    used = min(8 * count, len(data)) if isinstance(count, int) else len(data)
    return [Part("", 0, used, shape=SOCK_FILTERS), Part("unused", used, len(data) - used, shape=OPAQUE)]


XT_BPF_MODE = Enum("XT_BPF_MODE_", {0: "XT_BPF_MODE_BYTECODE", 1: "XT_BPF_MODE_FD_PINNED", 2: "XT_BPF_MODE_FD_ELF"})
XT_ECN = Options("XT_ECN_OP_", {0x01: "XT_ECN_OP_MATCH_IP", 0x10: "XT_ECN_OP_MATCH_ECE", 0x20: "XT_ECN_OP_MATCH_CWR"})
IPT_ECN = Options("IPT_ECN_OP_", {0x01: "IPT_ECN_OP_SET_IP", 0x10: "IPT_ECN_OP_SET_ECE", 0x20: "IPT_ECN_OP_SET_CWR"})
XT_DCCP = Options(
    "XT_DCCP_",
    {0x1: "XT_DCCP_SRC_PORTS", 0x2: "XT_DCCP_DEST_PORTS", 0x4: "XT_DCCP_TYPE", 0x8: "XT_DCCP_OPTION"},
)
DCCP_PKT = Options(
    "DCCP_PKT_",
    {
        0x001: "DCCP_PKT_REQUEST",
        0x002: "DCCP_PKT_RESPONSE",
        0x004: "DCCP_PKT_DATA",
        0x008: "DCCP_PKT_ACK",
        0x010: "DCCP_PKT_DATAACK",
        0x020: "DCCP_PKT_CLOSEREQ",
        0x040: "DCCP_PKT_CLOSE",
        0x080: "DCCP_PKT_RESET",
        0x100: "DCCP_PKT_SYNC",
        0x200: "DCCP_PKT_SYNCACK",
        0x400: "DCCP_PKT_INVALID",
    },
)
"""types as bits (linux/dccp.h)"""
XT_SCTP = Options("XT_SCTP_", {0x1: "XT_SCTP_SRC_PORTS", 0x2: "XT_SCTP_DEST_PORTS", 0x4: "XT_SCTP_CHUNK_TYPES"})
SCTP_CHUNK_MATCH = Enum(
    "SCTP_CHUNK_MATCH_", {1: "SCTP_CHUNK_MATCH_ANY", 2: "SCTP_CHUNK_MATCH_ALL", 4: "SCTP_CHUNK_MATCH_ONLY"}
)
XT_L2TP = Options("XT_L2TP_", {0x1: "XT_L2TP_TID", 0x2: "XT_L2TP_SID", 0x4: "XT_L2TP_VERSION", 0x8: "XT_L2TP_TYPE"})
XT_L2TP_TYPE = Enum("XT_L2TP_TYPE_", {0: "XT_L2TP_TYPE_CONTROL", 1: "XT_L2TP_TYPE_DATA"})
NF_OSF = Options("NF_OSF_", {0x1: "NF_OSF_GENRE", 0x2: "NF_OSF_TTL", 0x4: "NF_OSF_LOG", 0x8: "NF_OSF_INVERT"})
NF_OSF_LOGLEVEL = Enum(
    "NF_OSF_LOGLEVEL_",
    {0: "NF_OSF_LOGLEVEL_ALL", 1: "NF_OSF_LOGLEVEL_FIRST", 2: "NF_OSF_LOGLEVEL_ALL_KNOWN"},
)
NF_OSF_TTL = Enum("NF_OSF_TTL_", {0: "NF_OSF_TTL_TRUE", 1: "NF_OSF_TTL_LESS", 2: "NF_OSF_TTL_NOCHECK"})
XT_POLICY = Options(
    "XT_POLICY_MATCH_",
    {
        0x1: "XT_POLICY_MATCH_IN",
        0x2: "XT_POLICY_MATCH_OUT",
        0x4: "XT_POLICY_MATCH_NONE",
        0x8: "XT_POLICY_MATCH_STRICT",
    },
)
XT_POLICY_MODE = Enum("XT_POLICY_MODE_", {0: "XT_POLICY_MODE_TRANSPORT", 1: "XT_POLICY_MODE_TUNNEL"})
XT_RATEEST = Options(
    "XT_RATEEST_MATCH_",
    {
        0x01: "XT_RATEEST_MATCH_INVERT",
        0x02: "XT_RATEEST_MATCH_ABS",
        0x04: "XT_RATEEST_MATCH_REL",
        0x08: "XT_RATEEST_MATCH_DELTA",
        0x10: "XT_RATEEST_MATCH_BPS",
        0x20: "XT_RATEEST_MATCH_PPS",
    },
)
XT_RATEEST_MODE = Enum(
    "XT_RATEEST_MATCH_",
    {
        0: "XT_RATEEST_MATCH_NONE",
        1: "XT_RATEEST_MATCH_EQ",
        2: "XT_RATEEST_MATCH_LT",
        3: "XT_RATEEST_MATCH_GT",
    },
)
XT_U32_OPS = Enum("XT_U32_", {0: "XT_U32_AND", 1: "XT_U32_LEFTSH", 2: "XT_U32_RIGHTSH", 3: "XT_U32_AT"})
XT_HMARK = Options(
    "XT_HMARK_",
    {
        0x0001: "XT_HMARK_SADDR_MASK",
        0x0002: "XT_HMARK_DADDR_MASK",
        0x0004: "XT_HMARK_SPI",
        0x0008: "XT_HMARK_SPI_MASK",
        0x0010: "XT_HMARK_SPORT",
        0x0020: "XT_HMARK_DPORT",
        0x0040: "XT_HMARK_SPORT_MASK",
        0x0080: "XT_HMARK_DPORT_MASK",
        0x0100: "XT_HMARK_PROTO_MASK",
        0x0200: "XT_HMARK_RND",
        0x0400: "XT_HMARK_MODULUS",
        0x0800: "XT_HMARK_OFFSET",
        0x1000: "XT_HMARK_CT",
        0x2000: "XT_HMARK_METHOD_L3",
        0x4000: "XT_HMARK_METHOD_L3_4",
    },
)
CONNSECMARK = Enum("CONNSECMARK_", {1: "CONNSECMARK_SAVE", 2: "CONNSECMARK_RESTORE"})
SECMARK_MODE = Enum("SECMARK_MODE_", {1: "SECMARK_MODE_SEL"})
IPT_ICMP = Options("IPT_ICMP_", {0x1: "IPT_ICMP_INV"})
IP6T_ICMP = Options("IP6T_ICMP_", {0x1: "IP6T_ICMP_INV"})
CLUSTERIP_FLAG = Options("CLUSTERIP_FLAG_", {0x1: "CLUSTERIP_FLAG_NEW"})
CLUSTERIP_HASHMODE = Enum(
    "CLUSTERIP_HASHMODE_",
    {0: "CLUSTERIP_HASHMODE_SIP", 1: "CLUSTERIP_HASHMODE_SIP_SPT", 2: "CLUSTERIP_HASHMODE_SIP_SPT_DPT"},
)

_POLICY_SPEC = _struct(
    "xt_policy_spec",
    Bits(U8, (*((name, 1, None) for name in ("saddr", "daddr", "proto", "mode", "spi", "reqid")), ("unused", 2, None))),
)
_POLICY = _struct(
    "xt_policy_elem",
    *_members(INET_ADDRESS, "saddr smask daddr dmask"),
    Member("spi", BE32, HEX),
    Member("reqid", U32),
    Member("proto", U8, L4PROTO),
    Member("mode", U8, XT_POLICY_MODE),
    *_members(_POLICY_SPEC, "match invert"),
)
_U32_TEST = _struct(
    "xt_u32_test",
    Member(
        "location",
        Sequence(
            _struct("xt_u32_location_element", Member("number", U32, HEX), Member("nextop", U8, XT_U32_OPS), Pad(3)),
            count=11,
        ),
    ),
    Member("value", Sequence(_struct("xt_u32_value_element", *_members(U32, "min max", HEX)), count=11)),
    *_members(U8, "nnums nvalues"),
    Pad(2),
)
_CGROUP = (*_members(U8, "has_path has_classid invert_path invert_classid", BOOL),)
_SET_0 = _struct("xt_set_info_v0", Member("index", U16), Pad(2), Member("flags", Sequence(U32, HEX, count=7)))

MATCHES: dict[str, Struct] = {
    "bpf 0": _struct(
        "xt_bpf_info", Member("bpf_program_num_elem", U16), Pad(2), Member("bpf_program", Parsed(_program, length=512))
    ),
    "bpf 1": _struct(
        "xt_bpf_info_v1",
        Member("mode", U16, XT_BPF_MODE),
        Member("bpf_program_num_elem", U16),
        Member("fd", S32),
        Member("bpf_program", Select("mode", {1: Text(512)}, default=Parsed(_program, length=512), length=512)),
    ),
    "cgroup 1": _struct("xt_cgroup_info_v1", *_CGROUP, Member("path", Text(4096)), Member("classid", U32, HEX)),
    "cgroup 2": _struct(
        "xt_cgroup_info_v2",
        *_CGROUP,
        Member(
            "path",
            Select(
                "has_path",
                {1: Text(512)},
                default=_struct("classid", Member("classid", U32, HEX), Pad(508)),
                length=512,
            ),
        ),
    ),
    "dccp 0": _struct(
        "xt_dccp_info",
        *(Member(name, _pair(U16)) for name in ("dpts", "spts")),
        *_members(U16, "flags invflags", XT_DCCP),
        Member("typemask", U16, DCCP_PKT),
        Member("option", U8),
        Pad(1),
    ),
    "ecn 0": _struct("xt_ecn_info", *_members(U8, "operation invert", XT_ECN), *_members(U8, "ip_ect proto")),
    "icmp 0": _struct("ipt_icmp", Member("type", U8), Member("code", _pair(U8)), Member("invflags", U8, IPT_ICMP)),
    "icmp6 0": _struct("ip6t_icmp", Member("type", U8), Member("code", _pair(U8)), Member("invflags", U8, IP6T_ICMP)),
    "l2tp 0": _struct(
        "xt_l2tp_info",
        *_members(U32, "tid sid"),
        Member("version", U8),
        Member("type", U8, XT_L2TP_TYPE),
        Member("flags", U8, XT_L2TP),
        Pad(1),
    ),
    "osf 0": _struct(
        "nf_osf_info",
        Member("genre", Text(32)),
        Member("len", U32),
        Member("flags", U32, NF_OSF),
        Member("loglevel", U32, NF_OSF_LOGLEVEL),
        Member("ttl", U32, NF_OSF_TTL),
    ),
    "policy 0": _struct(
        "xt_policy_info", Member("pol", Sequence(_POLICY, count=4)), Member("flags", U16, XT_POLICY), Member("len", U16)
    ),
    "rateest 0": _struct(
        "xt_rateest_match_info",
        *_members(Text(16), "name1 name2"),
        Member("flags", U16, XT_RATEEST),
        Member("mode", U16, XT_RATEEST_MODE),
        Member("bps1", U32, BITS_PER_SECOND),
        Member("pps1", U32),
        Member("bps2", U32, BITS_PER_SECOND),
        Member("pps2", U32),
    ),
    "sctp 0": _struct(
        "xt_sctp_info",
        *(Member(name, _pair(U16)) for name in ("dpts", "spts")),
        Member("chunkmap", Sequence(U32, HEX, count=64)),
        Member("chunk_match_type", U32, SCTP_CHUNK_MATCH),
        Member(
            "flag_info",
            Sequence(
                _struct("xt_sctp_flag_info", Member("chunktype", U8), *_members(U8, "flag flag_mask", HEX)), count=4
            ),
        ),
        Member("flag_count", S32),
        *_members(U32, "flags invflags", XT_SCTP),
    ),
    "set 0": _struct("xt_set_info_match_v0", Member("match_set", _SET_0)),
    "u32 0": _struct("xt_u32", Member("tests", Sequence(_U32_TEST, count=11)), *_members(U8, "ntests invert"), Pad(2)),
}
"""name and revision → the match's struct"""

TARGETS: dict[str, Struct] = {
    "CLUSTERIP 0": _struct(
        "ipt_clusterip_tgt_info",
        Member("flags", U32, CLUSTERIP_FLAG),
        Member("clustermac", MAC),
        *_members(U16, "num_total_nodes num_local_nodes"),
        Member("local_nodes", Sequence(U16, count=16)),
        Pad(2),
        Member("hash_mode", U32, CLUSTERIP_HASHMODE),
        Member("hash_initval", U32, HEX),
    ),
    "CONNSECMARK 0": _struct("xt_connsecmark_target_info", Member("mode", U8, CONNSECMARK)),
    "ECN 0": _struct("ipt_ECN_info", Member("operation", U8, IPT_ECN), *_members(U8, "ip_ect proto")),
    "HMARK 0": _struct(
        "xt_hmark_info",
        *_members(INET_ADDRESS, "src_mask dst_mask"),
        *(Member(name, _struct("hmark_ports", *_members(BE16, "src dst"))) for name in ("port_mask", "port_set")),
        Member("flags", U32, XT_HMARK),
        Member("proto_mask", U16, HEX),
        Pad(2),
        Member("hashrnd", U32, HEX),
        *_members(U32, "hmodulus hoffset"),
    ),
    "IDLETIMER 1": _struct(
        "idletimer_tg_info_v1",
        Member("timeout", U32, SECONDS),
        Member("label", Text(28)),
        Member("send_nl_msg", U8, BOOL),
        Member("timer_type", U8, Enum("XT_IDLETIMER_", {1: "XT_IDLETIMER_ALARM"})),
    ),
    "LED 0": _struct(
        "xt_led_info", Member("id", Text(27)), Member("always_blink", U8, BOOL), Member("delay", U32, MILLISECONDS)
    ),
    "RATEEST 0": _struct(
        "xt_rateest_target_info", Member("name", Text(16)), Member("interval", S8), Member("ewma_log", U8)
    ),
    "SECMARK 0": _struct(
        "xt_secmark_target_info",
        Member("mode", U8, SECMARK_MODE),
        Pad(3),
        Member("secid", U32),
        Member("secctx", Text(256)),
    ),
    "SECMARK 1": _struct(
        "xt_secmark_target_info_v1",
        Member("mode", U8, SECMARK_MODE),
        Member("secctx", Text(256)),
        Pad(3),
        Member("secid", U32),
    ),
    "SET 0": _struct("xt_set_info_target_v0", *_members(_SET_0, "add_set del_set")),
}
"""likewise, of targets"""
