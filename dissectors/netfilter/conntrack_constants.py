"""The numbers of connection tracking (linux/netfilter/nf_conntrack_{common,tcp,sctp}.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import Options
from nldissect.schema import Enum, Flags

IPS = Options(
    "IPS_",
    {
        0x0001: "IPS_EXPECTED",
        0x0002: "IPS_SEEN_REPLY",
        0x0004: "IPS_ASSURED",
        0x0008: "IPS_CONFIRMED",
        0x0010: "IPS_SRC_NAT",
        0x0020: "IPS_DST_NAT",
        0x0040: "IPS_SEQ_ADJUST",
        0x0080: "IPS_SRC_NAT_DONE",
        0x0100: "IPS_DST_NAT_DONE",
        0x0200: "IPS_DYING",
        0x0400: "IPS_FIXED_TIMEOUT",
        0x0800: "IPS_TEMPLATE",
        0x1000: "IPS_UNTRACKED",
        0x2000: "IPS_HELPER",
        0x4000: "IPS_OFFLOAD",
        0x8000: "IPS_HW_OFFLOAD",
    },
)
IPS_SEEN_REPLY, IPS_ASSURED, IPS_OFFLOAD, IPS_HW_OFFLOAD = 0x0002, 0x0004, 0x4000, 0x8000

IP_CT_INFO = Enum(
    "IP_CT_",
    {
        0: "IP_CT_ESTABLISHED",
        1: "IP_CT_RELATED",
        2: "IP_CT_NEW",
        3: "IP_CT_ESTABLISHED_REPLY",
        4: "IP_CT_RELATED_REPLY",
        5: "IP_CT_NEW_REPLY",
    },
)
"""what a packet is to its connection"""

TCP_CONNTRACK = Enum(
    "TCP_CONNTRACK_",
    {
        0: "TCP_CONNTRACK_NONE",
        1: "TCP_CONNTRACK_SYN_SENT",
        2: "TCP_CONNTRACK_SYN_RECV",
        3: "TCP_CONNTRACK_ESTABLISHED",
        4: "TCP_CONNTRACK_FIN_WAIT",
        5: "TCP_CONNTRACK_CLOSE_WAIT",
        6: "TCP_CONNTRACK_LAST_ACK",
        7: "TCP_CONNTRACK_TIME_WAIT",
        8: "TCP_CONNTRACK_CLOSE",
        9: "TCP_CONNTRACK_SYN_SENT2",
    },
)
IP_CT_TCP_FLAG = Flags(
    "IP_CT_TCP_FLAG_",
    {
        0x01: "IP_CT_TCP_FLAG_WINDOW_SCALE",
        0x02: "IP_CT_TCP_FLAG_SACK_PERM",
        0x04: "IP_CT_TCP_FLAG_CLOSE_INIT",
        0x08: "IP_CT_TCP_FLAG_BE_LIBERAL",
        0x10: "IP_CT_TCP_FLAG_DATA_UNACKNOWLEDGED",
        0x20: "IP_CT_TCP_FLAG_MAXACK_SET",
        0x40: "IP_CT_EXP_CHALLENGE_ACK",
        0x80: "IP_CT_TCP_SIMULTANEOUS_OPEN",
    },
)
CT_DCCP = Enum(
    "CT_DCCP_",
    {
        0: "CT_DCCP_NONE",
        1: "CT_DCCP_REQUEST",
        2: "CT_DCCP_RESPOND",
        3: "CT_DCCP_PARTOPEN",
        4: "CT_DCCP_OPEN",
        5: "CT_DCCP_CLOSEREQ",
        6: "CT_DCCP_CLOSING",
        7: "CT_DCCP_TIMEWAIT",
        8: "CT_DCCP_IGNORE",
        9: "CT_DCCP_INVALID",
    },
)
"""include/linux/netfilter/nf_conntrack_dccp.h, gone with DCCP in 6.16"""
CT_DCCP_ROLE = Enum("CT_DCCP_ROLE_", {0: "CT_DCCP_ROLE_CLIENT", 1: "CT_DCCP_ROLE_SERVER"})
"""likewise"""
SCTP_CONNTRACK = Enum(
    "SCTP_CONNTRACK_",
    {
        0: "SCTP_CONNTRACK_NONE",
        1: "SCTP_CONNTRACK_CLOSED",
        2: "SCTP_CONNTRACK_COOKIE_WAIT",
        3: "SCTP_CONNTRACK_COOKIE_ECHOED",
        4: "SCTP_CONNTRACK_ESTABLISHED",
        5: "SCTP_CONNTRACK_SHUTDOWN_SENT",
        6: "SCTP_CONNTRACK_SHUTDOWN_RECD",
        7: "SCTP_CONNTRACK_SHUTDOWN_ACK_SENT",
        8: "SCTP_CONNTRACK_HEARTBEAT_SENT",
        9: "SCTP_CONNTRACK_HEARTBEAT_ACKED",
    },
)

NF_CT_EXPECT = Options(
    "NF_CT_EXPECT_",
    {
        0x1: "NF_CT_EXPECT_PERMANENT",
        0x2: "NF_CT_EXPECT_INACTIVE",
        0x4: "NF_CT_EXPECT_USERSPACE",
    },
)

CTA_FILTER_F = Options(
    "CTA_FILTER_F_CTA_",
    {
        0x001: "CTA_FILTER_F_CTA_IP_SRC",
        0x002: "CTA_FILTER_F_CTA_IP_DST",
        0x004: "CTA_FILTER_F_CTA_TUPLE_ZONE",
        0x008: "CTA_FILTER_F_CTA_PROTO_NUM",
        0x010: "CTA_FILTER_F_CTA_PROTO_SRC_PORT",
        0x020: "CTA_FILTER_F_CTA_PROTO_DST_PORT",
        0x040: "CTA_FILTER_F_CTA_PROTO_ICMP_TYPE",
        0x080: "CTA_FILTER_F_CTA_PROTO_ICMP_CODE",
        0x100: "CTA_FILTER_F_CTA_PROTO_ICMP_ID",
        0x200: "CTA_FILTER_F_CTA_PROTO_ICMPV6_TYPE",
        0x400: "CTA_FILTER_F_CTA_PROTO_ICMPV6_CODE",
        0x800: "CTA_FILTER_F_CTA_PROTO_ICMPV6_ID",
    },
)
"""net/netfilter/nf_internals.h: the parts of a tuple that a dump is to compare"""
