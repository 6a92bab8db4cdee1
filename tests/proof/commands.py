"""Commands of the standard tools that the kernel refuses, in the order that they are run in one network namespace.

What there is, tests.proof.session makes: v0 and v1 (a veth pair, v1 with 192.0.2.1/24), br0 (a bridge, down), lo.
nftables' family bridge is the one that every kernel with nf_tables has.
"""

from __future__ import annotations

from typing import Final

from tests.proof.refusal import Command, path

LINK: Final = (
    Command(command="ip link add lo type bridge", request="RTM_NEWLINK", errno="EEXIST"),
    Command(command="ip link set nosuch up", request="RTM_GETLINK", errno="ENODEV"),
    Command(
        command="ip link add x0 type nosuchkind",
        request="RTM_NEWLINK", errno="EOPNOTSUPP", words="Unknown device type",
    ),
    Command(
        command="ip link set v0 mtu 10", request="RTM_NEWLINK", errno="EINVAL", words="mtu less than device minimum"
    ),
    Command(command="ip link set v0 address 01:00:00:00:00:00", request="RTM_NEWLINK", errno="EADDRNOTAVAIL"),
    Command(command="ip link set v0 master lo", request="RTM_NEWLINK", errno="EOPNOTSUPP"),
    Command(
        command="ip link set br0 master br0",
        request="RTM_NEWLINK", errno="ELOOP", words="Can not enslave a bridge to a bridge",
    ),
    Command(command="ip link set v0 netns 999999999", request="RTM_NEWLINK", errno="ESRCH"),
    Command(command="ip link set v0 name v1", request="RTM_NEWLINK", errno="EEXIST"),
    Command(command="ip link property add dev v0 altname lo", request="RTM_NEWLINKPROP", errno="EEXIST"),
    Command(command="ip link del lo", request="RTM_DELLINK", errno="EOPNOTSUPP"),
    Command(
        command="ip link set br0 type bridge forward_delay 1",
        request="RTM_NEWLINK", errno="ERANGE", before=("ip link set br0 type bridge stp_state 1",),
    ),
    Command(command="bridge vlan add dev v0 vid 5", request="RTM_SETLINK", errno="EOPNOTSUPP"),
    Command(
        command="bridge fdb add 02:00:00:00:00:01 dev lo",
        request="RTM_NEWNEIGH", errno="EINVAL", words="FDB add only supported for Ethernet devices",
    ),
    Command(
        command="bridge mdb add dev br0 port br0 grp 239.1.1.1",
        request="RTM_NEWMDB", errno="EINVAL", words="bridge: Bridge device is not running",
    ),
    Command(
        command="ip link add link v0 name v0.5000 type vlan id 5000",
        request="RTM_NEWLINK", errno="ERANGE", words="8021q: Invalid VLAN id", needs=("8021q",),
    ),
    Command(
        command="ip link add x0 type vlan id 5",
        request="RTM_NEWLINK", errno="EINVAL", words="8021q: link not specified", needs=("8021q",),
    ),
    Command(
        command="ip link add x1 type bond mode 802.3ad active_slave lo",
        request="RTM_NEWLINK", errno="EACCES", words="option not supported in mode", needs=("bonding",),
        at=path("IFLA_LINKINFO / IFLA_INFO_DATA / IFLA_BOND_ACTIVE_SLAVE", 18, 2, 2), value=1,
    ),
)  # fmt: skip

ADDRESS: Final = (
    Command(
        command="ip addr add 192.0.2.1/24 dev v1",
        request="RTM_NEWADDR", errno="EEXIST", words="ipv4: Address already assigned",
    ),
    Command(
        command="ip addr del 192.0.2.99/24 dev v1",
        request="RTM_DELADDR", errno="EADDRNOTAVAIL", words="ipv4: Address not found",
    ),
    Command(
        command="ip addr add ff02::5/64 dev v1",
        request="RTM_NEWADDR", errno="EADDRNOTAVAIL",
        words='ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag',
    ),
    Command(command="ip addrlabel add prefix ::/0 label 1", request="RTM_NEWADDRLABEL", errno="EEXIST"),
)  # fmt: skip

