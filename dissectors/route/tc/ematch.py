"""Extended matches: trees of conditions inside filters (linux/pkt_cls.h, linux/tc_ematch/)."""

from __future__ import annotations

from nldissect.schema import (
    BYTES,
    HEX,
    OPAQUE,
    TEXT,
    U8,
    U16,
    U32,
    Attribute,
    AttributeSet,
    Bits,
    Enum,
    Flags,
    Headed,
    Indexed,
    Lazy,
    Look,
    Member,
    Pad,
    Parsed,
    Part,
    Select,
    Sequence,
    Struct,
    Text,
)

TCF_EM = Flags(
    "TCF_EM_",
    {
        0x1: "TCF_EM_REL_AND",
        0x2: "TCF_EM_REL_OR",
        0x4: "TCF_EM_INVERT",
        0x8: "TCF_EM_SIMPLE",
    },
)
TCF_EM_KIND = Enum(
    "TCF_EM_",
    {
        0: "TCF_EM_CONTAINER",
        1: "TCF_EM_CMP",
        2: "TCF_EM_NBYTE",
        3: "TCF_EM_U32",
        4: "TCF_EM_META",
        5: "TCF_EM_TEXT",
        6: "TCF_EM_VLAN",
        7: "TCF_EM_CANID",
        8: "TCF_EM_IPSET",
        9: "TCF_EM_IPT",
    },
)
TCF_EM_OPND = Enum(
    "TCF_EM_OPND_",
    {
        0: "TCF_EM_OPND_EQ",
        1: "TCF_EM_OPND_GT",
        2: "TCF_EM_OPND_LT",
    },
)
TCF_LAYER = Enum(
    "TCF_LAYER_",
    {
        0: "TCF_LAYER_LINK",
        1: "TCF_LAYER_NETWORK",
        2: "TCF_LAYER_TRANSPORT",
    },
)
TCF_EM_ALIGN = Enum(
    "TCF_EM_ALIGN_",
    {
        1: "TCF_EM_ALIGN_U8",
        2: "TCF_EM_ALIGN_U16",
        4: "TCF_EM_ALIGN_U32",
    },
)
TCF_EM_CMP_FLAGS = Flags(
    "TCF_EM_CMP_",
    {
        0x1: "TCF_EM_CMP_TRANS",
    },
)
CMP = Struct(
    "tcf_em_cmp",
    [
        Member("val", U32),
        Member("mask", U32, HEX),
        Member("off", U16, BYTES),
        Bits(U8, (("align", 4, TCF_EM_ALIGN), ("flags", 4, TCF_EM_CMP_FLAGS))),
        Bits(U8, (("layer", 4, TCF_LAYER), ("opnd", 4, TCF_EM_OPND))),
    ],
)
NBYTE = Struct(
    "tcf_em_nbyte",
    [
        Member("off", U16, BYTES),
        Bits(U16, (("len", 12, BYTES), ("layer", 4, TCF_LAYER))),
        Member("pattern", OPAQUE),
    ],
)
"""followed by the bytes to be found there"""
U32_KEY = Lazy("dissectors.route.tc.u32:TC_U32_KEY")
TEXT_SEARCH = Struct(
    "tcf_em_text",
    [
        Member("algo", Text(16)),
        Member("from_offset", U16, BYTES),
        Member("to_offset", U16, BYTES),
        Member("pattern_len", U16, BYTES),
        Bits(U8, (("from_layer", 4, TCF_LAYER), ("to_layer", 4, TCF_LAYER))),
        Pad(1),
        Member("pattern", OPAQUE),
    ],
)
"""followed by the text to be found"""
CANID = Sequence(Struct("can_filter", [Member("can_id", U32, HEX), Member("can_mask", U32, HEX)]))
IPSET_FLAGS = Flags(
    "IPSET_",
    {
        0x1: "IPSET_INV_MATCH",
        0x2: "IPSET_DIM_ONE_SRC",
        0x4: "IPSET_DIM_TWO_SRC",
        0x8: "IPSET_DIM_THREE_SRC",
        0x80: "IPSET_RETURN_NOMATCH",
    },
)
IPSET = Struct("xt_set_info", [Member("index", U16), Member("dim", U8), Member("flags", U8, IPSET_FLAGS)])
"""linux/netfilter/xt_set.h"""
NFPROTO = Enum(
    "NFPROTO_",
    {
        0: "NFPROTO_UNSPEC",
        1: "NFPROTO_INET",
        2: "NFPROTO_IPV4",
        3: "NFPROTO_ARP",
        5: "NFPROTO_NETDEV",
        7: "NFPROTO_BRIDGE",
        10: "NFPROTO_IPV6",
        12: "NFPROTO_DECNET",
    },
)
NF_INET = Enum(
    "NF_INET_",
    {
        0: "NF_INET_PRE_ROUTING",
        1: "NF_INET_LOCAL_IN",
        2: "NF_INET_FORWARD",
        3: "NF_INET_LOCAL_OUT",
        4: "NF_INET_POST_ROUTING",
    },
)
IPT = AttributeSet(
    "TCA_EM_IPT_",
    [
        Attribute(1, "TCA_EM_IPT_HOOK", U32, NF_INET),
        Attribute(2, "TCA_EM_IPT_MATCH_NAME", TEXT),
        Attribute(3, "TCA_EM_IPT_MATCH_REVISION", U8),
        Attribute(4, "TCA_EM_IPT_NFPROTO", U8, NFPROTO),
        Attribute(5, "TCA_EM_IPT_MATCH_DATA", Lazy("dissectors.netfilter.nftables_xt:EMATCH_INFO")),
    ],
)


def _container(data: memoryview, order: str, look: Look) -> list[Part]:
    return [Part("position", 0, 4, shape=U32)]


CONTAINER = Parsed(_container)
"""parentheses: where in the list, from 0, the match is with which they begin"""
TCF_EMATCH_HDR = Struct(
    "tcf_ematch_hdr",
    [
        Member("matchid", U16),
        Member("kind", U16, TCF_EM_KIND),
        Member("flags", U16, TCF_EM),
        Pad(2),
    ],
)
MATCH = Headed(
    TCF_EMATCH_HDR,
    Select(
        "kind",
        {
            0: CONTAINER,
            1: CMP,
            2: NBYTE,
            3: U32_KEY,
            4: Lazy("dissectors.route.tc.ematch_meta:META"),
            5: TEXT_SEARCH,
            7: CANID,
            8: IPSET,
            9: IPT,
        },
    ),
)
TCF_EMATCH_TREE_HDR = Struct("tcf_ematch_tree_hdr", [Member("nmatches", U16), Member("progid", U16)])
EMATCH_TREE = AttributeSet(
    "TCA_EMATCH_TREE_",
    [
        Attribute(1, "TCA_EMATCH_TREE_HDR", TCF_EMATCH_TREE_HDR),
        Attribute(2, "TCA_EMATCH_TREE_LIST", Indexed(MATCH)),
    ],
)
