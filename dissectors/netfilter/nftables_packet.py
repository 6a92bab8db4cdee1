"""Expressions of nf_tables that read from packets and where these stand (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import EXPRESSION, IP_CT_DIR, NFT_REG, Options
from dissectors.netfilter.nftables_exthdr import NFTA_EXTHDR
from nldissect.schema import BE32, BYTES, U8, Attribute, AttributeSet, Enum

NFT_PAYLOAD = Enum(
    "NFT_PAYLOAD_",
    {
        0: "NFT_PAYLOAD_LL_HEADER",
        1: "NFT_PAYLOAD_NETWORK_HEADER",
        2: "NFT_PAYLOAD_TRANSPORT_HEADER",
        3: "NFT_PAYLOAD_INNER_HEADER",
        4: "NFT_PAYLOAD_TUN_HEADER",
    },
)
NFT_PAYLOAD_CSUM = Enum(
    "NFT_PAYLOAD_CSUM_",
    {
        0: "NFT_PAYLOAD_CSUM_NONE",
        1: "NFT_PAYLOAD_CSUM_INET",
        2: "NFT_PAYLOAD_CSUM_SCTP",
    },
)
NFT_PAYLOAD_L4CSUM = Options(
    "NFT_PAYLOAD_L4CSUM_",
    {
        0x1: "NFT_PAYLOAD_L4CSUM_PSEUDOHDR",
    },
)
NFTA_PAYLOAD = AttributeSet(
    "NFTA_PAYLOAD_",
    [
        Attribute(1, "NFTA_PAYLOAD_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_PAYLOAD_BASE", BE32, NFT_PAYLOAD, range=(0, 255)),
        Attribute(3, "NFTA_PAYLOAD_OFFSET", BE32, BYTES),
        Attribute(4, "NFTA_PAYLOAD_LEN", BE32, BYTES, range=(0, 255)),
        Attribute(5, "NFTA_PAYLOAD_SREG", BE32, NFT_REG),
        Attribute(6, "NFTA_PAYLOAD_CSUM_TYPE", BE32, NFT_PAYLOAD_CSUM, range=(0, 255)),
        Attribute(7, "NFTA_PAYLOAD_CSUM_OFFSET", BE32, BYTES, range=(0, 255)),
        Attribute(8, "NFTA_PAYLOAD_CSUM_FLAGS", BE32, NFT_PAYLOAD_L4CSUM),
    ],
)

NFT_META = Enum(
    "NFT_META_",
    {
        0: "NFT_META_LEN",
        1: "NFT_META_PROTOCOL",
        2: "NFT_META_PRIORITY",
        3: "NFT_META_MARK",
        4: "NFT_META_IIF",
        5: "NFT_META_OIF",
        6: "NFT_META_IIFNAME",
        7: "NFT_META_OIFNAME",
        8: "NFT_META_IFTYPE",
        9: "NFT_META_OIFTYPE",
        10: "NFT_META_SKUID",
        11: "NFT_META_SKGID",
        12: "NFT_META_NFTRACE",
        13: "NFT_META_RTCLASSID",
        14: "NFT_META_SECMARK",
        15: "NFT_META_NFPROTO",
        16: "NFT_META_L4PROTO",
        17: "NFT_META_BRI_IIFNAME",
        18: "NFT_META_BRI_OIFNAME",
        19: "NFT_META_PKTTYPE",
        20: "NFT_META_CPU",
        21: "NFT_META_IIFGROUP",
        22: "NFT_META_OIFGROUP",
        23: "NFT_META_CGROUP",
        24: "NFT_META_PRANDOM",
        25: "NFT_META_SECPATH",
        26: "NFT_META_IIFKIND",
        27: "NFT_META_OIFKIND",
        28: "NFT_META_BRI_IIFPVID",
        29: "NFT_META_BRI_IIFVPROTO",
        30: "NFT_META_TIME_NS",
        31: "NFT_META_TIME_DAY",
        32: "NFT_META_TIME_HOUR",
        33: "NFT_META_SDIF",
        34: "NFT_META_SDIFNAME",
        35: "NFT_META_BRI_BROUTE",
        37: "NFT_META_BRI_IIFHWADDR",
    },
)
NFTA_META = AttributeSet(
    "NFTA_META_",
    [
        Attribute(1, "NFTA_META_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_META_KEY", BE32, NFT_META, range=(0, 255)),
        Attribute(3, "NFTA_META_SREG", BE32, NFT_REG),
    ],
)

NFT_RT = Enum(
    "NFT_RT_",
    {
        0: "NFT_RT_CLASSID",
        1: "NFT_RT_NEXTHOP4",
        2: "NFT_RT_NEXTHOP6",
        3: "NFT_RT_TCPMSS",
        4: "NFT_RT_XFRM",
    },
)
NFTA_RT = AttributeSet(
    "NFTA_RT_",
    [
        Attribute(1, "NFTA_RT_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_RT_KEY", BE32, NFT_RT, range=(0, 255)),
    ],
)

NFT_SOCKET = Enum(
    "NFT_SOCKET_",
    {
        0: "NFT_SOCKET_TRANSPARENT",
        1: "NFT_SOCKET_MARK",
        2: "NFT_SOCKET_WILDCARD",
        3: "NFT_SOCKET_CGROUPV2",
    },
)
NFTA_SOCKET = AttributeSet(
    "NFTA_SOCKET_",
    [
        Attribute(1, "NFTA_SOCKET_KEY", BE32, NFT_SOCKET, range=(0, 255)),
        Attribute(2, "NFTA_SOCKET_DREG", BE32, NFT_REG),
        Attribute(3, "NFTA_SOCKET_LEVEL", BE32, range=(0, 255)),
    ],
)

NFT_CT = Enum(
    "NFT_CT_",
    {
        0: "NFT_CT_STATE",
        1: "NFT_CT_DIRECTION",
        2: "NFT_CT_STATUS",
        3: "NFT_CT_MARK",
        4: "NFT_CT_SECMARK",
        5: "NFT_CT_EXPIRATION",
        6: "NFT_CT_HELPER",
        7: "NFT_CT_L3PROTOCOL",
        8: "NFT_CT_SRC",
        9: "NFT_CT_DST",
        10: "NFT_CT_PROTOCOL",
        11: "NFT_CT_PROTO_SRC",
        12: "NFT_CT_PROTO_DST",
        13: "NFT_CT_LABELS",
        14: "NFT_CT_PKTS",
        15: "NFT_CT_BYTES",
        16: "NFT_CT_AVGPKT",
        17: "NFT_CT_ZONE",
        18: "NFT_CT_EVENTMASK",
        19: "NFT_CT_SRC_IP",
        20: "NFT_CT_DST_IP",
        21: "NFT_CT_SRC_IP6",
        22: "NFT_CT_DST_IP6",
        23: "NFT_CT_ID",
    },
)
NFTA_CT = AttributeSet(
    "NFTA_CT_",
    [
        Attribute(1, "NFTA_CT_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_CT_KEY", BE32, NFT_CT, range=(0, 255)),
        Attribute(3, "NFTA_CT_DIRECTION", U8, IP_CT_DIR),
        Attribute(4, "NFTA_CT_SREG", BE32, NFT_REG),
    ],
)

NFT_FIB_RESULT = Enum(
    "NFT_FIB_RESULT_",
    {
        0: "NFT_FIB_RESULT_UNSPEC",
        1: "NFT_FIB_RESULT_OIF",
        2: "NFT_FIB_RESULT_OIFNAME",
        3: "NFT_FIB_RESULT_ADDRTYPE",
    },
)
NFTA_FIB_F = Options(
    "NFTA_FIB_F_",
    {
        0x01: "NFTA_FIB_F_SADDR",
        0x02: "NFTA_FIB_F_DADDR",
        0x04: "NFTA_FIB_F_MARK",
        0x08: "NFTA_FIB_F_IIF",
        0x10: "NFTA_FIB_F_OIF",
        0x20: "NFTA_FIB_F_PRESENT",
    },
)
NFTA_FIB = AttributeSet(
    "NFTA_FIB_",
    [
        Attribute(1, "NFTA_FIB_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_FIB_RESULT", BE32, NFT_FIB_RESULT),
        Attribute(3, "NFTA_FIB_FLAGS", BE32, NFTA_FIB_F),
    ],
)

NF_OSF_TTL = Enum("NF_OSF_TTL_", {0: "NF_OSF_TTL_TRUE", 1: "NF_OSF_TTL_LESS", 2: "NF_OSF_TTL_NOCHECK"})
NFT_OSF_F = Options(
    "NFT_OSF_F_",
    {
        0x1: "NFT_OSF_F_VERSION",
    },
)
NFTA_OSF = AttributeSet(
    "NFTA_OSF_",
    [
        Attribute(1, "NFTA_OSF_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_OSF_TTL", U8, NF_OSF_TTL),
        Attribute(3, "NFTA_OSF_FLAGS", BE32, NFT_OSF_F),
    ],
)

XFRM_POLICY = Enum("XFRM_POLICY_", {0: "XFRM_POLICY_IN", 1: "XFRM_POLICY_OUT", 2: "XFRM_POLICY_FWD"})
NFT_XFRM_KEY = Enum(
    "NFT_XFRM_KEY_",
    {
        0: "NFT_XFRM_KEY_UNSPEC",
        1: "NFT_XFRM_KEY_DADDR_IP4",
        2: "NFT_XFRM_KEY_DADDR_IP6",
        3: "NFT_XFRM_KEY_SADDR_IP4",
        4: "NFT_XFRM_KEY_SADDR_IP6",
        5: "NFT_XFRM_KEY_REQID",
        6: "NFT_XFRM_KEY_SPI",
    },
)
NFTA_XFRM = AttributeSet(
    "NFTA_XFRM_",
    [
        Attribute(1, "NFTA_XFRM_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_XFRM_KEY", BE32, NFT_XFRM_KEY, range=(0, 255)),
        Attribute(3, "NFTA_XFRM_DIR", U8, XFRM_POLICY),
        Attribute(4, "NFTA_XFRM_SPNUM", BE32, range=(0, 255)),
    ],
)

NFT_TUNNEL = Enum(
    "NFT_TUNNEL_",
    {
        0: "NFT_TUNNEL_PATH",
        1: "NFT_TUNNEL_ID",
    },
)
NFT_TUNNEL_MODE = Enum(
    "NFT_TUNNEL_MODE_",
    {
        0: "NFT_TUNNEL_MODE_NONE",
        1: "NFT_TUNNEL_MODE_RX",
        2: "NFT_TUNNEL_MODE_TX",
    },
)
NFTA_TUNNEL = AttributeSet(
    "NFTA_TUNNEL_",
    [
        Attribute(1, "NFTA_TUNNEL_KEY", BE32, NFT_TUNNEL, range=(0, 255)),
        Attribute(2, "NFTA_TUNNEL_DREG", BE32, NFT_REG),
        Attribute(3, "NFTA_TUNNEL_MODE", BE32, NFT_TUNNEL_MODE, range=(0, 255)),
    ],
)

NFT_INNER_TYPE = Enum(
    "NFT_INNER_",
    {
        0: "NFT_INNER_UNSPEC",
        1: "NFT_INNER_VXLAN",
        2: "NFT_INNER_GENEVE",
    },
)
NFT_INNER_FLAGS = Options(
    "NFT_INNER_",
    {
        0x1: "NFT_INNER_HDRSIZE",
        0x2: "NFT_INNER_LL",
        0x4: "NFT_INNER_NH",
        0x8: "NFT_INNER_TH",
    },
)
NFTA_INNER = AttributeSet(
    "NFTA_INNER_",
    [
        Attribute(1, "NFTA_INNER_NUM", BE32),
        Attribute(2, "NFTA_INNER_TYPE", BE32, NFT_INNER_TYPE),
        Attribute(3, "NFTA_INNER_FLAGS", BE32, NFT_INNER_FLAGS),
        Attribute(4, "NFTA_INNER_HDRSIZE", BE32, BYTES),
        Attribute(5, "NFTA_INNER_EXPR", EXPRESSION),
    ],
)

PACKET_EXPRESSIONS = {
    "payload": NFTA_PAYLOAD,
    "exthdr": NFTA_EXTHDR,
    "meta": NFTA_META,
    "rt": NFTA_RT,
    "socket": NFTA_SOCKET,
    "ct": NFTA_CT,
    "fib": NFTA_FIB,
    "osf": NFTA_OSF,
    "xfrm": NFTA_XFRM,
    "tunnel": NFTA_TUNNEL,
    "inner": NFTA_INNER,
}