ROUTE: Final = (
    Command(
        command="ip route add 198.51.100.0/24 via 203.0.113.1",
        request="RTM_NEWROUTE", errno="ENETUNREACH", words="Nexthop has invalid gateway",
    ),
    Command(
        command="ip route add 198.51.100.7/24 dev v1",
        request="RTM_NEWROUTE", errno="EINVAL", words="Invalid prefix for given prefix length",
    ),
    Command(
        command="ip route add 198.51.100.0/24 nhid 77",
        request="RTM_NEWROUTE", errno="EINVAL", words="Nexthop id does not exist",
    ),
    Command(
        command="ip route add 198.51.100.0/24 dev v1 src 203.0.113.3",
        request="RTM_NEWROUTE", errno="EINVAL", words="Invalid prefsrc address",
    ),
    Command(
        command="ip route add 198.51.100.0/24 dev v1 congctl nosuch",
        request="RTM_NEWROUTE", errno="EINVAL", words="Unknown tcp congestion algorithm",
    ),
    Command(
        command="ip route add unreachable 198.51.100.0/24 dev v1",
        request="RTM_NEWROUTE", errno="EINVAL",
        words="Gateway, device and multipath can not be specified for this route type",
    ),
    Command(
        command="ip route add 192.0.2.0/24 dev v1 proto kernel scope link src 192.0.2.1",
        request="RTM_NEWROUTE", errno="EEXIST",
    ),
    Command(command="ip route del 203.0.113.0/24", request="RTM_DELROUTE", errno="ESRCH"),
    Command(command="ip route get 203.0.113.5", request="RTM_GETROUTE", errno="ENETUNREACH"),
    Command(command="ip -6 route add fd00::/8 via 2001:db8::1", request="RTM_NEWROUTE", errno="EHOSTUNREACH"),
)  # fmt: skip

RULE: Final = (
    Command(command="ip rule del pref 99", request="RTM_DELRULE", errno="ENOENT"),
    Command(
        command="ip rule add pref 5 table 7",
        request="RTM_NEWRULE", errno="EEXIST", before=("ip rule add pref 5 table 7",),
    ),
    Command(
        command="ip rule add pref 7 goto 3",
        request="RTM_NEWRULE", errno="EINVAL", words="Backward goto not supported",
    ),
    Command(
        command="ip rule add pref 8 ipproto tcp sport 5-3 table 7",
        request="RTM_NEWRULE", errno="EINVAL", words="Invalid sport range",
    ),
)  # fmt: skip

NEIGHBOUR: Final = (
    Command(command="ip neigh del 192.0.2.77 dev v1", request="RTM_DELNEIGH", errno="ENOENT"),
    Command(
        command="ip neigh add 192.0.2.77 lladdr 02:00:00:00:00:01 dev v1",
        request="RTM_NEWNEIGH", errno="EEXIST", before=("ip neigh add 192.0.2.77 lladdr 02:00:00:00:00:01 dev v1",),
    ),
    Command(
        command="ip neigh get 192.0.2.78 dev v1",
        request="RTM_GETNEIGH", errno="ENOENT", words="Neighbour entry not found",
    ),
    Command(command="ip ntable change name nosuch thresh1 5", request="RTM_SETNEIGHTBL", errno="ENOENT"),
)  # fmt: skip

