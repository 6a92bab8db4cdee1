"""What all nfnetlink subsystems share: struct nfgenmsg and the numbers in it (linux/netfilter/nfnetlink.h)."""

from __future__ import annotations

from nldissect.schema import BE16, U8, Enum, Meaning, Member, Struct

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
"""protocol families of packet filters (linux/netfilter.h)"""

NFNETLINK_V = Enum("NFNETLINK_", {0: "NFNETLINK_V0"})

NFNL_SUBSYS = Enum(
    "NFNL_SUBSYS_",
    {
        0: "NFNL_SUBSYS_NONE",
        1: "NFNL_SUBSYS_CTNETLINK",
        2: "NFNL_SUBSYS_CTNETLINK_EXP",
        3: "NFNL_SUBSYS_QUEUE",
        4: "NFNL_SUBSYS_ULOG",
        5: "NFNL_SUBSYS_OSF",
        6: "NFNL_SUBSYS_IPSET",
        7: "NFNL_SUBSYS_ACCT",
        8: "NFNL_SUBSYS_CTNETLINK_TIMEOUT",
        9: "NFNL_SUBSYS_CTHELPER",
        10: "NFNL_SUBSYS_NFTABLES",
        11: "NFNL_SUBSYS_NFT_COMPAT",
        12: "NFNL_SUBSYS_HOOK",
    },
)

NF_VERDICT = Enum(
    "NF_",
    {
        0: "NF_DROP",
        1: "NF_ACCEPT",
        2: "NF_STOLEN",
        3: "NF_QUEUE",
        4: "NF_REPEAT",
        5: "NF_STOP",
    },
)
"""what becomes of a packet (linux/netfilter.h)"""

NF_INET_HOOK = Enum(
    "NF_INET_",
    {
        0: "NF_INET_PRE_ROUTING",
        1: "NF_INET_LOCAL_IN",
        2: "NF_INET_FORWARD",
        3: "NF_INET_LOCAL_OUT",
        4: "NF_INET_POST_ROUTING",
        5: "NF_INET_INGRESS",
    },
)
"""the hooks of IPv4, IPv6, inet and bridge (linux/netfilter.h)"""


def nfgenmsg(res_id: Meaning | None = None, family: Meaning = NFPROTO) -> Struct:
    """struct nfgenmsg, for subsystems in which res_id means something, or the families have words of their own."""
    return Struct(
        "nfgenmsg",
        [
            Member("nfgen_family", U8, family),
            Member("version", U8, NFNETLINK_V),
            Member("res_id", BE16, res_id),
        ],
    )


NFGENMSG = nfgenmsg()
"""res_id is of no use, or a plain number"""
