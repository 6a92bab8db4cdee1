"""What netlink families mean: one module a family, tables first. This table says which module serves what.

Adding a family: write the module, give it a line here, a capture with golden in captures/, and a test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Modules by what they serve; what a module must hold is told in nldissect.schema."""

    PROTOCOLS: Mapping[int, str]
    """protocol → the module for all of its messages"""
    ROUTE: Mapping[int, str]
    """rtnetlink object, (type - 16) // 4 → module: an object has four types, NEW, DEL, GET and SET"""
    NETFILTER: Mapping[int, str]
    """nfnetlink subsystem, type >> 8 → module"""
    GENERIC: Mapping[str, str]
    """generic netlink family name → module"""
    UNFRAMED: Mapping[int, str]
    """protocols whose datagrams have no nlmsghdr → module"""

    def module_of(self, protocol: int, number: int) -> str | None:
        """The module that serves a message type, if there is one."""
        if protocol == NETLINK_ROUTE:
            return self.ROUTE.get((number - 16) >> 2)
        if protocol == NETLINK_NETFILTER:
            return self.NETFILTER.get(number >> 8)
        return self.PROTOCOLS.get(protocol)

    def all_modules(self) -> Iterator[str]:
        """Every module, once."""
        tables = (self.PROTOCOLS, self.ROUTE, self.NETFILTER, self.GENERIC, self.UNFRAMED)
        yield from dict.fromkeys(module for table in tables for module in table.values())


NETLINK_ROUTE = 0
NETLINK_NETFILTER = 12

TABLE = Table(
    PROTOCOLS={
        4: "dissectors.sock_diag.messages",
        6: "dissectors.xfrm.messages",
        7: "dissectors.selinux",
        8: "dissectors.iscsi.messages",
        9: "dissectors.audit.messages",
        10: "dissectors.fib_lookup",
        11: "dissectors.connector.messages",
        18: "dissectors.scsi_transport",
        20: "dissectors.rdma.messages",
        21: "dissectors.crypto",
    },
    ROUTE={
        0: "dissectors.route.link",
        1: "dissectors.route.address",
        2: "dissectors.route.route",
        3: "dissectors.route.neighbour",
        4: "dissectors.route.rule",
        5: "dissectors.route.traffic_control",
        6: "dissectors.route.traffic_control",
        7: "dissectors.route.traffic_control",
        8: "dissectors.route.traffic_control",
        9: "dissectors.route.prefix",
        10: "dissectors.route.address",
        11: "dissectors.route.address",
        12: "dissectors.route.neighbour_table",
        13: "dissectors.route.nduseropt",
        14: "dissectors.route.address_label",
        15: "dissectors.route.dcb",
        16: "dissectors.route.netconf",
        17: "dissectors.route.mdb",
        18: "dissectors.route.nsid",
        19: "dissectors.route.stats",
        20: "dissectors.route.cachereport",
        21: "dissectors.route.traffic_control",
        22: "dissectors.route.nexthop",
        23: "dissectors.route.link",
        24: "dissectors.route.vlan",
        25: "dissectors.route.nexthop",
        26: "dissectors.route.tunnel",
    },
    NETFILTER={
        0: "dissectors.netfilter.nftables_batch",
        1: "dissectors.netfilter.conntrack",
        2: "dissectors.netfilter.conntrack",
        3: "dissectors.netfilter.nfqueue",
        4: "dissectors.netfilter.nflog",
        5: "dissectors.netfilter.osf",
        6: "dissectors.netfilter.ipset",
        7: "dissectors.netfilter.nfacct",
        8: "dissectors.netfilter.cttimeout",
        9: "dissectors.netfilter.cthelper",
        10: "dissectors.netfilter.nftables",
        11: "dissectors.netfilter.nftables_compat",
        12: "dissectors.netfilter.nftables_hook",
    },
    GENERIC={
        "802.15.4 MAC": "dissectors.generic.ieee802154",
        "HSR": "dissectors.generic.hsr",
        "IOAM6": "dissectors.generic.ioam6",
        "IPVS": "dissectors.generic.ipvs",
        "MAC80211_HWSIM": "dissectors.generic.mac80211_hwsim",
        "MAC802154_HWSIM": "dissectors.generic.mac802154_hwsim",
        "NCSI": "dissectors.generic.ncsi",
        "NET_DM": "dissectors.generic.drop_monitor",
        "NLBL_CALIPSO": "dissectors.generic.netlabel",
        "NLBL_CIPSOv4": "dissectors.generic.netlabel",
        "NLBL_MGMT": "dissectors.generic.netlabel",
        "NLBL_UNLBL": "dissectors.generic.netlabel",
        "SEG6": "dissectors.generic.seg6",
        "SMC_GEN_NETLINK": "dissectors.generic.smc",
        "SMC_PNETID": "dissectors.generic.smc",
        "TASKSTATS": "dissectors.generic.taskstats",
        "TCM-USER": "dissectors.generic.tcm_user",
        "TIPC": "dissectors.generic.tipc_config",
        "TIPCv2": "dissectors.generic.tipc",
        "VFS_DQUOT": "dissectors.generic.quota",
        "acpi_event": "dissectors.generic.acpi_event",
        "batadv": "dissectors.generic.batadv",
        "binder": "dissectors.generic.binder",
        "cifs": "dissectors.generic.cifs",
        "dev-energymodel": "dissectors.generic.dev_energymodel",
        "devlink": "dissectors.generic.devlink.messages",
        "dpll": "dissectors.generic.dpll",
        "drbd": "dissectors.generic.drbd",
        "drm-ras": "dissectors.generic.drm_ras",
        "ethtool": "dissectors.generic.ethtool.messages",
        "fou": "dissectors.generic.fou",
        "gtp": "dissectors.generic.gtp",
        "handshake": "dissectors.generic.handshake",
        "ila": "dissectors.generic.ila",
        "l2tp": "dissectors.generic.l2tp",
        "lockd": "dissectors.generic.lockd",
        "macsec": "dissectors.generic.macsec",
        "mptcp_pm": "dissectors.generic.mptcp_pm",
        "nbd": "dissectors.generic.nbd",
        "net-shaper": "dissectors.generic.net_shaper",
        "netdev": "dissectors.generic.netdev",
        "nfc": "dissectors.generic.nfc",
        "nfsd": "dissectors.generic.nfsd",
        "nl80211": "dissectors.generic.nl80211.messages",
        "nl802154": "dissectors.generic.nl802154",
        "nlctrl": "dissectors.generic.nlctrl",
        "ovpn": "dissectors.generic.ovpn",
        "ovs_ct_limit": "dissectors.generic.openvswitch.datapath",
        "ovs_datapath": "dissectors.generic.openvswitch.datapath",
        "ovs_flow": "dissectors.generic.openvswitch.flow",
        "ovs_meter": "dissectors.generic.openvswitch.datapath",
        "ovs_packet": "dissectors.generic.openvswitch.packet",
        "ovs_vport": "dissectors.generic.openvswitch.datapath",
        "pmcraid": "dissectors.generic.pmcraid",
        "psample": "dissectors.generic.psample",
        "psp": "dissectors.generic.psp",
        "sunrpc": "dissectors.generic.sunrpc",
        "tcp_metrics": "dissectors.generic.tcp_metrics",
        "team": "dissectors.generic.team",
        "thermal": "dissectors.generic.thermal",
        "vdpa": "dissectors.generic.vdpa",
        "wireguard": "dissectors.generic.wireguard",
    },
    UNFRAMED={15: "dissectors.uevent"},
)
