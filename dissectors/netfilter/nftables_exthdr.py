"""The expression of nf_tables that reads and writes options and extension headers (linux/netfilter/nf_tables.h)."""

from __future__ import annotations

from dissectors.netfilter.nftables_data import NFT_REG, Options
from nldissect.schema import BE32, BYTES, U8, Attribute, AttributeSet, Enum, Meant, Select

NFT_EXTHDR_F = Options(
    "NFT_EXTHDR_F_",
    {
        0x1: "NFT_EXTHDR_F_PRESENT",
    },
)
NFT_EXTHDR_OP = Enum(
    "NFT_EXTHDR_OP_",
    {
        0: "NFT_EXTHDR_OP_IPV6",
        1: "NFT_EXTHDR_OP_TCPOPT",
        2: "NFT_EXTHDR_OP_IPV4",
        3: "NFT_EXTHDR_OP_SCTP",
        4: "NFT_EXTHDR_OP_DCCP",
    },
)
IPV6_HEADER = Enum(
    "IPPROTO_",
    {
        0: "IPPROTO_HOPOPTS",
        43: "IPPROTO_ROUTING",
        44: "IPPROTO_FRAGMENT",
        50: "IPPROTO_ESP",
        51: "IPPROTO_AH",
        59: "IPPROTO_NONE",
        60: "IPPROTO_DSTOPTS",
        135: "IPPROTO_MH",
    },
)
"""IPv6 extension headers (linux/in6.h)"""
IPOPT = Enum(
    "IPOPT_",
    {
        0: "IPOPT_END",
        1: "IPOPT_NOOP",
        7: "IPOPT_RR",
        68: "IPOPT_TIMESTAMP",
        130: "IPOPT_SEC",
        131: "IPOPT_LSRR",
        134: "IPOPT_CIPSO",
        136: "IPOPT_SID",
        137: "IPOPT_SSRR",
        148: "IPOPT_RA",
    },
)
"""IPv4 options (linux/ip.h)"""
TCPOPT = Enum(
    "TCPOPT_",
    {
        0: "TCPOPT_EOL",
        1: "TCPOPT_NOP",
        2: "TCPOPT_MSS",
        3: "TCPOPT_WINDOW",
        4: "TCPOPT_SACK_PERM",
        5: "TCPOPT_SACK",
        8: "TCPOPT_TIMESTAMP",
        19: "TCPOPT_MD5SIG",
        29: "TCPOPT_AO",
        30: "TCPOPT_MPTCP",
        34: "TCPOPT_FASTOPEN",
        254: "TCPOPT_EXP",
    },
)
"""TCP options (the kernel's include/net/tcp.h)"""
SCTP_CID = Enum(
    "SCTP_CID_",
    {
        0: "SCTP_CID_DATA",
        1: "SCTP_CID_INIT",
        2: "SCTP_CID_INIT_ACK",
        3: "SCTP_CID_SACK",
        4: "SCTP_CID_HEARTBEAT",
        5: "SCTP_CID_HEARTBEAT_ACK",
        6: "SCTP_CID_ABORT",
        7: "SCTP_CID_SHUTDOWN",
        8: "SCTP_CID_SHUTDOWN_ACK",
        9: "SCTP_CID_ERROR",
        10: "SCTP_CID_COOKIE_ECHO",
        11: "SCTP_CID_COOKIE_ACK",
        12: "SCTP_CID_ECN_ECNE",
        13: "SCTP_CID_ECN_CWR",
        14: "SCTP_CID_SHUTDOWN_COMPLETE",
        15: "SCTP_CID_AUTH",
        64: "SCTP_CID_I_DATA",
        128: "SCTP_CID_ASCONF_ACK",
        130: "SCTP_CID_RECONF",
        192: "SCTP_CID_FWD_TSN",
        193: "SCTP_CID_ASCONF",
        194: "SCTP_CID_I_FWD_TSN",
    },
)
"""SCTP chunks (the kernel's include/linux/sctp.h)"""
_EXTHDR_TYPE = Select(
    "NFTA_EXTHDR_OP",
    {
        0: Meant(U8, IPV6_HEADER),
        1: Meant(U8, TCPOPT),
        2: Meant(U8, IPOPT),
        3: Meant(U8, SCTP_CID),
        None: Meant(U8, IPV6_HEADER),
    },
    default=U8,
)
NFTA_EXTHDR = AttributeSet(
    "NFTA_EXTHDR_",
    [
        Attribute(1, "NFTA_EXTHDR_DREG", BE32, NFT_REG),
        Attribute(2, "NFTA_EXTHDR_TYPE", _EXTHDR_TYPE),
        Attribute(3, "NFTA_EXTHDR_OFFSET", BE32, BYTES, range=(0, 255)),
        Attribute(4, "NFTA_EXTHDR_LEN", BE32, BYTES, range=(0, 255)),
        Attribute(5, "NFTA_EXTHDR_FLAGS", BE32, NFT_EXTHDR_F),
        Attribute(6, "NFTA_EXTHDR_OP", BE32, NFT_EXTHDR_OP, range=(0, 255)),
        Attribute(7, "NFTA_EXTHDR_SREG", BE32, NFT_REG),
    ],
)