NEXTHOP: Final = (
    Command(
        command="ip nexthop add id 1 via 203.0.113.1 dev v1",
        request="RTM_NEWNEXTHOP", errno="ENETUNREACH", words="Nexthop has invalid gateway",
    ),
    Command(
        command="ip nexthop add id 2 group 77", request="RTM_NEWNEXTHOP", errno="EINVAL", words="Invalid nexthop id"
    ),
    Command(
        command="ip nexthop add id 1 dev v1",
        request="RTM_NEWNEXTHOP", errno="EEXIST", before=("ip nexthop add id 1 dev v1",),
    ),
    Command(
        command="ip nexthop add id 3 group 1 type resilient buckets 0",
        request="RTM_NEWNEXTHOP", errno="EINVAL", words="Number of buckets needs to be non-0",
    ),
    Command(
        command="ip nexthop add id 4 blackhole dev v1",
        request="RTM_NEWNEXTHOP", errno="EINVAL",
        words="Blackhole attribute can not be used with gateway, oif, encap or fdb",
    ),
    Command(command="ip nexthop get id 99", request="RTM_GETNEXTHOP", errno="ENOENT"),
)  # fmt: skip

TC: Final = (
    Command(
        command="tc qdisc del dev v1 root",
        request="RTM_DELQDISC", errno="ENOENT", words="Cannot delete qdisc with handle of zero",
    ),
    Command(
        command="tc qdisc add dev v1 root handle 1: pfifo limit 5",
        request="RTM_NEWQDISC", errno="EEXIST", words="Exclusivity flag on, cannot modify",
        before=("tc qdisc add dev v1 root handle 1: pfifo limit 5",),
    ),
    Command(
        command="tc qdisc change dev v1 root handle 1: bfifo limit 5",
        request="RTM_NEWQDISC", errno="EINVAL", words="Invalid qdisc name: must match existing qdisc",
    ),
    Command(
        command="tc qdisc add dev v1 parent 5: handle 2: pfifo",
        request="RTM_NEWQDISC", errno="ENOENT", words="Failed to find specified qdisc",
    ),
    Command(command="tc class del dev v1 classid 1:9", request="RTM_DELTCLASS", errno="EINVAL"),
    Command(
        command="tc filter add dev v1 parent 9: protocol ip prio 1 u32 match u32 0 0 flowid 1:9",
        request="RTM_NEWTFILTER", errno="EINVAL", words="Parent Qdisc doesn't exists",
    ),
    Command(
        command="tc chain del dev v1 ingress chain 5",
        request="RTM_DELCHAIN", errno="EINVAL", words="Cannot find specified filter chain",
        before=("tc qdisc add dev v1 clsact",),
    ),
    Command(
        command="tc actions del action nosuch index 5",
        privileged=True, request="RTM_DELACTION", errno="EINVAL", words="Specified TC action kind not found",
    ),
)  # fmt: skip

NFT: Final = (
    Command(
        command="nft create table bridge t", before=("nft add table bridge t", "nft add chain bridge t c"),
        request="NFT_MSG_NEWTABLE", errno="EEXIST", at=path("NFTA_TABLE_NAME", 1), value="t",
    ),
    Command(
        command="nft delete table bridge nosuch",
        request="NFT_MSG_DELTABLE", errno="ENOENT", at=path("NFTA_TABLE_NAME", 1), value="nosuch",
    ),
    Command(
        command="nft add rule bridge t nosuch accept",
        request="NFT_MSG_NEWRULE", errno="ENOENT", at=path("NFTA_RULE_CHAIN", 2), value="nosuch",
    ),
    Command(
        command="nft add rule bridge t c jump nosuch",
        request="NFT_MSG_NEWRULE", errno="ENOENT", at=path("NFTA_RULE_EXPRESSIONS / NFTA_LIST_ELEM", 4, 1),
    ),
    Command(
        command="nft delete rule bridge t c handle 99",
        request="NFT_MSG_DELRULE", errno="ENOENT", at=path("NFTA_RULE_HANDLE", 3), value=99,
    ),
    Command(
        command="nft add set bridge t s { type ipv6_addr; }", before=("nft add set bridge t s { type ipv4_addr; }",),
        request="NFT_MSG_NEWSET", errno="EEXIST", at=path("NFTA_SET_NAME", 2), value="s",
    ),
    Command(
        command="nft delete element bridge t s { 192.0.2.2 }",
        request="NFT_MSG_DELSETELEM", errno="ENOENT", at=path("NFTA_SET_ELEM_LIST_ELEMENTS / [1]", 3, 1),
    ),
    Command(
        command="nft add table bridge a; add chain bridge a c; delete chain bridge a nosuch; add table bridge b",
        request="NFT_MSG_DELCHAIN", errno="ENOENT", at=path("NFTA_CHAIN_NAME", 3), value="nosuch",
    ),
    Command(
        command="nft list table bridge nosuch",
        request="NFT_MSG_GETTABLE", errno="ENOENT", at=path("NFTA_TABLE_NAME", 1), value="nosuch",
    ),
)  # fmt: skip

