"""The multicast groups of protocols, by number, as their headers name them; generic families' are the kernel's to tell.

(linux/rtnetlink.h, sock_diag.h, xfrm.h, selinux_netlink.h, audit.h, netfilter/nfnetlink.h, connector.h, rdma_netlink.h;
iSCSI: include/scsi/iscsi_if.h; FibreChannel: scsi/scsi_netlink.h; uevents: lib/kobject_uevent.c sends to group 1, udev
to group 2.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

GROUPS: Final[Mapping[int, Mapping[int, str]]] = {
    0: {
        1: "RTNLGRP_LINK",
        2: "RTNLGRP_NOTIFY",
        3: "RTNLGRP_NEIGH",
        4: "RTNLGRP_TC",
        5: "RTNLGRP_IPV4_IFADDR",
        6: "RTNLGRP_IPV4_MROUTE",
        7: "RTNLGRP_IPV4_ROUTE",
        8: "RTNLGRP_IPV4_RULE",
        9: "RTNLGRP_IPV6_IFADDR",
        10: "RTNLGRP_IPV6_MROUTE",
        11: "RTNLGRP_IPV6_ROUTE",
        12: "RTNLGRP_IPV6_IFINFO",
        13: "RTNLGRP_DECnet_IFADDR",
        15: "RTNLGRP_DECnet_ROUTE",
        16: "RTNLGRP_DECnet_RULE",
        18: "RTNLGRP_IPV6_PREFIX",
        19: "RTNLGRP_IPV6_RULE",
        20: "RTNLGRP_ND_USEROPT",
        21: "RTNLGRP_PHONET_IFADDR",
        22: "RTNLGRP_PHONET_ROUTE",
        23: "RTNLGRP_DCB",
        24: "RTNLGRP_IPV4_NETCONF",
        25: "RTNLGRP_IPV6_NETCONF",
        26: "RTNLGRP_MDB",
        27: "RTNLGRP_MPLS_ROUTE",
        28: "RTNLGRP_NSID",
        29: "RTNLGRP_MPLS_NETCONF",
        30: "RTNLGRP_IPV4_MROUTE_R",
        31: "RTNLGRP_IPV6_MROUTE_R",
        32: "RTNLGRP_NEXTHOP",
        33: "RTNLGRP_BRVLAN",
        34: "RTNLGRP_MCTP_IFADDR",
        35: "RTNLGRP_TUNNEL",
        36: "RTNLGRP_STATS",
        37: "RTNLGRP_IPV4_MCADDR",
        38: "RTNLGRP_IPV6_MCADDR",
        39: "RTNLGRP_IPV6_ACADDR",
    },
    4: {
        1: "SKNLGRP_INET_TCP_DESTROY",
        2: "SKNLGRP_INET_UDP_DESTROY",
        3: "SKNLGRP_INET6_TCP_DESTROY",
        4: "SKNLGRP_INET6_UDP_DESTROY",
    },
    6: {
        1: "XFRMNLGRP_ACQUIRE",
        2: "XFRMNLGRP_EXPIRE",
        3: "XFRMNLGRP_SA",
        4: "XFRMNLGRP_POLICY",
        5: "XFRMNLGRP_AEVENTS",
        6: "XFRMNLGRP_REPORT",
        7: "XFRMNLGRP_MIGRATE",
        8: "XFRMNLGRP_MAPPING",
    },
    7: {
        1: "SELNLGRP_AVC",
    },
    8: {
        1: "ISCSI_NL_GRP_ISCSID",
        2: "ISCSI_NL_GRP_UIP",
    },
    9: {
        1: "AUDIT_NLGRP_READLOG",
    },
    11: {
        1: "CN_IDX_PROC",
        2: "CN_IDX_CIFS",
        3: "CN_W1_IDX",
        4: "CN_IDX_V86D",
        5: "CN_IDX_BB",
        6: "CN_DST_IDX",
        7: "CN_IDX_DM",
        8: "CN_IDX_DRBD",
        9: "CN_KVP_IDX",
        10: "CN_VSS_IDX",
    },
    12: {
        1: "NFNLGRP_CONNTRACK_NEW",
        2: "NFNLGRP_CONNTRACK_UPDATE",
        3: "NFNLGRP_CONNTRACK_DESTROY",
        4: "NFNLGRP_CONNTRACK_EXP_NEW",
        5: "NFNLGRP_CONNTRACK_EXP_UPDATE",
        6: "NFNLGRP_CONNTRACK_EXP_DESTROY",
        7: "NFNLGRP_NFTABLES",
        8: "NFNLGRP_ACCT_QUOTA",
        9: "NFNLGRP_NFTRACE",
    },
    15: {1: "kernel", 2: "udev"},
    18: {4: "SCSI_NL_GRP_FC_EVENTS"},
    20: {
        2: "RDMA_NL_GROUP_IWPM",
        3: "RDMA_NL_GROUP_LS",
        4: "RDMA_NL_GROUP_NOTIFY",
    },
}
"""protocol → group number → its constant"""


def group_number(protocol: int, name: str) -> int | None:
    """The group that `name` means: a number, a constant, or its end in any case (RTNLGRP_LINK, link)."""
    if name.isdecimal():
        return int(name)
    for number, constant in GROUPS.get(protocol, {}).items():
        if name.lower() in (constant.lower(), _short(constant)):
            return number
    return None


def group_names(protocol: int) -> list[str]:
    """The groups of a protocol as they can be written, shortest form."""
    return [_short(constant) for constant in GROUPS.get(protocol, {}).values()]


_AROUND: Final = re.compile(
    r"(?:RTNL|SKNL|XFRMNL|SELNL|AUDIT_NL|NFNL)GRP_|RDMA_NL_GROUP_|I?SCSI_NL_GRP_|CN_(?:IDX_)?|_IDX$"
)
"""what is left away in the short form of a constant"""


def _short(constant: str) -> str:
    return _AROUND.sub("", constant).lower()
