"""Stateful objects of nf_tables (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_actions import NFTA_CONNLIMIT, NFTA_COUNTER, NFTA_LIMIT, NFTA_QUOTA, NFTA_SYNPROXY
from dissectors.netfilter.nftables_data import FAMILY, L4PROTO, Options
from dissectors.netfilter.nftables_userdata import OBJECT_USERDATA
from dissectors.netfilter.timeouts import CTA_TIMEOUT_GENERIC, TIMEOUTS
from nldissect.schema import (
    BE16,
    BE32,
    BE64,
    HEX,
    IPV4,
    IPV6,
    MILLISECONDS,
    OPAQUE,
    TEXT,
    U8,
    U32,
    Attribute,
    AttributeSet,
    Enum,
    Select,
    Shape,
)

NFT_OBJECT = Enum(
    "NFT_OBJECT_",
    {
        0: "NFT_OBJECT_UNSPEC",
        1: "NFT_OBJECT_COUNTER",
        2: "NFT_OBJECT_QUOTA",
        3: "NFT_OBJECT_CT_HELPER",
        4: "NFT_OBJECT_LIMIT",
        5: "NFT_OBJECT_CONNLIMIT",
        6: "NFT_OBJECT_TUNNEL",
        7: "NFT_OBJECT_CT_TIMEOUT",
        8: "NFT_OBJECT_SECMARK",
        9: "NFT_OBJECT_CT_EXPECT",
        10: "NFT_OBJECT_SYNPROXY",
    },
)
NFTA_CT_HELPER = AttributeSet(
    "NFTA_CT_HELPER_",
    [
        Attribute(1, "NFTA_CT_HELPER_NAME", TEXT),
        Attribute(2, "NFTA_CT_HELPER_L3PROTO", BE16, FAMILY),
        Attribute(3, "NFTA_CT_HELPER_L4PROTO", U8, L4PROTO),
    ],
)
_TIMEOUTS = Select("NFTA_CT_TIMEOUT_L4PROTO", TIMEOUTS, default=CTA_TIMEOUT_GENERIC)
NFTA_CT_TIMEOUT = AttributeSet(
    "NFTA_CT_TIMEOUT_",
    [
        Attribute(1, "NFTA_CT_TIMEOUT_L3PROTO", BE16, FAMILY),
        Attribute(2, "NFTA_CT_TIMEOUT_L4PROTO", U8, L4PROTO),
        Attribute(3, "NFTA_CT_TIMEOUT_DATA", _TIMEOUTS),
    ],
)
NFTA_CT_EXPECT = AttributeSet(
    "NFTA_CT_EXPECT_",
    [
        Attribute(1, "NFTA_CT_EXPECT_L3PROTO", BE16, FAMILY),
        Attribute(2, "NFTA_CT_EXPECT_L4PROTO", U8, L4PROTO),
        Attribute(3, "NFTA_CT_EXPECT_DPORT", BE16),
        Attribute(4, "NFTA_CT_EXPECT_TIMEOUT", U32, MILLISECONDS),
        Attribute(5, "NFTA_CT_EXPECT_SIZE", U8),
    ],
)
NFTA_SECMARK = AttributeSet(
    "NFTA_SECMARK_",
    [
        Attribute(1, "NFTA_SECMARK_CTX", TEXT),
    ],
)

NFTA_TUNNEL_KEY_IP = AttributeSet(
    "NFTA_TUNNEL_KEY_IP_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY_IP_SRC", IPV4),
        Attribute(2, "NFTA_TUNNEL_KEY_IP_DST", IPV4),
    ],
)
NFTA_TUNNEL_KEY_IP6 = AttributeSet(
    "NFTA_TUNNEL_KEY_IP6_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY_IP6_SRC", IPV6),
        Attribute(2, "NFTA_TUNNEL_KEY_IP6_DST", IPV6),
        Attribute(3, "NFTA_TUNNEL_KEY_IP6_FLOWLABEL", BE32, HEX),
    ],
)
NFTA_TUNNEL_KEY_VXLAN = AttributeSet(
    "NFTA_TUNNEL_KEY_VXLAN_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY_VXLAN_GBP", BE32),
    ],
)
NFTA_TUNNEL_KEY_ERSPAN = AttributeSet(
    "NFTA_TUNNEL_KEY_ERSPAN_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY_ERSPAN_VERSION", BE32),
        Attribute(2, "NFTA_TUNNEL_KEY_ERSPAN_V1_INDEX", BE32),
        Attribute(3, "NFTA_TUNNEL_KEY_ERSPAN_V2_HWID", U8),
        Attribute(4, "NFTA_TUNNEL_KEY_ERSPAN_V2_DIR", U8),
    ],
)
NFTA_TUNNEL_KEY_GENEVE = AttributeSet(
    "NFTA_TUNNEL_KEY_GENEVE_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY_GENEVE_CLASS", BE16, HEX),
        Attribute(2, "NFTA_TUNNEL_KEY_GENEVE_TYPE", U8),
        Attribute(3, "NFTA_TUNNEL_KEY_GENEVE_DATA", OPAQUE),
    ],
)
NFTA_TUNNEL_KEY_OPTS = AttributeSet(
    "NFTA_TUNNEL_KEY_OPTS_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY_OPTS_VXLAN", NFTA_TUNNEL_KEY_VXLAN),
        Attribute(2, "NFTA_TUNNEL_KEY_OPTS_ERSPAN", NFTA_TUNNEL_KEY_ERSPAN),
        Attribute(3, "NFTA_TUNNEL_KEY_OPTS_GENEVE", NFTA_TUNNEL_KEY_GENEVE, multiple=True),
    ],
)
NFT_TUNNEL_F = Options(
    "NFT_TUNNEL_F_",
    {
        0x1: "NFT_TUNNEL_F_ZERO_CSUM_TX",
        0x2: "NFT_TUNNEL_F_DONT_FRAGMENT",
        0x4: "NFT_TUNNEL_F_SEQ_NUMBER",
    },
)
NFTA_TUNNEL_KEY = AttributeSet(
    "NFTA_TUNNEL_KEY_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY_ID", BE32),
        Attribute(2, "NFTA_TUNNEL_KEY_IP", NFTA_TUNNEL_KEY_IP),
        Attribute(3, "NFTA_TUNNEL_KEY_IP6", NFTA_TUNNEL_KEY_IP6),
        Attribute(4, "NFTA_TUNNEL_KEY_FLAGS", BE32, NFT_TUNNEL_F),
        Attribute(5, "NFTA_TUNNEL_KEY_TOS", U8, HEX),
        Attribute(6, "NFTA_TUNNEL_KEY_TTL", U8),
        Attribute(7, "NFTA_TUNNEL_KEY_SPORT", BE16),
        Attribute(8, "NFTA_TUNNEL_KEY_DPORT", BE16),
        Attribute(9, "NFTA_TUNNEL_KEY_OPTS", NFTA_TUNNEL_KEY_OPTS),
    ],
)

_DATA: dict[int, Shape] = {
    1: NFTA_COUNTER,
    2: NFTA_QUOTA,
    3: NFTA_CT_HELPER,
    4: NFTA_LIMIT,
    5: NFTA_CONNLIMIT,
    6: NFTA_TUNNEL_KEY,
    7: NFTA_CT_TIMEOUT,
    8: NFTA_SECMARK,
    9: NFTA_CT_EXPECT,
    10: NFTA_SYNPROXY,
}
NFTA_OBJ = AttributeSet(
    "NFTA_OBJ_",
    [
        Attribute(1, "NFTA_OBJ_TABLE", TEXT),
        Attribute(2, "NFTA_OBJ_NAME", TEXT),
        Attribute(3, "NFTA_OBJ_TYPE", BE32, NFT_OBJECT),
        Attribute(4, "NFTA_OBJ_DATA", Select("NFTA_OBJ_TYPE", _DATA)),
        Attribute(5, "NFTA_OBJ_USE", BE32),
        Attribute(6, "NFTA_OBJ_HANDLE", BE64),
        Attribute(7, "NFTA_OBJ_PAD", OPAQUE),
        Attribute(8, "NFTA_OBJ_USERDATA", OBJECT_USERDATA),
    ],
)