XFRM: Final = (
    Command(
        command="ip xfrm state del src 192.0.2.1 dst 192.0.2.2 proto esp spi 5",
        request="XFRM_MSG_DELSA", errno="ESRCH",
    ),
    Command(
        command="ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 5 mode tunnel enc nosuch 0x00",
        request="XFRM_MSG_NEWSA", errno="ENOSYS", words="Requested CRYPT algorithm not found",
    ),
    Command(
        command="ip xfrm policy add src 192.0.2.0/24 dst 198.51.100.0/24 dir out",
        request="XFRM_MSG_NEWPOLICY", errno="EEXIST",
        before=("ip xfrm policy add src 192.0.2.0/24 dst 198.51.100.0/24 dir out",),
    ),
    Command(command="ip xfrm policy get index 12345 dir out", request="XFRM_MSG_GETPOLICY", errno="ENOENT"),
)  # fmt: skip

GENERIC: Final = (
    Command(command="genl ctrl get name nosuch", request="CTRL_CMD_GETFAMILY", errno="ENOENT", family="nlctrl"),
    Command(
        command="ip mptcp endpoint del id 5",
        request="MPTCP_PM_CMD_DEL_ADDR", errno="EINVAL", words="address not found", family="mptcp_pm",
        at=path("MPTCP_PM_ENDPOINT_ADDR", 1),
    ),
    Command(
        command="ethtool -L v0 rx 5000",
        request="ETHTOOL_MSG_CHANNELS_SET", errno="EINVAL", words="requested channel count exceeds maximum",
        family="ethtool", at=path("ETHTOOL_A_CHANNELS_RX_COUNT", 6), value=5000,
    ),
    Command(
        command="ethtool -T nosuch",
        request="ETHTOOL_MSG_TSINFO_GET", errno="ENODEV", words="no device matches name", family="ethtool",
        at=path("ETHTOOL_A_TSINFO_HEADER / ETHTOOL_A_HEADER_DEV_NAME", 1, 2), value="nosuch",
    ),
    Command(
        command="ethtool -C v0 rx-usecs 5", request="ETHTOOL_MSG_COALESCE_SET", errno="EOPNOTSUPP", family="ethtool"
    ),
    Command(
        command="ip tcp_metrics delete 192.0.2.1", privileged=True,
        request="TCP_METRICS_CMD_DEL", errno="ESRCH", family="tcp_metrics",
    ),
    Command(
        command="ip ioam namespace del 5", privileged=True,
        request="IOAM6_CMD_DEL_NAMESPACE", errno="ENOENT", family="IOAM6",
    ),
    Command(
        command="ip macsec add v0 tx sa 0 on pn 1 key 00 00112233445566778899aabbccddeeff",
        request="MACSEC_CMD_ADD_TXSA", errno="ENODEV", family="macsec", needs=("macsec",),
    ),
)  # fmt: skip

COMMANDS: Final = LINK + ADDRESS + ROUTE + RULE + NEIGHBOUR + NEXTHOP + TC + NFT + XFRM + GENERIC
