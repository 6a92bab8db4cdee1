"""ip6tables' own matches and targets in nf_tables (linux/netfilter_ipv6/ip6t_*.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import L4PROTO, Options
from nldissect.schema import (
    BE16,
    BOOL,
    HEX,
    IPV6,
    U8,
    U16,
    U32,
    Meaning,
    Member,
    Pad,
    Sequence,
    Shape,
    Struct,
)


def _members(shape: Shape, names: str, meaning: Meaning | None = None) -> tuple[Member, ...]:
    """Neighbours of one shape."""
    return tuple(Member(name, shape, meaning) for name in names.split())


def _pair(shape: Shape) -> Sequence:
    return Sequence(shape, count=2)


IP6T_AH_INV = Options("IP6T_AH_INV_", {0x1: "IP6T_AH_INV_SPI", 0x2: "IP6T_AH_INV_LEN"})
IP6T_FRAG = Options(
    "IP6T_FRAG_",
    {
        0x01: "IP6T_FRAG_IDS",
        0x02: "IP6T_FRAG_LEN",
        0x04: "IP6T_FRAG_RES",
        0x08: "IP6T_FRAG_FST",
        0x10: "IP6T_FRAG_MF",
        0x20: "IP6T_FRAG_NMF",
    },
)
IP6T_FRAG_INV = Options("IP6T_FRAG_INV_", {0x1: "IP6T_FRAG_INV_IDS", 0x2: "IP6T_FRAG_INV_LEN"})
IP6T_HEADERS = Options(
    "MASK_",
    {
        0x80: "MASK_HOPOPTS",
        0x40: "MASK_DSTOPTS",
        0x20: "MASK_ROUTING",
        0x10: "MASK_FRAGMENT",
        0x08: "MASK_AH",
        0x04: "MASK_ESP",
        0x02: "MASK_NONE",
        0x01: "MASK_PROTO",
    },
)
IP6T_MH_INV = Options("IP6T_MH_INV_", {0x1: "IP6T_MH_INV_TYPE"})
IP6T_OPTS = Options("IP6T_OPTS_", {0x1: "IP6T_OPTS_LEN", 0x2: "IP6T_OPTS_OPTS", 0x4: "IP6T_OPTS_NSTRICT"})
IP6T_OPTS_INV = Options("IP6T_OPTS_INV_", {0x1: "IP6T_OPTS_INV_LEN"})
IP6T_RT = Options(
    "IP6T_RT_",
    {
        0x01: "IP6T_RT_TYP",
        0x02: "IP6T_RT_SGS",
        0x04: "IP6T_RT_LEN",
        0x08: "IP6T_RT_RES",
        0x10: "IP6T_RT_FST",
        0x20: "IP6T_RT_FST_NSTRICT",
    },
)
IP6T_RT_INV = Options("IP6T_RT_INV_", {0x1: "IP6T_RT_INV_TYP", 0x2: "IP6T_RT_INV_SGS", 0x4: "IP6T_RT_INV_LEN"})
IP6T_SRH = Options(
    "IP6T_SRH_",
    {
        0x0001: "IP6T_SRH_NEXTHDR",
        0x0002: "IP6T_SRH_LEN_EQ",
        0x0004: "IP6T_SRH_LEN_GT",
        0x0008: "IP6T_SRH_LEN_LT",
        0x0010: "IP6T_SRH_SEGS_EQ",
        0x0020: "IP6T_SRH_SEGS_GT",
        0x0040: "IP6T_SRH_SEGS_LT",
        0x0080: "IP6T_SRH_LAST_EQ",
        0x0100: "IP6T_SRH_LAST_GT",
        0x0200: "IP6T_SRH_LAST_LT",
        0x0400: "IP6T_SRH_TAG",
        0x0800: "IP6T_SRH_PSID",
        0x1000: "IP6T_SRH_NSID",
        0x2000: "IP6T_SRH_LSID",
    },
)
IP6T_SRH_INV = Options(
    "IP6T_SRH_INV_",
    {
        0x0001: "IP6T_SRH_INV_NEXTHDR",
        0x0002: "IP6T_SRH_INV_LEN_EQ",
        0x0004: "IP6T_SRH_INV_LEN_GT",
        0x0008: "IP6T_SRH_INV_LEN_LT",
        0x0010: "IP6T_SRH_INV_SEGS_EQ",
        0x0020: "IP6T_SRH_INV_SEGS_GT",
        0x0040: "IP6T_SRH_INV_SEGS_LT",
        0x0080: "IP6T_SRH_INV_LAST_EQ",
        0x0100: "IP6T_SRH_INV_LAST_GT",
        0x0200: "IP6T_SRH_INV_LAST_LT",
        0x0400: "IP6T_SRH_INV_TAG",
        0x0800: "IP6T_SRH_INV_PSID",
        0x1000: "IP6T_SRH_INV_NSID",
        0x2000: "IP6T_SRH_INV_LSID",
    },
)

_OPTIONS = Struct(
    "ip6t_opts",
    [
        Member("hdrlen", U32),
        Member("flags", U8, IP6T_OPTS),
        Member("invflags", U8, IP6T_OPTS_INV),
        Member("opts", Sequence(U16, HEX, count=16)),
        Member("optsnr", U8),
    ],
)
_SRH = (
    Member("next_hdr", U8, L4PROTO),
    *_members(U8, "hdr_len segs_left last_entry"),
    Member("tag", U16, HEX),
)
_SRH_FLAGS = (Member("mt_flags", U16, IP6T_SRH), Member("mt_invflags", U16, IP6T_SRH_INV))

MATCHES: dict[str, Struct] = {
    "ah 0 10": Struct(
        "ip6t_ah",
        [
            Member("spis", _pair(U32)),
            Member("hdrlen", U32),
            Member("hdrres", U8, BOOL),
            Member("invflags", U8, IP6T_AH_INV),
        ],
    ),
    "dst 0": _OPTIONS,
    "frag 0": Struct(
        "ip6t_frag",
        [
            Member("ids", _pair(U32)),
            Member("hdrlen", U32),
            Member("flags", U8, IP6T_FRAG),
            Member("invflags", U8, IP6T_FRAG_INV),
        ],
    ),
    "hbh 0": _OPTIONS,
    "ipv6header 0": Struct(
        "ip6t_ipv6header_info", [*_members(U8, "matchflags invflags", IP6T_HEADERS), Member("modeflag", U8, BOOL)]
    ),
    "mh 0": Struct("ip6t_mh", [Member("types", _pair(U8)), Member("invflags", U8, IP6T_MH_INV)]),
    "rt 0": Struct(
        "ip6t_rt",
        [
            Member("rt_type", U32),
            Member("segsleft", _pair(U32)),
            Member("hdrlen", U32),
            Member("flags", U8, IP6T_RT),
            Member("invflags", U8, IP6T_RT_INV),
            Pad(2),
            Member("addrs", Sequence(IPV6, count=16)),
            Member("addrnr", U8),
        ],
    ),
    "srh 0": Struct("ip6t_srh", [*_SRH, *_SRH_FLAGS]),
    "srh 1": Struct(
        "ip6t_srh1",
        [*_SRH, Pad(2), *_members(IPV6, "psid_addr nsid_addr lsid_addr psid_msk nsid_msk lsid_msk"), *_SRH_FLAGS],
    ),
}
"""name, revision and, where it depends on that, family → the match's struct"""

_PREFIXES = Struct(
    "ip6t_npt_tginfo",
    [*_members(IPV6, "src_pfx dst_pfx"), *_members(U8, "src_pfx_len dst_pfx_len"), Member("adjustment", BE16, HEX)],
)
TARGETS: dict[str, Struct] = {"DNPT 0": _PREFIXES, "SNPT 0": _PREFIXES}
"""likewise, of targets"""
